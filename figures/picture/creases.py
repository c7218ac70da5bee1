"""Where inner lines are: the depth jumps, or two parts meet that aren't joined."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.bridges import bridged
from figures.picture.chains import Chain, cracks, find_chains
from figures.picture.pixels import Sides, borders, edge_pixels, grown, pairs
from figures.picture.raster import Parts, Seen
from figures.picture.tidy import (
    apart,
    connected,
    hidden,
    marks_of,
    opened,
    without_whiskers,
    worth_drawing,
)

Pixels = TypeVar("Pixels", Floats, Ints)

beyond_slope = 1.5  # how much steeper than the surface a step in depth must be
steepest = 0.12  # nearness of a normal below which a surface counts as no steeper
weak = 0.4  # a jump so much smaller goes on with a line that a whole one has begun
beside = 14  # pixels: what runs so near a border only makes it look double
beside_fine = 4


def find_creases(seen: Seen, labels: Ints, raw: Ints, parts: Parts, fine: Flags) -> list[Chain]:
    """Return the chains of inner lines; those that reach a border of the labels end on it.

    *raw* are the labels before they were tidied.
    """
    strong, faint = crease_sides(seen, labels, raw, parts)
    edge = borders(labels)
    edges = edge_pixels(edge)
    zero = np.zeros_like(labels)
    stops = frozenset(np.unique(cracks(labels, edge)[:, :2]).tolist())
    sides = opened(opened(faint, edge), edge)
    chains = find_chains(cracks(zero, sides), labels.shape[1], stops)
    for _ in range(2):
        sides = marks_of(without_whiskers(chains, stops, seen), labels.shape)
        chains = find_chains(cracks(zero, sides), labels.shape[1], stops)
    whole = frozenset((start, end) for start, end in cracks(zero, strong)[:, :2].tolist())
    near = np.where(fine, grown(edges, beside_fine), grown(edges, beside))
    clear = [chain for chain in bridged(chains, stops, seen) if not hidden(chain, near, beside)]
    groups = connected(clear, stops, seen)
    sure = [group for group in groups if worth_drawing(group, whole, fine, seen.per_cm)]
    return apart(sure, labels.shape)


def crease_sides(seen: Seen, labels: Ints, raw: Ints, parts: Parts) -> tuple[Sides, ...]:
    """Return the sides between pixels where there surely is an inner line, and where there may."""
    source = sources(seen, labels, raw)
    normal, depth, limit = (
        filled(picture, source) for picture in (seen.normal, seen.raster.depth, limits(seen, parts))
    )
    part = filled(seen.part, source)
    joined = with_others(parts.joined, part)
    found: list[Sides] = []
    for axis, (here, there) in enumerate(pairs(labels)):
        apart = ~joined[part[here], part[there]]
        least = np.minimum(limit[here], limit[there])
        step = depth[there] - depth[here]
        maybe = (labels[here] == labels[there]) & (labels[here] > 0)
        maybe &= apart | (np.abs(step) > weak * least)
        out = [each[where][maybe] for each in (normal,) for where in (here, there)]
        one, other = (-way[:, axis] / np.maximum(way[:, 2], steepest) / seen.per_cm for way in out)
        falls = np.minimum(np.minimum(one, other), 0) * beyond_slope
        rises = np.maximum(np.maximum(one, other), 0) * beyond_slope
        jump = np.round(np.maximum(step[maybe] - rises, falls - step[maybe]), 4)
        sure, faint = np.zeros_like(maybe), np.zeros_like(maybe)
        sure[maybe] = (jump > least[maybe]) | apart[maybe]
        faint[maybe] = (jump > weak * least[maybe]) | apart[maybe]
        found.append((sure, faint))
    return tuple(zip(*found, strict=True))


def sources(seen: Seen, labels: Ints, raw: Ints) -> tuple[Ints, Ints]:
    """Return the pixels (flat) that have a label though something else, or nothing, is seen there,
    and the nearest pixel with that label that takes the place of each."""
    unknown = (labels > 0) & ~(seen.inside & (labels == raw))
    flat = labels.ravel()
    source = np.where(unknown.ravel(), -1, np.arange(labels.size))
    holes = every = np.flatnonzero(unknown)
    while True:
        for way in (1, -1, labels.shape[1], -labels.shape[1]):  # no label is at the picture's edge
            found = source[holes + way]
            take = (found >= 0) & (flat[holes + way] == flat[holes])
            source[holes[take]] = found[take]
        left = holes[source[holes] < 0]
        if len(left) == len(holes):
            break
        holes = left
    known = every[source[every] >= 0]
    return known, source[known]


def filled(picture: Pixels, source: tuple[Ints, Ints]) -> Pixels:
    """Return a picture with pixels replaced by their sources."""
    out = picture.copy()
    flat = out.reshape(picture.shape[0] * picture.shape[1], *picture.shape[2:])
    flat[source[0]] = flat[source[1]]
    return out


def limits(seen: Seen, parts: Parts) -> Floats:
    """Return at each pixel the step in depth, in cm, that makes a line."""
    # a larger picture shows finer steps
    finer = (10 / seen.per_cm) ** 0.3
    own = np.array([surface.crease for surface in seen.surfaces])[seen.owner] * finer
    if parts.steps is None:
        return own
    steps = np.append(parts.steps * finer, 1e9)
    return np.minimum(own, steps[np.where(seen.part < len(parts.steps), seen.part, -1)])


def with_others(joined: Flags, part: Ints) -> Flags:
    """Return what is joined with all numbers in the table; nothing (-1) is joined to all."""
    size = max(len(joined), int(part.max()) + 1) + 1
    table = np.eye(size, dtype=bool)
    table[: len(joined), : len(joined)] = joined
    table[-1] = table[:, -1] = True
    return table


def fine_pixels(seen: Seen, parts: Parts) -> Flags:
    """Return where the picture is fine: at fine parts and at things, and a little round them."""
    known = np.ones(max(int(seen.part.max()) + 2, len(parts.joined) + 1), bool)
    known[: len(parts.joined)] = False if parts.fine is None else parts.fine
    return grown(seen.inside & known[seen.part], 1)
