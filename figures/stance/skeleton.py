"""Joint angles -> where every joint is, and back again by reaching.

Angles are the clinic's: 0 everywhere is standing straight with hanging arms. The leg and the arm
hang in the same way: bent forwards (`bend`), led outwards (`out`), turned about their own length
(`turn`, outwards above 0), and bent at the middle (`middle`: knee or elbow). All lengths are those
of the mesh.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import NamedTuple, TypeVar

import numpy as np

from figures.body.mesh import Body, Posed
from figures.geometry.vectors import (
    Floats,
    about,
    ahead,
    dot,
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


@dataclass(frozen=True, slots=True)
class Leg:
    """The angles of one leg, in degrees; *arch* is 1 where it is lifted."""

    bend: float = 0
    out: float = 0
    turn: float = 0
    middle: float = 0
    ankle: float = 0
    foot_turn: float = 0
    foot_roll: float = 0
    toes: float = 0
    big_toe: float | None = None
    toe_curl: float = 0
    toe_spread: float = 0
    arch: float = 0


@dataclass(frozen=True, slots=True)
class Arm:
    """The angles of one arm, in degrees; the palm of a hanging arm faces the thigh."""

    bend: float = 0
    out: float = 0
    turn: float = 0
    middle: float = 0
    forearm_turn: float = 0
    wrist: float = 0


Limb = TypeVar("Limb", Leg, Arm)


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """How the fingers are bent, and which way the hand points in the room.

    *fingers* are the bends of base, middle and tip of each finger, (4, 3); *thumb* is how far it
    is bent and how far it stands against the palm. A *turn* is the frame of the hand: its `up`
    points back to the wrist, its `ahead` where the palm faces; None goes on from the forearm.
    *goal* is where the wrist has to be for the hand to touch what it rests on or holds.
    """

    fingers: Floats
    thumb: tuple[float, float]
    spread: float = 2.5
    turn: Floats | None = None
    goal: Floats | None = None


@dataclass(frozen=True, slots=True)
class Trunk:
    """The angles of trunk and head, in degrees; *glide* in centimetres."""

    trunk: float = 0
    back: float = 0
    twist: float = 0
    side_bend: float = 0
    pelvis_tilt: float = 0
    neck: float = 0
    neck_turn: float = 0
    neck_bend: float = 0
    neck_glide: float = 0


@dataclass(frozen=True, slots=True, eq=False)
class Stance:
    """All angles of a body, where the middle between its hip joints is, and which way it is laid
    (a turn from standing, for somebody on the side)."""

    hips: Floats
    trunk: Trunk
    legs: tuple[Leg, Leg]
    arms: tuple[Arm, Arm]
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


class Bones(NamedTuple):
    """A limb as it hangs: its joints from the root, and the frame of each of its parts."""

    joints: tuple[Floats, ...]
    frames: tuple[Floats, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Lengths of a body in centimetres, and how its bones lie at rest: a frame for each part of
    the left side. *hip*, *clavicle* and *shoulder* are counted from the bone that carries them."""

    thigh: float
    shank: float
    upper_arm: float
    forearm: float
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


@cache
def measure(body: Body) -> Measures:
    """Return the lengths of a body and the frames of its parts at rest."""
    hip, knee, ankle = (body.head(f"{bone}.L") for bone in ("upperleg01", "lowerleg01", "foot"))
    shoulder, elbow, wrist = (
        body.head(f"{bone}.L") for bone in ("upperarm01", "lowerarm01", "wrist")
    )
    ball = body.head("toe2-1.L")
    forwards = unit(place(ball[0] - ankle[0], 0, ball[2] - ankle[2]))
    foot = body.points[body.pull("foot", "toe", side="L") > 0.5] - ankle
    along = foot @ forwards
    reach = float((ball - ankle) @ forwards)
    hinge = np.cross(elbow - shoulder, wrist - elbow)
    rest = {
        "thigh": limb_frame(hip - knee, left),
        "shin": limb_frame(knee - ankle, left),
        "foot": limb_frame(up, np.cross(up, forwards)),
        "upper arm": limb_frame(shoulder - elbow, -hinge),
        "forearm": limb_frame(elbow - wrist, -hinge),
        "hand": hand_at_rest(body),
    }
    rest |= {f"right {name}": mirrored(turn) for name, turn in rest.items()} | {
        f"left {name}": turn for name, turn in rest.items()
    }
    return Measures(
        thigh=length(knee - hip),
        shank=length(ankle - knee),
        upper_arm=length(elbow - shoulder),
        forearm=length(wrist - elbow),
        ankle_height=float(ankle[1] - body.points[:, 1].min()),
        heel_back=float(-along.min()),
        ball_ahead=reach,
        toe_long=float(along.max()) - reach,
        hip_half=float(hip[0]),
        rest=rest,
    )


def limb_frame(back: Floats, aside: Floats) -> Floats:
    """Return the frame whose `up` points *back* along a bone, its `left` nearly *aside*."""
    turned = frame(back, aside)
    return np.stack((turned[:, 1], turned[:, 0], -turned[:, 2]), 1)


def mirrored(turn: Floats) -> Floats:
    """Return the frame of the same part on the other side of the body."""
    flip = np.diag((-1.0, 1.0, 1.0))
    return flip @ turn @ flip


def hand_at_rest(body: Body) -> Floats:
    """Return the frame of the left hand at rest: `ahead` is the way its palm faces."""
    first, last = body.head("finger2-1.L"), body.head("finger5-1.L")
    along = (first + last) / 2 - body.head("wrist.L")
    return limb_frame(-along, first - last)


def place_trunk(body: Body, stance: Stance) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return the turns of the bones from the pelvis to the head and clavicles, and their places."""
    frames = trunk_frames(stance)
    pelvis, loin, chest, head = (frames[name] for name in ("pelvis", "loin", "chest", "head"))
    glide = stance.trunk.neck_glide / length(body.head("head") - body.head("neck01"))
    slide = about(left, math.degrees(math.asin(max(-0.5, min(0.5, glide)))))
    turns = {
        "root": pelvis,
        "pelvis.L": pelvis,
        "pelvis.R": pelvis,
        "spine05": part_way(pelvis, loin, 0.3),
        "spine04": part_way(pelvis, loin, 0.75),
        "spine03": part_way(loin, chest, 0.35),
        "spine02": part_way(loin, chest, 0.8),
        "spine01": chest,
        "neck01": part_way(chest, head, 0.3) @ slide,
        "neck02": part_way(chest, head, 0.5) @ slide,
        "neck03": part_way(chest, head, 0.75) @ slide,
        "head": head,
        "clavicle.L": chest,
        "clavicle.R": chest,
    }
    middle = (body.head("upperleg01.L") + body.head("upperleg01.R")) / 2
    places = {"root": stance.hips + pelvis @ (body.head("root") - middle)}
    for bone in turns:
        if bone != "root":
            parent = body.bones[body.parents[body.number(bone)]]
            way = body.head(bone) - body.head(parent)
            places[bone] = places[parent] + turns[parent] @ way
    return turns, places


def trunk_frames(stance: Stance) -> dict[str, Floats]:
    """Return the frames of pelvis, loin, chest and head, and of the trunk from which legs hang.

    The pelvis tilts below a trunk that stays where it is.
    """
    angles = stance.trunk
    trunk = stance.laid @ about(left, angles.trunk)
    chest = (
        trunk @ about(left, angles.back) @ about(ahead, -angles.side_bend) @ about(up, angles.twist)
    )
    loin = part_way(trunk, chest, 0.45)
    head = (
        chest
        @ about(up, angles.neck_turn)
        @ about(ahead, -angles.neck_bend)
        @ about(left, angles.neck)
    )
    pelvis = trunk @ about(left, angles.pelvis_tilt)
    return {"trunk": trunk, "pelvis": pelvis, "loin": loin, "chest": chest, "head": head}


def swing(hung: Floats, side: Side, limb: Leg | Arm) -> Floats:
    """Return the frame of the upper bone of a limb that hangs from a frame."""
    outwards = sign(side)
    return (
        hung
        @ about(left, -limb.bend)
        @ about(ahead, outwards * limb.out)
        @ about(up, outwards * limb.turn)
    )


def hang_leg(body: Body, hip: Floats, trunk: Floats, side: Side, leg: Leg) -> Bones:
    """Return the joints hip, knee, ankle, heel, ball and toe, and the frames thigh, shin, foot
    and toes. Heel, ball and toe lie on the sole."""
    sizes = measure(body)
    upper = swing(trunk, side, leg)
    lower = upper @ about(left, leg.middle)
    knee = hip - upper[:, 1] * sizes.thigh
    ankle = knee - lower[:, 1] * sizes.shank
    level = lower @ about(up, sign(side) * leg.foot_turn)
    foot = level @ about(left, -leg.ankle) @ about(ahead, -sign(side) * leg.foot_roll)
    toes = foot @ about(left, -leg.toes)
    under = ankle - foot[:, 1] * sizes.ankle_height
    ball = under + foot[:, 2] * sizes.ball_ahead
    joints = (hip, knee, ankle, under - foot[:, 2] * sizes.heel_back, ball)
    return Bones((*joints, ball + toes[:, 2] * sizes.toe_long), (upper, lower, foot, toes))


def hang_arm(body: Body, shoulder: Floats, chest: Floats, side: Side, arm: Arm) -> Bones:
    """Return the joints shoulder, elbow and wrist, and the frames upper arm, forearm and hand."""
    sizes = measure(body)
    upper = swing(chest, side, arm)
    lower = upper @ about(left, -arm.middle)
    elbow = shoulder - upper[:, 1] * sizes.upper_arm
    wrist = elbow - lower[:, 1] * sizes.forearm
    # A hanging palm faces the thigh; pronation turns it back.
    hand = lower @ about(up, -sign(side) * (90 + arm.forearm_turn)) @ about(left, arm.wrist)
    return Bones((shoulder, elbow, wrist), (upper, lower, hand))


def find_shoulder(
    body: Body, stance: Stance, side: Side, reaching: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return the shoulder joint of an arm that goes in a direction of the room, and the turns of
    collarbone and shoulder: they follow a raised arm about half the way."""
    turns, places = place_trunk(body, stance)
    bone, chest, outwards = f"clavicle.{letter(side)}", turns["spine01"], sign(side)
    way = chest.T @ unit(reaching)
    lift = 13 * min(max(float(way[1]) + 0.75, 0.0), 1.6)
    forwards = 14 * min(max(float(way[2]), -0.6), 1.0)
    girdle = chest @ about(ahead, lift * outwards) @ about(up, -forwards * outwards)
    shoulder = girdle @ about(ahead, lift * 0.5 * outwards)
    middle = body.head(f"shoulder01.{letter(side)}")
    at = places[bone] + girdle @ (middle - body.head(bone))
    return at + shoulder @ (body.head(f"upperarm01.{letter(side)}") - middle), girdle, shoulder


def place_bones(body: Body, stance: Stance) -> Skeleton:
    """Return where all joints of a stance are."""
    frames = trunk_frames(stance)
    turns, places = place_trunk(body, stance)
    joints = {
        "hips": stance.hips,
        "waist": places["spine04"],
        "ribs": places["spine02"],
        "neck": places["neck01"],
        "head": places["head"]
        + turns["head"] @ (body.eyes.mean(0) * (0, 1, 0.5) - body.head("head") * (0, 1, 0.5)),
    }
    for index, side in enumerate(sides):
        hip = stance.hips + frames["pelvis"][:, 0] * (sign(side) * measure(body).hip_half)
        leg = hang_leg(body, hip, frames["trunk"], side, stance.legs[index])
        hanging = swing(frames["chest"], side, stance.arms[index])
        shoulder, _, _ = find_shoulder(body, stance, side, -hanging[:, 1])
        arm = hang_arm(body, shoulder, frames["chest"], side, stance.arms[index])
        hand = stance.hands[index].turn
        hand = arm.frames[2] if hand is None else hand
        for name, at in zip(
            ("hip", "knee", "ankle", "heel", "ball", "toe"), leg.joints, strict=True
        ):
            joints[f"{side} {name}"] = at
        for name, at in zip(("shoulder", "elbow", "wrist"), arm.joints, strict=True):
            joints[f"{side} {name}"] = at
        joints[f"{side} palm"] = arm.joints[2] - hand[:, 1] * 7.5 + hand[:, 2] * 2.0
        for name, turned in zip(("thigh", "shin", "foot", "toes"), leg.frames, strict=True):
            frames[f"{side} {name}"] = turned
        for name, turned in zip(("upper arm", "forearm"), arm.frames[:2], strict=True):
            frames[f"{side} {name}"] = turned
        frames[f"{side} hand"] = hand
    joints["shoulders"] = (joints["left shoulder"] + joints["right shoulder"]) / 2
    return Skeleton(joints, frames)


def span(one: float, other: float, middle: float) -> float:
    """Return how far the ends of two bones are apart when the joint between is bent."""
    return math.sqrt(one**2 + other**2 + 2 * one * other * math.cos(math.radians(middle)))


def bend_to_span(one: float, other: float, distance: float) -> float:
    """Return how much the joint between two bones bends when their ends are *distance* apart.

    Out of reach, the joint is straight or folded as far as it goes.
    """
    cosine = (distance**2 - one**2 - other**2) / (2 * one * other)
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def reach(
    body: Body, limb: Limb, hung: Floats, side: Side, root: Floats, goal: Floats, towards: Floats
) -> Limb:
    """Return the limb with the angles that bring its end to *goal*, as near as it can.

    *towards* is the way in which the knee or the elbow points.
    """
    sizes = measure(body)
    is_leg = isinstance(limb, Leg)
    one, other = (sizes.thigh, sizes.shank) if is_leg else (sizes.upper_arm, sizes.forearm)
    middle = bend_to_span(one, other, length(goal - root))
    along = unit(goal - root)
    pole = square_to(towards, along)
    folded = math.radians(middle)
    lift = math.atan2(other * math.sin(folded), one + other * math.cos(folded))
    upper = along * math.cos(lift) + pole * math.sin(lift)
    front = pole * math.cos(lift) - along * math.sin(lift)
    if not is_leg:
        front = -front
    outwards = hung[:, 0] * sign(side)
    out = math.degrees(math.asin(max(-1.0, min(1.0, dot(upper, outwards)))))
    bend = math.degrees(math.atan2(dot(upper, hung[:, 2]), -dot(upper, hung[:, 1])))
    plain = swing(hung, side, replace(limb, bend=bend, out=out, turn=0))
    turn = math.degrees(math.atan2(dot(front, plain[:, 0]) * sign(side), dot(front, plain[:, 2])))
    if not is_leg and bend < -90:
        # Past overhead it is the same arm, led up at the side of the body and turned round.
        bend, out, turn = bend + 180, 180 - out, (turn + 360) % 360 - 180
    return replace(limb, bend=bend, out=out, turn=turn, middle=middle)


Angles = TypeVar("Angles", Leg, Arm, Trunk)


def blend(one: Angles, other: Angles, part: float) -> Angles:
    """Return the angles a part of the way from one to the other, angle by angle."""
    angles = {}
    for field in fields(one):
        start, end = getattr(one, field.name), getattr(other, field.name)
        if start is not None and end is not None:
            angles[field.name] = start + (end - start) * part
    return replace(other, **angles)


def blend_stances(one: Stance, other: Stance, part: float) -> Stance:
    """Return the stance a part of the way from one to the other."""

    def mixed(start: Floats, end: Floats) -> Floats:
        return start + (end - start) * part

    hands = []
    for start, end in zip(one.hands, other.hands, strict=True):
        turn = end.turn
        if start.turn is not None and end.turn is not None:
            turn = part_way(start.turn, end.turn, part)
        flex, oppose = (a + (b - a) * part for a, b in zip(start.thumb, end.thumb, strict=True))
        spread = start.spread + (end.spread - start.spread) * part
        hands.append(Hand(mixed(start.fingers, end.fingers), (flex, oppose), spread, turn))
    return Stance(
        hips=mixed(one.hips, other.hips),
        trunk=blend(one.trunk, other.trunk, part),
        legs=(blend(one.legs[0], other.legs[0], part), blend(one.legs[1], other.legs[1], part)),
        arms=(blend(one.arms[0], other.arms[0], part), blend(one.arms[1], other.arms[1], part)),
        hands=(hands[0], hands[1]),
        laid=part_way(one.laid, other.laid, part),
    )
