"""What a person wears, and how it lies in a pose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.cuts import shirt_cut, sides, trousers_cut
from figures.body.extras import make_beard, make_glasses
from figures.body.hair import make_hair, make_strands
from figures.body.layers import (
    Cut,
    Layer,
    Solid,
    fit_layer,
    fit_solid,
    grow,
    lay,
    only,
    ring_quads,
    solid,
)
from figures.body.mesh import Body, Posed, at_rest, carried, load_body, part
from figures.body.people import people
from figures.body.shoes import make_shoes
from figures.geometry.surface import Surface
from figures.geometry.vectors import Floats, frame

cuff_high, sleeve_high = 0.12, 0.17
"""How high rolled hems are, as a part of the shank and of the upper arm."""


class Wardrobe(NamedTuple):
    """All that is seen of a person: the skin and what is worn over it."""

    body: Body
    layers: tuple[Layer, ...]
    solids: tuple[Solid, ...]
    strands: tuple[Floats, ...]


@cache
def dress(name: str, shod: bool = False, close: bool = False) -> Wardrobe:
    """Return a person of the cast, dressed, by name; barefoot if not *shod*.

    For a *close* look the skin is finer and has nails.
    """
    person = people[name]
    body = load_body(person.body)
    shirt = shirt_cut(body, person.sleeve)
    trousers = trousers_cut(body, person.hem)
    shirt_layer, trousers_layer = grow("shirt", body, shirt), grow("trousers", body, trousers)
    layers = [bare_skin(body, shod, close, shirt, trousers), shirt_layer, trousers_layer]
    solids: list[Solid] = []
    for side, end in sides.items():
        shank = (f"{side} shank", f"lowerleg01{end}", f"foot{end}")
        hem = 1 - person.hem
        solids.append(roll("cuff", body, trousers_layer, shank, (hem - cuff_high, hem)))
        if person.rolled_sleeves:
            arm = (f"{side} upper arm", f"upperarm01{end}", f"lowerarm01{end}")
            where = (person.sleeve - sleeve_high, person.sleeve)
            solids.append(roll("shirt-far", body, shirt_layer, arm, where))
    solids += make_hair(body, person.hair)
    if person.beard:
        layers.append(make_beard(body))
    if person.glasses:
        solids += make_glasses(body)
    if shod:
        solids += make_shoes(body)
    return Wardrobe(body, tuple(layers), tuple(solids), make_strands(body, person.hair))


def strands(wardrobe: Wardrobe, posed: Posed) -> list[Floats]:
    """Return the lines on the hair in a pose, each (n, 3)."""
    number = wardrobe.body.number("head")
    return [
        carried(posed, line, np.full((len(line), 1), number), np.ones((len(line), 1)))
        for line in wardrobe.strands
    ]


def fit(
    wardrobe: Wardrobe, points: Floats, posed: Posed, marks: Mapping[str, Floats]
) -> list[Surface]:
    """Return all surfaces of a person in a pose: the skin first.

    *points* (n, 3) is the posed skin. *marks* are painted on skin and cloth alike: for each role
    (n) numbers, below 0 inside.
    """
    return [
        *(fit_layer(layer, points, posed, marks) for layer in wardrobe.layers),
        *(fit_solid(worn, posed) for worn in wardrobe.solids),
    ]


def bare_skin(body: Body, shod: bool, close: bool, *cuts: Cut) -> Layer:
    """Return the skin without what is well under cloth or in a shoe: it never comes through."""
    under = np.minimum.reduce([cut.keep for cut in cuts])
    if shod:
        under = np.where(body.pull("foot", "toe") > 0.9, -20, under)
    cut = Cut(-8.0 - under, body.points, np.zeros(len(under)), 0)
    return grow("skin", body, cut, beyond=0, crease=0.9, close=close)


def roll(
    role: str, body: Body, layer: Layer, limb: tuple[str, str, str], where: tuple[float, float]
) -> Solid:
    """Return a rolled hem: a ring with a rounded profile round a limb.

    *limb* is the part, and the bones at whose beginnings the limb starts and ends; *where* are the
    places along it, from 0 to 1, between which the roll lies.
    """
    name, upper, lower = limb
    start, end = body.head(upper), body.head(lower)
    way = end - start
    long = float(np.sqrt((way * way).sum()))
    axes = frame(way, np.array((0.0, 0, 1)))
    cloth = lay(layer, body.points, at_rest(body))
    local = np.einsum("ni,ij->nj", cloth - start, axes)
    margin = 1.5 / long
    near = (local[:, 0] / long > where[0] - margin) & (local[:, 0] / long < where[1] + margin)
    near &= body.shares[layer.covers, part(name)] > 0.5
    middle = (local[near].max(0) + local[near].min(0))[1:] / 2
    across = local[near][:, 1:] - middle
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    rays = np.stack((np.cos(angles), np.sin(angles)), 1)
    radius = np.einsum("ni,ai->na", across, rays).max(0)
    radius = (radius + np.roll(radius, 1) + np.roll(radius, -1)) / 3
    high, low = where[0] * long, where[1] * long
    profile = (
        (-0.6, high),
        (0.25, high),
        (0.6, high + 0.45),
        (0.65, low - 0.5),
        (0.35, low),
        (-0.15, low - 0.05),
        (-0.7, low - 0.9),
    )
    rows = []
    for out, down in profile:
        flat = middle + rays * (radius + out)[:, None]
        at = np.concatenate((np.full((len(angles), 1), down), flat), 1)
        rows.append(start + np.einsum("ij,nj->ni", axes, at))
    points = np.concatenate(rows)
    bone = upper.replace("01", "02")
    return solid(
        role,
        points,
        ring_quads(len(profile), len(angles))[:, ::-1],
        part(name),
        only(body, bone, len(points)),
    )
