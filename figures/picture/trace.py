"""Surfaces -> the flat line art that a camera sees of them, as paths.

Everything is measured in pixels, which are the steps of the grid on which paths are drawn: ten a
centimetre for a person, more for a close-up. So a line is as fine on the page in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from figures.geometry.surface import Surface
from figures.geometry.vectors import Floats, Ints
from figures.picture.camera import Camera
from figures.picture.carry import tear
from figures.picture.chains import cracks, find_chains
from figures.picture.creases import find_creases, fine_pixels
from figures.picture.overlays import paint_lines, paint_marks
from figures.picture.paths import Moves, Paint, draw_chains, outlines, paint_of
from figures.picture.pixels import borders, without_specks
from figures.picture.raster import Box, Parts, Seen, look
from figures.picture.smoothing import Turns, smooth_chains

least_area = 35  # pixels of a region
least_thin_area = 300
tolerance = 4.4  # pixels between a line and its curve: half of a screen's
turns = Turns(2.0, 8.0)


@dataclass(frozen=True, eq=False)
class Traced:
    """A traced picture, and what is seen in it."""

    paints: tuple[Paint, ...]
    seen: Seen
    moves: Moves
    torn: tuple[float, ...] = ()
    """For each other frame, how badly its lines are torn: above 1 it can't be shown."""

    @property
    def box(self) -> Box:
        """The piece of the page that was looked at, in cm."""
        return self.seen.box

    def visible(self, place: Floats) -> bool:
        """Tell whether nothing hides a place in the room."""
        at = self.seen.camera.project(place[None])
        return bool(self.seen.depth_at(self.seen.on_page(at))[0] < at[0, 2] + 0.5)


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
    moves = [
        (np.concatenate([camera.project(surface.points) for surface in frame]) - seen.points)[:, :2]
        * per_cm
        for frame in frames[:-1]
    ]
    raw, roles = label(seen, parts)
    labels = without_specks(raw, least_area, least_thin_area)
    fine = fine_pixels(seen, parts)
    chains = find_chains(cracks(labels, borders(labels)), labels.shape[1])
    lines, _ = smooth_chains(chains, fine, turns, {})
    drawn = draw_chains(seen, chains, lines, moves, tolerance)
    # The far side first, so that what moves in front of it hides it.
    order = sorted(range(1, len(roles)), key=lambda number: not roles[number].endswith("-far"))
    regions = [paint_of(roles[number], outlines(chains, drawn, number), seen) for number in order]
    on_border = {
        (x, y): place
        for chain, line in zip(chains, lines, strict=True)
        for (x, y), place in zip(chain.corners.tolist(), line, strict=True)
    }
    creases = find_creases(seen, labels, raw, parts, fine)
    lines, _ = smooth_chains(creases, fine, turns, on_border)
    inner = draw_chains(seen, creases, lines, moves, tolerance)
    paints = (
        *regions,
        *paint_marks(seen, labels, moves),
        paint_of("line", [([one], False) for one in inner], seen),
    )
    torn = tuple(tear(seen, move, [chain.corners for chain in chains]) for move in moves)
    return Traced(tuple(paint for paint in paints if paint.path), seen, moves, torn)


def trace_lines(lines: Sequence[tuple[str, Floats]], traced: Traced) -> list[Paint]:
    """Return thin lines on the surfaces, each with its role and its places in the room (n, 3), as
    far as they are seen; those of one role make one path."""
    return paint_lines(traced.seen, lines, traced.moves)


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
    return labels, tuple(roles)
