"""What no body can do, in words: the check that refuses impossible pictures.

One cause gives one message, at the line of the field that is to be changed.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from fields.errors import Problem, how_many, one_of
from figures.body.mesh import Body
from figures.geometry.vectors import length
from figures.stance.feet import find_flight, foot_height, is_on_edge, step_ahead
from figures.stance.hands import depth, hand_points, skin_of
from figures.stance.skeleton import Angles, Person, Stance, letter, middles
from figures.stance.solve import is_cushioned, kneeling, lowest, on_back
from figures.words.pose import Pose, is_tied
from figures.words.terms import Side, prop_kinds, ranges, sides

slack = 1.2  # centimetres that nobody sees
palm = 6.0  # centimetres by which a hand that touches may miss its place
half_trunk = 9.0  # centimetres from the skin of a trunk to its middle
sunk = 3.0  # flesh gives way, and hands and heels sink into a mat
checked: dict[str, tuple[tuple[str, ...], float]] = {
    "heel": (("heel",), 0.0), "sole": (("heel", "ball"), 0.0), "ball of the foot": (("ball",), 0.0),
    "toes": (("toe",), 0.0), "hips": (("hips",), 14.5), "head": (("head",), 14.0),
    "knee": (("knee",), 7.5), "hand": (("palm",), 4.5)
}  # fmt: skip
"""The joints by which the height of a part over the floor is told, and the flesh below them."""

Found = tuple[tuple[str, ...], str]
"""The fields that may be to blame, the likeliest first, and what is wrong."""


limbs = {
    "foot": ("feet", ("hip", "hip out", "knee", "ankle", "toes"), "foot toe lowerleg"),
    "hand": ("hands", ("shoulder", "shoulder out", "elbow"), "wrist finger lowerarm"),
}
"""By the end of a limb: the field that says where it rests, its joints, and its lower bones."""


def find_impossible(body: Body, pose: Pose, stance: Stance, person: Person) -> list[Problem]:
    """Return every reason why a pose can't be drawn as it is written."""
    found: list[Found] = [*missing_things(pose)]
    for index, side in enumerate(sides):
        # A foot or a hand that can't get where it should bends its joints too far as well.
        leg = bent_wrong(pose, person, stance.legs[index], side, "foot")
        arm = bent_wrong(pose, person, stance.arms[index], side, "hand")
        in_the_air = [*foot_in_the_air(pose, person, index)]
        found += in_the_air or [*leg] or [*off_the_stair(body, pose, person, index)]
        found += [*out_of_reach(pose, stance, person, index)] or [
            *arm,
            *through_trunk(person, side),
        ]
    found += [*on_the_head(pose, person), *not_touching(pose, person)]
    return [Problem(pose.path, pose.line_of(*fields), message) for fields, message in found]


def bent_wrong(pose: Pose, person: Person, limb: Angles, side: Side, end: str) -> Iterator[Found]:
    """Yield the first joint of a limb that is bent further than it goes, and a foot or a hand that
    is under the floor."""
    rests, words, bones = limbs[end]
    for word in words:
        least, most = ranges[word]
        if not least - 1 <= limb[word] <= most + 1:
            yield (
                (word, f"{rests}.{side}", rests),
                f"the {side} {word} has to bend {how_many(round(limb[word]), 'degree')}; "
                f"possible: {least:g} to {most:g}",
            )
            break
    chosen = person.posed.body.pull(*bones.split(), side=letter(side)) > 0.5
    low = float(np.round(np.percentile(person.points[chosen, 1], 2), 1))
    if low < -sunk:
        joint, middle = words[0], middles[words[0]]
        advice = (
            f"bend the {joint} or the {middle} more, or write where the {end} rests under {rests}"
        )
        if end == "hand" and pose.hands[sides.index(side)].how != "free":
            advice = "the body lies too low for that arm; use the other hand, or leave it out"
        yield (
            (f"{rests}.{side}", joint, middle, rests),
            f"the {side} {end} is {-low:.0f} cm below the floor; {advice}",
        )


def out_of_reach(pose: Pose, stance: Stance, person: Person, index: int) -> Iterator[Found]:
    """Yield a hand that doesn't get to what it rests on or holds.

    A hand round a part of the body may stop a little short of where it would lie best, if it
    touches there.
    """
    hand, side, thing = stance.hands[index], sides[index], pose.hands[index].thing
    wrist = person.skeleton.joints[f"{side} wrist"]
    short = 0.0 if hand.goal is None else length(hand.goal - wrist)
    if hand.meets and slack < short < palm:
        numbers = hand_points(person.posed.body, side, "wrist", "metacarpal", "finger")
        away = -depth(person.points[numbers], skin_of(person, hand.meets), palm) - hand.above
        short = 0 if away < slack else short
    if short > slack:
        advice = "lean the trunk, move the thing or bend the joints between"
        if thing.part == "chair back":
            advice = 'an upright person reaches it with props: ["chair, 40 ahead"]; or lean'
            advice += " the trunk"
        yield (
            (f"hands.{side}", "hands"),
            f"the {side} hand does not reach the {thing}: {short:.0f} cm are missing; {advice}",
        )


def through_trunk(person: Person, side: Side) -> Iterator[Found]:
    """Yield an arm that goes through the body."""
    joints = person.skeleton.joints
    elbow, wrist = joints[f"{side} elbow"], joints[f"{side} wrist"]
    bone = np.array([elbow + (wrist - elbow) * part for part in (0, 0.3, 0.6, 0.9)])
    if depth(bone, skin_of(person, "spine root pelvis", part=0.8), half_trunk) > 1.0:
        yield (
            (f"hands.{side}", "shoulder", "elbow", "hands"),
            f"the {side} arm goes through the body; twist or lean the trunk, or lead the arm "
            "outwards",
        )


def foot_in_the_air(pose: Pose, person: Person, index: int) -> Iterator[Found]:
    """Yield a foot that should be flat and isn't."""
    rest, side = pose.feet[index], sides[index]
    joints = [person.skeleton.joints[f"{side} {part}"] for part in ("heel", "ball")]
    above = max(float(at[1]) for at in joints) - foot_height(pose, index)
    if rest.kind == "flat" and above > slack:
        yield (
            (f"feet.{side}", "knee", "hip", "feet"),
            f"the {side} foot should be flat and is {above:.0f} cm above where it rests; bring it "
            "nearer to the hips or lower the hips",
        )


def off_the_stair(body: Body, pose: Pose, person: Person, index: int) -> Iterator[Found]:
    """Yield a foot that should be on a step of a stair and isn't."""
    rest, side, joints = pose.feet[index], sides[index], person.skeleton.joints
    high, flight = foot_height(pose, index), find_flight(pose, index)
    if not flight or not high or rest.kind == "free" or pose.position in kneeling:
        return
    kind = prop_kinds[flight.thing]
    if high not in kind.heights:
        allowed = one_of(f"{each:g}" for each in kind.heights)
        yield (
            (f"feet.{side}", "feet", "props"),
            f"the {side} foot is {high:g} high, where the {flight.thing} has no step; "
            f"allowed: {allowed} high",
        )
        return
    lifted = rest.kind == "on tiptoe" or is_on_edge(pose, index)
    ends = (f"{side} {'ball' if lifted else 'heel'}", f"{side} toe")
    back, front = (float((joints[end] - joints["hips"])[2]) for end in ends)
    start = step_ahead(body, pose, flight, index)
    if back < start - slack or front > start + kind.deep + slack:
        yield (
            (f"feet.{side}", "feet", "props"),
            f"the {side} foot is {where(back, front)}, and its step of the {flight.thing} "
            f"{where(start, start + kind.deep)}; move the {flight.thing}, or leave out the place "
            "of the foot",
        )


def where(start: float, end: float) -> str:
    """Return from where to where something is, counted from the hips: "12 behind to 30 ahead"."""
    return " to ".join(f"{abs(at):.0f} {'behind' if at < 0 else 'ahead'}" for at in (start, end))


def on_the_head(pose: Pose, person: Person) -> Iterator[Found]:
    """Yield a head on which somebody stands who should lie on the shoulders."""
    pull = person.posed.body.pull
    head, high = (
        lowest(person.points[pull(*bones) > 0.9])
        for bones in (("head",), ("clavicle", "spine", "root", "pelvis", "upperleg01"))
    )
    if pose.position in on_back and head < 1 and high > sunk:
        yield (
            ("neck", "back", "trunk"),
            f"the head carries the body, and the shoulders are {high:.0f} cm in the air; leave out "
            "neck and trunk, and head and shoulders lie down by themselves",
        )


def not_touching(pose: Pose, person: Person) -> Iterator[Found]:
    """Yield what the pose says is down on the floor and isn't."""
    joints = person.skeleton.joints
    for number, part in enumerate(pose.touching):
        at = (f"touching.{number}", "touching")
        if part.part not in checked:
            yield at, f"touching: {part.part} can't be checked; allowed: {', '.join(checked)}"
            continue
        names, flesh = checked[part.part]
        sided = [name if name in joints else f"{part.side or 'right'} {name}" for name in names]
        high = max(float(joints[name][1]) for name in sided) - flesh
        if part.side and names[0] in ("heel", "ball", "toe"):
            high -= foot_height(pose, sides.index(part.side))
        if high > slack and not (part.part == "head" and is_cushioned(pose)):
            yield at, f"the {part} should be down and is {high:.0f} cm up"


def missing_things(pose: Pose) -> Iterator[Found]:
    """Yield the things that hands hold or a movement needs and that aren't in the picture."""
    things = {prop.thing for prop in pose.props}
    needed: dict[str, tuple[str, ...]] = {}
    for side, rest in zip(sides, pose.hands, strict=True):
        owners = [thing for thing, kind in prop_kinds.items() if rest.thing.part in kind.hands]
        if owners and things.isdisjoint(owners):
            needed.setdefault(owners[0], (f"hands.{side}", "hands"))
    if pose.position == "sitting":
        needed.setdefault("chair", ("position",))
    if pose.motion == "roll":
        needed.setdefault("ball", ("motion",))
    if any(is_tied(prop, pose) for prop in pose.props) and "chair" not in things:
        needed.setdefault("table leg", ("props",))
    for thing in sorted(needed.keys() - things):
        advice = f"add it to props: [{thing}]"
        if (turned := f"turned {thing}") in things:
            advice = f"write it in props, in place of {turned}"
        yield needed[thing], f"a {thing} is needed here; {advice}"
