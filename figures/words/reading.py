"""What a block of a pose file holds: pairs, sentences and lists, each with its line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from fields.reader import Fields
from figures.words.parts import UnclearError
from figures.words.terms import Side, arches, ranges, sides

Record = TypeVar("Record")
Lines = dict[str, int]
Pair = tuple[Record | None, Record | None]


def read_angles(fields: Fields, lines: Lines, name: str) -> Pair[float]:
    """Return an angle for the left and the right side: one for both, or one for each."""

    def read(group: Fields, word: str) -> float:
        if name == "arch":
            return arches.index(group.choice(word, arches))
        return group.decimal(word, *ranges[name])

    if name not in fields:
        return None, None
    if not fields.is_group(name):
        both = read(fields, name)
        return both, both
    group = fields.group(name)
    if group is None:
        return None, None
    for side in sides:
        group.skip(side)
        if side in group:
            lines[f"{name}.{side}"] = group.line_of(side)
    left, right = (read(group, side) if side in group else None for side in sides)
    group.done()
    return left, right


def read_sides(
    fields: Fields, lines: Lines, name: str, parse: Callable[[str, Side], Record]
) -> Pair[Record]:
    """Return a sentence for the left and the right side, `both` standing for either."""
    group = fields.group(name, required=False)
    if group is None:
        return None, None
    found: dict[Side, Record] = {}
    for word in ("both", *sides):
        text = group.text(word, default=None if word in group else "-")
        for side in sides if word in group and text != "?" else ():
            if word in ("both", side):
                line = lines[f"{name}.{side}"] = group.line_of(word)
                said = understood(fields, line, name, partial(parse, text, side))
                if said is not None:
                    found[side] = said
    group.done()
    return found.get("left"), found.get("right")


def read_list(
    fields: Fields, lines: Lines, name: str, parse: Callable[[str], Record]
) -> tuple[Record, ...]:
    """Return the sentences of a list, leaving out those that aren't understood."""
    records: list[Record] = []
    for node in fields.items(name):
        text = fields.as_text(node, f"each entry of {name}")
        if text is None:
            continue
        line = fields.line_of_node(node)
        record = understood(fields, line, name, partial(parse, text))
        if record is not None:
            lines[f"{name}.{len(records)}"] = line
            records.append(record)
    return tuple(records)


def understood(fields: Fields, line: int, name: str, parse: Callable[[], Record]) -> Record | None:
    """Return a sentence as a record, or note that it isn't understood."""
    try:
        return parse()
    except UnclearError as unclear:
        fields.problem(line, f"{name}: {unclear}")
        return None
