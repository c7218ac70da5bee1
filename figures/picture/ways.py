"""The ways that arrows take: in the room from the part that moves, and on the page."""

from __future__ import annotations

import math
from typing import NamedTuple, Protocol

import numpy as np

from figures.geometry.surface import hull
from figures.geometry.vectors import Floats, about, ahead, along, dot, left, length, unit, up
from figures.picture.arrows import lengths
from figures.picture.camera import Camera
from figures.picture.places import Spot
from figures.picture.raster import Box
from figures.stance.skeleton import Person
from figures.words.pose import Pose
from figures.words.wording import Arrow

shaft, straight, bent = 2.3, 21.0, 14.0  # how wide and long an arrow is, in sizes of the page
gap = 1.4  # between an arrow and what it lies beside
least_seen = 0.12  # of a way that comes towards us
least_radius = 14.0
crown = 13.0  # centimetres from the middle of a head to its top
most_turned = 120.0  # degrees of a bent arrow
alone, together = 55.0, 22.0  # degrees that an arrow round a small and a large joint turns at least


class Sight(Protocol):
    """What is seen in a picture."""

    @property
    def scale(self) -> float:
        """How many units of the page a centimetre has."""

    @property
    def box(self) -> Box:
        """The piece of the page, in centimetres."""

    def visible(self, place: Floats) -> bool:
        """Tell whether nothing hides a place in the room."""


class Page(NamedTuple):
    """From where a person is seen, and how many units of the page a size of the signs has."""

    person: Person
    camera: Camera
    sight: Sight
    unit: float

    def points(self, places: Floats) -> Floats:
        """Return places of the room (n, 3) on the page, (n, 2)."""
        return self.camera.project(places)[:, :2] * self.sight.scale

    def room(self, size: float) -> float:
        """Return a size of the signs in centimetres of the room."""
        return size * self.unit / self.sight.scale


class Arc(NamedTuple):
    """A bent way through the room, (n, 3), of which at least so many centimetres are drawn, from
    where it *leaves* its part or from its beginning."""

    places: Floats
    least: float
    leaves: bool = True


def bent_way(item: Arrow, pose: Pose, spot: Spot, page: Page) -> Arc | None:
    """Return the way of a part that turns about a joint; None for one that goes straight."""
    joints, frames = page.person.skeleton.joints, page.person.skeleton.frames
    side, toes = spot.side, item.target.part in ("toes", "big toe")
    if item.way == "towards the shin" or (item.way == "up" and toes):
        held = any(
            rest.how == "holding" and rest.thing.part in ("toes", "big toe") for rest in pose.hands
        )
        if toes and (held or item.way == "up"):
            root, least = joints[f"{side} ball"], alone
        else:
            root, least = joints[f"{side} ankle"], together
        return swept(joints[f"{side} toe"], root, -frames[f"{side} foot"][:, 0], page, least)
    if item.way == "towards the head":
        return swept(spot.place, joints[f"{side} hip"], -frames["pelvis"][:, 0], page)
    if item.way == "from the hips":
        return swept(spot.place, joints["hips"], frames["pelvis"][:, 0], page)
    if item.way.startswith("round"):
        return round_way(item, spot, page)
    return None


def round_way(item: Arrow, spot: Spot, page: Page) -> Arc:
    """Return the way round the body's own length: before the chest, but above the head, where it
    doesn't cover the face."""
    joints, frames = page.person.skeleton.joints, page.person.skeleton.frames
    is_head = spot.name in ("head", "neck", "chin")
    turn = frames["head" if is_head else "chest"]
    axis = turn[:, 1] * (1 if item.way.endswith("left") else -1)
    if is_head:
        middle, far = joints["head"] + turn[:, 1] * (crown + page.room(gap)), 9.0
    else:
        skin = along(spot.skin - spot.place, turn[:, 2])
        middle, far = spot.place, float(skin.max()) + page.room(gap + shaft)
    start = middle + about(axis, -25) @ turn[:, 2] * far
    return swept(start, middle, axis, page, 75)._replace(leaves=False)


def swept(start: Floats, root: Floats, axis: Floats, page: Page, least: float = together) -> Arc:
    """Return the arc of a place about an axis through *root*, anticlockwise for whoever the axis
    points at. Too narrow a one is widened: it still begins at the place, the same way."""
    way = start - root
    out = way - axis * dot(way, axis)
    radius = max(length(out), page.room(least_radius))
    middle, out = start - unit(out) * radius, unit(out) * radius
    places = [middle + about(axis, degrees) @ out for degrees in np.linspace(0, most_turned, 91)]
    return Arc(np.array(places), radius * math.radians(least))


def straight_way(start: Floats, way: Floats, page: Page) -> Floats:
    """Return a long straight way on the page, (n, 2). What comes towards us goes down the page."""
    ends = page.points(np.array((start, start + way)))
    on = (ends[1] - ends[0]) / page.sight.scale
    if math.hypot(*on) < least_seen:
        on = np.array((0.0, 1.0 if dot(way, page.camera.near) > 0 else -1.0))
    on = on / math.hypot(*on)
    line: Floats = ends[0] + on * np.linspace(0, 120 * page.sight.scale, 241)[:, None]
    return line


def way_of(item: Arrow, page: Page) -> Floats:
    """Return a way in the room by its word, as the person knows left and right; that of toes goes
    by their own foot."""
    side = item.target.side or "right"
    toes = item.target.part in ("toes", "big toe")
    aside = page.person.skeleton.frames[f"{side} foot"][:, 0] if toes else left
    out = aside if side == "left" else -aside
    ways = {
        "up": up,
        "down": -up,
        "ahead": ahead,
        "back": -ahead,
        "left": left,
        "right": -left,
        "outwards": out,
        "inwards": -out,
        "apart": out,
        "together": -out,
        "from within": out,
    }
    return ways[item.way or "ahead"]


def upright_way(spot: Spot, way: Floats, page: Page) -> Floats:
    """Return the way of an upright arrow close beside a foot on the page, (n, 2): behind a heel,
    else before the toes; on the outer side if the foot points at us."""
    turn = page.person.skeleton.frames[f"{spot.side} foot"]
    on = -turn[:, 2] if spot.name == "heel" else turn[:, 2]
    if abs(dot(on, page.camera.right)) < 0.3:
        on = left if spot.side == "left" else -left
    to = 1 if dot(on, page.camera.right) > 0 else -1
    far = float((page.points(spot.skin)[:, 0] * to).max()) + (gap + shaft / 2) * page.unit
    path = straight_way(spot.place, way, page)
    return path + np.array((far * to - path[0, 0], 0.0))


def leaving(way: Floats, spot: Spot, page: Page) -> Floats:
    """Return the stretch of a way on the page, (n, 2), that begins where it leaves its part."""
    edge = hull(page.points(spot.skin))
    inside = np.flatnonzero([is_inside(edge, at) for at in way])
    return way[min(int(inside[-1]) + 1 if len(inside) else 0, len(way) - 4) :]


def cut_off(way: Floats, long: float) -> Floats:
    """Return the beginning of a way on the page, (n, 2), about so long."""
    return way[: max(int(np.searchsorted(lengths(way), long)), 3) + 1]


def is_inside(edge: Floats, at: Floats) -> bool:
    """Tell whether a place lies inside an anticlockwise outline."""
    after = np.roll(edge, -1, 0)
    cross = (after[:, 0] - edge[:, 0]) * (at[1] - edge[:, 1]) - (after[:, 1] - edge[:, 1]) * (
        at[0] - edge[:, 0]
    )
    return bool((np.round(cross, 6) >= 0).all())
