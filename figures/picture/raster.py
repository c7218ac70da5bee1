"""What a camera sees of surfaces, pixel by pixel: a z-buffer without perspective."""

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

nowhere = -1e4  # the nearness of nothing
hair = 1e-6  # how far beside a triangle a pixel is still in it, so that there are no gaps
at_once = 10_000  # triangles: so many stay near the processor
most = 2**24  # triangles in one picture


class Raster(NamedTuple):
    """For each pixel (h, w): the triangle seen, -1 for none, its nearness, and how much each of
    its corners counts there (h, w, 3)."""

    winner: Ints
    depth: Floats
    weights: Floats


def rasterise(triangles: Floats, width: int, height: int, keep: Floats) -> Raster:
    """Return what is seen of triangles (n, 3, 3): x right and y down in pixels, and nearness.

    Where *keep* (n, 3), spread over the triangle, is above 0, there is nothing. Of what is equally
    near, to a thousandth, the first is seen.
    """
    # Corner by corner: sums and least values over three are slow along the last axis.
    x, y, nearness = np.ascontiguousarray(triangles.T)
    is_cut = np.asarray((keep > 0).any(1))
    far = math.floor(nearness.min(initial=0))
    # One number for how near and which: the greatest at a pixel is the first of the nearest.
    best = np.full(height * width, -1)
    for first in range(0, len(triangles), at_once):
        some = slice(first, first + at_once)
        triangle, pixel, near = covered(x[:, some], y[:, some], nearness[:, some], width, height)
        rated = np.round((near - far) * 1000).astype(np.intp) * most
        rated += most - 1 - first - triangle
        cut = np.flatnonzero(is_cut[some][triangle])
        one = triangle[cut] + first
        kept = weighted(shares(x[:, one], y[:, one], pixel[cut], width), keep[one].T)
        rated[cut[np.asarray(kept > 0)]] = -1
        np.maximum.at(best, pixel, rated)
    seen = np.flatnonzero(best >= 0)
    triangle = most - 1 - best[seen] % most
    weights = shares(x[:, triangle], y[:, triangle], seen, width)
    winner, depth = np.full(height * width, -1), np.full(height * width, nowhere)
    spread = np.zeros((height * width, 3))
    winner[seen], spread[seen] = triangle, weights.T
    depth[seen] = weighted(weights, nearness[:, triangle])
    shape = height, width
    return Raster(winner.reshape(shape), depth.reshape(shape), spread.reshape(*shape, 3))


def covered(
    x: Floats, y: Floats, nearness: Floats, width: int, height: int
) -> tuple[Ints, Ints, Floats]:
    """Return, for each pixel that triangles (3, n) cover, which triangle, which pixel, counted row
    by row, and how near it is there."""
    along, down = np.roll(x, -1, 0) - x, np.roll(y, -1, 0) - y
    line, row = runs(y.min(0), y.max(0), height)
    # where each side crosses the middle of a row; a level side doesn't, but its neighbours do
    high = np.where(np.abs(down) > 1e-9, down, np.nan)
    part = (row + 0.5 - y[:, line]) / high[:, line]
    place = x[:, line] + along[:, line] * part
    crosses = (part >= -hair) & (part <= 1 + hair)
    lows, highs = (np.where(crosses, place, far) for far in (np.inf, -np.inf))
    which, column = runs(lows.min(0), highs.max(0), width)
    # How near a triangle is, is a plane over the page: two slopes, and the first corner.
    area = area_of(along, down)
    second, third = (nearness[1:] - nearness[0]) / area
    right, low = -(down[2] * second + down[0] * third), along[2] * second + along[0] * third
    begin = nearness[0] + right * (0.5 - x[0]) + low * (0.5 - y[0])
    triangle = line[which]
    near = (begin[line] + low[line] * row)[which] + right[triangle] * column
    # Seen edge on, a plane is steep, and a hair beside the triangle it is anywhere.
    near = np.clip(near, nearness.min(0)[triangle], nearness.max(0)[triangle])
    return triangle, row[which] * width + column, near


def shares(x: Floats, y: Floats, pixel: Ints, width: int) -> Floats:
    """Return how much each corner of triangles (3, n) counts at a pixel of each, (3, n)."""
    along, down = np.roll(x, -1, 0) - x, np.roll(y, -1, 0) - y
    right, low = pixel % width + 0.5 - x[0], pixel // width + 0.5 - y[0]
    area = area_of(along, down)
    second = np.clip((low * along[2] - right * down[2]) / area, 0, 1)
    third = np.clip((low * along[0] - right * down[0]) / area, 0, 1 - second)
    return np.stack((1 - second - third, second, third))


def area_of(along: Floats, down: Floats) -> Floats:
    """Return twice the area of triangles by the ways of their sides (3, n); of those that are none,
    endless, so that only their first corner counts."""
    area = down[0] * along[2] - along[0] * down[2]
    return np.where(np.abs(area) > 1e-9, area, np.inf)


def weighted(weights: Floats, values: Floats) -> Floats:
    """Return the sums of three weights times values, (3, n) each."""
    first, second, third = weights * values
    return np.asarray(first + second + third)


def runs(lows: Floats, highs: Floats, size: int) -> tuple[Ints, Ints]:
    """Return all of so many pixels whose middles lie between a low and a high end: whose ends
    these are, and the pixels."""
    ends = np.clip(np.ceil((lows - hair - 0.5, highs + hair - 0.5)), 0, size).astype(np.intp)
    long = np.maximum(ends[1] - ends[0], 0)
    which = np.repeat(np.arange(len(long)), long)
    return which, np.arange(len(which)) + np.repeat(ends[0] - np.cumsum(long) + long, long)


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


def part_with(points: Floats, box: Box, per_cm: float, margin: float = 1) -> Box:
    """Return the part of a box that has something of points on the page in it, with a margin, in
    whole pixels from the corner of the box: all the rest would be looked at for nothing."""
    places = (points[:, :2] - (box.left, box.top)) * per_cm
    whole = np.array((box.right - box.left, box.bottom - box.top)) * per_cm
    low = np.clip(np.floor(places.min(0) - margin * per_cm), 0, whole - 1) / per_cm
    high = np.clip(np.ceil(places.max(0) + margin * per_cm), 1, whole) / per_cm
    return Box(box.left + low[0], box.top + low[1], box.left + high[0], box.top + high[1])


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
    def ways_out(self) -> Floats:
        """The way out at each point, as `normal` has it."""
        ways = [normals(surface.points, surface.quads) for surface in self.surfaces]
        return self.camera.turned(np.concatenate(ways))

    def normal(self, pixels: Ints) -> Floats:
        """Return the way out at pixels (k), (3, k): right, down the page, to the reader."""
        x, y, z = self.at(self.ways_out, pixels).T
        long = np.sqrt(x * x + y * y + z * z) + 1e-12
        return np.stack((x, y, z)) / np.where(z < 0, -long, long)

    @cached_property
    def nearest_point(self) -> Ints:
        """The nearest point at each pixel that has anything, row by row."""
        corners = self.triangles[self.raster.winner[self.inside]]
        first, second, third = self.raster.weights[self.inside].T
        nearest = np.where(third > np.maximum(first, second), 2, second > first)
        return np.asarray(corners[np.arange(len(corners)), nearest])

    def nearest(self, values: Ints) -> Ints:
        """Return at each pixel (h, w) the number given at the nearest point, -1 for none."""
        out = np.full(self.inside.shape, -1, np.intp)
        out[self.inside] = values[self.nearest_point]
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
    box = part_with(points, box, per_cm) if box else box_of(points)
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
