"""A drawing while it is read: its parts, and the words that don't stand in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Note = Callable[[int, str], None]
"""Keeps a problem: its line, and what is wrong there."""


# Each is itself alone, or it could be no key of a dict.
@dataclass(slots=True, eq=False)
class Part:
    """One element that draws, with what CSS and other parts need to know of it.

    *words* are its classes; it *has a role* by one of them, or by the group that it stands in.
    *mark* is the id that it gets in a page, if others ask for it.
    """

    tag: str
    line: int
    attributes: dict[str, str]
    id: str = ""
    words: list[str] = field(default_factory=list)
    style: str = ""
    roles: list[str] = field(default_factory=list)
    has_role: bool = False
    mark: str = ""
    children: list[Part | str] = field(default_factory=list)


@dataclass(slots=True)
class Words:
    """An element that doesn't draw, such as a title or a style sheet: its text, by lines."""

    name: str
    line: int
    mirrored: str = ""
    pieces: list[tuple[int, str]] = field(default_factory=list)

    def text(self) -> str:
        """Return all text inside."""
        return "".join(text for _, text in self.pieces)


@dataclass(slots=True)
class Drawing:
    """What is in a file: its parts in the order of the file, the whole first.

    It is *foreign* if a drawing program left its mark there.
    """

    parts: list[Part] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)
    sheets: list[Words] = field(default_factory=list)
    foreign: bool = False
