"""The hatched areas of a close-up: where the exercise is felt."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from figures.close_up.arrows import Scene
from figures.close_up.shapes import Skin, bent
from figures.geometry.curves import Path, Point, joined, line, outline, through

under_the_line = 0.6  # so that the outline of the foot stays whole
between_lines = 5.5  # of the hatching, on the page


class Patch(NamedTuple):
    """An area under the skin: a stretch of an outline, and how far it reaches under it.

    The foot lies to the right of the stretch, seen while walking along it.
    """

    edge: tuple[Skin, ...]
    depth: float
    views: tuple[str, ...]
    rests: tuple[str, ...] = ()


sides = ("inner side", "outer side")
patches = {
    "calf": Patch(
        (
            Skin(9.2, -58, 0.95), Skin(7, -68, 1), Skin(4.4, -78, 1), Skin(1.6, -88, 1),
            Skin(-5, -108, 1), Skin(-10, -130, 1), Skin(-9.5, -150, 1), Skin(-7, -162, 1),
        ),
        19,
        sides,
    ),
    "shin": Patch(
        (
            Skin(39, -110, 1), Skin(38.5, -99, 1), Skin(38, -88, 1), Skin(37.2, -77, 1),
            Skin(36.6, -66, 1), Skin(36, -57, 0.95), Skin(36, -50, 0.9),
        ),
        10,
        sides,
    ),
    "arch": Patch(
        (
            Skin(66, -0.2), Skin(57, -3), Skin(47, -4.6), Skin(37, -3.6), Skin(28, -1),
            Skin(21, -0.2),
        ),
        8,
        sides,
    ),
}  # fmt: skip


def patch_paths(patch: Patch, scene: Scene, hem: float) -> tuple[Path, Path]:
    """Return the outline of a patch and the lines that hatch it, so that it never needs colour.

    Nothing is marked far above *hem*, where the trousers begin.
    """
    skin = [bent(place, scene.joints) for place in patch.edge if place.y > hem - 22]
    outer, inner = [], []
    for index, point in enumerate(skin):
        along = skin[min(index + 1, len(skin) - 1)].minus(skin[max(index - 1, 0)]).unit()
        inwards = along.turned(90)
        depth = patch.depth * math.sin(math.pi * (0.1 + 0.8 * index / (len(skin) - 1)))
        outer.append(scene.place(point.plus(inwards.times(under_the_line))))
        inner.append(scene.place(point.plus(inwards.times(depth))))
    long = sum(math.dist(a, b) for a, b in itertools.pairwise(inner))
    count = max(3, round(long / between_lines))
    step = (len(skin) - 1) / count
    hatch = [
        line([between(inner, step * at), between(outer, step * (at + 1))]) for at in range(count)
    ]
    return outline(through([*outer, *reversed(inner)])), joined(hatch)


def between(points: Sequence[Point], at: float) -> Point:
    """Return the place on a line of points; *at* counts its stretches."""
    index = min(int(at), len(points) - 2)
    start, end = points[index], points[index + 1]
    return start.plus(end.minus(start).times(at - index))


class FaultWord(NamedTuple):
    """A place where something is wrong: a point of the foot, how far the ring is from it."""

    where: Skin
    reach: float
    views: tuple[str, ...]
    rests: tuple[str, ...] = ()


faults = {
    "heel": FaultWord(Skin(10, -12), 22, sides),
    "toes": FaultWord(Skin(86, -9, 0, 1), 21, sides),
    "outer edge": FaultWord(Skin(-21, -16), 19, ("above",)),
    "tip of the big toe": FaultWord(Skin(97, -11, 0, 1), 22, ("outer side",)),
}
