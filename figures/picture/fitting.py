"""Chains of corners -> smooth lines in every frame -> few cubic Bézier curves.

Lines are smoothed as heat spreads: again and again each point goes a little to between its two
neighbours. Where chains meet, the two that go straight on are one line, on which the others end:
so an outline that becomes the border of a sleeve has no kink. The curves are fitted after
Schneider (Graphics Gems, 1990).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from figures.geometry.curves import lengths
from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.chains import Chain

straight_on = -0.55  # cosine between two chains at a node, from which on they are one line
steps = 96  # of smoothing
turns = (2.0, 8.0)  # pixels that are smoothed away: where the picture is fine, and elsewhere
corner = -0.5  # cosine between the ways out of a point, above which it is a corner
look_ahead = 10  # points
straight, least_straight = 0.5, 30  # pixels beside the straight way, and of it
third = np.array(((6, 0, 0, 0), (-5, 18, -9, 2), (2, -9, 18, -5), (0, 0, 0, 6))) / 6
"""What makes the controls of a curve out of its points at 0, 1/3, 2/3 and 1."""


class Web(NamedTuple):
    """Chains as points that hang together: their *corners* (n), in order, where in them those of
    each chain are, the two neighbours of each point, itself where a line ends, and where it is in
    every frame, (n, f, 2)."""

    corners: Ints
    lines: list[Ints]
    before: Ints
    after: Ints
    places: Floats


def weave(chains: list[Chain], width: int) -> Web:
    """Return chains of a picture so many pixels wide as a web, in one frame."""
    corners, at = np.unique(np.concatenate([one.corners for one in chains]), return_inverse=True)
    lines = np.split(at.reshape(-1), np.cumsum([len(chain.corners) for chain in chains])[:-1])
    places = np.stack((corners % width, corners // width), 1).astype(float)
    before, after = np.arange(len(corners)), np.arange(len(corners))
    leaving: dict[int, list[Ints]] = {}
    for line in lines:
        before[line[1:-1]], after[line[1:-1]] = line[:-2], line[2:]
        for each in (line, line[::-1]):
            leaving.setdefault(int(each[0]), []).append(each)
    for node, found in leaving.items():
        ways = [unit(places[line[:look_ahead][-1]] - places[node]) for line in found]
        pairs = combinations(range(len(found)), 2)
        rated = ((round(dot(ways[a], ways[b]), 6), a, b) for a, b in pairs)
        cosine, a, b = min(rated, default=(1.0, 0, 0))
        if len(found) == 2 or cosine < straight_on:
            before[node], after[node] = found[a][1], found[b][1]
    return Web(corners, lines, before, after, places[:, None])


def smooth(web: Web, fine: Flags, known: Web | None = None) -> Web:
    """Return a web smoothed: less where it is *fine* (n). What is *known* already is there."""
    slow, fast = (sigma**2 / (2 * steps) for sigma in turns)
    rates = np.where(fine, slow, fast)[:, None, None]
    places = web.places.copy()
    if known:
        held = np.isin(web.corners, known.corners)
        places[held] = known.places[np.searchsorted(known.corners, web.corners[held])]
        rates[held] = 0
    for _ in range(steps):
        places += (places[web.before] + places[web.after] - 2 * places) * rates
    return web._replace(places=np.round(places, 6))


def fit_line(frames: Floats, tolerance: float) -> Floats:
    """Return the curves (f, k, 4, 2) along a line in every frame (f, n, 2), in the first of which
    they are at most so far from it."""
    line = frames[0]
    closed = len(line) > 4 and bool((line[0] == line[-1]).all())
    start, end = way_from(line, 0, 1), way_from(line, len(line) - 1, -1)
    if closed and dot(start, end) < corner:
        start = unit(start - end)
        end = -start
    found, first = [], 0
    for controls, times in fit(line, tolerance, start, end):
        piece = frames[:, first : first + len(times)]
        found.append(controls + carried(piece - piece[:1], times))
        first += len(times) - 1
    return np.stack(found, 1)


def carried(ways: Floats, times: Floats) -> Floats:
    """Return how far the controls of a curve go, (f, 4, 2), when its points go these ways."""
    at = np.interp(np.arange(4) / 3, times, np.arange(len(times)))
    low = np.minimum(at.astype(np.intp), len(times) - 2)
    part = (at - low)[:, None]
    thirds = ways[:, low] * (1 - part) + ways[:, low + 1] * part
    return np.round(np.einsum("kt,ftx->fkx", third, thirds), 4)


def fit(
    points: Floats, tolerance: float, start: Floats, end: Floats
) -> Iterator[tuple[Floats, Floats]]:
    """Yield the controls (4, 2) of curves along points that leave and arrive in the given ways,
    each with the times (n) from 0 to 1 at which it is at its points."""
    along = so_far(points)
    way, off = points[-1] - points[0], points - points[0]
    span = np.hypot(way[0], way[1])
    beside = np.abs(off[:, 0] * way[1] - off[:, 1] * way[0]).max()
    if span > least_straight and beside <= straight * span:
        yield np.linspace(points[0], points[-1], 4), along
        return
    times = along
    for _ in range(8):
        controls = best_controls(points, times, start, end)
        away = ((at_times(controls, times) - points) ** 2).sum(1).round(6)
        worst = int(away.argmax())
        if away[worst] <= tolerance**2 or len(points) < 4:
            yield controls, times
            return
        dense = np.linspace(0, 1, 2 * len(points))
        times = np.interp(along, so_far(at_times(controls, dense)), dense)
    split = min(max(worst, 2), len(points) - 3) if len(points) > 5 else len(points) // 2
    back, on = way_from(points, split, -1), way_from(points, split, 1)
    if dot(back, on) < corner:
        on = unit(on - back)
        back = -on
    yield from fit(points[: split + 1], tolerance, start, back)
    yield from fit(points[split:], tolerance, on, end)


def so_far(points: Floats) -> Floats:
    """Return which part of the length of a line lies before each of its points."""
    far = lengths(points)
    return np.asarray(far / (far[-1] or 1))


def dot(one: Floats, other: Floats) -> float:
    """Return how far a way on the page goes along another."""
    return float(one[0] * other[0] + one[1] * other[1])


def unit(way: Floats) -> Floats:
    """Return a way on the page, one long."""
    return way / (np.hypot(way[0], way[1]) + 1e-9)


def way_from(points: Floats, at: int, to: int) -> Floats:
    """Return the unit way from a point, forwards (1) or backwards (-1)."""
    reach = max(2, min(look_ahead, len(points) // 4))
    return unit(points[min(max(at + to * reach, 0), len(points) - 1)] - points[at])


def weights(times: Floats) -> Floats:
    """Return how much each of the four controls counts at the times, (4, n, 1)."""
    left = 1 - times
    return np.stack((left**3, 3 * left**2 * times, 3 * left * times**2, times**3))[..., None]


def at_times(controls: Floats, times: Floats) -> Floats:
    """Return the points (n, 2) of a curve."""
    return np.asarray((weights(times) * controls[:, None]).sum(0))


def best_controls(points: Floats, times: Floats, start: Floats, end: Floats) -> Floats:
    """Return the controls of the curve nearest to the points that leaves and arrives so."""
    first, last, share = points[0], points[-1], weights(times)
    one, other = share[1] * start, share[2] * end
    rest = points - (share[0] + share[1]) * first - (share[2] + share[3]) * last
    a, b, c = (one * one).sum(), (one * other).sum(), (other * other).sum()
    p, q = (one * rest).sum(), (other * rest).sum()
    span = float(np.hypot(*(last - first)))
    whole = a * c - b * b
    out = back = span / 3
    if abs(whole) > 1e-9:
        fitted = (c * p - b * q) / whole, (a * q - b * p) / whole
        if min(fitted) > span * 0.02 and max(fitted) < span * 3 + 3:
            out, back = fitted
    return np.array((first, first + start * out, last + end * back, last))
