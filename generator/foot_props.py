"""What the foot of a close-up touches: ball, pen, strap, band and the hands that hold it.

Each prop is a pair of lists of traces: what lies behind the foot, and what lies in front of it.
Places are those of `foot_shapes` (from the side) or `foot_flat` (from above).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.curves import Point
from generator.foot_flat import ring
from generator.foot_shapes import Joints, Skin, Trace, ankle_joint, bent, turned_about

far_away = 260.0  # past the edge of every picture


class Prop(NamedTuple):
    """A prop: what is drawn behind the foot and in front of it, and where the floor is if it lies
    under the foot."""

    behind: tuple[Trace, ...] = ()
    before: tuple[Trace, ...] = ()
    floor: float | None = None


def ball(joints: Joints) -> Prop:
    """Return a tennis ball under the arch."""
    centre, radius = Point(47, 7.5), 13
    seams = [
        Trace("line", tuple(centre.plus(Point(side * (4 + 5 * math.cos(a)), 11.5 * math.sin(a))) for a in (-1.1, -0.6, 0, 0.6, 1.1)))
        for side in (-1, 1)
    ]
    seams = [
        seam._replace(points=tuple(turned_about(point, centre, 25) for point in seam.points))
        for seam in seams
    ]
    return Prop(behind=(Trace("prop", ring(centre, radius, radius), closed=True), *seams), floor=20.5)


def pen(joints: Joints) -> Prop:
    """Return a thick marker that lies across under the toes, seen from above."""
    centre, along = Point(1, -86), Point(1, 0).turned(18)
    across = along.turned(90)

    def part(role: str, start: float, end: float, radius: float) -> Trace:
        corners = [(start, -1), (end, -1), (end, 1), (start, 1)]
        rounded = []
        for out, side in corners:
            inwards = 1.5 if out == start else -1.5
            first = centre.plus(along.times(out)).plus(across.times(side * (radius - 1.5)))
            second = centre.plus(along.times(out + inwards)).plus(across.times(side * radius))
            rounded += [first, second] if (out == end) == (side > 0) else [second, first]
        return Trace(role, tuple(rounded), closed=True, straight=True)

    return Prop(
        behind=(
            part("prop-dark", 54, 60, 2.4),
            part("prop", -22, 54, 4.6),
            part("prop-dark", -58, -22, 5.2),
        )
    )


def loop(around: Point, way: Point, width: float, shift: Point) -> tuple[Trace, Trace]:
    """Return the far and the near strand of a strap that goes round the foot at *around*.

    Both run in the direction *way*, out of the picture; *shift* is where the far one lies.
    """
    side = way.turned(90).times(width / 2)

    def strand(role: str, start: Point) -> Trace:
        end = start.plus(way.times(far_away))
        back = way.times(-1.8)
        points = (
            end.plus(side), start.plus(side), start.plus(side.times(0.6)).plus(back),
            start.minus(side.times(0.6)).plus(back), start.minus(side), end.minus(side),
        )  # fmt: skip
        return Trace(role, points, closed=True, straight=True)

    return strand("far", around.plus(shift)), strand("near", around)


def shin_way(joints: Joints) -> Point:
    """Return the way from the ankle up the shin, in the side view of the foot."""
    return Point(0, -1).turned(joints.ankle)


def strap(joints: Joints) -> Prop:
    """Return a strap under the ball of the foot whose ends run to the hands."""
    way = shin_way(joints).turned(32)
    far, near = loop(Point(69, 0.5), way, 10, Point(6, -4))
    return Prop((far._replace(role="prop"),), (near._replace(role="prop"),))


def band(joints: Joints) -> Prop:
    """Return a band over the top of the forefoot that runs level away from the leg."""
    way = shin_way(joints).turned(180)
    far, near = loop(Point(69, -19.5), way, 9, Point(4, -1))
    return Prop((far._replace(role="band"),), (near._replace(role="band"),))


def finger(base: Point, knuckle: Point, tip: Point, radius: float) -> Trace:
    """Return a finger as an open outline, whose ends lie on the hand."""
    first, last = knuckle.minus(base).unit(), tip.minus(knuckle).unit()
    over_first, over_last = first.turned(-90), last.turned(-90)
    bend = over_first.plus(over_last).unit()
    return Trace(
        "skin",
        (
            base.plus(over_first.times(radius * 1.1)),
            knuckle.plus(bend.times(radius)),
            tip.plus(over_last.times(radius * 0.9)),
            tip.plus(last.times(radius * 0.9)).plus(over_last.times(radius * 0.45)),
            tip.plus(last.times(radius * 0.9)).minus(over_last.times(radius * 0.45)),
            tip.minus(over_last.times(radius * 0.9)),
            knuckle.minus(bend.times(radius)),
            base.minus(over_first.times(radius * 1.1)),
        ),
    )


def hand_on_toes(joints: Joints) -> Prop:
    """Return a hand that comes along under the sole and holds the toes, the thumb on top."""

    def at(x: float, y: float) -> Point:
        return bent(Skin(x, y, 0, 1), joints)

    arm = (Point(-60, 60), Point(10, 38), Point(48, 28), at(78, 14), at(96, 16), at(112, 8), at(113, -6), at(106, -13), at(100, -10), at(104, -2), at(96, 4), at(84, 5), at(70, 9), Point(60, 6), Point(40, 12), Point(4, 20), Point(-60, 36))
    thumb = finger(at(76, 12), at(80, -2), at(78, -14), 5)
    return Prop((Trace("skin", arm, closed=True),), (thumb,))


def hand_on_heel(joints: Joints) -> Prop:
    """Return a hand that holds the heel from behind, its fingers along the near side."""
    arm = (Point(-90, -52), Point(-50, -44), Point(-22, -40), Point(-4, -36), Point(6, -24), Point(6, -8), Point(0, 2), Point(-12, 2), Point(-26, -8), Point(-52, -18), Point(-90, -22))
    fingers = [finger(Point(-2, y), Point(10, y + 1.5), Point(x, y + 4), 4.2) for y, x in ((-31, 19), (-23, 23), (-15, 22), (-7.5, 18))]
    return Prop((), (Trace("skin", arm, closed=True), *fingers))


Maker = Callable[[Joints], Prop]
makers: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "ball under the arch": (ball, ("inner side", "outer side")),
    "pen under the toes": (pen, ("above",)),
    "strap round the ball": (strap, ("inner side", "outer side")),
    "band over the top": (band, ("inner side", "outer side")),
    "hand on the toes": (hand_on_toes, ("inner side",)),
    "hand on the heel": (hand_on_heel, ("inner side",)),
}
