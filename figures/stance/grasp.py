"""A hand that comes nearer until it touches, and fingers that close round what they hold.

All is worked out in the room of the hand at rest: there its own points never change, and what it
holds is turned and moved into it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.geometry.vectors import Floats, Ints
from figures.stance.person import curl_fingers
from figures.stance.skeleton import Hand, letter, measure
from figures.words.terms import Side

far = 2.5  # centimetres beyond which a point of the obstacle says nothing
step = 0.25
closing = np.arange(0, 1.55, 0.07)
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
    return chosen[:: max(1, len(chosen) // 130)]


def depth(points: Floats, obstacle: Obstacle) -> float:
    """Return how deep the deepest of some points is in an obstacle; below 0: how far away."""
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
    first = body.number(f"wrist.{letter(side)}")
    placed, turned = {first: body.heads[first]}, {first: np.eye(3)}
    for number, bone in enumerate(body.bones):
        parent = int(body.parents[number])
        if parent in placed:
            turned[number] = turns.get(bone, turned[parent])
            way = body.heads[number] - body.heads[parent]
            placed[number] = placed[parent] + turned[parent] @ way
    out = np.zeros((len(numbers), 3))
    total = np.zeros((len(numbers), 1))
    for column in range(body.holders.shape[1]):
        for bone_number in placed:
            share = body.weights[numbers, column] * (body.holders[numbers, column] == bone_number)
            way = body.points[numbers] - body.heads[bone_number]
            moved = placed[bone_number] + np.einsum("ij,nj->ni", turned[bone_number], way)
            out += share[:, None] * moved
            total += share[:, None]
    return out / np.maximum(total, 1e-9)


def close_hand(
    body: Body, side: Side, wrist: Floats, turn: Floats, shape: Hand, obstacle: Obstacle
) -> tuple[Floats, Hand]:
    """Return where the wrist comes to, and the hand with its fingers closed round an obstacle.

    *turn* is the frame of the hand. It comes along the way its palm faces.
    """
    rest = measure(body).rest[f"{side} hand"]
    root, palm = body.head(f"wrist.{letter(side)}"), rest[:, 2]
    back = rest @ turn.T
    near = np.flatnonzero(np.sqrt(((obstacle.points - wrist) ** 2).sum(1)) < 30)
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
    way = 6.0
    while way > -6 and depth(hollow - palm * way, held) <= -held.above:
        way -= step
    way += step
    held = held._replace(points=held.points + palm * way)
    fingers = np.zeros((4, 3))
    for finger in range(2, 6):
        numbers = hand_points(body, side, f"finger{finger}-2", f"finger{finger}-3")
        for part in closing:
            trial = fingers.copy()
            trial[finger - 2] = bends * part
            if depth(curled(body, side, opened_as(opened, trial), numbers), held) > -held.above:
                break
            fingers = trial
    thumb = close_thumb(body, side, opened_as(opened, fingers), held)
    return wrist - turn[:, 2] * way, Hand(fingers, thumb, shape.spread, turn)


def opened_as(shape: Hand, fingers: Floats) -> Hand:
    """Return a hand with its fingers bent so."""
    return Hand(fingers, shape.thumb, shape.spread)


def close_thumb(body: Body, side: Side, shape: Hand, held: Obstacle) -> tuple[float, float]:
    """Return how the thumb lies closest to what is held, without going into it."""
    numbers = hand_points(body, side, "finger1-2", "finger1-3")
    best, found = shape.thumb, -far
    for oppose in (-45.0, -30.0, -15.0, 0.0):
        for flex in range(-10, 46, 8):
            trial = Hand(shape.fingers, (float(flex), oppose), shape.spread)
            deep = depth(curled(body, side, trial, numbers), held)
            if found < deep <= -held.above:
                best, found = (float(flex), oppose), deep
    return best
