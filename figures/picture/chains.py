"""Pictures of numbers -> chains: where two numbers meet, and where the depth jumps.

A chain runs along the sides of pixels, from one place where more than two chains meet to the
next. What lies on its left and right is the same all along it, so two regions share its curve.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from figures.geometry.vectors import Ints
from figures.picture.pixels import Sides, pairs


@dataclass(eq=False, slots=True)
class Chain:
    """Corners of pixels (n, 2) from a node to a node, and the numbers to its left and right.

    A closed chain ends where it began.
    """

    corners: Ints
    left: int
    right: int

    @property
    def closed(self) -> bool:
        """Tell whether it ends where it began."""
        return bool((self.corners[0] == self.corners[-1]).all())

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The corners at which it begins and ends."""
        (a, b), (c, d) = self.corners[0].tolist(), self.corners[-1].tolist()
        return (a, b), (c, d)

    def numbers(self, width: int) -> list[int]:
        """Return the numbers of its corners in a picture so many pixels wide."""
        return (self.corners[:, 1] * (width + 1) + self.corners[:, 0]).tolist()


def cracks(picture: Ints, marked: Sides) -> Ints:
    """Return the marked sides between pixels, (n, 4): corner, corner, left and right number.

    *marked* are those between each pixel and its right neighbour (h, w - 1), and the one below.
    """
    wide = picture.shape[1] + 1
    found = []
    for (here, there), mark, across in zip(pairs(picture), marked, (True, False), strict=True):
        y, x = mark.nonzero()
        one, other = picture[here][mark], picture[there][mark]
        if across:
            start, end = y * wide + x + 1, (y + 1) * wide + x + 1
            found.append(np.stack((start, end, other, one), 1))
        else:
            start, end = (y + 1) * wide + x, (y + 1) * wide + x + 1
            found.append(np.stack((start, end, one, other), 1))
    return np.concatenate(found)


def find_chains(sides: Ints, width: int, stops: frozenset[int] = frozenset()) -> list[Chain]:
    """Return the chains that cracks make in a picture so many pixels wide; all end at *stops*."""
    meeting: dict[int, list[tuple[int, int]]] = {}
    for number, (start, end) in enumerate(sides[:, :2].tolist()):
        meeting.setdefault(start, []).append((number, end))
        meeting.setdefault(end, []).append((number, start))
    used = [False] * len(sides)

    def follow(start: int, number: int, to: int) -> Chain:
        corners, first = [start, to], number
        used[number] = True
        while to != start and to not in stops and len(meeting[to]) == 2:
            number, after = next(one for one in meeting[to] if one[0] != number)
            if used[number]:
                break
            used[number] = True
            corners.append(after)
            to = after
        forward = sides[first, 0] == start
        left, right = sides[first, 2:] if forward else sides[first, :1:-1]
        places = np.array(corners, np.intp)
        return Chain(
            np.stack((places % (width + 1), places // (width + 1)), 1), int(left), int(right)
        )

    nodes = [at for at in meeting if len(meeting[at]) != 2 or at in stops]
    return [
        follow(at, number, to)
        for at in (*nodes, *meeting)
        for number, to in meeting[at]
        if not used[number]
    ]


def loops(chains: list[Chain], number: int) -> list[list[tuple[Chain, bool]]]:
    """Return the closed lines round the regions of a number: chains, and whether to walk each
    forwards, so that the region is always on the left."""
    leaving: dict[tuple[int, int], list[tuple[Chain, bool]]] = {}
    for chain in chains:
        if number in (chain.left, chain.right):
            forward = chain.left == number
            leaving.setdefault(chain.ends[0 if forward else 1], []).append((chain, forward))
    found = []
    while leaving:
        start = at = next(iter(leaving))
        loop: list[tuple[Chain, bool]] = []
        while not loop or at != start:
            ways = leaving[at]
            best = min(ways, key=lambda way: turn(loop[-1], way)) if loop else ways[0]
            ways.remove(best)
            if not ways:
                del leaving[at]
            loop.append(best)
            at = best[0].ends[1 if best[1] else 0]
        found.append(loop)
    return found


def turn(before: tuple[Chain, bool], after: tuple[Chain, bool]) -> float:
    """Return how far to the right one turns from a chain into the next; the left is below 0."""
    came = walked(before)[-1] - walked(before)[-2]
    goes = walked(after)[1] - walked(after)[0]
    return math.atan2(came[0] * goes[1] - came[1] * goes[0], came[0] * goes[0] + came[1] * goes[1])


def walked(way: tuple[Chain, bool]) -> Ints:
    """Return the corners of a chain in the order in which it is walked."""
    chain, forward = way
    return chain.corners if forward else chain.corners[::-1]
