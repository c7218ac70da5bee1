"""What some people have besides clothes and hair: a beard, and glasses."""

from __future__ import annotations

import numpy as np

from figures.body.layers import Cut, Layer, Solid, grow, only, ring_quads, solid
from figures.body.mesh import Body, part
from figures.body.scalp import Line, around, find_head
from figures.geometry.surface import normals
from figures.geometry.vectors import Floats, frame

beard_above: Line = (
    (0, -4.9),
    (12, -5.2),
    (22, -6.6),
    (38, -7.4),
    (58, -4.6),
    (72, -2.6),
    (88, -2.6),
    (94, -12),
)
beard_below: Line = ((0, -13), (35, -12.6), (60, -10.4), (76, -7.4), (90, -5.4), (94, -5))
"""Degrees from the front of the face, and centimetres above the eyes."""


def make_beard(body: Body) -> Layer:
    """Return a short beard with a moustache."""
    head = find_head(body, with_ears=False)
    middle = head.origins[0, 0]
    flat = body.points - middle
    turns = np.abs(np.degrees(np.arctan2(flat[:, 0], flat[:, 2])))
    high = head.heights(body.points)
    keep: Floats = np.maximum(high - around(beard_above, turns), around(beard_below, turns) - high)
    lips = body.points[body.lips]
    wide, level = np.abs(lips[:, 0]).max(), lips[:, 1].mean() - 0.1
    mouth = np.sqrt((flat[:, 0] / wide) ** 2 + ((body.points[:, 1] - level) / 0.85) ** 2)
    keep = np.maximum(keep, (1 - mouth) * 0.9)
    keep = np.where((body.pull("head") < 0.3) | (flat[:, 2] < 0), 9, keep)
    off = 0.06 + 0.5 * (1 - np.exp(np.minimum(keep, 0) / 0.8))
    lies = body.points + normals(body.points, body.quads) * off[:, None]
    cut = Cut(np.round(keep, 6), lies, np.full(len(keep), 0.05), 2)
    return grow("hair", body, cut, beyond=2.5, crease=1.2)


def make_glasses(body: Body) -> tuple[Solid, ...]:
    """Return round glasses: two rims, a bridge, and a side piece to each ear."""
    made = []
    turns = np.arange(20) * 2 * np.pi / 20
    ear = body.points[body.shares[:, part("left ear")] > 0.97]
    inner = []
    for side, (x, y, z) in zip((1, -1), body.eyes, strict=True):
        across = 2.35 * np.cos(turns)
        rim = np.stack(
            (x + across, y - 0.35 + 1.95 * np.sin(turns), z + 2.35 - 0.16 * side * across), 1
        )
        made.append(tube(body, rim, closed=True))
        outer = rim[0 if side > 0 else 10]
        inner.append(rim[8 if side > 0 else 2])
        hinge = np.array((side * (ear[:, 0].max() - 1.1), outer[1] + 0.3, outer[2] - 1.6))
        hook = np.array((side * (ear[:, 0].max() - 0.9), ear[:, 1].max() - 0.2, ear[:, 2].mean()))
        made.append(tube(body, np.stack((outer, hinge, (hinge + hook) / 2, hook)), closed=False))
    over = (inner[0] + inner[1]) / 2 + np.array((0, 0.35, 0.3))
    made.append(tube(body, np.stack((inner[0], over, inner[1])), closed=False))
    return tuple(made)


def tube(body: Body, path: Floats, closed: bool, radius: float = 0.12) -> Solid:
    """Return a thin tube along places on the head (n, 3)."""
    before, after = np.roll(path, 1, 0), np.roll(path, -1, 0)
    if not closed:
        before[0], after[-1] = path[0], path[-1]
    turns = np.arange(6) * np.pi / 3
    rings = []
    circle = radius * np.stack((0 * turns, np.cos(turns), np.sin(turns)), 1)
    for way, here in zip(after - before, path, strict=True):
        axes = frame(way, np.array((0.3, 1.0, 0.2)))
        rings.append(here + np.einsum("ij,nj->ni", axes, circle))
    rings += rings[:1] if closed else []
    points = np.concatenate(rings)
    quads = ring_quads(len(rings), 6)[:, ::-1]
    return solid("ink", points, quads, part("head"), only(body, "head", len(points)), crease=9)
