"""Surfaces -> the flat line art that a camera sees of them, as paths.

Units of paths are centimetres times *scale*, in steps of a tenth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from figures.geometry.curves import Command, Path, steps_per_unit
from figures.geometry.surface import Surface
from figures.geometry.vectors import Floats, Ints
from figures.picture.camera import Camera
from figures.picture.carry import carried, even_ways, ways_of
from figures.picture.chains import Chain, borders, cracks, find_chains, loops
from figures.picture.creases import find_creases, fine_pixels
from figures.picture.fitting import Curve, fit_line, turned_to_corner
from figures.picture.pixels import without_specks
from figures.picture.seen import Box, Parts, Seen, look
from figures.picture.smoothing import Node, Turns, smooth_chains

least_area = 0.35  # square cm of a region
tolerance = 0.8  # pixels between a line and its curve
turns = Turns(2.0, 8.0)


class Paint(NamedTuple):
    """A path to be drawn: the look it has, by its role, and where it is in the other frames.

    All *frames* have the same commands as the path; what doesn't move has none.
    """

    role: str
    path: Path
    frames: tuple[Path, ...] = ()


class Drawn(NamedTuple):
    """The curves along a chain, in pixels, and their controls in each other frame."""

    curves: list[Floats]
    frames: tuple[list[Floats], ...]


@dataclass(frozen=True, eq=False)
class Traced:
    """A traced picture, and what is seen in it."""

    paints: tuple[Paint, ...]
    seen: Seen
    labels: Ints
    roles: tuple[str, ...]
    moves: tuple[Floats, ...]
    scale: float

    @property
    def box(self) -> Box:
        """The piece of the page that was looked at, in cm."""
        return self.seen.box

    def visible(self, place: Floats) -> bool:
        """Tell whether nothing hides a place in the room."""
        at = self.seen.camera.project(place[None])
        (x, y), depth = self.seen.pixel(at)[0], float(at[0, 2])
        return bool(self.seen.raster.depth[y, x] < depth + 0.5)

    def share(self, fields: Sequence[Floats | None]) -> float:
        """Return which share of what is drawn shows where fields are below 0; one field (n) for
        each surface, or None."""
        return float((self.seen.value(fields, 9.0) < 0).sum() / max(self.seen.inside.sum(), 1))

    def parts_seen(self) -> Ints:
        """Return how many pixels are seen of each part."""
        return np.bincount(self.seen.part[self.seen.inside])


def trace(
    frames: Sequence[Sequence[Surface]],
    camera: Camera,
    parts: Parts,
    box: Box | None = None,
    per_cm: float = 10,
    scale: float = 1,
) -> Traced:
    """Return the picture of the last frame; the others say where its lines are in them.

    All frames have the same surfaces, with their points elsewhere. *per_cm* is how many pixels
    are looked at in a centimetre.
    """
    seen = look(frames[-1], camera, box, per_cm)
    moves = tuple(
        np.concatenate([camera.project(surface.points) for surface in frame])[:, :2]
        - seen.points[:, :2]
        for frame in frames[:-1]
    )
    labels, roles = label(seen, parts)
    fine = fine_pixels(seen, parts)
    chains = find_chains(cracks(labels, borders(labels)), labels.shape[1])
    lines, _ = smooth_chains(chains, fine, turns, {})
    drawn = draw_chains(seen, chains, lines, moves)
    on_border = {
        (x, y): place
        for chain, line in zip(chains, lines, strict=True)
        for (x, y), place in zip(chain.corners.tolist(), line, strict=True)
    }
    traced = Traced((), seen, labels, roles, moves, scale)
    paints = [
        paint_of(role, region_paths(chains, drawn, number), traced)
        for number, role in enumerate(roles)
        if number
    ]
    creases = find_creases(seen, labels, parts)
    lines, _ = smooth_chains(creases, fine, turns, on_border)
    inner = draw_chains(seen, creases, lines, moves)
    paints.append(paint_of("line", [([one], False) for one in inner], traced))
    return Traced(tuple(paint for paint in paints if paint.path), seen, labels, roles, moves, scale)


def label(seen: Seen, parts: Parts) -> tuple[Ints, tuple[str, ...]]:
    """Return the number of the role at each pixel, 0 for none, and the roles by number."""
    roles = ["", *dict.fromkeys(surface.role for surface in seen.surfaces)]
    of_surface = np.array([roles.index(surface.role) for surface in seen.surfaces])
    labels = np.where(seen.inside, of_surface[seen.owner], 0)
    if parts.far is not None:
        size = len(roles)
        far = np.append(parts.far, False)[np.minimum(seen.part, len(parts.far))]
        labels = np.where(far & seen.inside, labels + size - 1, labels)
        roles += [f"{role}-far" for role in roles[1:]]
    labels[0] = labels[-1] = labels[:, 0] = labels[:, -1] = 0
    least = np.full(len(roles), least_area * seen.per_cm**2)
    return without_specks(labels, least), tuple(roles)


def draw_chains(
    seen: Seen, chains: list[Chain], lines: list[Floats], moves: tuple[Floats, ...]
) -> list[Drawn]:
    """Return the curves along the smooth lines of chains."""
    fitted: list[tuple[list[Curve], Floats, Chain]] = []
    shared = node_count(chains)
    for chain, line in zip(chains, lines, strict=True):
        if chain.closed and shared[chain.ends[0]] == 2:
            k = turned_to_corner(line)
            line = np.concatenate((line[k:-1], line[: k + 1]))
            chain = Chain(
                np.concatenate((chain.corners[k:-1], chain.corners[: k + 1])),
                chain.left,
                chain.right,
            )
        fitted.append((fit_line(line, tolerance), line, chain))
    frames = [carry_all(seen, fitted, move) for move in moves]
    return [
        Drawn([curve.controls for curve in curves], tuple(frame[k] for frame in frames))
        for k, (curves, _, _) in enumerate(fitted)
    ]


def node_count(chains: list[Chain]) -> dict[Node, int]:
    """Return how many chains end at each node."""
    count: dict[Node, int] = {}
    for chain in chains:
        for node in chain.ends:
            count[node] = count.get(node, 0) + 1
    return count


def carry_all(
    seen: Seen, fitted: list[tuple[list[Curve], Floats, Chain]], move: Floats
) -> list[list[Floats]]:
    """Return the controls of all curves in another frame; those that meet at a node still do."""
    ways = [even_ways(ways_of(seen, move, chain.corners), chain.closed) for _, _, chain in fitted]
    meeting: dict[Node, list[Floats]] = {}
    for way, (_, _, chain) in zip(ways, fitted, strict=True):
        for end, node in enumerate(chain.ends):
            meeting.setdefault(node, []).append(way[-end])
    out = []
    for way, (curves, line, chain) in zip(ways, fitted, strict=True):
        first, last = (np.mean(meeting[node], 0) for node in chain.ends)
        out.append(carried(curves, line, pinned(way, first, last)))
    return out


def pinned(ways: Floats, first: Floats, last: Floats) -> Floats:
    """Return ways of which the first and last are given, and those between go along."""
    part = np.linspace(0, 1, len(ways))[:, None]
    return ways + (1 - part) * (first - ways[0]) + part * (last - ways[-1])


def region_paths(
    chains: list[Chain], drawn: list[Drawn], number: int
) -> list[tuple[list[Drawn], bool]]:
    """Return the closed outlines of a region."""
    by_chain = {id(chain): one for chain, one in zip(chains, drawn, strict=True)}
    found = []
    for loop in loops(chains, number):
        ways = [(by_chain[id(chain)], forward) for chain, forward in loop]
        found.append(([one if forward else reversed_drawn(one) for one, forward in ways], True))
    return found


def reversed_drawn(drawn: Drawn) -> Drawn:
    """Return curves drawn the other way."""
    return Drawn(backwards(drawn.curves), tuple(backwards(frame) for frame in drawn.frames))


def backwards(curves: list[Floats]) -> list[Floats]:
    """Return controls of curves from the last to the first."""
    return [controls[::-1] for controls in curves[::-1]]


def paint_of(role: str, outlines: Iterable[tuple[list[Drawn], bool]], traced: Traced) -> Paint:
    """Return the path of outlines (closed or not), in all frames."""
    commands: list[Command] = []
    others: list[list[Command]] = [[] for _ in traced.moves]
    for pieces, closed in outlines:
        curves = [on_grid(one, traced) for piece in pieces for one in piece.curves]
        frames = [
            [on_grid(one, traced) for piece in pieces for one in piece.frames[k]]
            for k in range(len(others))
        ]
        kinds = letters_of(curves)
        if not any(kinds):
            continue
        commands += write(curves, kinds, closed)
        for other, frame in zip(others, frames, strict=True):
            other += write(frame, kinds, closed)
    path = Path(tuple(commands))
    elsewhere = tuple(Path(tuple(other)) for other in others)
    return Paint(role, path, () if all(other == path for other in elsewhere) else elsewhere)


def on_grid(controls: Floats, traced: Traced) -> Ints:
    """Return places in pixels in whole steps on the page."""
    low = np.array((traced.box.left, traced.box.top))
    page = (controls / traced.seen.per_cm + low) * traced.scale * steps_per_unit
    return np.floor(page + 0.5 + 1e-6).astype(np.intp)


def letters_of(curves: list[Ints]) -> list[str]:
    """Return the command for each curve: `l` for a straight one, none for one that goes nowhere."""
    kinds = []
    at = curves[0][0]
    for controls in curves:
        way = controls[1:] - at
        size = float(np.hypot(*way[2]))
        off = max(abs(way[k][0] * way[2][1] - way[k][1] * way[2][0]) for k in (0, 1))
        kinds.append("" if not size else "l" if off < 0.5 * size else "c")
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
