"""How thick the body and its clothes are round the bones, and the outlines that follow.

Girths are centimetres from the bone, for the person whose bones `skeleton` holds.
"""

from __future__ import annotations

import math

from figures.body.skeleton import Bones
from figures.geometry.curves import Path, Point, outline
from figures.geometry.limbs import limb_controls
from figures.geometry.room import Place
from figures.geometry.view import Flesh, View, edge_way, seen_girth

trouser_leg = (
    Flesh(0.0, 9.4, 9.4, 10.2),
    Flesh(0.22, 9.4, 11.2, 9.8),
    Flesh(0.5, 8.8, 9.4, 8.8),
    Flesh(0.82, 7.7, 6.9, 7.3),
    Flesh(1.0, 7.2, 6.2, 7.0),
    Flesh(1.15, 6.4, 6.9, 6.8),
    Flesh(1.35, 6.0, 7.9, 7.0),
    Flesh(1.6, 6.0, 7.4, 6.8),
)
knee_above = (Flesh(0.98, 7.2, 6.4, 7.0), Flesh(1.06, 4.2, 4.2, 4.2))
knee_below = (Flesh(-0.06, 4.2, 4.2, 4.2), Flesh(0.02, 7.2, 6.4, 7.0))
lap = (Flesh(0.0, 2.0, 10.8, 8.0), Flesh(0.22, 8.0, 10.8, 9.8))
hem = Flesh(1.52, 5.9, 7.6, 6.8)
pelvis_flesh = (
    Flesh(-0.5, 4.0, 5.6, 12.6),
    Flesh(-0.25, 8.4, 11.2, 16.0),
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


def trouser_girth(at: float) -> Flesh:
    """Return how thick a trouser leg is at a place between two that the table gives."""
    after = next(index for index, item in enumerate(trouser_leg) if item.at >= at)
    if after == 0:
        return trouser_leg[0]
    low, high = trouser_leg[after - 1 : after + 1]
    part = (at - low.at) / (high.at - low.at)
    return Flesh(*(a + (b - a) * part for a, b in zip(low, high, strict=True)))


def tube(
    view: View,
    bones: Bones,
    flesh: tuple[Flesh, ...],
    start: str = "round",
    end: str = "round",
    rests_at: float = math.inf,
) -> Path:
    """Return the outline of a part of a limb as it is seen, flattened where it rests.

    *rests_at* is how far down the page it can reach.
    """
    points = [view.point(joint) for joint in bones.joints]
    girths = [seen_girth(view, bones.joints, bones.frames, item) for item in flesh]
    controls = limb_controls(points, girths, start, end)
    return outline([Point(at.x, min(at.y, rests_at)) for at in controls])


def broad_tube(view: View, bones: Bones, flesh: tuple[Flesh, ...], end: str, lowest: float) -> Path:
    """Return the outline of the trunk where we look down on it: its far edge is the higher one."""
    edges: dict[int, list[Point]] = {-1: [], 1: []}
    for item in flesh:
        bone = min(int(item.at), len(bones.joints) - 2)
        root, tip = bones.joints[bone : bone + 2]
        middle = root.plus(tip.minus(root), item.at - bone)
        along = view.point(tip).minus(view.point(root)).unit()
        for side, edge in edges.items():
            aside = along.turned(90 * side)
            way = Place(0, 0, 0).plus(view.right, aside.x).plus(view.up, -aside.y)
            edge.append(view.point(middle.plus(edge_way(item, bones.frames[bone], way))))
    left, right = edges[-1], edges[1]
    top = (left[-1], left[-1], right[-1], right[-1]) if end == "flat" else (left[-1], right[-1])
    ring = [left[0], *left[:-1], *top, *reversed(right[:-1]), right[0]]
    return outline([Point(at.x, min(at.y, lowest)) for at in ring])
