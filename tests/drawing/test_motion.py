"""How a hold moves: the frames between which its lines are drawn."""

from __future__ import annotations

import numpy as np
import pytest

from figures.body.mesh import load_body
from figures.geometry.vectors import Floats
from figures.picture.props import draw_things
from figures.stance.person import embody
from figures.stance.skeleton import Skeleton, blend, place_bones
from figures.stance.solve import Frame, plan_frames, rolled, solve_stance
from figures.words.poses import parse_poses
from tests.drawing.library import block, path, stance_of

woman = load_body("woman")


def frames_of(hold: str, start: str = "standing", name: str = "hold") -> list[Frame]:
    """The frames of a pose of a file with a start and a hold."""
    poses = parse_poses(path, block(start) + block(hold, "hold")).poses
    stances = {pose.name: solve_stance(woman, pose) for pose in poses}
    return plan_frames(woman, next(pose for pose in poses if pose.name == name), stances)


def skeletons(frames: list[Frame]) -> list[Skeleton]:
    return [place_bones(woman, stance) for _, stance in frames]


def joint(frames: list[Frame], name: str) -> list[Floats]:
    return [skeleton.joints[name] for skeleton in skeletons(frames)]


raised = "standing\nhip: {left: 80}\nknee: {left: 90, right: 0}"


@pytest.mark.parametrize("motion", ["ease", "swing"])
def test_a_hold_goes_from_the_start_over_a_place_midway(motion: str) -> None:
    frames = frames_of(f"{raised}\nmotion: {motion}")
    assert len(frames) == 3
    assert [stance.legs[0]["hip"] for _, stance in frames][1:] == [
        pytest.approx((frames[0][1].legs[0]["hip"] + 80) / 2),
        80,
    ]
    heights = [float(at[1]) for at in joint(frames, "left knee")]
    assert heights == sorted(heights)
    assert heights[2] > heights[0] + 25


@pytest.mark.parametrize(
    ("there", "under"),
    [
        ("stair", "stair under the right foot"),
        ("stair", "stair under the left foot, 34 high"),
        ("stair", "stair under the right ball of the foot"),
        ("step, 20.4 ahead", "step under the right foot"),
    ],
)
def test_what_a_foot_goes_up_to_stays_where_it_is(there: str, under: str) -> None:
    start, hold = (f'standing\nprops: ["{thing}"]' for thing in (there, under))
    frames = [*frames_of(hold, start, "start"), *frames_of(hold, start)]
    assert len(frames) == 4
    first, *others = (draw_things(pose, embody(woman, stance)) for pose, stance in frames)
    for things in others:
        assert things[0].points == pytest.approx(first[0].points, abs=0.1)


def test_a_hold_eases_by_itself_and_stands_still_with_none() -> None:
    assert len(frames_of(raised)) == 3
    assert len(frames_of(f"{raised}\nmotion: none")) == 1


def test_a_start_stands_still() -> None:
    assert len(frames_of(raised, name="start")) == 1


def test_without_a_start_nothing_eases() -> None:
    (pose,) = parse_poses(path, block(raised)).poses
    assert len(plan_frames(woman, pose, {"start": solve_stance(woman, pose)})) == 1


@pytest.mark.parametrize(("side", "index"), [("left", 0), ("right", 1)])
def test_a_circle_goes_round_with_the_foot_that_has_the_arrow(side: str, index: int) -> None:
    words = f"standing\nhip: {{{side}: 40}}\nknee: {{{side}: 10}}\nmotion: circle\n"
    frames = frames_of(words + f"arrows: [circle {side} toes]")
    assert len(frames) == 4
    here = skeletons(frames)
    tips = [
        at - frame.joints[f"{side} ankle"]
        for at, frame in zip(joint(frames, f"{side} toe"), here, strict=True)
    ]
    across = {round(float(tip[0]), 1) for tip in tips}
    high = {round(float(tip[1]), 1) for tip in tips}
    assert max(across) - min(across) > 8
    assert max(high) - min(high) > 8
    others = {tuple(frame.joints[f"{side} knee"].round(4)) for frame in here}
    assert len(others) == 1
    assert all(stance.legs[1 - index] == frames[0][1].legs[1 - index] for _, stance in frames)


def test_a_foot_rolls_back_over_a_ball_that_rolls_half_as_far() -> None:
    chair = "sitting\nprops: [chair, ball under the right arch]"
    words = (
        f'{chair}\nknee: {{left: 90}}\nfeet: {{right: "flat, 40 ahead, 8 high"}}\n'
        "motion: roll\narrows: [to and fro right foot]"
    )
    (back, _), (pose, _) = frames = frames_of(words, chair)
    one, other = joint(frames, "right ankle")
    assert other - one == pytest.approx((0, 0, rolled), abs=0.5)
    balls = [float(each.props[1].offsets.ahead or 0) for each in (back, pose)]
    assert balls[0] - balls[1] == rolled / 2
    left = joint(frames, "left ankle")
    assert left[0] == pytest.approx(left[1], abs=0.05)


def test_who_walks_changes_legs() -> None:
    words = 'standing\nfeet: {left: "on tiptoe, 15 ahead", right: "on tiptoe, 12 behind"}\n'
    frames = frames_of(f"{words}motion: walk")
    assert len(frames) == 3
    first, last = frames[0][1], frames[2][1]
    assert (first.legs[1], first.legs[0]) == last.legs
    ahead = [
        float(left[2] - right[2])
        for left, right in zip(
            joint(frames, "left ankle"), joint(frames, "right ankle"), strict=True
        )
    ]
    assert ahead[0] == pytest.approx(-ahead[2], abs=1)
    assert abs(ahead[1]) < 5 < abs(ahead[2])


def test_a_stance_midway_is_between_the_two_in_every_joint() -> None:
    one, other = (stance_of(words) for words in ("standing\ntrunk: 40\nelbow: 90", "standing"))
    middle = blend(one, other, 0.5)
    assert middle.trunk["trunk"] == 20
    assert middle.arms[0]["elbow"] == (90 + other.arms[0]["elbow"]) / 2
    assert blend(one, other, 1).trunk == other.trunk
    assert np.allclose(blend(one, other, 0).hips, one.hips)


def test_hands_that_hold_turn_along_on_the_way() -> None:
    words = 'standing\nprops: ["wall, 50 ahead"]\nhands: {both: "on the wall, %d high"}'
    one, other = (stance_of(words % high) for high in (110, 130))
    turn = blend(one, other, 0.5).hands[0].turn
    assert turn is not None
    assert turn @ turn.T == pytest.approx(np.eye(3), abs=1e-6)
    assert blend(stance_of("standing"), other, 0.5).hands[0].turn is other.hands[0].turn
