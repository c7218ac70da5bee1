"""Where a part of the body is: a spot on the skin for arrows, a patch for "felt here".

All of it is measured at rest, when somebody stands with feet and knees pointing ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.lines import land
from figures.body.mesh import Body, part, sided
from figures.geometry.surface import smoother
from figures.geometry.vectors import Floats, ahead, left, square_to, unit

Way = tuple[float, float, float]
behind, before, below, outside = (0, 0, -1), (0, 0, 1), (0, -1, 0), (1, 0, 0)


class Spot(NamedTuple):
    """How a spot is found: *part_way* from where one bone begins to where another does, and there
    on the skin that looks a way (out, up, ahead); it moves with *bone*.

    *radii* are the half axes of the patch: across, up and ahead, for parts without one of another
    kind. Bones without a side get that of the spot.
    """

    bone: str
    start: str
    end: str
    part_way: float
    looks: Way
    radii: Way = (0, 0, 0)
    shift: Way = (0, 0, 0)


spots: Mapping[str, Spot] = {
    "knee": Spot("lowerleg01", "lowerleg01", "foot", 0, before, (5.2, 5.5, 4.5)),
    "ankle": Spot("foot", "foot", "foot", 0, outside, (9, 4.2, 6)),
    "heel": Spot("foot", "foot", "foot", 0, (0, -0.35, -1), (4, 3.4, 4), (0, -4.5, 0)),
    "foot": Spot("foot", "foot", "toe3-1", 0.5, (0, 1, 0.3)),
    "sole": Spot("foot", "foot", "toe3-1", 0.45, below, (3.9, 2.2, 10)),
    "arch": Spot("foot", "foot", "toe1-1", 0.45, (-1, -0.7, 0), (3.2, 2.6, 5.2), (0, -4, 0)),
    "ball of the foot": Spot("foot", "toe1-1", "toe5-1", 0.4, below, (4.9, 2.2, 2.7)),
    "toes": Spot("toe2-2", "toe2-2", "toe2-3", 0, (0, 1, 0.2)),
    "calf": Spot("lowerleg01", "lowerleg01", "foot", 0.3, behind),
    "shin": Spot("lowerleg01", "lowerleg01", "foot", 0.42, before),
    "hamstrings": Spot("upperleg02", "upperleg01", "lowerleg01", 0.55, behind),
    "thigh": Spot("upperleg02", "upperleg01", "lowerleg01", 0.5, before),
    "hip": Spot("upperleg01", "upperleg01", "upperleg02", 0, outside, (6, 6.5, 6)),
    "buttock": Spot(
        "pelvis", "upperleg01", "lowerleg01", 0.02, behind, (7.5, 7.5, 6), (-1.5, 0, 0)
    ),
    "hips": Spot("root", "pelvis", "upperleg01", 0, before, (14, 6, 7)),
    "lower back": Spot("spine04", "spine05", "spine03", 0.75, behind, (10, 7, 6)),
    "back": Spot("spine02", "spine05", "neck01", 0.55, behind, (11, 20, 7)),
    "upper back": Spot("spine01", "spine01", "neck01", 0.45, behind, (13, 9, 7)),
    "chest": Spot("spine01", "spine01", "neck01", 0.2, before, (13, 7, 7)),
    "shoulder": Spot("upperarm01", "upperarm01", "upperarm02", 0, (1, 0.7, 0), (6, 6, 7)),
    "shoulder blade": Spot("spine01", "spine01", "upperarm01", 0.5, behind, (6, 7.5, 5)),
    "neck": Spot("neck02", "neck02", "neck03", 0, behind, (7, 4.5, 7)),
    "elbow": Spot("lowerarm01", "lowerarm01", "wrist", 0, (0.35, -0.3, -1), (5, 5, 5)),
    "hand": Spot("wrist", "metacarpal2", "finger3-1", 0.6, (0.93, 0.19, 0.3)),
    "head": Spot("head", "head", "head", 0, before, (6, 3, 4), (0, 9, 0)),
    "chin": Spot("head", "head", "head", 0, (0, -0.5, 1), (3, 2, 3), (0, -8, 7)),
}
bands = {
    "calf": (0.31, 0.25, 180, 88, ("shank",)),
    "shin": (0.45, 0.33, 15, 50, ("shank",)),
    "hamstrings": (0.55, 0.31, 180, 82, ("thigh", "trunk")),
    "thigh": (0.52, 0.32, 5, 74, ("thigh", "trunk")),
}
"""Patches on limbs: how far from a spot's start to its end and how far to both sides, where round
the limb (0 ahead, 90 outside, 180 behind) and how far to both sides, and on which parts."""
toes = tuple(f"toe {number}" for number in range(1, 6))
whole = {
    "foot": ("foot", *toes),
    "toes": toes,
    "hand": ("hand", *(f"finger {number}" for number in range(1, 6))),
}
"""Parts of the body that are felt as a whole."""


@cache
def spot(body: Body, name: str, side: str = "") -> tuple[str, Floats]:
    """Return a part's bone and a place on the skin at rest, for Posed.where.

    *side* is left or right for parts that there are two of; it is not asked for the others.
    """
    found, way = spots[name], _mirror(side)
    start, end = _ends(body, name, side)
    begin = start + (end - start) * found.part_way + np.array(found.shift) * way
    looks = unit(np.array(found.looks) * way)
    met = land(body, (begin + 20 * looks)[None], -looks)
    return _sided_bone(body, found.bone, side), met.apply(body.points)[0]


def _mirror(side: str) -> Floats:
    return np.array((-1.0 if side == "right" else 1.0, 1, 1))


def _sided_bone(body: Body, bone: str, side: str) -> str:
    """Return a bone's name with the letter of the side, if it has one."""
    return bone if bone in body.bones else f"{bone}.{'R' if side == 'right' else 'L'}"


def _ends(body: Body, name: str, side: str) -> Floats:
    """Return where the bones begin between which a spot is, (2, 3)."""
    ends = spots[name].start, spots[name].end
    return np.array([body.head(_sided_bone(body, bone, side)) for bone in ends])


@cache
def felt_field(body: Body, name: str, side: str = "") -> Floats:
    """Return numbers below 0 where a part is felt, one for each point of the skin, 2 at most."""
    field: Floats
    if name in whole:
        share = _share(body, whole[name], side)
        for _ in range(4):
            share = smoother(body.quads, len(share)).apply(share)
        field = 2 - 4 * share
    elif name in bands:
        field = _band_field(body, name, side)
    else:
        away = (body.points - spot(body, name, side)[1]) / spots[name].radii
        field = np.sqrt((away * away).sum(1)) - 1
    return np.minimum(field, 2.0).round(6)


def _share(body: Body, pieces: tuple[str, ...], side: str) -> Floats:
    """Return how far each point belongs to some parts of a side, 0 to 1."""
    return body.shares[:, [part(sided(piece, side)) for piece in pieces]].sum(1)


def _band_field(body: Body, name: str, side: str) -> Floats:
    along, half_along, round_it, half_round, pieces = bands[name]
    start, end = _ends(body, name, side)
    axis, offset = end - start, body.points - start
    up_it = (offset * axis).sum(1) / (axis * axis).sum()
    front, out = square_to(ahead, axis), square_to(left * _mirror(side), axis)
    angle = np.degrees(np.arctan2((offset * out).sum(1), (offset * front).sum(1)))
    turn = np.abs((angle - round_it + 180) % 360 - 180)
    field = np.sqrt(((up_it - along) / half_along) ** 2 + (turn / half_round) ** 2) - 1
    return np.maximum(field, 4 * (0.5 - _share(body, pieces, side)))
