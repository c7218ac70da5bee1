"""Surfaces in a room -> flat line art: what hides what, shared borders, marks and movement."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from figures.geometry.curves import Path, Point, letters, path_points
from figures.geometry.surface import Surface
from figures.geometry.vectors import place
from figures.picture.camera import camera_of, looking_from
from figures.picture.raster import Parts
from figures.picture.trace import Paint, Traced, trace, trace_lines
from tests.drawing.library import outputs

front = looking_from(place(0, 0, 1), place(0, 1, 0))
alone = Parts(np.eye(1, dtype=bool))
faces = ((0, 1, 3, 2), (5, 4, 6, 7), (4, 0, 2, 6), (1, 5, 7, 3), (2, 3, 7, 6), (4, 5, 1, 0))


def box(
    role: str, x: float, y: float, z: float, size: float, part: int = 0, turned: float = 0
) -> Surface:
    """A cube round a place, turned about the way up by degrees."""
    corners = np.array([(i, j, -k) for k in (-1, 1) for j in (-1, 1) for i in (-1, 1)], float)
    sine, cosine = np.sin(np.radians(turned)), np.cos(np.radians(turned))
    turn = np.array(((cosine, 0, sine), (0, 1, 0), (-sine, 0, cosine)))
    points = np.einsum("ij,nj->ni", turn, corners * size / 2) + place(x, y, z)
    return Surface(role, points, np.array(faces), np.full(8, part))


def sheet(role: str, left: float, top: float, wide: float, z: float, cells: int = 8) -> Surface:
    """A flat square that faces ahead, of small quads."""
    step = np.linspace(0, wide, cells + 1)
    points = np.array([(left + x, top - y, z) for y in step for x in step])
    quads = [
        (k + 1, k, k + cells + 1, k + cells + 2)
        for row in range(cells)
        for k in range(row * (cells + 1), row * (cells + 1) + cells)
    ]
    return Surface(role, points, np.array(quads), np.zeros(len(points), np.intp))


def by_role(traced: Traced) -> dict[str, Paint]:
    return {paint.role: paint for paint in traced.paints}


def extent(path: Path) -> tuple[float, ...]:
    """The box round a path: its points, and places along its curves."""
    points = list(path_points(path))
    curves = [command for command in path if command.letter != "z"]
    for (letter, steps), start in zip(curves[1:], points[:], strict=False):
        if letter == "c":
            one, two, end = np.array(steps).reshape(3, 2) / 10
            for t in (0.25, 0.5, 0.75):
                way = 3 * (1 - t) ** 2 * t * one + 3 * (1 - t) * t**2 * two + t**3 * end
                points.append(Point(start.x + way[0], start.y + way[1]))
    x, y = np.array(points).T
    return min(x), min(y), max(x), max(y)


def test_what_is_behind_is_cut_where_something_hides_it() -> None:
    traced = trace([[box("near", 5, 5, 10, 10), box("behind", 12, 5, -10, 10)]], front, alone)
    paths = by_role(traced)
    assert np.allclose(extent(paths["near"].path), (0, -10, 10, 0), atol=0.25)
    assert np.allclose(extent(paths["behind"].path), (10, -10, 17, 0), atol=0.2)
    assert traced.visible(place(5, 5, 15))
    assert not traced.visible(place(9, 5, -5))


def test_neighbours_have_the_same_border() -> None:
    traced = trace([[box("near", 5, 5, 10, 10), box("behind", 12, 5, -10, 10)]], front, alone)
    near, behind = (set(path_points(by_role(traced)[role].path)) for role in ("near", "behind"))
    shared = near & behind
    assert len(shared) >= 2
    assert all(abs(point.x - 10) < 0.2 for point in shared)


def test_a_step_in_depth_makes_a_line_and_a_small_one_none() -> None:
    def lines(back: float) -> list[Paint]:
        one, other = sheet("wall", 0, 10, 10, 0), sheet("wall", 4, 7, 10, back)
        return [p for p in trace([[one, other]], front, alone).paints if p.role == "line"]

    (line,) = lines(3)
    assert np.allclose(extent(line.path), (4, -7, 10, 0), atol=0.4)
    assert not lines(0.3)


def test_a_short_line_that_hangs_on_nothing_is_left_out() -> None:
    def lines(high: float) -> list[Paint]:
        wall, flap = sheet("wall", 0, 10, 10, 0), sheet("wall", 4, 10, 10, 0, 40)
        x, y, _ = flap.points.T
        out = 3 * (1 - ((y - 5) / high) ** 2) - 0.8 * (x - 4)
        flap = replace(flap, points=np.stack((x, y, out), 1))
        room = sheet("wall", -2, 12, 20, -0.5)
        return [p for p in trace([[wall, flap, room]], front, alone).paints if p.role == "line"]

    (line,) = lines(4)
    assert extent(line.path)[3] - extent(line.path)[1] > 4
    assert not lines(1.1)


def test_parts_that_are_not_joined_have_a_line_between_them() -> None:
    both = sheet("skin", 0, 10, 10, 0)
    both = replace(both, parts=(both.points[:, 0] > 5).astype(np.intp))
    apart, together = np.eye(2, dtype=bool), np.ones((2, 2), bool)
    assert "face" in by_role(trace([[both]], front, Parts(apart)))
    assert "face" not in by_role(trace([[both]], front, Parts(together)))


def test_a_line_on_skin_is_thinner_than_one_on_cloth() -> None:
    apart = Parts(np.eye(2, dtype=bool))
    for role, line in (("skin", "face"), ("skin-far", "face"), ("trousers", "line")):
        both = sheet(role, 0, 10, 10, 0)
        both = replace(both, parts=(both.points[:, 0] > 5).astype(np.intp))
        assert by_role(trace([[both]], front, apart)).keys() == {role, line}


def test_of_a_gap_that_lines_would_fill_one_line_is_left() -> None:
    def gap(wide: float) -> dict[str, Paint]:
        slit, left = sheet("mat", -5, 10, 10, -3), sheet("top", -10, 10, 10, 0)
        return by_role(trace([[slit, left, sheet("top", wide, 10, 10, -1)]], front, alone))

    assert "mat" in gap(2.5)
    narrow = gap(0.8)
    assert "mat" not in narrow
    assert letters(narrow["line"].path).count("M") == 1
    assert extent(narrow["line"].path)[1::2] == pytest.approx((-10, 0), abs=0.5)


def test_joined_parts_have_a_line_where_one_only_lies_before_the_other() -> None:
    trunk, sleeve = sheet("top", 0, 20, 20, 0), sheet("top", 8, 15, 5, 0.1)
    sleeve = replace(sleeve, parts=np.ones(len(sleeve.points), np.intp))
    assert "line" in by_role(trace([[trunk, sleeve]], front, Parts(np.ones((2, 2), bool))))


def test_far_parts_have_a_role_of_their_own() -> None:
    skin = [box("skin", 0, 5, 0, 10), box("skin", 20, 5, 0, 10, part=1)]
    parts = Parts(np.eye(2, dtype=bool), far=np.array((False, True)))
    paths = by_role(trace([skin], front, parts))
    assert extent(paths["skin"].path)[2] < extent(paths["skin-far"].path)[0]


def test_looked_down_on_far_skin_has_the_colour_of_all_skin() -> None:
    solids = [box("skin", 0, 5, 0, 10), box("trousers", 20, 5, 0, 10, part=1)]
    solids += [box("skin", 40, 5, 0, 10, part=1)]
    parts = Parts(np.eye(2, dtype=bool), far=np.array((False, True)))
    roles = by_role(trace([solids], camera_of("three-quarter", "right"), parts)).keys()
    assert roles >= {"skin", "trousers-far"}
    assert "skin-far" not in roles


def test_a_surface_ends_where_it_is_not_kept() -> None:
    cloth = sheet("shirt", 0, 10, 10, 0)
    cloth = replace(cloth, keep=cloth.points[:, 0] - 6.3)
    paths = by_role(trace([[cloth]], front, alone))
    assert extent(paths["shirt"].path)[2] == pytest.approx(6.3, abs=0.15)


def test_a_mark_is_painted_on_top_and_hatched_inside() -> None:
    skin = sheet("skin", 0, 20, 20, 0, 40)
    away = np.hypot(skin.points[:, 0] - 10, skin.points[:, 1] - 10)
    marked = replace(skin, marks={"felt": away - 5})
    paths = by_role(trace([[marked]], front, alone))
    assert np.allclose(extent(paths["felt"].path), (5, -15, 15, -5), atol=0.3)
    assert paths["skin"].path == by_role(trace([[skin]], front, alone))["skin"].path
    hatching = np.array(path_points(paths["felt-lines"].path))
    assert len(hatching) >= 8
    assert (np.hypot(hatching[:, 0] - 10, hatching[:, 1] + 10) < 5.2).all()
    ways = np.diff(hatching.reshape(-1, 2, 2), axis=1)[:, 0]
    assert np.allclose(ways[:, 0], -ways[:, 1], atol=0.11)


def test_a_mark_ends_where_something_hides_it() -> None:
    skin = sheet("skin", 0, 20, 20, 0, 40)
    skin = replace(skin, marks={"felt": np.hypot(*(skin.points[:, :2] - 10).T) - 5})
    paths = by_role(trace([[skin, box("chair", 17, 10, 10, 14)]], front, alone))
    assert extent(paths["felt"].path)[2] < 10


def test_what_moves_keeps_its_commands_and_what_does_not_has_no_frames() -> None:
    there = [box("foot", 5, 5, 0, 10, turned=20), box("chair", 40, 5, 0, 10)]
    # What moves is drawn in steps of 0.6 cm, so it goes 5 and 6 of them.
    here = [box("foot", 8, 8.6, 0, 10, turned=20), there[1]]
    paths = by_role(trace([there, here], front, alone))
    foot = paths["foot"]
    (frame,) = foot.frames
    assert letters(frame) == letters(foot.path)
    moved = np.array(path_points(frame)) - np.array(path_points(foot.path))
    assert np.allclose(moved, (-3, 3.6), atol=0.15)
    assert paths["chair"].frames == ()


def test_a_frame_in_which_what_was_together_is_far_apart_is_torn() -> None:
    def torn(away: float) -> float:
        there = [box("skin", 5, 5, 0, 10), box("skin", 15 + away, 5, 0, 10)]
        here = [box("skin", 5, 5, 0, 10), box("skin", 15, 5, 0, 10)]
        return trace([there, here], front, alone).torn[0]

    assert torn(0.2) == 0
    assert torn(60) > 1


def test_lines_on_the_skin_are_drawn_as_far_as_they_are_seen() -> None:
    skin = sheet("skin", 0, 20, 20, 0)
    traced = trace([[skin, box("chair", 17, 10, 10, 14)]], front, alone)
    across = np.array([(x, 10, 0.1) for x in (2.0, 8.0, 14.0)])
    (paint,) = trace_lines([("face", across)], traced)
    assert paint.role == "face"
    assert np.allclose(extent(paint.path), (2, -10, 10, -10), atol=0.3)


def test_views_look_from_where_they_say() -> None:
    ahead, left = place(0, 0, 1), place(1, 0, 0)
    assert camera_of("exact side", "right").project(ahead[None])[0, 0] == pytest.approx(1)
    assert camera_of("exact side", "left").project(ahead[None])[0, 0] == pytest.approx(-1)
    assert camera_of("front", "right").near @ ahead > 0.9
    assert camera_of("behind", "right").near @ ahead < -0.9
    assert camera_of("behind", "right").right @ left < -0.9
    assert camera_of("overhead", "right").near[1] > 0.9


def test_two_processes_draw_the_same() -> None:
    program = (
        "from tests.drawing.test_trace import *\n"
        "surfaces = [box('near', 5, 5, 10, 10, turned=30), box('behind', 12, 5, -10, 10)]\n"
        "print(trace([surfaces], camera_of('three-quarter', 'right'), alone).paints)"
    )
    assert len(outputs(program)) == 1
