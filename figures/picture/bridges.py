"""Torn inner lines, joined over the gaps that they look at each other over."""

from __future__ import annotations

from collections import Counter

import numpy as np

from figures.geometry.vectors import Floats
from figures.picture.chains import Chain
from figures.picture.raster import Seen

widest_gap = (0.35, 6)  # cm, pixels
least_piece = 5  # corners of a line of which one can tell where it goes


def bridged(chains: list[Chain], stops: frozenset[int], seen: Seen) -> list[Chain]:
    """Return chains of which those are joined whose free ends look at each other over a gap."""
    width = seen.inside.shape[1]
    count = Counter(chain.numbers(width)[at] for chain in chains for at in (0, -1))
    free = [
        (k, *end_of(chain, last))
        for k, chain in enumerate(chains)
        for last in (False, True)
        if len(chain.corners) >= least_piece
        and count[chain.numbers(width)[-last]] == 1
        and chain.numbers(width)[-last] not in stops
    ]
    reach = max(widest_gap[0] * seen.per_cm, widest_gap[1])
    rated = sorted(
        (round(distance(one, other), 6), a, b)
        for a, one in enumerate(free)
        for b, other in enumerate(free[:a])
        if distance(one, other) <= reach and look_at_each_other(one, other)
    )
    now = list(range(len(chains)))  # the chain of which each has become a piece
    whole = dict(enumerate(chains))
    taken: set[int] = set()
    for _, a, b in rated:
        one, other = now[free[a][0]], now[free[b][0]]
        if one != other and not {a, b} & taken:
            taken |= {a, b}
            whole[one] = spliced(whole[one], whole.pop(other), free[a][1], free[b][1])
            now = [one if at == other else at for at in now]
    return list(whole.values())


Free = tuple[int, Floats, Floats]
"""A free end: of which chain, where, and the unit way in which the chain would go on."""


def distance(one: Free, other: Free) -> float:
    """Return how far two ends are apart."""
    return float(np.hypot(*(other[1] - one[1])))


def look_at_each_other(one: Free, other: Free) -> bool:
    """Tell whether each of two chains would, going on, come to the other."""
    gap = other[1] - one[1]
    straight = min(float((one[2] * gap).sum()), -float((other[2] * gap).sum()))
    return round(straight, 6) > 0.6 * distance(one, other)


def end_of(chain: Chain, last: bool) -> tuple[Floats, Floats]:
    """Return an end of a chain, and the unit way in which the chain goes on beyond it."""
    corners = (chain.corners[::-1] if last else chain.corners).astype(float)
    way = corners[0] - corners[min(8, len(corners) - 1)]
    return corners[0], way / (np.hypot(*way) + 1e-9)


def spliced(one: Chain, other: Chain, end: Floats, start: Floats) -> Chain:
    """Return two chains as one, from that end of the one straight on to that of the other."""
    first = one.corners if (one.corners[-1] == end).all() else one.corners[::-1]
    second = other.corners if (other.corners[0] == start).all() else other.corners[::-1]
    count = int(np.abs(start - end).sum())
    between = np.linspace(end, start, count + 1)[1:-1]
    middle = np.floor(between + 0.5).astype(np.intp)
    return Chain(np.concatenate((first, middle, second)), one.left, one.right)
