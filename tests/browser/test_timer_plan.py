"""The script's arithmetic against Python's, and the parts of the timer that are plain functions."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, replace
from gettext import c2py
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from generator.model import Amount, Dose, Phase
from generator.words.catalogue import english
from generator.words.dose import dose_as_json, write_plan

from .conftest import make_dose, minified, part, timer_scripts

pytestmark = pytest.mark.browser


@pytest.fixture
def functions(context: BrowserContext) -> Page:
    """An empty page that knows the timer's functions."""
    page = context.new_page()
    page.add_script_tag(content=minified(timer_scripts))
    page.evaluate(
        "index => { document.documentElement.dataset.pluralIndex = index }", english.plural_index
    )
    return page


def random_amount(chance: random.Random, most: int) -> Amount:
    lowest, least, timer, more, highest = sorted(chance.choices(range(1, most + 1), k=5))
    return Amount(least, more, timer, lowest, highest)


def random_dose(chance: random.Random) -> Dose:
    paced = chance.random() < 0.3
    count = 1 if paced else chance.randint(1, 3)
    labels = chance.sample(["Hold", "Clockwise", "Up", "“Slowly” & <down>"], count)
    return Dose(
        tuple(Phase(label, random_amount(chance, 90), chance.random() < 0.3) for label in labels),
        random_amount(chance, 10),
        random_amount(chance, 4),
        chance.choice(["each", "both", "one", "left", "right"]),
        chance.choice(["leg", "foot", "side"]),
        0 if paced else chance.choice([0, 0, 3, 10, 30]),
        random_amount(chance, 7),
        random_amount(chance, 3),
        chance.choice([None, None, 0, 20, 90]),
        paced=paced,
    )


def amounts_of(dose: Dose) -> list[Amount]:
    return [*(phase.seconds for phase in dose.phases), dose.repetitions, dose.sets]


def choose(dose: Dose, numbers: list[int], side: str) -> Dose:
    """Return the dose with a reader's numbers, each within its limits, and side."""
    held = [
        replace(amount, timer=min(amount.highest, max(amount.lowest, number)))
        for amount, number in zip(amounts_of(dose), numbers, strict=True)
    ]
    phases = tuple(replace(p, seconds=s) for p, s in zip(dose.phases, held, strict=False))
    sides = side if dose.sides == "one" and side in {"left", "right"} else dose.sides
    return replace(dose, phases=phases, repetitions=held[-2], sets=held[-1], sides=sides)


def test_the_script_and_python_write_the_same_plan_for_500_doses(functions: Page) -> None:
    chance = random.Random(4)
    doses = [random_dose(chance) for _ in range(500)]
    told = functions.evaluate(
        "doses => JSON.stringify(JSON.parse(doses).map(writePlan))",
        json.dumps([dose_as_json(dose, english) for dose in doses]),
    )
    for dose, plan in zip(doses, json.loads(told), strict=True):
        assert plan == [asdict(step) for step in write_plan(dose)]


def test_a_changed_dose_is_written_out_alike_and_kept_within_its_limits(functions: Page) -> None:
    chance = random.Random(5)
    pairs = []
    for _ in range(500):
        dose = random_dose(chance)
        numbers = [chance.randint(1, 100) for _ in amounts_of(dose)]
        pairs.append((dose, numbers, chance.choice(["left", "right", "both", "up", ""])))
    told = functions.evaluate(
        """pairs => JSON.stringify(JSON.parse(pairs).map(
            ([dose, choice]) => writePlan(chooseDose(dose, choice))
        ))""",
        json.dumps(
            [[dose_as_json(dose, english), [*numbers, side]] for dose, numbers, side in pairs]
        ),
    )
    for choice, plan in zip(pairs, json.loads(told), strict=True):
        assert plan == [asdict(step) for step in write_plan(choose(*choice))]


@pytest.mark.parametrize("broken", ["[]", '["a", null, {}]', "[1e9, -5, 0.4]", "[1, 2]"])
def test_a_remembered_dose_that_makes_no_sense_stays_within_the_limits(
    functions: Page, broken: str
) -> None:
    dose = Dose(
        (Phase("Hold", Amount(30, 30, 30, 10, 60)),),
        Amount(2, 3, 2, 1, 5), Amount(1, 1, 1, 1, 1), "each", "leg", 10, Amount(7, 7, 7, 7, 7),
    )  # fmt: skip
    kept = functions.evaluate(
        "([dose, choice]) => numbersOf(chooseDose(dose, JSON.parse(choice)))",
        [dose_as_json(dose, english), broken],
    )
    for number, amount in zip(kept, amounts_of(dose), strict=True):
        assert amount.lowest <= number <= amount.highest


@pytest.mark.parametrize(
    ("passed", "wall", "hidden", "lived"),
    [
        (100, 100, False, 100),
        (100, 103, False, 100),
        (100, 3_600_100, False, 100),  # somebody set the clock
        (100, -3_599_900, False, 100),
        (100, -3_599_900, True, 100),
        (100, 14_100, True, 14_100),  # asleep: the monotonic clock stood still
        (14_000, 14_000, True, 14_000),  # asleep: it went on
        (1000, 1200, True, 1000),  # noise
    ],
)
def test_the_time_that_passed_is_told_from_two_clocks(
    functions: Page, passed: float, wall: float, hidden: bool, lived: float
) -> None:
    told = functions.evaluate(
        """([mono, wall, hidden]) => timeBetween(
            { mono: 50, wall: 1e12, hidden }, { mono: 50 + mono, wall: 1e12 + wall, hidden: false }
        )""",
        [passed, wall, hidden],
    )
    assert told == lived


def test_the_last_three_seconds_tick_and_long_holds_are_never_silent(functions: Page) -> None:
    for seconds in (1, 3, 10, 20, 30, 45, 60, 90, 120, 600):
        cues: list[list[Any]] = functions.evaluate(
            "length => cuesWithin(length, 'end')", seconds * 1000
        )
        times = sorted(at for at, _ in cues)
        assert [at for at, name in cues if name == "end"] == [seconds * 1000]
        assert all(at > 0 for at in times)
        for left in (1, 2, 3):
            assert (seconds - left) * 1000 in times or left >= seconds
        assert max(b - a for a, b in zip([0, *times], times, strict=False)) <= 25_000


def test_the_three_sounds_are_unmistakably_different(functions: Page) -> None:
    sounds = functions.evaluate("sounds")
    melodies = [[tone[1] for tone in sounds[name]] for name in ("start", "switch", "end")]
    assert melodies[0] == sorted(melodies[0])  # rises
    assert len(melodies[1]) == 6  # to and fro, three times
    lengths = [max(tone[0] + tone[2] for tone in sounds[name]) for name in sounds if sounds[name]]
    assert len(set(lengths)) == len(lengths)
    ticks = max(tone[3] for tone in sounds["tick"])
    assert all(tone[3] > ticks for name in ("start", "switch", "end") for tone in sounds[name])


def test_the_words_of_an_author_stay_as_they_are_written(functions: Page) -> None:
    names = ("Beine kreisen", "Fersen zum Gesäß")
    once = Amount(1, 1, 1, 1, 1)
    ten = Amount(10, 10, 10, 1, 20)
    dose = Dose(tuple(Phase(name, ten) for name in names), once, once, "both", "leg", 0, once)
    told = functions.evaluate(
        """([dose, words]) => [
            describeChoice(dose, words), ...writePlan(dose).map((step) => nextWords(step, words))
        ]""",
        [dose_as_json(dose, english), part("hold_timer").script_words],
    )
    assert told == [
        "Beine kreisen: 10 seconds, Fersen zum Gesäß: 10 seconds",
        "Next: Get ready, 5 seconds",
        "Next: Beine kreisen, 10 seconds",
        "Next: Fersen zum Gesäß, 10 seconds",
    ]


def test_a_pace_that_the_reader_chose_is_said(functions: Page) -> None:
    dose = dose_as_json(make_dose(4, repetitions=10, sides="left", paced=True), english)
    told = functions.evaluate(
        "([dose, words]) => describeChoice(dose, words)", [dose, part("hold_timer").script_words]
    )
    assert told == "4 seconds each, 10 times, left foot only"


polish = "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"


@pytest.mark.parametrize("rule", ["n != 1", "0", "n > 1", polish])
def test_a_number_takes_the_form_that_its_language_has_for_it(functions: Page, rule: str) -> None:
    index = replace(english, plural_rule=rule).plural_index
    told = functions.evaluate(
        """index => {
            document.documentElement.dataset.pluralIndex = index
            const forms = ["0: %(count)s", "1: %(count)s", "2: %(count)s"]
            return Array.from({ length: 1000 }, (_, count) => say(forms, { count }))
        }""",
        index,
    )
    form = c2py(rule)
    assert told == [f"{form(number)}: {number}" for number in range(1000)]


def test_what_fills_a_gap_is_taken_as_it_is(functions: Page) -> None:
    gaps = {"label": "$& 100 %(count)s", "count": 3}
    told = functions.evaluate("gaps => say('%(label)s, %(count)s, %(label)s', gaps)", gaps)
    assert told == "$& 100 %(count)s, 3, $& 100 %(count)s"
