"""The reading grade, and what is said about a text that is too hard or promises too much."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from generator.checks.wording import reading
from generator.checks.wording.promises import find_promises
from tests.conftest import project

page = PurePosixPath("content/page.md")
content = project / "content"
pages = sorted(content.rglob("*.md"))


def messages(*blocks: reading.Block) -> list[tuple[int, str]]:
    return [(p.line, p.message) for p in reading.find_reading_problems(page, blocks)]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # By hand: 0.39 x words / sentences + 11.8 x syllables / words - 15.59
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("Sit on a chair. Rest your foot.", 0.39 * 3.5 + 11.8 * 7 / 7 - 15.59),
        (
            "Moderate evidence supports regular exercise.",
            0.39 * 5 + 11.8 * 14 / 5 - 15.59,
        ),
        ("", 0.0),
    ],
)
def test_the_grade_is_that_of_the_published_formula(text: str, grade: float) -> None:
    assert reading.grade(text) == pytest.approx(grade)


def test_hard_prose_gets_a_much_higher_grade_than_plain_prose() -> None:
    plain = "Stand by the wall. Put your hands on it. Step one foot back. Keep that heel down."
    hard = (
        "Gastrocnemius extensibility demonstrates measurable improvement following "
        "systematically administered static elongation interventions of adequate duration."
    )
    assert reading.grade(plain) < 2
    assert reading.grade(hard) > 15


def test_short_headings_do_not_make_a_page_look_easier() -> None:
    prose = "People who exercise regularly usually report considerably less discomfort."
    assert reading.grade(f"Steps\n\nDo it well\n\n{prose}") == reading.grade(prose)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("heel", 1),
        ("ankle", 2),
        ("exercise", 3),
        ("don't", 1),
        ("don\u2019t", 1),
        ("body's", 2),
        ("30", 2),
        ("NHS", 3),
        ("1,930", 4),
        ("glorped", 1),  # these four are in no dictionary
        ("blinted", 2),
        ("wozzle", 2),
        ("zorbalike", 3),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, syllables: int) -> None:
    assert reading.count_syllables(word) == syllables


def test_syllables_are_known_on_a_machine_of_any_encoding() -> None:
    code = "from generator.checks.wording.reading import count_syllables as count;"
    code += "print(count('d\\xe9j\\xe0'))"
    odd = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    counted = subprocess.run(
        [sys.executable, "-c", code],
        cwd=content.parent,
        env=os.environ | odd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (counted.stdout, counted.stderr) == ("2\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Hold for 2.5 seconds. Rest.", ["Hold for 2.5 seconds.", "Rest."]),
        ('She said "stop." Then he did.', ['She said "stop.', "Then he did."]),
        ("a chair\n\na towel", ["a chair", "a towel"]),
        ("a line\nthat goes on", ["a line that goes on"]),
        ("  \n\n ", []),
    ],
)
def test_sentences_end_at_stops_and_blank_lines_only(text: str, expected: list[str]) -> None:
    assert reading.sentences(text) == expected


def test_a_sentence_of_twenty_words_passes_and_one_of_twenty_one_is_named_on_its_line() -> None:
    twenty = " ".join(["Sit", *["down"] * 19]) + "."
    assert messages((3, twenty)) == []
    [(line, message)] = messages((3, f"Sit.\nStand up\nslowly.\n{twenty[:-1]} now."))
    assert line == 6
    assert "21 words" in message
    assert "at most 20" in message


def test_a_page_that_is_too_hard_is_one_problem_with_its_grade_and_longest_words() -> None:
    hard = "Epidemiological investigations demonstrate considerable heterogeneity."
    [(line, message)] = messages((4, hard), (5, hard))
    assert line == 0
    assert f"grade {reading.grade(hard):.1f}; at most 6" in message
    assert "epidemiological" in message


def test_a_page_that_is_too_hard_names_its_three_hardest_sentences() -> None:
    hard = "Epidemiological investigations demonstrate considerable heterogeneity."
    harder = "Epidemiological investigations incorporate methodological heterogeneity."
    blocks = ((4, f"Sit down on it.\n{hard}"), (7, harder), (9, hard), (11, hard))
    [(_, message)] = messages(*blocks)
    high, low = (f"grade {reading.grade(text):.0f}" for text in (harder, hard))
    assert message.endswith(
        f"; begin with the hardest: line 7 ({high}), line 5 ({low}), line 9 ({low})"
    )


def test_a_page_within_the_limit_names_no_sentence() -> None:
    assert messages((1, "Sit down on a chair. Put your foot up.")) == []


def test_notes_to_oneself_are_not_read() -> None:
    text = "---\ntitle: A\n---\nOne <!-- two -->\n<!-- three\nfour -->\nfive.\n"
    assert reading.own_blocks(text) == [(2, "A"), (4, "One"), (7, "five.")]


def test_markup_and_link_targets_are_not_read() -> None:
    text = "Ask **your _own_ doctor** [first](../safety.md#ask-first){.big}, with `care` \\*.\n"
    assert reading.plain_blocks(text, 1) == [(1, "Ask your own doctor first, with care *.")]


def test_every_paragraph_item_and_heading_is_a_block_on_its_own_line() -> None:
    text = """## Steps {#steps}

1. Sit down
   on a chair.
2. Stand.

- Rest
* Again

Term
: What it means

{: .note }
| Foot | Left |
|------|------|
| Two  | One  |

```
code is not read
```
"""
    assert reading.plain_blocks(text, 10) == [
        (10, "Steps"),
        (12, "Sit down\non a chair."),
        (14, "Stand."),
        (16, "Rest"),
        (17, "Again"),
        (19, "Term"),
        (20, "What it means"),
        (23, "Foot"),
        (23, "Left"),
        (25, "Two"),
        (25, "One"),
    ]


def test_the_sources_are_not_our_words_but_what_follows_them_is() -> None:
    text = "Ours.\n\n## Sources\n\n- A cure\n\n### More\n\nA fix.\n\n## After\n\nOurs too.\n"
    assert reading.plain_blocks(text, 1) == [
        (1, "Ours."),
        (11, "After"),
        (13, "Ours too."),
    ]


def test_the_prose_of_the_front_matter_is_read_with_its_lines() -> None:
    text = """---
title: Safety
order: 2
equipment: [heavy table]
get_help_now:
  condition: Does it hurt?
  signs:
    - You feel numb.
    - You can't pee.
  today:
    - heading: Legs
      more: [One leg swells.]
questions:
  - section: sore-feet
    verdict: Yes, a little
    rated: Walking helps
---

Read this.
"""
    assert reading.own_blocks(text) == [
        (2, "Safety"),
        (6, "Does it hurt?"),
        (8, "You feel numb."),
        (9, "You can't pee."),
        (12, "One leg swells."),
        (15, "Yes, a little"),
        (16, "Walking helps"),
        (19, "Read this."),
    ]


@pytest.mark.parametrize("file", pages, ids=lambda file: file.stem)
def test_every_page_of_the_site_is_plain_and_promises_nothing(file: Path) -> None:
    blocks = reading.own_blocks(file.read_text(encoding="utf-8"))
    assert sum(len(text.split()) for _, text in blocks) > 100
    assert reading.find_reading_problems(PurePosixPath(file.name), blocks) == []
    assert [*find_promises(PurePosixPath(file.name), blocks)] == []


def test_the_site_has_its_eleven_exercises_three_routines_and_six_pages() -> None:
    folders = [file.parent.name for file in pages]
    counts = [folders.count(name) for name in ("exercises", "routines", "content")]
    assert counts == [11, 3, 6]
