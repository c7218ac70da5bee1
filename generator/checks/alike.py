"""Words that look alike and are two things: a slip of the keyboard, or one thing spelt twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import PurePosixPath

from fields.errors import Problem, fold
from generator.content.across import kit_of, line_of_word
from generator.content.sources import Files, line_of_field
from generator.model import Site

usual_kit = (
    *("ball", "balloon", "band", "bar", "bed", "bench", "belt", "blanket", "block", "board"),
    *("book", "bottle", "box", "can", "chair", "counter", "cup", "cushion", "cuff", "disc"),
    *("door", "doorway", "dumbbell", "floor", "frame", "kettlebell", "loop", "marble", "mat"),
    *("mirror", "pen", "pencil", "phone", "pillow", "pole", "rail", "roller", "rope", "scarf"),
    *("shoe", "sock", "sofa", "stair", "step", "stick", "stool", "strap", "table", "timer"),
    *("towel", "trainer", "tube", "wall", "walker", "weight", "windowsill", "worktop"),
)
"""Such a word is right even where it stands once, and so is one that ends with it, as "tennis
ball"; what is nearly one of these is a slip."""
nearly = 0.85
"""As near as "worktp" and "worktop"; "table" and "cable" are less."""


def find_alike(site: Site, content: Files) -> Iterator[Problem]:
    """Yield a warning for each thing that is nearly another or unknown, and each title that stands
    twice."""
    words = kit_of(site.exercises, site.routines)
    known = Counter(word for _, word in words) + Counter(usual_kit)
    seen: set[str] = set()
    for path, word in words:
        if word in usual_kit or word in seen:
            continue
        others = [other for other in known if other != word and is_nearly(word, other)]
        line = line_of_word(content[path], word)
        if others:
            seen.update((word, *others))
            message = f'equipment "{word}" is unusual; did you mean "{others[0]}"?'
            yield Problem(path, line, message)
        # The usual things are known in English only.
        elif known[word] == 1 and site.language.startswith("en") and not is_usual(word):
            message = (
                f'equipment "{word}" is no usual thing, and no other page has it; is it right? '
            )
            yield Problem(path, line, message + 'Then write "  # check: ok" at the end of the line')
    for records in (site.exercises, site.routines, site.chapters):
        titles: dict[str, PurePosixPath] = {}
        for record in records:
            other = titles.setdefault(fold(record.title), record.source)
            if other != record.source:
                line = line_of_field(content[record.source], "title")
                message = f'its title, "{record.title}", is in {other} too'
                yield Problem(record.source, line, message)


def is_usual(word: str) -> bool:
    """Tell whether a word ends with a usual thing, one or several of it."""
    last = re.split(r"[\s-]", word.casefold())[-1]
    ends = (last, last.removesuffix("s"), last.removesuffix("es"))
    return any(end in usual_kit for end in ends)


# A preview holds the same words against each other after each save.
@lru_cache(maxsize=10_000)
def is_nearly(word: str, other: str) -> bool:
    """Tell whether two words differ by a letter, or by the order of their letters."""
    one, two = fold(word), fold(other)
    return sorted(one) == sorted(two) or SequenceMatcher(None, one, two).ratio() >= nearly
