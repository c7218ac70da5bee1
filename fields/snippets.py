"""A table of fields -> snippets: an editor puts in a whole field where its name is typed.

In the form of Visual Studio Code, for the front matter of Markdown, which no schema reaches.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count

from fields.explained import plain
from fields.table import Field, Table, any_name

# To the editor front matter is YAML, and what stands below it is not: there nothing is offered.
scope = "yaml"
Snippet = dict[str, str | list[str]]


def write_snippets(tables: Mapping[str, Table]) -> str:
    """Return the text of a file of snippets for all fields of tables, each under its title."""
    snippets: dict[str, Snippet] = {}
    known: list[list[str]] = []
    for title, table in tables.items():
        for field in every_field(table):
            for way, body in ways(field):
                if body in known:
                    continue
                known.append(body)
                name = next(
                    each for each in names(f"{field.name}{way}", title) if each not in snippets
                )
                snippets[name] = {
                    "scope": scope,
                    "prefix": field.name,
                    "body": body,
                    "description": plain(field.what),
                }
    return json.dumps(snippets, indent=1, ensure_ascii=False) + "\n"


def names(field: str, title: str) -> Iterator[str]:
    """Yield names for a snippet, the shortest first: an editor shows it beside what is typed."""
    yield f"{field} ({title})"
    yield from (f"{field} ({title}, {number})" for number in count(2))


def every_field(table: Table) -> Iterator[Field]:
    """Yield the fields of a table, and all that lie in them."""
    for field in table:
        if field.name != any_name:
            yield field
        yield from every_field(field.fields)


def ways(field: Field) -> Iterator[tuple[str, list[str]]]:
    """Yield the ways to write a field, each with its lines: an amount may be a range, too."""
    yield "", lines_of(field, count(1))
    if field.kind == "number" and field.fields:
        yield ", a range", [f"{field.name}: {in_braces(field.fields, count(1))}"]


def lines_of(field: Field, stops: Iterator[int]) -> list[str]:
    """Return the lines of a field; *stops* are the places where an author fills something in."""
    if field.kind == "group" and all(own.kind == "number" for own in field.fields):
        return [f"{field.name}: {in_braces(field.fields, stops)}"]
    if field.kind in ("group", "groups"):
        first, rest = ("  ", "  ") if field.kind == "group" else ("  - ", "    ")
        inner = [line for own in begun(field.fields) for line in lines_of(own, stops)]
        return [f"{field.name}:", f"{first}{inner[0]}", *(f"{rest}{line}" for line in inner[1:])]
    if field.kind == "texts":
        if f"{field.example}{field.new}".startswith("["):
            return [f"{field.name}: [${next(stops)}]"]
        return [f"{field.name}:", f"  - ${next(stops)}"]
    return [f"{field.name}: {gap(field, next(stops))}"]


def begun(table: Table) -> list[Field]:
    """Return those fields of a group with which one begins to write it."""
    return [field for field in table if field.required or field.new] or [*table[:1]]


def in_braces(table: Table, stops: Iterator[int]) -> str:
    """Return numbers as a group on one line."""
    return f"{{{', '.join(f'{own.name}: {gap(own, next(stops))}' for own in table)}}}"


def gap(field: Field, stop: int) -> str:
    """Return the place where a value goes: with its choices, or with what a new file has there.

    Otherwise it is empty, so that one that nobody fills in is a mistake, and not a number.
    """
    if field.kind in ("choice", "flag"):
        return f"${{{stop}|{','.join(field.allowed or ('yes', 'no'))}|}}"
    return f"${{{stop}:{field.new}}}" if field.new else f"${stop}"
