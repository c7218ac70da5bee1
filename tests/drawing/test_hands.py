"""Hands lie on what they rest on and close round what they hold, and go into neither."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from figures.body.mesh import load_body
from figures.geometry.surface import normals
from figures.geometry.vectors import Floats, dot, place, up
from figures.stance.hands import Obstacle, depth, last_free, tops
from figures.stance.skeleton import Person, letter
from figures.words.terms import Side
from tests.drawing.library import person_of, problems_of, skeleton_of, stance_of

bodies = ("woman", "man")
chair = "sitting\nprops: [chair]"
crossed = f"{chair}\ntrunk: 5\nfeet: {{right: on the other thigh}}"
bowed = f"{chair}\ntrunk: 20\nback: 15\nfeet: {{right: on the other thigh}}"
lifted = f"{chair}\ntrunk: 25\nback: 25\nhip: {{left: 130}}\nknee: {{left: 120}}"


def hand(person: Person, side: Side) -> Floats:
    body = person.posed.body
    return person.points[body.pull("wrist", "metacarpal", "finger", side=letter(side)) > 0.6]


planes = {
    "wall": (
        'standing\nprops: ["wall, 50 ahead"]\nhands: {both: "on the wall, 126 high"}',
        (0, 0, 1),
        50,
    ),
    "worktop": (
        'standing\nprops: [worktop]\nhands: {both: "on the worktop, 18 ahead"}',
        (0, -1, 0),
        -tops["worktop"],
    ),
    "counter": (
        'standing\nprops: [counter]\ntrunk: 6\nhands: {both: "on the counter, 22 ahead"}',
        (0, -1, 0),
        -tops["counter"],
    ),
    "floor": ("all-fours", (0, -1, 0), 0),
    "floor behind": (
        'sitting on the floor\ntrunk: -32\nhands: {both: "on the floor, 30 behind, 6 out"}',
        (0, -1, 0),
        0,
    ),
    "seat": (
        f'{chair}\ntrunk: -32\nhands: {{both: "on the seat, 26 behind"}}',
        (0, -1, 0),
        -tops["seat"],
    ),
    "step": (
        "kneeling\ntrunk: 60\nprops: [step under the left foot]\n"
        'hands: {both: "on the step, 40 ahead"}',
        (0, -1, 0),
        -tops["step"],
    ),
    "turned chair": (
        "kneeling\ntrunk: 42\nprops: [turned chair]\nhands: {both: on the seat}",
        (0, -1, 0),
        -tops["seat"],
    ),
    "chair back": (
        'standing\nprops: ["chair, 45 ahead"]\ntrunk: 25\nhands: {both: on the chair back}',
        (0, -1, 0),
        -tops["chair back"],
    ),
}


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("thing", planes)
def test_a_palm_touches_what_it_lies_on_and_does_not_go_through(thing: str, body: str) -> None:
    words, way, at = planes[thing]
    assert problems_of(words, body) == []
    for side in ("left", "right"):
        deepest = (hand(person_of(words, body), side) @ way).max() - at
        if thing == "chair back":  # its edge is in the palm, and the fingers go down behind it
            continue
        assert -1 < deepest < 0.7, side
        palm = skeleton_of(words, body).frames[f"{side} hand"][:, 2]
        assert palm @ way > 0.99


def test_fingers_on_a_wall_point_up_and_on_a_worktop_ahead() -> None:
    for thing, way in (
        ("wall", up),
        ("worktop", place(0, 0, 1)),
        ("counter", place(0, 0, 1)),
    ):
        fingers = -skeleton_of(planes[thing][0]).frames["left hand"][:, 1]
        assert dot(fingers, way) > 0.99


def test_hands_on_a_turned_chair_are_past_the_edge_of_its_seat() -> None:
    words = 'kneeling\ntrunk: 42\nprops: ["turned chair, 68 ahead"]\nhands: {both: %s the seat}'
    for how in ("on", "holding"):
        joints = skeleton_of(words % how).joints
        ahead = joints["left wrist"][2] - joints["hips"][2]
        assert ahead == pytest.approx(68 - 12, abs=0.1), how


def test_the_height_on_a_wall_is_that_of_the_wrist() -> None:
    joints = skeleton_of(planes["wall"][0]).joints
    assert joints["left wrist"][1] == pytest.approx(126, abs=0.1)


def test_on_all_fours_the_hands_are_below_the_shoulders() -> None:
    joints = skeleton_of("all-fours").joints
    for side in ("left", "right"):
        assert abs(joints[f"{side} wrist"][2] - joints[f"{side} shoulder"][2]) < 5


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("ahead", [20, 30, 40, 50])
def test_who_stands_upright_behind_a_chair_reaches_its_back_rest_with_bent_elbows(
    ahead: int, body: str
) -> None:
    words = f'standing\nprops: ["chair, {ahead} ahead"]\nhands: {{both: on the chair back}}'
    assert problems_of(words, body) == []
    for arm in stance_of(words, body).arms:
        assert arm["elbow"] > 15


@pytest.mark.parametrize("roll", [-10, 0, 10, 20])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_upper_hand_of_somebody_on_the_side_lies_on_the_floor_in_front(
    side: str, roll: int
) -> None:
    words = f"lying on the {side} side\ntrunk: {roll}"
    assert problems_of(words) == []
    upper: Side = "right" if side == "left" else "left"
    skin = hand(person_of(words), upper)
    assert -1 < skin[:, 1].min() < 0.7
    assert skeleton_of(words).frames[f"{upper} hand"][:, 2] @ up < -0.99


def test_an_upper_arm_whose_angles_are_written_is_as_they_say() -> None:
    arm = stance_of("lying on the left side\nshoulder: {right: 20}").arms[1]
    assert arm["shoulder"] == 20


# What a hand closes round: the pose, the bones of what is held and their side

Held = tuple[str, tuple[str, ...], str]
leg = ("upperleg", "lowerleg")
foot = ("foot", "toe", "lowerleg02")
held: dict[str, Held] = {
    "on the left thigh": (chair, leg, "L"),
    "on the left knee": (f"{chair}\ntrunk: 20", leg, "L"),
    "holding the left knee": (f"{chair}\ntrunk: 20", leg, "L"),
    "behind the left thigh": ("lying\nhip: {left: 115}\nknee: {left: 100}", leg, "L"),
    "behind the left knee": (lifted, leg, "L"),
    "behind the left calf": (lifted.replace("120", "80"), leg, "L"),
    "holding the left shin": (lifted, leg, "L"),
    "holding the right ankle": (crossed, foot, "R"),
    "holding the right heel": (crossed, foot, "R"),
    "holding the right foot": (crossed, foot, "R"),
    "holding the right toes": (bowed, ("foot", "toe"), "R"),
    "holding the right big toe": (bowed, ("foot", "toe"), "R"),
    "on the hip": ("standing", ("root", "spine", "pelvis", "upperleg"), ""),
    "on the chest": ("standing", ("spine",), ""),
    "on the head": ("standing", ("head",), ""),
    "behind the head": ("standing", ("head",), ""),
}
deepest = 0.7  # centimetres that flesh gives way


def obstacle(person: Person, bones: tuple[str, ...], side: str) -> Obstacle:
    """The skin of what is held; cloth lies up to 1.2 cm above it."""
    body = person.posed.body
    chosen = np.flatnonzero(body.pull(*bones, side=side) > 0.5)
    return Obstacle(person.points[chosen], normals(person.points, body.quads)[chosen], 0)


def posed_hand(words: str) -> str:
    return f"{held[words][0]}\nhands: {{left: {words}}}"


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("words", held)
def test_a_hand_touches_what_it_holds_and_does_not_go_into_it(words: str, body: str) -> None:
    pose = posed_hand(words)
    assert problems_of(pose, body) == []
    person = person_of(pose, body)
    around = obstacle(person, *held[words][1:])
    skin = hand(person, "left")
    ways = skin[:, None] - around.points[None]
    gap = math.sqrt(float((ways * ways).sum(2).min()))
    assert gap < stance_of(pose, body).hands[0].above + 0.8
    assert depth(skin, around, 7) < deepest


def test_fingers_of_a_hanging_hand_lie_together() -> None:
    person = person_of("standing")
    pulls = [person.posed.body.pull(f"finger{digit}", side="L") for digit in range(2, 6)]
    for one, other in itertools.pairwise(person.points[pull > 0.9] for pull in pulls):
        ways = one[:, None] - other[None]
        assert (ways * ways).sum(2).min() < 0.7**2


def test_both_hands_reach_round_a_thigh_that_is_drawn_up_and_show_their_fingers() -> None:
    words = (
        "lying\nhip: {right: 98}\nknee: {right: 20}\nhands: "
        "{left: 'behind the right thigh, 2 ahead', right: 'behind the right thigh, 5 ahead'}"
    )
    assert problems_of(words) == []
    for hand in stance_of(words).hands:
        assert hand.fingers.min() > 5
    person = person_of(words)
    thigh = person.skeleton.frames["right thigh"]
    for side in ("left", "right"):
        wrist, palm = (person.skeleton.joints[f"{side} {name}"] for name in ("wrist", "palm"))
        # From the front of the thigh round its side: whoever looks from there sees the fingers.
        assert dot(palm - wrist, thigh[:, 2]) < -5


def test_fingers_close_round_a_thin_part_further_than_on_a_flat_one() -> None:
    def bends(words: str) -> Floats:
        return stance_of(posed_hand(words)).hands[0].fingers[:, 0]

    assert bends("on the chest").max() < 25
    assert bends("holding the left shin").min() > bends("on the chest").max()
    assert bends("behind the left thigh").min() > 5


@pytest.mark.parametrize("body", bodies)
@pytest.mark.parametrize("side", ["left", "right"])
def test_fingers_that_bend_the_toes_lie_under_them_with_the_thumb_above(
    side: Side, body: str
) -> None:
    words = f"{bowed}\ntoes: {{right: 60}}\nhands: {{{side}: holding the right toes}}"
    person = person_of(words, body)
    middle, turn = person.skeleton.joints["right toe"], person.skeleton.frames["right toes"]
    pull = person.posed.body.pull

    def over(*bones: str, side: Side = side) -> Floats:
        chosen = pull(*bones, side=side[0].upper()) > 0.9
        return (person.points[chosen] - middle) @ turn[:, 1]

    toes = over("toe", side="right")
    assert over("finger3-3", "finger4-3", "finger5-3").mean() < toes.mean()
    assert over("finger1-3").mean() > toes.mean()


def test_a_fist_holds_a_strap_with_all_fingers() -> None:
    words = "lying\nhip: {right: 70}\nprops: [strap round the right foot]\n"
    stance = stance_of(words + "hands: {both: holding the strap}")
    assert stance.hands[0].fingers.min() > 40
    assert stance_of("standing").hands[0].fingers.max() < 30


@pytest.mark.parametrize("bend", [30, 60])
def test_the_elbow_of_a_hand_that_pulls_a_strap_bends_as_written(bend: int) -> None:
    words = (
        "lying\nhip: {right: 70}\nknee: {right: 5}\nprops: [strap round the right foot]\n"
        f'hands: {{both: "holding the strap, elbow {bend}"}}'
    )
    # The shoulder goes along with the arm, which takes a little of it.
    assert stance_of(words).arms[0]["elbow"] == pytest.approx(bend, abs=22)


def test_hands_that_pull_a_strap_lie_between_the_shoulders_and_the_foot() -> None:
    words = (
        "lying\nhip: {right: 70}\nknee: {right: 5}\nprops: [strap round the right foot]\n"
        'hands: {left: "holding the strap, elbow 20", right: "holding the strap, elbow 60"}'
    )
    joints = skeleton_of(words).joints
    shoulders, ball = joints["shoulders"], joints["right ball"]
    shares = [
        dot(joints[f"{side} wrist"] - shoulders, ball - shoulders)
        / dot(ball - shoulders, ball - shoulders)
        for side in ("left", "right")
    ]
    assert 0.2 < shares[1] < shares[0] < 0.8


def test_a_hand_in_the_other_meets_it() -> None:
    joints = skeleton_of("standing\nelbow: 80\nhands: {left: holding the other hand}").joints
    way = joints["left palm"] - joints["right palm"]
    assert math.sqrt(dot(way, way)) < 9


def test_an_obstacle_says_how_deep_a_point_is() -> None:
    wall = Obstacle(place(0, 0, 0)[None], place(0, 0, 1)[None], 0)
    assert depth(np.array([(0, 0, 0.5)]), wall) == -0.5
    assert depth(np.array([(0, 0, -0.5), (0, 0, 2)]), wall) == 0.5
    assert depth(np.array([(0, 9, 0.0)]), wall) == -2.5


@pytest.mark.parametrize("end", [5.0, -5.0])
def test_the_last_free_place_is_found_by_halving(end: float) -> None:
    found = last_free(lambda at: abs(at) <= 3.3, 0, end, 5)
    assert 3.1 < abs(found) <= 3.3
    assert found * end > 0
    assert last_free(lambda at: True, 0, end, 5) == pytest.approx(end)


def test_a_mesh_is_asked_once_for_what_never_changes() -> None:
    assert load_body("woman") is load_body("woman")
