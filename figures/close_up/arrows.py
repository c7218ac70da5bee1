"""The arrows of a close-up, which say how to move or press.

Every arrow is planned in the places of the foot and put on the page through *place*, which turns,
mirrors and moves a point of the foot to where it lies in the picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from figures.close_up.shapes import Joints, Skin, ankle_joint, bent, toe_joint
from figures.close_up.toes import side_toes
from figures.figure import Shape
from figures.geometry.curves import Point, stroke, through
from figures.geometry.marks import arc, arrow, press_arrow

Place = Callable[[Point], Point]


class Scene(NamedTuple):
    """What an arrow needs to know: the bent foot, how it lies on the page, where the floor is."""

    joints: Joints
    pull: float
    place: Place
    floor: float

    def at(self, x: float, y: float, toes: float = 0, ankle: float = 0) -> Point:
        """Return where a place of the foot lies on the page."""
        return self.place(bent(Skin(x, y, ankle, toes), self.joints))


class Way(NamedTuple):
    """An arrow before it is drawn: the points it runs along, what it says, how thick it is.

    The *back* and *front* of a circle lie behind the foot and before it and have no head.
    What turns has an *axis*, which goes through this point.
    """

    points: Sequence[Point]
    kind: Literal["move", "both ways", "press", "back", "front", "dashes"] = "move"
    width: float = 2.6
    axis: Point | None = None


def draw_way(way: Way) -> Shape:
    """Return an arrow on the page."""
    start, end = way.points[0], way.points[-1]
    turns = way.axis.x if way.axis else None
    if role := {"back": "circle-back", "front": "circle-front", "dashes": "other-way"}.get(
        way.kind
    ):
        return Shape(role, stroke(through(way.points, closed=False)), turns=turns)
    if way.kind == "press":
        towards = end.minus(start)
        angle = math.degrees(math.atan2(towards.y, towards.x))
        return Shape("arrow", press_arrow(end, angle, math.hypot(*towards), way.width))
    both_ways = way.kind == "both ways"
    return Shape("arrow", arrow(way.points, way.width, both_ways), turns=turns)


def arc_way(scene: Scene, centre: Point, radius: float, start: float, end: float) -> list[Way]:
    """Return an arrow along an arc of the foot's own plane."""
    return [Way([scene.place(point) for point in arc(centre, radius, start, end)])]


def toes_up(scene: Scene) -> list[Way]:
    """Return an arrow that bends with the toes, towards the shin."""
    return arc_way(scene, toe_joint, 40, -scene.joints.toes - 8, -scene.joints.toes - 60)


def toes_down(scene: Scene) -> list[Way]:
    """Return an arrow that bends with the toes, towards the sole."""
    return arc_way(scene, toe_joint, 34, -scene.joints.toes + 18, -scene.joints.toes + 66)


def toes_curl(scene: Scene) -> list[Way]:
    """Return an arrow on each side that curls down and under the toes, seen from above."""
    bends = [arc(Point(side * 10, -8), 31, 90 - side * 112, 90 - side * 28) for side in (-1, 1)]
    return [Way([scene.place(point) for point in bend]) for bend in bends]


def foot_to_shin(scene: Scene) -> list[Way]:
    """Return an arrow that goes with the whole forefoot, towards the shin."""
    return arc_way(scene, ankle_joint, 90, 34, -2)


def foot_away(scene: Scene) -> list[Way]:
    """Return an arrow that goes with the whole forefoot, away from the shin."""
    return arc_way(scene, ankle_joint, 90, 10, 44)


def strap_pull(scene: Scene) -> list[Way]:
    """Return an arrow along the strap, beside it, towards the hands."""
    way = Point(0, -1).turned(scene.joints.ankle + scene.pull)
    start = Point(94, -30).plus(way.times(24))
    return [Way([scene.place(start), scene.place(start.plus(way.times(34)))])]


def heel_up(scene: Scene) -> list[Way]:
    """Return an arrow straight up behind the heel."""
    heel = scene.at(-9, -6)
    return [Way([Point(heel.x, scene.floor - 3), Point(heel.x, heel.y - 4)])]


def foot_ahead(scene: Scene) -> list[Way]:
    """Return a level arrow ahead of the toes, over the floor."""
    toes, heel = scene.at(100, -5, 1), scene.at(0, -5)
    long = toes.x - heel.x
    return [
        Way([Point(toes.x + long * part, scene.floor - abs(long) * 0.5) for part in (0.8, 1.18)])
    ]


def heel_down(scene: Scene) -> list[Way]:
    """Return a short thick arrow that presses the heel to the floor."""
    heel = scene.at(-17, 0)
    return [press_down(Point(heel.x, scene.floor - 1), 20, 6)]


def press_down(tip: Point, length: float, width: float) -> Way:
    """Return a short thick arrow straight down the page."""
    return Way([Point(tip.x, tip.y - length), tip], "press", width)


def toes_press(scene: Scene) -> list[Way]:
    """Return short thick arrows that press the toes to the floor."""
    return [press_down(scene.at(x, y, 1), 17, 5) for x, y in ((80, -17.5), (95, -13))]


def arch_up(scene: Scene) -> list[Way]:
    """Return a small arrow up under the arch."""
    return [Way([scene.at(48, 0), scene.at(48, -13)], width=2)]


def to_and_fro(scene: Scene) -> list[Way]:
    """Return an arrow with two heads along the floor, from the heel to the ball of the foot."""
    heel, ball = scene.at(16, 0), scene.at(80, 0)
    height = scene.floor + 7
    return [Way([Point(heel.x, height), Point(ball.x, height)], "both ways")]


def toes_circle(scene: Scene) -> list[Way]:
    """Return a circle that the toes draw, seen aslant: behind the foot, then round in front.

    A smaller broken one, beyond it, goes the other way.
    """

    def ring(middle: Point, radius: float, start: float, end: float) -> list[Point]:
        flat = arc(Point(0, 0), radius, start, end, 0.4)
        return [scene.place(middle.plus(point.turned(90))) for point in flat]

    round_toes, beyond = Point(91, -8), Point(124, -8)
    near, far = scene.place(round_toes), scene.place(beyond)
    return [
        Way(ring(round_toes, 32, 172, 360), "back", axis=near),
        Way(ring(round_toes, 32, 100, 150), axis=near),
        Way(ring(round_toes, 32, 0, 130), "front", axis=near),
        Way(ring(beyond, 20, 320, 70), "dashes", axis=far),
        Way(ring(beyond, 20, 72, 36), width=2, axis=far),
    ]


def toe_twist(scene: Scene) -> list[Way]:
    """Return a small bent arrow round the tip of the big toe."""
    toe = side_toes[0]
    way = Point(1, 0).turned(4 - scene.joints.toes - scene.joints.spread)
    tip = toe.base.plus(way.times(toe.first + toe.last + 3))
    return arc_way(scene, tip, 24, -100 - scene.joints.toes, -10 - scene.joints.toes)


class ArrowWord(NamedTuple):
    """A word for an arrow: how it is planned, the views and the rests of the foot it goes with."""

    plan: Callable[[Scene], list[Way]]
    views: tuple[str, ...]
    rests: tuple[str, ...] = ()


sides = ("inner side", "outer side")
arrows = {
    "move toes towards the shin": ArrowWord(toes_up, sides),
    "move toes towards the sole": ArrowWord(toes_down, sides),
    "move foot towards the shin": ArrowWord(foot_to_shin, sides),
    "move foot away from the shin": ArrowWord(foot_away, sides),
    "move foot ahead": ArrowWord(foot_ahead, sides, ("on tiptoe",)),
    "move heel up": ArrowWord(heel_up, sides, ("on tiptoe",)),
    "move arch up": ArrowWord(arch_up, ("inner side",)),
    "pull the strap": ArrowWord(strap_pull, sides),
    "press toes down": ArrowWord(toes_press, sides, ("flat",)),
    "press heel down": ArrowWord(heel_down, sides, ("flat",)),
    "to and fro foot": ArrowWord(to_and_fro, sides),
    "circle toes": ArrowWord(toes_circle, sides),
    "twist big toe": ArrowWord(toe_twist, ("outer side",)),
    "curl toes": ArrowWord(toes_curl, ("above",)),
}
