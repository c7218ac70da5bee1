"""What the drawing makes: figures, and the shapes in them. `svg` writes them down.

Units are centimetres of a person 170 cm tall, counted from the upper left corner of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from figures.geometry.curves import Path


@dataclass(frozen=True, slots=True)
class Shape:
    """One path of a figure; its role says what it is, and so its colours.

    *frames* are the path at the start and perhaps on the way from there; the path itself is the
    last one. *turns* is for an arrow that shows which way something turns: where the axis stands,
    across the picture.
    """

    role: str
    path: Path
    frames: tuple[Path, ...] = ()
    turns: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn pose: *name* is start, hold, phase-1 and so on, close-up or wrong.

    *phase* is a phase's label, else empty. *side* is left or right, or empty if both sides work or
    neither; *person* is somebody of the cast. The mirrored words are those for the picture turned
    round.
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
