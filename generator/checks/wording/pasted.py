"""What a word processor or a PDF leaves in a text: signs that plain ones belong for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from fields.errors import Problem
from generator.checks.wording.reading import Block

strange = (
    (
        re.compile("[\ue000-\uf8ff]"),
        'only one font has the sign U+{:04X} here; write what it shows, or "- " for a bullet',
    ),
    (re.compile("\ufffd"), "a sign got lost here and is shown as U+{:04X}; type it again"),
    (
        re.compile("[\ufb00-\ufb06]"),
        "two letters stand here as one sign, U+{:04X}, as in a PDF; type them, such as fi or fl",
    ),
    (re.compile("\u00ad"), "an unseen hyphen, U+{:04X}, stands inside a word here; take it away"),
    # UTF-8 that was read as the code page of Windows: an apostrophe, or a letter such as \u00e9.
    (
        re.compile(
            "\u00e2\u20ac[\u0080-\u00bf\u0153\u02dc\u2018-\u201e\u2122]|\u00c3[\u0080-\u00bf]"
        ),
        "signs got mixed up from here on (U+{:04X} and what follows); type them again",
    ),
)
curly_in_braces = re.compile(r"\{[:#][^{}]*[\u2018-\u201f][^{}]*\}")
kinds = (
    ("quotation marks", re.compile('"'), re.compile("[\u201c-\u201f]")),
    (
        "apostrophes",
        re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"),
        re.compile(r"(?<=[^\W\d_])\u2019(?=[^\W\d_])"),
    ),
)


def find_pasted(path: PurePosixPath, text: str, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield a warning for each line with signs that a keyboard doesn't make, and for a page that
    mixes curly and straight ones. *blocks* are the page's own words."""
    for line, words in enumerate(text.split("\n"), 1):
        for pattern, message in strange:
            if sign := pattern.search(words):
                yield Problem(path, line, message.format(ord(sign[0][0])))
        if braces := curly_in_braces.search(words):
            message = f"curly quotes name nothing in {braces[0]}; take them away, such as {{#name}}"
            yield Problem(path, line, message)
    for name, straight, curly in kinds:
        plain, bent = find_lines(straight, blocks), find_lines(curly, blocks)
        if plain and bent:
            # What is rarer is the slip.
            rare, word = (plain, "straight") if len(plain) < len(bent) else (bent, "curly")
            other = "curly" if rare is plain else "straight"
            message = f"{name} are {word} here and {other} elsewhere on this page"
            yield Problem(path, rare[0], f"{message}; make all {other}, {len(rare)} in all")


def find_lines(sign: re.Pattern[str], blocks: Sequence[Block]) -> list[int]:
    """Return the line of each place where a sign stands."""
    return [
        line + text.count("\n", 0, match.start())
        for line, text in blocks
        for match in sign.finditer(text)
    ]
