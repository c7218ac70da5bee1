"""Flesh and clothes round the bones: a skeleton and a view -> the parts of the body, far to near.

Girths are centimetres from the bone, for the person whose bones `skeleton` holds.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from generator.curves import limb
from generator.extremities import Grip, draw_foot, draw_hand
from generator.head import draw_head
from generator.skeleton import Bones, Place, Side, Skeleton, sides
from generator.view import Flesh, View, seen_girth

Cloth = Literal["shirt", "trousers"]


class Part(NamedTuple):
    """A path with its role, and how near to the reader it lies."""

    depth: float
    role: str
    path: str


trouser_leg = (
    Flesh(0.0, 9.4, 11.4, 10.2),
    Flesh(0.25, 9.2, 10.2, 9.8),
    Flesh(0.55, 8.6, 8.4, 8.6),
    Flesh(0.85, 7.6, 6.6, 7.2),
    Flesh(1.0, 7.2, 6.2, 7.0),
    Flesh(1.15, 6.4, 7.0, 6.8),
    Flesh(1.35, 6.0, 8.0, 7.0),
    Flesh(1.52, 5.9, 7.6, 6.8),
    Flesh(1.6, 6.0, 7.4, 6.8),
)
hem_at = (1.525, 1.6)
pelvis_flesh = (
    Flesh(-0.75, 9.0, 12.2, 16.4),
    Flesh(-0.25, 10.2, 13.0, 17.0),
    Flesh(0.35, 10.2, 12.2, 16.2),
    Flesh(1.0, 9.4, 9.0, 14.0),
)
lower_leg = (
    Flesh(1.35, 4.9, 6.6, 5.4),
    Flesh(1.5, 4.6, 6.5, 5.4),
    Flesh(1.68, 4.1, 4.9, 4.4),
    Flesh(1.86, 3.6, 3.5, 3.4),
    Flesh(1.97, 3.9, 3.5, 3.6),
    Flesh(2.04, 4.2, 3.6, 3.8),
)
shirt_flesh = (
    Flesh(-0.1, 10.8, 13.2, 17.6),
    Flesh(0.4, 10.8, 12.0, 16.8),
    Flesh(1.0, 10.2, 9.2, 14.8),
    Flesh(1.5, 10.4, 9.2, 14.6),
    Flesh(2.0, 11.4, 10.2, 15.6),
    Flesh(2.45, 11.2, 11.4, 16.8),
    Flesh(2.8, 9.0, 11.2, 17.4),
    Flesh(3.02, 6.4, 9.6, 14.5),
    Flesh(3.16, 5.0, 6.6, 7.6),
)
neck_flesh = (
    Flesh(2.9, 4.6, 5.6, 5.6),
    Flesh(3.2, 4.4, 5.4, 5.4),
    Flesh(3.5, 4.6, 5.2, 5.2),
    Flesh(3.8, 4.6, 5.2, 5.2),
)
sleeve = (
    Flesh(-0.04, 5.6, 5.8, 4.6),
    Flesh(0.12, 6.4, 6.6, 5.6),
    Flesh(0.4, 5.6, 5.8, 5.2),
    Flesh(0.62, 5.4, 5.4, 5.0),
)
bare_arm = (
    Flesh(0.5, 4.0, 4.2, 3.8),
    Flesh(0.8, 3.8, 3.9, 3.6),
    Flesh(1.0, 3.5, 3.8, 3.7),
    Flesh(1.25, 3.9, 3.7, 4.0),
    Flesh(1.6, 3.0, 2.9, 3.3),
    Flesh(1.9, 2.3, 2.3, 2.7),
    Flesh(2.04, 2.2, 2.2, 2.6),
)


def draw_body(skeleton: Skeleton, view: View, grips: tuple[Grip, Grip]) -> list[Part]:
    """Return the whole body; parts of the same depth are in drawing order."""
    return [
        *draw_trunk(skeleton, view),
        *(part for index in (0, 1) for part in draw_leg(skeleton, view, index)),
        *(part for index in (0, 1) for part in draw_arm(skeleton, view, index, grips[index])),
    ]


def tube(
    view: View, bones: Bones, flesh: tuple[Flesh, ...], start: str = "round", end: str = "round"
) -> str:
    """Return the outline of a part of a limb as it is seen."""
    points = [view.point(joint) for joint in bones.joints]
    girths = [seen_girth(view, bones.joints, bones.frames, item) for item in flesh]
    return limb(points, girths, start, end)


def trunk_bones(skeleton: Skeleton) -> Bones:
    """Return the spine as a limb that stands up from the hips."""
    pelvis, loin, chest = skeleton.trunk_frames
    return Bones(skeleton.spine, (pelvis, loin, chest, chest))


def draw_trunk(skeleton: Skeleton, view: View) -> list[Part]:
    """Return neck, shirt and head; the trousers' seat goes with it."""
    spine = trunk_bones(skeleton)
    depth = view.depth(skeleton.spine[2])
    head = [Part(depth + 1, role, path) for role, path in draw_head(skeleton, view)]
    return [
        Part(depth - 1, "skin", tube(view, spine, neck_flesh)),
        Part(depth - 0.5, "trousers", tube(view, spine, pelvis_flesh)),
        Part(depth, "shirt", tube(view, spine, shirt_flesh, "flat", "flat")),
        *head,
    ]


def quiet(role: str, far: bool) -> str:
    """Return the role of a far limb, which is drawn in a quieter tone."""
    return f"{role}-far" if far else role


def is_far(view: View, side: Side) -> bool:
    """Tell whether a limb is the one behind the body; from the front neither is."""
    near = view.depth(Place(0, 0, 1 if side == "left" else -1))
    return near < -0.3


def draw_leg(skeleton: Skeleton, view: View, index: int) -> list[Part]:
    """Return one leg: bare foot and shin, then the trouser leg with its rolled hem."""
    bones = skeleton.legs[index]
    far = is_far(view, sides[index])
    depth = (view.depth(bones.joints[0]) + 2 * view.depth(bones.joints[1])) / 3
    skin = tube(view, Bones(bones.joints[:3], bones.frames[:2]), lower_leg)
    foot, lines = draw_foot(bones, view, sides[index])
    cloth = Bones(bones.joints[:3], bones.frames[:2])
    girths = [
        seen_girth(view, cloth.joints, cloth.frames, Flesh(at, 6.0, 7.6, 6.9)) for at in hem_at
    ]
    hem = limb([view.point(joint) for joint in cloth.joints], girths, "flat", "flat")
    return [
        Part(depth, quiet("skin", far), skin + foot),
        Part(depth, "line", lines),
        Part(depth, quiet("trousers", far), tube(view, cloth, trouser_leg, "round", "flat")),
        Part(depth, quiet("trousers", far), hem),
    ]


def draw_arm(skeleton: Skeleton, view: View, index: int, grip: Grip) -> list[Part]:
    """Return one arm: forearm and hand, then the sleeve."""
    bones = skeleton.arms[index]
    far = is_far(view, sides[index])
    depth = view.depth(bones.joints[0]) + (-6 if far else 6)
    hand, lines = draw_hand(bones, view, sides[index], grip)
    return [
        Part(depth, quiet("skin", far), tube(view, bones, bare_arm) + hand),
        Part(depth, "line", lines),
        Part(depth, quiet("shirt", far), tube(view, bones, sleeve, "round", "flat")),
    ]
