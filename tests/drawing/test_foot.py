"""Close-ups of the foot: what can be said, what is refused, and where the drawn foot touches."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from figures.close_up import foot
from figures.close_up.agrees import find_disagreements
from figures.close_up.areas import faults, patches
from figures.close_up.arrows import arrows
from figures.close_up.front import front_foot
from figures.close_up.props import props
from figures.close_up.shapes import Foot, Hem, Joints, Trace, hems, turned_about
from figures.close_up.toes import side_foot, side_toes
from figures.words.close_up import CloseUp, rests, ropes, views

from fields.errors import ContentError
from fields.reader import parse_fields
from figures.figure import Figure
from figures.geometry.curves import Point, path_points
from figures.words.poses import PoseFile, parse_poses

poses = Path(__file__).parent.parent.parent / "content" / "poses"
plain = """\
title: A foot
description: A foot stands on the floor.
view: outer side
"""
centimetres = 0.25  # of a foot 25 cm long, for each unit of the drawing


def parse(text: str, name: str = "close-up") -> CloseUp:
    fields = parse_fields(PurePosixPath("content/poses/x.yaml"), text)
    close_up = foot.parse_close_up(fields, name)
    fields.finish()
    return close_up


def draw(text: str) -> Figure:
    return foot.draw_close_up(parse(text))


def read_pose_files() -> dict[str, PoseFile]:
    return {
        path.stem: parse_poses(PurePosixPath(path.name), path.read_text(encoding="utf-8"))
        for path in sorted(poses.glob("*.yaml"))
    }


files = read_pose_files()
real = [(name, one) for name, file in files.items() for one in file.close_ups]
real_names = [f"{name} {one.name}" for name, one in real]


def real_one(name: str, block: str = "close-up") -> CloseUp:
    return next(one for one in files[name].close_ups if one.name == block)


def skin(drawn: Foot) -> Trace:
    return next(trace for trace in drawn.bare if trace.role == "skin")


def digits(drawn: Foot) -> list[Trace]:
    return [trace for trace in drawn.bare if trace.role == "digit"]


def shape_points(figure: Figure, role: str) -> list[Point]:
    return [
        place for shape in figure.shapes if shape.role == role for place in path_points(shape.path)
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("view: outer side\ntitle: A foot\n", "description is missing"),
        ("view: outer side\ndescription: A foot.\n", "title is missing"),
        (plain.replace("outer side", "the side"), 'view is "the side"; allowed: inner side'),
        (plain + "ankle: 45\n", "ankle is 45; allowed: a number from -50 to 30"),
        (plain + "toes: 90\n", "toes is 90; allowed: a number from -45 to 75"),
        (plain + "ankel: 5\n", 'unknown field "ankel"; did you mean "ankle"?'),
        (
            plain + "props: [trap round the ball of the foot]\n",
            'did you mean "strap round the ball',
        ),
        (plain + "arrows: [wave toes]\n", 'arrows has "wave toes"; allowed: move toes'),
        (plain + "props: [pen in the toes]\n", "can't be drawn in view outer side; allowed: above"),
        (plain + "arch: lifted\n", "a lifted arch is seen only in view inner side"),
        (plain + "pull: 30\n", "pull is the slope of a strap or band"),
        (plain + "roll: 10\n", "a foot that rolls is seen only in view above"),
        (plain + "fault: [toes]\n", "fault is for what is wrong"),
        (plain + "arrows: [pull the strap]\n", '"pull the strap" needs one'),
        (
            plain.replace("outer", "inner") + "other foot: a step ahead\n",
            "a foot ahead is seen behind the near one, so only in view outer side",
        ),
        (plain.replace("outer side", "above") + "ankle: 5\n", "ankle can't be seen in view above"),
        (plain + "rests: on tiptoe\n", "on tiptoe the toes lie flat and the heel is up"),
        (plain + "rests: flat\nleg: 20\n", "leg follows from ankle and toes"),
        (plain + "rests: flat\ntoes: -30\ntoe curl: 40\n", "the toes would go through the floor"),
        (plain + "rests: on the heel\n", "a foot rests on the heel when leg is from 60 to 110"),
        (
            plain + "arrows: [press heel down]\n",
            '"press heel down" doesn\'t go with a foot that rests',
        ),
        (plain + "rests: flat\narrows: [move heel up]\n", "allowed: on tiptoe"),
        (plain + "rests: flat\nprops: [ball under the arch]\n", "allowed: in the air"),
        (plain + "arrows: [to and fro foot]\n", 'add "ball under the arch" to props'),
        (plain + "props: [rolled towel under the calf]\n", "leg is from 60 to 110"),
        (
            plain + "props: [strap round the ball of the foot, band over the top of the foot]\n",
            "a strap and a band don't go round one foot",
        ),
        (
            plain.replace("outer side", "above") + "props: [pen in the toes]\n",
            "toes that lie flat don't hold a pen",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(ContentError, match=re.escape(message)):
        parse(text)


def test_all_mistakes_of_a_close_up_are_found_at_once_and_at_their_lines() -> None:
    with pytest.raises(ContentError) as caught:
        parse("view: outer side\nankle: 99\ntoes: up\nprops: [sofa]\n")
    assert [problem.line for problem in caught.value.problems] == [1, 1, 2, 3, 4]


def test_a_foot_at_rest_needs_no_more_than_title_description_and_view() -> None:
    figure = draw(plain)
    assert (figure.name, figure.title) == ("close-up", "A foot")
    assert figure.description == "A foot stands on the floor."


@pytest.mark.parametrize("ankle", [-20, 0, 18])
@pytest.mark.parametrize("outer", [True, False])
def test_a_flat_foot_stands_on_heel_and_ball_and_nothing_is_below_the_floor(
    outer: bool, ankle: float
) -> None:
    drawn = side_foot(outer, Joints(ankle=ankle))
    points = [point for trace in (*drawn.far, *drawn.bare) for point in trace.points]
    assert max(point.y for point in points) <= 0.01
    on_floor = [point.x for point in skin(drawn).points if point.y > -0.2]
    assert min(on_floor) < 20
    assert max(on_floor) > 60


def test_on_tiptoe_the_heel_is_9_to_12_cm_up_and_the_toes_lie_flat() -> None:
    joints = real_one("toe-walking").joints
    drawn = side_foot(True, joints)

    def turn(point: Point) -> Point:
        return turned_about(point, Point(0, 0), joints.toes)

    floor = max(turn(point).y for trace in drawn.bare for point in trace.points)
    heel = max(turn(point).y for point in skin(drawn).points if point.x < 14)
    assert 9 <= (floor - heel) * centimetres <= 12
    pads = [max(turn(point).y for point in toe.points) for toe in digits(drawn)]
    assert max(floor - pad for pad in pads) * centimetres < 1.5


def test_toes_that_bend_up_rise_and_toes_that_bend_down_sink() -> None:
    def tip(toes: float) -> Point:
        big_toe = digits(side_foot(False, Joints(toes=toes)))[-1]
        return max(big_toe.points, key=lambda point: point.x)

    assert tip(50).y < tip(0).y - 10
    assert tip(-30).y > tip(0).y + 5


@pytest.mark.parametrize(("name", "close_up"), real, ids=real_names)
def test_a_foot_that_rests_flat_or_on_its_heel_touches_the_floor_and_nothing_sinks_in(
    name: str, close_up: CloseUp
) -> None:
    if close_up.rests not in ("flat", "on the heel"):
        return
    figure = foot.draw_close_up(close_up)
    floor = shape_points(figure, "floor")[0].y
    bare = [p.y for role in ("skin", "digit") for p in shape_points(figure, role)]
    heel = max(p.y for p in shape_points(figure, "skin"))
    assert floor - 2.5 < heel <= max(bare) <= floor + 0.5
    cloth = [p.y for p in shape_points(figure, "trousers") if 0 < p.x < foot.width]
    assert max(cloth) < floor + 2


@pytest.mark.parametrize("hem", list(hems.values()), ids=list(hems))
@pytest.mark.parametrize("outer", [True, False])
def test_the_leg_goes_up_inside_the_trousers(outer: bool, hem: Hem) -> None:
    above = [point.x for point in skin(side_foot(outer, Joints(), hem)).points if point.y < hem.y]
    assert len(above) >= 2
    assert hem.back < min(above) < max(above) < hem.front


def test_bending_the_ankle_moves_the_leg_and_leaves_the_foot() -> None:
    still, bent = (skin(side_foot(True, Joints(ankle=a))).points for a in (0, 15))
    moved = [one != other for one, other in zip(still, bent, strict=True)]
    assert any(is_moved for is_moved, at in zip(moved, still, strict=True) if at.y < -45)
    assert not any(is_moved for is_moved, at in zip(moved, still, strict=True) if at.y > -18)


def test_a_lifted_arch_is_higher_and_heel_and_ball_stay_down() -> None:
    flat, lifted = (
        skin(side_foot(False, Joints(lifted=is_lifted))).points for is_lifted in (False, True)
    )
    arch = {round(point.x): point.y for point in flat}
    raised = {round(point.x): point.y for point in lifted}
    assert raised[47] < arch[47] - 3
    assert raised[14] == arch[14] == 0
    assert raised[69] == arch[69] == 0


@pytest.mark.parametrize(
    "drawn", [side_foot(True, Joints()), front_foot(Joints()), front_foot(Joints(curl=60))]
)
def test_a_foot_has_five_toes(drawn: Foot) -> None:
    assert len(digits(drawn)) == 5


@pytest.mark.parametrize(("which", "big_toe_is_left"), [("right", False), ("left", True)])
def test_the_big_toe_is_on_the_inner_side_when_we_look_at_somebody(
    which: str, big_toe_is_left: bool
) -> None:
    figure = draw(plain.replace("outer side", "above") + f"foot: {which}\n")
    toes = [path_points(shape.path) for shape in figure.shapes if shape.role == "digit"]
    widths = {max(p.x for p in toe) - min(p.x for p in toe): toe for toe in toes}
    big = widths[max(widths)]
    others = [point.x for toe in toes if toe is not big for point in toe]
    assert (sum(p.x for p in big) / len(big) < sum(others) / len(others)) is big_toe_is_left


def test_the_outer_side_of_a_right_foot_and_the_inner_side_of_a_left_foot_look_right() -> None:
    for view, which, faces in (
        ("outer side", "right", 1),
        ("inner side", "left", 1),
        ("inner side", "right", -1),
        ("outer side", "left", -1),
    ):
        figure = draw(plain.replace("outer side", view) + f"foot: {which}\n")
        legs = [p.x for p in shape_points(figure, "trousers")]
        nails = [p.x for p in shape_points(figure, "toenail")]
        assert (min(nails) > sum(legs) / len(legs)) == (faces == 1), (view, which)


def test_spread_toes_are_wider_from_above() -> None:
    def extent(joints: Joints) -> float:
        across = [point.x for toe in digits(front_foot(joints)) for point in toe.points]
        return max(across) - min(across)

    assert extent(Joints(spread=12)) > extent(Joints()) + 3


def test_long_toes_show_their_nails_and_curled_ones_hide_them() -> None:
    def nails(joints: Joints) -> int:
        return sum(trace.role == "toenail" for trace in side_foot(True, joints).bare)

    assert nails(Joints()) == 5
    assert nails(Joints(toes=25, curl=85)) == 0
    right, wrong = (real_one("toe-pressing", block) for block in ("close-up", "wrong"))
    assert (nails(right.joints), nails(wrong.joints)) == (5, 0)
    assert right.view == wrong.view


@pytest.mark.parametrize("joints", [Joints(), Joints(ankle=-40, toes=45)])
def test_the_toes_of_a_foot_on_the_floor_are_flat_and_end_one_after_the_other(
    joints: Joints,
) -> None:
    toes = digits(side_foot(True, joints))
    centre = Point(74, -8)
    level = [[turned_about(p, centre, joints.toes) for p in toe.points] for toe in toes]
    lowest = [max(point.y for point in toe) for toe in level]
    assert max(lowest) - min(lowest) < 1.5
    tips = [max(point.x for point in toe) for toe in level]
    assert tips == sorted(tips, reverse=True)


def test_the_ball_touches_the_arch_and_lies_on_the_floor() -> None:
    figure = draw(plain + "props: [ball under the arch]\n")
    balls = shape_points(figure, "ball")
    top, lowest = min(p.y for p in balls), max(p.y for p in balls)
    middle = sum(p.x for p in balls) / len(balls)
    outline = shape_points(figure, "skin")
    sole = min((p for p in outline if p.y > top - 8), key=lambda p: (abs(p.x - middle) > 9, -p.y))
    assert -1 < sole.y - top < 5  # a little flesh hides the top of the ball, never a gap
    roles = [shape.role for shape in figure.shapes]
    assert roles.index("ball") < roles.index("skin")
    assert lowest == pytest.approx(shape_points(figure, "floor")[0].y, abs=1.3)
    assert max(p.y for p in shape_points(figure, "digit")) < shape_points(figure, "floor")[0].y - 5


def near_ply(word: str, joints: Joints, pull: float) -> tuple[Point, ...]:
    return props[word].make(joints, pull).before[0].points


@pytest.mark.parametrize("pull", [15, 24, 32, 40])
def test_the_strap_goes_round_the_ball_of_the_foot_and_leaves_the_toes_free(pull: float) -> None:
    ply = near_ply(ropes[0], Joints(), pull)
    round_sole = [point.x for point in ply if abs(point.y) < 4]
    assert len(round_sole) >= 6
    assert min(round_sole) > 42
    assert max(round_sole) < 66
    one, other = ply[0], ply[1]
    at_the_top = one.x + (other.x - one.x) * (-24 - one.y) / (other.y - one.y)
    assert at_the_top < 70


def test_the_band_lies_over_the_forefoot_two_centimetres_behind_the_toes() -> None:
    ply = near_ply(ropes[1], Joints(), 8)
    over_the_top = [point.x for point in ply if -34 < point.y < -25]
    roots = min(toe.base.x for toe in side_toes)
    assert min(over_the_top) > 45
    assert (side_toes[0].base.x - max(over_the_top)) * centimetres > 2
    assert max(over_the_top) < roots


@pytest.mark.parametrize("word", ropes)
def test_a_strap_and_a_band_have_two_plies_one_of_them_behind_the_foot(word: str) -> None:
    figure = draw(plain + f"leg: 90\nprops: [{word}]\n")
    roles = [shape.role for shape in figure.shapes]
    skins = [index for index, role in enumerate(roles) if role in ("skin", "digit")]
    plies = [index for index, role in enumerate(roles) if role == "wide-band"]
    assert len(plies) == 2
    assert plies[0] < min(skins) < max(skins) < plies[1]


def test_the_band_runs_nearly_level_away_from_a_lying_leg() -> None:
    figure = draw(plain + "leg: 90\npull: 8\nprops: [band over the top of the foot]\n")
    near = path_points([shape for shape in figure.shapes if shape.role == "wide-band"][-1].path)
    end, start = near[0], near[1]
    assert end.x > foot.width
    assert 0 < (end.y - start.y) / (end.x - start.x) < 0.2


@pytest.mark.parametrize(("name", "close_up"), real, ids=real_names)
def test_every_close_up_of_the_site_shows_the_foot_of_its_hold_the_same_way_round(
    name: str, close_up: CloseUp
) -> None:
    hold = next(pose for pose in files[name].poses if pose.name == "hold")
    assert not find_disagreements(files[name])
    if hold.view == "three-quarter":  # half from the front: the foot may point either way
        return
    assert close_up.facing == hold.facing
    figure = foot.draw_close_up(close_up)
    if close_up.rests in ("flat", "on tiptoe"):
        cloth = [p.x for p in shape_points(figure, "trousers") if 0 < p.y < foot.height]
        nails = [p.x for p in shape_points(figure, "digit")]
        ahead = sum(nails) / len(nails) > sum(cloth) / len(cloth)
        assert ahead == (hold.facing == "right")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("foot: left", "foot: right", "foot is right, but the hold names the left"),
        ("foot: left", "foot: right", "faces right, but the person in the hold faces left"),
        ("outer side\n  foot", "inner side\n  foot", "the inner side of the left foot faces right"),
    ],
)
def test_a_close_up_of_the_wrong_foot_is_refused(old: str, new: str, message: str) -> None:
    text = (poses / "heel-tendon-stretch.yaml").read_text(encoding="utf-8")
    assert old in text
    file = parse_poses(PurePosixPath("x.yaml"), text.replace(old, new))
    assert any(message in problem.message for problem in find_disagreements(file))


def test_a_close_up_marks_only_what_its_hold_marks() -> None:
    for name, close_up in real:
        hold = next(pose for pose in files[name].poses if pose.name == "hold")
        assert set(close_up.works) <= {part.part for part in hold.works}, name


def test_the_calf_is_marked_up_to_its_thickest_part() -> None:
    close_up = real_one("heel-tendon-stretch")
    marked = [place for place in patches["calf"].edge if place.y > hems[close_up.hem].y]
    thickest = min(patches["calf"].edge, key=lambda place: place.x)
    assert thickest in marked


def test_a_wrong_block_may_be_a_close_up_with_a_cross_and_a_ring() -> None:
    figure = foot.draw_close_up(parse(plain + "fault: [toes]\n", "wrong"))
    roles = [shape.role for shape in figure.shapes]
    assert figure.name == "wrong"
    assert roles[-3:] == ["fault", "wrong-ring", "wrong"]
    assert {name for name, one in real if one.name == "wrong"} == {
        "toe-pressing",
        "toe-stretching",
        "toe-walking",
    }


def test_a_foot_that_rolls_outwards_stands_on_its_little_toe_and_its_leg_stays_upright() -> None:
    big, *others = digits(front_foot(Joints(roll=20)))
    floor = max(point.y for toe in others for point in toe.points)
    assert max(point.y for point in big.points) < floor - 4
    assert max(point.y for point in others[-1].points) > floor - 5
    outline = skin(front_foot(Joints(roll=20))).points
    (left, _), (right, _) = outline[0], outline[-1]
    top = Point((left + right) / 2, outline[0].y)
    ankles = [point.x for point in outline if -85 < point.y < -65]
    assert abs(top.x - sum(ankles) / len(ankles)) < 4


def test_the_other_foot_is_a_step_ahead_on_the_same_floor_and_quieter() -> None:
    figure = foot.draw_close_up(real_one("toe-walking"))
    near, far = shape_points(figure, "digit"), shape_points(figure, "digit-far")
    assert max(p.x for p in far) > max(p.x for p in near) + 30
    assert max(p.y for p in far) == pytest.approx(max(p.y for p in near), abs=2)
    roles = [shape.role for shape in figure.shapes]
    assert roles.index("skin-far") < roles.index("skin")
    assert len([role for role in roles if role == "arrow"]) == 2


def test_a_hand_that_holds_the_toes_has_four_fingers_a_palm_and_a_thumb() -> None:
    hand = props["hand on the toes"].make(Joints(toes=50), 0)
    behind, before = ([trace.role for trace in part] for part in (hand.behind, hand.before))
    assert behind.count("digit") == 1
    assert behind.count("skin") == 1
    assert before.count("digit") == 4


def test_the_hand_follows_the_toes_it_bends() -> None:
    thumbs = [props["hand on the toes"].make(Joints(toes=toes), 0).behind[0] for toes in (30, 60)]
    low, high = (min(point.y for point in thumb.points) for thumb in thumbs)
    assert high < low - 2
    left = [min(point.x for point in thumb.points) for thumb in thumbs]
    assert left[1] < left[0] - 5


@pytest.mark.parametrize(("name", "close_up"), real, ids=real_names)
def test_every_arrow_of_the_site_lies_inside_its_picture(name: str, close_up: CloseUp) -> None:
    figure = foot.draw_close_up(close_up)
    points = [p for role in ("arrow", "circle-back", "fault") for p in shape_points(figure, role)]
    assert all(0 < p.x < foot.width and 0 < p.y < foot.height for p in points)


@pytest.mark.parametrize(("name", "close_up"), real, ids=real_names)
def test_every_close_up_of_the_site_is_always_the_same(name: str, close_up: CloseUp) -> None:
    assert foot.draw_close_up(close_up) == foot.draw_close_up(close_up)


def test_ten_exercises_have_a_close_up() -> None:
    assert sum(close_up.name == "close-up" for _, close_up in real) == 10


@pytest.mark.parametrize("word", [*props, *arrows, *patches, *faults])
def test_every_word_can_be_drawn(word: str) -> None:
    name, words = next(
        (name, words)
        for name, words in (
            ("props", props), ("arrows", arrows), ("works", patches), ("fault", faults),
        )
        if word in words
    )  # fmt: skip
    known = words[word]
    for view in known.views:
        lines = [plain.replace("outer side", view), f"{name}: [{word}]"]
        if known.rests and "in the air" not in known.rests:
            lines.append(f"rests: {known.rests[0]}")
        if known.rests == ("on tiptoe",):
            lines.append("toes: 40")
        if "towel" in word:
            lines.append("leg: 90")
        if "pen" in word:
            lines.append("toe curl: 50")
        if word == "to and fro foot":
            lines.append("props: [ball under the arch]")
        if word == "pull the strap":
            lines.append(f"props: [{ropes[0]}]")
        bare = draw(lines[0])
        figure = foot.draw_close_up(
            parse("\n".join(lines), "wrong" if name == "fault" else "close-up")
        )
        assert len(figure.shapes) > len(bare.shapes)


@pytest.mark.parametrize("word", [*props, *arrows, *patches, *faults, *views, *rests])
def test_every_word_of_a_close_up_is_in_the_docs(word: str) -> None:
    docs = (poses.parent.parent / "docs" / "pose-format.md").read_text(encoding="utf-8")
    assert f"`{word}`" in docs.partition("## The close-up")[2]
