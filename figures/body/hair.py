"""Hair: how far it stands off the head, and where its edge runs.

A style is written in degrees round the head (0 is ahead, 90 the left, 180 the back) and in
centimetres above the eyes, on a head that reaches 11 cm above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.layers import Solid, only, ring_quads, solid
from figures.body.mesh import Body, part
from figures.geometry.vectors import Flags, Floats

Line = tuple[tuple[float, float], ...]
"""Degrees round the head, and a height or a thickness there."""


class Style(NamedTuple):
    """How hair is worn.

    It grows above the *edge* (and below the *bald* line), so *thick* on top, at the ears and at
    its lower end. What *falls* keeps away from the head below the ears, and its edge doesn't
    thin out. A *bun* has a height and a size. *strands* are thin lines: each begins at so
    many degrees and at a part of the way from the crown (0) to the edge (1), and ends so.
    """

    edge: Line
    thick: tuple[float, float, float]
    bald: Line = ()
    falls: bool = False
    bun: tuple[float, float] | None = None
    strands: tuple[tuple[float, float, float, float], ...] = ()


styles: Mapping[str, Style] = {
    "bob": Style(
        edge=(
            (-180, -6.6),
            (-120, -7.8),
            (-75, -9.6),
            (-63, -9),
            (-54, -5),
            (-47, 0.5),
            (-34, 4.4),
            (-12, 6.6),
            (14, 8.4),
            (22, 8.6),
            (30, 7.6),
            (42, 3.8),
            (49, 0),
            (55, -5),
            (63, -9),
            (75, -9.6),
            (120, -7.8),
            (180, -6.6),
        ),
        thick=(1.5, 1.3, 1.0),
        falls=True,
        strands=(
            (22, 0.25, 22, 0.96),
            (52, 0.45, 61, 0.86),
            (70, 0.55, 78, 0.93),
            (100, 0.62, 102, 0.93),
            (140, 0.6, 140, 0.92),
            (175, 0.5, 178, 0.9),
            (-140, 0.6, -140, 0.92),
            (-100, 0.62, -102, 0.93),
            (-70, 0.55, -78, 0.93),
            (-42, 0.45, -58, 0.84),
        ),
    ),
    "bun": Style(
        edge=(
            (-180, -7.6),
            (-140, -7),
            (-112, -4.5),
            (-84, -2.2),
            (-77, -1.6),
            (-68, 1.8),
            (-50, 5.4),
            (-25, 7.3),
            (0, 7.9),
            (25, 7.3),
            (50, 5.4),
            (68, 1.8),
            (77, -1.6),
            (84, -2.2),
            (112, -4.5),
            (140, -7),
            (180, -7.6),
        ),
        thick=(1.2, 0.8, 0.5),
        bun=(-0.5, 3.3),
        strands=(
            (36, 0.72, 140, 0.45),
            (58, 0.82, 150, 0.6),
            (84, 0.86, 160, 0.78),
            (-36, 0.72, -140, 0.45),
            (-58, 0.82, -150, 0.6),
            (-84, 0.86, -160, 0.78),
        ),
    ),
    "short": Style(
        edge=(
            (-180, -8),
            (-145, -7.6),
            (-118, -4.5),
            (-87, -3.4),
            (-78, -3.2),
            (-72, 1.4),
            (-56, 4),
            (-50, 6.2),
            (-36, 8.9),
            (-20, 8.6),
            (0, 8),
            (20, 8.6),
            (36, 8.9),
            (50, 6.2),
            (56, 4),
            (72, 1.4),
            (78, -3.2),
            (87, -3.4),
            (118, -4.5),
            (145, -7.6),
            (180, -8),
        ),
        thick=(1.4, 0.9, 0.3),
        strands=(
            (14, 0.85, 30, 0.35),
            (-8, 0.88, 5, 0.4),
            (-50, 0.75, -70, 0.5),
            (66, 0.6, 84, 0.5),
            (-90, 0.62, -112, 0.55),
            (112, 0.68, 126, 0.74),
            (-136, 0.7, -144, 0.84),
            (150, 0.7, 154, 0.86),
        ),
    ),
    "ring": Style(
        edge=(
            (-180, -7.8),
            (-145, -7.4),
            (-118, -4.5),
            (-87, -3),
            (-78, -2.6),
            (-72, 3),
            (72, 3),
            (78, -2.6),
            (87, -3),
            (118, -4.5),
            (145, -7.4),
            (180, -7.8),
        ),
        bald=(
            (-180, 3.4),
            (-130, 4.8),
            (-95, 5),
            (-80, 3.6),
            (-70, 0),
            (70, 0),
            (80, 3.6),
            (95, 5),
            (130, 4.8),
            (180, 3.4),
        ),
        thick=(1.3, 1.4, 0.4),
        strands=(
            (92, 0.52, 108, 0.6),
            (108, 0.62, 124, 0.74),
            (140, 0.64, 148, 0.8),
            (172, 0.62, 174, 0.8),
            (-92, 0.52, -108, 0.6),
            (-108, 0.62, -124, 0.74),
            (-140, 0.64, -148, 0.8),
        ),
    ),
}

columns = 48
polar_rows = 14
low_rows = 17


class Head(NamedTuple):
    """The head as the hair finds it: rows of places on it, from the crown down, each row round
    from the front; *origins* and *ways* (rows, columns, 3) lead to them, so *far*."""

    origins: Floats
    ways: Floats
    far: Floats
    eyes: float
    scale: float
    turns: Floats

    def heights(self, points: Floats) -> Floats:
        """Return how high points are above the eyes, on a head of the usual size."""
        heights: Floats = (points[..., 1] - self.eyes) / self.scale
        return heights


@cache
def find_head(body: Body, with_ears: bool) -> Head:
    """Return where the skin of the head is."""
    eyes = float(body.eyes[:, 1].mean())
    scale = (float(body.points[:, 1].max()) - eyes) / 10.8
    ears = body.shares[:, part("left ear")] + body.shares[:, part("right ear")]
    around = body.pull("head", "neck")
    chosen = (around > 0.5) & ((ears < 0.9) | with_ears)
    kept = body.quads[chosen[body.quads].all(1)]
    head = body.points[body.pull("head") > 0.9]
    middle = np.array((0, eyes + 0.8 * scale, (head[:, 2].max() + head[:, 2].min()) / 2 - 0.6))
    turns = np.radians(np.arange(columns) * 360 / columns)
    flat = np.stack((np.sin(turns), 0 * turns, np.cos(turns)), 1)
    tilts = np.radians(np.linspace(2, 90, polar_rows))[:, None, None]
    polar = flat * np.sin(tilts) + np.array((0.0, 1, 0)) * np.cos(tilts)
    drops = np.linspace(0.8, 0.8 * low_rows, low_rows)[:, None] * scale
    ways = np.concatenate((polar, np.broadcast_to(flat, (low_rows, columns, 3))))
    down = np.concatenate((np.zeros((polar_rows, 1)), drops))[:, :, None]
    origins = np.broadcast_to(middle - down * np.array((0.0, 1, 0)), ways.shape)
    triangles = np.concatenate((kept[:, [0, 1, 2]], kept[:, [0, 2, 3]]))
    low, high = body.points[triangles, 1].min(1), body.points[triangles, 1].max(1)

    def near(origin: Floats, way: Floats) -> Flags:
        """Tell which triangles a row of rays can meet: its rays rise, or are level."""
        rises = way[0, 1] > 1e-6
        return (high >= origin[0, 1]) & (rises | (low <= origin[0, 1]))

    far = np.stack(
        [
            farthest(origin, way, body.points[triangles[near(origin, way)]])
            for origin, way in zip(origins, ways, strict=True)
        ]
    )
    far = without_pits(far)
    return Head(origins, ways, far, eyes, scale, np.degrees(turns))


def without_pits(far: Floats) -> Floats:
    """Return how far the head is with hollows such as the place of an ear filled, and smooth."""
    spread = range(-4, 5)
    over = np.max([np.roll(far, shift, 1) for shift in spread], 0)
    filled = np.maximum(far, np.min([np.roll(over, shift, 1) for shift in spread], 0))
    for _ in range(2):
        filled = (2 * filled + np.roll(filled, 1, 1) + np.roll(filled, -1, 1)) / 4
        filled[1:-1] = (2 * filled[1:-1] + filled[:-2] + filled[2:]) / 4
    return filled


def farthest(origins: Floats, ways: Floats, triangles: Floats) -> Floats:
    """Return how far each ray (r, 3) goes until it leaves the last of the triangles (t, 3, 3)."""
    corner, one, other = (
        triangles[:, 0],
        triangles[:, 1] - triangles[:, 0],
        triangles[:, 2] - triangles[:, 0],
    )
    across = np.cross(ways[:, None], other)
    flat = np.einsum("rtk,tk->rt", across, one)
    flat = np.where(np.abs(flat) < 1e-9, 1e-9, flat)
    away = origins[:, None] - corner
    first = np.einsum("rtk,rtk->rt", away, across) / flat
    side = np.cross(away, one)
    second = np.einsum("rtk,rk->rt", side, ways) / flat
    far = np.einsum("rtk,tk->rt", side, other) / flat
    inside = (first > -1e-6) & (second > -1e-6) & (first + second < 1 + 1e-6)
    found: Floats = np.where(inside, far, 0).max(1)
    return found


def around(line: Line, turns: Floats) -> Floats:
    """Return what a line gives at some turns round the head."""
    places, values = zip(*line, strict=True)
    signed = (turns + 180) % 360 - 180
    return np.interp(signed, places, values)


def meridians(points: Floats) -> Floats:
    """Return how far each point is from the first row, down its column."""
    steps = np.sqrt((np.diff(points, axis=0) ** 2).sum(-1))
    return np.concatenate((np.zeros((1, points.shape[1])), np.cumsum(steps, 0)))


def reached(height: Floats, down: Floats, wanted: Floats) -> Floats:
    """Return how far down each column a wanted height is reached."""
    return np.array(
        [
            np.interp(-high, -column, way)
            for high, column, way in zip(wanted, height.T, down.T, strict=True)
        ]
    )


def ear_gap(body: Body, head: Head, points: Floats) -> Floats:
    """Return how far outside of the ears points are, below 0 on an ear."""
    ear = body.points[body.shares[:, part("left ear")] > 0.97]
    middle = (ear.max(0) + ear.min(0)) / 2
    half = (ear.max(0) - ear.min(0)) / 2
    up = (points[..., 1] - middle[1]) / (half[1] * 0.92)
    along = (points[..., 2] - middle[2]) / (half[2] * 0.95)
    gap: Floats = (np.sqrt(up * up + along * along) - 1) * half[2]
    return np.where(np.abs(points[..., 0]) > middle[0] * 0.5, gap, 9.0)


class Grown(NamedTuple):
    """Where hair is, as rows of places like those of the head, and what of it is cut away."""

    points: Floats
    keep: Floats
    down: Floats
    ends: Floats


@cache
def grown(body: Body, name: str) -> Grown:
    """Return where the hair of a style is on a body."""
    style = styles[name]
    head = find_head(body, with_ears=style.falls)
    skin = head.origins + head.ways * head.far[..., None]
    height = head.heights(skin)
    down = meridians(skin)
    ends = reached(height, down, around(style.edge, head.turns))
    keep = down - ends
    if style.bald:
        keep = np.maximum(keep, reached(height, down, around(style.bald, head.turns)) - down)
    if not style.falls:
        keep = np.maximum(keep, -ear_gap(body, head, skin))
    thick = np.interp(height, (-8, 1, 8), style.thick[::-1])
    if style.falls:
        level = int(np.abs(height[:, columns // 4] + 1).argmin())
        drop = np.clip(height[level] - height, 0, None)
        inwards = 0.012 + 0.012 * (1 - np.cos(np.radians(head.turns))) / 2
        widest = head.far[level] + thick[level]
        far = np.maximum(head.far + thick, np.where(drop > 0, widest * (1 - inwards * drop), 0))
        for _ in range(6):
            far[1:-1] = (far[:-2] + far[1:-1] + far[2:]) / 3
    else:
        far = head.far + 0.12 + (thick - 0.12) * (1 - np.exp(np.minimum(keep, 0) / 1.1))
    points = head.origins + head.ways * far[..., None]
    return Grown(points, keep, down, ends)


def make_strands(body: Body, name: str) -> tuple[Floats, ...]:
    """Return the lines on the hair of a style, each (n, 3), at rest."""
    points, _, down, ends = grown(body, name)
    part_way = np.linspace(0, 1, 12)
    lines = []
    for turn, start, last_turn, end in styles[name].strands:
        column = (turn + (last_turn - turn) * part_way) % 360 * columns / 360
        low = column.astype(np.intp)
        places = []
        for one, share, far in zip(
            low, column - low, start + (end - start) * part_way, strict=True
        ):
            pair = []
            for number in (one % columns, (one + 1) % columns):
                row = far * ends[number]
                pair.append(
                    [np.interp(row, down[:, number], points[:, number, axis]) for axis in range(3)]
                )
            places.append(np.array(pair[0]) * (1 - share) + np.array(pair[1]) * share)
        lines.append(np.array(places))
    return tuple(lines)


def make_hair(body: Body, name: str) -> tuple[Solid, ...]:
    """Return the hair of a style on a body."""
    style = styles[name]
    head = find_head(body, with_ears=style.falls)
    points, keep, _, _ = grown(body, name)
    rows, flat = len(points), points.reshape(-1, 3)
    crown = points[0].mean(0)
    flat = np.concatenate((flat, crown[None]))
    here = np.arange(columns)
    top = np.stack((here, np.roll(here, -1), here * 0 + len(flat) - 1, here * 0 + len(flat) - 1), 1)
    quads = np.concatenate((ring_quads(rows, columns), top))
    edge = np.concatenate((keep.reshape(-1), keep[0].mean(keepdims=True)))
    number = part("head")
    made = [solid("hair", flat, quads, number, only(body, "head", len(flat)), edge, 1.2)]
    if style.bun is not None:
        made.append(make_bun(body, head, *style.bun))
    return tuple(made)


def make_bun(body: Body, head: Head, high: float, size: float) -> Solid:
    """Return a bun of a size behind the head, so high above the eyes."""
    row = int(np.abs(head.heights(head.origins)[:, 0] - high).argmin())
    back = (
        head.origins[row, columns // 2] + head.ways[row, columns // 2] * head.far[row, columns // 2]
    )
    size *= head.scale
    tilts = np.radians(np.linspace(4, 176, 9))[:, None]
    turns = np.radians(np.arange(16) * 22.5)
    ball = np.stack(
        (np.sin(tilts) * np.cos(turns), np.sin(tilts) * np.sin(turns), np.cos(tilts) + 0 * turns), 2
    ).reshape(-1, 3)
    points = back + np.array((0, 0, -0.55 * size)) + ball * size * np.array((1.05, 0.95, 0.85))
    return solid(
        "hair",
        points,
        ring_quads(9, 16),
        part("head"),
        only(body, "head", len(points)),
        crease=0.4,
    )
