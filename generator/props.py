"""The things in a picture: chair, wall, worktop, mat, strap, band, ball and the rest.

Each is drawn where the pose puts it, in the same room and view as the body. `draw_props` returns
parts with a depth, so that a chair stands behind the person and a strap in front of the leg.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.body import Part
from generator.curves import Point, ellipse, line, outline, stroke
from generator.hands import prop_ahead, seat_height, strap_anchor, wall_ahead, worktop_height
from generator.poses import Pose
from generator.skeleton import Bones, Place, Skeleton, sides
from generator.view import View
from generator.wording import Prop

behind, before = -60.0, 60.0
Drawer = Callable[[Prop, Pose, Skeleton, View], list[Part]]


def draw_props(pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return all things of a pose."""
    return [part for prop in pose.props for part in drawers[prop.thing](prop, pose, skeleton, view)]


def polygon(view: View, places: Sequence[Place]) -> str:
    """Return a flat face of a thing."""
    return line([view.point(place) for place in places], closed=True)


def box(view: View, low: Place, high: Place) -> str:
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
    return "".join(polygon(view, corners) for corners in faces)


def draw_chair(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a plain firm chair with its seat under the hips."""
    hips = skeleton.spine[0]
    back, front, half = hips.ahead - 21, hips.ahead + 25, 21.0
    legs = [
        box(view, Place(x - 1.6, 0, z - 1.6), Place(x + 1.6, seat_height - 3, z + 1.6))
        for x in (back + 2.4, front - 2.4)
        for z in (-half + 2, half - 2)
    ]
    seat = box(view, Place(back, seat_height - 4, -half), Place(front, seat_height, half))
    rest = box(
        view, Place(back - 3.4, seat_height + 20, -half), Place(back, seat_height + 44, half)
    )
    posts = [
        box(
            view,
            Place(back - 3, seat_height - 4, z - 1.6),
            Place(back - 0.2, seat_height + 22, z + 1.6),
        )
        for z in (-half + 3, half - 3)
    ]
    return [
        Part(behind, "prop-dark", "".join(legs) + "".join(posts)),
        Part(behind + 1, "prop", rest),
        Part(behind + 2, "prop", seat),
    ]


def draw_wall(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a wall in front of the person, cut to a slab."""
    at = prop_ahead(pose, "wall", wall_ahead)
    return [Part(behind, "prop", box(view, Place(at, 0, -26), Place(at + 9, 176, 26)))]


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
        Part(behind, "prop-line", "".join(doors)),
        Part(behind + 1, "prop", top),
    ]


def draw_mat(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return an exercise mat under everything that lies or sits."""
    places = [*skeleton.spine, *(joint for leg in skeleton.legs for joint in leg.joints)]
    low, high = min(p.ahead for p in places) - 16, max(p.ahead for p in places) + 12
    return [Part(behind - 1, "mat", box(view, Place(low, -2.6, -34), Place(high, 0, 34)))]


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
    parts.append(Part(40, "band", line(loop[:1] + [loop[2]])))
    return parts


def draw_band(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a band from the leg of a table to the top of the forefoot."""
    leg = leg_of(prop, skeleton)
    foot, toes = leg.frames[2], leg.frames[3]
    over = leg.joints[4].plus(toes.up, 4.6).plus(toes.ahead, 1.2)
    beside = leg.joints[4].plus(foot.up, 1.6).plus(foot.ahead, 0.6)
    anchor = view.point(Place(table_leg_ahead(pose), 9, leg.joints[0].left))
    tie = [anchor.plus(Point(-0.6, y)) for y in (-2, 0, 2)]
    across = anchor.plus(Point(8.2, 0))
    return [
        Part(40, "band", line([view.point(over), tie[0]])),
        Part(41, "band-near", line([view.point(over), view.point(beside), tie[2]])),
        Part(42, "band", "".join(line([end, across.plus(Point(0, end.y - anchor.y))]) for end in tie)),
    ]


def table_leg_ahead(pose: Pose) -> float:
    """Return how far ahead the table leg stands."""
    return prop_ahead(pose, "table leg", 124)


def draw_table_leg(prop: Prop, pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return the stout leg of a heavy table, and the corner of its top."""
    at = table_leg_ahead(pose)
    return [
        Part(behind, "prop", box(view, Place(at - 0.5, 0, -4), Place(at + 7, 68, 4))),
        Part(behind + 1, "prop", box(view, Place(at - 11, 68, -30), Place(at + 30, 73, 30))),
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
        middle = leg.joints[4].plus(leg.frames[3].ahead, 4.6).plus(leg.frames[3].up, 0.4)
    else:
        tip = leg.joints[5]
        middle = Place(tip.ahead + 3.5, 1.1, tip.left)
    ends = [view.point(middle.plus(Place(0, 0, 1), z)) for z in (-9, 9)]
    nib = view.point(middle.plus(Place(0, 0, 1), 5))
    depth = view.depth(leg.joints[0]) + (-20 if prop.how == "in" else 60)
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
