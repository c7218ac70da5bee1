"""Which triangle is seen at each pixel: a z-buffer without perspective.

Triangles are cut into rows and rows into pixels. One whole number for each pixel of each triangle
holds its nearness and, below that, the triangle, so that the largest wins and ties always fall
alike: to the triangle that comes first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Floats, Ints

depth_steps = 1000  # of nearness in a unit: nearer than that is a tie
triangle_bits = 24


class Raster(NamedTuple):
    """For each pixel (h, w): the triangle seen, -1 for none, its nearness (-1e4 for none), and how
    much each of its corners counts there (h, w, 3)."""

    winner: Ints
    depth: Floats
    weights: Floats


class Rows(NamedTuple):
    """Rows of triangles: which triangle, which row, and the pixels from *start* to before *end*."""

    triangle: Ints
    row: Ints
    start: Ints
    end: Ints


def rasterise(triangles: Floats, width: int, height: int, keep: Floats | None = None) -> Raster:
    """Return what is seen of triangles (n, 3, 3): x right and y down in pixels, and nearness.

    Where *keep* (n, 3), spread over the triangle, is above 0, there is nothing.
    """
    rows = cut_into_rows(triangles, width, height)
    long = rows.end - rows.start
    triangle = np.repeat(rows.triangle, long)
    first = np.repeat(np.cumsum(long) - long, long)
    x = np.arange(len(triangle)) - first + np.repeat(rows.start, long)
    y = np.repeat(rows.row, long)
    depth = spread(triangles, triangles[:, :, 2], triangle, x, y)
    if keep is not None:
        cut = (keep.max(1) > 0)[triangle].nonzero()[0]
        gone = spread(triangles, keep, triangle[cut], x[cut], y[cut]) > 0
        stays = np.ones(len(triangle), bool)
        stays[cut[gone]] = False
        triangle, x, y, depth = triangle[stays], x[stays], y[stays], depth[stays]
    near = np.floor(depth * depth_steps + 0.5).astype(np.int64)
    first_wins = (1 << triangle_bits) - 1 - triangle
    best = np.full(width * height, np.iinfo(np.int64).min)
    np.maximum.at(best, y * width + x, (near << triangle_bits) | first_wins)
    hit = (best > np.iinfo(np.int64).min).nonzero()[0]
    seen = (1 << triangle_bits) - 1 - (best[hit] & ((1 << triangle_bits) - 1))
    return gathered(triangles, hit, seen, width, height)


def cut_into_rows(triangles: Floats, width: int, height: int) -> Rows:
    """Return all rows of pixels whose middle lies in a triangle and in the picture.

    A side that two triangles share is measured from the same end in both, so that there is
    neither a gap nor a pixel twice.
    """
    x, y = triangles[:, :, 0], triangles[:, :, 1]
    turned = np.lexsort((x, y), axis=1)
    x, y = np.take_along_axis(x, turned, 1), np.take_along_axis(y, turned, 1)
    top = np.clip(np.ceil(y[:, 0] - 0.5), 0, height).astype(np.intp)
    bottom = np.clip(np.ceil(y[:, 2] - 0.5), 0, height).astype(np.intp)
    inside = (bottom > top) & (x.max(1) > 0) & (x.min(1) < width)
    chosen = inside.nonzero()[0]
    high = (bottom - top)[chosen]
    triangle = np.repeat(chosen, high)
    row = np.arange(len(triangle)) + np.repeat(top[chosen] - np.cumsum(high) + high, high)
    xs, ys, middle = x[triangle], y[triangle], row + 0.5
    upper = middle < ys[:, 1]
    one = along(xs[:, 0], ys[:, 0], xs[:, 2], ys[:, 2], middle)
    start, end = np.where(upper, 0, 1), np.where(upper, 1, 2)
    every = np.arange(len(triangle))
    other = along(xs[every, start], ys[every, start], xs[every, end], ys[every, end], middle)
    left = np.clip(np.ceil(np.minimum(one, other) - 0.5), 0, width).astype(np.intp)
    right = np.clip(np.ceil(np.maximum(one, other) - 0.5), 0, width).astype(np.intp)
    some = right > left
    return Rows(triangle[some], row[some], left[some], right[some])


def along(x0: Floats, y0: Floats, x1: Floats, y1: Floats, y: Floats) -> Floats:
    """Return where sides cross a height."""
    high = y1 - y0
    return x0 + (x1 - x0) * ((y - y0) / np.where(high > 0, high, 1))


def spread(triangles: Floats, values: Floats, triangle: Ints, x: Ints, y: Ints) -> Floats:
    """Return values given at the corners (n, 3) in the middle of pixels of some triangles."""
    a, b, c = triangles[:, 0], triangles[:, 1], triangles[:, 2]
    area = twice_area(a, b, c)
    area = np.where(np.abs(area) > 1e-9, area, 1e9)
    one, other = values[:, 1] - values[:, 0], values[:, 2] - values[:, 0]
    by_x = (one * (c[:, 1] - a[:, 1]) - other * (b[:, 1] - a[:, 1])) / area
    by_y = (other * (b[:, 0] - a[:, 0]) - one * (c[:, 0] - a[:, 0])) / area
    base = values[:, 0] + by_x * (0.5 - a[:, 0]) + by_y * (0.5 - a[:, 1])
    raw = base[triangle] + by_x[triangle] * x + by_y[triangle] * y
    # a triangle seen edge on is steep: what is spread must not leave what its corners have
    return np.minimum(np.maximum(raw, values.min(1)[triangle]), values.max(1)[triangle])


def twice_area(a: Floats, b: Floats, c: Floats) -> Floats:
    """Return twice the area of triangles on the page; its sign tells which way they run."""
    return (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])


def gathered(triangles: Floats, hit: Ints, seen: Ints, width: int, height: int) -> Raster:
    """Return the picture from the pixels that are *hit* and the triangles seen there."""
    corners = triangles[seen]
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    middle = np.stack([hit % width + 0.5, hit // width + 0.5], 1)
    area = twice_area(a, b, c)
    area = np.where(np.abs(area) > 1e-9, area, 1e9)
    second = np.clip(twice_area(a, middle, c) / area, 0, 1)
    third = np.clip(twice_area(a, b, middle) / area, 0, 1 - second)
    weights = np.zeros((height * width, 3))
    weights[hit] = np.stack([1 - second - third, second, third], 1)
    winner = np.full(height * width, -1, np.intp)
    winner[hit] = seen
    depth = np.full(height * width, -1e4)
    depth[hit] = (corners[:, :, 2] * weights[hit]).sum(1)
    shape = (height, width)
    return Raster(winner.reshape(shape), depth.reshape(shape), weights.reshape(*shape, 3))
