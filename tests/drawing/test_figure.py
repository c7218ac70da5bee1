"""Poses -> figures: what is in each of them, in words, roles and frames."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from fields.errors import ContentError
from figures.figure import Figure, Shape
from figures.geometry.curves import letters, path_points
from tests.drawing.library import block, draw, numbers, outputs, stand

figures = Path(__file__).resolve().parent.parent.parent / "content" / "figures"
heaviest, heaviest_close_up = 4_200, 2_700  # bytes, as a server sends them

massage = """person: mira
start:
  title: Sit tall
  description: A person sits on a chair with the left foot flat.
  position: sitting
  props: [chair]
hold:
  title: Hold the ankle of the right leg
  description: The right ankle lies on the left thigh. The left hand holds the ankle.
  position: sitting
  props: [chair]
  knee: {left: 90}
  feet: {left: flat, right: on the other thigh}
  hands: {left: holding the right ankle}
  works: [right thigh]
  arrows: [move right knee down]
phases:
  Let go:
    title: Let go
    description: The left hand leaves the right ankle.
    hands: {left: free}
close-up:
  title: The toes
  description: The right foot with the left hand at its ankle.
  look: right foot, from above and in front
wrong:
  title: Not with a bent back
  description: The back is bent, and the right foot on the floor.
  position: sitting
  props: [chair]
  back: 45
  fault: [upper back]
"""
marked = block("standing\nworks: [left thigh]\nprops: [shoe]\nview: front")
small = f"""{stand}close-up:
  title: The foot
  description: The left foot.
  look: left foot, from the outer side
wrong:
  title: Not on the outer edge
  description: The left foot rolls outwards.
  look: left foot, from the front
  foot roll: {{left: 20}}
  fault: [left toes]
"""
plain = block("standing\nview: front")


def roles(figure: Figure) -> list[str]:
    return [shape.role for shape in figure.shapes if shape.path]


def of_role(figure: Figure, role: str) -> Shape:
    return next(shape for shape in figure.shapes if shape.role == role)


def box(shape: Shape) -> tuple[float, float, float, float]:
    xs, ys = zip(*path_points(shape.path), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


# One figure


def test_a_person_is_drawn_from_head_to_foot_inside_the_picture() -> None:
    figure = draw(plain)["start"]
    assert {"skin", "shirt", "trousers", "cuff", "hair", "face", "brow"} <= set(roles(figure))
    body = [path_points(shape.path) for shape in figure.shapes if shape.role != "ground"]
    xs, ys = zip(*(point for points in body for point in points), strict=True)
    assert min(xs) > 0
    assert max(xs) < figure.width
    assert 0 < min(ys) < max(ys) <= figure.height
    # A unit is a centimetre of a person 170 cm tall.
    assert 165 < box(of_role(figure, "skin"))[3] - min(ys) < 182


def test_seen_level_the_far_arm_and_its_sleeve_are_darker() -> None:
    words = 'standing\nprops: ["wall, 48 ahead"]\n'
    words += 'hands: {left: "on the wall, 134 high", right: "on the wall, 120 high"}'
    level, down = (
        draw(block(f"{words}\nview: {view}"))["start"] for view in ("exact side", "from above")
    )
    near, far = (box(of_role(level, role)) for role in ("skin", "skin-far"))
    assert level.height - 150 > far[1] > near[1]  # a hand is below the head
    assert "shirt-far" in roles(level)
    assert {"skin-far", "shirt-far"}.isdisjoint(roles(down))


def test_legs_are_shown_from_the_waist_down_and_larger() -> None:
    words = plain.replace("  position:", "  show: legs\n  position:")
    whole, legs = draw(plain)["start"], draw(words)["start"]
    assert {"hair", "brow"}.isdisjoint(roles(legs))
    assert (legs.width, legs.width / legs.height) == pytest.approx((170, 4 / 3), rel=0.01)
    left, _, right, _ = box(of_role(whole, "trousers"))
    near_left, _, near_right, _ = box(of_role(legs, "trousers"))
    assert (near_right - near_left) / legs.width > 1.5 * (right - left) / whole.width


def test_feet_are_shown_larger_than_legs_with_nails_whatever_stands_behind() -> None:
    words = block("sitting\nprops: [chair]\nview: three-quarter")
    legs, feet = (
        draw(words.replace("  position:", f"  show: {show}\n  position:"))["start"]
        for show in ("legs", "feet")
    )
    assert "nail" in roles(feet)
    assert (feet.width, feet.width / feet.height) == pytest.approx((170, 4 / 3), rel=0.01)
    (left, _, right, _), (near_left, _, near_right, _) = (
        box(of_role(figure, "cuff")) for figure in (legs, feet)
    )
    assert near_right - near_left > 1.35 * (right - left)


def test_a_lap_is_shown_from_the_elbows_to_the_knees_and_larger() -> None:
    words = block("sitting\nprops: [chair]\nview: three-quarter\nhands: {both: on the thighs}")
    whole, lap = draw(words)["start"], draw(words.replace("view", "show: lap\n  view"))["start"]
    assert {"hair", "brow", "cuff"}.isdisjoint(roles(lap))
    assert (lap.width, lap.width / lap.height) == pytest.approx((170, 4 / 3), rel=0.01)
    wide = [box(of_role(each, "trousers")) for each in (whole, lap)]
    shares = [(at[2] - at[0]) / each.width for at, each in zip(wide, (whole, lap), strict=True)]
    assert shares[1] > 2 * shares[0]


def test_a_file_may_have_pictures_from_near_alone() -> None:
    words = block("standing\nlook: left foot, from the front")
    assert list(draw(words)) == ["start"]


def test_whoever_the_file_names_is_drawn_and_ann_if_it_names_nobody() -> None:
    assert draw(plain)["start"].person == "ann"
    joe = draw(f"person: joe\n{plain}")["start"]
    assert joe.person == "joe"
    assert joe.shapes != draw(plain)["start"].shapes


def test_shoes_hide_the_toes() -> None:
    bare, shod = draw(plain)["start"], draw(marked)["start"]
    assert {"shoe", "shoe-sole"} <= set(roles(shod))
    assert not {"shoe", "shoe-sole"} & set(roles(bare))
    lowest = [box(of_role(figure, "skin"))[3] for figure in (bare, shod)]
    assert lowest[0] > bare.height - 20
    assert lowest[1] < lowest[0] - 4


def test_what_is_felt_is_a_hatched_patch_on_the_part_that_works_and_nowhere_else() -> None:
    assert not {"felt", "felt-lines"} & set(roles(draw(plain)["start"]))
    figure = draw(marked)["start"]
    left, top, right, bottom = box(of_role(figure, "felt"))
    trousers = box(of_role(figure, "trousers"))
    # Seen from the front, the left thigh is on the right of the page.
    assert left > figure.width / 2 - 1
    assert right < trousers[2]
    assert trousers[1] < top < bottom < trousers[3]
    lines = box(of_role(figure, "felt-lines"))
    assert lines[0] >= left - 1.5
    assert lines[1] >= top - 1.5
    assert lines[2] <= right + 1.5
    assert lines[3] <= bottom + 1.5
    assert letters(of_role(figure, "felt-lines").path).count("M") >= 4


def test_a_mark_that_nobody_sees_is_told_at_its_line() -> None:
    with pytest.raises(ContentError) as caught:
        draw(block("standing\nview: front\nworks: [right hamstrings]"))
    (found,) = caught.value.problems
    assert found.line == 6
    assert "nobody sees where it is felt (right hamstrings)" in found.message


@pytest.mark.parametrize(
    "arrow", ["move left hand ahead", "press hips back", "move left foot towards the head"]
)
def test_an_arrow_that_would_point_at_the_reader_is_told_at_its_line(arrow: str) -> None:
    with pytest.raises(ContentError) as caught:
        draw(block(f"standing\nview: front\narrows: [move hips left, {arrow}]"))
    (found,) = caught.value.problems
    assert found.line == 6
    assert "points straight at the reader" in found.message


def test_nothing_moves_in_a_start() -> None:
    figure = draw(plain)["start"]
    assert figure.motion == ""
    assert not any(shape.frames for shape in figure.shapes)


# A whole file


@pytest.fixture(scope="module")
def whole() -> Mapping[str, Figure]:
    return draw(massage)


@pytest.mark.slow
def test_figures_come_in_the_order_in_which_they_are_shown(whole: Mapping[str, Figure]) -> None:
    assert list(whole) == ["start", "hold", "phase-1", "close-up", "wrong"]
    assert {figure.person for figure in whole.values()} == {"mira"}


@pytest.mark.slow
def test_each_figure_has_its_words_and_those_for_the_other_side(
    whole: Mapping[str, Figure],
) -> None:
    assert {name: figure.title for name, figure in whole.items()} == {
        "start": "Sit tall",
        "hold": "Hold the ankle of the right leg",
        "phase-1": "Let go",
        "close-up": "The toes",
        "wrong": "Not with a bent back",
    }
    assert {figure.side for figure in whole.values()} == {"right"}
    hold = whole["hold"]
    assert hold.mirrored_title == "Hold the ankle of the left leg"
    assert hold.mirrored_description == (
        "The left ankle lies on the right thigh. The right hand holds the ankle."
    )


@pytest.mark.slow
def test_only_what_is_wrong_has_a_cross_and_a_ring(whole: Mapping[str, Figure]) -> None:
    signs = {"wrong", "wrong-ring", "fault"}
    assert {name for name, figure in whole.items() if signs & set(roles(figure))} == {"wrong"}
    assert signs <= set(roles(whole["wrong"]))


@pytest.mark.slow
def test_arrows_and_marks_are_those_of_their_own_block(whole: Mapping[str, Figure]) -> None:
    for role in ("arrow", "felt"):
        assert {name for name, figure in whole.items() if role in roles(figure)} <= {"hold"}
    assert "arrow" in roles(whole["hold"])


@pytest.mark.slow
def test_start_hold_and_phases_share_one_size_and_a_close_up_its_own(
    whole: Mapping[str, Figure],
) -> None:
    sizes = {name: (figure.width, figure.height) for name, figure in whole.items()}
    assert sizes["start"] == sizes["hold"] == sizes["phase-1"]
    assert sizes["close-up"] == (170, 127.5)
    for wide, high in sizes.values():
        assert wide / high == pytest.approx(4 / 3, abs=0.01)


@pytest.mark.slow
def test_a_start_that_is_seen_from_elsewhere_fills_its_own_picture() -> None:
    floor = "sitting on the floor\nview: "
    level, above = block(f"{floor}side"), block(f"{floor}overhead\nmotion: none", "hold")
    both = draw(level + above)
    assert both["start"].width == draw(level)["start"].width
    assert both["start"].width != both["hold"].width


@pytest.mark.slow
def test_a_close_up_shows_the_foot_with_the_hand_and_the_nails(
    whole: Mapping[str, Figure],
) -> None:
    close = set(roles(whole["close-up"]))
    assert {"skin", "nail"} <= close
    assert "nail" not in roles(whole["hold"])
    assert not {"hair", "brow", "floor"} & close
    assert not any(shape.frames for shape in whole["close-up"].shapes)


@pytest.mark.slow
def test_what_moves_has_the_same_letters_in_all_frames(whole: Mapping[str, Figure]) -> None:
    hold = whole["hold"]
    assert hold.motion == "ease"
    moving = [shape for shape in hold.shapes if shape.frames]
    assert {"skin", "trousers"} <= {shape.role for shape in moving}
    for shape in moving:
        assert len(shape.frames) <= 2
        assert {letters(frame) for frame in shape.frames} == {letters(shape.path)}


@pytest.mark.slow
def test_two_processes_and_two_processors_draw_the_same_bytes() -> None:
    words = block(
        "sitting\nprops: [chair]\nknee: {left: 90}\n"
        "feet: {left: flat, right: on the other thigh}\nhands: {left: holding the right toes}\n"
        "works: [right thigh]"
    )
    program = (
        "from tests.drawing.library import draw\nfrom figures.svg import write_figure\n"
        f"print(write_figure(draw({words!r})['start'], '', '').decode())"
    )
    (found,) = outputs(program)
    assert found.count("<path") > 10


# The figures of the site


def on_a_page(text: str) -> str:
    """What stands of a figure on a page: its words and paths, without the file's own style; and
    frames as the ways from their path, which pack better."""
    lines = text.splitlines(keepends=True)
    kept = [line for line in lines[1:-1] if not line.startswith("<style")]
    return "".join(map(with_ways, kept)).replace('class="', 'class="figure__')


def with_ways(line: str) -> str:
    found = re.search(r' data-frames="([^"]*)"', line)
    if not found:
        return line
    path = numbers(line.partition(' d="')[2].partition('"')[0])
    ways = [
        " ".join(f"{round(there - here, 2):g}" for here, there in zip(path, frame, strict=True))
        for frame in map(numbers, found[1].split("|"))
    ]
    return line.replace(found[0], f' data-ways="{"|".join(ways)}"')


@pytest.mark.parametrize("file", sorted(figures.glob("*.svg")), ids=lambda file: file.stem)
def test_a_figure_is_light(file: Path) -> None:
    size = len(gzip.compress(on_a_page(file.read_text("utf-8")).encode(), 9))
    assert size <= (heaviest_close_up if file.stem.endswith("close-up") else heaviest)


def test_a_small_file_gives_all_its_figures() -> None:
    drawn = draw(small)
    assert list(drawn) == ["start", "hold", "close-up", "wrong"]
    assert {"wrong", "wrong-ring", "fault"} <= set(roles(drawn["wrong"]))
    assert "nail" in roles(drawn["close-up"])
    moving = {shape.role for shape in drawn["hold"].shapes if shape.frames}
    assert {"skin", "trousers"} <= moving
    assert drawn["hold"].motion == "ease"
    assert drawn["close-up"].width == 170
