"""Where a part of the body is: a spot on the skin for arrows, a patch for "felt here".

All of it is measured at rest, when somebody stands with feet and knees pointing ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body, part
from figures.body.nails import back_of
from figures.body.placed import land
from figures.geometry.surface import smoother
from figures.geometry.vectors import Floats, ahead, left, square_to, unit

Way = tuple[float, float, float]
behind, before, below, outside = (
    (0.0, 0.0, -1.0),
    (0.0, 0.0, 1.0),
    (0.0, -1.0, 0.0),
    (1.0, 0.0, 0.0),
)


class Spot(NamedTuple):
    """How a spot is found: *part_way* from where one bone begins to where another does, seen from
    a way (out, up, ahead), on some parts of the body; it moves with *bone*.

    *radii* are the half axes of the patch: across, up and ahead. Bones and parts without a side
    get that of the spot.
    """

    bone: str
    start: str
    end: str
    part_way: float
    seen_from: Way
    parts: tuple[str, ...]
    radii: Way
    shift: Way = (0.0, 0.0, 0.0)


leg, trunk = ("thigh", "shank"), ("trunk",)
spots: Mapping[str, Spot] = {
    "knee": Spot("lowerleg01", "lowerleg01", "foot", 0.0, before, leg, (5.2, 5.5, 4.5)),
    "ankle": Spot("foot", "foot", "foot", 0, outside, ("shank", "foot"), (9, 4.2, 6)),
    "heel": Spot("foot", "foot", "foot", 0, (0, -0.35, -1), ("foot",), (4, 3.4, 4), (0, -4.5, 0)),
    "foot": Spot("foot", "foot", "toe3-1", 0.5, (0, 1, 0.3), ("foot",), (0, 0, 0)),
    "sole": Spot("foot", "foot", "toe3-1", 0.45, below, ("foot",), (3.9, 2.2, 10)),
    "arch": Spot(
        "foot", "foot", "toe1-1", 0.45, (-1, -0.7, 0), ("foot",), (3.2, 2.6, 5.2), (0, -4, 0)
    ),
    "ball of the foot": Spot("foot", "toe1-1", "toe5-1", 0.4, below, ("foot",), (4.9, 2.2, 2.7)),
    "toes": Spot("toe2-2", "toe2-2", "toe2-3", 0, (0, 1, 0.2), ("toe 2",), (0, 0, 0)),
    "calf": Spot("lowerleg01", "lowerleg01", "foot", 0.3, behind, leg, (0, 0, 0)),
    "shin": Spot("lowerleg01", "lowerleg01", "foot", 0.42, before, leg, (0, 0, 0)),
    "hamstrings": Spot("upperleg02", "upperleg01", "lowerleg01", 0.55, behind, leg, (0, 0, 0)),
    "thigh": Spot("upperleg02", "upperleg01", "lowerleg01", 0.5, before, leg, (0, 0, 0)),
    "hip": Spot(
        "upperleg01", "upperleg01", "upperleg02", 0, outside, ("thigh", "trunk"), (6, 6.5, 6)
    ),
    "buttock": Spot(
        "pelvis",
        "upperleg01",
        "lowerleg01",
        0.02,
        behind,
        ("thigh", "trunk"),
        (7.5, 7.5, 6),
        (-1.5, 0, 0),
    ),
    "hips": Spot("root", "pelvis", "upperleg01", 0, before, trunk, (14, 6, 7)),
    "lower back": Spot("spine04", "spine05", "spine03", 0.75, behind, trunk, (10, 7, 6)),
    "back": Spot("spine02", "spine05", "neck01", 0.55, behind, trunk, (11, 20, 7)),
    "upper back": Spot("spine01", "spine01", "neck01", 0.45, behind, trunk, (13, 9, 7)),
    "chest": Spot("spine01", "spine01", "neck01", 0.2, before, trunk, (13, 7, 7)),
    "shoulder": Spot(
        "upperarm01", "upperarm01", "upperarm02", 0, (1, 0.7, 0), ("upper arm", "trunk"), (6, 6, 7)
    ),
    "shoulder blade": Spot("spine01", "spine01", "upperarm01", 0.5, behind, trunk, (6, 7.5, 5)),
    "neck": Spot("neck02", "neck02", "neck03", 0, behind, ("trunk", "head"), (7, 4.5, 7)),
    "elbow": Spot(
        "lowerarm01",
        "lowerarm01",
        "wrist",
        0,
        (0.35, -0.3, -1),
        ("upper arm", "forearm"),
        (5, 5, 5),
    ),
    "hand": Spot("wrist", "metacarpal2", "finger3-1", 0.6, (0, 0, 0), ("hand",), (0, 0, 0)),
    "head": Spot("head", "head", "head", 0, before, ("head",), (6, 3, 4), (0, 9, 0)),
    "chin": Spot("head", "head", "head", 0, (0, -0.5, 1), ("head",), (3, 2, 3), (0, -8, 7)),
}


class Band(NamedTuple):
    """A patch on a limb: how far along it and how far round it, 0 ahead, 90 outside, 180 behind."""

    start: str
    end: str
    along: float
    half_along: float
    round_it: float
    half_round: float
    parts: tuple[str, ...]


bands: Mapping[str, Band] = {
    "calf": Band("lowerleg01", "foot", 0.31, 0.25, 180, 88, ("shank",)),
    "shin": Band("lowerleg01", "foot", 0.45, 0.33, 15, 50, ("shank",)),
    "hamstrings": Band("upperleg01", "lowerleg01", 0.55, 0.31, 180, 82, ("thigh", "trunk")),
    "thigh": Band("upperleg01", "lowerleg01", 0.52, 0.32, 5, 74, ("thigh", "trunk")),
}
whole = {
    "foot": ("foot", *(f"toe {number}" for number in range(1, 6))),
    "toes": tuple(f"toe {number}" for number in range(1, 6)),
    "hand": ("hand", *(f"finger {number}" for number in range(1, 6))),
}
"""Parts of the body that are felt as a whole."""


@cache
def spot(body: Body, name: str, side: str = "") -> tuple[str, Floats]:
    """Return a part's bone and a place on the skin at rest, for Posed.where.

    *side* is left or right for parts that there are two of; it is not asked for the others.
    """
    found, way = spots[name], -1 if side == "right" else 1
    start, end = (body.head(_sided(body, bone, side)) for bone in (found.start, found.end))
    begin = start + (end - start) * found.part_way + np.array(found.shift) * (way, 1, 1)
    seen_from = np.array(found.seen_from) * (way, 1, 1)
    if name == "hand":
        seen_from = back_of(body, _sided(body, "finger3-3", side))
    parts = [piece if piece in ("trunk", "head") else f"{side} {piece}" for piece in found.parts]
    met = land(body, (begin + 40 * unit(seen_from))[None], -unit(seen_from), *parts)
    return _sided(body, found.bone, side), met.apply(body.points)[0]


def _sided(body: Body, bone: str, side: str) -> str:
    """Return a bone's name with the letter of the side, if it has one."""
    if bone in body.bones:
        return bone
    return f"{bone}.{'R' if side == 'right' else 'L'}"


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
        field = _band_field(body, bands[name], side)
    else:
        away = (body.points - spot(body, name, side)[1]) / spots[name].radii
        field = np.sqrt((away * away).sum(1)) - 1
    return np.minimum(field, 2.0).round(6)


def _share(body: Body, pieces: tuple[str, ...], side: str) -> Floats:
    """Return how far each point belongs to some parts of a side, 0 to 1."""
    names = [piece if piece == "trunk" else f"{side} {piece}" for piece in pieces]
    return body.shares[:, [part(piece) for piece in names]].sum(1)


def _band_field(body: Body, band: Band, side: str) -> Floats:
    way = -1 if side == "right" else 1
    start, end = (body.head(_sided(body, bone, side)) for bone in (band.start, band.end))
    axis = end - start
    offset = body.points - start
    along = (offset * axis).sum(1) / (axis * axis).sum()
    front = square_to(ahead, axis)
    out = square_to(way * left, axis)
    angle = np.degrees(np.arctan2((offset * out).sum(1), (offset * front).sum(1)))
    turn = np.abs((angle - band.round_it + 180) % 360 - 180)
    field = ((along - band.along) / band.half_along) ** 2 + (turn / band.half_round) ** 2
    return np.maximum(np.sqrt(field) - 1, 4 * (0.5 - _share(body, band.parts, side)))
