"""Outlines of arrows, and the cross of a wrong pose, as paths on the page."""

from __future__ import annotations

import math

import numpy as np

from figures.geometry.curves import Path, Point, line, outline, twice
from figures.geometry.vectors import Floats

head_long, head_wide = 2.2, 3.0  # of the shaft's width
press_long, press_wide = 1.25, 2.2


def arrow(way: Floats, width: float, ends: tuple[bool, bool] = (False, True)) -> Path:
    """Return the outline of an arrow along a line of places on the page, (n, 2).

    *ends* tell whether it has a head at its first and at its last place, where the head's tip is.
    """
    whole = lengths(way)[-1]
    head = min(head_long * width, whole * (0.4 if all(ends) else 0.6))
    start, end = (head if has else 0.0 for has in ends)
    shaft = sampled(way, start, whole - end)
    side = normals(shaft)
    if ends[0]:
        side[0] = turned(shaft[0] - way[0])
    if ends[1]:
        side[-1] = turned(way[-1] - shaft[-1])
    right, left = shaft + side * (width / 2), shaft - side * (width / 2)
    wing = width * head_wide / 2
    first, last = [left[0], right[0]], [right[-1], left[-1]]
    if ends[0]:
        first = [left[0], shaft[0] - side[0] * wing, way[0], shaft[0] + side[0] * wing, right[0]]
    if ends[1]:
        neck = shaft[-1]
        last = [right[-1], neck + side[-1] * wing, way[-1], neck - side[-1] * wing, left[-1]]
    ring = [*twice(points(first)), *points(right[1:-1])]
    ring += [*twice(points(last)), *points(left[-2:0:-1])]
    return outline(ring)


def press_arrow(start: Floats, end: Floats, width: float) -> Path:
    """Return a short thick arrow between two places on the page."""
    way = (end - start) / math.dist(start, end)
    side = turned(way) * width
    neck = end - way * width * press_long
    ring = [start - side / 2, neck - side / 2, neck - side * press_wide / 2, end]
    ring += [neck + side * press_wide / 2, neck + side / 2, start + side / 2]
    return line(points(ring), closed=True)


def cross_mark(centre: Point, reach: float) -> Path:
    """Return the two bars of a cross, to be stroked."""
    one, other = Point(reach, reach), Point(reach, -reach)
    return line([centre.minus(one), centre.plus(one)]) + line(
        [centre.minus(other), centre.plus(other)]
    )


def points(places: Floats | list[Floats]) -> list[Point]:
    """Return places on the page as points of a path."""
    return [Point(float(x), float(y)) for x, y in places]


def lengths(way: Floats) -> Floats:
    """Return how far along a line each of its places is, (n)."""
    steps = np.sqrt((np.diff(way, axis=0) ** 2).sum(1))
    return np.round(np.concatenate((np.zeros(1), np.cumsum(steps))), 6)


def sampled(way: Floats, start: float, end: float) -> Floats:
    """Return the stretch of a line between two lengths: its ends, and what its bend needs."""
    at = lengths(way)
    steps = np.diff(way, axis=0)
    turns = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    bend = float(np.abs(np.diff(turns)).sum())
    count = 2 + math.ceil(round(bend / math.radians(22), 3) - 0.05)
    goals = np.linspace(start, end, max(count, 2))
    return np.stack([np.interp(goals, at, way[:, axis]) for axis in range(2)], 1)


def turned(way: Floats) -> Floats:
    """Return the unit way to the right of a way on the page, y down the page."""
    return np.array((-way[1], way[0])) / (math.hypot(*way) or 1.0)


def normals(way: Floats) -> Floats:
    """Return the unit ways to the right of a line at each of its places, (n, 2)."""
    steps: Floats = np.stack([np.gradient(way[:, axis]) for axis in range(2)], 1)
    return np.array([turned(step) for step in steps])
