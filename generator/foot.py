"""The close-up of a pose file: a few words -> a picture of one foot.

`parse_close_up` reads and checks the words, `draw_close_up` draws them. The picture is 160 wide
and 120 high; the foot is turned, mirrored and moved into it as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator import foot_marks, foot_props
from generator.curves import Point, line, outline, stroke, through
from generator.errors import did_you_mean, one_of
from generator.fields import Fields
from generator.foot_flat import flat_foot
from generator.foot_shapes import (
    Joints,
    Trace,
    ankle_joint,
    high_hem,
    low_hem,
    side_foot,
    turned_about,
)
from generator.model import Figure, Shape

width, height, margin = 160.0, 120.0, 7.0
side_views = ("inner side", "outer side")
views = (*side_views, "above", "sole")
floors = ("none", "under the sole", "under the toes", "under the heel")
hems = {"low": low_hem, "high": high_hem}


@dataclass(frozen=True, slots=True)
class CloseUp:
    """One foot, seen close.

    *leg* is how far the lower leg is tipped back from standing: 90 lies with the toes up. It is
    worked out from the joints when the foot stands on the floor.
    """

    title: str
    description: str
    view: str
    foot: str
    leg: float
    floor: str
    hem: str
    joints: Joints
    props: tuple[str, ...]
    arrows: tuple[str, ...]
    works: tuple[str, ...]


def parse_close_up(fields: Fields) -> CloseUp:
    """Return the close-up that the fields describe; what is wrong is noted in the fields."""
    view = fields.choice("view", views)
    joints = Joints(
        ankle=fields.decimal("ankle", -50, 30, 0),
        toes=fields.decimal("toes", -45, 75, 0),
        curl=fields.decimal("toe curl", 0, 80, 0),
        spread=fields.decimal("toe spread", 0, 15, 0),
        lifted=fields.choice("arch", ("relaxed", "lifted"), "relaxed") == "lifted",
    )
    floor = fields.choice("floor", floors, "none")
    close_up = CloseUp(
        title=fields.text("title"),
        description=fields.text("description"),
        view=view,
        foot=fields.choice("foot", ("right", "left"), "right"),
        leg=parse_leg(fields, view, joints, floor),
        floor=floor,
        hem=fields.choice("trousers", hems, "low"),
        joints=joints,
        props=parse_words(fields, "props", views_of(foot_props.makers), view),
        arrows=parse_words(fields, "arrows", views_of(foot_marks.arrows), view),
        works=parse_words(fields, "works", dict.fromkeys(foot_marks.works, side_views), view),
    )
    find_impossible(fields, close_up)
    fields.done()
    return close_up


def views_of(table: Mapping[str, tuple[object, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Return for each word the views in which it can be drawn."""
    return {word: allowed for word, (_, allowed) in table.items()}


def parse_words(
    fields: Fields, name: str, known: Mapping[str, Collection[str]], view: str
) -> tuple[str, ...]:
    """Return the words of a list; one that is unknown, or can't be seen in the view, is noted."""
    good = []
    for node in fields.items(name):
        word = fields.as_text(node, f"each entry of {name}")
        if word is None:
            continue
        line_number = fields.line_of_node(node)
        if word not in known:
            allowed = f'"{word}" is not one of the {name}; allowed: {one_of(known)}'
            fields.problem(line_number, allowed + did_you_mean(word, known))
        elif view not in known[word]:
            where = one_of(known[word])
            fields.problem(line_number, f'"{word}" can\'t be seen from view {view}; use {where}')
        else:
            good.append(word)
    return tuple(good)


def parse_leg(fields: Fields, view: str, joints: Joints, floor: str) -> float:
    """Return how far the leg is tipped back: as written, or what the floor asks for."""
    stands = {"under the sole": -joints.ankle, "under the toes": -joints.toes - joints.ankle}
    if view not in side_views:
        return 0
    if floor in stands:
        if "leg" in fields:
            message = f"leg follows from ankle and toes when the floor is {floor}; leave it out"
            fields.problem(fields.line_of("leg"), message)
            fields.decimal("leg", -90, 180)
        return stands[floor]
    return fields.decimal("leg", -30, 180, 0)


def find_impossible(fields: Fields, close_up: CloseUp) -> None:
    """Note what can't be drawn together, or can't be done with a foot."""
    joints, props = close_up.joints, close_up.props
    seen_from_side = close_up.view in side_views
    if not seen_from_side:
        for name in ("ankle", "leg", "floor", "trousers"):
            if name in fields:
                fields.problem(
                    fields.line_of(name),
                    f"{name} can't be seen from view {close_up.view}; leave it out, or use a side",
                )
    elif joints.spread:
        fields.problem(fields.line_of("toe spread"), "toe spread needs view above or sole")
    if joints.lifted and close_up.view != "inner side":
        fields.problem(fields.line_of("arch"), "a lifted arch is seen only from the inner side")
    if close_up.floor == "under the toes" and joints.toes < 10:
        fields.problem(
            fields.line_of("toes"),
            "the floor is under the toes, so the heel is up and toes must be 10 or more",
        )
    if close_up.floor == "under the sole" and (joints.toes < 0 or joints.curl > 20):
        fields.problem(
            fields.line_of("toes" if joints.toes < 0 else "toe curl"),
            "the toes would go through the floor; straighten them, or leave the floor out",
        )
    if close_up.floor == "under the heel" and not 60 <= close_up.leg <= 110:
        fields.problem(fields.line_of("leg"), "a heel rests on the floor with leg from 60 to 110")
    if close_up.floor != "none" and "ball under the arch" in props:
        fields.problem(fields.line_of("floor"), "a ball under the arch brings its own floor")
    if "pen under the toes" in props and joints.curl < 20:
        fields.problem(
            fields.line_of("props"),
            "toes that lie flat don't hold a pen; give toe curl from 20 to 80",
        )
    if {"strap round the ball", "band over the top"} <= set(props):
        fields.problem(fields.line_of("props"), "a strap and a band don't go round one foot")


def draw_close_up(close_up: CloseUp) -> Figure:
    """Return the picture of a close-up."""
    joints = close_up.joints
    from_side = close_up.view in side_views
    props = [foot_props.makers[word][0](joints) for word in close_up.props]
    if from_side:
        foot = side_foot(close_up.view == "outer side", joints, hems[close_up.hem])
    else:
        foot = flat_foot(close_up.view == "sole", joints)
    behind = [trace for prop in props for trace in prop.behind]
    traces = [*behind, *foot, *(trace for prop in props for trace in prop.before)]
    place, floor = frame(close_up, traces, props)
    scene = foot_marks.Scene(joints, place, floor or height - margin)
    shapes = [Shape(trace.role, trace_path(trace, place)) for trace in traces]
    if floor is not None:
        shapes.insert(0, Shape("ground", line([Point(0, floor), Point(width, floor)])))
    for word in close_up.works:
        shapes += work_shapes(word, scene)
    shapes += [Shape("arrow", foot_marks.arrows[word][0](scene)) for word in close_up.arrows]
    return Figure(
        "close-up", close_up.title, close_up.description, width, height, tuple(shapes)
    )


def work_shapes(word: str, scene: foot_marks.Scene) -> list[Shape]:
    """Return the marks of what works: a hatched patch, or the points the foot stands on."""
    if word == "three points":
        return [Shape("arrow", foot_marks.three_points(scene))]
    patch, hatch = foot_marks.patch_paths(foot_marks.patches[word], scene)
    return [Shape("mark", patch), Shape("mark-line", hatch)]


def frame(
    close_up: CloseUp, traces: list[Trace], props: list[foot_props.Prop]
) -> tuple[foot_marks.Place, float | None]:
    """Return how points of the foot are put on the page, and the height of the floor if any."""
    turn = -close_up.leg - close_up.joints.ankle if close_up.view in side_views else 0
    mirrored = (close_up.foot == "left") != (close_up.view == "inner side")

    def tip(point: Point) -> Point:
        turned = turned_about(point, ankle_joint, turn) if turn else point
        return Point(-turned.x, turned.y) if mirrored else turned

    shown = [tip(point) for trace in traces for point in trace.points if is_near(point)]
    left, right = min(p.x for p in shown), max(p.x for p in shown)
    top, bottom = min(p.y for p in shown), max(p.y for p in shown)
    room = Point(width - 2 * margin, height - 2 * margin)
    scale = min(room.x / (right - left), room.y / (bottom - top), 1.1)
    dx = width / 2 - scale * (left + right) / 2
    dy = height - margin - scale * bottom

    def place(point: Point) -> Point:
        tipped = tip(point)
        return Point(dx + scale * tipped.x, dy + scale * tipped.y)

    has_floor = close_up.floor != "none" or any(prop.floor for prop in props)
    return place, height - margin if has_floor else None


def is_near(point: Point) -> bool:
    """Tell whether a point must be in the picture; legs, straps and arms may run out of it."""
    return -25 < point.x < 115 and -105 < point.y < 35


def trace_path(trace: Trace, place: foot_marks.Place) -> str:
    """Return the path of a trace put on the page."""
    points = [place(point) for point in trace.points]
    if trace.straight:
        return line(points, trace.closed)
    controls = through(points, trace.closed)
    return outline(controls) if trace.closed else stroke(controls)
