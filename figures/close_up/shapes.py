"""The foot and lower leg from the side, as outlines that bend.

One unit is a hundredth of the length of the foot. The foot points right and stands on y = 0, its
heel at x = 0. y grows downwards and degrees run clockwise, as in `curves`.

Each point of an outline names how much of the ankle's turn it follows, so that skin stretches and
folds at a joint instead of breaking. The toes are in `toes`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from figures.geometry.curves import Point

ankle_joint = Point(26, -30)
toe_joint = Point(74, -8)  # at the base of the big toe


class Trace(NamedTuple):
    """One line or patch of a drawing: points it passes through, open or closed, smooth or not."""

    role: str
    points: tuple[Point, ...]
    closed: bool = False
    straight: bool = False


class Joints(NamedTuple):
    """How the foot is bent, in degrees of the clinical convention.

    *ankle* is dorsiflexion, *toes* extension at the base of the toes, both below 0 the other way;
    *curl* bends the small joints of the toes, *spread* fans them; *roll* tips the foot on to
    its outer border; *lifted* raises the arch.
    """

    ankle: float = 0
    toes: float = 0
    curl: float = 0
    spread: float = 0
    roll: float = 0
    lifted: bool = False


class Skin(NamedTuple):
    """A point of an outline and how much of each joint's turn it follows."""

    x: float
    y: float
    ankle: float = 0
    toes: float = 0


class Hem(NamedTuple):
    """Where the rolled hem of the trousers crosses the leg: its two ends and its height."""

    back: float
    front: float
    y: float


hems = {"low": Hem(-3.5, 42.5, -85), "high": Hem(-13.5, 44, -150)}

calf_and_heel = [
    Skin(-3, -205, 1), Skin(-5, -172, 1), Skin(-9.5, -150, 1), Skin(-10, -130, 1),
    Skin(-5, -108, 1), Skin(1.6, -88, 1), Skin(7, -68, 1), Skin(10, -50, 0.9),
    Skin(5, -28, 0.2), Skin(0.6, -15), Skin(1.4, -7), Skin(6.2, -1.6), Skin(14, 0),
    Skin(25, -0.2),
]  # fmt: skip
instep = [
    Skin(73, -18), Skin(65, -22), Skin(55, -28), Skin(45, -34.7, 0.08), Skin(38.5, -41, 0.45),
    Skin(36, -50, 0.9), Skin(36.6, -66, 1), Skin(38, -88, 1), Skin(39, -110, 1),
    Skin(40, -135, 1), Skin(40, -168, 1), Skin(40, -205, 1),
]  # fmt: skip
inner_sole = [
    Skin(30, -3.2), Skin(37, -6.6), Skin(47, -7.6), Skin(57, -4.4), Skin(64, -0.9), Skin(69, 0),
    Skin(74, -0.4), Skin(77, -3),
]  # fmt: skip
outer_sole = [
    Skin(34, -1.3), Skin(43, -1.7), Skin(51, -0.6), Skin(57, 0), Skin(63, 0, 0, 0.15),
    Skin(67, -1.2, 0, 0.6), Skin(70, -4, 0, 1),
]  # fmt: skip
outer_border = [
    Skin(25, -0.4), Skin(46, -0.3), Skin(68, -0.4), Skin(70, -8), Skin(46, -18), Skin(24, -8),
]  # fmt: skip
inner_ankle_bone = [
    Skin(20, -28, 1), Skin(22, -33.5, 1), Skin(27, -35, 1), Skin(31, -32, 1), Skin(31.5, -27, 1),
]  # fmt: skip
outer_ankle_bone = [
    Skin(18, -24, 1), Skin(20, -30, 1), Skin(25, -32, 1), Skin(29.5, -29, 1), Skin(30, -23.5, 1),
]  # fmt: skip


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
    if not 26 < point.x < 69:
        return 0
    return -4 * math.sin(math.pi * (point.x - 26) / 43) * (1 if point.y > -12 else 0.5)


class Foot(NamedTuple):
    """The traces of a foot, back to front: its far side, its near side, the trouser leg."""

    far: list[Trace]
    bare: list[Trace]
    clothes: list[Trace]


def side_skin(outer: bool, joints: Joints, hem: Hem) -> Foot:
    """Return the foot from the side without its toes, with the leg up to a rolled hem.

    Its outline is open where the toes begin.
    """

    def place(points: Iterable[Skin], how: Joints = joints) -> tuple[Point, ...]:
        return tuple(bent(skin, how) for skin in points)

    low = hem.y - 4
    in_the_leg = (Skin(hem.front - 8, hem.y - 14, 1), Skin(hem.back + 8, hem.y - 14, 1))
    sole, bone = (outer_sole, outer_ankle_bone) if outer else (inner_sole, inner_ankle_bone)

    far = []
    if not outer:
        on_floor = joints._replace(lifted=False)
        far.append(Trace("shade", place(outer_border, on_floor), closed=True))
    front = [skin for skin in instep if skin.y > low]
    back = [skin for skin in calf_and_heel if skin.y > low]
    outline = place([*front, *in_the_leg, *back, *sole])
    bare = [Trace("skin", outline), Trace("line", place(bone))]
    return Foot(far, bare, [trouser_leg(hem, joints), cuff(hem, joints)])


def trouser_leg(hem: Hem, joints: Joints) -> Trace:
    """Return the trouser leg above its hem."""
    corners = (
        Point(hem.back + 1.5, hem.y - 6), Point(hem.back - 2, hem.y - 190),
        Point(hem.front + 14, hem.y - 190), Point(hem.front + 3, hem.y - 40),
        Point(hem.front - 1.5, hem.y - 6),
    )  # fmt: skip
    points = tuple(turned_about(point, ankle_joint, joints.ankle) for point in corners)
    return Trace("trousers", points, closed=True, straight=True)


def cuff(hem: Hem, joints: Joints) -> Trace:
    """Return the rolled hem."""
    back, front, middle = hem.back, hem.front, (hem.back + hem.front) / 2
    corners = (
        Point(back, hem.y + 1), Point(middle, hem.y + 3), Point(front, hem.y + 1),
        Point(front + 2, hem.y - 4), Point(front, hem.y - 9.5), Point(middle, hem.y - 7),
        Point(back, hem.y - 9.5), Point(back - 2, hem.y - 4),
    )  # fmt: skip
    points = tuple(turned_about(point, ankle_joint, joints.ankle) for point in corners)
    return Trace("trousers", points, closed=True)
