"""Arrows and marked areas of a pose, placed beside and on the parts of the body they name."""

from __future__ import annotations

import math
from typing import NamedTuple

from generator.body import Part
from generator.curves import Point, circle, line, outline
from generator.marks import arc, arrow, press_arrow
from generator.poses import Pose
from generator.room import Frame, Place
from generator.skeleton import Bones, Skeleton, foot_length, sides
from generator.view import View
from generator.wording import Arrow, BodyPart

foot_parts = ("heel", "toes", "ball of the foot", "foot")
in_front = 90.0  # nearer than any part of the body


class Spot(NamedTuple):
    """A part of the body: its place, and how far from it an arrow keeps clear."""

    place: Place
    clear: float


def draw_signs(pose: Pose, skeleton: Skeleton, view: View) -> list[Part]:
    """Return the marked areas and the arrows."""
    return [
        *(part for item in pose.works for part in draw_area(item, skeleton, view)),
        *(draw_fault(item, skeleton, view) for item in pose.fault),
        *(draw_arrow(item, skeleton, view) for item in pose.arrows),
    ]


def draw_fault(item: BodyPart, skeleton: Skeleton, view: View) -> Part:
    """Return a broken ring round what is wrong."""
    spot = find_spot(item, skeleton)
    return Part(in_front, "fault", circle(view.point(spot.place), max(spot.clear + 4, 10)))


def leg_index(part: BodyPart) -> int:
    """Return which leg or arm a part belongs to; the right one if the file doesn't say."""
    return sides.index(part.side or "right")


def find_spot(target: BodyPart, skeleton: Skeleton) -> Spot:
    """Return where a part of the body is."""
    leg, arm = skeleton.legs[leg_index(target)], skeleton.arms[leg_index(target)]
    hip, knee, ankle, heel, ball, tip = leg.joints
    middle = Place(0, 0, 0).plus(knee, 0.5).plus(ankle, 0.5)
    places = {
        "hips": (skeleton.spine[0], 15.0),
        "back": (skeleton.spine[2], 14.0),
        "lower back": (skeleton.spine[1], 13.0),
        "chest": (skeleton.spine[2], 15.0),
        "head": (skeleton.spine[4], 15.0),
        "hip": (hip, 14.0),
        "thigh": (hip.plus(knee.minus(hip), 0.5), 13.0),
        "hamstrings": (hip.plus(knee.minus(hip), 0.5), 13.0),
        "knee": (knee, 11.0),
        "calf": (middle, 10.0),
        "shin": (middle, 10.0),
        "ankle": (ankle, 8.0),
        "heel": (heel, 5.0),
        "arch": (heel.plus(ball.minus(heel), 0.6), 4.0),
        "sole": (heel.plus(ball.minus(heel), 0.6), 4.0),
        "foot": (heel.plus(tip.minus(heel), 0.5), 9.0),
        "ball of the foot": (ball, 5.0),
        "toes": (ball.plus(tip.minus(ball), 0.6), 5.0),
        "hand": (arm.joints[2], 9.0),
    }
    return Spot(*places[target.part])


def draw_arrow(sign: Arrow, skeleton: Skeleton, view: View) -> Part:
    """Return one arrow beside the part that it moves, circles or presses."""
    spot = find_spot(sign.target, skeleton)
    at = view.point(spot.place)
    leg = skeleton.legs[leg_index(sign.target)]
    if sign.way == "from the hips":
        return Part(in_front, "arrow", tip_arrow(skeleton, view))
    if sign.way in ("towards the shin", "towards the head"):
        return Part(in_front, "arrow", swing_arrow(sign, spot, leg, view))
    if sign.kind == "circle":
        return Part(in_front, "arrow", circle_arrow(at, leg, view))
    way = page_way(sign.way or "ahead", view)
    if sign.kind == "press":
        return Part(in_front, "arrow", press_arrow(*pressed(at, way, spot.clear)))
    if sign.kind == "to and fro":
        below = at.plus(Point(0, 9)) if at.y > -14 else at.plus(Point(0, -spot.clear - 5))
        both = [below.minus(way.times(13)), below.plus(way.times(13))]
        return Part(in_front, "arrow", arrow(both, both_ways=True))
    if sign.way in ("up", "down") and sign.target.part in foot_parts:
        at = beside_foot(sign, at, leg, view)
    start = at.plus(way.times(spot.clear))
    return Part(in_front, "arrow", arrow([start, start.plus(way.times(20))]))


def beside_foot(sign: Arrow, at: Point, leg: Bones, view: View) -> Point:
    """Return the place of an upright arrow: before the toes or behind the heel."""
    across = [view.facing * view.point(joint).x for joint in leg.joints[3:]]
    reach = min(across) - 7 if sign.target.part == "heel" else max(across) + 8
    return Point(view.facing * reach, at.y)


def page_way(word: str, view: View) -> Point:
    """Return a way on the page."""
    ways = {
        "up": Place(0, 1, 0),
        "down": Place(0, -1, 0),
        "ahead": Place(1, 0, 0),
        "back": Place(-1, 0, 0),
    }
    return view.point(ways[word]).unit()


def pressed(at: Point, way: Point, clear: float) -> tuple[Point, float]:
    """Return the tip and the heading of an arrow that presses on a part."""
    heading = math.degrees(math.atan2(way.y, way.x))
    return at.minus(way.times(clear)), heading


def swing_arrow(sign: Arrow, spot: Spot, leg: Bones, view: View) -> str:
    """Return an arc round the ankle (towards the shin) or round the hip (towards the head)."""
    of_ankle = sign.way == "towards the shin"
    centre = view.point(leg.joints[2] if of_ankle else leg.joints[0])
    out = view.point(leg.joints[5] if of_ankle else leg.joints[2]).minus(centre)
    radius = foot_length * 0.95 if of_ankle else math.hypot(out.x, out.y) + 16
    here = math.degrees(math.atan2(out.y, out.x))
    turn = -view.facing  # anticlockwise on the page for a person who looks right
    first, last = (-26, 18) if of_ankle else (-20, 10)
    return arrow(arc(centre, radius, here + turn * first, here + turn * last))


def tip_arrow(skeleton: Skeleton, view: View) -> str:
    """Return an arc over the head, round the hips: the trunk tips forwards as a whole."""
    centre = view.point(skeleton.spine[0])
    out = view.point(skeleton.spine[4]).minus(centre)
    here = math.degrees(math.atan2(out.y, out.x))
    radius = math.hypot(out.x, out.y) + 17
    return arrow(arc(centre, radius, here - view.facing * 12, here + view.facing * 10))


def circle_arrow(at: Point, leg: Bones, view: View) -> str:
    """Return a wide circle round the toes, with a head at each end: one way, then the other."""
    return arrow(arc(at, 15, 100, 410), both_ways=True)


# Along which bone, from where to where, on which side of it (front, back), inner and outer edge.
areas: dict[str, tuple[int, float, float, int, float, float]] = {
    "calf": (1, 0.06, 0.72, -1, -0.5, 7.4),
    "shin": (1, 0.18, 0.86, 1, 0.2, 4.6),
    "hamstrings": (0, 0.18, 0.94, -1, 1.0, 8.8),
    "thigh": (0, 0.2, 0.9, 1, 1.0, 8.0),
}


def draw_area(item: BodyPart, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a dotted outline with hatching where the exercise is felt."""
    leg = skeleton.legs[leg_index(item)]
    edges = foot_edges(item, leg) if item.part not in areas else bone_edges(item, leg)
    inner, outer = ([view.point(place) for place in edge] for edge in edges)
    lines = [line([inner[i], outer[i + 1]]) for i in range(len(inner) - 1)]
    depth = view.depth(leg.joints[1]) + 30
    return [
        Part(depth, "area", outline([*inner, *reversed(outer)])),
        Part(depth, "hatch", "".join(lines)),
    ]


def bone_edges(item: BodyPart, leg: Bones) -> tuple[list[Place], list[Place]]:
    """Return the two long edges of an area on the thigh or the lower leg."""
    bone, start, end, side, near, far = areas[item.part]
    frame = leg.frames[bone]
    root, tip = leg.joints[bone], leg.joints[bone + 1]
    steps = [start + (end - start) * step / 4 for step in range(5)]
    bulge = [math.sin(math.pi * (0.12 + 0.76 * step / 4)) for step in range(5)]
    middle = [root.plus(tip.minus(root), part) for part in steps]
    inner = [at.plus(frame.ahead, side * near) for at in middle]
    outer = [
        at.plus(frame.ahead, side * (near + (far - near) * size))
        for at, size in zip(middle, bulge, strict=True)
    ]
    return inner, outer


def foot_edges(item: BodyPart, leg: Bones) -> tuple[list[Place], list[Place]]:
    """Return the two long edges of an area along the sole."""
    heel, ball, tip = leg.joints[3:6]
    foot: Frame = leg.frames[2]
    spans = {"toes": (ball, tip), "sole": (heel, tip), "arch": (heel, ball), "heel": (heel, heel)}
    start, end = spans.get(item.part, (heel, tip))
    middle = [start.plus(end.minus(start), 0.1 + 0.8 * step / 6) for step in range(7)]
    return [at.plus(foot.up, 2.8) for at in middle], [at.plus(foot.up, 0.3) for at in middle]
