"""Files held against each other: what only one of them may have, or all must write one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from fields.errors import Problem, fold
from generator.content.sources import Files, as_they_are, in_folder, line_of_field, one_form
from generator.model import Anchor, Body, Chapter, Exercise, Routine

Word = tuple[PurePosixPath, str]


def find_same_order(
    files: Files, records: Iterable[Exercise] | Iterable[Routine]
) -> Iterable[Problem]:
    """Yield a problem for each order number that an earlier file has already."""
    first: dict[int, PurePosixPath] = {}
    for record in records:
        other = first.setdefault(record.order, record.source)
        # 0 stands for a number that is mistaken, which is said already.
        if record.order and other != record.source:
            message = f"order {record.order} is taken by {other.name}; give each its own number"
            line = line_of_field(files[record.source], "order")
            yield Problem(record.source, line, message)


def find_second_urgent(files: Files, chapters: Iterable[Chapter]) -> Iterable[Problem]:
    """Yield a problem for each further page with get_help_now: all sheets print the one."""
    urgent = [chapter for chapter in chapters if chapter.urgent]
    for chapter in urgent[1:]:
        message = f"get_help_now stands in {urgent[0].source.name} already; keep one of them"
        line = line_of_field(files[chapter.source], "get_help_now")
        yield Problem(chapter.source, line, message)


def with_red_box(
    bodies: dict[PurePosixPath, Body], chapters: Iterable[Chapter]
) -> dict[PurePosixPath, Body]:
    """Return the bodies, with the places of the box "Get help now", and of the lists for today, on
    the page that has them."""
    places = {
        chapter.source: (Anchor("get-help-now", 0), Anchor("get-help-today", 0))[
            : 2 if chapter.urgent.today else 1
        ]
        for chapter in chapters
        if chapter.urgent
    }
    return {
        path: replace(body, anchors=(*body.anchors, *places.get(path, ())))
        for path, body in bodies.items()
    }


def pages_in(files: Files) -> set[PurePosixPath]:
    """Return the files that a page may link to: those that become pages, and those for download."""
    folders = ("", "exercises", "routines")
    pages = {path for path in files if any(in_folder(path, folder) for folder in folders)}
    return pages | {one_form(path) for path in files if path.is_relative_to(as_they_are)}


def find_two_spellings(
    files: Files, exercises: Iterable[Exercise], routines: Iterable[Routine]
) -> Iterator[Problem]:
    """Yield a problem for each thing that another file spells with other capitals or blanks."""
    first: dict[str, Word] = {}
    for path, word in kit_of(exercises, routines):
        other, known = first.setdefault(fold(word), (path, word))
        if word != known:
            message = f'equipment "{word}" is "{known}" in {other.name}; write it the same way'
            yield Problem(path, line_of_word(files[path], word), f"{message} everywhere")


def kit_of(exercises: Iterable[Exercise], routines: Iterable[Routine]) -> list[Word]:
    """Return each thing that a file itself asks for; a routine repeats what its exercises need."""
    own = [(exercise.source, word) for exercise in exercises for word in exercise.equipment]
    return own + [
        (routine.source, word)
        for routine in routines
        for item in routine.items
        for word in item.equipment
        if word not in item.exercise.equipment
    ]


def line_of_word(data: bytes, word: str) -> int:
    """Return the first line of a file on which a word stands below its equipment, or 0."""
    start = line_of_field(data, "equipment")
    lines = data.decode("utf-8", "replace").splitlines()
    found = (number for number, line in enumerate(lines, 1) if number >= start and word in line)
    return next(found, start)
