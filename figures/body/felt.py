"""Where a part of the body is: a spot on the skin for arrows, a patch for "felt here".

All of it is measured at rest, when somebody stands with feet and knees pointing ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.lines import finer, land
from figures.body.mesh import Body, part
from figures.geometry.vectors import Floats, along, dot, frame, unit

Way = tuple[float, float, float]
thigh = ("upperleg01", "lowerleg01")
behind, before, below, outside = (0, 0, -1), (0, 0, 1), (0, -1, 0), (1, 0, 0)


class Spot(NamedTuple):
    """How a spot is found: *part_way* from where one bone begins to where another does, and a
    *shift* from there, on the skin that looks a way (out, up, ahead); it moves with *bone*.

    *radii* are the half axes of the patch; with *around* it is a muscle's belly, and lies so many
    degrees round its limb to either side. Bones without a side get that of the spot.
    """

    bone: str
    start: str
    end: str
    part_way: float
    looks: Way
    radii: Way = (0, 0, 0)
    shift: Way = (0, 0, 0)
    around: float = 0


spots: Mapping[str, Spot] = {
    "knee": Spot("lowerleg01", "lowerleg01", "foot", 0, before, (5.2, 5.5, 4.5)),
    "ankle": Spot("foot", "foot", "foot", 0, outside, (9, 4.2, 6)),
    "heel": Spot("foot", "foot", "foot", 0, (0, -0.35, -1), (4, 3.4, 4), (0, -4.5, 0)),
    "foot": Spot("foot", "foot", "toe3-1", 0.5, (0, 1, 0.3)),
    "sole": Spot("foot", "foot", "toe3-1", 0.45, below, (3.9, 2.2, 10)),
    "arch": Spot("foot", "foot", "toe1-1", 0.45, (-1, -0.7, 0), (3.2, 3.5, 7.2), (0, -3.6, 0)),
    "ball of the foot": Spot("foot", "toe1-1", "toe5-1", 0.4, below, (4.9, 2.2, 2.7)),
    "toes": Spot("toe2-2", "toe2-2", "toe2-3", 0, (0, 1, 0.2)),
    "calf": Spot("lowerleg01", "lowerleg01", "foot", 0.3, behind, (0, 9.5, 0), around=72),
    "shin": Spot("lowerleg01", "lowerleg01", "foot", 0.42, before, (6, 13, 4.5), (1, 0, 0)),
    "hamstrings": Spot("upperleg02", *thigh, 0.6, behind, (0, 12, 0), around=104),
    "thigh": Spot("upperleg02", *thigh, 0.5, before, (0, 13, 0), around=72),
    "hip": Spot("upperleg01", "upperleg01", "upperleg02", 0, outside, (6, 6.5, 6)),
    "buttock": Spot("pelvis", "upperleg01", "upperleg01", 0, behind, (7.5, 7.5, 6), (-1.5, -1, 0)),
    "hips": Spot("root", "pelvis", "upperleg01", 0, before, (14, 6, 7)),
    "lower back": Spot("spine04", "spine05", "spine03", 0.75, behind, (10, 7, 6)),
    "back": Spot("spine02", "spine05", "neck01", 0.55, behind, (11, 20, 7)),
    "upper back": Spot("spine01", "spine01", "neck01", 0.45, behind, (13, 9, 7)),
    "chest": Spot("spine01", "spine01", "neck01", 0.2, before, (13, 7, 7)),
    "shoulder": Spot("upperarm01", "upperarm01", "upperarm02", 0, (1, 0.7, 0), (6, 6, 7)),
    "shoulder blade": Spot("spine01", "spine01", "upperarm01", 0.5, behind, (6, 7.5, 5)),
    "neck": Spot("neck02", "neck02", "neck03", 0, behind, (7, 4.5, 7)),
    "elbow": Spot("lowerarm01", "lowerarm01", "wrist", 0, (0.35, -0.3, -1), (5, 5, 5)),
    "wrist": Spot("wrist", "wrist", "wrist", 0, (0.93, 0.19, 0.3), (5, 4, 5)),
    "hand": Spot("wrist", "metacarpal2", "finger3-1", 0.6, (0.93, 0.19, 0.3)),
    "head": Spot("head", "head", "head", 0, before, (6, 3, 4), (0, 9, 0)),
    "chin": Spot("head", "head", "head", 0, (0, -0.5, 1), (3, 2, 3), (0, -8, 7)),
}
toes = tuple(f"toe {number}" for number in range(1, 6))
fingers = tuple(f"finger {number}" for number in range(1, 6))
whole = {"foot": ("foot", *toes), "toes": toes, "big toe": ("toe 1",), "hand": ("hand", *fingers)}
"""Parts of the body that are felt as a whole."""


@cache
def spot(body: Body, name: str, side: str = "") -> tuple[str, Floats]:
    """Return a part's bone and a place on the skin at rest, for Posed.where.

    *side* is left or right for parts that there are two of; it is not asked for the others.
    """

    found, mirror = spots[name], np.array((-1 if side == "right" else 1, 1, 1))
    start, end = ends(body, found, side)
    begin = start + (end - start) * found.part_way + np.array(found.shift) * mirror
    looks = unit(np.array(found.looks) * mirror)
    met = land(body, (begin + 20 * looks)[None], -looks)
    return sided(body, found.bone, side), met.apply(finer(body)[1])[0]


@cache
def felt_field(body: Body, name: str, side: str = "") -> Floats:
    """Return numbers below 0 where a part is felt, one for each point of the skin, 2 at most."""
    if name in whole:
        pieces = [part(f"{side} {piece}") for piece in whole[name]]
        return np.round(2 - 4 * body.shares[:, pieces].sum(1), 6)
    found, at = spots[name], spot(body, name, side)[1]
    if found.around:
        start, end = ends(body, found, side)
        axes = frame(end - start, np.array(found.looks)).T
        on, front, aside = (along(body.points - start, axis) for axis in axes)
        on = (on - dot(at - start, axes[0])) / found.radii[1]
        away = np.stack((on, np.degrees(np.arctan2(aside, front)) / found.around), 1)
        # The other leg lies in the same ways.
        away[body.pull("upperleg", "lowerleg", side=sided(body, "", side)) < 0.5] = 3
    else:
        away = (body.points - at) / found.radii
    return np.minimum(np.sqrt((away * away).sum(1)) - 1, 2).round(6)


def ends(body: Body, found: Spot, side: str) -> tuple[Floats, Floats]:
    """Return where the two bones between which a spot lies begin at rest."""
    start, end = (body.head(sided(body, bone, side)) for bone in (found.start, found.end))
    return start, end


def sided(body: Body, bone: str, side: str) -> str:
    """Return the full name of a bone, which ends with its side unless there is one alone."""
    return bone if bone in body.bones else f"{bone}.{'R' if side == 'right' else 'L'}"
