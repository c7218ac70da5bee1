"""Surfaces -> the flat line art that a camera sees of them, as paths.

Everything is measured in pixels, which are the steps of the grid on which paths are drawn: ten a
centimetre for a person, more for a close-up. So a line is as fine on the page in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from figures.geometry.curves import Command, Path, lengths
from figures.geometry.surface import Surface
from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.camera import Camera
from figures.picture.chains import (
    Chain,
    areas,
    beside,
    borders,
    cracks,
    find_chains,
    grown,
    loops,
    without_specks,
)
from figures.picture.creases import find_creases
from figures.picture.fitting import Web, fit_line, smooth, weave
from figures.picture.raster import Box, Parts, Seen, look

least_area = 35  # pixels of a region
least_thin_area = 300
line_reach = 8  # pixels: half of the line round a region, which covers what was drawn before it
tolerance = 4.4  # pixels between a line and its curve: half of a screen's
gap = 8.0  # pixels between two neighbours that a smoothed line no longer bridges well
away = 6  # steps of the grid that whatever moves goes at once
within = 3  # pixels that a mark stays away from borders, so that it doesn't cover their lines
least_mark = (0.12, 40)  # square cm, pixels
thin = 2  # pixels: half as wide as what is too thin to be drawn
facing = 0.4  # how much a mark must face the reader
mark_tolerance = 0.8
hatch_gap = 20  # pixels between two lines of hatching, along the page
hidden_behind = 0.6  # cm that a line on the skin may lie below it

Outline = tuple[Floats, bool]
"""Curves (f, k, 4, 2) that follow each other, in every frame, and whether they are closed."""


class Paint(NamedTuple):
    """A path to be drawn: the look it has, by its role, and where it is in the other frames.

    All *frames* have the same commands as the path; what doesn't move has none.
    """

    role: str
    path: Path
    frames: tuple[Path, ...] = ()


@dataclass(frozen=True, eq=False)
class Traced:
    """A traced picture, what is seen in it, and how far (n, f, 2), in pixels, every point of the
    surfaces is in each frame from where it is in the picture, the first.

    For each other frame *torn* tells how wide, in pixels a corner, borders are torn where what
    they follow moves apart: above 1 they no longer look like what has moved.
    """

    paints: tuple[Paint, ...]
    seen: Seen
    moves: Floats
    torn: tuple[float, ...]

    def visible(self, place: Floats) -> bool:
        """Tell whether nothing hides a place in the room."""
        at = self.seen.camera.project(place[None])
        (pixel,) = self.seen.pixels(self.seen.on_page(at))
        return bool(self.seen.raster.depth.flat[pixel] < at[0, 2] + 0.5)


def trace(
    frames: Sequence[Sequence[Surface]],
    camera: Camera,
    parts: Parts,
    box: Box | None = None,
    per_cm: float = 10,
) -> Traced:
    """Return the picture of the last frame; the others say where its lines are in them.

    All frames have the same surfaces, with their points elsewhere. Regions come first, then what is
    painted on them, then inner lines.
    """
    seen = look(frames[-1], camera, box, per_cm)
    places = [
        np.concatenate([camera.project(surface.points)[:, :2] for surface in frame])
        for frame in (frames[-1], *frames[:-1])
    ]
    moves = np.stack([place - places[0] for place in places], 1) * per_cm
    raw, roles = label(seen, parts)
    inked = np.array([role == "ink" for role in roles])  # it has no line
    clear = reached(np.where(inked[raw], 0, raw)) <= raw
    labels = without_specks(raw, least_area, least_thin_area, clear)
    fine = grown(seen.inside & (seen.by_part(parts.fine, 1) > 0), 1)
    chains = find_chains(cracks(labels, borders(labels)))
    curves, known = draw_chains(seen, moves, chains, fine, tolerance)
    # Looked down on, legs don't hide each other, and darker skin would be somebody else's.
    colours = ["skin" if role == "skin-far" and not camera.is_level else role for role in roles]
    regions = [
        paint_of(colours[number], outlines(chains, curves, number), seen)
        for number in range(1, len(roles))
    ]
    creases = find_creases(seen, labels, raw, parts, fine)
    inner, _ = draw_chains(seen, moves, creases, fine, tolerance, known)
    lines: dict[str, list[Outline]] = {"line": [], "face": []}
    for chain, one in zip(creases, inner, strict=True):
        lines["face" if roles[chain.left].startswith("skin") else "line"].append((one, False))
    paints = (
        *regions,
        *paint_marks(seen, labels, raw, moves),
        *(paint_of(role, found, seen) for role, found in lines.items()),
    )
    drawn = tuple(paint for paint in paints if paint.path)
    return Traced(drawn, seen, moves, tear(seen, moves, chains))


def label(seen: Seen, parts: Parts) -> tuple[Ints, tuple[str, ...]]:
    """Return the number of the role at each pixel, 0 for none, and the roles by number: in the
    order in which they are drawn, the far side first, so that what moves in front of it hides it.
    """
    roles = ["", *dict.fromkeys(surface.role for surface in seen.surfaces)]
    of_surface = np.array([*(roles.index(surface.role) for surface in seen.surfaces), 0])
    labels = of_surface[seen.owner]
    if parts.far is not None:
        far = seen.by_part(parts.far, 0) > 0
        labels = np.where(far & seen.inside, labels + len(roles) - 1, labels)
        roles += [f"{role.removesuffix('-far')}-far" for role in roles[1:]]
    labels[0] = labels[-1] = labels[:, 0] = labels[:, -1] = 0
    order = sorted(range(len(roles)), key=lambda one: one and 1 + (not roles[one].endswith("-far")))
    return np.argsort(order)[labels], tuple(roles[one] for one in order)


def reached(labels: Ints) -> Ints:
    """Return the greatest number whose line, or else whose region, is seen at each pixel."""
    for _ in range(line_reach):
        high = labels.copy()
        for one, other in ((high, labels), (high.T, labels.T)):
            np.maximum(one[1:], other[:-1], out=one[1:])
            np.maximum(one[:-1], other[1:], out=one[:-1])
        labels = high
    return labels


def draw_chains(
    seen: Seen,
    moves: Floats,
    chains: list[Chain],
    fine: Flags,
    tolerance: float,
    known: Web | None = None,
) -> tuple[list[Floats], Web | None]:
    """Return the curves (f, k, 4, 2) along smooth lines through chains, at most *tolerance* pixels
    away, and the web that they make; what is *known* of it already is there."""
    if not chains:
        return [], known
    web = weave(chains, seen.inside.shape[1])
    web = web._replace(places=web.places + ways_of(seen, moves, web.corners))
    web = smooth(web, fine.ravel()[web.corners], known)
    return [fit_line(np.moveaxis(web.places[line], 1, 0), tolerance) for line in web.lines], web


def ways_of(seen: Seen, moves: Floats, corners: Ints) -> Floats:
    """Return how far (n, f, 2) corners of pixels go in each frame; each goes with the nearest of
    the surfaces that meet there."""
    width = seen.inside.shape[1]
    around = corners - np.array(((0,), (1,), (width,), (width + 1,)))
    nearest = seen.raster.depth.ravel()[around].argmax(0)
    return seen.at(moves, around[nearest, np.arange(len(corners))])


def tear(seen: Seen, moves: Floats, chains: list[Chain]) -> tuple[float, ...]:
    """Return how wide, in pixels a corner, chains are torn in each of the other frames."""
    steps = np.concatenate(
        [np.diff(ways_of(seen, moves, chain.corners), axis=0) for chain in chains]
    )
    wide = np.sqrt((steps * steps).sum(2)).round(4)
    torn = np.where(wide > gap, wide, 0).mean(0)
    return tuple(torn[1:].round(3).tolist())


def outlines(chains: list[Chain], curves: list[Floats], number: int) -> list[Outline]:
    """Return the closed outlines of the regions of a number."""
    return [
        (np.concatenate([curves[k] if on else curves[k][:, ::-1, ::-1] for k, on in loop], 1), True)
        for loop in loops(chains, number)
    ]


def paint_marks(seen: Seen, labels: Ints, raw: Ints, moves: Floats) -> list[Paint]:
    """Return what the marks of the surfaces look like; felt is hatched too."""
    clear = (labels > 0) & (labels == raw) & ~grown(beside(borders(labels)), within - 1)
    paints = []
    for role in dict.fromkeys(name for surface in seen.surfaces for name in surface.marks):
        fields = [each.marks.get(role, np.full(len(each.points), 9.0)) for each in seen.surfaces]
        field = seen.spread(np.concatenate(fields), 9.0)
        mask = worth_seeing(seen, clear & (np.round(field, 6) < 0))
        picture = mask.astype(np.intp)
        chains = find_chains(cracks(picture, borders(picture)))
        curves, _ = draw_chains(seen, moves, chains, mask, mark_tolerance)
        paints.append(paint_of(role, outlines(chains, curves, 1), seen))
        if role == "felt":
            paints.append(paint_of("felt-lines", hatching(seen, mask, moves), seen))
    return paints


def worth_seeing(seen: Seen, mask: Flags) -> Flags:
    """Return a mask without its slivers and without what is seen almost edge on."""
    mask = mask & grown(~grown(~mask, thin), thin)
    area, size = areas(borders(mask.astype(np.intp)))
    pixels = np.flatnonzero(mask)
    nearness = np.bincount(area.flat[pixels], seen.normal(pixels)[2], len(size)) / size
    least = max(least_mark[0] * seen.per_cm**2, least_mark[1])
    good = (size >= least) & (np.round(nearness, 6) > facing)
    return np.asarray(mask & good[area])


def hatching(seen: Seen, mask: Flags, moves: Floats) -> list[Outline]:
    """Return lines that rise to the right at 45 degrees, as far as a mask reaches."""
    y, x = mask.nonzero()
    # the page's own grid, so that the lines of two pictures of one place are the same
    shift = round((seen.box.left + seen.box.top) * seen.per_cm)
    chosen = (x + y + shift) % hatch_gap == 0
    y, x = y[chosen], x[chosen]
    order = np.lexsort((x, x + y))
    places = np.stack((x, y), 1)[order]
    breaks = np.flatnonzero((np.diff(places, axis=0) != (1, -1)).any(1)) + 1
    lines = []
    for row in np.split(places, breaks):
        if len(row) > hatch_gap // 3:
            ends = row[[0, -1]] + 0.5
            frames = ends[:, None] + seen.at(moves, seen.pixels(ends))
            part = np.linspace(0, 1, 4)[:, None]
            straight = frames[0, :, None] + part * (frames[1] - frames[0])[:, None]
            lines.append((straight[:, None], False))
    return lines


def trace_lines(lines: Sequence[tuple[str, Floats]], traced: Traced) -> list[Paint]:
    """Return thin lines on the surfaces, each with its role and its places in the room (n, 3), as
    far as they are seen; those of one role make one path."""
    seen = traced.seen
    found: dict[str, list[Outline]] = {}
    for role, places in lines:
        for piece in seen_pieces(seen, places):
            frames = piece[:, None] + seen.at(traced.moves, seen.pixels(piece))
            curves = fit_line(np.moveaxis(frames, 1, 0), 1.0)
            found.setdefault(role, []).append((curves, False))
    paints = [paint_of(role, outlines, seen) for role, outlines in found.items()]
    return [paint for paint in paints if paint.path]


def seen_pieces(seen: Seen, places: Floats) -> list[Floats]:
    """Return the pieces, in pixels (n, 2), of a line that are not hidden, evenly divided."""
    points = seen.camera.project(places)
    points[:, :2] = seen.on_page(points)
    along = lengths(points[:, :2])
    at = np.linspace(0, along[-1], max(int(along[-1]), 2))
    even = np.stack([np.interp(at, along, column) for column in points.T], 1)
    depth = seen.raster.depth.ravel()[seen.pixels(even[:, :2])]
    clear = np.abs(np.round(depth - even[:, 2], 4)) < hidden_behind
    pieces = np.split(np.arange(len(even)), np.flatnonzero(np.diff(clear)) + 1)
    long = [one for one in pieces if clear[one[0]] and len(one) >= max(4, 0.3 * len(even))]
    return [np.round(even[one, :2], 6) for one in long]


def paint_of(role: str, outlines: Iterable[Outline], seen: Seen) -> Paint:
    """Return lines as one path, in all frames.

    Places are every second step of the grid: no eye sees the others. What moves is a whole number
    of larger steps away: it is not looked at so closely, and small whole numbers pack better.
    """
    low = np.array((seen.box.left, seen.box.top)) * seen.per_cm
    frames: list[list[Command]] = []
    for curves, closed in outlines:
        places = 2 * whole((curves + low) / 2)
        places = places[:1] + away * whole((places - places[:1]) / away)
        kinds = letters_of(places)
        if any(kinds):
            frames = frames or [[] for _ in places]
            for commands, frame in zip(frames, places, strict=True):
                commands += write(frame, kinds, closed)
    path, *others = [tuple(commands) for commands in frames] or [()]
    return Paint(role, path, tuple(others) if any(other != path for other in others) else ())


def whole(values: Floats) -> Ints:
    """Return the nearest whole numbers; a hair under a half goes up alike on every machine."""
    return np.floor(values + 0.5 + 1e-6).astype(np.intp)


def letters_of(places: Ints) -> list[str]:
    """Return the command for each curve (f, k, 4, 2): `l` for one that is straight in the picture,
    none for one that goes nowhere in any frame."""
    ways = (places[0, :, 1:] - places[0, :, :1]).astype(float)
    size = np.hypot(*ways[:, 2].T).round(6)
    off = np.abs(ways[:, :2, 0] * ways[:, 2:, 1] - ways[:, :2, 1] * ways[:, 2:, 0]).max(1)
    moves = (places[:, :, 3] != places[:, :, 0]).any((0, 2))
    return np.where(moves, np.where(off < 0.6 * size, "l", "c"), "").tolist()


def write(places: Ints, kinds: list[str], closed: bool) -> list[Command]:
    """Return the commands of curves (k, 4, 2) that follow each other."""
    commands = [Command("M", tuple(places[0, 0].tolist()))]
    for controls, kind in zip(places, kinds, strict=True):
        if kind:
            ways = (controls[1:] if kind == "c" else controls[3:]) - controls[0]
            commands.append(Command(kind, tuple(ways.ravel().tolist())))
    return [*commands, Command("z")] if closed else commands
