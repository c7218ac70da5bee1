"""Bones that turn, and the skin that follows them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.geometry.vectors import Floats, Ints


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
    for column in range(holders.shape[1]):
        bone = holders[:, column]
        way = rest - posed.body.heads[bone]
        turned = np.einsum("nij,nj->ni", posed.turns[bone], way)
        out += weights[:, column, None] * (posed.places[bone] + turned)
    return np.round(out, 5)
