"""The head that hair grows on: how far its skin is, and places on it in words of hair.

Turns round the head are in degrees: 0 is ahead, 90 the left, 180 the back.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body, part
from figures.geometry.vectors import Flags, Floats

Line = tuple[tuple[float, float], ...]
"""Degrees round the head, and a height or a thickness there."""

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


def ear_gap(body: Body, head: Head, points: Floats) -> Floats:
    """Return how far outside of the ears points are, below 0 on an ear."""
    ear = body.points[body.shares[:, part("left ear")] > 0.97]
    middle = (ear.max(0) + ear.min(0)) / 2
    half = (ear.max(0) - ear.min(0)) / 2
    up = (points[..., 1] - middle[1]) / (half[1] * 0.92)
    along = (points[..., 2] - middle[2]) / (half[2] * 0.95)
    gap: Floats = (np.sqrt(up * up + along * along) - 1) * half[2]
    return np.where(np.abs(points[..., 0]) > middle[0] * 0.5, gap, 9.0)
