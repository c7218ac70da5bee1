"""The bones of one person: joint angles -> where every joint is, and back again by reaching.

Places are in centimetres: `ahead` of the person, `up` from the floor, `left` of the person.
Angles are the clinic's: 0 everywhere is standing straight; flexion of hip, knee, elbow and
shoulder, dorsiflexion of the ankle and bending the toes up are above 0. The leg and the arm hang
in the same way: bent forwards (`bend`), led outwards (`out`), turned about their own length
(`turn`, outwards above 0), and bent at the middle (`middle`: knee or elbow).

Bone lengths are the fractions of stature of Drillis and Contini (1966) as given in D. A. Winter,
"Biomechanics and Motor Control of Human Movement".
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import NamedTuple, TypeVar

from figures.geometry.room import Frame, Place, mixed, nowhere, upright
from figures.words.terms import Side, sides

stature = 170.0
thigh = 0.245 * stature
shank = 0.246 * stature
ankle_height = 0.039 * stature
foot_length = 0.152 * stature
upper_arm = 0.186 * stature
forearm = 0.146 * stature
hand = 0.098 * stature  # Winter's 0.108 is to the tips of outstretched fingers
trunk = 0.288 * stature  # hip joints to shoulder joints
hip_half = 0.052 * stature
shoulder_half = 0.105 * stature
pelvis_part, loin_part, chest_part = 0.24, 0.28, 0.48  # of the trunk, from below
neck_and_half_head = 0.118 * stature  # shoulder line to the middle of the head

heel_back = 0.27 * foot_length  # behind the ankle
ball_ahead = 0.46 * foot_length  # in front of the ankle: the base of the toes
toe_long = foot_length - heel_back - ball_ahead


@dataclass(frozen=True, slots=True)
class Leg:
    """The angles of one leg."""

    bend: float = 0
    out: float = 0
    turn: float = 0
    middle: float = 0
    ankle: float = 0
    toes: float = 0
    foot_turn: float = 0


@dataclass(frozen=True, slots=True)
class Arm:
    """The angles of one arm."""

    bend: float = 0
    out: float = 0
    turn: float = 0
    middle: float = 0


Limb = TypeVar("Limb", Leg, Arm)


@dataclass(frozen=True, slots=True)
class Stance:
    """All angles of a body, and where the middle between its hip joints is."""

    ahead: float
    up: float
    trunk: float
    back: float
    neck: float
    legs: tuple[Leg, Leg]
    arms: tuple[Arm, Arm]


class Bones(NamedTuple):
    """Where a hanging limb is: its joints from the root, and the frame of each of its parts.

    A frame's `up` points back along the bone, its `ahead` to the front of the knee or elbow.
    """

    joints: tuple[Place, ...]
    frames: tuple[Frame, ...]


class Skeleton(NamedTuple):
    """Where everything is. *spine* runs from the hips to the shoulder line, then to the head."""

    spine: tuple[Place, ...]
    trunk_frames: tuple[Frame, ...]
    head: Frame
    legs: tuple[Bones, Bones]
    arms: tuple[Bones, Bones]


def place_bones(stance: Stance) -> Skeleton:
    """Return where all bones of a stance are."""
    pelvis = upright.pitched(stance.trunk)
    loin = pelvis.pitched(stance.back * 0.45)
    chest = pelvis.pitched(stance.back)
    head = chest.pitched(stance.neck)
    hips = Place(stance.ahead, stance.up, 0)
    waist = hips.plus(pelvis.up, trunk * pelvis_part)
    ribs = waist.plus(loin.up, trunk * loin_part)
    shoulders = ribs.plus(chest.up, trunk * chest_part)
    neck = chest.pitched(stance.neck * 0.5 + 8)
    middle = shoulders.plus(neck.up, neck_and_half_head)
    legs = [
        hang_leg(hips.plus(pelvis.left, hip_half * sign(side)), pelvis, side, stance.legs[index])
        for index, side in enumerate(sides)
    ]
    arms = [
        hang_arm(
            shoulders.plus(chest.left, shoulder_half * sign(side)), chest, side, stance.arms[index]
        )
        for index, side in enumerate(sides)
    ]
    return Skeleton(
        (hips, waist, ribs, shoulders, middle),
        (pelvis, loin, chest),
        head,
        (legs[0], legs[1]),
        (arms[0], arms[1]),
    )


def sign(side: Side) -> int:
    """Return 1 for left and -1 for right."""
    return 1 if side == "left" else -1


def swing(frame: Frame, side: Side, limb: Leg | Arm) -> Frame:
    """Return the frame of the upper bone of a limb that hangs from a frame."""
    along = mixed(nowhere.minus(frame.up), frame.ahead, limb.bend)
    front = mixed(frame.ahead, frame.up, limb.bend)
    outwards = nowhere.plus(frame.left, sign(side))
    led, across = mixed(along, outwards, limb.out), mixed(outwards, along, -limb.out)
    turned, aside = mixed(front, across, limb.turn), mixed(across, front, -limb.turn)
    return Frame(turned, nowhere.minus(led), nowhere.plus(aside, sign(side)))


def hang_leg(hip: Place, pelvis: Frame, side: Side, leg: Leg) -> Bones:
    """Return the joints hip, knee, ankle, heel, ball, toe tip and the frames of the bones.

    The heel, ball and toe tip lie on the sole.
    """
    upper = swing(pelvis, side, leg)
    lower = upper.pitched(leg.middle)
    knee = hip.plus(upper.up, -thigh)
    ankle = knee.plus(lower.up, -shank)
    outwards = nowhere.plus(lower.left, sign(side))
    level = Frame(
        mixed(lower.ahead, outwards, leg.foot_turn),
        lower.up,
        mixed(lower.left, lower.ahead, -leg.foot_turn * sign(side)),
    )
    foot = level.pitched(-leg.ankle)
    toes = foot.pitched(-leg.toes)
    under = ankle.plus(foot.up, -ankle_height)
    ball = under.plus(foot.ahead, ball_ahead)
    joints = (
        hip, knee, ankle, under.plus(foot.ahead, -heel_back), ball, ball.plus(toes.ahead, toe_long)
    )  # fmt: skip
    return Bones(joints, (upper, lower, foot, toes))


def hang_arm(shoulder: Place, chest: Frame, side: Side, arm: Arm) -> Bones:
    """Return the joints shoulder, elbow, wrist and the frames of the two bones."""
    upper = swing(chest, side, arm)
    lower = upper.pitched(-arm.middle)
    elbow = shoulder.plus(upper.up, -upper_arm)
    return Bones((shoulder, elbow, elbow.plus(lower.up, -forearm)), (upper, lower))


def span(one: float, other: float, middle: float) -> float:
    """Return how far the ends of two bones are apart when the joint between is bent."""
    return math.sqrt(one**2 + other**2 + 2 * one * other * math.cos(math.radians(middle)))


def bend_to_span(one: float, other: float, distance: float) -> float:
    """Return how much the joint between two bones bends when their ends are *distance* apart.

    Out of reach, the joint is straight or folded as far as it goes.
    """
    cosine = (distance**2 - one**2 - other**2) / (2 * one * other)
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def reach(limb: Limb, frame: Frame, side: Side, root: Place, goal: Place, towards: Place) -> Limb:
    """Return the limb with the angles that bring its end to *goal*, as near as it can.

    *towards* is the way in which the knee or the elbow points.
    """
    one, other = (thigh, shank) if isinstance(limb, Leg) else (upper_arm, forearm)
    way = goal.minus(root)
    middle = bend_to_span(one, other, way.length())
    along = way.unit()
    pole = towards.plus(along, -towards.dot(along)).unit()
    lift = math.degrees(
        math.atan2(
            other * math.sin(math.radians(middle)), one + other * math.cos(math.radians(middle))
        )
    )
    upper = mixed(along, pole, lift)
    front = nowhere.plus(mixed(pole, along, -lift), 1 if isinstance(limb, Leg) else -1)
    outwards = nowhere.plus(frame.left, sign(side))
    out = math.degrees(math.asin(max(-1.0, min(1.0, upper.dot(outwards)))))
    bend = math.degrees(math.atan2(upper.dot(frame.ahead), -upper.dot(frame.up)))
    plain = swing(frame, side, replace(limb, bend=bend, out=out, turn=0))
    across = nowhere.plus(plain.left, sign(side))
    turn = math.degrees(math.atan2(front.dot(across), front.dot(plain.ahead)))
    return replace(limb, bend=bend, out=out, turn=turn, middle=middle)


def blend(one: Limb, other: Limb, part: float) -> Limb:
    """Return the limb a part of the way from one to the other, angle by angle."""
    angles = {
        field.name: getattr(one, field.name)
        + (getattr(other, field.name) - getattr(one, field.name)) * part
        for field in fields(one)
    }
    return replace(one, **angles)
