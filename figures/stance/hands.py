"""Where a hand goes when it rests on a thing or holds it, and the arm that brings it there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.geometry.vectors import Floats, about, ahead, length, place, square_to, unit, up
from figures.stance.skeleton import (
    Arm,
    Hand,
    Skeleton,
    Stance,
    find_shoulder,
    measure,
    reach,
    sign,
    span,
    trunk_frames,
)
from figures.words.poses import Pose
from figures.words.terms import sides

seat_height = 38.0
worktop_height = 88.0
wall_ahead = 58.0
palm_thickness = 1.6
down = -up


class Hold(NamedTuple):
    """Where the wrist goes, which way the fingers and the palm point, how the fingers are bent
    (`shapes`), and where the elbow points. *loose* (centimetres) is how far the hand may still
    come nearer until it touches."""

    wrist: Floats
    fingers: Floats
    palm: Floats
    shape: str
    elbow: Floats


def hand(name: str, turn: Floats | None = None) -> Hand:
    """Return a hand by the name of its shape, the fingers alike."""
    bends, thumb, spread = shapes[name]
    return Hand(np.array([bends] * 4, float), thumb, spread, turn)


shapes: dict[str, tuple[tuple[float, float, float], tuple[float, float], float]] = {
    "flat": ((-4, 3, 2), (-2, 8), 5.0),
    "loose": ((16, 24, 16), (12, -10), 2.5),
    "grip": ((62, 78, 48), (40, -45), 1.0),
    "clasp": ((34, 40, 26), (16, -25), 2.5),
}


def hand_frame(fingers: Floats, palm: Floats) -> Floats:
    """Return the frame of a hand by the ways its fingers and its palm point."""
    back, front = -unit(fingers), square_to(palm, fingers)
    return np.stack((np.cross(back, front), back, front), 1)


def find_hold(body: Body, pose: Pose, skeleton: Skeleton, index: int) -> Hold | None:
    """Return what a hand does, or None if it is free."""
    rest, side = pose.hands[index], sides[index]
    if rest.how == "free":
        return None
    shoulder, outwards = skeleton.joints[f"{side} shoulder"], sign(side)
    elbow = place(0.45 * outwards, -0.8, -0.5)
    far, high, out = rest.offsets.ahead, rest.offsets.high, rest.offsets.out or 0
    thing = rest.thing.part
    hips = skeleton.joints["hips"]
    if thing == "wall":
        level = float(shoulder[1]) - 6 if high is None else high
        at = prop_ahead(pose, "wall", wall_ahead) - palm_thickness
        return Hold(place(shoulder[0], level, at), up, ahead, "flat", elbow)
    if thing in ("worktop", "floor", "seat"):
        height = {"worktop": worktop_height, "floor": 0.0, "seat": seat_height}[thing]
        behind = far is not None and far < -4
        goal = place(
            shoulder[0] + out * outwards,
            height + palm_thickness,
            hips[2] + (20 if far is None else far),
        )
        fingers = -ahead if behind else ahead
        bend = (
            place(outwards, 0.1, 0) if pose.position == "lying" else place(0.3 * outwards, -0.2, -1)
        )
        return Hold(goal, fingers, down, "flat", bend)
    if thing == "strap":
        sizes = measure(body)
        goal = strap_anchor(pose, skeleton)
        bend_of = 60 if rest.offsets.elbow is None else rest.offsets.elbow
        way = unit(goal - shoulder)
        wrist = shoulder + way * span(sizes.upper_arm, sizes.forearm, bend_of)
        wrist = wrist * (0.6, 1, 1) + goal * (0.0, 0, 0)
        return Hold(wrist, way, down, "grip", elbow)
    return on_leg(pose, skeleton, index, elbow)


def on_leg(pose: Pose, skeleton: Skeleton, index: int, elbow: Floats) -> Hold:
    """Return a hand on, behind or round a part of a leg."""
    rest, side = pose.hands[index], sides[index]
    owner = rest.thing.side or side
    joints, frames = skeleton.joints, skeleton.frames
    outwards = sign(side)
    upper, lower, foot = (frames[f"{owner} {part}"] for part in ("thigh", "shin", "foot"))
    hip, knee, ankle, heel, ball, toe = (
        joints[f"{owner} {part}"] for part in ("hip", "knee", "ankle", "heel", "ball", "toe")
    )
    part = (rest.offsets.ahead or 0) / 40
    if rest.thing.part == "thigh" and rest.how == "behind":
        wrist = hip + (knee - hip) * (0.42 + part) + upper[:, 2] * 0.5 + upper[:, 0] * 8 * outwards
        return Hold(wrist, -upper[:, 2], -upper[:, 0] * outwards, "clasp", elbow)
    if rest.thing.part in ("thigh", "knee"):
        along = (0.55 if rest.thing.part == "thigh" else 0.86) + part
        wrist = hip + (knee - hip) * along + upper[:, 2] * 8.6
        return Hold(wrist, -upper[:, 1], -upper[:, 2], "flat", elbow)
    inner = -foot[:, 0] * sign(owner)
    elbow = place(0.9 * outwards, -0.3, 0.4)  # out of the way of the trunk
    if rest.how == "holding" and rest.thing.part in ("toes", "heel"):
        if rest.thing.part == "toes":
            wrist = ball + (toe - ball) * 0.6 + inner * 13.5 + foot[:, 1] * 1.5
            return Hold(wrist, -inner, foot[:, 1], "clasp", elbow)
        wrist = heel - foot[:, 2] * 7.5 + inner * 6 + foot[:, 1]
        return Hold(wrist, foot[:, 2] * 1.2 - inner, foot[:, 1], "clasp", elbow)
    goal = {
        "shin": (knee + ankle) / 2 + lower[:, 2] * 5,
        "ankle": ankle + lower[:, 2] * 4,
        "heel": heel + foot[:, 1] * 3,
        "toes": ball + (toe - ball) * 0.3,
    }[rest.thing.part]
    back = unit(joints[f"{side} shoulder"] - goal)
    shape = "grip" if rest.how == "holding" else "flat"
    return Hold(goal + back * 6.5, -back, -lower[:, 2], shape, elbow)


def strap_anchor(pose: Pose, skeleton: Skeleton) -> Floats:
    """Return where a strap lies on the foot: under the ball of the foot that it goes round."""
    straps = [prop for prop in pose.props if prop.thing == "strap"]
    side = straps[0].target.side if straps else None
    return skeleton.joints[f"{side or 'right'} ball"]


def prop_ahead(pose: Pose, thing: str, default: float) -> float:
    """Return how far ahead of the hips a prop stands."""
    for prop in pose.props:
        if prop.thing == thing and prop.offsets.ahead is not None:
            return prop.offsets.ahead
    return default


def solve_arm(
    body: Body, pose: Pose, stance: Stance, skeleton: Skeleton, index: int
) -> tuple[Arm, Hand]:
    """Return the arm and the hand that rest or hold as the pose says."""
    hold = find_hold(body, pose, skeleton, index)
    if hold is None:
        return stance.arms[index], stance.hands[index]
    return bring(body, stance, index, hold), hand(hold.shape, hand_frame(hold.fingers, hold.palm))


def bring(body: Body, stance: Stance, index: int, hold: Hold) -> Arm:
    """Return the arm whose wrist is where a hold wants it.

    The shoulder goes along with the upper arm, so it is found again once the arm is known.
    """
    side, chest = sides[index], trunk_frames(stance)["chest"]
    arm = stance.arms[index]
    way = hold.wrist - find_shoulder(body, stance, side, down)[0]
    for _ in range(6):
        root, _, _ = find_shoulder(body, stance, side, way)
        arm = reach(body, arm, chest, side, root, hold.wrist, hold.elbow)
        upper = (
            chest
            @ about(np.array((1.0, 0, 0)), -arm.bend)
            @ about(np.array((0, 0, 1.0)), sign(side) * arm.out)
        )
        way = -upper[:, 1]
    return arm


def shortfall(hold: Hold, skeleton: Skeleton, index: int) -> float:
    """Return how far a hand stays away from where it should be."""
    return length(hold.wrist - skeleton.joints[f"{sides[index]} wrist"])
