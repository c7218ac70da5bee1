"""What a person wears: each thing is cut to the places of the bones, so that it fits every body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.hair import make_bun, make_hair, make_strands
from figures.body.layers import (
    Cut,
    Layer,
    Solid,
    grow,
    hanging,
    ramp,
    ring,
    skin_out,
    solid,
)
from figures.body.lines import curve
from figures.body.mesh import Body, Posed, at_rest, carried, load_body, part, sides
from figures.geometry.surface import Rows, Surface, normals
from figures.geometry.vectors import Floats, ahead, all_round, frame, length
from figures.words.people import people

arms = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
sole_rows = ((-0.3, 0.45), (-0.4, 0.75), (0.4, 0.95), (1.5, 0.9), (1.7, 0.6))
upper_rows = ((1.4, 0.55), (3, 0.65), (5, 0.6), (6.4, 0.65), (7.2, 0.7), (7.4, 0.4), (6.9, 0.1))
"""Of a shoe: heights above the floor, and how far off the foot, in centimetres."""
leg_lines = (
    ("lowerleg01", ((-62, 1.2), (-52, -1.6), (-28, -3.8), (0, -4.3), (28, -3.8), (52, -1.6),
                    (62, 1.2))),
    ("lowerleg01", ((95, 1), (130, -0.8), (180, -1.4), (230, -0.8), (265, 1))),
    ("upperleg01", ((88, -6.6), (115, -9.2), (150, -10.4), (180, -9.8), (210, -9.4))),
)  # fmt: skip
"""Lines on the trousers of a leg, round the joint where a bone begins: degrees outwards from ahead,
and centimetres above it. The edge of the kneecap, and of what is straight the hollow of the knee
and the fold below the seat."""
bent = 30
"""From how many degrees on a joint isn't straight."""
facing = 0.4
"""How much a line on cloth must face the reader."""


class Wardrobe(NamedTuple):
    """All that is seen of a person: the skin and what is worn over it, and lines on the hair."""

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
    shirt, trousers = shirt_cut(body, person.sleeve), trousers_cut(body, person.hem)
    layers = [
        bare_skin(body, shod, close, np.minimum(shirt.keep, trousers.keep)),
        grow("shirt", body, shirt),
        with_seat(grow("trousers", body, trousers), body),
    ]
    solids = make_bun(body, person.hair)
    for end, side in sides.items():
        limb = (f"{side} shank", f"lowerleg01.{end}", f"foot.{end}")
        solids.append(roll("cuff", body, layers[2], *limb, 1 - person.hem))
        if person.rolled_sleeves:
            limb = (f"{side} upper arm", f"upperarm01.{end}", f"lowerarm01.{end}")
            solids.append(roll("shirt-far", body, layers[1], *limb, person.sleeve))
    hair = make_hair(body, person.hair)
    layers.append(hair)
    if person.beard:
        layers.append(make_hair(body, "beard"))
    if person.glasses:
        solids += make_glasses(body)
    if shod:
        solids += make_shoes(body)
    return Wardrobe(
        body,
        tuple(layers),
        tuple(solids),
        make_strands(body, person.hair, hair),
    )


def fit(
    wardrobe: Wardrobe, points: Floats, posed: Posed, marks: Mapping[str, Floats]
) -> list[Surface]:
    """Return all surfaces of a person in a pose: the skin first.

    *points* (n, 3) is the posed skin. *marks* are painted on skin and cloth alike: for each role
    (n) numbers, below 0 inside.
    """
    return [
        *(layer.fit(points, posed, marks) for layer in wardrobe.layers),
        *(thing.fit(posed) for thing in wardrobe.solids),
    ]


def strands(wardrobe: Wardrobe, posed: Posed) -> list[Floats]:
    """Return the lines on the hair in a pose, each (n, 3)."""
    holder = np.array([[wardrobe.body.number("head")]])
    return [
        carried(posed, line, holder.repeat(len(line), 0), np.ones((len(line), 1)))
        for line in wardrobe.strands
    ]


def folds(wardrobe: Wardrobe, posed: Posed, trousers: Surface, near: Floats) -> list[Floats]:
    """Return the lines on the legs of *trousers* in a pose, each (n, 3), as far as they face who is
    *near*; what runs along an outline makes it double."""
    body, found = wardrobe.body, []
    out = normals(trousers.points, trousers.quads) @ near
    for end in sides:
        for number, (bone, _) in enumerate(leg_lines):
            above = body.number("root" if bone.startswith("upper") else f"upperleg02.{end}")
            turn = posed.turns[above].T @ posed.turns[body.number(f"{bone}.{end}")]
            if number == 0 or round(float(turn[1, 1]), 6) > np.cos(np.radians(bent)):
                rows = leg_line(body, wardrobe.layers[2].drawn, number, end)
                faces = np.round(rows.apply(out), 6) > facing
                found.append(rows.apply(trousers.points)[faces])
    return [line for line in found if len(line) > 4]


@cache
def leg_line(body: Body, trousers: Surface, number: int, end: str) -> Rows:
    """Return what makes one of the lines on a leg out of the points of trousers, here at rest."""
    bone, knots = leg_lines[number]
    x, y, z = (trousers.points - body.head(f"{bone}.{end}")).T
    line = curve(np.array(knots))[..., None]
    out = x if end == "L" else -x
    aside = (np.degrees(np.arctan2(out, z)) - line[:, 0] + 180) % 360 - 180
    # nine degrees are about a centimetre there
    away = (aside / 9) ** 2 + (y - line[:, 1]) ** 2
    weights = np.round(np.where(out > -9, np.exp(-away / 0.8), 0), 2)
    new, old = np.nonzero(weights)
    share = (weights / weights.sum(1)[:, None])[new, old]
    return Rows(((new, old, share, len(line)),))


def bare_skin(body: Body, shod: bool, close: bool, under: Floats) -> Layer:
    """Return the skin without what is well *under* (n) cloth or in a shoe; it can't come out."""
    if shod:
        under = np.where(body.pull("foot", "toe") > 0.98, -20, under)
    cut = Cut(-8.0 - under, body.points, 0 * under, 0)
    return grow("skin", body, cut, beyond=0, close=close)


def along(body: Body, start: Floats, end: Floats) -> Floats:
    """Return how far each point is from *start* (0) to *end* (1) of a line, (n)."""
    way = end - start
    return ((body.points - start) * way).sum(1) / (way * way).sum()


def with_seat(trousers: Layer, body: Body) -> Layer:
    """Return trousers whose seat belongs to the thighs, as a leg seems to begin at the waist."""
    drawn = trousers.drawn
    thigh = np.where(drawn.points[:, 0] > 0, part("left thigh"), part("right thigh"))
    seat = (drawn.parts == part("trunk")) & (drawn.points[:, 1] < body.head("upperleg01.L")[1] + 8)
    return trousers._replace(drawn=replace(drawn, parts=np.where(seat, thigh, drawn.parts)))


def collar(body: Body) -> Floats:
    """Return how far points are above a round collar, (n): it goes from the pit between the
    collar bones to the root of the neck behind, and sits on the shoulders beside the neck."""
    x, y, z = body.points.T
    middle = (np.abs(x) < 2) & (body.pull(*arms) < 0.1)
    low, high = body.head("clavicle.L")[1] + 1.8, body.head("neck01")[1] + 2.2
    front = z[middle & (np.abs(y - low) < 2)].max()
    back = z[middle & (np.abs(y - high) < 2)].min()
    level: Floats = low + (high - low) * (front - z) / (front - back) + 0.045 * x * x
    return y - level


def shirt_cut(body: Body, sleeve: float) -> Cut:
    """Return the cut of a shirt whose sleeves end at a part of the way to the elbow."""
    x, y = body.points[:, 0], body.points[:, 1]
    on_arm = body.pull(*arms)
    trunk = 1 - ramp(on_arm, 0.05, 0.5)
    hem, chest = body.head("upperleg01.L")[1] + 3.5, body.head("spine01")[1]
    neck = body.head("neck01")[1]
    to_elbow = (
        along(body, body.head(f"upperarm01.{end}"), body.head(f"lowerarm01.{end}")) for end in sides
    )
    far = np.where(x > 0, *to_elbow)
    sleeves = 26 * (far - sleeve)
    keep = np.where((on_arm < 0.4) & (y > neck - 14), collar(body), -20)
    keep = np.maximum(keep, np.where(on_arm > 0.02, sleeves, -20))
    keep = np.maximum(keep, np.where(on_arm > 0.3, -20, hem - y))
    keep = np.where(body.pull("head") > 0.5, 20, keep)
    middle = np.stack((0 * x, np.interp(y, (hem, chest, neck), (0.5, -0.5, 0.5))), 1)
    chosen = (on_arm < 0.3) & (y > hem - 8) & (y < neck - 5)
    hang = hanging(body, chosen, middle, 0.03) * trunk[:, None]
    opening = ramp(far, 0.1, 0.65) * (1 - trunk)
    off = 0.7 + 0.9 * opening + 0.6 * ramp(chest - y, 0, chest - hem) * trunk
    return Cut(
        keep=keep,
        lies=body.points + skin_out(body) * off[:, None] + hang,
        least=0.4 + ramp(hem + 14 - y, 0, 8) * trunk + 0.3 * opening,
        rounds=14,
    )


def trousers_cut(body: Body, hem: float) -> Cut:
    """Return the cut of trousers that end at a part of the way from the ankle to the knee."""
    x, y = body.points[:, 0], body.points[:, 1]
    shank = np.full(len(x), 2.0)
    hang = np.zeros_like(body.points)
    for end in sides:
        joints = np.array([body.head(f"{b}.{end}") for b in ("foot", "lowerleg01", "upperleg01")])
        ankle, knee, hip = joints
        mine = x * hip[0] >= 0
        shank = np.where(mine, along(body, ankle, knee), shank)
        middle = np.stack([np.interp(y, joints[:, 1], joints[:, axis]) for axis in (0, 2)], 1)
        leg = body.pull("upperleg", "lowerleg", side=f".{end}")
        hang += hanging(body, mine & (leg > 0.6) & (y > ankle[1] + 3), middle, 0.15)
    waist = body.tail("spine05")[1] - 2.5
    keep: Floats = np.maximum((hem - shank) * (knee - ankle)[1], y - waist)
    off = 0.55 + 0.5 * ramp(1.1 - shank, 0, 0.6)
    return Cut(
        keep=np.where(body.pull(*arms) > 0.2, 20, keep),
        lies=body.points + skin_out(body) * off[:, None] + 0.75 * hang,
        least=np.full(len(x), 0.35),
        rounds=14,
    )


def roll(
    role: str, body: Body, layer: Layer, name: str, upper: str, lower: str, end: float
) -> Solid:
    """Return the rolled hem of a layer round the limb that is a part, from where a bone begins to
    where another does; it ends at a part of the way, from 0 to 1."""
    start, way = body.head(upper), body.head(lower) - body.head(upper)
    axes = frame(way, ahead)
    cloth = np.round((layer.lay(body.points, at_rest(body)) - start) @ axes, 6)
    cloth = cloth[body.shares[layer.covers, part(name)] > 0.5]
    low = end * length(way)
    rows = []
    for off, up in (
        (-0.6, 4.5), (0.3, 4.4), (0.6, 3.8), (0.6, 0.6), (0.4, 0.1), (-0.1, 0), (-0.7, 0.9)
    ):  # fmt: skip
        near = np.abs(cloth[:, 0] - low + (1 if up < 2 else 3.5)) < 2.5
        rows.append(np.insert(ring(cloth[near, 1:], off), 0, low - up, axis=1))
    return solid(role, body, start + np.array(rows) @ axes.T, name, {upper.replace("01", "02"): 1})


def make_glasses(body: Body) -> list[Solid]:
    """Return round glasses: two rims, a bridge, and a side piece to each ear."""
    made, inner = [], []
    ear = body.points[body.shares[:, part("left ear")] > 0.97]
    (wide, high, _), back = ear.max(0), ear[:, 2].mean()
    for side, eye in zip((1, -1), body.eyes, strict=True):
        x, y = (all_round(20) * (2.35, 1.95)).T
        rim = eye + np.stack((x, y - 0.35, 2.35 - 0.16 * side * x), 1)
        outer, nose = (rim[0], rim[8]) if side > 0 else (rim[10], rim[2])
        hinge = np.array((side * (wide - 1.1), outer[1] + 0.3, outer[2] - 1.6))
        hook = np.array((side * (wide - 0.9), high - 0.2, back))
        inner.append(nose)
        made += [
            tube(body, [rim[-1], *rim, *rim[:2]]),
            tube(body, [outer, outer, hinge, (hinge + hook) / 2, hook, hook]),
        ]
    over = (inner[0] + inner[1]) / 2 + np.array((0, 0.35, 0.3))
    return [*made, tube(body, [inner[0], inner[0], over, inner[1], inner[1]])]


def tube(body: Body, path: Sequence[Floats]) -> Solid:
    """Return a thin tube on the head from the second place to the last but one."""
    circle = 0.12 * np.insert(all_round(6), 0, 0, axis=1)
    rings = [
        here + circle @ frame(after - before, np.array((0.3, 1.0, 0.2))).T
        for before, here, after in zip(path, path[1:], path[2:], strict=False)
    ]
    return solid("ink", body, np.array(rings), "head", {"head": 1})


def make_shoes(body: Body) -> list[Solid]:
    """Return plain trainers: shells round the feet, with the toes inside, on a pale sole."""
    made = []
    for end, side in sides.items():
        foot = body.points[body.pull("foot", "toe", side=f".{end}") > 0.5]
        toes = f"toe2-1.{end}"
        for role, heights in (("shoe", upper_rows), ("shoe-sole", sole_rows)):
            rows = []
            for high, off in heights:
                flat = foot[foot[:, 1] > min(high, 8.0)][:, [0, 2]]
                rows.append(np.insert(ring(flat, off)[::-1], 1, high, axis=1))
            if role == "shoe-sole":
                # drawn in to a line, not to a point, so that it bends like its rim
                rows.insert(0, np.where((True, False, False), rows[0].mean(0), rows[0]))
            bent = ramp(np.array(rows)[..., 2] - body.head(toes)[2], -5.5, -0.5)
            holds = {f"foot.{end}": 1 - bent, toes: bent}
            made.append(solid(role, body, np.array(rows), f"{side} foot", holds))
    return made
