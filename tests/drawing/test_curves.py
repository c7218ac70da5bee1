"""Points -> path data."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.geometry.curves import (
    Command,
    Point,
    circle,
    in_steps,
    joined_paths,
    letters,
    line,
    moved,
    outline,
    path_points,
    snapped,
    steps_per_unit,
    turning,
)
from figures.picture.signs import arrow, press_head, wrong_mark

lengths = st.floats(-500, 500)
points = st.builds(Point, lengths, lengths)


@given(lengths)
def test_a_drawn_length_is_never_off_by_more_than_half_a_step(value: float) -> None:
    assert abs(in_steps(value) / steps_per_unit - value) <= 0.0501


def test_a_length_a_hair_under_half_a_step_is_drawn_like_one_of_half_a_step() -> None:
    assert [in_steps(value) for value in (0.25, 0.25 - 1e-9, -0.25, -0.25 - 1e-9)] == [3, 3, -2, -2]


def test_straight_lines_go_through_their_points() -> None:
    assert line([(1, 2), (3, 2), (3, -1.5)], closed=True) == (
        Command("M", (10, 20)),
        Command("l", (20, 0)),
        Command("l", (0, -35)),
        Command("z"),
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


def test_a_point_given_twice_is_a_corner() -> None:
    square = [Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)]
    assert not set(square) & set(path_points(outline(square)))
    assert set(square) <= set(path_points(outline(np.repeat(square, 2, 0))))


def test_a_circle_has_its_radius() -> None:
    for point in path_points(circle(20, 30, 10)):
        assert math.hypot(point.x - 20, point.y - 30) == pytest.approx(10, abs=0.6)


def test_a_rigid_piece_has_the_same_path_wherever_it_starts_on_the_grid() -> None:
    def piece(at: Point) -> tuple[Command, ...]:
        start = snapped(*at)
        ring = [(start.x + x, start.y + y) for x, y in ((0, 0), (3.3, 1.7), (1.1, 5.9))]
        return outline(ring)[1:]

    assert piece(Point(1.234, 5.678)) == piece(Point(77.77, -3.21))


@given(st.lists(points, min_size=3, max_size=9), points)
def test_a_moved_path_has_all_its_points_elsewhere_and_keeps_its_shape(
    corners: list[Point], way: Point
) -> None:
    path = outline(corners) + line(corners[:2])
    there = moved(path, way)
    assert letters(there) == letters(path)
    for old, new in zip(path_points(path), path_points(there), strict=True):
        assert (new.x, new.y) == pytest.approx(np.add(snapped(*way), old), abs=1e-6)


def test_paths_are_joined_in_order_and_an_empty_one_draws_nothing() -> None:
    one, other = circle(0, 0, 3), line([Point(0, 0), Point(1, 0)])
    assert joined_paths([one, (), other]) == one + other
    assert letters(one + other) == letters(one) + "Ml"


def test_the_points_of_a_path_go_on_after_an_outline_is_closed() -> None:
    square = line([Point(1, 1), Point(3, 1), Point(3, 3)], closed=True)
    assert path_points(square + line([Point(9, 9), Point(8, 9)])) == (
        (1, 1), (3, 1), (3, 3), (9, 9), (8, 9),
    )  # fmt: skip


@pytest.mark.parametrize("ends", [(False, True), (True, True)])
def test_an_arrow_ends_exactly_at_its_last_point(ends: tuple[bool, bool]) -> None:
    drawn = path_points(arrow(np.array([(0.0, 0), (30, 0)]), 3, ends))
    assert max(point.x for point in drawn) == 30
    assert min(point.x for point in drawn) == 0
    wide = [abs(point.y) for point in drawn]
    assert max(wide) == pytest.approx(4.5, abs=0.1)
    heads = [point.x for point in drawn if abs(point.y) > 4]
    assert min(heads) > 20 or ends[0]
    assert (min(heads) < 10) is ends[0]


def test_a_bent_arrow_follows_its_arc() -> None:
    angles = np.radians(np.linspace(0, 180, 40))
    way = 20 * np.stack((np.cos(angles), np.sin(angles)), 1)
    drawn = path_points(arrow(way, 3))
    assert all(14 < math.hypot(point.x, point.y) < 26 for point in drawn)
    assert min(drawn, key=lambda point: point.x).x == pytest.approx(-20, abs=4)


def test_a_press_arrow_touches_what_it_presses_on() -> None:
    drawn = path_points(arrow(np.array(((5.0, -9), (5.0, 0))), 4, head=press_head))
    assert max(point.y for point in drawn) == 0
    assert min(point.y for point in drawn) == -9


def test_a_cross_has_two_bars() -> None:
    assert letters(wrong_mark(200)[1].path) == "MlMl"
