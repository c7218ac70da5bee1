"""Places and turns as numpy arrays.

A place is three numbers in centimetres: left of the person's middle, up from the floor, and ahead.
A turn is a 3 x 3 matrix whose columns are where left, up and ahead of the turned thing point.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]

left, up, ahead = np.eye(3)
upright: Floats = np.eye(3)


def place(x: float, y: float, z: float) -> Floats:
    """Return a place, or a way to go: so far to the left, up and ahead."""
    return np.array((x, y, z), float)


def all_round(count: int) -> Floats:
    """Return so many flat ways all round, (n, 2), anticlockwise."""
    turns = np.arange(count) * 2 * np.pi / count
    return np.stack((np.cos(turns), np.sin(turns)), 1)


def length(way: Floats) -> float:
    """Return how long a way is."""
    return math.sqrt(dot(way, way))


def unit(way: Floats) -> Floats:
    """Return the same way, one centimetre long; a way of no length goes down."""
    long = length(way)
    return way / long if long > 1e-9 else -up


def dot(one: Floats, other: Floats) -> float:
    """Return how far one way goes along the other."""
    return float(one[0] * other[0] + one[1] * other[1] + one[2] * other[2])


def along(places: Floats, way: Floats) -> Floats:
    """Return how far some places (n, 3) go along a way, (n); rounded, so that no last bit, which
    depends on the processor, decides anything."""
    x, y, z = places.T
    return np.round(x * way[0] + y * way[1] + z * way[2], 6)


def square_to(way: Floats, along: Floats) -> Floats:
    """Return the unit way nearest to *way* that is square to *along*."""
    axis = unit(along)
    return unit(way - axis * dot(way, axis))


def about(axis: Floats, degrees: float) -> Floats:
    """Return the turn about an axis, anticlockwise for whoever the axis points at."""
    x, y, z = unit(axis)
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    cross = np.array(((0, -z, y), (z, 0, -x), (-y, x, 0)))
    return np.eye(3) * cosine + sine * cross + (1 - cosine) * np.outer((x, y, z), (x, y, z))


def frame(main: Floats, second: Floats) -> Floats:
    """Return square columns: along *main*, as near to *second* as can be, and their product."""
    first = unit(main)
    other = square_to(second, first)
    return np.stack((first, other, np.cross(first, other)), 1)


def part_way(start: Floats, end: Floats, part: float) -> Floats:
    """Return the turn a part of the way from one to the other, the shortest way round."""
    way = start.T @ end
    degrees = math.degrees(math.acos(max(-1.0, min(1.0, (float(np.trace(way)) - 1) / 2))))
    axis = np.array((way[2, 1] - way[1, 2], way[0, 2] - way[2, 0], way[1, 0] - way[0, 1]))
    if degrees < 1e-6 or length(axis) < 1e-9:
        return start if part < 0.5 else end
    return start @ about(axis, degrees * part)
