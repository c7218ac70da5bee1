"""A plain page: the questions that it answers, and what of it is folded."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.content.site import parse_site
from generator.model import Question

file = "answers.md"
good = """---
title: Answers
summary: Two questions.
questions:
  - section: posture
    verdict: Studies do not agree
    mark: 1
  - section: walking
    verdict: Yes, a little
    mark: 3
folded: [rest]
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
"""


def chapter_of(knee, text: str):
    (chapter,) = parse_site({**knee, PurePosixPath("content", file): text.encode()}).chapters
    return chapter


def test_a_page_says_of_each_question_the_verdict_and_the_mark(knee):
    chapter = chapter_of(knee, good)
    assert chapter.questions == (
        Question("posture", "Studies do not agree", 1),
        Question("walking", "Yes, a little", 3),
    )
    assert chapter.folded == ("rest",)


def test_a_section_knows_its_parts_and_what_stands_before_them(knee):
    posture, walking, rest = chapter_of(knee, good).body.sections
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
        ("    verdict: Yes, a little\n", "", 8, "questions.verdict is missing"),
        ("mark: 3", "mark: 4", 10, "allowed: a whole number from 0 to 3"),
        ("mark: 3", "mark: good", 10, "allowed: a whole number from 0 to 3"),
        ("mark: 3", "marks: 3", 10, 'did you mean "mark"?'),
        ("section: walking", "section: wolking", 8, 'no section "wolking"'),
        ("section: walking", "section: wolking", 8, 'did you mean "walking"?'),
        ("section: walking", "section: posture", 8, "posture is among the questions already"),
        ("[rest]", "[reste]", 11, 'folded: the text has no section "reste"'),
        ("[rest]", "[posture]", 11, "folded: posture is a question"),
        ("## The rest {#rest}", "## Why rest? {#rest}", 32, "questions:, - section: rest, with"),
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
        for line, name in ((4, "questions"), (11, "folded"))
    ]
