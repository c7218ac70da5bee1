"""Hair: shells that stand off the head, cut at the hairline; buns, beards, and strands as lines.

Places on the head are in degrees round it (0 is ahead, 90 the left, 180 the back) and in
centimetres above the eyes, on a head that reaches 10.8 cm above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.layers import Cut, Layer, Solid, grow, solid
from figures.body.mesh import Body, part
from figures.geometry.surface import normals
from figures.geometry.vectors import Floats

Line = tuple[tuple[float, float], ...]
"""Degrees round the head, and a height there; the right is like the left where only that is given.
"""


class Style(NamedTuple):
    """How hair is worn.

    It grows above the *edge* (and below the *bald* line), so *thick* on top, at the ears and at
    its lower end. What *falls* keeps away from the head below the ears, and its edge doesn't
    thin out. A *bun* has a height and a size. *strands* are thin lines: each begins at so
    many degrees and at a part of the way from the crown (0) to the edge (1), and ends so.
    """

    edge: Line
    thick: tuple[float, float, float]
    strands: tuple[tuple[float, float, float, float], ...]
    bald: Line = ()
    falls: bool = False
    bun: tuple[float, float] | None = None


styles: Mapping[str, Style] = {
    "bob": Style(
        ((-180, -6.6), (-120, -7.8), (-75, -9.6), (-63, -9), (-54, -5), (-47, 0.5), (-34, 4.4),
         (-12, 6.6), (14, 8.4), (22, 8.6), (30, 7.6), (42, 3.8), (49, 0), (55, -5), (63, -9),
         (75, -9.6), (120, -7.8), (180, -6.6)),
        (1.5, 1.3, 1.0),
        ((22, 0.25, 22, 0.96), (52, 0.45, 61, 0.86), (70, 0.55, 78, 0.93), (100, 0.62, 102, 0.93),
         (140, 0.6, 140, 0.92), (175, 0.5, 178, 0.9), (-140, 0.6, -140, 0.92),
         (-100, 0.62, -102, 0.93), (-70, 0.55, -78, 0.93), (-42, 0.45, -58, 0.84)),
        falls=True,
    ),
    "bun": Style(
        ((0, 7.9), (25, 7.3), (50, 5.4), (68, 1.8), (77, -1.6), (84, -2.2), (112, -4.5), (140, -7),
         (180, -7.6)),
        (1.2, 0.8, 0.5),
        ((36, 0.72, 140, 0.45), (58, 0.82, 150, 0.6), (84, 0.86, 160, 0.78),
         (-36, 0.72, -140, 0.45), (-58, 0.82, -150, 0.6), (-84, 0.86, -160, 0.78)),
        bun=(-0.5, 3.3),
    ),
    "short": Style(
        ((0, 8), (20, 8.6), (36, 8.9), (50, 6.2), (56, 4), (72, 1.4), (78, -3.2), (87, -3.4),
         (118, -4.5), (145, -7.6), (180, -8)),
        (1.4, 0.9, 0.3),
        ((14, 0.85, 30, 0.35), (-8, 0.88, 5, 0.4), (-50, 0.75, -70, 0.5), (66, 0.6, 84, 0.5),
         (-90, 0.62, -112, 0.55), (112, 0.68, 126, 0.74), (-136, 0.7, -144, 0.84),
         (150, 0.7, 154, 0.86)),
    ),
    "ring": Style(
        ((72, 3), (78, -2.6), (87, -3), (118, -4.5), (145, -7.4), (180, -7.8)),
        (1.3, 1.4, 0.4),
        ((92, 0.52, 108, 0.6), (108, 0.62, 124, 0.74), (140, 0.64, 148, 0.8),
         (172, 0.62, 174, 0.8), (-92, 0.52, -108, 0.6), (-108, 0.62, -124, 0.74),
         (-140, 0.64, -148, 0.8)),
        bald=((70, 0), (80, 3.6), (95, 5), (130, 4.8), (180, 3.4)),
    ),
}  # fmt: skip

beard_above: Line = (
    (0, -4.9), (12, -5.2), (22, -6.6), (38, -7.4), (58, -4.6), (72, -2.6), (88, -2.6), (94, -12)
)  # fmt: skip
beard_below: Line = ((0, -13), (35, -12.6), (60, -10.4), (76, -7.4), (90, -5.4), (94, -5))

columns = 48
polar_rows, low_rows = 14, 17


class Head(NamedTuple):
    """The head as the hair finds it: rows of places on it, from the crown down, each row round
    from the front; *origins* and *ways* (rows, columns, 3) lead to them, so *far*."""

    origins: Floats
    ways: Floats
    far: Floats

    def at(self, far: Floats) -> Floats:
        """Return the places so far from the origins."""
        return self.origins + self.ways * far[..., None]


class Grown(NamedTuple):
    """Where hair is, as rows of places like those of the head, and what of it is cut away."""

    points: Floats
    keep: Floats
    down: Floats
    ends: Floats


def eyes(body: Body) -> tuple[float, float]:
    """Return how high the eyes are, and how large the head is."""
    level = float(body.eyes[0, 1])
    return level, (float(body.points[:, 1].max()) - level) / 10.8


def heights(body: Body, points: Floats) -> Floats:
    """Return how high points are above the eyes, on a head of the usual size."""
    level, scale = eyes(body)
    return (points[..., 1] - level) / scale


def around(line: Line, turns: Floats) -> Floats:
    """Return what a line gives at some turns round the head."""
    places, values = zip(*line, strict=True)
    signed = (turns + 180) % 360 - 180
    return np.interp(signed if places[0] < 0 else np.abs(signed), places, values)


@cache
def find_head(body: Body, with_ears: bool) -> Head:
    """Return where the skin of the head is."""
    level, scale = eyes(body)
    ears = body.shares[:, part("left ear")] + body.shares[:, part("right ear")]
    chosen = (body.pull("head", "neck") > 0.5) & ((ears < 0.9) | with_ears)
    kept = body.quads[chosen[body.quads].all(1)]
    depth = body.points[body.pull("head") > 0.9, 2]
    turns = np.radians(np.arange(columns) * 360 / columns)
    tilts = np.radians([*np.linspace(0, 90, polar_rows), *[90] * low_rows])[:, None]
    drops = [*[0] * polar_rows, *(0.8 * scale * np.arange(1, low_rows + 1))]
    ways = np.stack(
        (np.sin(turns) * np.sin(tilts), np.cos(tilts) + 0 * turns, np.cos(turns) * np.sin(tilts)), 2
    )
    origins = np.zeros_like(ways)
    origins[..., 1] = level + 0.8 * scale - np.array(drops)[:, None]
    origins[..., 2] = (depth.max() + depth.min()) / 2 - 0.6
    triangles = body.points[np.concatenate((kept[:, [0, 1, 2]], kept[:, [0, 2, 3]]))]
    far = [farthest(*rays, triangles) for rays in zip(origins, ways, strict=True)]
    return Head(origins, ways, without_pits(np.array(far)))


def farthest(origins: Floats, ways: Floats, triangles: Floats) -> Floats:
    """Return how far each ray (r, 3) goes until it leaves the last of the triangles (t, 3, 3)."""
    corner, one, other = triangles[:, 0], *(triangles[:, [1, 2]] - triangles[:, :1]).swapaxes(0, 1)
    across = np.cross(ways[:, None], other)
    flat = np.einsum("rtk,tk->rt", across, one)
    flat = np.where(np.abs(flat) < 1e-9, 1e-9, flat)
    away = origins[:, None] - corner
    side = np.cross(away, one)
    first = np.einsum("rtk,rtk->rt", away, across) / flat
    second = np.einsum("rtk,rk->rt", side, ways) / flat
    far = np.einsum("rtk,tk->rt", side, other) / flat
    inside = (first > -1e-6) & (second > -1e-6) & (first + second < 1 + 1e-6)
    return np.where(inside, far, 0).max(1)


def without_pits(far: Floats) -> Floats:
    """Return how far the head is with hollows such as the place of an ear filled, and smooth."""
    spread = range(-4, 5)
    over = np.max([np.roll(far, shift, 1) for shift in spread], 0)
    filled = np.maximum(far, np.min([np.roll(over, shift, 1) for shift in spread], 0))
    for _ in range(2):
        filled = (2 * filled + np.roll(filled, 1, 1) + np.roll(filled, -1, 1)) / 4
        filled[1:-1] = (2 * filled[1:-1] + filled[:-2] + filled[2:]) / 4
    return filled


def ear_gap(body: Body, points: Floats) -> Floats:
    """Return how far outside of the ears points are, below 0 on an ear."""
    ear = body.points[body.shares[:, part("left ear")] > 0.97]
    middle, half = (ear.max(0) + ear.min(0)) / 2, (ear.max(0) - ear.min(0)) / 2
    across = (points - middle)[..., 1:] / (half[1:] * (0.92, 0.95))
    gap: Floats = (np.sqrt((across * across).sum(-1)) - 1) * half[2]
    return np.where(np.abs(points[..., 0]) > middle[0] * 0.5, gap, 9.0)


def reached(height: Floats, down: Floats, wanted: Floats) -> Floats:
    """Return how far down each column a wanted height is reached."""
    return np.array(
        [
            np.interp(-high, -column, way)
            for high, column, way in zip(wanted, height.T, down.T, strict=True)
        ]
    )


@cache
def grown(body: Body, name: str) -> Grown:
    """Return where the hair of a style is on a body."""
    style = styles[name]
    head = find_head(body, with_ears=style.falls)
    turns = np.arange(columns) * 360 / columns
    skin = head.at(head.far)
    height = heights(body, skin)
    steps = np.sqrt((np.diff(skin, axis=0, prepend=skin[:1]) ** 2).sum(-1))
    down = np.cumsum(steps, 0)
    ends = reached(height, down, around(style.edge, turns))
    keep = down - ends
    if style.bald:
        keep = np.maximum(keep, reached(height, down, around(style.bald, turns)) - down)
    if not style.falls:
        keep = np.maximum(keep, -ear_gap(body, skin))
    thick = np.interp(height, (-8, 1, 8), style.thick[::-1])
    if style.falls:
        level = int(np.round(np.abs(height[:, columns // 4] + 1), 6).argmin())
        drop = np.clip(height[level] - height, 0, None)
        inwards = 0.012 + 0.012 * (1 - np.cos(np.radians(turns))) / 2
        widest = head.far[level] + thick[level]
        far = np.maximum(head.far + thick, np.where(drop > 0, widest * (1 - inwards * drop), 0))
        for _ in range(6):
            far[1:-1] = (far[:-2] + far[1:-1] + far[2:]) / 3
    else:
        far = head.far + 0.12 + (thick - 0.12) * (1 - np.exp(np.minimum(keep, 0) / 1.1))
    return Grown(head.at(far), keep, down, ends)


def make_strands(body: Body, name: str) -> tuple[Floats, ...]:
    """Return the lines on the hair of a style, each (n, 3), at rest."""
    points, _, down, ends = grown(body, name)
    part_way = np.linspace(0, 1, 12)
    lines = []
    for turn, start, last_turn, end in styles[name].strands:
        at = (turn + (last_turn - turn) * part_way) % 360 * columns / 360
        share, rows = at % 1, start + (end - start) * part_way
        lines.append(
            sum(
                weight[:, None]
                * np.array(
                    [
                        [
                            np.interp(row * ends[column], down[:, column], axis)
                            for axis in points[:, column].T
                        ]
                        for column, row in zip(beside % columns, rows, strict=True)
                    ]
                )
                for beside, weight in ((at.astype(int), 1 - share), (at.astype(int) + 1, share))
            )
        )
    return tuple(lines)


def make_hair(body: Body, name: str) -> list[Solid]:
    """Return the hair of a style on a body."""
    hair, bun, holds = grown(body, name), styles[name].bun, {"head": 1.0}
    made = [solid("hair", body, hair.points, "head", holds, hair.keep, 1.2)]
    if bun:
        high, size = bun[0], bun[1] * eyes(body)[1]
        head = find_head(body, with_ears=False)
        row = int(np.round(np.abs(heights(body, head.origins)[:, 0] - high), 6).argmin())
        back = head.at(head.far)[row, columns // 2] - (0, 0, 0.55 * size)
        tilts, turns = np.radians(np.linspace(4, 176, 9))[:, None], np.radians(np.arange(16) * 22.5)
        ball = np.stack(
            (
                np.sin(tilts) * np.cos(turns),
                np.sin(tilts) * np.sin(turns),
                np.cos(tilts) + 0 * turns,
            ),
            2,
        )
        made.append(
            solid(
                "hair",
                body,
                back + ball * (1.05 * size, 0.95 * size, 0.85 * size),
                "head",
                holds,
                crease=0.4,
            )
        )
    return made


def make_beard(body: Body) -> Layer:
    """Return a short beard with a moustache."""
    x, y, _ = body.points.T
    z = body.points[:, 2] - find_head(body, with_ears=False).origins[0, 0, 2]
    turns, high = np.degrees(np.arctan2(x, z)), heights(body, body.points)
    keep = np.maximum(high - around(beard_above, turns), around(beard_below, turns) - high)
    lips = body.points[body.lips]
    wide, level = lips[:, 0].max(), lips[:, 1].mean() - 0.1
    mouth = np.sqrt((x / wide) ** 2 + ((y - level) / 0.85) ** 2)
    keep = np.maximum(keep, (1 - mouth) * 0.9)
    keep = np.where((body.pull("head") < 0.3) | (z < 0), 9, keep)
    off = 0.06 + 0.5 * (1 - np.exp(np.minimum(keep, 0) / 0.8))
    lies = body.points + normals(body.points, body.quads) * off[:, None]
    cut = Cut(keep, lies, np.full(len(keep), 0.05), 2)
    return grow("hair", body, cut, beyond=2.5, crease=1.2)
