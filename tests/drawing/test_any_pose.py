"""Whatever a pose file says in known words, it is drawn or refused in words; nothing breaks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fields.errors import ContentError
from figures.body.mesh import load_body
from figures.picture.compose import draw_figures
from figures.picture.props import draw_things
from figures.stance.person import embody
from figures.stance.possible import find_impossible
from figures.stance.solve import plan_frames, solve_stance
from figures.svg import write_figure
from figures.words import terms
from figures.words.poses import parse_poses
from tests.drawing.library import path

sides = st.sampled_from(["left ", "right "])
parts = st.sampled_from(terms.middle_parts) | st.builds(
    str.__add__, sides, st.sampled_from(terms.paired_parts)
)
offsets = st.sampled_from(["", ", 20 ahead", ", 15 behind", ", 90 high", ", 5 out"])
feet = st.builds(str.__add__, st.sampled_from(terms.foot_rests), offsets)
hands = st.just("free") | st.builds(
    lambda touch, offset: f"{touch}{offset}",
    st.sampled_from(
        [f"{how} the {thing}" for thing, hows in terms.hand_rests.items() for how in hows.split()]
    ),
    offsets,
)
of_fixed_height = tuple(thing for thing, kind in terms.prop_kinds.items() if kind.steps)
"""Things whose steps are as high as they are: another height is refused when it is read."""
things = st.builds(
    lambda thing, how, part, offset: f"{thing} {how} the {part}{offset}",
    st.sampled_from([thing for thing, kind in terms.prop_kinds.items() if not kind.parts]),
    st.sampled_from(terms.prop_hows[:-1]),
    parts,
    offsets,
) | st.builds(
    lambda place, side, offset: place.format(side) + offset,
    st.sampled_from(
        [
            f"{thing} {how} the {{}}{part}"
            for thing, kind in terms.prop_kinds.items()
            for how in kind.hows
            for part in kind.parts
        ]
    ),
    sides,
    offsets,
).filter(lambda words: not (words.endswith("high") and words.startswith(of_fixed_height)))
arrows = st.builds(
    lambda kind, part, way: f"{kind} {part} {way}",
    st.sampled_from([kind for kind in terms.arrow_kinds if kind != "circle"]),
    parts,
    st.sampled_from([way for way in terms.arrow_ways if way not in terms.pair_ways]),
) | st.builds("circle {}".format, parts)
looks = st.builds(
    "{} {}, from the {} and {}".format,
    st.sampled_from(terms.sides),
    st.sampled_from(terms.paired_parts),
    st.sampled_from(["inner side", "outer side", "left side", "right side", "front"]),
    st.sampled_from(["above", "below"]),
)


def quoted(words: list[str]) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


@st.composite
def blocks(draw: st.DrawFn, name: str) -> str:
    lines = [
        f"{name}:",
        "  title: Move",
        "  description: A person moves.",
        f"  position: {draw(st.sampled_from(terms.positions))}",
        draw(
            st.sampled_from(terms.views).map("  view: {}".format) | looks.map("  look: {}".format)
        ),
        f"  facing: {draw(st.sampled_from(['left', 'right']))}",
        f'  feet: {{left: "{draw(feet)}", right: "{draw(feet)}"}}',
        f'  hands: {{left: "{draw(hands)}", right: "{draw(hands)}"}}',
        f"  props: {quoted(draw(st.lists(things, max_size=3)))}",
        f"  arrows: {quoted(draw(st.lists(arrows, max_size=3)))}",
        f"  works: {quoted(draw(st.lists(parts, max_size=2)))}",
        f"  fault: {quoted(draw(st.lists(parts, max_size=1)))}",
    ]
    angles = st.sampled_from([*terms.trunk_angles, *terms.limb_angles])
    for word in draw(st.lists(angles, max_size=5, unique=True)):
        lines.append(f"  {word}: {draw(st.floats(*terms.ranges[word]).map(round))}")  # noqa: PERF401
    lines += draw(st.sampled_from([[], ["  arch: lifted"]]))
    if name == "hold":
        lines.append(f"  motion: {draw(st.sampled_from(terms.motions))}")
    return "\n".join(lines) + "\n"


unshrunk = (Phase.explicit, Phase.reuse, Phase.generate)  # to make one smaller takes minutes


@settings(max_examples=12, phases=unshrunk)
@given(blocks("start"), blocks("hold"), st.sampled_from(["woman", "man"]))
def test_any_pose_is_taken_or_refused_in_words(start: str, hold: str, name: str) -> None:
    body = load_body(name)
    poses = parse_poses(path, start + hold).poses
    stances = {pose.name: solve_stance(body, pose) for pose in poses}
    for pose in poses:
        person = embody(body, stances[pose.name])
        assert np.isfinite(person.points).all()
        for problem in find_impossible(body, pose, stances[pose.name], person):
            assert problem.line > 0
            assert problem.message
        if pose.motion != "roll" or any(prop.thing == "ball" for prop in pose.props):
            assert plan_frames(body, pose, stances)[-1] == (pose, stances[pose.name])
        for surface in draw_things(pose, person):
            assert np.isfinite(surface.points).all()


@pytest.mark.slow
@settings(max_examples=3, phases=unshrunk)
@given(blocks("start"))
def test_any_pose_is_drawn_or_refused(start: str) -> None:
    lines, text = [1], b""
    try:
        text = b"".join(
            write_figure(figure, "", "") for figure in draw_figures(parse_poses(path, start))
        )
    except ContentError as refused:
        lines = [problem.line for problem in refused.problems]
    assert min(lines) > 0
    assert b"nan" not in text
