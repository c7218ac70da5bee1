"""What no body can do, in words: the check that refuses impossible pictures."""

from __future__ import annotations

from collections.abc import Iterator

from fields.errors import Problem, how_many
from figures.body.hands import find_hold
from figures.body.skeleton import Arm, Leg, Skeleton, Stance
from figures.words.poses import Pose
from figures.words.terms import ranges, sides

slack = 1.0  # centimetres that nobody sees
words = {
    "bend": ("hip", "shoulder"),
    "out": ("hip out", "shoulder out"),
    "middle": ("knee", "elbow"),
    "ankle": ("ankle", "ankle"),
    "toes": ("toes", "toes"),
}


def find_impossible(pose: Pose, stance: Stance, skeleton: Skeleton) -> list[Problem]:
    """Return every reason why a pose can't be drawn as it is written."""
    messages = [
        *beyond_range(stance),
        *below_floor(pose, skeleton),
        *out_of_reach(pose, skeleton),
        *not_touching(pose, skeleton),
        *missing_things(pose),
    ]
    return [Problem(pose.path, pose.line, f"{pose.name}: {message}") for message in messages]


def beyond_range(stance: Stance) -> Iterator[str]:
    """Yield the joints that are bent further than they go."""
    for index, side in enumerate(sides):
        for limb in (stance.legs[index], stance.arms[index]):
            for field, names in words.items():
                word = names[0] if isinstance(limb, Leg) else names[1]
                if isinstance(limb, Arm) and field in ("ankle", "toes"):
                    continue
                degrees: float = getattr(limb, field)
                least, most = ranges[word]
                if not least - slack <= degrees <= most + slack:
                    yield (
                        f"the {side} {word} has to bend {how_many(round(degrees), 'degree')}; "
                        f"possible: {least:g} to {most:g}"
                    )


def below_floor(pose: Pose, skeleton: Skeleton) -> Iterator[str]:
    """Yield the parts of the feet that are under the floor."""
    for index, side in enumerate(sides):
        places = dict(
            zip(("heel", "ball of the foot", "toes"), skeleton.legs[index].joints[3:6], strict=True)
        )
        for name, place in places.items():
            if place.up < -slack:
                yield (
                    f"the {side} {name} is {-place.up:.0f} cm below the floor; bend the hip or "
                    "the knee more, or let the foot rest flat"
                )


def out_of_reach(pose: Pose, skeleton: Skeleton) -> Iterator[str]:
    """Yield the hands and feet that don't get to where they rest."""
    for index, side in enumerate(sides):
        hold = find_hold(pose, skeleton, index)
        if hold is not None:
            short = hold.wrist.minus(skeleton.arms[index].joints[2]).length()
            if short > slack:
                rest = pose.hands[index]
                thing = (
                    f"{rest.thing.side} {rest.thing.part}" if rest.thing.side else rest.thing.part
                )
                yield (
                    f"the {side} hand does not reach the {thing}: {short:.0f} cm are missing; "
                    "lean the trunk, move the thing or bend the joints between"
                )
        if pose.feet[index].kind == "flat":
            heel, ball = skeleton.legs[index].joints[3:5]
            high = pose.feet[index].offsets.high or 0
            if max(heel.up, ball.up) - high > slack:
                yield (
                    f"the {side} foot should be flat and is {max(heel.up, ball.up) - high:.0f} cm "
                    "above where it rests; bring it nearer to the hips or lower the hips"
                )


def not_touching(pose: Pose, skeleton: Skeleton) -> Iterator[str]:
    """Yield what the pose says is down on the floor and isn't."""
    for part in pose.touching:
        leg = skeleton.legs[sides.index(part.side or "right")]
        heel, ball, tip = leg.joints[3:6]
        heights = {
            "heel": heel.up,
            "sole": max(heel.up, ball.up),
            "ball of the foot": ball.up,
            "toes": tip.up,
            "hips": skeleton.spine[0].up - 14.5,
            "head": skeleton.spine[4].up - 16.0,
        }
        side = f"{part.side} " if part.side else ""
        if part.part not in heights:
            yield f"touching: {part.part} can't be checked; allowed: {', '.join(heights)}"
        elif heights[part.part] > slack:
            yield f"the {side}{part.part} should be down and is {heights[part.part]:.0f} cm up"


def missing_things(pose: Pose) -> Iterator[str]:
    """Yield the things that hands hold or a movement needs and that aren't in the picture."""
    things = {prop.thing for prop in pose.props}
    needed = {rest.thing.part for rest in pose.hands} & {"wall", "worktop", "strap", "seat"}
    needed = {"chair" if thing == "seat" else thing for thing in needed}
    if pose.motion == "roll":
        needed.add("ball")
    if "band" in things and "chair" not in things:
        needed.add("table leg")
    for thing in sorted(needed - things):
        yield f"a {thing} is needed here; add it to props: [{thing}]"
