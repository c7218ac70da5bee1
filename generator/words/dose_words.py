"""A dose in words: in sentences, as one line, and its times as somebody would say them.

Each function takes the words of a language. Sentences are whole, so that a translator can turn
them round; the plural is that of the upper number of a range.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Amount, Dose, Phase
from generator.words import limbs
from generator.words.catalogue import Words

slow_seconds = 3
"""A repetition without a hold that takes as long as this is a slow one: a choice, so that the page
calls no quick movement slow."""


def describe_dose(dose: Dose, words: Words) -> str:
    """Return the dose in short plain sentences."""
    sentences = [*_describe_repetitions(dose, words)]
    if dose.sets.most > 1:
        sets = words.ngettext(
            "That is one set. Do %(number)s set.",
            "That is one set. Do %(number)s sets.",
            dose.sets.most,
        )
        sentences.append(sets % {"number": _range(dose.sets, words)})
        if dose.set_rest_seconds and dose.rests_wait:
            sentences.append(words.gettext("Rest between sets until you are ready."))
        elif dose.set_rest_seconds:
            rest = dose.set_rest_seconds
            time = say_seconds(rest, rest, words)
            # Translators: the time is one of those in the context "for".
            sentences.append(words.gettext("Rest %(time)s between sets.") % {"time": time})
    sentences.append(_say_often(dose.days_per_week, dose.times_per_day, words))
    return " ".join(sentences)


def shorten_dose(dose: Dose, words: Words, days: bool = True) -> str:
    """Return the dose as one line: `30 seconds · 2 to 3 times · each leg · every day`.

    Without *days* it leaves out how often: in a routine that is the routine's to say.
    """
    parts = []
    parts.append(_shorten_pace(dose, words) if dose.paced else _shorten_phases(dose, words))
    if dose.repetitions.most > 1 and not dose.paced:
        times = words.ngettext("%(number)s time", "%(number)s times", dose.repetitions.most)
        parts.append(times % {"number": _range(dose.repetitions, words)})
    if dose.sets.most > 1:
        sets = words.ngettext("%(number)s set", "%(number)s sets", dose.sets.most)
        parts.append(sets % {"number": _range(dose.sets, words)})
    if limb := limbs.in_line[dose.limb].get(dose.sides):
        parts.append(words.gettext(limb))
    if days:
        parts.append(describe_often(dose.days_per_week, dose.times_per_day, words))
    return " · ".join(parts)


def describe_rests(dose: Dose, words: Words) -> str:
    """Return the rests as one line, or nothing: `10 seconds, 1 minute between sets`."""
    if dose.rests_wait and (dose.rest_seconds or dose.set_rest_seconds):
        return words.gettext("until you are ready")
    rests = []
    if dose.rest_seconds:
        rests.append(describe_seconds(dose.rest_seconds, dose.rest_seconds, words))
    if dose.set_rest_seconds:
        time = say_seconds(dose.set_rest_seconds, dose.set_rest_seconds, words)
        # Translators: the time is one of those in the context "for".
        rests.append(words.gettext("%(time)s between sets") % {"time": time})
    return words.listed(rests)


def describe_minutes(seconds: int, words: Words) -> str:
    """Return a time as somebody would say it: `about 3 minutes`. The script has the same rule."""
    # A choice: three quarters are nearer to one minute than to none.
    if seconds < 45:
        return words.gettext("less than a minute")
    # Half a minute goes down: 90 seconds are about one.
    minutes = (seconds + 29) // 60
    about = words.ngettext("about %(minutes)s minute", "about %(minutes)s minutes", minutes)
    return about % {"minutes": minutes}


def describe_seconds(least: int, most: int, words: Words) -> str:
    """Return a time, or a range of times, exactly: `90 seconds`, `1 minute`, `20 to 30 seconds`."""
    least, most, of_minutes = _in_largest_unit(least, most)
    if of_minutes:
        time = words.ngettext("%(number)s minute", "%(number)s minutes", most)
    else:
        time = words.ngettext("%(number)s second", "%(number)s seconds", most)
    return time % {"number": _from_to(least, most, words)}


def say_seconds(least: int, most: int, words: Words) -> str:
    """Return the same time as it stands in a sentence, where many languages have another ending."""
    least, most, of_minutes = _in_largest_unit(least, most)
    if of_minutes:
        time = words.npgettext("for", "%(number)s minute", "%(number)s minutes", most)
    else:
        time = words.npgettext("for", "%(number)s second", "%(number)s seconds", most)
    return time % {"number": _from_to(least, most, words)}


def describe_often(days: Amount, times: Amount, words: Words) -> str:
    """Return how often: `every day`, `twice a day, 3 to 5 days a week`."""
    parts = []
    if times.most > 1:
        parts.append(_times_a_day(times, words) or words.gettext("twice a day"))
    if days.least == 7:
        parts.append(words.gettext("every day"))
    elif days.most == 1:
        parts.append(words.gettext("one day a week"))
    else:
        week = words.ngettext("%(number)s day a week", "%(number)s days a week", days.most)
        parts.append(week % {"number": _range(days, words)})
    return words.listed(parts)


def label_of(phase: Phase, words: Words) -> str:
    """Return what a phase is called: the author's own word, else the site's."""
    return phase.label if phase.named else words.gettext(phase.label)


def _say_often(days: Amount, times: Amount, words: Words) -> str:
    """Return how often as a sentence. Not the line with a capital: a sentence is turned round."""
    often = _times_a_day(times, words) or words.gettext("Twice a day")
    gaps = {"often": often, "number": _range(days, words)}
    if times.most == 1:
        if days.least == 7:
            return words.gettext("Every day.")
        if days.most == 1:
            return words.gettext("One day a week.")
        week = words.ngettext("%(number)s day a week.", "%(number)s days a week.", days.most)
        return week % gaps
    if days.least == 7:
        return words.gettext("%(often)s, every day.") % gaps
    if days.most == 1:
        return words.gettext("%(often)s, one day a week.") % gaps
    week = words.ngettext(
        "%(often)s, %(number)s day a week.", "%(often)s, %(number)s days a week.", days.most
    )
    return week % gaps


def _times_a_day(times: Amount, words: Words) -> str:
    """Return how many times a day; nothing for exactly two, which has a word of its own."""
    if times.least == times.most == 2:
        return ""
    daily = words.ngettext("%(number)s time a day", "%(number)s times a day", times.most)
    return daily % {"number": _range(times, words)}


def _describe_repetitions(dose: Dose, words: Words) -> Iterator[str]:
    most = dose.repetitions.most
    limb = words.gettext(limbs.in_sentence[dose.limb].get(dose.sides, ""))
    gaps = {"number": _range(dose.repetitions, words), "limb": limb}
    if dose.paced:
        yield _say_pace(dose, words)
        if limb:
            yield words.gettext("Do it %(limb)s.") % gaps
        return
    yield from _say_phases(dose.phases, words)
    if not limb and most > 1:
        yield words.ngettext("Do this %(number)s time.", "Do this %(number)s times.", most) % gaps
    elif most > 1:
        times = words.ngettext(
            "Do this %(number)s time %(limb)s.", "Do this %(number)s times %(limb)s.", most
        )
        yield times % gaps
    elif dose.sides != "both":
        yield words.gettext("Do this once %(limb)s.") % gaps
    if most > 1 and dose.rest_seconds and dose.rests_wait:
        yield words.gettext("Rest in between until you are ready.")
    elif most > 1 and dose.rest_seconds:
        time = say_seconds(dose.rest_seconds, dose.rest_seconds, words)
        # Translators: the time is one of those in the context "for".
        yield words.gettext("Rest %(time)s in between.") % {"time": time}


def _say_pace(dose: Dose, words: Words) -> str:
    slowly, most = dose.phases[0].seconds.least >= slow_seconds, dose.repetitions.most
    if most == 1 and slowly:
        pace = words.gettext("Do this once, slowly: %(time)s.")
    elif most == 1:
        pace = words.gettext("Do this once: %(time)s.")
    elif slowly:
        pace = words.ngettext(
            "Do this %(number)s time, slowly: %(time)s each.",
            "Do this %(number)s times, slowly: %(time)s each.",
            most,
        )
    else:
        pace = words.ngettext(
            "Do this %(number)s time: %(time)s each.",
            "Do this %(number)s times: %(time)s each.",
            most,
        )
    return pace % _pace_gaps(dose, words)


def _shorten_pace(dose: Dose, words: Words) -> str:
    slowly, most = dose.phases[0].seconds.least >= slow_seconds, dose.repetitions.most
    if most == 1 and slowly:
        pace = words.gettext("Once, slowly: %(time)s")
    elif most == 1:
        pace = words.gettext("Once: %(time)s")
    elif slowly:
        pace = words.ngettext(
            "%(number)s time, slowly: %(time)s each",
            "%(number)s times, slowly: %(time)s each",
            most,
        )
    else:
        pace = words.ngettext(
            "%(number)s time: %(time)s each", "%(number)s times: %(time)s each", most
        )
    return pace % _pace_gaps(dose, words)


def _pace_gaps(dose: Dose, words: Words) -> dict[str, str]:
    time = _time_of(dose.phases[0], words)
    return {"number": _range(dose.repetitions, words), "time": time}


def _say_phases(phases: tuple[Phase, ...], words: Words) -> Iterator[str]:
    """The label of an author is shown as one: in a sentence, not every one makes sense."""
    for phase in phases:
        seconds = phase.seconds
        if len(phases) == 1 and not phase.named:
            time = say_seconds(seconds.least, seconds.most, words)
            # Translators: the time is one of those in the context "for".
            yield words.gettext("Hold for %(time)s.") % {"time": time}
        else:
            gaps = {"label": label_of(phase, words), "time": _time_of(phase, words)}
            yield words.gettext("%(label)s: %(time)s.") % gaps


def _shorten_phases(dose: Dose, words: Words) -> str:
    first = dose.phases[0]
    if len(dose.phases) == 1 and not first.named:
        return _time_of(first, words)
    return words.listed(
        words.gettext("%(label)s: %(time)s")
        % {"label": label_of(phase, words), "time": _time_of(phase, words)}
        for phase in dose.phases
    )


def _time_of(phase: Phase, words: Words) -> str:
    return describe_seconds(phase.seconds.least, phase.seconds.most, words)


def _in_largest_unit(least: int, most: int) -> tuple[int, int, bool]:
    """Return a range of seconds in whole minutes, if it can be said so, and whether it can."""
    whole = least % 60 == most % 60 == 0
    size = 60 if whole else 1
    return least // size, most // size, whole


def _range(amount: Amount, words: Words) -> str:
    return _from_to(amount.least, amount.most, words)


def _from_to(least: int, most: int, words: Words) -> str:
    if least == most:
        return str(least)
    return words.gettext("%(least)s to %(most)s") % {"least": least, "most": most}
