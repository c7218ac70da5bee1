"""Which side works in a picture.

A picture says its side itself, with `side`. Else the words of the whole figure tell it: the first
of look, works, arrows, fault, things and hands that names a side. What a foot touches doesn't
count: in most exercises it is the other leg that stays down.
"""

from __future__ import annotations

from figures.words.pose import Pose

supporting = {"free", "on"}  # what a hand does that has nothing to do with the exercise


def find_side(pose: Pose, hold: Pose | None) -> str:
    """Return the side that works in a picture: left or right, or nothing if both or neither do.

    A hold in which both work goes for all pictures of the file that don't say their own side. What
    takes its pose from the hold takes its side too: a close-up of the foot that stays down is
    turned round together with the hold.
    """
    of_hold = said_side(hold) if hold else ""
    takes = bool(pose.phase or (pose.look and pose is not hold))
    if pose.side:
        side = pose.side
    elif hold and hold.side == "both":
        side = "both"
    else:
        side = (of_hold or said_side(pose)) if takes else (said_side(pose) or of_hold)
    return "" if side == "both" else side


def said_side(pose: Pose) -> str:
    """Return the side that a pose says by itself: left, right or both; nothing if it doesn't."""
    told = (
        [pose.look.target.side] if pose.look else [],
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
