"""From where a pose is seen, and how much of it: the whole room, or one part of the body close."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Floats, unit, up
from figures.picture.camera import Camera, camera_of, looking_from
from figures.picture.raster import Box
from figures.stance.skeleton import Person, Skeleton, sign
from figures.words.pose import Pose
from figures.words.terms import Side
from figures.words.wording import BodyPart, Look

proportion = 4 / 3
close_width = 170.0  # units of the page across a close-up, about as many as across a person
steep = 0.8  # looking down so much, what lies ahead of the part points up the page


class Aim(NamedTuple):
    """A camera; and for what is seen close the piece of its page, and how much larger it is."""

    camera: Camera
    box: Box | None = None
    scale: float = 1.0


class Close(NamedTuple):
    """How a part of the body is seen close: its frame and middle, and half the picture's height."""

    frame: str
    middle: Floats
    reach: float


def find_aim(pose: Pose, person: Person) -> Aim:
    """Return from where a pose is seen."""
    if pose.look is None:
        return Aim(camera_of(pose.view, pose.facing))
    close = find_close(pose.look.target, person.skeleton)
    frame = person.skeleton.frames[close.frame]
    near = looking(pose.look, frame)
    above = frame[:, 2] if abs(float(near[1])) > steep else up
    camera = looking_from(near, above)
    x, y, _ = camera.project(close.middle[None])[0].tolist()
    wide = close.reach * proportion
    box = Box(x - wide, y - close.reach, x + wide, y + close.reach)
    return Aim(camera, box, round(close_width / (2 * wide), 2))


def looking(look: Look, frame: Floats) -> Floats:
    """Return the way from a part of the body to whoever looks at it."""
    side = look.target.side
    outwards = frame[:, 0] * (sign(side) if side else 1)
    ways = {
        "inner side": -outwards,
        "outer side": outwards,
        "left side": frame[:, 0],
        "right side": -frame[:, 0],
        "front": frame[:, 2],
        "behind": -frame[:, 2],
        "above": frame[:, 1],
        "below": -frame[:, 1],
    }
    return unit(np.sum([ways[way] for way in look.ways], 0))


def find_close(target: BodyPart, skeleton: Skeleton) -> Close:
    """Return how a part of the body is seen close."""
    joints, part = skeleton.joints, target.part
    side: Side = target.side or "right"

    def at(*names: str) -> Floats:
        return np.mean([joints[name if name in joints else f"{side} {name}"] for name in names], 0)

    foot, shin, thigh = f"{side} foot", f"{side} shin", f"{side} thigh"
    closes = {
        "foot": Close(foot, at("ankle", "ball") + skeleton.frames[foot][:, 1] * 4, 17),
        "toes": Close(foot, at("ball", "toe"), 11),
        "big toe": Close(foot, at("ball", "toe"), 9),
        "ankle": Close(foot, at("ankle"), 15),
        "calf": Close(shin, at("knee", "ankle"), 30),
        "shin": Close(shin, at("knee", "ankle"), 30),
        "knee": Close(shin, at("knee"), 26),
        "thigh": Close(thigh, at("hip", "knee"), 34),
        "hamstrings": Close(thigh, at("hip", "knee"), 34),
        "hip": Close("pelvis", at("hip"), 30),
        "hips": Close("pelvis", at("hips"), 34),
        "buttock": Close("pelvis", at("hip"), 30),
        "lower back": Close("loin", at("waist"), 32),
        "back": Close("chest", at("ribs"), 40),
        "upper back": Close("chest", at("shoulders", "ribs"), 32),
        "chest": Close("chest", at("shoulders", "ribs"), 32),
        "shoulder": Close("chest", at("shoulder"), 26),
        "shoulder blade": Close("chest", at("shoulder"), 26),
        "neck": Close("head", at("neck", "head"), 24),
        "chin": Close("head", at("head"), 20),
        "head": Close("head", at("head"), 20),
        "elbow": Close(f"{side} forearm", at("elbow"), 24),
        "wrist": Close(f"{side} hand", at("wrist"), 16),
        "hand": Close(f"{side} hand", at("palm"), 15),
    }
    return closes.get(part, closes["foot"])
