"""Hair and beards: layers that stand off the head, cut at the hairline; buns; strands as lines.

Places on the head are in degrees round it (0 is ahead, 90 the left, 180 the back) and in
centimetres above the eyes, on a head that reaches 10.8 cm above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from figures.body.layers import Cut, Layer, Solid, grow, hanging, skin_out, solid
from figures.body.mesh import Body, part
from figures.geometry.vectors import Floats, place

Line = tuple[tuple[float, float], ...]
"""Degrees from the front, on both sides alike, and a height there."""


class Style(NamedTuple):
    """How hair is worn.

    It grows above the *edge* and below the *bald* line, so *thick* on top, at the ears and at its
    lower end; what is *loose* hangs straight down behind the ears, and doesn't thin out. A *bun*
    has a height and a size. *strands* are thin lines: each begins at so many degrees round the
    head and from the crown down, and ends so.
    """

    edge: Line
    thick: tuple[float, float, float]
    strands: tuple[tuple[float, float, float, float], ...] = ()
    bald: Line = ((0, 20),)
    bun: tuple[float, float] | None = None
    loose: float = 0


styles: Mapping[str, Style] = {
    "bob": Style(
        ((0, 8.8), (9, 8.4), (24, 6.4), (44, 4), (58, 1.4), (68, -0.8), (80, -2.4), (88, -5),
         (96, -8), (120, -9.4), (180, -9.6)),
        (1.7, 1.3, 0.8),
        ((0, 31, 0, 2), (8, 22, 62, 66), (24, 8, 88, 60), (100, 40, 112, 100), (134, 40, 128, 122),
         (164, 50, 160, 126), (-8, 22, -62, 66), (-24, 8, -88, 60), (-100, 40, -112, 100),
         (-134, 40, -128, 122)),
        loose=0.22,
    ),
    "bun": Style(
        ((0, 7.9), (25, 7.3), (50, 5.4), (68, 1.8), (77, -1.6), (84, -2.2), (112, -4.5), (140, -7),
         (180, -7.6)),
        (1.2, 0.8, 0.5),
        ((36, 38, 140, 61), (58, 56, 150, 84), (84, 94, 160, 110), (-36, 38, -140, 61),
         (-58, 56, -150, 84), (-84, 94, -160, 110)),
        bun=(-0.5, 3.3),
    ),
    "short": Style(
        ((0, 8), (20, 8.6), (36, 8.9), (50, 6.2), (56, 4), (72, 1.4), (78, -3.2), (87, -3.4),
         (118, -4.5), (145, -7.6), (180, -8)),
        (1.4, 0.9, 0.3),
        ((14, 35, 30, 13), (-8, 38, 5, 18), (-50, 41, -70, 41), (66, 45, 84, 55),
         (-90, 70, -112, 64), (112, 82, 126, 96), (-136, 95, -144, 120), (150, 99, 154, 124)),
    ),
    "ring": Style(
        ((72, 3), (78, -2.6), (87, -3), (118, -4.5), (145, -7.4), (180, -7.8)),
        (1.3, 1.4, 0.4),
        ((92, 57, 108, 69), (108, 72, 124, 94), (140, 87, 148, 112), (172, 87, 174, 112),
         (-92, 57, -108, 69), (-108, 72, -124, 94), (-140, 87, -148, 112)),
        bald=((70, 0), (80, 3.6), (95, 5), (130, 4.8), (180, 3.4)),
    ),
    "beard": Style(
        ((0, -13), (35, -12.6), (60, -10.4), (76, -7.4), (90, -5.4), (94, -5)),
        (0.56, 0.56, 0.56),
        bald=((0, -4.9), (12, -5.2), (22, -6.6), (38, -7.4), (58, -4.6), (72, -2.6), (88, -2.6),
              (94, -12)),
    ),
}  # fmt: skip


def head_size(body: Body) -> float:
    """Return how large the head is beside one that reaches 10.8 cm above the eyes."""
    return float(body.points[:, 1].max() - body.eyes[0, 1]) / 10.8


def head_middle(body: Body) -> Floats:
    """Return the place in the head round which hair grows."""
    depth = body.points[body.pull("head") > 0.9, 2]
    middle = (depth.max() + depth.min()) / 2 - 0.6
    return place(0, body.eyes[0, 1] + 0.8 * head_size(body), middle)


def ways(turns: Floats, down: Floats) -> Floats:
    """Return ways out of the head, (n, 3), so many degrees round it and from the crown down."""
    turns, down = np.radians(np.broadcast_arrays(turns, down))
    return np.stack((np.sin(turns) * np.sin(down), np.cos(down), np.cos(turns) * np.sin(down)), -1)


def bare(body: Body, style: Style, points: Floats) -> Floats:
    """Return how far points on the skin are outside of the hair, (n)."""
    x, y, z = points.T
    turns = np.degrees(np.abs(np.arctan2(x, z - head_middle(body)[2])))
    high = (y - body.eyes[0, 1]) / head_size(body)
    edge, bald = (np.interp(turns, *np.transpose(line)) for line in (style.edge, style.bald))
    ear = body.points[body.shares[:, part("left ear")] > 0.97]
    middle, half = (ear.max(0) + ear.min(0)) / 2, (ear.max(0) - ear.min(0)) / 2
    on_ear = 1 - np.hypot((y - middle[1]) / half[1], (z - middle[2]) / half[2])
    on_ear = np.where(np.abs(x) > middle[0] / 2, on_ear, -9)
    lips = body.points[body.lips]
    on_lips = 1 - np.hypot(x / lips[:, 0].max(), (y - lips[:, 1].mean() + 0.1) / 0.85)
    on_lips = np.where(z > middle[2], on_lips, -9)
    keep: Floats = np.maximum.reduce((edge - high, high - bald, on_ear * half[2], on_lips * 0.9))
    return np.round(keep, 6)


def make_hair(body: Body, name: str) -> Layer:
    """Return the hair of a style on a body, or a beard."""
    style = styles[name]
    keep = bare(body, style, body.points)
    high = (body.points[:, 1] - body.eyes[0, 1]) / head_size(body)
    thick = np.interp(high, (-8, 1, 8), style.thick[::-1])
    off = 0.12 + (thick - 0.12) * (1 - np.exp(np.minimum(keep, 0) / 1.1))
    lies = body.points + skin_out(body) * off[:, None]
    if style.loose:
        middle = head_middle(body)
        behind = (body.points[:, 2] < middle[2]) & (high > -11) & (high < 4)
        behind &= body.pull("head", "neck") > 0.5
        lies += hanging(body, behind, middle[[0, 2]], style.loose)
    layer = grow("hair", body, Cut(keep, lies, off, 2))
    fine = bare(body, style, layer.finer.apply(body.points[layer.covers]))
    of_head = np.full(len(fine), part("head"))  # no line where it lies on an ear
    return layer._replace(drawn=replace(layer.drawn, keep=fine, parts=of_head))


def make_bun(body: Body, name: str) -> list[Solid]:
    """Return the bun of a style, if it has one."""
    if not (bun := styles[name].bun):
        return []
    high, size = bun[0] * head_size(body), bun[1] * head_size(body)
    head = body.points[body.pull("head") > 0.9]
    level = np.abs(head[:, 1] - body.eyes[0, 1] - high) < 1.5
    back = place(0, body.eyes[0, 1] + high, head[level, 2].min() - 0.55 * size)
    ball = ways(np.arange(0, 360, 22.5), np.linspace(179, 1, 9)[:, None])
    shape = (1.05 * size, 0.85 * size, 0.95 * size)
    return [solid("hair", body, back + ball * shape, "head", {"head": 1})]


def make_strands(body: Body, name: str, hair: Layer) -> tuple[Floats, ...]:
    """Return the lines on the hair of a style, each (n, 3), at rest."""
    out = hair.drawn.points - head_middle(body)
    far = np.sqrt((out * out).sum(1))
    lines = []
    for turn, down, last_turn, last_down in styles[name].strands:
        line = ways(np.linspace(turn, last_turn, 12), np.linspace(down, last_down, 12))
        near = np.exp(120 * (line @ (out / far[:, None]).T - 1))
        lines.append(head_middle(body) + line * (near @ far / near.sum(1))[:, None])
    return tuple(lines)
