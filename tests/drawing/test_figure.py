"""Poses -> figures: what is drawn, what moves, and what is refused."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from math import acos, degrees, hypot
from pathlib import Path, PurePosixPath

import pytest
from figures.body.hands import palm_thickness, seat_height, strap_anchor
from figures.body.skeleton import Skeleton, place_bones
from figures.close_up import foot
from figures.geometry.view import make_view
from figures.things.furniture import anchor_height

from fields.errors import ContentError
from figures.figure import Figure
from figures.geometry.curves import Command, Point, letters, path_points
from figures.geometry.curves import Path as Drawn
from figures.stance.solve import solve_stance
from figures.svg import write_figure
from figures.words.poses import Pose, parse_poses
from tests.drawing.library import draw

project = Path(__file__).resolve().parent.parent.parent
real = sorted((project / "content" / "poses").glob("*.yaml"))
heaviest, heaviest_close_up = 3_000, 2_000  # bytes, as a server sends them
stand = """start:
  title: Stand
  description: A person stands.
  position: standing
"""


def add(more: str, text: str = stand) -> str:
    return text + "".join(f"  {line}\n" for line in more.splitlines())


def refusal(more: str, text: str = stand) -> str:
    with pytest.raises(ContentError) as caught:
        draw(add(more, text))
    return str(caught.value)


def real_pose(slug: str, name: str) -> Pose:
    path = project / "content" / "poses" / f"{slug}.yaml"
    poses = parse_poses(PurePosixPath(path.name), path.read_text()).poses
    return next(pose for pose in poses if pose.name == name)


def real_skeleton(slug: str, name: str) -> Skeleton:
    return place_bones(solve_stance(real_pose(slug, name)))


def bend_at(one: object, middle: object, other: object) -> float:
    """How far three places are from a straight line, in degrees."""
    a, b = middle.minus(one).unit(), other.minus(middle).unit()  # type: ignore[attr-defined]
    return degrees(acos(max(-1.0, min(1.0, a.dot(b)))))


def on_a_page(figure: Figure) -> bytes:
    """What stands of a figure on a page: its words and paths, without the file's own style."""
    lines = write_figure(figure, "", "").splitlines(keepends=True)
    kept = [line for line in lines[1:-1] if not line.startswith(b"<style")]
    return b"".join(kept).replace(b'class="', b'class="figure__')


# What is drawn


def test_a_shoe_does_not_have_the_colour_of_skin():
    def roles(text):
        return {shape.role for shape in draw(text)["start"].shapes if shape.path}

    assert "shoe" in roles(add("props: [shoe]"))
    assert "shoe" not in roles(stand)


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_every_exercise_has_a_start_and_a_hold(path: Path) -> None:
    figures = draw(path.read_text())
    assert list(figures)[:2] == ["start", "hold"]
    assert all(figure.title and figure.description for figure in figures.values())


def test_figures_come_in_the_order_in_which_they_are_shown() -> None:
    text = (project / "content/poses/heel-tendon-stretch.yaml").read_text()
    assert list(draw(text)) == ["start", "hold", "close-up", "wrong"]


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_a_figure_is_light(path: Path) -> None:
    for figure in draw(path.read_text()).values():
        size = len(gzip.compress(on_a_page(figure), 9))
        is_close = (figure.width, figure.height) == (foot.width, foot.height)
        assert size <= (heaviest_close_up if is_close else heaviest), figure.name


draw_all = """
import sys
from pathlib import Path, PurePosixPath
from figures.picture import draw_figures
from figures.words.poses import parse_poses

for path in map(Path, sys.argv[1:]):
    print(draw_figures(parse_poses(PurePosixPath(path.name), path.read_text())))
"""


def test_the_same_poses_give_the_same_figures_whatever_the_order_of_sets() -> None:
    """Python orders sets anew in each process, and gives the seed of it to whoever asks."""
    drawn = [
        subprocess.Popen(
            [sys.executable, "-c", draw_all, *map(str, real)],
            cwd=project,
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    first, second = (process.communicate()[0] for process in drawn)
    assert first.count(b"Figure(") > len(real)
    assert first == second


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_everything_lies_inside_the_picture(path: Path) -> None:
    for figure in draw(path.read_text()).values():
        if (figure.width, figure.height) == (foot.width, foot.height):
            continue  # a close-up: the leg, a strap or an arm runs out of it
        for shape in figure.shapes:
            if shape.role == "wall":  # a wall or a table goes on past the edge
                continue
            for command in shape.path.commands:
                if command.letter == "M":
                    assert 0 <= command.steps[0] <= 10 * figure.width
                    assert 0 <= command.steps[1] <= 10 * figure.height


def test_start_and_hold_have_one_size() -> None:
    figures = draw((project / "content/poses/legs-and-toes-upward-stretching.yaml").read_text())
    assert (figures["start"].width, figures["start"].height) == (
        figures["hold"].width,
        figures["hold"].height,
    )


def test_a_wrong_pose_has_a_cross_and_a_right_one_has_none() -> None:
    figures = draw((project / "content/poses/foot-massage.yaml").read_text())
    roles = {name: {shape.role for shape in figure.shapes} for name, figure in figures.items()}
    assert {"wrong", "wrong-ring", "fault"} <= roles["wrong"]
    assert not {"wrong", "wrong-ring", "fault"} & roles["hold"]


def test_a_marked_part_has_a_pattern_and_not_only_a_colour() -> None:
    roles = [shape.role for shape in draw(add("works: [left calf]"))["start"].shapes]
    assert {"area-cloth", "hatch-cloth"} <= set(roles)
    roles = [shape.role for shape in draw(add("works: [left arch]"))["start"].shapes]
    assert {"area", "hatch"} <= set(roles)


def outlines(path: Drawn) -> list[Drawn]:
    """The pieces of a path, each from where it starts."""
    pieces: list[list[Command]] = []
    for command in path.commands:
        if command.letter == "M":
            pieces.append([])
        pieces[-1].append(command)
    return [Drawn(tuple(piece)) for piece in pieces]


def inside(x: float, y: float, corners: list[Point]) -> bool:
    """Whether a place lies inside a ring of points."""
    odd = False
    for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (a.y > y) != (b.y > y) and x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x:
            odd = not odd
    return odd


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_a_mark_on_the_trousers_never_leaves_the_leg(path: Path) -> None:
    for figure in draw(path.read_text()).values():
        cloth = [
            list(path_points(ring))
            for shape in figure.shapes
            if shape.role.startswith("trousers")
            for ring in outlines(shape.path)
        ]
        for shape in figure.shapes:
            if shape.role in ("area-cloth", "hatch-cloth"):
                for at in path_points(shape.path):
                    assert any(inside(at.x, at.y, ring) for ring in cloth), (figure.name, at)


def test_a_person_who_faces_left_is_the_mirror_image_with_the_other_side_near() -> None:
    roles = [
        [shape.role for shape in draw(add(f"facing: {way}\nknee: {{left: 60}}"))["start"].shapes]
        for way in ("right", "left")
    ]
    assert sorted(roles[0]) == sorted(roles[1])


# What the exercises must show


def test_in_the_calf_stretch_the_back_heel_is_down_and_the_back_knee_straight() -> None:
    hip, knee, ankle, heel, ball, _ = real_skeleton("heel-tendon-stretch", "hold").legs[0].joints
    assert bend_at(hip, knee, ankle) < 3
    assert heel.up == pytest.approx(0, abs=0.1)
    assert ball.up == pytest.approx(0, abs=0.1)
    assert ankle.ahead < hip.ahead - 25


def test_the_wrong_calf_stretch_has_its_heel_up() -> None:
    assert real_skeleton("heel-tendon-stretch", "wrong").legs[0].joints[3].up > 5


def test_on_tiptoe_the_toes_lie_flat_and_the_heels_are_high() -> None:
    for leg in real_skeleton("toe-walking", "hold").legs:
        heel, ball, tip = leg.joints[3:]
        assert 9 <= heel.up <= 13
        assert (ball.up, tip.up) == pytest.approx((0, 0), abs=0.1)


def test_in_the_lying_stretch_the_right_leg_is_raised_and_the_left_foot_flat() -> None:
    left, right = real_skeleton("legs-and-toes-upward-stretching", "hold").legs
    assert bend_at(*right.joints[:3]) < 6
    assert right.joints[2].up > 60
    assert [joint.up for joint in left.joints[3:]] == pytest.approx([0, 0, 0], abs=0.1)


def test_in_the_calf_stretch_both_palms_lie_on_the_wall() -> None:
    for name, wall in (("start", 52), ("hold", 50)):
        for arm in real_skeleton("heel-tendon-stretch", name).arms:
            assert arm.joints[2].ahead + palm_thickness == pytest.approx(wall, abs=0.5)


def test_in_the_toe_stretch_the_shin_lies_across_with_the_foot_past_the_thigh() -> None:
    left, right = real_skeleton("toe-stretching", "hold").legs
    hip, knee, ankle, heel, ball, _ = right.joints
    assert knee.left < hip.left - 10
    assert seat_height < knee.up < seat_height + 25
    assert ankle.minus(knee).left > 35
    on_thigh = (ankle.ahead - left.joints[0].ahead) / left.joints[1].ahead
    assert 0.6 < on_thigh < 0.9
    assert min(heel.left, ball.left) > left.joints[1].left + 7


@pytest.mark.parametrize("slug", ["legs-and-toes-upward-stretching", "seated-hamstring-stretch"])
def test_the_strap_runs_from_two_fists_to_the_ball_of_the_foot(slug: str) -> None:
    pose = real_pose(slug, "hold")
    skeleton = real_skeleton(slug, "hold")
    ball = skeleton.legs[1].joints[4]
    assert strap_anchor(pose, skeleton) == ball
    one, other = (arm.joints[2].minus(ball).length() for arm in skeleton.arms)
    assert abs(one - other) > 4


@pytest.mark.parametrize("slug", ["legs-and-toes-upward-stretching", "seated-hamstring-stretch"])
def test_the_strap_comes_up_on_either_side_of_the_foot_and_runs_under_its_sole(slug: str) -> None:
    hold = draw((project / f"content/poses/{slug}.yaml").read_text())["hold"]
    bands = [path_points(shape.path) for shape in hold.shapes if shape.role == "band"]
    loop = bands.pop()
    (one, other) = (ply[-1] for ply in bands)
    assert hypot(one.x - other.x, one.y - other.y) > 2
    assert min(hypot(end.x - loop[0].x, end.y - loop[0].y) for end in (one, other)) < 0.2
    assert hypot(loop[1].x - loop[0].x, loop[1].y - loop[0].y) > 3
    assert hypot(loop[2].x - loop[1].x, loop[2].y - loop[1].y) > 2


def test_in_the_toe_stretch_the_trunk_is_nearly_upright_and_the_hands_part() -> None:
    skeleton = real_skeleton("toe-stretching", "hold")
    assert skeleton.trunk_frames[2].up.up > 0.94
    left, right = (arm.joints[2] for arm in skeleton.arms)
    toes, heel = skeleton.legs[1].joints[4], skeleton.legs[1].joints[3]
    assert left.minus(toes).length() < right.minus(toes).length()
    assert right.minus(heel).length() < left.minus(heel).length()


def test_in_the_toe_stretch_the_arrow_runs_the_way_the_toes_bend() -> None:
    skeleton = real_skeleton("toe-stretching", "hold")
    view = make_view("three-quarter", "right")
    foot = skeleton.legs[1].frames[2]
    hold = draw((project / "content/poses/toe-stretching.yaml").read_text())["hold"]
    (arrow,) = (path_points(shape.path) for shape in hold.shapes if shape.role == "arrow")
    out, bent = view.point(foot.ahead), view.point(foot.up)
    assert out.x * bent.y - out.y * bent.x > 0  # clockwise on the page: down, on the right
    head, tail = max(arrow, key=lambda at: at.y), min(arrow, key=lambda at: at.y)
    assert head.y > tail.y + 8
    widths = [
        max(at.x for at in ring) - min(at.x for at in ring)
        for ring in (
            [at for at in arrow if at.y > head.y - 5],
            [at for at in arrow if at.y < tail.y + 5],
        )
    ]
    assert widths[0] > 1.5 * widths[1]


def test_the_band_runs_low_and_nearly_level_to_the_table() -> None:
    skeleton = real_skeleton("resistance-band-stretch", "hold")
    forefoot = skeleton.legs[1].joints[4]
    assert abs(forefoot.up - anchor_height) < 8


def test_in_the_seated_stretch_the_sole_lies_at_the_other_thigh() -> None:
    left, right = real_skeleton("seated-hamstring-stretch", "hold").legs
    hip, knee, *_ = right.joints
    ball = left.joints[4]
    along = (ball.ahead - hip.ahead) / (knee.ahead - hip.ahead)
    assert 0.4 < along < 1.2
    assert abs(ball.left - hip.left) < 14
    assert left.joints[1].up < 20
    assert left.joints[1].left > 35


def test_the_seated_stretch_keeps_the_back_long_and_the_wrong_one_does_not() -> None:
    right, wrong = (real_skeleton("seated-hamstring-stretch", name) for name in ("hold", "wrong"))
    assert bend_at(*right.spine[:3]) < 1
    assert bend_at(*wrong.spine[1:4]) > 25


def test_in_the_toe_stretch_the_ankle_lies_above_the_knee_and_not_on_it() -> None:
    left, right = real_skeleton("toe-stretching", "hold").legs
    along = left.joints[1].minus(left.joints[0]).unit()
    assert 25 < right.joints[2].minus(left.joints[0]).dot(along) < 36
    assert right.joints[2].up > left.joints[1].up + 7


# What moves


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_frames_have_the_commands_of_their_path_and_lead_to_it(path: Path) -> None:
    hold = draw(path.read_text())["hold"]
    for shape in hold.shapes:
        assert {letters(frame) for frame in shape.frames} <= {letters(shape.path)}
        assert shape.frames[-1:] != (shape.path,)


@pytest.mark.parametrize(
    ("slug", "motion"),
    [
        ("heel-tendon-stretch", "ease"),
        ("ankle-circles", "circle"),
        ("foot-massage", "roll"),
        ("toe-walking", "walk"),
        ("toe-stretching", ""),
    ],
)
def test_a_hold_moves_as_the_exercise_does(slug: str, motion: str) -> None:
    hold = draw((project / f"content/poses/{slug}.yaml").read_text())["hold"]
    assert hold.motion == motion
    assert any(shape.frames for shape in hold.shapes) == bool(motion)


def test_when_the_foot_circles_the_rest_of_the_body_stays_still() -> None:
    hold = draw((project / "content/poses/ankle-circles.yaml").read_text())["hold"]
    moving = [shape for shape in hold.shapes if shape.frames]
    assert {shape.role for shape in moving} == {"skin", "line"}
    assert {len(shape.frames) for shape in moving} == {3}


def test_a_start_stands_still() -> None:
    text = (project / "content/poses/toe-walking.yaml").read_text()
    assert not any(shape.frames for shape in draw(text)["start"].shapes)


# What is refused


def test_a_foot_below_the_floor_is_refused() -> None:
    more = "knee: 0\nhip: {left: 0}\nfeet: {right: flat}\nankle: {left: -30}"
    assert "test.yaml:1: start: the left toes is" in refusal(more)
    assert "cm below the floor" in refusal(more)


def test_a_joint_beyond_its_range_is_refused() -> None:
    more = 'knee: {left: 0}\nfeet: {left: "flat, 70 behind", right: flat}'
    assert "the left ankle has to bend" in refusal(more)
    assert "possible: -50 to 30" in refusal(more)


def test_a_hand_that_does_not_reach_the_wall_is_refused() -> None:
    more = 'props: ["wall, 120 ahead"]\nhands: {right: on the wall}'
    found = refusal(more)
    assert "the right hand does not reach the wall: " in found
    assert "cm are missing" in found
    assert "left hand" not in found


def test_a_heel_that_should_be_down_and_is_up_is_refused() -> None:
    more = "feet: {both: on tiptoe}\ntouching: [left heel, right toes]"
    found = refusal(more)
    assert "the left heel should be down and is 1" in found
    assert "right toes" not in found


def test_a_foot_that_should_be_flat_and_hangs_is_refused() -> None:
    more = 'knee: {left: 0}\nfeet: {left: flat, right: "flat, 95 ahead"}'
    assert "the right foot should be flat and is" in refusal(more)


def test_a_thing_that_a_hand_needs_must_be_in_the_picture() -> None:
    assert "a strap is needed here; add it to props: [strap]" in refusal(
        "hands: {both: holding the strap}"
    )


def test_what_cannot_be_checked_says_what_can() -> None:
    assert "touching: knee can't be checked; allowed: heel," in refusal("touching: [left knee]")


def test_all_impossible_poses_of_a_file_are_told_at_once() -> None:
    bad = 'props: ["wall, 120 ahead"]\nhands: {right: on the wall}\n'
    text = add(bad) + add(bad, stand.replace("start:", "hold:"))
    with pytest.raises(ContentError) as caught:
        draw(text)
    assert [problem.line for problem in caught.value.problems] == [1, 7]
