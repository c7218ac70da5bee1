"""A pose file that several tests stand on, and figures drawn in the test's own process."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from figures.draw import draw_all, plan_drawing
from figures.figure import Figure
from figures.folder import Here
from figures.picture.compose import draw_figures
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


def drawn(files: Mapping[PurePosixPath, bytes]) -> dict[PurePosixPath, bytes]:
    """Return the files of a content folder with all its figures up to date."""
    plan = plan_drawing(files)
    new = draw_all(plan, Here(), lambda jobs, what: jobs)
    return {path: data for path, data in {**files, **new}.items() if path not in plan.gone}


@functools.cache  # many tests look at the same figures
def draw(text: str) -> Mapping[str, Figure]:
    """Return the figures of a pose file by name."""
    poses = parse_poses(PurePosixPath("content/poses/test.yaml"), text)
    return MappingProxyType({figure.name: figure for figure in draw_figures(poses)})
