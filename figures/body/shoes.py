"""Plain trainers: smooth shells round the feet, with the toes inside, on a pale sole."""

from __future__ import annotations

import numpy as np

from figures.body.layers import Solid, ring_quads, solid
from figures.body.mesh import Body, part
from figures.geometry.vectors import Floats, Ints

columns = 32
sole_rows = ((-0.3, 0.45), (-0.4, 0.75), (0.4, 0.95), (1.5, 0.9), (1.7, 0.6))
upper_rows = (
    (1.4, 0.55),
    (2.2, 0.65),
    (3.0, 0.65),
    (4.0, 0.6),
    (5.2, 0.6),
    (6.4, 0.65),
    (7.2, 0.7),
    (7.4, 0.4),
    (6.9, 0.1),
)
"""Heights above the floor, and how far off the foot, in centimetres."""


def make_shoes(body: Body) -> tuple[Solid, ...]:
    """Return a pair of shoes, each its upper and its sole."""
    made = []
    for side, end in (("left", ".L"), ("right", ".R")):
        foot = body.points[body.pull("foot", "toe", side=end) > 0.5]
        bend = float(body.head(f"toe2-1{end}")[2])
        bones = (body.number(f"foot{end}"), body.number(f"toe2-1{end}"))
        number = part(f"{side} foot")
        for role, rows in (("shoe", upper_rows), ("shoe-sole", sole_rows)):
            points = np.concatenate([outline(foot, high, off) for high, off in rows])
            quads = ring_quads(len(rows), columns)
            if role == "shoe-sole":
                quads = np.concatenate((quads, bottom(len(points))))
                points = np.concatenate((points, points[:columns].mean(0)[None]))
            ahead = np.clip((points[:, 2] - bend + 1.5) / 3, 0, 1)
            strength = np.zeros((len(points), len(body.bones)))
            strength[:, bones[0]], strength[:, bones[1]] = 1 - ahead, ahead
            made.append(solid(role, points, quads, number, strength, crease=0.9))
    return tuple(made)


def bottom(middle: int) -> Ints:
    """Return the triangles from the first ring of points to one in its middle."""
    here = np.arange(columns)
    return np.stack((np.roll(here, -1), here, here * 0 + middle, here * 0 + middle), 1)[
        :, [1, 0, 2, 3]
    ]


def outline(foot: Floats, high: float, off: float) -> Floats:
    """Return a ring of places round all of a foot (n, 3) that is as high or higher, so far off."""
    above = foot[foot[:, 1] > min(high, 8.0)][:, [0, 2]]
    middle = (above.max(0) + above.min(0)) / 2
    turns = np.arange(columns) * 2 * np.pi / columns
    ways = np.stack((np.sin(turns), np.cos(turns)), 1)
    spans = np.einsum("ni,ai->na", above - middle, ways).max(0)
    facing = np.einsum("ai,bi->ab", ways, ways)
    reach = np.where(facing > 0.2, spans / np.maximum(facing, 0.2), 99.0).min(1)
    around = middle + ways * (reach + off)[:, None]
    return np.stack((around[:, 0], np.full(columns, high), around[:, 1]), 1)
