"""Joint angles -> joints, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.body.skeleton import (
    Arm,
    Leg,
    Stance,
    ankle_height,
    foot_length,
    forearm,
    hang_arm,
    hang_leg,
    place_bones,
    reach,
    shank,
    stature,
    thigh,
    trunk,
    upper_arm,
)
from figures.geometry.room import Place, upright
from figures.words.terms import Side, sides

hip = Place(0, thigh + shank + ankle_height, 0)
root = Place(0, 0, 0)
bends = st.floats(-20, 120)


def stand(**angles: float) -> Stance:
    values = {"ahead": 0, "up": hip.up, "trunk": 0, "back": 0, "neck": 0, **angles}
    return Stance(**values, legs=(Leg(), Leg()), arms=(Arm(), Arm()))  # type: ignore[arg-type]


def test_a_person_who_stands_straight_stands_on_the_floor() -> None:
    for leg in place_bones(stand()).legs:
        assert [joint.up for joint in leg.joints[3:]] == pytest.approx([0, 0, 0], abs=1e-9)


def test_the_top_of_the_head_is_at_the_stature() -> None:
    middle = place_bones(stand()).spine[-1]
    assert middle.up + 0.065 * stature == pytest.approx(stature, abs=3)


@pytest.mark.parametrize(
    ("bone", "part"),
    [
        (thigh, 0.245),
        (shank, 0.246),
        (upper_arm, 0.186),
        (forearm, 0.146),
        (trunk, 0.288),
        (foot_length, 0.152),
        (ankle_height, 0.039),
    ],
)
def test_bones_have_the_published_share_of_the_stature(bone: float, part: float) -> None:
    assert bone / stature == pytest.approx(part)


@given(bends, st.floats(-20, 50), st.floats(-40, 60), st.floats(0, 140), st.sampled_from(sides))
def test_bones_keep_their_length_whatever_the_angles(
    bend: float, out: float, turn: float, middle: float, side: Side
) -> None:
    leg = hang_leg(hip, upright, side, Leg(bend, out, turn, middle, ankle=-20, toes=30))
    arm = hang_arm(hip, upright, side, Arm(bend, out, turn, middle))
    for joints, lengths in ((leg.joints, (thigh, shank)), (arm.joints, (upper_arm, forearm))):
        for index, length in enumerate(lengths):
            assert joints[index + 1].minus(joints[index]).length() == pytest.approx(length)
    heel, ball, tip = leg.joints[3:]
    assert ball.minus(heel).length() + tip.minus(ball).length() == pytest.approx(foot_length)


def test_hip_flexion_brings_the_knee_forwards() -> None:
    knee = hang_leg(hip, upright, "right", Leg(bend=90)).joints[1]
    assert (knee.ahead, knee.up) == pytest.approx((thigh, hip.up))


def test_knee_flexion_brings_the_heel_backwards() -> None:
    ankle = hang_leg(hip, upright, "right", Leg(middle=90)).joints[2]
    assert ankle.ahead == pytest.approx(-shank)


def test_elbow_flexion_brings_the_hand_forwards() -> None:
    wrist = hang_arm(hip, upright, "left", Arm(middle=90)).joints[2]
    assert wrist.ahead == pytest.approx(forearm)


def test_dorsiflexion_lifts_the_toes_and_plantarflexion_lowers_them() -> None:
    level, up, down = (
        hang_leg(hip, upright, "left", Leg(ankle=ankle)).joints[5].up for ankle in (0, 20, -20)
    )
    assert down < level < up


def test_toes_bent_up_rise_from_the_ball_of_the_foot() -> None:
    *_, ball, tip = hang_leg(hip, upright, "left", Leg(toes=40)).joints
    assert ball.up == pytest.approx(0, abs=1e-9)
    assert tip.up > 3


@pytest.mark.parametrize(("side", "sign"), [("left", 1), ("right", -1)])
def test_out_leads_each_leg_to_its_own_side(side: Side, sign: int) -> None:
    ankle = hang_leg(hip, upright, side, Leg(out=30)).joints[2]
    assert ankle.left * sign > 30


def test_a_rounded_back_brings_the_head_forwards_and_down() -> None:
    tall, round_ = place_bones(stand()).spine[-1], place_bones(stand(back=50)).spine[-1]
    assert round_.ahead > tall.ahead + 20
    assert round_.up < tall.up - 5


# The stick figure of the calf stretch, in hundredths of the stature: trunk 8 forwards,
# back leg straight and 17 behind the hips, front knee and ankle where both soles are flat.
def test_the_calf_stretch_lands_where_the_reference_puts_it() -> None:
    back = hang_leg(Place(0, 0.50 * stature, 0), upright, "left", Leg(bend=-20.3))
    knee, ankle = (joint.plus(Place(0.17 * stature, 0, 0)) for joint in back.joints[1:3])
    assert (knee.ahead, knee.up) == pytest.approx((0.08 * stature, 0.27 * stature), abs=2)
    assert (ankle.ahead, ankle.up) == pytest.approx((0, 0.04 * stature), abs=2)


@given(bends, st.floats(-20, 50), st.floats(-40, 60), st.floats(5, 130), st.sampled_from(sides))
def test_reaching_for_where_a_leg_is_gives_its_angles_back(
    bend: float, out: float, turn: float, middle: float, side: Side
) -> None:
    frame = upright.pitched(25)
    leg = Leg(bend, out, turn, middle)
    _, knee, ankle, *_ = hang_leg(root, frame, side, leg).joints
    found = reach(Leg(), frame, side, root, ankle, knee)
    assert (found.bend, found.out, found.turn, found.middle) == pytest.approx(
        (bend, out, turn, middle), abs=1e-4
    )


@given(bends, st.floats(-20, 50), st.floats(-40, 60), st.floats(5, 130), st.sampled_from(sides))
def test_reaching_for_where_an_arm_is_gives_its_angles_back(
    bend: float, out: float, turn: float, middle: float, side: Side
) -> None:
    frame = upright.pitched(-70)
    _, elbow, wrist = hang_arm(root, frame, side, Arm(bend, out, turn, middle)).joints
    found = reach(Arm(), frame, side, root, wrist, elbow)
    assert (found.bend, found.out, found.turn, found.middle) == pytest.approx(
        (bend, out, turn, middle), abs=1e-4
    )


def test_a_goal_too_far_away_straightens_the_limb_towards_it() -> None:
    found = reach(Arm(), upright, "left", root, Place(200, 0, 0), Place(0, -1, 0))
    assert found.middle == 0
    assert hang_arm(root, upright, "left", found).joints[2].ahead == pytest.approx(
        upper_arm + forearm
    )
