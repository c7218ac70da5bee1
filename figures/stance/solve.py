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

import numpy as np

from figures.body.mesh import Body
from figures.geometry.vectors import Floats, about, ahead, left, place, up, upright
from figures.stance.hands import find_hold, seat_height, shaped, solve_arm
from figures.stance.person import embody
from figures.stance.skeleton import (
    Arm,
    Leg,
    Stance,
    Trunk,
    hang_leg,
    measure,
    place_bones,
    reach,
    sign,
    span,
    trunk_frames,
)
from figures.words.pose import Pose
from figures.words.terms import sides

tiptoe = 40.0  # degrees that the ankle points, unless the pose says otherwise
knee_under = 5.5  # how far the middle of a knee that one kneels on is above the floor
toe_thick = 1.5
pressed = 0.8  # centimetres by which flesh gives way where it carries

usual_trunk = {"lying": -90.0, "bridge": -114.0, "lying on the front": 90.0, "all-fours": 84.0}
on_side = {"lying on the left side": 1, "lying on the right side": -1}
kneeling = ("kneeling", "all-fours")


def solve_stance(body: Body, pose: Pose) -> Stance:
    """Return all angles of a pose."""
    angles = {name.replace(" ", "_"): value for name, value in pose.trunk.items()}
    angles["trunk"] = 0 if pose.position in on_side else trunk_angle(pose)
    stance = Stance(
        hips=place(0, hip_height(body, pose), 0),
        trunk=Trunk(**angles),
        legs=(Leg(), Leg()),
        arms=(given_arm(pose, 0), given_arm(pose, 1)),
        hands=(shaped("loose"), shaped("loose")),
        laid=laid(pose),
    )
    if pose.position == "standing":
        stance = raised(stance, standing_height(body, pose, stance))
    for _ in range(1 if pose.position in ("standing", *kneeling) else 3):
        stance = with_legs(body, pose, stance)
        if pose.position not in ("standing", *kneeling):
            stance = settled(body, pose, stance)
    stance = with_legs(body, pose, stance)
    person = embody(body, stance)
    for index in (0, 1):
        if hold := find_hold(body, pose, person.skeleton, index):
            arms, hands = list(stance.arms), list(stance.hands)
            arms[index], hands[index] = solve_arm(body, stance, person, index, hold)
            stance = replace(stance, arms=(arms[0], arms[1]), hands=(hands[0], hands[1]))
    return stance


def laid(pose: Pose) -> Floats:
    """Return how a body is laid before its trunk bends: on a side, head to the back, and rolled
    towards its front or back."""
    if pose.position not in on_side:
        return upright
    side = on_side[pose.position]
    # The front of the body faces to the right of the room, towards whoever looks from there.
    return np.stack((-side * up, side * ahead, -left), 1) @ about(up, side * trunk_angle(pose))


def raised(stance: Stance, height: float) -> Stance:
    """Return the stance with the hips at a height."""
    return replace(stance, hips=stance.hips * (1, 0, 1) + up * height)


def settled(body: Body, pose: Pose, stance: Stance) -> Stance:
    """Return the stance with the hips so high that the skin carries the body where it rests."""
    points = embody(body, stance).points
    pull = body.pull("root", "pelvis", "spine", "upperleg01", "upperleg02", "head", "clavicle")
    carrying = points[pull > 0.9]
    if pose.position == "sitting":
        carrying = carrying[np.abs(carrying[:, 2] - stance.hips[2]) < 20]
    low = float(np.round(np.percentile(carrying[:, 1], 1), 3))
    # In steps, so that start and hold are alike where only a foot moves.
    return raised(stance, round(2 * (float(stance.hips[1]) + carried_at(pose) - pressed - low)) / 2)


def carried_at(pose: Pose) -> float:
    """Return how high the surface is that carries the trunk."""
    if pose.position == "sitting":
        return seat_height
    return 4.0 if any(prop.thing == "folded towel" for prop in pose.props) else 0.0


def with_legs(body: Body, pose: Pose, stance: Stance) -> Stance:
    """Return the stance with both feet where they rest, one that rests on the other leg last."""
    for index in sorted((0, 1), key=lambda index: "other" in pose.feet[index].kind):
        legs = list(stance.legs)
        legs[index] = solve_leg(body, pose, stance, index)
        stance = replace(stance, legs=(legs[0], legs[1]))
    return stance


def angle(pose: Pose, name: str, index: int, default: float = 0) -> float:
    """Return the angle that the pose gives for one side."""
    value = pose.limbs.get(name, (None, None))[index]
    return default if value is None else value


def has_angle(pose: Pose, name: str, index: int) -> bool:
    """Tell whether the pose gives an angle for one side."""
    return pose.limbs.get(name, (None, None))[index] is not None


def hip_height(body: Body, pose: Pose) -> float:
    """Return how high the hips of somebody are who doesn't stand, before the skin settles."""
    sizes = measure(body)
    if pose.position == "sitting":
        return seat_height + 10
    if pose.position in kneeling:
        return sizes.thigh + knee_under
    return 10.0


def standing_height(body: Body, pose: Pose, stance: Stance) -> float:
    """Return how high the hips are over the first leg that carries them."""
    order = sorted((0, 1), key=lambda index: not has_angle(pose, "knee", index))
    index = next((i for i in order if pose.feet[i].kind != "free"), order[0])
    leg, sizes = given_leg(pose, index), measure(body)
    low = ankle_rest(body, pose, index)
    if has_angle(pose, "hip", index):
        trunk = trunk_frames(stance)["trunk"]
        free = hang_leg(body, place(0, 0, 0), trunk, sides[index], leg)
        return low - float(free.joints[2][1])
    offsets = pose.feet[index].offsets
    away = math.hypot(offsets.ahead or 0, offsets.out or 0)
    return low + math.sqrt(max(span(sizes.thigh, sizes.shank, leg.middle) ** 2 - away**2, 1))


def given_leg(pose: Pose, index: int) -> Leg:
    """Return a leg by its written angles."""
    usual_knee = {"sitting": 90.0, "lying": 106.0, "bridge": 95.0}.get(pose.position, 4.0)
    if pose.feet[index].kind == "on the heel":
        usual_knee = 4.0
    kneels = pose.position in kneeling
    upon = trunk_angle(pose) if kneels else 0
    big_toe = pose.limbs.get("big toe", (None, None))[index]
    points_away = kneels or pose.position == "lying on the front"
    return Leg(
        bend=angle(pose, "hip", index, upon),
        out=angle(pose, "hip out", index, -13 if is_upper(pose, index) else 0),
        turn=angle(pose, "hip turn", index),
        middle=angle(
            pose,
            "knee",
            index,
            94 if kneels else usual_knee if pose.feet[index].kind != "free" else 0,
        ),
        ankle=angle(pose, "ankle", index, -50 if points_away else 0),
        toes=angle(pose, "toes", index),
        foot_turn=angle(pose, "foot turn", index),
        foot_roll=angle(pose, "foot roll", index),
        big_toe=big_toe,
        toe_curl=angle(pose, "toe curl", index),
        toe_spread=angle(pose, "toe spread", index),
        arch=angle(pose, "arch", index),
    )


def is_upper(pose: Pose, index: int) -> bool:
    """Tell whether a limb is the upper one of somebody who lies on the side: it rests on the
    lower."""
    return pose.position in on_side and sign(sides[index]) != on_side[pose.position]


def given_arm(pose: Pose, index: int) -> Arm:
    """Return an arm by its written angles. It hangs a little away from the body, or lies beside it;
    of somebody on the side it lies in front."""
    on_back = pose.position in ("lying", "bridge")
    usual = Arm(bend=2, out=7, turn=-14, middle=16)
    if on_back:
        level = trunk_angle(pose) + pose.trunk.get("back", 0) + 84
        usual = Arm(bend=level, out=14, turn=-14, middle=6, forearm_turn=60)
    elif pose.position == "sitting on the floor":
        usual = Arm(bend=12, out=10, turn=-20, middle=52)
    elif pose.position in on_side:
        usual = (
            Arm(bend=62, out=-8, middle=72)
            if is_upper(pose, index)
            else Arm(bend=88, out=-5, middle=84)
        )
    return Arm(
        bend=angle(pose, "shoulder", index, usual.bend),
        out=angle(pose, "shoulder out", index, usual.out),
        turn=angle(pose, "shoulder turn", index, usual.turn),
        middle=angle(pose, "elbow", index, usual.middle),
        forearm_turn=angle(pose, "forearm turn", index, usual.forearm_turn),
        wrist=angle(pose, "wrist", index),
    )


def trunk_angle(pose: Pose) -> float:
    """Return how far the trunk leans: as written, or as the position has it."""
    return pose.trunk.get("trunk", usual_trunk.get(pose.position, 0))


def foot_pitch(pose: Pose, index: int) -> float:
    """Return how far the heel of a resting foot is lifted, in degrees."""
    if pose.feet[index].kind != "on tiptoe":
        return 0
    return -angle(pose, "ankle", index, -tiptoe)


def ankle_rest(body: Body, pose: Pose, index: int) -> float:
    """Return how high over the floor the ankle of a resting foot is."""
    sizes = measure(body)
    pitch = math.radians(foot_pitch(pose, index))
    height = sizes.ball_ahead * math.sin(pitch) + sizes.ankle_height * math.cos(pitch)
    return height + (pose.feet[index].offsets.high or 0)


def solve_leg(body: Body, pose: Pose, stance: Stance, index: int) -> Leg:
    """Return one leg with its foot where it rests."""
    leg, rest, side = given_leg(pose, index), pose.feet[index], sides[index]
    frames, sizes = trunk_frames(stance), measure(body)
    trunk = frames["trunk"]
    hip = stance.hips + frames["pelvis"][:, 0] * (sizes.hip_half * sign(side))
    if rest.kind == "free" or pose.position in kneeling:
        return leg
    if rest.kind == "on the other thigh":
        return crossed_leg(body, leg, stance, index, hip, rest.offsets.out or 0)
    if rest.kind == "against the other leg":
        return folded_leg(body, leg, stance, index, hip)
    if rest.kind == "on the heel":
        return heel_down(body, leg, trunk, index, hip, rest.offsets.high or 0)
    if pose.position == "lying on the front" and rest.kind == "top down":
        return face_down(body, pose, leg, trunk, index, hip)
    if not has_angle(pose, "hip", index):
        drop = float(hip[1]) - ankle_rest(body, pose, index)
        away = rest.offsets.ahead
        if away is None and pose.position == "standing":
            away = 0
        elif away is None:
            away = math.sqrt(max(span(sizes.thigh, sizes.shank, leg.middle) ** 2 - drop**2, 0))
        goal = place(
            hip[0] + (rest.offsets.out or 0) * sign(side), hip[1] - drop, stance.hips[2] + away
        )
        knee = about(up, sign(side) * leg.turn) @ place(0, 0.34, 0.94)
        leg = reach(body, leg, trunk, side, hip, goal, knee)
    return planted(body, leg, trunk, index, hip, foot_pitch(pose, index))


def planted(body: Body, leg: Leg, trunk: Floats, index: int, hip: Floats, pitch: float) -> Leg:
    """Return the leg with its sole level, or its heel lifted by *pitch* over flat toes."""
    side = sides[index]
    shin = hang_leg(body, hip, trunk, side, leg).frames[1]
    aside, high, on = (shin @ about(up, sign(side) * leg.foot_turn))[1]  # where up is for the foot
    level = math.degrees(math.atan2(-on, high))
    roll = sign(side) * math.degrees(math.asin(max(-1.0, min(1.0, aside))))
    foot_roll = leg.foot_roll + roll
    return replace(leg, ankle=level - pitch, foot_roll=foot_roll, toes=leg.toes + pitch)


def heel_down(body: Body, leg: Leg, trunk: Floats, index: int, hip: Floats, high: float) -> Leg:
    """Return the leg with the hip bent so that the heel comes to rest."""

    def height(bend: float) -> float:
        bones = hang_leg(body, hip, trunk, sides[index], replace(leg, bend=bend))
        return float(bones.joints[3][1]) - high

    return replace(leg, bend=root_of(height, -20, 150))


def face_down(body: Body, pose: Pose, leg: Leg, trunk: Floats, index: int, hip: Floats) -> Leg:
    """Return the leg of somebody who lies face down: its knee and its toes come to rest, unless
    the pose says how they are bent."""

    def height(joint: int, **bent: float) -> float:
        bones = hang_leg(body, hip, trunk, sides[index], replace(leg, **bent))
        return float(bones.joints[joint][1])

    if not has_angle(pose, "hip", index):
        leg = replace(leg, bend=root_of(lambda bend: knee_under - height(1, bend=bend), -20, 60))
    if not has_angle(pose, "knee", index):
        leg = replace(leg, middle=root_of(lambda bend: height(5, middle=bend) - toe_thick, 0, 90))
    return leg


def root_of(height: Callable[[float], float], low: float, high: float) -> float:
    """Return where a growing function is nought, by halving."""
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if height(middle) > 0 else (middle, high)
    return (low + high) / 2


def crossed_leg(body: Body, leg: Leg, stance: Stance, index: int, hip: Floats, out: float) -> Leg:
    """Return the leg whose ankle lies on the other thigh, just above the knee."""
    skeleton, side, other = place_bones(body, stance), sides[index], sides[1 - index]
    root, knee = skeleton.joints[f"{other} hip"], skeleton.joints[f"{other} knee"]
    over = skeleton.frames[f"{other} thigh"][:, 2]
    goal = root + (knee - root) * 0.7 + over * 11.5 - left * (sign(side) * (8 + out))
    trunk = trunk_frames(stance)["trunk"]
    leg = reach(body, leg, trunk, side, hip, goal, place(sign(side), -0.1, 0.2))
    return replace(leg, foot_turn=leg.foot_turn or 24)


def folded_leg(body: Body, leg: Leg, stance: Stance, index: int, hip: Floats) -> Leg:
    """Return the leg that lies on the floor, knee outwards, its sole against the other thigh."""
    skeleton, side, other = place_bones(body, stance), sides[index], sides[1 - index]
    root, knee = skeleton.joints[f"{other} hip"], skeleton.joints[f"{other} knee"]
    goal = (root + (knee - root) * 0.76 + left * (sign(side) * 14)) * (1, 0, 1) + up * 5
    trunk = trunk_frames(stance)["trunk"]
    leg = reach(body, leg, trunk, side, hip, goal, place(sign(side), -0.14, 0.2))
    return replace(leg, ankle=-4)
