"""What a word processor leaves in a text is found, with its line, and what it is."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.checks.wording.pasted import find_pasted
from generator.checks.wording.reading import own_blocks

page = PurePosixPath("content/page.md")


def found_in(text: str) -> list[tuple[int, str]]:
    return [(p.line, p.message) for p in find_pasted(page, text, own_blocks(text))]


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("\uf0b7", "only one font has the sign U+F0B7"),
        ("\ufffd", "a sign got lost here"),
        ("\ufb01", "two letters stand here as one sign, U+FB01"),
        ("so\u00adft", "an unseen hyphen, U+00AD"),
        ("it\u00e2\u20ac\u2122s", "signs got mixed up"),
        ("caf\u00c3\u00a9", "signs got mixed up"),
    ],
)
def test_a_sign_that_no_keyboard_makes_is_found(sign: str, words: str) -> None:
    ((line, message),) = found_in(f"---\ntitle: A\n---\n\nOne.\nA {sign} here, and {sign} there.\n")
    assert line == 6
    assert words in message


@pytest.mark.parametrize(
    "text", ["caf\u00e9", "\u00c3o", "10 \u20ac", "\u00bd", "a \u2013 b\u2026"]
)
def test_a_sign_that_somebody_means_is_right(text: str) -> None:
    assert found_in(text) == []


def test_curly_quotes_in_braces_name_nothing() -> None:
    ((line, message),) = found_in("A.\n\n## Rest {#\u201crest\u201d}\n")
    assert line == 3
    assert "{#\u201crest\u201d}; take them away, such as {#name}" in message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('"A" and "b".\n\nA \u201cc\u201d.', 3, "quotation marks are curly here"),
        ('\u201cA\u201d and \u201cb\u201d.\n\nA\n"c".', 4, "quotation marks are straight here"),
        ("It's, that's.\n\nIt\u2019s.", 3, "apostrophes are curly here"),
        ("---\ntitle: It\u2019s\n---\nIt's that's \"x\".", 2, "apostrophes are curly here"),
    ],
)
def test_a_page_has_one_kind_of_quotes(text: str, line: int, words: str) -> None:
    ((at, message),) = found_in(text)
    assert at == line
    assert words in message


@pytest.mark.parametrize(
    "text",
    [
        "\u201cA\u201d, it\u2019s.",
        '"A", it\'s.',
        "\u201cA\u201d, it's.",
        '\u201cA\u201d [b](c.md "d").',
        '---\ntitle: "A"\n---\n\u201cB\u201d.',
        '\u201cA\u201d <!-- "b" -->',
    ],
)
def test_quotes_of_one_kind_and_those_of_the_markup_are_right(text: str) -> None:
    assert found_in(text) == []
