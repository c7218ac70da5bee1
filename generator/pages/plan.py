"""Site -> the list of its pages: which there are, their addresses, and what each one shows.

The address of every page is decided here or in `entries`. Templates choose and repeat; what has to
be worked out, sorted or put into words for them is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.content.memory import Remember
from generator.content.records.routines import by_itself
from generator.model import Chapter, Exercise, Figure, Routine, Settings, Site, as_published
from generator.pages.entries import (
    Fact,
    address_of,
    card_figure,
    describe_kit,
    exercise_address,
    list_things,
    place_names,
    plan_card,
    plan_entries,
    plan_entry,
    plan_filter,
    plan_places,
    routine_address,
)
from generator.pages.examples import examples_address, plan_examples
from generator.pages.lists import (
    ListPage,
    is_large,
    most_places,
    most_routine_cards,
    plan_index,
    plan_lists,
)
from generator.pages.published.feed import feed_address, plan_news
from generator.pages.published.kept import copy, kept_address, list_kept
from generator.pages.published.moved import list_moved, list_withdrawn
from generator.pages.published.reminders import plan_reminder
from generator.paper.sheets import (
    Facts,
    facts_of,
    plan_exercise_grid,
    plan_routine_grid,
    plan_sheet,
)
from generator.words.catalogue import Words
from generator.words.dose import break_seconds, routine_seconds
from generator.words.dose_words import describe_minutes, describe_often, describe_rests

not_found = PurePosixPath("404.html")
"""The page for wrong addresses."""
sheet_address = PurePosixPath("contact-sheet.html")
only_for_editors = {sheet_address, examples_address}
"""The pages that only a preview may have: most editors never look at them."""
without_file = {"moved.html", "withdrawn.html"}
"""The templates of pages that stand where one was once; they have no file in content/."""
home_address = PurePosixPath("index.html")
fewest_for_contents = 8
"""From so many headings on, a page begins with a list of them."""


Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Page:
    """One output file: its address, its template, and the values that the template shows.

    What *plan* returns belongs to them, too. It is asked only where the page has to be made: what
    it depends on, but for the words of the site, stands in it as arguments of a `partial`.
    """

    address: PurePosixPath
    template: str
    title: str
    description: str
    values: Values = field(default_factory=dict)
    plan: Callable[[Words, Remember], Values] | None = None


class MenuItem(NamedTuple):
    """A link of the navigation."""

    label: str
    address: PurePosixPath
    urgent: bool


class Picture(NamedTuple):
    """A figure of a routine's card; *card* names the exercise whose own card shows the same."""

    figure: Figure
    card: str


class First(NamedTuple):
    """Where the one button of the home page leads, and the picture above it.

    At the *place* of that page it begins at once.
    """

    title: str
    address: PurePosixPath
    place: str
    minutes: str
    figure: Figure | None


class RoutineCard(NamedTuple):
    """A routine at a glance."""

    routine: Routine
    minutes: str
    kit: str
    pictures: tuple[Picture, ...]


most_things = 4
"""On a routine's card: its page lists them all."""
most_pictures = 3
"""On a routine's card: more would be too small to tell what they show."""


def plan_pages(site: Site, settings: Settings = as_published) -> tuple[Page, ...]:
    """Return all pages of the site, the home page first.

    Those for editors have no links to PDF files, which are slow to make, and may have the contact
    sheet and the examples.
    """
    with_examples = settings.for_editors and settings.with_examples
    if settings.for_editors:
        site = replace(site, pdf_sheets=False)
    lists = tuple(plan_lists(site))
    search = plan_index(site)
    searched = search.address if is_large(site) else None
    pages = [plan_home(site, lists, searched)]
    pages += [plan_list(each, site.words, searched) for each in lists]
    facts = facts_of(site)
    pages += [plan_exercise(site.exercises, index, facts) for index in range(len(site.exercises))]
    pages += [plan_routine(routine, facts) for routine in site.routines]
    pages += [plan_chapter(chapter) for chapter in site.chapters]
    pages.append(plan_kept(site))
    pages.append(
        Page(
            not_found,
            "404.html",
            site.words.gettext("Page not found"),
            site.tagline,
        )
    )
    # The last is the page for wrong addresses, which nobody should find by a search.
    indexed = tuple(page.address for page in pages[:-1])
    pages += plan_moved(site)
    if site.address:
        pages.append(Page(PurePosixPath("sitemap.xml"), "sitemap.xml", "", "", {"pages": indexed}))
    if news := plan_news(site):
        title = site.words.gettext("Changes: %(title)s") % {"title": site.title}
        pages.append(Page(feed_address, "feed.xml", title, "", {"news": news}))
    pages.append(Page(PurePosixPath("robots.txt"), "robots.txt", "", ""))
    if searched or with_examples:
        pages.append(Page(search.address, "search-index.js", "", "", {"index": search.data}))
    if with_examples:
        pages.append(plan_contact_sheet(site))
        title, about = site.words.gettext("Examples"), site.words.gettext("Every part")
        examples = {**plan_examples(site), "index": search.address}
        pages.append(Page(examples_address, "examples.html", title, about, examples))
    return tuple(pages)


def plan_home(
    site: Site, lists: Iterable[ListPage] = (), index: PurePosixPath | None = None
) -> Page:
    """Return the home page: all exercises at a glance, and the routines.

    What has *lists* has too much for that: of the routines it shows the first, of the exercises
    where the lists are, and a search in the *index*.
    """
    in_cards = () if index else site.exercises
    cards = [plan_card(exercise, site.routines, site.words) for exercise in in_cards]
    routines = site.routines[:most_routine_cards]
    groups = [
        (place, site.words.gettext(name), [card for card in cards if card.ways[0].place == place])
        for place, name in place_names.items()
    ]
    return Page(
        home_address,
        "home.html",
        site.title,
        site.home.summary,
        {
            "chapter": site.home,
            "groups": [group for group in groups if group[-1]],
            **plan_filter(cards, site.words),
            "first": plan_first(site),
            "routines": [plan_routine_card(routine, in_cards, site.words) for routine in routines],
            "places": {
                routine.slug: plan_places(routine) for routine in site.routines[:most_places]
            },
            "positions": [each for each in lists if each.number == 1 and each.jumps[0].name],
            "sessions": next((each for each in lists if not each.jumps[0].name), None),
            "index": index,
            "data": {
                "@context": "https://schema.org",
                "@type": "WebSite",
                "name": site.title,
                "description": site.home.summary,
                "inLanguage": site.language,
                **({"url": site.address} if site.address else {}),
            },
        },
    )


def plan_first(site: Site) -> First | None:
    """Return what somebody new is led to: the first routine, or the first exercise, if any."""
    for routine in site.routines[:1]:
        figure = card_figure(routine.items[0])
        minutes, _ = routine_facts(routine, site.words)
        return First(routine.title, routine_address(routine), "#start", minutes, figure)
    for exercise in site.exercises[:1]:
        entry = plan_entry(by_itself(exercise), site.words)
        figure = card_figure(by_itself(exercise))
        return First(entry.title, entry.address, "", entry.minutes, figure)
    return None


def plan_routine_card(
    routine: Routine, in_cards: Collection[Exercise], words: Words
) -> RoutineCard:
    """Return a routine as the home page shows it, which has cards of some exercises."""
    minutes, _ = routine_facts(routine, words)
    figures = [(item, card_figure(item)) for item in routine.items]
    return RoutineCard(
        routine=routine,
        minutes=minutes,
        kit=describe_few(routine, words),
        pictures=tuple(
            # What a card of the page shows already is not drawn a second time.
            Picture(
                figure,
                item.exercise.slug
                if in_cards and figure == card_figure(by_itself(item.exercise))
                else "",
            )
            for item, figure in figures
            if figure
        )[:most_pictures],
    )


def plan_list(listed: ListPage, words: Words, index: PurePosixPath | None) -> Page:
    """Return one page of a list."""
    title = listed.title
    if listed.pages > 1:
        numbered = words.gettext("%(title)s, page %(number)s of %(all)s")
        title = numbered % {"title": title, "number": listed.number, "all": listed.pages}
    about = ", ".join(dict.fromkeys(part.name for part in listed.parts if part.name))
    return Page(
        listed.address, "list.html", title, about or title, {"listed": listed, "index": index}
    )


def plan_exercise(exercises: Sequence[Exercise], index: int, facts: Facts) -> Page:
    """Return the page of one exercise; its neighbours are the ones before and after it."""
    exercise = exercises[index]
    return Page(
        exercise_address(exercise),
        "exercise.html",
        exercise.title,
        exercise.summary,
        {"exercise": exercise, "previous": exercises[index - 1] if index else None},
        partial(show_exercise, exercise, exercises[index + 1 : index + 2], facts),
    )


def show_exercise(
    exercise: Exercise,
    following: Iterable[Exercise],
    facts: Facts,
    words: Words,
    remember: Remember,
) -> Values:
    """Return what the page of one exercise shows."""
    item = by_itself(exercise)
    known = {"", "steps", "do-it-well", "stop-if", "ask-first"}
    grid = plan_exercise_grid(exercise.dose, words)
    return {
        "entry": plan_entry(item, words),
        "opening": exercise.body.section(""),
        "cues": exercise.body.section("do-it-well"),
        "sections": tuple(section for section in exercise.body.sections if section.id not in known),
        "next": next((plan_entry(by_itself(each), words) for each in following), None),
        "data": exercise_data(exercise, facts, words),
        "sheet": plan_sheet(grid, [item], facts, exercise_address(exercise), remember),
    }


def plan_routine(routine: Routine, facts: Facts) -> Page:
    """Return the page of one routine."""
    return Page(
        routine_address(routine),
        "routine.html",
        routine.title,
        routine.summary,
        {"routine": routine},
        partial(show_routine, routine, facts),
    )


def show_routine(routine: Routine, facts: Facts, words: Words, remember: Remember) -> Values:
    """Return what the page of one routine shows."""
    minutes, kit = routine_facts(routine, words)
    often = describe_often(routine.days_per_week, routine.times_per_day, words)
    grid = plan_routine_grid(routine, words)
    return {
        "ask_first": routine.body.section("ask-first"),
        "next_step": routine.body.section("next-step"),
        "sections": tuple(each for each in routine.body.sections if each.id != "ask-first"),
        "minutes": minutes,
        "often": often,
        "facts": (
            Fact(words.gettext("How often"), often),
            Fact(words.gettext("How long"), minutes),
            Fact(words.gettext("You need"), kit),
        ),
        "things": list_things(routine.items),
        "picks_side": any(item.dose.sides == "one" for item in routine.items),
        "times_per_day": routine.times_per_day.most,
        "break_seconds": break_seconds,
        "reminder": plan_reminder(routine, facts.title),
        "entries": plan_entries(routine, words),
        "sheet": plan_sheet(grid, routine.items, facts, routine_address(routine), remember),
    }


def plan_chapter(chapter: Chapter) -> Page:
    """Return one plain page of text."""
    headed = tuple(section for section in chapter.body.sections if section.heading)
    questions = {question.section: question for question in chapter.questions}
    return Page(
        PurePosixPath(f"{chapter.slug}.html"),
        "chapter.html",
        chapter.title,
        chapter.summary,
        {
            "chapter": chapter,
            "contents": headed if len(headed) >= fewest_for_contents else (),
            "questions": questions,
            "first_question": next((each.id for each in headed if each.id in questions), ""),
        },
    )


def plan_moved(site: Site) -> Iterator[Page]:
    """Yield a page for each address at which one stood before: one that leads on, or one that says
    that it was withdrawn."""
    for former, record in list_moved(site):
        values = {"target": address_of(record)}
        yield Page(former, "moved.html", record.title, record.summary, values)
    title = site.words.gettext("This page was withdrawn")
    about = site.words.gettext("We took it off the site on purpose.")
    for address in list_withdrawn(site):
        yield Page(address, "withdrawn.html", title, about)


def plan_kept(site: Site) -> Page:
    """Return the page on what is kept on a reader's device."""
    words = site.words
    about = words.gettext(
        "This site keeps a few things on your device, so that you find them again. Here you can "
        "look at them, save them and erase them."
    )
    title = words.gettext("What is kept on this device")
    kept = tuple(each for each in list_kept(words) if site.offline or each.name != copy)
    return Page(kept_address, "kept.html", title, about, {"kept": kept})


def plan_contact_sheet(site: Site) -> Page:
    """Return the page with every figure, for whoever edits poses."""
    own = {exercise.slug: exercise.figures for exercise in site.exercises}
    other = {
        f"{routine.slug}, {item.exercise.slug}": item.figures
        for routine in site.routines
        for item in routine.items
        if item.figures != item.exercise.figures
    }
    sheets = [(source, figures) for source, figures in (own | other).items() if figures]
    title, about = site.words.gettext("Contact sheet"), site.words.gettext("Every figure")
    return Page(sheet_address, "contact-sheet.html", title, about, {"sheets": sheets})


def plan_menu(site: Site) -> tuple[MenuItem, ...]:
    """Return the navigation of every page: the plain pages, the urgent one marked."""
    return tuple(
        MenuItem(chapter.menu, PurePosixPath(f"{chapter.slug}.html"), chapter.urgent is not None)
        for chapter in site.chapters
    )


def describe_few(routine: Routine, words: Words) -> str:
    """Return what a routine needs, or of many things how many they are."""
    kit = list_things(routine.items)
    if len(kit) <= most_things:
        return routine_facts(routine, words)[1]
    # Translators: what somebody has to have at hand before a routine.
    things = words.ngettext("%(number)s thing to fetch", "%(number)s things to fetch", len(kit))
    return things % {"number": len(kit)}


def routine_facts(routine: Routine, words: Words) -> tuple[str, str]:
    """Return how long a routine takes, and all that it needs."""
    seconds = routine_seconds(item.dose for item in routine.items)
    return describe_minutes(seconds, words), describe_kit(list_things(routine.items), words)


def exercise_data(exercise: Exercise, facts: Facts, words: Words) -> Values:
    """Return the exercise as schema.org data: only what its front matter states."""
    dose = exercise.dose
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ExercisePlan",
        "name": exercise.title,
        "description": exercise.summary,
        "inLanguage": facts.language,
        # ISO 8601, as schema.org wants it.
        "activityDuration": f"PT{sum(phase.seconds.timer for phase in dose.phases)}S",
        "repetitions": dose.repetitions.timer,
        "activityFrequency": describe_often(dose.days_per_week, dose.times_per_day, words),
    }
    if exercise.also_known_as:
        data["alternateName"] = list(exercise.also_known_as)
    if rests := describe_rests(dose, words):
        data["restPeriods"] = rests
    if facts.address:
        data["url"] = f"{facts.address}{exercise_address(exercise)}"
    return data
