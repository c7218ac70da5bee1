"""Where the joints of a person are, and which way each part of the body faces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from figures.body.rig import Posed
from figures.geometry.vectors import Floats


class Skeleton(NamedTuple):
    """Joints as places and parts as frames (3, 3), by name: "hips", "left knee"; "chest",
    "left shin". A frame's `up` points back along the bone, towards the trunk."""

    joints: Mapping[str, Floats]
    frames: Mapping[str, Floats]


class Person(NamedTuple):
    """A body as it stands in the room; *points* (n, 3) are its skin."""

    posed: Posed
    skeleton: Skeleton
    points: Floats
