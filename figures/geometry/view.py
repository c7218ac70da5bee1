"""From where the person is seen: places in the room -> points on the page.

A view looks level from one side, or a little from above in the three-quarter view, without
perspective, so a centimetre is a unit of the page everywhere.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from figures.geometry.curves import Point
from figures.geometry.limbs import Girth
from figures.geometry.room import Frame, Place

# Degrees that the person is turned away from facing us, and that we look down. The side view is
# turned a little, so that the far leg shows beside the near one.
views: dict[str, tuple[float, float]] = {
    "side": (84, 0),
    "exact side": (90, 0),
    "from above": (66, 32),
    "three-quarter": (38, 22),
    "front": (6, 8),
}


class View(NamedTuple):
    """The way to the right of the page, the way up it and the way to the reader, as places."""

    name: str
    facing: int
    right: Place
    up: Place
    near: Place

    def point(self, place: Place) -> Point:
        """Return where a place is on the page; y grows downwards from the floor at 0."""
        return Point(place.dot(self.right), -place.dot(self.up))

    def depth(self, place: Place) -> float:
        """Return how near to the reader a place is."""
        return place.dot(self.near)


def make_view(name: str, facing: str) -> View:
    """Return a view by its name; *facing* is left or right, where the person looks."""
    turn, down = (math.radians(degrees) for degrees in views[name])
    side = 1 if facing == "right" else -1
    right = Place(side * math.sin(turn), 0, math.cos(turn))
    level = Place(math.cos(turn), 0, -side * math.sin(turn))
    up = Place(0, math.cos(down), 0).plus(level, -math.sin(down))
    return View(name, side, right, up, Place(0, math.sin(down), 0).plus(level, math.cos(down)))


class Flesh(NamedTuple):
    """How thick a part of the body is round its bone: before, behind and beside it."""

    at: float
    front: float
    back: float
    side: float


def extent(flesh: Flesh, frame: Frame, way: Place) -> float:
    """Return how far the flesh reaches in a way that is square to the bone."""
    ahead, aside = way.dot(frame.ahead), way.dot(frame.left)
    size = math.hypot(ahead, aside)
    if size < 1e-6:
        return flesh.side
    return math.hypot(
        (flesh.front if ahead > 0 else flesh.back) * ahead / size, flesh.side * aside / size
    )


def edge_way(flesh: Flesh, frame: Frame, way: Place) -> Place:
    """Return where the flesh reaches farthest in a way square to the bone, counted from the bone.

    A cross-section is an oval, so this is not straight along the way: seen from above, the far
    shoulder is higher on the page than the near one.
    """
    ahead, aside = way.dot(frame.ahead), way.dot(frame.left)
    deep = flesh.front if ahead > 0 else flesh.back
    size = math.hypot(deep * ahead, flesh.side * aside) or 1.0
    return (
        Place(0, 0, 0)
        .plus(frame.ahead, deep**2 * ahead / size)
        .plus(frame.left, flesh.side**2 * aside / size)
    )


def seen_girth(
    view: View, joints: tuple[Place, ...], frames: tuple[Frame, ...], flesh: Flesh
) -> Girth:
    """Return how wide a limb looks on its left and right, walking along it on the page."""
    bone = min(int(flesh.at), len(frames) - 1)
    along = view.point(joints[bone + 1]).minus(view.point(joints[bone])).unit()
    left = along.turned(-90)
    way = Place(0, 0, 0).plus(view.right, left.x).plus(view.up, -left.y)
    frame = frames[bone]
    return Girth(
        flesh.at, extent(flesh, frame, way), extent(flesh, frame, Place(0, 0, 0).minus(way))
    )
