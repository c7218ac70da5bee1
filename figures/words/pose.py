"""A pose as it is written, the poses of one exercise, and which side works in a picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from figures.words.terms import foot_places
from figures.words.wording import Arrow, BodyPart, FootRest, HandRest, Look, Prop

Record = TypeVar("Record")
Pair = tuple[Record | None, Record | None]
"""Something for the left and the right side; None where the file says nothing."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One pose as it is written.

    *name* is start, hold, phase-1 and so on, close-up or wrong; *phase* is a phase's label, else
    empty. *side* is left, right or both; empty where the file leaves it to the other words. A pose
    with a *look* is seen close, from there and not in its view. `limbs["arch"]` is 0 or 1, lifted.
    *lines* has the line of each field and entry that is written: "hands", "hands.left", "arrows.0".
    What a pose takes from the hold has its line there.
    """

    path: PurePosixPath
    line: int = 0
    name: str = ""
    phase: str = ""
    title: str = ""
    description: str = ""
    mirrored_title: str = ""
    mirrored_description: str = ""
    side: str = ""
    look: Look | None = None
    view: str = "side"
    show: str = "whole"
    facing: str = "right"
    position: str = ""
    trunk: Mapping[str, float] = field(default_factory=dict)
    limbs: Mapping[str, Pair[float]] = field(default_factory=dict)
    feet: tuple[FootRest, FootRest] = (FootRest("flat"), FootRest("flat"))
    hands: tuple[HandRest, HandRest] = (HandRest("free"), HandRest("free"))
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    works: tuple[BodyPart, ...] = ()
    touching: tuple[BodyPart, ...] = ()
    fault: tuple[BodyPart, ...] = ()
    motion: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, *names: str) -> int:
        """Return the line of the first of these fields that is written, or the pose's own."""
        return next((self.lines[name] for name in names if name in self.lines), self.line)


@dataclass(frozen=True, slots=True)
class PoseFile:
    """The poses of one exercise in the order in which they are shown, and who takes them."""

    path: PurePosixPath
    person: str
    poses: tuple[Pose, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its figures: start, hold, phase-1, close-up, wrong."""
        return tuple(pose.name for pose in self.poses)


def is_tied(prop: Prop, pose: Pose) -> bool:
    """Tell whether a thing is a band that is tied to furniture: over or round one foot, and in no
    hand."""
    held = any(hand.thing.part == prop.thing for hand in pose.hands)
    at_foot = prop.target.side is not None and prop.target.part in foot_places
    return prop.thing == "band" and at_foot and not held


def find_side(pose: Pose, hold: Pose | None) -> str:
    """Return the side that works in a picture: left or right, or nothing if both or neither do.

    A hold in which both work goes for all pictures of the file that don't say their own side. What
    takes its pose from the hold takes its side too: a close-up of the foot that stays down is
    turned round together with the hold.
    """
    of_hold = said_side(hold) if hold else ""
    takes = pose.phase or (pose.look and pose is not hold) or (hold and hold.side == "both")
    side = pose.side or (of_hold if takes else "") or said_side(pose) or of_hold
    return "" if side == "both" else side


def said_side(pose: Pose) -> str:
    """Return the side that a pose says by itself: left, right or both; nothing if it doesn't.

    Without `side` the first of its other words that name one tell it. What a foot touches doesn't
    count: in most exercises it is the other leg that stays down. Nor does a hand that rests.
    """
    told = (
        [pose.look.target] if pose.look else [],
        pose.works,
        [arrow.target for arrow in pose.arrows],
        pose.fault,
        [prop.target for prop in pose.props],
        [hand.thing for hand in pose.hands if hand.how not in ("free", "on")],
    )
    named = next(filter(None, ({part.side for part in parts} - {None} for parts in told)), set())
    return pose.side or ("both" if len(named) > 1 else "".join(filter(None, named)))


no_side = (
    r"all right|just right|(?:is|are) left(?! (?:of|and|or)\b)|left over|(?:left|right)-handed|"
    r"right[- ]angles?|right[- ]angled|right away|right now|"
    r"right (?:amount|distance|height|moment|place|size|speed|time|way)|"
    # Behind a comma or "and" it is a side again: left hand on the chair, right on the knee.
    r"(?<!the )(?<!, )(?<!and )(?<!or )right (?:above|after|at|before|behind|below|beside|down|in|"
    r"next|on|over|through|under|up)"
)
"""Where left and right are no sides: a right angle, right under the foot, what is left."""
side_word = re.compile(rf"\b(?:{no_side}|left|right)\b", re.IGNORECASE)
other_side = {"left": "right", "Left": "Right", "LEFT": "RIGHT"}
other_side |= {other: word for word, other in other_side.items()}


def swapped(text: str) -> str:
    """Return a text with left for right and right for left, capitals kept."""
    return side_word.sub(lambda match: other_side.get(match[0], match[0]), text)
