"""The things of a pose as solids in its room. Each takes its place from the person's joints and
skin, so that it touches what it should touch. What is soft may be cut by the body: that is hidden.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from figures.geometry.solids import Solid, ball, box, cushion, joined, lathe
from figures.geometry.surface import Surface
from figures.geometry.vectors import Floats, about, frame, left, place, square_to, unit, up
from figures.picture.furniture import (
    Thing,
    draw_chair,
    draw_mat,
    draw_step,
    draw_table_leg,
    draw_wall,
    draw_worktop,
    side_of,
    skin_of,
)
from figures.picture.straps import draw_band, draw_strap
from figures.stance.skeleton import Person
from figures.words.pose import Pose
from figures.words.wording import Prop

Drawer = Callable[[Prop, Pose, Person], list[Thing]]

first_part = 1000  # below are the parts of the body
ball_radius = 3.3
pen_radius = 0.9
pressed = 0.25  # how far the skin gives way


def draw_things(pose: Pose, person: Person) -> list[Surface]:
    """Return all things of a pose; their parts are counted from *first_part*."""
    things = [thing for prop in pose.props for thing in drawers[prop.thing](prop, pose, person)]
    surfaces = []
    number = first_part
    for thing in things:
        surfaces.append(thing.solid.numbered(thing.role, number))
        number += int(thing.solid.parts.max()) + 1
    return surfaces


def draw_cushion(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a cushion under the head, or between the knees, as thick as the room for it."""
    if prop.how == "between":
        return [Thing("cushion", between_knees(person))]
    head = skin_of(person, "head")
    middle = head.mean(0)
    high = max(float(head[:, 1].min()) + 2.0, 3.0)
    size = place(36, high * 1.08, 27) if prop.thing == "cushion" else place(46, high * 1.08, 34)
    turn = frame(left, up)
    return [Thing("cushion", cushion(place(middle[0], high * 0.54, middle[2]), size, turn))]


def between_knees(person: Person) -> Solid:
    """Return a cushion between the knees, its flat sides against the thighs."""
    joints = person.skeleton.joints
    one, other = joints["left knee"], joints["right knee"]
    thighs = (joints["left hip"] + joints["right hip"]) / 2 - (one + other) / 2
    apart = unit(one - other)
    turn = frame(square_to(thighs, apart), apart)
    room = float(np.sqrt(((one - other) ** 2).sum())) - 8
    middle = (one + other) / 2 + turn[:, 0] * 4
    return cushion(middle, place(40, max(room, 6.0), 26), turn)


def draw_folded_towel(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return the folded towel that one sits on: two layers."""
    x, _, z = person.skeleton.joints["hips"]
    layers = [box((x - 21, low, z - 18), (x + 21, low + 2, z + 14)) for low in (0, 2)]
    return [Thing("towel", joined(layers))]


def draw_rolled_towel(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a rolled towel on the floor under a calf."""
    joints, side = person.skeleton.joints, side_of(prop)
    knee, ankle = joints[f"{side} knee"], joints[f"{side} ankle"]
    middle = knee + (ankle - knee) * 0.72
    across = np.cross(up, unit(ankle - knee))
    calf = skin_of(person, "lowerleg", side=side)
    along = unit(np.cross(across, up))
    near = np.abs((calf - middle) @ along) < 3
    lowest = float(calf[near, 1].min()) if near.any() else float(middle[1]) - 4
    radius = max((lowest + 0.5) / 2, 1.5)
    return [Thing("towel", roll(place(middle[0], radius, middle[2]), across, 24, radius))]


def roll(middle: Floats, along: Floats, long: float, radius: float) -> Solid:
    """Return a rolled towel; the layers show at its ends."""
    start = middle - unit(along) * (long / 2)
    skin = lathe(
        start,
        along,
        ((0, radius - 0.5), (0.15, radius - 0.15), (0.5, radius), (long - 0.5, radius),
         (long - 0.15, radius - 0.15), (long, radius - 0.5)),
    )  # fmt: skip
    cores = [
        lathe(
            start - unit(along) * out, along, ((0, radius * part), (long + 2 * out, radius * part))
        )
        for part, out in ((0.62, 0.06), (0.3, 0.12))
    ]
    return joined((skin, *cores))


def draw_ball(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a tennis ball on the floor that carries the arch, or lies in front of the foot."""
    joints, side = person.skeleton.joints, side_of(prop)
    ankle, tip = joints[f"{side} ankle"], joints[f"{side} toe"]
    way = unit(place(tip[0] - ankle[0], 0, tip[2] - ankle[2]))
    if prop.offsets.ahead:
        under = ankle + way * (4 + prop.offsets.ahead)
        middle = place(under[0], ball_radius, under[2])
    else:
        middle = under_sole(skin_of(person, "foot", "toe", side=side), ankle, way)
    return [Thing("ball", tennis_ball(middle))]


def under_sole(skin: Floats, ankle: Floats, way: Floats) -> Floats:
    """Return the middle of the ball that lies on the floor and just touches the sole: as near to
    the arch as there is room for it."""
    start = place(ankle[0], ball_radius, ankle[2])
    gaps = []
    for far in range(17):
        middle = start + way * far
        nearest = float(np.sqrt(((skin - middle) ** 2).sum(1)).min()) - ball_radius + pressed
        gaps.append((round(abs(nearest), 3) + 0.03 * abs(far - 6), far))
    return start + way * min(gaps)[1]


def tennis_ball(middle: Floats) -> Solid:
    """Return a ball whose seam runs where its two parts meet."""
    plain = ball(middle, ball_radius, about(left, 60))
    x, y, z = (plain.points - middle).T / ball_radius
    seam = z * 0.8 + y * 0.35 - 0.9 * (x * x - y * y)
    return plain._replace(parts=(seam > 0).astype(np.intp))


def draw_pen(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a thick blunt pen, gripped by the toes or lying across in front of them."""
    side = side_of(prop)
    toes = skin_of(person, "toe", side=side)
    turn = person.skeleton.frames[f"{side} foot"]
    if prop.how == "in":
        mark = side[0].upper()
        posed = person.posed
        bones = (f"toe{toe}-2.{mark}" for toe in (2, 4))
        one, other = (posed.places[posed.body.number(bone)] for bone in bones)
        across = unit(other - one)
        middle = in_toes(toes, (one + other) / 2, frame(across, turn[:, 1]))
    else:
        way = unit(place(turn[0, 2], 0, turn[2, 2]))
        across = np.cross(up, way)
        ball_of_foot = person.skeleton.joints[f"{side} ball"]
        far = float(((toes - ball_of_foot) @ way).max()) + pen_radius + 0.6
        middle = ball_of_foot + way * far
        middle = place(middle[0], pen_radius, middle[2])
    if across[0] < 0:
        across = -across
    return pen(middle, across)


def in_toes(skin: Floats, base: Floats, axes: Floats) -> Floats:
    """Return the middle of a pen along the first of the axes that lies as deep as it can in the
    hollow under the toes; the second axis points from the sole into the foot."""
    ways = skin - base
    along, high, across = (ways @ axes[:, axis] for axis in range(3))
    best = (-99.0, 0.0)
    for far in np.arange(-3.0, 4.01, 0.25):
        near = (np.abs(across - far) < pen_radius) & (np.abs(along) < 4)
        if near.any():
            room = high[near] - np.sqrt(pen_radius**2 - (across[near] - far) ** 2)
            best = max(best, (round(float(room.min()), 3), float(far)))
    deep, far = best
    return base + axes[:, 1] * (deep + pressed) + axes[:, 2] * far


def pen(middle: Floats, across: Floats) -> list[Thing]:
    """Return a pen with its cap at the end that *across* points to."""
    start, r = middle - across * 8, pen_radius
    shaft = lathe(start, across, ((0, 0), (0.02, r * 0.7), (0.3, r), (11, r), (11.01, 0)))
    cap = lathe(
        start, across, ((10.9, 0), (10.9, r + 0.15), (15.4, r + 0.15), (16, r * 0.7), (16, 0))
    )
    return [Thing("pen", shaft), Thing("pen-cap", cap)]


def draw_nothing(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return nothing: a shoe is drawn with its foot."""
    return []


drawers: dict[str, Drawer] = {
    "chair": draw_chair,
    "wall": draw_wall,
    "worktop": draw_worktop,
    "mat": draw_mat,
    "cushion": draw_cushion,
    "pillow": draw_cushion,
    "folded towel": draw_folded_towel,
    "rolled towel": draw_rolled_towel,
    "strap": draw_strap,
    "band": draw_band,
    "ball": draw_ball,
    "pen": draw_pen,
    "table leg": draw_table_leg,
    "step": draw_step,
    "shoe": draw_nothing,
}
