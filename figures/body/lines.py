"""Lines drawn on the skin, found at rest: the face, ankle bones, bends of the digits, and nails.

The face is friendly and calm, of somebody of about 65, measured from the body's own eyes, nose and
lips. Lines move with the skin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.geometry.surface import Rows, normals, refine
from figures.geometry.vectors import Floats, Ints, ahead, frame, left, place, square_to, unit, up

Knots = Sequence[tuple[float, float]]

middle_lines: Sequence[tuple[str, str, Knots]] = (
    ("mouth", "mouth", ((-2.72, 0.36), (-1.63, -0.07), (0, -0.14), (1.63, -0.07), (2.72, 0.36))),
    ("nose", "nose", ((-0.75, -0.73), (-0.35, -0.91), (0.35, -0.91), (0.75, -0.73))),
    ("age", "mouth", ((-0.6, -2.2), (0.0, -2.32), (0.6, -2.2))),
)
"""The role of a line, what it is measured from, and its way: so far to the left and up."""
side_lines: Sequence[tuple[str, str, Knots]] = (
    ("nose", "nose", ((1.45, 0.15), (1.62, -0.35), (1.25, -0.72))),
    ("age", "eye", ((1.95, 0.14), (2.6, 0.46))),
    ("age", "eye", ((2.0, -0.26), (2.7, -0.24))),
    ("age", "nose", ((1.95, -0.25), (2.7, -0.95), (3.15, -1.75))),
    ("age", "eye", ((-0.9, -1.35), (0.1, -1.6), (1.0, -1.4))),
)
"""The same for each half of the face: so far outwards and up."""
lids: Mapping[str, Knots] = {
    "woman": ((-1.43, -0.03), (-1.19, 0.35), (-0.52, 0.79), (0.37, 0.87), (1.01, 0.6),
              (1.34, 0.33), (1.77, -0.03)),
    "man": ((-1.24, -0.17), (-1.04, 0.14), (-0.42, 0.55), (0.42, 0.65), (1.02, 0.38),
            (1.32, 0.1), (1.73, -0.19)),
}  # fmt: skip
brows: Mapping[str, tuple[float, Knots]] = {
    "woman": (0.36, ((-1.75, 2.1), (-0.5, 2.55), (0.8, 2.5), (2.15, 1.75))),
    "man": (0.55, ((-1.85, 1.9), (-0.6, 2.2), (0.9, 2.1), (2.3, 1.45))),
}
"""The edge of the upper lid, and the breadth and the way of a brow, from the middle of the eye."""
ankle_bones = ((1, place(0, 0.9, 0.2)), (-1, place(0, -0.3, -0.5)))
"""Which way the inner and the outer one look, and where they are from the ankle joint."""
bends = {
    "toe1-2": (0.85, 0.1), "finger1-3": (0.7, 0.12),
    **{f"finger{finger}-{bone}": (broad, 0.1)
       for finger in range(2, 6) for bone, broad in ((2, 0.75), (3, 0.55))},
}  # fmt: skip
"""The breadth of the line where a bone begins, and how far it is bowed to the tip."""
nails = {
    "finger1-3": 1.25, "finger2-3": 1.2, "finger3-3": 1.25, "finger4-3": 1.2, "finger5-3": 1.0,
    "toe1-2": 1.7, "toe2-3": 0.9, "toe3-3": 0.8, "toe4-3": 0.75, "toe5-3": 0.65,
}  # fmt: skip
"""How long the nail on each last bone is."""
reach = 4.0
"""No triangle of the finer skin is as long."""


class Stroke(NamedTuple):
    """A line drawn with a *role*; *rows* make its places out of those of the finer skin."""

    role: str
    rows: Rows


@cache
def finer(body: Body) -> tuple[Rows, Floats, Ints]:
    """Return what refines the skin of a body once, its finer points at rest, and triangles."""
    rows, quads = refine(body.quads)
    triangles = np.concatenate((quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]))
    return rows, rows.apply(body.points), triangles


def land(body: Body, starts: Floats, way: Floats) -> Rows:
    """Return what makes the places where the skin is first met from others (k, 3) along a unit way
    out of those of the finer skin.

    Raises LookupError where it isn't met.
    """
    _, points, triangles = finer(body)
    turned = frame(way, up if abs(way[1]) < 0.9 else left)
    # how the last bits fall depends on the processor, and which triangle is met first on them
    begin, flat = (np.round(np.einsum("na,ab->nb", it, turned), 6) for it in (starts, points))
    near = ((flat > begin.min(0) - reach) & (flat < begin.max(0) + reach))[:, 1:].all(1)
    triangles = triangles[near[triangles[:, 0]]]
    corners = flat[triangles] - begin[:, None, None]
    one, other = np.roll(corners, -1, 2), np.roll(corners, -2, 2)
    shares = one[..., 1] * other[..., 2] - one[..., 2] * other[..., 1]
    area = shares.sum(2)
    facing = area < -1e-9
    shares /= np.where(facing, area, 1)[..., None]
    depth = np.round((corners[..., 0] * shares).sum(2), 6)
    depth[~facing | (shares.min(2) < -1e-6) | (depth < 0)] = np.inf
    met = np.arange(len(begin)), depth.argmin(1)
    if np.isinf(depth[met]).any():
        raise LookupError(f"there is no skin beyond all of {starts.round(2).tolist()}")
    old, weights = triangles[met[1]].ravel(), shares[met].ravel()
    return Rows(((np.repeat(met[0], 3), old, weights, len(begin)),))


def curve(knots: Floats) -> Floats:
    """Return places along a smooth curve, four for each knot but the last: Catmull and Rom's."""
    ends = np.concatenate((2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]))
    at = np.arange(4 * len(knots) - 3) / 4
    span = np.minimum(at.astype(int), len(knots) - 2)
    t = (at - span)[:, None]
    a, b, c, d = (ends[span + step] for step in range(4))
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


@cache
def face(body: Body, name: str) -> tuple[Stroke, ...]:
    """Return the lines of the face of a body: woman or man.

    Roles: brow and iris (rims), lid, nose, mouth, and age for the fine ones.
    """
    corner = body.lips[body.points[body.lips, 0].argmax()]
    start = {"nose": nose_tip(body)[:2], "mouth": body.points[corner, :2] * (0, 1)}
    found = [(role, curve(start[origin] + np.array(knots))) for role, origin, knots in middle_lines]
    angle = np.linspace(0, 2 * np.pi, 17)
    iris = np.stack((0.2 + 0.6 * np.cos(angle), 0.16 + 0.72 * np.sin(angle)), 1)
    for way, eye in zip((1, -1), body.eyes[:, :2], strict=True):
        start["eye"] = eye
        found += [
            ("brow", eye + _brow(*brows[name]) * (way, 1)),
            ("lid", eye + curve(np.array(lids[name])) * (way, 1)),
            ("iris", eye + iris * (way, 1)),
        ]
        for role, origin, knots in side_lines:
            found.append((role, start[origin] + curve(np.array(knots)) * (way, 1)))
    ahead_of_it = [(role, np.insert(flat, 2, 60, 1)) for role, flat in found]
    return tuple(Stroke(role, land(body, starts, -ahead)) for role, starts in ahead_of_it)


def nose_tip(body: Body) -> Floats:
    """Return the foremost place of the head, between the eyes and the lips."""
    points = finer(body)[1]
    between = (points[:, 1] > body.points[body.lips, 1].max()) & (points[:, 1] < body.eyes[0, 1])
    return points[np.flatnonzero(between)[np.round(points[between, 2], 4).argmax()]]


def _brow(breadth: float, knots: Knots) -> Floats:
    """Return the rim of a brow: broad near the nose, a point at its outer end."""
    middle = curve(np.array(knots))
    along = np.linspace(0, 1, len(middle))
    half = breadth / 2 * np.minimum(1, 0.55 + 2 * along) * np.minimum(1, 2.2 * (1 - along))
    above = np.stack((0 * half, half), 1)
    return np.concatenate((middle + above, (middle - above)[::-1], (middle + above)[:1]))


@cache
def creases(body: Body) -> tuple[Stroke, ...]:
    """Return what an illustrator would draw on bare feet and hands: roles ankle, for arcs under the
    ankle bones (drawn at any size), and crease, for the bends of the digits."""
    found = []
    angle = np.radians(np.linspace(150, 330, 11))
    arc = np.stack((0 * angle, 1.15 * np.sin(angle), 1.05 * np.cos(angle)), 1)
    for side, out in (("L", left), ("R", -left)):
        for way, at in ankle_bones:
            starts = body.head(f"foot.{side}") + at - 8 * way * out + arc
            found.append(Stroke("ankle", land(body, starts, way * out)))
        found += [Stroke("crease", _bend(body, f"{bone}.{side}", *bends[bone])) for bone in bends]
    return tuple(found)


def _bend(body: Body, bone: str, breadth: float, bow: float) -> Rows:
    """Return a short line across the back of a digit where a bone begins, bowed to its tip."""
    back, along = back_of(body, bone), unit(body.way(bone))
    flat = curve(np.array(((-breadth / 2, 0), (0, bow), (breadth / 2, 0))))
    starts = body.head(bone) + 5 * back + flat @ np.stack((np.cross(along, back), along))
    return land(body, starts, -back)


def back_of(body: Body, bone: str) -> Floats:
    """Return which way the back of a digit looks at rest, at one of its bones."""
    if bone.startswith("toe"):
        return square_to(place(0, 1, 0.15), body.way(bone))
    # a finger at rest is a little bent, so its first bone leads towards the back of its last
    first, last = (f"{bone[:8]}{joint}{bone[9:]}" for joint in ("2" if "r1" in bone else "1", "3"))
    return square_to(square_to(body.way(first), body.way(last)), body.way(bone))


def nail_field(body: Body, rows: Rows, quads: Ints) -> Floats:
    """Return numbers below 0 on the nails, for each point of a fine skin.

    *rows* make its points out of those of the body; *quads* are its own.
    """
    points = rows.apply(body.points)
    out = normals(points, quads)
    field = np.full(len(points), 2.0)
    for bone, long in ((f"{last}.{side}", long) for last, long in nails.items() for side in "LR"):
        near = rows.apply(body.pull(bone)) > 0.4
        if near.any():  # a shoe may hide it
            one = _nail(body, bone, long, points[near], out[near])
            field[near] = np.minimum(field[near], one)
    return np.round(np.maximum(field, -1), 6)


def _nail(body: Body, bone: str, long: float, points: Floats, out: Floats) -> Floats:
    back, along = back_of(body, bone), unit(body.way(bone))
    offset = points - body.head(bone)
    far, aside = (offset * along).sum(1), (offset * np.cross(along, back)).sum(1)
    tip = float(far.max())
    amid = aside[(far > tip - long) & (far < tip - 0.25 * long)]
    half = np.ptp(amid) / 2 * (0.72 if bone.startswith("toe") else 0.78)
    down = np.abs((far - (tip - 0.08 - long / 2)) / (long / 2)) ** 2.6
    sideways = np.abs((aside - (amid.max() + amid.min()) / 2) / half) ** 2.6
    return np.maximum(down + sideways - 1, 3 * (0.1 - (out * back).sum(1)))
