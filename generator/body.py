"""Flesh and clothes round the bones: a skeleton and a view -> the parts of the body, far to near.

Girths are centimetres from the bone, for the person whose bones `skeleton` holds.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from generator.curves import Point, outline, stroke
from generator.feet import draw_foot
from generator.grip import Grip, draw_hand
from generator.head import draw_head
from generator.limbs import limb_controls, side_point
from generator.room import Place
from generator.skeleton import Bones, Side, Skeleton, sides, sign, thigh
from generator.view import Flesh, View, seen_girth


class Part(NamedTuple):
    """A path with its role, and how near to the reader it lies."""

    depth: float
    role: str
    path: str


trouser_leg = (
    Flesh(0.0, 9.4, 10.8, 10.2),
    Flesh(0.22, 9.4, 10.8, 9.8),
    Flesh(0.5, 8.8, 9.0, 8.8),
    Flesh(0.82, 7.7, 6.9, 7.3),
    Flesh(1.0, 7.2, 6.2, 7.0),
    Flesh(1.15, 6.4, 6.9, 6.8),
    Flesh(1.35, 6.0, 7.9, 7.0),
    Flesh(1.6, 6.0, 7.4, 6.8),
)
hem = Flesh(1.52, 5.9, 7.6, 6.8)
pelvis_flesh = (
    Flesh(-0.5, 4.0, 10.4, 14.6),
    Flesh(-0.25, 8.4, 12.2, 16.6),
    Flesh(0.1, 10.2, 12.8, 17.0),
    Flesh(0.45, 10.4, 11.8, 16.0),
    Flesh(0.8, 10.4, 9.8, 15.0),
)
lower_leg = (
    Flesh(1.4, 4.8, 6.6, 5.4),
    Flesh(1.62, 4.3, 5.5, 4.7),
    Flesh(1.84, 3.6, 3.4, 3.4),
    Flesh(2.03, 4.2, 3.6, 3.8),
)
shirt_flesh = (
    Flesh(0.3, 9.6, 10.0, 14.4),
    Flesh(0.8, 10.4, 9.6, 15.0),
    Flesh(1.15, 10.6, 9.2, 14.8),
    Flesh(1.6, 10.6, 9.4, 14.8),
    Flesh(2.05, 11.4, 10.4, 15.8),
    Flesh(2.45, 11.2, 11.4, 16.6),
    Flesh(2.8, 9.2, 11.2, 17.2),
    Flesh(3.0, 6.8, 9.8, 17.0),
    Flesh(3.1, 5.4, 8.4, 13.5),
    Flesh(3.16, 5.0, 7.4, 9.4),
    Flesh(3.24, 4.8, 6.2, 6.8),
)
neck_flesh = (
    Flesh(2.9, 4.6, 5.6, 5.6),
    Flesh(3.2, 4.4, 5.4, 5.4),
    Flesh(3.5, 4.6, 5.2, 5.2),
    Flesh(3.8, 4.6, 5.2, 5.2),
)
sleeve = (
    Flesh(0.06, 5.0, 5.2, 3.9),
    Flesh(0.14, 6.0, 6.2, 5.0),
    Flesh(0.26, 6.0, 6.2, 5.4),
    Flesh(0.42, 5.6, 5.8, 5.2),
    Flesh(0.6, 5.5, 5.6, 5.2),
)
bare_arm = (
    Flesh(0.55, 4.0, 4.2, 3.8),
    Flesh(1.0, 3.5, 3.8, 3.7),
    Flesh(1.25, 3.9, 3.7, 4.0),
    Flesh(1.6, 3.0, 2.9, 3.3),
    Flesh(1.94, 2.2, 2.2, 2.6),
    Flesh(2.04, 2.2, 2.2, 2.6),
)


class Look(NamedTuple):
    """What the bones don't say: the shape of the hands, what carries the trunk, and shoes.

    *carried_at* is the height of the seat or floor under a body that sits or lies.
    """

    grips: tuple[Grip, Grip]
    carried_at: float | None
    shod: bool


def draw_body(skeleton: Skeleton, view: View, look: Look) -> list[Part]:
    """Return the whole body; parts of the same depth are in drawing order."""
    rests_at = math.inf
    if look.carried_at is not None:
        rests_at = view.point(Place(skeleton.spine[0].ahead, look.carried_at, 0)).y
    return [
        *draw_trunk(skeleton, view, rests_at),
        *(part for index in (0, 1) for part in draw_leg(skeleton, view, index, look, rests_at)),
        *(part for index in (0, 1) for part in draw_arm(skeleton, view, index, look.grips[index])),
    ]


def tube(
    view: View,
    bones: Bones,
    flesh: tuple[Flesh, ...],
    start: str = "round",
    end: str = "round",
    rests_at: float = math.inf,
) -> str:
    """Return the outline of a part of a limb as it is seen, flattened where it rests.

    *rests_at* is how far down the page it can reach.
    """
    points = [view.point(joint) for joint in bones.joints]
    girths = [seen_girth(view, bones.joints, bones.frames, item) for item in flesh]
    controls = limb_controls(points, girths, start, end)
    return outline([Point(at.x, min(at.y, rests_at)) for at in controls])


def trunk_bones(skeleton: Skeleton) -> Bones:
    """Return the spine as a limb that stands up from the hips."""
    pelvis, loin, chest = skeleton.trunk_frames
    return Bones(skeleton.spine, (pelvis, loin, chest, chest))


def draw_trunk(skeleton: Skeleton, view: View, rests_at: float) -> list[Part]:
    """Return neck, shirt and head."""
    spine = trunk_bones(skeleton)
    depth = view.depth(skeleton.spine[2])
    head = [Part(depth + 1, role, path) for role, path in draw_head(skeleton, view)]
    return [
        Part(depth - 1, "skin", tube(view, spine, neck_flesh)),
        Part(depth, "shirt", tube(view, spine, shirt_flesh, "flat", "flat", rests_at)),
        *head,
    ]


def draw_seat(skeleton: Skeleton, view: View, rests_at: float) -> str:
    """Return the upper part of the trousers, which melts into the near leg."""
    return tube(view, trunk_bones(skeleton), pelvis_flesh, "round", "flat", rests_at)


def quiet(role: str, far: bool) -> str:
    """Return the role of a far limb, which is drawn in a quieter tone."""
    return f"{role}-far" if far else role


def is_far(view: View, side: Side) -> bool:
    """Tell whether a limb is the one behind the body; from the front neither is."""
    near = view.depth(Place(0, 0, 1 if side == "left" else -1))
    return near < -0.3


def leg_depth(bones: Bones, view: View) -> float:
    """Return how near to the reader a leg lies; its knee counts more than its hip."""
    return (view.depth(bones.joints[0]) + 2 * view.depth(bones.joints[1])) / 3


def draw_leg(skeleton: Skeleton, view: View, index: int, look: Look, rests_at: float) -> list[Part]:
    """Return one leg: bare foot and shin, then the trouser leg with its rolled hem."""
    bones = skeleton.legs[index]
    far = is_far(view, sides[index])
    depth = leg_depth(bones, view)
    cloth = Bones(bones.joints[:3], bones.frames[:2])
    skin = tube(view, cloth, lower_leg)
    foot, lines = draw_foot(bones, view, sides[index], look.shod)
    alone = index == 1 or is_far(view, sides[1])  # from the front both legs are near
    seat = draw_seat(skeleton, view, rests_at) if alone and not far else ""
    on_floor = rests_at if rests_at >= 0 and view.up.up == 1 else math.inf
    leg = draw_trouser_leg(view, cloth, on_floor)
    return [
        Part(depth, quiet("skin", far), skin + foot),
        Part(depth, "line", "" if far and view.up.up < 1 else lines),
        Part(depth, quiet("trousers", far), seat + leg[0]),
        Part(depth, quiet("trousers", far), leg[1]),
        Part(depth, "line", draw_hem(view, cloth)),
    ]


def draw_hem(view: View, bones: Bones) -> str:
    """Return the line where the trousers are rolled up."""
    points = [view.point(joint) for joint in bones.joints]
    girth = seen_girth(view, bones.joints, bones.frames, hem)
    left, right = (
        side_point(points, hem.at, size, side)
        for size, side in ((girth.left, -1), (girth.right, 1))
    )
    sag = points[2].minus(points[1]).unit().times(1.2)
    return stroke([left, left.plus(right).times(0.5).plus(sag), right])


def draw_trouser_leg(view: View, bones: Bones, rests_at: float) -> tuple[str, str]:
    """Return a trouser leg in one piece, or thigh and shin apart if the thigh points at us."""
    hip, knee = (view.point(joint) for joint in bones.joints[:2])
    if math.hypot(knee.x - hip.x, knee.y - hip.y) > 0.72 * thigh:
        return tube(view, bones, trouser_leg, "round", "flat", rests_at), ""
    upper = tuple(item for item in trouser_leg if item.at <= 1)
    lower = tuple(item._replace(at=item.at - 1) for item in trouser_leg if item.at >= 1)
    above, below = (Bones(bones.joints[i : i + 2], bones.frames[i : i + 1]) for i in (0, 1))
    return tube(view, above, upper), tube(view, below, lower, "round", "flat", rests_at)


def draw_arm(skeleton: Skeleton, view: View, index: int, grip: Grip) -> list[Part]:
    """Return one arm: forearm and hand, then the sleeve."""
    bones = skeleton.arms[index]
    far = is_far(view, sides[index])
    shoulder, wrist = view.depth(bones.joints[0]), view.depth(bones.joints[2])
    depth = shoulder - 6 if far else max(shoulder, wrist) + 6
    hand, lines = draw_hand(bones, view, sides[index], grip)
    return [
        Part(depth, quiet("skin", far), tube(view, bones, bare_arm) + hand),
        Part(depth, "line", "" if far else lines),
        Part(depth, quiet("shirt", far), tube(view, bones, sleeve, "round", "flat")),
        Part(depth, "seam", "" if far else draw_seam(skeleton, view, index)),
    ]


def draw_seam(skeleton: Skeleton, view: View, index: int) -> str:
    """Return a patch of shirt without an outline, which joins the sleeve to the shoulder."""
    chest, shoulder = skeleton.trunk_frames[2], skeleton.arms[index].joints[0]
    inwards = -sign(sides[index])
    middle = view.point(shoulder.plus(chest.left, 2.4 * inwards).plus(chest.up, -0.6))
    return outline([middle.plus(Point(5.2, 0).turned(turn)) for turn in (45, 135, 225, 315)])
