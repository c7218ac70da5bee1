"""Chains of pixel corners -> smooth lines through them, which run on through the nodes.

Where chains meet, the two that go straight on are smoothed as one, a strand, and the others end on
it: so an outline that becomes the border of a sleeve has no kink.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from figures.geometry.vectors import Flags, Floats
from figures.picture.chains import Chain
from figures.picture.pixels import grown_row, smoothed

Node = tuple[int, int]
straight = -0.55  # cosine between two chains at a node, from which on they are one line
look_ahead = 9  # corners


class Turns(NamedTuple):
    """How much lines are smoothed, in pixels: where the picture is fine, and elsewhere."""

    fine: float
    coarse: float


def smooth_chains(
    chains: list[Chain], fine: Flags, turns: Turns, fixed: Mapping[Node, Floats]
) -> tuple[list[Floats], dict[Node, Floats]]:
    """Return the smooth lines of chains, a point for each corner, and where their nodes are.

    *fine* (h, w) says where the picture is fine; nodes that are *fixed* stay where they are.
    """
    lines: dict[int, Floats] = {}
    nodes: dict[Node, Floats] = dict(fixed)
    for strand in strands(chains):
        pieces = [
            chains[k].corners if forward else chains[k].corners[::-1] for k, forward in strand
        ]
        corners = np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
        line = smooth_line(corners.astype(float), fine, turns)
        at = 0
        for (k, forward), piece in zip(strand, pieces, strict=True):
            part = line[at : at + len(piece)]
            lines[k] = part if forward else part[::-1]
            if at:
                nodes.setdefault(tuple(piece[0].tolist()), part[0])
            at += len(piece) - 1
    ordered = []
    for k, chain in enumerate(chains):
        line = lines[k]
        for end, node in enumerate(chain.ends):
            line = drawn_to(line, nodes.setdefault(node, line[-end]), end == 1)
        ordered.append(line)
    return ordered, nodes


def drawn_to(line: Floats, goal: Floats, backwards: bool) -> Floats:
    """Return the line with its first (or last) point at the goal, the next ones drawn along."""
    reach = min(len(line) - 1, 2 * look_ahead)
    left = np.clip(1 - np.arange(len(line)) / max(reach, 1), 0, 1) ** 2
    if backwards:
        return line + left[::-1, None] * (goal - line[-1])
    return line + left[:, None] * (goal - line[0])


def strands(chains: list[Chain]) -> list[list[tuple[int, bool]]]:
    """Return the chains, by number and whether walked forwards, strung together at nodes where
    they go straight on."""
    meeting: dict[Node, list[tuple[int, bool]]] = {}
    for k, chain in enumerate(chains):
        for forward, node in zip((True, False), chain.ends, strict=True):
            meeting.setdefault(node, []).append((k, forward))
    follows: dict[tuple[int, bool], tuple[int, bool]] = {}
    for leaving in meeting.values():
        ways = [leave(chains[k], forward) for k, forward in leaving]
        rated = sorted(
            (round(float(ways[a] @ ways[b]), 6), a, b)
            for a in range(len(ways))
            for b in range(a)
            if leaving[a][0] != leaving[b][0]
        )
        taken: set[int] = set()
        for cosine, a, b in rated:
            if cosine < straight and not {a, b} & taken:
                taken |= {a, b}
                follows[leaving[a][0], not leaving[a][1]] = leaving[b]
                follows[leaving[b][0], not leaving[b][1]] = leaving[a]
    found, used = [], set[int]()
    starts = [(k, True) for k in range(len(chains))]
    for start in starts:
        if start[0] in used:
            continue
        head, seen = start, {start[0]}
        while (head[0], not head[1]) in follows:
            k, forward = follows[head[0], not head[1]]
            if k in seen:
                break
            head = (k, not forward)
            seen.add(k)
        strand = [head]
        used.add(head[0])
        while strand[-1] in follows and follows[strand[-1]][0] not in used:
            strand.append(follows[strand[-1]])
            used.add(strand[-1][0])
        found.append(strand)
    return found


def leave(chain: Chain, forward: bool) -> Floats:
    """Return the unit way in which a chain leaves its first (or last) node."""
    corners = chain.corners if forward else chain.corners[::-1]
    way = (corners[min(look_ahead, len(corners) - 1)] - corners[0]).astype(float)
    return way / (np.hypot(*way) + 1e-9)


def smooth_line(corners: Floats, fine: Flags, turns: Turns) -> Floats:
    """Return corners smoothed: less where the picture is fine."""
    closed = bool((corners[0] == corners[-1]).all())
    open_corners = corners[:-1] if closed else corners
    if len(open_corners) < 4:
        return corners
    x, y = np.minimum(open_corners, (fine.shape[1] - 1, fine.shape[0] - 1)).astype(int).T
    finely = fine[y, x]
    line = smoothed(open_corners, turns.fine, closed)
    if not finely.all():
        share = smoothed(grown_row(finely, int(2 * turns.coarse), closed), turns.coarse, closed)
        share = np.clip(share, 0, 1)[:, None]
        line = line * share + smoothed(open_corners, turns.coarse, closed) * (1 - share)
    line = np.round(line, 6)
    return np.concatenate((line, line[:1])) if closed else line
