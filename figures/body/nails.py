"""The nails of fingers and toes, as numbers on a fine skin."""

from __future__ import annotations

import numpy as np

from figures.body.mesh import Body, sides
from figures.geometry.surface import Rows, normals
from figures.geometry.vectors import Floats, Ints, place, square_to, unit

nail_length = {"finger": (1.25, 1.2, 1.25, 1.2, 1.0), "toe": (1.7, 0.9, 0.8, 0.75, 0.65)}
"""In centimetres, from the thumb or the big toe on."""
nail_breadth = {"finger": 0.78, "toe": 0.72}
"""As a part of the digit's breadth."""


def nail_field(body: Body, rows: Rows, quads: Ints) -> Floats:
    """Return numbers below 0 on the nails, for each point of a fine skin.

    *rows* make its points out of those of the body; *quads* are its own.
    """
    points = rows.apply(body.points)
    out = normals(points, quads)
    field = np.full(len(points), 2.0)
    for digit, lengths in nail_length.items():
        for number, long in enumerate(lengths, 1):
            for side in sides:
                last = f"{digit}{number}-{2 if digit == 'toe' and number == 1 else 3}.{side}"
                near = rows.apply(body.pull(last)) > 0.4
                if near.any():  # a shoe may hide it
                    back = back_of(body, last)
                    broad = nail_breadth[digit]
                    one = _nail(body, last, points[near], out[near], back, long, broad)
                    field[near] = np.minimum(field[near], one)
    return field


def back_of(body: Body, last: str) -> Floats:
    """Return which way the back of a digit looks at rest, at its last bone."""
    along = unit(body.tail(last) - body.head(last))
    if last.startswith("toe"):
        return square_to(place(0, 1, 0.15), along)
    first = last.replace("-3", "-1" if "1-" not in last else "-2")
    # a finger at rest is a little bent, so its first bone leads towards the back of its last
    return square_to(unit(body.tail(first) - body.head(first)), along)


def _nail(
    body: Body, last: str, points: Floats, out: Floats, back: Floats, long: float, broad: float
) -> Floats:
    way = body.tail(last) - body.head(last)
    along = unit(way)
    across = np.cross(along, back)
    offset = points - body.head(last)
    far, aside = (offset * along).sum(1), (offset * across).sum(1)
    tip = float(far.max())
    amid = (far > tip - long) & (far < tip - 0.25 * long)
    middle = (aside[amid].max() + aside[amid].min()) / 2
    half = (aside[amid].max() - aside[amid].min()) / 2 * broad
    down = np.abs((far - (tip - 0.08 - long / 2)) / (long / 2)) ** 2.6
    sideways = np.abs((aside - middle) / half) ** 2.6
    faces = (out * back).sum(1)
    return np.round(np.clip(np.maximum(down + sideways - 1, 3 * (0.1 - faces)), -1, 2), 6)
