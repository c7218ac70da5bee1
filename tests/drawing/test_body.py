"""The two bodies, and what is placed on them: felt patches, spots, nails, faces, creases."""

from __future__ import annotations

import numpy as np
import pytest

from figures.body.felt import felt_field, spot, spots
from figures.body.lines import creases, face, finer, land, nail_field
from figures.body.make import fan, rims, tall
from figures.body.mesh import Body, joined, largest, load_body, part, part_names
from figures.geometry.surface import edges_of, refine
from figures.geometry.vectors import ahead
from figures.words.terms import body_parts, paired_parts

names = ("woman", "man")


@pytest.fixture(params=names)
def body(request: pytest.FixtureRequest) -> Body:
    return load_body(request.param)


def as_set(points):
    return {tuple(point) for point in np.round(points, 4).tolist()}


def test_a_body_stands_on_the_floor_170_cm_tall(body):
    assert body.points[:, 1].min() == 0
    assert body.points[:, 1].max() == pytest.approx(tall, abs=0.01)


def test_a_body_is_closed_and_the_same_on_both_sides(body):
    assert (edges_of(body.quads)[1] == 2).all()
    assert as_set(body.points) == as_set(body.points * (-1, 1, 1) + 0.0)
    for bone in body.bones:
        other = bone.replace(".L", ".R")
        assert body.head(other).round(4).tolist() == (
            (body.head(bone) * ((-1, 1, 1) if other != bone else 1)).round(4).tolist()
        )
    assert body.pull("upperleg", side="L").sum() == pytest.approx(
        body.pull("upperleg", side="R").sum()
    )


def test_faces_of_a_body_look_out(body):
    corners = body.points[body.quads]
    out = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    volume = (out * corners.mean(1)).sum() / 6
    assert 50_000 < volume < 110_000  # cubic centimetres


def test_weights_add_up_and_parents_come_first(body):
    assert body.weights.sum(1) == pytest.approx(1)
    assert body.shares.sum(1) == pytest.approx(1)
    assert (body.parents < np.arange(len(body.bones))).all()
    assert set(largest(body.shares).tolist()) == set(range(len(part_names)))


def test_a_woman_and_a_man_have_bodies_of_their_own():
    def hips_for_shoulders(body):
        return body.head("upperleg01.L")[0] / body.head("upperarm01.L")[0]

    def waist(body):
        near = (np.abs(body.points[:, 1] - 112) < 4) & (largest(body.shares) == part("trunk"))
        return np.ptp(body.points[near, 0])

    woman, man = (load_body(name) for name in names)
    assert (woman.quads == man.quads).all()
    assert np.abs(woman.points - man.points).max() > 3
    assert waist(woman) < waist(man)


def test_parts_that_grow_together_are_joined():
    assert joined()[part("left forearm"), part("left hand")]
    assert joined()[part("left foot"), part("left toe 3")]
    assert not joined()[part("left toe 2"), part("left toe 3")]
    assert not joined()[part("left thigh"), part("right thigh")]
    assert not joined()[part("head"), part("left ear")]


cube = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
sides = np.array(
    ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
)


def test_a_hole_is_closed_by_a_fan_that_looks_the_same_way():
    (rim,) = rims(sides[:-1])
    closed = np.concatenate((sides[:-1], fan(rim, 8)))
    assert (edges_of(closed)[1] == 2).all()
    ways = [tuple(side) for quad in closed for side in zip(quad, np.roll(quad, -1), strict=True)]
    assert len({way for way in ways if way[0] != way[1]}) == 2 * len(edges_of(closed)[0])


def test_refining_rounds_a_cube_and_keeps_its_middle():
    rows, quads = refine(sides)
    points = rows.apply(cube)
    assert quads.shape == (24, 4)
    assert np.abs(points[:8]) == pytest.approx(5 / 9)
    assert np.abs(points).max() == 1
    assert points.mean(0) == pytest.approx(0)


def test_refining_leaves_a_plane_with_its_edge_flat_and_takes_triangles():
    plane = np.array([(x, y, 0.0) for x in range(3) for y in range(3)])
    quads = np.array(((0, 3, 4, 1), (1, 4, 5, 2), (3, 6, 7, 4), (4, 7, 8, 8), (4, 8, 5, 5)))
    rows, finer_quads = refine(quads)
    points = rows.apply(plane)
    assert points[:, 2] == pytest.approx(0)
    assert points[4] == pytest.approx((1, 1, 0), abs=0.1)
    assert finer_quads.shape == (3 * 4 + 2 * 3, 4)
    assert (np.sort(edges_of(finer_quads)[1])[-1]) == 2


def test_rows_after_rows_are_both_in_turn():
    once, quads = refine(sides)
    twice, _ = refine(quads)
    assert twice.after(once).apply(cube) == pytest.approx(twice.apply(once.apply(cube)))


def test_skin_is_met_from_the_side_one_comes_from(body):
    knee = body.head("lowerleg01.L")
    starts = np.stack((knee - 40 * ahead, knee + 40 * ahead))
    back = land(body, starts[:1], ahead).apply(finer(body)[1])[0]
    front = land(body, starts[1:], -ahead).apply(finer(body)[1])[0]
    assert back[2] < knee[2] < front[2]
    with pytest.raises(LookupError, match="no skin"):
        land(body, starts[:1], -ahead)


@pytest.mark.parametrize("name", sorted(spots))
@pytest.mark.parametrize("side", ["left", "right"])
def test_each_part_has_a_spot_on_the_skin_inside_its_patch(body, name, side):
    bone, at = spot(body, name, side)
    assert bone in body.bones
    away = np.sqrt(((finer(body)[1] - at) ** 2).sum(1))
    assert away.min() < 2
    near = finer(body)[0].apply(felt_field(body, name, side))[away.argmin()]
    assert near < 0
    assert 0.0003 < (felt_field(body, name, side) < 0).mean() < 0.2


@pytest.mark.parametrize("name", body_parts)
def test_every_part_that_a_pose_can_name_is_felt_somewhere(body, name):
    side = "left" if name in paired_parts else ""
    assert 0.0003 < (felt_field(body, name, side) < 0).mean() < 0.25


def inside(body, name, side="left"):
    return body.points[felt_field(body, name, side) < 0]


@pytest.mark.parametrize("name", ["calf", "hamstrings", "thigh"])
def test_a_muscle_is_felt_over_part_of_its_limb_alone(body, name):
    felt = inside(body, name)
    near = body.points[body.pull("upperleg", "lowerleg", side=".L") > 0.5]
    for height in np.arange(felt[:, 1].min(), felt[:, 1].max()):
        limb, patch = (each[np.abs(each[:, 1] - height) < 2] for each in (near, felt))
        assert np.ptp(patch[:, 2]) < 0.7 * np.ptp(limb[:, 2])


def test_patches_are_on_the_right_side_of_the_limb(body):
    knee, ankle = body.head("lowerleg01.L"), body.head("foot.L")
    assert inside(body, "hamstrings")[:, 2].max() < knee[2] + 1.5
    assert inside(body, "thigh")[:, 2].min() > knee[2] - 3
    assert inside(body, "calf")[:, 2].mean() < inside(body, "shin")[:, 2].mean() - 5
    assert inside(body, "hamstrings")[:, 1].min() > inside(body, "calf")[:, 1].max()
    assert inside(body, "arch")[:, 0].mean() < inside(body, "sole")[:, 0].mean()
    assert inside(body, "arch")[:, 1].max() < ankle[1]
    assert (
        inside(body, "heel")[:, 2].max() < ankle[2] < inside(body, "ball of the foot")[:, 2].min()
    )
    assert inside(body, "chest")[:, 2].min() > inside(body, "upper back")[:, 2].max()


def test_the_right_patch_is_the_left_one_mirrored(body):
    for name in ("hamstrings", "arch", "elbow", "toes"):
        right = inside(body, name, "right") * (-1, 1, 1)
        assert as_set(right) == as_set(inside(body, name))


def test_every_finger_and_toe_has_a_nail_on_its_back(body):
    once, quads = refine(body.quads)
    twice, quads = refine(quads)
    rows = twice.after(once)
    on_nail = nail_field(body, rows, quads) < 0
    total = 0
    for digit in (f"{what} {number}" for what in ("finger", "toe") for number in range(1, 6)):
        share = rows.apply(body.shares[:, part(f"left {digit}")])
        assert (on_nail & (share > 0.9)).sum() > 15, digit
        total += int((on_nail & (share > 0.5)).sum())
    assert 2 * total == on_nail.sum()


@pytest.mark.parametrize("name", names)
def test_a_face_is_friendly_and_looks_ahead(name):
    body = load_body(name)
    lines = {
        role: [s.rows.apply(finer(body)[1]) for s in face(body, name) if s.role == role]
        for role in ("mouth", "iris", "brow", "lid", "nose", "age")
    }
    (mouth,) = lines["mouth"]
    assert min(mouth[0, 1], mouth[-1, 1]) > mouth[len(mouth) // 2, 1] + 0.3
    for iris, brow, eye in zip(lines["iris"], lines["brow"], body.eyes, strict=True):
        assert iris[:, :2].mean(0) == pytest.approx(eye[:2], abs=0.4)
        assert brow[:, 1].min() > iris[:, 1].max()
    assert all(
        line[:, 2].min() > body.head("head")[2] for found in lines.values() for line in found
    )


def test_ankle_bones_are_on_both_sides_of_both_ankles(body):
    arcs = [stroke.rows.apply(finer(body)[1]) for stroke in creases(body) if stroke.role == "ankle"]
    aside = sorted(float(arc[:, 0].mean() / body.head("foot.L")[0]) for arc in arcs)
    assert aside[0] < -1 < aside[1] < 0 < aside[2] < 1 < aside[3]
