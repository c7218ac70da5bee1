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
put_yours = "example: put yours"
"""Said of each number in a new file that nobody has chosen."""


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


def lacking(field: Field) -> str:
    """Return what to write where a required field is missing, in plain text."""
    if field.kind in ("group", "groups"):
        return f"write {field.name}: and below it, each after two blanks, {plain(field.help)}"
    # No number: it might be taken for what is right.
    own = field.kind in ("text", "number", "decimal")
    example = "" if own else field.new or field.example
    blank = "[...]" if field.kind == "texts" else "..."
    return f"write {field.name}: {example or blank} ({plain(field.what)})"


def unless(field: Field) -> str:
    """Return which other fields take the place of a required one, or leave none to it."""
    others = one_of(f"`{name}`" for name in field.unless)
    way = "but not with" if field.unless == field.not_with else "or in its place"
    return f"{way} {others}"


def write_new(table: Table, lead: str = "") -> str:
    """Return the fields of a new file, each with a note of what it is.

    What may be left out is a note itself, with an example, until its `# ` is taken away. *lead*
    stands before each line.
    """
    return "".join(new_lines(field, lead) for field in table)


def new_lines(field: Field, lead: str) -> str:
    """Return the lines of a field in a new file; a long text says itself what belongs there."""
    # A group that is a note takes its fields along, but for those that don't go with others.
    if not (field.new or field.required) and (field.not_with or "#" not in lead):
        lead += "# "
    value = new_value(field)
    line = f"{lead}{field.name}: {value}".rstrip()
    fits = len(line) <= note_column - 2
    if field.new.startswith("Say "):
        return f"{line}\n"
    notes = textwrap.wrap(new_note(field), page_width - note_column - 2, break_on_hyphens=False)
    begin = f"{line:<{note_column}}# {notes.pop(0)}" if fits else line
    own = (
        ""
        if value
        else write_new(field.fields, f"{lead}    " if field.kind == "groups" else f"{lead}  ")
    )
    if field.kind == "groups":
        own = own.replace(f"{lead}    ", f"{lead}  - ", 1)
    return "".join([f"{begin}\n", *(f"{' ' * note_column}# {words}\n" for words in notes), own])


def new_value(field: Field) -> str:
    """Return what a field holds in a new file: of numbers the least, which nobody takes for real.

    It is empty where the field's own fields follow.
    """
    if field.new or field.kind == "groups":
        return field.new
    if field.kind == "group":
        numbers = all(own.kind == "number" and not own.fields for own in field.fields)
        values = ", ".join(f"{own.name}: {new_value(own)}" for own in field.fields)
        return f"{{{values}}}" if numbers else ""
    if field.kind in ("number", "decimal"):
        return f"{field.least:g}"
    if field.kind == "choice":
        return str(field.default or next(iter(field.allowed)))
    return "yes" if field.kind == "flag" else field.example


def new_note(field: Field) -> str:
    """Return what a new file says of a field."""
    what = field.help if field.kind in ("text", "flag") else field.what
    if re.search("[0-9]", new_value(field)) and not field.new:
        what = f"{put_yours}; {what}"
    return plain(f"{what}; {unless(field)}" if field.unless else what)
