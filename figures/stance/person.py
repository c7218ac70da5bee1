"""A stance -> the body in the room: every bone of the mesh turned, and the skin that follows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

import numpy as np

from figures.body.mesh import Body, Posed, carried
from figures.geometry.vectors import Floats, about, dot, length, part_way, unit, up
from figures.stance.skeleton import (
    Angles,
    Hand,
    Person,
    Skeleton,
    Stance,
    letter,
    measure,
    place_bones,
    place_trunk,
    sign,
)
from figures.words.terms import Side, sides

together = (-16.0, 1.0, 12.0, 20.0)  # degrees that each finger turns until all lie together
domed = 2.2  # centimetres that an arch is lifted: more than it can be, so that it is seen


def embody(body: Body, stance: Stance) -> Person:
    """Return a body in a stance."""
    skeleton, trunk = place_bones(body, stance), place_trunk(body, stance)
    frames, turns = skeleton.frames, dict(trunk.frames)
    for side, leg, hand in zip(sides, stance.legs, stance.hands, strict=True):
        mark = letter(side)
        turns[f"clavicle.{mark}"] = frames[f"{side} collarbone"]
        turns[f"shoulder01.{mark}"] = blade = frames[f"{side} blade"]
        turns |= turn_limb(body, skeleton, side, "leg", frames["pelvis"])
        turns |= turn_limb(body, skeleton, side, "arm", blade)
        turns |= curl_toes(body, turns[f"foot.{mark}"], side, leg)
        turns |= curl_fingers(body, turns[f"wrist.{mark}"], side, hand)
    posed = chained(body, turns, trunk.joints["root"])
    rest = body.points + sum(
        domes(body, side) * leg.get("arch", 0.0)
        for side, leg in zip(sides, stance.legs, strict=True)
    )
    return Person(posed, skeleton, carried(posed, rest, body.holders, body.weights))


@cache
def domes(body: Body, side: Side) -> Floats:
    """Return how far each point of a body goes, at rest, when an arch is lifted, (n, 3).

    The foot rises between the heel and the ball, most at its inner edge and its sole.
    """
    sizes, turn = measure(body), measure(body).rest[f"{side} foot"]
    way = (body.points - body.head(f"foot.{letter(side)}")) @ turn
    out, high, far = (way * (sign(side), 1, 1)).T
    start = -0.2 * sizes.heel_back
    along = np.clip((far - start) / (sizes.ball_ahead - start), 0, 1)
    inner = np.clip((4.0 - out) / 6.0, 0.5, 1)
    low = np.clip(-high / (sizes.ankle_height - 1), 0, 1)
    rise = domed * np.sin(np.pi * along) ** 2 * inner * low
    return np.round(rise * body.pull("foot", side=letter(side)), 5)[:, None] * up


def chained(body: Body, given: Mapping[str, Floats], root: Floats) -> Posed:
    """Return a body whose bones hang together from a root, each turned as given or as the bone
    that carries it."""
    turns, places = np.tile(np.eye(3), (len(body.bones), 1, 1)), body.heads * 0 + root
    for number, bone in enumerate(body.bones):
        parent = int(body.parents[number])
        turns[number] = given.get(bone, turns[parent])
        if parent >= 0:
            way = body.heads[number] - body.heads[parent]
            places[number] = places[parent] + turns[parent] @ way
    return Posed(body, turns, places)


def turn_limb(
    body: Body, skeleton: Skeleton, side: Side, limb: str, carrier: Floats
) -> dict[str, Floats]:
    """Return the turns of the bones of an arm or a leg.

    The skin of the shoulder or hip follows half of the turn of the upper bone about its own length,
    so that it is not wrung. What the hand turns about the forearm is shared along it.
    """
    names, end, shares = {
        "leg": (("thigh", "shin", "foot"), "foot", (0.0, 0.0)),
        "arm": (("upper arm", "forearm", "hand"), "wrist", (0.2, 0.65)),
    }[limb]
    upper, lower, last = (
        skeleton.frames[f"{side} {name}"] @ measure(body).rest[f"{side} {name}"].T for name in names
    )
    mark = letter(side)
    root, middle, tip = (
        body.head(f"{bone}.{mark}") for bone in (f"upper{limb}01", f"lower{limb}01", end)
    )
    plain = least_turn(carrier, middle - root, upper)
    roll = roll_about(lower.T @ last, tip - middle)
    return {
        f"upper{limb}01.{mark}": part_way(plain, upper, 0.5),
        f"upper{limb}02.{mark}": upper,
        f"lower{limb}01.{mark}": lower @ about(tip - middle, roll * shares[0]),
        f"lower{limb}02.{mark}": lower @ about(tip - middle, roll * shares[1]),
        f"{end}.{mark}": last,
    }


def least_turn(carrier: Floats, rest: Floats, turned: Floats) -> Floats:
    """Return the turn that brings a bone where it points without turning it about its length,
    counted from how its carrier is turned."""
    before, after = unit(carrier @ rest), unit(turned @ rest)
    axis = np.cross(before, after)
    if length(axis) < 1e-6:
        return carrier if dot(before, after) > 0 else turned
    return about(axis, math.degrees(math.atan2(length(axis), dot(before, after)))) @ carrier


def roll_about(turn: Floats, axis: Floats) -> float:
    """Return by how many degrees a turn turns about an axis (its swing taken away)."""
    way = np.array((turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]))
    return math.degrees(2 * math.atan2(float(way @ unit(axis)), 1 + float(np.trace(turn))))


def curl_toes(body: Body, foot: Floats, side: Side, leg: Angles) -> dict[str, Floats]:
    """Return the turns of the toe bones of a foot."""
    turns = {}
    axis, curl = measure(body).rest[f"{side} foot"][:, 0], leg["toe curl"]
    for toe in range(1, 6):
        lifted = leg.get("big toe", leg["toes"]) if toe == 1 else leg["toes"]
        fan = about(up, sign(side) * (toe - 2.5) / 2.5 * leg["toe spread"])
        turned = foot @ fan
        bends = (curl * 0.35 - lifted, curl * 0.75, curl * 0.55)
        for joint, bend in enumerate(bends[: 2 if toe == 1 else 3], 1):
            turned = turned @ about(axis, bend)
            turns[f"toe{toe}-{joint}.{letter(side)}"] = turned
    return turns


def curl_fingers(body: Body, hand: Floats, side: Side, shape: Hand) -> dict[str, Floats]:
    """Return the turns of the finger bones of a hand."""
    turns, mark, outwards = {}, letter(side), sign(side)
    rest = measure(body).rest[f"{side} hand"]
    palm, across = rest[:, 2], rest[:, 0] * outwards
    flex, oppose = shape.thumb
    # A thumb bends across the palm rather than into it.
    digits = {1: ((flex * 0.5, flex * 0.8, flex), palm * 0.45 - across * 0.75)}
    digits |= {finger: (tuple(shape.fingers[finger - 2]), palm) for finger in range(2, 6)}
    for digit, (bends, into) in digits.items():
        if digit == 1:
            turned = hand @ about(rest[:, 1], outwards * oppose)
        else:
            turned = hand @ about(palm, outwards * together[digit - 2] * (1 - shape.spread))
        for joint, bend in enumerate(bends, 1):
            bone = f"finger{digit}-{joint}.{mark}"
            turned = turned @ about(np.cross(body.tail(bone) - body.head(bone), into), float(bend))
            turns[bone] = turned
    return turns
