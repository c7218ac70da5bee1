"""The foot from above and in front, as somebody sees it who sits opposite.

One unit is a hundredth of the length of the foot. The toes point down the page and begin near
y = -18; a right foot has its big toe on the right.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from figures.close_up.shapes import Foot, Joints, Trace, turned_about
from figures.geometry.curves import Point

looking_down = 42.0  # degrees
outer_edge = Point(-21, -4)  # a foot that rolls outwards turns about this place
ankle = Point(0, -70)


class FrontToe(NamedTuple):
    """A toe from in front: where it begins, which way it leans, lengths and half its width."""

    base: Point
    lean: float
    first: float
    last: float
    radius: float


front_toes = [
    FrontToe(Point(14.6, -17), -3, 13, 13, 6.5),
    FrontToe(Point(3.6, -15.5), -1, 13.5, 11, 4.5),
    FrontToe(Point(-4.6, -15.8), 2, 12.5, 10, 4.2),
    FrontToe(Point(-12, -17.2), 5, 11.5, 9.2, 4),
    FrontToe(Point(-18.4, -20), 9, 10.5, 8.6, 3.9),
]
front_outline = (
    Point(-19, -118), Point(-17, -102), Point(-14, -88), Point(-14.2, -80), Point(-17, -74.5),
    Point(-18.6, -69), Point(-17, -62), Point(-18, -50), Point(-21, -36), Point(-22.8, -25),
    Point(-18.5, -16.5), Point(-8, -11), Point(8, -11), Point(17, -14), Point(22, -22),
    Point(20.6, -32), Point(16.4, -46), Point(14.6, -60), Point(17.6, -71), Point(18.2, -77),
    Point(15.6, -84), Point(15, -92), Point(17.4, -103), Point(20, -118),
)  # fmt: skip
front_lines = (
    (Point(-14.5, -74), Point(-12, -70.5), Point(-12.6, -65)),
    (Point(13.5, -80), Point(11.8, -76), Point(12.8, -71)),
)
front_leg = (
    Point(-22, -113), Point(-23, -135), Point(-24, -190), Point(26, -190), Point(24.5, -135),
    Point(23, -113),
)  # fmt: skip
front_cuff = (
    Point(-22.5, -106), Point(0, -102.5), Point(23.5, -106), Point(25.5, -110.5), Point(24, -116),
    Point(0, -112.5), Point(-23, -116), Point(-25, -110.5),
)  # fmt: skip


def front_foot(joints: Joints) -> Foot:
    """Return the foot from above and in front, with the shin coming down to it."""
    toes = [trace for index in range(5) for trace in front_toe(index, joints)]
    lines = [Trace("line", points) for points in front_lines]
    cloth = [
        Trace("trousers", front_leg, closed=True, straight=True),
        Trace("trousers", front_cuff, closed=True),
    ]
    foot = Foot([], [Trace("skin", front_outline), *lines, *toes], cloth)
    return rolled(foot, joints.roll) if joints.roll else foot


def rolled(foot: Foot, roll: float) -> Foot:
    """Return the foot tipped on to its outer border, with the leg above it still upright."""

    def move(point: Point) -> Point:
        part = min(max((-52 - point.y) / 28, 0), 1)  # of the way from the instep to the leg
        upright = turned_about(point, ankle, roll * part * 0.9)
        return turned_about(upright, outer_edge, -roll)

    bare, clothes = (
        [trace._replace(points=tuple(map(move, trace.points))) for trace in traces]
        for traces in (foot.bare, foot.clothes)
    )
    return Foot([], bare, clothes)


def front_toe(index: int, joints: Joints) -> list[Trace]:
    """Return one toe and its nail from in front; 0 is the big toe.

    What bends down towards the reader's feet looks longer, since we look down on it.
    """
    toe = front_toes[index]
    along = Point(0, 1).turned(toe.lean + joints.spread * (index - 1.6) / 2.4)
    aside = along.turned(-90)
    knuckle = toe.first * seen(joints.toes)
    tip = knuckle + toe.last * seen(joints.toes - joints.curl)
    wide = toe.radius

    def at(out: float, side: float) -> Point:
        return toe.base.plus(along.times(out)).plus(aside.times(side))

    bulge = wide * (1.08 if joints.curl > 20 else 0.95)
    middle = (knuckle + tip - wide * 0.55) / 2
    left, right = (0.5 if index == edge else knuckle * 0.35 for edge in (4, 0))  # on the foot
    outline = (
        at(left, -wide * 0.95), at(knuckle, -bulge), at(middle, -wide),
        at(tip - wide * 0.55, -wide * 0.9), at(tip, -wide * 0.3), at(tip, wide * 0.3),
        at(tip - wide * 0.55, wide * 0.9), at(middle, wide), at(knuckle, bulge),
        at(right, wide * 0.95),
    )  # fmt: skip
    traces = [Trace("digit", outline)]
    if joints.curl > 20:
        for lower, part in ((-1.2, 0.42), (0.6, 0.55)):
            crease = (
                at(knuckle + lower, -wide * part), at(knuckle + lower + 0.7, 0),
                at(knuckle + lower, wide * part),
            )  # fmt: skip
            traces.append(Trace("line", crease))
    half, top = wide * 0.58, tip - wide * 1.5
    nail = (
        at(top + 0.6, -half), at(top, 0), at(top + 0.6, half), at(tip - wide * 0.5, half),
        at(tip - wide * 0.15, 0), at(tip - wide * 0.5, -half),
    )  # fmt: skip
    return [*traces, Trace("toenail", nail, closed=True)]


def seen(extension: float) -> float:
    """Return how long a thing looks that is tipped up from level, as a part of its length."""
    return max(math.sin(math.radians(looking_down - extension)), 0.3)
