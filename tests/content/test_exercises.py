"""What is wrong with the fields of an exercise is said once, and in the author's own words."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.model import Amount


def test_a_range_without_its_timer_lacks_nothing_else(knee, problems_of):
    text = knee[PurePosixPath("content/exercises/half-squat.md")].decode()
    changed = text.replace(
        "repetitions: {from: 8, to: 12, timer: 10}", "repetitions: {from: 8, to: 12}"
    )
    assert changed != text
    (found,) = problems_of({"exercises/half-squat.md": changed})
    assert "dose.repetitions.timer is missing; write timer: ..." in found


@pytest.mark.parametrize(
    ("word", "meant"), [("sitting", "chair"), ("Standing", "standing"), ("face down", "prone")]
)
def test_a_position_in_other_words_is_asked_back(knee, problems_of, word, meant):
    text = knee[PurePosixPath("content/exercises/half-squat.md")].decode()
    changed = text.replace("position: standing", f"position: {word}")
    (problem,) = problems_of({"exercises/half-squat.md": changed})
    assert problem.endswith(f'did you mean "{meant}"?')


def test_how_often_a_day_is_said_on_the_page_the_sheet_and_in_the_data(build_knee):
    days = "days_per_week: 7"
    _, tree = build_knee("exercises/heel-slide.md", (days, f"{days}\n  times_per_day: 2"))
    page = tree[PurePosixPath("exercises/heel-slide.html")].decode()
    assert "Twice a day, every day.</p>" in page
    assert "each side · twice a day, every day</span>" in page
    assert '"activityFrequency": "twice a day, every day"' in page
    assert page.count("<td></td>") == 2 * 2 * 14


def test_how_often_a_day_a_routine_is_done_is_its_own_to_say(build_knee):
    days = "days_per_week: 7"
    _, tree = build_knee("routines/morning.md", (days, f"{days}\ntimes_per_day: 3"))
    page = tree[PurePosixPath("routines/morning.html")].decode()
    assert "<dd>3 times a day, every day</dd>" in page
    assert 'data-times="3"' in page
    assert page.count("<td></td>") == 3 * 3 * 14


def test_a_rest_between_sets_holds_in_a_routine_too_unless_it_says_another(build_knee):
    sets = "sets: 2"
    site, tree = build_knee("exercises/half-squat.md", (sets, f"{sets}\n  set_rest_seconds: 60"))
    (squat,) = (each for each in site.exercises if each.slug == "half-squat")
    assert squat.dose.set_rest_seconds == 60
    assert site.routines[0].items[1].dose.set_rest_seconds == 60
    page = tree[PurePosixPath("exercises/half-squat.html")].decode()
    assert '"restPeriods": "2 seconds, 1 minute between sets"' in page
    assert "Rest 1 minute between sets." in page


def test_rests_that_wait_are_said_and_hold_in_a_routine_too_unless_it_says_otherwise(build_knee):
    waits = ("sets: 2", "sets: 2\n  set_rest_seconds: 60\n  rests_wait: yes")
    _, tree = build_knee("exercises/half-squat.md", waits)
    page = tree[PurePosixPath("exercises/half-squat.html")].decode()
    assert "Rest in between until you are ready. That is one set. Do 2 sets." in page
    assert "Do 2 sets. Rest between sets until you are ready." in page
    assert '"restPeriods": "until you are ready"' in page
    assert '"restsWait": true' in page
    routine = PurePosixPath("routines/morning.html")
    assert tree[routine].decode().count('"restsWait": true') == 1
    _, tree = build_knee(
        "routines/morning.md", ("{repetitions: 5", "{rests_wait: yes, repetitions: 5")
    )
    assert tree[routine].decode().count('"restsWait": true') == 1
    assert b"restsWait" not in tree[PurePosixPath("exercises/half-squat.html")]


def test_a_routine_may_turn_a_hold_into_a_movement_and_back(build_knee):
    pace = "{repetition_seconds: 4, repetitions: 5"
    site, tree = build_knee("routines/morning.md", ("{repetitions: 5", pace))
    dose = site.routines[0].items[1].dose
    assert (dose.paced, dose.rest_seconds) == (True, 0)
    page = tree[PurePosixPath("routines/morning.html")].decode()
    assert "5 times, slowly: 4 seconds each</p>" in page
    own = ("hold_seconds: 3", "repetition_seconds: 4"), ("  rest_seconds: 2\n", "")
    site, _ = build_knee("exercises/half-squat.md", *own)
    assert site.routines[0].items[1].dose.paced


def test_a_reader_may_change_the_pace_within_its_limits(build_knee):
    limits = "repetition_seconds: 4\n  limits: {repetition_seconds: {from: 2, to: 8}}"
    own = ("hold_seconds: 3", limits), ("  rest_seconds: 2\n", "")
    site, _ = build_knee("exercises/half-squat.md", *own)
    (squat,) = (each for each in site.exercises if each.slug == "half-squat")
    assert squat.dose.phases[0].seconds == Amount(4, 4, 4, 2, 8)


def test_a_routine_may_limit_a_hold_or_a_pace_that_it_leaves_as_it_is(build_knee):
    limits = "limits: {hold_seconds: {from: 2, to: 8}}, repetitions: 5"
    site, _ = build_knee("routines/morning.md", ("repetitions: 5", limits))
    assert site.routines[0].items[1].dose.phases[0].seconds == Amount(3, 3, 3, 2, 8)


def test_a_routine_offers_the_choice_of_a_side_where_one_of_its_exercises_needs_it(build_knee):
    morning = PurePosixPath("routines/morning.html")
    for sides, times in (("one", 1), ("left", 0)):
        _, tree = build_knee("exercises/heel-slide.md", ("sides: each", f"sides: {sides}"))
        assert tree[morning].decode().count("Which side?") == times


@pytest.mark.parametrize(
    ("dose", "problem"),
    [
        ("repetitions: 20\u201330", "dose.repetitions is text"),
        ("repetitions: {from: 3, to: 2, timer: 2}", "dose.repetitions.from is more than to"),
        ("repetitions: {from: 3, to: 8, timer: 9}", "dose.repetitions.timer is 9"),
        ("repetitions: {from: 3, to: x, timer: 9}", "dose.repetitions.to is text"),
        ("repetitions: {to: 8, timer: 9}", "dose.repetitions.from is missing"),
        ("", "dose.repetitions is missing"),
    ],
)
def test_nothing_else_is_held_against_a_mistaken_amount(knee, problems_of, dose, problem):
    path = "exercises/half-squat.md"
    usual = "repetitions: {from: 8, to: 12, timer: 10}\n"
    text = knee[PurePosixPath("content", path)].decode()
    limits = "limits: {repetitions: {from: 40, to: 50}, sets: {from: 1, to: 20}}\n"
    changed = text.replace(usual, f"{dose}\n  {limits}")
    assert changed != text
    routine = """---
title: A
order: 9
summary: B.
days_per_week: 3
exercises:
  - exercise: half-squat
    dose: {limits: {repetitions: {from: 60, to: 70}}}
---
"""
    (found,) = problems_of({path: changed, "routines/a.md": routine})
    assert f": {problem}" in found


@pytest.mark.parametrize("limit", ["{from: 1, to: x}", "{from: x, to: 20}", "{from: 1}"])
def test_nothing_else_is_held_against_a_mistaken_limit(knee, problems_of, limit):
    path = "exercises/half-squat.md"
    text = knee[PurePosixPath("content", path)].decode()
    limits = f"limits: {{repetitions: {{from: 1, to: 100}}, sets: {limit}}}"
    phases = "phases: [" + "{label: A, seconds: 1}, " * 9 + "]"
    changed = text.replace("\n  sides:", f"\n  {limits}\n  sides:")
    changed = changed.replace("hold_seconds: 3", phases)
    assert changed.count("limits") == changed.count("phases") == 1
    (problem,) = problems_of({path: changed})
    assert ": dose.limits.sets." in problem
