"""A dose, written out as a plan, as a time, and in words.

Everything that says how an exercise is done (the sentence on the page, the minutes on the home
page, the timer, the sheet) comes from here. `static/js/plan.js` expands a dose again when the
reader has changed it; a test proves that both expansions agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal, NotRequired, TypedDict

from generator.model import Amount, Dose, Phase

Kind = Literal["ready", "hold", "rest", "switch"]
Side = Literal["left", "right", "both", "one"]

ready_seconds = 5
"""To get into position before the first hold of each side."""
change_seconds = 10
"""What changing sides, or a pause between sets, takes; the timer itself waits until ready."""
break_seconds = 20
"""What getting from one exercise of a routine to the next takes; the timer waits here too."""

slow_seconds = 3
"""A repetition without a hold that takes as long as this is a slow one."""

plain_hold = "Hold"
plurals = {"foot": "feet"}


@dataclass(frozen=True, slots=True)
class Step:
    """One timed part of a plan.

    *side*, *repetition* and *set* are those of the hold that is going on or comes next, counted
    from 1. *label* is the phase's own for a hold ("Hold", "Clockwise"). A *paced* hold is a
    repetition that moves.
    """

    kind: Kind
    label: str
    seconds: int
    side: Side
    repetition: int
    repetitions: int
    set: int
    sets: int
    backwards: bool = False
    paced: bool = False


class AmountData(TypedDict):
    """An amount as the script needs it."""

    timer: int
    lowest: int
    highest: int


class PhaseData(TypedDict):
    """A phase as the script needs it."""

    label: str
    seconds: AmountData
    backwards: NotRequired[Literal[True]]


class DoseData(TypedDict):
    """A dose as the script needs it, in the attribute `data-dose`.

    *own* is that of a routine: the reader's dose of the exercise does not hold there.
    """

    phases: list[PhaseData]
    repetitions: AmountData
    sets: AmountData
    sides: str
    limb: str
    rest: int
    ready: int
    change: int
    setRest: NotRequired[int]
    paced: NotRequired[Literal[True]]
    own: NotRequired[Literal[True]]


def write_plan(dose: Dose) -> tuple[Step, ...]:
    """Return what happens when, from getting ready to the end of the last hold.

    The left side comes first, with all its repetitions; then the right; then the next set. Every
    change of sides, and every pause between sets, is followed by time to get ready. Where sets
    have a rest of their own, it comes before the change of sides. One side that the reader has not
    picked yet is called "one".
    """
    sides: tuple[Side, ...] = ("left", "right") if dose.sides == "each" else (dose.sides,)
    repetitions, sets = dose.repetitions.timer, dose.sets.timer
    plan: list[Step] = []
    for set_, side in product(range(1, sets + 1), sides):
        for repetition in range(1, repetitions + 1):
            place = (side, repetition, repetitions, set_, sets)
            if repetition > 1:
                plan += [Step("rest", "Rest", dose.rest_seconds, *place)] * (dose.rest_seconds > 0)
            else:
                if plan:
                    for kind, label, seconds in _pauses(dose, side == sides[0]):
                        plan.append(Step(kind, label, seconds, *place))
                plan.append(Step("ready", "Get ready", ready_seconds, *place))
            plan += [
                Step("hold", phase.label, phase.seconds.timer, *place, phase.backwards, dose.paced)
                for phase in dose.phases
            ]
    return tuple(plan)


def total_seconds(dose: Dose) -> int:
    """Return how long the whole dose takes with getting ready, rests and changes of sides."""
    return sum(step.seconds for step in write_plan(dose))


def routine_seconds(doses: Iterable[Dose]) -> int:
    """Return how long the doses take one after the other, with a break between two of them."""
    totals = [total_seconds(dose) for dose in doses]
    return sum(totals) + break_seconds * max(0, len(totals) - 1)


def dose_as_json(dose: Dose) -> DoseData:
    """Return what the script is told: with it, it can write the same plan."""
    data: DoseData = {
        "phases": [_phase(phase) for phase in dose.phases],
        "repetitions": _amount(dose.repetitions),
        "sets": _amount(dose.sets),
        "sides": dose.sides,
        "limb": dose.limb,
        "rest": dose.rest_seconds,
        "ready": ready_seconds,
        "change": change_seconds,
    }
    if dose.set_rest_seconds is not None:
        data["setRest"] = dose.set_rest_seconds
    if dose.paced:
        data["paced"] = True
    return data


def routine_dose_as_json(dose: Dose, usual: Dose) -> DoseData:
    """Return what the script is told of a dose in a routine, where *usual* is the exercise's.

    A routine that only sets other limits has no dose of its own.
    """
    data = dose_as_json(dose)
    return data if write_plan(dose) == write_plan(usual) else {**data, "own": True}


def describe_dose(dose: Dose) -> str:
    """Return the dose in short plain sentences."""
    sentences = ["This dose is only a draft: nobody has checked it yet."] * dose.draft
    sentences += _describe_repetitions(dose)
    if dose.sets.most > 1:
        sentences.append(f"That is one set. Do {_range(dose.sets)} sets.")
        if dose.set_rest_seconds:
            sentences.append(f"Rest {describe_seconds(dose.set_rest_seconds)} between sets.")
    sentences.append(f"{_capital(describe_often(dose.days_per_week, dose.times_per_day))}.")
    return " ".join(sentences)


def shorten_dose(dose: Dose, days: bool = True) -> str:
    """Return the dose as one line: `30 seconds · 2 to 3 times · each leg · every day`.

    Without *days* it leaves out how often: in a routine that is the routine's to say.
    """
    parts = ["only a draft, not checked yet"] * dose.draft
    parts.append(_pace(dose) if dose.paced else _phases_briefly(dose.phases))
    if dose.repetitions.most > 1 and not dose.paced:
        parts.append(_times(dose.repetitions))
    if dose.sets.most > 1:
        parts.append(f"{_range(dose.sets)} sets")
    if dose.sides not in ("each", "both"):
        parts.append(f"{dose.sides} {dose.limb} only")
    elif dose.sides == "each":
        parts.append(f"each {dose.limb}")
    elif dose.limb != "side":
        parts.append(f"both {_plural(dose.limb)}")
    if days:
        parts.append(describe_often(dose.days_per_week, dose.times_per_day))
    return _capital(" · ".join(parts))


def describe_rests(dose: Dose) -> str:
    """Return the rests as one line, or nothing: `10 seconds, 60 seconds between sets`."""
    rests = [f"{dose.rest_seconds} seconds"] * (dose.rest_seconds > 0)
    if dose.set_rest_seconds:
        rests.append(f"{dose.set_rest_seconds} seconds between sets")
    return ", ".join(rests)


def describe_minutes(seconds: int) -> str:
    """Return a time as somebody would say it: `about 3 minutes`. The script has the same rule."""
    if seconds < 45:
        return "less than a minute"
    minutes = (seconds + 29) // 60
    return "about 1 minute" if minutes == 1 else f"about {minutes} minutes"


def describe_seconds(least: int, most: int | None = None) -> str:
    """Return a time, or a range of times, exactly: `90 seconds`, `1 minute`, `20 to 30 seconds`."""
    most = least if most is None else most
    unit, size = ("minute", 60) if least % 60 == most % 60 == 0 else ("second", 1)
    amount = f"{least // size}" if least == most else f"{least // size} to {most // size}"
    return f"{amount} {unit}{'' if most == size else 's'}"


def _pauses(dose: Dose, new_set: bool) -> Iterator[tuple[Kind, str, int]]:
    """Yield what comes before the first hold of a side."""
    if new_set and dose.set_rest_seconds is not None:
        if dose.set_rest_seconds:
            yield "rest", "Rest", dose.set_rest_seconds
    elif dose.sides != "each":
        yield "rest", "Rest", max(dose.rest_seconds, change_seconds)
    if dose.sides == "each":
        yield "switch", "Change sides", change_seconds


def _phase(phase: Phase) -> PhaseData:
    data: PhaseData = {"label": phase.label, "seconds": _amount(phase.seconds)}
    return {**data, "backwards": True} if phase.backwards else data


def _amount(amount: Amount) -> AmountData:
    return {"timer": amount.timer, "lowest": amount.lowest, "highest": amount.highest}


def _range(amount: Amount) -> str:
    return f"{amount.least}" if amount.least == amount.most else f"{amount.least} to {amount.most}"


def _times(amount: Amount) -> str:
    return "once" if amount.most == 1 else f"{_range(amount)} times"


def describe_often(days: Amount, times: Amount) -> str:
    """Return how often: `every day`, `twice a day, 3 to 5 days a week`."""
    if days.least == 7:
        week = "every day"
    else:
        week = "one day a week" if days.most == 1 else f"{_range(days)} days a week"
    if times.most == 1:
        return week
    day = "twice" if times.least == times.most == 2 else f"{_range(times)} times"
    return f"{day} a day, {week}"


def _with_limb(dose: Dose) -> str:
    if dose.sides == "both":
        return f" with both {_plural(dose.limb)} at once" if dose.limb != "side" else ""
    which = {"each": "each", "one": "one"}.get(dose.sides, f"the {dose.sides}")
    only = "" if dose.sides == "each" else " only"
    return f" {'on' if dose.limb == 'side' else 'with'} {which} {dose.limb}{only}"


def _describe_repetitions(dose: Dose) -> Iterator[str]:
    several = dose.repetitions.most > 1
    if dose.paced:
        yield f"Do this {_pace(dose)}."
        if limb := _with_limb(dose):
            yield f"Do it{limb}."
        return
    yield from _describe_phases(dose.phases)
    if several or dose.sides != "both":
        yield f"Do this {_times(dose.repetitions)}{_with_limb(dose)}."
    if several and dose.rest_seconds:
        yield f"Rest {describe_seconds(dose.rest_seconds)} in between."


def _pace(dose: Dose) -> str:
    seconds = dose.phases[0].seconds
    slowly = ", slowly" if seconds.least >= slow_seconds else ""
    each = " each" if dose.repetitions.most > 1 else ""
    return f"{_times(dose.repetitions)}{slowly}: {_long(dose.phases[0])}{each}"


def _describe_phases(phases: tuple[Phase, ...]) -> list[str]:
    if len(phases) == 1:
        return [f"{phases[0].label} for {_long(phases[0])}."]
    return [f"{_labelled(phase)}." for phase in phases]


def _phases_briefly(phases: tuple[Phase, ...]) -> str:
    if len(phases) > 1:
        return ", ".join(map(_labelled, phases))
    phase = phases[0]
    return _long(phase) if phase.label == plain_hold else f"{phase.label} for {_long(phase)}"


def _labelled(phase: Phase) -> str:
    """The label stays as the author wrote it: bent into a sentence, not every one makes sense."""
    return f"{phase.label}: {_long(phase)}"


def _long(phase: Phase) -> str:
    return describe_seconds(phase.seconds.least, phase.seconds.most)


def _plural(limb: str) -> str:
    return plurals.get(limb, f"{limb}s")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
