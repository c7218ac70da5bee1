"""Which side works in a picture.

A picture says its side itself, with `side`. Else the words of the whole figure tell it: the first
of works, arrows, fault, things and hands that names a side. What a foot touches doesn't count: in
most exercises it is the other leg that stays down.
"""

from __future__ import annotations

from figures.words.close_up import CloseUp
from figures.words.poses import Pose

supporting = {"free", "on"}  # what a hand does that has nothing to do with the exercise


def find_side(block: Pose | CloseUp, hold: Pose | None) -> str:
    """Return the side that works in a picture: left or right, or nothing if both or neither do.

    A hold in which both work goes for all pictures of the file that don't say their own side.
    """
    if isinstance(block, CloseUp):
        side = "both" if hold and said_side(hold) == "both" else block.foot
    elif block.side:
        side = block.side
    elif hold and hold.side == "both":
        side = "both"
    else:
        side = said_side(block) or (said_side(hold) if hold else "")
    return "" if side == "both" else side


def said_side(pose: Pose) -> str:
    """Return the side that a pose says by itself: left, right or both; nothing if it doesn't."""
    told = (
        [part.side for part in pose.works],
        [arrow.target.side for arrow in pose.arrows],
        [part.side for part in pose.fault],
        [prop.target.side for prop in pose.props],
        [hand.thing.side for hand in pose.hands if hand.how not in supporting],
    )
    if pose.side:
        return pose.side
    named = next(filter(None, ({side for side in sides if side} for sides in told)), set())
    return "both" if len(named) > 1 else "".join(named)
