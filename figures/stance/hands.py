"""Where a hand goes when it rests on a thing or holds it, and the arm that brings it there."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.geometry.surface import normals
from figures.geometry.vectors import Floats, ahead, left, length, place, square_to, unit, up
from figures.stance.grasp import Obstacle, close_hand, palm_depth
from figures.stance.skeleton import (
    Arm,
    Hand,
    Person,
    Skeleton,
    Stance,
    find_shoulder,
    letter,
    measure,
    reach,
    sign,
    span,
    swing,
    trunk_frames,
)
from figures.words.pose import Pose
from figures.words.terms import Side, sides
from figures.words.wording import HandRest

seat_height = 38.0
back_height = 82.0  # the upper edge of a chair's back rest
worktop_height = 90.0
step_height = 15.0
wall_ahead = 58.0
down = -up

shapes: dict[str, tuple[tuple[float, float, float], tuple[float, float], float]] = {
    "flat": ((-7, 3, 2), (-10, 20), 5.0),
    "loose": ((16, 24, 16), (12, -10), 2.5),
    "fist": ((62, 78, 48), (40, -45), 1.0),
    "round": ((34, 40, 26), (16, -25), 2.5),
}
"""How far base, middle and tip of the fingers are bent, the thumb, and how the fingers spread."""


class Hold(NamedTuple):
    """Where the wrist goes, which way the fingers and the palm point, the shape of the hand, and
    where the elbow points. A hand that *meets* bones comes nearer, until it touches their skin, and
    closes; *above* is the thickness of the cloth between."""

    wrist: Floats
    fingers: Floats
    palm: Floats
    shape: str
    elbow: Floats
    meets: tuple[str, ...] = ()
    above: float = 0.0

    @property
    def turn(self) -> Floats:
        """The frame of the hand."""
        back = -unit(self.fingers)
        front = square_to(self.palm, back)
        return np.stack((np.cross(back, front), back, front), 1)


def shaped(name: str, turn: Floats | None = None) -> Hand:
    """Return a hand by the name of its shape."""
    bends, thumb, spread = shapes[name]
    return Hand(np.array([bends] * 4, float), thumb, spread, turn)


def find_hold(body: Body, pose: Pose, skeleton: Skeleton, index: int) -> Hold | None:
    """Return what a hand does, or None if it is free."""
    rest, side = pose.hands[index], sides[index]
    if rest.how == "free":
        return None
    if rest.thing.part == "strap":
        return on_strap(body, pose, skeleton, side, rest)
    if rest.thing.part in (
        "thigh",
        "knee",
        "shin",
        "calf",
        "ankle",
        "heel",
        "foot",
        "toes",
        "big toe",
    ):
        return on_leg(skeleton, side, rest)
    if rest.thing.part in ("head", "chest", "hip", "hand"):
        return on_trunk(skeleton, side, rest)
    return in_room(body, pose, skeleton, side, rest)


def still_shoulder(body: Body, skeleton: Skeleton, side: Side) -> Floats:
    """Return where a shoulder is while its arm hangs: what a hand does is measured from there, so
    that it doesn't change when the shoulder goes along with the arm."""
    way = body.head(f"upperarm01.{letter(side)}") - body.head("neck01")
    return skeleton.joints["neck"] + skeleton.frames["chest"] @ way


def in_room(body: Body, pose: Pose, skeleton: Skeleton, side: Side, rest: HandRest) -> Hold:
    """Return a hand on a thing that stands in the room."""
    shoulder, hips = still_shoulder(body, skeleton, side), skeleton.joints["hips"]
    outwards = sign(side)
    far, high, out = rest.offsets.ahead, rest.offsets.high, rest.offsets.out or 0
    thing, thick = rest.thing.part, palm_depth(body, side)
    elbow = place(0.45 * outwards, -0.8, -0.5)
    if thing == "wall":
        level = float(shoulder[1]) - 6 if high is None else high
        at = prop_ahead(pose, "wall", wall_ahead) - thick
        return Hold(place(shoulder[0] + out * outwards, level, at), up, ahead, "flat", elbow)
    tops = {
        "worktop": worktop_height, "floor": 0.0, "seat": seat_height, "step": step_height,
        "chair back": back_height,
    }  # fmt: skip
    if thing == "seat" and rest.how == "holding":
        # Round the edge of the seat, beside the hip.
        goal = place(
            hips[0] + 22.5 * outwards, seat_height + 6, hips[2] + (6 if far is None else far)
        )
        return Hold(goal, down, -left * outwards, "round", place(0.5 * outwards, 0, -1))
    if thing in tops:
        usual = usual_ahead(pose, thing, float(shoulder[2] - hips[2]))
        goal = place(
            shoulder[0] + out * outwards,
            tops[thing] + thick,
            hips[2] + (usual if far is None else far),
        )
        flat = "round" if thing == "chair back" or rest.how == "holding" else "flat"
        if pose.position == "lying":
            return Hold(goal, ahead, down, flat, place(outwards, 0.1, 0))
        fingers = -ahead if far is not None and far < -4 else ahead
        return Hold(goal, fingers, down, flat, place(0.3 * outwards, -0.2, -1))
    goal = place(
        shoulder[0] * 0.5 + out * outwards,
        float(shoulder[1]) - 28 if high is None else high,
        shoulder[2] + (30 if far is None else far),
    )
    return Hold(goal, ahead, -left * outwards, "round", elbow)


def usual_ahead(pose: Pose, thing: str, shoulder: float) -> float:
    """Return how far ahead of the hips a hand rests of which the pose doesn't say it; *shoulder* is
    how far ahead the shoulder is."""
    if thing == "chair back":
        return prop_ahead(pose, "chair", 50) - 26
    if pose.position in ("lying", "bridge"):
        return shoulder + 45
    return shoulder if pose.position in ("all-fours", "lying on the front") else 20


def on_strap(body: Body, pose: Pose, skeleton: Skeleton, side: Side, rest: HandRest) -> Hold:
    """Return a hand that pulls a strap: somewhere between its shoulder and the foot."""
    sizes, shoulder = measure(body), still_shoulder(body, skeleton, side)
    anchor = strap_anchor(pose, skeleton)
    bend = 60 if rest.offsets.elbow is None else rest.offsets.elbow
    # The hands come together in front of the body, each with its thumb up.
    far = span(sizes.upper_arm, sizes.forearm, bend)
    across = (anchor[0] - shoulder[0]) * 0.55
    along = unit((anchor - shoulder) * (0, 1, 1))
    wrist = shoulder + left * across + along * float(np.sqrt(max(far**2 - across**2, 1)))
    way = unit(anchor - wrist)
    inwards = -skeleton.frames["chest"][:, 0] * sign(side)
    elbow = place(0.5 * sign(side), -0.8, -0.3)
    return Hold(wrist, inwards * 0.35 + way, inwards, "fist", elbow)


def on_leg(skeleton: Skeleton, side: Side, rest: HandRest) -> Hold:
    """Return a hand on, behind or round a part of a leg."""
    owner, outwards, part = rest.thing.side or side, sign(side), rest.thing.part
    joints, frames = skeleton.joints, skeleton.frames
    upper, lower, foot = (frames[f"{owner} {name}"] for name in ("thigh", "shin", "foot"))
    hip, knee, ankle, heel, ball, toe = (
        joints[f"{owner} {name}"] for name in ("hip", "knee", "ankle", "heel", "ball", "toe")
    )
    further = (rest.offsets.ahead or 0) / 40
    elbow = place(0.45 * outwards, -0.8, -0.5)
    leg = ("upperleg", "lowerleg")
    if rest.how == "behind":
        one, other, frame = (knee, ankle, lower) if part == "calf" else (hip, knee, upper)
        share = {"thigh": 0.45, "knee": 0.9, "calf": 0.4}[part] + further
        wrist = one + (other - one) * share + frame[:, 0] * 10 * outwards - frame[:, 2] * 2
        inwards = -frame[:, 0] * outwards
        return Hold(wrist, inwards - frame[:, 2], inwards + frame[:, 2], "round", elbow, leg, 0.9)
    if part in ("thigh", "knee"):
        share = (0.56 if part == "thigh" else 0.86) + further
        wrist = hip + (knee - hip) * share + upper[:, 2] * 12
        fingers = -upper[:, 1] - upper[:, 0] * (0.25 * outwards)
        return Hold(wrist, fingers, -upper[:, 2], "flat", elbow, leg, 0.9)
    if part in ("shin", "calf"):
        share = 0.5 + further
        wrist = knee + (ankle - knee) * share + lower[:, 2] * 9 + lower[:, 0] * (4 * outwards)
        return Hold(wrist, -lower[:, 0] * outwards, -lower[:, 2], "round", elbow, leg, 0.9)
    inner = -foot[:, 0] * sign(owner)
    elbow = place(0.9 * outwards, -0.3, 0.4)  # out of the way of the trunk
    whole = ("foot", "toe", "lowerleg02")
    if part == "heel":
        wrist = heel - foot[:, 2] * 9 + inner * 7 + foot[:, 1] * 3
        return Hold(wrist, foot[:, 2] - inner * 1.2, foot[:, 1] + foot[:, 2], "round", elbow, whole)
    if part in ("ankle", "foot"):
        at = ankle if part == "ankle" else (ankle + ball) / 2 + foot[:, 1] * 4
        back = unit(joints[f"{side} shoulder"] - at)
        return Hold(at + back * 9, inner * 0.6 - back, -back - foot[:, 1], "round", elbow, whole)
    # From beyond their tips: the fingers lie under the toes and bend them up, the thumb is on top.
    elbow = place(0.6 * outwards, -0.8, -0.3)
    toes = frames[f"{owner} toes"]
    wrist = toe + toes[:, 2] * 6 - toes[:, 1] * 6
    return Hold(wrist, -toes[:, 2] + inner * 0.25, toes[:, 1], "round", elbow, ("toe", "foot"))


def on_trunk(skeleton: Skeleton, side: Side, rest: HandRest) -> Hold:
    """Return a hand on the head, the chest, a hip or the other hand."""
    joints, frames, outwards = skeleton.joints, skeleton.frames, sign(side)
    part, owner = rest.thing.part, rest.thing.side or side
    head, chest, pelvis = frames["head"], frames["chest"], frames["pelvis"]
    if part == "head" and rest.how == "behind":
        wrist = joints["head"] + head @ place(8 * outwards, -2, -15)
        fingers, palm = head @ place(-outwards, 0.4, 0.1), head[:, 2]
        return Hold(wrist, fingers, palm, "flat", chest @ place(outwards, 0.4, 0), ("head",), 1.2)
    if part == "head":
        wrist = joints["head"] + head @ place(15 * outwards, 0, 1)
        elbow = chest @ place(outwards, -0.3, 0.3)
        return Hold(wrist, head[:, 1], -head[:, 0] * outwards, "flat", elbow, ("head",), 1.0)
    if part == "chest":
        wrist = joints["ribs"] + chest @ place(7 * outwards, 4, 20)
        elbow = chest @ place(outwards, -0.8, -0.2)
        return Hold(
            wrist, chest @ place(-outwards, 0.3, 0), -chest[:, 2], "flat", elbow, ("spine",), 0.6
        )
    if part == "hip":
        wrist = joints[f"{owner} hip"] + pelvis @ place(20 * outwards, 9, -4)
        fingers, palm = pelvis @ place(0, -0.55, 0.8), -pelvis[:, 0] * outwards
        elbow = chest @ place(outwards, 0, -0.7)
        return Hold(
            wrist, fingers, palm, "flat", elbow, ("root", "spine", "pelvis", "upperleg"), 0.9
        )
    other = frames[f"{owner} hand"]
    wrist = joints[f"{owner} wrist"] - other[:, 2] * 4
    return Hold(wrist, -other[:, 1], other[:, 2], "round", chest @ place(outwards, -0.8, -0.4))


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
    body: Body, stance: Stance, person: Person, index: int, hold: Hold
) -> tuple[Arm, Hand]:
    """Return the arm and the hand of a hold; *person* is the body before this arm is moved."""
    side, hand = sides[index], shaped(hold.shape, hold.turn)
    if hold.meets:
        # A hand may go to the other side of the body, but never meets itself.
        chosen = np.flatnonzero(body.pull(*hold.meets) > 0.5)
        ways = normals(person.points, body.quads)[chosen]
        obstacle = Obstacle(person.points[chosen], ways, hold.above)
        wrist, hand = close_hand(body, side, hold.wrist, hold.turn, hand, obstacle)
        hold = hold._replace(wrist=wrist)
    return bring(body, stance, index, hold), replace(hand, goal=hold.wrist)


def bring(body: Body, stance: Stance, index: int, hold: Hold) -> Arm:
    """Return the arm whose wrist is where a hold wants it.

    The shoulder goes along with the upper arm, so it is found again once the arm is known.
    """
    side, chest = sides[index], trunk_frames(stance)["chest"]
    arm = stance.arms[index]
    way = hold.wrist - find_shoulder(body, stance, side, down)[0]
    for _ in range(8):
        root, _, _ = find_shoulder(body, stance, side, way)
        arm = reach(body, arm, chest, side, root, hold.wrist, hold.elbow)
        way = -swing(chest, side, arm)[:, 1]
    return arm


def missing(stance: Stance, skeleton: Skeleton, index: int) -> float:
    """Return how far a hand stays away from what it should touch, in centimetres."""
    goal = stance.hands[index].goal
    return 0.0 if goal is None else length(goal - skeleton.joints[f"{sides[index]} wrist"])
