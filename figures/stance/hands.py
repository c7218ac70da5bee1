"""Where a hand goes when it rests on a thing or holds it, and the arm that brings it there.

A hand comes nearer until it touches the skin that it meets, and its fingers close. That is worked
out in the room of the hand at rest: there its own points never change, and what it holds is turned
and moved into it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body, carried
from figures.geometry.surface import normals
from figures.geometry.vectors import Floats, Ints, ahead, left, place, square_to, unit, up, upright
from figures.stance.person import chained, curl_fingers
from figures.stance.skeleton import (
    Angles,
    Hand,
    Person,
    Skeleton,
    Stance,
    changed,
    find_shoulder,
    letter,
    measure,
    place_trunk,
    reach,
    sign,
    span,
    swing,
)
from figures.words.pose import Pose
from figures.words.terms import (
    Side,
    back_edge,
    back_height,
    body_parts,
    prop_kinds,
    seat_height,
    sides,
)
from figures.words.wording import HandRest

tops = {"floor": 0.0} | {
    word: touch.high
    for kind in prop_kinds.values()
    for word, touch in kind.hands.items()
    if touch.high is not None
}
alike = 0.15  # how much further a finger bends than another that lies beside it, of closing
palm_depth = 2.4  # centimetres from the wrist to where a flat palm touches
down = -up
far = 2.5  # centimetres beyond which a point of the obstacle says nothing
near = 22.0  # centimetres from the wrist within which a hand meets what it holds

shapes: dict[str, tuple[tuple[float, float, float], tuple[float, float], float]] = {
    "flat": ((-7, 3, 2), (-10, 20), 0.4),
    "laid": ((-7, 3, 2), (-10, 20), 0.1),
    "loose": ((14, 16, 8), (12, -10), 0.0),
    "fist": ((62, 78, 48), (40, -45), 0.0),
    "round": ((34, 40, 26), (16, -25), 0.0),
}
"""How far base, middle and tip of the fingers are bent, the thumb, and how far the fingers are
apart: 0 if they lie together, 1 as they are at rest."""
closing = np.array((52.0, 62.0, 36.0))  # how base, middle and tip of a finger bend together

Way = tuple[float, float, float]
Manner = tuple[str, Way, str, float]
"""The shape of a hand, where its elbow points, the bones that it meets, and the cloth on them."""
low: Way = (0.45, -0.8, -0.5)
over: Manner = ("laid", low, "upperleg lowerleg", 2.3)
round_leg: Manner = ("round", low, "upperleg lowerleg", 1.6)
round_heel: Manner = ("round", (0.9, -0.3, 0.4), "foot toe lowerleg02", 0)  # clear of the trunk
round_toes: Manner = ("round", (1, 0, 0), "toe foot", 0)  # clear of the shin
along: Manner = ("flat", (0.3, -1, 0.1), "toe foot", 0)
alone: Manner = ("flat", (0.3, -1, 0.1), "toe1", 0)
behind_head: Manner = ("flat", (1, 0.4, 0), "head", 1.2)
on_head: Manner = ("flat", (1, -0.3, 0.3), "head", 1)
on_chest: Manner = ("flat", (1, -0.8, -0.2), "spine", 0.6)
on_hip: Manner = ("flat", (1, 0, -0.7), "root spine pelvis upperleg", 0.9)
in_hand: Manner = ("round", (1, -0.8, -0.4), "", 0)
grips: dict[str, tuple[str, float, str, Way, Way, Way, Manner]] = {
    "behind thigh": ("hip knee", 0.45, "thigh", (11, 0, 3), (-0.15, 0, -1), (-1, 0, 0), round_leg),
    "behind knee": ("hip knee", 0.9, "thigh", (11, 0, 3), (-0.15, 0, -1), (-1, 0, 0), round_leg),
    "behind calf": ("knee ankle", 0.4, "shin", (11, 0, 3), (-0.15, 0, -1), (-1, 0, 0), round_leg),
    "thigh": ("hip knee", 0.56, "thigh", (0, 0, 12), (-0.2, -1, -0.28), (0, 0, -1), over),
    "knee": ("hip knee", 0.86, "thigh", (0, 0, 12), (-0.2, -1, -0.28), (0, 0, -1), over),
    "shin": ("knee ankle", 0.5, "shin", (4, 0, 9), (-1, 0, 0), (0, 0, -1), round_leg),
    "calf": ("knee ankle", 0.5, "shin", (4, 0, 9), (-1, 0, 0), (0, 0, -1), round_leg),
    "heel": ("heel heel", 0, "foot", (-8, 6, 2), (0.7, -0.8, 0.2), (1, 0.6, 0.4), round_heel),
    "ankle": ("ankle ankle", 0, "foot", (-9, 7, -7), (0.2, -0.3, 1), (1, 0, -0.3), round_heel),
    # Over the inner edge of the foot, the fingers hooked round it: they bend the toes up. They lie
    # under all toes, the thumb over them; of one toe they take the tip.
    "foot": ("ankle ball", 0.5, "foot", (-7, 8, 0), (0.35, -1, 0), (1, 0.35, 0), round_heel),
    "toes": ("toe toe", 0, "toes", (-6.5, 7, 2.5), (0.4, -0.9, -0.1), (0.6, 0.3, -0.8), round_toes),
    # The hand of the other side lies along them instead: they stay in sight between the fingers
    # under them and the thumb on the ball.
    "other toes": ("toe toe", 0, "toes", (-5, -7, -13), (0.5, 0.15, 1), (0.1, 1, -0.2), along),
    "other big toe": ("toe toe", 0, "toes", (-5, -8, -10), (0.3, 0.4, 1), (0.4, 1, -0.4), alone),
    "big toe": ("ball toe", 0.6, "toes", (-10, 9, 0), (0.35, -1, 0), (1, 0.35, 0), round_toes),
    "behind head": ("head head", 0, "head", (8, -2, -15), (-1, 0.4, 0.1), (0, 0, 1), behind_head),
    "head": ("head head", 0, "head", (15, 0, 1), (0, 1, 0), (-1, 0, 0), on_head),
    "chest": ("ribs ribs", 0, "chest", (7, 4, 20), (-1, 0.3, 0), (0, 0, -1), on_chest),
    "hip": ("hip hip", 0, "pelvis", (20, 9, -4), (0, -0.55, 0.8), (-1, 0, 0), on_hip),
    "hand": ("wrist wrist", 0, "hand", (0, 0, -4), (0, -1, 0), (0, 0, 1), in_hand),
}
"""How a hand lies on a part of the body: so far from one joint to another; counted in a frame
outwards, up and ahead where the wrist is from there, and where the fingers and the palm point; the
elbow points so in the chest, or for a leg in the room."""


class Hold(NamedTuple):
    """Where the wrist goes, which way the fingers and the palm point, the shape of the hand, and
    where the elbow points; what the hand *meets*, and *above* it the cloth, as in a Hand."""

    wrist: Floats
    fingers: Floats
    palm: Floats
    shape: str
    elbow: Floats
    meets: str = ""
    above: float = 0.0

    @property
    def turn(self) -> Floats:
        """The frame of the hand."""
        back = -unit(self.fingers)
        front = square_to(self.palm, back)
        return np.stack((np.cross(back, front), back, front), 1)


def shaped(name: str) -> Hand:
    """Return a hand by the name of its shape."""
    bends, thumb, spread = shapes[name]
    return Hand(np.array([bends] * 4, float), thumb, spread)


def with_hands(body: Body, pose: Pose, stance: Stance, person: Person) -> Stance:
    """Return the stance with both hands at what they rest on or hold; *person* is the body before
    its arms are moved."""
    for index, (side, rest) in enumerate(zip(sides, pose.hands, strict=True)):
        if rest.how == "free":
            continue
        hold = find_hold(body, pose, person.skeleton, side, rest)
        wrist, hand = hold.wrist, shaped(hold.shape)
        if hold.meets:
            # A hand may go to the other side of the body, but never meets itself.
            wrist, hand = close_hand(body, side, hold, skin_of(person, hold.meets, hold.above))
        hand = hand._replace(turn=hold.turn, goal=wrist, meets=hold.meets, above=hold.above)
        arm = bring(body, stance, index, wrist, hold.elbow)
        stance = stance._replace(
            arms=changed(stance.arms, index, arm), hands=changed(stance.hands, index, hand)
        )
    return stance


def find_hold(body: Body, pose: Pose, skeleton: Skeleton, side: Side, rest: HandRest) -> Hold:
    """Return what a hand does that isn't free."""
    if rest.thing.part == "strap":
        return on_strap(body, pose, skeleton, side, rest)
    if rest.thing.part in body_parts:
        return on_body(skeleton, side, rest)
    return in_room(pose, skeleton, side, rest)


def in_room(pose: Pose, skeleton: Skeleton, side: Side, rest: HandRest) -> Hold:
    """Return a hand on a thing that stands in the room."""
    shoulder, hips = skeleton.joints[f"{side} shoulder"], skeleton.joints["hips"]
    outwards, thing = sign(side), rest.thing.part
    far, high = rest.offsets.ahead, rest.offsets.high
    across = float(shoulder[0]) + (rest.offsets.out or 0) * outwards
    elbow = place(0.45 * outwards, -0.8, -0.5)
    if thing == "wall":
        level = float(shoulder[1]) - 6 if high is None else high
        at = prop_ahead(pose, "wall") - palm_depth
        return Hold(place(across, level, at), up, ahead, "flat", elbow)
    if thing == "seat" and rest.how == "holding" and pose.position == "sitting":
        # Round the edge of the seat, beside the hip.
        back = hips[2] + (6 if far is None else far)
        goal = place(hips[0] + 22.5 * outwards, seat_height + 6, back)
        return Hold(goal, down, -left * outwards, "round", place(0.5 * outwards, 0, -1))
    if thing == "chair back":
        # Over its edge, the fingers down behind it.
        edge = place(across, back_height, hips[2] + (prop_ahead(pose, "chair") + back_edge))
        elbow = place(0.3 * outwards, -0.2, -1)
        return Hold(edge + up * 6.5 - ahead * 3.5, ahead + down, down - ahead, "round", elbow)
    if thing == "floor" and pose.position.endswith("side"):
        # In front of the chest of somebody who lies on the side.
        head, front = (unit(skeleton.frames["chest"][:, axis] * (1, 0, 1)) for axis in (1, 2))
        goal = shoulder * (1, 0, 1) + front * 24 - head * 8 + up * palm_depth
        return Hold(goal, front + head, down, "flat", front - head)
    if thing in tops:
        usual = usual_ahead(pose, thing, float(shoulder[2] - hips[2]))
        goal = place(across, tops[thing] + palm_depth, hips[2] + (usual if far is None else far))
        flat = "round" if rest.how == "holding" else "flat"
        if pose.position == "lying":
            return Hold(goal, ahead, down, flat, place(outwards, 0.1, 0))
        fingers = -ahead if far is not None and far < -4 else ahead
        return Hold(goal, fingers, down, flat, place(0.3 * outwards, -0.2, -1))
    level = float(shoulder[1]) - 28 if high is None else high
    goal = place(across - shoulder[0] * 0.5, level, shoulder[2] + (30 if far is None else far))
    return Hold(goal, ahead, -left * outwards, "round", elbow)


def usual_ahead(pose: Pose, thing: str, shoulder: float) -> float:
    """Return how far ahead of the hips a hand rests of which the pose doesn't say it; *shoulder* is
    how far ahead the shoulder is."""
    if pose.position in ("lying", "bridge"):
        return shoulder + 45
    if thing == "seat" and any(prop.thing == "turned chair" for prop in pose.props):
        return prop_ahead(pose, "turned chair") - 12  # past the edge of the seat
    return shoulder if pose.position in ("all-fours", "lying on the front") else 20


def prop_ahead(pose: Pose, thing: str) -> float:
    """Return how far ahead of the hips a prop stands: as written, or where it usually does."""
    given = (prop.offsets.ahead for prop in pose.props if prop.thing == thing)
    return next((far for far in given if far is not None), prop_kinds[thing].ahead)


def on_strap(body: Body, pose: Pose, skeleton: Skeleton, side: Side, rest: HandRest) -> Hold:
    """Return a hand that pulls a strap: somewhere between its shoulder and the foot, under the ball
    of which the strap lies."""
    shoulder = skeleton.joints[f"{side} shoulder"]
    straps = [prop.target.side for prop in pose.props if prop.thing == "strap"]
    anchor = skeleton.joints[f"{(straps and straps[0]) or 'right'} ball"]
    bend = 60 if rest.offsets.elbow is None else rest.offsets.elbow
    # The hands come together in front of the body, each with its thumb up. A strap that comes from
    # above goes in beside the thumb, one from below beside the little finger.
    across = (anchor[0] - shoulder[0]) * 0.55
    along = unit((anchor - shoulder) * (0, 1, 1))
    out = float(np.sqrt(max(span(body, "shoulder", bend) ** 2 - across**2, 1)))
    wrist = shoulder + left * across + along * out
    inwards = -skeleton.frames["chest"][:, 0] * sign(side)
    pull = unit(anchor - wrist)
    fingers = pull + square_to(down, pull) * (float(pull[1]) * 0.8) - inwards * 0.3
    return Hold(wrist, fingers, inwards, "fist", place(0.5 * sign(side), -0.8, -0.3))


def on_body(skeleton: Skeleton, side: Side, rest: HandRest) -> Hold:
    """Return a hand on, behind or round a part of the body."""
    owner, part = rest.thing.side or side, rest.thing.part
    joints, frames = (
        {name.removeprefix(f"{owner} "): each for name, each in things.items()}
        for things in (skeleton.joints, skeleton.frames)
    )
    outwards, own = place(sign(side), 1, 1), place(sign(owner), 1, 1)
    other = "other " * (owner != side) + part
    grip = grips.get(f"{rest.how} {part}") or grips.get(other) or grips[part]
    ends, share, frame, at, fingers, palm, (shape, elbow, meets, above) = grip
    start, end = (joints[name] for name in ends.split())
    turn = frames[frame] * (own if frame in ("foot", "toes") else outwards)
    of_leg = frame in ("thigh", "shin", "foot", "toes")
    carrier = upright if of_leg else frames["chest"]
    wrist = start + (end - start) * (share + (rest.offsets.ahead or 0) / 40) + turn @ at
    way = carrier @ (outwards * elbow)
    meets += f" {letter(owner)}" if of_leg else ""
    return Hold(wrist, turn @ fingers, turn @ palm, shape, way, meets, above)


def bring(body: Body, stance: Stance, index: int, wrist: Floats, elbow: Floats) -> Angles:
    """Return the arm with its wrist at a place and its elbow pointing a way.

    The shoulder goes along with the upper arm, so it is found again once the arm is known.
    """
    side, trunk, arm = sides[index], place_trunk(body, stance), stance.arms[index]
    chest = trunk.frames["spine01"]
    way = wrist - find_shoulder(body, trunk, side, down)[0]
    for _ in range(8):
        root, _, _ = find_shoulder(body, trunk, side, way)
        arm = {**arm, **reach(body, "shoulder", chest, side, root, wrist, elbow)}
        way = -swing(chest, side, "shoulder", arm)[:, 1]
    return arm


# A hand that closes


class Obstacle(NamedTuple):
    """What a hand meets: points (n, 3) of a surface, the ways out of it (n, 3), and how far above
    it the hand stays (the thickness of cloth)."""

    points: Floats
    normals: Floats
    above: float


def skin_of(person: Person, bones: str, above: float = 0, part: float = 0.5) -> Obstacle:
    """Return the skin that some bones move by more than a part of it; *bones* are the beginnings of
    their names, and at the end the letter of a side if only that is meant."""
    body, (*starts, last) = person.posed.body, bones.split()
    side = last if last in ("L", "R") else ""
    chosen = body.pull(*starts, *([] if side else [last]), side=side) > part
    return Obstacle(person.points[chosen], normals(person.points, body.quads)[chosen], above)


def depth(points: Floats, obstacle: Obstacle, far: float = far) -> float:
    """Return how deep the deepest of some points is in an obstacle; below 0: how far away.

    A point that is *far* from its surface says nothing.
    """
    ways = points[:, None] - obstacle.points
    square = np.round(np.einsum("ijk,ijk->ij", ways, ways), 5)
    nearest = square.argmin(1)
    rows = np.arange(len(points))
    close = square[rows, nearest] < far * far
    inside = -(ways[rows, nearest] * obstacle.normals[nearest]).sum(1)
    return float(np.round(np.where(close, inside, -far).max(), 4))


@cache
def hand_points(body: Body, side: Side, *starts: str) -> Ints:
    """Return the numbers of the points that the bones whose names begin so move alone."""
    chosen = np.flatnonzero(body.pull(*starts, side=letter(side)) > 0.6)
    return chosen[:: max(1, len(chosen) // 60)]


def curled(body: Body, side: Side, shape: Hand, numbers: Ints) -> Floats:
    """Return where points of a hand are with its fingers bent, the hand itself at rest."""
    posed = chained(body, curl_fingers(body, upright, side, shape), body.heads[0])
    return carried(posed, body.points[numbers], body.holders[numbers], body.weights[numbers])


def last_free(is_free: Callable[[float], bool], start: float, end: float, steps: int) -> float:
    """Return how far one can go from *start* towards *end* while all is free: in equal steps, then
    by halving the step that wasn't."""
    stride = (end - start) / steps
    at = start
    while abs(at - start) < abs(end - start) - 1e-9 and is_free(at + stride):
        at += stride
    for _ in range(3):
        stride /= 2
        if abs(at + stride - start) <= abs(end - start) and is_free(at + stride):
            at += stride
    return at


def close_hand(body: Body, side: Side, hold: Hold, skin: Obstacle) -> tuple[Floats, Hand]:
    """Return where the wrist comes to, along the way its palm faces, and the hand with its fingers
    and its thumb closed round what it meets."""
    hand, turn = shaped(hold.shape), hold.turn
    rest, root = measure(body).rest[f"{side} hand"], body.head(f"wrist.{letter(side)}")
    close = np.sqrt(((skin.points - hold.wrist) ** 2).sum(1)) < near
    if not close.any():
        return hold.wrist, hand
    back, palm = rest @ turn.T, rest[:, 2]
    points = np.einsum("ij,nj->ni", back, skin.points[close] - hold.wrist) + root
    held = Obstacle(points, np.einsum("ij,nj->ni", back, skin.normals[close]), skin.above)
    hand = hand._replace(fingers=np.zeros((4, 3)))
    bones = ("wrist", "metacarpal", *(f"finger{digit}-1" for digit in range(2, 6)))
    hollow = curled(body, side, hand, hand_points(body, side, *bones))
    way = last_free(lambda way: depth(hollow - palm * way, held) <= -held.above, 7, -7, 14)
    held = held._replace(points=held.points + palm * way)

    def deep(trial: Hand, digit: int) -> float:
        numbers = hand_points(body, side, f"finger{digit}-2", f"finger{digit}-3")
        return depth(curled(body, side, trial, numbers), held)

    def furthest(digit: int) -> float:
        def is_free(part: float) -> bool:
            fingers = np.tile(bent(part), (4, 1))
            return deep(hand._replace(fingers=fingers), digit) <= -held.above

        return last_free(is_free, -0.4, 1.6, 10)

    parts = [furthest(digit) for digit in range(2, 6)]
    hand = hand._replace(fingers=np.array([bent(min(part, min(parts) + alike)) for part in parts]))
    # The thumb lies as close as it can without going in.
    found = -far
    for oppose, flex in itertools.product(range(-45, 31, 15), range(-20, 46, 8)):
        trial = hand._replace(thumb=(float(flex), float(oppose)))
        if found < (reached := deep(trial, 1)) <= -held.above:
            hand, found = trial, reached
    return hold.wrist - turn[:, 2] * way, hand


def bent(part: float) -> Floats:
    """Return how a finger bends; below 0 it is lifted at its base."""
    return closing * part if part > 0 else closing * (part, 0, 0)
