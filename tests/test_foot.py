"""Close-ups of the foot: what can be said, what is refused, and where the drawn foot touches."""

from __future__ import annotations

import gzip
import re
from pathlib import Path, PurePosixPath

import pytest

from generator import foot
from generator.curves import Point
from generator.errors import ContentError
from generator.fields import parse_fields
from generator.foot_flat import flat_foot
from generator.foot_marks import arrows, patches
from generator.foot_props import props
from generator.foot_shapes import Foot, Joints, Trace, side_foot, turned_about
from generator.foot_words import CloseUp, rests, views
from generator.model import Figure

poses = Path(__file__).parent.parent / "content" / "poses"
plain = """\
title: A foot
description: A foot stands on the floor.
view: outer side
"""
centimetres = 0.25  # of a foot 25 cm long, for each unit of the drawing


def parse(text: str) -> CloseUp:
    fields = parse_fields(PurePosixPath("content/poses/x.yaml"), text)
    close_up = foot.parse_close_up(fields)
    fields.finish()
    return close_up


def draw(text: str) -> Figure:
    return foot.draw_close_up(parse(text))


def real_close_ups() -> list[tuple[str, CloseUp]]:
    found = []
    for path in sorted(poses.glob("*.yaml")):
        fields = parse_fields(PurePosixPath(path.name), path.read_text(encoding="utf-8"))
        group = fields.group("close-up", required=False)
        if group is not None:
            found.append((path.stem, foot.parse_close_up(group)))
    return found


real = real_close_ups()


def skin(drawn: Foot) -> Trace:
    return next(trace for trace in drawn.bare if trace.role == "skin")


def digits(drawn: Foot) -> list[Trace]:
    return [trace for trace in drawn.bare if trace.role == "digit"]


def page_points(path: str) -> list[Point]:
    """Return the joints of a path: where each of its commands ends."""
    places, x, y = [], 0.0, 0.0
    for command, numbers in re.findall(r"([Mlqt])([^A-Za-z]*)", path):
        values = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        step = {"M": 2, "l": 2, "t": 2, "q": 4}[command]
        for index in range(0, len(values), step):
            dx, dy = values[index + step - 2 : index + step]
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            places.append(Point(x, y))
    return places


def shape_points(figure: Figure, role: str) -> list[Point]:
    return [
        place for shape in figure.shapes if shape.role == role for place in page_points(shape.path)
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
        (plain + "toe spread: 8\n", "toe spread can't be seen in view outer side"),
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
    joints = Joints(ankle=-40, toes=45)
    drawn = side_foot(True, joints)

    def turn(point: Point) -> Point:
        return turned_about(point, Point(0, 0), 45)

    floor = max(turn(point).y for trace in drawn.bare for point in trace.points)
    heel = max(turn(point).y for point in skin(drawn).points if point.x < 14)
    assert 9 <= (floor - heel) * centimetres <= 12
    pads = [max(turn(point).y for point in toe.points) for toe in digits(drawn)]
    assert max(floor - pad for pad in pads) * centimetres < 1.5


def test_toes_that_bend_up_rise_and_toes_that_bend_down_sink() -> None:
    def tip(toes: float) -> Point:
        return max(skin(side_foot(False, Joints(toes=toes))).points, key=lambda point: point.x)

    assert tip(50).y < tip(0).y - 10
    assert tip(-30).y > tip(0).y + 5


def test_bending_the_ankle_moves_the_leg_and_leaves_the_foot() -> None:
    still, bent = (skin(side_foot(True, Joints(ankle=a))).points for a in (0, 15))
    moved = [one != other for one, other in zip(still, bent, strict=True)]
    assert any(is_moved for is_moved, at in zip(moved, still, strict=True) if at.y < -45)
    assert not any(is_moved for is_moved, at in zip(moved, still, strict=True) if at.y > -18)


def test_a_lifted_arch_is_higher_and_the_three_points_stay_down() -> None:
    flat, lifted = (
        skin(side_foot(False, Joints(lifted=is_lifted))).points for is_lifted in (False, True)
    )
    arch = {round(point.x): point.y for point in flat}
    raised = {round(point.x): point.y for point in lifted}
    assert raised[47] < arch[47] - 3
    assert raised[14] == arch[14] == 0
    assert raised[72] == arch[72] == 0


@pytest.mark.parametrize(
    "drawn", [side_foot(True, Joints()), flat_foot(False, Joints()), flat_foot(True, Joints())]
)
def test_a_foot_has_five_toes(drawn: Foot) -> None:
    assert len(digits(drawn)) == 5


@pytest.mark.parametrize(
    ("view", "which", "big_toe_is_left"),
    [
        ("above", "right", True),
        ("above", "left", False),
        ("below", "right", False),
        ("below", "left", True),
    ],
)
def test_the_big_toe_is_on_the_inner_side(view: str, which: str, big_toe_is_left: bool) -> None:
    figure = draw(plain.replace("outer side", view) + f"foot: {which}\n")
    toes = [page_points(shape.path) for shape in figure.shapes if shape.role == "digit"]
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


def test_curled_toes_are_shorter_from_above_and_spread_toes_are_wider() -> None:
    def extent(joints: Joints) -> Point:
        points = [point for toe in digits(flat_foot(False, joints)) for point in toe.points]
        xs = [point.x for point in points]
        return Point(max(xs) - min(xs), -min(point.y for point in points))

    assert extent(Joints(toes=-30, curl=50)).y < extent(Joints()).y - 5
    assert extent(Joints(spread=12)).x > extent(Joints()).x + 4


def test_the_ball_touches_the_arch_and_lies_on_the_floor() -> None:
    ball = props["ball under the arch"].make(Joints()).between[0].points
    top = min(ball, key=lambda point: point.y)
    sole = min(skin(side_foot(False, Joints())).points, key=lambda p: abs(p.x - top.x) - p.y / 99)
    assert abs(top.y - sole.y) < 3
    figure = draw(plain + "props: [ball under the arch]\n")
    floor = shape_points(figure, "floor")[0].y
    lowest = max(p.y for p in shape_points(figure, "ball"))  # a joint of the path, not its lowest
    assert lowest == pytest.approx(floor, abs=1.3)
    assert max(p.y for p in shape_points(figure, "digit")) < floor - 5


def test_the_strap_goes_round_the_sole_at_the_ball_and_the_band_over_the_top() -> None:
    strap = props["strap round the ball of the foot"].make(Joints()).before[0].points
    band = props["band over the top of the foot"].make(Joints()).before[0].points
    round_sole = [point for point in strap if abs(point.y) < 4]
    assert all(55 < point.x < 75 for point in round_sole)
    assert len(round_sole) >= 4
    assert all(point.y < -16 for point in band if -30 < point.y < 0)


def test_the_band_runs_level_away_from_a_lying_leg() -> None:
    figure = draw(plain + "leg: 90\nprops: [band over the top of the foot]\n")
    near = page_points([shape for shape in figure.shapes if shape.role == "wide-band"][-1].path)
    assert max(p.x for p in near) > foot.width
    assert abs(near[0].y - near[1].y) < 1


@pytest.mark.parametrize(("name", "close_up"), real)
def test_every_arrow_of_the_site_lies_inside_its_picture(name: str, close_up: CloseUp) -> None:
    figure = foot.draw_close_up(close_up)
    points = shape_points(figure, "arrow")
    assert all(0 < p.x < foot.width and 0 < p.y < foot.height for p in points)


@pytest.mark.parametrize(("name", "close_up"), real)
def test_every_close_up_of_the_site_is_small_and_always_the_same(
    name: str, close_up: CloseUp
) -> None:
    figure = foot.draw_close_up(close_up)
    text = "".join(f'<path class="figure__{s.role}" d="{s.path}"/>' for s in figure.shapes)
    assert len(gzip.compress(text.encode())) < 2000
    assert foot.draw_close_up(close_up) == figure
    assert not re.search(r"\d\.\d\d", text)


def test_ten_exercises_have_a_close_up() -> None:
    assert len(real) == 10


@pytest.mark.parametrize("word", [*props, *arrows, *patches])
def test_every_word_can_be_drawn(word: str) -> None:
    known = props.get(word) or arrows.get(word) or patches[word]
    name = "props" if word in props else "arrows" if word in arrows else "works"
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
        bare, figure = draw(lines[0]), draw("\n".join(lines))
        assert len(figure.shapes) > len(bare.shapes)


@pytest.mark.parametrize("word", [*props, *arrows, *patches, *views, *rests])
def test_every_word_of_a_close_up_is_in_the_docs(word: str) -> None:
    docs = (poses.parent.parent / "docs" / "pose-format.md").read_text(encoding="utf-8")
    assert f"`{word}`" in docs.partition("## The close-up")[2]
