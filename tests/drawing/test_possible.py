"""What no body can do: one message for one cause, at its own line."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from fields.errors import ContentError
from figures.body.mesh import load_body
from figures.picture.compose import draw_figures
from figures.stance.person import embody
from figures.stance.possible import find_impossible
from figures.stance.solve import solve_stance
from figures.words.people import people
from figures.words.poses import parse_poses
from tests.drawing.library import block, path, problems_of

poses = Path(__file__).resolve().parent.parent.parent / "content" / "poses"
chair = "sitting\nprops: [chair]"

# The words of a pose, the line to be changed (title and description are on 2 and 3), and why.
causes = {
    "a foot below the floor": (
        "standing\nknee: 0\nfeet: {right: flat}\nhip: {left: 0}\nankle: {left: -35}",
        7,
        "the left foot is 8 cm below the floor; bend the hip or the knee more, or write where",
    ),
    "a hand below the floor": (
        "kneeling\ntrunk: 70\nshoulder: {left: 70}\nelbow: {left: 0}",
        6,
        "the left hand is 6 cm below the floor; bend the shoulder or the elbow more, or write",
    ),
    "an ankle that has to bend too far": (
        'standing\nknee: {left: 60, right: 60}\nfeet: {left: flat, right: "flat, 30 behind"}',
        6,
        "the right ankle has to bend 42 degrees; possible: -50 to 30",
    ),
    "a wall out of reach": (
        'standing\nprops: ["wall, 120 ahead"]\nhands: {right: on the wall}',
        6,
        "the right hand does not reach the wall: 65 cm are missing; lean the trunk, move the thing",
    ),
    "a leg out of reach": (
        "standing\nhands: {left: holding the right toes}",
        5,
        "the left hand does not reach the right toes: ",
    ),
    "an arm through the body": (
        "standing\nshoulder out: {left: -30}\nelbow: {left: 20}",
        6,
        "the left arm goes through the body; twist or lean the trunk, or lead the arm outwards",
    ),
    "a foot in the air": (
        'standing\nknee: {left: 0}\nfeet: {left: flat, right: "flat, 95 ahead"}',
        6,
        "the right foot should be flat and is 28 cm above where it rests; bring it nearer",
    ),
    "a foot between two steps": (
        'standing\nprops: [stair under the left foot]\nfeet: {right: "flat, 20 high"}',
        6,
        "the right foot is 20 high, where the stair has no step; allowed: 17, 34 or 51 high",
    ),
    "a foot through the next step": (
        'standing\nprops: [stair under the right foot]\nfeet: {right: "flat, 45 ahead"}',
        6,
        "the right foot is 40 ahead to 63 ahead, and its step of the stair 22 ahead to 50 ahead; "
        "move the stair, or leave out the place of the foot",
    ),
    "a foot behind its step": (
        'standing\nprops: ["stair under the right foot, 60 ahead"]\nknee: {left: 4, right: 20}',
        5,
        "the right foot is ",
    ),
    "a chair round somebody who stands": (
        "standing\nprops: [chair]\nhands: {left: on the chair back}",
        6,
        "the left hand does not reach the chair back: ",
    ),
    "a heel that should be down": (
        "standing\nfeet: {both: on tiptoe}\ntouching: [right toes, left heel]",
        6,
        "the left heel should be down and is 12 cm up",
    ),
    "a chair out of reach": (
        'standing\nprops: ["chair, 30 behind"]\nhands: {left: on the chair back}',
        6,
        "the left hand does not reach the chair back: 27 cm are missing; an upright person reaches "
        'it with props: ["chair, 40 ahead"]',
    ),
    "the hand of the arm below": (
        "lying on the left side\nhands: {left: on the head}",
        5,
        "the left hand is 15 cm below the floor; the body lies too low for that arm; use the other",
    ),
    "somebody who stands on the head": (
        "bridge\nback: -18\ntrunk: -114\nneck: 0",
        7,
        "the head carries the body, and the shoulders are 13 cm in the air; leave out neck",
    ),
    "hips that should be down": (
        "bridge\ntouching: [head, hips]",
        5,
        "the hips should be down and is 10 cm up",
    ),
    "what can't be checked": (
        "standing\ntouching: [left elbow]",
        5,
        "touching: elbow can't be checked; allowed: heel, sole, ball of the foot, toes, hips,",
    ),
    "sitting on nothing": (
        "sitting",
        4,
        "a chair is needed here; add it to props: [chair]",
    ),
    "the back rest of a chair that is turned": (
        "kneeling\nprops: [turned chair]\nhands: {both: on the chair back}",
        6,
        "a chair is needed here; write it in props, in place of turned chair",
    ),
    "a strap that isn't there": (
        "lying\nhip: {right: 70}\nhands: {both: holding the strap}",
        6,
        "a strap is needed here; add it to props: [strap]",
    ),
    "a band tied to nothing": (
        "sitting on the floor\nprops: [band over the right foot]",
        5,
        "a table leg is needed here; add it to props: [table leg]",
    ),
}


@pytest.mark.parametrize("cause", causes)
def test_one_cause_has_one_message_at_its_own_line(cause: str) -> None:
    words, line, message = causes[cause]
    (found,) = problems_of(words)
    assert found.startswith(f"{line}: {message}")


def test_a_ball_is_needed_to_roll() -> None:
    text = f"{block(chair)}{block(chair, 'hold')}  motion: roll\n"
    with pytest.raises(ContentError) as caught:
        draw_figures(parse_poses(path, text))
    (found,) = caught.value.problems
    assert (found.line, found.message) == (
        11,
        "hold: a ball is needed here; add it to props: [ball]",
    )


@pytest.mark.parametrize(
    "words",
    [
        "standing",
        "standing\nknee: {left: 0, right: 90}\nfeet: {right: free}",
        f"{chair}\ntouching: [left sole, right sole, left toes]",
        f"{chair}\ntrunk: 20\nhands: {{left: on the left knee, right: on the right thigh}}",
        "kneeling\ntouching: [left knee, right knee]",
        "all-fours\ntouching: [left hand, right hand, left knee]",
        "lying\ntouching: [hips]",
        "lying on the left side\nhip: 40\nknee: 60",
        'standing\nfeet: {left: "flat, 33 behind", right: "flat, 14 ahead"}\nknee: {left: 0}',
        "standing\nhands: {both: on the hips}",
        "standing\nhands: {both: behind the head}",
        "standing\nshoulder: 175\nelbow: 0",
        "standing\nshoulder out: 90",
        "standing\nhands: {both: on the chest}",
    ],
)
@pytest.mark.parametrize("body", ["woman", "man"])
def test_a_good_pose_has_nothing_against_it(words: str, body: str) -> None:
    assert problems_of(words, body) == []


def test_a_hand_that_stops_before_what_it_should_lie_on_is_told() -> None:
    words = "lying\nhip: {left: 70}\nknee: {left: 0}\nhands: {left: holding the left calf}"
    (found,) = problems_of(words)
    assert "the left hand does not reach the left calf" in found


def test_a_hand_on_a_thigh_is_not_at_the_knee() -> None:
    words = "lying\nhip: {left: 80}\nknee: {left: 20}\nhands: {left: behind the left knee}"
    (found,) = problems_of(words)
    assert "the left hand does not reach the left knee" in found


def test_all_that_is_wrong_in_a_file_is_told_at_once_with_its_block() -> None:
    bad = 'standing\nprops: ["wall, 120 ahead"]\nhands: {right: on the wall}'
    with pytest.raises(ContentError) as caught:
        draw_figures(parse_poses(path, block(bad) + block(bad, "hold")))
    told = [(problem.line, problem.message.partition(":")[0]) for problem in caught.value.problems]
    assert told == [(6, "start"), (12, "hold")]


def test_what_a_close_up_takes_from_the_hold_is_told_once() -> None:
    bad = 'standing\nprops: ["wall, 120 ahead"]\nhands: {right: on the wall}'
    close = "close-up:\n  title: A\n  description: B.\n  look: left foot, from above\n"
    with pytest.raises(ContentError) as caught:
        draw_figures(parse_poses(path, block("standing") + block(bad, "hold") + close))
    assert [problem.line for problem in caught.value.problems] == [10]


@pytest.mark.parametrize("file", sorted(poses.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_body_can_take_every_pose_of_the_site(file: Path) -> None:
    exercise = parse_poses(PurePosixPath("content", "poses", file.name), file.read_text("utf-8"))
    body = load_body(people[exercise.person].body)
    for pose in exercise.poses:
        stance = solve_stance(body, pose)
        assert find_impossible(body, pose, stance, embody(body, stance)) == [], pose.name
