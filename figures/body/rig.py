"""Bones that turn, and the skin that follows them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.geometry.vectors import Floats


class Posed(NamedTuple):
    """Where the bones of a body are: *turns* (b, 3, 3) from how each is at rest, and the places
    (b, 3) where they begin."""

    body: Body
    turns: Floats
    places: Floats

    def where(self, bone: str, at_rest: Floats) -> Floats:
        """Return where a place that moves with a bone has come to."""
        number = self.body.number(bone)
        place: Floats = self.places[number] + self.turns[number] @ (
            at_rest - self.body.heads[number]
        )
        return place

    def turn(self, bone: str) -> Floats:
        """Return how a bone is turned from how it is at rest."""
        turned: Floats = self.turns[self.body.number(bone)]
        return turned


def skin(posed: Posed) -> Floats:
    """Return where the points of the skin are, (n, 3).

    Rounded to a ten thousandth of a millimetre: how the last bits fall depends on the processor.
    """
    body = posed.body
    out = np.zeros_like(body.points)
    for column in range(body.holders.shape[1]):
        bone = body.holders[:, column]
        way = body.points - body.heads[bone]
        turned = np.einsum("nij,nj->ni", posed.turns[bone], way)
        out += body.weights[:, column, None] * (posed.places[bone] + turned)
    return np.round(out, 5)
