"""Words that look alike and are two things: a slip of the keyboard, or one thing spelt twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from fields.errors import Problem, fold
from generator.content.across import kit_of
from generator.model import Site

usual_kit = (
    *("ball", "band", "bed", "belt", "chair", "cushion", "mat", "pencil", "pillow", "rail"),
    *("stair", "step", "stick", "table", "towel", "wall", "worktop"),
)
"""Such a word is right even where it stands once; what is nearly one of these is a slip."""
nearly = 0.85
"""As near as "worktp" and "worktop"; "table" and "cable" are less."""


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


def is_nearly(word: str, other: str) -> bool:
    """Tell whether two words differ by a letter, or by the order of their letters."""
    one, two = fold(word), fold(other)
    return sorted(one) == sorted(two) or SequenceMatcher(None, one, two).ratio() >= nearly
