"""What the foot of a close-up touches: ball, pen, strap, band and the hands that hold it.

Each prop is a pair of lists of traces: what lies behind the foot, and what lies in front of it.
Places are those of `foot_shapes` (from the side) or `foot_flat` (from above).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from generator.curves import Point
from generator.foot_flat import ring
from generator.foot_shapes import Joints, Skin, Trace, ankle_joint, bent, turned_about

far_away = 260.0  # past the edge of every picture


class Prop(NamedTuple):
    """A prop: what is drawn behind the foot, in front of its far side only, and in front of all
    of it; and whether it lies on a floor."""

    behind: tuple[Trace, ...] = ()
    between: tuple[Trace, ...] = ()
    before: tuple[Trace, ...] = ()
    brings_floor: bool = False


def ball(joints: Joints) -> Prop:
    """Return a tennis ball under the arch."""
    centre, radius = Point(47, 7.5), 13
    bend = (-1.1, -0.6, 0, 0.6, 1.1)
    seams = [
        [Point(side * (4 + 5 * math.cos(a)), 11.5 * math.sin(a)).turned(25) for a in bend]
        for side in (-1, 1)
    ]
    cover = Trace("ball", ring(centre, radius, radius), closed=True)
    lines = (Trace("prop-line", tuple(centre.plus(point) for point in seam)) for seam in seams)
    return Prop(between=(cover, *lines), brings_floor=True)


def pen(joints: Joints) -> Prop:
    """Return a thick marker that lies across under the toes, seen from above."""
    centre, along = Point(1, -78), Point(1, 0).turned(24)
    across = along.turned(90)

    def part(role: str, start: float, end: float, radius: float) -> Trace:
        half = (
            (start, radius - 1.5), (start + 1.5, radius), (end - 1.5, radius), (end, radius - 1.5),
        )  # fmt: skip
        corners = [*half, *((out, -side) for out, side in reversed(half))]
        points = tuple(centre.plus(along.times(x)).plus(across.times(y)) for x, y in corners)
        return Trace(role, points, closed=True, straight=True)

    return Prop(
        behind=(
            part("prop-dark", 54, 60, 2.4),
            part("wide-band", -22, 54, 4.6),
            part("prop-dark", -58, -22, 5.2),
        )
    )


def strand(role: str, edge: tuple[Point, Point], way: Point) -> Trace:
    """Return a strap that comes round an edge of the foot and runs off in the direction *way*.

    The two points are the sides of the strap where it comes round the edge.
    """
    one, other = edge
    along = other.minus(one).unit()
    round_it = way.times(-1.9)
    points = (
        one.plus(way.times(far_away)), one, one.plus(round_it.times(0.7)),
        one.plus(round_it).plus(along.times(1.5)), other.plus(round_it).minus(along.times(1.5)),
        other.plus(round_it.times(0.7)), other, other.plus(way.times(far_away)),
    )  # fmt: skip
    return Trace(role, points, closed=True, straight=True)


def shin_way(joints: Joints) -> Point:
    """Return the way from the ankle up the shin, in the side view of the foot."""
    return Point(0, -1).turned(joints.ankle)


def strap(joints: Joints) -> Prop:
    """Return a strap under the ball of the foot whose ends run to the hands."""
    way = shin_way(joints).turned(18)
    return Prop(
        behind=(strand("wide-band", (Point(65, 0), Point(75, 0)), way),),
        before=(strand("wide-band", (Point(58, 0), Point(69, 0)), way),),
    )


def band(joints: Joints) -> Prop:
    """Return a band over the top of the forefoot that runs level away from the leg."""
    way = shin_way(joints).turned(180)
    return Prop(
        behind=(strand("wide-band", (Point(78, -16), Point(69, -20)), way),),
        before=(strand("wide-band", (Point(71, -18), Point(62, -23)), way),),
    )


def towel(joints: Joints) -> Prop:
    """Return a rolled towel under the calf of a lying leg."""
    middle = Point(0, -58)
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
    return Prop(tuple(placed), brings_floor=True)


def finger(base: Point, knuckle: Point, tip: Point, radius: float) -> Trace:
    """Return a finger as an open outline, whose ends lie on the hand."""
    first, last = knuckle.minus(base).unit(), tip.minus(knuckle).unit()
    over_first, over_last = first.turned(-90), last.turned(-90)
    bend = over_first.plus(over_last).unit()
    return Trace(
        "digit",
        (
            base.plus(over_first.times(radius * 1.1)),
            knuckle.plus(bend.times(radius)),
            tip.plus(over_last.times(radius * 0.9)),
            tip.plus(last.times(radius * 0.9)).plus(over_last.times(radius * 0.45)),
            tip.plus(last.times(radius * 0.9)).minus(over_last.times(radius * 0.45)),
            tip.minus(over_last.times(radius * 0.9)),
            knuckle.minus(bend.times(radius)),
            base.minus(over_first.times(radius * 0.7)),
        ),
    )


def hand_on_toes(joints: Joints) -> Prop:
    """Return a hand that comes along under the sole and holds the toes, the thumb on top."""

    def at(x: float, y: float) -> Point:
        return bent(Skin(x, y, 0, 1), joints)

    arm = (
        Point(-90, 78), Point(-30, 50), Point(18, 38.5), Point(46, 34), at(68, 26), at(80, 17),
        at(84, 6), at(72, 2), Point(60, 6), Point(46, 12), Point(24, 14), Point(-20, 26),
        Point(-90, 50),
    )  # fmt: skip
    index = finger(at(68, 13), at(85, 8), at(97, 3), 4.6)
    thumb = finger(at(64, 14), at(71, 3), at(75, -11), 4.8)
    return Prop(behind=(Trace("skin", arm, closed=True), index), before=(thumb,))


def hand_on_heel(joints: Joints) -> Prop:
    """Return a hand that holds the heel from behind, its fingers along the near side."""
    arm = (
        Point(-90, -52), Point(-50, -44), Point(-22, -40), Point(-4, -36), Point(6, -24),
        Point(6, -8), Point(0, 2), Point(-12, 2), Point(-26, -8), Point(-52, -18), Point(-90, -22),
    )  # fmt: skip
    fingers = [
        finger(Point(-2, y), Point(10, y + 1.5), Point(x, y + 4), 4.2)
        for y, x in ((-31, 19), (-23, 23), (-15, 22), (-7.5, 18))
    ]
    return Prop(before=(Trace("skin", arm, closed=True), *fingers))


class PropWord(NamedTuple):
    """A word for a prop: how it is made, the views and the rests of the foot it goes with."""

    make: Callable[[Joints], Prop]
    views: tuple[str, ...]
    rests: tuple[str, ...]


sides = ("inner side", "outer side")
free = ("in the air",)
props = {
    "ball under the arch": PropWord(ball, sides, free),
    "pen in the toes": PropWord(pen, ("above",), free),
    "strap round the ball of the foot": PropWord(strap, sides, ("in the air", "on the heel")),
    "band over the top of the foot": PropWord(band, sides, ("in the air", "on the heel")),
    "rolled towel under the calf": PropWord(towel, sides, free),
    "hand on the toes": PropWord(hand_on_toes, ("inner side",), free),
    "hand on the heel": PropWord(hand_on_heel, ("inner side",), free),
}
