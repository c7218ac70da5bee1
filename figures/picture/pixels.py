"""What is done to pictures of numbers: joining pixels to areas, growing them, smoothing rows."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints

half_line = 3  # pixels: half as wide as an outline is drawn

Sides = tuple[Flags, Flags]
"""Marks between each pixel and the one on its right (h, w - 1), and the one below (h - 1, w)."""


def areas(picture: Ints) -> tuple[Ints, Ints]:
    """Return for each pixel the number of its area, and how large each area is.

    An area is pixels of one number that touch by their sides.
    """
    right, below = (picture[here] == picture[there] for here, there in pairs(picture))
    return linked(right, below)


def linked(right: Flags, below: Flags) -> tuple[Ints, Ints]:
    """Return the areas of pixels that are linked to the one on their right, or to that below."""
    height, width = right.shape[0], below.shape[1]
    new = np.ones((height, width), bool)
    new[:, 1:] = ~right
    run = np.cumsum(new, dtype=np.int32).reshape(height, width) - 1
    # two runs that lie on each other need to be linked only where they begin to
    again = below[:, 1:] & below[:, :-1] & right[:-1] & right[1:]
    first = below.copy()
    first[:, 1:] &= ~again
    one, other = run[:-1][first], run[1:][first]
    area = np.arange(run[-1, -1] + 1)
    while True:
        least = np.minimum(area[one], area[other])
        before = area.copy()
        np.minimum.at(area, before[one], least)
        np.minimum.at(area, before[other], least)
        while not np.array_equal(area, area[area]):
            area = area[area]
        if np.array_equal(area, before):
            break
    number = np.cumsum(area == np.arange(len(area))) - 1
    result = number[area][run]
    return result, np.bincount(result.ravel())


def without_specks(picture: Ints, least: int, least_thin: int) -> Ints:
    """Return the picture with each area smaller than *least* given to the number with which it
    shares most of its border; thin ones, which lines would cover, if smaller than *least_thin*."""
    for _ in range(3):
        area, size = areas(picture)
        number = np.zeros(len(size), np.intp)
        number[area.ravel()] = picture.ravel()
        core = ~grown(edge_pixels(borders(picture)), half_line - 1)
        thick = np.bincount(area[core], minlength=len(size)) > 0
        small = (size < least) | ~thick & (size < least_thin)
        if not small.any():
            break
        kinds = int(picture.max()) + 1
        shared = np.zeros(len(size) * kinds, np.intp)
        for mark, (one, other) in zip(borders(picture), pairs(picture), strict=True):
            for here, there in ((one, other), (other, one)):
                border = mark & small[area[here]]
                shared += np.bincount(
                    area[here][border] * kinds + picture[there][border], minlength=len(shared)
                )
        number[small] = shared.reshape(-1, kinds).argmax(1)[small]
        picture = number[area]
    return picture


def borders(picture: Ints) -> Sides:
    """Return where neighbours differ."""
    right, below = (picture[here] != picture[there] for here, there in pairs(picture))
    return right, below


def edge_pixels(edge: Sides) -> Flags:
    """Return the pixels (h, w) beside the sides that are marked."""
    out = np.zeros((edge[0].shape[0], edge[1].shape[1]), bool)
    for mark, where in zip(edge, pairs(out), strict=True):
        for side in where:
            out[side] |= mark
    return out


def pairs(picture: Ints | Flags) -> tuple[tuple[tuple[slice, slice], tuple[slice, slice]], ...]:
    """Return where neighbours are: each pixel and the one right of it, each and the one below."""
    every, first, last = slice(None), slice(None, -1), slice(1, None)
    return (((every, first), (every, last)), ((first, every), (last, every)))


def grown(mask: Flags, pixels: int) -> Flags:
    """Return a mask with everything added that is at most so many pixels away, in a square."""
    for axis in (0, 1):
        mask = np.moveaxis(mask, axis, 0).copy()
        reached = 0
        while reached < pixels:
            step = min(reached + 1, pixels - reached)
            wider = mask.copy()
            wider[step:] |= mask[:-step]
            wider[:-step] |= mask[step:]
            mask, reached = wider, reached + step
        mask = np.moveaxis(mask, 0, axis)
    return mask


@cache
def bell(sigma: float) -> tuple[float, ...]:
    """Return the weights of a Gaussian curve from its middle outwards, which make 1 together."""
    reach = math.ceil(3 * sigma)
    weights = [math.exp(-((step / sigma) ** 2) / 2) for step in range(reach + 1)]
    whole = weights[0] + 2 * sum(weights[1:])
    return tuple(round(weight / whole, 9) for weight in weights)


def smoothed(values: Floats, sigma: float, closed: bool) -> Floats:
    """Return rows of numbers (n, ...) smoothed along the first axis.

    Open rows keep their ends: beyond them they go on as if turned about the end.
    """
    weights = bell(sigma)
    reach = len(weights) - 1
    size = len(values)
    if closed:
        wide = values[np.arange(-reach, size + reach) % size]
    else:
        reach = min(reach, size - 1)
        before, after = values[reach:0:-1], values[-2 : -reach - 2 : -1]
        wide = np.concatenate((2 * values[0] - before, values, 2 * values[-1] - after))
    out = wide[reach : reach + size] * weights[0]
    for step in range(1, reach + 1):
        sides = wide[reach - step : reach - step + size] + wide[reach + step : reach + step + size]
        out = out + sides * weights[step]
    left = 1 - weights[0] - 2 * sum(weights[1 : reach + 1])
    return out + values * left


def grown_row(mask: Flags, reach: int, closed: bool) -> Floats:
    """Return 1 where the row is true at most *reach* places away, else 0."""
    size = len(mask)
    at = np.arange(-reach, size + reach)
    wide = mask[at % size] if closed else mask[np.clip(at, 0, size - 1)]
    count = np.concatenate(([0], np.cumsum(wide)))
    return (count[2 * reach + 1 :] - count[: -2 * reach - 1] > 0).astype(float)
