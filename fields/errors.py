"""What can be wrong with content, templates, catalogues or the output folder, in an editor's words.

SiteError                  the build can't go on; prints as one line or several
├── SourceError            one or more mistakes, each a Problem
│   ├── ContentError       in content/
│   ├── TemplateError      in templates/
│   └── CatalogueError     in locales/
└── UsageError             the command line asks for something that can't be done
    └── OutputError        the output folder is not ours to write to
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: its file, its line (from 1; 0 if unknown), and what is wrong and allowed.

    *lacks* is the file that is named there and doesn't exist, if that is what is wrong.
    """

    path: PurePosixPath
    line: int
    message: str
    lacks: PurePosixPath | None = field(default=None, compare=False)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.message}"

    def within(self, folder: PurePosixPath) -> Problem:
        """Return the problem with a folder's own path where it says content/."""
        # A function, since a backslash in a folder's name would mean something in a plain text.
        message = re.sub(r"(?<![\w/.-])content(?=/)", lambda _: str(folder), self.message)
        return replace(self, path=folder.joinpath(*self.path.parts[1:]), message=message)


class SiteError(Exception):
    """The build can't go on; the text is ready to print."""


class SourceError(SiteError):
    """One or more mistakes in what a site is made from; the text has a line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ContentError(SourceError):
    """Mistakes in the content."""

    def within(self, folder: PurePosixPath) -> ContentError:
        """Return the mistakes with a folder's own path where they say content/."""
        return ContentError(problem.within(folder) for problem in self.problems)


class TemplateError(SourceError):
    """A template can't be read or rendered."""


class CatalogueError(SourceError):
    """A catalogue of translations can't be used."""


class UsageError(SiteError):
    """The command line asks for something that can't be done."""


class OutputError(UsageError):
    """The output folder holds files that no earlier build wrote, or is a source folder."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "..."?` for the nearest known word, or nothing."""
    nearest = find_nearest(word, known)
    return f'; did you mean "{nearest}"?' if nearest else ""


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is near to another, if there is one.

    Capitals, blanks, hyphens and underscores don't count.
    """
    plain = {fold(each): each for each in sorted(known)}
    # The library's 0.6 would ask back toe-stretching for toe-pressing, which are 0.67 alike.
    nearest = difflib.get_close_matches(fold(word), plain, n=1, cutoff=0.7)
    return plain[nearest[0]] if nearest else None


def fold(word: str) -> str:
    """Return a word as it is compared with others that look like it."""
    return re.sub(r"[\W_]+", "", word).casefold()


def one_of(words: Iterable[str]) -> str:
    """Return the words as a list to choose from: `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def some_of(names: Sequence[str], most: int) -> str:
    """Return the first of some names, and how many more there are: `a, b and 3 more`."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def how_many(number: int, thing: str) -> str:
    """Return a number of things: `1 warning`, `2 warnings`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
