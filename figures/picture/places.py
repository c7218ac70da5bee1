"""Where the parts of a body are that arrows and faults name, and which skin belongs to them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Floats
from figures.picture.furniture import skin_of
from figures.stance.skeleton import Person
from figures.words.terms import Side
from figures.words.wording import BodyPart


class Spot(NamedTuple):
    """A part of the body: its place, its skin (n, 3), and the radius of a ring round it."""

    name: str
    side: Side
    place: Floats
    skin: Floats
    clear: float

    @property
    def paired(self) -> bool:
        """Tell whether there are two of it."""
        return is_paired(self.name)

    @property
    def foot(self) -> bool:
        """Tell whether it is a part of the foot."""
        return self.name in foot_parts


foot_parts = ("heel", "arch", "sole", "foot", "ball of the foot", "toes", "big toe")
# The bones whose skin belongs to a part; between which joints it lies and how far from the first
# (the sides are put in front of joints that have them); and the radius of a ring round it.
Part = tuple[tuple[str, ...], str, str, float, float]
middle_parts: dict[str, Part] = {
    "hips": (("root", "pelvis", "spine05"), "hips", "waist", 0.0, 18),
    "lower back": (("spine05", "spine04"), "hips", "waist", 0.9, 15),
    "back": (("spine04", "spine03", "spine02"), "waist", "ribs", 0.7, 16),
    "upper back": (("spine01", "spine02"), "ribs", "shoulders", 0.4, 16),
    "chest": (("spine01", "spine02", "breast"), "ribs", "shoulders", 0.4, 16),
    "neck": (("neck",), "neck", "head", 0.4, 11),
    "head": (("head",), "neck", "head", 1.0, 15),
    "chin": (("head",), "neck", "head", 0.7, 9),
}
paired_parts: dict[str, Part] = {
    "shoulder": (("shoulder01", "upperarm01"), "shoulder", "elbow", 0.05, 11),
    "shoulder blade": (("clavicle", "shoulder01"), "shoulder", "elbow", 0.0, 13),
    "elbow": (("upperarm02", "lowerarm01"), "elbow", "wrist", 0.0, 10),
    "wrist": (("lowerarm02", "wrist"), "wrist", "palm", 0.0, 9),
    "hand": (("wrist", "metacarpal", "finger"), "wrist", "palm", 1.0, 11),
    "buttock": (("pelvis", "upperleg01"), "hip", "knee", 0.0, 15),
    "hip": (("pelvis", "upperleg01"), "hip", "knee", 0.05, 14),
    "thigh": (("upperleg",), "hip", "knee", 0.5, 15),
    "hamstrings": (("upperleg",), "hip", "knee", 0.5, 15),
    "knee": (("upperleg02", "lowerleg01"), "hip", "knee", 1.0, 12),
    "calf": (("lowerleg",), "knee", "ankle", 0.4, 12),
    "shin": (("lowerleg",), "knee", "ankle", 0.5, 12),
    "ankle": (("foot", "lowerleg02"), "ankle", "heel", 0.0, 9),
    "heel": (("foot",), "heel", "ankle", 0.25, 8),
    "arch": (("foot",), "heel", "ball", 0.55, 9),
    "sole": (("foot",), "heel", "ball", 0.6, 10),
    "foot": (("foot", "toe"), "heel", "toe", 0.5, 14),
    "ball of the foot": (("foot", "toe"), "ball", "toe", 0.0, 8),
    "toes": (("toe",), "ball", "toe", 0.6, 8),
    "big toe": (("toe1",), "ball", "toe", 0.7, 7),
}
joint_parts = {"knee": 9.0, "ankle": 7.0, "elbow": 7.0, "heel": 5.0, "ball of the foot": 5.0}
"""Parts that are a piece of their bones' skin: how far round their place."""


def is_paired(part: str) -> bool:
    """Tell whether there are two of a part."""
    return part in paired_parts


def find_spot(item: BodyPart, person: Person) -> Spot:
    """Return where a part of the body is."""
    joints = person.skeleton.joints
    side: Side = item.side or "right"
    paired = is_paired(item.part)
    bones, one, other, share, clear = (paired_parts if paired else middle_parts)[item.part]
    mark = f"{side} " if paired else ""
    start, end = joints[mark + one], joints[mark + other]
    place = start + (end - start) * share
    skin = skin_of(person, *bones, side=side if paired else None)
    if item.part in joint_parts:
        near = np.sqrt(((skin - place) ** 2).sum(1)) < joint_parts[item.part]
        skin = skin[near] if near.any() else skin
    return Spot(item.part, side, place, skin, clear)
