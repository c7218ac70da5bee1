"""Front matter and Markdown of one exercise -> Exercise, with its dose."""

from __future__ import annotations

from typing import cast, get_args

from generator.fields import Fields
from generator.model import Amount, Body, Dose, Exercise, Figure, Phase, Position, Sides

positions = get_args(Position)
sides = get_args(Sides)
directions = ("forwards", "backwards")
limbs = ("side", "foot", "leg", "knee", "hip", "hand", "arm", "shoulder")
bounds = {
    "hold_seconds": (1, 600),
    "seconds": (1, 600),
    "repetitions": (1, 100),
    "sets": (1, 20),
    "days_per_week": (1, 7),
}
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
        position=cast(Position, fields.choice("position", positions)),
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
    limits = fields.group("limits", required=False)
    if limits:
        for name in ("hold_seconds", "repetitions", "sets"):
            limits.skip(name)
    dose = Dose(
        phases=parse_phases(fields, limits, base),
        repetitions=parse_amount(fields, "repetitions", limits, base.repetitions if base else None),
        sets=parse_amount(fields, "sets", limits, base.sets if base else None),
        sides=cast(Sides, fields.choice("sides", sides, base.sides if base else None)),
        limb=fields.choice("limb", limbs, base.limb if base else "side"),
        rest_seconds=fields.number("rest_seconds", 0, 600, base.rest_seconds if base else None),
        days_per_week=parse_amount(
            fields, "days_per_week", None, base.days_per_week if base else None
        ),
    )
    fields.done()
    if limits:
        limits.done()
    return dose


def parse_phases(fields: Fields, limits: Fields | None, base: Dose | None) -> tuple[Phase, ...]:
    """Return the phases of a repetition: those listed, or one that is called Hold."""
    if "phases" in fields and "hold_seconds" in fields:
        message = f"{fields.within}hold_seconds and phases can't both be given; keep one of them"
        fields.problem(fields.line_of("phases"), message)
    if "phases" not in fields:
        if base and "hold_seconds" not in fields:
            return base.phases
        return (Phase("Hold", parse_amount(fields, "hold_seconds", limits)),)
    fields.skip("hold_seconds")
    nodes = fields.items("phases", required=True)
    groups = (fields.as_group(node, f"{fields.within}phases") for node in nodes)
    phases = tuple(parse_phase(group, limits) for group in groups if group)
    if not nodes:
        message = f"{fields.within}phases is empty; list at least one, each with label and seconds"
        fields.problem(fields.line_of("phases"), message)
    return phases or plain_dose.phases


def parse_phase(fields: Fields, limits: Fields | None) -> Phase:
    """Return one phase: its label, its seconds and its direction."""
    seconds = parse_amount(fields, "seconds", limits, limit_name="hold_seconds")
    direction = fields.choice("direction", directions, "forwards")
    phase = Phase(fields.text("label"), seconds, direction == "backwards")
    fields.done()
    return phase


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
    lowest, highest = bounds[name]
    group = fields.group(name) if fields.is_group(name) else None
    if group:
        least = group.number("from", lowest, highest)
        most = group.number("to", lowest, highest)
        if least > most:
            group.problem(group.line, f"{group.within}from is more than to; swap them")
            least, most = lowest, highest
        timer = group.number("timer", lowest, highest)
        if not least <= timer <= most:
            message = f"{group.within}timer is {timer}; allowed: from {least} to {most}, the range"
            group.problem(group.line_of("timer"), message)
        group.done()
    elif base and name not in fields:
        fields.skip(name)
        least, most, timer = base.least, base.most, base.timer
    else:
        least = most = timer = fields.number(name, lowest, highest, hint=amount_or_range)
    limit_name = limit_name or name
    limit = limits.group(limit_name) if limits and limit_name in limits else None
    if not limit:
        kept = base if base and name not in fields else None
        return Amount(
            least, most, timer, kept.lowest if kept else least, kept.highest if kept else most
        )
    low, high = limit.number("from", lowest, highest), limit.number("to", lowest, highest)
    if not low <= least <= most <= high:
        message = (
            f"{limit.within}from and to must include the dose itself, "
            f"{least}{f' to {most}' if most > least else ''}"
        )
        limit.problem(limit.line, message)
    limit.done()
    return Amount(least, most, timer, low, high)


once = Amount(1, 1, 1, 1, 1)
plain_dose = Dose((Phase("Hold", once),), once, once, "both", "side", 0, once)
