"""What stands in the room and what lies on the floor: chair, wall, worktop, table, step and mat."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from figures.body.mesh import Body
from figures.geometry.surface import Solid, box
from figures.geometry.vectors import Floats, Ints, about, left, place
from figures.stance.hands import prop_ahead, seat_height, step_height, wall_ahead, worktop_height
from figures.stance.skeleton import Person
from figures.words.pose import Pose
from figures.words.terms import Side
from figures.words.wording import Prop

table_height = 56.0
mat_thickness = 1.2
seat_thickness = 5.0
far_past = 300.0  # farther than the edge of any picture


class Thing(NamedTuple):
    """A shape and the role it is drawn with; of a *backdrop* each box is a thing of its own."""

    role: str
    solid: Solid
    backdrop: bool = False


def backdrops(role: str, boxes: Iterable[Solid]) -> list[Thing]:
    """Return boxes that stand behind the person."""
    return [Thing(role, each, backdrop=True) for each in boxes]


def far_side(pose: Pose) -> int:
    """Return 1 if the person's left side is the far one, and -1 if it is the right."""
    return 1 if pose.facing == "right" else -1


def side_of(prop: Prop) -> Side:
    """Return the side that a thing belongs to; the right one if the file doesn't say."""
    return prop.target.side or "right"


def skin_of(person: Person, *starts: str, side: Side | None = None) -> Floats:
    """Return the skin (k, 3) that follows mostly the bones whose names begin so."""
    body: Body = person.posed.body
    pull = body.pull(*starts, side=f".{side[0].upper()}" if side else "")
    chosen: Ints = np.flatnonzero(pull > 0.5)
    return person.points[chosen]


def draw_chair(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a plain firm wooden chair with its seat under the hips, or ahead of them."""
    middle = float(person.skeleton.joints["hips"][2]) + (prop.offsets.ahead or 0)
    back, front, half = middle - 20, middle + 24, 20.5
    under = seat_height - seat_thickness
    seat = box((-half, under, back), (half, seat_height, front))
    legs = [
        box((x - 1.8, 0, z - 1.8), (x + 1.8, under, z + 1.8))
        for x in (2.2 - half, half - 2.2)
        for z in (back + 2.2, front - 2.2)
    ]
    parts = [*backdrops("prop-dark", legs), *backdrops("prop", (seat,))]
    parts += chair_back(back, half)
    # Seen from behind, its back rest hides the back.
    return [part._replace(backdrop="behind" not in pose.view) for part in parts]


def chair_back(back: float, half: float) -> list[Thing]:
    """Return the two posts and the two boards that one leans on, tilted back a little."""
    tilt = about(left, -7)
    foot = place(0, seat_height - seat_thickness, back + 1.6)

    def tilted(solid: Solid) -> Solid:
        return solid._replace(points=foot + np.einsum("ij,nj->ni", tilt, solid.points - foot))

    posts = [
        tilted(
            box(
                (x - 1.7, seat_height - seat_thickness, back), (x + 1.7, seat_height + 44, back + 3)
            )
        )
        for x in (1.9 - half, half - 1.9)
    ]
    boards = [
        tilted(box((3.6 - half, low, back + 0.2), (half - 3.6, high, back + 2.6)))
        for low, high in (
            (seat_height + 13, seat_height + 20),
            (seat_height + 27, seat_height + 43),
        )
    ]
    return [*backdrops("prop-dark", posts), *backdrops("prop", boards)]


def draw_wall(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a wall ahead of the person, on past the picture's edges. It is cut off beside the
    nearer hand, so that from the side the hand lies against its edge."""
    at, far = prop_ahead(pose, "wall", wall_ahead), far_side(pose)
    palms = [float(person.skeleton.joints[f"{side} palm"][0]) for side in ("left", "right")]
    near = min(palms, key=lambda x: x * far)
    low, high = sorted((near, near + far * far_past))
    board = box((low, 0, at - 1.2), (high, 9, at))
    wall = box((low, 0, at), (high, far_past, at + far_past))
    return [*backdrops("wall", (wall,)), *backdrops("prop-pale", (board,))]


def draw_worktop(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a kitchen worktop on its cupboards, on the far side of the person."""
    far = far_side(pose)
    middle = float(person.skeleton.joints["hips"][2]) + (prop.offsets.ahead or 0)
    palm = far * float(person.skeleton.joints["left palm" if far > 0 else "right palm"][0])
    edge = min(max(palm - 5.0, 14.0), 26.0)
    back, front = middle - 62, middle + 66

    def beside(near: float, low: float, high: float, start: float, end: float) -> Solid:
        first, last = sorted((far * near, far * (edge + 46)))
        return box((first, low, start), (last, high, end))

    doors = np.linspace(back + 3, front - 3, 4)
    under = worktop_height - 4
    panels = [
        beside(edge + 2, 11, under - 2, start + 1, end - 1)
        for start, end in itertools.pairwise(doors)
    ]
    return [
        *backdrops("prop-dark", (beside(edge + 7, 0, 9, back + 5, front - 5),)),
        *backdrops("prop-pale", (beside(edge + 3, 9, under, back + 3, front - 3), *panels)),
        *backdrops("prop", (beside(edge, under, worktop_height, back, front),)),
    ]


def draw_mat(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return an exercise mat under everything that is low, along the way the person faces.

    Its ends go in steps, so that it stays as it is from the start to the hold.
    """
    low = person.points[person.points[:, 1] < 16]
    back = math.floor((float(low[:, 2].min()) - 6) / 10) * 10
    front = math.ceil((float(low[:, 2].max()) + 6) / 10) * 10
    middle = float(person.skeleton.joints["hips"][0])
    mat = box((middle - 36, -mat_thickness, back), (middle + 36, 0, front))
    return backdrops("mat", (mat,))


class Post(NamedTuple):
    """The leg of a thing to which a band is tied: the middle of its foot, and how thick it is."""

    foot: Floats
    thick: float


def find_post(pose: Pose, person: Person) -> Post:
    """Return the nearest leg of the table, or (wrongly) of the chair."""
    near = -far_side(pose)
    if any(prop.thing == "table leg" for prop in pose.props):
        return Post(place(20.0 * near, 0, prop_ahead(pose, "table leg", 124) + 4), 8.0)
    hips = float(person.skeleton.joints["hips"][2])
    return Post(place(18.3 * near, 0, hips + prop_ahead(pose, "chair", 0) - 17.8), 3.6)


def draw_table_leg(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a heavy table with stout legs, which goes on past the picture's edge.

    All but the leg that the band goes round is drawn face by face behind everything else, each
    thing over those before. So that leg ends below the boards, which reach out over it, and has no
    upper end that would be seen through them: only the two sides towards us.
    """
    start, half, far = float(find_post(pose, person).foot[2]), 4.0, far_side(pose)
    under, top = table_height - 14, table_height - 5

    def leg(x: float, z: float) -> Solid:
        return box((x - half, 0, z - half), (x + half, under - 0.4, z + half))

    near = leg(-20 * far, start)
    seen = [0 if far > 0 else 1, 4 if "behind" in pose.view else 5]
    boards = [
        box((-25, under, start - 5), (25, top, start + 105)),
        box((-28, top, start - 8), (28, table_height, start + 108)),
    ]
    return [
        *backdrops("wall", (leg(20 * far, start), *boards)),
        Thing("prop", near._replace(quads=near.quads[seen])),
    ]


def draw_step(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a broad low step under a foot, or only under the balls of the feet."""
    joints, sole = person.skeleton.joints, skin_of(person, "foot", "toe", side=prop.target.side)
    high = prop.offsets.high or step_height
    if prop.offsets.ahead is not None:
        back = float(joints["hips"][2]) + prop.offsets.ahead
    elif prop.target.part in ("ball of the foot", "toes"):
        back = float(joints[f"{side_of(prop)} ball"][2]) - 3.5
    else:
        back = float(sole[sole[:, 1] > high - 3, 2].min(initial=float(joints["hips"][2]))) - 5
    return [Thing("prop", box((-30, 0, back), (30, high, back + 36)))]
