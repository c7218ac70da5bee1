"""Places and ways in the room of the person, in centimetres: ahead, up from the floor, left."""

from __future__ import annotations

import math
from typing import NamedTuple


class Place(NamedTuple):
    """A place, or a way to go, in the room of the person."""

    ahead: float
    up: float
    left: float

    def plus(self, way: Place, times: float = 1) -> Place:
        """Return the place reached by going *times* a way from here."""
        return Place(
            self.ahead + way.ahead * times, self.up + way.up * times, self.left + way.left * times
        )

    def minus(self, other: Place) -> Place:
        """Return the way from *other* to here."""
        return self.plus(other, -1)

    def dot(self, other: Place) -> float:
        """Return how far this goes along *other*."""
        return self.ahead * other.ahead + self.up * other.up + self.left * other.left

    def length(self) -> float:
        """Return how long the way is."""
        return math.sqrt(self.dot(self))

    def unit(self) -> Place:
        """Return the same way, one centimetre long; a way of no length goes down."""
        length = self.length()
        return Place(0, 0, 0).plus(self, 1 / length) if length > 1e-9 else Place(0, -1, 0)


nowhere = Place(0, 0, 0)


class Frame(NamedTuple):
    """Which way a part of the body faces: its own ahead, up and left."""

    ahead: Place
    up: Place
    left: Place

    def pitched(self, degrees: float) -> Frame:
        """Return the frame leaning forwards."""
        return Frame(
            mixed(self.ahead, self.up, -degrees), mixed(self.up, self.ahead, degrees), self.left
        )


upright = Frame(Place(1, 0, 0), Place(0, 1, 0), Place(0, 0, 1))


def mixed(one: Place, other: Place, degrees: float) -> Place:
    """Return *one* turned towards *other*, which must be square to it."""
    angle = math.radians(degrees)
    return nowhere.plus(one, math.cos(angle)).plus(other, math.sin(angle))


def crossed(one: Place, other: Place) -> Place:
    """Return the way square to both; swapping them turns it round."""
    return Place(
        one.up * other.left - one.left * other.up,
        one.left * other.ahead - one.ahead * other.left,
        one.ahead * other.up - one.up * other.ahead,
    )
