"""What of MakeHuman's mesh is kept: what can be seen, closed, and of that the left half."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from figures.geometry.surface import edges_of
from figures.geometry.vectors import Floats, Ints

unseen = (
    *((519, 710), (3706, 3730), (5347, 5366)),  # the inside of the mouth
    *((1107, 1354), (5105, 5126), (5308, 5317)),  # the right eye's socket
)
"""Points that nobody sees, from first to last, on the right and in the middle."""


def without_unseen(quads: Ints, partners: Ints) -> Ints:
    """Return the quads that can be seen."""
    hidden = np.zeros(len(partners), bool)
    for first, last in unseen:
        hidden[first : last + 1] = hidden[partners[first : last + 1]] = True
    return quads[~hidden[quads].all(1)]


def rims(quads: Ints) -> Iterator[Ints]:
    """Yield the rim of each hole as the points round it, in the order of quads that close it."""
    edges, uses = edges_of(quads)
    ends = {(one, other) for pair in edges[uses == 1].tolist() for one, other in (pair, pair[::-1])}
    after = {}
    for quad in quads.tolist():
        for side in zip(quad, quad[1:] + quad[:1], strict=True):
            if side in ends:
                after[side[1]] = side[0]
    while after:
        rim = [min(after)]
        while (following := after.pop(rim[-1])) != rim[0]:
            rim.append(following)
        yield np.array(rim, np.intp)


def upper_edge(rim: Ints, base: Floats) -> Ints:
    """Return the points of a rim's upper half, from the right to the left."""
    turned = np.roll(rim, -int(base[rim, 0].argmin()))
    last = int(base[turned, 0].argmax())
    ways = turned[: last + 1], np.concatenate((turned[:1], turned[last:][::-1]))
    return max(ways, key=lambda way: float(base[way, 1].mean()))


def fan(rim: Ints, middle: int) -> Ints:
    """Return triangles from a middle to the points of a rim."""
    ends = np.full(len(rim), middle)
    return np.stack((rim, np.roll(rim, -1), ends, ends), 1)


def half(base: Floats, quads: Ints, partners: Ints) -> tuple[Ints, int, Ints]:
    """Return the points of the middle and left that quads use, how many are in the middle, and the
    quads between them as numbers of these."""
    used = np.unique(quads)
    middle = used[partners[used] == used]
    order = np.concatenate((middle, used[(partners[used] != used) & (base[used, 0] > 0)]))
    number = np.full(len(base), -1)
    number[order] = np.arange(len(order))
    return order, len(middle), number[quads[(number[quads] >= 0).all(1)]]


def numbers(order: Ints, points: Ints) -> Ints:
    """Return where in an order some points are."""
    return np.array([int(np.flatnonzero(order == point)[0]) for point in points], np.intp)
