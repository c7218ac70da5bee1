"""Where feet rest: on the floor, or on what lifts them.

All of it is told by the pose alone: so a stair stays where it is while a foot goes up to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from figures.body.mesh import Body
from figures.stance.skeleton import measure
from figures.words.pose import Pose
from figures.words.terms import foot_places, limb_angles, prop_kinds, sides
from figures.words.wording import Prop

tiptoe = 40.0  # degrees that the ankle points, unless the pose says otherwise
forefoot = ("ball of the foot", "toes")
past_edge = 3.5  # how far a ball is ahead of the edge over which its heel hangs


def given(pose: Pose, index: int, words: Sequence[str] = limb_angles) -> dict[str, float]:
    """Return the angles that a pose gives for the limbs of one side."""
    pairs = {word: pose.limbs.get(word, (None, None))[index] for word in words}
    return {word: degrees for word, degrees in pairs.items() if degrees is not None}


def foot_pitch(pose: Pose, index: int) -> float:
    """Return how far the heel of a resting foot is lifted, in degrees."""
    if pose.feet[index].kind != "on tiptoe":
        return 0
    return -given(pose, index).get("ankle", -tiptoe)


def carrying_leg(pose: Pose) -> int:
    """Return which leg carries somebody who stands: the first with a knee angle, or else the one
    that stands lower."""
    order = sorted((0, 1), key=lambda at: ("knee" not in given(pose, at), foot_height(pose, at)))
    return next((index for index in order if pose.feet[index].kind != "free"), order[0])


def foot_height(pose: Pose, index: int) -> float:
    """Return how high over the floor a foot rests: as written, or on what lifts it."""
    under = [prop.offsets.high or prop_kinds[prop.thing].lift for prop in under_foot(pose, index)]
    high = pose.feet[index].offsets.high
    return max(under, default=0.0) if high is None else high


def under_foot(pose: Pose, index: int) -> list[Prop]:
    """Return the things that lift a foot."""
    return [
        prop
        for prop in pose.props
        if prop_kinds[prop.thing].lift
        and prop.target.part in (*foot_places, "sole", "heel")
        and prop.target.side in (None, sides[index])
    ]


def find_flight(pose: Pose, index: int) -> Prop | None:
    """Return the flight of steps that a foot can be on: the one under it, or that ahead."""
    near = under_foot(pose, index) or pose.props
    return next((prop for prop in near if prop_kinds[prop.thing].steps), None)


def flight_ahead(body: Body, pose: Pose, flight: Prop) -> float:
    """Return how far ahead of the hips a flight of steps begins: as written, or below the foot that
    carries the body, if that is on it, or where it usually does."""
    kind, index = prop_kinds[flight.thing], carrying_leg(pose)
    high, ankle = foot_height(pose, index), pose.feet[index].offsets.ahead or 0
    if flight.offsets.ahead is not None:
        return flight.offsets.ahead
    if pose.position != "standing" or not high or find_flight(pose, index) is not flight:
        return kind.ahead
    return ankle - on_step(body, pose, index) - kind.before(high)


def step_ahead(body: Body, pose: Pose, flight: Prop, index: int) -> float:
    """Return how far ahead of the hips the step of a flight begins that a foot is on."""
    before = prop_kinds[flight.thing].before(foot_height(pose, index))
    return flight_ahead(body, pose, flight) + before


def is_on_edge(pose: Pose, index: int) -> bool:
    """Tell whether only the forefoot is on a step, so that the heel can sink."""
    return any(prop.target.part in forefoot for prop in under_foot(pose, index))


def on_step(body: Body, pose: Pose, index: int) -> float:
    """Return how far an ankle is ahead of the near edge of its step."""
    if not is_on_edge(pose, index):
        return 8.0  # there is room for the heel, and ahead of the toes
    sizes, pitch = measure(body), math.radians(foot_pitch(pose, index))
    ball = sizes.ball_ahead * math.cos(pitch) - sizes.ankle_height * math.sin(pitch)
    return past_edge - ball


def put_up(body: Body, pose: Pose, index: int) -> float:
    """Return how far ahead of the hips the ankle of a foot on a step is, unless that is written. A
    foot goes to its step of a flight; another step goes to the foot."""
    if flight := find_flight(pose, index):
        return step_ahead(body, pose, flight, index) + on_step(body, pose, index)
    return 0.0 if index == carrying_leg(pose) else 30.0
