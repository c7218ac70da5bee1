"""The body at rest: its skin, its bones, and how strongly each bone moves the skin."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints

units = 190
"""How many of the numbers in the file make a centimetre."""
data = Path(__file__).with_name("body.npz")

sides = {"L": "left", "R": "right"}
limbs = ("upper arm", "forearm", "hand", "thigh", "shank", "foot")
digits = tuple(f"{digit} {number}" for digit in ("finger", "toe") for number in range(1, 6))
part_names = (
    "trunk",
    "head",
    *(f"{side} {part}" for side in ("left", "right") for part in ("ear", *limbs, *digits)),
)
"""The parts of a body, by number: finger 1 is the thumb, toe 1 the big toe."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A body at rest: it stands on the floor, looks ahead, and holds its arms a little out.

    It is 170 cm tall. *points* (n, 3) and *quads* (m, 4) are the skin. Bones run from *heads* to
    *tails* (b, 3), each hanging from its parent (-1: from nothing); a parent always comes first.
    *holders* (n, k) are the bones that move a point, *weights* (n, k) how strongly (1 together).
    *shares* (n, p) say how far each point belongs to each of the part_names (1 together),
    *parts* (n) to which most. *eyes* (2, 3) are the middles of the eyeballs, left and right. Points
    along the line between the *lips* are given from the right to the left, those along the upper
    *lids* (2, k) of the left and the right eye from the nose outwards.
    """

    points: Floats
    quads: Ints
    bones: tuple[str, ...]
    parents: Ints
    heads: Floats
    tails: Floats
    holders: Ints
    weights: Floats
    eyes: Floats
    lips: Ints
    lids: Ints
    shares: Floats
    parts: Ints

    def number(self, bone: str) -> int:
        """Return the number of a bone, such as upperleg01.L."""
        return self.bones.index(bone)

    def head(self, bone: str) -> Floats:
        """Return where a bone begins."""
        return self.heads[self.number(bone)]

    def tail(self, bone: str) -> Floats:
        """Return where a bone ends."""
        return self.tails[self.number(bone)]

    def pull(self, *starts: str, side: str = "") -> Floats:
        """Return how strongly the bones whose names begin so move each point: (n) from 0 to 1."""
        chosen = np.array([bone.startswith(starts) and bone.endswith(side) for bone in self.bones])
        return (self.weights * chosen[self.holders]).sum(1)


def part(name: str) -> int:
    """Return the number of a part, such as left thigh."""
    return part_names.index(name)


def largest(shares: Floats) -> Ints:
    """Return the part that has the largest of the shares (n, p), the first where two are equal."""
    return np.round(shares, 6).argmax(1)


@cache
def joined() -> Flags:
    """Return which parts are grown together, (p, p): no line is drawn where they meet."""
    pairs = [("trunk", "head")]
    for side in ("left", "right"):
        chains: list[tuple[str, ...]] = [
            ("trunk", "upper arm", "forearm", "hand"),
            ("trunk", "thigh", "shank", "foot"),
        ]
        chains += [("hand" if digit.startswith("finger") else "foot", digit) for digit in digits]
        for chain in chains:
            names = [name if name == "trunk" else f"{side} {name}" for name in chain]
            pairs += itertools.pairwise(names)
    together = np.eye(len(part_names), dtype=bool)
    for one, other in pairs:
        together[part(one), part(other)] = together[part(other), part(one)] = True
    return together


def part_of(bone: str) -> str:
    """Return the name of the part that a bone moves."""
    name, _, side = bone.partition(".")
    for begins, limb in zip(
        ("upperarm", "lowerarm", "wrist", "upperleg", "lowerleg", "foot"), limbs, strict=True
    ):
        if name.startswith(begins):
            return f"{sides[side]} {limb}"
    if name.startswith("metacarpal"):
        return f"{sides[side]} hand"
    if name.startswith(("finger", "toe")):
        digit, number = name[:-3], name[-3]
        return f"{sides[side]} {digit} {number}"
    return "head" if name == "head" else "trunk"


def other_side(bone: str) -> str:
    """Return the name of a bone's mirror image."""
    name, _, side = bone.partition(".")
    return f"{name}.{'R' if side == 'L' else 'L'}" if side else name


def both(left: Floats, middle: int) -> Floats:
    """Return rows for the whole body: the middle and the left, and the left again for the right."""
    return np.concatenate((left, left[middle:]))


def _shares(bones: tuple[str, ...], holders: Ints, weights: Floats, ears: Floats) -> Floats:
    """Return how far each point belongs to each part; *ears* say how far it belongs to an ear."""
    parts = np.array([part(part_of(bone)) for bone in bones])
    wide, points = len(part_names), len(holders)
    places = np.arange(points)[:, None] * wide + parts[holders]
    shares = np.bincount(places.ravel(), weights.ravel(), points * wide).astype(float)
    shares = shares.reshape(points, wide)
    shares *= 1 - np.abs(ears)[:, None]
    shares[:, part("left ear")] += np.maximum(ears, 0)
    shares[:, part("right ear")] += np.maximum(-ears, 0)
    return shares


@cache
def load_body(name: str) -> Body:
    """Return a body by its name: woman or man."""
    with np.load(data) as stored:
        middle = int(stored["middle"])
        bones = tuple(bone.decode() for bone in stored["bones"])
        flip = np.array([bones.index(other_side(bone)) for bone in bones])
        points, heads, tails, eye = (
            stored[f"{name} {what}"].astype(float) / units
            for what in ("points", "heads", "tails", "eye")
        )
        across = np.array((-1, 1, 1))
        quads, lips, lid = (stored[what].astype(np.intp) for what in ("quads", "lips", "lid"))

        def beyond_of(left: Ints) -> Ints:
            return left + np.where(left < middle, 0, len(points) - middle)

        beyond = beyond_of(quads[:, ::-1])
        triangle = quads[:, 2] == quads[:, 3]
        beyond[triangle] = np.roll(beyond[triangle], -2, 1)[:, [0, 1, 2, 2]]
        holders = stored["holders"].astype(np.intp)
        holders = np.concatenate((holders, flip[holders[middle:]]))
        weights = both(stored["weights"].astype(float), middle)
        weights /= weights.sum(1, keepdims=True)
        ears = stored["ears"].astype(float) / 255
        shares = _shares(bones, holders, weights, np.concatenate((ears, -ears[middle:])))
        return Body(
            points=np.concatenate((points, points[middle:] * across)),
            quads=np.concatenate((quads, beyond)),
            bones=bones,
            parents=stored["parents"].astype(np.intp),
            heads=heads,
            tails=tails,
            holders=holders,
            weights=weights,
            eyes=np.stack((eye, eye * across)),
            lips=np.concatenate((beyond_of(lips[:0:-1]), lips)),
            lids=np.stack((lid, beyond_of(lid))),
            shares=shares,
            parts=largest(shares),
        )
