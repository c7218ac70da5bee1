"""Poses -> figures: the person, the things and the signs, traced into one picture.

Start, hold and the phases share one size, so that the person doesn't jump from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from fields.errors import ContentError, Problem
from figures.body.clothes import dress, fit, strands
from figures.body.felt import felt_field
from figures.body.lines import creases, face
from figures.body.mesh import Body, joined, part, part_names
from figures.body.people import people
from figures.figure import Figure, Shape
from figures.geometry.curves import Path, Point, line, moved, path_points, snapped, steps_per_unit
from figures.geometry.curves import joined as together
from figures.geometry.surface import Surface
from figures.geometry.vectors import Flags, Floats
from figures.picture.aim import Aim, find_aim, proportion
from figures.picture.camera import Camera
from figures.picture.floor import Ground, draw_floor
from figures.picture.props import draw_things, first_part
from figures.picture.raster import Box, Parts, box_of
from figures.picture.signs import draw_signs, each_side, wrong_mark
from figures.picture.trace import Traced, trace, trace_lines
from figures.stance.hands import seat_height
from figures.stance.person import embody
from figures.stance.possible import find_impossible
from figures.stance.skeleton import Person, Stance
from figures.stance.solve import plan_frames, solve_stance
from figures.words.pose import Pose, PoseFile, find_side

margin = 7.0
below_floor = 12.0
torn = 1.0  # pixels a corner: what tears more on its way isn't shown moving
unseen = 12  # how far a line may stray from its way in passing
soft = 0.4  # centimetres over which flesh that carries flattens
looks = {
    "iris": "ink", "lid": "face", "nose": "face", "mouth": "face", "age": "fine", "crease": "fine",
    "ankle": "fine",
}  # fmt: skip
"""The role with which each kind of line on the skin is drawn, if it isn't its own."""
endless = ("wall",)  # these go on past the picture's edge


Surfaces = tuple[Surface, ...]


class Scene(NamedTuple):
    """A pose in every frame, the last being the pose itself, and from where it is seen."""

    pose: Pose
    person: Person
    frames: tuple[Surfaces, ...]
    aim: Aim
    lines: tuple[tuple[str, Floats], ...]


def draw_figures(poses: PoseFile) -> tuple[Figure, ...]:
    """Return the figures of an exercise in the order in which they are shown.

    Raises ContentError for every pose that no body can take.
    """
    wardrobe = dress(poses.person)
    stances = {pose.name: solve_stance(wardrobe.body, pose) for pose in poses.poses}
    bodies = {name: embody(wardrobe.body, stance) for name, stance in stances.items()}
    problems: dict[Problem, Problem] = {}
    for pose in poses.poses:
        for found in find_impossible(wardrobe.body, pose, stances[pose.name], bodies[pose.name]):
            # What a close-up takes from the hold is wrong in both, and is said once.
            message = f"{pose.name}: {found.message}"
            problems.setdefault(found, replace(found, message=message))
    if problems:
        raise ContentError([*problems.values()])
    scenes = [set_scene(poses.person, pose, stances) for pose in poses.poses]
    moving = [scene for scene in scenes if not scene.pose.look and scene.pose.name != "wrong"]
    room = whole_box(moving)
    hold = next((pose for pose in poses.poses if pose.name == "hold"), None)
    figures = [
        draw_scene(
            scene, poses.person, room if scene in moving else None, find_side(scene.pose, hold)
        )
        for scene in scenes
    ]
    if hidden := [*find_hidden(poses.poses, figures)]:
        raise ContentError(hidden)
    return tuple(figures)


def find_hidden(poses: Sequence[Pose], figures: Sequence[Figure]) -> Iterator[Problem]:
    """Yield a problem for each picture in which nothing is seen of what it marks."""
    for pose, figure in zip(poses, figures, strict=True):
        if pose.works and all(shape.role != "felt" for shape in figure.shapes):
            parts = " and ".join(f"{part.side or ''} {part.part}".strip() for part in pose.works)
            message = (
                f"{pose.name}: from here nobody sees where it is felt ({parts}); choose another "
            )
            message += "view or facing, or take it out of works"
            yield Problem(pose.path, pose.line_of("works.0", "works"), message)


def set_scene(who: str, pose: Pose, stances: Mapping[str, Stance]) -> Scene:
    """Return a pose with everything in its room, in every frame."""
    shod = any(prop.thing == "shoe" for prop in pose.props)
    wardrobe = dress(who, shod, close=pose.look is not None)
    marks = {"felt": felt(wardrobe.body, pose)} if pose.works else {}
    frames: list[Surfaces] = []
    for each, stance in plan_frames(wardrobe.body, pose, stances):
        person = embody(wardrobe.body, stance)
        worn = [
            pressed(each, surface) for surface in fit(wardrobe, person.points, person.posed, marks)
        ]
        frames.append((*worn, *draw_things(each, person)))
    frames = [same_shapes(frame, frames[-1]) for frame in frames]
    strokes = (*face(wardrobe.body, people[who].body), *creases(wardrobe.body))
    if shod:
        strokes = tuple(stroke for stroke in strokes if stroke.role != "ankle")
    if pose.look is None:
        strokes = tuple(stroke for stroke in strokes if stroke.role != "crease")
    lines = [(looks.get(role, role), rows.apply(person.points)) for role, rows in strokes]
    lines += [("fine", strand) for strand in strands(wardrobe, person.posed)]
    return Scene(pose, person, tuple(frames), find_aim(pose, person), tuple(lines))


def same_shapes(frame: Surfaces, last: Surfaces) -> Surfaces:
    """Return the surfaces of a frame; what has another shape in the last stands still there."""
    return tuple(
        each if len(each.points) == len(other.points) else other
        for each, other in zip(frame, last, strict=True)
    )


def felt(body: Body, pose: Pose) -> Floats:
    """Return numbers below 0 where an exercise is felt, one for each point of the skin."""
    parts = [each for part in pose.works for each in each_side(part)]
    return np.min([felt_field(body, each.part, each.side or "") for each in parts], 0)


def pressed(pose: Pose, surface: Surface) -> Surface:
    """Return what somebody is or wears, flattened where it rests on the floor or on a seat."""
    points = surface.points.copy()
    if pose.position == "sitting":
        seat = np.abs(points[:, 2]) < 24
        seat &= np.isin(
            surface.parts, [part(name) for name in ("trunk", "left thigh", "right thigh")]
        )
        points[seat, 1] = above(points[seat, 1], seat_height + 0.2)
    elif pose.position not in ("standing", "kneeling"):
        points[:, 1] = above(points[:, 1], 0.2)
    return replace(surface, points=points)


def above(heights: Floats, floor: float) -> Floats:
    """Return heights that stay above a floor, flattening softly before it."""
    return np.round(floor + soft * np.logaddexp(0, (heights - floor) / soft), 5)


def content_box(frames: Sequence[Sequence[Surface]], camera: Camera) -> Box:
    """Return the piece of the page that holds everything but what goes on past its edge."""
    points = [
        camera.project(surface.points)
        for frame in frames
        for surface in frame
        if surface.role not in endless
    ]
    return box_of(np.concatenate(points)[:, :2], 0)


def whole_box(scenes: Sequence[Scene]) -> Box:
    """Return the piece of the page that holds several scenes."""
    boxes = [content_box(scene.frames, scene.aim.camera) for scene in scenes]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def draw_scene(scene: Scene, who: str, room: Box | None, side: str) -> Figure:
    """Return one pose as a figure; *room* is the piece of the page that it shares with others."""
    camera, close, scale = scene.aim
    box = close or framed(room or content_box(scene.frames, camera))
    solid = [[each for each in frame if not each.backdrop] for frame in scene.frames]
    # A close-up is cut off outside of the picture, so that no line runs along the cut.
    looked_at = close and Box(
        *(edge + way for edge, way in zip(close, (-1, -1, 1, 1), strict=True))
    )
    traced = trace(solid, camera, seen_parts(scene), looked_at, steps_per_unit * scale)
    lines = trace_lines(scene.lines, traced)
    way = snapped(Point(box.left * scale, box.top * scale)).times(-1)
    things = [each for each in scene.frames[-1] if each.parts.min() >= first_part]
    under = [
        *draw_floor(scene.person, things, camera, box, scale),
        *(
            Ground(each.role, flat_faces(each, camera, scale))
            for each in from_afar([each for each in things if each.backdrop], camera)
            if is_inside(each, camera, box)
        ),
    ]
    shapes = [Shape(each.role, moved(each.path, way)) for each in under if each.path]
    whole = [number for number, tear in enumerate(traced.torn) if tear <= torn]
    for paint in (*traced.paints, *lines):
        others = [paint.frames[number] for number in whole] if paint.frames else []
        frames = needed([moved(each, way) for each in (*others, paint.path)])
        shapes.append(Shape(paint.role, moved(paint.path, way), frames))
    signs = draw_signs(scene.pose, scene.person, camera, Page(traced, box, scale))
    shapes += [
        Shape(each.role, moved(each.path, way), (), each.turns and each.turns + way.x)
        for each in signs
    ]
    width, height = (box.right - box.left) * scale, (box.bottom - box.top) * scale
    if scene.pose.name == "wrong":
        shapes += [Shape(each.role, each.path) for each in wrong_mark(width)]
    pose = scene.pose
    return Figure(
        name=pose.name,
        title=pose.title,
        description=pose.description,
        mirrored_title=pose.mirrored_title,
        mirrored_description=pose.mirrored_description,
        side=side,
        width=round(width, 1),
        height=round(height, 1),
        shapes=tuple(shapes),
        person=who,
        phase=pose.phase,
        motion=pose.motion if any(shape.frames for shape in shapes) else "",
    )


def needed(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the frames before the last, without the middle of three if it lies about halfway."""
    if len(set(paths)) == 1:
        return ()
    if len(paths) != 3:
        return tuple(paths[:-1])
    start, middle, end = map(path_points, paths)
    far = max(
        abs(a.x + b.x - 2 * m.x) + abs(a.y + b.y - 2 * m.y)
        for a, m, b in zip(start, middle, end, strict=True)
    )
    return tuple(paths[:2]) if far > 2 * unseen else (paths[0],)


class Page(NamedTuple):
    """What is seen, the whole picture that signs are drawn in, and its units in a centimetre."""

    traced: Traced
    box: Box
    scale: float

    def visible(self, place: Floats) -> bool:
        """Tell whether nothing hides a place in the room."""
        return self.traced.visible(place)


def from_afar(things: Sequence[Surface], camera: Camera) -> list[Surface]:
    """Return things in the order in which they are drawn, so that the nearer hide the others.

    What goes on past the picture's edge is behind all the rest.
    """
    return sorted(
        things,
        key=lambda each: (
            each.role not in endless,
            round(float(camera.project(each.points)[:, 2].mean()), 3),
        ),
    )


def is_inside(thing: Surface, camera: Camera, box: Box) -> bool:
    """Tell whether anything of a thing is in the picture."""
    x, y, _ = camera.project(thing.points).T
    inside = x.min() < box.right and x.max() > box.left and y.min() < box.bottom
    return bool(inside and y.max() > box.top)


def flat_faces(surface: Surface, camera: Camera, scale: float) -> Path:
    """Return the faces of a flat-sided thing that look at the reader, behind all else."""
    page = camera.project(surface.points) * scale
    faces = []
    for quad in surface.quads:
        corners = [Point(float(x), float(y)) for x, y, _ in page[quad]]
        ends = zip(corners, (*corners[1:], corners[0]), strict=True)
        if sum(a.x * b.y - b.x * a.y for a, b in ends) < -1:  # anticlockwise as seen
            faces.append(line(corners, closed=True))
    return together(faces)


def framed(room: Box) -> Box:
    """Return a box with its margins, in the usual proportion."""
    left, right = room.left - margin, room.right + margin
    top, bottom = room.top - margin, max(below_floor, room.bottom + 4)
    wide = max(right - left, (bottom - top) * proportion)
    spread = (wide - (right - left)) / 2
    return Box(left - spread, bottom - wide / proportion, right + spread, bottom)


def seen_parts(scene: Scene) -> Parts:
    """Return how the parts of the body are drawn in a scene: the far leg in its own colours."""
    fine = np.array([is_fine(name) for name in part_names])
    steps = np.array([part_step(name) for name in part_names])
    return Parts(joined(), far_parts(scene), fine, steps)


def is_fine(name: str) -> bool:
    """Tell whether a part of the body is drawn with small turns."""
    return any(word in name for word in ("finger", "toe", "hand", "foot", "head", "ear"))


def part_step(name: str) -> float:
    """Return which step in depth makes a line on a part, in centimetres."""
    if "finger" in name:
        return 0.22
    if "toe" in name:
        return 0.15
    steps = {"hand": 0.5, "foot": 0.5, "head": 1.0, "ear": 9.0, "trunk": 1.6, "arm": 1.6}
    return steps.get(name.split()[-1], 0.9)


def far_parts(scene: Scene) -> Flags | None:
    """Return which parts are of the leg on the far side, if one is clearly farther away."""
    joints, near = scene.person.skeleton.joints, scene.aim.camera.near
    ahead = float(((joints["left hip"] - joints["right hip"]) * near).sum())
    if abs(ahead) < 14 or scene.pose.look:
        return None
    side = "right" if ahead > 0 else "left"
    legs = ("thigh", "shank", "foot", "toe")
    return np.array(
        [name.startswith(side) and any(leg in name for leg in legs) for name in part_names]
    )
