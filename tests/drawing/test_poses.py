"""The text of a pose file -> poses, and every mistake in it in words."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from fields.errors import ContentError
from figures.words.poses import Pose, parse_poses

path = PurePosixPath("content/poses/wall-sit.yaml")
head = """start:
  title: Stand
  description: A person stands.
  position: standing
"""


def parse(more: str = "", text: str = head) -> Pose:
    """The first pose of a file made of the usual head and these lines."""
    lines = "".join(f"  {line}\n" for line in more.splitlines())
    return parse_poses(path, text + lines).poses[0]


def complaints(more: str = "", text: str = head) -> list[str]:
    """What is said about a file made of the usual head and these lines."""
    with pytest.raises(ContentError) as caught:
        parse(more, text)
    return [str(problem) for problem in caught.value.problems]


def test_a_short_pose_needs_no_more_than_title_description_and_position() -> None:
    pose = parse()
    assert (pose.name, pose.title, pose.view, pose.facing) == ("start", "Stand", "side", "right")
    assert pose.line == 1


def test_an_angle_goes_for_both_sides_or_for_each() -> None:
    pose = parse("hip: 20\nknee: {left: 5, right: 40}\nankle: {right: -10}")
    assert pose.limbs["hip"] == (20, 20)
    assert pose.limbs["knee"] == (5, 40)
    assert pose.limbs["ankle"] == (None, -10)


def test_a_foot_says_how_it_rests_and_where() -> None:
    pose = parse('feet: {left: "flat, 29 behind", right: "on tiptoe, 8 ahead"}')
    left, right = pose.feet
    assert (left.kind, left.offsets.ahead) == ("flat", -29)
    assert (right.kind, right.offsets.ahead) == ("on tiptoe", 8)


def test_a_hand_says_what_it_does() -> None:
    text = 'hands: {left: "on the wall, 130 high", right: "holding the strap, elbow 70"}'
    left, right = parse(text).hands
    assert (left.how, left.thing.part, left.offsets.high) == ("on", "wall", 130)
    assert (right.how, right.thing.part, right.offsets.elbow) == ("holding", "strap", 70)


def test_both_stands_for_left_and_right() -> None:
    pose = parse("hands: {both: behind the right thigh}")
    assert pose.hands[0] == pose.hands[1]
    assert (pose.hands[0].thing.side, pose.hands[0].thing.part) == ("right", "thigh")


def test_things_arrows_and_marked_parts_are_words() -> None:
    pose = parse(
        'props: ["wall, 58 ahead", ball under the right arch]\n'
        "arrows: [move hips ahead, circle right toes, to and fro right foot]\n"
        "works: [left calf]"
    )
    wall, ball = pose.props
    assert (wall.thing, wall.offsets.ahead) == ("wall", 58)
    assert (ball.thing, ball.how, ball.target.side) == ("ball", "under", "right")
    assert [(arrow.kind, arrow.target.part, arrow.way) for arrow in pose.arrows] == [
        ("move", "hips", "ahead"),
        ("circle", "toes", ""),
        ("to and fro", "foot", ""),
    ]
    assert (pose.works[0].side, pose.works[0].part) == ("left", "calf")


def test_the_hold_eases_unless_it_says_otherwise_and_the_start_stands_still() -> None:
    second = head.replace("start:", "hold:")
    poses = parse_poses(path, head + second).poses
    assert [pose.motion for pose in poses] == ["", "ease"]
    assert parse_poses(path, head + second + "  motion: walk\n").poses[1].motion == "walk"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("nee: 20", '5: unknown field "start.nee"; did you mean "knee"?'),
        ("knee: 200", "5: start.knee is 200; allowed: a number from 0 to 145"),
        ("knee: {left: -5}", "5: start.knee.left is -5; allowed: a number from 0 to 145"),
        ("knee: {lef: 5}", 'unknown field "start.knee.lef"; did you mean "left"?'),
        ("view: above", '5: start.view is "above"; allowed: side,'),
        ("props: [wal]", '5: props: "wal" is not a prop; did you mean "wall"?'),
        ("feet: {left: flt}", '"flt" is not how a foot rests; did you mean "flat"?'),
        ('feet: {left: "flat, 3 over"}', '"3 over" is not a distance; allowed after a comma'),
        ("hands: {left: on the ceiling}", '"on the ceiling" is not what a hand does; allowed:'),
        ("arrows: [wiggle toes]", '"wiggle toes" is not an arrow; allowed: move, circle,'),
        ("works: [left claf]", 'no part of the body; did you mean "calf"?'),
        ("motion: walk", 'unknown field "start.motion"'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(more: str, words: str) -> None:
    (complaint,) = complaints(more)
    assert complaint.startswith("content/poses/wall-sit.yaml:5: ")
    assert words in complaint


foot = "  title: A\n  description: B.\n  toe spread: 5\n  arrows: [curl toes]\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"wrong:\n  view: abve\n{foot}", 'wrong.view is "abve"; allowed: inner side, outer side'),
        (f"wrong:\n  view: bottom\n{foot}", 'wrong.view is "bottom"; allowed: inner side'),
        (f"wrong:\n  view: [above]\n{foot}", "wrong.view is a list; allowed: text"),
        (f"wrong:\n{foot}", "wrong.view is missing"),
        (f"close-up:\n  view: bottom\n{foot}", 'close-up.view is "bottom"; allowed: inner side'),
        (head.replace("start:", "wrong:") + "  view: frnt\n  knee: 5\n", 'did you mean "front"?'),
        (head.replace("start:", "wrong:") + "  view: back\n", "three-quarter, front, inner side"),
    ],
)
def test_a_misspelt_view_is_one_mistake(text: str, words: str) -> None:
    (complaint,) = complaints(text=head + text)
    assert words in complaint


def test_a_missing_description_is_a_mistake() -> None:
    text = "start:\n  title: Stand\n  position: standing\n"
    assert complaints(text=text) == [f"{path}:2: start.description is missing"]


def test_a_file_without_a_start_is_a_mistake() -> None:
    text = head.replace("start:", "hold:")
    assert complaints(text=text) == [f"{path}:1: start is missing"]


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    found = complaints("knee: 200\nprops: [wal]\nworks: [claf]\nnee: 3")
    assert [complaint.split(":")[1] for complaint in found] == ["5", "6", "7", "8"]


def test_a_position_of_an_exercise_is_asked_back_once() -> None:
    (found,) = complaints(text=head.replace("standing\n", "chair\n"))
    assert found.endswith('did you mean "sitting"?')
