"""Parts of the body, and from where one is seen: "left calf", "left foot, from the inner side"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fields.errors import did_you_mean
from figures.words.former import explain_former
from figures.words.terms import (
    Side,
    body_parts,
    look_ways,
    middle_parts,
    opposite_ways,
    plurals,
    singular,
)
from figures.words.wording import BodyPart, Look


class UnclearError(Exception):
    """A sentence that isn't understood; the text says what is allowed."""


def any_of(words: Iterable[str]) -> str:
    """Return the pattern for one of the words."""
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: -len(word)))


named = (*body_parts, *singular)
whose = r"(?:the )?(?:both )?(?:(?P<side>left|right) )?"
part_pattern = re.compile(rf"{whose}(?P<part>{any_of(named)})")
look_pattern = re.compile(rf"(?:the |seen )?(?:from )?(?:the )?(?P<way>{any_of(look_ways)})")

meant_parts = {
    "glutes": "buttock",
    "bottom": "buttock",
    "quadriceps": "thigh",
    "front of the thigh": "thigh",
    "back of the thigh": "hamstrings",
    "low back": "lower back",
    "pelvis": "hips",
    "spine": "back",
    "face": "head",
    "fingers": "hand",
    "achilles tendon": "heel",
}
"""What people call parts of the body; it is asked back."""


def split_details(text: str) -> tuple[str, list[str]]:
    """Return the phrase and what stands after each comma."""
    phrase, *details = (piece.strip() for piece in text.split(","))
    return phrase, details


def refuse_former(field: str, text: str) -> None:
    """Raise UnclearError for a sentence that only former close-ups knew."""
    if instead := explain_former(field, text):
        raise UnclearError(f'"{text}" is no longer understood: {instead}')


def side_of(match: re.Match[str]) -> Side | None:
    """Return the side that a sentence names."""
    word = match["side"]
    return word if word in ("left", "right") else None  # type: ignore[return-value]


def part_of(match: re.Match[str], both: bool = False) -> BodyPart:
    """Return the part that a sentence names; *both* allows "knees" for the left and the right."""
    side, word = side_of(match), match["part"]
    part = singular.get(word, word)
    if part in middle_parts:
        if side:
            raise UnclearError(f'"{side} {part}": there is one {part}; write {part} alone')
        return BodyPart(None, part)
    if side or (both and word != part):
        return BodyPart(side, part)
    each = "; for both, write one entry each" if word == part else ", one entry each"
    raise UnclearError(f'"{word}" has no side; write left {part} or right {part}{each}')


def nearest_part(text: str) -> str:
    """Return the question whether a part of the body is meant, its side left out."""
    word = text.removeprefix("the ").removeprefix("left ").removeprefix("right ")
    return did_you_mean(meant_parts.get(word.lower(), word), named)


def unknown_part(text: str) -> UnclearError:
    """Return what is wrong with a word that is no part of the body."""
    return UnclearError(
        f'"{text}" is no part of the body{nearest_part(text)}; allowed: '
        f"{', '.join(middle_parts)}; and, with left or right in front: {', '.join(plurals)}"
    )


def parse_body_part(text: str) -> BodyPart:
    """Return a part of the body: "left calf", "lower back"."""
    refuse_former("fault", text)
    match = part_pattern.fullmatch(text)
    if match is None:
        raise unknown_part(text)
    return part_of(match)


def parse_look(text: str) -> Look:
    """Return what is seen close and from where: "left foot, from above and in front"."""
    phrase, details = split_details(text)
    match = part_pattern.fullmatch(phrase)
    if match is None:
        raise UnclearError(
            f'"{phrase}" is no part of the body{nearest_part(phrase)}; write a part and '
            "from where it is seen: left foot, from the inner side"
        )
    target = part_of(match, both=True)
    ways = parse_ways(text, [way for each in details for way in each.split(" and ")])
    if target.side is None and {"inner side", "outer side"} & set(ways):
        message = f'"{phrase}" has no inner and outer side; write from the left side or right side'
        raise UnclearError(message)
    return Look(target, ways)


def parse_ways(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return from where something is seen: one or two ways."""
    allowed = "the inner side, the outer side, the left side, the right side, the front, behind, "
    allowed += "above, below, or two of them with and between: from above and in front"
    found = [look_pattern.fullmatch(word) for word in words]
    ways = tuple(look_ways[match["way"]] for match in found if match)
    if len(ways) < len(words) or not 1 <= len(ways) <= 2:
        raise UnclearError(f'"{text}" doesn\'t say from where; allowed after the comma: {allowed}')
    if set(ways) in opposite_ways:
        raise UnclearError(f'"{text}" looks from two opposite sides; keep one of them')
    return ways
