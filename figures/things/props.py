"""The things in a picture: chair, wall, worktop, mat, strap, band, ball and the rest.

Each is drawn where the pose puts it, in the same room and view as the body. `draw_props` returns
parts with a depth, so that a chair stands behind the person and a strap in front of the leg.
"""

from __future__ import annotations

from collections.abc import Callable

from figures.body.clothed import Part, leg_depth
from figures.body.feet import hull
from figures.body.hands import strap_anchor
from figures.body.skeleton import Bones, Skeleton, sign
from figures.geometry.curves import Path, Point, ellipse, joined, line, outline, stroke
from figures.geometry.room import Place
from figures.geometry.view import View
from figures.things.furniture import (
    anchor_height,
    behind,
    box,
    draw_chair,
    draw_mat,
    draw_table_leg,
    draw_wall,
    draw_worktop,
    find_anchor,
)
from figures.words.poses import Pose
from figures.words.terms import sides
from figures.words.wording import Prop

Drawer = Callable[[Prop, Pose, Skeleton, View], list[Part]]


def draw_props(pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return all things of a pose."""
    return [part for prop in pose.props for part in drawers[prop.thing](prop, pose, skeleton, view)]


def pad(view: View, middle: Place, long: float, high: float) -> Path:
    """Return a soft cushion with a flat underside."""
    at = view.point(middle)
    half = long / 2
    ring = [
        (-half, 0), (-half, 0), (-half - 1.5, -high * 0.6), (-half + 2, -high), (0, -high * 1.05),
        (half - 2, -high), (half + 1.5, -high * 0.6), (half, 0), (half, 0),
    ]  # fmt: skip
    return outline([at.plus(Point(x, y)) for x, y in ring])


def draw_cushion(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a small cushion under the head."""
    head = skeleton.spine[-1]
    return [
        Part(behind + 3, "prop", pad(view, Place(head.ahead - 1, 0, 0), 25, max(head.up - 8.6, 2)))
    ]


def draw_folded_towel(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return the folded towel that one sits on."""
    back, front = skeleton.spine[0].ahead - 17, skeleton.spine[0].ahead + 15
    side = 21 if view.near.left > 0 else -21
    fold = [Place(back, 2, side), Place(front, 2, side)]
    if view.near.ahead > 0.2:
        fold.append(Place(front, 2, -side))
    return [
        Part(behind + 3, "towel", box(view, Place(back, 0, -21), Place(front, 4, 21))),
        Part(behind + 3, "line", line([view.point(place) for place in fold])),
    ]


def leg_of(prop: Prop, skeleton: Skeleton) -> Bones:
    """Return the leg that a thing belongs to."""
    return skeleton.legs[sides.index(prop.target.side or "right")]


def draw_rolled_towel(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a rolled towel under a calf, seen from its end."""
    knee, ankle = leg_of(prop, skeleton).joints[1:3]
    middle = knee.plus(ankle.minus(knee), 0.72)
    size = max((middle.up - 4.2) / 2, 1.5)
    ends = [view.point(Place(middle.ahead, size, middle.left + out)) for out in (11, -11)]
    ends.sort(key=lambda at: at.y)
    at = ends[1]
    roll = [
        at.plus(Point(x * size, y * size))
        for x, y in ((0.6, 0), (0, -0.6), (-0.5, 0.1), (0.2, 0.5), (0.7, 0.1))
    ]
    return [
        Part(behind + 3, "towel", outline(hull([(end, size) for end in ends], 12))),
        Part(behind + 4, "towel", ellipse(at, size, size)),
        Part(behind + 4, "line", stroke(roll)),
    ]


def draw_strap(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a strap from the hands round the ball of the foot."""
    under = strap_anchor(pose, skeleton)
    foot = leg_of(prop, skeleton).frames[2]
    edges = {
        index: under.plus(foot.left, sign(sides[index]) * 3.6).plus(foot.ahead, back)
        for index, back in ((0, -1.6), (1, 0.8))
    }
    near = max(edges, key=lambda index: view.depth(edges[index]))
    parts = []
    for index, edge in edges.items():
        top = view.point(edge.plus(foot.up, 4.4))
        if pose.hands[index].thing.part == "strap":
            arm = skeleton.arms[index]
            hand = arm.joints[2].plus(under.minus(arm.joints[2]).unit(), 5.5)
            tail = hand.plus(Place(0, -1, 0), 9).plus(arm.frames[1].ahead, 1)
            ends = [view.point(tail), view.point(hand), top]
            parts.append(Part(7 if index == near else -30, "band", line(ends)))
    low = [view.point(edges[index].plus(foot.up, -0.7)) for index in (near, 1 - near)]
    parts.append(Part(40, "band", line([view.point(edges[near].plus(foot.up, 4.4)), *low])))
    return parts


def draw_band(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a band from the leg of a table to the top of the forefoot."""
    leg = leg_of(prop, skeleton)
    foot = leg.frames[2]
    side = 1 if view.near.left > 0 else -1
    on_foot = leg.joints[4].plus(foot.ahead, -1.6)
    over = view.point(on_foot.plus(foot.up, 5.6))
    edge = view.point(on_foot.plus(foot.up, 0.6).plus(Place(0, 0, side), 3.5))
    leg_of_table = find_anchor(pose, view)
    anchor = Place(leg_of_table.ahead, anchor_height, leg_of_table.left)
    knot = view.point(anchor)
    around = joined(
        line([view.point(anchor.plus(Place(on, up, 0))) for on in (0, leg_of_table.thick)])
        for up in (1.6, -1.6)
    )
    tails = [knot.plus(Point(-3 * view.facing, 6)), knot.plus(Point(0.6 * view.facing, 6.6))]
    return [
        Part(-25, "band", line([over, knot.plus(Point(0, -1.4))])),
        Part(41, "band-near", line([over, edge, knot])),
        Part(42, "band", around + joined(line([knot, to]) for to in tails)),
        Part(43, "knot", ellipse(knot, 1.9, 2.3)),
    ]


def draw_ball(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a tennis ball under the arch, or in front of the foot."""
    leg = leg_of(prop, skeleton)
    under = leg.joints[2].plus(leg.frames[2].ahead, 4)
    radius = 3.3
    place = Place(under.ahead + (prop.offsets.ahead or 0), radius, under.left)
    at = view.point(place)
    seams = joined(
        stroke([at.plus(Point(x * side, y)) for x, y in ((2.2, -2.4), (0.2, 0), (2.2, 2.4))])
        for side in (-1, 1)
    )
    depth = view.depth(leg.joints[0]) - 1
    return [Part(depth, "ball", ellipse(at, radius, radius)), Part(depth, "line", seams)]


def draw_pen(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a thick blunt pen, lying across in front of the toes or gripped by them."""
    leg = leg_of(prop, skeleton)
    if prop.how == "in":
        middle = leg.joints[4].plus(leg.frames[3].ahead, 6.2).plus(leg.frames[3].up, -0.8)
    else:
        tip = leg.joints[5]
        middle = Place(tip.ahead + 3.5, 1.1, tip.left)
    ends = [view.point(middle.plus(Place(0, 0, 1), z)) for z in (-9, 9)]
    lifted = middle.up > 3 and view.up.up < 1
    nib = view.point(middle.plus(Place(0, 0, 1), 5))
    depth = leg_depth(leg, view) + 0.5
    shadow = view.point(Place(middle.ahead - 6, 0, middle.left)) if lifted else None
    return [
        Part(behind + 1, "shadow", ellipse(shadow, 11, 3.4) if shadow else Path()),
        Part(depth, "pen", line(ends)),
        Part(depth, "pen-cap", line([nib, ends[1]])),
    ]


def draw_nothing(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return nothing: a shoe is drawn with its foot."""
    return []


drawers: dict[str, Drawer] = {
    "chair": draw_chair,
    "wall": draw_wall,
    "worktop": draw_worktop,
    "mat": draw_mat,
    "cushion": draw_cushion,
    "folded towel": draw_folded_towel,
    "rolled towel": draw_rolled_towel,
    "strap": draw_strap,
    "band": draw_band,
    "ball": draw_ball,
    "pen": draw_pen,
    "table leg": draw_table_leg,
    "shoe": draw_nothing,
}
