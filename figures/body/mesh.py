"""A body: at rest its skin, its bones and how strongly each moves the skin, and then in a pose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints

units = 190
"""How many of the numbers in the file make a centimetre."""
data = Path(__file__).with_name("body.npz")

sides = {"L": "left", "R": "right"}
limbs = {
    "upper arm": ("trunk", "upperarm"), "forearm": ("upper arm", "lowerarm"),
    "hand": ("forearm", "wrist", "metacarpal"), "thigh": ("trunk", "upperleg"),
    "shank": ("thigh", "lowerleg"), "foot": ("shank", "foot"),
    **{f"finger {number}": ("hand", f"finger{number}") for number in range(1, 6)},
    **{f"toe {number}": ("foot", f"toe{number}") for number in range(1, 6)},
}  # fmt: skip
"""What each part of a side grows from, and how the names of its bones begin: finger 1 is the thumb,
toe 1 the big toe."""
part_names = ("trunk", "head", *(f"{s} {name}" for s in sides.values() for name in ("ear", *limbs)))
"""The parts of a body, by number."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A body at rest: it stands on the floor, looks ahead, and holds its arms a little out.

    It is 170 cm tall. *points* (n, 3) and *quads* (m, 4) are the skin. Bones run from *heads* to
    *tails* (b, 3), each hanging from its parent (-1: from nothing); a parent always comes first.
    *holders* (n, k) are the bones that move a point, *weights* (n, k) how strongly (1 together).
    *shares* (n, p) say how far each point belongs to each of the part_names (1 together).
    *eyes* (2, 3) are the middles of the eyeballs, left and right; *lips* are the points along which
    they meet.
    """

    points: Floats
    quads: Ints
    bones: tuple[str, ...]
    parents: Ints
    heads: Floats
    tails: Floats
    holders: Ints
    weights: Floats
    shares: Floats
    eyes: Floats
    lips: Ints

    def number(self, bone: str) -> int:
        """Return the number of a bone, such as upperleg01.L."""
        return self.bones.index(bone)

    def head(self, bone: str) -> Floats:
        """Return where a bone begins."""
        return self.heads[self.number(bone)]

    def tail(self, bone: str) -> Floats:
        """Return where a bone ends."""
        return self.tails[self.number(bone)]

    def way(self, bone: str) -> Floats:
        """Return the way from where a bone begins to where it ends."""
        return np.asarray(self.tail(bone) - self.head(bone))

    def pull(self, *starts: str, side: str = "") -> Floats:
        """Return how strongly the bones whose names begin so move each point: (n) from 0 to 1."""
        chosen = np.array([bone.startswith(starts) and bone.endswith(side) for bone in self.bones])
        return (self.weights * chosen[self.holders]).sum(1)


class Posed(NamedTuple):
    """Where the bones of a body are: *turns* (b, 3, 3) from how each is at rest, and the places
    (b, 3) where they begin."""

    body: Body
    turns: Floats
    places: Floats

    def where(self, bone: str, at_rest: Floats) -> Floats:
        """Return where a place that moves with a bone has come to."""
        number = self.body.number(bone)
        way = self.turns[number] @ (at_rest - self.body.heads[number])
        return np.asarray(self.places[number] + way)


def at_rest(body: Body) -> Posed:
    """Return a body as it is at rest."""
    return Posed(body, np.broadcast_to(np.eye(3), (len(body.bones), 3, 3)), body.heads)


def skin(posed: Posed) -> Floats:
    """Return where the points of the skin are, (n, 3)."""
    body = posed.body
    return carried(posed, body.points, body.holders, body.weights)


def carried(posed: Posed, rest: Floats, holders: Ints, weights: Floats) -> Floats:
    """Return where points have come to that bones hold, (n, 3).

    *holders* and *weights* (n, k) are as in a body. Rounded to a ten thousandth of a millimetre:
    how the last bits fall depends on the processor.
    """
    out = np.zeros_like(rest)
    for bone, weight in zip(holders.T, weights.T, strict=True):
        way = np.einsum("nij,nj->ni", posed.turns[bone], rest - posed.body.heads[bone])
        out += weight[:, None] * (posed.places[bone] + way)
    return np.round(out, 5)


def part(name: str) -> int:
    """Return the number of a part, such as left thigh."""
    return part_names.index(name)


def largest(shares: Floats) -> Ints:
    """Return the part that has the largest of the shares (n, p), the first where two are equal."""
    return np.round(shares, 6).argmax(1)


@cache
def joined() -> Flags:
    """Return which parts are grown together, (p, p): no line is drawn where they meet."""
    together = np.eye(len(part_names), dtype=bool)
    together[part("trunk"), part("head")] = True
    for side in sides.values():
        for name, (root, *_) in limbs.items():
            other = part(root if root == "trunk" else f"{side} {root}")
            together[part(f"{side} {name}"), other] = True
    return together | together.T


def part_of(bone: str) -> str:
    """Return the name of the part that a bone moves."""
    for name, (_, *starts) in limbs.items():
        if bone.startswith(tuple(starts)):
            return f"{sides[bone[-1]]} {name}"
    return "head" if bone == "head" else "trunk"


def mirrored(bones: tuple[str, ...]) -> Ints:
    """Return the number of each bone's mirror image."""
    return np.array([bones.index(bone.translate(str.maketrans("LR", "RL"))) for bone in bones])


@cache
def load_body(name: str) -> Body:
    """Return a body by its name, woman or man: the file has its left half, the middle first."""
    with np.load(data) as file:
        stored = {what: file[what] for what in file.files}
    quads, lips, holders, parents = (
        stored[what].astype(np.intp) for what in ("quads", "lips", "holders", "parents")
    )
    points, heads, tails, eye = (
        stored[f"{name} {what}"] / units for what in ("points", "heads", "tails", "eye")
    )
    half, middle, across = len(points), int(stored["middle"]), np.array((-1, 1, 1))
    both = np.concatenate((np.arange(half), np.arange(middle, half)))
    right = np.arange(half) + np.where(np.arange(half) < middle, 0, half - middle)
    bones = tuple(bone.decode() for bone in stored["bones"])
    weights, ears = stored["weights"][both].astype(float), stored["ears"][both] / 255
    weights /= weights.sum(1, keepdims=True)
    holders = np.concatenate((holders, mirrored(bones)[holders[middle:]]))

    shares = np.zeros((len(both), len(part_names)))
    of_bones = np.array([part(part_of(bone)) for bone in bones])
    np.add.at(shares, (np.arange(len(both))[:, None], of_bones[holders]), weights)
    shares *= 1 - ears[:, None]
    shares[:half, part("left ear")], shares[half:, part("right ear")] = ears[:half], ears[half:]
    return Body(
        points=np.concatenate((points, points[middle:] * across)),
        quads=np.concatenate((quads, right[quads][:, [1, 0, 3, 2]])),
        bones=bones,
        parents=parents,
        heads=heads,
        tails=tails,
        holders=holders,
        weights=weights,
        shares=shares,
        eyes=np.stack((eye, eye * across)),
        lips=np.unique((lips, right[lips])),
    )
