"""From where the room is seen: places in the room -> places on the page, and how near they are.

There is no perspective: a centimetre is as long everywhere on the page.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Floats, place, square_to, unit

# Degrees that the person is turned away from facing us, and that we look down. The side view is
# turned a little, so that the far leg shows beside the near one.
views: dict[str, tuple[float, float]] = {
    "side": (84, 0),
    "exact side": (90, 0),
    "from above": (74, 22),
    "from high up": (70, 36),
    "three-quarter": (38, 22),
    "front": (6, 8),
    "behind": (174, 8),
    "three-quarter behind": (142, 22),
    "overhead": (90, 75),
}


class Camera(NamedTuple):
    """The ways in the room that go right on the page, up the page, and towards the reader."""

    right: Floats
    up: Floats
    near: Floats

    @property
    def is_level(self) -> bool:
        """Tell whether the floor is seen as a line."""
        return bool(self.up[1] > 0.999)

    def project(self, points: Floats) -> Floats:
        """Return (n, 3): right on the page, down the page from the floor, and nearness, in cm.

        Rounded to a micrometre, so that no last bit decides what hides what.
        """
        return np.round(self.turned(points), 4)

    def turned(self, ways: Floats) -> Floats:
        """Return ways in the room, (..., 3), as ways right, down the page and to the reader.

        Plain sums: a product of matrices differs in its last bits from processor to processor.
        """
        axes = (self.right, -self.up, self.near)
        x, y, z = ways[..., 0], ways[..., 1], ways[..., 2]
        return np.stack([x * axis[0] + y * axis[1] + z * axis[2] for axis in axes], -1)


def camera_of(view: str, facing: str) -> Camera:
    """Return the camera of a view; *facing* is left or right, where the person looks."""
    turn, down = (math.radians(degrees) for degrees in views[view])
    side = 1 if facing == "right" else -1
    level = place(-side * math.sin(turn), 0, math.cos(turn))
    return looking_from(level * math.cos(down) + place(0, math.sin(down), 0), place(0, 1, 0))


def looking_from(near: Floats, up: Floats) -> Camera:
    """Return a camera that looks from a way off; *up* is what should point up the page."""
    towards = np.round(unit(near), 9)
    above = np.round(square_to(up, towards), 9)
    return Camera(np.round(np.cross(above, towards), 9), above, towards)
