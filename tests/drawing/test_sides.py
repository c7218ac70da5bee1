"""Which side works in a picture, and its words when it is turned round."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
import yaml

from fields.errors import ContentError
from figures.words.pose import Pose, find_side, swapped
from figures.words.poses import parse_poses

content = Path(__file__).resolve().parent.parent.parent / "content"
real = sorted((content / "poses").glob("*.yaml"))
exercises = {path.stem: path for path in (content / "exercises").glob("*.md")}
stand = """{name}:
  title: Stand
  description: A person stands on the left leg.
  position: standing
"""
foot = """close-up:
  title: A foot
  description: A foot is in the air.
  look: {side} foot, from the outer side
"""
phases = """phases:
  Swing:
    title: Swing
    description: The left leg swings.
"""


def block(name: str, *more: str) -> str:
    return stand.format(name=name) + "".join(f"  {line}\n" for line in more)


def close_up(side: str, *more: str) -> str:
    return foot.format(side=side) + "".join(f"  {line}\n" for line in more)


def poses_of(*blocks: str) -> dict[str, Pose]:
    file = parse_poses(PurePosixPath("content/poses/test.yaml"), "".join(blocks))
    return {pose.name: pose for pose in file.poses}


def found_sides(*blocks: str) -> dict[str, str]:
    poses = poses_of(*blocks)
    return {name: find_side(pose, poses.get("hold")) for name, pose in poses.items()}


@pytest.mark.parametrize(
    ("lines", "side"),
    [
        ((), ""),
        (("side: right", "works: [left calf]"), "right"),
        (("side: both", "works: [left calf]"), ""),
        (("works: [left calf]", "arrows: [press right heel down]"), "left"),
        (("works: [left calf, right calf]", "arrows: [press right heel down]"), ""),
        (("works: [lower back]", "arrows: [move hips ahead, press right heel down]"), "right"),
        (("arrows: [move hips ahead]", "fault: [right knee]"), "right"),
        (("fault: [left knee]", "props: [ball under the right arch]"), "left"),
        (("props: [mat, ball under the right arch]", "hands: {left: free}"), "right"),
        (("touching: [left sole]",), ""),
    ],
)
def test_a_pose_says_its_side_or_its_words_tell_it(lines: tuple[str, ...], side: str) -> None:
    assert found_sides(block("start", *lines)) == {"start": side}


def test_hands_that_hold_a_leg_tell_its_side_and_hands_that_rest_on_one_do_not() -> None:
    sitting = block("start", "trunk: 30").replace("standing", "sitting")
    rest = sitting + "  hands: {left: on the left thigh}\n"
    hold = sitting + "  hands: {left: behind the right thigh, right: behind the right thigh}\n"
    assert found_sides(rest) == {"start": ""}
    assert found_sides(hold) == {"start": "right"}


def test_start_and_wrong_take_the_side_of_the_hold_unless_they_say_one() -> None:
    hold = block("hold", "works: [left calf]")
    start, wrong = block("start"), block("wrong")
    assert found_sides(start, hold, wrong) == {"start": "left", "hold": "left", "wrong": "left"}
    start, wrong = block("start", "side: right"), block("wrong", "fault: [right heel]")
    assert found_sides(start, hold, wrong) == {"start": "right", "hold": "left", "wrong": "right"}


def test_a_hold_in_which_both_sides_work_goes_for_the_whole_file() -> None:
    hold = block("hold", "side: both", "works: [right calf]")
    sides = found_sides(
        block("start"), hold, close_up("left"), phases, block("wrong", "fault: [right heel]")
    )
    assert sides == dict.fromkeys(("start", "hold", "phase-1", "close-up", "wrong"), "")
    assert found_sides(block("start", "side: left"), hold) == {"start": "left", "hold": ""}


def test_a_close_up_tells_its_side_by_its_look_if_the_hold_says_none() -> None:
    assert found_sides(block("start"), close_up("right"))["close-up"] == "right"
    assert found_sides(block("start"), close_up("left"))["close-up"] == "left"
    hold = block("hold", "works: [left calf, right calf]")
    assert found_sides(block("start"), hold, close_up("right"))["close-up"] == ""


def test_what_is_taken_from_the_hold_is_turned_round_together_with_it() -> None:
    hold, wrong = (
        block("hold", "works: [left calf]"),
        close_up("right").replace("close-up", "wrong"),
    )
    more = "    arrows: [move right foot up]\n"
    sides = found_sides(block("start"), hold, close_up("right"), phases + more, wrong)
    assert sides == dict.fromkeys(("start", "hold", "phase-1", "close-up", "wrong"), "left")
    say = "    side: right\n"
    sides = found_sides(block("start"), hold, close_up("right", "side: right"), phases + say)
    assert (sides["phase-1"], sides["close-up"]) == ("right", "right")


def test_a_hold_that_is_seen_close_tells_its_side_by_its_look() -> None:
    hold = block("hold", "look: left foot, from above", "arrows: [move right hand up]")
    assert found_sides(block("start"), hold) == {"start": "left", "hold": "left"}


def test_a_side_is_left_right_or_both() -> None:
    with pytest.raises(ContentError, match='side is "near"; allowed: left, right or both'):
        poses_of(block("start", "side: near"))


def exercise_of(path: Path) -> dict[str, dict[str, str]]:
    """The fields of the exercise that a pose file shows, or a routine's own way of doing it."""
    slug = max((slug for slug in exercises if path.stem.startswith(slug)), key=len)
    fields: dict[str, dict[str, str]] = yaml.safe_load(exercises[slug].read_text().split("---")[1])
    return fields


of_exercises = [path for path in real if any(path.stem.startswith(slug) for slug in exercises)]


@pytest.mark.parametrize("path", of_exercises, ids=lambda path: path.stem)
def test_pictures_have_a_side_where_an_exercise_is_done_side_by_side_and_else_none(
    path: Path,
) -> None:
    found = set(found_sides(path.read_text()).values())
    each = exercise_of(path)["dose"]["sides"] == "each"
    assert found <= {"left", "right"} if each else found == {""}


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_all_pictures_of_a_file_show_the_same_side(path: Path) -> None:
    assert len(set(found_sides(path.read_text()).values())) == 1


# Words


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The left foot is flat.", "The right foot is flat."),
        ("Right heel down, left one up.", "Left heel down, right one up."),
        ("RIGHT foot; Left-hand side", "LEFT foot; Right-hand side"),
        ("left, right and left", "right, left and right"),
        ("Sit upright, bright and deft.", "Sit upright, bright and deft."),
        ("The knee is at a right angle.", "The knee is at a right angle."),
        ("Two right angles, right away.", "Two right angles, right away."),
        ("It's all right. Stop right now.", "It's all right. Stop right now."),
        ("The right way for the left-handed", "The right way for the left-handed"),
        ("At the right angle of the left knee", "At the right angle of the right knee"),
        ("the right ankle, the left wayside", "the left ankle, the right wayside"),
        ("The pencil is right under the left foot.", "The pencil is right under the right foot."),
        ("The left is in front, the right behind.", "The right is in front, the left behind."),
        ("A chair of the right height stands right in front.",) * 2,
        ("Left hand on the chair, right on it.", "Right hand on the chair, left on it."),
        ("Left arm up and right down", "Right arm up and left down"),
        ("It is left of the foot, nothing is left.", "It is right of the foot, nothing is left."),
        ("Nothing is left, and both arms hang just right.",) * 2,
        ("Turn right angled feet LEFT.", "Turn right angled feet RIGHT."),
    ],
)
def test_left_and_right_change_places_where_they_mean_sides(text: str, turned: str) -> None:
    assert swapped(text) == turned


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_words_swapped_twice_are_the_words_again(path: Path) -> None:
    for pose in poses_of(path.read_text()).values():
        assert swapped(swapped(pose.description)) == pose.description
        assert swapped(swapped(pose.title)) == pose.title


def test_words_for_the_mirrored_picture_follow_from_the_others_or_are_written() -> None:
    poses = poses_of(block("start"), phases, close_up("left"))
    start, phase = poses["start"], poses["phase-1"]
    assert (start.mirrored_title, start.mirrored_description) == (
        "Stand",
        "A person stands on the right leg.",
    )
    assert phase.mirrored_description == "The right leg swings."
    more = ("mirrored title: Stand well", "mirrored: Nothing is left to do.")
    below = "".join(f"    {line}\n" for line in more)
    poses = poses_of(block("start", *more), close_up("left", *more), phases + below)
    assert len(poses) == 3
    for pose in poses.values():
        assert pose.mirrored_title == "Stand well"
        assert pose.mirrored_description == "Nothing is left to do."
