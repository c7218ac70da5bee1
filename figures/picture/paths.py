"""Smooth lines of chains -> curves in every frame -> paths.

A pixel is a step of the grid on which paths are drawn, so curves need only be rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from figures.geometry.curves import Command, Path
from figures.geometry.vectors import Floats, Ints
from figures.picture.carry import carried, even_ways, ways_of
from figures.picture.chains import Chain, loops
from figures.picture.fitting import Curve, fit_line, turned_to_corner
from figures.picture.raster import Seen
from figures.picture.smoothing import Node

Moves = Sequence[Floats]
"""For each other frame: how far (n, 2), in pixels, every point of the surfaces is from where it is
in the picture."""

away = 6  # steps of the grid that whatever moves goes at once


class Paint(NamedTuple):
    """A path to be drawn: the look it has, by its role, and where it is in the other frames.

    All *frames* have the same commands as the path; what doesn't move has none.
    """

    role: str
    path: Path
    frames: tuple[Path, ...] = ()


class Drawn(NamedTuple):
    """Controls (4, 2) of curves that follow each other: first in the picture, then in each of the
    other frames."""

    frames: tuple[list[Floats], ...]

    def backwards(self) -> Drawn:
        """Return the same curves from the last to the first."""
        return Drawn(tuple([one[::-1] for one in frame[::-1]] for frame in self.frames))


Outline = tuple[list[Drawn], bool]
"""Curves that follow each other, and whether they are closed."""


def draw_chains(
    seen: Seen, chains: list[Chain], lines: list[Floats], moves: Moves, tolerance: float
) -> list[Drawn]:
    """Return the curves along the smooth lines of chains, at most *tolerance* pixels away."""
    ends = [node for chain in chains for node in chain.ends]
    fitted: list[tuple[list[Curve], Chain]] = []
    for chain, line in zip(chains, lines, strict=True):
        if chain.closed and ends.count(chain.ends[0]) == 2:
            at = turned_to_corner(line)
            line = np.concatenate((line[at:-1], line[: at + 1]))
            corners = np.concatenate((chain.corners[at:-1], chain.corners[: at + 1]))
            chain = Chain(corners, chain.left, chain.right)
        fitted.append((fit_line(line, tolerance), chain))
    here = [[curve.controls for curve in curves] for curves, _ in fitted]
    there = [carry_all(seen, fitted, move) for move in moves]
    return [Drawn(frames) for frames in zip(here, *there, strict=True)]


def carry_all(
    seen: Seen, fitted: list[tuple[list[Curve], Chain]], move: Floats
) -> list[list[Floats]]:
    """Return the controls of all curves in another frame; those that meet at a node still do."""
    ways = [even_ways(ways_of(seen, move, chain.corners), chain.closed) for _, chain in fitted]
    meeting: dict[Node, list[Floats]] = {}
    for way, (_, chain) in zip(ways, fitted, strict=True):
        for end, node in enumerate(chain.ends):
            meeting.setdefault(node, []).append(way[-end])
    out = []
    for way, (curves, chain) in zip(ways, fitted, strict=True):
        first, last = (np.mean(meeting[node], 0) for node in chain.ends)
        out.append(carried(curves, pinned(way, first, last)))
    return out


def pinned(ways: Floats, first: Floats, last: Floats) -> Floats:
    """Return ways of which the first and last are given, and those between go along."""
    part = np.linspace(0, 1, len(ways))[:, None]
    return ways + (1 - part) * (first - ways[0]) + part * (last - ways[-1])


def outlines(chains: list[Chain], drawn: list[Drawn], number: int) -> list[Outline]:
    """Return the closed outlines of the regions of a number."""
    by_chain = {id(chain): one for chain, one in zip(chains, drawn, strict=True)}
    return [
        (
            [by_chain[id(chain)] if on else by_chain[id(chain)].backwards() for chain, on in loop],
            True,
        )
        for loop in loops(chains, number)
    ]


def paint_of(role: str, lines: Iterable[Outline], seen: Seen) -> Paint:
    """Return lines as one path, in all frames."""
    frames: list[list[Command]] = []
    for pieces, closed in lines:
        together = [
            [on_grid(one, seen) for piece in pieces for one in piece.frames[k]]
            for k in range(len(pieces[0].frames))
        ]
        still, *moved = together
        together = [still, *([*map(coarsely_away, still, frame)] for frame in moved)]
        kinds = letters_of(still)
        if any(kinds):
            frames = frames or [[] for _ in together]
            for commands, curves in zip(frames, together, strict=True):
                commands += write(curves, kinds, closed)
    paths = [Path(tuple(commands)) for commands in frames] or [Path()]
    return Paint(role, paths[0], () if all(one == paths[0] for one in paths) else tuple(paths[1:]))


def on_grid(controls: Floats, seen: Seen) -> Ints:
    """Return places in pixels as steps on the page, every second one: no eye sees the others."""
    low = np.array((seen.box.left, seen.box.top)) * seen.per_cm
    return 2 * np.floor((controls + low) / 2 + 0.5 + 1e-6).astype(np.intp)


def coarsely_away(still: Ints, there: Ints) -> Ints:
    """Return controls elsewhere, a whole number of larger steps away: what moves is not looked at
    so closely, and small whole numbers pack better."""
    return still + away * np.floor((there - still) / away + 0.5 + 1e-6).astype(np.intp)


def letters_of(curves: list[Ints]) -> list[str]:
    """Return the command for each curve: `l` for a straight one, none for one that goes nowhere."""
    kinds = []
    at = curves[0][0]
    for controls in curves:
        way = controls[1:] - at
        size = float(np.hypot(*way[2]))
        off = max(abs(way[k][0] * way[2][1] - way[k][1] * way[2][0]) for k in (0, 1))
        kinds.append("" if not size else "l" if off < 0.6 * size else "c")
        if size:
            at = controls[3]
    return kinds


def write(curves: list[Ints], kinds: list[str], closed: bool) -> list[Command]:
    """Return the commands of curves that follow each other."""
    at = curves[0][0]
    commands = [Command("M", tuple(at.tolist()))]
    for controls, kind in zip(curves, kinds, strict=True):
        if kind:
            ways = (controls[1:] if kind == "c" else controls[3:]) - at
            commands.append(Command(kind, tuple(ways.ravel().tolist())))
            at = controls[3]
    return [*commands, Command("z")] if closed else commands
