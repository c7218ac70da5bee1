"""The foot and lower leg from the side, as outlines that bend.

One unit is a hundredth of the length of the foot. The foot points right and stands on y = 0, its
heel at x = 0. y grows downwards and degrees run clockwise, as in `curves`.

Each point of an outline names how much of the ankle's turn and of the toes' turn it follows, so
that skin stretches and folds at a joint instead of breaking.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from generator.curves import Point

ankle_joint = Point(26, -30)
toe_joint = Point(75, -7)  # at the base of the big toe, seen from the inner side
hems = {"low": Point(-1, -76), "high": Point(-6.5, -112)}


class Trace(NamedTuple):
    """One line or patch of a drawing: points it passes through, open or closed, smooth or not."""

    role: str
    points: tuple[Point, ...]
    closed: bool = False
    straight: bool = False


class Joints(NamedTuple):
    """How the foot is bent, in degrees of the clinical convention.

    *ankle* is dorsiflexion, *toes* extension at the base of the toes, both below 0 the other way;
    *curl* bends the small joints of the toes, *spread* fans them; *lifted* raises the arch.
    """

    ankle: float = 0
    toes: float = 0
    curl: float = 0
    spread: float = 0
    lifted: bool = False


class Skin(NamedTuple):
    """A point of an outline and how much of each joint's turn it follows."""

    x: float
    y: float
    ankle: float = 0
    toes: float = 0


class SideToe(NamedTuple):
    """A toe from the side: the joint at its base, two lengths, and three radii."""

    base: Point
    first: float
    last: float
    base_radius: float
    knuckle_radius: float
    tip_radius: float


calf_and_heel = [
    Skin(25, -0.3), Skin(14, 0), Skin(6.5, -1.2), Skin(1.8, -5.5), Skin(0.2, -12),
    Skin(2.2, -20, 0.08), Skin(6, -28, 0.35), Skin(9.3, -38, 0.72), Skin(9.6, -48, 0.95),
    Skin(6.5, -62, 1), Skin(0.5, -80, 1), Skin(-6, -102, 1), Skin(-7, -126, 1),
]  # fmt: skip
shin = [
    Skin(37, -126, 1),
    Skin(38.5, -90, 1),
    Skin(37, -64, 1),
    Skin(35.5, -50, 0.9),
    Skin(38, -41, 0.45),
]
inner_outline = [
    *shin,
    Skin(45, -34.5, 0.08), Skin(55, -27.5), Skin(65, -20.8), Skin(72.5, -16.3, 0, 0.1),
    Skin(79, -13, 0, 0.6), Skin(85, -11, 0, 1), Skin(90, -11, 0, 1), Skin(96.5, -9.4, 0, 1),
    Skin(100, -5.2, 0, 1), Skin(98, -1.2, 0, 1), Skin(93, 0, 0, 1), Skin(87.5, -0.6, 0, 1),
    Skin(82.5, -2.6, 0, 0.8), Skin(78, -0.6, 0, 0.35), Skin(72, 0, 0, 0.05), Skin(66, -0.6),
    Skin(57, -4.4), Skin(47, -7.6), Skin(37, -6.6), Skin(30, -3.2),
    *calf_and_heel,
]  # fmt: skip
outer_outline = [
    *shin,
    Skin(45, -34.8, 0.08), Skin(55, -28.5), Skin(65, -22.8), Skin(73, -18.8), Skin(75, -17),
    Skin(77, -9), Skin(75.5, -3), Skin(70, 0), Skin(62, 0), Skin(54, -0.4), Skin(44, -1.6),
    Skin(34, -1.4),
    *calf_and_heel,
]  # fmt: skip
outer_border = [
    Skin(25, -0.4), Skin(46, -0.3), Skin(68, -0.4), Skin(70, -8), Skin(46, -18), Skin(24, -8),
]  # fmt: skip
inner_ankle_bone = [
    Skin(18.5, -27.5, 0.6), Skin(21, -32.5, 0.6), Skin(26, -34.5, 0.6), Skin(30.5, -31.5, 0.6),
    Skin(31.5, -27, 0.6),
]  # fmt: skip
outer_ankle_bone = [
    Skin(16, -23, 0.6), Skin(18.5, -29, 0.6), Skin(23.5, -31, 0.6), Skin(28, -27.5, 0.6),
    Skin(28, -22, 0.6),
]  # fmt: skip
big_toe_nail = [
    Skin(90.5, -11, 0, 1), Skin(91.2, -8.6, 0, 1), Skin(95, -7.4, 0, 1), Skin(99, -7, 0, 1),
]  # fmt: skip
trouser_leg = [
    Skin(-2.5, -6, 1), Skin(-4, -60, 1), Skin(-4, -170, 1), Skin(56, -170, 1), Skin(44, -6, 1),
]  # fmt: skip
cuff = [
    Skin(-2.5, 1, 1), Skin(18, 3, 1), Skin(42, 1, 1), Skin(45, -4, 1),
    Skin(44, -9.5, 1), Skin(18, -7, 1), Skin(-2.5, -9, 1), Skin(-4, -3.5, 1),
]  # fmt: skip
side_toes = [
    SideToe(Point(76, -11.5), 13, 8.8, 7, 5.6, 5),
    SideToe(Point(75.5, -10.8), 10, 10.2, 6.2, 4.8, 4.3),
    SideToe(Point(72, -9.6), 9.5, 9.8, 6, 4.7, 4.2),
    SideToe(Point(67.5, -8.6), 9, 9.2, 6, 4.6, 4.1),
    SideToe(Point(62.5, -7.4), 8, 8.6, 6, 4.5, 4),
]


def turned_about(point: Point, centre: Point, degrees: float) -> Point:
    """Return the point turned clockwise about a centre."""
    return centre.plus(point.minus(centre).turned(degrees))


def bent(skin: Skin, joints: Joints) -> Point:
    """Return where a point of the side view lies when the joints are bent."""
    point = Point(skin.x, skin.y)
    if joints.lifted:
        point = point.plus(Point(0, arch_lift(point)))
    point = turned_about(point, toe_joint, -joints.toes * skin.toes)
    return turned_about(point, ankle_joint, joints.ankle * skin.ankle)


def arch_lift(point: Point) -> float:
    """Return how far a point moves (up: below 0) when the arch is lifted."""
    if not 26 < point.x < 70:
        return 0
    return -4 * math.sin(math.pi * (point.x - 26) / 44) * (1 if point.y > -12 else 0.5)


class Foot(NamedTuple):
    """The traces of a foot, back to front: its far side, its near side, the trouser leg."""

    far: list[Trace]
    bare: list[Trace]
    clothes: list[Trace]


def side_foot(outer: bool, joints: Joints, hem: Point = hems["low"]) -> Foot:
    """Return the foot from the side, with the leg up to a rolled trouser *hem*."""

    def place(points: Iterable[Skin]) -> tuple[Point, ...]:
        return tuple(bent(skin, joints) for skin in points if skin.y > hem.y - 16)

    far = []
    if outer:
        foot = [Trace("skin", place(outer_outline))]
        for index, toe in enumerate(side_toes):
            foot += side_toe(toe, joints, index)
        foot.append(Trace("line", place(outer_ankle_bone)))
    else:
        on_floor = joints._replace(lifted=False)
        border = tuple(bent(skin, on_floor) for skin in outer_border)
        far = [Trace("skin-far", border, closed=True)]
        foot = []
        for index, toe in reversed(list(enumerate(side_toes))[1:]):
            shown = toe._replace(base=toe.base.plus(Point(2, 0.5 - index)))
            seen = side_toe(shown, joints, index)[0].points[2:]
            foot.append(Trace("digit", (shown.base, *seen)))
        foot.append(Trace("skin", place(inner_outline)))
        foot.append(Trace("toenail", place(big_toe_nail)))
        foot.append(Trace("line", place(inner_ankle_bone)))
    return Foot(far, foot, [cloth(trouser_leg, hem, joints), cloth(cuff, hem, joints)])


def cloth(outline: list[Skin], hem: Point, joints: Joints) -> Trace:
    """Return a part of the trousers, which hangs from the hem."""
    lifted = (skin._replace(x=skin.x + hem.x, y=skin.y + hem.y) for skin in outline)
    points = tuple(bent(skin, joints) for skin in lifted)
    return Trace("trousers", points, closed=True, straight=outline is trouser_leg)


def side_toe(toe: SideToe, joints: Joints, index: int) -> list[Trace]:
    """Return a toe from the side and its nail; *index* is 0 for the big toe, 4 for the little.

    The outline is open: its two ends lie on the foot, or under the toe in front of it.
    """
    extension = joints.toes + (2 - index) * abs(joints.toes) / 20
    hook = 0 if index == 0 else 10
    one = Point(1, 0).turned(6 - extension - 0.4 * hook)
    two = Point(1, 0).turned(6 - extension + hook + joints.curl)
    over_one, over_two = one.turned(-90), two.turned(-90)
    over_knuckle = over_one.plus(over_two).unit()
    base, thick, thin = toe.base, toe.knuckle_radius, toe.tip_radius
    knuckle = base.plus(one.times(toe.first))
    reach = toe.last - thin
    tip = knuckle.plus(two.times(reach))

    def at(centre: Point, way: Point, radius: float) -> Point:
        return centre.plus(way.times(radius))

    outline = [
        base.plus(Point(-2, -toe.base_radius)),
        at(base, over_one.plus(one.times(0.3)), toe.base_radius * 0.93),
        at(at(base, one, toe.first * 0.45), over_one, 0.4 * toe.base_radius + 0.6 * thick),
        at(knuckle, over_knuckle, thick + 0.3),
        at(at(knuckle, two, reach * 0.55), over_two, thin + 0.25),
        at(tip, over_two.plus(two.times(0.45)).unit(), thin),
        at(tip, two.minus(over_two.times(0.1)).unit(), thin),
        at(tip, two.times(0.55).minus(over_two).unit(), thin + 0.2),
        at(at(tip, two, -1.5), over_two, -thin - 0.3),
        at(at(knuckle, two, toe.last * 0.15), over_knuckle, -thick * 0.8),
    ]
    if index == 4:
        outline += [
            at(at(base, one, toe.first * 0.55), over_one, 0.3 - thick),
            at(at(base, one, toe.first * 0.1), over_one, 0.8 - toe.base_radius),
        ]
    else:
        outline.append(at(at(knuckle, one, -0.35 * toe.first), over_one, -thick * 0.3))
    back = at(tip, two, -0.9 * thin)
    nail = [
        at(back, over_two, thin + 0.1),
        at(back, over_two, thin * 0.35),
        at(at(tip, two, thin * 0.3), over_two, thin * 0.3),
        at(tip, over_two.times(0.55).plus(two).unit(), thin + 0.1),
    ]
    return [Trace("digit", tuple(outline)), Trace("toenail", tuple(nail))]
