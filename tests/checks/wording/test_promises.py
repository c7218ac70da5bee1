"""A word that promises too much is found, and one that is denied, asked or quoted is not."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.checks.wording.promises import find_promises

page = PurePosixPath("content/page.md")


def found_in(text: str, line: int = 1) -> list[tuple[int, str]]:
    return [(p.line, p.message.split('"')[1]) for p in find_promises(page, [(line, text)])]


@pytest.mark.parametrize(
    "word",
    [
        *("fix", "Fixes", "fixed", "cure", "cured", "curing", "heal", "healed"),
        *("align", "alignment", "realign", "misaligned", "SECRET", "secrets"),
        *("guaranteed", "guarantee", "miracle", "miraculously", "magic", "risk-free"),
        *("once and for all", "instant relief", "permanent results"),
    ],
)
def test_a_word_that_promises_too_much_is_found_on_its_line(word: str) -> None:
    assert found_in(f"Sit down.\nIt is {word} now.", 7) == [(8, word)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You will be pain-free in a week.", "be pain-free"),
        ("Here begins a pain-free life.", "pain-free life"),
        ("It keeps you pain free.", "keeps you pain free"),
        ("This eliminates lower back pain.", "eliminates lower back pain"),
        ("Get rid of your aches.", "Get rid of your aches"),
        ("Want to fix your back?", "fix"),
        ("There is no doubt that it cures.", "cures"),
        ("It will cure you without fail, so do not wait.", "cure"),
        ("Say goodbye: heal your heel.", "heal"),
        ("It heals your injury.", "heals"),
        ("Not today. It cures tomorrow.", "cures"),
    ],
)
def test_a_promise_is_found_whatever_stands_beside_it(text: str, words: str) -> None:
    assert found_in(text) == [(1, words)]


@pytest.mark.parametrize(
    "text",
    [
        "It does not cure pain.",
        "Nothing will fix your back.",
        "It won't heal you.",
        "It won\u2019t heal you.",
        "That cures nothing.",
        "Can exercise cure back pain?",
        "The article says that it cures pain.",
        "Some sell a \u201cmiracle cure\u201d for feet.",
        'Some sell a "miracle cure" for feet.',
        "Wait until the wound has healed.",
        "Ask how long a strain takes to heal.",
        "Your ears are aligned with your shoulders.",
        "Some say that it cures pain.",
        "Fix your band to a heavy table.",
        "Fix one end of the rope.",
        "Fix your eyes on the wall.",
        "Bend in a pain-free range.",
        "Get rid of loose rugs.",
        "Stop, and get rid of the thing before pain comes.",
        *(f"It is {word} now." for word in ("heel", "prefix", "health", "secure", "manicure")),
    ],
)
def test_what_is_denied_asked_quoted_or_meant_otherwise_is_right(text: str) -> None:
    assert found_in(text) == []


def test_a_word_beside_a_quotation_is_found() -> None:
    assert found_in('It is a "miracle", and a cure.') == [(1, "cure")]


def test_two_words_of_one_sentence_are_two_warnings() -> None:
    assert found_in("This miracle cures.") == [(1, "miracle"), (1, "cures")]
