"""A pose as it is written -> the angles of the whole body, with feet and hands brought to where
they rest; and how it moves.

A leg is worked out in one of three ways: from its angles alone (`feet: free`); from where its foot
rests (then hip and knee follow); or from its knee and a foot that rests without a place (then the
hip follows). A standing body is as high as its first supporting leg, the one with a knee angle
given, lets it be.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

import numpy as np

from figures.body.mesh import Body
from figures.geometry.vectors import Floats, about, ahead, left, place, up, upright
from figures.stance.feet import carrying_leg, foot_height, foot_pitch, given, put_up
from figures.stance.hands import shaped, with_hands
from figures.stance.person import embody
from figures.stance.skeleton import (
    Angles,
    Stance,
    blend,
    changed,
    hang_leg,
    measure,
    place_bones,
    reach,
    sign,
    span,
    trunk_frames,
)
from figures.words.pose import Pose
from figures.words.terms import limb_angles, prop_kinds, seat_height, sides, trunk_angles
from figures.words.wording import BodyPart, FootRest, HandRest, Prop

knee_under = 5.5  # how far the middle of a knee that one kneels on is above the floor
toe_thick = 1.5
pressed = 0.8  # centimetres by which flesh gives way where it carries
head_lifted = 8.0  # a head that is higher than this over where it may lie is lifted on purpose
neck_lifts, neck_most = 3.0, 50.0  # degrees that the neck bends for a centimetre, and at most
rolled = 8.0  # centimetres that a foot goes over a ball

usual_trunk = {"lying": -90.0, "bridge": -114.0, "lying on the front": 90.0, "all-fours": 79.0}
usual_back = {"bridge": 1.0, "all-fours": 0.65}
"""How much of what the back bends the trunk takes back, so that head or hands stay down."""
usual_knee = {"sitting": 90.0, "lying": 106.0, "bridge": 95.0}
on_side = {"lying on the left side": 1, "lying on the right side": -1}
kneeling = ("kneeling", "all-fours")
on_back = ("lying", "bridge")
first = limb_angles.index("shoulder")
leg_angles, arm_angles = (*limb_angles[:first], "arch"), limb_angles[first:]


def solve_stance(body: Body, pose: Pose) -> Stance:
    """Return all angles of a pose."""
    trunk = dict.fromkeys(trunk_angles, 0.0) | dict(pose.trunk)
    high = {"sitting": seat_height + 10}.get(pose.position, 10.0)
    if pose.position in kneeling:
        high = measure(body).limbs["hip"][0] + knee_under
    stance = Stance(
        hips=place(0, high, 0),
        trunk=trunk | {"trunk": 0 if pose.position in on_side else trunk_angle(pose)},
        legs=(given_leg(pose, 0), given_leg(pose, 1)),
        arms=(given_arm(pose, 0), given_arm(pose, 1)),
        hands=(shaped("loose"), shaped("loose")),
        laid=laid(pose),
    )
    if pose.position == "standing":
        stance = raised(stance, standing_height(body, pose, stance))
    if pose.position not in ("standing", *kneeling):
        for _ in range(3):
            stance = settled(body, pose, with_legs(body, pose, stance))
    stance = with_legs(body, pose, stance)
    left, right = (hand_rest(pose, index) for index in (0, 1))
    return with_hands(body, replace(pose, hands=(left, right)), stance, embody(body, stance))


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
    return stance._replace(hips=stance.hips * (1, 0, 1) + up * height)


def settled(body: Body, pose: Pose, stance: Stance) -> Stance:
    """Return the stance with the hips so high that the skin carries the body where it rests, and of
    somebody on the back the head laid down, unless the pose bends the neck or lifts the head."""
    points, head = embody(body, stance).points, body.pull("head") > 0.9
    lies = pose.position in on_back and "neck" not in pose.trunk
    pull = body.pull("root", "pelvis", "spine", "upperleg01", "upperleg02", "head", "clavicle")
    # A head that the neck can still bend out of the way carries nothing.
    room = (neck_most - stance.trunk["neck"]) / neck_lifts if lies else 0.0
    carrying, under = (points + up * room * head[:, None])[pull > 0.9], 0.0
    if pose.position == "sitting":
        carrying, under = carrying[np.abs(carrying[:, 2] - stance.hips[2]) < 20], seat_height
    else:
        below = (prop for prop in pose.props if prop.target.part in ("", "hips", "buttock"))
        under = max((prop_kinds[prop.thing].thick for prop in below), default=0.0)
    # In steps, so that start and hold are alike where only a foot moves.
    high = round(2 * (float(stance.hips[1]) + under - pressed - lowest(carrying))) / 2
    if lies:
        cushion = 4.0 if is_cushioned(pose) else 0.0
        gap = lowest(points[head]) + high - float(stance.hips[1]) - cushion
        if gap < head_lifted:
            neck = min(stance.trunk["neck"] - gap * neck_lifts, neck_most)
            stance = stance._replace(trunk={**stance.trunk, "neck": neck})
    return raised(stance, high)


def lowest(points: Floats) -> float:
    """Return how high the lowest of some points is; a few may be lower."""
    return float(np.round(np.percentile(points[:, 1], 1), 3))


def is_cushioned(pose: Pose) -> bool:
    """Tell whether the head lies on something."""
    return any(prop.target.part == "head" for prop in pose.props)


def with_legs(body: Body, pose: Pose, stance: Stance) -> Stance:
    """Return the stance with both feet where they rest, one that rests on the other leg last."""
    for index in sorted((0, 1), key=lambda index: "other" in pose.feet[index].kind):
        leg = solve_leg(body, pose, stance, index)
        stance = stance._replace(legs=changed(stance.legs, index, leg))
    return stance


def standing_height(body: Body, pose: Pose, stance: Stance) -> float:
    """Return how high the hips are over the first leg that carries them."""
    index = carrying_leg(pose)
    leg, low = given_leg(pose, index), ankle_rest(body, pose, index)
    if "hip" in given(pose, index):
        trunk = trunk_frames(stance)["trunk"]
        free = hang_leg(body, place(0, 0, 0), trunk, sides[index], leg)
        return low - float(free.joints["ankle"][1])
    offsets = pose.feet[index].offsets
    away = math.hypot(offsets.ahead or 0, offsets.out or 0)
    return low + math.sqrt(max(span(body, "hip", leg["knee"]) ** 2 - away**2, 1))


def given_leg(pose: Pose, index: int) -> Angles:
    """Return a leg by its written angles."""
    kneels, kind = pose.position in kneeling, pose.feet[index].kind
    knee = 0.0 if kind == "free" else 4.0
    if kneels:
        knee = 94.0
    elif kind not in ("free", "on the heel"):
        knee = usual_knee.get(pose.position, 4.0)
    usual = {word: 0.0 for word in leg_angles if word != "big toe"} | {
        "hip": trunk_angle(pose) if kneels else 0.0,
        "hip out": -13.0 if is_upper(pose, index) else 0.0,
        "knee": knee,
        "ankle": -50.0 if kneels or pose.position == "lying on the front" else 0.0,
    }
    return usual | given(pose, index, leg_angles)


def given_arm(pose: Pose, index: int) -> Angles:
    """Return an arm by its written angles. It hangs a little away from the body, or lies beside it;
    of somebody on the side it lies in front."""
    usual: tuple[float, ...] = (2, 7, -14, 16, 0)
    if pose.position in on_back:
        level = trunk_angle(pose) + pose.trunk.get("back", 0)
        level += 90 if pose.position == "bridge" else 84  # in a bridge the shoulders are lower
        usual = (level, 14, -14, 6, 60)
    elif pose.position == "sitting on the floor":
        usual = (12, 10, -20, 52, 0)
    elif pose.position in on_side:
        usual = (
            (62, -8, 0, 72, 0) if is_upper(pose, index) else (88, -5 - trunk_angle(pose), 0, 84, 0)
        )
    return dict(zip(arm_angles, (*usual, 0), strict=True)) | given(pose, index, arm_angles)


def hand_rest(pose: Pose, index: int) -> HandRest:
    """Return what a hand does: that of the upper arm of somebody on the side lies on the floor,
    unless the body is rolled too far back or the pose bends the arm."""
    written = pose.hands[index].how != "free" or given(pose, index, arm_angles)
    if written or not is_upper(pose, index) or trunk_angle(pose) < -15:
        return pose.hands[index]
    return HandRest("on", BodyPart(None, "floor"))


def is_upper(pose: Pose, index: int) -> bool:
    """Tell whether a limb is the upper one of somebody who lies on the side: it rests on the
    lower."""
    return pose.position in on_side and sign(sides[index]) != on_side[pose.position]


def trunk_angle(pose: Pose) -> float:
    """Return how far the trunk leans: as written, or as the position has it."""
    back = pose.trunk.get("back", 0) * usual_back.get(pose.position, 0)
    return pose.trunk.get("trunk", usual_trunk.get(pose.position, 0) - back)


def ankle_rest(body: Body, pose: Pose, index: int) -> float:
    """Return how high over the floor the ankle of a resting foot is."""
    sizes, pitch = measure(body), math.radians(foot_pitch(pose, index))
    hinge = float(body.head("toe2-1.L")[1])  # the toes bend here, a little above the sole
    height = sizes.ball_ahead * math.sin(pitch) + (sizes.ankle_height - hinge) * math.cos(pitch)
    return height + hinge + foot_height(pose, index)


def solve_leg(body: Body, pose: Pose, stance: Stance, index: int) -> Angles:
    """Return one leg with its foot where it rests."""
    leg, rest, side = given_leg(pose, index), pose.feet[index], sides[index]
    if rest.kind == "free" or (pose.position in kneeling and rest.kind == "top down"):
        return leg
    frames, written, outwards = trunk_frames(stance), given(pose, index), sign(side)
    trunk, aside = frames["trunk"], rest.offsets.out or 0
    hip = stance.hips + frames["pelvis"][:, 0] * (measure(body).hip_half * outwards)
    hang = partial(hang_leg, body, hip, trunk, side)
    to = partial(reach, body, "hip", trunk, side, hip)

    def high(leg: Angles, joint: str) -> float:
        return float(hang(leg).joints[joint][1])

    if rest.kind == "on the other thigh":
        goal = beside(body, stance, index, 0.84, 8 + aside, 11.5)
        return {**leg, **to(goal, place(outwards, -0.1, 0.2))}
    if rest.kind == "against the other leg":
        # It lies on the floor, the knee outwards.
        goal = beside(body, stance, index, 0.76, -11.5, 0) * (1, 0, 1) + up * 5
        return {**leg, **to(goal, place(outwards, -0.14, 0.2)), "ankle": -4}
    if rest.kind == "on the heel":
        heel = foot_height(pose, index)
        return rested(leg, "hip", (-20, 150), lambda leg: high(leg, "heel") - heel)
    if pose.position == "lying on the front" and rest.kind == "top down":
        if "hip" not in written:
            leg = rested(leg, "hip", (-20, 60), lambda leg: knee_under - high(leg, "knee"))
        if "knee" not in written:
            leg = rested(leg, "knee", (0, 90), lambda leg: high(leg, "toe") - toe_thick)
        return leg
    if "hip" not in written:
        drop = float(hip[1]) - ankle_rest(body, pose, index)
        away = rest.offsets.ahead
        if away is None:
            free = max(span(body, "hip", leg["knee"]) ** 2 - drop**2, 0)
            away = math.sqrt(free)
            if pose.position == "standing":
                away = min(away, put_up(body, pose, index)) if foot_height(pose, index) else 0
        goal = place(hip[0] + aside * outwards, hip[1] - drop, stance.hips[2] + away)
        leg = {**leg, **to(goal, about(up, outwards * leg["hip turn"]) @ place(0, 0.34, 0.94))}
    # The sole is level, or its heel lifted over flat toes.
    pitch, level = foot_pitch(pose, index), about(up, outwards * leg["foot turn"])
    x, y, z = (hang(leg).frames["shin"] @ level)[1]  # where up is for the foot
    roll = outwards * math.degrees(math.asin(max(-1.0, min(1.0, x))))
    return {
        **leg,
        "ankle": math.degrees(math.atan2(-z, y)) - pitch,
        "foot roll": leg["foot roll"] + roll,
        "toes": leg["toes"] + pitch,
    }


def beside(
    body: Body, stance: Stance, index: int, share: float, aside: float, above: float
) -> Floats:
    """Return a place beside the thigh of the other leg, so far along it, and above it."""
    skeleton, side, other = place_bones(body, stance), sides[index], sides[1 - index]
    root, knee = skeleton.joints[f"{other} hip"], skeleton.joints[f"{other} knee"]
    over = skeleton.frames[f"{other} thigh"][:, 2] * above
    return root + (knee - root) * share + over - left * (sign(side) * aside)


def rested(
    leg: Angles, word: str, ends: tuple[float, float], height: Callable[[Angles], float]
) -> Angles:
    """Return the leg with one angle between two *ends* so that a *height* that grows with it is
    nought, found by halving."""
    low, high = ends
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if height({**leg, word: middle}) > 0 else (middle, high)
    return {**leg, word: (low + high) / 2}


# How a figure moves. The last frame is always the pose itself.

Frame = tuple[Pose, Stance]


def plan_frames(body: Body, pose: Pose, stances: Mapping[str, Stance]) -> list[Frame]:
    """Return the pose and the stance of every frame between which the lines of a figure move; only
    the pose itself if it stands still.

    ease, swing  from the start to the hold, with one frame midway
    circle       the foot of the leg with the circle arrow goes round once
    roll         the foot on the ball goes back, and the ball half as far
    walk         the legs change places
    """
    here, before = stances[pose.name], stances.get("start")
    if pose.motion == "roll":
        back = rolled_back(pose)
        return [(back, solve_stance(body, back)), (pose, here)]
    if pose.motion == "circle":
        return [(pose, stance) for stance in (*circled(pose, here), here)]
    if pose.motion == "walk":
        before = here._replace(legs=(here.legs[1], here.legs[0]))
    if pose.motion not in ("ease", "swing", "walk") or before is None:
        return [(pose, here)]
    return [(pose, stance) for stance in (before, blend(before, here, 0.5), here)]


def circled(pose: Pose, here: Stance) -> Iterator[Stance]:
    """Yield the stances with the toes out, away and in; the pose has them towards the shin."""
    index = next((sides.index(arrow.target.side or "right") for arrow in pose.arrows), 1)
    leg = here.legs[index]
    for bent, turn in ((20.0, 24.0), (42.0, 0.0), (20.0, -20.0)):
        turned = {**leg, "ankle": leg["ankle"] - bent, "foot turn": turn}
        yield here._replace(legs=changed(here.legs, index, turned))


def rolled_back(pose: Pose) -> Pose:
    """Return the pose with the foot on the ball drawn back."""
    ball = next(prop for prop in pose.props if prop.thing == "ball")
    index = sides.index(ball.target.side or "right")
    feet = changed(pose.feet, index, moved_on(pose.feet[index], -rolled))
    props = tuple(moved_on(prop, rolled / 2) if prop is ball else prop for prop in pose.props)
    return replace(pose, feet=feet, props=props)


Placed = TypeVar("Placed", FootRest, Prop)


def moved_on(thing: Placed, distance: float) -> Placed:
    """Return a foot or a prop farther ahead."""
    ahead = (thing.offsets.ahead or 0) + distance
    return replace(thing, offsets=replace(thing.offsets, ahead=ahead))
