"""Poses -> figures: the person, the things and the signs, traced into one picture.

Start, hold and the phases share one size, so that the person doesn't jump from one to the other.
"""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import math
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple, TypeVar

import numpy as np

from fields.errors import ContentError, Problem
from figures.body.clothes import dress, fit, folds, strands
from figures.body.felt import felt_field
from figures.body.lines import creases, face, finer
from figures.body.mesh import joined, part, part_names
from figures.figure import Figure, Shape, shifted
from figures.geometry.curves import Path, Point, path_points, snapped, steps_per_unit
from figures.geometry.surface import Surface
from figures.geometry.vectors import Flags, Floats
from figures.picture.places import Aim, close_width, find_aim, proportion
from figures.picture.props import draw_things, first_part
from figures.picture.raster import Box, Parts, box_of
from figures.picture.room import draw_backdrops, draw_floor, endless, seat_back, seat_front
from figures.picture.signs import Page, draw_signs, each_side, find_unseen, wrong_mark
from figures.picture.trace import Traced, trace, trace_lines
from figures.stance.person import embody
from figures.stance.possible import find_impossible
from figures.stance.skeleton import Person, Stance
from figures.stance.solve import plan_frames, solve_stance
from figures.words.people import people
from figures.words.pose import Pose, PoseFile, find_side
from figures.words.terms import seat_height, sides

margin = 7.0
below_floor = 12.0
torn = 1.0  # pixels a corner: what tears more on its way isn't shown moving
unseen = 12  # how far a line may stray from its way in passing
behind, over = 0.005, {"trousers": 0.01, "cuff": 0.01}
"""How bad it is that a sign hides furniture or clothes; to hide a hand, a face or a strap is 1."""
soft = 0.4  # centimetres over which flesh that carries flattens
looks = {"brow": "brow", "iris": "ink", "lid": "face", "nose": "face", "mouth": "face"}
"""The role with which each kind of line on the skin is drawn, if it isn't a fine one."""
steps = {
    "finger": 0.22, "toe": 0.15, "hand": 0.5, "foot": 0.5, "head": 1.0, "ear": 9.0,
    "forearm": 0.9, "trunk": 1.6, "arm": 1.6,
}  # fmt: skip
"""How many centimetres of depth make a line on parts of the body; on cloth a fold needs more."""
usual_step = 0.9
lap = tuple(f"{side} {joint}" for side in sides for joint in ("hip", "elbow", "wrist", "knee"))
"""The joints that a picture of the lap holds, and a heel that lies there."""
plain = ("", "trunk", "arm")
"""What is not drawn with small turns."""
sitting = ("trunk", "left thigh", "right thigh")
"""What rests on a seat."""
far_leg, far_arm = ("thigh", "shank", "foot", "toe"), ("arm", "forearm", "hand", "finger")
"""What of the far side has colours of its own."""


class Scene(NamedTuple):
    """A pose in every frame, the last being the pose itself, and from where it is seen."""

    pose: Pose
    person: Person
    frames: tuple[tuple[Surface, ...], ...]
    aim: Aim
    lines: tuple[tuple[str, Floats], ...]


class Done(NamedTuple):
    """A figure by its name, with the mark of all that went into it, or None where that mark was
    known already; *hidden* are its signs that nobody sees."""

    name: str
    mark: str
    figure: Figure | None
    hidden: tuple[Problem, ...] = ()


Taken = tuple[Scene, str, Box, str]
"""All that `draw_scene` makes a figure of."""
Run = Callable[[Callable[[Taken], Figure], Iterable[Taken]], Iterable[Figure]]
"""Does a piece of work after the other, as `map` does; that of an executor does several at once."""


def draw_figures(poses: PoseFile) -> tuple[Figure, ...]:
    """Return the figures of an exercise in the order in which they are shown.

    Raises ContentError for every pose that no body can take, or for every sign that nobody sees.
    """
    done = sorted(draw_unknown(poses), key=lambda each: poses.names.index(each.name))
    if hidden := [problem for each in done for problem in each.hidden]:
        raise ContentError(hidden)
    return tuple(each.figure for each in done if each.figure)


def draw_unknown(poses: PoseFile, known: Collection[str] = (), run: Run = map) -> Iterator[Done]:
    """Yield each figure as soon as it is drawn, the hold first, and last those whose marks are
    *known*. Raises ContentError before the first for every pose that no body can take."""
    last_time.clear()
    last_time.update(this_time)
    this_time.clear()
    stances = {pose.name: once(find_stance, poses.person, bare(pose)) for pose in poses.poses}
    problems: dict[Problem, Problem] = {}
    for pose in poses.poses:
        for found in once(find_faults, poses.person, pose, stances[pose.name]):
            # What a close-up takes from the hold is wrong in both, and is said once.
            message = f"{pose.phase or pose.name}: {found.message}"
            problems.setdefault(found, replace(found, message=message))
    if problems:
        raise ContentError([*problems.values()])
    taken: dict[str, Taken] = {}
    marks: dict[str, str] = {}

    def take_new() -> Iterator[Taken]:
        # One by one: while an executor draws the first, the next is set.
        for each in take_all(poses, stances):
            name = each[0].pose.name
            taken[name], marks[name] = each, mark_of(*each)
            if marks[name] not in known:
                yield each

    for figure in run(draw_taken, take_new()):
        hidden = find_hidden(taken[figure.name], figure)
        yield Done(figure.name, marks[figure.name], figure, tuple(hidden))
    for name, mark in marks.items():
        if mark in known:
            yield Done(name, mark, None)


def take_all(poses: PoseFile, stances: Mapping[str, Stance]) -> Iterator[Taken]:
    """Yield all that each figure is made of, in the order in which they are waited for."""
    named = {pose.name: pose for pose in poses.poses}

    @functools.cache
    def scene_of(name: str) -> Scene:
        # Frames lead from the start to the pose: `plan_frames` asks for no other stance.
        asked = {each: stances[each] for each in (name, "start") if each in stances}
        return once(set_scene, poses.person, named[name], asked)

    for pose in sorted(poses.poses, key=order_of):
        scene = scene_of(pose.name)
        alike = (each.name for each in seen_alike(pose, poses.poses))
        box = scene.aim.box or framed([*map(scene_of, alike)])
        yield scene, poses.person, box, find_side(pose, named.get("hold"))


def order_of(pose: Pose) -> tuple[bool, bool, bool]:
    """Return by what the poses of a file are ordered: the hold, which is looked at while it is
    changed, then what moves to it; then what is large, and takes longest."""
    return pose.name != "hold", pose.name in ("close-up", "wrong"), not is_close(pose)


Made = TypeVar("Made")
last_time: dict[bytes, Any] = {}
this_time: dict[bytes, Any] = {}
"""What was made for the file that was drawn last, and for this one, by all that goes into it: so
whoever changes one pose after the other waits for this pose alone."""


def once(function: Callable[..., Made], *inputs: object) -> Made:
    """Return what a function makes of its inputs, unless it is there from this time or the last."""
    key = written((function.__name__, inputs))
    if key not in this_time:
        this_time[key] = last_time[key] if key in last_time else function(*inputs)
    made: Made = this_time[key]
    return made


def written(value: object) -> bytes:
    """Return bytes that differ when anything in a value does."""
    data = io.BytesIO()
    pickler = pickle.Pickler(data)
    # What is equal is written alike, whether or not it is also the same object somewhere.
    pickler.fast = True
    pickler.dump(value)
    return data.getvalue()


def bare(pose: Pose) -> Pose:
    """Return a pose with what a stance is solved from, and nothing else: most close-ups share the
    stance of the hold."""
    return Pose(
        path=pose.path,
        position=pose.position,
        trunk=pose.trunk,
        limbs=pose.limbs,
        feet=pose.feet,
        hands=pose.hands,
        props=pose.props,
    )


def find_stance(who: str, pose: Pose) -> Stance:
    """Return the stance in which somebody takes a bare pose."""
    return solve_stance(dress(who).body, pose)


def find_faults(who: str, pose: Pose, stance: Stance) -> list[Problem]:
    """Return what no body can do of a pose."""
    body = dress(who).body
    return [*find_impossible(body, pose, stance, embody(body, stance))]


def draw_taken(taken: Taken) -> Figure:
    """Return what `draw_scene` makes of one piece of work."""
    return draw_scene(*taken)


def mark_of(scene: Scene, *others: object) -> str:
    """Return a text that differs when anything does that `draw_scene` makes a figure of; on which
    lines of its file a pose stands is nothing to it."""
    unplaced = scene._replace(pose=replace(scene.pose, line=0, lines={}))
    return hashlib.sha256(written((unplaced, others))).hexdigest()[:32]


def seen_alike(pose: Pose, poses: Sequence[Pose]) -> list[Pose]:
    """Return the poses that share the frame of one, so that from picture to picture only the body
    moves: those that are seen from where it is seen. What is wrong stands alone."""
    if pose.name == "wrong":
        return [pose]
    return [
        each
        for each in poses
        if not each.look
        and each.name != "wrong"
        and (each.view, each.facing) == (pose.view, pose.facing)
    ]


def find_hidden(taken: Taken, figure: Figure) -> Iterator[Problem]:
    """Yield a problem for each sign that can't be seen in a new picture, and one if nothing is
    seen there of what it marks."""
    (pose, person, _, aim, _), _, box, _ = taken
    yield from find_unseen(pose, person, aim.camera, box)
    if pose.works and all(shape.role != "felt" for shape in figure.shapes):
        parts = " and ".join(map(str, pose.works))
        message = f"{pose.phase or pose.name}: from here nobody sees where it is felt ({parts}); "
        message += "choose another view or facing, or take it out of works"
        yield Problem(pose.path, pose.line_of("works.0", "works"), message)


def set_scene(who: str, pose: Pose, stances: Mapping[str, Stance]) -> Scene:
    """Return a pose with everything in its room, in every frame."""
    shod, close = any(prop.thing == "shoe" for prop in pose.props), is_close(pose)
    wardrobe = dress(who, shod, close=close)
    body = wardrobe.body
    works = [each for item in pose.works for each in each_side(item)]
    marks = {}
    if works:
        marks["felt"] = np.min([felt_field(body, at.part, at.side or "") for at in works], 0)
    frames = []
    for each, stance in plan_frames(body, pose, stances):
        person = embody(body, stance)
        worn = fit(wardrobe, person.points, person.posed, marks)
        frames.append((*(pressed(pose, one) for one in worn), *draw_things(each, person)))
    hidden = ("ankle" if shod else "", "" if close else "crease")
    points = finer(body)[0].apply(person.points)
    lines = [
        (looks.get(role, "fine"), rows.apply(points))
        for role, rows in (*face(body, people[who].body), *creases(body))
        if role not in hidden
    ]
    lines += [("fine", strand) for strand in strands(wardrobe, person.posed)]
    trousers = next(each for each in frames[-1] if each.role == "trousers")
    aim = find_aim(pose, person)
    lines += [("face", line) for line in folds(wardrobe, person.posed, trousers, aim.camera.near)]
    return Scene(pose, person, tuple(frames), aim, tuple(lines))


def pressed(pose: Pose, surface: Surface) -> Surface:
    """Return what somebody is or wears, flattened where it rests on the floor or on a seat."""
    points, height = surface.points.copy(), 0.2
    rests = np.full(len(points), pose.position not in ("standing", "kneeling"))
    if pose.position == "sitting":
        height += seat_height
        rests = np.isin(surface.parts, [part(name) for name in sitting])
        rests &= (points[:, 2] > seat_back) & (points[:, 2] < seat_front)
    low = height + soft * np.logaddexp(0, (points[rests, 1] - height) / soft)
    points[rests, 1] = np.round(low, 5)
    return replace(surface, points=points)


def framed(scenes: Sequence[Scene]) -> Box:
    """Return the piece of the page that holds all that is to be shown of several scenes, but what
    goes on past its edge, with margins, in the usual proportion."""
    room = box_of(np.concatenate([each for scene in scenes for each in framing(scene)]), 0)
    left, right = room.left - margin, room.right + margin
    top, bottom = room.top - margin, room.bottom + 4
    has_floor = scenes[0].pose.show != "lap"
    if has_floor:
        bottom = max(below_floor, bottom)
    wide = max(right - left, (bottom - top) * proportion)
    if not has_floor:  # in the middle of the picture
        bottom += (wide / proportion - (bottom - top)) / 2
    spread = (wide - (right - left)) / 2
    return Box(left - spread, bottom - wide / proportion, right + spread, bottom)


def framing(scene: Scene) -> Iterator[Floats]:
    """Yield the places on the page, (n, 3), that a picture of a scene has to hold."""
    joints, camera, show = scene.person.skeleton.joints, scene.aim.camera, scene.pose.show
    if show == "lap":
        heels = [f"{side} heel" for side in sides if joints[f"{side} heel"][1] > seat_height]
        yield camera.project(np.array([joints[name] for name in (*lap, *heels)]))
        return
    for surface in itertools.chain(*scene.frames):
        if surface.role not in endless and not (show == "feet" and surface.backdrop):
            yield camera.project(surface.points[surface.points[:, 1] < highest(scene)])


def is_close(pose: Pose) -> bool:
    """Tell whether a pose is seen so large that nails and bends of the toes are drawn."""
    return pose.look is not None or pose.show in ("feet", "lap")


def highest(scene: Scene) -> float:
    """Return up to which height a scene is shown, in centimetres."""
    joints = scene.person.skeleton.joints
    return {
        "legs": float(joints["waist"][1]),
        "feet": 0.7 * min(float(joints[f"{side} knee"][1]) for side in sides),
    }.get(scene.pose.show, math.inf)


def draw_scene(scene: Scene, who: str, box: Box, side: str) -> Figure:
    """Return one pose as a figure that shows a piece of the page."""
    pose, (camera, close, scale) = scene.pose, scene.aim
    if pose.show != "whole":
        close, scale = box, round(close_width / (box.right - box.left), 2)
    solid = [[each for each in frame if not each.backdrop] for frame in scene.frames]
    # A close-up is cut off outside of the picture, so that no line runs along the cut.
    looked_at = close and Box(close.left - 1, close.top - 1, close.right + 1, close.bottom + 1)
    traced = trace(solid, camera, seen_parts(scene), looked_at, steps_per_unit * scale)
    things = [each for each in scene.frames[-1] if each.parts.min() >= first_part]
    shapes = draw_floor(scene.person, things, camera, box, scale)
    backdrops = [each for each in things if each.backdrop]
    shapes += draw_backdrops(backdrops, camera, box, scale)
    whole = [number for number, tear in enumerate(traced.torn) if tear <= torn]
    for paint in (*traced.paints, *trace_lines(scene.lines, traced)):
        others = [paint.frames[number] for number in whole] if paint.frames else []
        shapes.append(Shape(paint.role, paint.path, needed([*others, paint.path])))
    taken = partial(
        hidden_by_signs,
        traced,
        box,
        [each for each in backdrops if each.role not in ("mat", "wall")],
    )
    shapes += draw_signs(pose, Page(scene.person, camera, box, scale, taken, traced.visible))
    x, y = snapped(box.left * scale, box.top * scale)
    shapes = [shifted(each, Point(-x, -y)) for each in shapes if each.path]
    width, height = (box.right - box.left) * scale, (box.bottom - box.top) * scale
    if pose.name == "wrong":
        shapes += wrong_mark(width)
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


def hidden_by_signs(
    traced: Traced, box: Box, backdrops: Sequence[Surface], places: Floats
) -> Floats:
    """Return how bad it is to draw a sign at places on the page in centimetres, (n, 2): 1 on
    somebody and outside of the picture, less on what stands behind."""
    seen = traced.seen
    pixels = seen.pixels((places - seen.box[:2]) * seen.per_cm)
    worst = np.array([over.get(each.role, 1.0) for each in seen.surfaces])
    taken = np.where(seen.inside.flat[pixels], worst[seen.owner.flat[pixels]], 0.0)
    for each in backdrops:
        page = seen.camera.project(each.points)[:, :2]
        taken = np.maximum(taken, within(places, page.min(0), page.max(0)) * behind)
    return np.where(within(places, box[:2], box[2:]), taken, 1.0)


def within(places: Floats, low: Floats | Sequence[float], high: Floats | Sequence[float]) -> Flags:
    """Tell which places on the page, (n, 2), lie between two corners."""
    x, y = np.ascontiguousarray(places.T)
    return np.asarray((x > low[0]) & (x < high[0]) & (y > low[1]) & (y < high[1]))


def needed(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the frames before the last, without the middle of three if it lies about halfway."""
    if len(set(paths)) == 1:
        return ()
    if len(paths) != 3:
        return tuple(paths[:-1])
    start, middle, end = (np.array(path_points(path)) for path in paths)
    far = float(np.round(np.abs(start + end - 2 * middle).sum(1), 6).max())
    return tuple(paths[:2]) if far > 2 * unseen else (paths[0],)


def seen_parts(scene: Scene) -> Parts:
    """Return how the parts of the body are drawn in a scene: the far leg in its own colours."""
    words = [next((word for word in name.split() if word in steps), "") for name in part_names]
    fine = np.array([word not in plain for word in words])
    depths = np.array([steps.get(word, usual_step) for word in words])
    return Parts(joined(), far_parts(scene), fine, depths)


def far_parts(scene: Scene) -> Flags | None:
    """Return which parts are of the arm and the leg on the far side, if it is clearly farther."""
    joints, near = scene.person.skeleton.joints, scene.aim.camera.near
    look = scene.pose.look
    if not scene.aim.camera.is_level if look else scene.pose.show == "feet":
        return None
    far = np.zeros(len(part_names), bool)
    # Looked down on, arms don't hide each other.
    limbs = {"hip": far_leg, "shoulder": far_arm if scene.aim.camera.is_level else ()}
    for joint, limb in limbs.items():
        ahead = float(((joints[f"left {joint}"] - joints[f"right {joint}"]) * near).sum())
        side = "right" if ahead > 0 else "left"
        # What is looked at has its own colours, however far it is.
        if abs(ahead) > 14 and (not look or look.target.side not in (side, None)):
            far |= [
                name.startswith(side) and any(word in limb for word in name.split())
                for name in part_names
            ]
    return far
