"""The close-up of a pose file: a few words -> a picture of one foot.

`parse_close_up` reads and checks the words, `draw_close_up` draws them. The picture is 160 wide
and 120 high; the foot is turned, mirrored and moved into it as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.curves import Point, line, outline, stroke, through
from generator.foot_flat import flat_foot
from generator.foot_marks import Place, Scene, Way, arrows, draw_way, patch_paths, patches
from generator.foot_props import Prop, props
from generator.foot_shapes import Trace, ankle_joint, hems, side_foot, turned_about
from generator.foot_words import CloseUp, in_the_air, parse_close_up, side_views
from generator.model import Figure, Shape

__all__ = ["CloseUp", "draw_close_up", "parse_close_up"]

width, height, margin = 160.0, 120.0, 7.0
largest_scale = 1.1
no_floor = height + 2 * margin


def draw_close_up(close_up: CloseUp) -> Figure:
    """Return the picture of a close-up."""
    joints = close_up.joints
    hem = hems[close_up.hem]
    if close_up.view in side_views:
        foot = side_foot(close_up.view == "outer side", joints, hem)
    else:
        foot = flat_foot(close_up.view == "below", joints)
    things = [props[word].make(joints) for word in close_up.props]
    behind = [
        *(trace for thing in things for trace in thing.behind),
        *foot.far,
        *(trace for thing in things for trace in thing.between),
        *foot.bare,
    ]
    before = [*foot.clothes, *(trace for thing in things for trace in thing.before)]
    scene = make_scene(close_up, [*behind, *before], things)
    shapes = [Shape("floor", line([Point(0, scene.floor), Point(width, scene.floor)]))]
    shapes += trace_shapes(behind, scene.place)
    for word in close_up.works:
        patch, hatch = patch_paths(patches[word], scene, hem.y)
        shapes += [Shape("area", patch)] if patch else []
        shapes += [Shape("hatch", hatch)] if hatch else []
    shapes += trace_shapes(before, scene.place)
    shapes += [Shape("arrow", draw_way(way)) for way in plan_ways(close_up, scene)]
    shown = shapes if scene.floor < height else shapes[1:]
    return Figure("close-up", close_up.title, close_up.description, width, height, tuple(shown))


def plan_ways(close_up: CloseUp, scene: Scene) -> list[Way]:
    """Return all arrows of a close-up."""
    return [way for word in close_up.arrows for way in arrows[word].plan(scene)]


def make_scene(close_up: CloseUp, traces: Sequence[Trace], things: Sequence[Prop]) -> Scene:
    """Return how points of the foot are put on the page, and where the floor is.

    All that is near the foot, arrows included, is made to fit; a floor off the page is none.
    """
    turn = -close_up.leg - close_up.joints.ankle if close_up.view in side_views else 0
    mirrored = (close_up.foot == "left") != (close_up.view == "inner side")

    def tip(point: Point) -> Point:
        turned = turned_about(point, ankle_joint, turn) if turn else point
        return Point(-turned.x, turned.y) if mirrored else turned

    points = [tip(point) for trace in traces for point in trace.points if is_near(point)]
    lowest = max(point.y for point in points)
    ways = plan_ways(close_up, Scene(close_up.joints, tip, lowest))
    points += [point for way in ways for point in way.points]
    left, right = min(point.x for point in points), max(point.x for point in points)
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    scale = min(
        (width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top), largest_scale
    )
    shift = Point(width / 2 - scale * (left + right) / 2, height - margin - scale * bottom)

    def place(point: Point) -> Point:
        return tip(point).times(scale).plus(shift)

    has_floor = close_up.rests != in_the_air or any(thing.brings_floor for thing in things)
    floor = shift.y + scale * lowest if has_floor else no_floor
    return Scene(close_up.joints, place, floor)


def is_near(point: Point) -> bool:
    """Tell whether a point must be in the picture; legs, straps and arms may run out of it."""
    return -25 < point.x < 115 and -130 < point.y < 22


def trace_shapes(traces: Iterable[Trace], place: Place) -> list[Shape]:
    """Return traces as shapes on the page."""
    return [Shape(trace.role, trace_path(trace, place)) for trace in traces]


def trace_path(trace: Trace, place: Place) -> str:
    """Return the path of a trace put on the page."""
    points = [place(point) for point in trace.points]
    if trace.straight:
        return line(points, trace.closed)
    controls = through(points, trace.closed)
    return outline(controls) if trace.closed else stroke(controls)
