"""Site -> the list of its pages: which there are, their addresses, and what each one shows.

Every address is decided here and only here. Templates choose and repeat; what has to be worked
out, sorted or put into words for them is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.dose import (
    DoseData,
    describe_dose,
    describe_minutes,
    describe_often,
    dose_as_json,
    routine_seconds,
    total_seconds,
)
from generator.model import Chapter, Dose, Exercise, Routine, Section, Site

home_address = PurePosixPath("index.html")
position_names = {
    "standing": "standing",
    "chair": "on a chair",
    "floor": "sitting on the floor",
    "lying": "lying on your back",
    "side-lying": "lying on your side",
    "prone": "lying face down",
    "kneeling": "kneeling",
    "all-fours": "on hands and knees",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One output file: its address, its template, and the values that the template shows."""

    address: PurePosixPath
    template: str
    title: str
    description: str
    values: Mapping[str, object] = field(default_factory=dict)


class Entry(NamedTuple):
    """An exercise as cards, routines and sheets show it, with the dose it has there."""

    exercise: Exercise
    dose: Dose
    address: PurePosixPath
    position: str
    equipment: str
    minutes: str
    words: str
    data: DoseData


class MenuItem(NamedTuple):
    """A link of the navigation."""

    label: str
    address: PurePosixPath
    urgent: bool


def plan_pages(site: Site) -> tuple[Page, ...]:
    """Return all pages of the site, the home page first."""
    pages = [plan_home(site)]
    pages += [plan_exercise(site, index) for index in range(len(site.exercises))]
    pages += [plan_routine(site, routine) for routine in site.routines]
    pages += [plan_chapter(chapter) for chapter in site.chapters]
    pages.append(Page(PurePosixPath("404.html"), "404.html", "Page not found", site.tagline))
    indexed = tuple(page.address for page in pages[:-1])
    if site.address:
        pages.append(Page(PurePosixPath("sitemap.xml"), "sitemap.xml", "", "", {"pages": indexed}))
    pages.append(Page(PurePosixPath("robots.txt"), "robots.txt", "", ""))
    return tuple(pages)


def plan_home(site: Site) -> Page:
    """Return the home page: all exercises at a glance, and the routines."""
    entries = tuple(plan_entry(exercise, exercise.dose) for exercise in site.exercises)
    return Page(
        home_address,
        "home.html",
        site.title,
        site.home.summary,
        {
            "chapter": site.home,
            "entries": entries,
            "positions": tuple(
                (position, name)
                for position, name in position_names.items()
                if any(exercise.position == position for exercise in site.exercises)
            ),
            "equipment": sorted({kit for each in site.exercises for kit in each.equipment}),
            "routines": tuple((routine, *routine_facts(routine)) for routine in site.routines),
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


def plan_exercise(site: Site, index: int) -> Page:
    """Return the page of one exercise; its neighbours are the ones before and after it."""
    exercise = site.exercises[index]
    known = {"", "steps", "stop-if", "ask-first", "sources"}
    sections = exercise.body.sections
    return Page(
        exercise_address(exercise),
        "exercise.html",
        exercise.title,
        exercise.summary,
        {
            "entry": plan_entry(exercise, exercise.dose),
            "opening": find_section(sections, ""),
            "steps": find_section(sections, "steps"),
            "stop_if": find_section(sections, "stop-if"),
            "ask_first": find_section(sections, "ask-first"),
            "sources": find_section(sections, "sources"),
            "sections": tuple(section for section in sections if section.id not in known),
            "figures": {figure.name: figure for figure in exercise.figures},
            "previous": site.exercises[index - 1] if index else None,
            "next": site.exercises[index + 1] if index + 1 < len(site.exercises) else None,
            "data": exercise_data(site, exercise),
        },
    )


def plan_routine(site: Site, routine: Routine) -> Page:
    """Return the page of one routine."""
    length, kit = routine_facts(routine)
    return Page(
        routine_address(routine),
        "routine.html",
        routine.title,
        routine.summary,
        {
            "routine": routine,
            "minutes": length,
            "kit": kit,
            "how_often": describe_often(routine.days_per_week),
            "entries": tuple(
                (
                    plan_entry(exercise, dose),
                    find_section(exercise.body.sections, "steps"),
                    find_section(exercise.body.sections, "stop-if"),
                    {figure.name: figure for figure in exercise.figures},
                )
                for exercise, dose in routine.items
            ),
        },
    )


def plan_chapter(chapter: Chapter) -> Page:
    """Return one plain page of text."""
    return Page(
        PurePosixPath(f"{chapter.slug}.html"),
        "chapter.html",
        chapter.title,
        chapter.summary,
        {"chapter": chapter},
    )


def plan_menu(site: Site) -> tuple[MenuItem, ...]:
    """Return the navigation of every page: the plain pages, the urgent one marked."""
    return tuple(
        MenuItem(chapter.menu, PurePosixPath(f"{chapter.slug}.html"), chapter.urgent is not None)
        for chapter in site.chapters
    )


def plan_entry(exercise: Exercise, dose: Dose) -> Entry:
    """Return what a card says of an exercise."""
    return Entry(
        exercise,
        dose,
        exercise_address(exercise),
        position_names[exercise.position],
        ", ".join(exercise.equipment) or "nothing",
        describe_minutes(total_seconds(dose)),
        describe_dose(dose),
        dose_as_json(dose),
    )


def routine_facts(routine: Routine) -> tuple[str, str]:
    """Return how long a routine takes, and all that it needs."""
    seconds = routine_seconds(dose for _, dose in routine.items)
    kit = dict.fromkeys(each for exercise, _ in routine.items for each in exercise.equipment)
    return describe_minutes(seconds), ", ".join(kit) or "nothing"


def exercise_address(exercise: Exercise) -> PurePosixPath:
    """Return the address of an exercise's page."""
    return PurePosixPath("exercises", f"{exercise.slug}.html")


def routine_address(routine: Routine) -> PurePosixPath:
    """Return the address of a routine's page."""
    return PurePosixPath("routines", f"{routine.slug}.html")


def find_section(sections: Iterable[Section], id: str) -> Section | None:
    """Return the section with an id, or None."""
    return next((section for section in sections if section.id == id), None)


def exercise_data(site: Site, exercise: Exercise) -> dict[str, object]:
    """Return the exercise as schema.org data: only what its front matter states."""
    dose = exercise.dose
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ExercisePlan",
        "name": exercise.title,
        "description": exercise.summary,
        "inLanguage": site.language,
        "activityDuration": f"PT{sum(phase.seconds.timer for phase in dose.phases)}S",
        "repetitions": dose.repetitions.timer,
        "activityFrequency": describe_often(dose.days_per_week),
    }
    if exercise.also_known_as:
        data["alternateName"] = list(exercise.also_known_as)
    if dose.rest_seconds:
        data["restPeriods"] = f"{dose.rest_seconds} seconds"
    if site.address:
        data["url"] = f"{site.address}{exercise_address(exercise)}"
    return data
