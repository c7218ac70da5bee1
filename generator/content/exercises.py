"""Front matter and Markdown of one exercise -> Exercise, with its dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast, get_args

from fields.reader import Fields
from generator.model import Amount, Body, Dose, Exercise, Figure, Phase, Position, Sides, once

positions = get_args(Position)
meant_positions = {
    **dict.fromkeys(("sitting", "seated", "sitting on a chair", "on a chair"), "chair"),
    **dict.fromkeys(("sitting on the floor", "on the floor"), "floor"),
    **dict.fromkeys(("supine", "lying on your back", "on your back"), "lying"),
    **dict.fromkeys(("lying on your side", "on your side", "side"), "side-lying"),
    **dict.fromkeys(("lying face down", "face down", "on your front"), "prone"),
    **dict.fromkeys(("on hands and knees", "hands and knees"), "all-fours"),
}
"""What authors call the positions; it is asked back, not taken."""
sides = get_args(Sides)
ways = ("hold_seconds", "phases", "repetition_seconds")
"""How a repetition is said: a hold, several parts, or a movement without a hold."""
directions = ("forwards", "backwards")
limbs = ("side", "foot", "leg", "knee", "hip", "hand", "arm", "shoulder")
bounds = {
    "hold_seconds": (1, 600),
    "seconds": (1, 600),
    "repetition_seconds": (1, 60),
    "repetitions": (1, 100),
    "sets": (1, 20),
    "days_per_week": (1, 7),
    "times_per_day": (1, 12),
}
most_phases = 20
most_holds = 2_000
amount_or_range = "; write a number, or {from: 2, to: 3, timer: 2} for a range"


def parse_exercise(fields: Fields, body: Body, slug: str, figures: tuple[Figure, ...]) -> Exercise:
    """Return one exercise; what is wrong with it is noted in *fields*."""
    title = fields.text("title")
    exercise = Exercise(
        source=fields.path,
        slug=slug,
        title=title,
        also_known_as=fields.texts("also_known_as"),
        order=fields.number("order", 1, 9999, stand_in=0),
        summary=fields.text("summary"),
        purpose=fields.text("purpose", default=""),
        easier=fields.text("easier", default=""),
        position=cast(Position, fields.choice("position", positions, meant=meant_positions)),
        equipment=fields.texts("equipment", required=True),
        dose=parse_dose(fields.group("dose")),
        body=body,
        figures=figures,
    )
    fields.done()
    return exercise


def parse_dose(fields: Fields | None, base: Dose | None = None) -> Dose:
    """Return a dose; with a *base*, the fields left out are the base's."""
    if fields is None:
        return base or plain_dose
    given = [name for name in fields if name in ways]
    paced = "repetition_seconds" in given if given else base is not None and base.paced
    limits = fields.group("limits", required=False)
    if limits:
        for name in ("repetition_seconds" if paced else "hold_seconds", "repetitions", "sets"):
            limits.skip(name)
    dose = Dose(
        phases=parse_phases(fields, limits, base, given),
        repetitions=parse_amount(fields, "repetitions", limits, base.repetitions if base else None),
        sets=parse_amount(fields, "sets", limits, base.sets if base else None),
        sides=cast(Sides, fields.choice("sides", sides, base.sides if base else None)),
        limb=fields.choice("limb", limbs, base.limb if base else "side"),
        limb_place=fields.text("limb_place", default=base.limb_place if base else ""),
        rest_seconds=parse_rest(fields, base, paced),
        days_per_week=parse_amount(
            fields, "days_per_week", None, base.days_per_week if base else None
        ),
        times_per_day=parse_amount(
            fields, "times_per_day", None, base.times_per_day if base else once
        ),
        set_rest_seconds=parse_set_rest(fields, base),
        draft=fields.flag("draft") or ("draft" not in fields and base is not None and base.draft),
        paced=paced,
    )
    if (holds := count_holds(dose)) > most_holds:
        message = f"the dose comes to {holds} holds; allowed: up to {most_holds}"
        fields.problem(fields.line, f"{message}, with all that a reader may choose")
    fields.done()
    if limits:
        limits.done()
    return dose


def count_holds(dose: Dose) -> int:
    """Return how many holds the timer would lead through at the most."""
    sides = 2 if dose.sides == "each" else 1
    return len(dose.phases) * dose.repetitions.highest * dose.sets.highest * sides


def parse_phases(
    fields: Fields, limits: Fields | None, base: Dose | None, given: Sequence[str]
) -> tuple[Phase, ...]:
    """Return the phases of a repetition in one of the *given* ways."""
    for name in ways:
        fields.skip(name)
    if len(given) > 1:
        message = f"{fields.within}{' and '.join(given)} can't both be given; keep one of them"
        fields.problem(fields.line_of(given[1]), message)
    if "phases" not in given:
        if base and not given:
            name = "repetition_seconds" if base.paced else "hold_seconds"
            return tuple(
                replace(phase, seconds=parse_amount(fields, name, limits, phase.seconds))
                for phase in base.phases
            )
        if "repetition_seconds" in given:
            return (Phase("Move", parse_amount(fields, "repetition_seconds", limits)),)
        return (Phase("Hold", parse_amount(fields, "hold_seconds", limits)),)
    nodes = fields.items("phases", required=True)
    groups = (fields.as_group(node, f"{fields.within}phases") for node in nodes)
    phases = tuple(parse_phase(group, limits) for group in groups if group)
    if not nodes:
        message = f"{fields.within}phases is empty; list at least one, each with label and seconds"
        fields.problem(fields.line_of("phases"), message)
    if len(phases) > most_phases:
        message = f"{fields.within}phases has {len(phases)} entries; allowed: up to {most_phases}"
        fields.problem(fields.line_of("phases"), message)
    return phases or plain_dose.phases


def parse_phase(fields: Fields, limits: Fields | None) -> Phase:
    """Return one phase: its label, its seconds and its direction."""
    seconds = parse_amount(fields, "seconds", limits, limit_name="hold_seconds")
    direction = fields.choice("direction", directions, "forwards")
    phase = Phase(fields.text("label"), seconds, direction == "backwards")
    fields.done()
    return phase


def parse_rest(fields: Fields, base: Dose | None, paced: bool) -> int:
    """Return the rest between two repetitions; where these are *paced*, there is none."""
    if not paced:
        return fields.number("rest_seconds", 0, 600, base.rest_seconds if base else None)
    if fields.number("rest_seconds", 0, 600, 0):
        message = f"{fields.within}rest_seconds goes with a hold; with repetition_seconds there is"
        fields.problem(fields.line_of("rest_seconds"), f"{message} no rest: leave it out")
    return 0


def parse_set_rest(fields: Fields, base: Dose | None) -> int | None:
    """Return the rest between two sets, or None where it is not given."""
    if "set_rest_seconds" in fields:
        return fields.number("set_rest_seconds", 0, 600)
    fields.skip("set_rest_seconds")
    return base.set_rest_seconds if base else None


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
    inherited = base if name not in fields else None
    if inherited:
        fields.skip(name)
        amount = inherited
    elif group := fields.group(name) if fields.is_group(name) else None:
        amount = parse_range(group, *bounds[name])
    else:
        number = fields.number(name, *bounds[name], hint=amount_or_range, stand_in=0)
        amount = Amount(number, number, number, number, number) if number else unread
    limit_name = limit_name or name
    limit = limits.group(limit_name) if limits and limit_name in limits else None
    return parse_limit(limit, amount, *bounds[name]) if limit else amount


def parse_range(group: Fields, lowest: int, highest: int) -> Amount:
    """Return a range; where it is mistaken, one against which nothing else is held."""
    least, most, timer = (
        group.number(name, lowest, highest, stand_in=0) for name in ("from", "to", "timer")
    )
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


def parse_limit(limit: Fields, amount: Amount, lowest: int, highest: int) -> Amount:
    """Return an amount with how far a reader may change it."""
    low, high = (limit.number(name, lowest, highest, stand_in=0) for name in ("from", "to"))
    limit.done()
    if amount is unread or not (low and high):
        return amount
    if not low <= amount.least <= amount.most <= high:
        most = f" to {amount.most}" if amount.most > amount.least else ""
        message = f"{limit.within}from and to must include the dose itself, {amount.least}{most}"
        limit.problem(limit.line, message)
        return amount
    return replace(amount, lowest=low, highest=high)


unread = Amount(1, 1, 1, 1, 1)
"""What stands for an amount with a mistake, also where a routine takes it over; known by `is`."""
plain_dose = Dose((Phase("Hold", unread),), unread, unread, "both", "side", 0, unread)
