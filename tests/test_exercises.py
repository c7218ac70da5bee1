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
