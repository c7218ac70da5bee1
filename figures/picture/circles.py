"""Rings round the axis about which a part of the body turns."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from figures.geometry.curves import Path, joined
from figures.geometry.vectors import Floats, about, dot, left, length, square_to, unit
from figures.picture.arrows import arrow
from figures.picture.places import Spot
from figures.picture.ways import Page, shaft

ring_radius = 11.0  # centimetres
least_open = 0.34  # of a ring that is seen from its edge


def draw_circle(spot: Spot, page: Page) -> tuple[Path, float]:
    """Return a ring round the axis that turns, with a head where it comes round in front, and
    where its middle is from left to right.

    It is cut where the body hides it. Seen from its edge it is opened a little.
    """
    middle, axis, radius = find_axis(spot, page)
    near = page.camera.near
    across = np.cross(axis, near)
    across = unit(across) if length(across) > 0.1 else square_to(left, axis)
    towards = np.cross(across, axis)
    if abs(dot(axis, near)) < least_open:
        # Seen from its edge: tip it so that its near side is seen lower down the page.
        tip = math.degrees(math.asin(least_open))
        tips = (about(across, turn) @ towards for turn in (tip, -tip))
        towards = min(tips, key=lambda way: round(dot(way, page.camera.up), 6))
    angles = np.radians(np.linspace(-60, 250, 125))
    ring = middle + radius * (np.cos(angles)[:, None] * across + np.sin(angles)[:, None] * towards)
    shown = [page.sight.visible(at) for at in ring]
    flat = page.points(ring)
    paths = [
        arrow(flat[first:last], shaft * page.unit, (False, last == len(ring)))
        for first, last in stretches(shown, 6)
    ]
    return joined(paths), round(float(page.points(middle[None])[0, 0]), 1)


def find_axis(spot: Spot, page: Page) -> tuple[Floats, Floats, float]:
    """Return the middle of the ring round what turns, its axis and its radius."""
    joints, frames = page.person.skeleton.joints, page.person.skeleton.frames
    side = spot.side
    if spot.foot or spot.name == "ankle":
        shin = frames[f"{side} shin"][:, 1]
        return joints[f"{side} ankle"] - shin * 2.5, shin, ring_radius
    if spot.name in ("hand", "wrist"):
        forearm = frames[f"{side} forearm"][:, 1]
        return (joints[f"{side} wrist"] + joints[f"{side} palm"]) / 2, forearm, ring_radius - 1
    middle = spot.skin.mean(0)
    if spot.name in ("shoulder", "shoulder blade", "elbow"):
        return middle, frames["chest"][:, 0], spot.clear + 1
    if spot.name in ("knee", "thigh", "hip"):
        return middle, frames[f"{side} thigh"][:, 1], spot.clear + 1
    return middle, frames["pelvis" if spot.name == "hips" else "chest"][:, 1], spot.clear + 3


def stretches(flags: Sequence[bool], least: int) -> list[tuple[int, int]]:
    """Return where flags are set in a row, at least so many: first and beyond the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(flags, int), [0]))))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first, last) for first, last in pairs if last - first >= least]
