"""What the drawing makes: figures, and the shapes in them. `svg` writes them down.

Units are centimetres of a person 170 cm tall, counted from the upper left corner of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from figures.geometry.curves import Path


@dataclass(frozen=True, slots=True)
class Shape:
    """One path of a figure; its role says what it is, and so its colours.

    *frames* are the path at the start and perhaps on the way from there to the path itself.
    *turns* is where the axis of an arrow that shows a turn stands, across the picture.
    """

    role: str
    path: Path
    frames: tuple[Path, ...] = ()
    turns: float | None = None


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
