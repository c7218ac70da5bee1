"""The hands of the whole figure, as points along the fingers and across towards the palm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from generator.curves import Point, outline, snapped, stroke
from generator.room import Place
from generator.skeleton import Bones, Side
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
        (2.6, -2.6),
        (8, -1.4),
        (14.8, 0),
        (17.2, 1.4),
        (15.4, 2.3),
        (10, 2.3),
        (5, 2.3),
        (1, 2.3),
        (-2.4, 2.3),
    ),
    "grip": (
        (-2.4, -2.5),
        (2.2, -2.9),
        (8.6, -3.9),
        (10, -0.6),
        (9.4, 2.8),
        (6.6, 5.3),
        (3.6, 4.2),
        (2.2, 2.8),
        (0.4, 2.4),
        (-2.4, 2.4),
    ),
    "loose": (
        (-2.4, -2.5),
        (2.6, -3.1),
        (9.2, -3.2),
        (14.4, 0.2),
        (15.2, 3.2),
        (12.6, 2.4),
        (9, 2.6),
        (5.4, 3),
        (1, 2.4),
        (-2.4, 2.4),
    ),
}
thumbs: dict[HandShape, Pairs] = {
    "flat": ((1, 0.2), (6, -0.2), (10.6, 1), (9.8, 2.4), (4, 2.3)),
    "grip": ((1.6, 0.6), (6, -0.8), (9.2, 1.6), (7.6, 3.6), (2.8, 2.6)),
    "loose": ((1, 0.6), (6, 0.4), (10.2, 4), (8.4, 5.2), (3, 2.8)),
}  # fmt: skip


def draw_hand(bones: Bones, view: View, side: Side, grip: Grip) -> tuple[str, str]:
    """Return the outline of a hand with its thumb, and the lines on it."""
    wrist, frame = bones.joints[2], bones.frames[1]
    fingers = grip.fingers or Place(0, 0, 0).minus(frame.up)
    palm = grip.palm or frame.ahead
    start, along = snapped(view.point(wrist)), view.point(fingers)
    across = view.point(palm)
    turn = 90 if along.x * across.y - along.y * across.x >= 0 else -90
    along = along.unit()
    across = along.turned(turn)

    def put(pairs: Iterable[tuple[float, float]]) -> list[Point]:
        return [start.plus(along.times(x)).plus(across.times(y)) for x, y in pairs]

    thumb = put(thumbs[grip.shape])
    return outline(put(hands[grip.shape])), stroke(thumb)
