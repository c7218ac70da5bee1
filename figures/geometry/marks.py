"""Arrows that say how to move, and the cross of a wrong pose, as paths.

All of them are outlines to be filled, apart from the cross, which is stroked. Units, axes and
angles are those of `curves`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from figures.geometry.curves import Path, Point, line, outline, twice


def arrow(points: Sequence[Point], width: float = 2.2, both_ways: bool = False) -> Path:
    """Return the outline of an arrow that runs along the points, straight or bent.

    Its head ends exactly at the last point; the shaft is *width* wide, the head three times as
    wide. Two or more points; for a curve give many (see `arc`).
    """
    head = width * 2.1
    tip = arrow_head(points, head, width)
    tail = arrow_head(points[::-1], head, width) if both_ways else None
    body = points[1:-1] if len(points) > 2 else ()
    middle = [point for point in body if clear_of(point, points, head, both_ways)]
    first = tail.neck if tail else points[0]
    way = [first, *middle, tip.neck]
    left = [offset(way, index, -width / 2) for index in range(len(way))]
    right = [offset(way, index, width / 2) for index in range(len(way))]
    heel = (right[0], tail.left, tail.tip, tail.right, left[0]) if tail else (right[0], left[0])
    corners = (tip.left, tip.tip, tip.right)
    ring = [*left[1:-1], *twice([left[-1], *corners, right[-1]]), *reversed(right[1:-1])]
    return outline([*twice(heel), *ring])


class ArrowHead(NamedTuple):
    """The corners of an arrow head and the place where the shaft enters it."""

    tip: Point
    left: Point
    right: Point
    neck: Point


def arrow_head(points: Sequence[Point], length: float, width: float) -> ArrowHead:
    """Return the head at the end of a line of points, pointing the way its last stretch runs."""
    tip = points[-1]
    back = next(
        (p for p in reversed(points) if math.hypot(p.x - tip.x, p.y - tip.y) >= length), points[0]
    )
    way = tip.minus(back).unit()
    neck = tip.minus(way.times(length))
    side = way.turned(90).times(width * 1.5)
    return ArrowHead(tip, neck.minus(side), neck.plus(side), neck)


def clear_of(point: Point, points: Sequence[Point], reach: float, both_ways: bool) -> bool:
    """Tell whether a point of the shaft lies outside the arrow's heads."""
    ends = (points[-1], points[0]) if both_ways else (points[-1],)
    return all(math.hypot(point.x - end.x, point.y - end.y) > reach for end in ends)


def offset(points: Sequence[Point], index: int, width: float) -> Point:
    """Return the place beside one point of a line, to its right for a width above nought."""
    before, after = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
    return points[index].plus(after.minus(before).unit().turned(90).times(width))


def arc(centre: Point, radius: float, start: float, end: float, flat: float = 1) -> list[Point]:
    """Return points along part of a circle, from one angle to another, clockwise if it grows.

    *flat* below 1 squashes the circle from above and below, as if seen from the side.
    """
    count = max(2, round(abs(end - start) / 20))
    angles = (math.radians(start + (end - start) * step / count) for step in range(count + 1))
    return [
        Point(centre.x + radius * math.cos(a), centre.y + flat * radius * math.sin(a))
        for a in angles
    ]


def press_arrow(tip: Point, towards: float, length: float = 12, width: float = 4.6) -> Path:
    """Return a short thick arrow that presses on *tip*, going *towards* (90 is down)."""
    start = tip.minus(Point(length, 0).turned(towards))
    neck = tip.minus(Point(width * 1.15, 0).turned(towards))
    half, wing = Point(0, width / 2).turned(towards), Point(0, width * 1.1).turned(towards)
    ring = [start.minus(half), neck.minus(half), neck.minus(wing), tip]
    ring += [neck.plus(wing), neck.plus(half), start.plus(half)]
    return line(ring, closed=True)


def cross_mark(centre: Point, reach: float) -> Path:
    """Return the two bars of a cross, to be stroked."""
    one, other = Point(reach, reach), Point(reach, -reach)
    return line([centre.minus(one), centre.plus(one)]) + line(
        [centre.minus(other), centre.plus(other)]
    )
