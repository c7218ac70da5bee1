"""Points -> path data."""

from __future__ import annotations

import math

import pytest
from figures.geometry.limbs import Girth, limb_controls
from figures.geometry.marks import arc, arrow, cross_mark, press_arrow
from hypothesis import given
from hypothesis import strategies as st

from figures.geometry.curves import (
    Command,
    Path,
    Point,
    circle,
    in_steps,
    joined,
    letters,
    line,
    moved,
    outline,
    path_points,
    snapped,
    steps_per_unit,
    stroke,
    through,
    turning,
)

lengths = st.floats(-500, 500)
points = st.builds(Point, lengths, lengths)


@given(lengths)
def test_a_drawn_length_is_never_off_by_more_than_half_a_step(value: float) -> None:
    assert abs(in_steps(value) / steps_per_unit - value) <= 0.0501


def test_a_length_a_hair_under_half_a_step_is_drawn_like_one_of_half_a_step() -> None:
    assert [in_steps(value) for value in (0.25, 0.25 - 1e-9, -0.25, -0.25 - 1e-9)] == [3, 3, -2, -2]


def test_straight_lines_go_through_their_points() -> None:
    assert line([Point(1, 2), Point(3, 2), Point(3, -1.5)], closed=True) == Path(
        (
            Command("M", (10, 20)),
            Command("l", (20, 0)),
            Command("l", (0, -35)),
            Command("z"),
        )
    )


@given(st.lists(points, min_size=3, max_size=30))
def test_an_outline_ends_where_it_begins(controls: list[Point]) -> None:
    path = outline(controls)
    assert letters(path).endswith("z")
    first, *_, last = path_points(path)
    assert last.x == pytest.approx(first.x, abs=1e-6)
    assert last.y == pytest.approx(first.y, abs=1e-6)


@given(st.lists(points, min_size=3, max_size=60))
def test_rounding_does_not_add_up_along_an_outline(controls: list[Point]) -> None:
    ordered = controls if turning(controls) >= 0 else controls[::-1]
    middles = [
        Point((a.x + b.x) / 2, (a.y + b.y) / 2)
        for a, b in zip(ordered, [*ordered[1:], ordered[0]], strict=True)
    ]
    for drawn, meant in zip(path_points(outline(controls))[1:], middles, strict=True):
        assert math.hypot(drawn.x - meant.x, drawn.y - meant.y) < 0.3


def test_an_outline_along_the_floor_stays_on_the_floor() -> None:
    foot = [Point(0, 0), Point(5, 0), Point(10, 0), Point(12, -4), Point(-2, -4)]
    assert max(point.y for point in path_points(outline(foot))) == 0


def test_outlines_turn_the_same_way_whatever_the_order_of_their_points() -> None:
    square = [Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)]
    for controls in (square, square[::-1]):
        assert turning(path_points(outline(controls))) > 0


@given(st.lists(points, min_size=4, max_size=12))
def test_a_curve_can_be_led_through_its_points(goals: list[Point]) -> None:
    controls = through(goals)
    for index, goal in enumerate(goals):
        before, after = controls[index - 1], controls[(index + 1) % len(goals)]
        x = (before.x + 6 * controls[index].x + after.x) / 8
        assert x == pytest.approx(goal.x, abs=0.01)


def test_an_open_line_keeps_its_path_points() -> None:
    drawn = path_points(stroke([Point(1, 1), Point(4, 9), Point(8, 1)]))
    assert (drawn[0], drawn[-1]) == (Point(1, 1), Point(8, 1))


def test_a_circle_has_its_radius() -> None:
    for point in path_points(circle(Point(20, 30), 10)):
        assert math.hypot(point.x - 20, point.y - 30) == pytest.approx(10, abs=0.6)


def test_a_rigid_piece_has_the_same_path_wherever_it_starts_on_the_grid() -> None:
    def piece(at: Point) -> tuple[Command, ...]:
        start = snapped(at)
        ring = [start.plus(Point(x, y)) for x, y in ((0, 0), (3.3, 1.7), (1.1, 5.9))]
        return outline(ring).commands[1:]

    assert piece(Point(1.234, 5.678)) == piece(Point(77.77, -3.21))


@given(st.lists(points, min_size=3, max_size=9), points)
def test_a_moved_path_has_all_its_points_elsewhere_and_keeps_its_shape(
    corners: list[Point], way: Point
) -> None:
    path = outline(corners) + line(corners[:2])
    there = moved(path, way)
    assert letters(there) == letters(path)
    for old, new in zip(path_points(path), path_points(there), strict=True):
        assert (new.x, new.y) == pytest.approx(snapped(way).plus(old), abs=1e-6)


def test_paths_are_joined_in_order_and_an_empty_one_draws_nothing() -> None:
    one, other = circle(Point(0, 0), 3), line([Point(0, 0), Point(1, 0)])
    assert joined([one, Path(), other]) == one + other
    assert letters(one + other) == letters(one) + "Ml"
    assert one
    assert not Path()


def test_the_points_of_a_path_go_on_after_an_outline_is_closed() -> None:
    square = line([Point(1, 1), Point(3, 1), Point(3, 3)], closed=True)
    assert path_points(square + line([Point(9, 9), Point(8, 9)])) == (
        (1, 1), (3, 1), (3, 3), (9, 9), (8, 9),
    )  # fmt: skip


def test_a_limb_is_as_wide_as_its_girths() -> None:
    girths = [Girth(0, 4, 4), Girth(0.5, 5, 3), Girth(1, 2, 2)]
    controls = limb_controls([Point(0, 0), Point(0, 100)], girths, "flat", "flat")
    assert Point(5, 50) in [Point(round(p.x, 6), round(p.y, 6)) for p in controls]
    assert Point(-3, 50) in [Point(round(p.x, 6), round(p.y, 6)) for p in controls]


def test_the_inner_side_of_a_bent_limb_folds_at_the_bend() -> None:
    joints = [Point(0, 0), Point(40, 0), Point(40, 40)]
    girths = [Girth(step / 8, 6, 6) for step in range(17)]
    controls = limb_controls(joints, girths, "flat", "flat")
    inside = [point for point in controls if point.x < 40 and point.y > 0]
    # The fold lies on the line that halves the bend: nothing of one bone is beyond it.
    assert all(point.y <= 6 + 1e-9 or point.x >= 34 - 1e-9 for point in inside)
    assert sum(abs((40 - point.x) - point.y) < 1e-9 for point in inside) >= 2


@pytest.mark.parametrize("both_ways", [False, True])
def test_an_arrow_ends_exactly_at_its_last_point(both_ways: bool) -> None:
    drawn = path_points(arrow([Point(0, 0), Point(30, 0)], both_ways=both_ways))
    assert max(point.x for point in drawn) == 30
    assert min(point.x for point in drawn) == 0


def test_a_bent_arrow_follows_its_arc() -> None:
    drawn = path_points(arrow(arc(Point(0, 0), 20, 0, 180)))
    assert all(14 < math.hypot(point.x, point.y) < 26 for point in drawn)
    assert min(drawn, key=lambda point: point.x).x == pytest.approx(-20, abs=4)


def test_a_press_arrow_touches_what_it_presses_on() -> None:
    drawn = path_points(press_arrow(Point(5, 0), 90))
    assert max(point.y for point in drawn) == 0
    assert min(point.y for point in drawn) < -8


def test_a_cross_has_two_bars() -> None:
    assert letters(cross_mark(Point(10, 10), 4)) == "MlMl"
