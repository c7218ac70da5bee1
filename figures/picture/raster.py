"""What a camera sees of surfaces, pixel by pixel: a z-buffer without perspective.

Triangles are cut into rows and rows into pixels. One whole number for each pixel of each triangle
holds its nearness and, below that, its place in the list, so that the largest wins and ties always
fall alike: to the triangle that comes first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from figures.geometry.surface import Surface, normals
from figures.geometry.vectors import Flags, Floats, Ints
from figures.picture.camera import Camera

depth_steps = 1000  # of nearness in a unit: nearer than that is a tie
first_wins = (1 << 32) - 1
nowhere = -1e4  # the nearness of nothing


class Raster(NamedTuple):
    """For each pixel (h, w): the triangle seen, -1 for none, its nearness, and how much each of
    its corners counts there (h, w, 3)."""

    winner: Ints
    depth: Floats
    weights: Floats


def rasterise(triangles: Floats, width: int, height: int, keep: Floats | None = None) -> Raster:
    """Return what is seen of triangles (n, 3, 3): x right and y down in pixels, and nearness.

    Where *keep* (n, 3), spread over the triangle, is above 0, there is nothing.
    """
    triangle, x, y = covered(triangles[:, :, :2], width, height)
    middle = np.stack((x, y), 1).astype(float) + 0.5
    weights = shares(triangles[:, :, :2], triangle, middle)
    if keep is not None:
        stays = (weights * keep[triangle]).sum(1) <= 0
        triangle, x, y, weights = triangle[stays], x[stays], y[stays], weights[stays]
    near = (weights * triangles[triangle, :, 2]).sum(1)
    rank = np.floor(near * depth_steps + 0.5).astype(np.int64) << 32
    best = np.full(height * width, np.iinfo(np.int64).min)
    np.maximum.at(best, y * width + x, rank | (first_wins - np.arange(len(triangle))))
    hit = np.flatnonzero(best > np.iinfo(np.int64).min)
    seen = first_wins - (best[hit] & first_wins)
    winner, depth = np.full(height * width, -1, np.intp), np.full(height * width, nowhere)
    spread = np.zeros((height * width, 3))
    winner[hit], depth[hit], spread[hit] = triangle[seen], near[seen], weights[seen]
    shape = (height, width)
    return Raster(winner.reshape(shape), depth.reshape(shape), spread.reshape(*shape, 3))


def covered(corners: Floats, width: int, height: int) -> tuple[Ints, Ints, Ints]:
    """Return all pixels whose middle lies in a triangle (n, 3, 2): the triangle, x and y.

    A side that two triangles share is measured from the same end in both, so that there is
    neither a gap nor a pixel twice.
    """
    x, y = corners[:, :, 0], corners[:, :, 1]
    down = np.lexsort((x, y), axis=1)
    x, y = np.take_along_axis(x, down, 1), np.take_along_axis(y, down, 1)
    triangle, row = runs(first_pixel(y[:, 0], height), first_pixel(y[:, 2], height))
    x, y, middle = x[triangle], y[triangle], row + 0.5

    def crossing(top: int, bottom: int) -> Floats:
        high = y[:, bottom] - y[:, top]
        part = (middle - y[:, top]) / np.where(high > 0, high, 1)
        return np.asarray(x[:, top] + (x[:, bottom] - x[:, top]) * part)

    long = crossing(0, 2)
    short = np.where(middle < y[:, 1], crossing(0, 1), crossing(1, 2))
    at, column = runs(
        first_pixel(np.minimum(long, short), width), first_pixel(np.maximum(long, short), width)
    )
    return triangle[at], column, row[at]


def first_pixel(places: Floats, size: int) -> Ints:
    """Return the first of so many pixels whose middle isn't before each place."""
    return np.clip(np.ceil(places - 0.5), 0, size).astype(np.intp)


def runs(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Return all numbers from each start to before its end, and from which start each comes."""
    long = np.maximum(ends - starts, 0)
    which = np.repeat(np.arange(len(starts)), long)
    return which, np.arange(len(which)) + np.repeat(starts - np.cumsum(long) + long, long)


def shares(corners: Floats, triangle: Ints, places: Floats) -> Floats:
    """Return how much each corner of a triangle counts at places in it, (k, 3)."""
    first = corners[:, 0]
    one, other = corners[:, 1] - first, corners[:, 2] - first
    area = cross(one, other)[:, None]
    area = np.where(np.abs(area) > 1e-9, area, 1e9)
    way = places - first[triangle]
    second = np.clip(cross(way, (other / area)[triangle]), 0, 1)
    third = np.clip(cross((one / area)[triangle], way), 0, 1 - second)
    return np.stack((1 - second - third, second, third), 1)


def cross(one: Floats, other: Floats) -> Floats:
    """Return twice the areas between ways on the page, (n, 2) each."""
    return np.asarray(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])


class Box(NamedTuple):
    """A piece of the page in centimetres; y grows downwards from the floor."""

    left: float
    top: float
    right: float
    bottom: float


def box_of(points: Floats, margin: float = 1) -> Box:
    """Return the box round points on the page, in whole centimetres."""
    low = np.floor(points[:, :2].min(0) - margin)
    return Box(*low.tolist(), *np.ceil(points[:, :2].max(0) + margin).tolist())


class Parts(NamedTuple):
    """How the parts of a body are drawn, by their numbers.

    A line is drawn where two parts meet that aren't *joined* (p, p). *far* parts (p) have roles of
    their own. *fine* parts (p) are drawn with smaller turns and shorter lines; a step in depth of
    *steps* (p) centimetres makes a line there, even if it is less than the surface's own. A part
    beyond these numbers is fine, and joined to nothing but itself.
    """

    joined: Flags
    far: Flags | None = None
    fine: Flags | None = None
    steps: Floats | None = None


@dataclass(frozen=True, eq=False)
class Seen:
    """The picture of surfaces: *points* (n, 3) of all of them together on the page in cm,
    *triangles* (t, 3) of them, and what is seen at each pixel."""

    surfaces: Sequence[Surface]
    camera: Camera
    box: Box
    per_cm: float
    points: Floats
    triangles: Ints
    raster: Raster

    @cached_property
    def inside(self) -> Flags:
        """Where there is anything (h, w)."""
        return self.raster.winner >= 0

    @cached_property
    def owner(self) -> Ints:
        """The surface seen at each pixel (h, w), or -1."""
        sizes = [len(surface.points) for surface in self.surfaces]
        return self.nearest(np.repeat(np.arange(len(sizes)), sizes))

    @cached_property
    def part(self) -> Ints:
        """The part seen at each pixel (h, w), that of the nearest point; -1 for none."""
        return self.nearest(np.concatenate([surface.parts for surface in self.surfaces]))

    @cached_property
    def normal(self) -> Floats:
        """The way out at each pixel (h, w, 3): right, down the page, to the reader."""
        ways = [normals(surface.points, surface.quads) for surface in self.surfaces]
        way = self.spread(self.camera.turned(np.concatenate(ways)), 0.0)
        way = np.where(way[..., 2:] < 0, -way, way)
        return np.asarray(way / (np.sqrt((way * way).sum(2))[..., None] + 1e-12))

    def nearest(self, values: Ints) -> Ints:
        """Return at each pixel (h, w) the number given at the nearest point, -1 for none."""
        corners = self.triangles[self.raster.winner[self.inside]]
        nearest = self.raster.weights[self.inside].argmax(1)
        out = np.full(self.inside.shape, -1, np.intp)
        out[self.inside] = values[corners[np.arange(len(corners)), nearest]]
        return out

    def by_part(self, values: Floats | Flags | None, others: float) -> Floats:
        """Return at each pixel what is given for its part, or for all *others*."""
        table: Floats = np.append(np.zeros(0) if values is None else values, others)
        return table[np.minimum(self.part, len(table) - 1)]

    def spread(self, values: Floats, nothing: float) -> Floats:
        """Return numbers given at all points, (n) or (n, k), as they are seen (h, w)."""
        out = np.full((*self.inside.shape, *values.shape[1:]), nothing)
        out[self.inside] = self.at(values, np.flatnonzero(self.inside))
        return out

    def on_page(self, places: Floats) -> Floats:
        """Return places on the page (n, 2 or more), in cm, as pixels."""
        return np.asarray((places[:, :2] - (self.box.left, self.box.top)) * self.per_cm)

    def pixels(self, places: Floats) -> Ints:
        """Return the numbers, counted row by row, of the pixels at places in pixels (n, 2); what
        lies beside the picture is at its edge."""
        height, width = self.inside.shape
        x, y = np.clip(np.floor(places).astype(np.intp), 0, (width - 1, height - 1)).T
        return np.asarray(y * width + x)

    def at(self, values: Floats, pixels: Ints) -> Floats:
        """Return numbers given at all points, (n, ...), as they are seen at pixels (k, ...)."""
        corners = self.triangles[self.raster.winner.ravel()[pixels]].T
        weights = self.raster.weights.reshape(-1, 3)[pixels].T
        pairs = zip(corners, weights, strict=True)
        return np.asarray(sum(values[corner].T * weight for corner, weight in pairs)).T


def look(
    surfaces: Sequence[Surface], camera: Camera, box: Box | None = None, per_cm: float = 10
) -> Seen:
    """Return what a camera sees of surfaces in a box, or in the smallest with all of them."""
    points = np.concatenate([camera.project(surface.points) for surface in surfaces])
    box = box or box_of(points)
    sizes = (box.right - box.left) * per_cm, (box.bottom - box.top) * per_cm
    width, height = (math.ceil(round(size, 6)) for size in sizes)
    offsets = np.cumsum([0, *(len(surface.points) for surface in surfaces)])
    quads = np.concatenate([each.quads + at for each, at in zip(surfaces, offsets, strict=False)])
    triangles = quads[:, [[0, 1, 2], [0, 2, 3]]].reshape(-1, 3)
    keep = np.concatenate(
        [np.full(len(each.points), -1.0) if each.keep is None else each.keep for each in surfaces]
    )
    triangles = triangles[(keep[triangles] <= 0).any(1)]
    placed = (points - (box.left, box.top, 0)) * (per_cm, per_cm, 1)
    raster = rasterise(placed[triangles], width, height, keep[triangles])
    return Seen(surfaces, camera, box, per_cm, points, triangles, raster)
