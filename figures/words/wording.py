"""The little sentences of a pose file: "flat, 29 behind", "on the wall, 130 high".

A sentence is a phrase, then distances in centimetres after commas. Every function returns a
record, or raises UnclearError with what is allowed; `poses` adds the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fields.errors import did_you_mean
from figures.words.terms import Side

foot_rests = (
    "flat",
    "on tiptoe",
    "on the heel",
    "on the other thigh",
    "against the other leg",
    "free",
)
hand_hows = ("on", "behind", "holding", "free")
hand_things = (
    "wall", "worktop", "floor", "seat", "thigh", "knee", "shin", "heel", "ankle", "toes", "strap",
)  # fmt: skip
prop_things = (
    "chair", "wall", "worktop", "mat", "cushion", "folded towel", "rolled towel", "strap", "band",
    "ball", "pen", "table leg", "shoe",
)  # fmt: skip
prop_hows = ("under", "over", "round", "in", "on")
arrow_kinds = ("move", "circle", "to and fro", "press")
arrow_ways = (
    "up",
    "down",
    "ahead",
    "back",
    "towards the shin",
    "towards the head",
    "from the hips",
)
body_parts = (
    "hips", "back", "lower back", "chest", "head", "hip", "thigh", "hamstrings", "knee", "calf",
    "shin", "ankle", "heel", "arch", "sole", "foot", "ball of the foot", "toes", "hand",
)  # fmt: skip


class UnclearError(Exception):
    """A sentence that isn't understood; the text says what is allowed."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """Centimetres, and the bend of the elbow in degrees; None where the file says nothing."""

    ahead: float | None = None
    out: float | None = None
    high: float | None = None
    elbow: float | None = None


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A part of the body, left, right or in the middle (None)."""

    side: Side | None
    part: str


@dataclass(frozen=True, slots=True)
class FootRest:
    """How a foot rests, and where its ankle is, counted from the hips."""

    kind: str
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class HandRest:
    """What a hand does: on, behind or holding a thing, or free."""

    how: str
    thing: BodyPart
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture, and the part of the body that it is under, over, round, in or on."""

    thing: str
    how: str
    target: BodyPart
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow beside a part of the body, and its way (empty for a circle)."""

    kind: str
    target: BodyPart
    way: str


nobody = BodyPart(None, "")


def any_of(words: Iterable[str]) -> str:
    """Return the pattern for one of the words."""
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: -len(word)))


whose = r"(?:the )?(?:(?P<side>left|right) )?"
part_pattern = re.compile(rf"{whose}(?P<part>{any_of(body_parts)})")
hand_pattern = re.compile(
    rf"(?P<how>{any_of(hand_hows[:-1])}) {whose}(?P<thing>{any_of(hand_things)})"
)
prop_pattern = re.compile(
    rf"(?:a |the )?(?P<thing>{any_of(prop_things)})"
    rf"(?: (?P<how>{any_of(prop_hows)}) {whose}(?P<part>{any_of(body_parts)}))?"
)
arrow_pattern = re.compile(
    rf"(?P<kind>{any_of(arrow_kinds)}) {whose}(?P<part>{any_of(body_parts)})"
    rf"(?: (?P<way>{any_of(arrow_ways)}))?"
)
detail_pattern = re.compile(r"(?P<size>\d+(?:\.\d+)?) (?P<way>ahead|behind|out|in|high)")


def parse_offsets(details: Iterable[str]) -> Offsets:
    """Return the distances after the commas: "29 behind", "130 high", "elbow 70"."""
    offsets = Offsets()
    for detail in details:
        if match := re.fullmatch(r"elbow (\d+)", detail):
            offsets = replace(offsets, elbow=float(match[1]))
            continue
        match = detail_pattern.fullmatch(detail)
        if match is None:
            raise UnclearError(
                f'"{detail}" is not a distance; allowed after a comma, in centimetres: '
                "12 ahead, 12 behind, 12 out, 12 in, 12 high (for a hand also: elbow 70)"
            )
        size = float(match["size"])
        name = {"ahead": "ahead", "behind": "ahead", "out": "out", "in": "out", "high": "high"}
        value = -size if match["way"] in ("behind", "in") else size
        offsets = replace(offsets, **{name[match["way"]]: value})
    return offsets


def split_details(text: str) -> tuple[str, list[str]]:
    """Return the phrase and what stands after each comma."""
    phrase, *details = (piece.strip() for piece in text.split(","))
    return phrase, details


def side_of(match: re.Match[str]) -> Side | None:
    """Return the side that a sentence names."""
    word = match["side"]
    return word if word in ("left", "right") else None  # type: ignore[return-value]


def parse_body_part(text: str) -> BodyPart:
    """Return a part of the body: "left calf", "lower back"."""
    match = part_pattern.fullmatch(text)
    if match is None:
        word = text.removeprefix("left ").removeprefix("right ")
        raise UnclearError(
            f'"{text}" is no part of the body{did_you_mean(word, body_parts)}; allowed, with left '
            f"or right in front: {', '.join(body_parts)}"
        )
    return BodyPart(side_of(match), match["part"])


def parse_foot(text: str) -> FootRest:
    """Return how a foot rests: "flat, 29 behind", "on tiptoe, 8 ahead", "on the heel"."""
    phrase, details = split_details(text)
    if phrase not in foot_rests:
        raise UnclearError(
            f'"{phrase}" is not how a foot rests{did_you_mean(phrase, foot_rests)}; '
            f"allowed: {', '.join(foot_rests)}"
        )
    return FootRest(phrase, parse_offsets(details))


def parse_hand(text: str) -> HandRest:
    """Return what a hand does: "on the wall, 130 high", "holding the strap, elbow 70"."""
    phrase, details = split_details(text)
    if phrase == "free":
        return HandRest("free", nobody, parse_offsets(details))
    match = hand_pattern.fullmatch(phrase)
    if match is None:
        raise UnclearError(
            f'"{phrase}" is not what a hand does; allowed: free, or on, behind or holding, then '
            f"one of: {', '.join(hand_things)} (with left or right in front for the body)"
        )
    return HandRest(match["how"], BodyPart(side_of(match), match["thing"]), parse_offsets(details))


def parse_prop(text: str) -> Prop:
    """Return a prop: "wall, 58 ahead", "ball under the right arch", "cushion under the head"."""
    phrase, details = split_details(text)
    match = prop_pattern.fullmatch(phrase)
    if match is None:
        raise UnclearError(
            f'"{phrase}" is not a prop{did_you_mean(phrase, prop_things)}; allowed: '
            f"{', '.join(prop_things)}; then, if you like, {', '.join(prop_hows)} and a part of "
            "the body"
        )
    target = BodyPart(side_of(match), match["part"] or "")
    return Prop(match["thing"], match["how"] or "", target, parse_offsets(details))


def parse_arrow(text: str) -> Arrow:
    """Return an arrow: "move hips ahead", "circle right toes", "press left heel down"."""
    match = arrow_pattern.fullmatch(text)
    if match is None:
        raise UnclearError(
            f'"{text}" is not an arrow; allowed: {", ".join(arrow_kinds)}; then a part of the '
            f"body; then {', '.join(arrow_ways)}"
        )
    return Arrow(match["kind"], BodyPart(side_of(match), match["part"]), match["way"] or "")
