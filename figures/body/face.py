"""The face: a few lines on the skin of the head, friendly and calm, of somebody of about 65.

Everything is measured from the body's own eyes, nose and lips.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.body.placed import Stroke, carried, curve, finer, land
from figures.geometry.surface import Rows
from figures.geometry.vectors import Floats, ahead, place, unit, up

Knots = Sequence[tuple[float, float]]


class Brow(NamedTuple):
    """A brow from the nose outwards: places beside and above the eye's middle, and its breadth."""

    middle: Knots
    breadth: float


brows = {
    "woman": Brow(((-1.75, 2.1), (-0.5, 2.55), (0.8, 2.5), (2.15, 1.75)), 0.36),
    "man": Brow(((-1.85, 1.9), (-0.6, 2.2), (0.9, 2.1), (2.3, 1.45)), 0.55),
}


@cache
def face(body: Body, name: str) -> tuple[Stroke, ...]:
    """Return the lines of the face of a body: woman or man.

    Roles: brow and iris (filled), lid, nose, mouth, and age for the fine ones.
    """
    nose = nose_tip(body)
    strokes = [Stroke("mouth", _from_ahead(body, mouth_line(body)))]
    low = nose[1] - 0.75
    base = ((-0.75, low + 0.02), (-0.35, low - 0.16), (0.35, low - 0.16), (0.75, low + 0.02))
    strokes.append(Stroke("nose", _from_ahead(body, curve(np.array(base), 9))))
    lips = body.points[body.lips]
    chin = lips[len(lips) // 2] - (0, 1.75, 0)
    dimple = ((-0.6, chin[1]), (0.0, chin[1] - 0.12), (0.6, chin[1]))
    strokes.append(Stroke("age", _from_ahead(body, curve(np.array(dimple), 7))))
    for side in (0, 1):
        strokes += _half(body, brows[name], side, nose)
    return tuple(strokes)


def _half(body: Body, brow: Brow, side: int, nose: Floats) -> list[Stroke]:
    """Return the lines of the left (0) or the right (1) half of the face."""
    way = 1 - 2 * side
    eye, lids = body.eyes[side, :2], body.points[body.lids[side]]
    corner = np.array((lids[:, 0].max() if way > 0 else lids[:, 0].min(), lids[-1, 1]))
    mouth = body.points[body.lips[-1 if way > 0 else 0], :2]

    def drawn(start: Floats, knots: Knots, count: int) -> Rows:
        return _from_ahead(body, curve(start[:2] + np.array(knots) * (way, 1), count))

    fold = mouth - nose[:2]
    fold[0] = abs(fold[0])
    return [
        Stroke("brow", _from_ahead(body, _tapered(eye, brow, way)), filled=True),
        Stroke("lid", _lid(body, lids, way)),
        Stroke("iris", _iris(body, eye, way), filled=True),
        Stroke("nose", drawn(nose, ((1.45, 0.15), (1.62, -0.35), (1.25, -0.72)), 7)),
        Stroke("age", drawn(corner, ((0.5, 0.3), (1.15, 0.62)), 4)),
        Stroke("age", drawn(corner, ((0.55, -0.1), (1.25, -0.08)), 4)),
        Stroke(
            "age", drawn(nose, ((1.95, -0.25), (2.8, -1.05), (fold[0] + 0.75, fold[1] + 0.5)), 8)
        ),
        Stroke("age", drawn(eye, ((-0.9, -1.35), (0.1, -1.6), (1.0, -1.4)), 7)),
    ]


def nose_tip(body: Body) -> Floats:
    """Return the foremost place of the head, between the eyes and the lips."""
    points = finer(body).points
    between = (points[:, 1] > body.points[body.lips, 1].max()) & (points[:, 1] < body.eyes[0, 1])
    return points[np.flatnonzero(between)[np.round(points[between, 2], 4).argmax()]]


def mouth_line(body: Body) -> Floats:
    """Return the line between the lips as places across and up, (k, 2)."""
    lips = body.points[body.lips]
    half, level = 1.05 * float(lips[:, 0].max()), float(np.median(lips[:, 1]))
    corner = level + 0.4
    knots = ((-half, corner), (-0.6 * half, level - 0.03), (0.0, level - 0.1))
    return curve(np.array((*knots, *((-x, y) for x, y in knots[1::-1]))), 17)


def _iris(body: Body, eye: Floats, way: int) -> Rows:
    """Return the rim of an iris: a flat disc, a little taller than broad, turned a little out.

    The lids lie round it, so that on the skin its rim would be bent where it is seen from aside.
    """
    middle = place(eye[0] + 0.08 * way, eye[1] + 0.2, 0)
    middle = _from_ahead(body, middle[None, :2]).apply(body.points)[0] + 0.22 * ahead
    round_it = np.linspace(0, 2 * np.pi, 17)[:, None]
    broad = 0.48 * np.cos(round_it) * unit(place(1, 0, -0.4 * way))
    return carried(body, middle + broad + 0.62 * np.sin(round_it) * up, "head")


def _lid(body: Body, rim: Floats, way: int) -> Rows:
    """Return the edge of the upper lid, that reaches a little past the outer corner."""
    edge = rim[1:-3:2, :2] + np.array((0, 0.04))
    flat = curve(np.concatenate((edge, rim[-1:, :2] + np.array((0.3 * way, 0.05)))), 14)
    line = _from_ahead(body, flat + np.array((0, 0.15))).apply(body.points)
    bow = np.polynomial.Polynomial.fit(flat[:, 0], line[:, 2], 2)
    return carried(body, np.column_stack((flat, bow(flat[:, 0]) + 0.05)), "head")


def _tapered(eye: Floats, brow: Brow, way: int) -> Floats:
    """Return the rim of a brow: broad near the nose, a point at its outer end."""
    along = np.linspace(0, 1, 12)
    middle = curve(np.array(brow.middle), 12)
    half = brow.breadth / 2 * np.minimum(1, 0.55 + 2 * along) * np.minimum(1, 2.2 * (1 - along))
    above = np.stack((np.zeros(12), half), 1)
    rim = np.concatenate((middle + above, (middle - above)[::-1]))
    closed = np.concatenate((rim, rim[:1]))[::-way]
    return eye + closed * (way, 1)


def _from_ahead(body: Body, places: Floats) -> Rows:
    """Return where the head is met at places across and up, coming from ahead."""
    starts = np.column_stack((places, np.full(len(places), 60.0)))
    return land(body, starts, -ahead, "head")
