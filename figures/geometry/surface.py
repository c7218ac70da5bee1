"""Surfaces made of quads: what they are, which way they face, and how they are smoothed.

A quad whose last two corners are the same is a triangle. Seen from outside its corners run
anticlockwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints


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
    for corner in range(4):
        for axis in range(3):
            out[:, axis] += np.bincount(quads[:, corner], faces[:, axis], len(points))
    return out / (np.sqrt((out * out).sum(1))[:, None] + 1e-12)


class Rows(NamedTuple):
    """What makes new rows out of old ones: each is a weighted sum of some of them.

    Entry by entry: the new row, the old row, and how much of it; *size* new rows come out.
    """

    new: Ints
    old: Ints
    weights: Floats
    size: int

    def apply(self, values: Floats) -> Floats:
        """Return the new rows of (n) or (n, k) numbers."""
        if values.ndim == 1:
            return np.bincount(self.new, self.weights * values[self.old], self.size).astype(float)
        return np.stack([self.apply(column) for column in np.ascontiguousarray(values.T)], 1)

    def after(self, first: Rows) -> Rows:
        """Return what makes these rows out of those that *first* begins with."""
        starts = np.searchsorted(first.new, np.arange(first.size + 1))
        many = starts[self.old + 1] - starts[self.old]
        entry = np.repeat(np.arange(len(self.old)), many)
        step = np.arange(len(entry)) - np.repeat(np.cumsum(many) - many, many)
        source = starts[self.old][entry] + step
        weights = self.weights[entry] * first.weights[source]
        old = int(first.old.max(initial=0)) + 1
        return _gathered([(self.new[entry], first.old[source], weights)], self.size, old)


def refine(quads: Ints, count: int) -> tuple[Rows, Ints]:
    """Return what refines (count) points on these quads, and the finer quads.

    One step of Catmull and Clark (1978): four quads for one, rounder. The first *count* new points
    are the old ones, moved; where the surface ends, its edge is refined by itself.
    """
    return _refined(np.ascontiguousarray(quads, np.intp).tobytes(), count)


def smoother(quads: Ints, count: int) -> Rows:
    """Return what gives each point the average of its neighbours; a point without any stays."""
    return _averages(np.ascontiguousarray(quads, np.intp).tobytes(), count)


def edges_of(quads: Ints) -> tuple[Ints, Ints]:
    """Return the edges (e, 2), each once, and to how many quads each belongs."""
    sides = np.stack((quads, np.roll(quads, -1, 1)), 2).reshape(-1, 2)
    sides = np.sort(sides[sides[:, 0] != sides[:, 1]], 1)
    count = int(quads.max(initial=0)) + 1
    keys, uses = np.unique(sides[:, 0] * count + sides[:, 1], return_counts=True)
    return np.stack((keys // count, keys % count), 1), uses.astype(np.intp)


Entries = tuple[Ints, Ints, Floats]


def _gathered(entries: list[Entries], new: int, old: int) -> Rows:
    """Return entries as so many new rows of so many old ones, those for the same pair added up."""
    to, of, weights = (np.concatenate(column) for column in zip(*entries, strict=True))
    pairs, where = np.unique(to * old + of, return_inverse=True)
    total = np.bincount(where, weights, len(pairs))
    used = total != 0
    return Rows(pairs[used] // old, pairs[used] % old, total[used], new)


@cache
def _averages(stored: bytes, count: int) -> Rows:
    edges, _ = edges_of(np.frombuffer(stored, np.intp).reshape(-1, 4))
    one, other = np.concatenate((edges, edges[:, ::-1])).T
    many = np.bincount(one, minlength=count)
    alone = np.flatnonzero(many == 0)
    return _gathered(
        [(one, other, 1 / many[one]), (alone, alone, np.ones(len(alone)))], count, count
    )


@cache
def _refined(stored: bytes, count: int) -> tuple[Rows, Ints]:
    quads = np.frombuffer(stored, np.intp).reshape(-1, 4)
    edges, uses = edges_of(quads)
    following = np.roll(quads, -1, 1)
    face, corner = np.nonzero(quads != following)  # a triangle has three
    at, after = quads[face, corner], following[face, corner]
    keys = edges[:, 0] * count + edges[:, 1]
    side = np.searchsorted(keys, np.minimum(at, after) * count + np.maximum(at, after))
    sides = np.zeros_like(quads)
    sides[face, corner] = side
    triangle = quads[:, 2] == quads[:, 3]
    sides[triangle, 2] = sides[triangle, 1]
    before = np.roll(sides, 1, 1)[face, corner]
    middle = count + len(edges)
    finer = np.stack((at, count + side, middle + face, count + before), 1)

    share = (quads != following) / (4.0 - triangle)[:, None]
    inner = uses == 2
    entries: list[Entries] = [
        (middle + face, at, share[face, corner]),
        *_on_edges(edges, inner, count),
        _of_faces(count + side, quads[face], share[face] * inner[side, None] / 4),
        *_on_points(edges, inner, at, quads[face], share[face], count),
    ]
    return _gathered(entries, middle + len(quads), count), finer


def _of_faces(new: Ints, corners: Ints, weights: Floats) -> Entries:
    """Return entries for the corners (k, 4) of a quad for each new row."""
    return np.repeat(new, 4), corners.ravel(), weights.ravel()


def _on_edges(edges: Ints, inner: Flags, count: int) -> list[Entries]:
    """Return what the new point on each edge has of the edge's ends."""
    new = count + np.arange(len(edges))
    half = np.where(inner, 0.25, 0.5)
    return [(new, edges[:, 0], half), (new, edges[:, 1], half)]


def _on_points(
    edges: Ints, inner: Flags, at: Ints, corners: Ints, share: Floats, count: int
) -> list[Entries]:
    """Return where each old point moves; *corners* and *share* are those of each quad *at* it."""
    one, other = np.concatenate((edges, edges[:, ::-1])).T
    outer = ~np.concatenate((inner, inner))
    ends = np.bincount(one[outer], minlength=count)
    many = np.bincount(at, minlength=count)
    free = (ends == 0) & (many > 0)
    quads = np.maximum(many, 1)
    squared = np.where(free, 1.0 / quads**2, 0.0)
    stays = np.where(free, 1 - 3.0 / quads, np.where(many > 0, 0.75, 1.0))
    everything = np.arange(count)
    along = np.where(outer, 0.25 / np.maximum(ends[one], 1), squared[one])
    along = np.where(outer | free[one], along, 0.0)
    return [
        (everything, everything, stays),
        (one, other, along),
        (one, one, np.where(outer, 0.0, squared[one])),
        _of_faces(at, corners, share * squared[at, None]),
    ]
