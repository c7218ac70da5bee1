"""A pose as it is written, and the poses of one exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from figures.words.wording import Arrow, BodyPart, FootRest, HandRest, Look, Prop

Pair = tuple[float | None, float | None]
nothing: Pair = (None, None)


@dataclass(frozen=True, slots=True)
class Pose:
    """One pose as it is written. Pairs are (left, right); None where the file says nothing.

    *name* is start, hold, phase-1 and so on, close-up or wrong; *phase* is a phase's label, else
    empty. *side* is left, right or both; empty where the file leaves it to the other words. A pose
    with a *look* is seen close, from there and not in its view. `limbs["arch"]` is 0 or 1, lifted.
    *lines* has the line of each field and entry that is written: "hands", "hands.left", "arrows.0".
    What a pose takes from the hold has its line there.
    """

    path: PurePosixPath
    line: int
    name: str
    phase: str
    title: str
    description: str
    mirrored_title: str
    mirrored_description: str
    side: str
    look: Look | None
    view: str
    facing: str
    position: str
    trunk: Mapping[str, float]
    limbs: Mapping[str, Pair]
    feet: tuple[FootRest, FootRest]
    hands: tuple[HandRest, HandRest]
    props: tuple[Prop, ...]
    arrows: tuple[Arrow, ...]
    works: tuple[BodyPart, ...]
    touching: tuple[BodyPart, ...]
    fault: tuple[BodyPart, ...]
    motion: str
    lines: Mapping[str, int]

    def line_of(self, *names: str) -> int:
        """Return the line of the first of these fields that is written, or the pose's own."""
        return next((self.lines[name] for name in names if name in self.lines), self.line)


@dataclass(frozen=True, slots=True)
class PoseFile:
    """The poses of one exercise in the order in which they are shown, and who takes them."""

    path: PurePosixPath
    person: str
    poses: tuple[Pose, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its figures: start, hold, phase-1, close-up, wrong."""
        return tuple(pose.name for pose in self.poses)
