"""Lines carried by the surfaces under them to where those are in another frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from figures.geometry.vectors import Floats, Ints
from figures.picture.fitting import Curve, weights
from figures.picture.pixels import smoothed
from figures.picture.raster import Seen

window = 9  # corners of which the middle way is taken, so that no stray one flies off
gap = 8.0  # pixels between two neighbours that a smoothed line no longer bridges well
evenness = 4.0  # sigma in pixels with which ways are smoothed along a line
hold = 0.05  # how strongly a control stays beside its node where points say little about it


def ways_of(seen: Seen, move: Floats, corners: Ints) -> Floats:
    """Return how far (n, 2) corners of pixels go when the points of all surfaces move so; each
    goes with the nearest of the surfaces that meet there."""
    height, width = seen.inside.shape
    beside = np.array(((0, 0), (-1, 0), (0, -1), (-1, -1)))
    around = np.clip(corners[None] + beside[:, None], 0, (width - 1, height - 1))
    nearest = seen.raster.depth[around[..., 1], around[..., 0]].argmax(0)
    return seen.ways(move, around[nearest, np.arange(len(corners))])


def tear(seen: Seen, move: Floats, lines: Sequence[Ints]) -> float:
    """Return how wide, in pixels a corner, lines of corners are torn where what they follow moves
    apart: above 1 they no longer look like what has moved."""
    gaps = corners = 0.0
    for line in lines:
        steps = np.diff(ways_of(seen, move, line), axis=0)
        wide = np.sqrt((steps * steps).sum(1)).round(4)
        gaps += float(wide[wide > gap].sum())
        corners += len(wide)
    return round(gaps / max(corners, 1), 3)


def even_ways(ways: Floats, closed: bool) -> Floats:
    """Return ways along a line without strays, smoothed."""
    ring = ways[:-1] if closed else ways
    if len(ring) < 4:
        return ways
    reach = min(window // 2, (len(ring) - 1) // 2)
    at = np.arange(len(ring))[:, None] + np.arange(-reach, reach + 1)
    at = at % len(ring) if closed else np.clip(at, 0, len(ring) - 1)
    middle = np.sort(ring[at], 1)[:, reach]
    even = np.round(smoothed(middle, evenness, closed), 4)
    return np.concatenate((even, even[:1])) if closed else even


def carried(curves: list[Curve], ways: Floats) -> list[Floats]:
    """Return the controls of curves when the points of the line to which they were fitted go these
    ways (n, 2): the ways themselves make a curve, whose controls are added."""
    out = []
    for curve in curves:
        last = curve.first + len(curve.times) - 1
        goal, start, end = ways[curve.first : last + 1], ways[curve.first], ways[last]
        share = weights(curve.times)
        rest = goal - share[0][:, None] * start - share[3][:, None] * end
        pull = hold * len(goal)
        a = (share[1] * share[1]).sum() + pull
        b = (share[1] * share[2]).sum()
        c = (share[2] * share[2]).sum() + pull
        p = (share[1][:, None] * rest).sum(0) + pull * start
        q = (share[2][:, None] * rest).sum(0) + pull * end
        whole = a * c - b * b
        way = np.array((start, (c * p - b * q) / whole, (a * q - b * p) / whole, end))
        out.append(curve.controls + np.round(way, 4))
    return out
