"""Drafts: marked in the preview, left out of the site with the pictures that only they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from fields.errors import Problem
from generator.content.sources import Files, line_of_field, root
from generator.content.text.links import page_of
from generator.model import Body, Record, Routine, RoutineItem, Site

way_out = "take `draft` out of that file when it is right, and leave it out here until then"


def find_ways_to_drafts(records: Iterable[Record], icon: str, files: Files) -> Iterator[Problem]:
    """Yield a problem for each place that would lead from the site to a page it doesn't have.

    *icon* is the exercise that site.yaml names. What is a draft itself may lead to others.
    """
    records = [*records]
    drafts = {record.source for record in records if record.draft}
    if not drafts:
        return
    for record in (each for each in records if not each.draft):
        for link in record.body.links:
            if (page := page_of(link)) in drafts:
                message = f"this link leads to a draft, {page.name}, which is not in the site"
                yield Problem(link.source, link.line, f"{message}; {way_out}")
        if isinstance(record, Routine):
            for slug in dict.fromkeys(i.exercise.slug for i in record.items if i.exercise.draft):
                line = line_of_entry(files[record.source], slug)
                message = f'the exercise "{slug}" is a draft, which is not in the site'
                yield Problem(record.source, line, f"{message}; {way_out}")
    if root / "exercises" / f"{icon}.md" in drafts:
        path = root / "site.yaml"
        message = f'icon: the exercise "{icon}" is a draft, which is not in the site'
        yield Problem(path, line_of_field(files[path], "icon"), f"{message}; choose another one")


def line_of_entry(data: bytes, slug: str) -> int:
    """Return the line on which a routine names an exercise."""
    start = line_of_field(data, "exercises")
    lines = data.decode("utf-8", "replace").splitlines()
    name = re.compile(rf"(?<![\w-]){slug}(?![\w-])")
    found = (n for n, line in enumerate(lines, 1) if n >= start and name.search(line))
    return next(found, start)


def mark_drafts(site: Site) -> Site:
    """Return a site in which each draft says that it is one, wherever its title stands."""
    if not site.drafts:
        return site

    def marked(title: str, draft: bool) -> str:
        return site.words.gettext("Draft: %(title)s") % {"title": title} if draft else title

    def mark_item(item: RoutineItem) -> RoutineItem:
        exercise = exercises[item.exercise.slug]
        return replace(item, exercise=exercise, title=marked(item.title, exercise.draft))

    exercises = {
        each.slug: replace(each, title=marked(each.title, each.draft)) for each in site.exercises
    }
    return replace(
        site,
        exercises=tuple(exercises.values()),
        routines=tuple(
            replace(
                each,
                title=marked(each.title, each.draft),
                items=tuple(map(mark_item, each.items)),
            )
            for each in site.routines
        ),
        chapters=tuple(
            replace(each, title=marked(each.title, each.draft), menu=marked(each.menu, each.draft))
            for each in site.chapters
        ),
    )


def leave_out_drafts(site: Site, bodies: Mapping[PurePosixPath, Body]) -> Site:
    """Return a site without its drafts, and without the pictures that stand in their texts only."""
    if not site.drafts:
        return site
    hidden, shown = (
        "".join(
            section.html
            for path, body in bodies.items()
            if (path in site.drafts) == draft
            for section in body.sections
        )
        for draft in (True, False)
    )
    return replace(
        site,
        exercises=tuple(each for each in site.exercises if not each.draft),
        routines=tuple(each for each in site.routines if not each.draft),
        chapters=tuple(each for each in site.chapters if not each.draft),
        # The hash in its name tells a picture from any other.
        pictures=tuple(
            each
            for each in site.pictures
            if each.address.name not in hidden or each.address.name in shown
        ),
    )
