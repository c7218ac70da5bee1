"""What an illustrator would draw on bare feet and hands: ankle bones, and bends of the digits."""

from __future__ import annotations

from functools import cache

import numpy as np

from figures.body.mesh import Body, sides
from figures.body.nails import back_of
from figures.body.placed import Stroke, curve, land
from figures.geometry.vectors import Floats, left, place, unit

inner_bone, outer_bone = place(0, 0.9, 0.2), place(0, -0.3, -0.5)
"""Where the ankle bones are, from the ankle joint: the inner is higher and further ahead."""


@cache
def creases(body: Body) -> tuple[Stroke, ...]:
    """Return the creases of both feet and hands: roles ankle (drawn at any size) and crease."""
    found = []
    for side, name in sides.items():
        way = 1 if side == "L" else -1
        found += [
            _ankle_bone(body, side, name, inner_bone, way),
            _ankle_bone(body, side, name, outer_bone, -way),
            _bend(body, f"toe1-2.{side}", f"{name} toe 1", 0.85, 0.1),
            _bend(body, f"finger1-3.{side}", f"{name} finger 1", 0.7, 0.12),
        ]
        for number in range(2, 6):
            for bone, breadth in ((2, 0.75), (3, 0.55)):
                digit = f"{name} finger {number}"
                found.append(_bend(body, f"finger{number}-{bone}.{side}", digit, breadth, 0.1))
    return tuple(found)


def _ankle_bone(body: Body, side: str, name: str, at: Floats, way: int) -> Stroke:
    """Return an arc under an ankle bone, open to the front and above."""
    middle = body.head(f"foot.{side}") + at - 30 * way * left
    angle = np.radians(np.linspace(150, 330, 11))
    ring = np.stack((0 * angle, 1.15 * np.sin(angle), 1.05 * np.cos(angle)), 1)
    return Stroke("ankle", land(body, middle + ring, way * left, f"{name} foot", f"{name} shank"))


def _bend(body: Body, bone: str, digit: str, breadth: float, bow: float) -> Stroke:
    """Return a short line across the back of a digit where a bone begins, bowed to its tip."""
    last = bone if bone.startswith("toe") else f"{bone[:8]}3{bone[9:]}"
    back = back_of(body, bone if bone.startswith("toe") else last)
    along = unit(body.tail(bone) - body.head(bone))
    back = unit(back - along * float((back * along).sum()))
    across = np.cross(along, back)
    knots = np.array(((-0.5, 0.0), (0.0, bow), (0.5, 0.0))) * (breadth, 1)
    flat = curve(knots, 7)
    starts = body.head(bone) + 5 * back + flat[:, :1] * across + flat[:, 1:] * along
    return Stroke("crease", land(body, starts, -back, digit))
