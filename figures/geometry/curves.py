"""Points -> paths.

Units are centimetres of a person 170 cm tall; x grows to the right, y downwards. A path is
a value: commands in whole steps of the grid on which all is drawn. It becomes text only when a
figure is written (`figures.svg`).

Outlines are uniform quadratic B-splines, drawn with the command `t`, which needs only one pair
of numbers for each point. Such a curve never leaves the hull of its points, so an outline drawn
along the floor stays on the floor. A point given twice is a corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from figures.geometry.vectors import Floats

steps_per_unit = 10  # one decimal: a tenth of a millimetre on a card as wide as a hand


class Point(NamedTuple):
    """A place on the page, or a way to go."""

    x: float
    y: float


class Command(NamedTuple):
    """One command of a path: `M` goes to a place, `l`, `q`, `t` and `c` go on from where we are,
    and `z` closes the outline. *steps* are its numbers in SVG's order, in steps of the grid."""

    letter: str
    steps: tuple[int, ...] = ()


Path = tuple[Command, ...]
"""Lines to be filled or stroked together; a path without commands draws nothing."""


def in_steps(value: float) -> int:
    """Return a length in whole steps; a hair more than half rounds up alike on every machine."""
    return math.floor(value * steps_per_unit + 0.5 + 1e-6)


def snapped(x: float, y: float) -> Point:
    """Return the nearest point of the grid: a rigid piece drawn from there has the same path
    wherever it goes, which packs better."""
    return Point(in_steps(x) / steps_per_unit, in_steps(y) / steps_per_unit)


def joined_paths(paths: Iterable[Path]) -> Path:
    """Return all paths as one."""
    return tuple(chain.from_iterable(paths))


def moved(path: Path, by: Point) -> Path:
    """Return a path elsewhere; only its starts say where it is."""
    x, y = map(in_steps, by)
    return tuple(
        Command("M", (each.steps[0] + x, each.steps[1] + y)) if each.letter == "M" else each
        for each in path
    )


def letters(path: Path) -> str:
    """Return the commands without their numbers; two paths with the same can be blended."""
    return "".join(command.letter for command in path)


def path_points(path: Path) -> tuple[Point, ...]:
    """Return the points at which the commands of a path end."""
    points = []
    x = y = 0
    for letter, steps in path:
        if steps:
            x, y = steps if letter == "M" else (x + steps[-2], y + steps[-1])
            points.append(Point(x / steps_per_unit, y / steps_per_unit))
    return tuple(points)


def line(points: ArrayLike, closed: bool = False) -> Path:
    """Return straight lines from point to point, (n, 2)."""
    steps = [(in_steps(x), in_steps(y)) for x, y in np.array(points).tolist()]
    ways = [Command("l", (to[0] - start[0], to[1] - start[1])) for start, to in pairwise(steps)]
    return (Command("M", steps[0]), *ways, *([Command("z")] if closed else []))


def outline(controls: ArrayLike) -> Path:
    """Return the closed smooth outline that points (n, 2) pull at; one given twice is a corner.

    It always runs clockwise on the page, so that outlines in one path add up and leave no holes.
    """
    points = np.array(controls)[:: -1 if turning(controls) < 0 else 1]
    (pull_x, *x), (pull_y, *y) = (joints(values) for values in points.T.tolist())
    ways = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(zip(x, y, strict=True))]
    first = Command("q", (pull_x - x[0], pull_y - y[0], *ways[0]))
    smooth = [Command("t", way) for way in ways[1:]]
    return (Command("M", (x[0], y[0])), first, *smooth, Command("z"))


def joints(values: Sequence[float]) -> list[int]:
    """Return, in steps along one axis, the first control and where the pieces of a closed outline
    begin and end.

    Each `t` mirrors the control before it, so a rounding error would be mirrored along the whole
    curve; every joint is therefore placed from the control as it was really drawn.
    """
    start, control = in_steps((values[0] + values[-1]) / 2), in_steps(values[0])
    found = [control, start]
    for after in values[1:]:
        found.append(in_steps((control / steps_per_unit + after) / 2))
        control = 2 * found[-1] - control
    return [*found, start]


def lengths(points: Floats) -> Floats:
    """Return how long a line is up to each of its points (n, 2 or 3), from 0.

    Rounded, so that no last bit decides where it is divided.
    """
    steps = np.diff(points, axis=0)
    far: Floats = np.concatenate(([0.0], np.cumsum(np.sqrt((steps * steps).sum(1)))))
    return far.round(6)


def turning(points: ArrayLike) -> float:
    """Return twice the area inside points (n, 2); below 0 if they run anticlockwise on the page."""
    x, y = np.array(points).T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())


def circle(x: float, y: float, radius: float) -> Path:
    """Return a circle about a place."""
    reach = radius / (0.75 + 0.25 * math.cos(math.pi / 4))
    turns = [index * math.pi / 4 for index in range(8)]
    return outline([(x + math.cos(turn) * reach, y + math.sin(turn) * reach) for turn in turns])
