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


closing = Path((Command("z"),))


def joined(paths: Iterable[Path]) -> Path:
    """Return all paths as one."""
    return Path(tuple(chain.from_iterable(path.commands for path in paths)))


def moved(path: Path, by: Point) -> Path:
    """Return a path elsewhere; only its starts say where it is."""
    x, y = in_steps(by.x), in_steps(by.y)
    return Path(
        tuple(
            Command("M", (command.steps[0] + x, command.steps[1] + y))
            if command.letter == "M"
            else command
            for command in path.commands
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
        if letter == "z":
            continue
        x, y = (steps[0], steps[1]) if letter == "M" else (x + steps[-2], y + steps[-1])
        points.append(Point(x / steps_per_unit, y / steps_per_unit))
    return tuple(points)


def line(points: Sequence[Point], closed: bool = False) -> Path:
    """Return straight lines from point to point."""
    steps = [(in_steps(point.x), in_steps(point.y)) for point in points]
    ways = [Command("l", (to[0] - start[0], to[1] - start[1])) for start, to in pairwise(steps)]
    path = Path((Command("M", steps[0]), *ways))
    return path + closing if closed else path


def outline(controls: Sequence[Point]) -> Path:
    """Return the closed smooth outline that the points pull at; a point given twice is a corner.

    It always runs clockwise on the page, so that outlines in one path add up and leave no holes.
    """
    if turning(controls) < 0:
        controls = controls[::-1]
    first, last = controls[0], controls[-1]
    start = Point((first.x + last.x) / 2, (first.y + last.y) / 2)
    return smooth(start, controls, start) + closing


def turning(points: Sequence[Point]) -> float:
    """Return twice the area inside the points; below 0 if they run anticlockwise on the page."""
    ends = (*points[1:], points[0])
    return sum(a.x * b.y - b.x * a.y for a, b in zip(points, ends, strict=True))


def twice(points: Sequence[Point]) -> list[Point]:
    """Return every point two times over, so that an outline has corners there."""
    return [point for point in points for _ in range(2)]


def smooth(start: Point, controls: Sequence[Point], end: Point) -> Path:
    """Return the curve from *start* to *end* with these points to pull at it.

    Each `t` mirrors the control point before it, so a rounding error would be mirrored along the
    whole curve; every joint is therefore placed from the control point as it was really drawn.
    """
    x, y = in_steps(start.x), in_steps(start.y)
    commands = [Command("M", (x, y))]
    control = controls[0]
    cx, cy = in_steps(control.x), in_steps(control.y)
    for index, _ in enumerate(controls):
        if index + 1 < len(controls):
            after = controls[index + 1]
            to_x = math.floor((cx + after.x * steps_per_unit) / 2 + 0.5 + 1e-6)
            to_y = math.floor((cy + after.y * steps_per_unit) / 2 + 0.5 + 1e-6)
        else:
            to_x, to_y = in_steps(end.x), in_steps(end.y)
        if index == 0:
            commands.append(Command("q", (cx - x, cy - y, to_x - x, to_y - y)))
        else:
            commands.append(Command("t", (to_x - x, to_y - y)))
        x, y = to_x, to_y
        cx, cy = 2 * x - cx, 2 * y - cy
    return Path(tuple(commands))


def circle(centre: Point, radius: float) -> Path:
    """Return a circle."""
    reach = radius / (0.75 + 0.25 * math.cos(math.pi / 4))
    eighths = (index * math.pi / 4 for index in range(8))
    return outline(
        [centre.plus(Point(math.cos(turn), math.sin(turn)).times(reach)) for turn in eighths]
    )
