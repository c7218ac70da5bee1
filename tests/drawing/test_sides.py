"""Which side works in a picture, and its words when it is turned round."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from fields.errors import ContentError
from figures.figure import Figure
from figures.geometry.curves import path_points
from figures.words.mirrored import swapped
from tests.drawing import library

content = Path(__file__).resolve().parent.parent.parent / "content"
real = sorted((content / "poses").glob("*.yaml"))
exercises = {path.stem: path for path in (content / "exercises").glob("*.md")}
stand = """{name}:
  title: Stand
  description: A person stands on the left leg.
  position: standing
"""
foot = """close-up:
  title: A foot
  description: A foot is in the air.
  view: outer side
"""


def block(name: str, *more: str) -> str:
    return stand.format(name=name) + "".join(f"  {line}\n" for line in more)


def draw(*blocks: str) -> Mapping[str, Figure]:
    return library.draw("".join(blocks))


def drawn_sides(*blocks: str) -> dict[str, str]:
    return {name: figure.side for name, figure in draw(*blocks).items()}


@pytest.mark.parametrize(
    ("lines", "side"),
    [
        ((), ""),
        (("side: right", "works: [left calf]"), "right"),
        (("side: both", "works: [left calf]"), ""),
        (("works: [left calf]", "arrows: [press right heel down]"), "left"),
        (("works: [left calf, right calf]", "arrows: [press right heel down]"), ""),
        (("works: [lower back]", "arrows: [move hips ahead, press right heel down]"), "right"),
        (("arrows: [move hips ahead]", "fault: [right knee]"), "right"),
        (("fault: [left knee]", "props: [ball under the right arch]"), "left"),
        (("props: [mat, ball under the right arch]", "hands: {left: free}"), "right"),
        (("touching: [left sole]",), ""),
    ],
)
def test_a_pose_says_its_side_or_its_words_tell_it(lines: tuple[str, ...], side: str) -> None:
    assert drawn_sides(block("start", *lines)) == {"start": side}


def test_hands_that_hold_a_leg_tell_its_side_and_hands_that_rest_on_one_do_not() -> None:
    sitting = block("start", "trunk: 30").replace("standing", "sitting")
    rest = sitting + "  hands: {left: on the left thigh}\n"
    hold = sitting + "  hands: {left: behind the right thigh, right: behind the right thigh}\n"
    assert drawn_sides(rest) == {"start": ""}
    assert drawn_sides(hold) == {"start": "right"}


def test_start_and_wrong_take_the_side_of_the_hold_unless_they_say_one() -> None:
    hold = block("hold", "works: [left calf]")
    start, wrong = block("start"), block("wrong")
    assert drawn_sides(start, hold, wrong) == {"start": "left", "hold": "left", "wrong": "left"}
    start, wrong = block("start", "side: right"), block("wrong", "fault: [right heel]")
    assert drawn_sides(start, hold, wrong) == {"start": "right", "hold": "left", "wrong": "right"}


def test_a_hold_in_which_both_sides_work_goes_for_the_whole_file() -> None:
    hold = block("hold", "side: both", "works: [right calf]")
    sides = drawn_sides(block("start"), hold, foot, block("wrong", "fault: [right heel]"))
    assert sides == dict.fromkeys(("start", "hold", "close-up", "wrong"), "")
    assert drawn_sides(block("start", "side: left"), hold) == {"start": "left", "hold": ""}


def test_a_close_up_shows_its_foot_unless_both_work() -> None:
    assert drawn_sides(block("start"), foot)["close-up"] == "right"
    assert drawn_sides(block("start"), foot + "  foot: left\n")["close-up"] == "left"
    hold = block("hold", "works: [left calf, right calf]")
    assert drawn_sides(block("start"), hold, foot)["close-up"] == ""


def test_a_side_is_left_right_or_both() -> None:
    with pytest.raises(ContentError, match='side is "near"; allowed: left, right or both'):
        draw(block("start", "side: near"))


def exercise_of(path: Path) -> dict[str, dict[str, str]]:
    """The fields of the exercise that a pose file shows, or a routine's own way of doing it."""
    slug = max((slug for slug in exercises if path.stem.startswith(slug)), key=len)
    fields: dict[str, dict[str, str]] = yaml.safe_load(exercises[slug].read_text().split("---")[1])
    return fields


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_pictures_have_a_side_where_an_exercise_is_done_side_by_side_and_else_none(
    path: Path,
) -> None:
    found = set(drawn_sides(path.read_text()).values())
    each = exercise_of(path)["dose"]["sides"] == "each"
    assert found <= {"left", "right"} if each else found == {""}


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_all_pictures_of_a_file_show_the_same_side(path: Path) -> None:
    assert len(set(drawn_sides(path.read_text()).values())) == 1


# Words


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The left foot is flat.", "The right foot is flat."),
        ("Right heel down, left one up.", "Left heel down, right one up."),
        ("RIGHT foot; Left-hand side", "LEFT foot; Right-hand side"),
        ("left, right and left", "right, left and right"),
        ("Sit upright, bright and deft.", "Sit upright, bright and deft."),
        ("The knee is at a right angle.", "The knee is at a right angle."),
        ("Two right angles, right away.", "Two right angles, right away."),
        ("It's all right. Stop right now.", "It's all right. Stop right now."),
        ("The right way for the left-handed", "The right way for the left-handed"),
        ("At the right angle of the left knee", "At the right angle of the right knee"),
        ("the right ankle, the left wayside", "the left ankle, the right wayside"),
        ("The pencil is right under the left foot.", "The pencil is right under the right foot."),
        ("The left is in front, the right behind.", "The right is in front, the left behind."),
        ("A chair of the right height stands right in front.",) * 2,
        ("Left hand on the chair, right on it.", "Right hand on the chair, left on it."),
        ("Left arm up and right down", "Right arm up and left down"),
        ("It is left of the foot, nothing is left.", "It is right of the foot, nothing is left."),
        ("Nothing is left, and both arms hang just right.",) * 2,
        ("Turn right angled feet LEFT.", "Turn right angled feet RIGHT."),
    ],
)
def test_left_and_right_change_places_where_they_mean_sides(text: str, turned: str) -> None:
    assert swapped(text) == turned


@pytest.mark.parametrize("path", real, ids=lambda path: path.stem)
def test_words_swapped_twice_are_the_words_again(path: Path) -> None:
    for figure in draw(path.read_text()).values():
        assert swapped(swapped(figure.description)) == figure.description
        assert swapped(swapped(figure.title)) == figure.title


def test_words_for_the_mirrored_picture_follow_from_the_others_or_are_written() -> None:
    start = draw(block("start"))["start"]
    assert (start.mirrored_title, start.mirrored_description) == (
        "Stand",
        "A person stands on the right leg.",
    )
    more = ("mirrored title: Stand well", "mirrored: Nothing is left to do.")
    for figure in draw(block("start", *more), foot + "".join(f"  {m}\n" for m in more)).values():
        assert figure.mirrored_title == "Stand well"
        assert figure.mirrored_description == "Nothing is left to do."


# What turns


def turning(figure: Figure) -> list[tuple[str, float]]:
    return [(shape.role, shape.turns) for shape in figure.shapes if shape.turns is not None]


def reach(figure: Figure, role: str) -> tuple[float, float]:
    """How far what turns goes to the left and to the right of its axis."""
    shape = next(shape for shape in figure.shapes if shape.role == role)
    across = [point.x - (shape.turns or 0) for point in path_points(shape.path)]
    return -min(across), max(across)


@pytest.mark.parametrize("slug", ["ankle-circles", "ankle-circles-chair"])
def test_an_arrow_that_goes_in_a_circle_turns_about_its_middle(slug: str) -> None:
    hold = draw((content / "poses" / f"{slug}.yaml").read_text())["hold"]
    assert [role for role, _ in turning(hold)] == ["arrow"]
    assert reach(hold, "arrow") == pytest.approx((15, 15), abs=1.5)
    foot_over_it = max(i for i, shape in enumerate(hold.shapes) if shape.role in ("skin", "shoe"))
    assert foot_over_it > [shape.role for shape in hold.shapes].index("arrow")


@pytest.mark.parametrize("leg", [70, 90, 158])
def test_the_circles_round_the_toes_turn_about_the_foot(leg: int) -> None:
    close_up = draw(block("start"), f"{foot}  leg: {leg}\n  arrows: [circle toes]\n")["close-up"]
    turns = turning(close_up)
    assert [role for role, _ in turns] == [
        "circle-back", "arrow", "circle-front", "other-way", "arrow",
    ]  # fmt: skip
    near, far = turns[0][1], turns[3][1]
    assert [turn for _, turn in turns] == [near, near, near, far, far]
    left, right = zip(reach(close_up, "circle-back"), reach(close_up, "circle-front"), strict=True)
    assert max(left) == pytest.approx(max(right), abs=4)


def test_an_arrow_that_does_not_go_round_needs_no_axis() -> None:
    ways = ("move hips ahead", "move right toes towards the shin", "move chest from the hips")
    others = ("press left heel down", "to and fro right foot", "move left heel up")
    start = block("start", f"arrows: {[*ways, *others]}".replace("'", '"'))
    words = ("move toes towards the shin", "move foot away from the shin")
    near = foot + f"  arrows: {list(words)}\n".replace("'", '"')
    for figure in draw(start, near).values():
        assert "arrow" in {shape.role for shape in figure.shapes}
        assert not turning(figure)
