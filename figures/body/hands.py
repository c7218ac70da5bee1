"""Where a hand goes when it rests on a thing or holds it, and the arm that brings it there."""

from __future__ import annotations

from typing import NamedTuple

from figures.body.grip import Grip, HandShape
from figures.body.skeleton import Arm, Bones, Skeleton, forearm, reach, sign, span, upper_arm
from figures.geometry.room import Place, nowhere
from figures.words.poses import Pose
from figures.words.terms import sides

seat_height = 38.0
worktop_height = 88.0
wall_ahead = 58.0
palm_thickness = 2.3
down, up, ahead = Place(0, -1, 0), Place(0, 1, 0), Place(1, 0, 0)


class Hold(NamedTuple):
    """Where the wrist goes, the shape of the hand and its ways, and where the elbow points."""

    wrist: Place
    grip: Grip
    elbow: Place


def find_hold(pose: Pose, skeleton: Skeleton, index: int) -> Hold | None:
    """Return what a hand does, or None if it is free."""
    rest = pose.hands[index]
    if rest.how == "free":
        return None
    side = sign(sides[index])
    shoulder = skeleton.arms[index].joints[0]
    elbow = Place(-0.5, -0.8, 0.45 * side)
    far, high, out = rest.offsets.ahead, rest.offsets.high, rest.offsets.out or 0
    thing = rest.thing.part
    if thing == "wall":
        level = shoulder.up - 6 if high is None else high
        wrist = Place(prop_ahead(pose, "wall", wall_ahead) - palm_thickness, level, shoulder.left)
        return Hold(wrist, Grip("flat", up, ahead), elbow)
    if thing in ("worktop", "floor", "seat"):
        height = {"worktop": worktop_height, "floor": 0.0, "seat": seat_height}[thing]
        wrist = Place(
            skeleton.spine[0].ahead + (20 if far is None else far),
            height + palm_thickness,
            shoulder.left + out * side,
        )
        behind = wrist.ahead < skeleton.spine[0].ahead - 4
        fingers = Place(-1, 0, 0) if behind else ahead
        bend = Place(0, 0.1, side) if pose.position == "lying" else Place(-1, -0.2, 0.3 * side)
        return Hold(wrist, Grip("flat", fingers, down), bend)
    if thing == "strap":
        goal = strap_anchor(pose, skeleton)
        reach_of = span(
            upper_arm, forearm, 60 if rest.offsets.elbow is None else rest.offsets.elbow
        )
        way = goal.minus(shoulder).unit()
        wrist = shoulder.plus(way, reach_of)
        wrist = Place(wrist.ahead, wrist.up, wrist.left * 0.6)
        return Hold(wrist, Grip("grip", way, down), elbow)
    return on_leg(pose, skeleton, index, elbow)


def on_leg(pose: Pose, skeleton: Skeleton, index: int, elbow: Place) -> Hold:
    """Return a hand on, behind or round a part of a leg."""
    rest = pose.hands[index]
    leg = skeleton.legs[sides.index(rest.thing.side or sides[index])]
    upper, lower, foot, _ = leg.frames
    shoulder = skeleton.arms[index].joints[0]
    part = (rest.offsets.ahead or 0) / 40
    if rest.thing.part == "thigh" and rest.how == "behind":
        middle = between(leg, 0, 0.42 + part)
        side = sign(sides[index])
        wrist = middle.plus(upper.ahead, 0.5).plus(upper.left, 8 * side)
        inwards = nowhere.plus(upper.left, -side)
        return Hold(wrist, Grip("clasp", nowhere.minus(upper.ahead), inwards), elbow)
    if rest.thing.part in ("thigh", "knee"):
        middle = between(leg, 0, (0.58 if rest.thing.part == "thigh" else 0.86) + part)
        wrist = middle.plus(upper.ahead, 8.6)
        down_thigh = Place(0, 0, 0).minus(upper.up)
        return Hold(wrist, Grip("flat", down_thigh, Place(0, 0, 0).minus(upper.ahead)), elbow)
    inner = nowhere.plus(foot.left, -sign(rest.thing.side or sides[index]))
    if rest.how == "holding" and rest.thing.part in ("toes", "heel"):
        down_foot = nowhere.minus(inner)
        if rest.thing.part == "toes":
            wrist = between(leg, 4, 0.6).plus(inner, 13.5).plus(foot.up, 1.5)
        else:
            wrist = leg.joints[3].plus(foot.ahead, -7.5).plus(inner, 6).plus(foot.up, 1)
            down_foot = down_foot.plus(foot.ahead, 1.2)
        return Hold(wrist, Grip("clasp", down_foot, foot.up, over=True), elbow)
    goal = {
        "shin": between(leg, 1, 0.5).plus(lower.ahead, 5),
        "ankle": leg.joints[2].plus(lower.ahead, 4),
        "heel": leg.joints[3].plus(foot.up, 3),
        "toes": between(leg, 4, 0.3),
    }[rest.thing.part]
    back = shoulder.minus(goal).unit()
    grip: HandShape = "grip" if rest.how == "holding" else "flat"
    fingers = Place(0, 0, 0).minus(back)
    return Hold(goal.plus(back, 6.5), Grip(grip, fingers, Place(0, 0, 0).minus(lower.ahead)), elbow)


def between(bones: Bones, joint: int, part: float) -> Place:
    """Return the place a part of the way from one joint to the next."""
    start = bones.joints[joint]
    return start.plus(bones.joints[joint + 1].minus(start), part)


def strap_anchor(pose: Pose, skeleton: Skeleton) -> Place:
    """Return where a strap lies on the foot: under the ball of the foot that it goes round."""
    straps = [prop for prop in pose.props if prop.thing == "strap"]
    side = straps[0].target.side if straps else None
    leg = skeleton.legs[sides.index(side or "right")]
    return leg.joints[4]


def prop_ahead(pose: Pose, thing: str, default: float) -> float:
    """Return how far ahead of the hips a prop stands."""
    for prop in pose.props:
        if prop.thing == thing and prop.offsets.ahead is not None:
            return prop.offsets.ahead
    return default


def solve_arm(pose: Pose, skeleton: Skeleton, arm: Arm, index: int) -> Arm:
    """Return the arm that brings its hand to where it rests or holds."""
    hold = find_hold(pose, skeleton, index)
    if hold is None:
        return arm
    chest = skeleton.trunk_frames[2]
    root = skeleton.arms[index].joints[0]
    return reach(arm, chest, sides[index], root, hold.wrist, hold.elbow)
