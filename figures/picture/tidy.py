"""Which of the chains where there may be an inner line are drawn: none is short, double or torn."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np

from figures.geometry.vectors import Flags
from figures.picture.chains import Chain
from figures.picture.pixels import Sides, linked, pairs
from figures.picture.raster import Seen

shortest = 1.6  # cm of a line
shortest_fine = (0.45, 8)  # cm, pixels
crowded = 5  # pixels: what runs so near another line only makes it look thick
least_between = 30  # pixels that two lines must have between them


def without_whiskers(chains: list[Chain], stops: frozenset[int], seen: Seen) -> list[Chain]:
    """Return chains without the short ones that branch off and end nowhere."""
    width = seen.inside.shape[1]
    least = max(shortest_fine[0] * seen.per_cm, shortest_fine[1])
    count = Counter(chain.numbers(width)[at] for chain in chains for at in (0, -1))
    kept = []
    for chain in chains:
        ends = [chain.numbers(width)[at] for at in (0, -1)]
        loose = any(count[end] == 1 and end not in stops for end in ends)
        branch = any(count[end] > 2 for end in ends)
        if not (loose and branch and len(chain.corners) < least):
            kept.append(chain)
    return kept


def connected(chains: list[Chain], stops: frozenset[int], seen: Seen) -> list[list[Chain]]:
    """Return chains in groups of those that meet, other than at stops."""
    width = seen.inside.shape[1]
    groups: list[tuple[set[int], list[Chain]]] = []
    for chain in chains:
        ends = {chain.numbers(width)[at] for at in (0, -1)} - stops
        together, whole = set(ends), [chain]
        apart = []
        for nodes, members in groups:
            if nodes & ends:
                together |= nodes
                whole = [*members, *whole]
            else:
                apart.append((nodes, members))
        groups = [*apart, (together, whole)]
    return [members for _, members in groups]


def hidden(chain: Chain, near: Flags, ends: int = 0) -> bool:
    """Tell whether a chain runs so near another line that it only makes that look double.

    It may come near with so many corners at its *ends*.
    """
    size = len(chain.corners)
    cut = min(ends, size // 3)
    middle = chain.corners[cut : size - cut]
    x, y = np.minimum(middle, (near.shape[1] - 1, near.shape[0] - 1)).T
    return bool(np.round(near[y, x].mean(), 6) > 0.6)


def worth_drawing(
    group: list[Chain], whole: frozenset[tuple[int, int]], fine: Flags, per_cm: float
) -> bool:
    """Tell whether chains that meet are together long and sure enough to be a line."""
    height, width = fine.shape
    sure = finely = 0.0
    length = sum(len(chain.corners) - 1 for chain in group)
    for chain in group:
        places = chain.numbers(width)
        sure += sum((min(step), max(step)) in whole for step in itertools.pairwise(places))
        x, y = np.minimum(chain.corners, (width - 1, height - 1)).T
        finely += float(fine[y, x].sum())
    is_fine = finely > 0.5 * length
    need = max(shortest_fine[0] * per_cm, shortest_fine[1]) if is_fine else shortest * per_cm
    return sure >= 0.5 * need and length > 1.27 * need


def apart(groups: list[list[Chain]], shape: tuple[int, ...]) -> list[Chain]:
    """Return the chains that don't run beside a line of a longer group."""
    taken = np.zeros(shape, bool)
    found = []
    for group in sorted(groups, key=lambda group: -sum(len(chain.corners) for chain in group)):
        clear = [chain for chain in group if not hidden(chain, taken)]
        for x, y in (corner for chain in clear for corner in chain.corners.tolist()):
            low = max(y - crowded, 0), max(x - crowded, 0)
            taken[low[0] : y + crowded, low[1] : x + crowded] = True
        found += clear
    return found


def marks_of(chains: list[Chain], shape: tuple[int, ...]) -> Sides:
    """Return the sides between pixels along which chains run."""
    right = np.zeros((shape[0], shape[1] - 1), bool)
    below = np.zeros((shape[0] - 1, shape[1]), bool)
    for chain in chains:
        low = np.minimum(chain.corners[1:], chain.corners[:-1])
        upright = chain.corners[1:, 0] == chain.corners[:-1, 0]
        right[low[upright, 1], low[upright, 0] - 1] = True
        below[low[~upright, 1] - 1, low[~upright, 0]] = True
    return right, below


def opened(inner: Sides, edge: Sides) -> Sides:
    """Return inner lines without those that, with others, shut in next to nothing."""
    area, size = linked(*(~(one | other) for one, other in zip(inner, edge, strict=True)))
    small = size < least_between
    sides = [
        np.stack((area[here][mark], area[there][mark]))
        for mark, (here, there) in zip(inner, pairs(area), strict=True)
    ]
    one, other = np.sort(np.concatenate(sides, 1), 0)
    keys, lengths = np.unique(one * len(size) + other, return_counts=True)
    gone = set[int]()
    merged = np.zeros(len(size), bool)
    for key in keys[np.argsort(-lengths, kind="stable")].tolist():
        both = divmod(key, len(size))
        if (
            both[0] != both[1]
            and (small[both[0]] or small[both[1]])
            and not merged[list(both)].any()
        ):
            gone.add(key)
            merged[[area for area in both if small[area]]] = True
    kept = []
    for mark, (here, there) in zip(inner, pairs(area), strict=True):
        low, high = np.minimum(area[here], area[there]), np.maximum(area[here], area[there])
        kept.append(mark & ~np.isin(low * len(size) + high, sorted(gone)))
    return kept[0], kept[1]
