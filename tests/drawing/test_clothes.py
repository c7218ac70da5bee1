"""Clothes lie on the skin, end where the measures say, and tell people apart."""

from __future__ import annotations

import numpy as np
import pytest

from figures.body.clothes import Wardrobe, along, dress, fit, folds, strands
from figures.body.layers import way_out
from figures.body.mesh import Body, Posed, at_rest, part, skin
from figures.geometry.surface import Surface
from figures.geometry.vectors import Floats, about, ahead, left
from figures.picture.compose import steps, usual_step
from figures.words.people import people, usual


def bent(body: Body) -> Posed:
    """Somebody bent at both hips, one knee, one elbow and the neck."""
    own = {"upperleg01.L": -95, "lowerleg01.L": 100, "upperleg01.R": -50, "neck01": 25}
    own |= {"upperarm01.R": -70, "lowerarm01.L": -60}
    turns, places = np.zeros((len(body.bones), 3, 3)), body.heads.copy()
    for number, bone in enumerate(body.bones):
        parent = body.parents[number]
        before = turns[parent] if parent >= 0 else np.eye(3)
        turns[number] = before @ about(left, own.get(bone, 0))
        if parent >= 0:
            places[number] = places[parent] + before @ (body.heads[number] - body.heads[parent])
    return Posed(body, turns, places)


def worn(name: str, posed: Posed | None = None, shod: bool = False) -> list[Surface]:
    wardrobe = dress(name, shod)
    posed = posed or at_rest(wardrobe.body)
    return fit(wardrobe, skin(posed), posed, {})


def seen(surfaces: list[Surface], role: str) -> Floats:
    """The places of what is not cut away of all surfaces of a role."""
    kept = [
        each.points if each.keep is None else each.points[each.keep <= 0]
        for each in surfaces
        if each.role == role
    ]
    return np.concatenate(kept)


@pytest.mark.parametrize("name", people)
def test_no_cloth_lies_under_the_skin_of_somebody_bent(name: str) -> None:
    wardrobe = dress(name)
    posed = bent(wardrobe.body)
    points = skin(posed)
    for layer in wardrobe.layers[1:]:
        base = points[layer.covers]
        way = way_out(base, layer.quads, layer.average, layer.ends)
        off = ((layer.lay(points, posed) - base) * way).sum(1)
        assert off.min() > -0.1, layer.drawn.role


@pytest.mark.parametrize("name", people)
def test_hems_are_where_the_measures_say(name: str) -> None:
    person, wardrobe = people[name], dress(name)
    body, surfaces = wardrobe.body, worn(name)
    knee, ankle = body.head("lowerleg01.L")[1], body.head("foot.L")[1]
    hem = ankle + person.hem * (knee - ankle)
    assert seen(surfaces, "trousers")[:, 1].min() == pytest.approx(hem, abs=1.5)
    assert seen(surfaces, "cuff")[:, 1].min() == pytest.approx(hem, abs=1.5)
    shirt = seen(surfaces, "shirt")
    assert shirt[:, 1].min() > body.head("upperleg01.L")[1]
    assert shirt[:, 1].min() < seen(surfaces, "trousers")[:, 1].max() - 3, "no bare belly"
    start, end = body.head("upperarm01.L"), body.head("lowerarm01.L")
    sleeved = next(each for each in surfaces if each.role == "shirt")
    assert sleeved.keep is not None
    on_arm = (sleeved.keep <= 0) & (sleeved.parts == part("left upper arm"))
    arm = (sleeved.points[on_arm] - start) @ (end - start)
    assert arm.max() / ((end - start) ** 2).sum() == pytest.approx(person.sleeve, abs=0.08)


def test_hair_leaves_the_face_free_and_covers_the_crown() -> None:
    for name in people:
        hair, body = seen(worn(name), "hair"), dress(name).body
        ahead = (hair[:, 2] > body.eyes[:, 2].mean() - 1) & (np.abs(hair[:, 0]) < 4)
        beside_the_eyes = np.abs(hair[:, 1] - body.eyes[0, 1]) < 2
        assert not (ahead & beside_the_eyes).any(), name
        assert (hair[:, 1].max() > 169.5) == (people[name].hair != "ring"), name


def test_everybody_has_ears() -> None:
    for name in people:
        body = dress(name).body
        ear = body.points[body.shares[:, part("left ear")] > 0.97]
        middle, half = (ear.max(0) + ear.min(0)) / 2, (ear.max(0) - ear.min(0)) / 2
        hair = seen(worn(name), "hair")
        inside = (np.abs(hair - middle) < half * (1, 0.6, 0.6)).all(1)
        assert not inside.any(), name


def test_hair_that_hangs_keeps_off_the_nape() -> None:
    body = dress("ann").body
    nape = body.points[(body.pull("neck") > 0.5) & (np.abs(body.points[:, 0]) < 2)]
    low = body.eyes[0, 1] - 7
    hair = seen(worn("ann"), "hair")
    behind = hair[(np.abs(hair[:, 1] - low) < 1) & (np.abs(hair[:, 0]) < 2), 2].min()
    assert behind < nape[np.abs(nape[:, 1] - low) < 1, 2].min() - 1.5


def test_the_seat_of_trousers_belongs_to_the_legs_so_that_the_far_one_is_all_far() -> None:
    for name in people:
        trousers = next(each for each in worn(name) if each.role == "trousers")
        assert trousers.keep is not None
        low = trousers.points[:, 1] < dress(name).body.head("upperleg01.L")[1]
        assert not (trousers.parts[low & (trousers.keep <= 0)] == part("trunk")).any(), name


def test_a_rolled_hem_follows_the_limb_and_covers_the_cloth() -> None:
    for name in people:
        surfaces = worn(name)
        cuff, trousers = seen(surfaces, "cuff"), seen(surfaces, "trousers")
        for side in (1, -1):
            own, cloth = (each[each[:, 0] * side > 0] for each in (cuff, trousers))
            middle = (own[:, 1].max() + own[:, 1].min()) / 2
            ring, leg = (each[np.abs(each[:, 1] - middle) < 1, 2] for each in (own, cloth))
            assert ring.min() < leg.min(), name
            assert leg.max() < ring.max() < leg.max() + 1.5, name


def toes_up(degrees: float) -> list[Surface]:
    """What somebody shod wears whose left toes are bent up."""
    body = dress(usual, shod=True).body
    turns = np.stack([np.eye(3)] * len(body.bones))
    turns[body.number("toe2-1.L")] = about(left, -degrees)
    return worn(usual, Posed(body, turns, body.heads), shod=True)


def test_a_shoe_bends_at_the_ball_of_the_foot() -> None:
    flat, bent_up = toes_up(0), toes_up(40)
    ball = dress(usual, shod=True).body.head("toe2-1.L")[2]
    for role in ("shoe", "shoe-sole"):
        before, after = seen(flat, role), seen(bent_up, role)
        before, after = before[before[:, 0] > 0], after[after[:, 0] > 0]
        behind = before[:, 2] < ball - 10
        assert np.allclose(after[behind], before[behind])
        tip = before[:, 2] > before[:, 2].max() - 1
        assert (after[tip, 1] > before[tip, 1] + 2).all()


def test_a_bent_sole_is_not_hollow_below() -> None:
    before, after = (seen(toes_up(degrees), "shoe-sole") for degrees in (0, 40))
    below = (before[:, 0] > 0) & (before[:, 1] < -0.2)
    before, after = before[below], after[below]
    for at in before[:, 2].max() - np.arange(3, 15, 2):
        level = after[np.abs(before[:, 2] - at) < 1]
        across = np.abs(level[:, 0] - (level[:, 0].max() + level[:, 0].min()) / 2)
        middle, rim = level[across < 2, 1], level[across > 2, 1]
        assert len(middle)
        assert middle.max() < rim.max() + 0.2


def test_a_shirt_has_lines_only_where_it_steps_far() -> None:
    assert steps["trunk"] == steps["arm"] > usual_step + 0.5


def test_shoes_hide_the_toes_and_stand_on_the_floor() -> None:
    bare, shod = worn(usual), worn(usual, shod=True)
    toes = dress(usual).body.head("toe2-1.L")[2]
    feet = seen(bare, "skin")
    feet = feet[feet[:, 1] < 4]
    assert feet[:, 2].max() > toes
    skin_below = seen(shod, "skin")
    assert (skin_below[skin_below[:, 1] < 4]).size == 0
    assert skin_below[:, 1].min() < seen(shod, "shoe")[:, 1].max() - 1, "no edge of skin comes out"
    sole = seen(shod, "shoe-sole")
    assert -1 < sole[:, 1].min() < 0.2
    assert sole[:, 2].max() > feet[:, 2].max()


def test_solids_worn_are_seen_from_outside() -> None:
    for name in people:
        for solid in dress(name, shod=True).solids:
            corners = solid.drawn.points[solid.drawn.quads]
            corners = corners - corners.mean((0, 1))
            halves = [corners[:, (0, 1, 2)], corners[:, (0, 2, 3)]]
            assert sum(np.linalg.det(half).sum() for half in halves) > 0, (name, solid.drawn.role)


def test_everybody_is_somebody_else() -> None:
    shapes = {(each.body, each.hair, each.beard, each.glasses) for each in people.values()}
    assert len(shapes) == len(people) >= 4
    assert usual in people


def test_what_is_worn_goes_along_with_the_bones() -> None:
    wardrobe: Wardrobe = dress("joe")
    posed = bent(wardrobe.body)
    glasses = seen(worn("joe", posed), "ink") - posed.where("head", wardrobe.body.head("head"))
    before = seen(worn("joe"), "ink") - wardrobe.body.head("head")
    assert np.allclose(glasses, before @ posed.turns[wardrobe.body.number("head")].T, atol=1e-3)
    assert len(strands(wardrobe, posed)) > 3


def test_trousers_have_lines_at_the_knees_and_below_a_straight_seat_that_face_the_reader() -> None:
    wardrobe = dress("joe")
    body, sitting = wardrobe.body, bent(wardrobe.body)
    trousers = next(each for each in worn("joe", sitting) if each.role == "trousers")
    caps = folds(wardrobe, sitting, trousers, ahead)
    joints = [sitting.places[body.number(f"lowerleg01.{end}")] for end in "LR"]
    for line, knee in zip(caps, joints, strict=True):
        assert (np.sqrt(((line - knee) ** 2).sum(1)) < 11).all()
        assert (line[:, 2] > knee[2]).all()
    straight = at_rest(body), wardrobe.layers[2].drawn
    assert len(folds(wardrobe, *straight, ahead)) == 2
    heights = [line[:, 1].mean() for line in folds(wardrobe, *straight, -ahead)]
    hip, knee = (body.head(f"{bone}.L")[1] for bone in ("upperleg01", "lowerleg01"))
    assert heights == pytest.approx([knee, hip - 10] * 2, abs=2)


def test_along_counts_from_the_start_of_a_line_to_its_end() -> None:
    body = dress(usual).body
    ankle, knee = body.head("foot.L"), body.head("lowerleg01.L")
    assert along(body, ankle, knee).min() < 0 < 1 < along(body, ankle, knee).max()
