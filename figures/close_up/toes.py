"""The toes from the side, near ones before far ones, and the whole foot with them.

Places are those of `shapes`. A toe is an open outline whose ends lie on the foot, where the
web between the toes begins, so that no line runs on over the forefoot.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from figures.close_up.shapes import (
    Foot,
    Hem,
    Joints,
    Trace,
    hems,
    side_skin,
    toe_joint,
    turned_about,
)
from figures.geometry.curves import Point

toe_roots = Point(69, -7)  # the middle of the row of joints
hidden_nails = 55  # a toe that curls more than this shows no nail


class SideToe(NamedTuple):
    """A toe from the side: the joint at its base, two lengths, and three radii."""

    base: Point
    first: float
    last: float
    base_radius: float
    knuckle_radius: float
    tip_radius: float


side_toes = [
    SideToe(Point(74, -8.8), 13.5, 13, 8.5, 5.6, 5),
    SideToe(Point(73, -8.2), 12, 11.6, 7.9, 4.9, 4.3),
    SideToe(Point(70.5, -7.4), 11, 10.6, 7.1, 4.6, 4),
    SideToe(Point(67, -6.8), 10, 9.6, 6.5, 4.3, 3.8),
    SideToe(Point(62.5, -6), 9, 8.8, 5.7, 4.1, 3.7),
]


def side_foot(outer: bool, joints: Joints, hem: Hem = hems["low"]) -> Foot:
    """Return the foot from the side; from the inner side the big toe hides most of the others."""
    foot = side_skin(outer, joints, hem)
    order = range(5) if outer else (4, 3, 2, 1, 0)
    toes = [trace for index in order for trace in side_toe(index, joints, outer)]
    skin, bone = foot.bare
    root = Trace("flesh", ring(toe_joint.plus(Point(-1, -2)), 7, 7), closed=True)
    if outer:
        return foot._replace(bare=[skin, root, *toes, bone])
    return foot._replace(far=[*foot.far, *toes[:-2]], bare=[skin, root, *toes[-2:], bone])


def ring(centre: Point, across: float, down: float) -> tuple[Point, ...]:
    """Return eight points round an ellipse."""
    turns = (math.radians(45 * step) for step in range(8))
    return tuple(centre.plus(Point(across * math.cos(t), down * math.sin(t))) for t in turns)


def side_toe(index: int, joints: Joints, outer: bool) -> list[Trace]:
    """Return a toe from the side and its nail; 0 is the big toe.

    Without bend its underside lies on the floor from the base to the tip.
    """
    toe = side_toes[index]
    thick, thin = toe.knuckle_radius, toe.tip_radius
    extension = joints.toes + (2 - index) * joints.spread / 2
    fall = math.degrees(math.asin((toe.base_radius - thick) / toe.first))
    reach = toe.last - thin
    droop = math.degrees(math.asin((thick - thin) / reach))
    one = Point(1, 0).turned(fall - extension)
    two = Point(1, 0).turned(droop - extension + joints.curl)
    over_one, over_two = one.turned(-90), two.turned(-90)
    over_knuckle = over_one.plus(over_two).unit()
    base = toe.base if outer or not index else toe.base.plus(Point(2, 0.4 - index))
    swung = turned_about(base, toe_roots, -joints.toes).minus(base)
    base = base.plus(swung.times(0.9))  # else the bent toes would part at their roots
    knuckle = base.plus(one.times(toe.first))
    tip = knuckle.plus(two.times(reach))

    def at(centre: Point, way: Point, radius: float) -> Point:
        return centre.plus(way.times(radius))

    web = 0.42 if index else -0.28
    girth = toe.base_radius + (thick - toe.base_radius) * web if index else toe.base_radius + 0.7
    top = [at(at(base, one, toe.first * web), over_one, girth)]
    if index == 0:
        top.append(
            at(at(base, one, toe.first * 0.55), over_one, (toe.base_radius + thick) / 2 - 0.6)
        )
    under = 0.4 if index == 4 else 0.0  # the line of the sole ends under the little toe
    bottom = at(at(base, one, toe.first * under), over_one, 0.5 - toe.base_radius)
    outline = (
        *top,
        at(knuckle, over_knuckle, thick + (0.2 if joints.curl < 20 else 0.8)),
        at(at(knuckle, two, reach * 0.6), over_two, (thick + thin) / 2 - 0.3),
        at(tip, over_two, thin),
        at(tip, over_two.plus(two).unit(), thin),
        at(tip, two, thin),
        at(tip, two.minus(over_two).unit(), thin),
        at(tip, over_two, -thin),
        at(knuckle, over_knuckle, -thick * (1 if joints.curl < 20 else 0.7)),
        bottom,
    )
    toe_trace = Trace("digit", outline)
    if joints.curl > hidden_nails:
        return [toe_trace]
    nail = (
        at(at(tip, two, -0.75 * thin), over_two, thin + 0.05),
        at(at(tip, two, -0.7 * thin), over_two, thin * 0.45),
        at(at(tip, two, thin * 0.25), over_two, thin * 0.35),
        at(tip, two.plus(over_two.times(0.7)).unit(), thin),
        at(tip, over_two.plus(two.times(0.5)).unit(), thin + 0.05),
    )
    return [toe_trace, Trace("toenail", nail, closed=True)]
