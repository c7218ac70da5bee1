"""Words that look alike and are two things: a slip of the keyboard, or one thing spelt twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from fields.errors import Problem, fold
from generator.content.sources import Files, line_of_field
from generator.model import Exercise, Routine, Site

usual_kit = (
    *("ball", "band", "bed", "belt", "chair", "cushion", "mat", "pencil", "pillow", "rail"),
    *("step", "stick", "table", "towel", "wall", "worktop"),
)
nearly = 0.85
"""As near as "worktp" and "worktop"; "table" and "cable" are less."""

Word = tuple[PurePosixPath, str]


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


def find_alike(site: Site) -> Iterator[Problem]:
    """Yield a warning for each thing that is nearly another, and each title that stands twice."""
    words = kit_of(site.exercises, site.routines)
    known = Counter(word for _, word in words) + Counter(usual_kit)
    seen: set[str] = set()
    for path, word in words:
        others = [other for other in known if other != word and is_nearly(word, other)]
        if others and word not in usual_kit and word not in seen:
            seen.update((word, *others))
            yield Problem(path, 0, f'equipment "{word}" is unusual; did you mean "{others[0]}"?')
    for records in (site.exercises, site.routines, site.chapters):
        titles: dict[str, PurePosixPath] = {}
        for record in records:
            other = titles.setdefault(fold(record.title), record.source)
            if other != record.source:
                yield Problem(record.source, 0, f'its title, "{record.title}", is in {other} too')


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


def is_nearly(word: str, other: str) -> bool:
    """Tell whether two words differ by a letter, or by the order of their letters."""
    one, two = fold(word), fold(other)
    return sorted(one) == sorted(two) or SequenceMatcher(None, one, two).ratio() >= nearly


def line_of_word(data: bytes, word: str) -> int:
    """Return the first line of a file on which a word stands below its equipment, or 0."""
    start = line_of_field(data, "equipment")
    lines = data.decode("utf-8", "replace").splitlines()
    found = (number for number, line in enumerate(lines, 1) if number >= start and word in line)
    return next(found, start)
