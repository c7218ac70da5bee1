"""The little sentences of a pose file: "flat, 29 behind", "left foot, from the inner side".

A sentence is a phrase, then details after commas, mostly distances in centimetres. Every function
returns a record, or raises UnclearError with what to write instead; `poses` adds file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fields.errors import did_you_mean, one_of
from figures.words import terms
from figures.words.terms import Side, middle_parts, paired_parts, sides, singular


@dataclass(frozen=True, slots=True)
class Offsets:
    """Centimetres, and the bend of the elbow in degrees; None where the file says nothing."""

    ahead: float | None = None
    out: float | None = None
    high: float | None = None
    elbow: float | None = None


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A part of the body; None is the side of one in the middle, and of two: "the knees"."""

    side: Side | None
    part: str

    def __str__(self) -> str:
        return f"{self.side or ''} {self.part}".strip()


nobody = BodyPart(None, "")


@dataclass(frozen=True, slots=True)
class FootRest:
    """How a foot rests, and where its ankle is, counted from the hips."""

    kind: str
    offsets: Offsets = Offsets()


@dataclass(frozen=True, slots=True)
class HandRest:
    """What a hand does: on, behind or holding a thing (each part with its side), or free."""

    how: str
    thing: BodyPart = nobody
    offsets: Offsets = Offsets()


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture, and how it is at which part of the body, if at any."""

    thing: str
    how: str
    target: BodyPart
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow beside a part of the body, and its way (empty for a circle).

    Ways apart and together are those of two parts, or of the toes of one foot.
    """

    kind: str
    target: BodyPart
    way: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture shows close, and from where: one way, or two halfway between which we stand.

    The ways are inner side, outer side, left side, right side, front, behind, above and below.
    """

    target: BodyPart
    ways: tuple[str, ...]


class UnclearError(Exception):
    """A sentence that isn't understood; the text says what is allowed."""


named = (*middle_parts, *paired_parts, *singular)
own_parts = {"hips": "hip", "thighs": "thigh", "knees": "knee", "shins": "shin"}
"""What both hands touch, each that of its own side: "on the hips"."""
distances = {
    "ahead": ("ahead", 1), "behind": ("ahead", -1), "out": ("out", 1), "in": ("out", -1),
    "high": ("high", 1),
}  # fmt: skip


def unclear(word: str, fault: str, allowed: Iterable[str], more: str = "") -> UnclearError:
    """Return what is wrong with a word, which one may be meant, and all that are allowed."""
    listed = ", ".join(allowed) + more
    return UnclearError(f'"{word}" is {fault}{did_you_mean(word, allowed)}; allowed: {listed}')


def split_details(text: str) -> tuple[str, list[str]]:
    """Return the phrase and what stands after each comma."""
    phrase, *details = (piece.strip() for piece in text.split(","))
    return phrase, details


def take(text: str, words: Iterable[str]) -> tuple[str, str]:
    """Return the longest of the words with which a text begins, or nothing, and what follows."""
    found = max((word for word in words if f"{text} ".startswith(f"{word} ")), key=len, default="")
    return found, text[len(found) :].lstrip()


def take_part(text: str) -> tuple[str, str, str]:
    """Return a side and a part of the body, each perhaps empty, and what follows."""
    side, rest = take(text.removeprefix("the ").removeprefix("both "), sides)
    return side, *take(rest, named)


def part_of(side: str, word: str, both: bool = False) -> BodyPart:
    """Return a part with its side; *both* allows "knees" for the left and the right."""
    part = singular.get(word, word)
    if part in middle_parts and side:
        raise UnclearError(f'"{side} {part}": there is one {part}; write {part} alone')
    if not side and part not in middle_parts and not (both and word != part):
        each = "; for both, write one entry each" if word == part else ", one entry each"
        raise UnclearError(f'"{word}" has no side; write left {part} or right {part}{each}')
    return BodyPart(next((each for each in sides if each == side), None), part)


def no_part(text: str) -> UnclearError:
    """Return that a word is no part of the body, and which may be meant, its side left out."""
    word = re.sub("^(the )?((left|right) )?", "", text)
    hint = did_you_mean(terms.meant_parts.get(word.lower(), word), named)
    return UnclearError(
        f'"{text}" is no part of the body{hint}; allowed: {", ".join(middle_parts)}; and, with '
        f"left or right in front: {', '.join(paired_parts)}"
    )


def parse_body_part(text: str, both: bool = False) -> BodyPart:
    """Return a part of the body: "left calf", "lower back"."""
    side, word, rest = take_part(text)
    if rest or not word:
        raise no_part(text)
    return part_of(side, word, both)


def parse_offsets(details: Iterable[str], elbow: bool = False) -> Offsets:
    """Return the distances after the commas: "29 behind", "130 high", and "elbow 70" of a hand."""
    found: dict[str, float] = {}
    for detail in details:
        match = re.fullmatch(r"(\d+(?:\.\d+)?) (\w+)", detail)
        if elbow and (bend := re.fullmatch(r"elbow (\d+)", detail)):
            found["elbow"] = float(bend[1])
        elif match and match[2] in distances:
            name, sign = distances[match[2]]
            found[name] = sign * float(match[1])
        else:
            hand = " (for a hand also: elbow 70)" if elbow else ""
            raise UnclearError(
                f'"{detail}" is not a distance; allowed after a comma, in centimetres: '
                f"12 ahead, 12 behind, 12 out, 12 in, 12 high{hand}"
            )
    return Offsets(**found)


def parse_foot(text: str) -> FootRest:
    """Return how a foot rests: "flat, 29 behind", "on tiptoe, 8 ahead", "on the heel"."""
    phrase, details = split_details(text)
    if phrase not in terms.foot_rests:
        raise unclear(phrase, "not how a foot rests", terms.foot_rests)
    return FootRest(phrase, parse_offsets(details))


def parse_hand(text: str, own: Side) -> HandRest:
    """Return what a hand does: "on the wall, 130 high", "holding the strap, elbow 70".

    *own* is the hand's side, and that of a knee or hip whose side isn't named.
    """
    phrase, details = split_details(text)
    offsets = parse_offsets(details, elbow=True)
    if phrase == "free":
        return HandRest("free", nobody, offsets)
    how, rest = take(phrase, terms.hand_hows)
    said, rest = take(rest.removeprefix("the "), (*sides, "other"))
    thing = own_parts.get(rest, rest)
    if not how or thing not in terms.hand_rests:
        more = f"; then one of: {', '.join(terms.hand_rests)} (with left or right for the body)"
        raise unclear(phrase, "not what a hand does", ("free", *terms.hand_hows), more)
    if how not in (hows := terms.hand_rests[thing].split()):
        words = one_of(f"{each} the {thing}" for each in hows)
        raise UnclearError(f'"{phrase}": a hand can\'t be {how} the {thing}; write {words}')
    if thing not in paired_parts:
        if said:
            raise UnclearError(f'"{phrase}": write {how} the {thing}, without {said}')
        return HandRest(how, BodyPart(None, thing), offsets)
    other = sides[own == "left"]
    usual = other if thing == "hand" or said == "other" else own
    side = next((each for each in sides if each == said), usual)
    if thing == "hand" and side == own:
        raise UnclearError(f'"{phrase}" of the {own} hand; write {how} the other hand')
    return HandRest(how, BodyPart(side, thing), offsets)


def parse_prop(text: str) -> Prop:
    """Return a prop: "wall, 58 ahead", "ball under the right arch", "pillow between the knees"."""
    phrase, details = split_details(text)
    thing, rest = take(re.sub("^(an?|the) ", "", phrase), terms.prop_kinds)
    how, place = take(rest, terms.prop_hows)
    if not thing or (rest and not (how and place)):
        more = f"; then, if you like, {', '.join(terms.prop_hows)} and a part of the body"
        if re.match(r"[+-]?\d", phrase):
            message = f'"{phrase}" belongs to the thing before it; put quotes round both, such as '
            raise UnclearError(message + f'"ball, {phrase}"')
        kinds = [kind for kind in terms.prop_kinds if kind.endswith(f" {phrase.partition(' ')[0]}")]
        fault = "not a prop" + (f": write {one_of(kinds)}" if kinds else "")
        raise unclear(phrase, fault, terms.prop_kinds, more)
    kind, offsets = terms.prop_kinds[thing], parse_offsets(details)
    if kind.steps and offsets.high not in (None, *kind.heights):
        allowed = one_of(f"{high:g}" for high in kind.heights)
        raise UnclearError(f'"{text}": no step of the {thing} is so high; allowed: {allowed} high')
    if not how:
        return Prop(thing, "", nobody, offsets)
    target = parse_body_part(place, both=True)
    parts = kind.parts or named
    if how not in kind.hows or target.part not in parts:
        raise UnclearError(
            f'"{phrase}" can\'t be drawn; allowed: {thing} {" or ".join(kind.hows)} the left or '
            f"right {', '.join(parts)}"
        )
    if how == "between" and (target.side or target.part in middle_parts):
        raise UnclearError(f'"{phrase}": between is for two parts, such as between the knees')
    return Prop(thing, how, target, offsets)


def parse_arrow(text: str) -> Arrow:
    """Return an arrow: "move hips ahead", "circle right toes", "move knees apart"."""
    kind, rest = take(text, terms.arrow_kinds)
    if not kind:
        more = f"; then a part of the body; then {', '.join(terms.arrow_ways)}"
        raise unclear(text, "not an arrow", terms.arrow_kinds, more)
    side, word, way = take_part(rest)
    if not word:
        raise no_part(re.sub(f"( to the)? ({'|'.join(terms.arrow_ways)})$", "", rest))
    way = way.removeprefix("to the ")
    if way and way not in terms.arrow_ways:
        raise unclear(way, "no way", terms.arrow_ways)
    if kind == "circle" and way:
        raise UnclearError(f'"{text}": a circle goes round both ways; leave out "{way}"')
    if kind in ("move", "press") and not way:
        raise UnclearError(f'"{text}" says no way; add one of: {", ".join(terms.arrow_ways)}')
    target = part_of(side, word, both=way in terms.pair_ways)
    is_pair = not target.side and target.part in paired_parts
    if way in terms.pair_ways and target.part != "toes" and not is_pair:
        raise UnclearError(f'"{text}": {way} is for two parts, such as move knees {way}')
    return Arrow(kind, target, way)


def parse_look(text: str) -> Look:
    """Return what is seen close and from where: "left foot, from above and in front"."""
    phrase, details = split_details(text)
    target = parse_body_part(phrase, both=True)
    said = " and ".join(details).split(" and ")
    ways = tuple(
        terms.look_ways.get(re.sub("^(seen )?(from )?(the )?", "", way), "") for way in said
    )
    if not all(ways) or len(ways) > 2:
        raise UnclearError(
            f'"{text}" doesn\'t say from where; allowed after the comma: the inner side, the outer '
            "side, the left side, the right side, the front, behind, above, below, or two of them "
            "with and between: from above and in front"
        )
    if set(ways) in terms.opposite_ways:
        raise UnclearError(f'"{text}" looks from two opposite sides; keep one of them')
    if target.side is None and {"inner side", "outer side"} & set(ways):
        message = f'"{phrase}" has no inner and outer side; write from the left side or right side'
        raise UnclearError(message)
    return Look(target, ways)
