"""Clothes: how each is cut, from the places of the bones, so that it fits every body."""

from __future__ import annotations

from functools import cache

import numpy as np

from figures.body.layers import (
    Cut,
)
from figures.body.mesh import Body
from figures.geometry.surface import normals, smoother
from figures.geometry.vectors import Flags, Floats

sides = {"left": ".L", "right": ".R"}
arm = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
leg = ("upperleg", "lowerleg", "foot", "toe")


def along(body: Body, start: Floats, end: Floats) -> Floats:
    """Return how far each point is from *start* (0) to *end* (1) of a line, (n)."""
    way = end - start
    return ((body.points - start) * way).sum(1) / (way * way).sum()


def ramp(values: Floats, start: float, end: float) -> Floats:
    """Return 0 up to *start*, 1 from *end* on, and straight between."""
    return np.clip((values - start) / (end - start), 0, 1)


def hanging(body: Body, chosen: Flags, middle: Floats, falling: float) -> Floats:
    """Return which way and how far cloth hangs off the skin, (n, 3): it hangs from what stands out
    above, and spans what is hollow from side to side.

    *middle* (n, 2) is where the limb's or the trunk's axis is, across and ahead; *falling* is how
    much nearer to it the cloth comes with each centimetre.
    """
    height = body.points[chosen, 1]
    across = (body.points[:, [0, 2]] - middle)[chosen]
    turns = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    ways = np.stack((np.cos(turns), np.sin(turns)), 1)
    levels = np.arange(height.min(), height.max() + 1.5, 1.5)
    above = height - levels[:, None]
    far = np.where(above > -1, -falling * np.maximum(above, 0), -99)
    spans = np.stack([(far + np.einsum("ni,i->n", across, way)).max(1) for way in ways], 1)
    level = np.clip((height - levels[0]) / 1.5, 0, len(levels) - 1.001)
    low = level.astype(np.intp)
    part_up = (level - low)[:, None]
    span = spans[low] * (1 - part_up) + spans[low + 1] * part_up
    skin = np.sqrt((across * across).sum(1))
    facing = np.einsum("ni,ai->na", across / (skin[:, None] + 1e-9), ways)
    reach = np.where(facing > 0.3, span / np.maximum(facing, 0.3), 99.0).min(1)
    off = np.zeros_like(body.points)
    off[chosen, 0], off[chosen, 2] = (
        across / (skin[:, None] + 1e-9) * np.clip(reach - skin, 0, 8)[:, None]
    ).T
    return off


@cache
def skin_out(body: Body) -> Floats:
    """Return the ways out of the skin at rest, (n, 3), with its hollows evened out."""
    return normals(evened(body, 8), body.quads)


def evened(body: Body, rounds: int) -> Floats:
    """Return the skin at rest, smoothed."""
    average = smoother(body.quads, len(body.points))
    even = body.points
    for _ in range(rounds):
        even = average.apply(even)
    return even


def round_bumps(body: Body) -> Floats:
    """Return how much farther off cloth must lie beside a small bump of the skin, (n), so that it
    doesn't show."""
    average = smoother(body.quads, len(body.points))
    bump = ((body.points - evened(body, 4)) * skin_out(body)).sum(1)
    highest = bump
    for _ in range(3):
        on_quads = highest[body.quads].max(1)
        highest = highest.copy()
        for corner in range(4):
            np.maximum.at(highest, body.quads[:, corner], on_quads)
    return np.clip(average.apply(average.apply(highest)) - bump, 0, 0.8)


def collar(body: Body) -> Floats:
    """Return how far points are above a round collar, (n): it goes from the pit between the
    collar bones to the root of the neck behind, and sits on the shoulders beside the neck."""
    x, y, z = body.points.T
    middle = (np.abs(x) < 2) & (body.pull(*arm) < 0.1)
    low, high = body.head("clavicle.L")[1] + 1.8, body.head("neck01")[1] + 2.2
    front = z[middle & (np.abs(y - low) < 2)].max()
    back = z[middle & (np.abs(y - high) < 2)].min()
    level: Floats = low + (high - low) * (front - z) / (front - back) + 0.045 * x * x
    return y - level


def shirt_cut(body: Body, sleeve: float) -> Cut:
    """Return the cut of a shirt whose sleeves end at a part of the way to the elbow."""
    x, y = body.points[:, 0], body.points[:, 1]
    arms = body.pull(*arm)
    trunk = 1 - ramp(arms, 0.05, 0.5)
    hem = body.head("upperleg01.L")[1] + 3.5
    neck = body.head("neck01")
    sleeves = np.full(len(x), -9.0)
    for end in sides.values():
        start, elbow = body.head(f"upperarm01{end}"), body.head(f"lowerarm01{end}")
        far = along(body, start, elbow) - sleeve
        sleeves = np.where(x * start[0] > 0, far, sleeves)
    reach = 26.0
    keep: Floats = np.maximum.reduce(
        (
            np.where((arms < 0.4) & (y > neck[1] - 14), collar(body), -20),
            np.where(arms > 0.02, sleeves * reach, -20),
            np.where(arms > 0.3, -20, hem - y),
        )
    )
    keep = np.where(body.pull("head") > 0.5, 20, keep)
    chest = body.head("spine01")[1]
    chosen = (arms < 0.3) & (y > hem - 8) & (y < neck[1] - 5)
    middle = np.stack((0 * x, np.interp(y, (hem, chest, neck[1]), (0.5, -0.5, 0.5))), 1)
    hang = hanging(body, chosen, middle, 0.03) * trunk[:, None]
    opening = ramp(sleeves + sleeve, 0.1, 0.65) * (1 - trunk)
    low = ramp(chest - y, 0, chest - hem) * trunk
    off = 0.7 + 0.9 * opening + 0.6 * low
    return Cut(
        keep=np.round(keep, 6),
        lies=body.points + skin_out(body) * off[:, None] + hang,
        least=0.4 + ramp(hem + 14 - y, 0, 8) * trunk + 0.3 * opening + round_bumps(body) * trunk,
        rounds=14,
    )


def trousers_cut(body: Body, hem: float) -> Cut:
    """Return the cut of trousers that end at a part of the way from the ankle to the knee."""
    x, y = body.points[:, 0], body.points[:, 1]
    shank = np.full(len(x), 2.0)
    hang = np.zeros_like(body.points)
    for end in sides.values():
        hip, knee, ankle = (
            body.head(f"{bone}{end}") for bone in ("upperleg01", "lowerleg01", "foot")
        )
        mine = x * hip[0] >= 0
        shank = np.where(mine, along(body, ankle, knee), shank)
        heights = (ankle[1], knee[1], hip[1])
        middle = np.stack(
            [np.interp(y, heights, (ankle[axis], knee[axis], hip[axis])) for axis in (0, 2)], 1
        )
        chosen = mine & (body.pull("upperleg", "lowerleg", side=end) > 0.6) & (y > ankle[1] + 3)
        hang += hanging(body, chosen, middle, 0.085)
    waist = body.tail("spine05")[1] - 2.5
    length = body.head("lowerleg01.L")[1] - body.head("foot.L")[1]
    keep: Floats = np.maximum((hem - shank) * length, y - waist)
    keep = np.where(body.pull(*arm) > 0.2, 20, keep)
    low = ramp(1.1 - shank, 0, 0.6)
    off = 0.55 + 0.5 * low
    return Cut(
        keep=np.round(keep, 6),
        lies=body.points + skin_out(body) * off[:, None] + 0.75 * hang,
        least=np.full(len(x), 0.35),
        rounds=14,
    )
