"""Lines and spots put on the skin: found at rest, moved with the skin."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body, largest, part
from figures.geometry.surface import Rows, normals, refine
from figures.geometry.vectors import Floats, Ints, frame, left, up


class Stroke(NamedTuple):
    """A line on the skin, or with *filled* the closed rim of a patch, drawn with a *role*.

    Who sees a rim run anticlockwise sees its patch from outside, or the other way round for all.
    *rows* make its places out of the points of the skin, posed or at rest.
    """

    role: str
    rows: Rows
    filled: bool = False

    def on(self, points: Floats) -> Floats:
        """Return the line's places, (k, 3), on the points of a skin."""
        return self.rows.apply(points)


class Finer(NamedTuple):
    """The skin at rest, refined once or twice: how to get there from Body.points, and its parts."""

    rows: Rows
    points: Floats
    quads: Ints
    out: Floats
    parts: Ints


@cache
def finer(body: Body) -> Finer:
    """Return the skin of a body refined once, at rest."""
    rows, quads = refine(body.quads, len(body.points))
    points = rows.apply(body.points)
    return Finer(rows, points, quads, normals(points, quads), largest(rows.apply(body.shares)))


def land(body: Body, starts: Floats, way: Floats, *parts: str) -> Rows:
    """Return where the skin of some parts is first met from places (k, 3) along a way.

    Raises LookupError where it isn't met.
    """
    skin = finer(body)
    turned = frame(way, up if abs(way[1]) < 0.9 * np.sqrt((way * way).sum()) else left)
    # how the last bits fall depends on the processor, and which triangle is met first on them
    begin, flat = (np.round(np.einsum("na,ab->nb", it, turned), 6) for it in (starts, skin.points))
    triangles = _facing(body, tuple(way.tolist()), parts)
    low, high = flat[triangles, 1:].min(1), flat[triangles, 1:].max(1)
    near = (low <= begin[:, 1:].max(0)) & (high >= begin[:, 1:].min(0))
    triangles = triangles[near.all(1)]
    met = [_meet(flat[triangles], start) for start in begin]
    hits = np.array([hit for hit, _ in met])
    shares = np.array([share for _, share in met])
    new = np.repeat(np.arange(len(starts)), 3)
    found = Rows(new, triangles[hits].ravel(), shares.ravel(), len(starts))
    return found.after(skin.rows)


@cache
def _facing(body: Body, way: tuple[float, ...], parts: tuple[str, ...]) -> Ints:
    """Return the triangles of some parts of the refined skin that face who comes along a way."""
    skin = finer(body)
    triangles = np.concatenate((skin.quads[:, [0, 1, 2]], skin.quads[:, [0, 2, 3]]))
    of_parts = np.isin(skin.parts[triangles[:, 0]], [part(name) for name in parts])
    return triangles[of_parts & ((skin.out[triangles[:, 0]] * way).sum(1) < 0)]


def _meet(flat: Floats, start: Floats) -> tuple[int, Floats]:
    """Return the first triangle met along the first axis, and the shares of its corners."""
    one, two, three = (flat[:, corner, 1:] - start[1:] for corner in range(3))
    shares = np.stack((_cross(two, three), _cross(three, one), _cross(one, two)), 1)
    area = shares.sum(1)
    safe = np.where(np.abs(area) > 1e-9, area, 1.0)
    shares /= safe[:, None]
    inside = (np.abs(area) > 1e-9) & (shares.min(1) > -1e-6)
    if not inside.any():
        raise LookupError(f"there is no skin beyond {start.round(2)}")
    depth = np.where(inside, (flat[:, :, 0] * shares).sum(1), np.inf)
    first = int(np.round(depth, 6).argmin())
    return first, shares[first]


def _cross(one: Floats, other: Floats) -> Floats:
    return one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]


def carried(body: Body, places: Floats, bone: str) -> Rows:
    """Return places (k, 3) at rest, off the skin too, as a bone carries them.

    They are made from four points that only this bone moves, as far apart as can be.
    """
    firm = np.flatnonzero(body.pull(bone) > 0.999)
    found = body.points[firm]
    corners = [found[:, axis].argmin() for axis in range(3)] + [found[:, 1].argmax()]
    first, *others = found[corners]
    edges = [other - first for other in others]
    whole = _volume(edges[0], edges[1], edges[2])
    way = np.round(places, 6) - first
    shares = np.stack(
        [_volume(way, edges[(side + 1) % 3], edges[(side + 2) % 3]) for side in range(3)], 1
    )
    shares = np.round(shares / whole, 9)
    weights = np.column_stack((1 - shares.sum(1), shares))
    new = np.repeat(np.arange(len(places)), 4)
    return Rows(new, np.tile(firm[corners], len(places)), weights.ravel(), len(places))


def _volume(one: Floats, two: Floats, three: Floats) -> Floats:
    """Return the volume between three ways, or between many first ones and the others."""
    return (one * np.cross(two, three)).sum(-1)


def curve(knots: Floats, count: int) -> Floats:
    """Return (count, k) places along a smooth curve through knots: Catmull and Rom's."""
    ends = np.concatenate((2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]))
    at = np.linspace(0, len(knots) - 1, count)
    span = np.minimum(at.astype(int), len(knots) - 2)
    t = (at - span)[:, None]
    a, b, c, d = (ends[span + step] for step in range(4))
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
