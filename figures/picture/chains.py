"""Pictures of numbers: areas of pixels, and the chains of sides along which two numbers meet.

A corner of pixels has the number of the pixel that lies below and right of it, counted row by row.
Nothing is marked at the edge of a picture, so no line needs the corners beyond.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints

thin = 2.0  # pixels of an area for each pixel of its border, below which outlines would cover it
least_clear = 8  # pixels of an area that no line covers

Sides = Flags
"""Marks (2, h, w) between each pixel and the one on its right, and the one below."""


def neighbours(picture: Floats | Ints | Flags) -> Floats:
    """Return the right and the lower neighbour of each pixel, (2, h, w); itself at the edge."""
    out: Floats = np.stack((picture, picture))
    out[0, :, :-1], out[1, :-1] = picture[:, 1:], picture[1:]
    return out


def borders(picture: Ints) -> Sides:
    """Return where neighbours differ."""
    out = np.zeros((2, *picture.shape), bool)
    np.not_equal(picture[:, :-1], picture[:, 1:], out=out[0, :, :-1])
    np.not_equal(picture[:-1], picture[1:], out=out[1, :-1])
    return out


def marked_in(sides: Sides) -> tuple[Ints, Ints, Ints]:
    """Return axis, row and column of each side that is marked."""
    # Ten times as fast as to ask an array of three dimensions.
    axis, y, x = np.unravel_index(np.flatnonzero(sides), sides.shape)
    return axis, y, x


def beside(sides: Sides) -> Flags:
    """Return the pixels (h, w) beside the sides that are marked."""
    out: Flags = np.logical_or(sides[0], sides[1])
    out[:, 1:] |= sides[0, :, :-1]
    out[1:] |= sides[1, :-1]
    return out


def grown(mask: Flags, pixels: int) -> Flags:
    """Return a mask with everything added that is at most so many pixels away, in a square."""
    for _ in range(pixels):
        high = mask.copy()
        high[1:] |= mask[:-1]
        high[:-1] |= mask[1:]
        mask = high.copy()
        mask[:, 1:] |= high[:, :-1]
        mask[:, :-1] |= high[:, 1:]
    return mask


def areas(apart: Sides) -> tuple[Ints, Ints]:
    """Return for each pixel (h, w) the number of its area, and how large each area is; the sides
    that are marked keep areas apart."""
    _, height, width = apart.shape
    new = np.ones((height, width), bool)
    new[:, 1:] = apart[0, :, :-1]
    run = np.cumsum(new).reshape(height, width) - 1
    # two runs that lie on each other need to be linked only where they begin to
    below = ~apart[1, :-1]
    first = below.copy()
    first[:, 1:] &= ~below[:, :-1] | new[:-1, 1:] | new[1:, 1:]
    one, other = run[:-1][first], run[1:][first]
    area, before = np.arange(run[-1, -1] + 1), np.zeros(0, np.intp)
    while not np.array_equal(area, before):
        before = area.copy()
        least = np.minimum(area[one], area[other])
        np.minimum.at(area, before[one], least)
        np.minimum.at(area, before[other], least)
        while not np.array_equal(area, area[area]):
            area = area[area]
    number = np.unique(area, return_inverse=True)[1].reshape(-1)[run]
    return number, np.bincount(number.ravel())


def without_specks(picture: Ints, least: int, least_thin: int, clear: Flags | None = None) -> Ints:
    """Return the picture with each area smaller than *least* given to the number with which it
    shares most of its border; thin ones, which lines would cover, if smaller than *least_thin*, and
    those of which hardly anything is *clear*."""
    kinds = int(picture.max()) + 1
    for _ in range(3):
        edge = borders(picture)
        area, size = areas(edge)
        axis, y, x = marked_in(edge)
        ways = ((y, x), (y + axis, x + 1 - axis)), ((y + axis, x + 1 - axis), (y, x))
        pairs = np.concatenate([area[here] * kinds + picture[there] for here, there in ways])
        pair, long = np.unique(pairs, return_counts=True)
        border = np.bincount(pair // kinds, long, len(size))
        small = (size < least) | (size < thin * border) & (size < least_thin)
        if clear is not None:
            small |= np.bincount(area[clear], minlength=len(size)) < least_clear
        if not small.any():
            break
        pair = pair[np.argsort(long, kind="stable")]
        given = np.zeros(len(size), np.intp)
        given[pair // kinds] = pair % kinds
        picture = np.where(small[area], given[area], picture)
    return picture


class Chain(NamedTuple):
    """Corners (n) from a node to a node, and the numbers to the left and right all along them. A
    closed chain ends where it began.
    """

    corners: Ints
    left: int
    right: int

    @property
    def ends(self) -> tuple[int, int]:
        """The corners at which it begins and ends."""
        return int(self.corners[0]), int(self.corners[-1])


def cracks(picture: Ints, marked: Sides) -> Ints:
    """Return the marked sides between pixels, (n, 4): corner, corner, left and right number."""
    width = picture.shape[1]
    axis, y, x = marked_in(marked)
    at, here, there = y * width + x, picture[y, x], picture[y + axis, x + 1 - axis]
    start = at + np.where(axis, width, 1)
    sides = np.where(axis, here, there), np.where(axis, there, here)
    return np.stack((start, at + width + 1, *sides), 1)


def find_chains(sides: Ints, stops: Collection[int] = ()) -> list[Chain]:
    """Return the chains that cracks make; all end at *stops*."""
    meeting: dict[int, list[tuple[int, int]]] = {}
    for number, (start, end) in enumerate(sides[:, :2].tolist()):
        meeting.setdefault(start, []).append((number, end))
        meeting.setdefault(end, []).append((number, start))
    used = [False] * len(sides)

    def follow(start: int, first: int, to: int) -> Chain:
        corners, number = [start, to], first
        used[first] = True
        while to != start and to not in stops and len(meeting[to]) == 2:
            number, to = next(one for one in meeting[to] if one[0] != number)
            used[number] = True
            corners.append(to)
        left, right = sides[first, 2:] if sides[first, 0] == start else sides[first, :1:-1]
        return Chain(np.array(corners), int(left), int(right))

    nodes = [at for at in meeting if len(meeting[at]) != 2 or at in stops]
    return [
        follow(at, number, to)
        for at in (*nodes, *meeting)
        for number, to in meeting[at]
        if not used[number]
    ]


def loops(chains: list[Chain], number: int) -> list[list[tuple[int, bool]]]:
    """Return the closed lines round the regions of a number: which chains, and whether to walk
    each forwards, so that the region is always on the left."""
    leaving: dict[int, list[tuple[int, bool]]] = {}
    for k, chain in enumerate(chains):
        if number in (chain.left, chain.right):
            forward = chain.left == number
            leaving.setdefault(chain.ends[0 if forward else 1], []).append((k, forward))
    found = []
    while leaving:
        start = at = next(iter(leaving))
        loop: list[tuple[int, bool]] = []
        while not loop or at != start:
            k, forward = leaving[at].pop()
            if not leaving[at]:
                del leaving[at]
            loop.append((k, forward))
            at = chains[k].ends[1 if forward else 0]
        found.append(loop)
    return found
