"""What a camera sees of surfaces, pixel by pixel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from figures.geometry.surface import Surface, normals
from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.camera import Camera
from figures.picture.raster import Raster, rasterise


class Box(NamedTuple):
    """A piece of the page in centimetres; y grows downwards from the floor."""

    left: float
    top: float
    right: float
    bottom: float


class Parts(NamedTuple):
    """How the parts of a body are drawn, by their numbers.

    A line is drawn where two parts meet that aren't *joined* (p, p). *far* parts (p) have roles of
    their own. *fine* parts (p) are drawn with smaller turns and shorter lines; a step in depth of
    *steps* (p) centimetres makes a line there, even if it is less than the surface's own. A part
    beyond these numbers is joined to nothing but itself.
    """

    joined: Flags
    far: Flags | None = None
    fine: Flags | None = None
    steps: Floats | None = None


@dataclass(frozen=True, eq=False)
class Seen:
    """The picture of surfaces: *points* (n, 3) of all of them together on the page in cm,
    *triangles* (t, 3) of them, *owners* (t), the surface of each, and what is seen at each pixel.
    """

    surfaces: Sequence[Surface]
    camera: Camera
    box: Box
    per_cm: float
    points: Floats
    triangles: Ints
    owners: Ints
    raster: Raster

    @cached_property
    def inside(self) -> Flags:
        """Where there is anything (h, w)."""
        return self.raster.winner >= 0

    @cached_property
    def owner(self) -> Ints:
        """The surface seen at each pixel (h, w), or -1."""
        return np.where(self.inside, self.owners[self.raster.winner], -1)

    def value(self, fields: Sequence[Floats | None], nothing: float) -> Floats:
        """Return numbers given at the points of each surface, as they are seen (h, w)."""
        whole = np.concatenate(
            [
                np.full(len(surface.points), nothing) if field is None else field
                for surface, field in zip(self.surfaces, fields, strict=True)
            ]
        )
        corners = whole[self.triangles[self.raster.winner[self.inside]]]
        out = np.full(self.inside.shape, nothing)
        out[self.inside] = (corners * self.raster.weights[self.inside]).sum(1)
        return out

    @cached_property
    def part(self) -> Ints:
        """The part seen at each pixel (h, w), that of the nearest point; -1 for none."""
        parts = np.concatenate([surface.parts for surface in self.surfaces])
        corners = self.triangles[self.raster.winner[self.inside]]
        nearest = self.raster.weights[self.inside].argmax(1)
        out = np.full(self.inside.shape, -1, np.intp)
        out[self.inside] = parts[corners[np.arange(len(corners)), nearest]]
        return out

    @cached_property
    def normal(self) -> Floats:
        """The way out at each pixel (h, w, 3): right, down the page, to the reader."""
        ways = np.concatenate(
            [
                self.camera.turned(normals(surface.points, surface.quads))
                for surface in self.surfaces
            ]
        )
        corners = ways[self.triangles[self.raster.winner[self.inside]]]
        weights = self.raster.weights[self.inside]
        way = (corners * weights[:, :, None]).sum(1)
        way = np.where(way[:, 2:] < 0, -way, way)
        out = np.zeros((*self.inside.shape, 3))
        out[self.inside] = way / (np.sqrt((way * way).sum(1))[:, None] + 1e-12)
        return out

    def ways(self, move: Floats, pixels: Ints) -> Floats:
        """Return how far (n, 2) what is seen at pixels (n, 2) goes when the points of all surfaces
        go so far; what lies beside the picture goes with its edge."""
        height, width = self.inside.shape
        x, y = np.clip(pixels, 0, (width - 1, height - 1)).T
        corners = self.triangles[self.raster.winner[y, x]]
        return (move[corners] * self.raster.weights[y, x][:, :, None]).sum(1)

    def pixel(self, places: Floats) -> Ints:
        """Return the pixels (n, 2), x and y, at places on the page (n, 2 or more)."""
        low = np.array((self.box.left, self.box.top))
        height, width = self.inside.shape
        at = np.floor((places[:, :2] - low) * self.per_cm).astype(np.intp)
        return np.clip(at, 0, (width - 1, height - 1))


def look(
    surfaces: Sequence[Surface], camera: Camera, box: Box | None = None, per_cm: float = 10
) -> Seen:
    """Return what a camera sees of surfaces in a box, or in the smallest with all of them."""
    offsets = np.cumsum([0, *(len(surface.points) for surface in surfaces)])
    points = np.concatenate([camera.project(surface.points) for surface in surfaces])
    box = box or box_of(points)
    width, height = np.ceil(np.round((np.array(box[2:]) - np.array(box[:2])) * per_cm, 6)).astype(
        int
    )
    quads = [surface.quads + offset for surface, offset in zip(surfaces, offsets[:-1], strict=True)]
    triangles = np.concatenate([np.concatenate((q[:, :3], q[:, [0, 2, 3]])) for q in quads])
    owners = np.repeat(np.arange(len(surfaces)), [2 * len(each) for each in quads])
    keep = np.concatenate(
        [
            np.full(len(surface.points), -1.0) if surface.keep is None else surface.keep
            for surface in surfaces
        ]
    )
    kept = (keep[triangles] <= 0).any(1)
    triangles, owners = triangles[kept], owners[kept]
    placed = (points - (box.left, box.top, 0)) * (per_cm, per_cm, 1)
    raster = rasterise(placed[triangles], int(width), int(height), keep[triangles])
    return Seen(surfaces, camera, box, per_cm, points, triangles, owners, raster)


def box_of(points: Floats, margin: float = 1) -> Box:
    """Return the box round points on the page, in whole centimetres."""
    low = np.floor(points[:, :2].min(0) - margin)
    high = np.ceil(points[:, :2].max(0) + margin)
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))
