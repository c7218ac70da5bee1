"""What is wrong with the fields of an exercise is said once, and in the author's own words."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest


def test_a_range_without_its_timer_lacks_nothing_else(knee, problems_of):
    text = knee[PurePosixPath("content/exercises/half-squat.md")].decode()
    changed = text.replace(
        "repetitions: {from: 8, to: 12, timer: 10}", "repetitions: {from: 8, to: 12}"
    )
    assert changed != text
    assert [
        each.partition(": ")[2] for each in problems_of({"exercises/half-squat.md": changed})
    ] == ["dose.repetitions.timer is missing"]


@pytest.mark.parametrize(
    ("word", "meant"), [("sitting", "chair"), ("Standing", "standing"), ("face down", "prone")]
)
def test_a_position_in_other_words_is_asked_back(knee, problems_of, word, meant):
    text = knee[PurePosixPath("content/exercises/half-squat.md")].decode()
    changed = text.replace("position: standing", f"position: {word}")
    (problem,) = problems_of({"exercises/half-squat.md": changed})
    assert problem.endswith(f'did you mean "{meant}"?')


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
