"""Where inner lines are: the depth jumps, or two parts meet that aren't joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.chains import (
    Chain,
    Sides,
    areas,
    beside,
    borders,
    cracks,
    find_chains,
    grown,
    marked_in,
    neighbours,
    without_specks,
)
from figures.picture.raster import Parts, Seen

beyond_slope = 1.5  # how much steeper than the surface a step in depth must be
steepest = 0.12  # nearness of a normal below which a surface counts as no steeper
least_between, least_thin = 30, 120  # pixels that lines shut in
close = 14  # pixels: what runs so near a border only makes it look double
close_fine = 4, 0.2  # pixels, cm
shortest, shortest_fine, fewest = 20.0, 8.0, 14  # sides a centimetre of a line, sides where fine
loose = 3.0  # how much longer a line must be that hangs on nothing


def find_creases(seen: Seen, labels: Ints, raw: Ints, parts: Parts, fine: Flags) -> list[Chain]:
    """Return the chains of inner lines; those that reach a border of the labels end on it.

    *raw* are the labels before they were tidied: along what was too small a single line is left. A
    line must be long enough, or hang with both of its ends on others, and must not run along a
    border.
    """
    edge = borders(labels)
    stops = frozenset(np.unique(cracks(labels, edge)[:, :2]).tolist())
    found = crease_sides(seen, parts) & (labels > 0) & (neighbours(labels) == labels)
    area, _ = areas(found | edge)
    open_sides = ~borders(area)
    tidy = without_specks(area, least_between, least_thin, raw == labels)
    shown = open_sides | borders(tidy) | before_islands(seen.raster.depth, area, tidy, edge)
    sides = cracks(labels, found & ~edge & shown)
    need = np.where(
        fine, max(shortest_fine * seen.per_cm / 10, fewest), shortest * seen.per_cm / 10
    ).ravel()
    edges = beside(edge)
    few = int(max(close_fine[0], close_fine[1] * seen.per_cm))
    near = np.where(fine, grown(edges, few), grown(edges, close)).ravel()
    chains = find_chains(sides, stops)
    before = len(chains) + 1
    while len(chains) < before:  # what hung on a line that was left out is loose now
        before = len(chains)
        count = Counter(end for one in chains for end in one.ends)
        fixed = stops.union(end for end in count if count[end] > 1)
        chains = [one for one in chains if is_long(one, fixed, need)]
    return [one for one in chains if not doubles(one, near)]


def before_islands(depth: Floats, area: Ints, tidy: Ints, edge: Sides) -> Sides:
    """Return the nearer half of the sides round each area that one other swallowed when areas were
    tidied: without it a line on which such an island lies would have a gap."""
    axis, y, x = marked_in(borders(area) & ~edge)
    here, there = (y, x), (y + axis, x + 1 - axis)
    given = tidy[here] != area[here]
    island = np.where(given, area[here], area[there])
    near = np.where(given, depth[there], depth[here])
    whole = np.bincount(island, tidy[here] != tidy[there]) == 0
    mean = np.bincount(island, near) / np.maximum(np.bincount(island), 1)
    lost = (tidy[here] == tidy[there]) & whole[island]
    sides = np.zeros((2, *area.shape), bool)
    sides[axis, y, x] = lost & (np.round(near - mean[island], 4) > 0)
    return sides


def is_long(chain: Chain, fixed: Collection[int], need: Floats) -> bool:
    """Tell whether a chain is as long as it needs to be at its corners, or hangs on something
    *fixed* at both of its ends; one that hangs on nothing needs more."""
    free = sum(end not in fixed for end in chain.ends)
    if free == 0 and chain.ends[0] != chain.ends[1]:
        return True
    least = need[chain.corners].mean() * (loose if free == 2 else 1)
    return bool(len(chain.corners) - 1 > round(least, 6))


def doubles(chain: Chain, near: Flags) -> bool:
    """Tell whether a chain, but for its ends, runs so near a border that this looks double."""
    cut = min(close, len(chain.corners) // 3)
    return bool(round(near[chain.corners[cut : len(chain.corners) - cut]].mean(), 6) > 0.6)


def crease_sides(seen: Seen, parts: Parts) -> Sides:
    """Return the sides between pixels where the depth jumps, or parts meet that aren't joined."""
    # a larger picture shows finer steps
    own = np.array([surface.crease for surface in seen.surfaces])[seen.owner]
    limit = np.minimum(own, seen.by_part(parts.steps, 1e9)) * (10 / seen.per_cm) ** 0.3
    width, cut = seen.inside.shape[1], borders(seen.part)
    axis, y, x = marked_in(cut)
    part, there = seen.part[y, x], seen.part[y + axis, x + 1 - axis]
    table, last = np.pad(parts.joined, (0, 1)), len(parts.joined)
    apart = ~table[np.minimum(part, last), np.minimum(there, last)]
    # joined parts also meet where they only lie before each other, as a sleeve before the trunk
    both = ~apart & (part >= 0) & (there >= 0)
    here = y[both], x[both]
    beyond = y[both] + axis[both], x[both] + 1 - axis[both]
    one, other = (seen.triangles[seen.raster.winner[at]] for at in (here, beyond))
    apart[both] = (one[:, :, None] != other[:, None]).all((1, 2))
    cut[axis, y, x] = apart
    step = neighbours(seen.raster.depth) - seen.raster.depth
    # Few steps are as high as the least limit; only these are asked for their own.
    axis, y, x = marked_in(np.abs(step) > limit.min())
    step, least = step[axis, y, x], np.minimum(limit[y, x], limit[y + axis, x + 1 - axis])
    high = np.abs(step) > least
    axis, y, x, step, least = (each[high] for each in (axis, y, x, step, least))
    here = y * width + x
    normal = np.stack([seen.normal(at) for at in (here, here + np.where(axis, width, 1))], 1)
    slopes = normal[axis, :, np.arange(len(axis))].T / np.maximum(normal[2], steepest)
    slopes *= -beyond_slope / seen.per_cm
    rises, falls = np.maximum(slopes.max(0), 0), np.minimum(slopes.min(0), 0)
    cut[axis, y, x] |= np.round(np.maximum(step - rises, falls - step), 4) > least
    return cut
