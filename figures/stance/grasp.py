"""A hand that comes nearer until it touches, and fingers that close round what they hold.

All is worked out in the room of the hand at rest: there its own points never change, and what it
holds is turned and moved into it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.geometry.vectors import Floats, Ints
from figures.stance.person import curl_fingers
from figures.stance.skeleton import Hand, letter, measure
from figures.words.terms import Side

far = 2.5  # centimetres beyond which a point of the obstacle says nothing
bends = np.array((52.0, 62.0, 36.0))  # how base, middle and tip of a finger bend together


class Obstacle(NamedTuple):
    """What a hand meets: points (n, 3) of a surface, the ways out of it (n, 3), and how far above
    it the hand stays (the thickness of cloth)."""

    points: Floats
    normals: Floats
    above: float


@cache
def hand_points(body: Body, side: Side, *starts: str) -> Ints:
    """Return the numbers of the points that the bones whose names begin so move alone."""
    chosen = np.flatnonzero(body.pull(*starts, side=letter(side)) > 0.6)
    return chosen[:: max(1, len(chosen) // 60)]


@cache
def palm_depth(body: Body, side: Side) -> float:
    """Return how far a flat hand lies before its wrist: where its palm touches."""
    flat = Hand(np.zeros((4, 3)), (0, 0))
    numbers = hand_points(body, side, "wrist", "metacarpal", "finger2", "finger3", "finger4")
    palm = measure(body).rest[f"{side} hand"][:, 2]
    ways = (curled(body, side, flat, numbers) - body.head(f"wrist.{letter(side)}")) @ palm
    return float(np.round(np.percentile(ways, 97), 2))


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


def curled(body: Body, side: Side, shape: Hand, numbers: Ints) -> Floats:
    """Return where points of a hand are with its fingers bent, the hand itself at rest."""
    turns = curl_fingers(body, np.eye(3), side, shape)
    root = body.number(f"wrist.{letter(side)}")
    turned = np.tile(np.eye(3), (len(body.bones), 1, 1))
    places = body.heads.copy()
    for number in hand_bones(body, side):
        parent = int(body.parents[number])
        turned[number] = turns.get(body.bones[number], turned[parent])
        if number != root:
            way = body.heads[number] - body.heads[parent]
            places[number] = places[parent] + turned[parent] @ way
    out = np.zeros((len(numbers), 3))
    for column in range(body.holders.shape[1]):
        bone = body.holders[numbers, column]
        way = body.points[numbers] - body.heads[bone]
        moved = places[bone] + np.einsum("nij,nj->ni", turned[bone], way)
        out += body.weights[numbers, column, None] * moved
    return out


@cache
def hand_bones(body: Body, side: Side) -> tuple[int, ...]:
    """Return the numbers of the bones of a hand, each behind its parent."""
    names = ("wrist", "metacarpal", "finger")
    return tuple(
        number
        for number, bone in enumerate(body.bones)
        if bone.startswith(names) and bone.endswith(letter(side))
    )


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


def close_hand(
    body: Body, side: Side, wrist: Floats, turn: Floats, shape: Hand, obstacle: Obstacle
) -> tuple[Floats, Hand]:
    """Return where the wrist comes to, and the hand with its fingers closed round an obstacle.

    *turn* is the frame of the hand. It comes along the way its palm faces.
    """
    rest = measure(body).rest[f"{side} hand"]
    root, palm = body.head(f"wrist.{letter(side)}"), rest[:, 2]
    back = rest @ turn.T
    near = np.flatnonzero(np.sqrt(((obstacle.points - wrist) ** 2).sum(1)) < 22)
    if not len(near):
        return wrist, shape
    held = Obstacle(
        np.einsum("ij,nj->ni", back, obstacle.points[near] - wrist) + root,
        np.einsum("ij,nj->ni", back, obstacle.normals[near]),
        obstacle.above,
    )
    opened = Hand(np.zeros((4, 3)), shape.thumb, shape.spread)
    hollow = curled(
        body,
        side,
        opened,
        hand_points(
            body, side, "wrist", "metacarpal", "finger2-1", "finger3-1", "finger4-1", "finger5-1"
        ),
    )
    way = last_free(lambda way: depth(hollow - palm * way, held) <= -held.above, 7, -7, 14)
    held = held._replace(points=held.points + palm * way)
    fingers = np.zeros((4, 3))
    for finger in range(2, 6):
        numbers = hand_points(body, side, f"finger{finger}-2", f"finger{finger}-3")
        part = last_free(
            partial(is_clear, body, side, opened, numbers, finger - 2, held), -0.4, 1.6, 10
        )
        fingers[finger - 2] = bent(part)
    thumb = close_thumb(body, side, opened_as(opened, fingers), held)
    return wrist - turn[:, 2] * way, Hand(fingers, thumb, shape.spread, turn)


def is_clear(
    body: Body, side: Side, shape: Hand, numbers: Ints, finger: int, held: Obstacle, part: float
) -> bool:
    """Tell whether a finger bent so far stays out of an obstacle."""
    fingers = np.zeros((4, 3))
    fingers[finger] = bent(part)
    points = curled(body, side, opened_as(shape, fingers), numbers)
    return depth(points, held) <= -held.above


def bent(part: float) -> Floats:
    """Return how a finger bends; below 0 it is lifted at its base."""
    return bends * part if part > 0 else bends * (part, 0, 0)


def opened_as(shape: Hand, fingers: Floats) -> Hand:
    """Return a hand with its fingers bent so."""
    return Hand(fingers, shape.thumb, shape.spread)


def close_thumb(body: Body, side: Side, shape: Hand, held: Obstacle) -> tuple[float, float]:
    """Return how the thumb lies closest to what is held, without going into it."""
    numbers = hand_points(body, side, "finger1-2", "finger1-3")
    best, found = shape.thumb, -far
    for oppose in (-45.0, -30.0, -15.0, 0.0, 15.0, 30.0):
        for flex in range(-20, 46, 8):
            trial = Hand(shape.fingers, (float(flex), oppose), shape.spread)
            deep = depth(curled(body, side, trial, numbers), held)
            if found < deep <= -held.above:
                best, found = (float(flex), oppose), deep
    return best
