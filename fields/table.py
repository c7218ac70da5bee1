"""What a field is, said once: the reader, the docs, a new file and the editor all follow from it.

A table lists the fields of a file, or of a group in one, in the order in which they are explained.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fields.errors import one_of

Kind = Literal[
    "text", "sentence", "texts", "date", "number", "decimal", "choice", "flag", "group", "groups"
]
"""What a field holds. A text that isn't required may be empty, a sentence never."""
any_name = "*"
"""The name of a field that stands for all that a group may hold, each under a name of its own."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    *help* is Markdown, a sentence without a full stop; ranges and choices are added to it. Where
    the field may be left out, *default* holds, or what *usual* says in Markdown. *allowed* has the
    words of a choice, each with what it stands for, if that needs to be said; *meant* says which of
    them other words stand for. A text has to match *pattern*, if there is one, which *form* says in
    words. *least* and *most* are those of a number, or of the entries of a list; without a *most*,
    all lists have the same. *fields* are those of a group, or of each in a list; of any other kind,
    those of a group that may stand in its place.

    A required field may be missing *unless* none of these is there either; it can't be given
    *not_with* one of those. *example* is another value, as an author writes it; *new* is what a new
    file has; where it is empty, that has the least of a number, and any other field as an example.
    """

    name: str
    kind: Kind
    help: str = ""
    required: bool = False
    default: str | float | None = None
    usual: str = ""
    least: float = 0
    most: float = 0
    allowed: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    form: str = ""
    fields: Table = ()
    unless: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    example: str = ""
    new: str = ""

    @property
    def what(self) -> str:
        """What it holds, with its range or its choices, in Markdown without a full stop."""
        if self.kind == "flag":
            return f"`yes`: {self.help}"
        if self.kind in ("number", "decimal"):
            others = ", or a range" if self.kind == "number" and self.fields else ""
            return f"{self.help}; from {self.least:g} to {self.most:g}{others}"
        if any(self.allowed.values()):
            choices = "; ".join(f"`{word}`: {sense}" for word, sense in self.allowed.items())
            return f"{self.help}. {choices}"
        if self.allowed:
            return f"{self.help}: {one_of(f'`{word}`' for word in self.allowed)}"
        return f"{self.help}, such as `{self.example}`" if self.example else self.help


Table = tuple[Field, ...]


def words(*names: str) -> Mapping[str, str]:
    """Return the words of a choice that need no explanation."""
    return dict.fromkeys(names, "")
