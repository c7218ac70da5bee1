"""The text of a pose file -> poses, and every mistake in it in words."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from fields.errors import ContentError, one_of
from fields.text import fingerprint_poses
from figures.words.people import people, usual
from figures.words.pose import Pose
from figures.words.poses import parse_all, parse_poses
from figures.words.terms import (
    body_parts,
    limb_angles,
    middle_parts,
    positions,
    ranges,
    trunk_angles,
)
from figures.words.wording import BodyPart

path = PurePosixPath("content/poses/wall-sit.yaml")
head = """start:
  title: Stand
  description: A person stands.
  position: standing
"""


def parse(more: str = "", text: str = head) -> Pose:
    """The first pose of a file made of the usual head and these lines."""
    lines = "".join(f"  {line}\n" for line in more.splitlines())
    return parse_poses(path, text + lines).poses[0]


def complaints(more: str = "", text: str = head) -> list[str]:
    """What is said about a file made of the usual head and these lines."""
    with pytest.raises(ContentError) as caught:
        parse(more, text)
    return [str(problem) for problem in caught.value.problems]


def test_a_short_pose_needs_no_more_than_title_description_and_position() -> None:
    pose = parse()
    assert (pose.name, pose.title, pose.view, pose.facing) == ("start", "Stand", "side", "right")
    assert pose.line == 1


def test_an_angle_goes_for_both_sides_or_for_each() -> None:
    pose = parse("hip: 20\nknee: {left: 5, right: 40}\nankle: {right: -10}")
    assert pose.limbs["hip"] == (20, 20)
    assert pose.limbs["knee"] == (5, 40)
    assert pose.limbs["ankle"] == (None, -10)


def test_a_foot_says_how_it_rests_and_where() -> None:
    pose = parse('feet: {left: "flat, 29 behind", right: "on tiptoe, 8 ahead"}')
    left, right = pose.feet
    assert (left.kind, left.offsets.ahead) == ("flat", -29)
    assert (right.kind, right.offsets.ahead) == ("on tiptoe", 8)


def test_a_hand_says_what_it_does() -> None:
    text = 'hands: {left: "on the wall, 130 high", right: "holding the strap, elbow 70"}'
    left, right = parse(text).hands
    assert (left.how, left.thing.part, left.offsets.high) == ("on", "wall", 130)
    assert (right.how, right.thing.part, right.offsets.elbow) == ("holding", "strap", 70)


def test_both_stands_for_left_and_right_and_so_does_one_thing_alone() -> None:
    pose = parse("hands: {both: behind the right thigh}")
    assert pose.hands[0] == pose.hands[1]
    assert (pose.hands[0].thing.side, pose.hands[0].thing.part) == ("right", "thigh")
    assert parse("hands: behind the right thigh").hands == pose.hands
    assert parse("knee: {both: 20, left: 5}").limbs["knee"] == (5, 20)


def test_things_arrows_and_marked_parts_are_words() -> None:
    pose = parse(
        'props: ["wall, 58 ahead", ball under the right arch]\n'
        "arrows: [move hips ahead, circle right toes, to and fro right foot]\n"
        "works: [left calf]"
    )
    wall, ball = pose.props
    assert (wall.thing, wall.offsets.ahead) == ("wall", 58)
    assert (ball.thing, ball.how, ball.target.side) == ("ball", "under", "right")
    assert [(arrow.kind, arrow.target.part, arrow.way) for arrow in pose.arrows] == [
        ("move", "hips", "ahead"),
        ("circle", "toes", ""),
        ("to and fro", "foot", ""),
    ]
    assert (pose.works[0].side, pose.works[0].part) == ("left", "calf")


def test_the_hold_eases_unless_it_says_otherwise_and_the_start_stands_still() -> None:
    second = head.replace("start:", "hold:")
    poses = parse_poses(path, head + second).poses
    assert [pose.motion for pose in poses] == ["", "ease"]
    assert parse_poses(path, head + second + "  motion: walk\n").poses[1].motion == "walk"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("nee: 20", '5: unknown field "start.nee"; did you mean "knee"?'),
        ("knee: 200", "5: start.knee is 200; allowed: a number from 0 to 145"),
        ("knee: {left: -5}", "5: start.knee.left is -5; allowed: a number from 0 to 145"),
        ("knee: {lef: 5}", 'unknown field "start.knee.lef"; did you mean "left"?'),
        ("view: frnt", '5: start.view is "frnt"; allowed: side,'),
        ("view: top", 'overhead; did you mean "overhead"?'),
        ("view: from behind", 'did you mean "behind"?'),
        ("twist: 60", "5: start.twist is 60; allowed: a number from -45 to 45"),
        ("neck glide: -6", "5: start.neck glide is -6; allowed: a number from -4 to 4"),
        ("arch: high", '5: start.arch is "high"; allowed: relaxed or lifted'),
        ("arch: {left: high}", '5: start.arch.left is "high"; allowed: relaxed or lifted'),
        ("arhc: lifted", 'unknown field "start.arhc"; did you mean "arch"?'),
        ("works: [calf]", 'works: "calf" has no side; write left calf or right calf; for both'),
        ("works: [calves]", '"calves" has no side; write left calf or right calf, one entry each'),
        ("works: [left head]", '"left head": there is one head; write head alone'),
        ("arrows: [move toes up]", '"toes" has no side; write left toes or right toes'),
        ("arrows: [move hips]", '"move hips" says no way; add one of: up, down'),
        ("arrows: [circle left foot up]", 'a circle goes round both ways; leave out "up"'),
        ("arrows: [move left knee apart]", "apart is for two parts, such as move knees apart"),
        ("arrows: [move head apart]", "apart is for two parts, such as move knees apart"),
        ("props: [pillow between the head]", "between is for two parts, such as between the knees"),
        ('feet: {left: "flat, elbow 30"}', '"elbow 30" is not a distance'),
        ("hands: {left: behind the wall}", "a hand can't be behind the wall; write on the wall"),
        ("hands: {left: on the left wall}", "write on the wall, without left"),
        ("hands: {left: holding the left hand}", "of the left hand; write holding the other hand"),
        ("look: left fot, from above", '"left fot" is no part of the body; did you mean "foot"?'),
        (
            "look: left foot",
            '"left foot" doesn\'t say from where; allowed after the comma: the inner',
        ),
        ("look: left foot, from the top", "doesn't say from where; allowed after the comma"),
        ("look: head, from the inner side", '"head" has no inner and outer side; write from the'),
        ("look: feet, from the outer side", '"feet" has no inner and outer side; write from the'),
        ("look: left foot, from above and below", "looks from two opposite sides; keep one"),
        ("props: [wal]", '5: props: "wal" is not a prop; did you mean "wall"?'),
        (
            'props: ["stair under the right foot, 20 high"]',
            'props: "stair under the right foot, 20 high": no step of the stair is so high; '
            "allowed: 17, 34 or 51 high",
        ),
        ("props: [stair under the left sole]", "allowed: stair under the left or right foot, ball"),
        ("feet: {left: flt}", '"flt" is not how a foot rests; did you mean "flat"?'),
        ('feet: {left: "flat, 3 over"}', '"3 over" is not a distance; allowed after a comma'),
        ("hands: {left: on the ceiling}", '"on the ceiling" is not what a hand does; allowed:'),
        ("arrows: [wiggle toes]", '"wiggle toes" is not an arrow; allowed: move, circle,'),
        ("arrows: [move left foot upp]", '"upp" is no way; did you mean "up"?; allowed: up, down'),
        ("arrows: [move left claf up]", '"left claf" is no part of the body; did you mean "calf"?'),
        ("arrows: [move the haed to the left]", '"the haed" is no part of the body; did you mean'),
        ("props: [pillow between the knes]", '"the knes" is no part of the body; did you mean "kn'),
        ("works: [left glutes]", '"left glutes" is no part of the body; did you mean "buttock"?'),
        ("works: [left claf]", 'no part of the body; did you mean "calf"?'),
        ("motion: walk", 'unknown field "start.motion"'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(more: str, words: str) -> None:
    (complaint,) = complaints(more)
    assert complaint.startswith("content/poses/wall-sit.yaml:5: ")
    assert words in complaint


def test_a_missing_description_is_a_mistake() -> None:
    text = "start:\n  title: Stand\n  position: standing\n"
    (found,) = complaints(text=text)
    assert found.startswith(f"{path}:2: start.description is missing; write description: ...")


def test_a_file_without_a_start_is_a_mistake() -> None:
    text = head.replace("start:", "hold:")
    (found,) = complaints(text=text)
    assert found.startswith(f"{path}:1: start is missing; write start: and below it")


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    found = complaints("knee: 200\nprops: [wal]\nworks: [claf]\nnee: 3")
    assert [complaint.split(":")[1] for complaint in found] == ["5", "6", "7", "8"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("chair", "sitting"),
        ("floor", "sitting on the floor"),
        ("supine", "lying"),
        ("prone", "lying on the front"),
        ("side-lying", "lying on the left side"),
        ("hands and knees", "all-fours"),
        ("on all fours", "all-fours"),
        ("all fours", "all-fours"),
        ("bridging", "bridge"),
        ("tall kneeling", "kneeling"),
    ],
)
def test_what_people_call_a_position_is_asked_back_once(word: str, meant: str) -> None:
    (found,) = complaints(text=head.replace("standing\n", f"{word}\n"))
    assert found.endswith(f'did you mean "{meant}"?')


@pytest.mark.parametrize("word", positions)
def test_a_position_settles_how_the_feet_rest_of_which_nothing_is_said(word: str) -> None:
    text = head.replace("standing\n", f"{word}\n")
    kinds = {
        "sitting on the floor": "on the heel",
        "lying on the left side": "free",
        "lying on the right side": "free",
        "lying on the front": "top down",
        "kneeling": "top down",
        "all-fours": "top down",
    }
    assert {foot.kind for foot in parse(text=text).feet} == {kinds.get(word, "flat")}
    assert {foot.kind for foot in parse("hip: 20", text=text).feet} == {"free"}


def test_on_all_fours_the_hands_are_on_the_floor_unless_they_do_something_else() -> None:
    pose = parse("hands: {left: on the head}", head.replace("standing\n", "all-fours\n"))
    assert [(hand.how, hand.thing.part) for hand in pose.hands] == [("on", "head"), ("on", "floor")]


@pytest.mark.parametrize("word", trunk_angles)
def test_a_trunk_and_a_neck_have_angles_of_their_own(word: str) -> None:
    least, most = ranges[word]
    assert parse(f"{word}: {least:g}").trunk == {word: least}
    assert parse(f"{word}: {most:g}").trunk == {word: most}


@pytest.mark.parametrize("word", limb_angles)
def test_a_limb_has_angles_on_both_sides(word: str) -> None:
    least, most = ranges[word]
    assert parse(f"{word}: {{left: {least:g}, right: {most:g}}}").limbs == {word: (least, most)}


def test_an_arch_is_a_word() -> None:
    assert parse("arch: lifted").limbs["arch"] == (1, 1)
    assert parse("arch: {right: lifted}").limbs["arch"] == (None, 1)
    assert parse("arch: {left: relaxed}").limbs["arch"] == (0, None)
    assert "arch" not in parse().limbs


@pytest.mark.parametrize(
    ("text", "how", "thing", "sides"),
    [
        ("on the hips", "on", "hip", ["left", "right"]),
        ("on the knee", "on", "knee", ["left", "right"]),
        ("on the right knee", "on", "knee", ["right", "right"]),
        ("holding the other ankle", "holding", "ankle", ["right", "left"]),
        ("holding the other hand", "holding", "hand", ["right", "left"]),
        ("on the hand", "on", "hand", ["right", "left"]),
        ("behind the head", "behind", "head", [None, None]),
        ("holding the chair back", "holding", "chair back", [None, None]),
        ("holding the towel", "holding", "towel", [None, None]),
        ("on the chest", "on", "chest", [None, None]),
    ],
)
def test_a_hand_knows_whose_part_it_touches(
    text: str, how: str, thing: str, sides: list[str | None]
) -> None:
    hands = parse(f"hands: {{both: {text}}}").hands
    assert [(hand.how, hand.thing.part) for hand in hands] == [(how, thing)] * 2
    assert [hand.thing.side for hand in hands] == sides


def test_a_thing_may_be_between_or_round_both() -> None:
    pose = parse("props: [pillow between the knees, band round the thighs, step under left foot]")
    assert [(prop.how, *told(prop.target)) for prop in pose.props] == [
        ("between", None, "knee"),
        ("round", None, "thigh"),
        ("under", "left", "foot"),
    ]


def told(part: BodyPart) -> tuple[str | None, str]:
    return part.side, part.part


@pytest.mark.parametrize(
    ("text", "side", "part", "way"),
    [
        ("move knees apart", None, "knee", "apart"),
        ("move shoulder blades together", None, "shoulder blade", "together"),
        ("move right toes apart", "right", "toes", "apart"),
        ("move head to the left", None, "head", "left"),
        ("move chest round to the right", None, "chest", "round to the right"),
        ("press left knee outwards", "left", "knee", "outwards"),
        ("move chin back", None, "chin", "back"),
        ("move left ball of the foot up", "left", "ball of the foot", "up"),
    ],
)
def test_an_arrow_has_a_part_and_a_way(text: str, side: str | None, part: str, way: str) -> None:
    (arrow,) = parse(f"arrows: [{text}]").arrows
    assert (*told(arrow.target), arrow.way) == (side, part, way)


@pytest.mark.parametrize("part", body_parts)
def test_any_part_may_be_marked(part: str) -> None:
    text = part if part in middle_parts else f"right {part}"
    assert parse(f"works: [{text}]\nfault: [{text}]").works[0].part == part


@pytest.mark.parametrize(
    ("text", "target", "ways"),
    [
        ("left foot, from the inner side", ("left", "foot"), ("inner side",)),
        ("the right foot, from above and in front", ("right", "foot"), ("above", "front")),
        ("both feet, from the left side", (None, "foot"), ("left side",)),
        ("lower back, from behind", (None, "lower back"), ("behind",)),
        ("right hand, from the outer side and below", ("right", "hand"), ("outer side", "below")),
        ("head, from the back", (None, "head"), ("behind",)),
    ],
)
def test_a_look_says_what_and_from_where(
    text: str, target: tuple[str | None, str], ways: tuple[str, ...]
) -> None:
    look = parse(f"look: {text}").look
    assert look is not None
    assert (told(look.target), look.ways) == (target, ways)


def test_what_is_seen_close_has_no_view() -> None:
    (found,) = complaints("look: left foot, from above\nview: front")
    assert found == f"{path}:6: start.view: look says from where it is seen; leave view out"


# What is taken from the hold

hold = """hold:
  title: Sit
  description: A person sits.
  side: right
  view: front
  facing: left
  position: sitting
  props: [chair, ball under the right arch]
  trunk: 10
  twist: 5
  knee: {left: 90, right: 80}
  arch: {left: lifted}
  feet: {left: "flat, 30 ahead", right: free}
  hands: {left: on the left thigh, right: on the right knee}
  arrows: [move chest ahead]
  works: [back]
  touching: [left sole]
"""
words = "  title: Close\n  description: A foot.\n"
look = "  look: right foot, from above\n"


def parse_all_of(text: str) -> dict[str, Pose]:
    return {pose.name: pose for pose in parse_poses(path, head + text).poses}


@pytest.mark.parametrize(
    ("block", "name"),
    [
        (f"close-up:\n{words}{look}", "close-up"),
        (f"wrong:\n{words}{look}", "wrong"),
        ("phases:\n  Sit down:\n" + words.replace("  ", "    "), "phase-1"),
    ],
)
def test_what_a_block_does_not_say_is_taken_from_the_hold(block: str, name: str) -> None:
    poses = parse_all_of(hold + block)
    pose, held = poses[name], poses["hold"]
    for field in ("side", "view", "facing", "position", "trunk", "limbs", "feet", "hands", "props"):
        assert getattr(pose, field) == getattr(held, field), field
    for field in ("arrows", "works", "touching", "fault", "motion"):
        assert not getattr(pose, field), field
    assert (pose.title, pose.description) == ("Close", "A foot.")


def test_what_a_block_says_differs_from_the_hold_side_by_side() -> None:
    more = "  twist: -5\n  knee: {right: 20}\n  hands: {left: free}\n  props: [chair]\n"
    pose = parse_all_of(f"{hold}close-up:\n{words}{look}{more}")["close-up"]
    assert pose.trunk == {"trunk": 10, "twist": -5}
    assert pose.limbs["knee"] == (90, 20)
    assert [hand.how for hand in pose.hands] == ["free", "on"]
    assert [prop.thing for prop in pose.props] == ["chair"]


def test_a_foot_that_the_hold_leaves_to_itself_is_free_once_its_hip_is_bent() -> None:
    held = hold.replace('  feet: {left: "flat, 30 ahead", right: free}\n', "")
    pose = parse_all_of(f"{held}close-up:\n{words}{look}  hip: {{right: 100}}\n")["close-up"]
    assert [foot.kind for foot in pose.feet] == ["flat", "free"]


def test_in_another_position_the_angles_of_the_hold_mean_nothing() -> None:
    pose = parse_all_of(f"{hold}close-up:\n{words}{look}  position: kneeling\n")["close-up"]
    assert (pose.trunk, pose.limbs) == ({}, {})
    assert [foot.kind for foot in pose.feet] == ["top down"] * 2
    assert [hand.how for hand in pose.hands] == ["free", "free"]
    assert (pose.view, pose.facing, len(pose.props)) == ("front", "left", 2)
    assert not {"trunk", "knee", "feet.left", "hands"} & set(pose.lines)


def test_without_a_hold_a_close_up_is_taken_from_the_start() -> None:
    assert parse_all_of(f"close-up:\n{words}{look}")["close-up"].position == "standing"


def test_what_is_wrong_stands_alone_unless_it_is_seen_close() -> None:
    (found,) = complaints(text=f"{head}{hold}wrong:\n{words}")
    assert "wrong.position is missing; write position: ..." in found


def test_every_field_and_entry_has_its_line() -> None:
    pose = parse_all_of(hold)["hold"]
    names = ("position", "knee.left", "feet.right", "hands.left", "props.1", "works.0", "works.1")
    assert [pose.lines.get(name) for name in names] == [11, 15, 17, 18, 12, 20, None]
    assert pose.line_of("works.1", "works") == 20
    assert pose.line_of("neck") == pose.line == 5
    both = parse('hands:\n  both: "free, elbow 20"\nprops:\n  - mat\n  - wall')
    lines = [both.lines[name] for name in ("hands", "hands.left", "hands.right", "props.1")]
    assert lines == [5, 6, 6, 9]


def test_what_is_taken_from_the_hold_has_its_line_there() -> None:
    close = f"close-up:\n{words}{look}  props: [chair]\n  knee: {{right: 20}}\n"
    lines = parse_all_of(hold + close)["close-up"].lines
    assert [lines[name] for name in ("position", "knee.left", "hands")] == [11, 15, 18]
    assert [lines[name] for name in ("title", "props", "knee.right")] == [23, 26, 27]
    assert not {"props.1", "works", "works.0", "arrows"} & set(lines)
    straight = parse_all_of(f"{hold}close-up:\n{words}{look}  knee: 20\n")["close-up"]
    assert straight.line_of("knee.left", "knee") == 26


# Phases


def test_phases_are_poses_in_the_order_in_which_they_are_written() -> None:
    block = "    title: A\n    description: B.\n"
    phases = f"phases:\n  Swing back:\n{block}  Across:\n{block}    trunk: 30\n"
    close, wrong = f"close-up:\n{words}{look}", head.replace("start:", "wrong:")
    poses = parse_poses(path, head + wrong + close + phases + hold)
    assert poses.names == ("start", "hold", "phase-1", "phase-2", "close-up", "wrong")
    labels = [pose.phase for pose in poses.poses]
    assert labels == ["", "", "Swing back", "Across", "", ""]
    assert [pose.trunk.get("trunk") for pose in poses.poses[2:4]] == [10, 30]
    assert poses.poses[2].line == poses.poses[2].lines["title"] - 1


def test_a_phase_needs_words_of_its_own() -> None:
    text = f"{head}{hold}phases:\n  Sit down:\n    title: A\n    nee: 4\n"
    missing, unknown = complaints(text=text)
    assert missing.startswith(f"{path}:24: phases.Sit down.description is missing; write ")
    assert 'unknown field "phases.Sit down.nee"; did you mean "knee"?' in unknown


def test_there_are_up_to_nine_phases() -> None:
    phases = "phases:\n"
    for number in range(9):
        phases += f"  Part {number}:\n    title: A\n    description: B.\n"
    assert len(parse_all_of(phases)) == 10
    (found,) = complaints(text=f"{head}{phases}  Last:\n    title: A\n    description: B.\n")
    assert found == f"{path}:33: there are more than 9 phases; leave out those from here on"


def test_a_close_up_needs_a_look() -> None:
    (found,) = complaints(text=f"{head}{hold}close-up:\n{words}")
    assert found.startswith(f"{path}:23: close-up.look is missing; write look: ")


# Who it is


def test_a_file_names_its_person_or_takes_the_sites() -> None:
    assert parse_poses(path, head).person == usual
    assert parse_poses(path, head, "joe").person == "joe"
    assert parse_poses(path, f"person: sam\n{head}", "joe").person == "sam"
    (found,) = complaints(text=f"person: bob\n{head}")
    assert found == f'{path}:1: person is "bob"; allowed: {one_of(sorted(people))}'


def test_the_person_of_the_site_stands_in_its_settings() -> None:
    site = PurePosixPath("content/site.yaml")
    files = {path: head.encode(), site: b"title: Knees\nperson: joe\n"}
    assert [poses.person for poses in parse_all(files)] == ["joe"]
    with pytest.raises(ContentError) as caught:
        parse_all(files | {site: b"title: Knees\nperson: bob\n"})
    assert str(caught.value) == f'{site}:2: person is "bob"; allowed: {one_of(sorted(people))}'
    assert parse_all(files | {site: b"title: [\n"})[0].person == usual


def test_the_person_of_the_site_counts_for_the_hash_of_a_file_that_names_nobody() -> None:
    plain, named = b"start:\n", b"person: ann\nstart:\n"
    assert fingerprint_poses(plain, b"") == fingerprint_poses(plain, b"title: A\n")
    assert fingerprint_poses(plain, b"") != fingerprint_poses(plain, b"person: ann\n")
    assert fingerprint_poses(plain, b"person: ann\r\n") == fingerprint_poses(plain, b"person: ann")
    assert fingerprint_poses(named, b"person: joe\n") == fingerprint_poses(named, b"")
