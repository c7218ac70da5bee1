"""Bare and shod feet of the whole figure, from the side and from anywhere else.

From the side a foot is a profile: points ahead of the ankle and below it, its toes turning about
the ball. From elsewhere it is the outline of a few round pieces: heel, ankle, instep, ball, toes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from figures.body.skeleton import Bones, sign
from figures.geometry.curves import Path, Point, joined, line, outline, snapped, stroke
from figures.geometry.room import Place
from figures.geometry.view import View
from figures.words.terms import Side

Pairs = Sequence[tuple[float, float]]
ball_line, sole_line = 11.9, 6.63  # the ball of the foot, as far ahead of and below the ankle

instep_side: Pairs = ((3.9, -7), (4.4, -3.4), (6.6, -0.6), (9.8, 1.9))
toes_side: Pairs = ((13.6, 3.1), (18.2, 3.8), (19.6, 5.4), (18.7, 6.63), (14.2, 6.63))
sole_side: Pairs = (
    (10.2, 6.63), (5.6, 5.8), (0.6, 6.63), (-3.6, 6.63), (-6.8, 6.63), (-7.6, 4.2), (-5.4, 0.6),
    (-3.6, -3.4), (-3.9, -7),
)  # fmt: skip

# Ahead of the ankle, above the sole, towards the inner side; and how thick.
pieces: tuple[tuple[float, float, float, float], ...] = (
    (-3.4, 3.4, 0.2, 3.4),
    (0, 7.4, 0, 3.8),
    (0, 11, 0, 3.5),
    (6.4, 4.6, 1.0, 2.8),
    (11.4, 2.5, 2.6, 2.5),
    (9.2, 2.0, -3.4, 2.0),
)
# The base of each toe, from the big one on; its length and thickness.
toes: tuple[tuple[float, float, float, float], ...] = (
    (12.0, 3.6, 6.6, 1.75),
    (12.6, 1.2, 6.0, 1.15),
    (12.2, -0.8, 5.2, 1.1),
    (11.4, -2.6, 4.6, 1.05),
    (10.2, -4.3, 4.0, 1.0),
)


def draw_foot(bones: Bones, view: View, side: Side, shod: bool = False) -> tuple[Path, Path]:
    """Return the outline of a foot and the lines on it."""
    foot = bones.frames[2]
    far = view.depth(Place(0, 0, sign(side))) < -0.75
    if shod or far or abs(view.near.dot(foot.left)) > 0.74:
        return side_foot(bones, view, shod)
    return round_foot(bones, view, side)


def side_foot(bones: Bones, view: View, shod: bool) -> tuple[Path, Path]:
    """Return the foot from the side: its outline, and the lines between its toes."""
    ankle = snapped(view.point(bones.joints[2]))
    foot, toe = bones.frames[2], bones.frames[3]
    ahead, down = view.point(foot.ahead), view.point(foot.up).times(-1)
    toe_ahead, toe_down = view.point(toe.ahead), view.point(toe.up).times(-1)
    ball = ankle.plus(ahead.times(ball_line)).plus(down.times(sole_line))

    def put(pairs: Iterable[tuple[float, float]]) -> list[Point]:
        return [ankle.plus(ahead.times(x)).plus(down.times(y)) for x, y in pairs]

    def bent(pairs: Iterable[tuple[float, float]]) -> list[Point]:
        return [
            ball.plus(toe_ahead.times(x - ball_line)).plus(toe_down.times(y - sole_line))
            for x, y in pairs
        ]

    body = outline([*put(instep_side), *bent(toes_side), *put(sole_side)])
    if shod:
        top = [*put(instep_side[1:]), *bent([(12.8, 2.6), (17, 3), (20, 4.4), (20.4, 6)])]
        shoe = [*top, *bent([(20.6, 7.2), (20, 7.4)]), *put([(-7, 7.4), (-8.2, 7)])]
        shoe += put([(-8.2, 3.6), (-7, 0.4), (-5.2, -3.2), (-5.2, -3.2), (4.8, -3.6), (4.8, -3.6)])
        laces = [
            stroke(put(((x, y), (x - 1, y + 1.2), (x - 1.6, y + 2.4))))
            for x, y in ((6.6, -0.2), (8.6, 1.0))
        ]
        edge = stroke([*put([(-8, 5.4), (0, 5.6), (11, 5.5)]), *bent([(20.3, 5.4)])])
        return outline(shoe), edge + joined(laces)
    lines = [
        stroke(bent(((x, 3.9 + d), (x + 0.9, 4.6 + d), (x + 0.7, 5.9))))
        for x, d in ((14.2, 0), (16.6, 0.3))
    ]
    return body, joined(lines)


def round_foot(bones: Bones, view: View, side: Side) -> tuple[Path, Path]:
    """Return the foot from any side as the hull of its pieces, with five toes."""
    ankle, ball = bones.joints[2], bones.joints[4]
    foot, toe = bones.frames[2], bones.frames[3]
    inner = Place(0, 0, 0).plus(foot.left, -sign(side))
    sole = ankle.plus(foot.up, -sole_line)
    blobs = [
        (view.point(sole.plus(foot.ahead, x).plus(foot.up, y).plus(inner, z)), size)
        for x, y, z, size in pieces
    ]
    fan: list[Point] = []
    for ahead, across, length, size in toes:
        start = ball.plus(foot.ahead, ahead - ball_line).plus(inner, across).plus(foot.up, size)
        end = start.plus(toe.ahead, length - size)
        fan += toe_tip(view, start, end, size, inner)
    root = view.point(ball.plus(foot.ahead, -3).plus(inner, -4))
    fan += [root, view.point(ball.plus(foot.ahead, -3).plus(inner, 4))]
    return outline(hull(blobs)) + outline(fan), toe_lines(bones, view, inner)


def toe_lines(bones: Bones, view: View, inner: Place) -> Path:
    """Return the lines between the toes, if we look on the top of the foot."""
    ball, foot, toe = bones.joints[4], bones.frames[2], bones.frames[3]
    facing = view.near.dot(toe.up)
    if -0.3 < facing < 0.1:
        return Path()
    lines = []
    if facing < 0:  # the sole: the crease behind the toes
        pads = ((12.2, 4.6), (11.4, 1.6), (10.6, -1.6), (8.6, -4.6))
        places = [ball.plus(foot.ahead, x - ball_line).plus(inner, y) for x, y in pads]
        lines.append(stroke([view.point(place) for place in places]))
    for one, other in pairwise(toes):
        ahead, across = (one[0] + other[0]) / 2, (one[1] - one[3] + other[1] + other[3]) / 2
        start = ball.plus(foot.ahead, ahead - ball_line).plus(inner, across)
        start = start.plus(foot.up, 1.8 if facing > 0 else 0)
        ends = [view.point(start.plus(toe.ahead, way)) for way in (2.2, other[2] - 1)]
        if facing < 0 or abs(view.point(inner).x) > 0.35:
            lines.append(line(ends))
    return joined(lines)


def toe_tip(view: View, start: Place, end: Place, size: float, inner: Place) -> list[Point]:
    """Return the round tip of one toe, from its inner to its outer side, and the gap after it."""
    root, tip = view.point(start), view.point(end)
    along = tip.minus(root).unit().times(size * 1.2)
    side = along.turned(90)
    if side.x * view.point(inner).x + side.y * view.point(inner).y < 0:
        side = side.times(-1)
    front = tip.plus(along)
    gap = tip.minus(along.times(0.4)).minus(side)
    return [front.plus(side), front.minus(side), gap]


def hull(blobs: Sequence[tuple[Point, float]], count: int = 9) -> list[Point]:
    """Return the points farthest out in *count* ways round a group of circles."""
    ring = []
    for step in range(count):
        way = Point(math.cos(2 * math.pi * step / count), math.sin(2 * math.pi * step / count))
        at, size = max(blobs, key=lambda blob: blob[0].x * way.x + blob[0].y * way.y + blob[1])
        ring.append(at.plus(way.times(size)))
    return ring
