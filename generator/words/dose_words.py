"""A dose in words: in sentences, as one line, and its times as somebody would say them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Amount, Dose, Phase

slow_seconds = 3
"""A repetition without a hold that takes as long as this is a slow one."""

plain_hold = "Hold"
plurals = {"foot": "feet"}


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


def _range(amount: Amount) -> str:
    return f"{amount.least}" if amount.least == amount.most else f"{amount.least} to {amount.most}"


def _times(amount: Amount) -> str:
    return "once" if amount.most == 1 else f"{_range(amount)} times"


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
