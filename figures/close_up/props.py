"""What the foot of a close-up touches: ball, pen, towel, strap and band.

Each prop is a set of traces: what lies behind the foot, and what lies in front of it.
Places are those of `shapes` (from the side) or `front` (from above).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from figures.close_up.hands import (
    Hand,
    fingers_on_toe_tip,
    hand_on_heel,
    hand_on_toes,
    other_thigh,
)
from figures.close_up.shapes import Joints, Trace, ankle_joint, turned_about
from figures.close_up.toes import ring
from figures.geometry.curves import Point

far_away = 260.0  # past the edge of every picture
strap_width = 9.5


class Prop(NamedTuple):
    """A prop: what is drawn behind the foot and in front of it."""

    behind: tuple[Trace, ...] = ()
    before: tuple[Trace, ...] = ()


def ball(joints: Joints, pull: float) -> Prop:
    """Return a tennis ball under the arch; the sole, drawn after it, covers where they meet."""
    centre, radius = Point(47, 6.4), 13
    bend = (-0.93, -0.5, 0, 0.5, 0.93)
    seam = [Point(-13.5 + 15 * math.cos(a), 15 * math.sin(a)).turned(-35) for a in bend]
    cover = Trace("ball", ring(centre, radius, radius), closed=True)
    return Prop((cover, Trace("prop-line", tuple(centre.plus(at) for at in seam))))


def pen(joints: Joints, pull: float) -> Prop:
    """Return a thick marker that lies across under the toes, seen from in front."""
    centre, along = Point(0, 1), Point(1, 0).turned(6)
    across = along.turned(90)

    def part(role: str, start: float, end: float, radius: float, point: float) -> Trace:
        half = ((start, radius), (end - 1, radius), (end, point))
        corners = [*half, *((out, -side) for out, side in reversed(half))]
        places = tuple(centre.plus(along.times(x)).plus(across.times(y)) for x, y in corners)
        return Trace(role, places, closed=True, straight=True)

    return Prop(
        (
            part("thick-pen", -58, 34, 4.8, 4.8),
            part("thick-pen-cap", 32, 60, 5.4, 4.4),
        )
    )


def ply(start: float, edge: float, way: Point, bulge: float) -> Trace:
    """Return one ply of a strap that comes round an edge of the foot and runs off, *way*.

    It lies over the edge from *start* on, and stands out from it by *bulge*.
    """
    one, other = Point(start, edge), Point(start + strap_width, edge)
    out = Point(0, bulge)
    points = (
        one.plus(way.times(far_away)), one, one.plus(out.times(0.6)),
        one.plus(out).plus(Point(1.6, 0)), other.plus(out).minus(Point(1.6, 0)),
        other.plus(out.times(0.6)), other, other.plus(way.times(far_away)),
    )  # fmt: skip
    return Trace("wide-band", points, closed=True, straight=True)


def shin_way(joints: Joints) -> Point:
    """Return the way from the ankle up the shin, in the side view of the foot."""
    return Point(0, -1).turned(joints.ankle)


def strap(joints: Joints, pull: float) -> Prop:
    """Return a strap under the ball of the foot whose two ends run to the hands."""
    start = 62 - 0.45 * pull
    way = shin_way(joints).turned(pull)
    return Prop((ply(start + 6.5, -1, way, 0),), (ply(start, 0, way, 2.2),))


def band(joints: Joints, pull: float) -> Prop:
    """Return a band over the top of the forefoot that runs away from the leg, a little down."""
    way = shin_way(joints).turned(180 + pull)
    return Prop((ply(58, -22, way, 0),), (ply(51.5, -29, way, -1.6),))


def towel(joints: Joints, pull: float) -> Prop:
    """Return a rolled towel under the calf of a lying leg."""
    middle = Point(-1, -62)
    roll = tuple(
        middle.plus(Point(reach, 0).turned(turn))
        for reach, turn in ((0.5, 0), (2.2, 90), (3, 200), (3.6, 290), (4.4, 380), (5, 470))
    )
    traces = (Trace("towel", ring(middle, 7, 7), closed=True), Trace("prop-line", roll))
    placed = (
        trace._replace(
            points=tuple(turned_about(p, ankle_joint, joints.ankle) for p in trace.points)
        )
        for trace in traces
    )
    return Prop(tuple(placed))


def of_hand(make: Callable[[Joints], Hand]) -> Callable[[Joints, float], Prop]:
    """Return a hand as a prop."""

    def prop(joints: Joints, pull: float) -> Prop:
        return Prop(*make(joints))

    return prop


class PropWord(NamedTuple):
    """A word for a prop: how it is made, the views and the rests of the foot it goes with, and
    whether it lies on a floor."""

    make: Callable[[Joints, float], Prop]
    views: tuple[str, ...]
    rests: tuple[str, ...]
    brings_floor: bool = False


outer = ("outer side",)
sides = ("inner side", "outer side")
free = ("in the air",)
props = {
    "other thigh under the ankle": PropWord(of_hand(other_thigh), outer, free),
    "hand on the heel": PropWord(of_hand(hand_on_heel), outer, free),
    "hand on the toes": PropWord(of_hand(hand_on_toes), outer, free),
    "fingers on the tip of the big toe": PropWord(of_hand(fingers_on_toe_tip), outer, free),
    "ball under the arch": PropWord(ball, sides, free, True),
    "pen in the toes": PropWord(pen, ("above",), free),
    "strap round the ball of the foot": PropWord(strap, sides, ("in the air", "on the heel")),
    "band over the top of the foot": PropWord(band, sides, ("in the air", "on the heel")),
    "rolled towel under the calf": PropWord(towel, sides, free, True),
}
