"""What is too much for a page or a plan is named; what is just enough is read.

Nothing here is timed. Where a scan grew faster than its text, a test would not come to an end.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from types import SimpleNamespace

import pytest

from generator.checks.missing import find_slips
from generator.checks.wording.numbers import counted, minutes
from generator.checks.wording.promises import find_promises
from generator.checks.wording.reading import plain_blocks
from generator.content.text.prose import longest_block, longest_heading, longest_text
from generator.model import Body
from tests.content.test_content import good, squat
from tests.content.test_markup import problems_in

sentence = "A few words, and a full stop.\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ((sentence + "\n") * (longest_text // 30), 1, "allowed: up to 100000"),
        ("a\n\n" + "b" * 5_001, 3, "this paragraph has 5001 characters"),
        ("a\n\n## b" + " " * longest_heading + "c", 3, "this line has 305 characters"),
        ("a\n\n" + "b\n" * (longest_block + 1), 203, "more than 200 lines without a blank line"),
        ("a\n\n" + sentence * 180, 3, "this paragraph has 5399 characters"),
        ("a\n\n" + "[" * 201, 3, "201 times the sign ["),
        ("a\n\n" + "`a" * 201, 3, "201 times the sign `"),
        ("a\n\n" + "- " * 11 + "b", 3, "10 deep, no deeper"),
        ("a\n\n" + ">" * 11 + "b", 3, "10 deep, no deeper"),
        ("\n".join("  " * depth + "- a" for depth in range(11)), 11, "10 deep, no deeper"),
        ("\n\n".join("  " * depth + "- a" for depth in range(11)), 21, "10 deep, no deeper"),
        ("\n".join("\t" * depth + "- a" for depth in range(11)), 11, "10 deep, no deeper"),
        ("\n".join("> " + "  " * depth + "- a" for depth in range(10)), 10, "10 deep, no deeper"),
        ("a &amp;" * 201, 1, "the text has 201 signs written as &name;"),
        ("[a](b.md)\n\n" * 501, 1, "the page has 501 links and pictures"),
        ("### a\n\n" * 301, 1, "the page has 301 headings and named places"),
    ],
)
def test_too_much_for_a_page_is_named_with_its_line(text, line, words):
    found = problems_in(text)
    assert any(each.startswith(f"{line}: ") and words in each for each in found), found


@pytest.mark.parametrize(
    "text",
    [
        (sentence + "\n") * 3_000,
        "```\n" + "a\n" * (longest_block + 1) + "```",
        "```\n" + "& <a `b " * 10_000 + "\n```",
        "<!--\n" + "a\n" * (longest_block + 1) + "-->",
        "[a](b.md)\n\n" * 500,
        "## a" + " " * (longest_heading - 5) + "b",
        "- " * 9 + "b",
        "\n".join("    " * depth + "- a" for depth in range(10)),
        "- a\n" * 100,
        "```\n" + "\n".join("  " * depth + "- a" for depth in range(20)) + "\n```",
    ],
)
def test_just_enough_for_a_page_is_read(text):
    assert problems_in(text) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "hold_seconds: 3",
            "phases: [" + "{label: A, seconds: 1}, " * 21 + "]",
            8,
            "dose.phases has 21 entries; allowed: up to 20",
        ),
        (
            "hold_seconds: 3",
            "phases: [" + "{label: A, seconds: 1}, " * 1001 + "]",
            8,
            "dose.phases has 1001 entries; allowed: up to 20",
        ),
        ("[worktop]", "[" + "wall, " * 101 + "]", 6, "equipment has 101 entries"),
        ("Bend both", "a" * 2_001 + " both", 4, "summary has"),
        (
            "repetitions: 10",
            "limits: {sets: {from: 1, to: 20}}\n  repetitions: 100\n  sides: both",
            8,
            "the dose comes to",
        ),
    ],
)
def test_too_much_for_a_plan_is_named_with_its_line(problems_of, old, new, line, words):
    found = problems_of({squat: changed(old, new)})
    assert any(each.startswith(f"content/{squat}:{line}: ") and words in each for each in found), (
        found
    )


def changed(old: str, new: str) -> str:
    """Return the good example with something changed; a plan for each side is the longest."""
    text = good.replace(old, new, 1)
    if "repetitions: 100" in new:
        text = text.replace("  sides: both\n  rest", "  rest").replace("sides: both", "sides: each")
    return text


@pytest.mark.parametrize("space", [" ", "\t", "#", "# "])
def test_a_heading_is_read_once_whatever_is_in_it(space):
    assert plain_blocks("## a" + space * 20_000 + "b", 1)[0][1].endswith("b")


def test_a_line_of_spaces_is_read_once():
    assert plain_blocks(" " * 20_000 + "a", 1) == [(1, "a")]


@pytest.mark.parametrize("start", ["[a(.md", "[a](", "[a] (", "[", "[a][", "[a(" + ".md" * 9])
def test_many_beginnings_of_a_link_are_each_read_to_a_near_end(start):
    section = SimpleNamespace(id="a", html=start * 10_000)
    record = SimpleNamespace(source="a.md", body=Body((section,), (), ()))
    assert len(list(find_slips(record))) <= 1


@pytest.mark.parametrize("start", ["<!--", "<!-- a\n", "```\n<!--\n", "`<!--"])
def test_many_beginnings_of_a_note_are_read_once(start):
    assert len(problems_in("\n\n".join([start] * 10_000)[:99_000])) >= 1


@pytest.mark.parametrize(
    "start", ["ten-", "ten a b ", "fix the a an one ", "w", "get rid of ", '"a ']
)
def test_a_long_paragraph_of_beginnings_comes_to_an_end(start):
    text = start * (20_000 // len(start))
    assert [*counted.finditer(text), *minutes.finditer(text)] == []
    assert len([*find_promises(PurePosixPath("a.md"), [(1, text)])]) <= len(text)
