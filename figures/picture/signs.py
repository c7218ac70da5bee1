"""Arrows and faults of a pose, on top of all that is drawn.

An arrow follows the movement in the room: a straight line or an arc from the part that moves. It
is drawn from where that way leaves the part as it is seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from figures.figure import Shape
from figures.geometry.curves import Path, Point, circle, joined, line, outline, path_points, twice
from figures.geometry.solids import hull
from figures.geometry.vectors import (
    Floats,
    about,
    ahead,
    along,
    dot,
    left,
    length,
    square_to,
    unit,
    up,
)
from figures.picture.camera import Camera
from figures.picture.places import Spot, find_spot, proportion
from figures.picture.seen import Box
from figures.stance.skeleton import Person
from figures.words.pose import Pose
from figures.words.terms import pair_ways, paired_parts, sides
from figures.words.wording import Arrow, BodyPart

usual_width = 210.0  # of a picture in which the sizes of signs hold
shaft, straight, bent = 2.3, 21.0, 14.0  # how wide and long an arrow is, in sizes of the page
pressing, sliding, lifting, thick = 8.5, 25.0, 12.0, 4.8
gap = 1.4  # between an arrow and what it lies beside
head_long, head_wide = 2.2, 3.0  # of the shaft's width
press_long, press_wide = 1.25, 2.2
least_seen = 0.12  # of a way that comes towards us
least_radius = 14.0
crown = 13.0  # centimetres from the middle of a head to its top
most_turned = 120.0  # degrees of a bent arrow
alone, together = 55.0, 22.0  # degrees that an arrow round a small and a large joint turns at least
ring_radius = 11.0  # centimetres
least_open = 0.34  # of a ring that is seen from its edge


class Page(NamedTuple):
    """From where a person is seen: the piece of the page in centimetres, how many units of the page
    a centimetre has, and whether nothing hides a place in the room."""

    person: Person
    camera: Camera
    box: Box
    scale: float
    visible: Callable[[Floats], bool]

    @property
    def unit(self) -> float:
        """How large a size of the signs is on the page, so that they look alike in all pictures."""
        box = self.box
        wide = max(box.right - box.left, (box.bottom - box.top) * proportion)
        return round(wide * self.scale / usual_width, 3)

    def points(self, places: Floats) -> Floats:
        """Return places of the room (n, 3) on the page, (n, 2)."""
        return self.camera.project(places)[:, :2] * self.scale

    def room(self, size: float) -> float:
        """Return a size of the signs in centimetres of the room."""
        return size * self.unit / self.scale


def draw_signs(pose: Pose, page: Page) -> list[Shape]:
    """Return the faults and the arrows of a pose."""
    signs = [draw_fault(each, page) for item in pose.fault for each in each_side(item)]
    for item in pose.arrows:
        for target in each_side(item.target):
            for sign in draw_arrow(replace(item, target=target), pose, page):
                # Seen from the side, both feet may be in one place: one arrow says it.
                if sign.path and all(apart(sign, other) > shaft * 2 * page.unit for other in signs):
                    signs.append(sign)
    return signs


def apart(one: Shape, other: Shape) -> float:
    """Return how far the middles of two signs of one role are from each other on the page."""
    middles = [np.mean(path_points(each.path), 0) for each in (one, other)]
    return round(math.dist(*middles), 3) if one.role == other.role else math.inf


def wrong_mark(width: float) -> list[Shape]:
    """Return a cross in a ring for the corner of a picture; equally large in every picture."""
    size = width * 0.045
    centre = Point(size * 1.5, size * 1.5)
    cross = cross_mark(centre, size * 0.45)
    return [Shape("wrong-ring", circle(centre, size)), Shape("wrong", cross)]


def each_side(item: BodyPart) -> tuple[BodyPart, ...]:
    """Return a part of the body, or both where it names none of two."""
    if item.side is None and item.part in paired_parts:
        return tuple(replace(item, side=side) for side in sides)
    return (item,)


def draw_fault(item: BodyPart, page: Page) -> Shape:
    """Return a broken ring round what is wrong."""
    spot = find_spot(item, page.person)
    (middle,) = points(page.points(spot.place[None]))
    return Shape("fault", circle(middle, max(spot.clear * page.scale, 9 * page.unit)))


def draw_arrow(item: Arrow, pose: Pose, page: Page) -> list[Shape]:
    """Return the arrow at the part that it moves, circles or presses; two for spread toes."""
    spot = find_spot(item.target, page.person)
    if item.kind == "circle":
        path, middle = draw_circle(spot, page)
        return [Shape("arrow", path, turns=middle)]
    if item.kind == "press":
        return [Shape("arrow", press(item, spot, page))]
    if item.kind == "to and fro":
        return [Shape("arrow", slide(item, spot, page))]
    ways = [item.way]
    if item.target.part == "toes" and item.way in pair_ways:
        ways = ["outwards", "inwards"] if item.way == "apart" else ["together", "from within"]
    return [Shape("arrow", move(replace(item, way=way), pose, spot, page)) for way in ways]


def move(item: Arrow, pose: Pose, spot: Spot, page: Page) -> Path:
    """Return an arrow that begins at the edge of the part that moves; what comes together is
    pointed at from outside."""
    long = straight * page.unit
    inwards = item.way in ("together", "from within")
    if arc := bent_way(item, pose, spot, page):
        way = page.points(arc.places)
        way = leaving(way, spot, page) if arc.leaves else way
        long = max(bent * page.unit, arc.least * page.scale)
    elif item.target.part in ("arch", "sole") and item.way == "up":
        way, long = straight_way(spot.place, up, page), lifting * page.unit
    elif spot.foot and item.way in ("up", "down"):
        way = upright_way(spot, way_of(item, page), page)
    else:
        on = way_of(item, page) * (-1 if inwards else 1)
        way = leaving(straight_way(spot.place, on, page), spot, page)
    way = way[: max(int(np.searchsorted(lengths(way), long)), 3) + 1]
    return arrow(way[::-1] if inwards else way, shaft * page.unit)


def press(item: Arrow, spot: Spot, page: Page) -> Path:
    """Return a short thick arrow from the part that presses into what it presses on."""
    way = straight_way(spot.skin.mean(0), way_of(item, page), page)[:2]
    on = (way[1] - way[0]) / math.dist(way[0], way[1])
    skin = page.points(spot.skin) - way[0]
    far = float((skin[:, 0] * on[0] + skin[:, 1] * on[1]).max())
    start = way[0] + on * (far + 0.5 * gap * page.unit)
    return press_arrow(start, start + on * pressing * page.unit, thick * page.unit)


def slide(item: Arrow, spot: Spot, page: Page) -> Path:
    """Return an arrow with two heads just below the part on the page; that of a foot lies on the
    floor."""
    way = straight_way(spot.place, way_of(item, page), page)[:2]
    on = (way[1] - way[0]) / math.dist(way[0], way[1])
    skin = page.points(spot.skin)
    lowest = page.points(spot.skin * (1, 0, 1)) if spot.foot else skin
    low = float(lowest[:, 1].max()) + (gap + shaft * 1.6) * page.unit
    middle = np.array((float(skin[:, 0].mean()), low))
    half = on * sliding * page.unit / 2
    return arrow(np.array((middle - half, middle + half)), shaft * page.unit, (True, True))


# The ways that arrows take: in the room from the part that moves, and on the page


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
    on = (ends[1] - ends[0]) / page.scale
    if math.hypot(*on) < least_seen:
        on = np.array((0.0, 1.0 if dot(way, page.camera.near) > 0 else -1.0))
    on = on / math.hypot(*on)
    line: Floats = ends[0] + on * np.linspace(0, 120 * page.scale, 241)[:, None]
    return line


def way_of(item: Arrow, page: Page) -> Floats:
    """Return a way in the room by its word, as the person knows left and right; that of toes goes
    by their own foot."""
    side = item.target.side or "right"
    toes = item.target.part in ("toes", "big toe")
    aside = page.person.skeleton.frames[f"{side} foot"][:, 0] if toes else left
    out = aside if side == "left" else -aside
    ways = {
        "up": up, "down": -up, "ahead": ahead, "back": -ahead, "left": left, "right": -left,
        "outwards": out, "apart": out, "from within": out, "inwards": -out, "together": -out,
    }  # fmt: skip
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
    (x, y), (at_x, at_y) = edge.T[:, :, None], way.T
    (step_x, step_y) = (np.roll(edge, -1, 0) - edge).T[:, :, None]
    inside = (np.round(step_x * (at_y - y) - step_y * (at_x - x), 6) >= 0).all(0)
    last = int(np.flatnonzero(np.append(True, inside))[-1])
    return way[min(last, len(way) - 4) :]


# Rings round the axis about which a part of the body turns


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
    edges = np.diff([0, *(page.visible(at) for at in ring), 0]).astype(int)
    pairs = zip(np.flatnonzero(edges > 0), np.flatnonzero(edges < 0), strict=True)
    flat = page.points(ring)
    paths = [
        arrow(flat[first:last], shaft * page.unit, (False, last == len(ring)))
        for first, last in pairs
        if last - first >= 6
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


# Outlines of arrows


def arrow(way: Floats, width: float, ends: tuple[bool, bool] = (False, True)) -> Path:
    """Return the outline of an arrow along a line of places on the page, (n, 2).

    *ends* tell whether it has a head at its first and at its last place, where the head's tip is.
    """
    whole = lengths(way)[-1]
    head = min(head_long * width, whole * (0.4 if all(ends) else 0.6))
    start, end = (head if has else 0.0 for has in ends)
    shaft = sampled(way, start, whole - end)
    side = normals(shaft)
    if ends[0]:
        side[0] = turned(shaft[0] - way[0])
    if ends[1]:
        side[-1] = turned(way[-1] - shaft[-1])
    right, left = shaft + side * (width / 2), shaft - side * (width / 2)
    wing = width * head_wide / 2
    first, last = [left[0], right[0]], [right[-1], left[-1]]
    if ends[0]:
        first = [left[0], shaft[0] - side[0] * wing, way[0], shaft[0] + side[0] * wing, right[0]]
    if ends[1]:
        neck = shaft[-1]
        last = [right[-1], neck + side[-1] * wing, way[-1], neck - side[-1] * wing, left[-1]]
    ring = [*twice(points(first)), *points(right[1:-1])]
    ring += [*twice(points(last)), *points(left[-2:0:-1])]
    return outline(ring)


def press_arrow(start: Floats, end: Floats, width: float) -> Path:
    """Return a short thick arrow between two places on the page."""
    way = (end - start) / math.dist(start, end)
    side = turned(way) * width
    neck = end - way * width * press_long
    ring = [start - side / 2, neck - side / 2, neck - side * press_wide / 2, end]
    ring += [neck + side * press_wide / 2, neck + side / 2, start + side / 2]
    return line(points(ring), closed=True)


def cross_mark(centre: Point, reach: float) -> Path:
    """Return the two bars of a cross, to be stroked."""
    ways = (Point(reach, reach), Point(reach, -reach))
    return joined(line([centre.minus(way), centre.plus(way)]) for way in ways)


def points(places: Floats | list[Floats]) -> list[Point]:
    """Return places on the page as points of a path."""
    return [Point(float(x), float(y)) for x, y in places]


def lengths(way: Floats) -> Floats:
    """Return how far along a line each of its places is, (n)."""
    steps = np.sqrt((np.diff(way, axis=0) ** 2).sum(1))
    return np.round(np.concatenate((np.zeros(1), np.cumsum(steps))), 6)


def sampled(way: Floats, start: float, end: float) -> Floats:
    """Return the stretch of a line between two lengths: its ends, and what its bend needs."""
    at = lengths(way)
    steps = np.diff(way, axis=0)
    turns = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    bend = float(np.abs(np.diff(turns)).sum())
    count = 2 + math.ceil(round(bend / math.radians(22), 3) - 0.05)
    goals = np.linspace(start, end, max(count, 2))
    return np.stack([np.interp(goals, at, way[:, axis]) for axis in range(2)], 1)


def turned(way: Floats) -> Floats:
    """Return the unit way to the right of a way on the page, y down the page."""
    return np.array((-way[1], way[0])) / (math.hypot(*way) or 1.0)


def normals(way: Floats) -> Floats:
    """Return the unit ways to the right of a line at each of its places, (n, 2)."""
    steps: Floats = np.stack([np.gradient(way[:, axis]) for axis in range(2)], 1)
    return np.array([turned(step) for step in steps])
