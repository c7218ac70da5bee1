"""Arrows and faults of a pose, on top of all that is drawn.

An arrow follows the movement in the room: a straight line or an arc from the part that moves. It
is drawn from where that way leaves the part as it is seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np

from figures.geometry.curves import Path, Point, circle, joined
from figures.geometry.solids import hull
from figures.geometry.vectors import Floats, about, ahead, left, square_to, unit, up
from figures.picture.arrows import arrow, cross_mark, lengths, press_arrow
from figures.picture.camera import Camera
from figures.picture.places import Spot, find_spot, is_paired
from figures.picture.seen import Box
from figures.stance.skeleton import Person
from figures.words.pose import Pose
from figures.words.terms import Side, sides
from figures.words.wording import Arrow, BodyPart

picture_proportion = 4 / 3
usual_width = 210.0  # of a picture in which the sizes below hold
shaft, thick = 2.3, 5.6
straight, pressing, sliding, lifting = 21.0, 11.0, 25.0, 12.0
gap = 1.4  # between an arrow and what it lies beside
ring_radius = 11.0  # centimetres
least_open = 0.34  # of a ring that is seen from its edge


class Sign(NamedTuple):
    """A path on top of the picture. What goes round keeps its turn in a mirrored picture: there it
    is turned back about *turns*, its middle from left to right."""

    role: str
    path: Path
    turns: float | None = None


class Sight(Protocol):
    """What is seen in a picture, whose paths are in centimetres times *scale*."""

    @property
    def scale(self) -> float:
        """How many units of the page a centimetre of the room has."""

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


def draw_signs(pose: Pose, person: Person, camera: Camera, sight: Sight) -> list[Sign]:
    """Return the faults and the arrows of a pose."""
    page = Page(person, camera, sight, sign_size(sight))
    return [
        *(draw_fault(each, page) for item in pose.fault for each in each_side(item)),
        *(
            sign
            for item in pose.arrows
            for each in each_side(item.target)
            for sign in draw_arrow(replace(item, target=each), pose, page)
        ),
    ]


def sign_size(sight: Sight) -> float:
    """Return how large signs are in units of the page, so that they look alike in all pictures."""
    box = sight.box
    wide = max(box.right - box.left, (box.bottom - box.top) * picture_proportion)
    return round(wide * sight.scale / usual_width, 3)


def wrong_mark(width: float) -> list[Sign]:
    """Return a cross in a ring for the corner of a picture; equally large in every picture."""
    size = width * 0.045
    centre = Point(size * 1.5, size * 1.5)
    return [
        Sign("wrong-ring", circle(centre, size)),
        Sign("wrong", cross_mark(centre, size * 0.45)),
    ]


def each_side(item: BodyPart) -> tuple[BodyPart, ...]:
    """Return a part of the body, or both where it names none of two."""
    if item.side is None and is_paired(item.part):
        return tuple(replace(item, side=side) for side in sides)
    return (item,)


def draw_fault(item: BodyPart, page: Page) -> Sign:
    """Return a broken ring round what is wrong."""
    spot = find_spot(item, page.person)
    at = page.points(spot.place[None])[0]
    return Sign(
        "fault", circle(Point(*map(float, at)), max(spot.clear * page.sight.scale, 9 * page.unit))
    )


def draw_arrow(item: Arrow, pose: Pose, page: Page) -> list[Sign]:
    """Return one arrow at the part that it moves, circles or presses."""
    spot = find_spot(item.target, page.person)
    if item.kind == "circle":
        return circle_signs(item.target.side or "right", page)
    if item.kind == "press":
        return [press_sign(item, spot, page)]
    if item.kind == "to and fro":
        return [slide_sign(item, spot, page)]
    way = movement(item, pose, spot, page)
    return [Sign("arrow", arrow(leaving(page.points(way), spot, page), shaft * page.unit))]


def movement(item: Arrow, pose: Pose, spot: Spot, page: Page) -> Floats:
    """Return the way of a part through the room, (n, 3), from its place and long enough."""
    joints, frames = page.person.skeleton.joints, page.person.skeleton.frames
    side = item.target.side or "right"
    toes = item.target.part in ("toes", "big toe")
    far = page.room(straight)
    if item.way == "towards the shin":
        held = any(
            rest.how == "holding" and rest.thing.part in ("toes", "big toe") for rest in pose.hands
        )
        root = joints[f"{side} ball"] if held and toes else joints[f"{side} ankle"]
        return swept(joints[f"{side} toe"], root, -frames[f"{side} foot"][:, 0], far, outside=1.03)
    if item.way == "up" and toes:
        root = joints[f"{side} ball"]
        return swept(joints[f"{side} toe"], root, -frames[f"{side} foot"][:, 0], far, outside=1.1)
    if item.way == "towards the head":
        return swept(spot.place, joints[f"{side} hip"], -frames["pelvis"][:, 0], far * 1.4)
    if item.way == "from the hips":
        return swept(spot.place, joints["hips"], frames["pelvis"][:, 0], far)
    if item.way.startswith("round to the"):
        turn = frames["chest"][:, 1] * (1 if item.way.endswith("left") else -1)
        root = joints["shoulders"] + turn * float((spot.place - joints["shoulders"]) @ turn)
        front = root + frames["chest"][:, 2] * (page.room(5) + 16)
        return swept(front, root, turn, far)
    way = way_of(item, page)
    start = beside(spot, way, page) if spot.foot and abs(way[1]) > 0.5 else spot.place
    return start + way * np.linspace(0, 80, 161)[:, None]


def swept(start: Floats, root: Floats, axis: Floats, far: float, outside: float = 1.0) -> Floats:
    """Return the arc of a place about an axis through *root*, anticlockwise for whoever the axis
    points at; *outside* takes it a little farther from the axis."""
    way = (start - root) * outside
    flat = way - axis * float(way @ axis)
    radius = math.sqrt(float(flat @ flat)) + 1e-9
    most = min(math.degrees((far + 60) / radius), 170)
    arcs = [root + about(axis, degrees) @ way for degrees in np.linspace(0, most, 120)]
    return np.array(arcs)


def way_of(item: Arrow, page: Page) -> Floats:
    """Return a way in the room by its word, as the person knows left and right."""
    side = item.target.side or "right"
    out = left if side == "left" else -left
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
    }
    return ways[item.way or "ahead"]


def beside(spot: Spot, way: Floats, page: Page) -> Floats:
    """Return where an upright arrow beside a foot begins: behind a heel, else before the toes."""
    person = page.person
    turn = person.skeleton.frames[f"{spot.side} foot"]
    along = -turn[:, 2] if spot.name == "heel" else turn[:, 2]
    far = float(((spot.skin - spot.place) @ along).max())
    out = along * (far + page.room(gap + shaft / 2))
    return spot.place + out


def leaving(way: Floats, spot: Spot, page: Page) -> Floats:
    """Return the stretch of a way on the page, (n, 2), that begins where it leaves its part."""
    edge = hull(page.points(spot.skin))
    inside = np.array([is_inside(edge, at) for at in way])
    first = int(np.flatnonzero(inside)[-1]) + 1 if inside.any() else 0
    first = min(first, len(way) - 2)
    run = lengths(way[first:])
    long = straight * page.unit
    last = first + max(int(np.searchsorted(run, long)), 1)
    return way[first : last + 1]


def is_inside(edge: Floats, at: Floats) -> bool:
    """Tell whether a place lies inside an anticlockwise outline."""
    after = np.roll(edge, -1, 0)
    cross = (after[:, 0] - edge[:, 0]) * (at[1] - edge[:, 1]) - (after[:, 1] - edge[:, 1]) * (
        at[0] - edge[:, 0]
    )
    return bool((np.round(cross, 6) >= 0).all())


def press_sign(item: Arrow, spot: Spot, page: Page) -> Sign:
    """Return a short thick arrow from the part that presses into what it presses on."""
    way = page.points(np.array((spot.place, spot.place + way_of(item, page))))
    on = (way[1] - way[0]) / (math.dist(way[0], way[1]) or 1.0)
    skin = page.points(spot.skin)
    far = float(((skin - way[0]) @ on).max())
    start = way[0] + on * (far + 0.5 * gap * page.unit)
    return Sign("arrow", press_arrow(start, start + on * pressing * page.unit, thick * page.unit))


def slide_sign(item: Arrow, spot: Spot, page: Page) -> Sign:
    """Return an arrow with two heads that lies on the floor just below the part on the page."""
    way = page.points(np.array((spot.place, spot.place + way_of(item, page))))
    on = (way[1] - way[0]) / (math.dist(way[0], way[1]) or 1.0)
    skin = page.points(spot.skin)
    floor = page.points(spot.place[None] * (1, 0, 1))[0, 1]
    low = max(float(skin[:, 1].max()), float(floor)) + (gap + shaft * 1.6) * page.unit
    middle = np.array((float(skin[:, 0].mean()), low))
    half = on * sliding * page.unit / 2
    ends = np.array((middle - half, middle + half))
    return Sign("arrow", arrow(ends, shaft * page.unit, (True, True)))


def circle_signs(side: Side, page: Page) -> list[Sign]:
    """Return a ring round the foot, square to the shin, with a head where it comes round in front.

    It is cut where the foot hides it. Seen from its edge it is opened a little.
    """
    skeleton, near = page.person.skeleton, page.camera.near
    ankle, shin = skeleton.joints[f"{side} ankle"], skeleton.frames[f"{side} shin"][:, 1]
    middle = ankle - shin * 2.5
    across = np.cross(shin, near)
    across = unit(across) if float(across @ across) > 0.01 else square_to(left, shin)
    open_ = abs(float(np.cross(across, shin) @ near))
    towards = np.cross(across, shin)
    towards = towards if float(towards @ near) > 0 else -towards
    if open_ > 1 - least_open**2 / 2:
        # Seen from its edge: tip it so that its near side is seen lower down the page.
        tip = math.degrees(math.asin(least_open))
        tips = (about(across, sign * tip) @ towards for sign in (1, -1))
        towards = min(tips, key=lambda way: round(float(way @ page.camera.up), 6))
    angles = np.radians(np.linspace(-60, 250, 125))
    ring = middle + ring_radius * (
        np.cos(angles)[:, None] * across + np.sin(angles)[:, None] * towards
    )
    shown = np.array([page.sight.visible(at) for at in ring])
    flat = page.points(ring)
    runs = stretches(shown, 6)
    width = shaft * page.unit
    paths = [arrow(flat[first:last], width, (False, last == len(ring))) for first, last in runs]
    return [Sign("arrow", joined(paths), float(page.points(middle[None])[0, 0]))]


def stretches(flags: Sequence[bool] | np.ndarray, least: int) -> list[tuple[int, int]]:
    """Return where flags are set in a row, at least so many: first and beyond the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(flags, int), [0]))))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first, last) for first, last in pairs if last - first >= least]
