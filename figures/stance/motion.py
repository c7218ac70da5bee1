"""How a figure moves: the poses and stances between which its lines are drawn.

ease, swing  from the start to the hold, with one frame midway
circle       the foot of the leg with the circle arrow goes round once
roll         the foot on the ball goes back, and the ball half as far
walk         the legs change places

The last frame is always the pose itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from figures.body.mesh import Body
from figures.stance.skeleton import Leg, Stance, blend_stances
from figures.stance.solve import solve_stance
from figures.words.pose import Pose
from figures.words.terms import sides
from figures.words.wording import Prop

Frame = tuple[Pose, Stance]
rolled = 8.0  # centimetres that the foot goes over the ball


def plan_frames(body: Body, pose: Pose, stances: Mapping[str, Stance]) -> list[Frame]:
    """Return what is drawn for every frame; only the pose itself if the figure stands still."""
    here = stances[pose.name]
    before: list[Frame] = []
    if pose.motion in ("ease", "swing") and "start" in stances:
        start = stances["start"]
        before = [(pose, start), (pose, blend_stances(start, here, 0.5))]
    elif pose.motion == "circle":
        before = [(pose, stance) for stance in circled(pose, here)]
    elif pose.motion == "roll":
        back = rolled_back(pose)
        before = [(back, solve_stance(body, back))]
    elif pose.motion == "walk":
        other = replace(here, legs=(here.legs[1], here.legs[0]))
        before = [(pose, other), (pose, blend_stances(other, here, 0.5))]
    return [*before, (pose, here)]


def circled(pose: Pose, here: Stance) -> list[Stance]:
    """Return the stances with the toes out, away and in; the pose has them towards the shin."""
    index = next((sides.index(sign.target.side or "right") for sign in pose.arrows), 1)
    leg = here.legs[index]
    turns = [(leg.ankle - 20, 24.0), (leg.ankle - 42, 0.0), (leg.ankle - 20, -20.0)]
    return [
        with_leg(here, index, replace(leg, ankle=ankle, foot_turn=turn)) for ankle, turn in turns
    ]


def with_leg(stance: Stance, index: int, leg: Leg) -> Stance:
    """Return the stance with one leg changed."""
    left, right = stance.legs
    return replace(stance, legs=(leg, right) if index == 0 else (left, leg))


def rolled_back(pose: Pose) -> Pose:
    """Return the pose with the foot on the ball drawn back."""
    prop = next(prop for prop in pose.props if prop.thing == "ball")
    index = sides.index(prop.target.side or "right")
    feet = list(pose.feet)
    rest = feet[index]
    ahead = (rest.offsets.ahead or 0) - rolled
    feet[index] = replace(rest, offsets=replace(rest.offsets, ahead=ahead))
    props = tuple(moved_on(item, rolled / 2) if item is prop else item for item in pose.props)
    return replace(pose, feet=(feet[0], feet[1]), props=props)


def moved_on(prop: Prop, distance: float) -> Prop:
    """Return a prop farther ahead of the part that it belongs to."""
    ahead = (prop.offsets.ahead or 0) + distance
    return replace(prop, offsets=replace(prop.offsets, ahead=ahead))
