"""The text of a pose file -> the poses of one exercise, every mistake at its line.

A file has the blocks start, hold, phases, close-up and wrong; docs/pose-format.md explains every
field.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from fields.errors import ContentError, Problem
from fields.reader import Fields, parse_fields
from fields.text import decode
from figures.body.people import people, usual
from figures.words.blocks import is_former, parse_pose
from figures.words.pose import Pose, PoseFile

__all__ = ["Pose", "PoseFile", "parse_all", "parse_poses"]

Files = Mapping[PurePosixPath, bytes]
"""A content folder by path, each path beginning with content/."""

poses_folder = PurePosixPath("content", "poses")
site_file = PurePosixPath("content", "site.yaml")
most_phases = 9


def parse_all(files: Files) -> list[PoseFile]:
    """Return all pose files as data. Raises ContentError with the mistakes of all of them."""
    parsed: list[PoseFile] = []
    problems: list[Problem] = []
    person = find_person(files, problems)
    for path in sorted(files):
        if path.parent == poses_folder and path.suffix == ".yaml":
            try:
                parsed.append(parse_poses(path, decode(path, files[path]), person))
            except ContentError as error:
                problems += error.problems
    if problems:
        raise ContentError(problems)
    return parsed


def find_person(files: Files, problems: list[Problem]) -> str:
    """Return who takes the poses of which the file names nobody: the site's person, if any."""
    if site_file not in files:
        return usual
    try:
        fields = parse_fields(site_file, decode(site_file, files[site_file]), problems=problems)
    except ContentError:  # the website says what is wrong with it
        return usual
    return fields.choice("person", people, usual)


def parse_poses(path: PurePosixPath, text: str, person: str = usual) -> PoseFile:
    """Return the poses of one file; *person* takes them if the file names nobody.

    Raises ContentError with every mistake of the file: its line, what is wrong and what is allowed.
    """
    fields = parse_fields(path, text)
    person = fields.choice("person", people, person)
    start = parse_block(fields, "start")
    hold = parse_block(fields, "hold")
    others: list[Pose | None] = []
    if base := hold or start:
        close_up, wrong = (parse_block(fields, name, base) for name in ("close-up", "wrong"))
        others = [*parse_phases(fields, base), close_up, wrong]
    else:  # that the start is missing is said
        for name in ("phases", "close-up", "wrong"):
            fields.skip(name)
    fields.finish()
    return PoseFile(path, person, tuple(pose for pose in (start, hold, *others) if pose))


def parse_block(fields: Fields, name: str, base: Pose | None = None) -> Pose | None:
    """Return a block as a pose, if there is one; what is seen close takes fields from *base*."""
    group = fields.group(name, required=name == "start")
    if group is None:
        return None
    is_close = name == "close-up" or "look" in group or is_former(group)
    return parse_pose(name, fields.line_of(name), group, base if is_close else None)


def parse_phases(fields: Fields, base: Pose) -> list[Pose]:
    """Return the poses of the exercise's phases, in the order in which they are written."""
    group = fields.group("phases", required=False)
    if group is None:
        return []
    poses = []
    for number, label in enumerate([*group], 1):
        block = group.group(label)
        if number == most_phases + 1:
            message = f"there are more than {most_phases} phases; leave out those from here on"
            group.problem(group.line_of(label), message)
        if block and number <= most_phases:
            poses.append(parse_pose(f"phase-{number}", group.line_of(label), block, base, label))
    return poses
