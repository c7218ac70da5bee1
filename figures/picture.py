"""Poses -> figures: the person, the things and the signs as shapes in one picture.

Start and hold share one size, so that the person doesn't jump from one to the other.
Everything is first drawn where it is in the room (floor at 0) and then moved into the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from fields.errors import ContentError
from figures.body.clothed import Look, Part, draw_body
from figures.body.grip import Grip
from figures.body.hands import find_hold, seat_height
from figures.body.skeleton import Skeleton, Stance, place_bones
from figures.close_up.agrees import find_disagreements
from figures.close_up.foot import draw_close_up
from figures.figure import Figure, Shape
from figures.geometry.curves import Path, Point, circle, letters, line, moved, path_points, snapped
from figures.geometry.marks import cross_mark
from figures.geometry.view import View, make_view
from figures.stance.motion import plan_frames
from figures.stance.possible import find_impossible
from figures.stance.solve import solve_stance
from figures.things.props import draw_props
from figures.things.signs import draw_signs
from figures.words.poses import Pose, PoseFile
from figures.words.sides import find_side

margin = 7.0
below_floor = 9.0
proportion = 4 / 3
unseen = 12  # how far a line may stray from its way in passing
still_roles = {"arrow", "mat", "prop", "prop-dark", "prop-pale", "towel", "wall"}


class Drawing(NamedTuple):
    """The parts of a pose in drawing order, with those of every frame if it moves."""

    pose: Pose
    frames: tuple[tuple[Part, ...], ...]


class Box(NamedTuple):
    """The corners of a picture in the room."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def way(self) -> Point:
        """The way from a place in the room to the same place in the picture, on the grid."""
        return snapped(Point(self.left, self.top)).times(-1)


def draw_figures(poses: PoseFile) -> tuple[Figure, ...]:
    """Return the figures of an exercise in the order start, hold, close-up, wrong.

    Raises ContentError for every pose that no body can take.
    """
    stances = {pose.name: solve_stance(pose) for pose in poses.poses}
    problems = [
        problem
        for pose in poses.poses
        for problem in find_impossible(pose, stances[pose.name], place_bones(stances[pose.name]))
    ]
    if problems := [*problems, *find_disagreements(poses)]:
        raise ContentError(problems)
    drawings = [draw_pose(pose, stances) for pose in poses.poses]
    right_ones = shared_box([drawing for drawing in drawings if drawing.pose.name != "wrong"])
    hold = next((pose for pose in poses.poses if pose.name == "hold"), None)
    figures = {
        drawing.pose.name: make_figure(
            drawing,
            shared_box([drawing]) if drawing.pose.name == "wrong" else right_ones,
            find_side(drawing.pose, hold),
        )
        for drawing in drawings
    }
    figures |= {
        close_up.name: draw_close_up(close_up, find_side(close_up, hold))
        for close_up in poses.close_ups
    }
    return tuple(
        figures[name] for name in ("start", "hold", "close-up", "wrong") if name in figures
    )


def draw_pose(pose: Pose, stances: dict[str, Stance]) -> Drawing:
    """Return a pose in every frame, in drawing order; the last frame is the pose itself."""
    frames = [draw_parts(*frame) for frame in plan_frames(pose, stances)]
    still = frames[-1]
    order = sorted(range(len(still)), key=lambda index: still[index].depth)
    return Drawing(pose, tuple(tuple(parts[index] for index in order) for parts in frames))


def draw_parts(pose: Pose, stance: Stance) -> list[Part]:
    """Return everything in the picture of one stance, in no order yet."""
    view = make_view(pose.view, pose.facing)
    skeleton = place_bones(stance)
    look = Look(
        grips=(grip_of(pose, skeleton, 0), grip_of(pose, skeleton, 1)),
        carried_at=carried_at(pose),
        shod=any(prop.thing == "shoe" for prop in pose.props),
    )
    return [
        *draw_props(pose, skeleton, view),
        *draw_body(skeleton, view, look),
        *draw_signs(pose, skeleton, view),
    ]


def carried_at(pose: Pose) -> float | None:
    """Return how high the surface is that carries the trunk; None if the feet do."""
    if pose.position == "standing":
        return None
    if pose.position == "sitting":
        return seat_height
    return 4.0 if any(prop.thing == "folded towel" for prop in pose.props) else 0.0


def grip_of(pose: Pose, skeleton: Skeleton, index: int) -> Grip:
    """Return the shape of a hand."""
    hold = find_hold(pose, skeleton, index)
    return hold.grip if hold else Grip()


def shared_box(drawings: Sequence[Drawing]) -> Box:
    """Return the picture that holds every figure of an exercise, in the usual proportion."""
    points = [
        point
        for drawing in drawings
        for parts in drawing.frames
        for part in parts
        if part.role != "wall"
        for point in path_points(part.path)
    ]
    left, right = min(p.x for p in points) - margin, max(p.x for p in points) + margin
    top, bottom = min(p.y for p in points) - margin, max(below_floor, max(p.y for p in points) + 4)
    wide = max(right - left, (bottom - top) * proportion)
    high = wide / proportion
    spare = wide - (right - left)
    return Box(left - spare / 2, bottom - high, right + spare / 2, bottom)


def make_figure(drawing: Drawing, box: Box, side: str = "") -> Figure:
    """Return one drawn pose as a figure; *side* is the side that works in it."""
    pose = drawing.pose
    shapes = [floor(make_view(pose.view, pose.facing), box)]
    for parts in zip_longest(*drawing.frames):
        part = parts[-1]
        if not part.path:
            continue
        paths = [moved(each.path, box.way) for each in parts]
        frames = () if part.role in still_roles else needed(paths)
        turns = None if part.turns is None else part.turns - box.left
        shapes.append(Shape(part.role, paths[-1], frames, turns))
    if pose.name == "wrong":
        shapes += wrong_mark(box)
    moving = any(shape.frames for shape in shapes)
    return Figure(
        name=pose.name,
        title=pose.title,
        description=pose.description,
        mirrored_title=pose.mirrored_title,
        mirrored_description=pose.mirrored_description,
        side=side,
        width=round(box.right - box.left, 1),
        height=round(box.bottom - box.top, 1),
        shapes=tuple(shapes),
        motion=pose.motion if moving else "",
    )


def needed(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the frames before the last, without the middle of three if it lies halfway.

    There are none of a shape that stays as it is, nor of one whose commands differ from frame to
    frame: it can't move.
    """
    if len(set(paths)) == 1 or len(set(map(letters, paths))) > 1:
        return ()
    if len(paths) != 3:
        return tuple(paths[:-1])
    start, middle, end = map(path_points, paths)
    far = max(
        abs(a.x + b.x - 2 * m.x) + abs(a.y + b.y - 2 * m.y)
        for a, m, b in zip(start, middle, end, strict=True)
    )
    return tuple(paths[:2]) if far > 2 * unseen else (paths[0],)


def floor(view: View, box: Box) -> Shape:
    """Return the floor: a line from edge to edge, or its far edge if we look down on it."""
    ends = [Point(box.left + 3, 0.6), Point(box.right - 3, 0.6)]
    if view.up.up < 1:
        level = (box.top + box.bottom * 3) / 4
        corner = [Point(box.left, box.bottom), Point(box.left, level)]
        return Shape("ground", moved(line([*corner, *reversed_across(corner, box)], True), box.way))
    return Shape("floor", moved(line(ends), box.way))


def reversed_across(points: list[Point], box: Box) -> list[Point]:
    """Return the points mirrored to the other side of the picture, last one first."""
    return [Point(box.left + box.right - at.x, at.y) for at in reversed(points)]


def wrong_mark(box: Box) -> list[Shape]:
    """Return a cross in a ring, in the corner; equally large on the page in every picture."""
    size = (box.right - box.left) * 0.045
    centre = Point(size * 1.5, size * 1.5)
    return [
        Shape("wrong-ring", circle(centre, size)),
        Shape("wrong", cross_mark(centre, size * 0.45)),
    ]
