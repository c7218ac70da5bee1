"""The outline of a limb along its bones, as points on the page for `curves.outline`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from figures.geometry.curves import Point


class Girth(NamedTuple):
    """How far a limb reaches to the left and right of its bones, seen while walking along them.

    *at* counts bones: 0 is the first joint, 1 the second, 1.5 the middle of the second bone.
    """

    at: float
    left: float
    right: float


def limb_controls(
    joints: Sequence[Point],
    girths: Sequence[Girth],
    start: str = "round",
    end: str = "round",
) -> tuple[Point, ...]:
    """Return the controls of the outline of a limb, down its left side and back up its right.

    *start* and *end* are "round" or "flat" (a hem, a cut). Where the limb bends, the points on
    the inner side stop at the line that halves the bend, so a fold forms and nothing crosses.
    """
    left = [side_point(joints, girth.at, girth.left, -1) for girth in girths]
    right = [side_point(joints, girth.at, girth.right, 1) for girth in girths]
    return (
        *left[1:-1],
        *cap(left[-1], right[-1], heading(joints, girths[-1].at), end),
        *reversed(right[1:-1]),
        *cap(right[0], left[0], heading(joints, girths[0].at).times(-1), start),
    )


def cap(one: Point, other: Point, outwards: Point, kind: str) -> tuple[Point, ...]:
    """Return the controls of one end of a limb, from one side to the other."""
    if kind == "flat":
        return (one, one, other, other)
    width = other.minus(one)
    reach = outwards.times(math.hypot(width.x, width.y) * 0.45)
    return (one, one.plus(reach), other.plus(reach), other)


def heading(joints: Sequence[Point], at: float) -> Point:
    """Return the way a limb runs at a place on it: along its bone, or halfway at a joint."""
    bone = min(int(at), len(joints) - 2)
    along = joints[bone + 1].minus(joints[bone]).unit()
    if at != bone or bone == 0:
        return along
    before = joints[bone].minus(joints[bone - 1]).unit()
    both = before.plus(along)
    return both.unit() if math.hypot(both.x, both.y) > 0.05 else along


def side_point(joints: Sequence[Point], at: float, width: float, side: int) -> Point:
    """Return the point *width* away from a place on a limb, to its left (-1) or right (1)."""
    bone = min(int(at), len(joints) - 2)
    start, end = joints[bone], joints[bone + 1]
    centre = start.plus(end.minus(start).times(at - bone))
    point = centre.plus(heading(joints, at).turned(90 * side).times(width))
    if at == bone:
        return point
    if bone > 0:
        point = stopped_at(point, start, heading(joints, bone))
    if bone + 2 < len(joints):
        point = stopped_at(point, end, heading(joints, bone + 1).times(-1))
    return point


def stopped_at(point: Point, joint: Point, forwards: Point) -> Point:
    """Return the point, moved forwards onto the line across a joint if it lies behind it."""
    way = point.minus(joint)
    short = way.x * forwards.x + way.y * forwards.y
    return point if short >= 0 else point.minus(forwards.times(short))
