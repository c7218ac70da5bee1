"""What is soft and lies under or between parts of the body: cushions, pillows and towels.

The body sinks a little into them.
"""

from __future__ import annotations

import numpy as np

from figures.geometry.surface import Solid, box, cushion, joined, lathe
from figures.geometry.vectors import Floats, ahead, frame, left, length, place, square_to, unit, up
from figures.picture.furniture import Thing
from figures.picture.places import Spot, find_spot
from figures.stance.skeleton import Person
from figures.words.pose import Pose
from figures.words.wording import BodyPart, Prop

sinks = 1.6  # how far a part of the body sinks into a cushion
layer = 2.0  # of a folded towel
thick_roll = 2.8  # a rolled towel from here on shows more of its layers
sizes = {"cushion": (36.0, 27.0), "pillow": (48.0, 34.0)}


def under_what(prop: Prop, person: Person, usual: str) -> Spot:
    """Return the part of the body that a thing lies under, the same of both sides as one."""
    target = prop.target if prop.target.part else BodyPart(None, usual)
    spot = find_spot(target, person)
    if target.side or not spot.paired:
        return spot
    other = find_spot(BodyPart("left", target.part), person)
    skin = np.concatenate((spot.skin, other.skin))
    return spot._replace(place=(spot.place + other.place) / 2, skin=skin)


def lowest(spot: Spot, reach: float) -> float:
    """Return how high the skin is above the floor that lies within reach of a part's place."""
    near = np.abs(spot.skin[:, 2] - spot.place[2]) < reach
    return float((spot.skin[near] if near.any() else spot.skin)[:, 1].min())


def draw_cushion(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a cushion or a pillow on the floor under a part of the body, or between the legs."""
    if prop.how == "between":
        return [Thing("cushion", between_legs(person))]
    spot = under_what(prop, person, "head")
    high = max(lowest(spot, 12) + sinks, 3.0)
    wide, long = sizes[prop.thing]
    middle = spot.skin.mean(0)
    solid = cushion(place(middle[0], high / 2, middle[2]), place(wide, high, long))
    return [Thing("cushion", solid)]


def between_legs(person: Person) -> Solid:
    """Return a pillow between the legs, from above the knees to the shins."""
    joints = person.skeleton.joints
    one, other = joints["left knee"], joints["right knee"]
    apart = unit(one - other)
    shins = (joints["left ankle"] + joints["right ankle"]) / 2 - (one + other) / 2
    along = square_to(shins, apart)
    room = max(length(one - other) - 8, 6.0)
    middle = (one + other) / 2 + along * 8
    return cushion(middle, place(40, room, 24), frame(along, apart))


def draw_folded_towel(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a folded towel in two layers, to sit on or under another part of the body."""
    spot = under_what(prop, person, "hips")
    if spot.name in ("hips", "buttock"):
        x, _, z = person.skeleton.joints["hips"]
        wide, back, front, high = 21.0, z - 18, z + 14, layer
    else:
        x, _, z = spot.place
        wide, back, front = 14.0, z - 11, z + 11
        high = max(min(lowest(spot, 8) + 0.5, 6.0) / 2, 0.8)
    layers = [box((x - wide, low, back), (x + wide, low + high, front)) for low in (0, high)]
    return [Thing("towel", joined(layers))]


def draw_rolled_towel(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a rolled towel on the floor, across under a part of the body."""
    spot = under_what(prop, person, "calf")
    middle, along = spot.place, ahead
    if spot.name in ("calf", "shin"):
        joints = person.skeleton.joints
        knee, ankle = joints[f"{spot.side} knee"], joints[f"{spot.side} ankle"]
        middle, along = knee + (ankle - knee) * 0.72, unit(ankle - knee)
    across = np.cross(up, along) if abs(float(along[1])) < 0.9 else left
    radius = max((lowest(spot._replace(place=middle), 3) + 0.5) / 2, 1.5)
    return [Thing("towel", roll(place(middle[0], radius, middle[2]), across, 24, radius))]


def roll(middle: Floats, along: Floats, long: float, radius: float) -> Solid:
    """Return a rolled towel; the layers show at its ends."""
    start = middle - unit(along) * (long / 2)
    skin = lathe(
        start,
        along,
        ((0, radius - 0.5), (0.15, radius - 0.15), (0.5, radius), (long - 0.5, radius),
         (long - 0.15, radius - 0.15), (long, radius - 0.5)),
    )  # fmt: skip
    cores = [
        lathe(
            start - unit(along) * out, along, ((0, radius * part), (long + 2 * out, radius * part))
        )
        for part, out in (((0.62, 0.06), (0.3, 0.12)) if radius > thick_roll else ((0.5, 0.06),))
    ]
    return joined((skin, *cores))
