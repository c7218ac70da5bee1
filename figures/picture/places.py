"""Where the parts of a body are that a pose names, and from where they are seen close."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.body.felt import spot
from figures.geometry.vectors import Floats, unit, up
from figures.picture.camera import Camera, camera_of, looking_from
from figures.picture.raster import Box
from figures.stance.skeleton import Person, letter, sign
from figures.words.pose import Pose
from figures.words.terms import Side, paired_parts
from figures.words.wording import BodyPart, Look, Prop

proportion = 4 / 3
close_width = 170.0  # units of the page across a close-up, about as many as across a person
steep = 0.8  # looking down so much, what lies ahead of the part points up the page


class Part(NamedTuple):
    """What belongs to a part: the bones with its skin, which is cut off so far from its place (0:
    not), the radius of a ring round it; and of a close-up its frame, the joints that it has in its
    middle, and half its height."""

    bones: str
    reach: float
    ring: float
    frame: str
    joints: str
    high: float


# fmt: off
parts = {
    "hips": Part("root pelvis spine05", 0, 18, "pelvis", "hips", 34),
    "lower back": Part("spine05 spine04", 0, 15, "loin", "waist", 32),
    "back": Part("spine04 spine03 spine02", 0, 16, "chest", "ribs", 40),
    "upper back": Part("spine01 spine02", 0, 16, "chest", "shoulders ribs", 32),
    "chest": Part("spine01 spine02", 0, 16, "chest", "shoulders ribs", 32),
    "neck": Part("neck", 0, 11, "head", "neck head", 24),
    "head": Part("head", 0, 15, "head", "head", 20),
    "chin": Part("head", 0, 9, "head", "head", 20),
    "shoulder": Part("shoulder01 upperarm01", 10, 11, "chest", "shoulder", 26),
    "shoulder blade": Part("", 9, 13, "chest", "shoulder", 26),
    "elbow": Part("upperarm02 lowerarm01", 8, 10, "forearm", "elbow", 24),
    "wrist": Part("lowerarm02 wrist", 6, 9, "hand", "wrist", 16),
    "hand": Part("wrist metacarpal finger", 0, 11, "hand", "palm", 15),
    "buttock": Part("pelvis upperleg01", 0, 15, "pelvis", "hip", 30),
    "hip": Part("pelvis upperleg01", 0, 14, "pelvis", "hip", 30),
    "thigh": Part("upperleg", 0, 15, "thigh", "hip knee", 34),
    "hamstrings": Part("upperleg", 0, 15, "thigh", "hip knee", 34),
    "knee": Part("upperleg02 lowerleg01", 11, 12, "shin", "knee", 26),
    "calf": Part("lowerleg", 0, 12, "shin", "knee ankle", 30),
    "shin": Part("lowerleg", 0, 12, "shin", "knee ankle", 30),
    "ankle": Part("foot lowerleg02", 9, 9, "foot", "ankle", 15),
    "heel": Part("foot", 7, 8, "foot", "ankle ball", 17),
    "arch": Part("foot", 0, 9, "foot", "ankle ball", 17),
    "sole": Part("foot", 0, 10, "foot", "ankle ball", 17),
    "foot": Part("foot toe", 0, 14, "foot", "ankle ball", 17),
    "ball of the foot": Part("foot toe", 6, 8, "foot", "ankle ball", 17),
    "toes": Part("toe", 0, 8, "foot", "ball toe", 11),
    "big toe": Part("toe1", 0, 7, "foot", "ball toe", 9),
}
# fmt: on
foot_parts = ("heel", "arch", "sole", "foot", "ball of the foot", "toes", "big toe")
at_bones = {"wrist": "wrist", "big toe": "toe1-2"}  # these begin where their bone does


class Spot(NamedTuple):
    """A part of the body: its place, mostly on the skin, its skin (n, 3), and the radius of a ring
    round it."""

    name: str
    side: Side
    place: Floats
    skin: Floats
    clear: float

    @property
    def foot(self) -> bool:
        """Tell whether it is a part of the foot."""
        return self.name in foot_parts


def find_spot(item: BodyPart, person: Person) -> Spot:
    """Return where a part of the body is."""
    part, side = parts[item.part], item.side or "right"
    one = side if item.part in paired_parts else None
    posed = person.posed
    if item.part in at_bones:
        place = posed.places[posed.body.number(f"{at_bones[item.part]}.{letter(side)}")]
    else:
        place = posed.where(*spot(posed.body, item.part, one or ""))
    # A shoulder blade has no bone of its own that moves the skin over it.
    skin = skin_of(person, *part.bones.split(), side=one) if part.bones else person.points
    if part.reach:
        skin = skin[np.sqrt(((skin - place) ** 2).sum(1)) < part.reach]
    return Spot(item.part, side, place, skin, part.ring)


def skin_of(person: Person, *starts: str, side: Side | None = None) -> Floats:
    """Return the skin (k, 3) that follows mostly the bones whose names begin so."""
    pull = person.posed.body.pull(*starts, side=f".{letter(side)}" if side else "")
    chosen: Floats = person.points[np.flatnonzero(pull > 0.5)]
    return chosen


def side_of(prop: Prop) -> Side:
    """Return the side that a thing belongs to; the right one if the file doesn't say."""
    return prop.target.side or "right"


class Aim(NamedTuple):
    """A camera; and for what is seen close the piece of its page, and how much larger it is."""

    camera: Camera
    box: Box | None = None
    scale: float = 1.0


def find_aim(pose: Pose, person: Person) -> Aim:
    """Return from where a pose is seen."""
    if pose.look is None:
        return Aim(camera_of(pose.view, pose.facing))
    part, side = parts[pose.look.target.part], pose.look.target.side or "right"
    joints, frames = person.skeleton.joints, person.skeleton.frames
    frame = frames[part.frame if part.frame in frames else f"{side} {part.frame}"]
    names = [name if name in joints else f"{side} {name}" for name in part.joints.split()]
    middle = np.mean([joints[name] for name in names], 0)
    if part.joints == "ankle ball":  # with some of the shin
        middle = middle + frame[:, 1] * 4
    near = looking(pose.look, frame)
    camera = looking_from(near, frame[:, 2] if abs(float(near[1])) > steep else up)
    x, y, _ = camera.project(middle[None])[0].tolist()
    wide = part.high * proportion
    box = Box(x - wide, y - part.high, x + wide, y + part.high)
    return Aim(camera, box, round(close_width / (2 * wide), 2))


def looking(look: Look, frame: Floats) -> Floats:
    """Return the way from a part of the body to whoever looks at it."""
    side, above, ahead = frame.T
    out = side * (sign(look.target.side) if look.target.side else 1)
    ways = {
        "inner side": -out, "outer side": out, "left side": side, "right side": -side,
        "front": ahead, "behind": -ahead, "above": above, "below": -above,
    }  # fmt: skip
    return unit(np.sum([ways[way] for way in look.ways], 0))
