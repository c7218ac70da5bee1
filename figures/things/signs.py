"""Arrows and marked areas of a pose, placed beside and on the parts of the body they name."""

from __future__ import annotations

import math
from typing import NamedTuple

from figures.body.clothed import Part, leg_depth
from figures.body.flesh import trouser_girth
from figures.body.skeleton import Bones, Skeleton
from figures.geometry.curves import Path, Point, circle, joined, line, outline
from figures.geometry.limbs import side_point
from figures.geometry.marks import arc, arrow, press_arrow
from figures.geometry.room import Frame, Place
from figures.geometry.view import View, seen_girth
from figures.words.poses import Pose
from figures.words.terms import sides
from figures.words.wording import Arrow, BodyPart

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
        return Part(leg_depth(leg, view) - 0.1, "arrow", circle_arrow(at, leg, view), at.x)
    way = page_way(sign.way or "ahead", view)
    if sign.kind == "press":
        return Part(in_front, "arrow", press(sign, at, way, leg, view))
    if sign.kind == "to and fro":
        low = max(at.y + 9, 7.5) if at.y > -14 else at.y - spot.clear - 5
        both = [Point(at.x, low).minus(way.times(13)), Point(at.x, low).plus(way.times(13))]
        return Part(in_front, "arrow", arrow(both, both_ways=True))
    long = 20.0
    if sign.way in ("up", "down") and sign.target.part in foot_parts:
        at = beside_foot(sign, at, leg, view)
    elif sign.target.part in ("hips", "chest"):
        at, long = at.minus(way.times(8)), 34.0
    start = at.plus(way.times(spot.clear))
    return Part(in_front, "arrow", arrow([start, start.plus(way.times(long))]))


def press(sign: Arrow, at: Point, way: Point, leg: Bones, view: View) -> Path:
    """Return a thick arrow that presses on a part; beside a heel it ends at the floor."""
    if sign.target.part == "heel":
        at = beside_foot(sign, at, leg, view).plus(Point(0, -1))
    else:
        at = at.minus(way.times(5))
    return press_arrow(at, math.degrees(math.atan2(way.y, way.x)), length=15, width=5.6)


def beside_foot(sign: Arrow, at: Point, leg: Bones, view: View) -> Point:
    """Return the place of an upright arrow: before the toes, behind the heel, or
    on the near side of a foot on which we look down."""
    if view.up.up < 1:
        edge = min(view.facing * view.point(joint).x for joint in leg.joints[3:])
        return Point(view.facing * (edge - 9), at.y + 10)
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


def swing_arrow(sign: Arrow, spot: Spot, leg: Bones, view: View) -> Path:
    """Return an arc round the ankle (towards the shin) or round the hip (towards the head)."""
    of_ankle = sign.way == "towards the shin"
    centre = view.point(leg.joints[2] if of_ankle else leg.joints[0])
    out = view.point(leg.joints[5] if of_ankle else leg.joints[2]).minus(centre)
    radius = math.hypot(out.x, out.y) + (4.5 if of_ankle else 16)
    here = math.degrees(math.atan2(out.y, out.x))
    turn = -view.facing  # anticlockwise on the page for a person who looks right
    if of_ankle:
        instep = view.point(leg.frames[2].up)
        turn = 1 if out.x * instep.y > out.y * instep.x else -1
    first, last = (-26, 18) if of_ankle else (-20, 10)
    return arrow(arc(centre, radius, here + turn * first, here + turn * last))


def tip_arrow(skeleton: Skeleton, view: View) -> Path:
    """Return an arc in front of the breastbone, round the hips: the trunk tips as a whole."""
    centre = view.point(skeleton.spine[0])
    out = view.point(skeleton.spine[3]).minus(centre)
    here = math.degrees(math.atan2(out.y, out.x))
    radius = math.hypot(out.x, out.y) * 0.9
    return arrow(arc(centre, radius, here + view.facing * 20, here + view.facing * 46))


def circle_arrow(at: Point, leg: Bones, view: View) -> Path:
    """Return a circle round the toes, open at its top, and over the gap a short arc back again.

    A foot that comes down from above has the gap below. But for the arrow heads it is the same on
    the left and the right, so that in a mirrored picture it can be turned back where it stands;
    the foot covers what lies behind it, from whichever side it comes.
    """
    gap = -90 if view.point(leg.joints[2]).y >= at.y else 90
    round_ = arrow(arc(at, 14, gap + 34, gap + 326))
    return round_ + arrow(arc(at, 20, gap + 30, gap - 30), width=1.6)


# What is marked on the thigh and the lower leg: from where to where (0 hip, 1 knee, 2 ankle), and
# whether it lies before the bone or behind it. All of it is on the trousers.
areas: dict[str, tuple[float, float, int]] = {
    "calf": (1.08, 1.4, -1),
    "shin": (1.1, 1.46, 1),
    "hamstrings": (0.24, 0.92, -1),
    "thigh": (0.24, 0.92, 1),
}
inside = 0.9  # of the way from the bone to the outline, so that no mark crosses it


def draw_area(item: BodyPart, skeleton: Skeleton, view: View) -> list[Part]:
    """Return a dotted outline with hatching where the exercise is felt."""
    leg = skeleton.legs[leg_index(item)]
    on_leg = item.part in areas
    inner, outer = leg_edges(item, leg, view) if on_leg else foot_edges(item, leg, view)
    lines = [line([inner[i], outer[i + 1]]) for i in range(len(inner) - 1)]
    ground = "-cloth" if on_leg else ""
    depth = leg_depth(leg, view) + (0.2 if on_leg else 30)
    return [
        Part(depth, f"area{ground}", outline([*inner, *reversed(outer)])),
        Part(depth, f"hatch{ground}", joined(lines)),
    ]


def leg_edges(item: BodyPart, leg: Bones, view: View) -> tuple[list[Point], list[Point]]:
    """Return the two long edges of an area on a trouser leg, both inside its outline."""
    start, end, before = areas[item.part]
    cloth = Bones(leg.joints[:3], leg.frames[:2])
    joints = [view.point(joint) for joint in cloth.joints]
    inner, outer = [], []
    for step in range(5):
        at = start + (end - start) * step / 4
        bone = int(at)
        left = joints[bone + 1].minus(joints[bone]).unit().turned(-90)
        front = view.point(cloth.frames[bone].ahead)
        side = 1 if (left.x * front.x + left.y * front.y) * before < 0 else -1
        girth = seen_girth(view, cloth.joints, cloth.frames, trouser_girth(at))
        width = girth.right if side > 0 else girth.left
        bulge = math.sin(math.pi * (0.1 + 0.8 * step / 4))
        inner.append(side_point(joints, at, width * (0.4 - 0.5 * bulge), side))
        outer.append(side_point(joints, at, width * inside * (0.6 + 0.4 * bulge), side))
    return inner, outer


def foot_edges(item: BodyPart, leg: Bones, view: View) -> tuple[list[Point], list[Point]]:
    """Return the two long edges of an area along the sole, from the side or from below."""
    heel, ball, tip = leg.joints[3:6]
    foot: Frame = leg.frames[2]
    spans = {"toes": (ball, tip), "sole": (heel, ball), "arch": (heel, ball), "heel": (heel, heel)}
    start, end = spans.get(item.part, (heel, tip))
    middle = [start.plus(end.minus(start), 0.26 + 0.6 * step / 4) for step in range(5)]
    if view.near.dot(foot.up) < -0.3:
        ways = [(foot.left, 2.6), (foot.left, -2.6)]
    else:
        ways = [(foot.up, 2.9), (foot.up, 0.3)]
    one, other = ([view.point(at.plus(way, size)) for at in middle] for way, size in ways)
    return one, other
