"""Hair: shells that stand off the head, cut at the hairline; buns, and strands as lines."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.hairstyles import styles
from figures.body.layers import Solid, only, ring_quads, solid
from figures.body.mesh import Body, part
from figures.body.scalp import Head, around, columns, ear_gap, find_head
from figures.geometry.vectors import Floats


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
        level = int(np.round(np.abs(height[:, columns // 4] + 1), 6).argmin())
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
    row = int(np.round(np.abs(head.heights(head.origins)[:, 0] - high), 6).argmin())
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
