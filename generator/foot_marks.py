"""What a close-up points out: arrows that say how to move or press, and the part that works.

Every arrow is planned in the places of the foot and put on the page through *place*, which turns,
mirrors and moves a point of the foot to where it lies in the picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from generator.curves import Point, line, outline, through
from generator.foot_shapes import Joints, Skin, ankle_joint, bent, toe_joint
from generator.marks import arc, arrow, press_arrow

Place = Callable[[Point], Point]


sides = ("inner side", "outer side")


class Scene(NamedTuple):
    """What an arrow needs to know: the bent foot, how it lies on the page, where the floor is."""

    joints: Joints
    place: Place
    floor: float

    def at(self, x: float, y: float, toes: float = 0, ankle: float = 0) -> Point:
        """Return where a place of the foot lies on the page."""
        return self.place(bent(Skin(x, y, ankle, toes), self.joints))


class Way(NamedTuple):
    """An arrow before it is drawn: the points it runs along, what it says, how thick it is."""

    points: Sequence[Point]
    kind: Literal["move", "both ways", "press", "spot"] = "move"
    width: float = 2.6


def draw_way(way: Way) -> str:
    """Return the outline of an arrow, or of a spot on the floor."""
    start, end = way.points[0], way.points[-1]
    if way.kind == "spot":
        turns = (math.radians(45 * step) for step in range(8))
        return outline([end.plus(Point(5 * math.cos(t), 2.1 * math.sin(t))) for t in turns])
    if way.kind == "press":
        towards = end.minus(start)
        angle = math.degrees(math.atan2(towards.y, towards.x))
        return press_arrow(end, angle, math.hypot(towards.x, towards.y), way.width)
    return arrow(way.points, way.width, both_ways=way.kind == "both ways")


def arc_way(scene: Scene, centre: Point, radius: float, start: float, end: float) -> list[Way]:
    """Return an arrow along an arc of the foot's own plane."""
    return [Way([scene.place(point) for point in arc(centre, radius, start, end)])]


def toes_up(scene: Scene) -> list[Way]:
    """Return an arrow that bends with the toes, towards the shin."""
    return arc_way(scene, toe_joint, 31, -scene.joints.toes - 22, -scene.joints.toes - 72)


def toes_down(scene: Scene) -> list[Way]:
    """Return an arrow that bends with the toes, towards the sole."""
    return arc_way(scene, toe_joint, 31, -scene.joints.toes + 18, -scene.joints.toes + 66)


def toes_curl(scene: Scene) -> list[Way]:
    """Return arrows that close round what the toes grip, seen from above."""
    tips = ((-17, -113, -13, -97), (5, -111, 4, -94), (25, -97, 18, -82))
    return [
        Way([scene.place(Point(x, y)), scene.place(Point(to_x, to_y))]) for x, y, to_x, to_y in tips
    ]


def foot_to_shin(scene: Scene) -> list[Way]:
    """Return an arrow that goes with the whole forefoot, towards the shin."""
    return arc_way(scene, ankle_joint, 88, 44, 10)


def foot_away(scene: Scene) -> list[Way]:
    """Return an arrow that goes with the whole forefoot, away from the shin."""
    return arc_way(scene, ankle_joint, 88, 10, 44)


def heel_up(scene: Scene) -> list[Way]:
    """Return an arrow straight up behind the heel."""
    heel = scene.at(-9, -6)
    return [Way([Point(heel.x, scene.floor - 3), Point(heel.x, heel.y - 8)], width=3)]


def heel_down(scene: Scene) -> list[Way]:
    """Return a short thick arrow that presses the heel to the floor."""
    heel = scene.at(-10, 0)
    return [press_down(Point(heel.x, scene.floor - 1), 20, 6)]


def press_down(tip: Point, length: float, width: float) -> Way:
    """Return a short thick arrow straight down the page."""
    return Way([Point(tip.x, tip.y - length), tip], "press", width)


def toes_press(scene: Scene) -> list[Way]:
    """Return short thick arrows that press the toes to the floor."""
    return [press_down(scene.at(x, y, 1), 15, 5) for x, y in ((81, -18), (97, -14.5))]


def arch_up(scene: Scene) -> list[Way]:
    """Return a small arrow up under the arch."""
    return [Way([scene.at(48, 0), scene.at(48, -11.5)], width=2)]


def to_and_fro(scene: Scene) -> list[Way]:
    """Return an arrow with two heads along the floor, from the heel to the ball of the foot."""
    heel, ball = scene.at(16, 0), scene.at(80, 0)
    height = scene.floor + 7
    return [Way([Point(heel.x, height), Point(ball.x, height)], "both ways")]


def circle_both_ways(scene: Scene) -> list[Way]:
    """Return a circle round the toes with a head at each end."""
    points = arc(Point(0, -74), 40, 142, 398)
    return [Way([scene.place(point) for point in points], "both ways")]


def three_points(scene: Scene) -> list[Way]:
    """Return the three places where the foot stands: heel, base of the big and the little toe."""
    return [Way([scene.at(x, y)], "spot") for x, y in ((13, 0.8), (74, 0.8), (61, -3))]


under_the_line = 0.6  # so that the outline of the foot stays whole


class Patch(NamedTuple):
    """An area under the skin: a stretch of an outline, and how far it reaches under it.

    The foot lies to the right of the stretch, seen while walking along it.
    """

    edge: tuple[Skin, ...]
    depth: float
    views: tuple[str, ...] = sides
    rests: tuple[str, ...] = ()


patches = {
    "calf": Patch(
        (
            Skin(8.8, -36, 0.68), Skin(9.6, -48, 0.95), Skin(6.5, -62, 1), Skin(0.5, -80, 1),
            Skin(-6, -102, 1), Skin(-7.5, -114, 1),
        ),
        11,
    ),
    "shin": Patch(
        (
            Skin(38.2, -104, 1), Skin(38.4, -92, 1), Skin(38.4, -82, 1), Skin(37.8, -73, 1),
            Skin(37, -64, 1), Skin(35.7, -55, 0.96), Skin(35.5, -50, 0.9), Skin(38, -41, 0.45),
        ),
        9,
    ),
    "arch": Patch(
        (
            Skin(78, -0.6, 0, 0.35), Skin(72, 0), Skin(66, -0.6), Skin(57, -4.4), Skin(47, -7.6),
            Skin(37, -6.6), Skin(30, -3.2), Skin(22, -0.3),
        ),
        7,
        ("inner side",),
    ),
}  # fmt: skip


def patch_paths(patch: Patch, scene: Scene, hem: float) -> tuple[str, str]:
    """Return the outline of a patch and the lines that hatch it, so that it never needs colour.

    Nothing is marked far above *hem*, where the trousers begin.
    """
    skin = [bent(place, scene.joints) for place in patch.edge if place.y > hem - 8]
    outside, inside = [], []
    for index, point in enumerate(skin):
        along = skin[min(index + 1, len(skin) - 1)].minus(skin[max(index - 1, 0)]).unit()
        inwards = along.turned(90)
        depth = patch.depth * math.sin(math.pi * index / (len(skin) - 1))
        outside.append(scene.place(point.plus(inwards.times(under_the_line))))
        inside.append(scene.place(point.plus(inwards.times(max(depth, under_the_line)))))
    patch_outline = outline(through([*outside, *reversed(inside[1:-1])]))
    places = [index / 3 for index in range(1, 3 * (len(skin) - 1))]
    hatch = [line([between(inside, max(at - 0.25, 0)), between(outside, at)]) for at in places]
    return patch_outline, "".join(hatch)


def between(points: Sequence[Point], at: float) -> Point:
    """Return the place on a line of points; *at* counts its stretches."""
    index = min(int(at), len(points) - 2)
    start, end = points[index], points[index + 1]
    return start.plus(end.minus(start).times(at - index))


class ArrowWord(NamedTuple):
    """A word for an arrow: how it is planned, the views and the rests of the foot it goes with."""

    plan: Callable[[Scene], list[Way]]
    views: tuple[str, ...]
    rests: tuple[str, ...] = ()


arrows = {
    "move toes towards the shin": ArrowWord(toes_up, sides),
    "move toes towards the sole": ArrowWord(toes_down, sides),
    "move foot towards the shin": ArrowWord(foot_to_shin, sides),
    "move foot away from the shin": ArrowWord(foot_away, sides),
    "move heel up": ArrowWord(heel_up, sides, ("on tiptoe",)),
    "move arch up": ArrowWord(arch_up, ("inner side",)),
    "press toes down": ArrowWord(toes_press, sides, ("flat",)),
    "press heel down": ArrowWord(heel_down, sides, ("flat",)),
    "press three points down": ArrowWord(three_points, ("inner side",), ("flat",)),
    "to and fro foot": ArrowWord(to_and_fro, sides),
    "curl toes": ArrowWord(toes_curl, ("above",)),
    "circle toes": ArrowWord(circle_both_ways, ("below",)),
}
