"""Where the parts of a body are that arrows and faults name, and which skin belongs to them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.body.felt import spot
from figures.geometry.vectors import Floats
from figures.picture.furniture import skin_of
from figures.stance.skeleton import Person
from figures.words.terms import Side
from figures.words.wording import BodyPart


class Spot(NamedTuple):
    """A part of the body: its place, mostly on the skin, its skin (n, 3), and the radius of a ring
    round it."""

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
# Which bones' skin belongs to a part, and the radius of a ring round it.
middle_parts: dict[str, tuple[tuple[str, ...], float]] = {
    "hips": (("root", "pelvis", "spine05"), 18),
    "lower back": (("spine05", "spine04"), 15),
    "back": (("spine04", "spine03", "spine02"), 16),
    "upper back": (("spine01", "spine02"), 16),
    "chest": (("spine01", "spine02"), 16),
    "neck": (("neck",), 11),
    "head": (("head",), 15),
    "chin": (("head",), 9),
}
paired_parts: dict[str, tuple[tuple[str, ...], float]] = {
    "shoulder": (("shoulder01", "upperarm01"), 11),
    "shoulder blade": (("clavicle", "shoulder01"), 13),
    "elbow": (("upperarm02", "lowerarm01"), 10),
    "wrist": (("lowerarm02", "wrist"), 9),
    "hand": (("wrist", "metacarpal", "finger"), 11),
    "buttock": (("pelvis", "upperleg01"), 15),
    "hip": (("pelvis", "upperleg01"), 14),
    "thigh": (("upperleg",), 15),
    "hamstrings": (("upperleg",), 15),
    "knee": (("upperleg02", "lowerleg01"), 12),
    "calf": (("lowerleg",), 12),
    "shin": (("lowerleg",), 12),
    "ankle": (("foot", "lowerleg02"), 9),
    "heel": (("foot",), 8),
    "arch": (("foot",), 9),
    "sole": (("foot",), 10),
    "foot": (("foot", "toe"), 14),
    "ball of the foot": (("foot", "toe"), 8),
    "toes": (("toe",), 8),
    "big toe": (("toe1",), 7),
}
at_bones = {"wrist": "wrist", "big toe": "toe1-2"}  # these begin where their bone does
reaches = {
    "knee": 11.0, "ankle": 9.0, "elbow": 8.0, "heel": 7.0, "ball of the foot": 6.0,
    "shoulder": 10.0, "shoulder blade": 9.0, "wrist": 6.0,
}  # fmt: skip
"""Of parts that are a piece of their bones' skin: how far it reaches from their place."""


def is_paired(part: str) -> bool:
    """Tell whether there are two of a part."""
    return part in paired_parts


def find_spot(item: BodyPart, person: Person) -> Spot:
    """Return where a part of the body is."""
    side: Side = item.side or "right"
    paired = is_paired(item.part)
    bones, clear = (paired_parts if paired else middle_parts)[item.part]
    posed = person.posed
    if item.part in at_bones:
        place = posed.places[posed.body.number(f"{at_bones[item.part]}.{side[0].upper()}")]
    else:
        place = posed.where(*spot(posed.body, item.part, side if paired else ""))
    skin = skin_of(person, *bones, side=side if paired else None)
    if item.part in reaches:
        whole = skin if item.part != "shoulder blade" else person.points
        skin = whole[np.sqrt(((whole - place) ** 2).sum(1)) < reaches[item.part]]
    return Spot(item.part, side, place, skin, clear)
