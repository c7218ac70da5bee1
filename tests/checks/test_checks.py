"""What an exercise or the site lacks is said, each thing once, and nothing when all is there."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.checks.missing import find_missing, find_old_review
from generator.content.site import parse_site
from generator.content.sources import root
from tests.drawing.library import drawn

whole = """---
title: Half squat
order: 2
summary: Bend both knees a little.
purpose: It makes the thighs stronger.
easier: Hold on with both hands.
position: standing
equipment: []
dose: {hold_seconds: 3, repetitions: 2, sets: 1, sides: both, rest_seconds: 2, days_per_week: 3}
---

## Steps

1. A.
2. B.
3. C.
4. D.

## Stop if

It hurts.

## Not for you today if {#ask-first}

You are tired.
"""
poses = "".join(
    f"{name}:\n  title: A\n  description: B.\n  position: standing\n" for name in ("start", "hold")
)
safety = """---
title: Safety
summary: When to get help.
get_help_now: {in_short: [A], condition: B, signs: [C]}
---
"""


@pytest.fixture
def missing(knee):
    """Return what a programme with one exercise lacks: a whole one, with some words replaced."""

    def find(*replaced: tuple[str, str]) -> list[str]:
        files = {root / "site.yaml": knee[root / "site.yaml"]}
        texts = {
            "index.md": "---\ntitle: A\nsummary: B.\n---\n",
            "safety.md": safety,
            "exercises/half-squat.md": whole,
            "poses/half-squat.yaml": poses,
        }
        for name, text in texts.items():
            for old, new in replaced:
                text = text.replace(old, new, 1)
            if text:
                files[root / name] = text.encode()
        return [str(problem) for problem in find_missing(parse_site(drawn(files)))]

    return find


def test_a_whole_exercise_lacks_nothing(missing):
    assert missing() == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "purpose: It makes the thighs stronger.\n",
            "",
            "purpose is missing: one sentence on what it is for",
        ),
        (
            "easier: Hold on with both hands.\n",
            "",
            "easier is missing: one sentence on the easier, safer way",
        ),
        ("## Steps", "## Way", 'there is no section "## Steps"'),
        (
            "You are tired.",
            "You are tired.\n\n## Stop if\n\nA.",
            'there are two sections "## Stop if", and only the first counts; join them, or give '
            "this one another heading",
        ),
        ("## Stop if", "## An end", 'there is no section "## Stop if"'),
        ("4. D.", "", "there are 3 steps; 4 to 7 are easy to follow"),
        ("4. D.", "4. D.\n5. E.\n6. F.\n7. G.\n8. H.", "there are 8 steps; 4 to 7 are easy to fo"),
        ("hold:", "wrong:", 'there is no figure "hold"; pose it in content/poses/half-squat'),
    ],
)
def test_each_thing_that_an_exercise_lacks_is_said(missing, old, new, message):
    (found,) = missing((old, new))
    assert re.match(rf"content/exercises/half-squat\.md(:\d+)?: {re.escape(message)}", found)


@pytest.mark.parametrize(
    ("reviewed", "today", "words"),
    [
        ("2025-03-01", "2026-03-01", ""),
        ("2025-03-01", "2026-03-02", "more than a year ago"),
        ("2024-02-29", "2025-02-28", ""),
        ("2024-02-29", "2025-03-01", "more than a year ago"),
        ("2026-03-02", "2026-03-02", ""),
        ("2026-03-03", "2026-03-02", ""),  # where the clock is west of the editor's
        ("2026-03-04", "2026-03-02", "is yet to come"),
    ],
)
def test_a_review_is_too_old_after_a_year_and_never_yet_to_come(knee, reviewed, today, words):
    path = root / "site.yaml"
    files = knee | {path: knee[path] + f"reviewed: {reviewed}\n".encode()}
    found = [*find_old_review(parse_site(files), files, date.fromisoformat(today))]
    assert [words in each.message for each in found] == [True] * bool(words)
    assert all((each.path, each.line) == (path, 3) for each in found)


def test_without_a_date_no_review_is_too_old(knee):
    assert [*find_old_review(parse_site(knee), knee, date(2026, 3, 2))] == []


def test_without_poses_each_figure_is_missing(missing):
    words = [each.partition("; ")[0].partition(": ")[2] for each in missing((poses, ""))]
    assert words == ['there is no figure "start"', 'there is no figure "hold"']


@pytest.mark.parametrize("steps", ["4. D.\n5. E.", "4. D.\n5. E.\n6. F.\n7. G."])
def test_four_to_seven_steps_are_right(missing, steps):
    assert missing(("4. D.", steps)) == []


def test_a_site_without_the_red_box_says_so(missing):
    words = "get_help_now: {in_short: [A], condition: B, signs: [C]}\n"
    assert missing((words, "")) == [
        "content: no page has get_help_now, so no page and no sheet leads to help"
    ]
