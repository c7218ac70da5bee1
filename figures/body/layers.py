"""What is worn: layers grown from the skin, and solids that go with the bones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.lines import nail_field
from figures.body.mesh import Body, Posed, carried, largest, part
from figures.geometry.surface import Rows, Surface, edges_of, normals, refine, rings, smoother
from figures.geometry.vectors import Flags, Floats, Ints, all_round


class Cut(NamedTuple):
    """How a layer is cut out of the skin and how it lies, for each point of the body.

    What has a *keep* (n) above 0 is cut away. At rest it lies at *lies* (n, 3). In a pose it is
    smoothed so many *rounds*, and then lies at *least* (n) so many centimetres off the skin, and
    not much nearer than at rest.
    """

    keep: Floats
    lies: Floats
    least: Floats
    rounds: int


class Layer(NamedTuple):
    """A layer over a part of the skin: the points it *covers*, their quads, and how it is cut.

    *ends* are the points on its edge, which smoothing leaves alone; *finer* makes of its points
    those of *drawn*, which is how it looks, at rest.
    """

    covers: Ints
    quads: Ints
    cut: Cut
    ends: Flags
    average: Rows
    finer: Rows
    drawn: Surface

    def lay(self, points: Floats, posed: Posed) -> Floats:
        """Return where the layer's own points are, over the posed skin (n, 3).

        The layer goes with the bones and is smoothed, but wherever that brings it too near to the
        skin it is pushed out again.
        """
        base, body = points[self.covers], posed.body
        if not self.cut.rounds:
            return base
        holders, weights = body.holders[self.covers], body.weights[self.covers]
        cloth = carried(posed, self.cut.lies, holders, weights)
        way = way_out(base, self.quads, self.average, self.ends)
        for _ in range(self.cut.rounds):
            cloth = evened(cloth, self.average, 1, self.ends)
            short = self.cut.least - ((cloth - base) * way).sum(1)
            cloth += way * np.maximum(short, 0)[:, None]
        return cloth

    def fit(self, points: Floats, posed: Posed, marks: Mapping[str, Floats]) -> Surface:
        """Return the layer on the posed skin, with marks (n) for the points of the body."""
        painted = {role: self.finer.apply(mark[self.covers]) for role, mark in marks.items()}
        return replace(
            self.drawn,
            points=np.round(self.finer.apply(self.lay(points, posed)), 5),
            marks={**self.drawn.marks, **painted},
        )


class Solid(NamedTuple):
    """A thing worn that has a shape of its own: how it is *drawn* at rest, and the bones that hold
    its points: *holders* (n, k) and *weights* (n, k) are like those of a body."""

    drawn: Surface
    holders: Ints
    weights: Floats

    def fit(self, posed: Posed) -> Surface:
        """Return the solid where the bones have brought it."""
        return replace(
            self.drawn, points=carried(posed, self.drawn.points, self.holders, self.weights)
        )


def evened(points: Floats, average: Rows, rounds: int, fixed: Flags | bool = False) -> Floats:
    """Return points smoothed, but for those that are *fixed* (n)."""
    for _ in range(rounds):
        points = np.where(np.reshape(fixed, (-1, 1)), points, average.apply(points))
    return points


def way_out(base: Floats, quads: Ints, average: Rows, ends: Flags) -> Floats:
    """Return the ways out of the skin, (n, 3), with its hollows and folds evened out."""
    return normals(evened(base, average, 6, ends), quads)


def grow(role: str, body: Body, cut: Cut, beyond: float = 6, close: bool = False) -> Layer:
    """Return the layer that a cut gives; it goes on unseen so many cm *beyond* its hems.

    For a *close* look it is finer, and skin has nails.
    """
    keep: Floats = np.round(cut.keep, 6)
    kept = body.quads[(keep < beyond)[body.quads].all(1)]
    covers = np.unique(kept)
    quads = np.searchsorted(covers, kept)
    edges, uses, _ = edges_of(quads)
    ends = np.zeros(len(covers), bool)
    ends[edges[uses == 1]] = True
    finer, finer_quads = refine(quads)
    marks = {}
    if close:
        twice, finer_quads = refine(finer_quads)
        finer = twice.after(finer)
        bare = Rows(((np.arange(len(covers)), covers, np.ones(len(covers)), len(covers)),))
        marks = {"nail": nail_field(body, finer.after(bare), finer_quads)}
    average = smoother(quads)
    base, lies = body.points[covers], cut.lies[covers]
    off = ((lies - base) * way_out(base, quads, average, ends)).sum(1)
    drawn = Surface(
        role,
        points=finer.apply(lies),
        quads=finer_quads,
        parts=largest(finer.apply(body.shares[covers])),
        keep=finer.apply(keep[covers]),
        marks=marks,
        crease=9,  # how deep a step makes a line is up to the parts
    )
    of_layer = Cut(keep[covers], lies, np.maximum(cut.least[covers], 0.85 * off), cut.rounds)
    return Layer(covers, quads, of_layer, ends, average, finer, drawn)


def solid(
    role: str, body: Body, rows: Floats, where: str, holds: Mapping[str, Floats | float]
) -> Solid:
    """Return a solid that belongs to a part: the skin over `rings` of points, (r, c, 3), refined
    once. *holds* says how strongly a bone moves each point (1 together).
    """
    points, quads, _ = rings(rows, ends=False)
    finer, finer_quads = refine(quads)
    points = finer.apply(points)
    hold = [np.broadcast_to(each, rows.shape[:2]).ravel() for each in holds.values()]
    weights = finer.apply(np.stack(hold, 1))
    drawn = Surface(role, points, finer_quads, np.full(len(points), part(where)), crease=9)
    holders = np.array([body.number(bone) for bone in holds])
    return Solid(drawn, np.broadcast_to(holders, weights.shape), weights)


def ramp(values: Floats, start: float, end: float) -> Floats:
    """Return 0 up to *start*, 1 from *end* on, and straight between."""
    return np.clip((values - start) / (end - start), 0, 1)


def reach(facing: Floats, spans: Floats) -> Floats:
    """Return how far it is to the hull, (n), along each of n ways, which face (n, a) other ways so
    much along which the hull *spans* ((n, a) or (a)) so far."""
    return np.where(facing > 0.3, spans / np.maximum(facing, 0.3), 99.0).min(1)


def ring(flat: Floats, off: float) -> Floats:
    """Return a ring of places (32, 2) round all of some places (n, 2), so far off their hull."""
    middle, ways = (flat.max(0) + flat.min(0)) / 2, all_round(32)
    far = reach(ways @ ways.T, ((flat - middle) @ ways.T).max(0))
    return middle + ways * (far + off)[:, None]


def hanging(body: Body, chosen: Flags, middle: Floats, falling: float) -> Floats:
    """Return which way and how far cloth hangs off the skin, (n, 3): it hangs from what stands out
    above, and spans what is hollow from side to side.

    *middle* (n, 2) is where the limb's or the trunk's axis is, across and ahead; *falling* is how
    much nearer to it the cloth comes with each centimetre.
    """
    height = body.points[chosen, 1]
    across = (body.points[:, [0, 2]] - middle)[chosen]
    ways = all_round(48)
    levels = np.arange(height.min(), height.max() + 1)
    above = height - levels[:, None]
    far = np.where(above > -1, -falling * np.maximum(above, 0), -99)
    spans = np.stack([(far + across @ way).max(1) for way in ways], 1)
    span = spans[np.round(height - levels[0]).astype(np.intp)]
    skin = np.sqrt((across * across).sum(1))[:, None]
    way = across / (skin + 1e-9)
    off = np.zeros_like(body.points)
    lies = reach(way @ ways.T, span)[:, None]
    off[chosen, 0::2] = way * np.clip(lies - skin, 0, 8)
    return off


@cache
def skin_out(body: Body) -> Floats:
    """Return the ways out of the skin at rest, (n, 3), with its hollows evened out."""
    average = smoother(body.quads)
    return normals(evened(body.points, average, 8), body.quads)
