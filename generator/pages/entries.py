"""An exercise as a page, a card, a routine or a sheet shows it, and the address of each page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.content.records.routines import by_itself
from generator.model import Exercise, Figure, Record, Routine, RoutineItem, Section
from generator.pages.shown import name_each, show_elsewhere
from generator.words.catalogue import Words, message
from generator.words.dose import DoseData, dose_as_json, total_seconds
from generator.words.dose_words import describe_dose, describe_minutes, shorten_dose

position_names = {
    "standing": message("standing"),
    "chair": message("on a chair"),
    "floor": message("sitting on the floor"),
    "lying": message("lying on your back"),
    "side-lying": message("lying on your side"),
    "prone": message("lying face down"),
    "kneeling": message("kneeling"),
    "all-fours": message("on hands and knees"),
}


place_names = {
    "chair": position_names["chair"],
    "standing": position_names["standing"],
    "floor": message("on the floor"),
}
"""Where somebody is, the easiest first: what the home page sorts by. All positions but the first
two are on the floor."""


class Fact(NamedTuple):
    """Something that a card or a head of a page says in a few words: what it is, and how it is."""

    name: str
    value: str


class Entry(NamedTuple):
    """An exercise as its page, a card, a routine or a sheet shows it, with the dose it has there.

    *words* and *brief* are the dose as sentences and as one line; *data* is what the timer is told.
    On its page *id* is its own. *facts* stand on its card, its page and its sheet. *not_today* is
    empty where a routine has a list of its own of who should ask first.
    """

    slug: str
    id: str
    title: str
    summary: str
    address: PurePosixPath
    position: str
    equipment: str
    minutes: str
    facts: tuple[Fact, ...]
    words: str
    brief: str
    data: DoseData
    steps: Section | None
    stop_if: Section | None
    ask_first: Section | None
    not_today: str
    easier: str
    figures: Mapping[str, Figure]

    @property
    def marks_feeling(self) -> bool:
        """Whether one of its figures marks where the exercise is felt."""
        return any(figure.marks_feeling for figure in self.figures.values())


def plan_entry(item: RoutineItem, words: Words, days: bool = True) -> Entry:
    """Return what is shown of an exercise, by itself or, without its *days*, in a routine."""
    position = words.gettext(position_names[item.position])
    equipment = describe_kit(item.equipment, words)
    minutes = describe_minutes(total_seconds(item.dose), words)
    asks_itself = item.ask_first == item.exercise.body.section("ask-first")
    return Entry(
        slug=item.exercise.slug,
        id=item.exercise.slug,
        title=item.title,
        summary=item.exercise.summary,
        address=exercise_address(item.exercise),
        position=position,
        equipment=equipment,
        minutes=minutes,
        facts=(
            Fact(words.gettext("How"), position),
            Fact(words.gettext("You need"), equipment),
            Fact(words.gettext("Time"), minutes),
        ),
        words=describe_dose(item.dose, words),
        brief=shorten_dose(item.dose, words, days),
        data=dose_as_json(item.dose, words),
        steps=item.steps,
        stop_if=item.stop_if,
        ask_first=item.ask_first,
        not_today=item.exercise.not_today if asks_itself else "",
        easier=item.easier,
        figures={figure.name: figure.on(item.dose.sides) for figure in item.figures},
    )


class Way(NamedTuple):
    """One way to do an exercise: where, and with what."""

    place: str
    equipment: tuple[str, ...]


class Card(NamedTuple):
    """An exercise at a glance. *also* says where else it can be done, *kit* what its own way needs;
    each is empty where there is nothing to say."""

    entry: Entry
    ways: tuple[Way, ...]
    kit: str
    also: str
    figure: Figure | None


def plan_card(exercise: Exercise, routines: Iterable[Routine], words: Words) -> Card:
    """Return an exercise as the home page shows it, with the ways in which routines do it."""
    own = by_itself(exercise)
    items = [
        item
        for routine in routines
        for item in routine.items
        if item.exercise.slug == exercise.slug
    ]
    ways = tuple(
        dict.fromkeys(Way(place_of(item.position), item.equipment) for item in [own, *items])
    )
    others = dict.fromkeys(way.place for way in ways if way.place != ways[0].place)
    return Card(
        entry=plan_entry(own, words),
        ways=ways,
        kit=words.listed(exercise.equipment),
        also=words.listed(words.gettext(place_names[place]) for place in others),
        figure=card_figure(own),
    )


def card_figure(item: RoutineItem) -> Figure | None:
    """Return the figure by which an exercise is known when it is small.

    Where a foot works and the rest of the body just sits or stands, that is the close-up.
    """
    figures = {figure.name: figure.on(item.dose.sides) for figure in item.figures}
    foot_alone = item.dose.limb == "foot" and place_of(item.position) != "floor"
    return (figures.get("close-up") if foot_alone else None) or figures.get("hold")


def place_of(position: str) -> str:
    """Return where somebody in a position is."""
    return position if position in place_names else "floor"


def plan_filter(cards: Collection[Card], words: Words) -> dict[str, object]:
    """Return what a filter of exercises offers: where they can be done, and what some need."""
    ways = [way for card in cards for way in card.ways]
    return {
        "filter_places": [
            (place, words.gettext(name))
            for place, name in place_names.items()
            if any(way.place == place for way in ways)
        ],
        "equipment": sorted({kit for way in ways for kit in way.equipment}),
    }


def plan_entries(routine: Routine, words: Words) -> tuple[Entry, ...]:
    """Return the exercises of a routine, their sections as the routine's page shows them."""
    ids = name_each(item.exercise.slug for item in routine.items)
    return tuple(
        plan_guest(item, id, routine_address(routine), words)
        for item, id in zip(routine.items, ids, strict=True)
    )


def plan_guest(item: RoutineItem, id: str, here: PurePosixPath, words: Words) -> Entry:
    """Return one exercise of a routine whose page is *here*."""
    entry = plan_entry(item, words, days=False)
    home = exercise_address(item.exercise)
    first = id == item.exercise.slug

    def show(section: Section | None, name: str) -> Section | None:
        if section is None:
            return None
        source = home if section == item.exercise.body.section(name) else here
        prefix = "" if source == here and first else f"{id}-"
        return replace(show_elsewhere(section, source, here, prefix), id=prefix + section.id)

    return entry._replace(
        id=id,
        steps=show(entry.steps, "steps"),
        stop_if=show(entry.stop_if, "stop-if"),
        ask_first=show(entry.ask_first, "ask-first"),
    )


def plan_places(routine: Routine) -> dict[str, object]:
    """Return what the home page's script must know to say where in a routine somebody stopped."""
    return {
        "title": routine.title,
        "url": str(routine_address(routine)),
        "exercises": [
            {"title": item.title, "url": str(exercise_address(item.exercise))}
            for item in routine.items
        ],
    }


def list_things(items: Iterable[RoutineItem]) -> tuple[str, ...]:
    """Return what several exercises need, each thing once."""
    return tuple(dict.fromkeys(kit for item in items for kit in item.equipment))


def describe_kit(equipment: Iterable[str], words: Words) -> str:
    """Return what is needed in words, each thing once."""
    return words.listed(dict.fromkeys(equipment)) or words.gettext("nothing")


def exercise_address(exercise: Exercise) -> PurePosixPath:
    """Return the address of an exercise's page."""
    return PurePosixPath("exercises", f"{exercise.slug}.html")


def routine_address(routine: Routine) -> PurePosixPath:
    """Return the address of a routine's page."""
    return PurePosixPath("routines", f"{routine.slug}.html")


def address_of(record: Record) -> PurePosixPath:
    """Return the address of the page of whatever has one."""
    if isinstance(record, Exercise):
        return exercise_address(record)
    if isinstance(record, Routine):
        return routine_address(record)
    return PurePosixPath(f"{record.slug}.html")
