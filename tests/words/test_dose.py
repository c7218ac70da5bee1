from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Amount, Dose, Phase, Sides
from generator.words.catalogue import english
from generator.words.dose import (
    change_seconds,
    dose_as_json,
    ready_seconds,
    routine_seconds,
    total_seconds,
    write_plan,
)
from generator.words.dose_words import (
    describe_dose,
    describe_minutes,
    describe_seconds,
    shorten_dose,
)
from generator.words.limbs import as_name


def amount(least: int, most: int | None = None, timer: int | None = None) -> Amount:
    most = least if most is None else most
    return Amount(least, most, timer or least, least, most)


def dose_of(
    *phases: tuple[str, Amount],
    repetitions: Amount | None = None,
    sets: Amount | None = None,
    sides: Sides = "each",
    limb: str = "leg",
    rest: int = 0,
    days: Amount | None = None,
    times: Amount | None = None,
    set_rest: int | None = None,
    paced: bool = False,
) -> Dose:
    return Dose(
        tuple(
            Phase(label, seconds, named=label not in ("Hold", "Move")) for label, seconds in phases
        ),
        repetitions or amount(1),
        sets or amount(1),
        sides,
        limb,
        rest,
        days or amount(7),
        times or amount(1),
        set_rest,
        paced,
    )


calf = dose_of(("Hold", amount(30)), repetitions=amount(2), rest=10)

amounts = st.integers(1, 6).flatmap(
    lambda least: st.builds(
        lambda more, timer: Amount(
            least, least + more, min(least + more, least + timer), least, least + more
        ),
        st.integers(0, 3),
        st.integers(0, 3),
    )
)
doses = st.builds(
    Dose,
    st.lists(
        st.builds(Phase, st.sampled_from(["Hold", "Clockwise"]), amounts), min_size=1, max_size=3
    ).map(tuple),
    amounts,
    amounts,
    st.sampled_from(["each", "both", "one", "left", "right"]),
    st.sampled_from(["leg", "foot", "side"]),
    st.integers(0, 30),
    st.integers(1, 7).map(amount),
    st.integers(1, 3).map(amount),
    st.none() | st.integers(0, 60),
    st.booleans(),
)


@pytest.mark.parametrize(("rest", "pause"), [(0, 10), (3, 10), (10, 10), (45, 45)])
def test_the_pause_between_sets_is_a_rest_and_never_shorter_than_a_change(
    rest: int, pause: int
) -> None:
    plan = write_plan(dose_of(("Hold", amount(5)), sets=amount(2), sides="both", rest=rest))
    told = [(step.kind, step.seconds) for step in plan]
    assert told == [("ready", 5), ("hold", 5), ("rest", pause), ("ready", 5), ("hold", 5)]


def test_a_dose_is_written_out_side_by_side() -> None:
    told = [(step.kind, step.side, step.repetition, step.seconds) for step in write_plan(calf)]
    assert told == [
        ("ready", "left", 1, 5),
        ("hold", "left", 1, 30),
        ("rest", "left", 2, 10),
        ("hold", "left", 2, 30),
        ("switch", "right", 1, 10),
        ("ready", "right", 1, 5),
        ("hold", "right", 1, 30),
        ("rest", "right", 2, 10),
        ("hold", "right", 2, 30),
    ]


def test_phases_follow_each_other_without_a_rest_between_them() -> None:
    circles = dose_of(
        ("Clockwise", amount(10)),
        ("Anticlockwise", amount(12)),
        repetitions=amount(2),
        sides="both",
    )
    told = [(step.kind, step.label, step.seconds) for step in write_plan(circles)]
    assert told == [
        ("ready", "", 5),
        ("hold", "Clockwise", 10),
        ("hold", "Anticlockwise", 12),
        ("hold", "Clockwise", 10),
        ("hold", "Anticlockwise", 12),
    ]


def test_sets_begin_again_on_the_left_side() -> None:
    plan = write_plan(dose_of(("Hold", amount(5)), sets=amount(2)))
    assert [(step.set, step.side) for step in plan if step.kind == "hold"] == [
        (1, "left"),
        (1, "right"),
        (2, "left"),
        (2, "right"),
    ]
    assert [step.side for step in plan if step.kind == "switch"] == ["right", "left", "right"]


def test_a_pause_between_sets_of_both_sides_is_a_rest() -> None:
    plan = write_plan(dose_of(("Hold", amount(5)), sets=amount(2), sides="both", rest=15))
    assert [step.kind for step in plan] == ["ready", "hold", "rest", "ready", "hold"]
    assert plan[2].seconds == 15


def kinds_of(dose: Dose) -> list[tuple[str, int]]:
    return [(step.kind, step.seconds) for step in write_plan(dose) if step.set == 2]


@pytest.mark.parametrize(("given", "pauses"), [(None, [15]), (60, [60]), (5, [5]), (0, [])])
def test_a_rest_between_sets_of_its_own_takes_the_place_of_the_other(
    given: int | None, pauses: list[int]
) -> None:
    dose = dose_of(("Hold", amount(5)), sets=amount(2), sides="both", rest=15, set_rest=given)
    rests = [("rest", seconds) for seconds in pauses]
    assert kinds_of(dose) == [*rests, ("ready", 5), ("hold", 5)]


def test_a_rest_between_sets_comes_before_the_change_of_sides() -> None:
    dose = dose_of(("Hold", amount(5)), sets=amount(2), set_rest=60)
    once = [("switch", 10), ("ready", 5), ("hold", 5)]
    assert kinds_of(dose) == [("rest", 60), *once, *once]


def test_repetitions_without_a_hold_follow_each_other_at_their_pace() -> None:
    dose = dose_of(("Move", amount(4)), repetitions=amount(3), sides="both", paced=True)
    plan = write_plan(dose)
    assert [(step.kind, step.seconds, step.repetition) for step in plan] == [
        ("ready", 5, 1), ("hold", 4, 1), ("hold", 4, 2), ("hold", 4, 3),
    ]  # fmt: skip
    assert [step.paced for step in plan] == [False, True, True, True]


def test_the_timer_uses_its_own_number_of_a_range() -> None:
    plan = write_plan(dose_of(("Hold", amount(20, 30, 25)), repetitions=amount(2, 3, 3)))
    holds = [step for step in plan if step.kind == "hold"]
    assert [step.seconds for step in holds] == [25] * 6
    assert {step.repetitions for step in holds} == {3}


@given(doses)
@settings(max_examples=200)
def test_both_sides_get_the_same_time_and_every_hold_is_there(dose: Dose) -> None:
    plan = write_plan(dose)
    holds = [step for step in plan if step.kind == "hold"]
    each = dose.repetitions.timer * dose.sets.timer * sum(p.seconds.timer for p in dose.phases)
    sides = ["left", "right"] if dose.sides == "each" else [dose.sides]
    for side in sides:
        assert sum(step.seconds for step in holds if step.side == side) == each
    assert {step.side for step in plan} == set(sides)


@given(doses)
@settings(max_examples=200)
def test_sides_never_change_without_time_to_get_ready(dose: Dose) -> None:
    plan = write_plan(dose)
    assert plan[0].kind == "ready"
    assert plan[-1].kind == "hold"
    for before, after in pairwise(plan):
        if before.side != after.side:
            assert after.kind in {"rest", "switch"}
        if before.kind == "switch":
            assert (after.kind, after.side) == ("ready", before.side)


def test_the_total_counts_getting_ready_rests_and_changing_sides() -> None:
    assert total_seconds(calf) == 2 * (ready_seconds + 30 + 10 + 30) + change_seconds


def test_a_routine_takes_its_doses_and_the_breaks_between_them() -> None:
    assert routine_seconds([]) == 0
    assert routine_seconds([calf]) == total_seconds(calf)
    assert routine_seconds([calf, calf]) == 2 * total_seconds(calf) + 20


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (
            dose_of(("Hold", amount(30)), repetitions=amount(2, 3), rest=10),
            "Hold for 30 seconds. Do this 2 to 3 times with each leg. "
            "Rest 10 seconds in between. Every day.",
        ),
        (
            dose_of(
                ("Clockwise", amount(10)),
                ("Anticlockwise", amount(10)),
                repetitions=amount(2, 3),
                limb="foot",
                days=amount(3, 5),
            ),
            "Clockwise: 10 seconds. Anticlockwise: 10 seconds. "
            "Do this 2 to 3 times with each foot. 3 to 5 days a week.",
        ),
        (
            dose_of(
                ("Swing forwards and back", amount(20)),
                ("Swing from side to side", amount(20)),
                limb="side",
            ),
            "Swing forwards and back: 20 seconds. Swing from side to side: 20 seconds. "
            "Do this once on each side. Every day.",
        ),
        (
            dose_of(("Up", amount(5)), ("Down", amount(5)), ("Apart", amount(5, 10))),
            "Up: 5 seconds. Down: 5 seconds. Apart: 5 to 10 seconds. "
            "Do this once with each leg. Every day.",
        ),
        (
            dose_of(("Walk on tiptoe", amount(20)), sides="both", limb="side", days=amount(3)),
            "Walk on tiptoe: 20 seconds. 3 days a week.",
        ),
        (
            dose_of(
                ("Hold", amount(3)), repetitions=amount(10), sides="both", limb="foot", rest=3,
                sets=amount(2, 3), days=amount(1),
            ),
            "Hold for 3 seconds. Do this 10 times with both feet at once. "
            "Rest 3 seconds in between. That is one set. Do 2 to 3 sets. One day a week.",
        ),
        (
            dose_of(("Hold", amount(5)), sides="both", limb="side", times=amount(2)),
            "Hold for 5 seconds. Twice a day, every day.",
        ),
        (
            dose_of(("Hold", amount(5)), sides="both", limb="side", days=amount(5),
                    times=amount(2, 3)),
            "Hold for 5 seconds. 2 to 3 times a day, 5 days a week.",
        ),
        (
            dose_of(("Hold", amount(5)), sides="both", limb="side", sets=amount(3), set_rest=60),
            "Hold for 5 seconds. That is one set. Do 3 sets. Rest 1 minute between sets. "
            "Every day.",
        ),
        (
            dose_of(("Move", amount(4)), sides="both", limb="side", repetitions=amount(10),
                    paced=True),
            "Do this 10 times, slowly: 4 seconds each. Every day.",
        ),
        (
            dose_of(("Move", amount(3, 5)), repetitions=amount(8, 12), sets=amount(2), paced=True),
            "Do this 8 to 12 times, slowly: 3 to 5 seconds each. Do it with each leg. "
            "That is one set. Do 2 sets. Every day.",
        ),
        (
            dose_of(("Hold", amount(5)), sides="one", repetitions=amount(3)),
            "Hold for 5 seconds. Do this 3 times with one leg only. Every day.",
        ),
        (
            dose_of(("Hold", amount(5)), sides="left"),
            "Hold for 5 seconds. Do this once with the left leg only. Every day.",
        ),
        (
            dose_of(("Hold", amount(5)), sides="right", limb="side"),
            "Hold for 5 seconds. Do this once on the right side only. Every day.",
        ),
        (
            dose_of(("Hold", amount(60, 120)), limb="side", rest=10),
            "Hold for 1 to 2 minutes. Do this once on each side. Every day.",
        ),
    ],
)  # fmt: skip
def test_a_dose_is_said_in_plain_words(dose: Dose, words: str) -> None:
    assert describe_dose(dose, english) == words


@pytest.mark.parametrize(
    ("dose", "line"),
    [
        (
            dose_of(("Hold", amount(30)), repetitions=amount(2, 3)),
            "30 seconds · 2 to 3 times · each leg · every day",
        ),
        (
            dose_of(("Clockwise", amount(10)), ("Anticlockwise", amount(10)), sets=amount(2)),
            "Clockwise: 10 seconds, Anticlockwise: 10 seconds · 2 sets · each leg · every day",
        ),
        (
            dose_of(("Beine kreisen", amount(5)), ("Fersen zum Gesäß", amount(9)), sides="both"),
            "Beine kreisen: 5 seconds, Fersen zum Gesäß: 9 seconds · both legs · every day",
        ),
        (
            dose_of(("Walk on tiptoe", amount(20)), sides="both", limb="foot", days=amount(3)),
            "Walk on tiptoe: 20 seconds · both feet · 3 days a week",
        ),
        (
            dose_of(("Move", amount(4)), repetitions=amount(10), paced=True),
            "10 times, slowly: 4 seconds each · each leg · every day",
        ),
        (
            dose_of(("Move", amount(2)), repetitions=amount(10), sides="both", paced=True),
            "10 times: 2 seconds each · both legs · every day",
        ),
        (dose_of(("Hold", amount(5)), sides="one"), "5 seconds · one leg only · every day"),
        (dose_of(("Hold", amount(5)), sides="left"), "5 seconds · left leg only · every day"),
        (
            dose_of(("Hold", amount(5)), days=amount(1), times=amount(3)),
            "5 seconds · each leg · 3 times a day, one day a week",
        ),
    ],
)
def test_a_dose_fits_on_one_line(dose: Dose, line: str) -> None:
    assert shorten_dose(dose, english) == line


@given(doses)
@settings(max_examples=100)
def test_no_sentence_of_a_dose_is_longer_than_twenty_words(dose: Dose) -> None:
    assert all(len(sentence.split()) <= 20 for sentence in describe_dose(dose, english).split("."))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (10, "less than a minute"),
        (44, "less than a minute"),
        (45, "about 1 minute"),
        (89, "about 1 minute"),
        (91, "about 2 minutes"),
        (160, "about 3 minutes"),
        (1230, "about 20 minutes"),
    ],
)
def test_minutes_are_rounded_as_somebody_would_say_them(seconds: int, words: str) -> None:
    assert describe_minutes(seconds, english) == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, 1, "1 second"),
        (30, 30, "30 seconds"),
        (60, 60, "1 minute"),
        (90, 90, "90 seconds"),
        (30, 60, "30 to 60 seconds"),
        (60, 120, "1 to 2 minutes"),
    ],
)
def test_seconds_are_said_exactly(least: int, most: int, words: str) -> None:
    assert describe_seconds(least, most, english) == words


def test_the_script_is_told_all_that_it_needs_to_write_the_plan() -> None:
    assert dose_as_json(calf, english) == {
        "phases": [{"label": "Hold", "seconds": {"timer": 30, "lowest": 30, "highest": 30}}],
        "repetitions": {"timer": 2, "lowest": 2, "highest": 2},
        "sets": {"timer": 1, "lowest": 1, "highest": 1},
        "sides": "each",
        "limbs": {"each": "each leg"},
        "names": {"left": "Left leg", "right": "Right leg"},
        "rest": 10,
        "ready": 5,
        "change": 10,
    }


@pytest.mark.parametrize("limb", as_name)
def test_the_script_is_told_what_each_side_is_called(limb: str) -> None:
    one = dose_as_json(replace(calf, sides="one", limb=limb, limb_place="at the back"), english)
    assert one["names"] == {"left": f"Left {limb}", "right": f"Right {limb}"}
    assert one["place"] == "at the back"
    assert one["limbs"] == {side: f"{side} {limb} only" for side in ("one", "left", "right")}
    both = dose_as_json(replace(calf, sides="both", limb=limb), english)
    assert both["names"] == both["limbs"] == {}
