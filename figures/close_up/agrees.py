"""Does a close-up show what the hold shows? The same foot, facing the same way."""

from __future__ import annotations

from fields.errors import Problem
from figures.close_up.foot import CloseUp
from figures.words.poses import Pose, PoseFile


def find_disagreements(poses: PoseFile) -> list[Problem]:
    """Return a problem for each close-up of another foot than the hold's, or one turned round.

    A person seen from in front or half from in front faces no side, and is passed over.
    """
    hold = next((pose for pose in poses.poses if pose.name == "hold"), None)
    if hold is None:
        return []
    return [
        Problem(poses.path, close_up.line, f"{close_up.name}: {message}")
        for close_up in poses.close_ups
        for message in disagreements(close_up, hold)
    ]


def disagreements(close_up: CloseUp, hold: Pose) -> list[str]:
    """Return in words how a close-up differs from the hold."""
    messages = []
    named = feet_of(hold)
    if named and close_up.foot not in named:
        messages.append(f"foot is {close_up.foot}, but the hold names the {' and '.join(named)}")
    if hold.view in ("side", "exact side", "from above") and close_up.facing != hold.facing:
        messages.append(
            f"the {close_up.view} of the {close_up.foot} foot faces {close_up.facing}, but the "
            f"person in the hold faces {hold.facing}; show its other side, or change the foot"
        )
    return messages


def feet_of(hold: Pose) -> list[str]:
    """Return the sides, left or right, that the signs of the hold name."""
    parts = [*hold.works, *(arrow.target for arrow in hold.arrows)]
    named = {part.side for part in parts if part.side}
    return sorted(named)
