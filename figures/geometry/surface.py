"""Surfaces made of quads: which way they face, how they are smoothed, and simple closed shapes.

A quad whose last two corners are the same is a triangle. Seen from outside its corners run
anticlockwise. Each face of a shape that has an edge round it is a part of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Floats, Ints, ahead, all_round, square_to, unit, up, upright


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A piece of a person or a thing, as it is in the room.

    *points* are (n, 3) in centimetres; *quads* (m, 4) are numbers of points; *parts* (n) says to
    which part each point belongs: a line is drawn where two parts meet that aren't joined.
    What has a *keep* (n) above 0 isn't drawn: so hems and hairlines run smoothly across quads.
    *marks* are painted on it: each has the role it is drawn with, and (n) numbers, below 0 inside.
    A step in depth of *crease* centimetres or more makes a line. A *backdrop* is a flat-sided thing
    that stands behind a person wherever it meets one on the page: it is drawn face by face.
    """

    role: str
    points: Floats
    quads: Ints
    parts: Ints
    keep: Floats | None = None
    marks: Mapping[str, Floats] = field(default_factory=dict)
    crease: float = 0.9
    backdrop: bool = False


def normals(points: Floats, quads: Ints) -> Floats:
    """Return the way out at each point, (n, 3), one centimetre long."""
    corners = points[quads]
    faces = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    out = np.zeros_like(points)
    for corner, axis in product(range(4), range(3)):
        out[:, axis] += np.bincount(quads[:, corner], faces[:, axis], len(points))
    return out / (np.sqrt((out * out).sum(1))[:, None] + 1e-12)


class Rows(NamedTuple):
    """What makes new rows out of old ones, in *steps*: in each of them a new row is a weighted sum
    of some old ones. Entry by entry: the new row, the old row, and how much of it; then how many
    new rows come out."""

    steps: tuple[tuple[Ints, Ints, Floats, int], ...]

    def apply(self, values: Floats) -> Floats:
        """Return the new rows of (n) or (n, k) numbers."""
        for new, old, weights, size in self.steps:
            flat = np.ascontiguousarray(values.reshape(len(values), -1).T)
            columns = [np.bincount(new, weights * column[old], size) for column in flat]
            values = np.stack(columns, 1, dtype=float).reshape(-1, *values.shape[1:])
        return values

    def after(self, first: Rows) -> Rows:
        """Return what makes these rows out of those that *first* begins with."""
        return Rows(first.steps + self.steps)


def edges_of(quads: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the edges (e, 2), each once, to how many quads each belongs, and which of them each
    side of each quad is; a triangle has three sides."""
    sides = np.sort(np.stack((quads, np.roll(quads, -1, 1)), 2).reshape(-1, 2), 1)
    count = int(quads.max()) + 1
    keys = sides[sides[:, 0] != sides[:, 1]] @ (count, 1)
    numbers, side, uses = np.unique(keys, return_inverse=True, return_counts=True)
    return np.stack(np.divmod(numbers, count), 1), uses, side


def smoother(quads: Ints) -> Rows:
    """Return what gives each point the average of its neighbours."""
    edges = edges_of(quads)[0]
    one, other = np.concatenate((edges, edges[:, ::-1])).T
    many = np.bincount(one)
    return Rows(((one, other, 1 / many[one], len(many)),))


def refine(quads: Ints) -> tuple[Rows, Ints]:
    """Return what refines the points of these quads, and the finer quads.

    One step of Catmull and Clark (1978): four quads for one, rounder. The first new points are the
    old ones, moved; where the surface ends, its edge is refined by itself.
    """
    edges, uses, side = edges_of(quads)
    count = int(quads.max()) + 1
    size = count + len(edges) + len(quads)
    point, edge, face = np.split(np.arange(size), (count, count + len(edges)))
    row, corner = np.nonzero(quads != np.roll(quads, -1, 1))
    at, after, of = quads[row, corner], edge[side], face[row]
    last = np.flatnonzero(np.diff(row, append=-1))
    before = np.roll(after, 1)
    before[np.append(0, last[:-1] + 1)] = after[last]

    ends, end_of, inner = edges.ravel(), np.repeat(edge, 2), uses == 2
    many, outer = np.bincount(at), np.bincount(edges[~inner].ravel(), minlength=count)
    free = outer == 0
    on_rim = np.where(np.repeat(inner, 2), 0, 0.5 / np.maximum(outer[ends], 1))
    middles = (
        (point, point, np.ones(count)),
        (end_of, ends, np.full(len(ends), 0.5)),
        (of, at, 1 / np.bincount(row)[row]),
    )
    moved = (
        (point, point, np.where(free, 1 - 3 / many, 0.5)),
        (ends, end_of, np.where(free[ends], 2 / many[ends] ** 2, on_rim)),
        (at, of, free[at] / many[at] ** 2),
        (edge, edge, np.where(inner, 0.5, 1)),
        (after, of, inner[side] / 4),
        (face, face, np.ones(len(face))),
    )
    steps = (map(np.concatenate, zip(*step, strict=True)) for step in (middles, moved))
    rows = Rows(tuple((new, old, weights, size) for new, old, weights in steps))
    return rows, np.stack((at, after, of, before), 1)


class Solid(NamedTuple):
    """A shape: *points* (n, 3), *quads* (m, 4) of their numbers, and to which part each point
    belongs, counted from 0."""

    points: Floats
    quads: Ints
    parts: Ints


def joined_solids(solids: Sequence[Solid]) -> Solid:
    """Return some shapes as one; their parts stay apart."""
    points, quads, parts = zip(*solids, strict=True)
    starts = np.cumsum([0, *map(len, points)])
    firsts = np.cumsum([0, *(int(part.max()) + 1 for part in parts)])
    return Solid(
        np.concatenate(points),
        np.concatenate([each + start for each, start in zip(quads, starts, strict=False)]),
        np.concatenate([each + first for each, first in zip(parts, firsts, strict=False)]),
    )


def box(low: Sequence[float], high: Sequence[float]) -> Solid:
    """Return a box between two opposite corners."""
    ends = np.sort((low, high), 0)
    corners = np.array(list(product(*ends.T)), float)
    faces = ((1, 3, 2, 0), (4, 6, 7, 5), (4, 5, 1, 0), (2, 3, 7, 6), (2, 6, 4, 0), (1, 5, 7, 3))
    return Solid(corners[np.ravel(faces)], np.arange(24).reshape(6, 4), np.repeat(np.arange(6), 4))


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
    return joined_solids((skin, disc(around[0, ::-1]), disc(around[-1])))


def disc(ring: Floats) -> Solid:
    """Return the flat face inside a ring (m, 3), seen from where it runs anticlockwise."""
    size = len(ring)
    edge, middle = np.arange(size), np.full(size, size)
    quads = np.stack((edge, (edge + 1) % size, middle, middle), 1)
    return Solid(np.concatenate((ring, ring.mean(0)[None])), quads, np.zeros(size + 1, np.intp))


def lathe(start: Floats, along: Floats, profile: Sequence[tuple[float, float]]) -> Solid:
    """Return what turns about an axis: *profile* tells at how many centimetres from the start it
    has which radius. What begins or ends with a radius above 0 has a flat end."""
    axis = unit(along)
    first = square_to(up if abs(axis[1]) < 0.9 else ahead, axis)
    circle = all_round(24) @ (first, np.cross(axis, first))
    at, radius = np.array(profile, float).T[:, :, None, None]
    return rings(start + axis * at + circle * radius, ends=bool(radius[0] > 0 and radius[-1] > 0))


def ball(middle: Floats, radius: float) -> Solid:
    """Return a ball, with its poles above and below."""
    angles = np.linspace(0, np.pi, 21)
    profile = [(-radius * np.cos(angle), radius * np.sin(angle)) for angle in angles]
    return lathe(middle, up, profile)


def cushion(middle: Floats, size: Floats, turn: Floats = upright) -> Solid:
    """Return a stuffed cushion: *size* is how wide, high and long it is in the middle."""
    tilts = np.linspace(-np.pi / 2, np.pi / 2, 15)[:, None]
    front, aside = (np.sign(side) * np.abs(side) ** 0.45 for side in all_round(40).T)
    flat = np.abs(np.cos(tilts)) ** 0.55
    unturned = np.stack((flat * aside, np.sin(tilts) + 0 * aside, flat * front), 2) * size / 2
    return rings(middle + np.einsum("ij,kmj->kmi", turn, unturned), ends=False)


def ribbon(
    path: Floats, faces: Floats, width: Floats | float, thickness: float, closed: bool = False
) -> Solid:
    """Return a flat strap along a path (k, 3) that faces another way (k, 3) at each place."""
    widths = np.broadcast_to(np.asarray(width, float), len(path))
    steps = np.roll(path, -1, 0) - np.roll(path, 1, 0) if closed else np.gradient(path, axis=0)
    around = []
    for place, step, face, wide in zip(path, steps, faces, widths, strict=True):
        out = square_to(face, step)
        side = np.cross(unit(step), out) * (wide / 2)
        out *= thickness / 2
        around.append(
            (place + side + out, place + side - out, place - side - out, place - side + out)
        )
    return rings(np.array(around), closed)


def hull(points: Floats) -> Floats:
    """Return the corners of the convex hull of flat points (n, 2), anticlockwise."""
    order = np.unique(np.round(points, 4), axis=0).tolist()
    corners: list[list[float]] = []
    for row in (order, order[::-1]):
        half: list[list[float]] = []
        for x, y in row:
            while len(half) > 1 and (
                (half[-1][0] - half[-2][0]) * (y - half[-2][1])
                <= (half[-1][1] - half[-2][1]) * (x - half[-2][0])
            ):
                half.pop()
            half.append([x, y])
        corners += half[:-1]
    return np.array(corners)


def spread(points: Floats, by: float) -> Floats:
    """Return flat points (n, 2) with a ring of points round each, so that their hull grows."""
    return np.asarray((points[:, None] + by * all_round(12)).reshape(-1, 2))
