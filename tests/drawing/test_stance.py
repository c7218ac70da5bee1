"""Poses in words -> where the body is: feet rest where they say, and something carries the body."""

from __future__ import annotations

import math

import numpy as np
import pytest

from figures.body.mesh import load_body
from figures.geometry.vectors import Floats, dot, unit, up
from figures.stance.feet import flight_ahead, past_edge, tiptoe
from figures.stance.skeleton import Skeleton, letter, measure
from figures.words.terms import Side, positions, prop_kinds, seat_height, sides
from tests.drawing.library import person_of, pose_of, problems_of, skeleton_of, stance_of

bodies = ("woman", "man")
chair = "sitting\nprops: [chair]"


def words_of(position: str) -> str:
    return chair if position == "sitting" else position


def heights(skeleton: Skeleton, side: Side, *names: str) -> list[float]:
    return [float(skeleton.joints[f"{side} {name}"][1]) for name in names]


def skin(words: str, *bones: str, side: Side | None = None, body: str = "woman") -> Floats:
    """The skin that some bones move, of one side or of both."""
    person = person_of(words, body)
    chosen = person.posed.body.pull(*bones, side=letter(side) if side else "") > 0.6
    return person.points[chosen]


def bend(skeleton: Skeleton, one: str, middle: str, other: str) -> float:
    """How far three joints are from a straight line, in degrees."""
    a, b, c = (skeleton.joints[name] for name in (one, middle, other))
    return math.degrees(math.acos(min(1.0, dot(unit(b - a), unit(c - b)))))


# Positions


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("position", positions)
def test_every_position_is_possible_by_itself(position: str, body: str) -> None:
    assert problems_of(words_of(position), body) == []


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("position", positions)
def test_every_position_rests_on_the_floor_and_sinks_into_it_no_deeper_than_flesh_gives_way(
    position: str, body: str
) -> None:
    lowest = person_of(words_of(position), body).points[:, 1].min()
    # The shoulder that somebody lies on is pressed flat.
    deepest = 7.0 if "side" in position else 4.0
    assert -deepest < lowest < 1.5


@pytest.mark.parametrize("body", bodies)
def test_the_seat_carries_somebody_who_sits(body: str) -> None:
    lowest = skin(chair, "root", "pelvis", "upperleg01", body=body)[:, 1].min()
    assert seat_height - 4 < lowest < seat_height


def test_a_folded_towel_lifts_the_hips() -> None:
    floor, towel = (
        skeleton_of(f"sitting on the floor\nprops: [{props}]").joints["hips"][1]
        for props in ("mat", "mat, folded towel under the hips")
    )
    assert towel - floor == pytest.approx(4, abs=0.7)


def test_a_folded_towel_elsewhere_lifts_no_hips() -> None:
    floor, towel = (
        skeleton_of(f"lying\nprops: [{props}]").joints["hips"][1]
        for props in ("mat", "mat, folded towel under the right foot")
    )
    assert towel == floor


@pytest.mark.parametrize(
    ("position", "up_of_trunk", "ahead_of_trunk"),
    [
        ("standing", (0, 1, 0), (0, 0, 1)),
        ("sitting", (0, 1, 0), (0, 0, 1)),
        ("sitting on the floor", (0, 1, 0), (0, 0, 1)),
        ("kneeling", (0, 1, 0), (0, 0, 1)),
        ("lying", (0, 0, -1), (0, 1, 0)),
        ("lying on the front", (0, 0, 1), (0, -1, 0)),
        ("all-fours", (0, 0, 1), (0, -1, 0)),
        ("lying on the left side", (0, 0, 1), (-1, 0, 0)),
        ("lying on the right side", (0, 0, -1), (-1, 0, 0)),
    ],
)
def test_a_position_lays_the_trunk(
    position: str, up_of_trunk: tuple[int, ...], ahead_of_trunk: tuple[int, ...]
) -> None:
    chest = skeleton_of(words_of(position)).frames["chest"]
    assert chest[:, 1] @ up_of_trunk > 0.98
    assert chest[:, 2] @ ahead_of_trunk > 0.98


@pytest.mark.parametrize("side", sides)
def test_who_lies_on_a_side_has_that_side_down_and_the_legs_upon_each_other(side: Side) -> None:
    joints = skeleton_of(f"lying on the {side} side").joints
    other = "right" if side == "left" else "left"
    for name in ("shoulder", "hip", "knee", "ankle"):
        assert joints[f"{side} {name}"][1] < joints[f"{other} {name}"][1], name
    thick = joints[f"{other} knee"][1] - joints[f"{side} knee"][1]
    assert 8 < thick < 14


def test_the_trunk_angle_rolls_somebody_who_lies_on_the_side() -> None:
    ahead, level, back = (
        skeleton_of(f"lying on the left side\ntrunk: {roll}").frames["chest"][:, 2] @ up
        for roll in (30, 0, -30)
    )
    assert ahead < level - 0.3 < back - 0.6


def test_in_a_bridge_the_shoulders_are_down_and_the_hips_up_in_line_with_the_knees() -> None:
    skeleton = skeleton_of("bridge")
    joints = skeleton.joints
    assert joints["hips"][1] > 22
    assert joints["shoulders"][1] < 15
    assert bend(skeleton, "shoulders", "hips", "left knee") < 25
    assert heights(skeleton, "left", "heel", "ball") == pytest.approx([0, 0], abs=0.1)


def low(words: str, *bones: str, body: str = "woman") -> float:
    return float(np.percentile(skin(words, *bones, body=body)[:, 1], 1))


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("words", ["", "\nback: -18", "\nback: -10\ntrunk: -108", "\nback: 10"])
def test_in_a_bridge_shoulders_and_head_lie_down_whatever_the_back_does(
    words: str, body: str
) -> None:
    assert problems_of(f"bridge{words}", body) == []
    for bones in (("head",), ("clavicle", "spine")):
        assert -2.5 < low(f"bridge{words}", *bones, body=body) < 1.5, bones


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("words", ["lying", "lying\nknee: 5", "lying\nprops: [mat]"])
def test_the_head_of_somebody_on_the_back_lies_down(words: str, body: str) -> None:
    assert -2 < low(words, "head", body=body) < 0.7


def test_a_neck_that_is_written_and_a_head_that_is_lifted_stay_as_they_are() -> None:
    assert stance_of("lying\nneck: 10").trunk["neck"] == 10
    assert stance_of("lying\nback: 25").trunk["neck"] == 0


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("words", ["", "\nback: 42", "\nback: -18"])
def test_on_all_fours_the_arms_are_nearly_straight_by_themselves(words: str, body: str) -> None:
    assert problems_of(f"all-fours{words}", body) == []
    for arm in stance_of(f"all-fours{words}", body).arms:
        assert arm["elbow"] < 40


@pytest.mark.parametrize("position", ["kneeling", "all-fours"])
def test_who_kneels_has_the_thighs_upright_and_the_shins_on_the_floor(position: str) -> None:
    skeleton = skeleton_of(position)
    for side in sides:
        hip, knee, ankle = (skeleton.joints[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
        assert knee[[0, 2]] == pytest.approx(hip[[0, 2]], abs=1)
        assert abs(ankle[1] - knee[1]) < 6
        shin = skin(position, "lowerleg", side=side)
        assert -1 < shin[:, 1].min() < 2


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("place", ["", ", 24 ahead"])
@pytest.mark.parametrize("side", sides)
def test_who_kneels_on_one_knee_has_the_other_foot_flat_in_front(
    side: Side, place: str, body: str
) -> None:
    words = f'kneeling\nfeet: {{{side}: "flat{place}"}}'
    assert problems_of(words, body) == []
    joints, other = skeleton_of(words, body).joints, sides[side == "left"]
    assert joints[f"{side} heel"][1] == pytest.approx(joints[f"{side} ball"][1], abs=0.1)
    assert joints[f"{side} ankle"][2] > joints["hips"][2] + 20
    assert joints[f"{side} knee"][1] > 30
    assert joints[f"{other} knee"][1] < 7


@pytest.mark.parametrize("body", bodies)
def test_who_lies_face_down_has_knees_and_toes_on_the_floor(body: str) -> None:
    for bones in (("upperleg02", "lowerleg01"), ("toe",)):
        low = skin("lying on the front", *bones, body=body)[:, 1].min()
        assert -2 < low < 1.5, bones
    joints = skeleton_of("lying on the front", body).joints
    assert bend(skeleton_of("lying on the front", body), "left hip", "left knee", "left ankle") < 25
    assert joints["left toe"][2] < joints["left heel"][2] - 5


def test_a_knee_that_is_written_bends_the_leg_of_somebody_face_down() -> None:
    skeleton = skeleton_of("lying on the front\nknee: {left: 90}")
    assert bend(skeleton, "left hip", "left knee", "left ankle") == pytest.approx(90, abs=0.1)
    assert skeleton.joints["left ankle"][1] > 35


# Feet


@pytest.mark.parametrize(
    "words",
    [
        "standing",
        "standing\ntrunk: 20\nknee: {left: 0, right: 30}",
        'standing\nknee: {left: 0}\nfeet: {left: "flat, 33 behind", right: "flat, 14 ahead"}',
        'standing\nfeet: {left: "flat, 9 out", right: "flat, 3 in"}\nfoot turn: 12',
        f"{chair}\nknee: {{left: 70, right: 100}}",
        "lying",
        "lying\nknee: {left: 60, right: 120}",
        "sitting on the floor\nfeet: {both: flat}\nknee: 100",
    ],
)
@pytest.mark.parametrize("body", bodies)
def test_flat_soles_are_level_on_the_floor(words: str, body: str) -> None:
    for side in sides:
        assert heights(skeleton_of(words, body), side, "heel", "ball", "toe") == pytest.approx(
            [0, 0, 0], abs=0.3
        )
        lowest = skin(words, "foot", "toe", side=side, body=body)[:, 1].min()
        assert -0.6 < lowest < 0.4


def test_a_foot_rests_where_its_place_says_counted_from_the_hips() -> None:
    skeleton = skeleton_of('standing\nknee: {right: 40}\nfeet: {left: "flat, 25 behind, 6 out"}')
    hip, ankle = (skeleton.joints[f"left {name}"] for name in ("hip", "ankle"))
    assert ankle[2] == pytest.approx(-25, abs=0.1)
    assert ankle[0] - hip[0] == pytest.approx(6, abs=0.1)


def test_a_foot_is_as_high_as_its_place_says() -> None:
    skeleton = skeleton_of('standing\nknee: {left: 0}\nfeet: {right: "flat, 15 high, 20 ahead"}')
    assert heights(skeleton, "right", "heel", "ball") == pytest.approx([15, 15], abs=0.1)


@pytest.mark.parametrize("high", [prop_kinds["step"].lift, 20.0])
def test_who_stands_on_a_step_with_one_leg_is_as_much_higher(high: float) -> None:
    words = "standing\nhip: {left: 20}\nknee: {left: 30}"
    step = f"{words}\nprops: ['step under the right foot, {high:g} high']\ntouching: [right sole]"
    assert problems_of(step) == []
    assert heights(skeleton_of(step), "right", "heel", "ball") == pytest.approx([high] * 2, abs=0.1)
    risen = skeleton_of(step).joints["hips"] - skeleton_of(words).joints["hips"]
    assert risen == pytest.approx((0, high, 0), abs=0.1)


@pytest.mark.parametrize("thing", ["step", "stair"])
@pytest.mark.parametrize("side", sides)
def test_a_foot_is_put_up_while_the_other_stands_on_the_floor(side: Side, thing: str) -> None:
    words = f"standing\nprops: [{thing} under the {side} foot]\ntouching: [{side} sole]"
    assert problems_of(words) == []
    lift, skeleton = prop_kinds[thing].lift, skeleton_of(words)
    other = sides[1 - sides.index(side)]
    assert heights(skeleton, side, "heel", "ball") == pytest.approx([lift] * 2, abs=0.1)
    assert heights(skeleton, other, "heel", "ball") == pytest.approx([0] * 2, abs=0.1)


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize(
    ("words", "highs"),
    [
        ("trunk: 15\nprops: ['stair under the right foot, 34 high']", (0, 34)),
        ("props: [stair under the left foot]\nfeet: {right: 'flat, 34 high'}", (17, 34)),
        ("props: ['stair under the left foot, 34 high']\nfeet: {right: 'flat, 51 high'}", (34, 51)),
        ("props: ['stair, 7 behind']\nfeet: {both: 'flat, 17 high'}", (17, 17)),
    ],
)
def test_each_foot_is_on_its_own_step_of_a_stair(
    words: str, highs: tuple[float, float], body: str
) -> None:
    words = f"standing\n{words}"
    assert problems_of(words, body) == []
    skeleton = skeleton_of(words, body)
    found = [float(skeleton.joints[f"{side} heel"][1]) for side in sides]
    assert found == pytest.approx(highs, abs=0.1)


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("lift", [-15, 0, 40])
def test_a_heel_sinks_or_rises_behind_the_edge_of_a_stair(lift: int, body: str) -> None:
    words = f"standing\nprops: [stair under the balls of the feet]\nankle: {-lift}\n"
    words += "feet: on tiptoe"
    assert problems_of(words, body) == []
    pose = pose_of(words)
    edge = flight_ahead(load_body(body), pose, pose.props[0])
    joints = skeleton_of(words, body).joints
    assert joints["left ball"][2] - edge == pytest.approx(past_edge, abs=0.5)
    assert joints["left heel"][2] < edge


def test_the_leg_with_a_knee_angle_carries_and_the_other_bends() -> None:
    skeleton = skeleton_of('standing\nknee: {right: 0}\nfeet: {left: "flat, 20 ahead"}')
    assert bend(skeleton, "right hip", "right knee", "right ankle") < 0.1
    assert heights(skeleton, "right", "heel") == pytest.approx([0], abs=0.1)


@pytest.mark.parametrize("lift", [30, tiptoe])
def test_on_tiptoe_the_heel_is_up_and_the_toes_lie_flat(lift: float) -> None:
    given = "" if lift == tiptoe else f"\nankle: {-lift:g}"
    words = f"standing\nfeet: {{both: on tiptoe}}{given}"
    sizes = measure(load_body("woman"))
    for side in sides:
        heel, ball, toe = heights(skeleton_of(words), side, "heel", "ball", "toe")
        assert ball == pytest.approx(toe, abs=0.1)
        rise = (sizes.heel_back + sizes.ball_ahead) * math.sin(math.radians(lift))
        assert heel - ball == pytest.approx(rise, abs=0.1)
        assert -0.2 < skin(words, "toe", side=side)[:, 1].min() < 0.6


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("side", sides)
def test_a_lifted_arch_leaves_heel_ball_and_toes_down(side: Side, body: str) -> None:
    relaxed, lifted = (
        person_of(f"{chair}\narch: {{{side}: {arch}}}", body) for arch in ("relaxed", "lifted")
    )
    joints = relaxed.skeleton.joints
    heel, ball = joints[f"{side} heel"], joints[f"{side} ball"]
    rise = (lifted.points - relaxed.points)[:, 1]
    along = (relaxed.points - heel) @ unit(ball - heel) / math.dist(ball, heel)
    low = relaxed.points[:, 1] < 3
    assert 1.2 < rise.max() < 2
    assert (along[rise > 1] > 0.3).all()
    assert (along[rise > 1] < 0.85).all()
    assert rise[low & ((along < 0.15) | (along > 0.95))].max() < 0.25
    other = "right" if side == "left" else "left"
    assert rise[lifted.posed.body.pull("foot", side=letter(other)) > 0].max() == 0


@pytest.mark.parametrize("high", [0, 5])
def test_on_the_heel_a_long_leg_lies_with_its_heel_down(high: float) -> None:
    words = (
        f'sitting on the floor\nfeet: {{right: "on the heel, {high} high"}}\nknee: {{left: 100}}'
    )
    skeleton = skeleton_of(words)
    heel, toe = heights(skeleton, "right", "heel", "toe")
    assert heel == pytest.approx(high, abs=0.1)
    assert toe > high + 12
    assert bend(skeleton, "right hip", "right knee", "right ankle") < 5


@pytest.mark.parametrize("side", sides)
@pytest.mark.parametrize("body", bodies)
def test_an_ankle_on_the_other_thigh_lies_upon_it_before_the_knee(side: Side, body: str) -> None:
    other: Side = "right" if side == "left" else "left"
    words = f"{chair}\nfeet: {{{side}: on the other thigh}}"
    joints = skeleton_of(words, body).joints
    hip, knee, ankle = joints[f"{other} hip"], joints[f"{other} knee"], joints[f"{side} ankle"]
    thigh = knee - hip
    along = dot(ankle - hip, thigh) / dot(thigh, thigh)
    assert 0.55 < along < 0.85
    assert 8 < math.sqrt(((ankle - hip - thigh * along) ** 2).sum()) < 16
    outwards = 1 if side == "left" else -1
    assert (joints[f"{side} knee"][0] - joints[f"{side} hip"][0]) * outwards > 8
    # The skin of the two legs meets, and doesn't go far through.
    below = skin(words, "upperleg", side=other, body=body)[::4]
    upon = skin(words, "lowerleg02", "foot", side=side, body=body)[::4]
    gap = math.sqrt(((below[:, None] - upon[None]) ** 2).sum(2).min())
    assert gap < 2.5


@pytest.mark.parametrize("side", sides)
def test_a_sole_against_the_other_leg_lies_at_the_thigh_with_the_knee_out_on_the_floor(
    side: Side,
) -> None:
    other: Side = "right" if side == "left" else "left"
    words = f"sitting on the floor\nfeet: {{{side}: against the other leg}}"
    joints = skeleton_of(words).joints
    outwards = 1 if side == "left" else -1
    hip, knee = joints[f"{other} hip"], joints[f"{other} knee"]
    assert joints[f"{side} knee"][0] * outwards > 35
    assert joints[f"{side} knee"][1] < 20
    ball = joints[f"{side} ball"]
    assert 0.4 < (ball[2] - hip[2]) / (knee[2] - hip[2]) < 1.25
    assert abs(ball[0] - hip[0]) < 14
    assert skin(words, "foot", "toe", side=side)[:, 1].min() > -3


@pytest.mark.parametrize("position", ["kneeling", "all-fours"])
def test_top_down_the_toes_of_somebody_who_kneels_point_back(position: str) -> None:
    joints = skeleton_of(position).joints
    for side in sides:
        assert joints[f"{side} toe"][2] < joints[f"{side} ankle"][2] - 8
        assert joints[f"{side} ball"][1] < joints[f"{side} heel"][1]
        assert -2 < skin(position, "foot", "toe", side=side)[:, 1].min() < 3


def test_a_free_leg_is_as_its_angles_say() -> None:
    leg = stance_of("lying\nhip: {right: 80}\nknee: {right: 12}\nankle: {right: 9}").legs[1]
    assert (leg["hip"], leg["knee"], leg["ankle"]) == (80, 12, 9)


def test_a_hip_and_a_knee_that_are_written_are_kept_and_flat_levels_the_sole() -> None:
    words = "sitting\nprops: [chair]\nhip: {left: 80}\nknee: {left: 80}\nfeet: {left: flat}"
    leg = stance_of(words).legs[0]
    assert (leg["hip"], leg["knee"]) == (80, 80)
    heel, ball = heights(skeleton_of(words), "left", "heel", "ball")
    assert heel == pytest.approx(ball, abs=0.05)
