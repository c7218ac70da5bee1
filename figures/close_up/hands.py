"""The hands of a close-up, and the thigh that the foot rests on.

Places are those of `shapes`, for a leg that lies level: its toes point up the page, its sole
faces right, and both arms come from above. The hands go with the outer side of the foot: the
left hand comes from behind the toes, the right hand lies on the near side of the heel.
"""

from __future__ import annotations

from typing import NamedTuple

from figures.close_up.shapes import Joints, Trace, toe_joint, turned_about
from figures.close_up.toes import side_toes
from figures.geometry.curves import Point

toes_drawn_for = 50.0  # how far the toes are bent up for which the hand on them is drawn


class Hand(NamedTuple):
    """A hand: what lies behind the foot and what lies in front of it."""

    behind: tuple[Trace, ...] = ()
    before: tuple[Trace, ...] = ()


def finger(base: Point, knuckle: Point, tip: Point, radius: float, covered: int = 0) -> list[Trace]:
    """Return a finger as an open outline, whose ends lie on the hand, and its nail.

    *covered* is 1 or -1 if its neighbour hides the root of its left or right side, seen by itself.
    """
    first, last = knuckle.minus(base).unit(), tip.minus(knuckle).unit()
    over_first, over_last = first.turned(-90), last.turned(-90)
    bend = over_first.plus(over_last).unit()
    end = tip.plus(last.times(radius * 0.9))
    skin = (
        base.plus(over_first.times(radius * 1.05)), knuckle.plus(bend.times(radius * 1.05)),
        tip.plus(over_last.times(radius * 0.92)), end.plus(over_last.times(radius * 0.42)),
        end.minus(over_last.times(radius * 0.42)), tip.minus(over_last.times(radius * 0.92)),
        knuckle.minus(bend.times(radius * 1.05)), base.minus(over_first.times(radius * 1.05)),
    )  # fmt: skip
    nail = tuple(
        tip.plus(last.times(radius * along)).plus(over_last.times(radius * aside))
        for along, aside in (
            (-0.45, 0.5),
            (-0.6, 0),
            (-0.45, -0.5),
            (0.5, -0.48),
            (0.72, 0),
            (0.5, 0.48),
        )
    )
    seen = skin[1:] if covered > 0 else skin[: len(skin) + covered]
    return [Trace("digit", seen), Trace("toenail", nail, closed=True)]


def hand_on_toes(joints: Joints) -> Hand:
    """Return a left hand with its palm on the sole side of the toes and its thumb on top."""

    def at(x: float, y: float) -> Point:
        return turned_about(Point(x, y), toe_joint, toes_drawn_for - joints.toes)

    along, out = Point(0.7, -0.71), Point(0.71, 0.7)
    arm = (
        Point(230, 96), at(130, 40), at(114, 22), at(103, -4), at(95, -19), at(82, -20),
        at(66, -2), at(63, 10), at(70, 24), at(85, 34), at(104, 46), at(118, 63), Point(200, 140),
    )  # fmt: skip
    thumb = finger(at(97, -14), at(93, -30), at(81, -37.5), 4.6)
    fingers = []
    for index in (3, 2, 1, 0):
        tip = Point(63.2, 7.6).plus(along.times(7.2 * index))
        root = tip.plus(out.times(15 + (1.5 if index in (1, 2) else 0)))
        middle = tip.plus(out.times(8)).plus(along.times(0.6))
        fingers += finger(at(*root), at(*middle), at(*tip), 3.9, 1 if index else 0)
    return Hand((*thumb, Trace("skin", arm)), tuple(fingers))


def hand_on_heel(joints: Joints) -> Hand:
    """Return a right hand that lies over the ankle from above and steadies the heel."""
    arm = (  # open where the fingers begin
        Point(36, -22), Point(41.5, -35), Point(52, -53), Point(64, -69), Point(84, -88),
        Point(190, -152), Point(220, -200), Point(160, -206), Point(60, -104), Point(42, -80),
        Point(24, -60), Point(8, -43), Point(1, -31), Point(6, -20),
    )  # fmt: skip
    thumb = finger(Point(42, -50), Point(51, -38), Point(54, -27), 4.6)
    fingers = []
    for root, middle, tip in (
        ((37, -33), (29, -13), (22, -5)), ((28, -31), (19, -12), (13, -4)),
        ((20, -30), (10, -13.5), (5, -6)), ((12, -32), (3.4, -19), (0.6, -11)),
    ):  # fmt: skip
        fingers += finger(Point(*root), Point(*middle), Point(*tip), 4.2, -1 if tip[0] > 1 else 0)
    return Hand((), (Trace("skin", arm), *fingers, *thumb))


def fingers_on_toe_tip(joints: Joints) -> Hand:
    """Return a finger and a thumb that pinch the tip of the big toe."""
    toe = side_toes[0]
    way = Point(1, 0).turned(4 - joints.toes - joints.spread)
    tip = toe.base.plus(way.times(toe.first + toe.last - 3))
    across = way.turned(90)

    def at(along: float, aside: float) -> Point:
        return tip.plus(way.times(along)).plus(across.times(aside))

    index = finger(at(30, 14), at(14, 15), at(1, 7), 4.1)
    thumb = finger(at(27, -3), at(12, -12), at(0, -7), 4.6)
    hand = (
        at(150, 60), at(62, 30), at(40, 24), at(25, 19), at(20, 8), at(23, -4), at(34, -8),
        at(56, -4), at(80, 6), at(160, 26),
    )  # fmt: skip
    folded = [Trace("line", (at(27, y), at(33, y + 2), at(40, y + 3))) for y in (4, 11)]
    return Hand(tuple(thumb), (Trace("skin", hand), *folded, *index))


def other_thigh(joints: Joints) -> Hand:
    """Return the knee of the other leg, on which the ankle lies."""
    knee = (
        Point(-150, -16), Point(-40, -20), Point(4, -24), Point(17, -34), Point(21, -56),
        Point(17, -80), Point(4, -90), Point(-40, -92), Point(-150, -94),
    )  # fmt: skip
    return Hand((Trace("trousers-far", knee),))
