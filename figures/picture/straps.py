"""What is pulled tight round a foot: a strap held by the hands, and a band tied to a table leg.

Both lie on the skin. Seen along the band, the skin it goes round is a flat outline; the band runs
along the convex hull of that outline and leaves it where it is straight to whatever pulls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from figures.geometry.surface import Solid, ball, hull, joined, ribbon, spread
from figures.geometry.vectors import Floats, ahead, along, dot, left, place, square_to, unit, up
from figures.picture.furniture import Post, Thing, find_post, side_of, skin_of
from figures.picture.places import find_spot
from figures.stance.skeleton import Person
from figures.words.pose import Pose
from figures.words.terms import sides
from figures.words.wording import BodyPart, Prop

strap_width, band_width = 3.4, 3.0
thickness = 0.3
over_cloth = 1.0  # how far a band round trousers lies from the skin
tied_at = 15.0  # how high a band is tied
tail = 9.0
wrapped = 60  # places along what lies on the skin
hanging = (0.3, 0.62, 0.72, 0.72, 0.72, 0.72)
"""How wide a hanging end is, of the strap's width: rounded at its tip, gathered in the fist."""


class Loop(NamedTuple):
    """The way of a band from one end round the foot to the other: its places (k, 3), and the way
    it faces at each of them."""

    path: Floats
    faces: Floats


def draw_strap(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a strap from hand to hand round the ball of the foot or another part of the body,
    with a tail from each fist; without such a part, from hand to hand."""
    joints = person.skeleton.joints
    holding = [
        side for side, rest in zip(sides, pose.hands, strict=True) if rest.thing.part == prop.thing
    ]
    ends = [joints[f"{side} palm"] for side in holding or sides]
    if prop.target.part:
        loop = loop_round(prop, person, (ends[0], ends[-1]), strap_width, -1.0)
    else:
        loop = Loop(np.array((ends[0], ends[-1])), np.array([ahead] * 2))
    path = np.concatenate((tail_of(loop.path[:2])[::-1], loop.path, tail_of(loop.path[:-3:-1])))
    one, other = (np.repeat(loop.faces[at][None], len(hanging), 0) for at in (0, -1))
    faces = np.concatenate((one, loop.faces, other))
    widths = np.full(len(path), strap_width)
    widths[: len(hanging) + 1] = strap_width * np.array((*hanging, hanging[-1]))
    widths[-len(hanging) - 1 :] = strap_width * np.array((hanging[-1], *hanging[::-1]))
    return [Thing("band", ribbon(path, faces, widths, thickness))]


def tail_of(end: Floats) -> Floats:
    """Return how a strap hangs from the fist: on a little, then down (6, 3). The first of the two
    places given is in the fist, the second lies on the way to the foot."""
    on = unit(end[0] - end[1])
    down = unit(on * 0.25 - up)
    places = [end[0] + on * 2.6, end[0] + on * 3.8 - up * 1.4]
    places += [places[1] + down * tail * part for part in (0.5, 0.88, 0.96, 1.0)]
    loose = np.array(places)
    loose[:, 1] = np.maximum(loose[:, 1], 0.8)
    return loose


def draw_band(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a band over the top of the forefoot and round the leg of a table, with a knot; or
    one that goes round a limb or two, or is held by the hands."""
    if prop.how == "round" and prop.target.part not in ("foot", "ball of the foot", "toes"):
        return [Thing("band", round_limbs(prop, person))]
    if not any(each.thing in ("table leg", "chair") for each in pose.props):
        return draw_strap(prop, pose, person)
    post = find_post(pose, person)
    knot = post.foot + up * tied_at - ahead * (post.thick / 2 + 1.0)
    loop = loop_round(prop, person, [knot, knot], band_width, -1.4)
    widths = np.full(len(loop.path), band_width)
    widths[[0, -1]] = band_width * 0.5
    tails = [
        ribbon(
            np.array([knot, knot + place(x * 0.5, -3, -0.8), knot + place(x, -7.5, -0.4)]),
            np.array([-ahead] * 3),
            np.array([1.0, 2.2, 2.6]),
            thickness,
        )
        for x in (-2.4, 2.0)
    ]
    return [
        Thing("band", ribbon(loop.path, loop.faces, widths, thickness)),
        Thing("band", round_post(post)),
        Thing("band", joined(tails)),
        Thing("band", ball(knot, 1.5)),
    ]


def round_post(post: Post) -> Solid:
    """Return the band where it goes round a square leg."""
    half = post.thick / 2
    corners = np.array([(x, z) for x in (-half, half) for z in (-half, half)])
    edge = hull(spread(corners, thickness))[::-1]
    path = post.foot + np.stack((edge[:, 0], np.full(len(edge), tied_at), edge[:, 1]), 1)
    faces = np.stack((edge[:, 0], np.zeros(len(edge)), edge[:, 1]), 1)
    return ribbon(path, faces, band_width, thickness, closed=True)


def round_limbs(prop: Prop, person: Person) -> Solid:
    """Return a closed band round a limb, or round the same part of both."""
    targets = [BodyPart(side, prop.target.part) for side in sides]
    if prop.target.side:
        targets = [prop.target]
    spots = [find_spot(target, person) for target in targets]
    middle = np.mean([spot.place for spot in spots], 0)
    limb = "shin" if prop.target.part in ("calf", "shin", "ankle") else "thigh"
    axis = unit(np.sum([person.skeleton.frames[f"{each.side} {limb}"][:, 1] for each in spots], 0))
    across = square_to(spots[0].place - spots[-1].place + left * 0.01, axis)
    front = np.cross(across, axis)
    ways = np.concatenate([spot.skin for spot in spots]) - middle
    ways = ways[np.abs(along(ways, axis)) < band_width / 2]
    edge = hull(spread(np.stack((along(ways, across), along(ways, front)), 1), over_cloth))
    edge = evenly(np.concatenate((edge, edge[:1])))[:-1]
    path = edge[:, :1] * across + edge[:, 1:] * front
    return ribbon(middle + path, path, band_width, thickness, closed=True)


def loop_round(
    prop: Prop, person: Person, ends: Sequence[Floats], width: float, behind: float
) -> Loop:
    """Return the way of a band that two ends pull against a foot, *behind* centimetres ahead of
    the ball of the foot, or against the middle of another part."""
    side, spot = side_of(prop), find_spot(prop.target, person)
    if spot.foot:
        turn = person.skeleton.frames[f"{side} foot"]
        middle = person.skeleton.joints[f"{side} ball"] + turn[:, 2] * behind
        skin, across = skin_of(person, "foot", "toe", side=side), turn[:, 0]
    else:
        limb = "shin" if spot.name in ("calf", "shin", "ankle") else "thigh"
        middle, skin = spot.place, spot.skin
        across = person.skeleton.frames[f"{side} {limb}"][:, 0]
    pull = square_to((ends[0] + ends[1]) / 2 - middle, across)
    beside = np.cross(across, pull)
    ways = skin - middle
    one, other = sorted(ends, key=lambda end: -round(dot(end - middle, across), 3))
    seen = [np.array((dot(end - middle, across), dot(end - middle, pull))) for end in (one, other)]

    def section_of(ways: Floats, until: float, thick: float) -> Floats:
        flat = np.stack((along(ways, across), along(ways, pull)), 1)
        near = (np.abs(along(ways, beside)) < width / 2) & (flat[:, 1] > -12)
        return spread(flat[near & (flat[:, 1] < until)], thick)

    # A leg that is in the way is passed on both sides, not cut.
    leg = skin_of(person, "lowerleg", "upperleg", side=side) - middle
    until = min(float(end[1]) for end in seen) - 5
    section = np.concatenate(
        # A hand beside the foot leaves at least the sole.
        (section_of(ways, min(max(until, 4), 12), thickness), section_of(leg, until, over_cloth))
    )
    corners = around(section, seen[0], seen[1])
    out = outwards(corners)
    path = middle + corners[:, :1] * across + corners[:, 1:] * pull
    path[0], path[-1] = one, other
    return Loop(path, out[:, :1] * across + out[:, 1:] * pull)


def around(section: Floats, one: Floats, other: Floats) -> Floats:
    """Return the way (k, 2) from one place round the far side of a section to another; *one* lies
    more to the right, seen with the places above and the section below."""
    edge = hull(section)
    first, last = tangent(section, one, 1), tangent(section, other, -1)
    start = int(((edge - first) ** 2).sum(1).argmin())
    end = int(((edge - last) ** 2).sum(1).argmin())
    count = (start - end) % len(edge)
    numbers = (start - np.arange(count + 1)) % len(edge)
    return np.concatenate((one[None], evenly(edge[numbers]), other[None]))


def evenly(path: Floats) -> Floats:
    """Return a path (n, 2) by places evenly along it, in every frame of a motion as many."""
    steps = np.sqrt((np.diff(path, axis=0) ** 2).sum(1))
    at = np.concatenate((np.zeros(1), np.cumsum(steps)))
    goals = np.linspace(0, at[-1], wrapped)
    return np.stack([np.interp(goals, at, path[:, axis]) for axis in range(2)], 1)


def tangent(section: Floats, end: Floats, side: int) -> Floats:
    """Return the corner of a section at which a line from a place touches it, on its right (1) or
    its left (-1)."""
    whole = hull(np.concatenate((section, end[None])))
    at = int(((whole - end) ** 2).sum(1).argmin())
    corner: Floats = whole[(at - side) % len(whole)]
    return corner


def outwards(corners: Floats) -> Floats:
    """Return the way out at each corner of a path that runs clockwise round a section, (k, 2)."""
    steps = np.concatenate(
        (corners[1:2] - corners[:1], corners[2:] - corners[:-2], corners[-1:] - corners[-2:-1])
    )
    return np.stack((-steps[:, 1], steps[:, 0]), 1)
