"""A table of fields -> what people read of it: the rows of a table in the docs, a new file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import replace

from fields.errors import one_of
from fields.table import Field, Table

note_column, page_width = 31, 100
"""Where the notes of a new file begin, and where they end."""


def plain(markdown: str) -> str:
    """Return a sentence of Markdown as plain text: without links and code."""
    return re.sub(r"\[(.+?)\]\(.+?\)", r"\1", markdown).replace("`", "")


def write_rows(table: Table, apart: tuple[str, ...] = ()) -> str:
    """Return the table of the docs; a group is explained in it, unless it stands *apart*."""
    rows = [
        f"| `{field.name}` | {field.what} | {needed(field)} |" for field in unfold(table, apart)
    ]
    return "\n".join(["| field | what | needed |", "| --- | --- | --- |", *rows])


def unfold(table: Table, apart: tuple[str, ...]) -> Iterator[Field]:
    """Yield the fields of a table, each group followed by its own."""
    for field in table:
        yield field
        if field.kind in ("group", "groups") and field.name not in apart:
            for own in field.fields:
                # The name is shown as code, which ends before the arrow and begins again behind
                # it.
                yield replace(own, name=f"{field.name}` \u2192 `{own.name}")


def needed(field: Field) -> str:
    """Return whether a field has to be there, and what holds without it."""
    if field.required:
        return f"yes, {unless(field)}" if field.unless else "yes"
    if field.not_with:
        return f"in place of {one_of(f'`{name}`' for name in field.not_with)}"
    if field.usual or field.default is not None:
        return f"no: {field.usual or f'`{field.default}`'}"
    return "no"


def unless(field: Field) -> str:
    """Return which other fields take the place of a required one, or leave none to it."""
    others = one_of(f"`{name}`" for name in field.unless)
    way = "but not with" if field.unless == field.not_with else "or in its place"
    return f"{way} {others}"


def write_new(table: Table, indent: str = "") -> str:
    """Return the fields of a new file, each with a note of what it is."""
    return "".join(
        new_lines(field, indent) for field in table if field.new or field.kind == "group"
    )


def new_lines(field: Field, indent: str) -> str:
    """Return the lines of a field in a new file; a long text says itself what belongs there."""
    if field.kind == "group":
        own = write_new(field.fields, f"{indent}  ")
        return f"{indent}{field.name}:\n{own}" if own else ""
    line = f"{indent}{field.name}: {field.new}"
    if len(line) > note_column - 2:
        return f"{line}\n"
    note = plain(f"{field.what}; {unless(field)}" if field.unless else field.what)
    first, *rest = textwrap.wrap(note, page_width - note_column - 2, break_on_hyphens=False)
    more = "".join(f"{' ' * note_column}# {words}\n" for words in rest)
    return f"{line:<{note_column}}# {first}\n{more}"
