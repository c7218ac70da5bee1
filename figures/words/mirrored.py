"""The words of a picture that is turned round, left for right."""

from __future__ import annotations

import re

other_side = {"left": "right", "right": "left"}
no_side = (
    r"all right|just right|(?:is|are) left(?! (?:of|and|or)\b)|left over|(?:left|right)-handed|"
    r"right[- ]angles?|right[- ]angled|right away|right now|"
    r"right (?:amount|distance|height|moment|place|size|speed|time|way)|"
    # Behind a comma or "and" it is a side again: left hand on the chair, right on the knee.
    r"(?<!the )(?<!, )(?<!and )(?<!or )right (?:above|after|at|before|behind|below|beside|down|in|"
    r"next|on|over|through|under|up)"
)
"""Where left and right are no sides: a right angle, right under the foot, what is left."""
side_word = re.compile(rf"\b(?:{no_side}|(left|right))\b", re.IGNORECASE)


def swapped(text: str) -> str:
    """Return a text with left for right and right for left, capitals kept."""
    return side_word.sub(
        lambda match: in_case_of(match[1], other_side[match[1].lower()]) if match[1] else match[0],
        text,
    )


def in_case_of(model: str, word: str) -> str:
    """Return a word with the capitals of another."""
    return word.upper() if model.isupper() else word.title() if model.istitle() else word
