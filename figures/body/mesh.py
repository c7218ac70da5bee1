"""The body at rest: its skin, its bones, and how strongly each bone moves the skin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from figures.geometry.vectors import Floats, Ints

data = Path(__file__).with_name("body.npz")


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A body at rest: it stands on the floor, looks ahead, and holds its arms a little out.

    It is 170 cm tall. *points* (n, 3) and *quads* (m, 4) are the skin. Bones run from *heads* to
    *tails* (b, 3), each hanging from its parent (-1: from nothing); a parent always comes first.
    *holders* (n, k) are the bones that move a point, *weights* (n, k) how strongly (1 together).
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


@cache
def load_body(name: str) -> Body:
    """Return a body by its name: woman or man."""
    with np.load(data) as stored:
        weights = stored["ww"].astype(float)
        return Body(
            points=stored["v"].astype(float) / 190,
            quads=stored["q"].astype(np.intp),
            bones=tuple(str(bone) for bone in stored["names"]),
            parents=stored["parents"].astype(np.intp),
            heads=stored["heads"].astype(float),
            tails=stored["tails"].astype(float),
            holders=stored["wi"].astype(np.intp),
            weights=weights / weights.sum(1, keepdims=True),
            eyes=stored["eyes"].astype(float),
        )
