"""Where inner lines are: the depth jumps, or two parts meet that aren't joined."""

from __future__ import annotations

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.chains import Chain, borders, cracks, find_chains
from figures.picture.pixels import grown, pairs
from figures.picture.seen import Parts, Seen

beyond_slope = 1.5  # how much steeper than the surface a step in depth must be
steepest = 0.12  # nearness of a normal below which a surface counts as no steeper
weak = 0.45  # a jump so much smaller goes on with a line that a whole one has begun
shortest = 1.6  # cm of a line
shortest_fine = 0.8
beside_border = 0.25  # cm: what runs so near a border is hidden by it


def find_creases(seen: Seen, labels: Ints, parts: Parts) -> list[Chain]:
    """Return the chains of inner lines; those that reach a border of the labels end on it."""
    strong, faint = crease_sides(seen, labels, parts)
    width = labels.shape[1]
    edge = borders(labels)
    stops = frozenset(np.unique(cracks(labels, edge)[:, :2]).tolist())
    sides = cracks(np.zeros_like(labels), faint)
    whole = {tuple(side) for side in cracks(labels, strong)[:, :2].tolist()}
    near = grown(edge_pixels(edge, labels.shape), max(1, round(beside_border * seen.per_cm)))
    fine = fine_pixels(seen, parts)
    found = []
    for chain in find_chains(sides, width, stops):
        places = chain.corners[:, 1] * (width + 1) + chain.corners[:, 0]
        steps = list(zip(places[:-1].tolist(), places[1:].tolist(), strict=True))
        clear = sum(step in whole or step[::-1] in whole for step in steps)
        x, y = np.minimum(chain.corners, (width - 1, labels.shape[0] - 1)).T
        need = (shortest_fine if fine[y, x].mean() > 0.5 else shortest) * seen.per_cm
        if clear < 0.5 * need or len(steps) < 1.27 * need or near[y, x].mean() > 0.6:
            continue
        found.append(chain)
    return found


def crease_sides(seen: Seen, labels: Ints, parts: Parts) -> tuple[tuple[Flags, Flags], ...]:
    """Return the sides between pixels where there surely is an inner line, and where there may."""
    normal = seen.normal
    near = np.maximum(normal[..., 2], steepest) * seen.per_cm
    limit = limits(seen, parts)
    part, joined = padded(seen.part, parts.joined)
    depth = seen.raster.depth
    found: list[tuple[Flags, Flags]] = []
    for axis, (here, there) in enumerate(pairs(labels)):
        slope = -normal[..., axis] / near
        one, other = slope[here], slope[there]
        falls = np.minimum(np.minimum(one, other), 0) * beyond_slope
        rises = np.maximum(np.maximum(one, other), 0) * beyond_slope
        step = depth[there] - depth[here]
        jump = np.round(np.maximum(step - rises, falls - step), 4)
        same = (labels[here] == labels[there]) & (labels[here] > 0)
        same &= seen.inside[here] & seen.inside[there]
        least = np.minimum(limit[here], limit[there])
        apart = ~joined[part[here], part[there]]
        found.append((same & ((jump > least) | apart), same & ((jump > weak * least) | apart)))
    return tuple(zip(*found, strict=True))


def limits(seen: Seen, parts: Parts) -> Floats:
    """Return at each pixel the step in depth, in cm, that makes a line."""
    own = np.array([surface.crease for surface in seen.surfaces])[seen.owner]
    if parts.steps is None:
        return own
    steps = np.append(parts.steps, 1e9)
    return np.minimum(own, steps[np.where(seen.part < len(parts.steps), seen.part, -1)])


def padded(part: Ints, joined: Flags) -> tuple[Ints, Flags]:
    """Return the parts and what is joined, with all numbers in the table."""
    size = max(len(joined), int(part.max()) + 1) + 1
    table = np.eye(size, dtype=bool)
    table[: len(joined), : len(joined)] = joined
    table[-1] = table[:, -1] = True
    return part, table


def fine_pixels(seen: Seen, parts: Parts) -> Flags:
    """Return where the picture is fine: at fine parts and at things, and a little round them."""
    known = np.ones(max(int(seen.part.max()) + 2, len(parts.joined) + 1), bool)
    known[: len(parts.joined)] = False if parts.fine is None else parts.fine
    return grown(seen.inside & known[seen.part], 1)


def edge_pixels(edge: tuple[Flags, Flags], shape: tuple[int, ...]) -> Flags:
    """Return the pixels beside the sides that are marked."""
    out = np.zeros(shape, bool)
    for mark, where in zip(edge, pairs(out), strict=True):
        for side in where:
            out[side] |= mark
    return out
