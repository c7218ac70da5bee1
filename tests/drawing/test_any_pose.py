"""Whatever a pose file says in known words, it is drawn or refused in words; nothing breaks."""

from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import given, settings
from hypothesis import strategies as st

from fields.errors import ContentError
from figures.picture import draw_figures, draw_pose, make_figure, shared_box
from figures.stance.solve import solve_stance
from figures.svg import write_figure
from figures.words import terms
from figures.words.poses import parse_poses

sides = st.sampled_from(["left ", "right "])
parts = st.sampled_from(terms.middle_parts) | st.builds(
    str.__add__, sides, st.sampled_from(terms.paired_parts)
)
offsets = st.sampled_from(["", ", 20 ahead", ", 15 behind", ", 90 high", ", 5 out"])
feet = st.builds(str.__add__, st.sampled_from(terms.foot_rests), offsets)
hands = st.just("free") | st.builds(
    lambda touch, offset: f"{touch}{offset}",
    st.sampled_from(
        [
            f"{how} the {thing}"
            for thing, hows in {**terms.hand_rooms, **terms.hand_parts}.items()
            for how in hows
        ]
    ),
    offsets,
)
things = st.builds(
    lambda thing, how, part, offset: f"{thing} {how} the {part}{offset}",
    st.sampled_from(terms.prop_things),
    st.sampled_from(terms.prop_hows[:-1]),
    parts,
    offsets,
)
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


@settings(max_examples=60)
@given(blocks("start"), blocks("hold"), blocks("wrong"))
def test_any_pose_is_drawn_or_refused(start: str, hold: str, wrong: str) -> None:
    poses = parse_poses(PurePosixPath("content/poses/any.yaml"), start + hold + wrong)
    names, lines = ["start", "hold", "wrong"], [1]
    try:
        names = [figure.name for figure in draw_figures(poses)]
    except ContentError as refused:
        lines = [problem.line for problem in refused.problems]
    assert names == ["start", "hold", "wrong"]
    assert min(lines) > 0


@settings(max_examples=60)
@given(blocks("start"), blocks("hold"))
def test_any_pose_can_be_laid_out_even_if_it_is_impossible(start: str, hold: str) -> None:
    poses = parse_poses(PurePosixPath("content/poses/any.yaml"), start + hold).poses
    stances = {pose.name: solve_stance(pose) for pose in poses}
    for pose in poses:
        if pose.motion == "roll" and not any(prop.thing == "ball" for prop in pose.props):
            continue
        drawing = draw_pose(pose, stances)
        figure = make_figure(drawing, shared_box([drawing]))
        assert figure.width > 0
        assert b"nan" not in write_figure(figure, "", "")
