"""Lines of many points -> few cubic Bézier curves (after Schneider, Graphics Gems, 1990)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Floats

corner = -0.5  # cosine between the ways out of a point, above which it is a corner
look_ahead = 10  # points
straight = 0.5  # pixels beside the straight way
least_straight = 30  # pixels


class Curve(NamedTuple):
    """A cubic curve: its *controls* (4, 2), and the *times* (n) from 0 to 1 at which it is nearest
    to the points it was fitted to, the *first* of which is counted along the line."""

    controls: Floats
    times: Floats
    first: int


def fit_line(points: Floats, tolerance: float) -> list[Curve]:
    """Return the curves along a line (n, 2), from its first point to its last."""
    closed = len(points) > 4 and bool((points[0] == points[-1]).all())
    reach = reach_of(points)
    start, end = way_from(points, 0, reach), way_from(points, len(points) - 1, -reach)
    if closed and dot(start, end) < corner:
        start = unit(start - end)
        end = -start
    return fit(points, tolerance, start, end, 0)


def turned_to_corner(points: Floats) -> int:
    """Return the number of the sharpest point of a closed line, where its curves should begin."""
    ring = points[:-1]
    reach = min(4, len(ring) // 3)
    before, after = np.roll(ring, reach, 0) - ring, np.roll(ring, -reach, 0) - ring
    sizes = np.sqrt((before**2).sum(1) * (after**2).sum(1)) + 1e-9
    return int(np.round((before * after).sum(1) / sizes, 6).argmax())


def fit(points: Floats, tolerance: float, start: Floats, end: Floats, first: int) -> list[Curve]:
    """Return curves along points that leave and arrive in the given ways."""
    steps = np.sqrt((np.diff(points, axis=0) ** 2).sum(1))
    times = np.concatenate(([0.0], np.cumsum(steps)))
    times = times / (times[-1] or 1)
    if len(points) < 4:
        third = float(np.hypot(*(points[-1] - points[0]))) / 3
        return [Curve(with_handles(points, start * third, end * third), times, first)]
    if is_straight(points):
        third = (points[-1] - points[0]) / 3
        return [Curve(with_handles(points, third, -third), times, first)]
    for attempt in range(4):
        controls = best_controls(points, times, start, end)
        away = ((at_times(controls, times) - points) ** 2).sum(1).round(6)
        worst = int(away.argmax())
        if away[worst] <= tolerance**2:
            return [Curve(controls, times, first)]
        if attempt and away[worst] > 9 * tolerance**2:
            break
        times = nearest_times(points, controls, times)
    split = min(max(worst, 2), len(points) - 3) if len(points) > 5 else len(points) // 2
    reach = reach_of(points)
    back, on = way_from(points, split, -reach), way_from(points, split, reach)
    if dot(back, on) < corner:
        on = unit(on - back)
        back = -on
    return fit(points[: split + 1], tolerance, start, back, first) + fit(
        points[split:], tolerance, on, end, first + split
    )


def is_straight(points: Floats) -> bool:
    """Tell whether a line only leaves the straight way as the sides of pixels do."""
    way = points[-1] - points[0]
    off = (points[:, 0] - points[0, 0]) * way[1] - (points[:, 1] - points[0, 1]) * way[0]
    size = float(np.hypot(way[0], way[1]))
    return size > least_straight and float(np.abs(off).max()) <= straight * size


def reach_of(points: Floats) -> int:
    """Return how many points away one looks to tell which way a line goes."""
    return max(2, min(look_ahead, len(points) // 4))


def dot(one: Floats, other: Floats) -> float:
    """Return how far a way on the page goes along another."""
    return float(one[0] * other[0] + one[1] * other[1])


def unit(way: Floats) -> Floats:
    """Return a way on the page, one long."""
    return way / (np.hypot(way[0], way[1]) + 1e-9)


def way_from(points: Floats, at: int, reach: int) -> Floats:
    """Return the unit way from a point to the one so many further on."""
    return unit(points[min(max(at + reach, 0), len(points) - 1)] - points[at])


def with_handles(points: Floats, start: Floats, end: Floats) -> Floats:
    """Return the controls of a curve from the first point to the last."""
    return np.array((points[0], points[0] + start, points[-1] + end, points[-1]))


def weights(times: Floats) -> Floats:
    """Return how much each of the four controls counts at the times, (4, n)."""
    left = 1 - times
    return np.stack((left**3, 3 * left**2 * times, 3 * left * times**2, times**3))


def at_times(controls: Floats, times: Floats) -> Floats:
    """Return the points (n, 2) of a curve."""
    share = weights(times)
    return sum(share[k][:, None] * controls[k] for k in range(4))


def best_controls(points: Floats, times: Floats, start: Floats, end: Floats) -> Floats:
    """Return the controls of the curve nearest to the points that leaves and arrives so."""
    share = weights(times)
    one, other = share[1][:, None] * start, share[2][:, None] * end
    rest = points - (share[0] + share[1])[:, None] * points[0]
    rest = rest - (share[2] + share[3])[:, None] * points[-1]
    a, b, c = (one * one).sum(), (one * other).sum(), (other * other).sum()
    p, q = (one * rest).sum(), (other * rest).sum()
    span = float(np.hypot(*(points[-1] - points[0])))
    whole = a * c - b * b
    out, back = span / 3, span / 3
    if abs(whole) > 1e-9:
        fitted = (c * p - b * q) / whole, (a * q - b * p) / whole
        if min(fitted) > span * 0.02 and max(fitted) < span * 3 + 3:
            out, back = fitted
    return with_handles(points, start * out, end * back)


def nearest_times(points: Floats, controls: Floats, times: Floats) -> Floats:
    """Return times at which the curve is nearer to its points: one step of Newton's."""
    first, second = np.diff(controls, axis=0) * 3, np.diff(controls, 2, axis=0) * 6
    left = 1 - times
    away = at_times(controls, times) - points
    speed = (
        (left**2)[:, None] * first[0]
        + (2 * left * times)[:, None] * first[1]
        + (times**2)[:, None] * first[2]
    )
    change = left[:, None] * second[0] + times[:, None] * second[1]
    slope = (speed * speed + away * change).sum(1)
    step = (away * speed).sum(1) / np.where(np.abs(slope) > 1e-9, slope, 1)
    times = np.clip(times - np.where(np.abs(slope) > 1e-9, step, 0), 0, 1)
    times[0], times[-1] = 0, 1
    return np.maximum.accumulate(times)
