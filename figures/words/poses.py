"""The text of a pose file -> the poses of one exercise, every mistake at its line.

docs/pose-format.md explains every field. A close-up, a phase, and a picture of what is wrong that
has a look of its own, say only what differs: all else is taken from the hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import TypeVar

from fields.errors import ContentError, Problem
from fields.reader import Fields, parse_fields
from fields.text import decode
from figures.words import terms, wording
from figures.words.blocks import person_field, pose_file_fields
from figures.words.people import usual
from figures.words.pose import Pair, Pose, PoseFile, swapped
from figures.words.terms import Side, limb_angles, sides, trunk_angles
from figures.words.wording import BodyPart, FootRest, HandRest, UnclearError

Record = TypeVar("Record")
Lines = dict[str, int]
Files = Mapping[PurePosixPath, bytes]
"""A content folder by path, each path beginning with content/."""

poses_folder = PurePosixPath("content", "poses")
site_file = PurePosixPath("content", "site.yaml")
most_phases = 9
neither: Pair[float] = (None, None)
limb_words = (*limb_angles, "arch")
posture = (*trunk_angles, *limb_words, "feet", "hands")
"""What means something else in another position."""
usual_rests = {
    "sitting on the floor": "on the heel", "lying on the left side": "free",
    "lying on the right side": "free", "lying on the front": "top down", "kneeling": "top down",
    "all-fours": "top down",
}  # fmt: skip


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
        text = decode(site_file, files[site_file])
        fields = parse_fields(site_file, text, (person_field,), problems=problems)
    except ContentError:  # the website says what is wrong with it
        return usual
    return fields.choice("person")


def parse_poses(path: PurePosixPath, text: str, person: str = usual) -> PoseFile:
    """Return the poses of one file; *person* takes them if the file names nobody.

    Raises ContentError with every mistake of the file: its line, what is wrong and what is allowed.
    """
    fields = parse_fields(path, text, pose_file_fields)
    person = fields.choice("person", person)
    start, hold = parse_block(fields, "start"), parse_block(fields, "hold")
    others: list[Pose | None] = []
    if base := hold or start:  # that the start is missing is said
        close_up, wrong = (parse_block(fields, name, base) for name in ("close-up", "wrong"))
        others = [*parse_phases(fields, base), close_up, wrong]
    fields.finish()
    return PoseFile(path, person, tuple(pose for pose in (start, hold, *others) if pose))


def parse_block(fields: Fields, name: str, base: Pose | None = None) -> Pose | None:
    """Return a block as a pose, if there is one; what is seen close takes fields from *base*."""
    group = fields.group(name)
    if group is None:
        return None
    is_close = name == "close-up" or "look" in group
    return parse_pose(name, fields.line_of(name), group, base if is_close else None)


def parse_phases(fields: Fields, base: Pose) -> list[Pose]:
    """Return the poses of the exercise's phases, in the order in which they are written."""
    poses: list[Pose] = []
    group = fields.group("phases")
    if group is None:
        return poses
    for number, label in enumerate([*group], 1):
        line, block = group.line_of(label), group.group(label)
        if number == most_phases + 1:
            message = f"there are more than {most_phases} phases; leave out those from here on"
            group.problem(line, message)
        if block and number <= most_phases:
            poses.append(parse_pose(f"phase-{number}", line, block, base, label))
    return poses


def parse_pose(name: str, line: int, fields: Fields, base: Pose | None, phase: str = "") -> Pose:
    """Return one block of a file as a pose; what it doesn't say is taken from *base*, if given."""
    position = fields.choice("position", base.position if base else None)
    plain = plain_pose(fields.path, position)
    hold = base or plain
    usual = hold if hold.position == position else plain
    taken = ["position", "side", "view", "show", "facing"]
    taken += ([] if "props" in fields else ["props"]) + ([*posture] if usual is hold else [])
    lines = {word: at for word, at in hold.lines.items() if word.partition(".")[0] in taken}
    lines |= {word: fields.line_of(word) for word in fields}
    title, description = fields.text("title"), fields.text("description")
    look, view = None, hold.view
    if "look" in fields or name == "close-up":
        line_of_look = fields.line_of("look")
        look = read_sentence(fields, line_of_look, "look", fields.text("look"), wording.parse_look)
        if "view" in fields:
            message = "view: look says from where it is seen; leave view out"
            fields.problem(fields.line_of("view"), f"{fields.within}{message}")
    else:
        view = fields.choice("view", view)
    pose = replace(
        read_posture(fields, lines, usual),
        line=line,
        name=name,
        phase=phase,
        title=title,
        description=description,
        mirrored_title=fields.text("mirrored title", swapped(title)),
        mirrored_description=fields.text("mirrored", swapped(description)),
        side=fields.choice("side", hold.side),
        look=look,
        view=view,
        show=fields.choice("show", hold.show),
        facing=fields.choice("facing", hold.facing),
        props=read_list(fields, lines, "props", wording.parse_prop)
        if "props" in fields
        else hold.props,
        arrows=read_list(fields, lines, "arrows", wording.parse_arrow),
        works=read_list(fields, lines, "works", wording.parse_body_part),
        touching=read_list(fields, lines, "touching", wording.parse_body_part),
        fault=read_list(fields, lines, "fault", wording.parse_body_part),
        motion=fields.choice("motion") if name == "hold" else "",
        lines=lines,
    )
    fields.done()
    return pose


def plain_pose(path: PurePosixPath, position: str) -> Pose:
    """Return what a body does by itself in a position."""
    foot = FootRest(usual_rests.get(position, "flat"))
    hand = HandRest("on", BodyPart(None, "floor")) if position == "all-fours" else HandRest("free")
    return Pose(path, position=position, feet=(foot, foot), hands=(hand, hand))


def read_posture(fields: Fields, lines: Lines, usual: Pose) -> Pose:
    """Return the usual pose with the angles, feet and hands that are written."""
    trunk = {word: fields.decimal(word) for word in trunk_angles if word in fields}
    limbs = dict(usual.limbs)
    for word in limb_words:
        if word in fields:
            read = partial(read_angle, word)
            limbs[word] = read_pair(fields, lines, word, read, limbs.get(word, neither))

    def read_foot(at: Fields, word: str, side: Side) -> FootRest | None:
        return read_sentence(at, at.line_of(word), "feet", at.text(word), wording.parse_foot)

    def read_hand(at: Fields, word: str, side: Side) -> HandRest | None:
        parse = partial(wording.parse_hand, own=side)
        return read_sentence(at, at.line_of(word), "hands", at.text(word), parse)

    feet = read_pair(fields, lines, "feet", read_foot, usual.feet)
    hands = read_pair(fields, lines, "hands", read_hand, usual.hands)
    hips = limbs.get("hip", neither)
    left, right = (  # a foot of which nothing is said is free if its hip's bend is said
        FootRest("free") if hip is not None and f"feet.{side}" not in lines else foot
        for side, foot, hip in zip(sides, feet, hips, strict=True)
    )
    return replace(
        usual, trunk={**usual.trunk, **trunk}, limbs=limbs, feet=(left, right), hands=hands
    )


def read_pair(
    fields: Fields,
    lines: Lines,
    name: str,
    read: Callable[[Fields, str, Side], Record | None],
    usual: tuple[Record, Record],
) -> tuple[Record, Record]:
    """Return what is said of left and right: one thing for both, or each (or both) by its name."""
    group = fields.group(name) if fields.is_group(name) else None
    here, found = group or fields, dict(zip(sides, usual, strict=True))
    for side in sides:
        word = name if group is None else side if side in group else "both"
        if word in here:
            lines[f"{name}.{side}"] = here.line_of(word)
            record = read(here, word, side)
            found[side] = found[side] if record is None else record
    if group:
        group.done()
    return found["left"], found["right"]


def read_angle(name: str, fields: Fields, word: str, side: Side) -> float:
    """Return an angle, or whether an arch is lifted."""
    if name == "arch":
        return terms.arches.index(fields.choice(word))
    return fields.decimal(word)


def read_list(
    fields: Fields, lines: Lines, name: str, parse: Callable[[str], Record]
) -> tuple[Record, ...]:
    """Return the sentences of a list, leaving out those that aren't understood."""
    records: list[Record] = []
    for node in fields.items(name):
        text = fields.as_text(node, f"each entry of {name}")
        line = fields.line_of_node(node)
        record = read_sentence(fields, line, name, text or "", parse)
        if record is not None:
            lines[f"{name}.{len(records)}"] = line
            records.append(record)
    return tuple(records)


def read_sentence(
    fields: Fields, line: int, name: str, text: str, parse: Callable[[str], Record]
) -> Record | None:
    """Return a sentence as a record, or note that it isn't understood; the reader has noted "?"."""
    if text in ("", "?"):
        return None
    try:
        return parse(text)
    except UnclearError as unclear:
        fields.problem(line, f"{name}: {unclear}")
        return None
