"""A stance -> the body in the room: every bone of the mesh turned, and the skin that follows."""

from __future__ import annotations

import math

import numpy as np

from figures.body.mesh import Body, Posed, skin
from figures.geometry.vectors import (
    Floats,
    about,
    part_way,
    turn_between,
    unit,
    up,
)
from figures.stance.skeleton import (
    Hand,
    Leg,
    Person,
    Skeleton,
    Stance,
    find_shoulder,
    letter,
    measure,
    place_bones,
    place_trunk,
    sign,
)
from figures.words.terms import Side, sides


def embody(body: Body, stance: Stance) -> Person:
    """Return a body in a stance."""
    posed = turn_bones(body, stance)
    return Person(posed, place_bones(body, stance), skin(posed))


def turn_bones(body: Body, stance: Stance) -> Posed:
    """Return the turn and the place of every bone of a body in a stance."""
    skeleton = place_bones(body, stance)
    turns, placed = place_trunk(body, stance)
    for index, side in enumerate(sides):
        turns |= turn_leg(body, stance, skeleton, side)
        turns |= turn_arm(body, stance, skeleton, side)
        turns |= curl_toes(body, turns[f"foot.{letter(side)}"], side, stance.legs[index])
        turns |= curl_fingers(body, turns[f"wrist.{letter(side)}"], side, stance.hands[index])
    all_turns = np.zeros((len(body.bones), 3, 3))
    places = np.zeros((len(body.bones), 3))
    for number, bone in enumerate(body.bones):
        parent = int(body.parents[number])
        all_turns[number] = turns.get(bone, all_turns[parent])
        if parent < 0:
            places[number] = placed[bone]
        else:
            way = body.heads[number] - body.heads[parent]
            places[number] = places[parent] + all_turns[parent] @ way
    return Posed(body, all_turns, places)


def turn_leg(body: Body, stance: Stance, skeleton: Skeleton, side: Side) -> dict[str, Floats]:
    """Return the turns of the bones of one leg. The skin of the hip follows half of the turn of
    the thigh about its own length, so that it is not wrung."""
    mark, rest = letter(side), measure(body).rest
    turns = {
        part: turn_between(rest[f"{side} {part}"], skeleton.frames[f"{side} {part}"])
        for part in ("thigh", "shin", "foot")
    }
    pelvis = skeleton.frames["pelvis"]
    plain = least_turn(pelvis, body, f"upperleg01.{mark}", f"lowerleg01.{mark}", turns["thigh"])
    return {
        f"upperleg01.{mark}": part_way(plain, turns["thigh"], 0.5),
        f"upperleg02.{mark}": turns["thigh"],
        f"lowerleg01.{mark}": turns["shin"],
        f"lowerleg02.{mark}": turns["shin"],
        f"foot.{mark}": turns["foot"],
    }


def turn_arm(body: Body, stance: Stance, skeleton: Skeleton, side: Side) -> dict[str, Floats]:
    """Return the turns of the bones of one arm, from the collarbone to the wrist. What the hand
    turns about the forearm is shared along it."""
    mark, rest = letter(side), measure(body).rest
    turns = {
        part: turn_between(rest[f"{side} {part}"], skeleton.frames[f"{side} {part}"])
        for part in ("upper arm", "forearm", "hand")
    }
    hanging = skeleton.frames[f"{side} upper arm"]
    _, girdle, shoulder = find_shoulder(body, stance, side, -hanging[:, 1])
    plain = least_turn(
        shoulder, body, f"upperarm01.{mark}", f"lowerarm01.{mark}", turns["upper arm"]
    )
    along = body.head(f"wrist.{mark}") - body.head(f"lowerarm01.{mark}")
    roll = roll_about(turns["forearm"].T @ turns["hand"], along)
    return {
        f"clavicle.{mark}": girdle,
        f"shoulder01.{mark}": shoulder,
        f"upperarm01.{mark}": part_way(plain, turns["upper arm"], 0.5),
        f"upperarm02.{mark}": turns["upper arm"],
        f"lowerarm01.{mark}": turns["forearm"] @ about(along, roll * 0.2),
        f"lowerarm02.{mark}": turns["forearm"] @ about(along, roll * 0.65),
        f"wrist.{mark}": turns["hand"],
    }


def least_turn(carrier: Floats, body: Body, bone: str, end: str, turned: Floats) -> Floats:
    """Return the turn that brings a bone where it points without turning it about its length,
    counted from how its carrier is turned."""
    rest = body.head(end) - body.head(bone)
    before, after = unit(carrier @ rest), unit(turned @ rest)
    axis = np.cross(before, after)
    sine, cosine = float(np.sqrt((axis * axis).sum())), float((before * after).sum())
    if sine < 1e-6:
        return carrier if cosine > 0 else turned
    return about(axis, math.degrees(math.atan2(sine, cosine))) @ carrier


def roll_about(turn: Floats, axis: Floats) -> float:
    """Return by how many degrees a turn turns about an axis (its swing taken away)."""
    way = np.array((turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]))
    return math.degrees(2 * math.atan2(float(way @ unit(axis)), 1 + float(np.trace(turn))))


def curl_toes(body: Body, foot: Floats, side: Side, leg: Leg) -> dict[str, Floats]:
    """Return the turns of the toe bones of a foot."""
    turns = {}
    axis = measure(body).rest[f"{side} foot"][:, 0]
    for toe in range(1, 6):
        big = toe == 1 and leg.big_toe is not None
        base = -(leg.big_toe if big and leg.big_toe is not None else leg.toes)
        fan = about(up, sign(side) * (toe - 2.5) / 2.5 * leg.toe_spread)
        turned = foot @ fan @ about(axis, base + leg.toe_curl * 0.35)
        for joint in range(1, 3 if toe == 1 else 4):
            if joint > 1:
                turned = turned @ about(axis, leg.toe_curl * (0.75 if joint == 2 else 0.55))
            turns[f"toe{toe}-{joint}.{letter(side)}"] = turned
    return turns


def curl_fingers(body: Body, hand: Floats, side: Side, shape: Hand) -> dict[str, Floats]:
    """Return the turns of the finger bones of a hand."""
    turns, mark = {}, letter(side)
    rest = measure(body).rest[f"{side} hand"]
    palm, across = rest[:, 2], rest[:, 0] * sign(side)
    for finger in range(2, 6):
        turned = hand
        for joint in range(1, 4):
            bone = f"finger{finger}-{joint}.{mark}"
            along = body.tail(bone) - body.head(bone)
            bend = about(np.cross(along, palm), float(shape.fingers[finger - 2, joint - 1]))
            if joint == 1:
                bend = about(palm, -sign(side) * (finger - 3.4) * shape.spread) @ bend
            turned = turned @ bend
            turns[bone] = turned
    flex, oppose = shape.thumb
    turned = hand
    for joint, share in ((1, 0.5), (2, 0.8), (3, 1.0)):
        bone = f"finger1-{joint}.{mark}"
        along = body.tail(bone) - body.head(bone)
        # A thumb bends across the palm rather than into it.
        bend = about(np.cross(along, palm * 0.45 - across * 0.75), flex * share)
        if joint == 1:
            bend = about(rest[:, 1], sign(side) * oppose) @ bend
        turned = turned @ bend
        turns[bone] = turned
    return turns
