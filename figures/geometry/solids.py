"""Closed shapes made of quads: boxes, tubes, straps, rings, rolls, balls and cushions.

Everything is in centimetres. Seen from outside the corners of a quad run anticlockwise. Each face
that has an edge round it is a part of its own, counted from 0 in every shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from figures.geometry.surface import Surface
from figures.geometry.vectors import Floats, Ints, ahead, square_to, unit, up, upright


class Solid(NamedTuple):
    """A shape: *points* (n, 3), *quads* (m, 4) of their numbers, and to which part each belongs."""

    points: Floats
    quads: Ints
    parts: Ints

    def numbered(self, role: str, first: int, crease: float = 0.9) -> Surface:
        """Return the shape as a surface whose parts are counted from *first*."""
        return Surface(
            role, np.round(self.points, 5), self.quads, self.parts + first, crease=crease
        )


def joined(solids: Sequence[Solid]) -> Solid:
    """Return some shapes as one; their parts stay apart."""
    points = np.cumsum([0, *(len(solid.points) for solid in solids)])
    parts = np.cumsum([0, *(solid.parts.max() + 1 for solid in solids)])
    return Solid(
        np.concatenate([solid.points for solid in solids]),
        np.concatenate([solid.quads + start for solid, start in zip(solids, points, strict=False)]),
        np.concatenate([solid.parts + start for solid, start in zip(solids, parts, strict=False)]),
    )


def box(low: Sequence[float], high: Sequence[float], turn: Floats = upright) -> Solid:
    """Return a box between two opposite corners, turned about the middle of its underside."""
    corners = np.array((low, high), float)
    middle = corners.mean(0)
    middle[1] = corners[0, 1]
    faces = []
    for axis in range(3):
        one, other = (axis + 1) % 3, (axis + 2) % 3
        for end in range(2):
            face = np.empty((4, 3))
            face[:, axis] = corners[end, axis]
            around = ((0, 0), (1, 0), (1, 1), (0, 1))
            for corner, (a, b) in enumerate(around if end else around[::-1]):
                face[corner, one], face[corner, other] = corners[a, one], corners[b, other]
            faces.append(face)
    points = np.concatenate(faces)
    return Solid(
        middle + np.einsum("ij,nj->ni", turn, points - middle),
        np.arange(24).reshape(6, 4),
        np.repeat(np.arange(6), 4),
    )


def rings(around: Floats, closed: bool = False, ends: bool = True) -> Solid:
    """Return the skin over rings of points (k, m, 3), each running anticlockwise for whoever looks
    back from the last. *closed* joins the last to the first; *ends* are parts of their own."""
    count, size = around.shape[:2]
    numbers = np.arange(count * size).reshape(count, size)
    for end in (0, -1):
        if float(np.ptp(around[end], axis=0).max()) < 1e-6:
            numbers[end] = numbers[end, 0]  # a pole, which has one way out
    if closed:
        numbers = np.concatenate((numbers, numbers[:1]))
    after = np.roll(numbers, -1, 1)
    quads = np.stack((numbers[:-1], after[:-1], after[1:], numbers[1:]), 2).reshape(-1, 4)
    skin = Solid(around.reshape(-1, 3), quads, np.zeros(count * size, np.intp))
    if closed or not ends:
        return skin
    return joined((skin, disc(around[0, ::-1]), disc(around[-1])))


def disc(ring: Floats) -> Solid:
    """Return the flat face inside a ring of points (m, 3), seen from where it runs
    anticlockwise."""
    size = len(ring)
    edge = np.arange(size)
    middle = np.full(size, size)
    return Solid(
        np.concatenate((ring, ring.mean(0)[None])),
        np.stack((edge, (edge + 1) % size, middle, middle), 1),
        np.zeros(size + 1, np.intp),
    )


def lathe(start: Floats, along: Floats, profile: Sequence[tuple[float, float]]) -> Solid:
    """Return what turns about an axis: *profile* tells at how many centimetres from the start it
    has which radius. What begins or ends with a radius above 0 has a flat end."""
    axis = unit(along)
    first = square_to(up if abs(axis[1]) < 0.9 else ahead, axis)
    other = np.cross(axis, first)
    turns = np.arange(24) * (np.pi / 12)
    circle = np.cos(turns)[:, None] * first + np.sin(turns)[:, None] * other
    at, radius = np.array(profile, float).T
    around = start + axis * at[:, None, None] + circle * radius[:, None, None]
    return rings(around, ends=bool(radius[0] > 0 and radius[-1] > 0))


def bar(start: Floats, end: Floats, radius: float, last: float | None = None) -> Solid:
    """Return a round bar between two places, perhaps with another radius at its end."""
    long = float(np.sqrt(((end - start) ** 2).sum()))
    return lathe(start, end - start, ((0, radius), (long, radius if last is None else last)))


def ball(middle: Floats, radius: float, turn: Floats = upright) -> Solid:
    """Return a ball; a turn turns the poles, which lie above and below."""
    angles = np.linspace(0, np.pi, 21)
    profile = [(-radius * np.cos(angle), radius * np.sin(angle)) for angle in angles]
    return lathe(middle, turn[:, 1], profile)


def cushion(middle: Floats, size: Floats, turn: Floats = upright) -> Solid:
    """Return a stuffed cushion: *size* is how wide, high and long it is in the middle."""
    tilts = np.linspace(-np.pi / 2, np.pi / 2, 15)
    turns = np.arange(40) * (np.pi / 20)

    def blunt(value: Floats, power: float) -> Floats:
        rounded: Floats = np.sign(value) * np.abs(value) ** power
        return rounded

    flat = blunt(np.cos(tilts), 0.55)[:, None]
    unturned = np.stack(
        (
            flat * blunt(np.sin(turns), 0.45) / 2,
            np.broadcast_to(blunt(np.sin(tilts), 1.0)[:, None], (15, 40)) / 2,
            flat * blunt(np.cos(turns), 0.45) / 2,
        ),
        2,
    )
    return rings(middle + np.einsum("ij,kmj->kmi", turn, unturned * size), ends=False)


def tube(path: Floats, radius: float) -> Solid:
    """Return a round cord along a path of places (k, 3)."""
    way = unit(path[1] - path[0])
    first = square_to(up if abs(way[1]) < 0.9 else ahead, way)
    turns = np.arange(10) * (np.pi / 5)
    around = []
    for place, way in zip(path, ways(path), strict=True):
        first = square_to(first, way)
        circle = np.cos(turns)[:, None] * first + np.sin(turns)[:, None] * np.cross(way, first)
        around.append(place + radius * circle)
    return rings(np.array(around))


def ribbon(
    path: Floats, faces: Floats, width: Floats | float, thickness: float, closed: bool = False
) -> Solid:
    """Return a flat strap along a path (k, 3) that faces another way (k, 3) at each place."""
    widths = np.broadcast_to(np.asarray(width, float), len(path))
    around = []
    for place, way, face, wide in zip(path, ways(path, closed), faces, widths, strict=True):
        out = square_to(face, way) * (thickness / 2)
        side = np.cross(way, unit(out)) * (wide / 2)
        around.append(
            (place + out + side, place - out + side, place - out - side, place + out - side)
        )
    return rings(np.array(around), closed)


def ways(path: Floats, closed: bool = False) -> Floats:
    """Return the way in which a path runs at each of its places, (k, 3)."""
    if closed:
        steps = np.roll(path, -1, 0) - np.roll(path, 1, 0)
    else:
        steps = np.concatenate(
            (path[1:2] - path[:1], path[2:] - path[:-2], path[-1:] - path[-2:-1])
        )
    return np.array([unit(step) for step in steps])


def hull(points: Floats) -> Floats:
    """Return the corners of the convex hull of flat points (n, 2), anticlockwise."""
    order = sorted({(float(x), float(y)) for x, y in np.round(points, 4)})

    def half(row: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for x, y in row:
            while len(kept) > 1 and (
                (kept[-1][0] - kept[-2][0]) * (y - kept[-2][1])
                <= (kept[-1][1] - kept[-2][1]) * (x - kept[-2][0])
            ):
                kept.pop()
            kept.append((x, y))
        return kept[:-1]

    return np.array([*half(order), *half(order[::-1])])


def spread(points: Floats, by: float) -> Floats:
    """Return flat points (n, 2) with a ring of points round each, so that their hull grows."""
    turns = np.arange(12) * (np.pi / 6)
    ring = by * np.stack((np.cos(turns), np.sin(turns)), 1)
    grown: Floats = (points[:, None] + ring[None]).reshape(-1, 2)
    return grown
