"""Where inner lines are: the depth jumps, or two parts meet that aren't joined."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TypeVar

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.chains import Chain, cracks, find_chains
from figures.picture.pixels import Sides, borders, edge_pixels, grown, linked, pairs
from figures.picture.seen import Parts, Seen

Pixels = TypeVar("Pixels", Floats, Ints)

beyond_slope = 1.5  # how much steeper than the surface a step in depth must be
steepest = 0.12  # nearness of a normal below which a surface counts as no steeper
weak = 0.4  # a jump so much smaller goes on with a line that a whole one has begun
shortest = 1.6  # cm of a line
shortest_fine = (0.45, 8)  # cm, pixels
beside = 14  # pixels: what runs so near a border only makes it look double
beside_fine = 4
least_between = 30  # pixels that two lines must have between them
widest_gap = (0.35, 6)  # cm, pixels, over which two ends of lines are joined
least_piece = 5  # corners of a line of which one can tell where it goes


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
    clear = [chain for chain in bridged(chains, stops, seen) if not hidden(chain, near)]
    return [
        chain
        for group in connected(clear, stops, seen)
        if worth_drawing(group, whole, fine, seen.per_cm)
        for chain in group
    ]


def without_whiskers(chains: list[Chain], stops: frozenset[int], seen: Seen) -> list[Chain]:
    """Return chains without the short ones that branch off and end nowhere."""
    width = seen.inside.shape[1]
    least = max(shortest_fine[0] * seen.per_cm, shortest_fine[1])
    count = Counter(numbers(chain, width)[at] for chain in chains for at in (0, -1))
    kept = []
    for chain in chains:
        ends = [numbers(chain, width)[at] for at in (0, -1)]
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
        ends = {numbers(chain, width)[at] for at in (0, -1)} - stops
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


def hidden(chain: Chain, near: Flags) -> bool:
    """Tell whether a chain runs so near a border that it only makes it look double."""
    x, y = np.minimum(chain.corners, (near.shape[1] - 1, near.shape[0] - 1)).T
    return bool(np.round(near[y, x].mean(), 6) > 0.6)


def worth_drawing(
    group: list[Chain], whole: frozenset[tuple[int, int]], fine: Flags, per_cm: float
) -> bool:
    """Tell whether chains that meet are together long and sure enough to be a line."""
    height, width = fine.shape
    sure = finely = 0.0
    length = sum(len(chain.corners) - 1 for chain in group)
    for chain in group:
        places = numbers(chain, width)
        sure += sum((min(step), max(step)) in whole for step in itertools.pairwise(places))
        x, y = np.minimum(chain.corners, (width - 1, height - 1)).T
        finely += float(fine[y, x].sum())
    is_fine = finely > 0.5 * length
    need = max(shortest_fine[0] * per_cm, shortest_fine[1]) if is_fine else shortest * per_cm
    return sure >= 0.5 * need and length > 1.27 * need


def numbers(chain: Chain, width: int) -> list[int]:
    """Return the numbers of a chain's corners in a picture so many pixels wide."""
    return (chain.corners[:, 1] * (width + 1) + chain.corners[:, 0]).tolist()


def bridged(chains: list[Chain], stops: frozenset[int], seen: Seen) -> list[Chain]:
    """Return chains of which those are joined whose free ends look at each other over a gap."""
    width = seen.inside.shape[1]
    ends = Counter(numbers(chain, width)[at] for chain in chains for at in (0, -1))
    reach = max(widest_gap[0] * seen.per_cm, widest_gap[1])
    free: list[tuple[Chain, bool]] = []
    for chain in chains:
        places = numbers(chain, width)
        if len(places) >= least_piece and not chain.closed:
            for last, place in ((False, places[0]), (True, places[-1])):
                if ends[place] == 1 and place not in stops:
                    free.append((chain, last))
    rated = []
    for a, (one, one_last) in enumerate(free):
        start, out = end_of(one, one_last)
        for b in range(a):
            other, other_last = free[b]
            goal, back = end_of(other, other_last)
            gap = goal - start
            far = float(np.hypot(*gap))
            if other is not one and 0 < far <= reach:
                bend = min(float((out * gap).sum()), -float((back * gap).sum())) / far
                if bend > 0.6:
                    rated.append((round(far, 6), a, b))
    taken: set[int] = set()
    left = {id(chain): chain for chain in chains}
    now = {id(chain): id(chain) for chain in chains}
    for _, a, b in sorted(rated):
        one, other = left[find(now, id(free[a][0]))], left[find(now, id(free[b][0]))]
        if {a, b} & taken or one is other:
            continue
        taken |= {a, b}
        joined = spliced(one, other, end_of(*free[a])[0], end_of(*free[b])[0])
        del left[id(one)], left[id(other)]
        left[id(joined)] = joined
        now[id(one)] = now[id(other)] = id(joined)
        now[id(joined)] = id(joined)
    return list(left.values())


def find(now: dict[int, int], key: int) -> int:
    """Return what a chain has become."""
    while now[key] != key:
        key = now[key]
    return key


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
    source = np.where(unknown, -1, np.arange(labels.size).reshape(labels.shape))
    holes = unknown.copy()
    while holes.any():
        before = int(holes.sum())
        for here, there in pairs(labels):
            for to, of in ((here, there), (there, here)):
                take = holes[to] & (source[of] >= 0) & (labels[to] == labels[of])
                source[to][take] = source[of][take]
        holes = source < 0
        if int(holes.sum()) == before:
            break
    filled_up = np.flatnonzero(unknown & ~holes)
    return filled_up, source.ravel()[filled_up]


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
