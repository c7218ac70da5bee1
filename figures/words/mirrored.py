"""The words of a picture that is turned round, left for right."""

from __future__ import annotations

import re

other_side = {"left": "right", "right": "left"}
side_word = re.compile(
    r"(?<!\ball )\b(left|right)\b(?!-handed| angles?\b| away\b| now\b| way\b)", re.IGNORECASE
)
"""Left and right as sides: not a right angle, the right way, all right, right now or right away,
and not somebody who is left-handed and stays so."""


def swapped(text: str) -> str:
    """Return a text with left for right and right for left, capitals kept."""
    return side_word.sub(lambda match: in_case_of(match[0], other_side[match[0].lower()]), text)


def in_case_of(model: str, word: str) -> str:
    """Return a word with the capitals of another."""
    return word.upper() if model.isupper() else word.title() if model.istitle() else word
