"""Where inner lines are: the depth jumps, or two parts meet that aren't joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import numpy as np

from figures.geometry.vectors import Flags, Ints
from figures.picture.chains import (
    Chain,
    Sides,
    areas,
    beside,
    borders,
    cracks,
    find_chains,
    grown,
    neighbours,
)
from figures.picture.raster import Parts, Seen

beyond_slope = 1.5  # how much steeper than the surface a step in depth must be
steepest = 0.12  # nearness of a normal below which a surface counts as no steeper
close, close_fine = 14, 4  # pixels: what runs so near a border only makes it look double
crowded = 5  # pixels: what runs so near another line only makes it look thick
shortest = 1.6  # cm of a line
shortest_fine = (0.45, 8)  # cm, pixels
least_between = 30  # pixels that two lines must have between them


def find_creases(seen: Seen, labels: Ints, raw: Ints, parts: Parts, fine: Flags) -> list[Chain]:
    """Return the chains of inner lines; those that reach a border of the labels end on it.

    *raw* are the labels before they were tidied.
    """
    edge = borders(labels)
    stops = frozenset(np.unique(cracks(labels, edge)[:, :2]).tolist())
    found = crease_sides(seen, parts) & (labels > 0) & (raw == labels) & (neighbours(raw) == labels)
    chains = find_chains(cracks(labels, opened(found & ~edge, edge)), stops)
    for _ in range(2):
        sides = marks_of(without_whiskers(chains, stops, seen), labels.shape)
        chains = find_chains(cracks(labels, sides), stops)
    edges = beside(edge)
    near = np.where(fine, grown(edges, close_fine), grown(edges, close))
    clear = [chain for chain in chains if not hidden(chain, near, close)]
    groups = [group for group in connected(clear, stops) if worth_drawing(group, fine, seen.per_cm)]
    return apart(groups, labels.shape)


def crease_sides(seen: Seen, parts: Parts) -> Sides:
    """Return the sides between pixels where the depth jumps, or parts meet that aren't joined."""
    # a larger picture shows finer steps
    own = np.array([surface.crease for surface in seen.surfaces])[seen.owner]
    limit = np.minimum(own, seen.by_part(parts.steps, 1e9)) * (10 / seen.per_cm) ** 0.3
    width, there = seen.inside.shape[1], neighbours(seen.part)
    table, last = np.pad(parts.joined, (0, 1)), len(parts.joined)
    cut = (there != seen.part) & ~table[np.minimum(seen.part, last), np.minimum(there, last)]
    step = neighbours(seen.raster.depth) - seen.raster.depth
    least = np.minimum(neighbours(limit), limit)
    axis, y, x = (np.abs(step) > least).nonzero()
    here = y * width + x
    normal = seen.normal.reshape(-1, 3)[[here, here + np.where(axis, width, 1)]]
    slopes = normal[:, np.arange(len(axis)), axis] / np.maximum(normal[..., 2], steepest)
    slopes *= -beyond_slope / seen.per_cm
    step, least = step[axis, y, x], least[axis, y, x]
    rises, falls = np.maximum(slopes.max(0), 0), np.minimum(slopes.min(0), 0)
    cut[axis, y, x] |= np.round(np.maximum(step - rises, falls - step), 4) > least
    return cut


def without_whiskers(chains: list[Chain], stops: Collection[int], seen: Seen) -> list[Chain]:
    """Return chains without the short ones that branch off and end nowhere."""
    least = max(shortest_fine[0] * seen.per_cm, shortest_fine[1])
    count = Counter(end for chain in chains for end in chain.ends)

    def is_whisker(chain: Chain) -> bool:
        loose = any(count[end] == 1 and end not in stops for end in chain.ends)
        return loose and len(chain.corners) < least and any(count[end] > 2 for end in chain.ends)

    return [chain for chain in chains if not is_whisker(chain)]


def marks_of(chains: list[Chain], shape: tuple[int, ...]) -> Sides:
    """Return the sides between pixels along which chains run."""
    marks = np.zeros((2, shape[0] * shape[1]), bool)
    for chain in chains:
        low = np.minimum(chain.corners[1:], chain.corners[:-1])
        level = (np.abs(np.diff(chain.corners)) == 1).astype(np.intp)
        marks[level, low - np.where(level, shape[1], 1)] = True
    return marks.reshape(2, *shape)


def opened(inner: Sides, edge: Sides) -> Sides:
    """Return inner lines without those that, with others, shut in next to nothing."""
    area, size = areas(inner | edge)
    small = size < least_between
    there = neighbours(area)
    low, high = np.minimum(area, there), np.maximum(area, there)
    border = low * len(size) + high
    keys, lengths = np.unique(border[inner], return_counts=True)
    gone = []
    merged = np.zeros(len(size), bool)
    for key in keys[np.argsort(-lengths, kind="stable")].tolist():
        both = np.array(divmod(key, len(size)))
        if both[0] != both[1] and small[both].any() and not merged[both].any():
            gone.append(key)
            merged[both[small[both]]] = True
    return inner & ~np.isin(border, gone)


def hidden(chain: Chain, near: Flags, ends: int = 0) -> bool:
    """Tell whether a chain runs so near another line that it only makes that look double.

    It may come near with so many corners at its *ends*.
    """
    size = len(chain.corners)
    cut = min(ends, size // 3)
    return bool(np.round(near.ravel()[chain.corners[cut : size - cut]].mean(), 6) > 0.6)


def connected(chains: list[Chain], stops: Collection[int]) -> list[list[Chain]]:
    """Return chains in groups of those that meet, other than at stops."""
    groups: list[tuple[set[int], list[Chain]]] = []
    for chain in chains:
        ends = set(chain.ends).difference(stops)
        meeting = [group for group in groups if group[0] & ends]
        groups = [group for group in groups if not group[0] & ends]
        nodes = ends.union(*(group[0] for group in meeting))
        groups.append((nodes, [*(one for group in meeting for one in group[1]), chain]))
    return [members for _, members in groups]


def worth_drawing(group: list[Chain], fine: Flags, per_cm: float) -> bool:
    """Tell whether chains that meet are together long enough to be a line."""
    length = sum(len(chain.corners) - 1 for chain in group)
    is_fine = sum(fine.ravel()[chain.corners].sum() for chain in group) > 0.5 * length
    need = max(shortest_fine[0] * per_cm, shortest_fine[1]) if is_fine else shortest * per_cm
    return bool(length > 1.27 * need)


def apart(groups: list[list[Chain]], shape: tuple[int, ...]) -> list[Chain]:
    """Return the chains that don't run beside a line of a longer group."""
    taken = np.zeros(shape, bool)
    found = []
    for group in sorted(groups, key=lambda group: -sum(len(chain.corners) for chain in group)):
        clear = [chain for chain in group if not hidden(chain, taken)]
        for y, x in (divmod(corner, shape[1]) for one in clear for corner in one.corners.tolist()):
            low = max(y - crowded, 0), max(x - crowded, 0)
            taken[low[0] : y + crowded, low[1] : x + crowded] = True
        found += clear
    return found
