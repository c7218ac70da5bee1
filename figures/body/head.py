"""The head in three views, as points round its middle: x towards the nose, y down to the chin.

The same person everywhere: short dark hair, ear free, a calm mouth.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from figures.body.skeleton import Skeleton
from figures.geometry.curves import Path, Point, joined, outline, snapped, stroke
from figures.geometry.view import View

Drawn = tuple[str, Path]  # role, path


class Face(NamedTuple):
    """One view of the head. Eyes and ears are (x, y, across, down)."""

    skin: tuple[tuple[float, float], ...]
    hair: tuple[tuple[float, float], ...]
    ears: tuple[tuple[float, float, float, float], ...]
    eyes: tuple[tuple[float, float, float, float], ...]
    lines: tuple[tuple[tuple[float, float], ...], ...]


side_face = Face(
    skin=(
        (6.2, -9),
        (8.6, -6.4),
        (9.1, -3.4),
        (8.5, -1.6),
        (9.9, 0.8),
        (12.2, 2.7),
        (11.6, 3.7),
        (9.2, 3.9),
        (9.5, 5.0),
        (10.1, 5.7),
        (9.0, 6.3),
        (9.8, 7.2),
        (8.6, 8.0),
        (9.2, 9.8),
        (8.0, 11.6),
        (5.2, 11.4),
        (1.8, 9.8),
        (-1.2, 8.2),
        (-2.6, 5),
        (-8, 2),
        (-9.5, -5),
        (-3, -11),
    ),
    hair=(
        (8.3, -7.6),
        (7.2, -10.6),
        (2, -13.3),
        (-5.5, -12.2),
        (-11, -7),
        (-11.6, 0),
        (-9.2, 5.2),
        (-7.6, 8.2),
        (-5.2, 7.4),
        (-4.4, 3.6),
        (-3.2, 1.2),
        (-2.6, -2.2),
        (-0.6, -3.4),
        (0.6, 0.6),
        (2, 0.8),
        (2.4, -3.2),
        (4.6, -6.2),
    ),
    ears=((-1.2, 1.2, 1.9, 2.8),),
    eyes=((6.6, -0.9, 0.75, 1.15),),
    lines=(
        ((5.0, -3.7), (6.6, -4.8), (8.1, -4.0)),
        ((9.1, 6.3), (7.8, 6.4), (6.7, 5.7)),
    ),
)

quarter_face = Face(
    skin=(
        (6, -9.5),
        (8.2, -6),
        (8.0, -2.5),
        (7.6, 0.2),
        (8.2, 2.4),
        (7.9, 5),
        (7.2, 8),
        (5.4, 10.8),
        (3.2, 12),
        (0.4, 11.6),
        (-3.6, 9.2),
        (-6.2, 5.4),
        (-7.6, 1),
        (-8.4, -4),
        (-5, -11),
        (1, -12),
    ),
    hair=(
        (8.4, -5.6),
        (8.2, -9.4),
        (4.6, -12.8),
        (-1, -13.6),
        (-7, -11.8),
        (-10.6, -6.4),
        (-10.4, 0),
        (-8.6, 5.0),
        (-7.2, 5.6),
        (-6.6, 2.4),
        (-5.2, -0.2),
        (-4.4, -4.6),
        (-1, -7.6),
        (4, -8.6),
        (7, -7.2),
    ),
    ears=((-6.4, 1.6, 1.5, 2.7),),
    eyes=((-0.2, -0.2, 0.85, 1.2), (5.6, -0.2, 0.7, 1.15)),
    lines=(
        ((-2.3, -3.2), (-0.4, -4.4), (1.6, -3.5)),
        ((4.4, -3.5), (5.9, -4.4), (7.2, -3.4)),
        ((4.0, 0.4), (5.6, 3.6), (4.4, 4.4), (3.0, 4.0)),
        ((0.6, 6.9), (2.6, 8.6), (5.6, 7.0)),
    ),
)

front_face = Face(
    skin=(
        (6.4, -9), (7.9, -4), (7.7, 1), (7, 5.6), (5, 9.6), (2.4, 12), (-2.4, 12), (-5, 9.6),
        (-7, 5.6), (-7.7, 1), (-7.9, -4), (-6.4, -9), (-2, -12), (2, -12),
    ),
    hair=(
        (8.8, -1), (9.2, -7), (6.6, -11.6), (2, -13.8), (-2, -13.8), (-6.6, -11.6), (-9.2, -7),
        (-8.8, -1), (-7.7, 0), (-7.4, -5), (-3, -8), (3, -8), (7.4, -5), (7.7, 0),
    ),
    ears=((-7.9, 1.5, 1.3, 2.6), (7.9, 1.5, 1.3, 2.6)),
    eyes=((-3, 0, 0.85, 1.2), (3, 0, 0.85, 1.2)),
    lines=(
        ((-5, -3), (-3.2, -4.2), (-1.4, -3.4)),
        ((1.4, -3.4), (3.2, -4.2), (5, -3)),
        ((-0.6, 3.6), (0.4, 4.6), (1.4, 3.6)),
        ((-2.6, 7), (0, 8.6), (2.6, 7)),
    ),
)  # fmt: skip

faces = {
    "side": side_face,
    "exact side": side_face,
    "from above": side_face,
    "three-quarter": quarter_face,
    "front": front_face,
}


def draw_head(skeleton: Skeleton, view: View) -> list[Drawn]:
    """Return the head, with ears, hair and face."""
    face = faces[view.name]
    middle = snapped(view.point(skeleton.spine[-1]))
    down = view.point(skeleton.head.up).unit().times(-1)
    across = down.turned(-90 * view.facing)

    def put(pairs: Iterable[tuple[float, float]]) -> list[Point]:
        return [middle.plus(across.times(x)).plus(down.times(y)) for x, y in pairs]

    def blot(x: float, y: float, wide: float, high: float) -> Path:
        corners = ((x - wide, y - high), (x + wide, y - high), (x + wide, y + high))
        return outline(put((*corners, (x - wide, y + high))))

    return [
        ("skin", outline(put(face.skin))),
        ("hair", outline(put(face.hair))),
        ("skin", joined(blot(*ear) for ear in face.ears)),
        ("ink", joined(blot(*eye) for eye in face.eyes)),
        ("line", joined(stroke(put(points)) for points in face.lines)),
    ]
