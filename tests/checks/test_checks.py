"""What an exercise or the site lacks is said, each thing once, and nothing when all is there."""

from __future__ import annotations

import re

import pytest

from generator.checks.missing import find_missing
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
        ("## Stop if", "## Stop", 'there is no section "## Stop if"'),
        (" {#ask-first}", "", 'there is no section "## Not for you today if {#ask-first}"'),
        ("4. D.", "", "there are 3 steps; 4 to 7 are easy to follow"),
        ("4. D.", "4. D.\n5. E.\n6. F.\n7. G.\n8. H.", "there are 8 steps; 4 to 7 are easy to fo"),
        ("hold:", "wrong:", 'there is no figure "hold"; pose it in content/poses/half-squat'),
    ],
)
def test_each_thing_that_an_exercise_lacks_is_said(missing, old, new, message):
    (found,) = missing((old, new))
    assert re.match(rf"content/exercises/half-squat\.md(:\d+)?: {re.escape(message)}", found)


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
