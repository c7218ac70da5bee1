"""Clothes lie on the skin, end where the measures say, and tell people apart."""

from __future__ import annotations

import numpy as np
import pytest

from figures.body.clothes import Wardrobe, along, dress, fit, strands
from figures.body.layers import way_out
from figures.body.mesh import Body, part
from figures.body.people import people, usual
from figures.body.rig import Posed, at_rest, skin
from figures.geometry.surface import Surface
from figures.geometry.vectors import Floats, about, left


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


def test_shoes_hide_the_toes_and_stand_on_the_floor() -> None:
    bare, shod = worn(usual), worn(usual, shod=True)
    toes = dress(usual).body.head("toe2-1.L")[2]
    feet = seen(bare, "skin")
    feet = feet[feet[:, 1] < 4]
    assert feet[:, 2].max() > toes
    skin_below = seen(shod, "skin")
    assert (skin_below[skin_below[:, 1] < 4]).size == 0
    sole = seen(shod, "shoe-sole")
    assert -1 < sole[:, 1].min() < 0.2
    assert sole[:, 2].max() > feet[:, 2].max()


def test_everybody_is_somebody_else() -> None:
    shapes = {(each.body, each.hair, each.beard, each.glasses) for each in people.values()}
    assert len(shapes) == len(people) >= 4
    assert usual in people


def test_what_is_worn_goes_along_with_the_bones() -> None:
    wardrobe: Wardrobe = dress("joe")
    posed = bent(wardrobe.body)
    glasses = seen(worn("joe", posed), "ink") - posed.where("head", wardrobe.body.head("head"))
    before = seen(worn("joe"), "ink") - wardrobe.body.head("head")
    assert np.allclose(glasses, before @ posed.turn("head").T, atol=1e-3)
    assert len(strands(wardrobe, posed)) > 3


def test_along_counts_from_the_start_of_a_line_to_its_end() -> None:
    body = dress(usual).body
    ankle, knee = body.head("foot.L"), body.head("lowerleg01.L")
    assert along(body, ankle, knee).min() < 0 < 1 < along(body, ankle, knee).max()
