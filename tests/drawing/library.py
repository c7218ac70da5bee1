"""What several tests share: poses by their words, the bodies that take them, and their figures."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

import numpy as np

from figures.body.mesh import load_body
from figures.draw import Run, draw_all, plan_drawing
from figures.figure import Figure, Shape
from figures.geometry.curves import Point, line
from figures.picture.compose import Done, draw_figures
from figures.stance.person import embody
from figures.stance.possible import find_impossible
from figures.stance.skeleton import Person, Skeleton, Stance, place_bones
from figures.stance.solve import solve_stance
from figures.words.pose import Pose, PoseFile
from figures.words.poses import parse_poses

stand = """start:
  title: Stand
  description: A person stands.
  position: standing
hold:
  title: Bend the left knee
  description: The left knee is bent.
  position: standing
  knee: {left: 30, right: 5}
"""
"""The text of a pose file, with a start and a hold that differ."""

path = PurePosixPath("content/poses/test.yaml")


def drawn(files: Mapping[PurePosixPath, bytes]) -> dict[PurePosixPath, bytes]:
    """Return the files of a content folder with all its figures up to date."""
    plan = plan_drawing(files)
    new = draw_all(plan)
    return {path: data for path, data in {**files, **new}.items() if path not in plan.gone}


def sketched(poses: PoseFile, known: Collection[str] = (), run: Run = map) -> Iterator[Done]:
    """Yield figures in which nobody is drawn, for tests that ask only which are drawn: quick, and
    others for every other pose."""
    for figure in run(lambda figure: figure, sketches(poses)):
        mark = hashlib.sha256(figure.description.encode()).hexdigest()
        yield Done(figure.name, mark, None if mark in known else figure)


def sketches(poses: PoseFile) -> tuple[Figure, ...]:
    """Return the figures of `sketched`."""
    return tuple(
        Figure(
            name=pose.name,
            title=pose.title,
            description=f"{pose.description} {poses.person} {pose.trunk} {pose.limbs}",
            mirrored_title="",
            mirrored_description="",
            side="",
            width=4,
            height=3,
            shapes=(Shape("skin", line([Point(0, 0), Point(4, 3)])),),
            person=poses.person,
        )
        for pose in poses.poses
    )


@functools.cache  # many tests look at the same figures
def draw(text: str) -> Mapping[str, Figure]:
    """Return the figures of a pose file by name."""
    return MappingProxyType(
        {figure.name: figure for figure in draw_figures(parse_poses(path, text))}
    )


def block(words: str, name: str = "start") -> str:
    """Return a block of a pose file; each line of the words is a field, the first its position."""
    position, *fields = words.strip().splitlines()
    lines = ("title: Move", "description: A person moves.", f"position: {position}", *fields)
    return f"{name}:\n" + "".join(f"  {line}\n" for line in lines)


@functools.cache
def pose_of(words: str) -> Pose:
    """Return a pose by the words of its block."""
    return parse_poses(path, block(words)).poses[0]


@functools.cache
def stance_of(words: str, body: str = "woman") -> Stance:
    """Return the angles of a body in a pose."""
    return solve_stance(load_body(body), pose_of(words))


@functools.cache
def skeleton_of(words: str, body: str = "woman") -> Skeleton:
    """Return where the joints of a body are in a pose."""
    return place_bones(load_body(body), stance_of(words, body))


@functools.cache
def person_of(words: str, body: str = "woman") -> Person:
    """Return a body with its skin in a pose."""
    return embody(load_body(body), stance_of(words, body))


def problems_of(words: str, body: str = "woman") -> list[str]:
    """Return what no body can do of a pose, each with its line."""
    found = find_impossible(
        load_body(body), pose_of(words), stance_of(words, body), person_of(words, body)
    )
    return [f"{problem.line}: {problem.message}" for problem in found]


def outputs(program: str) -> set[str]:
    """Return what a program prints: in two processes that order sets in their own ways, and on
    two processors, of which the second knows none of the newer ways to count."""
    newer = " ".join(np.show_config("dicts")["SIMD Extensions"]["found"])
    plain = {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": newer}
    return {
        subprocess.run(
            [sys.executable, "-W", "error", "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, **features},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, features in (("1", {}), ("2", plain))
    }


number = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def numbers(path: str) -> list[float]:
    """The numbers of a path, as it is drawn or as a page has it, which parts them as little as may
    be."""
    return [float(found) for found in number.findall(path)]
