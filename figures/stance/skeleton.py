"""Joint angles -> where every joint is, and back again by reaching.

Angles go by the words of a pose file; 0 everywhere is standing straight with hanging arms. The leg
and the arm hang in the same way: bent forwards ("hip", "shoulder"), led outwards ("hip out"),
turned about their own length ("hip turn", outwards above 0), and bent at the middle ("knee",
"elbow"). All lengths are those of the mesh.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

import numpy as np

from figures.body.mesh import Body, Posed
from figures.geometry.vectors import (
    Floats,
    about,
    ahead,
    frame,
    left,
    length,
    part_way,
    place,
    square_to,
    unit,
    up,
)
from figures.words.terms import Side, sides

Angles = Mapping[str, float]
"""Degrees by the words of a pose file, and how far an "arch" is lifted, from 0 to 1. Only that and
"big toe" may be missing: an arch is relaxed, and the big toe goes with the toes."""

middles = {"hip": "knee", "shoulder": "elbow"}


class Hand(NamedTuple):
    """How the fingers are bent, which way the hand points in the room, and what it touches.

    *fingers* are the bends of base, middle and tip of each finger, (4, 3); *thumb* is how far it
    is bent and how far it stands against the palm. A *turn* is the frame of the hand: its `up`
    points back to the wrist, its `ahead` where the palm faces; None goes on from the forearm.
    *goal* is where the wrist has to be for the hand to touch what it rests on or holds. It closes
    round the skin of the bones that it *meets* (how their names begin, with blanks between), and
    stays *above* it by the thickness of cloth.
    """

    fingers: Floats
    thumb: tuple[float, float]
    spread: float = 0.0
    turn: Floats | None = None
    goal: Floats | None = None
    meets: str = ""
    above: float = 0.0


class Stance(NamedTuple):
    """All angles of a body, where the middle between its hip joints is, and which way it is laid
    (a turn from standing, for somebody on the side)."""

    hips: Floats
    trunk: Angles
    legs: tuple[Angles, Angles]
    arms: tuple[Angles, Angles]
    hands: tuple[Hand, Hand]
    laid: Floats


class Skeleton(NamedTuple):
    """Joints as places and parts as frames (3, 3), by name: "hips", "left knee"; "chest",
    "left shin". A frame's `up` points back along the bone, towards the trunk."""

    joints: Mapping[str, Floats]
    frames: Mapping[str, Floats]


class Person(NamedTuple):
    """A body as it stands in the room; *points* (n, 3) are its skin."""

    posed: Posed
    skeleton: Skeleton
    points: Floats


class Measures(NamedTuple):
    """Lengths of a body in centimetres (those of a limb under the joint that it hangs from), and
    how its bones lie at rest: a frame for each part of both sides."""

    limbs: Mapping[str, tuple[float, float]]
    ankle_height: float
    heel_back: float
    ball_ahead: float
    toe_long: float
    hip_half: float
    rest: Mapping[str, Floats]


def letter(side: Side) -> str:
    """Return how the mesh calls a side."""
    return "L" if side == "left" else "R"


def sign(side: Side) -> int:
    """Return 1 for left and -1 for right."""
    return 1 if side == "left" else -1


Item = TypeVar("Item")


def changed(pair: tuple[Item, Item], index: int, item: Item) -> tuple[Item, Item]:
    """Return what there is of both sides with one of them changed."""
    return (item, pair[1]) if index == 0 else (pair[0], item)


@cache
def measure(body: Body) -> Measures:
    """Return the lengths of a body and the frames of its parts at rest."""
    bones = ("upperleg01", "lowerleg01", "foot", "upperarm01", "lowerarm01", "wrist")
    hip, knee, ankle, shoulder, elbow, wrist = (body.head(f"{bone}.L") for bone in bones)
    ball, first, last = (body.head(f"{bone}-1.L") for bone in ("toe2", "finger2", "finger5"))
    forwards = unit(place(ball[0] - ankle[0], 0, ball[2] - ankle[2]))
    along = (body.points[body.pull("foot", "toe", side="L") > 0.5] - ankle) @ forwards
    ball_ahead = float((ball - ankle) @ forwards)
    hinge = np.cross(elbow - shoulder, wrist - elbow)
    rest = {
        "thigh": limb_frame(hip - knee, left),
        "shin": limb_frame(knee - ankle, left),
        "foot": limb_frame(up, np.cross(up, forwards)),
        "upper arm": limb_frame(shoulder - elbow, -hinge),
        "forearm": limb_frame(elbow - wrist, -hinge),
        "hand": limb_frame(wrist - (first + last) / 2, first - last),
    }
    flip = np.diag((-1.0, 1.0, 1.0))
    return Measures(
        limbs={
            "hip": (length(knee - hip), length(ankle - knee)),
            "shoulder": (length(elbow - shoulder), length(wrist - elbow)),
        },
        ankle_height=float(ankle[1] - body.points[:, 1].min()),
        heel_back=float(-along.min()),
        ball_ahead=ball_ahead,
        toe_long=float(along.max()) - ball_ahead,
        hip_half=float(hip[0]),
        rest={f"left {name}": turn for name, turn in rest.items()}
        | {f"right {name}": flip @ turn @ flip for name, turn in rest.items()},
    )


def limb_frame(back: Floats, aside: Floats) -> Floats:
    """Return the frame whose `up` points *back* along a bone, its `left` nearly *aside*."""
    turned = frame(back, aside)
    return np.stack((turned[:, 1], turned[:, 0], -turned[:, 2]), 1)


def trunk_frames(stance: Stance) -> dict[str, Floats]:
    """Return the frames of pelvis, loin, chest and head, and of the trunk from which legs hang.

    The pelvis tilts below a trunk that stays where it is.
    """
    angles = stance.trunk
    trunk = stance.laid @ about(left, angles["trunk"])
    bowed = trunk @ about(left, angles["back"]) @ about(ahead, -angles["side bend"])
    chest = bowed @ about(up, angles["twist"])
    head = chest @ about(up, angles["neck turn"]) @ about(ahead, -angles["neck bend"])
    return {
        "trunk": trunk,
        "pelvis": trunk @ about(left, angles["pelvis tilt"]),
        "loin": part_way(trunk, chest, 0.45),
        "chest": chest,
        "head": head @ about(left, angles["neck"]),
    }


def place_trunk(body: Body, stance: Stance) -> Skeleton:
    """Return where the bones of the mesh from the pelvis to the head and the collarbones begin, and
    how they are turned from rest, by their names there."""
    frames = trunk_frames(stance)
    pelvis, loin, chest, head = (frames[name] for name in ("pelvis", "loin", "chest", "head"))
    glide = stance.trunk["neck glide"] / length(body.head("head") - body.head("neck01"))
    slide = about(left, math.degrees(math.asin(max(-0.5, min(0.5, glide)))))
    turns = {
        "root": pelvis, "pelvis.L": pelvis, "pelvis.R": pelvis,
        "spine05": part_way(pelvis, loin, 0.3), "spine04": part_way(pelvis, loin, 0.75),
        "spine03": part_way(loin, chest, 0.35), "spine02": part_way(loin, chest, 0.8),
        "spine01": chest, "neck01": part_way(chest, head, 0.3) @ slide,
        "neck02": part_way(chest, head, 0.5) @ slide, "neck03": part_way(chest, head, 0.75) @ slide,
        "head": head, "clavicle.L": chest, "clavicle.R": chest
    }  # fmt: skip
    middle = (body.head("upperleg01.L") + body.head("upperleg01.R")) / 2
    places = {"root": stance.hips + pelvis @ (body.head("root") - middle)}
    for bone in list(turns)[1:]:
        parent = body.bones[body.parents[body.number(bone)]]
        places[bone] = places[parent] + turns[parent] @ (body.head(bone) - body.head(parent))
    return Skeleton(places, turns)


def swing(hung: Floats, side: Side, joint: str, limb: Angles) -> Floats:
    """Return the frame of the upper bone of a limb that hangs from a frame by a joint."""
    outwards = sign(side)
    bent = hung @ about(left, -limb[joint]) @ about(ahead, outwards * limb[f"{joint} out"])
    return bent @ about(up, outwards * limb[f"{joint} turn"])


def hang_leg(body: Body, hip: Floats, trunk: Floats, side: Side, leg: Angles) -> Skeleton:
    """Return the joints and the parts of a leg. Heel, ball and toe lie on the sole."""
    sizes = measure(body)
    thigh, shank = sizes.limbs["hip"]
    upper = swing(trunk, side, "hip", leg)
    lower = upper @ about(left, leg["knee"])
    knee = hip - upper[:, 1] * thigh
    ankle = knee - lower[:, 1] * shank
    level = lower @ about(up, sign(side) * leg["foot turn"])
    foot = level @ about(left, -leg["ankle"]) @ about(ahead, -sign(side) * leg["foot roll"])
    toes = foot @ about(left, -leg["toes"])
    under = ankle - foot[:, 1] * sizes.ankle_height
    ball = under + foot[:, 2] * sizes.ball_ahead
    heel, toe = under - foot[:, 2] * sizes.heel_back, ball + toes[:, 2] * sizes.toe_long
    joints = {"hip": hip, "knee": knee, "ankle": ankle, "heel": heel, "ball": ball, "toe": toe}
    return Skeleton(joints, {"thigh": upper, "shin": lower, "foot": foot, "toes": toes})


def hang_arm(body: Body, shoulder: Floats, chest: Floats, side: Side, arm: Angles) -> Skeleton:
    """Return the joints and the parts of an arm."""
    one, other = measure(body).limbs["shoulder"]
    upper = swing(chest, side, "shoulder", arm)
    lower = upper @ about(left, -arm["elbow"])
    elbow = shoulder - upper[:, 1] * one
    wrist = elbow - lower[:, 1] * other
    # A hanging palm faces the thigh; pronation turns it back.
    turned = lower @ about(up, -sign(side) * (90 + arm["forearm turn"]))
    frames = {"upper arm": upper, "forearm": lower, "hand": turned @ about(left, arm["wrist"])}
    return Skeleton({"shoulder": shoulder, "elbow": elbow, "wrist": wrist}, frames)


def find_shoulder(
    body: Body, trunk: Skeleton, side: Side, reaching: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return the shoulder joint of an arm that goes in a direction of the room, and the turns of
    collarbone and shoulder: they follow a raised arm about half the way."""
    chest, outwards, mark = trunk.frames["spine01"], sign(side), letter(side)
    way = chest.T @ unit(reaching)
    lift = 13 * min(max(float(way[1]) + 0.75, 0.0), 1.6)
    forwards = 14 * min(max(float(way[2]), -0.6), 1.0)
    girdle = chest @ about(ahead, lift * outwards) @ about(up, -forwards * outwards)
    shoulder = girdle @ about(ahead, lift * 0.5 * outwards)
    root, middle, end = (
        body.head(f"{bone}.{mark}") for bone in ("clavicle", "shoulder01", "upperarm01")
    )
    at = trunk.joints[f"clavicle.{mark}"] + girdle @ (middle - root)
    return at + shoulder @ (end - middle), girdle, shoulder


def place_bones(body: Body, stance: Stance) -> Skeleton:
    """Return where all joints of a stance are."""
    frames, trunk = trunk_frames(stance), place_trunk(body, stance)
    brow = (body.eyes.mean(0) - body.head("head")) * (0, 1, 0.5)
    joints = {
        "hips": stance.hips,
        "waist": trunk.joints["spine04"],
        "ribs": trunk.joints["spine02"],
        "neck": trunk.joints["neck01"],
        "head": trunk.joints["head"] + trunk.frames["head"] @ brow,
    }
    for index, side in enumerate(sides):
        hip = stance.hips + frames["pelvis"][:, 0] * (sign(side) * measure(body).hip_half)
        hanging = swing(frames["chest"], side, "shoulder", stance.arms[index])
        shoulder, girdle, blade = find_shoulder(body, trunk, side, -hanging[:, 1])
        leg = hang_leg(body, hip, frames["trunk"], side, stance.legs[index])
        arm = hang_arm(body, shoulder, frames["chest"], side, stance.arms[index])
        turn = stance.hands[index].turn
        hand = arm.frames["hand"] if turn is None else turn
        palm = arm.joints["wrist"] - hand[:, 1] * 7.5 + hand[:, 2] * 2.0
        places = {**leg.joints, **arm.joints, "palm": palm}
        turns = {**leg.frames, **arm.frames, "hand": hand, "collarbone": girdle, "blade": blade}
        joints |= {f"{side} {name}": at for name, at in places.items()}
        frames |= {f"{side} {name}": turned for name, turned in turns.items()}
    joints["shoulders"] = (joints["left shoulder"] + joints["right shoulder"]) / 2
    return Skeleton(joints, frames)


def span(body: Body, joint: str, middle: float) -> float:
    """Return how far the ends of a limb are apart whose middle is bent."""
    one, other = measure(body).limbs[joint]
    return math.sqrt(one**2 + other**2 + 2 * one * other * math.cos(math.radians(middle)))


def angle_of_cosine(cosine: float) -> float:
    """Return an angle in degrees, the nearest one if there is none."""
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def reach(
    body: Body, joint: str, hung: Floats, side: Side, root: Floats, goal: Floats, towards: Floats
) -> Angles:
    """Return the angles of a limb that bring its end to *goal*, as near as it can, while the knee
    or the elbow points *towards* a way."""
    one, other = measure(body).limbs[joint]
    along, far, outwards = unit(goal - root), length(goal - root), sign(side)
    middle = angle_of_cosine((far**2 - one**2 - other**2) / (2 * one * other))
    folded = math.radians(middle)
    lift = math.atan2(other * math.sin(folded), one + other * math.cos(folded))
    pole = square_to(towards, along)
    upper = along * math.cos(lift) + pole * math.sin(lift)
    front = (pole * math.cos(lift) - along * math.sin(lift)) * (1 if joint == "hip" else -1)
    turned = hung.T @ np.stack((np.cross(-upper, front), -upper, front), 1)
    out = 90 - angle_of_cosine(-outwards * float(turned[0, 1]))
    bend = math.degrees(math.atan2(-turned[2, 1], turned[1, 1]))
    turn = outwards * math.degrees(math.atan2(turned[0, 2], turned[0, 0]))
    if joint == "shoulder" and bend < -90:
        # Past overhead it is the same arm, led up at the side of the body and turned round.
        bend, out, turn = bend + 180, 180 - out, (turn + 360) % 360 - 180
    return {joint: bend, f"{joint} out": out, f"{joint} turn": turn, middles[joint]: middle}


def blend(one: Any, other: Any, part: float) -> Any:
    """Return what is a part of the way from one to the other: two stances, or what they are made
    of. What has nothing between, or no beginning, is as at the end."""
    if one is None or other is None or isinstance(other, str):
        return other
    if isinstance(other, Mapping):
        return {word: blend(one.get(word), end, part) for word, end in other.items()}
    if isinstance(other, tuple):
        parts = [blend(*pair, part) for pair in zip(one, other, strict=True)]
        return type(other)(*parts) if hasattr(other, "_fields") else tuple(parts)
    if np.shape(other) == (3, 3):
        return part_way(one, other, part)
    return one + (other - one) * part
