"""A number of a dose, or a range with the one that the timer uses -> Amount, with its limits."""

from __future__ import annotations

from dataclasses import replace

from fields.reader import Fields
from fields.table import Field
from generator.model import Amount

unread = Amount(1, 1, 1, 1, 1)
"""What stands for an amount with a mistake, also where a routine takes it over; known by `is`."""


def amount_field(name: str, most: int, help: str) -> Field:
    """Return a field that is a number, or a range with the one that the timer uses."""
    ends = {"from": "the least", "to": "the most", "timer": "the one that the timer uses"}
    numbers = tuple(
        Field(end, "number", sense, required=True, least=1, most=most)
        for end, sense in ends.items()
    )
    return Field(
        name, "number", help, required=True, least=1, most=most, fields=numbers,
        example="{from: 2, to: 3, timer: 2}",
    )  # fmt: skip


def limit_field(amount: Field, help: str) -> Field:
    """Return the field that says how far a reader may change an amount."""
    ends = tuple(end for end in amount.fields if end.name != "timer")
    return Field(amount.name, "group", help, fields=ends)


def parse_amount(
    fields: Fields,
    name: str,
    limits: Fields | None,
    base: Amount | None = None,
    limit_name: str = "",
) -> Amount:
    """Return a number, or a range with the one that the timer uses.

    A reader may choose within the field's entry in *limits*; without one, within the range.
    """
    if base and name not in fields:
        amount = base
    elif group := fields.group(name) if fields.is_group(name) else None:
        amount = parse_range(group)
    else:
        number = fields.number(name)
        amount = Amount(number, number, number, number, number) if number else unread
    limit_name = limit_name or name
    limit = limits.group(limit_name) if limits and limit_name in limits else None
    return parse_limit(limit, amount) if limit else amount


def parse_range(group: Fields) -> Amount:
    """Return a range; where it is mistaken, one against which nothing else is held."""
    least, most, timer = (group.number(name) for name in ("from", "to", "timer"))
    group.done()
    if least > most > 0:
        group.problem(group.line, f"{group.within}from is more than to; swap them")
        return unread
    if not (least and most and timer):
        return unread
    if not least <= timer <= most:
        message = f"{group.within}timer is {timer}; allowed: from {least} to {most}, the range"
        group.problem(group.line_of("timer"), message)
        return unread
    return Amount(least, most, timer, least, most)


def parse_limit(limit: Fields, amount: Amount) -> Amount:
    """Return an amount with how far a reader may change it."""
    low, high = (limit.number(name) for name in ("from", "to"))
    limit.done()
    if amount is unread or not (low and high):
        return amount
    if not low <= amount.least <= amount.most <= high:
        most = f" to {amount.most}" if amount.most > amount.least else ""
        message = f"{limit.within}from and to must include the dose itself, {amount.least}{most}"
        limit.problem(limit.line, message)
        return amount
    return replace(amount, lowest=low, highest=high)
