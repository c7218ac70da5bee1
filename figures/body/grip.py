"""The hands of the whole figure: from the edge, from the back, and closed.

A flat hand whose back or palm we see is drawn in its own plane, with four fingers and the thumb on
the right side; a hand seen from its edge is a profile. Points run along the fingers, then across:
towards the palm in a profile and in a fist, towards the thumb in a hand seen from the back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from figures.body.skeleton import Bones, sign
from figures.geometry.curves import Path, Point, joined, outline, snapped, stroke
from figures.geometry.room import Place, crossed
from figures.geometry.view import View
from figures.words.terms import Side

HandShape = Literal["flat", "grip", "clasp", "loose"]
Pairs = Sequence[tuple[float, float]]


class Grip(NamedTuple):
    """What a hand does: its shape, and the way its fingers point (None: on from the forearm).

    *palm* is the way the palm faces, so that the drawing knows on which side the thumb is.
    *over* tells that the hand lies in front of what it holds, even if its arm is the far one.
    """

    shape: HandShape = "loose"
    fingers: Place | None = None
    palm: Place | None = None
    over: bool = False


class Shape(NamedTuple):
    """The outline of a hand, its thumb (another outline), and the lines between its fingers."""

    hand: Pairs
    thumb: Pairs
    lines: tuple[Pairs, ...]


# All hands have the same number of points, so that one can turn into the other.
profile = Shape(
    (
        (-2.4, -2.4), (2.6, -2.7), (7.4, -2.2), (12.4, -0.9), (16.6, 0.4), (17.2, 2.2), (12, 2.3),
        (7, 2.3), (1, 2.3), (-2.4, 2.3),
    ),
    ((1.6, -0.4), (4.6, -1.2), (8.6, 0.6), (10.6, 2.6), (8.2, 3.1), (3.4, 2.5)),
    (((8.8, 0), (12.4, 0.6), (16, 1.7)), ((9.6, -1), (12, -0.2), (14, 0.2))),
)  # fmt: skip
loose = Shape(
    (
        (-2.4, -2.5), (2.6, -3.1), (8.4, -3.2), (13.2, -1.2), (15.8, 2.2), (14.4, 3.8), (11, 2.6),
        (6, 3), (1, 2.4), (-2.4, 2.4),
    ),
    ((1.2, 0.4), (4.6, 0), (8.4, 3.2), (9.6, 5.4), (7.4, 5.6), (3, 3.2)),
    (((9, -0.4), (12.2, 0.6), (14.6, 2.8)), ((9, -1.6), (12, -1.2), (13.6, 0.2))),
)  # fmt: skip
fist = Shape(
    (
        (-2.4, -2.5), (1.6, -3.2), (6.6, -4.4), (9.8, -3.4), (10.6, 1.2), (9.2, 5), (5.4, 5.2),
        (2.4, 3.4), (0.4, 2.5), (-2.4, 2.4),
    ),
    ((0.8, 1.2), (3, -0.4), (6.6, 1), (8.4, 3), (6.6, 4.6), (2.6, 3.6)),
    (((6.4, -1.8), (8.2, -1.8), (9.8, -1.4)), ((7.4, 0.3), (8.6, 0.4), (10, 0.8))),
)  # fmt: skip
back_of_hand = Shape(
    (
        (-2.4, -2.6), (3, -3.9), (9, -4.3), (14.6, -3.9), (17.4, -1), (17.2, 2), (14.4, 4),
        (8, 4.2), (3, 3.7), (-2.4, 2.6),
    ),
    ((1.2, 2.2), (4, 5.4), (8.6, 7.6), (11, 7), (8.6, 4.6), (4.4, 2)),
    tuple(((9.6, y), (12.6, y), (16.6, y * 0.85)) for y in (-2.1, 0.1, 2.2)),
)  # fmt: skip
back_of_fist = Shape(
    (
        (-2.4, -2.6), (1.8, -3.9), (6.4, -4.6), (10.6, -4.2), (11.8, -1.4), (11.8, 2), (10.4, 4.2),
        (6.4, 4.5), (2.4, 3.8), (-2.4, 2.6),
    ),
    ((1.2, 2), (3.4, 5), (7, 6.6), (9, 5.8), (7, 3.8), (4, 2)),
    tuple(((5.8, y), (8, y), (11, y)) for y in (-2.2, 0, 2.2)),
)  # fmt: skip
profiles: dict[HandShape, Shape] = {"flat": profile, "loose": loose, "grip": fist, "clasp": fist}
backs: dict[HandShape, Shape] = {"flat": back_of_hand, "clasp": back_of_fist}


class Hand(NamedTuple):
    """The paths of a drawn hand. A thumb on the far side of the hand is part of its outline."""

    outline: Path
    thumb: Path
    lines: Path


def draw_hand(bones: Bones, view: View, side: Side, grip: Grip) -> Hand:
    """Return a hand at the end of its forearm."""
    wrist, frame = bones.joints[2], bones.frames[1]
    fingers = (grip.fingers or Place(0, 0, 0).minus(frame.up)).unit()
    palm = grip.palm or frame.ahead
    palm = palm.plus(fingers, -palm.dot(fingers)).unit()
    to_thumb = Place(0, 0, 0).plus(crossed(fingers, palm), sign(side))
    start, along = snapped(view.point(wrist)), view.point(fingers)
    if grip.shape in backs and abs(view.near.dot(palm)) > 0.38:
        across, shape = view.point(to_thumb), backs[grip.shape]
        on_top = view.near.dot(palm) > 0
    else:
        to_palm = view.point(palm)
        along = along.unit()
        across = along.turned(90 if along.x * to_palm.y - along.y * to_palm.x >= 0 else -90)
        shape, on_top = profiles[grip.shape], view.near.dot(to_thumb) > -0.2

    def put(pairs: Iterable[tuple[float, float]]) -> list[Point]:
        return [start.plus(along.times(x)).plus(across.times(y)) for x, y in pairs]

    hand, thumb = outline(put(shape.hand)), outline(put(shape.thumb))
    lines = joined(stroke(put(pairs)) for pairs in shape.lines)
    return Hand(hand, thumb, lines) if on_top else Hand(hand + thumb, Path(), lines)
