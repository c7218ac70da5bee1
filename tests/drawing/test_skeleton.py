"""Joint angles -> joints, and back by reaching; what each angle of the words does."""

from __future__ import annotations

import functools
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.body.mesh import load_body
from figures.geometry.vectors import Floats, about, left, place, upright
from figures.stance.skeleton import (
    Angles,
    Hand,
    Person,
    Stance,
    hang_arm,
    hang_leg,
    letter,
    measure,
    place_bones,
    reach,
    sign,
)
from figures.words.terms import Side, limb_angles, ranges, sides, trunk_angles
from tests.drawing.library import person_of, skeleton_of

woman = load_body("woman")
sizes = measure(woman)
hip = place(0, sum(sizes.limbs["hip"]) + sizes.ankle_height, 0)
root = place(0, 0, 0)
bends = st.floats(-20, 120)
outs = st.floats(-20, 50)
turns = st.floats(-40, 60)
middles = st.floats(5, 130)
either = st.sampled_from(sides)
base = "standing\nfeet: {both: free}"
arms_down = "\nshoulder: 0\nshoulder out: 0\nshoulder turn: 0\nelbow: 0"


def between(one: Floats, other: Floats) -> float:
    return float(np.sqrt(((one - other) ** 2).sum()))


def limb(**angles: float) -> Angles:
    """The angles of a limb; those that aren't given are 0."""
    return dict.fromkeys(limb_angles, 0.0) | {
        word.replace("_", " "): value for word, value in angles.items()
    }


def stand(**angles: float) -> Stance:
    open_hand, trunk = Hand(np.zeros((4, 3)), (0, 0)), dict.fromkeys(trunk_angles, 0.0)
    limbs = (limb(), limb())
    return Stance(hip, trunk | angles, limbs, limbs, (open_hand, open_hand), upright)


@pytest.mark.parametrize("name", ["woman", "man"])
def test_a_person_who_stands_straight_stands_on_the_floor_170_cm_tall(name: str) -> None:
    joints = skeleton_of("standing\nknee: 0", name).joints
    for side in sides:
        soles = [float(joints[f"{side} {part}"][1]) for part in ("heel", "ball", "toe")]
        assert soles == pytest.approx([0, 0, 0], abs=1e-6)
    skin = person_of("standing\nknee: 0", name).points
    assert skin[:, 1].min() == pytest.approx(0, abs=0.2)
    # The mesh at rest stands with its knees a little bent; straight ones make it taller.
    assert 168 < skin[:, 1].max() < 173


@given(bends, outs, turns, st.floats(0, 140), either)
def test_bones_keep_their_length_whatever_the_angles(
    bend: float, out: float, turn: float, middle: float, side: Side
) -> None:
    bent = limb(hip=bend, hip_out=out, hip_turn=turn, knee=middle, ankle=-20, foot_turn=9)
    raised = limb(shoulder=bend, shoulder_out=out, shoulder_turn=turn, elbow=middle)
    leg = hang_leg(woman, hip, upright, side, {**bent, "foot roll": 12, "toes": 30})
    arm = hang_arm(woman, hip, upright, side, raised)
    for bones, kind in ((leg, "hip"), (arm, "shoulder")):
        joints = list(bones.joints.values())
        for index, long in enumerate(sizes.limbs[kind]):
            assert between(joints[index + 1], joints[index]) == pytest.approx(long)
    heel, ball, tip = list(leg.joints.values())[3:]
    assert between(heel, ball) == pytest.approx(sizes.heel_back + sizes.ball_ahead)
    assert between(ball, tip) == pytest.approx(sizes.toe_long)
    for turned in (*leg.frames.values(), *arm.frames.values()):
        assert turned @ turned.T == pytest.approx(np.eye(3), abs=1e-9)


contorted = (
    "standing\ntrunk: 30\nback: 20\ntwist: 25\nside bend: 12\npelvis tilt: 10\nneck: 10\n"
    "hip: {left: 70, right: -10}\nhip out: 20\nhip turn: 20\nknee: {left: 80, right: 20}\n"
    "ankle: 12\nfoot turn: 10\nfoot roll: 12\nshoulder: {left: 120, right: 30}\n"
    "shoulder out: 40\nelbow: 60\nforearm turn: 40\nwrist: 20"
)


@pytest.mark.parametrize("name", ["woman", "man"])
def test_the_bones_of_the_mesh_are_where_the_joints_are(name: str) -> None:
    person = person_of(contorted, name)
    bones = {"hip": "upperleg01", "knee": "lowerleg01", "ankle": "foot"}
    bones |= {"shoulder": "upperarm01", "elbow": "lowerarm01", "wrist": "wrist"}
    for side in sides:
        for joint, bone in bones.items():
            at = person.posed.places[person.posed.body.number(f"{bone}.{letter(side)}")]
            # A little off where half the turn of a limb is left to its root.
            assert between(at, person.skeleton.joints[f"{side} {joint}"]) < 1, (side, joint)


def test_nothing_of_the_mesh_is_stretched() -> None:
    posed = person_of(contorted).posed
    parents = posed.body.parents
    for number, parent in enumerate(parents):
        if parent >= 0:
            rest = between(posed.body.heads[number], posed.body.heads[parent])
            assert between(posed.places[number], posed.places[parent]) == pytest.approx(rest)


# What each angle of the words does: a number that grows with it. Those of limbs are counted
# outwards, so that they are the same on both sides.

Measure = Callable[[Person, Side], float]


def joint(name: str, axis: int) -> Measure:
    def at(person: Person, side: Side) -> float:
        joints = person.skeleton.joints
        place = joints[name if name in joints else f"{side} {name}"]
        return float(place[axis]) * (sign(side) if axis == 0 and name not in joints else 1)

    return at


def points(name: str, column: int, axis: int) -> Measure:
    """Where left, up or ahead of a frame points: to the left (of a limb outwards), up or ahead."""

    def at(person: Person, side: Side) -> float:
        frames = person.skeleton.frames
        turned = frames[name if name in frames else f"{side} {name}"]
        return float(turned[axis, column]) * (sign(side) if axis == 0 and name not in frames else 1)

    return at


def tip(bone: str) -> Measure:
    """How high the tip of a toe is over the ball of the foot."""

    def at(person: Person, side: Side) -> float:
        body, full = person.posed.body, f"{bone}.{letter(side)}"
        ball = person.skeleton.joints[f"{side} ball"]
        return float((person.posed.where(full, body.tail(full)) - ball)[1])

    return at


def fan(person: Person, side: Side) -> float:
    body = person.posed.body
    ends = [f"{bone}.{letter(side)}" for bone in ("toe1-2", "toe5-3")]
    one, other = (person.posed.where(bone, body.tail(bone)) for bone in ends)
    return between(one, other)


def less(measure: Measure) -> Measure:
    return lambda person, side: -measure(person, side)


X, Y, Z = range(3)
effects: dict[str, tuple[Measure, str]] = {
    "trunk": (joint("head", Z), ""),
    "back": (joint("head", Z), ""),
    "side bend": (joint("head", X), ""),
    "twist": (points("chest", Z, X), ""),
    "pelvis tilt": (points("pelvis", Y, Z), ""),
    "neck": (less(points("head", Z, Y)), ""),
    "neck turn": (points("head", Z, X), ""),
    "neck bend": (points("head", Y, X), ""),
    "neck glide": (joint("head", Z), ""),
    "hip": (joint("knee", Z), ""),
    "hip out": (joint("knee", X), ""),
    "hip turn": (points("thigh", Z, X), ""),
    "knee": (less(joint("ankle", Z)), ""),
    "ankle": (joint("toe", Y), "\nhip: 40"),
    "foot turn": (joint("toe", X), ""),
    "foot roll": (points("foot", Y, X), ""),
    "toes": (joint("toe", Y), ""),
    "big toe": (tip("toe1-2"), ""),
    "toe curl": (less(tip("toe3-3")), ""),
    "toe spread": (fan, ""),
    "shoulder": (joint("elbow", Z), ""),
    "shoulder out": (joint("elbow", X), ""),
    "shoulder turn": (joint("wrist", X), "\nelbow: 90"),
    "elbow": (joint("wrist", Z), ""),
    "forearm turn": (less(points("hand", Z, Z)), ""),
    "wrist": (less(points("hand", Y, X)), ""),
}


@functools.cache
def effect(word: str, value: float) -> tuple[float, float]:
    """What an angle makes of its measure, on the left and on the right."""
    measure, more = effects[word]
    words = dict(line.split(": ", 1) for line in arms_down.strip().splitlines())
    words |= dict(line.split(": ") for line in more.strip().splitlines()) | {word: f"{value:g}"}
    fields = "\n".join(f"{name}: {given}" for name, given in words.items())
    person = person_of(f"{base}\n{fields}")
    return measure(person, "left"), measure(person, "right")


def test_every_angle_is_measured() -> None:
    assert set(effects) == set(ranges) == {*trunk_angles, *limb_angles}


@pytest.mark.parametrize("word", ranges)
def test_an_angle_turns_its_joint_the_way_the_docs_say_on_both_sides(word: str) -> None:
    least, most = ranges[word]
    values = [value for value in (max(least, -30), 0, min(most, 30)) if least <= value <= most]
    for low, high in pairwise(values):
        if low == high:
            continue
        gain = 0.9 if word in ("toe spread", "big toe", "toe curl") else 0.05
        for side in (0, 1):
            assert effect(word, high)[side] > effect(word, low)[side] + gain, (low, high)


@pytest.mark.parametrize("word", limb_angles)
def test_an_angle_of_one_side_leaves_the_other_as_it_is(word: str) -> None:
    most = min(ranges[word][1], 30)
    bent = person_of(f"{base}\n{word}: {{left: {most:g}}}").points
    still = person_of(base).points
    right = woman.pull("foot", "toe", "lowerleg", "lowerarm", "wrist", "finger", side="R") > 0.99
    moved = np.abs(bent - still).max(1)
    # Whoever stands is as high as the first leg; that moves all of the body up or down alike.
    shift = bent[right][0] - still[right][0]
    assert np.abs(bent[right] - still[right] - shift).max() < 1e-4
    assert shift[[0, 2]] == pytest.approx((0, 0), abs=1e-4)
    assert moved.max() > 0.2


def test_a_measured_angle_is_the_written_one() -> None:
    skeleton = skeleton_of(f"{base}\nhip: {{left: 90}}\nknee: {{left: 90}}\nelbow: 0")
    thigh = skeleton.joints["left knee"] - skeleton.joints["left hip"]
    assert thigh == pytest.approx((0, 0, sizes.limbs["hip"][0]), abs=1e-6)
    shank = skeleton.joints["left ankle"] - skeleton.joints["left knee"]
    assert shank == pytest.approx((0, -sizes.limbs["hip"][1], 0), abs=1e-6)


def test_a_tilting_pelvis_leaves_the_legs_where_they_are() -> None:
    still, tilted = (person_of(f"standing\npelvis tilt: {tilt}") for tilt in (0, -15))
    for name in ("hip", "knee", "ankle", "heel", "ball", "toe"):
        for side in sides:
            at = still.skeleton.joints[f"{side} {name}"]
            assert tilted.skeleton.joints[f"{side} {name}"] == pytest.approx(at, abs=1e-6), name
    legs = woman.pull("lowerleg", "foot", "toe") > 0.99
    root = woman.number("root")
    assert tilted.points[legs] == pytest.approx(still.points[legs], abs=0.02)
    assert between(*(each.posed.turns[root] for each in (tilted, still))) > 0.2


def test_a_gliding_head_stays_level() -> None:
    still, ahead = (skeleton_of(f"standing\nneck glide: {glide}") for glide in (0, 4))
    assert ahead.joints["head"][2] - still.joints["head"][2] == pytest.approx(4, abs=0.6)
    assert ahead.frames["head"] == pytest.approx(still.frames["head"])


def test_a_rounded_back_brings_the_head_forwards_and_down() -> None:
    tall, rounded = (place_bones(woman, stand(back=back)).joints["head"] for back in (0, 50))
    assert rounded[2] > tall[2] + 15
    assert rounded[1] < tall[1] - 5


# Mirrored


def flipped(pose: str) -> str:
    """The words of a pose turned round, left for right."""
    lines = []
    for line in pose.splitlines():
        word, _, rest = line.partition(": ")
        if word in ("side bend", "twist", "neck turn", "neck bend"):
            line = f"{word}: {-float(rest):g}"
        lines.append(line.replace("left", "?").replace("right", "left").replace("?", "right"))
    return "\n".join(lines)


asymmetric = (
    "standing\ntrunk: 10\nback: 15\ntwist: 25\nside bend: 12\nneck turn: 30\nneck bend: -9\n"
    "hip: {left: 70, right: -10}\nhip out: {left: 25}\nhip turn: {right: 20}\n"
    "knee: {right: 20}\nankle: {left: 12}\nfoot turn: {left: 10}\nfoot roll: {left: 12}\n"
    "toes: {right: 30}\nbig toe: {left: 40}\ntoe curl: {left: 10}\ntoe spread: {right: 9}\n"
    "shoulder: {left: 120, right: 30}\nshoulder out: {left: 40}\nshoulder turn: {right: 30}\n"
    "elbow: {left: 60}\nforearm turn: {right: 40}\nwrist: {left: 20}"
)
lying = "\nknee: {left: 100, right: 4}\nfeet: {right: free}\nhip: {right: 70}"
mirrored = {
    "standing": asymmetric,
    "wall": 'standing\nprops: ["wall, 50 ahead"]\nknee: {right: 20}\n'
    'feet: {left: "flat, 25 behind"}\n'
    'hands: {left: "on the wall, 124 high", right: "on the wall, 130 high"}',
    "crossed": "sitting\nprops: [chair]\nfeet: {right: on the other thigh}\n"
    "hands: {left: holding the right toes, right: holding the right heel}",
    "strap": f"lying{lying}\nprops: [strap round the right foot]\n"
    'hands: {left: "holding the strap, elbow 60", right: "holding the strap, elbow 30"}',
    "side": "lying on the left side\nhip: {right: 40}\nknee: {left: 20, right: 60}",
    "folded": "sitting on the floor\nfeet: {left: against the other leg}",
}


def other_side(name: str) -> str:
    return flipped(name) if name.startswith(sides) else name


@pytest.mark.parametrize("name", mirrored)
def test_the_mirrored_pose_gives_the_mirrored_body(name: str) -> None:
    words = mirrored[name]
    one, other = skeleton_of(words), skeleton_of(flipped(words))
    # Who lies on the right side has the head ahead, who lies on the left has it behind.
    across = (1, 1, -1) if name == "side" else (-1, 1, 1)
    # Of what a hand closes round, it meets another choice of points on the other side.
    near = 0.7 if "holding" in words else 1e-4
    for each, at in one.joints.items():
        assert between(other.joints[other_side(each)], at * across) < near, each


# Back from joints to angles


@given(bends, outs, turns, middles, either)
def test_reaching_for_where_a_leg_is_gives_its_angles_back(
    bend: float, out: float, turn: float, middle: float, side: Side
) -> None:
    trunk, leg = about(left, 25), limb(hip=bend, hip_out=out, hip_turn=turn, knee=middle)
    _, knee, ankle, *_ = hang_leg(woman, root, trunk, side, leg).joints.values()
    found = reach(woman, "hip", trunk, side, root, ankle, knee)
    assert {**leg, **found} == pytest.approx(leg, abs=1e-4)


@given(bends, outs, turns, middles, either)
def test_reaching_for_where_an_arm_is_gives_its_angles_back(
    bend: float, out: float, turn: float, middle: float, side: Side
) -> None:
    chest = about(left, -70)
    arm = limb(shoulder=bend, shoulder_out=out, shoulder_turn=turn, elbow=middle)
    _, elbow, wrist = hang_arm(woman, root, chest, side, arm).joints.values()
    found = reach(woman, "shoulder", chest, side, root, wrist, elbow)
    assert {**arm, **found} == pytest.approx(arm, abs=1e-4)


def test_a_goal_too_far_away_straightens_the_limb_towards_it() -> None:
    found = reach(woman, "shoulder", upright, "left", root, place(0, 0, 200), place(0, -1, 0))
    assert found["elbow"] == 0
    wrist = hang_arm(woman, root, upright, "left", {**limb(), **found}).joints["wrist"]
    assert wrist == pytest.approx((0, 0, sum(sizes.limbs["shoulder"])), abs=1e-6)
