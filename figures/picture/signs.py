"""Arrows and faults of a pose, on top of all that is drawn.

An arrow follows the movement in the room: a straight line or an arc from the part that moves. It
is drawn from where that way leaves the part as it is seen.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from figures.geometry.curves import Path, Point, circle, path_points
from figures.geometry.vectors import up
from figures.picture.arrows import arrow, cross_mark, press_arrow
from figures.picture.camera import Camera
from figures.picture.circles import draw_circle
from figures.picture.places import Spot, find_spot, is_paired
from figures.picture.ways import (
    Page,
    Sight,
    bent,
    bent_way,
    cut_off,
    gap,
    leaving,
    shaft,
    straight,
    straight_way,
    upright_way,
    way_of,
)
from figures.stance.skeleton import Person
from figures.words.pose import Pose
from figures.words.terms import pair_ways, sides
from figures.words.wording import Arrow, BodyPart

picture_proportion = 4 / 3
usual_width = 210.0  # of a picture in which the sizes of signs hold
thick = 4.8
pressing, sliding, lifting = 8.5, 25.0, 12.0


class Sign(NamedTuple):
    """A path on top of the picture. What goes round keeps its turn in a mirrored picture: there it
    is turned back about *turns*, its middle from left to right."""

    role: str
    path: Path
    turns: float | None = None


def draw_signs(pose: Pose, person: Person, camera: Camera, sight: Sight) -> list[Sign]:
    """Return the faults and the arrows of a pose."""
    page = Page(person, camera, sight, sign_size(sight))
    signs = [draw_fault(each, page) for item in pose.fault for each in each_side(item)]
    for item in pose.arrows:
        for target in each_side(item.target):
            for sign in draw_arrow(replace(item, target=target), pose, page):
                # Seen from the side, both feet may be in one place: one arrow says it.
                if sign.path and all(apart(sign, other) > shaft * 2 * page.unit for other in signs):
                    signs.append(sign)
    return signs


def apart(one: Sign, other: Sign) -> float:
    """Return how far the middles of two signs of one role are from each other on the page."""
    if one.role != other.role:
        return math.inf
    middles = [np.mean(path_points(each.path), 0) for each in (one, other)]
    return round(math.dist(*middles), 3)


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
    """Return the arrow at the part that it moves, circles or presses; two for spread toes."""
    spot = find_spot(item.target, page.person)
    if item.kind == "circle":
        path, middle = draw_circle(spot, page)
        return [Sign("arrow", path, middle)]
    if item.kind == "press":
        return [press_sign(item, spot, page)]
    if item.kind == "to and fro":
        return [slide_sign(item, spot, page)]
    if item.target.part == "toes" and item.way in pair_ways:
        return [
            move_sign(replace(item, way=way), pose, spot, page) for way in spread_ways(item.way)
        ]
    return [move_sign(item, pose, spot, page)]


def spread_ways(way: str) -> tuple[str, str]:
    """Return how the outer toes of one foot go apart or together."""
    return ("outwards", "inwards") if way == "apart" else ("together", "from within")


def move_sign(item: Arrow, pose: Pose, spot: Spot, page: Page) -> Sign:
    """Return an arrow that begins at the edge of the part that moves; what comes together is
    pointed at from outside."""
    long = straight * page.unit
    if arc := bent_way(item, pose, spot, page):
        way = page.points(arc.places)
        way = leaving(way, spot, page) if arc.leaves else way
        long = max(bent * page.unit, arc.least * page.sight.scale)
    elif item.target.part in ("arch", "sole") and item.way == "up":
        way, long = straight_way(spot.place, up, page), lifting * page.unit
    elif item.way in ("together", "from within"):
        way = leaving(straight_way(spot.place, -way_of(item, page), page), spot, page)
        return Sign("arrow", arrow(cut_off(way, long)[::-1], shaft * page.unit))
    elif spot.foot and item.way in ("up", "down"):
        way = upright_way(spot, way_of(item, page), page)
    else:
        way = leaving(straight_way(spot.place, way_of(item, page), page), spot, page)
    return Sign("arrow", arrow(cut_off(way, long), shaft * page.unit))


def press_sign(item: Arrow, spot: Spot, page: Page) -> Sign:
    """Return a short thick arrow from the part that presses into what it presses on."""
    way = straight_way(spot.skin.mean(0), way_of(item, page), page)[:2]
    on = (way[1] - way[0]) / math.dist(way[0], way[1])
    skin = page.points(spot.skin) - way[0]
    far = float((skin[:, 0] * on[0] + skin[:, 1] * on[1]).max())
    start = way[0] + on * (far + 0.5 * gap * page.unit)
    return Sign("arrow", press_arrow(start, start + on * pressing * page.unit, thick * page.unit))


def slide_sign(item: Arrow, spot: Spot, page: Page) -> Sign:
    """Return an arrow with two heads just below the part on the page; that of a foot lies on the
    floor."""
    way = straight_way(spot.place, way_of(item, page), page)[:2]
    on = (way[1] - way[0]) / math.dist(way[0], way[1])
    skin = page.points(spot.skin)
    lowest = page.points(spot.skin * (1, 0, 1)) if spot.foot else skin
    low = float(lowest[:, 1].max()) + (gap + shaft * 1.6) * page.unit
    middle = np.array((float(skin[:, 0].mean()), low))
    half = on * sliding * page.unit / 2
    ends = np.array((middle - half, middle + half))
    return Sign("arrow", arrow(ends, shaft * page.unit, (True, True)))
