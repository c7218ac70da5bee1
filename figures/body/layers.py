"""What is worn: layers grown from the skin, and solids that go with the bones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from figures.body.lines import nail_field
from figures.body.mesh import Body, Posed, carried, largest
from figures.geometry.surface import Rows, Surface, edges_of, normals, refine, smoother
from figures.geometry.vectors import Flags, Floats, Ints


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
    """A layer over a part of the skin: the points it *covers*, and their quads.

    *ends* are the points on its edge, which smoothing leaves alone; *marks* are always on it.
    """

    role: str
    covers: Ints
    quads: Ints
    lies: Floats
    least: Floats
    rounds: int
    ends: Flags
    average: Rows
    finer: Rows
    finer_quads: Ints
    keep: Floats
    parts: Ints
    crease: float
    marks: Mapping[str, Floats]


class Solid(NamedTuple):
    """A thing worn that has a shape of its own, at rest; each of its points goes with some bones.

    *holders* (n, k) and *weights* (n, k) are like those of a body.
    """

    role: str
    points: Floats
    quads: Ints
    parts: Ints
    holders: Ints
    weights: Floats
    keep: Floats
    crease: float


def grow(
    role: str, body: Body, cut: Cut, beyond: float = 6, crease: float = 1.7, close: bool = False
) -> Layer:
    """Return the layer that a cut gives; it goes on unseen so many cm *beyond* its hems.

    For a *close* look it is finer, and skin has nails.
    """
    kept = body.quads[(cut.keep < beyond)[body.quads].all(1)]
    covers = np.unique(kept)
    new = np.full(len(body.points), -1, np.intp)
    new[covers] = np.arange(len(covers))
    quads = new[kept]
    edges, uses = edges_of(quads)
    ends = np.zeros(len(covers), bool)
    ends[edges[uses == 1]] = True
    finer, finer_quads = refine(quads, len(covers))
    marks = {}
    if close:
        twice, finer_quads = refine(finer_quads, finer.size)
        finer = twice.after(finer)
        bare = Rows(np.arange(len(covers)), covers, np.ones(len(covers)), len(covers))
        marks = {"nail": nail_field(body, finer.after(bare), finer_quads)}
    average = smoother(quads, len(covers))
    base = body.points[covers]
    off = ((cut.lies[covers] - base) * way_out(base, quads, average, ends)).sum(1)
    return Layer(
        role=role,
        covers=covers,
        quads=quads,
        lies=cut.lies[covers],
        least=np.maximum(cut.least[covers], 0.85 * off),
        rounds=cut.rounds,
        ends=ends,
        average=average,
        finer=finer,
        finer_quads=finer_quads,
        keep=finer.apply(cut.keep[covers]),
        parts=largest(finer.apply(body.shares[covers])),
        crease=crease,
        marks=marks,
    )


def lay(layer: Layer, points: Floats, posed: Posed) -> Floats:
    """Return where the points of a layer are before it is refined, over the posed skin (n, 3).

    The layer goes with the bones and is smoothed, but wherever that brings it too near to the skin
    it is pushed out again: the way out of the skin with its hollows and folds evened out.
    """
    base = points[layer.covers]
    if not layer.rounds:
        return base
    body = posed.body
    cloth = carried(posed, layer.lies, body.holders[layer.covers], body.weights[layer.covers])
    free = ~layer.ends
    way = way_out(base, layer.quads, layer.average, layer.ends)
    for _ in range(layer.rounds):
        cloth[free] = layer.average.apply(cloth)[free]
        short = layer.least - ((cloth - base) * way).sum(1)
        cloth += way * np.maximum(short, 0)[:, None]
    return cloth


def way_out(base: Floats, quads: Ints, average: Rows, ends: Flags) -> Floats:
    """Return the ways out of the skin, (n, 3), with its hollows and folds evened out."""
    even, free = base.copy(), ~ends
    for _ in range(6):
        even[free] = average.apply(even)[free]
    return normals(even, quads)


def fit_layer(layer: Layer, points: Floats, posed: Posed, marks: Mapping[str, Floats]) -> Surface:
    """Return a layer as it lies on the posed skin, with marks (n) for the points of the body."""
    return Surface(
        role=layer.role,
        points=np.round(layer.finer.apply(lay(layer, points, posed)), 5),
        quads=layer.finer_quads,
        parts=layer.parts,
        keep=layer.keep,
        marks={
            **layer.marks,
            **{role: layer.finer.apply(mark[layer.covers]) for role, mark in marks.items()},
        },
        crease=layer.crease,
    )


def solid(
    role: str,
    points: Floats,
    quads: Ints,
    part: int,
    bones: Floats,
    keep: Floats | None = None,
    crease: float = 1.7,
) -> Solid:
    """Return a solid, refined once, that belongs to a part and goes with *bones*.

    *bones* (n, b) says how strongly each bone moves each point (1 together).
    """
    finer, finer_quads = refine(quads, len(points))
    strength = finer.apply(bones)
    used = np.flatnonzero(strength.max(0) > 0)
    rounded = finer.apply(points)
    return Solid(
        role=role,
        points=rounded,
        quads=finer_quads,
        parts=np.full(len(rounded), part, np.intp),
        holders=np.broadcast_to(used, (len(rounded), len(used))),
        weights=strength[:, used],
        keep=np.full(len(rounded), -9.0) if keep is None else np.round(finer.apply(keep), 6),
        crease=crease,
    )


def fit_solid(worn: Solid, posed: Posed) -> Surface:
    """Return a solid where the bones have brought it."""
    return Surface(
        role=worn.role,
        points=carried(posed, worn.points, worn.holders, worn.weights),
        quads=worn.quads,
        parts=worn.parts,
        keep=worn.keep,
        crease=worn.crease,
    )


def only(body: Body, bone: str, count: int) -> Floats:
    """Return the strengths (count, b) of points that all go with one bone."""
    strength = np.zeros((count, len(body.bones)))
    strength[:, body.number(bone)] = 1
    return strength


def ring_quads(rows: int, columns: int) -> Ints:
    """Return the quads of *rows* closed rings of points, row after row."""
    here = np.arange(columns)
    after = np.roll(here, -1)
    one = np.stack((here, here + columns, after + columns, after), 1)
    return np.concatenate([one + row * columns for row in range(rows - 1)])
