"""What is painted on top of the regions: marks, hatching, and lines on the skin."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.chains import cracks, find_chains
from figures.picture.fitting import Curve, fit_line
from figures.picture.paths import Drawn, Moves, Outline, Paint, draw_chains, outlines, paint_of
from figures.picture.pixels import areas, borders, edge_pixels, grown, smoothed
from figures.picture.raster import Seen
from figures.picture.smoothing import Turns, smooth_chains

within = 3  # pixels that a mark stays away from borders, so that it doesn't cover their lines
least_mark = (0.12, 40)  # square cm, pixels
thin = 2  # pixels: half as wide as what is too thin to be drawn
facing = 0.4  # how much a mark must face the reader
hatch_gap = 20  # pixels between two lines of hatching, along the page
hidden_behind = 0.6  # cm that a line on the skin may lie below it


def paint_marks(seen: Seen, labels: Ints, moves: Moves) -> list[Paint]:
    """Return what the marks of the surfaces look like; felt is hatched too."""
    clear = (labels > 0) & ~grown(edge_pixels(borders(labels)), within - 1)
    paints = []
    for role in dict.fromkeys(name for surface in seen.surfaces for name in surface.marks):
        fields = [each.marks.get(role, np.full(len(each.points), 9.0)) for each in seen.surfaces]
        field = seen.spread(np.concatenate(fields), 9.0)
        mask = worth_seeing(seen, clear & (np.round(field, 6) < 0))
        turns = Turns(2.5, 2.5)
        paints.append(paint_of(role, mask_outlines(seen, mask, turns, 0.8, moves), seen))
        if role == "felt":
            paints.append(paint_of("felt-lines", hatching(seen, mask, moves), seen))
    return [paint for paint in paints if paint.path]


def worth_seeing(seen: Seen, mask: Flags) -> Flags:
    """Return a mask without its slivers and without what is seen almost edge on."""
    mask = mask & grown(~grown(~mask, thin), thin)
    area, size = areas(mask.astype(np.intp))
    nearness = np.bincount(area.ravel(), seen.normal[..., 2].ravel()) / size
    least = max(least_mark[0] * seen.per_cm**2, least_mark[1])
    good = (size >= least) & (np.round(nearness, 6) > facing)
    return mask & good[area]


def mask_outlines(
    seen: Seen, mask: Flags, turns: Turns, tolerance: float, moves: Moves
) -> list[Outline]:
    """Return the smooth closed outlines of a mask."""
    picture = mask.astype(np.intp)
    picture[0] = picture[-1] = picture[:, 0] = picture[:, -1] = 0
    chains = find_chains(cracks(picture, borders(picture)), picture.shape[1])
    lines, _ = smooth_chains(chains, mask, turns, {})
    return outlines(chains, draw_chains(seen, chains, lines, moves, tolerance), 1)


def hatching(seen: Seen, mask: Flags, moves: Moves) -> list[Outline]:
    """Return lines that rise to the right at 45 degrees, as far as a mask reaches."""
    y, x = mask.nonzero()
    # the page's own grid, so that the lines of two pictures of one place are the same
    shift = round((seen.box.left + seen.box.top) * seen.per_cm)
    chosen = (x + y + shift) % hatch_gap == 0
    y, x = y[chosen], x[chosen]
    order = np.lexsort((x, x + y))
    x, y = x[order], y[order]
    breaks = np.flatnonzero((np.diff(x) != 1) | (np.diff(x + y) != 0))
    starts = np.concatenate(([0], breaks + 1)).astype(int)
    ends = np.append(breaks, len(x) - 1)
    lines = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start >= hatch_gap // 3:
            ends_of = np.array(((x[start], y[start]), (x[end], y[end])))
            lines.append(straight_line(seen, ends_of, moves))
    return lines


def straight_line(seen: Seen, ends: Ints, moves: Moves) -> Outline:
    """Return a straight line between the middles of two pixels, in all frames."""
    part = np.linspace(0, 1, 4)[:, None]
    frames = [ends + 0.5, *(ends + 0.5 + seen.ways(move, ends) for move in moves)]
    return [Drawn(tuple([both[0] + part * (both[1] - both[0])] for both in frames))], False


def paint_lines(seen: Seen, lines: Sequence[tuple[str, Floats]], moves: Moves) -> list[Paint]:
    """Return lines on the surfaces, each with its role and its places in the room (n, 3), as far
    as they are seen; those of one role make one path."""
    found: dict[str, list[Outline]] = {}
    for role, places in lines:
        for piece in seen_pieces(seen, places):
            found.setdefault(role, []).append(line_on(seen, piece, moves))
    paints = [paint_of(role, outlines, seen) for role, outlines in found.items()]
    return [paint for paint in paints if paint.path]


def seen_pieces(seen: Seen, places: Floats) -> list[Floats]:
    """Return the pieces, in pixels (n, 2), of a line that are not hidden, evenly divided."""
    points = seen.camera.project(places)
    points[:, :2] = seen.on_page(points)
    steps = np.sqrt((np.diff(points[:, :2], axis=0) ** 2).sum(1))
    along = np.concatenate(([0.0], np.cumsum(steps)))
    at = np.linspace(0, along[-1], max(int(along[-1]), 2))
    fine = np.stack([np.interp(at, along, points[:, axis]) for axis in range(3)], 1)
    clear = np.abs(np.round(seen.depth_at(fine[:, :2]) - fine[:, 2], 4)) < hidden_behind
    cuts = np.flatnonzero(np.diff(clear)) + 1
    pieces = np.split(np.arange(len(fine)), cuts)
    # as round as it can be between the places that are given
    even = max(3.0, round(0.4 * along[-1] / (len(places) - 1), 1))
    line = smoothed(fine[:, :2], even, closed=False)
    return [line[one] for one in pieces if clear[one[0]] and len(one) >= max(4, 0.3 * len(fine))]


def line_on(seen: Seen, line: Floats, moves: Moves) -> Outline:
    """Return the curves along a line that lies on what is seen, in all frames."""
    curves: list[Curve] = fit_line(np.round(line, 6), 1.0)
    frames = [[curve.controls for curve in curves]]
    for move in moves:
        frames.append([one + seen.ways(move, one.astype(np.intp)) for one in frames[0]])
    return [Drawn(tuple(frames))], False
