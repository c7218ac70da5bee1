"""Files held against each other: what only one of them may have, or all must write one way."""

from __future__ import annotations

from collections import defaultdict
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
    """Yield a problem for each file whose order number another has too: nobody knows which of
    them is new."""
    having = defaultdict(list)
    for record in records:
        having[record.order].append(record.source)
    # 0 stands for a number that is mistaken, which is said already.
    for order, paths in having.items():
        for path in paths if order and len(paths) > 1 else ():
            others = ", ".join(other.name for other in paths if other != path)
            message = f"order {order} stands in {others} too; give each its own number"
            yield Problem(path, line_of_field(files[path], "order"), message)


def join_lacking(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with those in one that name the same file, which doesn't exist.

    What is named in several places is not misspelt: it was taken away, or is called otherwise now.
    """
    found = [*dict.fromkeys(problems)]
    naming = defaultdict(list)
    for problem in found:
        if problem.lacks:
            naming[problem.lacks].append(problem)
    gone = {path for path, those in naming.items() if len(those) > 1}
    return [each for each in found if each.lacks not in gone] + [
        Problem(path, 0, explain_gone(naming[path])) for path in sorted(gone)
    ]


def explain_gone(naming: Iterable[Problem]) -> str:
    """Return what to do about a file that was there, and is named in many places."""
    places = sorted({(each.path, each.line) for each in naming})
    words = ", ".join(f"{path}:{line}" if line else str(path) for path, line in places)
    return (
        f"there is no such file (any more), but {len(places)} places need it; bring it back, or "
        f"change or delete these: {words}"
    )


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
    pages = {path for path in files if in_folder(path, "", "exercises", "routines")}
    return pages | {one_form(path) for path in files if path.is_relative_to(as_they_are)}


def find_two_spellings(
    files: Files, exercises: Iterable[Exercise], routines: Iterable[Routine]
) -> Iterator[Problem]:
    """Yield a problem for each thing, and each part of the body, that another file spells with
    other capitals or blanks."""
    works = [(exercise.source, word) for exercise in exercises for word in exercise.works]
    for field, words in (("equipment", kit_of(exercises, routines)), ("works", works)):
        first: dict[str, Word] = {}
        for path, word in words:
            other, known = first.setdefault(fold(word), (path, word))
            if word != known:
                message = f'{field} "{word}" is "{known}" in {other.name}; write it the same way'
                line = line_of_word(files[path], word, field)
                yield Problem(path, line, f"{message} everywhere")


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


def line_of_word(data: bytes, word: str, field: str = "equipment") -> int:
    """Return the first line of a file on which a word stands in or below a field, or 0."""
    start = line_of_field(data, field)
    lines = data.decode("utf-8", "replace").splitlines()
    found = (number for number, line in enumerate(lines, 1) if number >= start and word in line)
    return next(found, start)
