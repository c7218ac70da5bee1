"""Surfaces made of quads: what they are, which way they face, and how they are smoothed.

A quad whose last two corners are the same is a triangle. Seen from outside its corners run
anticlockwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from figures.geometry.vectors import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A piece of a person or a thing, as it is in the room.

    *points* are (n, 3) in centimetres; *quads* (m, 4) are numbers of points; *parts* (n) says to
    which part each point belongs: a line is drawn where two parts meet that aren't joined.
    What has a *keep* (n) above 0 isn't drawn: so hems and hairlines run smoothly across quads.
    *marks* are painted on it: each has the role it is drawn with, and (n) numbers, below 0 inside.
    A step in depth of *crease* centimetres or more makes a line.
    """

    role: str
    points: Floats
    quads: Ints
    parts: Ints
    keep: Floats | None = None
    marks: Mapping[str, Floats] = field(default_factory=dict)
    crease: float = 0.9


def normals(points: Floats, quads: Ints) -> Floats:
    """Return the way out at each point, (n, 3), one centimetre long."""
    corners = points[quads]
    faces = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    out = np.zeros_like(points)
    for corner in range(4):
        for axis in range(3):
            out[:, axis] += np.bincount(quads[:, corner], faces[:, axis], len(points))
    return out / (np.sqrt((out * out).sum(1))[:, None] + 1e-12)
