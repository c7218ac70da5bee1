"""A skeleton and a view -> the parts of the body in its clothes, far to near."""

from __future__ import annotations

import math
from typing import NamedTuple

from figures.body.feet import draw_foot
from figures.body.flesh import (
    bare_arm,
    broad_tube,
    hem,
    knee_above,
    knee_below,
    lap,
    lower_leg,
    neck_flesh,
    pelvis_flesh,
    shirt_flesh,
    sleeve,
    trouser_leg,
    tube,
)
from figures.body.grip import Grip, draw_hand
from figures.body.head import draw_head
from figures.body.skeleton import Bones, Skeleton, sign, thigh
from figures.geometry.curves import Path, Point, outline, stroke
from figures.geometry.limbs import side_point
from figures.geometry.room import Place
from figures.geometry.view import View, seen_girth
from figures.words.terms import Side, sides


class Part(NamedTuple):
    """A path with its role, and how near to the reader it lies.

    *turns* is where the axis of a turning arrow stands, across the page.
    """

    depth: float
    role: str
    path: Path
    turns: float | None = None


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


def trunk_bones(skeleton: Skeleton) -> Bones:
    """Return the spine as a limb that stands up from the hips."""
    pelvis, loin, chest = skeleton.trunk_frames
    return Bones(skeleton.spine, (pelvis, loin, chest, chest))


def draw_trunk(skeleton: Skeleton, view: View, rests_at: float) -> list[Part]:
    """Return neck, shirt and head."""
    spine = trunk_bones(skeleton)
    depth = view.depth(skeleton.spine[2])
    if view.up.up < 1:
        shirt = broad_tube(view, spine, shirt_flesh, "flat", rests_at)
    else:
        shirt = tube(view, spine, shirt_flesh, "flat", "flat", rests_at)
    in_front = 60 if view.up.up < 1 else 1
    head = [Part(depth + in_front, role, path) for role, path in draw_head(skeleton, view)]
    return [
        Part(depth - 1, "skin", tube(view, spine, neck_flesh)),
        Part(depth, "shirt", shirt),
        *head,
    ]


def draw_seat(skeleton: Skeleton, view: View, rests_at: float) -> Path:
    """Return the upper part of the trousers, which melts into the near leg."""
    return tube(view, trunk_bones(skeleton), pelvis_flesh, "round", "flat", rests_at)


def quiet(role: str, far: bool) -> str:
    """Return the role of a far limb, which is drawn in a quieter tone."""
    return f"{role}-far" if far else role


def is_far(view: View, side: Side, limit: float = 0.75) -> bool:
    """Tell whether a limb is the one behind the body; from the front neither is."""
    return view.depth(Place(0, 0, sign(side))) < -limit


def leg_depth(bones: Bones, view: View) -> float:
    """Return how near to the reader a leg lies; its knee counts more than its hip."""
    return (view.depth(bones.joints[0]) + 2 * view.depth(bones.joints[1])) / 3


def draw_leg(skeleton: Skeleton, view: View, index: int, look: Look, rests_at: float) -> list[Part]:
    """Return one leg: shin and foot or shoe, then the trouser leg with its rolled hem."""
    bones = skeleton.legs[index]
    far = is_far(view, sides[index], 0.8)
    depth = leg_depth(bones, view)
    cloth = Bones(bones.joints[:3], bones.frames[:2])
    skin = tube(view, cloth, lower_leg)
    foot, lines = draw_foot(bones, view, sides[index], look.shod)
    crossing = bones.joints[2].left * sign(sides[index]) < -2 and view.up.up < 1
    nearest = view.depth(Place(0, 0, sign(sides[index]))) > 0
    seat = draw_seat(skeleton, view, rests_at) if nearest else Path()
    on_floor = rests_at if rests_at >= 0 and view.up.up == 1 else math.inf
    before = depth
    if crossing:
        before = max(depth, leg_depth(skeleton.legs[1 - index], view)) + 0.5
    bent = skeleton.trunk_frames[0].up.dot(cloth.frames[0].up) < 0.15
    leg = draw_trouser_leg(view, cloth, on_floor, bent and view.up.up < 1, crossing)
    return [
        Part(before, quiet("skin", far), skin if look.shod else skin + foot),
        Part(before, "shoe", foot if look.shod else Path()),
        Part(before, "line", Path() if far and view.up.up < 1 else lines),
        Part(depth, quiet("trousers", far), seat + leg[0]),
        Part(before, quiet("trousers", far), leg[1]),
        Part(before, "line", draw_hem(view, cloth)),
    ]


def draw_hem(view: View, bones: Bones) -> Path:
    """Return the line where the trousers are rolled up."""
    points = [view.point(joint) for joint in bones.joints]
    girth = seen_girth(view, bones.joints, bones.frames, hem)
    left, right = (
        side_point(points, hem.at, size, side)
        for size, side in ((girth.left, -1), (girth.right, 1))
    )
    sag = points[2].minus(points[1]).unit().times(1.2)
    return stroke([left, left.plus(right).times(0.5).plus(sag), right])


def draw_trouser_leg(
    view: View, bones: Bones, rests_at: float, bent: bool, crossing: bool
) -> tuple[Path, Path]:
    """Return a trouser leg in one piece, or thigh and shin apart if the thigh points at us
    or the shin lies across the other leg.

    A thigh that is *bent* up has a fold at its root, where it would else bulge over the belly.
    """
    hip, knee = (view.point(joint) for joint in bones.joints[:2])
    flesh = (*lap, *trouser_leg[2:]) if bent else trouser_leg
    if math.hypot(knee.x - hip.x, knee.y - hip.y) > 0.72 * thigh and not crossing:
        return tube(view, bones, flesh, "round", "flat", rests_at), Path()
    upper = tuple(item for item in flesh if item.at < 1)
    lower = tuple(item._replace(at=item.at - 1) for item in flesh if item.at > 1)
    above, below = (Bones(bones.joints[i : i + 2], bones.frames[i : i + 1]) for i in (0, 1))
    return tube(view, above, (*upper, *knee_above)), tube(
        view, below, (*knee_below, *lower), "round", "flat", rests_at
    )


def draw_arm(skeleton: Skeleton, view: View, index: int, grip: Grip) -> list[Part]:
    """Return one arm: forearm and hand, then the sleeve."""
    bones = skeleton.arms[index]
    far = is_far(view, sides[index])
    shoulder, wrist = view.depth(bones.joints[0]), view.depth(bones.joints[2])
    depth = shoulder - 6 if far else max(shoulder, wrist) + 6
    before = max(depth, 60) if grip.over else depth
    hand, thumb, lines = draw_hand(bones, view, sides[index], grip)
    cloth = sleeve[2:] if far and view.up.up < 1 else sleeve  # the rest is behind the neck
    bare = tube(view, bones, bare_arm) + hand + (thumb if far else Path())
    return [
        Part(before, quiet("skin", far), bare),
        Part(before, "line", Path() if far else lines),
        Part(before, "thumb", Path() if far else thumb),
        Part(depth, quiet("shirt", far), tube(view, bones, cloth, "round", "flat")),
        Part(depth, "seam", Path() if far else draw_seam(skeleton, view, index)),
    ]


def draw_seam(skeleton: Skeleton, view: View, index: int) -> Path:
    """Return a patch of shirt without an outline, which joins the sleeve to the shoulder."""
    chest, shoulder = skeleton.trunk_frames[2], skeleton.arms[index].joints[0]
    inwards = -sign(sides[index])
    middle = view.point(shoulder.plus(chest.left, 2.4 * inwards).plus(chest.up, -0.6))
    return outline([middle.plus(Point(5.2, 0).turned(turn)) for turn in (45, 135, 225, 315)])
