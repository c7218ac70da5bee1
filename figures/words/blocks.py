"""One block of a pose file -> a pose; what is wrong is noted in the fields.

A close-up, a phase, and a picture of what is wrong that has a look of its own, say only what
differs: all else is taken from the hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

from fields.reader import Fields
from figures.words.former import explain_view, former_fields, former_views
from figures.words.mirrored import swapped
from figures.words.parts import parse_body_part, parse_look
from figures.words.pose import Pose, nothing
from figures.words.reading import Lines, Pair, read_angles, read_list, read_sides, understood
from figures.words.sentences import (
    parse_arrow,
    parse_foot,
    parse_hand,
    parse_prop,
)
from figures.words.terms import (
    Side,
    limb_angles,
    meant_positions,
    meant_views,
    motions,
    positions,
    ranges,
    sides,
    trunk_angles,
    views,
)
from figures.words.wording import FootRest, HandRest, Look

Record = TypeVar("Record")

posture = (*trunk_angles, *limb_angles, "arch", "feet", "hands")
"""What means something else in another position."""
usual_rests = {
    "sitting on the floor": "on the heel",
    "lying on the left side": "free",
    "lying on the right side": "free",
    "lying on the front": "top down",
    "kneeling": "top down",
    "all-fours": "top down",
}


def parse_pose(name: str, line: int, fields: Fields, hold: Pose | None, phase: str = "") -> Pose:
    """Return one block of a file as a pose.

    *hold* is what the block takes from the hold; None for a block that stands alone.
    """
    lines: Lines = {field: fields.line_of(field) for field in fields}
    position = fields.choice(
        "position", positions, hold.position if hold else None, meant_positions
    )
    usual = hold if hold and position == hold.position else None
    limbs = {
        word: filled(read_angles(fields, lines, word), usual.limbs.get(word) if usual else None)
        for word in (*limb_angles, "arch")
        if word in fields or (usual and word in usual.limbs)
    }
    look = read_look(fields, required=name == "close-up")
    title, description = fields.text("title"), fields.text("description")
    feet = read_sides(fields, lines, "feet", lambda text, side: parse_foot(text))
    hands = read_sides(fields, lines, "hands", parse_hand)
    pose = Pose(
        path=fields.path,
        line=line,
        name=name,
        phase=phase,
        title=title,
        description=description,
        mirrored_title=fields.text("mirrored title", swapped(title)),
        mirrored_description=fields.text("mirrored", swapped(description)),
        side=fields.choice("side", (*sides, "both"), hold.side if hold else ""),
        look=look,
        view=read_view(fields, hold.view if hold else "side", look),
        facing=fields.choice("facing", ("right", "left"), hold.facing if hold else "right"),
        position=position,
        trunk={**(usual.trunk if usual else {}), **read_trunk(fields)},
        limbs=limbs,
        feet=find_feet(feet, position, limbs.get("hip", nothing), usual),
        hands=find_hands(hands, position, usual),
        props=read_list(fields, lines, "props", parse_prop)
        if "props" in fields or not hold
        else hold.props,
        arrows=read_list(fields, lines, "arrows", parse_arrow),
        works=read_list(fields, lines, "works", parse_body_part),
        touching=read_list(fields, lines, "touching", parse_body_part),
        fault=read_list(fields, lines, "fault", parse_body_part),
        motion=fields.choice("motion", motions, "ease") if name == "hold" else "",
        lines={**taken_lines(hold, usual, lines), **lines},
    )
    finish(fields)
    return pose


def finish(fields: Fields) -> None:
    """Note what is unknown, and what is no longer known."""
    told = {"foot"} if is_former(fields) else set()  # by what is said of the view
    for word in former_fields:
        if word in fields:
            fields.skip(word)
            message = f"{fields.within}{word} is no longer a field: {former_fields[word]}"
            if word not in told:
                fields.problem(fields.line_of(word), message)
    for word in (*trunk_angles, *limb_angles, "arch"):
        fields.skip(word)  # known, so that a misspelt one is told its name
    fields.done()


def filled(own: Pair[Record], usual: Pair[Record] | None) -> Pair[Record]:
    """Return a pair with what it leaves out taken from another."""
    left, right = usual or (None, None)
    return left if own[0] is None else own[0], right if own[1] is None else own[1]


def taken_lines(hold: Pose | None, usual: Pose | None, own: Mapping[str, int]) -> Lines:
    """Return the lines of the fields that a pose takes from the hold."""
    fields = ("position", "side", "view", "facing", *(() if "props" in own else ("props",)))
    if usual:
        fields += posture
    return {
        name: line
        for name, line in (hold.lines if hold else {}).items()
        if name.partition(".")[0] in fields
    }


def find_feet(
    written: Pair[FootRest], position: str, hips: Pair[float], usual: Pose | None
) -> tuple[FootRest, FootRest]:
    """Return how the feet rest; one of which nothing is said is free if its hip's bend is said."""

    def find(side: Side, foot: FootRest | None, hip: float | None) -> FootRest:
        if foot:
            return foot
        if usual and f"feet.{side}" in usual.lines:
            return usual.feet[sides.index(side)]
        return parse_foot("free" if hip is not None else usual_rests.get(position, "flat"))

    left, right = map(find, sides, written, hips)
    return left, right


def find_hands(
    written: Pair[HandRest], position: str, usual: Pose | None
) -> tuple[HandRest, HandRest]:
    """Return what the hands do; on all fours they are on the floor unless it is said."""
    rest = "on the floor" if position == "all-fours" else "free"
    left, right = usual.hands if usual else (parse_hand(rest, side) for side in sides)
    return written[0] or left, written[1] or right


def is_former(fields: Fields) -> bool:
    """Tell whether a block is a close-up as they once were written."""
    return "look" not in fields and fields.text("view", default="-") in former_views


def read_look(fields: Fields, required: bool) -> Look | None:
    """Return what is seen close and from where."""
    if is_former(fields):
        foot = fields.text("foot", default="right")
        message = f"{fields.within}look is missing: {explain_view(fields.text('view'), foot)}"
        fields.problem(fields.line_of("view"), message)
        fields.skip("look")
        return None
    text = fields.text("look", default=None if required else "")
    if not text or text == "?":
        return None
    return understood(fields, fields.line_of("look"), "look", partial(parse_look, text))


def read_view(fields: Fields, usual: str, look: Look | None) -> str:
    """Return the view; a picture that is seen close has none of its own."""
    if is_former(fields):
        return usual
    if look and "view" in fields:
        fields.skip("view")
        message = f"{fields.within}view: look says from where it is seen; leave view out"
        fields.problem(fields.line_of("view"), message)
        return usual
    return fields.choice("view", views, usual, meant_views)


def read_trunk(fields: Fields) -> dict[str, float]:
    """Return the angles of trunk and neck that are written."""
    return {
        word: fields.decimal(word, *ranges[word], default=0)
        for word in trunk_angles
        if word in fields
    }
