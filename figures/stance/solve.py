"""A pose as it is written -> the angles of the whole body, with feet and hands brought to where
they rest.

A leg is worked out in one of three ways: from its angles alone (`feet: free`); from where its foot
rests (then hip and knee follow); or from its knee and a foot that rests without a place (then the
hip follows). A standing body is as high as its first supporting leg, the one with a knee angle
given, lets it be.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from figures.body.hands import seat_height, solve_arm
from figures.body.skeleton import (
    Arm,
    Leg,
    Stance,
    ankle_height,
    ball_ahead,
    blend,
    hang_leg,
    hip_half,
    place_bones,
    reach,
    shank,
    sign,
    span,
    thigh,
)
from figures.geometry.room import Frame, Place, mixed, upright
from figures.words.poses import Pose
from figures.words.terms import sides

hip_over_seat = 10.4
hip_over_floor = 9.6
tiptoe = 40.0  # degrees that the ankle points, unless the pose says otherwise


def solve_stance(pose: Pose) -> Stance:
    """Return all angles of a pose."""
    stance = Stance(
        ahead=0,
        up=hip_height(pose),
        trunk=pose.trunk.get("trunk", -90 if pose.position == "lying" else 0),
        back=pose.trunk.get("back", 0),
        neck=pose.trunk.get("neck", 0),
        legs=(Leg(), Leg()),
        arms=(Arm(), Arm()),
    )
    if pose.position == "standing":
        stance = replace(stance, up=standing_height(pose, stance))
    if pose.position == "lying":
        lowest = min(place.up for place in place_bones(stance).spine[:4])
        stance = replace(stance, up=2 * stance.up - lowest)
    order = sorted((0, 1), key=lambda index: "other" in pose.feet[index].kind)
    for index in order:
        stance = with_limb(stance, index, solve_leg(pose, stance, index))
    stance = replace(stance, arms=(given_arm(pose, 0), given_arm(pose, 1)))
    for index in (0, 1):
        stance = with_limb(
            stance, index, solve_arm(pose, place_bones(stance), stance.arms[index], index)
        )
    return stance


def with_limb(stance: Stance, index: int, limb: Leg | Arm) -> Stance:
    """Return the stance with one leg or arm changed."""
    if isinstance(limb, Leg):
        left, right = stance.legs
        return replace(stance, legs=(limb, right) if index == 0 else (left, limb))
    one, other = stance.arms
    return replace(stance, arms=(limb, other) if index == 0 else (one, limb))


def blend_stances(one: Stance, other: Stance, part: float) -> Stance:
    """Return the stance a part of the way from one to the other, angle by angle."""

    def between(name: str) -> float:
        start: float = getattr(one, name)
        end: float = getattr(other, name)
        return start + (end - start) * part

    return Stance(
        between("ahead"), between("up"), between("trunk"), between("back"), between("neck"),
        (blend(one.legs[0], other.legs[0], part), blend(one.legs[1], other.legs[1], part)),
        (blend(one.arms[0], other.arms[0], part), blend(one.arms[1], other.arms[1], part)),
    )  # fmt: skip


def angle(pose: Pose, word: str, index: int, default: float = 0) -> float:
    """Return an angle as written, or the default."""
    value = pose.limbs.get(word, (None, None))[index]
    return default if value is None else value


def has_angle(pose: Pose, word: str, index: int) -> bool:
    """Tell whether the pose says an angle."""
    return pose.limbs.get(word, (None, None))[index] is not None


def hip_height(pose: Pose) -> float:
    """Return how high the hips are when something else than the legs carries them."""
    if pose.position == "sitting":
        return seat_height + hip_over_seat
    towel = any(prop.thing == "folded towel" for prop in pose.props)
    return hip_over_floor + (4 if towel else 0)


def standing_height(pose: Pose, stance: Stance) -> float:
    """Return how high the hips are over the first leg that carries them."""
    order = sorted((0, 1), key=lambda index: not has_angle(pose, "knee", index))
    index = next((i for i in order if pose.feet[i].kind != "free"), order[0])
    leg = given_leg(pose, index)
    low = ankle_rest(pose, index)
    if has_angle(pose, "hip", index):
        free = hang_leg(Place(0, 0, 0), pelvis_frame(stance), sides[index], leg)
        return low - free.joints[2].up
    away = pose.feet[index].offsets.ahead or 0
    return low + math.sqrt(max(span(thigh, shank, leg.middle) ** 2 - away**2, 1))


def pelvis_frame(stance: Stance) -> Frame:
    """Return the frame from which the legs hang."""
    return upright.pitched(stance.trunk)


def given_leg(pose: Pose, index: int) -> Leg:
    """Return a leg by its written angles."""
    usual_knee = {"sitting": 90.0, "lying": 106.0}.get(pose.position, 4.0)
    if pose.feet[index].kind == "on the heel":
        usual_knee = 4.0
    return Leg(
        bend=angle(pose, "hip", index),
        out=angle(pose, "hip out", index),
        turn=angle(pose, "hip turn", index),
        middle=angle(pose, "knee", index, usual_knee if pose.feet[index].kind != "free" else 0),
        ankle=angle(pose, "ankle", index),
        toes=angle(pose, "toes", index),
        foot_turn=angle(pose, "foot turn", index),
    )


def given_arm(pose: Pose, index: int) -> Arm:
    """Return an arm by its written angles; it hangs a little away from the body."""
    return Arm(
        bend=angle(pose, "shoulder", index, 2),
        out=angle(pose, "shoulder out", index, 6),
        turn=angle(pose, "shoulder turn", index, -20),
        middle=angle(pose, "elbow", index, 14),
    )


def foot_pitch(pose: Pose, index: int) -> float:
    """Return how far the heel of a resting foot is lifted, in degrees."""
    if pose.feet[index].kind != "on tiptoe":
        return 0
    return -angle(pose, "ankle", index, -tiptoe)


def ankle_rest(pose: Pose, index: int) -> float:
    """Return how high over the floor the ankle of a resting foot is."""
    pitch = math.radians(foot_pitch(pose, index))
    height = ball_ahead * math.sin(pitch) + ankle_height * math.cos(pitch)
    return height + (pose.feet[index].offsets.high or 0)


def solve_leg(pose: Pose, stance: Stance, index: int) -> Leg:
    """Return one leg with its foot where it rests."""
    leg, rest, side = given_leg(pose, index), pose.feet[index], sides[index]
    pelvis = pelvis_frame(stance)
    hips = Place(stance.ahead, stance.up, 0)
    hip = hips.plus(pelvis.left, hip_half * sign(side))
    if rest.kind == "free":
        return leg
    if rest.kind == "on the other thigh":
        return crossed_leg(leg, stance, index, hip, rest.offsets.out or 0)
    if rest.kind == "against the other leg":
        return folded_leg(leg, stance, index, hip)
    if rest.kind == "on the heel":
        return heel_down(leg, pelvis, index, hip, rest.offsets.high or 0)
    if not has_angle(pose, "hip", index):
        drop = hip.up - ankle_rest(pose, index)
        ahead = rest.offsets.ahead
        if ahead is None and pose.position == "standing":
            ahead = 0
        elif ahead is None:
            ahead = math.sqrt(max(span(thigh, shank, leg.middle) ** 2 - drop**2, 0))
        goal = Place(
            stance.ahead + ahead, hip.up - drop, hip.left + (rest.offsets.out or 0) * sign(side)
        )
        knee = mixed(Place(0.94, 0.34, 0), Place(0, 0, sign(side)), leg.turn)
        leg = reach(leg, pelvis, side, hip, goal, knee)
    return planted(leg, pelvis, index, hip, foot_pitch(pose, index))


def planted(leg: Leg, pelvis: Frame, index: int, hip: Place, pitch: float) -> Leg:
    """Return the leg with its sole level, or its heel lifted by *pitch* over flat toes."""
    shin = hang_leg(hip, pelvis, sides[index], leg).frames[1]
    level = math.degrees(math.atan2(-shin.ahead.up, shin.up.up))
    return replace(leg, ankle=level - pitch, toes=leg.toes + pitch)


def heel_down(leg: Leg, pelvis: Frame, index: int, hip: Place, high: float) -> Leg:
    """Return the leg with the hip bent so that the heel comes to rest."""

    def height(bend: float) -> float:
        bones = hang_leg(hip, pelvis, sides[index], replace(leg, bend=bend))
        return bones.joints[3].up - high

    return replace(leg, bend=root_of(height, -20, 150))


def root_of(height: Callable[[float], float], low: float, high: float) -> float:
    """Return where a growing function is nought, by halving."""
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if height(middle) > 0 else (middle, high)
    return (low + high) / 2


def crossed_leg(leg: Leg, stance: Stance, index: int, hip: Place, out: float) -> Leg:
    """Return the leg whose ankle lies on the other thigh, just above the knee."""
    other, side = 1 - index, sides[index]
    under = place_bones(stance).legs[other]
    root, knee = under.joints[0], under.joints[1]
    above = under.frames[0].ahead
    goal = root.plus(knee.minus(root), 0.66).plus(above, 13)
    goal = goal.plus(Place(0, 0, 1), -sign(side) * (9 + out))
    leg = reach(leg, pelvis_frame(stance), side, hip, goal, Place(0.2, -0.1, sign(side)))
    return replace(leg, foot_turn=leg.foot_turn or 24)


def folded_leg(leg: Leg, stance: Stance, index: int, hip: Place) -> Leg:
    """Return the leg that lies on the floor, knee outwards, its sole against the other thigh."""
    side = sides[index]
    under = place_bones(stance).legs[1 - index]
    root, knee = under.joints[0], under.joints[1]
    goal = root.plus(knee.minus(root), 0.76).plus(Place(0, 0, 1), sign(side) * 14)
    goal = Place(goal.ahead, 5, goal.left)
    leg = reach(leg, pelvis_frame(stance), side, hip, goal, Place(0.2, -0.14, sign(side)))
    return replace(leg, ankle=-4)
