"""The little sentences of a pose file: "flat, 29 behind", "on the wall, 130 high".

A sentence is a phrase, then distances in centimetres after commas. Every function returns a
record, or raises UnclearError with what to write instead; `blocks` adds the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from fields.errors import did_you_mean, one_of
from figures.words.parts import (
    UnclearError,
    any_of,
    named,
    part_of,
    refuse_former,
    side_of,
    split_details,
    unknown_part,
    whose,
)
from figures.words.terms import (
    Side,
    arrow_kinds,
    arrow_ways,
    foot_rests,
    hand_hows,
    hand_parts,
    hand_rooms,
    hand_things,
    middle_parts,
    pair_ways,
    places,
    plurals,
    prop_hows,
    prop_things,
)
from figures.words.wording import (
    Arrow,
    BodyPart,
    FootRest,
    HandRest,
    Offsets,
    Prop,
    nobody,
)

own_parts = {"hips": "hip", "thighs": "thigh", "knees": "knee", "shins": "shin"}
"""What both hands touch, each that of its own side: "on the hips"."""
hand_pattern = re.compile(
    rf"(?P<how>{any_of(hand_hows[:-1])}) (?:the )?(?:(?P<side>left|right|other) )?"
    rf"(?P<thing>{any_of((*hand_things, *own_parts))})"
)
prop_pattern = re.compile(
    rf"(?:an? |the )?(?P<thing>{any_of(prop_things)})"
    rf"(?: (?P<how>{any_of(prop_hows)}) {whose}(?P<part>{any_of(named)}))?"
)
arrow_pattern = re.compile(
    rf"(?P<kind>{any_of(arrow_kinds)}) {whose}(?P<part>{any_of(named)})"
    rf"(?: (?:to the )?(?P<way>{any_of(arrow_ways)}))?"
)
detail_pattern = re.compile(r"(?P<size>\d+(?:\.\d+)?) (?P<way>ahead|behind|out|in|high)")


def parse_offsets(details: Iterable[str], elbow: bool = False) -> Offsets:
    """Return the distances after the commas: "29 behind", "130 high", and "elbow 70" of a hand."""
    offsets = Offsets()
    for detail in details:
        if elbow and (match := re.fullmatch(r"elbow (\d+)", detail)):
            offsets = replace(offsets, elbow=float(match[1]))
            continue
        match = detail_pattern.fullmatch(detail)
        if match is None:
            hand = " (for a hand also: elbow 70)" if elbow else ""
            raise UnclearError(
                f'"{detail}" is not a distance; allowed after a comma, in centimetres: '
                f"12 ahead, 12 behind, 12 out, 12 in, 12 high{hand}"
            )
        size = float(match["size"])
        name = {"ahead": "ahead", "behind": "ahead", "out": "out", "in": "out", "high": "high"}
        value = -size if match["way"] in ("behind", "in") else size
        offsets = replace(offsets, **{name[match["way"]]: value})
    return offsets


def parse_foot(text: str) -> FootRest:
    """Return how a foot rests: "flat, 29 behind", "on tiptoe, 8 ahead", "on the heel"."""
    phrase, details = split_details(text)
    if phrase not in foot_rests:
        raise UnclearError(
            f'"{phrase}" is not how a foot rests{did_you_mean(phrase, foot_rests)}; '
            f"allowed: {', '.join(foot_rests)}"
        )
    return FootRest(phrase, parse_offsets(details))


def parse_hand(text: str, own: Side) -> HandRest:
    """Return what a hand does: "on the wall, 130 high", "holding the strap, elbow 70".

    *own* is the hand's side, and that of a knee or hip whose side isn't named.
    """
    phrase, details = split_details(text)
    offsets = parse_offsets(details, elbow=True)
    if phrase == "free":
        return HandRest("free", nobody, offsets)
    match = hand_pattern.fullmatch(phrase)
    if match is None:
        raise UnclearError(
            f'"{phrase}" is not what a hand does; allowed: free, or on, behind or holding, then '
            f"one of: {', '.join(hand_things)} (with left or right in front for the body)"
        )
    how, thing, said = match["how"], match["thing"], match["side"]
    thing = own_parts.get(thing, thing)
    hows = {**hand_rooms, **hand_parts}[thing]
    if how not in hows:
        words = one_of(f"{each} the {thing}" for each in hows)
        raise UnclearError(f'"{phrase}": a hand can\'t be {how} the {thing}; write {words}')
    if said and thing not in plurals:
        raise UnclearError(f'"{phrase}": write {how} the {thing}, without {said}')
    if thing not in plurals:
        return HandRest(how, BodyPart(None, thing), offsets)
    other: Side = "left" if own == "right" else "right"
    means_other = said == "other" or (thing == "hand" and not said)
    side = other if means_other else side_of(match) or own
    if thing == "hand" and side == own:
        message = f'"{phrase}" of the {own} hand; write {how} the other hand'
        raise UnclearError(message)
    return HandRest(how, BodyPart(side, thing), offsets)


def parse_prop(text: str) -> Prop:
    """Return a prop: "wall, 58 ahead", "ball under the right arch", "pillow between the knees"."""
    refuse_former("props", text)
    phrase, details = split_details(text)
    match = prop_pattern.fullmatch(phrase)
    if match is None:
        if begun := re.match(rf"({any_of(prop_things)}) ({any_of(prop_hows)}) ", phrase):
            raise unknown_part(phrase[begun.end() :])
        raise UnclearError(
            f'"{phrase}" is not a prop{did_you_mean(phrase, prop_things)}; allowed: '
            f"{', '.join(prop_things)}; then, if you like, {', '.join(prop_hows)} and a part of "
            "the body"
        )
    how = match["how"] or ""
    target = part_of(match, both=True) if how else nobody
    usual = places.get(match["thing"])
    if usual and how and (how not in usual[0] or target.part not in usual[1]):
        raise UnclearError(
            f'"{phrase}" can\'t be drawn; allowed: {match["thing"]} {" or ".join(usual[0])} the '
            f"left or right {', '.join(usual[1])}"
        )
    if how == "between" and (target.side or target.part not in plurals):
        raise UnclearError(f'"{phrase}": between is for two parts, such as between the knees')
    return Prop(match["thing"], how, target, parse_offsets(details))


def parse_arrow(text: str) -> Arrow:
    """Return an arrow: "move hips ahead", "circle right toes", "move knees apart"."""
    refuse_former("arrows", text)
    match = arrow_pattern.fullmatch(text)
    if match is None:
        raise unclear_arrow(text)
    kind, way = match["kind"], match["way"] or ""
    if kind == "circle" and way:
        raise UnclearError(f'"{text}": a circle goes round both ways; leave out "{way}"')
    if kind in ("move", "press") and not way:
        raise UnclearError(f'"{text}" says no way; add one of: {", ".join(arrow_ways)}')
    target = part_of(match, both=way in pair_ways)
    if way in pair_ways and target.part != "toes" and (target.side or target.part in middle_parts):
        raise UnclearError(f'"{text}": {way} is for two parts, such as move knees {way}')
    return Arrow(kind, target, way)


def unclear_arrow(text: str) -> UnclearError:
    """Return what is wrong with an arrow: its kind, its part or its way."""
    kind = re.match(rf"({any_of(arrow_kinds)}) ", text)
    if kind is None:
        return UnclearError(
            f'"{text}" is not an arrow; allowed: {", ".join(arrow_kinds)}; then a part of the '
            f"body; then {', '.join(arrow_ways)}"
        )
    rest = text[kind.end() :]
    part = re.match(rf"{whose}({any_of(named)})\b", rest)
    if part is None:
        return unknown_part(re.sub(rf"( to the)? ({any_of(arrow_ways)})$", "", rest))
    way = rest[part.end() :].strip()
    return UnclearError(
        f'"{way}" is no way{did_you_mean(way, arrow_ways)}; allowed: {", ".join(arrow_ways)}'
    )
