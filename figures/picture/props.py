"""The things of a pose as solids in its room. Each takes its place from the person's joints and
skin, so that it touches what it should touch. What is soft may be cut by the body: that is hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from figures.geometry.surface import Solid, Surface, joined, lathe, rings
from figures.geometry.vectors import (
    Floats,
    about,
    along,
    dot,
    left,
    place,
    square_to,
    unit,
    up,
)
from figures.picture.cushions import draw_cushion, draw_folded_towel, draw_rolled_towel
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
from figures.words.terms import Side
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
        surface = thing.solid.numbered(thing.role, number)
        surfaces.append(replace(surface, backdrop=thing.backdrop))
        number += int(thing.solid.parts.max()) + 1
    return surfaces


def draw_ball(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a tennis ball on the floor that carries the arch, lies in front of the foot, or is
    held in a hand."""
    joints, frames, side = person.skeleton.joints, person.skeleton.frames, side_of(prop)
    ankle, tip = joints[f"{side} ankle"], joints[f"{side} toe"]
    way = unit(place(tip[0] - ankle[0], 0, tip[2] - ankle[2]))
    if prop.target.part == "hand":
        middle = joints[f"{side} palm"] + frames[f"{side} hand"][:, 2] * (ball_radius - 1.5)
    elif prop.offsets.ahead:
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
    """Return a ball of two parts: its seam runs where they meet."""
    halves = []
    turns = np.arange(48) * (np.pi / 24)
    seam = np.arcsin(0.62 * np.cos(2 * turns))
    tilt = about(left, 62) @ about(up, 20)
    for pole in (-1, 1):
        rows = []
        for part in np.linspace(0, 1, 13):
            tilts = seam * (1 - part) + pole * (np.pi / 2) * part
            wide = np.cos(tilts)
            rows.append(np.stack((wide * np.sin(turns), np.sin(tilts), wide * np.cos(turns)), 1))
        around = np.array(rows[::pole]) * ball_radius
        halves.append(rings(middle + np.einsum("ij,kmj->kmi", tilt, around), ends=False))
    return joined(halves)


def draw_pen(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a thick blunt pen, gripped by the toes or lying across in front of them."""
    side = side_of(prop)
    if prop.how == "in":
        middle, across = in_toes(person, side)
    else:
        turn, base = person.skeleton.frames[f"{side} foot"], person.skeleton.joints[f"{side} ball"]
        way = unit(place(turn[0, 2], 0, turn[2, 2]))
        toes = skin_of(person, "toe", side=side) - base
        middle = base + way * (float(along(toes, way).max()) + pen_radius + 0.6)
        middle, across = place(middle[0], pen_radius, middle[2]), np.cross(up, way)
    return pen(middle, across if across[0] > 0 else -across)


def in_toes(person: Person, side: Side) -> tuple[Floats, Floats]:
    """Return the middle and the way of a pen that lies as deep as it can in the hollow under the
    toes, behind their tips."""
    posed, mark = person.posed, side[0].upper()
    body = posed.body
    one, other = (posed.places[body.number(f"toe{toe}-2.{mark}")] for toe in (2, 4))
    tips = [posed.where(f"toe{toe}-3.{mark}", body.tail(f"toe{toe}-3.{mark}")) for toe in (2, 4)]
    base, across = (one + other) / 2, unit(other - one)
    turn = person.skeleton.frames[f"{side} foot"]
    high = square_to(turn[:, 1], across)
    on = square_to(square_to(turn[:, 2], across), high)
    ways = skin_of(person, "foot", "toe", side=side) - base
    aside, room, far = along(ways, across), along(ways, high), along(ways, on)
    last = dot((tips[0] + tips[1]) / 2 - base, on) - 0.3
    found = []
    for at in np.arange(-3.5, max(last, -3.0), 0.2):
        near = (np.abs(far - at) < pen_radius) & (np.abs(aside) < 5)
        if near.any():
            under = room[near] - np.sqrt(pen_radius**2 - (far[near] - at) ** 2)
            found.append((round(float(under.min()), 3), round(float(at), 3)))
    deep, at = max(found)
    return base + high * (deep + pressed) + on * at, across


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
