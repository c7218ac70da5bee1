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
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

steps_per_unit = 10  # one decimal: a tenth of a millimetre on a card as wide as a hand


class Point(NamedTuple):
    """A place on the page, or a way to go."""

    x: float
    y: float

    def plus(self, other: Point) -> Point:
        """Return the place reached by going *other* from here."""
        return Point(self.x + other.x, self.y + other.y)

    def minus(self, other: Point) -> Point:
        """Return the way from *other* to here."""
        return Point(self.x - other.x, self.y - other.y)

    def times(self, factor: float) -> Point:
        """Return the same way, *factor* times as far."""
        return Point(self.x * factor, self.y * factor)


def snapped(point: Point) -> Point:
    """Return the nearest point of the grid on which paths are drawn.

    A rigid piece drawn from there has the same path wherever it goes, which packs better.
    """
    return Point(in_steps(point.x) / steps_per_unit, in_steps(point.y) / steps_per_unit)


def in_steps(value: float) -> int:
    """Return a length in whole steps; a hair more than half rounds up alike on every machine."""
    return math.floor(value * steps_per_unit + 0.5 + 1e-6)


class Command(NamedTuple):
    """One command of a path: `M` goes to a place, `l`, `q`, `t` and `c` go on from where we are,
    and `z` closes the outline. *steps* are its numbers in SVG's order, in steps of the grid."""

    letter: str
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Lines to be filled or stroked together; a path without commands draws nothing."""

    commands: tuple[Command, ...] = ()

    def __add__(self, other: Path) -> Path:
        """Return both paths as one."""
        return Path(self.commands + other.commands)

    def __bool__(self) -> bool:
        """Tell whether there is anything to draw."""
        return bool(self.commands)


def joined(paths: Iterable[Path]) -> Path:
    """Return all paths as one."""
    return Path(tuple(chain.from_iterable(path.commands for path in paths)))


def moved(path: Path, by: Point) -> Path:
    """Return a path elsewhere; only its starts say where it is."""
    x, y = in_steps(by.x), in_steps(by.y)
    return Path(
        tuple(
            Command(letter, (steps[0] + x, steps[1] + y) if letter == "M" else steps)
            for letter, steps in path.commands
        )
    )


def letters(path: Path) -> str:
    """Return the commands without their numbers; two paths with the same can be blended."""
    return "".join(command.letter for command in path.commands)


def path_points(path: Path) -> tuple[Point, ...]:
    """Return the points at which the commands of a path end."""
    points = []
    x = y = 0
    for letter, steps in path.commands:
        if steps:
            x, y = steps if letter == "M" else (x + steps[-2], y + steps[-1])
            points.append(Point(x / steps_per_unit, y / steps_per_unit))
    return tuple(points)


def line(points: Sequence[Point], closed: bool = False) -> Path:
    """Return straight lines from point to point."""
    steps = [(in_steps(point.x), in_steps(point.y)) for point in points]
    ways = [Command("l", (to[0] - start[0], to[1] - start[1])) for start, to in pairwise(steps)]
    return Path((Command("M", steps[0]), *ways, *([Command("z")] if closed else [])))


def outline(controls: Sequence[Point]) -> Path:
    """Return the closed smooth outline that the points pull at; a point given twice is a corner.

    It always runs clockwise on the page, so that outlines in one path add up and leave no holes.
    """
    if turning(controls) < 0:
        controls = controls[::-1]
    (pull_x, *x), (pull_y, *y) = (joints(values) for values in zip(*controls, strict=True))
    ways = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(zip(x, y, strict=True))]
    first = Command("q", (pull_x - x[0], pull_y - y[0], *ways[0]))
    smooth = [Command("t", way) for way in ways[1:]]
    return Path((Command("M", (x[0], y[0])), first, *smooth, Command("z")))


def joints(values: Sequence[float]) -> list[int]:
    """Return, in steps along one axis, the first control and where the pieces of a closed outline
    begin and end.

    Each `t` mirrors the control before it, so a rounding error would be mirrored along the whole
    curve; every joint is therefore placed from the control as it was really drawn.
    """
    start, control = in_steps((values[0] + values[-1]) / 2), in_steps(values[0])
    found = [control, start]
    for after in values[1:]:
        found.append(math.floor((control + after * steps_per_unit) / 2 + 0.5 + 1e-6))
        control = 2 * found[-1] - control
    return [*found, start]


def turning(points: Sequence[Point]) -> float:
    """Return twice the area inside the points; below 0 if they run anticlockwise on the page."""
    ends = (*points[1:], points[0])
    return sum(a.x * b.y - b.x * a.y for a, b in zip(points, ends, strict=True))


def twice(points: Sequence[Point]) -> list[Point]:
    """Return every point two times over, so that an outline has corners there."""
    return [point for point in points for _ in range(2)]


def circle(centre: Point, radius: float) -> Path:
    """Return a circle."""
    reach = radius / (0.75 + 0.25 * math.cos(math.pi / 4))
    eighths = (index * math.pi / 4 for index in range(8))
    return outline(
        [centre.plus(Point(math.cos(turn), math.sin(turn)).times(reach)) for turn in eighths]
    )
