"""The fields of a dose -> Dose: how an exercise is done, and how far a reader may change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from fields.reader import Fields
from fields.table import Field, Table, words
from generator.content.records.amounts import amount_field, limit_field, parse_amount, unread
from generator.model import Dose, Phase, Sides, once
from generator.words.catalogue import message
from generator.words.limbs import as_name as limbs

plain_hold = message("Hold")
plain_move = message("Move")
most_holds = 2_000
"""A choice: a hundred minutes even if each takes 3 seconds; ours have up to 48. Without it a dose
could come to 80,000, which the timer would write out anew at each change of a number."""
ways = ("hold_seconds", "phases", "repetition_seconds")
"""How a repetition is said: a hold, several parts, or a movement without a hold."""
# The most of each number is a choice, five times ours and more (120 seconds, 12 times, 3 sets): it
# only stops a slip of the keyboard.
hold = "how long each hold takes, such as `10`, or `{from: 10, to: 20, timer: 10}`"
hold_field = replace(
    amount_field("hold_seconds", 600, hold),
    unless=("phases", "repetition_seconds"),
)
pace = (
    'for a movement without a hold ("10 times, slowly: 4 seconds each"): how long one repetition '
    "takes, there and back, without a rest between two of them"
)
pace_field = replace(
    amount_field("repetition_seconds", 60, pace),
    required=False,
    not_with=("hold_seconds", "phases"),
)
repetitions_field = amount_field("repetitions", 100, "how often in each set")
sets_field = amount_field("sets", 20, "how many sets, with a rest between them")
days_field = amount_field("days_per_week", 7, "on how many days of a week")
times_field = replace(
    amount_field("times_per_day", 12, "how often on each of these days"),
    required=False,
    usual="once",
)
limit_fields: Table = (
    limit_field(hold_field, "the hold, or the seconds of every phase"),
    replace(limit_field(pace_field, "how long one repetition takes"), not_with=("hold_seconds",)),
    limit_field(repetitions_field, "how often"),
    limit_field(sets_field, "how many sets"),
)
phase_fields: Table = (
    Field(
        "label", "text", "its name, shown as it is written", required=True, example="Clockwise"
    ),
    amount_field("seconds", 600, "how long it takes"),
    Field(
        "direction", "choice", "which way the figure moves", default="forwards",
        allowed=words("forwards", "backwards"),
    ),
)  # fmt: skip
dose_fields: Table = (
    hold_field,
    Field(
        "phases", "groups", "in place of one hold, a list of parts, each with a `label` and "
        "`seconds`", not_with=("hold_seconds",), least=1, most=20,
        fields=phase_fields,
    ),
    pace_field,
    repetitions_field,
    sets_field,
    Field(
        "sides", "choice", "which sides do it", required=True, new="each",
        allowed={
            "each": "one side after the other", "both": "both at once",
            "one": "one side only, and the reader picks which", "left": "that side only",
            "right": "that side only",
        },
    ),
    Field(
        "limb", "choice", "the word for one side", default="side", new="foot",
        allowed=words(*limbs),
    ),
    Field(
        "limb_place", "text", 'where that side goes, for the timer to say below "Left leg"',
        example="at the back",
    ),
    Field(
        "rest_seconds", "number", "between two repetitions; 0 is none", required=True, most=600,
        unless=("repetition_seconds",), not_with=("repetition_seconds",),
    ),
    Field(
        "set_rest_seconds", "number", "between two sets", most=600,
        usual="as between two repetitions, and 10 at least; where sides change, the timer waits",
    ),
    Field(
        "rests_wait", "flag", "at each rest the timer waits until the reader is ready, and the "
        "page says so; the seconds of a rest are then about what it takes, and 0 is still none",
        default="no",
    ),
    days_field,
    times_field,
    Field(
        "limits", "group", "how far a reader may change the dose: each with `from` and `to`",
        usual="within the range", fields=limit_fields,
    ),
)  # fmt: skip
changed_dose_fields: Table = tuple(
    replace(field, required=False, unless=()) for field in dose_fields
)
"""The fields of a dose that takes all that it doesn't say from another."""


def parse_dose(fields: Fields | None, base: Dose | None = None) -> Dose:
    """Return a dose; with a *base*, the fields left out are the base's."""
    if fields is None:
        return base or plain_dose
    given = [name for name in fields if name in ways]
    paced = "repetition_seconds" in given if given else base is not None and base.paced
    limits = parse_limits(fields, paced)
    dose = Dose(
        phases=parse_phases(fields, limits, base, given),
        repetitions=parse_amount(fields, "repetitions", limits, base.repetitions if base else None),
        sets=parse_amount(fields, "sets", limits, base.sets if base else None),
        sides=cast(Sides, fields.choice("sides", base.sides if base else None)),
        limb=fields.choice("limb", base.limb if base else None),
        limb_place=fields.text("limb_place", default=base.limb_place if base else ""),
        rest_seconds=parse_rest(fields, base, paced),
        days_per_week=parse_amount(
            fields, "days_per_week", None, base.days_per_week if base else None
        ),
        times_per_day=parse_amount(
            fields, "times_per_day", None, base.times_per_day if base else once
        ),
        set_rest_seconds=parse_set_rest(fields, base),
        paced=paced,
        rests_wait=parse_flag(fields, "rests_wait", base is not None and base.rests_wait),
    )
    if (holds := count_holds(dose)) > most_holds:
        message = f"the dose comes to {holds} holds; allowed: up to {most_holds}"
        fields.problem(fields.line, f"{message}, with all that a reader may choose")
    fields.done()
    if limits:
        limits.done()
    return dose


def parse_limits(fields: Fields, paced: bool) -> Fields | None:
    """Return how far a reader may change a dose: a hold, or the pace of one without a hold."""
    other = "hold_seconds" if paced else "repetition_seconds"
    return fields.group("limits", tuple(each for each in limit_fields if each.name != other))


def count_holds(dose: Dose) -> int:
    """Return how many holds the timer would lead through at the most."""
    sides = 2 if dose.sides == "each" else 1
    return len(dose.phases) * dose.repetitions.highest * dose.sets.highest * sides


def parse_phases(
    fields: Fields, limits: Fields | None, base: Dose | None, given: Sequence[str]
) -> tuple[Phase, ...]:
    """Return the phases of a repetition in one of the *given* ways."""
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
            return (Phase(plain_move, parse_amount(fields, "repetition_seconds", limits)),)
        return (Phase(plain_hold, parse_amount(fields, "hold_seconds", limits)),)
    nodes = fields.items("phases")
    groups = (fields.as_group(node, "phases") for node in nodes)
    phases = tuple(parse_phase(group, limits) for group in groups if group)
    return phases or plain_dose.phases


def parse_phase(fields: Fields, limits: Fields | None) -> Phase:
    """Return one phase: its label, its seconds and its direction."""
    seconds = parse_amount(fields, "seconds", limits, limit_name="hold_seconds")
    backwards = fields.choice("direction") == "backwards"
    phase = Phase(fields.text("label"), seconds, backwards, named=True)
    fields.done()
    return phase


def parse_rest(fields: Fields, base: Dose | None, paced: bool) -> int:
    """Return the rest between two repetitions; where these are *paced*, there is none."""
    if not paced:
        return fields.number("rest_seconds", base.rest_seconds if base else None)
    if fields.number("rest_seconds", 0):
        message = f"{fields.within}rest_seconds goes with a hold; with repetition_seconds there is"
        fields.problem(fields.line_of("rest_seconds"), f"{message} no rest: leave it out")
    return 0


def parse_set_rest(fields: Fields, base: Dose | None) -> int | None:
    """Return the rest between two sets, or None where it is not given."""
    if "set_rest_seconds" in fields:
        return fields.number("set_rest_seconds")
    return base.set_rest_seconds if base else None


def parse_flag(fields: Fields, name: str, otherwise: bool) -> bool:
    """Tell whether a field says yes; without it, the answer is that of the base."""
    return fields.flag(name) or (name not in fields and otherwise)


plain_dose = Dose((Phase(plain_hold, unread),), unread, unread, "both", "side", 0, unread)
