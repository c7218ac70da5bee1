"""What a person wears, and how it lies in a pose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.cuts import shirt_cut, sides, trousers_cut
from figures.body.hair import make_hair
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
from figures.body.mesh import Body, load_body, part
from figures.body.people import people
from figures.body.rig import Posed, at_rest
from figures.geometry.surface import Surface
from figures.geometry.vectors import Floats, frame

cuff_high = 0.12
"""How high a rolled hem is, as a part of the limb."""


class Wardrobe(NamedTuple):
    """All that is seen of a person: the skin and what is worn over it."""

    body: Body
    layers: tuple[Layer, ...]
    solids: tuple[Solid, ...]


@cache
def dress(name: str) -> Wardrobe:
    """Return a person of the cast, dressed, by name."""
    person = people[name]
    body = load_body(person.body)
    shirt = shirt_cut(body, person.sleeve)
    trousers = trousers_cut(body, person.hem)
    layers = (
        bare_skin(body, shirt, trousers),
        grow("shirt", body, shirt),
        grow("trousers", body, trousers),
    )
    solids: list[Solid] = []
    for side, end in sides.items():
        shank = (f"{side} shank", f"lowerleg01{end}", f"foot{end}")
        solids.append(
            roll("cuff", body, layers[2], shank, (1 - person.hem - cuff_high, 1 - person.hem))
        )
    return Wardrobe(body, layers, (*solids, *make_hair(body, person.hair)))


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


def bare_skin(body: Body, *cuts: Cut) -> Layer:
    """Return the skin without what is well under cloth, so that it never comes through."""
    under = np.minimum.reduce([cut.keep for cut in cuts])
    return grow(
        "skin", body, Cut(-8.0 - under, body.points, np.zeros(len(under)), 0), beyond=0, crease=0.9
    )


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
    near &= (local[:, 1] ** 2 + local[:, 2] ** 2) < 15**2
    near &= body.points[layer.covers][:, 0] * start[0] > 0
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
