"""What is worn: layers grown from the skin, and solids that go with the bones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body, largest
from figures.body.rig import Posed
from figures.geometry.surface import Rows, Surface, edges_of, refine, smoother
from figures.geometry.vectors import Flags, Floats, Ints


class Cut(NamedTuple):
    """How a layer is cut out of the skin and how it lies: (n) for each point of the body.

    What has a *keep* above 0 is cut away. It lies *off* the skin before it is smoothed so many
    *rounds*, and *least* after: in centimetres.
    """

    keep: Floats
    off: Floats
    least: Floats
    rounds: int


class Layer(NamedTuple):
    """A layer over a part of the skin: the points it *covers*, and their quads.

    *ends* are the points on its edge, which smoothing leaves alone.
    """

    role: str
    covers: Ints
    quads: Ints
    off: Floats
    least: Floats
    rounds: int
    ends: Flags
    average: Rows
    finer: Rows
    finer_quads: Ints
    keep: Floats
    parts: Ints
    crease: float


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


def grow(role: str, body: Body, cut: Cut, beyond: float = 6, crease: float = 1.7) -> Layer:
    """Return the layer that a cut gives; it goes on unseen so many cm *beyond* its hems."""
    kept = body.quads[(cut.keep < beyond)[body.quads].all(1)]
    covers = np.unique(kept)
    new = np.full(len(body.points), -1, np.intp)
    new[covers] = np.arange(len(covers))
    quads = new[kept]
    edges, uses = edges_of(quads)
    ends = np.zeros(len(covers), bool)
    ends[edges[uses == 1]] = True
    finer, finer_quads = refine(quads, len(covers))
    return Layer(
        role=role,
        covers=covers,
        quads=quads,
        off=cut.off[covers],
        least=cut.least[covers],
        rounds=cut.rounds,
        ends=ends,
        average=smoother(quads, len(covers)),
        finer=finer,
        finer_quads=finer_quads,
        keep=finer.apply(cut.keep[covers]),
        parts=largest(finer.apply(body.shares[covers])),
        crease=crease,
    )


def lay(layer: Layer, points: Floats, out: Floats) -> Floats:
    """Return where the points of a layer are before it is refined.

    *points* and *out* (n, 3) are the posed skin and the ways out of it. The layer is smoothed,
    but wherever that brings it too near to the skin it is pushed out again.
    """
    base, way = points[layer.covers], out[layer.covers]
    cloth = base + way * layer.off[:, None]
    free = ~layer.ends
    for _ in range(layer.rounds):
        cloth[free] = layer.average.apply(cloth)[free]
        short = layer.least - ((cloth - base) * way).sum(1)
        cloth += way * np.maximum(short, 0)[:, None]
    return cloth


def fit_layer(layer: Layer, points: Floats, out: Floats, marks: Mapping[str, Floats]) -> Surface:
    """Return a layer as it lies on the posed skin, with marks (n) for the points of the body."""
    return Surface(
        role=layer.role,
        points=np.round(layer.finer.apply(lay(layer, points, out)), 5),
        quads=layer.finer_quads,
        parts=layer.parts,
        keep=layer.keep,
        marks={role: layer.finer.apply(mark[layer.covers]) for role, mark in marks.items()},
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
        keep=np.full(len(rounded), -9.0) if keep is None else finer.apply(keep),
        crease=crease,
    )


def fit_solid(worn: Solid, posed: Posed) -> Surface:
    """Return a solid where the bones have brought it."""
    body = posed.body
    out = np.zeros_like(worn.points)
    for column in range(worn.holders.shape[1]):
        bone = int(worn.holders[0, column])
        turned = np.einsum("ij,nj->ni", posed.turns[bone], worn.points - body.heads[bone])
        out += worn.weights[:, column, None] * (posed.places[bone] + turned)
    return Surface(
        role=worn.role,
        points=np.round(out, 5),
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
