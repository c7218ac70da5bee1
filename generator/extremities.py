"""Hands and bare feet of the whole figure, as points along and across their own directions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from generator.curves import Point, outline, stroke
from generator.skeleton import Bones, Place, Side
from generator.view import View

HandShape = Literal["flat", "grip", "loose"]
Pairs = Sequence[tuple[float, float]]


class Grip(NamedTuple):
    """What a hand does: its shape, and the way its fingers point (None: on from the forearm).

    *palm* is the way the palm faces, so that the drawing knows on which side the thumb is.
    """

    shape: HandShape = "loose"
    fingers: Place | None = None
    palm: Place | None = None


# Along the fingers, then across towards the palm. All hands have the same number of points, so
# that one can turn into the other.
hands: dict[HandShape, Pairs] = {
    "flat": (
        (-2.4, -2.4),
        (1, -2.5),
        (4.5, -2.4),
        (8, -1.4),
        (12, -0.3),
        (15.6, 0.4),
        (16.6, 1.4),
        (15.4, 2.2),
        (12, 2.3),
        (8, 2.3),
        (4, 2.3),
        (1, 2.3),
        (-2.4, 2.3),
    ),
    "grip": (
        (-2.4, -2.5),
        (1, -2.7),
        (4.6, -3.5),
        (8.4, -3.2),
        (9.6, -0.8),
        (9.4, 2.0),
        (8, 4.2),
        (5.8, 4.8),
        (4.2, 4.4),
        (3.2, 3.6),
        (2.2, 2.8),
        (0.4, 2.4),
        (-2.4, 2.4),
    ),
    "loose": (
        (-2.4, -2.5),
        (1, -2.7),
        (4.6, -3.4),
        (8.6, -3.0),
        (12.4, -1.2),
        (14.8, 1.4),
        (14.6, 2.8),
        (13, 2.6),
        (10.6, 2.0),
        (7.6, 2.8),
        (4.4, 2.8),
        (1, 2.4),
        (-2.4, 2.4),
    ),
}
thumbs: dict[HandShape, Pairs] = {
    "flat": ((1, 0.2), (3.4, -0.2), (7, 0.4), (9.8, 1.2), (9.8, 2.3), (6.4, 2.3), (2.4, 2.2)),
    "grip": ((1.6, 0.6), (3.6, -0.4), (6.6, 0.4), (8.6, 1.6), (8, 3.2), (5.4, 2.8), (2.6, 2.4)),
    "loose": ((1, 0.6), (3.6, 0), (6.8, 1.6), (9.4, 3.6), (8.8, 4.8), (6.2, 4), (2.4, 2.6)),
}  # fmt: skip

# The foot from the side: from the ankle, ahead and down. The toes turn about the ball.
foot_side: Pairs = (
    (3.9, -7), (4.4, -3.4), (6.6, -0.6), (9.8, 1.9),
)  # fmt: skip
toes_side: Pairs = (
    (12.8, 3.2), (15.6, 3.5), (18.2, 4.0), (19.4, 5.2), (18.9, 6.63), (16.5, 6.63), (13.6, 6.63),
)  # fmt: skip
sole_side: Pairs = (
    (11.4, 6.63), (9.2, 6.63), (5.6, 5.9), (1.8, 6.3), (-1, 6.63), (-3.6, 6.63), (-6.6, 6.63), (-7.6, 4.4),
    (-6.6, 2.0), (-4.2, -0.6), (-3.6, -4), (-3.9, -7),
)  # fmt: skip


def draw_foot(bones: Bones, view: View, side: Side) -> tuple[str, str]:
    """Return the outline of a bare foot and the lines on it."""
    return side_foot(bones, view)


def side_foot(bones: Bones, view: View) -> tuple[str, str]:
    """Return the foot from the side: its outline, and the small lines between its toes."""
    ankle, ball = bones.joints[2], bones.joints[4]
    foot, toes = bones.frames[2], bones.frames[3]

    def put(pairs: Iterable[tuple[float, float]]) -> list[Point]:
        return [view.point(ankle.plus(foot.ahead, x).plus(foot.up, -y)) for x, y in pairs]

    def bent(pairs: Iterable[tuple[float, float]]) -> list[Point]:
        return [
            view.point(ball.plus(toes.ahead, x - 11.9).plus(toes.up, 6.63 - y)) for x, y in pairs
        ]

    lines = [
        stroke(bent(((x, 3.9 + d), (x + 0.9, 4.6 + d), (x + 0.7, 5.9))))
        for x, d in ((14, 0), (15.7, 0.2), (17.3, 0.4))
    ]
    return outline([*put(foot_side), *bent(toes_side), *put(sole_side)]), "".join(lines)


def draw_hand(bones: Bones, view: View, side: Side, grip: Grip) -> tuple[str, str]:
    """Return the outline of a hand with its thumb, and the lines on it."""
    wrist, frame = bones.joints[2], bones.frames[1]
    fingers = grip.fingers or Place(0, 0, 0).minus(frame.up)
    palm = grip.palm or frame.ahead
    start, along = view.point(wrist), view.point(fingers)
    across = view.point(palm)
    turn = 90 if along.x * across.y - along.y * across.x >= 0 else -90
    along = along.unit()
    across = along.turned(turn)

    def put(pairs: Iterable[tuple[float, float]]) -> list[Point]:
        return [start.plus(along.times(x)).plus(across.times(y)) for x, y in pairs]

    thumb = put(thumbs[grip.shape])
    return outline(put(hands[grip.shape])), stroke(thumb)
