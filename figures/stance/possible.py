"""What no body can do, in words: the check that refuses impossible pictures.

One cause gives one message, at the line of the field that is to be changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from fields.errors import Problem, how_many
from figures.body.mesh import Body
from figures.geometry.surface import normals
from figures.geometry.vectors import Floats
from figures.stance.grasp import Obstacle, depth, hand_points
from figures.stance.hands import Hold, find_hold, missing
from figures.stance.skeleton import Arm, Leg, Person, Stance, letter
from figures.words.pose import Pose
from figures.words.terms import Side, ranges, sides
from figures.words.wording import BodyPart

slack = 1.2  # centimetres that nobody sees
half_trunk = 9.0  # centimetres from the skin of a trunk to its middle
sunk = 3.0  # flesh gives way, and hands and heels sink into a mat
words = {
    "bend": ("hip", "shoulder"),
    "out": ("hip out", "shoulder out"),
    "middle": ("knee", "elbow"),
    "ankle": ("ankle", "ankle"),
    "toes": ("toes", "toes"),
}

Found = tuple[tuple[str, ...], str]
"""The fields that may be to blame, the likeliest first, and what is wrong."""


def find_impossible(body: Body, pose: Pose, stance: Stance, person: Person) -> list[Problem]:
    """Return every reason why a pose can't be drawn as it is written."""
    found: list[Found] = [*missing_things(pose)]
    for index, side in enumerate(sides):
        # A foot or a hand that can't get where it should bends its joints too far as well.
        leg = list(foot_in_the_air(pose, person, index)) or [
            *beyond_range(stance.legs[index], side),
            *below_floor(body, person, side, ("foot", "toe", "lowerleg"), "foot"),
        ]
        arm = list(out_of_reach(body, pose, stance, person, index)) or [
            *beyond_range(stance.arms[index], side),
            *through_trunk(body, person, side),
            *below_floor(body, person, side, ("wrist", "finger", "lowerarm"), "hand"),
        ]
        found += [*leg, *arm]
    found += not_touching(pose, person)
    return [Problem(pose.path, pose.line_of(*fields), message) for fields, message in found]


def beyond_range(limb: Leg | Arm, side: Side) -> Iterator[Found]:
    """Yield the joints that are bent further than they go."""
    for field, (of_leg, of_arm) in words.items():
        if isinstance(limb, Arm) and field in ("ankle", "toes"):
            continue
        word, rests = (of_leg, "feet") if isinstance(limb, Leg) else (of_arm, "hands")
        degrees = float(getattr(limb, field))
        least, most = ranges[word]
        if not least - 1 <= degrees <= most + 1:
            yield (
                (word, f"{rests}.{side}", f"{rests}.both", rests),
                f"the {side} {word} has to bend {how_many(round(degrees), 'degree')}; "
                f"possible: {least:g} to {most:g}",
            )
            return


def below_floor(
    body: Body, person: Person, side: Side, bones: tuple[str, ...], part: str
) -> Iterator[Found]:
    """Yield a foot or a hand that is under the floor."""
    chosen = body.pull(*bones, side=letter(side)) > 0.5
    low = float(np.round(np.percentile(person.points[chosen, 1], 2), 1))
    if low < -sunk:
        joints = ("hip", "knee") if part == "foot" else ("shoulder", "elbow")
        rests = "feet" if part == "foot" else "hands"
        yield (
            (f"{rests}.{side}", *joints, rests),
            f"the {side} {part} is {-low:.0f} cm below the floor; bend the {joints[0]} or the "
            f"{joints[1]} more, or write where the {part} rests under {rests}",
        )


def out_of_reach(
    body: Body, pose: Pose, stance: Stance, person: Person, index: int
) -> Iterator[Found]:
    """Yield a hand that doesn't get to what it rests on or holds.

    A hand round a part of the body may stop short of where it would lie best, if it touches there.
    """
    short = missing(stance, person.skeleton, index)
    hold = find_hold(body, pose, person.skeleton, index)
    if short > slack and not (hold and hold.meets and touches(body, person, index, hold)):
        rest, side = pose.hands[index], sides[index]
        thing = f"{rest.thing.side} {rest.thing.part}" if rest.thing.side else rest.thing.part
        yield (
            (f"hands.{side}", "hands.both", "hands"),
            f"the {side} hand does not reach the {thing}: {short:.0f} cm are missing; lean the "
            "trunk, move the thing or bend the joints between",
        )


def touches(body: Body, person: Person, index: int, hold: Hold) -> bool:
    """Tell whether a hand lies on the skin, or the cloth over it, that it should meet."""
    chosen = np.flatnonzero(body.pull(*hold.meets) > 0.5)
    met = Obstacle(person.points[chosen], normals(person.points, body.quads)[chosen], hold.above)
    hand = person.points[hand_points(body, sides[index], "wrist", "metacarpal", "finger")]
    return -depth(hand, met) - hold.above < slack


def through_trunk(body: Body, person: Person, side: Side) -> Iterator[Found]:
    """Yield an arm that goes through the body."""
    chosen = np.flatnonzero(body.pull("spine", "root", "pelvis") > 0.8)
    trunk = Obstacle(person.points[chosen], normals(person.points, body.quads)[chosen], 0)
    joints = person.skeleton.joints
    elbow, wrist = joints[f"{side} elbow"], joints[f"{side} wrist"]
    bone = np.array([elbow + (wrist - elbow) * part for part in (0, 0.3, 0.6, 0.9)])
    inside = depth(bone, trunk, half_trunk)
    if inside > 1.0:
        yield (
            (f"hands.{side}", "shoulder", "elbow", "hands.both", "hands"),
            f"the {side} arm goes through the body; twist or lean the trunk, or lead the arm "
            "outwards",
        )


def foot_in_the_air(pose: Pose, person: Person, index: int) -> Iterator[Found]:
    """Yield a foot that should be flat and isn't."""
    side, joints = sides[index], person.skeleton.joints
    if pose.feet[index].kind != "flat":
        return
    high = pose.feet[index].offsets.high or 0
    above = max(float(joints[f"{side} {part}"][1]) for part in ("heel", "ball")) - high
    if above > slack:
        yield (
            (f"feet.{side}", "feet.both", "knee", "hip", "feet"),
            f"the {side} foot should be flat and is {above:.0f} cm above where it rests; bring it "
            "nearer to the hips or lower the hips",
        )


def not_touching(pose: Pose, person: Person) -> Iterator[Found]:
    """Yield what the pose says is down on the floor and isn't."""
    joints = person.skeleton.joints
    cushioned = any(prop.target.part == "head" for prop in pose.props)
    for number, part in enumerate(pose.touching):
        if part.part == "head" and cushioned:
            continue
        high = height_of(part, joints)
        side = f"{part.side} " if part.side else ""
        at = (f"touching.{number}", "touching")
        if high is None:
            yield at, f"touching: {part.part} can't be checked; allowed: {', '.join(checked)}"
        elif high > slack:
            yield at, f"the {side}{part.part} should be down and is {high:.0f} cm up"


checked = ("heel", "sole", "ball of the foot", "toes", "hips", "head", "knee", "hand")


def height_of(part: BodyPart, joints: Mapping[str, Floats]) -> float | None:
    """Return how high over the floor a part of the body is; None if it can't be told.

    Of hips, head, knee and hand the middle is known: their flesh is taken off.
    """
    flesh = {"hips": ("hips", 14.5), "head": ("head", 14.0), "knee": ("knee", 7.5)}
    flesh |= {"hand": ("palm", 4.5)}
    side = part.side or "right"
    if part.part in ("hips", "head"):
        name, thick = flesh[part.part]
        return float(joints[name][1]) - thick
    if part.part in flesh:
        name, thick = flesh[part.part]
        return float(joints[f"{side} {name}"][1]) - thick
    feet = {"heel": ("heel",), "sole": ("heel", "ball"), "ball of the foot": ("ball",)}
    feet |= {"toes": ("toe",)}
    if part.part not in feet:
        return None
    return max(float(joints[f"{side} {name}"][1]) for name in feet[part.part])


def missing_things(pose: Pose) -> Iterator[Found]:
    """Yield the things that hands hold or a movement needs and that aren't in the picture."""
    things = {prop.thing for prop in pose.props}
    wanted = {"wall", "worktop", "strap", "seat", "chair back", "step", "band", "ball", "pen"}
    needed: dict[str, tuple[str, ...]] = {}
    for index, rest in enumerate(pose.hands):
        if rest.thing.part in wanted:
            thing = "chair" if rest.thing.part in ("seat", "chair back") else rest.thing.part
            needed.setdefault(thing, (f"hands.{sides[index]}", "hands.both", "hands"))
    if pose.position == "sitting":
        needed.setdefault("chair", ("position",))
    if pose.motion == "roll":
        needed.setdefault("ball", ("motion",))
    if "band" in things and "chair" not in things:
        needed.setdefault("table leg", ("props",))
    for thing in sorted(needed.keys() - things):
        yield needed[thing], f"a {thing} is needed here; add it to props: [{thing}]"
