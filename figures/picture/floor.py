"""The floor, and the soft shadows of what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from figures.geometry.curves import Path, Point, line, outline
from figures.geometry.surface import Surface, hull
from figures.geometry.vectors import Floats
from figures.picture.camera import Camera
from figures.picture.furniture import skin_of
from figures.picture.raster import Box
from figures.stance.skeleton import Person
from figures.words.terms import sides

near_floor = 4.0  # a foot this high still has a shadow below it
past_far_edge = 9.0
line_margin = 3.0
line_down = 0.6  # of the floor's line, so that it lies below what stands on it
least_flat = 1.1  # of a shadow that is seen from its edge


class Ground(NamedTuple):
    """A path below everything else."""

    role: str
    path: Path


def draw_floor(
    person: Person, things: Sequence[Surface], camera: Camera, box: Box, scale: float = 1
) -> list[Ground]:
    """Return the floor and the shadows on it, in centimetres times *scale*.

    Seen level the floor is a line from edge to edge. Seen from above it is an area whose far edge
    lies beyond all that stands on the floor, so that nothing seems to climb a wall.
    """
    return [
        floor_of(person, things, camera, box, scale),
        *(Ground("shadow", shadow(spot, camera, scale)) for spot in feet_down(person)),
    ]


def floor_of(
    person: Person, things: Sequence[Surface], camera: Camera, box: Box, scale: float
) -> Ground:
    """Return the floor."""
    if is_level(camera):
        ends = [(box.left + line_margin, line_down), (box.right - line_margin, line_down)]
        return Ground("floor", line([Point(x * scale, y * scale) for x, y in ends]))
    standing = [surface.points for surface in things if surface.role != "wall"]
    low = np.concatenate(
        [points[points[:, 1] < near_floor] for points in (person.points, *standing)]
    )
    level = box.bottom
    if len(low):
        level = float(camera.project(low)[:, 1].min()) - past_far_edge
    level = max(min(level, (box.top + box.bottom * 3) / 4), box.top)
    corners = [
        (box.left, box.bottom), (box.left, level), (box.right, level), (box.right, box.bottom)
    ]  # fmt: skip
    return Ground("ground", line([Point(x * scale, y * scale) for x, y in corners], closed=True))


def is_level(camera: Camera) -> bool:
    """Tell whether a camera looks along the floor."""
    return bool(camera.up[1] > 0.999)


def feet_down(person: Person) -> list[Floats]:
    """Return what each foot on or near the floor covers of it: places (n, 3)."""
    feet = (skin_of(person, "foot", "toe", side=side) for side in sides)
    return [foot[foot[:, 1] < near_floor] for foot in feet if foot[:, 1].min() < near_floor / 2]


def shadow(covered: Floats, camera: Camera, scale: float) -> Path:
    """Return a soft shape on the floor round the places that are covered."""
    flat = covered[:, (0, 2)]
    middle = (flat.max(0) + flat.min(0)) / 2
    turns = np.arange(8) * (np.pi / 4)
    ways = np.stack((np.cos(turns), np.sin(turns)), 1)
    reach = (hull(flat)[None] - middle) * ways[:, None]
    edge = middle + ways * (np.round(reach.sum(2).max(1), 3)[:, None] + 1.2)
    page = camera.project(np.stack((edge[:, 0], np.zeros(8), edge[:, 1]), 1))[:, :2]
    if float(np.ptp(page[:, 1])) < 2 * least_flat:
        across = float(np.ptp(page[:, 0])) / 2
        page = page.mean(0) + np.stack((across * ways[:, 0], least_flat * ways[:, 1]), 1)
    return outline([Point(float(x) * scale, float(y) * scale) for x, y in page])
