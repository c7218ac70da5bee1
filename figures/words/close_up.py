"""The words of a close-up, read and checked: what can't be seen or can't be done is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from fields.errors import did_you_mean, one_of
from fields.reader import Fields
from figures.close_up import areas, arrows, props
from figures.close_up.shapes import Joints
from figures.words.mirrored import swapped

side_views = ("inner side", "outer side")
views = (*side_views, "above")
in_the_air = "in the air"
a_step_ahead = "a step ahead"
ropes = ("strap round the ball of the foot", "band over the top of the foot")
rests = (in_the_air, "flat", "on tiptoe", "on the heel")
own_fields = frozenset(
    ("foot", "rests", "leg", "toe curl", "toe spread", "roll", "arch", "trousers", "other foot")
)
"""What only a close-up can say, not a pose of the whole person."""


class Word(Protocol):
    """A word for a prop or an arrow: the views and the rests of the foot it goes with."""

    @property
    def views(self) -> tuple[str, ...]:
        """The views in which it can be drawn."""

    @property
    def rests(self) -> tuple[str, ...]:
        """How the foot may rest; empty if that doesn't matter."""


@dataclass(frozen=True, slots=True)
class CloseUp:
    """One foot, seen close; *name* is close-up or wrong.

    *leg* is how far the lower leg is tipped back from standing: 90 lies with the toes up. It
    follows from the joints when the foot stands on the floor. *hem* is the height of the trousers'
    hem: low or high. *pull* is the angle between the leg and a strap or band.
    """

    line: int
    name: str
    title: str
    description: str
    mirrored_title: str
    mirrored_description: str
    view: str
    foot: str
    rests: str
    leg: float
    hem: str
    other_foot: str
    joints: Joints
    pull: float
    props: tuple[str, ...]
    arrows: tuple[str, ...]
    works: tuple[str, ...]
    fault: tuple[str, ...]

    @property
    def facing(self) -> str:
        """The way the toes of a foot that stands point, or the person looks: right or left."""
        is_right = (self.foot == "right") == (self.view != "inner side")
        return "right" if is_right else "left"


def parse_close_up(fields: Fields, name: str = "close-up") -> CloseUp:
    """Return the close-up that the fields describe; what is wrong is noted in the fields."""
    # A view or a rest that nobody knows is empty, and nothing is held against it.
    view = fields.choice("view", views, stand_in="")
    rest = fields.choice("rests", rests, in_the_air, stand_in="")
    joints = Joints(
        ankle=fields.decimal("ankle", -50, 30, 0),
        toes=fields.decimal("toes", -45, 75, 0),
        curl=fields.decimal("toe curl", 0, 90, 0),
        spread=fields.decimal("toe spread", 0, 15, 0),
        roll=fields.decimal("roll", 0, 30, 0),
        lifted=fields.choice("arch", ("relaxed", "lifted"), "relaxed") == "lifted",
    )
    title, description = fields.text("title"), fields.text("description")
    close_up = CloseUp(
        line=fields.line,
        name=name,
        title=title,
        description=description,
        mirrored_title=fields.text("mirrored title", swapped(title)),
        mirrored_description=fields.text("mirrored", swapped(description)),
        view=view,
        foot=fields.choice("foot", ("right", "left"), "right"),
        rests=rest,
        leg=parse_leg(fields, joints, rest),
        hem=fields.choice("trousers", ("low", "high"), "low"),
        other_foot=fields.choice("other foot", ("out of view", a_step_ahead), "out of view"),
        joints=joints,
        pull=fields.decimal("pull", 0, 50, 24),
        props=parse_words(fields, "props", props.props, view, rest),
        arrows=parse_words(fields, "arrows", arrows.arrows, view, rest),
        works=parse_words(fields, "works", areas.patches, view, rest),
        fault=parse_words(fields, "fault", areas.faults, view, rest),
    )
    if view:
        find_unseen(fields, close_up)
    find_impossible(fields, close_up)
    fields.done()
    return close_up


def parse_leg(fields: Fields, joints: Joints, rest: str) -> float:
    """Return how far the leg is tipped back: as written, or what the floor asks for."""
    follows = {"flat": -joints.ankle, "on tiptoe": -joints.toes - joints.ankle}
    if rest not in follows:
        return fields.decimal("leg", -30, 180, 0)
    if "leg" in fields:
        fields.decimal("leg", -30, 180)
        message = f"leg follows from ankle and toes when the foot rests {rest}; leave it out"
        fields.problem(fields.line_of("leg"), message)
    return follows[rest]


def parse_words(
    fields: Fields, name: str, known: Mapping[str, Word], view: str, rest: str
) -> tuple[str, ...]:
    """Return the words of a list; what is unknown or doesn't fit the picture is noted."""
    good = []
    for node in fields.items(name):
        text = fields.as_text(node, f"each entry of {name}")
        if text is None:
            continue
        word, at_line = known.get(text), fields.line_of_node(node)
        if word is None:
            allowed = f'{name} has "{text}"; allowed: {one_of(known)}'
            fields.problem(at_line, allowed + did_you_mean(text, known))
        elif view and view not in word.views:
            message = f'"{text}" can\'t be drawn in view {view}; allowed: {one_of(word.views)}'
            fields.problem(at_line, message)
        elif word.rests and rest and rest not in word.rests:
            message = f'"{text}" doesn\'t go with a foot that rests {rest}'
            fields.problem(at_line, f"{message}; allowed: {one_of(word.rests)}")
        else:
            good.append(text)
    return tuple(good)


def find_unseen(fields: Fields, close_up: CloseUp) -> None:
    """Note fields that make no difference in the view: their author expects to see them."""
    if close_up.view not in side_views:
        for name in ("ankle", "leg", "rests", "trousers", "other foot"):
            if name in fields:
                message = f"{name} can't be seen in view {close_up.view}; use view "
                fields.problem(fields.line_of(name), message + one_of(side_views))
    elif "roll" in fields:
        fields.problem(fields.line_of("roll"), "a foot that rolls is seen only in view above")
    if close_up.joints.lifted and close_up.view != "inner side":
        fields.problem(fields.line_of("arch"), "a lifted arch is seen only in view inner side")
    if close_up.other_foot == a_step_ahead and close_up.view != "outer side":
        message = "a foot ahead is seen behind the near one, so only in view outer side"
        fields.problem(fields.line_of("other foot"), message)
    if "pull" in fields and not set(ropes) & set(close_up.props):
        message = f"pull is the slope of a strap or band; add {one_of(ropes)} to props"
        fields.problem(fields.line_of("pull"), message)
    if close_up.fault and close_up.name != "wrong":
        fields.problem(fields.line_of("fault"), "fault is for what is wrong; use it in wrong")


def find_impossible(fields: Fields, close_up: CloseUp) -> None:
    """Note what a foot can't do, or what can't be there together."""
    joints, rest, props = close_up.joints, close_up.rests, close_up.props
    faults = {
        "toes": (
            rest == "on tiptoe" and joints.toes < 10,
            "on tiptoe the toes lie flat and the heel is up, so toes must be 10 or more",
        ),
        "toe curl": (
            rest in ("flat", "on tiptoe")
            and (joints.curl > max(20, 4 * joints.toes) or min(joints.toes, 0) < -5),
            "the toes would go through the floor; straighten them, bend them up at the base "
            "(toes), or leave rests out",
        ),
        "leg": (
            rest == "on the heel" and not 60 <= close_up.leg <= 110,
            "a foot rests on the heel when leg is from 60 to 110",
        ),
        "props": (
            "pen in the toes" in props and joints.curl < 20,
            "toes that lie flat don't hold a pen; give toe curl from 20 to 90",
        ),
        "arrows": (
            "to and fro foot" in close_up.arrows and "ball under the arch" not in props,
            '"to and fro foot" is for a foot that rolls: add "ball under the arch" to props',
        ),
    }
    for name, (is_fault, message) in faults.items():
        if is_fault:
            fields.problem(fields.line_of(name), message)
    if "rolled towel under the calf" in props and not 60 <= close_up.leg <= 110:
        message = "a rolled towel lies under the calf when leg is from 60 to 110"
        fields.problem(fields.line_of("leg"), message)
    if set(ropes) <= set(props):
        fields.problem(fields.line_of("props"), "a strap and a band don't go round one foot")
    if "pull the strap" in close_up.arrows and ropes[0] not in props:
        message = f'"pull the strap" needs one: add "{ropes[0]}" to props'
        fields.problem(fields.line_of("arrows"), message)
