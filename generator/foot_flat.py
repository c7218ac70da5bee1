"""The foot from above and from below, with toes that bend, spread and grip.

One unit is a hundredth of the length of the foot. The toes point up the page and the middle of
the heel is at 0, 0; from above the big toe is on the left (a right foot), from below on the right.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from generator.curves import Point
from generator.foot_shapes import Foot, Joints, Trace


class FlatToe(NamedTuple):
    """A toe from above: where it begins, which way it points (0 = up the page), lengths, girths."""

    base: Point
    heading: float
    first: float
    last: float
    base_radius: float
    tip_radius: float


flat_toes = [
    FlatToe(Point(-12.3, -74), -2, 12, 13, 7.2, 6.6),
    FlatToe(Point(-1.8, -76), 1, 12, 10.5, 4.9, 4.4),
    FlatToe(Point(6, -74.5), 4, 10.5, 9.5, 4.6, 4.1),
    FlatToe(Point(12.6, -70.5), 7, 9.5, 9, 4.4, 3.9),
    FlatToe(Point(18.2, -64.5), 12, 8.5, 8.5, 4.3, 3.8),
]
flat_outline = [
    Point(0, 0), Point(-9, -3), Point(-12.5, -12), Point(-12, -25), Point(-11.5, -40),
    Point(-14, -55), Point(-18.6, -66), Point(-19.2, -74), Point(-14, -80), Point(-6, -80),
    Point(4, -79), Point(12, -75), Point(19, -69), Point(22.4, -62), Point(20.8, -50),
    Point(17, -38), Point(14.5, -25), Point(13, -12), Point(9, -3),
]  # fmt: skip

sole_outline = [
    *flat_outline[:6], Point(-18.6, -66), Point(-19.6, -74), Point(-14, -81.5), Point(-4, -84),
    Point(5, -81.5), Point(13, -77), Point(20, -70.5), *flat_outline[13:],
]  # fmt: skip


leg_from_above = (
    Point(-19, -20), Point(-10, -30), Point(1, -33), Point(12, -30), Point(21, -20),
    Point(29, 40), Point(2, 70), Point(-27, 40),
)  # fmt: skip
cuff_from_above = (
    Point(-22.5, -15), Point(-21, -26), Point(-11, -34.5), Point(1, -37), Point(13, -34.5),
    Point(23, -26), Point(24.5, -15), Point(21, -14), Point(13, -24), Point(1, -28),
    Point(-11, -24), Point(-19, -14),
)  # fmt: skip


calf_behind = (
    Point(-6, -46), Point(-15, -26), Point(-20, 8), Point(1, 16), Point(22, 8), Point(17, -26),
    Point(8, -46),
)  # fmt: skip
leg_behind = (
    Point(-23, 12), Point(-27, 50), Point(-30, 90), Point(1, 100), Point(32, 90), Point(29, 50),
    Point(25, 12), Point(1, 14),
)  # fmt: skip
cuff_behind = (
    Point(-23, 3), Point(-11, 7.5), Point(1, 8.5), Point(13, 7.5), Point(25, 3), Point(27, 8),
    Point(26.5, 13), Point(13, 18), Point(1, 19), Point(-11, 18), Point(-24.5, 13), Point(-25, 8),
)  # fmt: skip


def flat_foot(below: bool, joints: Joints) -> Foot:
    """Return the foot from above, its trouser leg coming towards the viewer, or the sole."""
    toes = [shape for toe in reversed(range(5)) for shape in flat_toe(toe, joints, below)]
    if below:
        leg = [Trace("skin-far", calf_behind, closed=True)]
        leg += [Trace("trousers", shape, closed=True) for shape in (leg_behind, cuff_behind)]
        traces = [*leg, *toes, Trace("skin", tuple(sole_outline), closed=True)]
        return Foot([], [trace._replace(points=mirrored(trace.points)) for trace in traces], [])
    leg = [Trace("trousers", shape, closed=True) for shape in (leg_from_above, cuff_from_above)]
    return Foot([], [Trace("skin", tuple(flat_outline), closed=True), *toes], leg)


def mirrored(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points on the other side of the line from heel to toes."""
    return tuple(Point(-point.x, point.y) for point in points)


def ring(centre: Point, across: float, down: float) -> tuple[Point, ...]:
    """Return eight points round an ellipse."""
    turns = (math.radians(45 * step) for step in range(8))
    return tuple(centre.plus(Point(across * math.cos(t), down * math.sin(t))) for t in turns)


def flat_toe(index: int, joints: Joints, below: bool) -> list[Trace]:
    """Return one toe and its nail from above, or its pad from below; 0 is the big toe."""
    toe = flat_toes[index]
    spread = joints.spread * (index - 1.6) / 2.4
    along = Point(0, -1).turned(toe.heading + spread)
    across = along.turned(90)
    slope = math.radians(joints.toes)
    end_slope = math.radians(joints.toes - joints.curl)
    knuckle = toe.first * math.cos(slope)
    length = knuckle + max(toe.last * math.cos(end_slope), 0.55 * toe.last)

    def at(out: float, side: float) -> Point:
        return toe.base.plus(along.times(out)).plus(across.times(side))

    thick, thin = toe.base_radius, toe.tip_radius
    neck = thin * 0.92
    web = (-0.1, 0.45, 0.45, 0.45, 0.7)[index]  # it lies in front of the bases of the toes
    outline = [
        at(knuckle * web, -thick), at(knuckle * 0.75, -neck), at(length - thin * 1.2, -thin),
        at(length - thin * 0.3, -thin * 0.75), at(length, 0), at(length - thin * 0.3, thin * 0.75),
        at(length - thin * 1.2, thin), at(knuckle * 0.75, neck), at(-2, thick),
    ]  # fmt: skip
    traces = [Trace("digit", tuple(outline))]
    if below:
        pad = [
            at(length - thin * 2, -thin * 0.8),
            at(length - thin * 2.5, 0),
            at(length - thin * 2, thin * 0.8),
        ]
        return [*traces, Trace("line", tuple(pad))]
    nail_long = thin * (1.25 if index == 0 else 1.1) * max(math.cos(end_slope), 0.35)
    edge = length - thin * 0.25
    wide = thin * 0.6
    nail = [
        at(edge - nail_long * 0.7, -wide), at(edge - nail_long, 0),
        at(edge - nail_long * 0.7, wide), at(edge - nail_long * 0.1, wide), at(edge, 0),
        at(edge - nail_long * 0.1, -wide),
    ]  # fmt: skip
    traces.append(Trace("toenail", tuple(nail), closed=True))
    if joints.curl > 20:
        crease = [at(knuckle - 1, -thin * 0.5), at(knuckle - 0.2, 0), at(knuckle - 1, thin * 0.5)]
        traces.append(Trace("line", tuple(crease)))
    return traces
