"""Front matter and Markdown of one routine -> Routine, with each exercise as it is done there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import cast

from yaml import MappingNode

from fields.errors import did_you_mean
from fields.reader import Fields
from fields.table import Field, Table
from generator.content.records.amounts import parse_amount
from generator.content.records.doses import changed_dose_fields, days_field, parse_dose, times_field
from generator.content.records.exercises import (
    draft_field,
    equipment_field,
    not_today_field,
    order_field,
    position_field,
    summary_field,
    title_field,
)
from generator.content.records.history import history_fields, parse_changes, parse_formerly
from generator.content.sources import exercise_file, root
from generator.model import (
    Body,
    Exercise,
    Figure,
    Position,
    Routine,
    RoutineItem,
    Section,
    once,
)

item_fields: Table = (
    Field("exercise", "text", "its file name without `.md`", required=True),
    Field("dose", "group", "those fields of the dose that differ", fields=changed_dose_fields),
    replace(position_field, required=False, usual="as in the exercise"),
    replace(equipment_field, usual="as in the exercise"),
    Field(
        "poses", "text", "other pictures: the name of a file in `poses/`, or of figures in "
        "`figures/` without `-hold.svg`; it begins with that of the exercise",
    ),
)  # fmt: skip
routine_fields: Table = (
    title_field,
    order_field,
    draft_field,
    summary_field,
    not_today_field,
    days_field,
    times_field,
    Field(
        "exercises", "texts", "a list of exercises, in order, by file name without `.md`; one may "
        "be a group of fields that say how it is done here", required=True, least=1,
        fields=item_fields,
    ),
    *history_fields,
)  # fmt: skip


def parse_routine(
    fields: Fields,
    body: Body,
    exercises: Mapping[str, Exercise],
    figures: Mapping[str, tuple[Figure, ...]],
    known: set[str],
) -> Routine:
    """Return one routine; *known* also holds exercises whose own file can't be read."""
    items = []
    nodes = fields.items("exercises")
    for node in nodes:
        entry = fields.as_group(node, "exercises") if isinstance(node, MappingNode) else None
        slug = entry.text("exercise") if entry else fields.as_text(node, "each entry of exercises")
        if slug and slug not in {"?", *known}:  # what is missing or no text is said already
            fields.problem(
                fields.line_of_node(node),
                f'there is no exercise "{slug}"'
                # YAML adds a dash that stands too far right to the line above.
                + ("; begin each dash below the one before" if " - " in slug else "")
                + (did_you_mean(slug, known) or f"; allowed: {', '.join(sorted(known))}"),
                lacks=exercise_file(slug),
            )
        if exercise := exercises.get(slug or ""):
            items.append(parse_item(entry, exercise, body, figures))
    own = {id for item in items for id in own_ids(item.exercise.slug)}
    rest = tuple(section for section in body.sections if section.id not in own)
    # Of an entry with a mistake nobody knows which sections are its own.
    others = exercises if len(items) == len(nodes) else {}
    note_strays(fields, body, rest, own, others)
    routine = Routine(
        source=fields.path,
        slug=fields.path.stem,
        draft=fields.flag("draft"),
        title=fields.text("title"),
        order=fields.number("order"),
        summary=fields.text("summary"),
        not_today=fields.text("not_today"),
        days_per_week=parse_amount(fields, "days_per_week", None),
        times_per_day=parse_amount(fields, "times_per_day", None, once),
        items=tuple(items),
        formerly=parse_formerly(fields),
        changed=parse_changes(fields),
        body=replace(body, sections=rest),
    )
    fields.done()
    return routine


def note_strays(
    fields: Fields,
    body: Body,
    rest: Iterable[Section],
    own: Collection[str],
    others: Mapping[str, Exercise],
) -> None:
    """Note each section whose id is nearly one of the routine's *own*, or one of another exercise:
    else it would be a text among texts, and steps and warnings would be shown that it replaces."""
    now = {
        former.stem: slug
        for slug, each in others.items()
        for former in each.formerly
        if former.parent.name == "exercises"
    }
    for section in rest:
        id = section.id
        slug = id.removesuffix("-ask-first").removesuffix("-stop-if")
        # "half-squad" is as near as 0.9; "the-exercises" and "the-ten-exercises", two things, 0.87.
        near = get_close_matches(id, own, n=1, cutoff=0.88)
        if (renamed := now.get(slug, "") + id.removeprefix(slug)) in own:
            near = [renamed]
        if near or (others and (slug != id or slug in others)):
            hint = f"; did you mean {{#{near[0]}}}? If not, " if near else ": take it out, or "
            message = f'"{id}" names no exercise of this routine{hint}'
            message += "give the section another name behind its heading: {#my-name}"
            fields.problem(body.line_of(id), message)


def parse_item(
    entry: Fields | None,
    exercise: Exercise,
    body: Body,
    figures: Mapping[str, tuple[Figure, ...]],
) -> RoutineItem:
    """Return one exercise of a routine, whose *body* may say how it is done there.

    Where the position differs, the exercise's figures would show something else. Own steps are
    the easier way already.
    """
    item = by_itself(exercise)
    steps, ask_first, stop_if = map(body.section, own_ids(exercise.slug))
    if steps:
        item = replace(item, title=steps.title or exercise.title, steps=steps, easier="")
    item = replace(item, ask_first=ask_first or item.ask_first, stop_if=stop_if or item.stop_if)
    if entry is None:
        return item
    position = cast(Position, entry.choice("position", item.position))
    poses = entry.text("poses", default="" if position != item.position else exercise.slug)
    if "poses" in entry and poses not in figures:
        message = f'there is no file "{poses}.yaml" in {root / "poses"}/'
        message += f', and no figure "{poses}-hold.svg" in {root / "figures"}/'
        entry.problem(entry.line_of("poses"), message + did_you_mean(poses, figures))
    elif "poses" in entry and not f"{poses}-".startswith(f"{exercise.slug}-"):
        message = f'poses is "{poses}"; allowed: a file whose name begins with {exercise.slug}'
        entry.problem(entry.line_of("poses"), message)
    item = replace(
        item,
        dose=parse_dose(entry.group("dose"), exercise.dose),
        position=position,
        equipment=entry.texts("equipment") if "equipment" in entry else item.equipment,
        figures=figures.get(poses, ()),
    )
    entry.done()
    return item


def own_ids(slug: str) -> tuple[str, str, str]:
    """Return the ids of a routine's sections that take the place of the exercise's steps, of who
    should not do it and of when to stop."""
    return slug, f"{slug}-ask-first", f"{slug}-stop-if"


def by_itself(exercise: Exercise) -> RoutineItem:
    """Return an exercise as it is done outside of any routine."""
    return RoutineItem(
        exercise,
        exercise.title,
        exercise.dose,
        exercise.position,
        exercise.equipment,
        exercise.body.section("steps"),
        exercise.body.section("ask-first"),
        exercise.body.section("stop-if"),
        exercise.easier,
        exercise.figures,
    )
