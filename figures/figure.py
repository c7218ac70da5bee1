"""What the drawing makes: figures, and the shapes in them. `svg` writes them down.

Units are centimetres of a person 170 cm tall, counted from the upper left corner of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from figures.geometry.curves import Path, Point, moved


@dataclass(frozen=True, slots=True)
class Shape:
    """One path of a figure; its role says what it is, and so its colours.

    *frames* are the path at the start and perhaps on the way from there to the path itself.
    *turns* is the axis of an arrow that shows a turn: a place on the page, and its way in degrees.
    """

    role: str
    path: Path
    frames: tuple[Path, ...] = ()
    turns: tuple[Point, float] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn pose; its name, phase and words are those of the pose, *person* is one of the cast.

    *side* is left or right, or empty if both sides work or neither.
    """

    name: str
    title: str
    description: str
    mirrored_title: str
    mirrored_description: str
    side: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    motion: str = ""
    phase: str = ""
    person: str = ""


def shifted(shape: Shape, way: Point) -> Shape:
    """Return a shape elsewhere on the page."""
    frames = tuple(moved(frame, way) for frame in shape.frames)
    turns = None
    if shape.turns:
        (x, y), degrees = shape.turns
        turns = Point(x + way.x, y + way.y), degrees
    return replace(shape, path=moved(shape.path, way), frames=frames, turns=turns)
