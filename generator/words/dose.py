"""A dose, written out as a plan and as a time.

Everything that says how an exercise is done (the minutes on the home page, the timer, the sheet)
comes from here, and in words from `dose_words`. `static/js/hold-timer/plan.js` expands a dose again
when the reader has changed it; a test proves that both expansions agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal, NotRequired, TypedDict

from generator.model import Amount, Dose, Phase
from generator.words.catalogue import Words
from generator.words.dose_words import label_of
from generator.words.limbs import as_name, in_line

Kind = Literal["ready", "hold", "rest", "switch"]
Side = Literal["left", "right", "both", "one"]

ready_seconds = 5
"""To get into position before the first hold of each side."""
change_seconds = 10
"""What changing sides, or a pause between sets, takes; the timer itself waits until ready."""
break_seconds = 20
"""What getting from one exercise of a routine to the next takes; the timer waits here too.

These three are choices. With them all ten exercises take 20 minutes, as a copy of their source says
(content/routines/all-ten.md); 12 of these are holds."""


@dataclass(frozen=True, slots=True)
class Step:
    """One timed part of a plan.

    *side*, *repetition* and *set* are those of the hold that is going on or comes next, counted
    from 1. *label* is the phase's own, for a hold ("Hold", "Clockwise"); what the other kinds are
    called says the timer. A *paced* hold is a repetition that moves.
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

    *names* are what the timer calls each side, and *place* says where that side goes; *limbs* what
    a line has for the sides, and for those that a reader may pick.
    """

    phases: list[PhaseData]
    repetitions: AmountData
    sets: AmountData
    sides: str
    limbs: dict[str, str]
    names: dict[str, str]
    rest: int
    ready: int
    change: int
    setRest: NotRequired[int]
    restsWait: NotRequired[Literal[True]]
    paced: NotRequired[Literal[True]]
    place: NotRequired[str]


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
                if dose.rest_seconds:
                    plan.append(Step("rest", "", dose.rest_seconds, *place))
            else:
                if plan:
                    for kind, seconds in _pauses(dose, side == sides[0]):
                        plan.append(Step(kind, "", seconds, *place))
                plan.append(Step("ready", "", ready_seconds, *place))
            plan += [
                Step("hold", phase.label, phase.seconds.timer, *place, phase.backwards, dose.paced)
                for phase in dose.phases
            ]
    return tuple(plan)


# Each page, card and list asks, and many exercises share a dose.
@lru_cache(maxsize=1000)
def total_seconds(dose: Dose) -> int:
    """Return how long the whole dose takes with getting ready, rests and changes of sides."""
    return sum(step.seconds for step in write_plan(dose))


def routine_seconds(doses: Iterable[Dose]) -> int:
    """Return how long the doses take one after the other, with a break between two of them."""
    totals = [total_seconds(dose) for dose in doses]
    return sum(totals) + break_seconds * max(0, len(totals) - 1)


def dose_as_json(dose: Dose, words: Words) -> DoseData:
    """Return what the script is told: with it, it can write the same plan."""
    data: DoseData = {
        "phases": [_phase(phase, words) for phase in dose.phases],
        "repetitions": _amount(dose.repetitions),
        "sets": _amount(dose.sets),
        "sides": dose.sides,
        "limbs": _limbs(dose, words),
        "names": _names(dose, words),
        "rest": dose.rest_seconds,
        "ready": ready_seconds,
        "change": change_seconds,
    }
    if dose.set_rest_seconds is not None:
        data["setRest"] = dose.set_rest_seconds
    if dose.rests_wait:
        data["restsWait"] = True
    if dose.paced:
        data["paced"] = True
    if dose.limb_place:
        data["place"] = dose.limb_place
    return data


def _pauses(dose: Dose, new_set: bool) -> Iterator[tuple[Kind, int]]:
    """Yield what comes before the first hold of a side."""
    if new_set and dose.set_rest_seconds is not None:
        if dose.set_rest_seconds:
            yield "rest", dose.set_rest_seconds
    elif dose.sides != "each":
        yield "rest", max(dose.rest_seconds, change_seconds)
    if dose.sides == "each":
        yield "switch", change_seconds


def _phase(phase: Phase, words: Words) -> PhaseData:
    data: PhaseData = {"label": label_of(phase, words), "seconds": _amount(phase.seconds)}
    return {**data, "backwards": True} if phase.backwards else data


def _limbs(dose: Dose, words: Words) -> dict[str, str]:
    """Return what a line calls the sides of a dose, if not both, and those that may be picked."""
    sides = {"both": (), "one": ("one", "left", "right")}.get(dose.sides, (dose.sides,))
    return {side: words.gettext(in_line[dose.limb][side]) for side in sides}


def _names(dose: Dose, words: Words) -> dict[str, str]:
    """Return what each side is called."""
    if dose.sides == "both":
        return {}
    return {side: words.gettext(as_name[dose.limb][side]) for side in ("left", "right")}


def _amount(amount: Amount) -> AmountData:
    return {"timer": amount.timer, "lowest": amount.lowest, "highest": amount.highest}
