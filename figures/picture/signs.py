"""Arrows and faults of a pose, on top of all that is drawn.

An arrow follows the movement in the room, a straight line or an arc about a joint, and lies beside
the part that moves: of all places where it could be, it takes the nearest where it covers nobody.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from fields.errors import Problem
from figures.figure import Shape, shifted
from figures.geometry.curves import (
    Path,
    Point,
    circle,
    joined_paths,
    lengths,
    line,
    outline,
    path_points,
)
from figures.geometry.vectors import Floats, about, ahead, along, dot, length, square_to, unit, up
from figures.picture.camera import Camera
from figures.picture.places import Spot, find_spot, parts, proportion
from figures.picture.raster import Box
from figures.stance.skeleton import Person, sign
from figures.words.pose import Pose
from figures.words.terms import pair_ways, paired_parts, sides
from figures.words.wording import Arrow, BodyPart

usual_width, near_width = 210.0, 155.0  # of a picture in which the sizes of signs hold
near_scale = 1.8  # from which on a picture is seen from near
shaft = 2.5  # how wide an arrow is, in sizes of the page
usual_long = 20.0
long_ones = (19.0, 16.0, 13.5)  # how long arrows are, if there is room
pressing, sliding, thick = 14.0, 30.0, 5.0
gap = 2.2  # between an arrow and what it lies beside
slim_head, press_head = (2.2, 3.0), (1.25, 2.2)  # how long and wide, in widths of the shaft
least_seen = 0.2  # of a way that comes towards us
least_face = 0.5  # of an arc that is drawn as one
least_radius = 12.0
least_ring = 14.0
least_bend, longest_arc = 0.3, 26.0  # radians, and sizes
underneath = ("arch", "sole")
least_inside = 0.15  # of the skin of a part that has a sign
rim = 0.8  # between a sign and the edge of the picture
crown = 13.0  # centimetres from the middle of a head to its top
ring_radius = 8.0  # centimetres
closed = 136  # of the 160 places along a ring
least_open = 0.55  # of a ring that is seen from its edge
places = 25  # along the line of an arrow
floating = 8.0  # so far from its part an arrow belongs to nothing
hiding, ending, shrinking = 4000.0, 30.0, 1.2
"""How much worse an arrow is that hides something, that only ends at its part, or that is shorter,
than one that is a size farther away."""


class Page(NamedTuple):
    """From where a person is seen: the piece of the page in centimetres, how many units of the page
    a centimetre has, how bad it is to hide what is seen at places on the page (n, 2), from 0 to 1,
    and whether nothing hides a place in the room."""

    person: Person
    camera: Camera
    box: Box
    scale: float
    taken: Callable[[Floats], Floats]
    visible: Callable[[Floats], bool]

    @property
    def unit(self) -> float:
        """How large a size of the signs is on the page: alike in all pictures, but larger in those
        from near, as all is there."""
        box, sizes = self.box, near_width if self.scale > near_scale else usual_width
        wide = max(box.right - box.left, (box.bottom - box.top) * proportion)
        return round(wide * self.scale / sizes, 3)

    @property
    def edges(self) -> tuple[Floats, Floats]:
        """Between which corners of the page signs lie."""
        low, high = np.array(self.box).reshape(2, 2) * self.scale
        return low + rim * self.unit, high - rim * self.unit

    def points(self, places: Floats) -> Floats:
        """Return places of the room (n, 3) on the page, (n, 2)."""
        return self.camera.project(places)[:, :2] * self.scale

    def way(self, way: Floats) -> Floats:
        """Return a way in the room as a unit way on the page."""
        on = self.camera.turned(way)[:2]
        long = math.hypot(*on)
        return np.round(on / long, 6) if long > 0.01 else np.array((0.0, 1.0))

    def room(self, size: float) -> float:
        """Return a size of the signs in centimetres of the room."""
        return size * self.unit / self.scale


def draw_signs(pose: Pose, page: Page) -> list[Shape]:
    """Return the faults and the arrows of a pose, all of them inside the picture."""
    signs = [draw_fault(each, page) for item in pose.fault for each in each_side(item)]
    for item in pose.arrows:
        for target in each_side(item.target):
            for drawn in draw_arrow(replace(item, target=target), pose, page):
                # Seen from the side, both feet may be in one place: one arrow says it.
                if drawn.path and all(
                    apart(drawn, other) > shaft * 2 * page.unit for other in signs
                ):
                    signs.append(drawn)
    return [kept_inside(sign, page) for sign in signs]


def kept_inside(shape: Shape, page: Page) -> Shape:
    """Return a sign moved so far that no edge of the picture cuts it."""
    if not shape.path:
        return shape
    drawn, (low, high) = np.array(path_points(shape.path)), page.edges
    way = np.maximum(low - drawn.min(0), 0) + np.minimum(high - drawn.max(0), 0)
    return shifted(shape, Point(*way.tolist()))


def find_unseen(pose: Pose, person: Person, camera: Camera, box: Box) -> Iterator[Problem]:
    """Yield a problem for each arrow that points at the reader, and for each sign at a part that is
    outside of the picture."""
    targets = [("arrows", [item.target for item in pose.arrows]), ("fault", pose.fault)]
    for field, named in targets:
        for number, part in enumerate(named):
            fault = ""
            if not all(in_sight(each, person, camera, box) for each in each_side(part)):
                fault = f"the {part} is outside of this picture; leave it out, or look at it"
            elif field == "arrows" and points_at_us(pose.arrows[number], pose, person, camera):
                fault = "from here this arrow points straight at the reader, or away; choose "
                fault += "another view or facing, or another way"
            if fault:
                line = pose.line_of(f"{field}.{number}", field)
                yield Problem(pose.path, line, f"{pose.phase or pose.name}: {fault}")


def in_sight(item: BodyPart, person: Person, camera: Camera, box: Box) -> bool:
    """Tell whether enough of a part of the body lies inside the picture."""
    page = camera.project(find_spot(item, person).skin)[:, :2]
    within = ((page > box[:2]) & (page < box[2:])).all(1)
    return float(within.mean()) > least_inside


def apart(one: Shape, other: Shape) -> float:
    """Return how far the middles of two signs of one role are from each other on the page."""
    middles = [np.mean(path_points(each.path), 0) for each in (one, other)]
    return round(math.dist(*middles), 3) if one.role == other.role else math.inf


def wrong_mark(width: float) -> list[Shape]:
    """Return a cross in a ring for the corner of a picture; equally large in every picture."""
    size = width * 0.045
    at, reach = size * 1.5, size * 0.45
    cross = joined_paths(
        line([(at - reach, at - up), (at + reach, at + up)]) for up in (reach, -reach)
    )
    return [Shape("wrong-ring", circle(at, at, size)), Shape("wrong", cross)]


def each_side(item: BodyPart) -> tuple[BodyPart, ...]:
    """Return a part of the body, or both where it names none of two."""
    if item.side is None and item.part in paired_parts:
        return tuple(replace(item, side=side) for side in sides)
    return (item,)


def draw_fault(item: BodyPart, page: Page) -> Shape:
    """Return a broken ring round what is wrong; that of a head goes round all of it."""
    spot, (low, high) = find_spot(item, page.person), page.edges
    place = (spot.skin.min(0) + spot.skin.max(0)) / 2 if spot.name == "head" else spot.place
    radius = max(spot.clear * page.scale, 9 * page.unit)
    radius = min(radius, *((high - low) / 2).tolist())
    x, y = np.clip(page.points(place[None])[0], low + radius, high - radius).tolist()
    return Shape("fault", circle(x, y, radius))


def draw_arrow(item: Arrow, pose: Pose, page: Page) -> list[Shape]:
    """Return the arrow at the part that it moves, circles or presses; two for spread toes."""
    spot = find_spot(item.target, page.person)
    if item.kind == "circle":
        return [draw_circle(spot, page)]
    if item.kind == "press":
        return [Shape("arrow", press(item, spot, page))]
    if item.kind == "to and fro":
        return [Shape("arrow", slide(item, spot, page))]
    ways = [item.way]
    if item.target.part == "toes" and item.way in pair_ways:
        ways = ["outwards", "inwards"] if item.way == "apart" else ["together", "from within"]
    return [Shape("arrow", move(replace(item, way=way), pose, spot, page)) for way in ways]


def move(item: Arrow, pose: Pose, spot: Spot, page: Page) -> Path:
    """Return an arrow beside the part that moves; what comes together is pointed at from
    outside."""
    # What is lifted off the floor from underneath has its place below it, not on the instep.
    inwards = item.way in ("together", "from within")
    inwards |= item.way == "up" and spot.name in underneath
    if item.way.startswith("round"):
        line = round_way(item, spot, page)
    elif turn := turn_of(item, pose, page.person):
        line = nearest(bent_lines(turn, spot, page), spot._replace(place=turn.place), page)
    else:
        way = way_of(item, page.person) * (-1 if inwards else 1)
        line = nearest(straight_lines(spot, way, page), spot, page)
    return arrow(line[::-1] if inwards else line, shaft * page.unit)


def press(item: Arrow, spot: Spot, page: Page) -> Path:
    """Return a short thick arrow beside the part that presses, up to what it presses on."""
    on, skin = page.way(way_of(item, page.person)), page.points(spot.skin)
    middle = page.points(spot.skin.mean(0)[None])[0]
    far = float(((skin - middle) * on).sum(1).max())
    across = np.arange(-40, 40.5, 0.5)[:, None, None] * np.array((-on[1], on[0])) * page.unit
    ways = middle + across + on * (far + np.linspace(-pressing, 0, places) * page.unit)[:, None]
    edge = np.array((-on[1], on[0])) * (thick * press_head[1] / 2 + gap / 2) * page.unit
    cost = hiding * hidden_beneath(ways, edge, page) + np.abs(across[:, 0]).sum(1) / page.unit
    return arrow(ways[int(np.round(cost, 3).argmin())], thick * page.unit, head=press_head)


def slide(item: Arrow, spot: Spot, page: Page) -> Path:
    """Return an arrow with two heads just below the part on the page; that of a foot lies on the
    floor."""
    on, skin = page.way(way_of(item, page.person)), page.points(spot.skin)
    lowest = page.points(spot.skin * (1, 0, 1)) if spot.foot else skin
    low = float(lowest[:, 1].max()) + (gap + shaft * 1.6) * page.unit
    middle = np.array((float(page.points(spot.place[None])[0, 0]), low))
    half = on * sliding * page.unit / 2
    return arrow(np.array((middle - half, middle + half)), shaft * page.unit, (True, True))


# The ways that arrows take: in the room from the part that moves, and on the page


class Turn(NamedTuple):
    """How a place in the room turns about a joint: anticlockwise for whoever the axis points at;
    and the way it goes first."""

    place: Floats
    root: Floats
    axis: Floats
    way: Floats


def turn_of(item: Arrow, pose: Pose, person: Person) -> Turn | None:
    """Return how a part turns about a joint; None for one that goes straight."""
    joints, frames = person.skeleton.joints, person.skeleton.frames
    side, toes = item.target.side or "right", item.target.part in ("toes", "big toe")
    place = find_spot(item.target, person).place
    if item.way == "towards the shin" or (item.way == "up" and toes):
        held = any("toe" in rest.thing.part and rest.how == "holding" for rest in pose.hands)
        joint = "ball" if toes and (held or item.way == "up") else "ankle"
        foot = frames[f"{side} foot"]
        # Toes that are bent up far already would go back to the heel from where they are.
        return Turn(joints[f"{side} toe"], joints[f"{side} {joint}"], -foot[:, 0], foot[:, 1])
    if item.way == "towards the head":
        axis, root = -frames["pelvis"][:, 0], joints[f"{side} hip"]
    elif item.way == "from the hips":
        axis, root = frames["pelvis"][:, 0], joints["hips"]
    else:
        return None
    return Turn(place, root, axis, unit(np.cross(axis, place - root)))


def way_of(item: Arrow, person: Person) -> Floats:
    """Return a way in the room by its word, as the person knows left and right, even lying on a
    side; that of toes goes by their own foot."""
    side, frame = item.target.side or "right", parts[item.target.part].frame
    if item.target.part in ("toes", "big toe"):
        frame = f"{side} foot"
    else:
        frame = "chest" if frame in ("chest", "head", "forearm", "hand") else "pelvis"
    aside = person.skeleton.frames[frame][:, 0]
    out = aside * sign(side)
    ways = {
        "up": up, "down": -up, "ahead": ahead, "back": -ahead, "left": aside, "right": -aside,
        "outwards": out, "apart": out, "from within": out, "inwards": -out, "together": -out,
    }  # fmt: skip
    return ways[item.way or "ahead"]


def points_at_us(item: Arrow, pose: Pose, person: Person, camera: Camera) -> bool:
    """Tell whether an arrow would point straight at the reader, or away."""
    if item.kind == "circle" or item.way.startswith("round"):
        return False
    if turn := turn_of(item, pose, person):
        if abs(dot(turn.axis, camera.near)) >= least_face:
            return False
        way = turn.way
    else:
        way = way_of(item, person)
    return math.hypot(*camera.turned(way)[:2]) < least_seen


def longs(spot: Spot, page: Page) -> list[float]:
    """Return how long the arrow of a part may be, in sizes: not much longer than the part."""
    most = max(long_ones[-1], spot.clear / page.room(1))
    return [long for long in long_ones if long <= most]


def straight_lines(spot: Spot, way: Floats, page: Page) -> Floats:
    """Return lines on the page along a way, (n, k, 2), that begin round about a part."""
    on, start = page.way(way), page.points(spot.place[None])[0]
    across = np.array((-on[1], on[0]))
    grid = np.stack(np.meshgrid(np.arange(-36, 31, 1.5), np.arange(-40, 41.0)), 2).reshape(-1, 1, 2)
    starts = start + (grid[..., :1] * on + grid[..., 1:] * across) * page.unit
    steps = np.linspace(0, 1, places)[:, None] * on * page.unit
    return np.concatenate([starts + steps * long for long in longs(spot, page)])


def bent_lines(turn: Turn, spot: Spot, page: Page) -> Floats:
    """Return lines on the page, (n, k, 2), along arcs about a joint: some wider and some narrower
    than that of the place, and some beginning before and some behind it."""
    way = turn.place - turn.root
    beside = turn.axis * dot(way, turn.axis)
    if abs(dot(turn.axis, page.camera.near)) < least_face:  # from its edge an arc is straight
        return straight_lines(spot._replace(place=turn.place), turn.way, page)
    radius = max(page.room(least_radius), length(way - beside))
    out = unit(way - beside)
    arc = np.array([about(turn.axis, degrees) @ out for degrees in range(-60, 151, 3)])
    # A shorter piece of a wide arc would look straight.
    bend = min(longest_arc, least_bend * radius / page.room(1))
    most = [max(long, bend) for long in longs(spot, page)]
    lines = []
    for wider in range(30):
        flat = page.points(turn.root + beside + arc * (radius + page.room(wider)))
        at = lengths(flat)
        for begin, long in itertools.product(range(0, 41, 2), most):
            goals = at[begin] + np.linspace(0, long * page.unit, places)
            if goals[-1] <= at[-1]:
                lines.append([np.interp(goals, at, flat[:, axis]) for axis in range(2)])
    return np.array(lines).transpose(0, 2, 1)


def nearest(lines: Floats, spot: Spot, page: Page) -> Floats:
    """Return the best of some lines on the page, (n, k, 2): of those that hide nobody a long one
    that begins near the skin of a part, and near its place."""
    place = page.points(spot.place[None])[0]
    steps = np.gradient(lines, axis=1)
    side = np.stack((-steps[..., 1], steps[..., 0]), 2) / np.hypot(*steps.T).T[..., None]
    half = np.full((places, 1), shaft / 2 + gap)
    half[-5:] = shaft * slim_head[1] / 2 + gap / 2
    edge = side * half * page.unit
    hidden = hidden_beneath(lines, edge, page)
    skin = page.points(spot.skin[:: len(spot.skin) // 60 + 1])
    ends = np.sqrt(((lines[:, [0, -1], None] - skin) ** 2).sum(3)).min(2) / page.unit
    away = np.minimum(ends[:, 0], ends[:, 1] + ending)  # rather begins there than ends there
    away += 3 * np.maximum(away - floating, 0)
    away += np.sqrt(((lines[:, 0] - place) ** 2).sum(1)) / page.unit / 2
    long = np.sqrt((steps**2).sum(2)).sum(1) / page.unit
    cost = hiding * hidden * long / usual_long + away - shrinking * long
    best: Floats = lines[int(np.round(cost, 3).argmin())]
    return best


def hidden_beneath(lines: Floats, edge: Floats, page: Page) -> Floats:
    """Return how bad it is, (n), to hide what lies beneath each of some lines on the page,
    (n, k, 2), as wide as the way to their *edge* says."""
    covered = np.concatenate((lines - edge, lines, lines + edge), 1).reshape(-1, 2) / page.scale
    found: Floats = page.taken(np.round(covered, 3)).reshape(len(lines), -1).mean(1)
    return found


def round_way(item: Arrow, spot: Spot, page: Page) -> Floats:
    """Return the line on the page, (n, 2), round the body's own length: before the chest, but above
    the head, where it doesn't cover the face."""
    joints, frames = page.person.skeleton.joints, page.person.skeleton.frames
    is_head = spot.name in ("head", "neck", "chin")
    turn = frames["head" if is_head else "chest"]
    if is_head:
        middle, far = joints["head"] + turn[:, 1] * (crown + page.room(gap)), 9.0
    else:
        skin = along(spot.skin - spot.place, turn[:, 2])
        middle, far = spot.place, float(skin.max()) + page.room(gap + shaft)
    way = 1 if item.way.endswith("left") else -1
    far = max(far, page.room(least_radius))
    angles = np.radians(np.linspace(-25, 60, places)) * way
    return page.points(
        middle + far * (np.cos(angles)[:, None] * turn[:, 2] + np.sin(angles)[:, None] * turn[:, 0])
    )


# Rings round the axis about which a part of the body turns


def draw_circle(spot: Spot, page: Page) -> Shape:
    """Return a ring round the axis that turns, with a head at its end.

    It is cut where the body hides it, and passes before the body elsewhere. Seen from its edge it
    is opened a little.
    """
    middle, axis, radius = find_axis(spot, page)
    radius = max(radius, page.room(least_ring))
    near = page.camera.near
    across = np.cross(axis, near)
    across = unit(across) if length(across) > 0.1 else square_to(page.camera.right, axis)
    towards = np.cross(across, axis)
    if abs(dot(axis, near)) < least_open:
        # Seen from its edge: tip it so that its near side is seen lower down the page.
        tip = math.degrees(math.asin(least_open))
        tips = (about(across, turn) @ towards for turn in (tip, -tip))
        towards = min(tips, key=lambda way: round(dot(way, page.camera.up), 6))
    angles = np.radians(np.arange(-62, 298, 2.25))
    ring = middle + radius * (np.cos(angles)[:, None] * across + np.sin(angles)[:, None] * towards)
    seen = np.array([page.visible(at) for at in ring])
    # It is open where the body hides it most, and goes on where it passes before the body.
    over = page.taken(np.clip(page.points(ring), *page.edges) / page.scale)
    over = np.where(seen, -over, over)
    gaps = [float(np.roll(over, -first)[closed:].sum()) for first in range(len(ring))]
    first = min(range(len(ring)), key=lambda at: (-round(gaps[at], 1), min(at, len(ring) - at)))
    ring, seen = (np.roll(each, -first, 0)[:closed] for each in (ring, seen))
    edges = np.diff([0, *seen, 0]).astype(int)
    pairs = zip(np.flatnonzero(edges > 0), np.flatnonzero(edges < 0), strict=True)
    flat = page.points(ring)
    paths = [
        arrow(flat[first:last], shaft * page.unit, (False, last == len(ring)))
        for first, last in pairs
        if last - first >= 6
    ]
    on = page.way(axis)
    turn = round(math.degrees(math.atan2(on[1], on[0])), 1)
    return Shape(
        "arrow", joined_paths(paths), turns=(Point(*page.points(middle[None])[0].tolist()), turn)
    )


def find_axis(spot: Spot, page: Page) -> tuple[Floats, Floats, float]:
    """Return the middle of the ring round what turns, its axis and its radius."""
    joints, frames = page.person.skeleton.joints, page.person.skeleton.frames
    side = spot.side
    if spot.foot or spot.name == "ankle":
        # The tip of the foot draws the ring, the way that it goes round when it moves.
        foot = frames[f"{side} foot"][:, 2]
        return joints[f"{side} toe"] - foot * 2, foot * sign(side), ring_radius
    if spot.name in ("hand", "wrist"):
        forearm = frames[f"{side} forearm"][:, 1]
        return (joints[f"{side} wrist"] + joints[f"{side} palm"]) / 2, forearm, ring_radius + 3
    middle = spot.skin.mean(0)
    if spot.name in ("shoulder", "shoulder blade", "elbow"):
        return middle, frames["chest"][:, 0], spot.clear + 1
    if spot.name in ("knee", "thigh", "hip"):
        return middle, frames[f"{side} thigh"][:, 1], spot.clear + 1
    return middle, frames["pelvis" if spot.name == "hips" else "chest"][:, 1], spot.clear + 3


# Outlines of arrows


def arrow(
    way: Floats,
    width: float,
    ends: tuple[bool, bool] = (False, True),
    head: tuple[float, float] = slim_head,
) -> Path:
    """Return the outline of an arrow along a line of places on the page, (n, 2).

    *ends* tell whether it has a head at its first and at its last place, where the head's tip is.
    """
    whole = lengths(way)[-1]
    long = min(head[0] * width, whole * (0.4 if all(ends) else 0.75))
    shaft = sampled(way, *(has * long for has in ends))
    steps = np.gradient(shaft, axis=0)
    for end, has in zip((0, -1), ends, strict=True):
        if has:
            steps[end] = (way[-1] - shaft[-1]) if end else (shaft[0] - way[0])
    side = np.stack((-steps[:, 1], steps[:, 0]), 1) / np.hypot(*steps.T)[:, None]
    right, left = shaft + side * (width / 2), shaft - side * (width / 2)
    ring: list[Floats] = []
    # Up on the right from one end to the other, and back on the left; corners are given twice.
    for end, has, one, other in ((0, ends[0], left, right), (-1, ends[1], right, left)):
        out = (one[end] - shaft[end]) * head[1]
        tip = [shaft[end] + out, way[end], shaft[end] - out] if has else []
        between = other[1:-1] if end == 0 else other[-2:0:-1]
        ring += [*np.repeat([one[end], *tip, other[end]], 2, 0), *between]
    return outline(ring)


def sampled(way: Floats, before: float, after: float) -> Floats:
    """Return a line without so much at its start and end: its ends, and what its bend needs."""
    at = lengths(way)
    steps = np.diff(way, axis=0)
    turns = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    bend = float(np.abs(np.diff(turns)).sum())
    count = 2 + math.ceil(round(bend / math.radians(22), 3) - 0.05)
    goals = np.linspace(before, at[-1] - after, max(count, 2))
    return np.stack([np.interp(goals, at, way[:, axis]) for axis in range(2)], 1)
