"""The close-up of a pose file: a few words -> a picture of one foot.

`parse_close_up` reads and checks the words, `draw_close_up` draws them. The picture is 160 wide
and 120 high; the foot is turned, mirrored and moved into it as a whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from figures.close_up.areas import faults, patch_paths, patches
from figures.close_up.arrows import Place, Scene, Way, arrows, draw_way
from figures.close_up.front import front_foot
from figures.close_up.props import props
from figures.close_up.shapes import Foot, Trace, ankle_joint, bent, hems, turned_about
from figures.close_up.toes import side_foot
from figures.figure import Figure, Shape
from figures.geometry.curves import Path, Point, circle, line, outline, stroke, through
from figures.geometry.marks import cross_mark
from figures.words.close_up import (
    CloseUp,
    a_step_ahead,
    in_the_air,
    parse_close_up,
    side_views,
)

__all__ = ["CloseUp", "draw_close_up", "parse_close_up"]

width, height, margin = 160.0, 120.0, 7.0
largest_scale = 1.1
no_floor = height + 2 * margin
step = 54.0  # how far the other foot is ahead
far_roles = {
    "skin": "skin-far", "digit": "digit-far", "flesh": "shade", "trousers": "trousers-far",
}  # fmt: skip


class Layers(NamedTuple):
    """All traces of a close-up, back to front; the hatching comes between."""

    behind: list[Trace]
    before: list[Trace]


def draw_close_up(close_up: CloseUp, side: str = "") -> Figure:
    """Return the picture of a close-up; *side* is the side that works in it."""
    layers = draw_layers(close_up)
    scene = make_scene(close_up, [*layers.behind, *layers.before])
    ways = [draw_way(way) for way in plan_ways(close_up, scene)]
    shapes = [Shape("floor", line([Point(0, scene.floor), Point(width, scene.floor)]))]
    shapes += [way for way in ways if way.role == "circle-back"]
    shapes += trace_shapes(layers.behind, scene.place)
    for word in close_up.works:
        area, hatch = patch_paths(patches[word], scene, hems[close_up.hem].y)
        shapes += [Shape("area", area), Shape("hatch", hatch)]
    shapes += trace_shapes(layers.before, scene.place)
    shapes += [way for way in ways if way.role != "circle-back"]
    for word in close_up.fault:
        one, _, opposite, _ = corners(word, close_up, scene.place)
        middle = one.plus(opposite).times(0.5)
        shapes.append(Shape("fault", circle(middle, math.dist(one, opposite) / 2)))
    if close_up.name == "wrong":
        shapes += wrong_mark()
    return Figure(
        name=close_up.name,
        title=close_up.title,
        description=close_up.description,
        mirrored_title=close_up.mirrored_title,
        mirrored_description=close_up.mirrored_description,
        side=side,
        width=width,
        height=height,
        shapes=tuple(shapes if scene.floor < height else shapes[1:]),
    )


def corners(word: str, close_up: CloseUp, place: Place) -> list[Point]:
    """Return four places of the ring round a fault, each opposite to the next but one."""
    where, reach = faults[word][:2]
    middle = bent(where, close_up.joints)
    return [place(middle.plus(Point(reach, 0).turned(90 * turn))) for turn in range(4)]


def wrong_mark() -> list[Shape]:
    """Return a cross in a ring, in the corner of the picture."""
    centre = Point(14, 14)
    return [Shape("wrong-ring", circle(centre, 9)), Shape("wrong", cross_mark(centre, 4))]


def draw_layers(close_up: CloseUp) -> Layers:
    """Return the traces of the foot and of what it touches, in its own places."""
    joints = close_up.joints
    if "ball under the arch" in close_up.props:
        joints = joints._replace(lifted=True)  # the sole gives way to it
    hem = hems[close_up.hem]
    from_side = close_up.view in side_views
    foot = (
        side_foot(close_up.view == "outer side", joints, hem) if from_side else front_foot(joints)
    )
    things = [props[word].make(joints, close_up.pull) for word in close_up.props]
    behind = [
        *(other_foot(close_up) if close_up.other_foot == a_step_ahead else ()),
        *(trace for thing in things for trace in thing.behind),
        *foot.far,
        *foot.bare,
    ]
    return Layers(behind, [*foot.clothes, *(one for thing in things for one in thing.before)])


def other_foot(close_up: CloseUp) -> list[Trace]:
    """Return the far foot from its inner side, a step ahead and quieter than the near one."""
    foot: Foot = side_foot(False, close_up.joints, hems[close_up.hem])
    ahead = Point(step, 0).turned(-turn_of(close_up))
    return [
        trace._replace(
            role=far_roles.get(trace.role, trace.role),
            points=tuple(point.plus(ahead) for point in trace.points),
        )
        for trace in (*foot.far[1:], *foot.bare, *foot.clothes)  # without the border beyond it
    ]


def turn_of(close_up: CloseUp) -> float:
    """Return how far the foot is turned on the page, clockwise."""
    from_side = close_up.view in side_views
    return -close_up.leg - close_up.joints.ankle if from_side else 0.0


def plan_ways(close_up: CloseUp, scene: Scene) -> list[Way]:
    """Return all arrows of a close-up."""
    return [way for word in close_up.arrows for way in arrows[word].plan(scene)]


def make_scene(close_up: CloseUp, traces: Sequence[Trace]) -> Scene:
    """Return how points of the foot are put on the page, and where the floor is.

    All that is near the foot, arrows included, is made to fit; a floor off the page is none.
    """
    turn = turn_of(close_up)
    mirrored = close_up.facing == "left"

    def tip(point: Point) -> Point:
        turned = turned_about(point, ankle_joint, turn) if turn else point
        return Point(-turned.x, turned.y) if mirrored else turned

    joints, pull = close_up.joints, close_up.pull
    top_of_leg = hems[close_up.hem].y - 20
    reach = 118 + (step if close_up.other_foot == a_step_ahead else 0)
    points = [
        tip(point)
        for trace in traces
        for point in trace.points
        if -25 < point.x < reach and top_of_leg < point.y < 22
    ]
    lowest = max(point.y for point in points)
    ways = plan_ways(close_up, Scene(joints, pull, tip, lowest))
    points += [point for way in ways for point in way.points]
    points += [point for word in close_up.fault for point in corners(word, close_up, tip)]
    left, right = min(point.x for point in points), max(point.x for point in points)
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    scale = min(
        (width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top), largest_scale
    )
    shift = Point(width / 2 - scale * (left + right) / 2, height - margin - scale * bottom)

    def place(point: Point) -> Point:
        return tip(point).times(scale).plus(shift)

    on_floor = any(props[word].brings_floor for word in close_up.props)
    on_floor = on_floor or close_up.rests != in_the_air or joints.roll > 0
    return Scene(joints, pull, place, shift.y + scale * lowest if on_floor else no_floor)


def trace_shapes(traces: Iterable[Trace], place: Place) -> list[Shape]:
    """Return traces as shapes on the page."""
    return [Shape(trace.role, trace_path(trace, place)) for trace in traces]


def trace_path(trace: Trace, place: Place) -> Path:
    """Return the path of a trace put on the page."""
    points = [place(point) for point in trace.points]
    if trace.straight:
        return line(points, trace.closed)
    controls = through(points, trace.closed)
    return outline(controls) if trace.closed else stroke(controls)
