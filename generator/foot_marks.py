"""What a close-up points out: arrows that say how to move or press, and the part that works.

Every arrow is worked out in the places of the foot and drawn on the page through *place*, which
turns, mirrors and moves a point of the foot to where it lies in the picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from generator.curves import Point, line, outline, stroke, through
from generator.foot_shapes import Joints, Skin, ankle_joint, bent, toe_joint
from generator.marks import arc, arrow, press_arrow

Place = Callable[[Point], Point]


class Scene(NamedTuple):
    """What an arrow needs to know: the bent foot, how it lies on the page, where the floor is."""

    joints: Joints
    place: Place
    floor: float

    def at(self, x: float, y: float, toes: float = 0, ankle: float = 0) -> Point:
        """Return where a place of the foot lies on the page."""
        return self.place(bent(Skin(x, y, ankle, toes), self.joints))


def arc_arrow(scene: Scene, centre: Point, radius: float, start: float, end: float) -> str:
    """Return an arrow along an arc of the foot's own plane."""
    return arrow([scene.place(point) for point in arc(centre, radius, start, end)], width=2.4)


def toes_up(scene: Scene) -> str:
    """Return an arrow that bends with the toes, towards the shin."""
    return arc_arrow(scene, toe_joint, 36, 8, -scene.joints.toes - 6)


def toes_down(scene: Scene) -> str:
    """Return an arrow that bends with the toes, towards the sole."""
    return arc_arrow(scene, toe_joint, 36, -12, -scene.joints.toes + 10)


def toes_curl(scene: Scene) -> str:
    """Return an arrow that closes round what the toes grip, seen from above."""
    return arc_arrow(scene, Point(-33, -88), 13, 215, 395)


def foot_to_shin(scene: Scene) -> str:
    """Return an arrow that goes with the whole forefoot, towards the shin."""
    return arc_arrow(scene, ankle_joint, 91, 46, 8)


def foot_away(scene: Scene) -> str:
    """Return an arrow that goes with the whole forefoot, away from the shin."""
    return arc_arrow(scene, ankle_joint, 91, 8, 46)


def heel_up(scene: Scene) -> str:
    """Return an arrow straight up behind the heel."""
    heel = scene.at(-9, -6)
    return arrow([Point(heel.x, scene.floor - 2), Point(heel.x, heel.y - 12)], width=2.8)


def heel_down(scene: Scene) -> str:
    """Return a short thick arrow that presses the heel to the floor."""
    heel = scene.at(-10, 0)
    return press_arrow(Point(heel.x, scene.floor - 1), 90, 17, 5)


def toes_press(scene: Scene) -> str:
    """Return short thick arrows that press the toes to the floor."""
    tips = (scene.at(84, -15, 1), scene.at(97, -13, 1))
    return "".join(press_arrow(tip, 90, 13, 4) for tip in tips)


def arch_up(scene: Scene) -> str:
    """Return a small arrow up under the arch."""
    below, above = scene.at(48, -1), scene.at(48, -11)
    return arrow([below, above], width=1.8)


def to_and_fro(scene: Scene) -> str:
    """Return an arrow with two heads along the floor, from the heel to the ball of the foot."""
    heel, ball = scene.at(18, 0), scene.at(78, 0)
    height = scene.floor + 6
    return arrow([Point(heel.x, height), Point(ball.x, height)], width=2.4, both_ways=True)


def circle_both_ways(scene: Scene) -> str:
    """Return a circle round the toes with a head at each end."""
    way = [scene.place(point) for point in arc(Point(0, -74), 40, 145, 395)]
    return arrow(way, width=2.6, both_ways=True)


class Patch(NamedTuple):
    """A long round area of the foot or leg: its middle, its two radii, its turn, what it follows."""

    centre: Point
    long: float
    wide: float
    turn: float
    ankle: float = 0


patches = {
    "calf": Patch(Point(4.5, -70), 27, 4.5, -97, 1),
    "shin": Patch(Point(32.5, -66), 22, 4, -87, 1),
    "sole": Patch(Point(52, -9), 25, 3.6, 0),
    "toes": Patch(Point(76, -8), 9, 5, 0),
}


def patch_paths(patch: Patch, scene: Scene) -> tuple[str, str]:
    """Return the outline of a patch and the lines that hatch it, so that it never needs colour."""

    def at(along: float, across: float) -> Point:
        way = Point(along * patch.long, across * patch.wide).turned(patch.turn)
        spot = patch.centre.plus(way)
        return scene.at(spot.x, spot.y, 0, patch.ankle)

    turns = [math.radians(45 * step) for step in range(8)]
    edge = outline(through([at(math.cos(turn), math.sin(turn)) for turn in turns]))
    count = round(patch.long / 2.2)
    hatch = ""
    for step in range(1, count):
        along = 2 * step / count - 1
        reach = 0.92 * math.sqrt(1 - along * along)
        lean = 0.35 * patch.wide / patch.long
        hatch += line([at(along - lean, -reach), at(along + lean, reach)])
    return edge, hatch


works = (*patches, "three points")


def three_points(scene: Scene) -> str:
    """Return the three places where the foot stands: heel, base of the big and the little toe."""
    spots = ((13, 0.6), (74, 0.6), (62, -3))
    return "".join(spot(scene.at(x, y)) for x, y in spots)


def spot(centre: Point) -> str:
    """Return a flat spot on the floor."""
    ring = (Point(5 * math.cos(a * math.pi / 4), 2 * math.sin(a * math.pi / 4)) for a in range(8))
    return outline([centre.plus(point) for point in ring])


sides = ("inner side", "outer side")
Drawer = Callable[[Scene], str]
arrows: dict[str, tuple[Drawer, tuple[str, ...]]] = {
    "toes up": (toes_up, sides),
    "toes down": (toes_down, sides),
    "toes curl": (toes_curl, ("above",)),
    "toes press": (toes_press, sides),
    "foot to the shin": (foot_to_shin, sides),
    "foot away": (foot_away, sides),
    "heel up": (heel_up, sides),
    "heel down": (heel_down, sides),
    "arch up": (arch_up, ("inner side",)),
    "to and fro": (to_and_fro, sides),
    "circle both ways": (circle_both_ways, ("sole",)),
}
