"""The things in a picture: chair, wall, worktop, mat, strap, band, ball and the rest.

Each is drawn where the pose puts it, in the same room and view as the body. `draw_props` returns
parts with a depth, so that a chair stands behind the person and a strap in front of the leg.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.body import Part, leg_depth
from generator.curves import Point, ellipse, line, outline, stroke
from generator.furniture import (
    anchor_ahead,
    behind,
    box,
    draw_chair,
    draw_mat,
    draw_table_leg,
    draw_wall,
    draw_worktop,
)
from generator.hands import strap_anchor
from generator.poses import Pose
from generator.room import Place
from generator.skeleton import Bones, Skeleton, sides
from generator.view import View
from generator.wording import Prop

Drawer = Callable[[Prop, Pose, Skeleton, View], list[Part]]


def draw_props(pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return all things of a pose."""
    return [part for prop in pose.props for part in drawers[prop.thing](prop, pose, skeleton, view)]


def pad(view: View, middle: Place, long: float, high: float) -> str:
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
    layers = (box(view, Place(back, low, -21), Place(front, low + 2, 21)) for low in (0, 2))
    return [Part(behind + 3, "towel", path) for path in layers]


def leg_of(prop: Prop, skeleton: Skeleton) -> Bones:
    """Return the leg that a thing belongs to."""
    return skeleton.legs[sides.index(prop.target.side or "right")]


def draw_rolled_towel(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a rolled towel under a calf, seen from its end."""
    knee, ankle = leg_of(prop, skeleton).joints[1:3]
    middle = knee.plus(ankle.minus(knee), 0.7)
    size = max((middle.up - 4.6) / 2, 1.5)
    at = view.point(Place(middle.ahead, size, 0))
    roll = [
        at.plus(Point(x * size, y * size))
        for x, y in ((0.6, 0), (0, -0.6), (-0.5, 0.1), (0.2, 0.5), (0.7, 0.1))
    ]
    return [
        Part(behind + 3, "towel", ellipse(at, size, size)),
        Part(behind + 4, "line", stroke(roll)),
    ]


def draw_strap(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a strap from the hands round the ball of the foot."""
    leg = leg_of(prop, skeleton)
    under = strap_anchor(pose, skeleton)
    foot = leg.frames[2]
    over = under.plus(foot.up, 4.6).plus(foot.ahead, -1.5)
    parts = []
    for index in (0, 1):
        if pose.hands[index].thing.part != "strap":
            continue
        arm = skeleton.arms[index]
        hand = arm.joints[2].plus(under.minus(arm.joints[2]).unit(), 5.5)
        tail = hand.plus(Place(0, -1, 0), 9).plus(arm.frames[1].ahead, 1)
        ends = [view.point(place) for place in (tail, hand, over)]
        near = view.depth(skeleton.arms[index].joints[0]) > 0
        parts.append(Part(7 if near else -30, "band", line(ends)))
    loop = [
        view.point(place)
        for place in (
            over,
            under.plus(foot.ahead, 0.6).plus(foot.up, 0.4),
            under.plus(foot.up, -0.4),
        )
    ]
    parts.append(Part(40, "band", line([loop[0], loop[2]])))
    return parts


def draw_band(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a band from the leg of a table to the top of the forefoot."""
    leg = leg_of(prop, skeleton)
    foot, toes = leg.frames[2], leg.frames[3]
    over = leg.joints[4].plus(toes.up, 4.6).plus(toes.ahead, 1.2)
    beside = leg.joints[4].plus(foot.up, 1.6).plus(foot.ahead, 0.6)
    anchor = view.point(Place(anchor_ahead(pose), 9, leg.joints[0].left))
    tie = [anchor.plus(Point(-0.6 * view.facing, y)) for y in (-2, 0, 2)]
    around = 8.8 if any(item.thing == "table leg" for item in pose.props) else 4.6
    return [
        Part(40, "band", line([view.point(over), tie[0]])),
        Part(41, "band-near", line([view.point(over), view.point(beside), tie[2]])),
        Part(
            42,
            "band",
            "".join(line([end, end.plus(Point(around * view.facing, 0))]) for end in tie),
        ),
    ]


def draw_ball(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a tennis ball under the arch, or in front of the foot."""
    leg = leg_of(prop, skeleton)
    under = leg.joints[2].plus(leg.frames[2].ahead, 4)
    radius = 3.3
    place = Place(under.ahead + (prop.offsets.ahead or 0), radius, under.left)
    at = view.point(place)
    seam = [at.plus(Point(x, y)) for x, y in ((-1.6, -2.8), (0.4, -0.6), (-0.6, 3.1))]
    depth = view.depth(leg.joints[0]) - 1
    return [Part(depth, "ball", ellipse(at, radius, radius)), Part(depth, "line", stroke(seam))]


def draw_pen(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a thick blunt pen, lying across in front of the toes or gripped by them."""
    leg = leg_of(prop, skeleton)
    if prop.how == "in":
        middle = leg.joints[4].plus(leg.frames[3].ahead, 5.4).plus(leg.frames[3].up, -0.4)
    else:
        tip = leg.joints[5]
        middle = Place(tip.ahead + 3.5, 1.1, tip.left)
    ends = [view.point(middle.plus(Place(0, 0, 1), z)) for z in (-9, 9)]
    nib = view.point(middle.plus(Place(0, 0, 1), 5))
    depth = leg_depth(leg, view) + (-0.5 if prop.how == "in" else 0.5)
    return [
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
