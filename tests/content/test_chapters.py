"""A plain page: the questions that it answers, and what of it is folded."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.content.site import parse_site
from generator.model import Question, Signs

file = "answers.md"
good = """---
title: Answers
summary: Two questions.
questions:
  - section: posture
    verdict: Studies do not agree
    rated: Posture causes pain
    mark: 1
  - section: walking
    verdict: Yes, a little
    rated: Walking eases pain
    mark: 3
folded: [rest]
to_print: [list]
---

## Is it posture? {#posture}

No.

### The studies

One.

### Another

Two.

## Does walking help? {#walking}

### Studies

Three.

## The rest {#rest}

Four.

### Inside

Five.

## A list {#list}

1. Six.
"""


def chapter_of(knee, text: str):
    (chapter,) = parse_site({**knee, PurePosixPath("content", file): text.encode()}).chapters
    return chapter


def test_a_page_says_of_each_question_the_verdict_and_the_mark(knee):
    chapter = chapter_of(knee, good)
    assert chapter.questions == (
        Question("posture", "Studies do not agree", "Posture causes pain", 1),
        Question("walking", "Yes, a little", "Walking eases pain", 3),
    )
    assert chapter.folded == ("rest",)
    assert chapter.to_print == ("list",)


def test_a_section_knows_its_parts_and_what_stands_before_them(knee):
    posture, walking, rest, _ = chapter_of(knee, good).body.sections
    assert posture.opening == "<p>No.</p>"
    assert [(each.id, each.heading, each.html) for each in posture.parts] == [
        ("the-studies", "The studies", "<p>One.</p>"),
        ("another", "Another", "<p>Two.</p>"),
    ]
    assert walking.opening == ""
    assert [each.html for each in walking.parts] == ["<p>Three.</p>"]
    assert rest.html.count("<h3") == 1
    assert "Four." in rest.html


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("    mark: 1\n", "", 5, "questions.mark is missing"),
        ("    verdict: Yes, a little\n", "", 9, "questions.verdict is missing"),
        ("    rated: Posture causes pain\n", "", 5, "questions.rated is missing"),
        ("mark: 3", "mark: 4", 12, "allowed: a whole number from 0 to 3"),
        ("mark: 3", "mark: good", 12, "allowed: a whole number from 0 to 3"),
        ("mark: 3", "marks: 3", 12, 'did you mean "mark"?'),
        ("section: walking", "section: wolking", 9, 'no section "wolking"'),
        ("section: walking", "section: wolking", 9, 'did you mean "walking"?'),
        ("section: walking", "section: posture", 9, "posture is among the questions already"),
        ("[rest]", "[reste]", 13, 'folded: the text has no section "reste"'),
        ("[rest]", "[posture]", 13, "folded: posture is a question"),
        ("[list]", "[lost]", 14, 'to_print: the text has no section "lost"'),
        ("[list]", "[posture]", 14, "to_print: posture is a question or folded"),
        ("[list]", "[rest]", 14, "to_print: rest is a question or folded"),
        ("## The rest {#rest}", "## Why rest? {#rest}", 35, "questions:, - section: rest, with"),
        ("questions:\n", "questions: posture\nx:\n", 4, "questions is text"),
    ],
)  # fmt: skip
def test_a_mistake_of_a_question_is_named_at_its_line(problems_of, old, new, line, words):
    found = problems_of({file: good.replace(old, new, 1)})
    assert any(each.startswith(f"content/{file}:{line}: ") and words in each for each in found), (
        found
    )


def test_a_mistaken_section_is_one_problem(problems_of):
    assert len(problems_of({file: good.replace("section: walking", "section: 3", 1)})) == 2
    assert len(problems_of({file: good.replace("section: posture", "section: yes", 1)})) == 2


def test_a_page_without_questions_may_ask_what_it_likes(problems_of):
    front, text = good.split("questions:")[0], good.split("---\n")[2]
    assert problems_of({file: f"{front}---\n{text}"}) == []


def test_the_home_page_has_no_questions_and_folds_nothing(problems_of):
    found = problems_of({"index.md": good})
    assert found == [
        f"content/index.md:{line}: the home page has no {name}; use another page"
        for line, name in ((4, "questions"), (13, "folded"), (14, "to_print"))
    ]


def test_signs_are_lists_with_a_heading_and_what_only_the_page_has(knee, problems_of):
    box = "get_help_now: {in_short: [A], condition: B, signs: [C], emergency_department: [D], "
    box += "alone: [{heading: Chest, signs: [E]}], today: [{heading: Leg, signs: [F], more: [G]}]}"
    text = f"---\ntitle: A\nsummary: B.\n{box}\n---\n\n[today](#get-help-today)\n"
    urgent = chapter_of(knee, text).urgent
    assert urgent.alone == (Signs("Chest", ("E",), ()),)
    assert urgent.emergency_department == ("D",)
    assert urgent.today == (Signs("Leg", ("F",), ("G",)),)
    found = problems_of(
        {file: text.replace("heading: Leg, ", "").replace("alone: [{", "alone: [x, {")}
    )
    assert [each.partition(": ")[2] for each in found] == [
        'get_help_now.alone is text, "x"; allowed: a group of fields below it, each after two '
        "blanks",
        "get_help_now.today.heading is missing; write heading: ... (what they have in common, in a "
        "few words)",
    ]


def test_a_page_without_signs_for_today_has_no_place_for_them(problems_of):
    box = "get_help_now: {in_short: [A], condition: B, signs: [C]}"
    text = f"---\ntitle: A\nsummary: B.\n{box}\n---\n\n[today](#get-help-today)\n"
    (found,) = problems_of({file: text})
    assert "answers.md has no place #get-help-today" in found
