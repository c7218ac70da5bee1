"""What stands in the room: chair, wall, worktop, table leg and mat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from figures.body.clothed import Part
from figures.body.hands import prop_ahead, seat_height, wall_ahead, worktop_height
from figures.body.skeleton import Skeleton
from figures.geometry.curves import Path, joined, line
from figures.geometry.room import Place
from figures.geometry.view import View
from figures.words.poses import Pose
from figures.words.wording import Prop

table_height = 56.0
anchor_height = 17.0  # where a band is tied
behind = -60.0  # farther than any part of the body


def polygon(view: View, places: Sequence[Place]) -> Path:
    """Return a flat face of a thing."""
    return line([view.point(place) for place in places], closed=True)


def box(view: View, low: Place, high: Place) -> Path:
    """Return the visible faces of an upright box between two opposite corners, as one path."""
    nearest = high.left if view.near.left > 0 else low.left
    front = high.ahead if view.near.ahead > 0 else low.ahead
    side = [
        Place(low.ahead, low.up, nearest), Place(high.ahead, low.up, nearest),
        Place(high.ahead, high.up, nearest), Place(low.ahead, high.up, nearest),
    ]  # fmt: skip
    face = [
        Place(front, low.up, low.left), Place(front, low.up, high.left),
        Place(front, high.up, high.left), Place(front, high.up, low.left),
    ]  # fmt: skip
    top = [
        Place(low.ahead, high.up, low.left), Place(high.ahead, high.up, low.left),
        Place(high.ahead, high.up, high.left), Place(low.ahead, high.up, high.left),
    ]  # fmt: skip
    faces = [face, side, top] if view.up.up < 0.999 else [face, side]
    return joined(polygon(view, corners) for corners in faces)


def post(view: View, low: Place, high: Place) -> Path:
    """Return a post, so thin and so plain that the edges farthest left and right say it all."""
    corners = [Place(x, 0, z) for x in (low.ahead, high.ahead) for z in (low.left, high.left)]
    corners.sort(key=lambda place: view.point(place).x)
    left, right = corners[0], corners[-1]
    ends = [(left, low.up), (right, low.up), (right, high.up), (left, high.up)]
    return polygon(view, [Place(at.ahead, height, at.left) for at, height in ends])


def draw_chair(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a plain firm chair with its seat under the hips, or ahead of them."""
    middle = skeleton.spine[0].ahead + (prop.offsets.ahead or 0)
    back, front, half = middle - 21, middle + 25, 21.0
    legs = [
        post(view, Place(x - 1.6, 0, z - 1.6), Place(x + 1.6, seat_height - 3, z + 1.6))
        for x in (back + 2.4, front - 2.4)
        for z in (-half + 2, half - 2)
    ]
    seat = box(view, Place(back, seat_height - 4, -half), Place(front, seat_height, half))
    rest = box(
        view, Place(back - 3.4, seat_height + 20, -half), Place(back, seat_height + 44, half)
    )
    posts = [
        post(
            view,
            Place(back - 3, seat_height - 4, z - 1.6),
            Place(back - 0.2, seat_height + 22, z + 1.6),
        )
        for z in (-half + 3, half - 3)
    ]
    return [
        Part(behind, "prop-dark", joined([*legs, *posts])),
        Part(behind + 1, "prop", rest),
        Part(behind + 2, "prop", seat),
    ]


def draw_wall(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a wall in front of the person: from the side its cut, on past the picture's edge."""
    at = prop_ahead(pose, "wall", wall_ahead)
    if view.up.up < 1:
        return [Part(behind, "prop", box(view, Place(at, 0, -60), Place(at + 9, 176, 60)))]
    cut = [Place(at, 0, 0), Place(at, 400, 0), Place(at + 400, 400, 0), Place(at + 400, 0, 0)]
    board = [Place(at, 0, 0), Place(at - 1.4, 0, 0), Place(at - 1.4, 9, 0), Place(at, 9, 0)]
    return [
        Part(behind, "wall", polygon(view, cut)),
        Part(behind + 1, "prop-pale", polygon(view, board)),
    ]


def draw_worktop(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a kitchen worktop on a cupboard, on the far side of the person."""
    at = prop.offsets.ahead or 0
    far = -1 if view.near.left > 0 else 1
    near_edge, wall_edge = sorted((far * 16.0, far * 60.0))
    low, high = skeleton.spine[0].ahead + at - 62, skeleton.spine[0].ahead + at + 66
    top = box(
        view, Place(low, worktop_height - 4, near_edge), Place(high, worktop_height, wall_edge)
    )
    body = box(view, Place(low + 3, 0, near_edge), Place(high - 3, worktop_height - 4, wall_edge))
    doors = [
        line(
            [view.point(Place(x, 6, far * 16)), view.point(Place(x, worktop_height - 10, far * 16))]
        )
        for x in (low + 45, low + 87)
    ]
    return [
        Part(behind, "prop-pale", body),
        Part(behind, "prop-line", joined(doors)),
        Part(behind + 1, "prop", top),
    ]


def draw_mat(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return an exercise mat under everything that lies or sits."""
    places = [*skeleton.spine, *(joint for leg in skeleton.legs for joint in leg.joints)]
    low, high = min(p.ahead for p in places) - 16, max(p.ahead for p in places) + 12
    return [Part(behind - 1, "mat", box(view, Place(low, -2.6, -38), Place(high, 0, 38)))]


def table_leg_ahead(pose: Pose) -> float:
    """Return how far ahead the table leg stands."""
    return prop_ahead(pose, "table leg", 124)


class Anchor(NamedTuple):
    """The leg to which a band is tied: how far ahead and to the left it is, and how thick."""

    ahead: float
    left: float
    thick: float


def find_anchor(pose: Pose, view: View) -> Anchor:
    """Return the nearest leg of the table, or (wrongly) of the chair."""
    near = 1 if view.near.left > 0 else -1
    if any(prop.thing == "table leg" for prop in pose.props):
        return Anchor(table_leg_ahead(pose), 20.0 * near, 8.2)
    return Anchor(prop_ahead(pose, "chair", 0) - 20.4, 19.0 * near, 3.6)


def draw_table_leg(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a heavy table, its nearest leg stout; it goes on past the picture's edge."""
    at, half = table_leg_ahead(pose), 24.0
    legs = [
        box(view, Place(x, 0, z - 4), Place(x + 8, table_height - 7, z + 4))
        for x in (at + 84, at)
        for z in sorted((4 - half, half - 4), key=lambda z: z * view.near.left)
    ]
    low, high = Place(at - 7, table_height - 7, -half), Place(at + 100, table_height, half)
    return [
        Part(behind, "wall", joined(legs[:2])),
        Part(behind, "prop", joined(legs[2:])),
        Part(behind + 1, "wall", box(view, low, high)),
    ]
