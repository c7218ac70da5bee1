"""The text of a pose file -> the poses of one exercise, every mistake at its line.

A file has the blocks start, hold, close-up and wrong; docs/pose-format.md explains every field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from fields.errors import ContentError, Problem, find_nearest
from fields.reader import Fields, parse_fields
from fields.text import decode
from figures.close_up.foot import CloseUp, parse_close_up
from figures.geometry.view import views
from figures.words.close_up import own_fields
from figures.words.close_up import views as foot_views
from figures.words.mirrored import swapped
from figures.words.terms import Side, ranges, sides
from figures.words.wording import (
    Arrow,
    BodyPart,
    FootRest,
    HandRest,
    Prop,
    UnclearError,
    parse_arrow,
    parse_body_part,
    parse_foot,
    parse_hand,
    parse_prop,
)

Record = TypeVar("Record")
Files = Mapping[PurePosixPath, bytes]
"""A content folder by path, each path beginning with content/."""
Pair = tuple[float | None, float | None]
nothing: Pair = (None, None)

positions = ("standing", "sitting", "sitting on the floor", "lying")
meant_positions = {"chair": "sitting", "floor": "sitting on the floor"}  # words of an exercise
poses_folder = PurePosixPath("content", "poses")
names = ("start", "hold", "close-up", "wrong")
motions = ("ease", "circle", "roll", "walk", "none")
limb_angles = (
    "hip", "hip out", "hip turn", "knee", "ankle", "foot turn", "toes",
    "shoulder", "shoulder out", "shoulder turn", "elbow",
)  # fmt: skip
trunk_angles = ("trunk", "back", "neck")


@dataclass(frozen=True, slots=True)
class Pose:
    """One pose as it is written. Pairs are (left, right); None where the file says nothing.

    *side* is left, right or both; empty where the file leaves it to the other words.
    """

    path: PurePosixPath
    line: int
    name: str
    title: str
    description: str
    mirrored_title: str
    mirrored_description: str
    side: str
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


@dataclass(frozen=True, slots=True)
class PoseFile:
    """The poses of one exercise, in the order in which they are shown."""

    path: PurePosixPath
    poses: tuple[Pose, ...]
    close_ups: tuple[CloseUp, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its figures: start, hold, close-up, wrong."""
        given = {pose.name for pose in self.poses} | {each.name for each in self.close_ups}
        return tuple(name for name in names if name in given)


def parse_all(files: Files) -> list[PoseFile]:
    """Return all pose files as data. Raises ContentError with the mistakes of all of them."""
    parsed: list[PoseFile] = []
    problems: list[Problem] = []
    for path in sorted(files):
        if path.parent == poses_folder and path.suffix == ".yaml":
            try:
                parsed.append(parse_poses(path, decode(path, files[path])))
            except ContentError as error:
                problems += error.problems
    if problems:
        raise ContentError(problems)
    return parsed


def parse_poses(path: PurePosixPath, text: str) -> PoseFile:
    """Return the poses of one file.

    Raises ContentError with every mistake of the file: its line, what is wrong and what is allowed.
    """
    fields = parse_fields(path, text)
    poses, close_ups = [], []
    for name in names:
        group = fields.group(name, required=name == "start")
        if group is None:
            continue
        if name == "close-up" or (name == "wrong" and shows_foot(group)):
            close_ups.append(parse_close_up(group, name))
        else:
            poses.append(parse_pose(name, fields.line_of(name), group))
    fields.finish()
    return PoseFile(path, tuple(poses), tuple(close_ups))


def shows_foot(fields: Fields) -> bool:
    """Tell whether a block means a close-up: by its view, even misspelt, or by its other words."""
    view = fields.text("view", default="-")
    meant = find_nearest(view, (*views, *foot_views))
    return meant in foot_views if meant else not own_fields.isdisjoint(fields)


def parse_pose(name: str, line: int, fields: Fields) -> Pose:
    """Return one block of a file as a pose; notes its mistakes in *fields*."""
    limbs = {word: read_pair(fields, word) for word in limb_angles if word in fields}
    title, description = fields.text("title"), fields.text("description")
    pose = Pose(
        path=fields.path,
        line=line,
        name=name,
        title=title,
        description=description,
        mirrored_title=fields.text("mirrored title", swapped(title)),
        mirrored_description=fields.text("mirrored", swapped(description)),
        side=fields.choice("side", (*sides, "both"), ""),
        view=fields.choice("view", (*views, *foot_views) if name == "wrong" else views, "side"),
        facing=fields.choice("facing", ("right", "left"), "right"),
        position=fields.choice("position", positions, meant=meant_positions),
        trunk={
            word: fields.decimal(word, *ranges[word], default=0)
            for word in trunk_angles
            if word in fields
        },
        limbs=limbs,
        feet=read_sides(fields, "feet", parse_foot, usual_feet(fields, limbs.get("hip", nothing))),
        hands=read_sides(fields, "hands", parse_hand, (parse_hand("free"),) * 2),
        props=read_list(fields, "props", parse_prop),
        arrows=read_list(fields, "arrows", parse_arrow),
        works=read_list(fields, "works", parse_body_part),
        touching=read_list(fields, "touching", parse_body_part),
        fault=read_list(fields, "fault", parse_body_part),
        motion=fields.choice("motion", motions, "ease" if name == "hold" else "")
        if name == "hold"
        else "",
    )
    for word in (*trunk_angles, *limb_angles):
        if word not in fields:
            fields.text(word, default="-")  # known, so that a misspelt one is told its name
    fields.done()
    return pose


def usual_feet(fields: Fields, hips: Pair) -> tuple[FootRest, FootRest]:
    """Return how feet rest of which the pose doesn't say it: free if it says how the hip bends."""
    seated = fields.choice("position", positions, meant=meant_positions) == "sitting on the floor"
    usual = parse_foot("on the heel" if seated else "flat")
    left, right = (usual if hip is None else parse_foot("free") for hip in hips)
    return left, right


def read_pair(fields: Fields, name: str) -> Pair:
    """Return an angle for the left and the right side: one number for both, or one for each."""
    least, most = ranges[name]
    if not fields.is_group(name):
        both = fields.decimal(name, least, most)
        return both, both
    group = fields.group(name)
    if group is None:
        return None, None
    values = [group.decimal(side, least, most) if side in group else None for side in sides]
    for side in sides:
        group.text(side, default="-") if side not in group else None
    group.done()
    return values[0], values[1]


def read_sides(
    fields: Fields, name: str, parse: Callable[[str], Record], default: tuple[Record, Record]
) -> tuple[Record, Record]:
    """Return a sentence for the left and the right side, `both` standing for either."""
    group = fields.group(name, required=False)
    if group is None:
        return default
    found: dict[Side, Record] = {}
    for word in ("both", *sides):
        if word in group:
            record = understood(group, word, group.text(word), parse)
            for side in sides:
                if record is not None and word in ("both", side):
                    found[side] = record
        else:
            group.text(word, default="-")
    group.done()
    return found.get("left", default[0]), found.get("right", default[1])


def read_list(fields: Fields, name: str, parse: Callable[[str], Record]) -> tuple[Record, ...]:
    """Return the sentences of a list, leaving out those that aren't understood."""
    records = []
    for node in fields.items(name):
        text = fields.as_text(node, f"each entry of {name}")
        if text is None:
            continue
        try:
            records.append(parse(text))
        except UnclearError as unclear:
            fields.problem(fields.line_of_node(node), f"{name}: {unclear}")
    return tuple(records)


def understood(
    fields: Fields, name: str, text: str, parse: Callable[[str], Record]
) -> Record | None:
    """Return a sentence as a record, or note that it isn't understood."""
    try:
        return parse(text)
    except UnclearError as unclear:
        fields.problem(fields.line_of(name), str(unclear))
        return None
