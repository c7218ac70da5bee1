"""The room: furniture, the floor, and the soft shadows of what stands on it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from figures.figure import Shape
from figures.geometry.curves import Path, joined_paths, line, outline, turning
from figures.geometry.surface import Solid, Surface, box, hull, joined_solids, rings
from figures.geometry.vectors import Floats, about, ahead, all_round, left, place, up
from figures.picture.camera import Camera
from figures.picture.places import find_aim, side_of, skin_of
from figures.picture.raster import Box
from figures.stance.feet import flight_ahead, forefoot, past_edge, put_up
from figures.stance.hands import prop_ahead
from figures.stance.skeleton import Person, measure
from figures.words.pose import Pose
from figures.words.terms import back_height, prop_kinds, seat_height, sides, worktop_height
from figures.words.wording import Prop

seat_thickness, seat_back, seat_front = 5.0, -20.0, 24.0  # counted from the hips
table_height = 56.0
mat_thickness = 2.0
far_past = 300.0  # farther than the edge of any picture
endless = ("wall",)  # these go on past the picture's edge
near_floor, hovers = 4.0, 12.0  # how much of what makes a shadow counts, and how high it may be
on_floor = 1.0  # a foot that is no higher stands there
small = ("ball", "pen")  # things that have a shadow
past_far_edge = 9.0
line_margin, line_down = 3.0, 0.6  # of the floor's line: it lies below what stands on it
shadow_margin = 0.9
least_flat = 1.1  # of a shadow that is seen from its edge


class Thing(NamedTuple):
    """A shape and the role it is drawn with; of a *backdrop* each box is a thing of its own."""

    role: str
    solid: Solid
    backdrop: bool = False


Drawer = Callable[[Prop, Pose, Person], list[Thing]]


def backdrops(role: str, *boxes: Solid) -> list[Thing]:
    """Return boxes that stand behind the person."""
    return [Thing(role, each, backdrop=True) for each in boxes]


def both_sides(low: Sequence[float], high: Sequence[float]) -> list[Solid]:
    """Return a box on the left and its mirror image on the right."""
    (near, *rest), (far, *end) = low, high
    return [box(low, high), box((-far, *rest), (-near, *end))]


def far_side(pose: Pose) -> int:
    """Return 1 if the person's left side is the far one, and -1 if it is the right."""
    return 1 if pose.facing == "right" else -1


def hips_ahead(prop: Prop, person: Person) -> float:
    """Return how far ahead a thing stands that has its place from the hips."""
    return float(person.skeleton.joints["hips"][2]) + (prop.offsets.ahead or 0)


def draw_chair(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a plain firm wooden chair with its seat under the hips, or ahead of them. Its back
    rest, of two posts and two boards, is tilted back a little."""
    return make_chair(hips_ahead(prop, person), pose)


def draw_turned_chair(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return the same chair ahead of the person, its seat towards them."""
    middle = float(person.skeleton.joints["hips"][2]) + prop_ahead(pose, "turned chair")

    def turned(solid: Solid) -> Solid:
        return solid._replace(points=solid.points * (-1, 1, -1) + (0, 0, middle))

    return [part._replace(solid=turned(part.solid)) for part in make_chair(0.0, pose)]


def make_chair(middle: float, pose: Pose) -> list[Thing]:
    """Return a chair with the middle of its seat so far ahead."""
    back, front = middle + seat_back, middle + seat_front
    under, high = seat_height - seat_thickness, seat_height
    foot, tilt = place(0, under, back + 1.6), about(left, -7)

    def tilted(solid: Solid) -> Solid:
        return solid._replace(points=foot + np.einsum("ij,nj->ni", tilt, solid.points - foot))

    legs = [
        leg
        for z in (back + 2.2, front - 2.2)
        for leg in both_sides((16.5, 0, z - 1.8), (20.1, under, z + 1.8))
    ]
    seat = box((-20.5, under, back), (20.5, high, front))
    posts = map(tilted, both_sides((16.9, under, back), (20.3, back_height, back + 3)))
    boards = [
        tilted(box((-16.9, high + low, back + 0.2), (16.9, high + top, back + 2.6)))
        for low, top in ((15, 22), (29, 47))
    ]
    parts = [*backdrops("prop-dark", *legs, *posts), *backdrops("prop", seat, *boards)]
    # Seen from behind, its back rest hides the back.
    return [part._replace(backdrop="behind" not in pose.view) for part in parts]


def draw_wall(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a wall ahead of the person, on past the picture's edges. It is cut off beside the
    nearer hand, so that from the side the hand lies against its edge."""
    at, far = prop_ahead(pose, "wall"), far_side(pose)
    palms = [float(person.skeleton.joints[f"{side} palm"][0]) for side in sides]
    near = min(palms, key=lambda x: x * far)
    end = near + far * far_past
    wall = box((near, 0, at), (end, far_past, at + far_past))
    board = box((near, 0, at - 1.2), (end, 9, at))
    return [*backdrops("wall", wall), *backdrops("prop-pale", board)]


def draw_worktop(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a kitchen worktop on its cupboards, on the far side of the person."""
    far, middle = far_side(pose), hips_ahead(prop, person)
    palm = far * float(person.skeleton.joints["left palm" if far > 0 else "right palm"][0])
    edge = min(max(palm - 5.0, 14.0), 26.0)
    back, front, under = middle - 62, middle + 66, worktop_height - 4

    def beside(near: float, low: float, high: float, start: float, end: float) -> Solid:
        return box((far * near, low, start), (far * (edge + 46), high, end))

    panels = [
        beside(edge + 2, 11, under - 2, start + 1, end - 1)
        for start, end in itertools.pairwise(np.linspace(back + 3, front - 3, 4))
    ]
    return [
        *backdrops("prop-dark", beside(edge + 7, 0, 9, back + 5, front - 5)),
        *backdrops("prop-pale", beside(edge + 3, 9, under, back + 3, front - 3), *panels),
        *backdrops("prop", beside(edge, under, worktop_height, back, front)),
    ]


def draw_counter(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a kitchen worktop across, ahead of the person, cut off beside the nearer hand."""
    far, under = far_side(pose), worktop_height - 4
    start = float(person.skeleton.joints["hips"][2]) + prop_ahead(pose, "counter")
    palms = [float(person.skeleton.joints[f"{side} palm"][0]) for side in sides]
    near = min(palms, key=lambda x: x * far) - far * 8

    def across(edge: float, low: float, high: float, end: float) -> Solid:
        return box((near, low, start + edge), (near + far * 130, high, start + end))

    return [
        *backdrops("prop-dark", across(7, 0, 9, 56)),
        *backdrops("prop-pale", across(3, 9, under, 58)),
        *backdrops("prop", across(0, under, worktop_height, 60)),
    ]


def draw_mat(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return an exercise mat under everything that is low, along the way the person faces.

    Its ends go in steps, so that it stays as it is from the start to the hold.
    """
    heights = person.points[:, 1]
    low = person.points[heights < max(16, heights.min() + 1), 2]
    back = math.floor((float(low.min()) - 6) / 10) * 10
    front = math.ceil((float(low.max()) + 6) / 10) * 10
    middle = float(person.skeleton.joints["hips"][0])
    return backdrops("mat", box((middle - 36, -mat_thickness, back), (middle + 36, 0, front)))


class Post(NamedTuple):
    """The leg of a thing to which a band is tied: the middle of its foot, and its radius."""

    foot: Floats
    radius: float


def find_post(pose: Pose, person: Person) -> Post:
    """Return the nearest leg of the table, or (wrongly) of the chair."""
    near = -far_side(pose)
    if any(prop.thing == "table leg" for prop in pose.props):
        return Post(place(20.0 * near, 0, prop_ahead(pose, "table leg") + 4), 4.0)
    hips = float(person.skeleton.joints["hips"][2])
    return Post(place(18.3 * near, 0, hips + prop_ahead(pose, "chair") - 17.8), 1.8)


def draw_table_leg(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a heavy table with stout round legs, which goes on past the picture's edge.

    Its boards are drawn face by face behind everything else. So its legs end where these hide them
    from the reader, or their ends would be seen through the boards.
    """
    foot, radius = find_post(pose, person)
    start, under, top = float(foot[2]) - radius, table_height - 14, table_height - 5
    low, high = place(-24, under, start), place(24, top, start + 108)
    slab = box((-28, top, start - 4), (28, table_height, start + 112))
    towards = find_aim(pose, person).camera.near
    legs = []
    for role, middle in (("prop", foot), ("wall", foot * (-1, 1, 1))):
        ring = middle + all_round(24) @ (ahead, left) * radius
        within = np.where(towards > 0, high - ring, ring - low) / np.maximum(np.abs(towards), 1e-6)
        end = under - towards[1] * within[:, ::2].min(1)
        legs.append(Thing(role, rings(np.stack((ring, ring + end[:, None] * up)))))
    return [*backdrops("wall", box(low.tolist(), high.tolist()), slab), *legs]


def draw_step(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a broad low step under a foot, or only under the balls of the feet."""
    foot = skin_of(person, "foot", "toe", side=prop.target.side)
    high, hips = prop.offsets.high or prop_kinds[prop.thing].lift, hips_ahead(prop, person)
    if prop.offsets.ahead is not None:
        back = hips
    elif prop.target.part in forefoot:
        # The heels hang over its edge.
        back = float(person.skeleton.joints[f"{side_of(prop)} ball"][2]) - past_edge
    else:
        is_on = float(foot[:, 1].min()) > high - 3
        back = (float(foot[:, 2].min()) if is_on else hips + heel_of(prop, pose, person)) - 5
    return [Thing("prop", box((-30, 0, back), (30, high, back + 36)))]


def heel_of(prop: Prop, pose: Pose, person: Person) -> float:
    """Return how far ahead the heel will be of a foot that is on its way to a step."""
    if not prop.target.part:
        return 0.0
    body, index = person.posed.body, sides.index(side_of(prop))
    ankle = pose.feet[index].offsets.ahead
    return (put_up(body, pose, index) if ankle is None else ankle) - measure(body).heel_back


def draw_stair(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a flight of steps in front of somebody, or under the feet."""
    kind, hips = prop_kinds[prop.thing], float(person.skeleton.joints["hips"][2])
    start = hips + flight_ahead(person.posed.body, pose, prop)
    nears = [start + kind.before(high) for high in kind.heights]
    steps = joined_solids(
        [
            box((-40, 0, near), (40, high, near + kind.deep))
            for near, high in zip(nears, kind.heights, strict=True)
        ]
    )
    # The left sides of all steps are one part, and the right ones: no line runs down between them.
    parts = np.where(steps.parts % 6 < 2, steps.parts % 6, steps.parts)
    return [Thing("prop", steps._replace(parts=parts))]


drawers: dict[str, Drawer] = {
    "chair": draw_chair,
    "turned chair": draw_turned_chair,
    "wall": draw_wall,
    "worktop": draw_worktop,
    "counter": draw_counter,
    "mat": draw_mat,
    "table leg": draw_table_leg,
    "step": draw_step,
    "stair": draw_stair,
}


def draw_backdrops(
    things: Sequence[Surface], camera: Camera, room: Box, scale: float
) -> list[Shape]:
    """Return the faces that look at the reader of the backdrops in the picture, the nearer over
    the others; what goes on past the picture's edge is behind all the rest."""
    found = []
    for each in things:
        if meets(each.points, camera, room):
            page = camera.project(each.points)
            faces = [quad[:, :2] * scale for quad in page[each.quads]]
            path = joined_paths(line(face, closed=True) for face in faces if turning(face) < -1)
            order = each.role not in endless, round(float(page[:, 2].mean()), 3)
            found.append((order, Shape(each.role, path)))
    return [shape for _, shape in sorted(found, key=lambda each: each[0])]


def meets(places: Floats, camera: Camera, room: Box) -> bool:
    """Tell whether something of places (n, 3) may be in the picture."""
    page = camera.project(places)[:, :2]
    return bool((page.min(0) < room[2:]).all() and (page.max(0) > room[:2]).all())


def draw_floor(
    person: Person, things: Sequence[Surface], camera: Camera, room: Box, scale: float = 1
) -> list[Shape]:
    """Return the floor and the shadows on it, in centimetres times *scale*.

    Seen level the floor is a line from edge to edge. Seen from above it is an area whose far edge
    lies beyond all that stands on the floor, so that nothing seems to climb a wall.
    """
    # In one path they are no darker where they overlap; a page may show what lies past the edge.
    spots = [spot for spot in near_down(person, things) if meets(spot * (1, 0, 1), camera, room)]
    cast = joined_paths(shadow(spot, camera, scale) for spot in spots)
    shadows = [Shape("shadow", cast)] if cast else []
    if camera.is_level:
        ends = [(room.left + line_margin, line_down), (room.right - line_margin, line_down)]
        return [Shape("floor", line(np.array(ends) * scale)), *shadows]
    standing = [surface.points for surface in things if surface.role not in endless]
    low = np.concatenate((person.points, *standing))
    low = low[low[:, 1] < near_floor]
    level = float(camera.project(low)[:, 1].min(initial=room.bottom + past_far_edge))
    level = max(min(level - past_far_edge, (room.top + room.bottom * 3) / 4), room.top)
    # A page that has more room beside the picture shows what lies past its edge.
    past = room.right - room.left
    left, right, bottom = room.left - past, room.right + past, room.bottom + past
    corners = [(left, bottom), (left, level), (right, level), (right, bottom)]
    return [Shape("ground", line(np.array(corners) * scale, closed=True)), *shadows]


def near_down(person: Person, things: Sequence[Surface]) -> list[Floats]:
    """Return what feet and small things cover of the floor that they are on or a little above:
    places (n, 3)."""
    spots = [skin_of(person, "foot", "toe", side=side) for side in sides]
    spots = [spot for spot in spots if low_of(spot) < hovers]
    if lying := [each.points for each in things if each.role in small]:
        # What lies below a lifted foot, or is gripped by it, has one shadow with it.
        lifted = [at for at, spot in enumerate(spots) if low_of(spot) > on_floor][:1]
        spots.append(np.concatenate([*(spots.pop(at) for at in lifted), *lying]))
    return [spot[spot[:, 1] < low_of(spot) + near_floor] for spot in spots if low_of(spot) < hovers]


def low_of(spot: Floats) -> float:
    """Return how high the lowest of some places is, at least 0."""
    return max(float(spot[:, 1].min()), 0.0)


def shadow(covered: Floats, camera: Camera, scale: float) -> Path:
    """Return an oval on the floor, as long and as wide as the places that are covered."""
    corners, ways = hull(covered[:, (0, 2)]), all_round(12)
    x, z = (corners - corners.mean(0)).T
    turn = round(math.degrees(math.atan2(2 * float(x @ z), float(x @ x - z @ z))) / 2)
    axes = all_round(360)[[turn % 360, (turn + 90) % 360]]
    reach = np.round(corners @ axes.T, 3)
    half = np.ptp(reach, 0) / 2 + shadow_margin
    edge = (reach.min(0) + half - shadow_margin + ways * half) @ axes
    page = camera.project(np.stack((edge[:, 0], np.zeros(12), edge[:, 1]), 1))[:, :2]
    if float(np.ptp(page[:, 1])) < 2 * least_flat:
        across = float(np.ptp(page[:, 0])) / 2
        page = page.mean(0) + np.stack((across * ways[:, 0], least_flat * ways[:, 1]), 1)
    return outline(page * scale)
