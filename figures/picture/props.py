"""The things that a body uses: cushions and towels, ball and pen, straps and bands.

Each takes its place from the person's joints and skin, so that it touches what it should touch.
What is soft may be cut by the body: that is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from figures.geometry.curves import lengths
from figures.geometry.surface import (
    Solid,
    Surface,
    ball,
    cushion,
    hull,
    joined_solids,
    lathe,
    ribbon,
    rings,
    spread,
)
from figures.geometry.vectors import (
    Floats,
    ahead,
    along,
    dot,
    frame,
    left,
    length,
    place,
    square_to,
    unit,
    up,
)
from figures.picture import room
from figures.picture.places import Spot, find_spot, foot_parts, parts, side_of, skin_of
from figures.picture.room import Thing
from figures.stance.skeleton import Person, letter
from figures.words.pose import Pose, is_tied
from figures.words.terms import Side, paired_parts, sides
from figures.words.wording import BodyPart, Prop

first_part = 1000  # below are the parts of the body
sinks = 1.6  # how far a part of the body sinks into a cushion
layer = 2.0  # of a folded towel
sizes = {"cushion": (36.0, 27.0), "pillow": (48.0, 34.0)}
roll_long, roll_near, roll_turn = 24.0, 8.0, 0.29  # of a rolled towel
ball_radius = 3.8  # a little more than a tennis ball's
pen_radius, pen_long, cap_long = 0.8, 20.0, 5.0  # a thick marker's
neck_long, nib_radius = 3.6, 0.35
pressed = 0.7  # how far the skin gives way
strap_width, band_width = 4.2, 4.0
thickness = 0.3
over_cloth, over_hem = 1.0, 2.6  # how far a band round trousers lies from the skin
hems = ("knee", "calf", "shin")  # where trousers are wide
limbs = {"knee": "thigh", "ankle": "shin", "wrist": "forearm"}
"""The limbs that a band goes round at joints."""
tied_at = 23.0  # how high a band is tied
tail, tail_widths = 12.0, (2.0, 1.6, 2.0, 2.8)  # of a strap, gathered in the fist
wrapped = 60  # places along what lies on the skin


def draw_things(pose: Pose, person: Person) -> list[Surface]:
    """Return all things of a pose; their parts are counted from *first_part*."""
    surfaces, number = [], first_part
    for prop in pose.props:
        for thing in drawers[prop.thing](prop, pose, person):
            points, quads, parts = thing.solid
            surface = Surface(thing.role, np.round(points, 5), quads, parts + number)
            surfaces.append(replace(surface, backdrop=thing.backdrop))
            number += int(parts.max()) + 1
    return surfaces


# Cushions and towels


def under_what(prop: Prop, person: Person, usual: str) -> Spot:
    """Return the part of the body that a thing lies under, the same of both sides as one."""
    target = prop.target if prop.target.part else BodyPart(None, usual)
    spot = find_spot(target, person)
    if target.side or target.part not in paired_parts:
        return spot
    other = find_spot(BodyPart("left", target.part), person)
    skin = np.concatenate((spot.skin, other.skin))
    return spot._replace(place=(spot.place + other.place) / 2, skin=skin)


def lowest(spot: Spot, reach: float) -> float:
    """Return how high the skin is above the floor that lies within reach of a part's place."""
    near = np.abs(spot.skin[:, 2] - spot.place[2]) < reach
    return float((spot.skin[near] if near.any() else spot.skin)[:, 1].min())


def draw_cushion(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a cushion or a pillow on the floor under a part of the body, or between the legs,
    from above the knees to the shins."""
    if prop.how == "between":
        joints = person.skeleton.joints
        one, other = joints["left knee"], joints["right knee"]
        shins = (joints["left ankle"] + joints["right ankle"]) / 2 - (one + other) / 2
        down = square_to(shins, unit(one - other))
        size = place(40, max(length(one - other) - 8, 6.0), 24)
        solid = cushion((one + other) / 2 + down * 8, size, frame(down, unit(one - other)))
    else:
        spot = under_what(prop, person, "head")
        high = max(lowest(spot, 12) + sinks, 3.0)
        wide, long = sizes[prop.thing]
        x, _, z = spot.skin.mean(0)
        solid = cushion(place(x, high / 2, z), place(wide, high, long))
    return [Thing("cushion", solid)]


def draw_folded_towel(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a thick folded towel in two layers with round edges, to sit on or under another part
    of the body."""
    spot = under_what(prop, person, "hips")
    if spot.name in ("hips", "buttock"):
        x, _, z = person.skeleton.joints["hips"]
        wide, back, front, high = 21.0, z - 20, z + 8, layer
    else:
        x, _, z = spot.place
        wide, back, front = 14.0, z - 11, z + 11
        high = max(min(lowest(spot, 8) + 0.5, 6.0) / 2, 0.8)
    r, layers = high / 2, []
    for middle in (r, r + high):
        far, high_at = hull(spread(np.array(((-front + r, middle), (-back - r, middle))), r)).T
        ends = [np.stack((np.full(len(far), x + side), high_at, -far), 1) for side in (-wide, wide)]
        layers.append(rings(np.array(ends)))
    return [Thing("cushion", joined_solids(layers))]


def draw_rolled_towel(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a rolled towel on the floor, across under a part of the body; its layers show at its
    ends."""
    spot = under_what(prop, person, "calf")
    middle, limb, far = spot.place, ahead, room.far_side(pose)
    if spot.name in ("calf", "shin"):
        joints = person.skeleton.joints
        knee, ankle = joints[f"{spot.side} knee"], joints[f"{spot.side} ankle"]
        middle, limb = knee + (ankle - knee) * 0.76, unit(ankle - knee)
    across = unit(np.cross(up, limb) if abs(float(limb[1])) < 0.9 else left) * far
    # Turned a little, and mostly beyond a single limb, it is seen on both sides of that.
    across = unit(across + np.cross(up, across) * (roll_turn * far))
    r = max((lowest(spot._replace(place=middle), 3) + 0.5) / 2, 1.5)
    near = roll_near if prop.target.side else roll_long / 2
    start = place(middle[0], r, middle[2]) - across * near
    half = ((0, r - 0.5), (0.15, r - 0.15), (0.5, r))
    skin = lathe(start, across, (*half, *((roll_long - at, radius) for at, radius in half[::-1])))
    cores = [
        lathe(start - across * out, across, ((0, r * part), (roll_long + 2 * out, r * part)))
        for part, out in ((0.62, 0.06), (0.3, 0.12))
    ]
    return [Thing("towel", joined_solids((skin, *cores)))]


# Ball and pen


def draw_ball(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a tennis ball on the floor under the arch or ahead of it, or in a hand."""
    joints, side = person.skeleton.joints, side_of(prop)
    if prop.target.part == "hand":
        palm = person.skeleton.frames[f"{side} hand"][:, 2]
        middle = joints[f"{side} palm"] + palm * (ball_radius - 1.5)
    else:
        # The arch is felt at its inner edge, but rests on the ball between there and its middle.
        under = prop.target.part if prop.target.part in foot_parts else "arch"
        unders = ("arch", "sole") if under == "arch" else (under,)
        below = np.mean([find_spot(BodyPart(side, each), person).place for each in unders], 0)
        way = joints[f"{side} toe"] - joints[f"{side} ankle"]
        way = unit(way * (1, 0, 1)) * (prop.offsets.ahead or 0)
        middle = (below + way) * (1, 0, 1) + up * ball_radius
    return [Thing("ball", ball(middle, ball_radius))]


def draw_pen(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a thick marker with a blunt nib, gripped by the toes or lying across in front of them;
    its dark cap is put on its left end."""
    side = side_of(prop)
    if prop.how == "in":
        middle, across = in_toes(person, side)
    else:
        turn, base = person.skeleton.frames[f"{side} foot"], person.skeleton.joints[f"{side} ball"]
        way = unit(place(turn[0, 2], 0, turn[2, 2]))
        toes = skin_of(person, "toe", side=side) - base
        middle = base + way * (float(along(toes, way).max()) + pen_radius + 0.6)
        middle, across = place(middle[0], pen_radius, middle[2]), np.cross(up, way)
    across = across if across[0] > 0 else -across
    start, edge, wide = middle - across * (pen_long / 2), pen_long - cap_long, pen_radius + 0.15
    thick = nib_radius * 2
    nib = ((0, 0), (0, nib_radius), (thick, nib_radius), (thick, 0))
    neck = ((thick, 0), (thick, nib_radius + 0.1), (neck_long, pen_radius - 0.2))
    barrel = (*neck, (neck_long, pen_radius), (edge, pen_radius), (edge, 0))
    cap = ((edge, 0), (edge, wide), (pen_long - 0.3, wide), (pen_long, wide - 0.3), (pen_long, 0))
    ends = joined_solids((lathe(start, across, nib), lathe(start, across, cap)))
    return [Thing("pen", lathe(start, across, barrel)), Thing("band", ends)]


def in_toes(person: Person, side: Side) -> tuple[Floats, Floats]:
    """Return the middle and the way of a pen that lies as deep as it can in the hollow under the
    toes, behind their tips."""
    posed, mark = person.posed, letter(side)
    body = posed.body
    one, other = (posed.places[body.number(f"toe{toe}-2.{mark}")] for toe in (2, 4))
    tips = [posed.where(f"toe{toe}-3.{mark}", body.tail(f"toe{toe}-3.{mark}")) for toe in (2, 4)]
    base, across = (one + other) / 2, unit(other - one)
    turn = person.skeleton.frames[f"{side} foot"]
    high = square_to(turn[:, 1], across)
    on = square_to(square_to(turn[:, 2], across), high)
    ways = skin_of(person, "foot", "toe", side=side) - base
    aside, above, far = along(ways, across), along(ways, high), along(ways, on)
    last = dot((tips[0] + tips[1]) / 2 - base, on) - 0.3
    found = []
    for at in np.arange(-3.5, max(last, -3.0), 0.2):
        near = (np.abs(far - at) < pen_radius) & (np.abs(aside) < 5)
        if near.any():
            under = above[near] - np.sqrt(pen_radius**2 - (far[near] - at) ** 2)
            found.append((round(float(under.min()), 3), round(float(at), 3)))
    deep, at = max(found)
    return base + high * (deep + pressed) + on * at, across


# What is pulled tight round a part of the body: a strap held by the hands, and a band tied to a
# table leg. Both lie on the skin. Seen along the band, the skin it goes round is a flat outline;
# the band runs along the convex hull of that outline and leaves it where it is straight to whatever
# pulls.


def draw_strap(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a strap from hand to hand round the ball of the foot or another part of the body,
    with a tail from each fist; without such a part, from hand to hand."""
    held = [rest.thing.part == prop.thing for rest in pose.hands]
    holding = [side for side, holds in zip(sides, held, strict=True) if holds or not any(held)]
    ends = [person.skeleton.joints[f"{side} palm"] for side in (holding[0], holding[-1])]
    if prop.target.part:
        path, faces = loop_round(prop, person, ends, strap_width, -1.0)
    else:
        path, faces = np.array(ends), np.array([ahead] * 2)
    many = len(tail_widths)
    path = np.concatenate((tail_of(path[:2])[::-1], path, tail_of(path[:-3:-1])))
    faces = np.pad(faces, ((many, many), (0, 0)), "edge")
    widths = np.full(len(path), strap_width)
    widths[:many], widths[-many:] = tail_widths[::-1], tail_widths
    return [Thing("band", ribbon(path, faces, widths, thickness))]


def tail_of(end: Floats) -> Floats:
    """Return how a strap hangs from the fist: on a little, then down (4, 3). The first of the two
    places given is in the fist, the second lies on the way to the foot."""
    on = unit(end[0] - end[1])
    begin = end[0] + on * 3.4 - up * 1.2
    loose = np.array(
        [end[0] + on * 2.2, begin, begin + on - up * 2.5, begin + on * 1.4 - up * tail]
    )
    loose[:, 1] = np.maximum(loose[:, 1], 0.8)
    return loose


def draw_band(prop: Prop, pose: Pose, person: Person) -> list[Thing]:
    """Return a band over the top of the forefoot and round the leg of a table; or one that is held
    by the hands, or goes round a limb or two."""
    if not is_tied(prop, pose):
        if not prop.target.part or any(rest.thing.part == "band" for rest in pose.hands):
            return draw_strap(prop, pose, person)
        return [Thing("band", round_limbs(prop, person))]
    post = room.find_post(pose, person)
    around = post.radius + thickness
    middle = post.foot + up * tied_at
    ends = [middle + left * around * way for way in (1, -1)]
    path, faces = loop_round(prop, person, ends, band_width, -1.4)
    # Its strands go straight on beside the leg and round its far side: a loop of one piece.
    aside = path[-1] - middle
    on = square_to(middle - path[1:-1].mean(0), left) * around
    angles = np.linspace(0, np.pi, 13)[1:-1, None]
    far = np.cos(angles) * aside + np.sin(angles) * on
    path, faces = np.concatenate((path, middle + far)), np.concatenate((faces, far))
    return [Thing("band", ribbon(path, faces, band_width, thickness, closed=True))]


def limb_of(spot: Spot, person: Person) -> Floats:
    """Return the frame of the part that a band goes round, with the way along it in the middle."""
    frames, name = person.skeleton.frames, limbs.get(spot.name, parts[spot.name].frame)
    turn = frames[name if name in frames else f"{spot.side} {name}"]
    return turn[:, [0, 2, 1]] if spot.foot else turn


def round_limbs(prop: Prop, person: Person) -> Solid:
    """Return a closed band round a limb, or round the same part of both."""
    target = prop.target
    both = target.side is None and target.part in paired_parts
    targets = [BodyPart(side, target.part) for side in sides] if both else [target]
    spots = [find_spot(item, person) for item in targets]
    middle = np.mean([spot.place for spot in spots], 0)
    axis = np.sum([limb_of(spot, person)[:, 1] for spot in spots], 0)
    if both:  # one limb may be ahead of the other
        axis = square_to(axis, spots[0].place - spots[1].place)
    axis = unit(axis)
    across = square_to(spots[0].place - spots[-1].place + left * 0.01, axis)
    front = np.cross(across, axis)
    ways = np.concatenate([spot.skin for spot in spots]) - middle
    ways = ways[np.abs(along(ways, axis)) < band_width / 2]
    loose = over_hem if spots[0].name in hems else over_cloth
    edge = hull(spread(np.stack((along(ways, across), along(ways, front)), 1), loose))
    edge = evenly(np.concatenate((edge, edge[:1])))[:-1]
    path = edge[:, :1] * across + edge[:, 1:] * front
    return ribbon(middle + path, path, band_width, thickness, closed=True)


def loop_round(
    prop: Prop, person: Person, ends: Sequence[Floats], width: float, behind: float
) -> tuple[Floats, Floats]:
    """Return the places (k, 3) of a band that two ends pull against a foot, *behind* centimetres
    ahead of its ball, or against the middle of another part; and the way it faces at each."""
    side, spot = side_of(prop), find_spot(prop.target, person)
    if spot.foot:
        turn = person.skeleton.frames[f"{side} foot"]
        middle = person.skeleton.joints[f"{side} ball"] + turn[:, 2] * behind
        skin, across = skin_of(person, "foot", "toe", side=side), turn[:, 0]
    else:
        middle, skin = spot.place, spot.skin
        across = limb_of(spot, person)[:, 0]
    pull = square_to((ends[0] + ends[1]) / 2 - middle, across)
    beside = np.cross(across, pull)
    one, other = sorted(ends, key=lambda end: -round(dot(end - middle, across), 3))
    seen = [np.array((dot(end - middle, across), dot(end - middle, pull))) for end in (one, other)]

    def section_of(skin: Floats, until: float, thick: float) -> Floats:
        ways = skin - middle
        flat = np.stack((along(ways, across), along(ways, pull)), 1)
        near = (np.abs(along(ways, beside)) < width / 2) & (flat[:, 1] > -12)
        return spread(flat[near & (flat[:, 1] < until)], thick)

    # A leg that is in the way is passed on both sides, not cut.
    leg = skin_of(person, "lowerleg", "upperleg", side=side)
    until = min(float(end[1]) for end in seen) - 5
    # A hand beside the foot leaves at least the sole.
    sole = section_of(skin, min(max(until, 4), 12), thickness)
    corners = around(np.concatenate((sole, section_of(leg, until, over_cloth))), *seen)
    out = outwards(corners)
    path = middle + corners[:, :1] * across + corners[:, 1:] * pull
    path[0], path[-1] = one, other
    return path, out[:, :1] * across + out[:, 1:] * pull


def around(section: Floats, one: Floats, other: Floats) -> Floats:
    """Return the way (k, 2) from one place round the far side of a section to another; *one* lies
    more to the right, seen with the places above and the section below."""
    edge = hull(section)
    start, end = (
        int(((edge - tangent(section, place, side)) ** 2).sum(1).argmin())
        for place, side in ((one, 1), (other, -1))
    )
    numbers = (start - np.arange((start - end) % len(edge) + 1)) % len(edge)
    return np.concatenate((one[None], evenly(edge[numbers]), other[None]))


def evenly(path: Floats) -> Floats:
    """Return a path (n, 2) by places evenly along it, in every frame of a motion as many."""
    at = lengths(path)
    goals = np.linspace(0, at[-1], wrapped)
    return np.stack([np.interp(goals, at, path[:, axis]) for axis in range(2)], 1)


def tangent(section: Floats, end: Floats, side: int) -> Floats:
    """Return the corner of a section at which a line from a place touches it, on its right (1) or
    its left (-1)."""
    whole = hull(np.concatenate((section, end[None])))
    at = int(((whole - end) ** 2).sum(1).argmin())
    corner: Floats = whole[(at - side) % len(whole)]
    return corner


def outwards(corners: Floats) -> Floats:
    """Return the way out at each corner of a path that runs clockwise round a section, (k, 2)."""
    ends = np.pad(corners, ((1, 1), (0, 0)), "edge")
    steps = ends[2:] - ends[:-2]
    return np.stack((-steps[:, 1], steps[:, 0]), 1)


drawers = room.drawers | {
    "cushion": draw_cushion,
    "pillow": draw_cushion,
    "folded towel": draw_folded_towel,
    "rolled towel": draw_rolled_towel,
    "strap": draw_strap,
    "band": draw_band,
    "ball": draw_ball,
    "pen": draw_pen,
    "shoe": lambda prop, pose, person: [],  # is drawn with its foot
}
