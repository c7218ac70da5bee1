"""Things and signs lie where the body is: what should touch touches, what goes round goes round."""

from __future__ import annotations

import math
from functools import cache
from pathlib import PurePosixPath

import numpy as np
import pytest

from figures.body.mesh import load_body
from figures.figure import Shape
from figures.geometry.curves import path_points
from figures.geometry.surface import (
    Solid,
    Surface,
    ball,
    box,
    cushion,
    hull,
    lathe,
    ribbon,
)
from figures.geometry.vectors import left, place, up
from figures.picture.camera import camera_of
from figures.picture.places import find_aim, find_spot, skin_of
from figures.picture.props import ball_radius, draw_things, first_part
from figures.picture.raster import Box
from figures.picture.room import draw_floor, far_side, find_post, near_down
from figures.picture.signs import Page, draw_signs, find_unseen, shaft, way_of
from figures.stance.person import embody
from figures.stance.skeleton import Person
from figures.stance.solve import solve_stance
from figures.words.pose import Pose
from figures.words.poses import parse_poses
from figures.words.terms import Side, sides
from figures.words.wording import BodyPart
from tests.drawing.library import problems_of

massage = """
  position: sitting
  props: [chair, ball under the right arch]
  feet: {left: flat, right: "flat, 53 ahead, 7 high"}
  arrows: [to and fro right foot]
"""
strap = """
  position: lying
  props: [mat, cushion under the head, strap round the right foot]
  hip: {right: 74}
  knee: {left: 106, right: 4}
  feet: {left: flat}
  hands: {left: "holding the strap, elbow 20", right: "holding the strap, elbow 64"}
  arrows: [move right foot towards the head]
"""
band = """
  position: sitting on the floor
  props: [mat, table leg, band over the right foot]
  knee: {left: 113, right: 6}
  feet: {left: "flat, 10 out", right: "on the heel, 5 high"}
  arrows: [move right toes towards the shin]
"""
circles = """
  position: lying
  props: [mat]
  hip: {right: 74}
  knee: {right: 4}
  arrows: [circle right foot]
"""
stretch = """
  position: standing
  props: ["wall, 58 ahead"]
  arrows: [move hips ahead, press left heel down, move right heel up, move chest back]
"""


def pose_of(words: str) -> Pose:
    """Return a pose by its words."""
    text = f"start:\n  title: A\n  description: B.{words}"
    return parse_poses(PurePosixPath("content/poses/a.yaml"), text).poses[0]


@cache
def person_of(words: str) -> Person:
    """Return somebody in a pose."""
    body = load_body("woman")
    return embody(body, solve_stance(body, pose_of(words)))


def thing(words: str, role: str, which: int = 0) -> Surface:
    """Return a thing of a pose by the role that it is drawn with."""
    found = [each for each in draw_things(pose_of(words), person_of(words)) if each.role == role]
    return found[which]


usual = Box(-100, -170, 100, 12)


def page_of(words: str, box: Box = usual, scale: float = 1.0) -> Page:
    """Return the page of a pose seen from the side, in which nothing hides anything."""
    camera = camera_of("side", "right")
    return Page(person_of(words), camera, box, scale, lambda at: np.zeros(len(at)), lambda at: True)


def signs(words: str) -> list[Shape]:
    """Return the signs of a pose, seen from the side."""
    return draw_signs(pose_of(words), page_of(words))


def volume(solid: Solid) -> float:
    """Return the volume of a shape; below 0 if it is turned inside out."""
    a, b, c, d = (solid.points[solid.quads[:, corner]] for corner in range(4))
    return float((a * (np.cross(b, c) + np.cross(c, d))).sum() / 6)


straight = np.array(((0.0, 0, 0), (0, 0, 5), (0, 0, 10)))


@pytest.mark.parametrize(
    ("solid", "expected"),
    [
        (box((1, 2, 3), (3, 5, 7)), 24.0),
        (ball(place(5, 5, 5), 3.0), math.pi * 36),
        (lathe(straight[0], up, ((0, 2.0), (10, 2.0))), math.pi * 40),
        (cushion(place(1, 2, 3), place(4, 2, 3)), 17.1),
        (ribbon(straight, np.array([up] * 3), 3.0, 0.5), 15.0),
    ],
)
def test_a_solid_is_closed_and_faces_outwards(solid: Solid, expected: float) -> None:
    assert volume(solid) == pytest.approx(expected, rel=0.08)


def test_each_face_of_a_box_is_a_part_of_its_own() -> None:
    assert len(set(box((0, 0, 0), (1, 1, 1)).parts.tolist())) == 6


def test_no_part_is_shared_by_two_things_or_by_a_thing_and_the_body() -> None:
    parts = [set(each.parts.tolist()) for each in draw_things(pose_of(band), person_of(band))]
    assert sum(map(len, parts)) == len(set().union(*parts))
    assert min(map(min, parts)) == first_part


def test_the_seat_is_under_the_hips() -> None:
    seat = thing(massage, "prop")
    hips = person_of(massage).skeleton.joints["hips"]
    assert (seat.points.min(0) < hips)[[0, 2]].all()
    assert (seat.points.max(0) > hips)[[0, 2]].all()
    assert seat.points[:, 1].max() == 38


def test_a_turned_chair_has_its_seat_towards_the_person_and_its_back_rest_beyond() -> None:
    words = '\n  position: kneeling\n  props: ["turned chair, 70 ahead"]\n'
    seat = thing(words, "prop").points
    assert (seat[:, 2].min(), seat[:, 2].max()) == (70 - 24, 70 + 20)
    assert seat[:, 1].max() == 38
    high = [each.points for each in draw_things(pose_of(words), person_of(words))]
    above = np.concatenate(high)
    assert above[above[:, 1] > 60][:, 2].min() > 70 + 15


def test_the_ball_touches_the_floor_and_the_sole() -> None:
    ball = thing(massage, "ball").points
    foot = skin_of(person_of(massage), "foot", "toe", side="right")
    middle = (ball.min(0) + ball.max(0)) / 2
    gap = float(np.sqrt(((foot - middle) ** 2).sum(1)).min()) - ball_radius
    assert abs(float(ball[:, 1].min())) < 0.1
    assert -0.8 < gap < 0.8


def test_the_strap_lies_outside_the_foot_and_passes_under_its_ball() -> None:
    skeleton = person_of(strap).skeleton
    turn, ball = skeleton.frames["right foot"], skeleton.joints["right ball"]
    ribbon = thing(strap, "band").points - ball
    near = ribbon[np.abs(ribbon @ turn[:, 2]) < 5]
    skin = skin_of(person_of(strap), "foot", "toe", side="right") - ball
    skin = skin[np.abs(skin @ turn[:, 2] + 1) < 1]
    under = near[np.abs(near @ turn[:, 0]) < 2]
    assert len(under)
    assert float((under @ turn[:, 1]).max()) < float((skin @ turn[:, 1]).min()) + 0.6
    assert float((near @ turn[:, 0]).max()) > float((skin @ turn[:, 0]).max())
    assert float((near @ turn[:, 0]).min()) < float((skin @ turn[:, 0]).min())


def test_the_strap_runs_through_both_fists() -> None:
    ribbon = thing(strap, "band").points
    for side in ("left", "right"):
        palm = person_of(strap).skeleton.joints[f"{side} palm"]
        assert float(np.sqrt(((ribbon - palm) ** 2).sum(1)).min()) < 2.5


def test_the_band_goes_round_the_leg_of_the_table() -> None:
    post = find_post(pose_of(band), person_of(band))
    loop = thing(band, "band").points - post.foot
    corners = hull(loop[np.abs(loop[:, 2]) < post.radius + 1][:, (0, 2)])
    assert (corners.max(0) > post.radius).all()
    assert float(corners[:, 0].min()) < -post.radius
    # It touches the leg, and does not cut it.
    assert post.radius < float(np.hypot(*loop[:, (0, 2)].T).min()) < post.radius + 1


def test_a_thing_has_as_many_points_in_every_frame_of_a_motion() -> None:
    bent = strap.replace("hip: {right: 74}", "hip: {right: 62}")
    counts = [
        [len(each.points) for each in draw_things(pose_of(words), person_of(words))]
        for words in (strap, bent)
    ]
    assert counts[0] == counts[1]


def test_the_mat_lies_on_the_floor_under_the_body() -> None:
    mat = thing(band, "mat").points
    body = person_of(band).points
    assert mat[:, 1].max() == 0
    assert mat[:, 2].min() < body[:, 2].min()


def test_the_floor_reaches_beyond_the_mat_when_seen_from_above() -> None:
    camera = camera_of("three-quarter", "right")
    things = draw_things(pose_of(band), person_of(band))
    ground = draw_floor(person_of(band), things, camera, Box(-150, -150, 150, 100))[0]
    mat = next(each for each in things if each.role == "mat")
    far = min(point.y for point in path_points(ground.path))
    assert far < float(camera.project(mat.points)[:, 1].min())


def test_an_arrow_begins_at_the_edge_of_its_part() -> None:
    camera = camera_of("side", "right")
    person = person_of(stretch)
    starts = {"hips": 0, "heel": 1, "chest": -1}
    bones = {"hips": ("root", "pelvis", "spine05"), "heel": ("foot",), "chest": ("spine0",)}
    for part, index in starts.items():
        side: Side | None = "left" if part == "heel" else None
        page = camera.project(skin_of(person, *bones[part], side=side))[:, :2]
        arrow = np.array(path_points(signs(stretch)[index].path))
        nearest = np.sqrt(((arrow[:, None] - page[None]) ** 2).sum(2)).min()
        assert nearest < 2, part


def test_two_arrows_in_one_place_are_drawn_once() -> None:
    lone = stretch.replace("press left heel down, ", "")
    assert len(signs(lone)) == 3
    assert len(signs(lone.replace("[move hips ahead,", "[move left heel up,"))) == 2


def test_an_arrow_that_presses_ends_at_the_floor_beside_the_heel() -> None:
    heel = np.array(path_points(signs(stretch)[1].path)).mean(0)
    page = page_of(stretch)._replace(taken=lambda at: 1.0 * (((at - heel) ** 2).sum(1) < 36))
    arrow = np.array(path_points(draw_signs(pose_of(stretch), page)[1].path))
    assert -2 < arrow[:, 1].max() < 1
    assert not page.taken(arrow).any()
    assert np.abs(arrow - heel).max() < 30


def test_the_ring_of_a_foot_goes_round_its_toes_and_leaves_the_shin_alone() -> None:
    project, skeleton = camera_of("side", "right").project, person_of(circles).skeleton
    sign = signs(circles)[0]
    ring = np.array(path_points(sign.path))
    toes, ankle = project(np.array([skeleton.joints[f"right {at}"] for at in ("toe", "ankle")]))
    angles = np.sort(np.arctan2(*(ring - toes[:2]).T))
    assert float(np.diff(angles).max()) < math.radians(120)
    assert np.abs(ring - toes[:2]).max() < 20
    assert np.sqrt(((ring - ankle[:2]) ** 2).sum(1)).min() > 8
    assert sign.turns
    assert sign.turns[0] == pytest.approx(toes[:2], abs=4)


def test_a_ring_is_open_where_somebody_hides_it_and_passes_before_somebody() -> None:
    usual = np.array(path_points(signs(circles)[0].path))
    lowest = usual[usual[:, 1].argmax()]
    page = page_of(circles)._replace(taken=lambda at: 1.0 * (((at - lowest) ** 2).sum(1) < 9))
    behind = page._replace(visible=lambda at: not page.taken(page.points(at[None])).any())
    before, opened = (
        np.array(path_points(draw_signs(pose_of(circles), each)[0].path)) for each in (page, behind)
    )
    assert page.taken(before).any()
    assert not page.taken(opened).any()


def test_an_arch_that_is_lifted_is_pointed_at_from_below() -> None:
    lifted = "\n  position: sitting\n  props: [chair]\n  arrows: [move right arch up]\n"
    arrow = np.array(path_points(signs(lifted)[0].path))
    assert arrow[:, 1].min() > -6
    assert arrow[arrow[:, 1].argmin(), 0] == pytest.approx(arrow[:, 0].mean(), abs=0.5)


def test_the_arrow_of_a_small_part_is_shorter() -> None:
    long = []
    for part in ("hips", "left toes"):
        words = stretch.replace("move hips", f"move {part}")
        sign = draw_signs(pose_of(words), page_of(words, Box(-100, -130, 100, 12)))[0]
        long.append(float(np.ptp(np.array(path_points(sign.path))[:, 0])))
    assert long[0] > long[1] + 1


def test_an_arrow_gives_way_to_what_it_would_hide() -> None:
    page = page_of(stretch)
    (usual, *_), (start, *_) = signs(stretch), np.array(path_points(signs(stretch)[0].path))
    wall = page._replace(taken=lambda at: ((at - start) ** 2).sum(1) < 100)
    moved = draw_signs(pose_of(stretch), wall)[0]
    assert moved.path != usual.path
    assert not wall.taken(np.array(path_points(moved.path))).any()


def test_a_bent_arrow_has_the_joint_in_its_middle() -> None:
    arrow = np.array(path_points(signs(strap)[0].path))
    hip = camera_of("side", "right").project(person_of(strap).skeleton.joints["right hip"][None])
    assert float(np.ptp(np.sqrt(((arrow - hip[0, :2]) ** 2).sum(1)))) < 4 * shaft
    # It is long enough to look bent.
    assert math.hypot(*np.ptp(arrow, 0)) > 22 * page_of(strap).unit


@pytest.mark.parametrize("side", sides)
def test_outwards_is_up_for_whoever_lies_on_the_other_side(side: Side) -> None:
    other = "right" if side == "left" else "left"
    words = f"\n  position: lying on the {other} side\n  arrows: [move {side} knee outwards]\n"
    assert way_of(pose_of(words).arrows[0], person_of(words))[1] == pytest.approx(1, abs=0.1)


def test_a_towel_is_rolled_alike_however_thick_it_is() -> None:
    rolls = [
        thing(
            f"\n  position: sitting on the floor\n  props: [rolled towel under the {part}]", "towel"
        )
        for part in ("left knee", "left calf")
    ]
    assert len(rolls[0].points) == len(rolls[1].points)


def test_signs_are_equally_large_in_every_picture_but_larger_from_near() -> None:
    whole, legs, close = (
        page_of(circles, Box(-wide, -wide, wide, wide / 2), scale).unit / (wide * scale)
        for wide, scale in ((120, 1.0), (60, 1.5), (25, 4.0))
    )
    assert legs == pytest.approx(whole, abs=1e-4)
    assert 1.2 < close / whole < 1.5


def test_the_table_stands_on_the_near_side() -> None:
    post = find_post(pose_of(band), person_of(band))
    assert float(post.foot @ left) * far_side(pose_of(band)) < 0


@pytest.mark.parametrize("view", ["from above", "three-quarter behind", "three-quarter"])
def test_the_boards_of_the_table_hide_the_ends_of_its_legs(view: str) -> None:
    pose, person = pose_of(f"\n  view: {view}{band}"), person_of(band)
    camera = find_aim(pose, person).camera
    boards, _, tied, other = (each.points for each in draw_things(pose, person)[1:-1])
    assert float(boards[:, 1].min()) == 42
    for leg in (tied, other):
        # Towards the reader each end meets a side of the boards just at their lower edge.
        ends = leg[24:48]
        ways = (42 - ends[:, 1]) / camera.near[1]
        edge = ends + ways[:, None] * camera.near
        outside = np.maximum(edge - boards.max(0), boards.min(0) - edge)[:, ::2].max(1)
        assert np.abs(outside).max() < 0.01


def shins_way(look: str, hand: str) -> float:
    """How far the arrow of toes bent far up goes towards the shin on the page, in its lengths."""
    pose = pose_of(
        "\n  position: sitting\n  props: [chair]\n  knee: {left: 90}\n  toes: {right: 50}"
        '\n  feet: {left: flat, right: "on the other thigh, 7 out"}'
        f"\n  hands: {{left: {hand}}}\n  look: right foot, from {look}"
        "\n  arrows: [move right toes towards the shin]\n"
    )
    body = load_body("woman")
    person = embody(body, solve_stance(body, pose))
    aim = find_aim(pose, person)
    page = Page(person, aim.camera, usual, 1.0, lambda at: np.zeros(len(at)), lambda at: True)
    (sign,) = draw_signs(pose, page)
    points = np.array(path_points(sign.path))
    tip = points[len(points) // 2 - 2 : len(points) // 2 + 3].mean(0)
    way = page.way(person.skeleton.frames["right foot"][:, 1])
    return float((tip - points.mean(0)) @ way / np.ptp(points @ way))


@pytest.mark.parametrize("look", ["the front and below", "behind and above", "below and behind"])
def test_toes_go_towards_the_shin_whether_a_hand_holds_them_or_not(look: str) -> None:
    for hand in ("free", "holding the right toes"):
        assert shins_way(look, hand) > 0.2, hand


@pytest.mark.parametrize(
    "sign",
    [
        "arrows: [move head up, circle head, move left foot down]",
        "arrows: [to and fro right foot, press left toes down]",
        "fault: [head, left foot]",
    ],
)
def test_no_sign_is_cut_off_by_the_edge_of_the_picture(sign: str) -> None:
    words = f"\n  position: standing\n  {sign}\n"
    narrow = Box(-16, -166, 27, 1)
    for drawn in draw_signs(pose_of(words), page_of(words, narrow)):
        points = np.array(path_points(drawn.path))
        assert (points > (narrow.left, narrow.top)).all()
        assert (points < (narrow.right, narrow.bottom)).all()


def test_a_ring_goes_round_the_whole_head() -> None:
    words = "\n  position: standing\n  fault: [head]\n"
    page = page_of(words, Box(-100, -190, 100, 12))
    (ring,) = draw_signs(pose_of(words), page)
    skin = skin_of(person_of(words), "head")
    middle = page.points((skin.min(0) + skin.max(0))[None] / 2)
    points = np.array(path_points(ring.path))
    assert (points.min(0) + points.max(0)) / 2 == pytest.approx(middle[0], abs=1)


def found_in(look: str, sign: str) -> list[str]:
    """What is wrong with the signs of somebody who stands, seen so."""
    pose = pose_of(f"\n  position: standing\n  {look}\n  {sign}\n")
    body = load_body("woman")
    person = embody(body, solve_stance(body, pose))
    aim = find_aim(pose, person)
    found = find_unseen(pose, person, aim.camera, aim.box or usual)
    return [f"{problem.line}: {problem.message}" for problem in found]


@pytest.mark.parametrize("sign", ["arrows: [move right knee up]", "fault: [right knee]"])
def test_a_sign_at_what_is_outside_of_a_close_up_is_refused_at_its_line(sign: str) -> None:
    outside = "6: start: the right knee is outside of this picture; leave it out, or look at it"
    assert found_in("look: right foot, from the outer side", sign) == [outside]
    assert found_in("look: right knee, from the outer side", sign) == []
    assert found_in("view: side", sign) == []


def test_toes_that_come_straight_at_the_reader_are_refused() -> None:
    (found,) = found_in(
        "look: right foot, from below", "arrows: [move right toes towards the shin]"
    )
    assert "straight at the reader" in found


@pytest.mark.parametrize("part", ["thighs", "knees", "ankles", "right thigh", "right shin"])
def test_a_band_goes_round_both_limbs_or_one_without_a_table(part: str) -> None:
    words = f"\n  position: standing\n  feet: {{both: flat}}\n  props: [band round the {part}]\n"
    person = person_of(words)
    assert problems_of(f"standing\nfeet: flat\nprops: [band round the {part}]") == []
    (ring,) = draw_things(pose_of(words), person)
    name = part.removeprefix("right ").removesuffix("s")
    for side in ("right",) if part.startswith("right") else sides:
        skin = find_spot(BodyPart(side, name), person).skin
        level = skin[np.abs(skin[:, 1] - ring.points[:, 1].mean()) < 1][:, (0, 2)]
        edge = hull(ring.points[:, (0, 2)])
        assert len(level)
        assert (np.concatenate((edge, level)).max(0) <= edge.max(0)).all()
        assert (np.concatenate((edge, level)).min(0) >= edge.min(0)).all()


def test_a_band_round_a_foot_is_tied_to_a_table_unless_hands_hold_it() -> None:
    words = "sitting on the floor\nprops: [band over the right foot]"
    (found,) = problems_of(words)
    assert "a table leg is needed here" in found
    held = f"{words}\nhands: {{both: holding the band}}"
    assert not any("table leg" in problem for problem in problems_of(held))


slack_strap = """
  position: lying on the right side
  props: [strap round the left ball of the foot]
  feet: {left: flat, right: "flat, 5 out"}
  hands: {right: "on the right toes, 20 ahead"}
  hip: 5
  elbow: 115
  foot turn: 0
"""


def test_a_strap_whose_ends_lie_beside_the_foot_still_goes_round_it() -> None:
    assert np.isfinite(thing(slack_strap, "band").points).all()


def test_a_mat_lies_also_under_somebody_who_touches_nothing_low() -> None:
    words = "\n  position: sitting\n  props: [chair, mat]\n  hip: 135\n  knee: 0"
    assert any(each.role == "mat" for each in draw_things(pose_of(words), person_of(words)))


def test_a_gripped_pen_lies_behind_the_tips_of_the_toes_which_reach_below_it() -> None:
    words = """
  position: sitting
  props: [chair, pen in the right toes]
  hip: {right: 113}
  knee: {right: 100}
  toes: {right: -45}
  big toe: {right: -30}
  toe curl: {right: 35}
"""
    person = person_of(words)
    pen = next(each for each in draw_things(pose_of(words), person) if each.role == "pen")
    turn = person.skeleton.frames["right foot"]
    middle = pen.points.mean(0)
    for toe in ("toe1", "toe2", "toe3"):
        ways = (skin_of(person, toe, side="right") - middle) @ turn
        tip = ways[ways[:, 1].argmin()]
        assert tip[1] < -1
        assert tip[2] > 0


@pytest.mark.parametrize("where", ["under", "in"])
def test_a_pen_is_thick_and_blunt_at_both_ends(where: str) -> None:
    words = f"\n  position: sitting\n  props: [chair, pen {where} the right toes]"
    points = np.concatenate([thing(words, role).points for role in ("pen", "band")])
    points = points - (points.max(0) + points.min(0)) / 2
    axis = np.linalg.svd(points, full_matrices=False)[2][0]
    far = points @ axis
    thick = 2 * np.linalg.norm(points - np.outer(far, axis), axis=1)
    assert thick.max() > 1.6
    for end in (far - far.min(), far.max() - far):
        # A point would be thinner.
        assert thick[end < 0.1].max() > 0.6


@pytest.mark.parametrize(("high", "many"), [(0, 2), (7, 2), (30, 1)])
def test_a_foot_a_little_above_the_floor_has_a_shadow_below_it(high: int, many: int) -> None:
    person = person_of(f"""
  position: sitting
  props: [chair]
  feet: {{left: flat, right: "flat, 40 ahead, {high} high"}}
""")
    assert len(near_down(person, [])) == many


def test_a_ball_lies_under_the_inner_half_of_the_foot_and_has_the_only_shadow_there() -> None:
    person = person_of(massage)
    things = draw_things(pose_of(massage), person)
    ball = next(each.points for each in things if each.role == "ball")
    foot = skin_of(person, "foot", side="right")
    middle = (foot[:, 0].min() + foot[:, 0].max()) / 2
    assert middle < ball[:, 0].mean() < foot[:, 0].max() - 1
    shadows = near_down(person, things)
    assert len(shadows) == len(near_down(person, [])) == 2
    assert float(np.ptp(shadows[-1][:, 2])) < 2 * ball_radius + 0.1
