"""Every pose of the site, every example of the guide and some rarer ones: things, floor, arrows
and aim lie where the body is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import numpy as np
import pytest

from fields.errors import ContentError
from figures.body.clothes import dress
from figures.body.mesh import load_body
from figures.figure import Figure, Shape
from figures.geometry.curves import path_points
from figures.geometry.vectors import Floats, length
from figures.picture import compose
from figures.picture.compose import mark_of, take_all
from figures.picture.places import Aim, close_width, find_aim, find_spot
from figures.picture.props import band_width, draw_things, drawers, over_cloth, thickness
from figures.picture.raster import Box
from figures.picture.room import draw_floor, mat_thickness, meets, near_down
from figures.picture.signs import Page, draw_signs
from figures.stance.person import embody
from figures.stance.skeleton import Person
from figures.stance.solve import solve_stance
from figures.words.people import people
from figures.words.pose import Pose, PoseFile
from figures.words.poses import parse_poses
from figures.words.terms import prop_kinds
from tests.drawing.examples import examples
from tests.drawing.library import block, path, stand

folder = Path(__file__).resolve().parent.parent.parent / "content" / "poses"
side_lying = "lying on the left side\nhip: 40\nknee: 60"
chair = "sitting\nprops: [chair]"
raised = "lying\nhip: {right: 70}\nknee: {right: 5}"
rarer = {
    "a cushion between the knees": f"{side_lying}\nprops: [mat, cushion between the knees]\n"
    "arrows: [circle left hip]\nlook: hips, from behind",
    "a rolled towel under the calf": "lying\nprops: [mat, rolled towel under the left calf]\n"
    "arrows: [press left calf down]\nlook: left calf, from the outer side",
    "a rolled towel under the neck": "lying\nprops: [rolled towel under the neck]\n"
    "arrows: [move head round to the left]\nlook: neck, from the right side",
    "a small rolled towel": "sitting on the floor\nprops: [rolled towel under the right ankle]\n"
    "arrows: [move right foot up]",
    "a towel to sit on": f"{chair[:-1]}, folded towel]\n"
    "arrows: [move chest from the hips, circle hips, circle left shoulder]",
    "a towel under a foot": f"{chair[:-1]}, folded towel under the right foot]\n"
    "arrows: [move right toes apart, circle right hand]\nlook: right toes, from above",
    "pillows under the knees": "lying\nhip: 30\nknee: 50\nprops: [pillow under the knees]\n"
    "arrows: [move knees together, circle left knee]\nlook: right knee, from the outer side",
    "a step": "standing\nprops: [step under the left foot]\nview: behind\n"
    'feet: {left: "flat, 15 high, 20 ahead"}\narrows: [circle chest]',
    "a step under the balls of the feet": "standing\nview: three-quarter behind\n"
    "props: [step under the balls of the feet]\n"
    "arrows: [move right heel down, move left heel down]",
    "a step ahead": 'standing\nprops: ["step, 30 ahead"]\nview: front\n'
    "arrows: [move chest round to the right, move left heel up]",
    "a stair ahead": "standing\nprops: [stair]\narrows: [move right knee up]",
    "a foot on the second step of a stair": "standing\ntrunk: 15\nview: from above\n"
    'props: ["stair under the right foot, 34 high"]\narrows: [move hips ahead]',
    "heels over the edge of a stair": "standing\nview: three-quarter behind\n"
    "props: [stair under the balls of the feet]\nfeet: on tiptoe\nankle: 15\n"
    "arrows: [move right heel down, move left heel down]",
    "a band in both hands": "standing\nshoulder: 80\nelbow: 30\nprops: [band]\n"
    "hands: {both: holding the band}\narrows: [move hands apart]\nview: front",
    "a band round the thighs": f"{side_lying}\nprops: [band round the thighs]\n"
    "arrows: [move right knee up]\nfault: [left knee]",
    "a band round a shin": f"{raised}\nprops: [band round the right shin]\n"
    "arrows: [move right foot towards the head]\nlook: right shin, from the inner side",
    "a band tied to a chair": f"{chair[:-1]}, band round the right foot]\n"
    "arrows: [to and fro right hand, move right toes up]\nlook: right foot, from below",
    "a band over a thigh": f"{raised}\nprops: [band over the right thigh]\n"
    'hands: {both: "holding the band, 45 high"}\nlook: left hand, from above',
    "a strap in both hands": "standing\nprops: [strap]\nshoulder: 70\n"
    "hands: {both: holding the strap}\narrows: [move left hand up]",
    "a ball in front of the foot": f'{chair[:-1]}, "ball under the left foot, 12 ahead"]\n'
    "look: left foot, from the front",
    "a ball under a hand": f"{chair[:-1]}, ball under the left hand]\n"
    "look: left wrist, from the outer side",
    "a pen in front of the toes": f"{chair[:-1]}, pen under the right toes]\n"
    "arrows: [move right toes together]\nlook: right big toe, from above",
    "a pen in the toes": f"{chair[:-1]}, pen in the left toes]\n"
    "hip: {left: 110}\nlook: left ankle, from behind",
    "a worktop to the left": "standing\nprops: [worktop]\nfacing: left\n"
    'hands: {right: "on the worktop, 14 ahead"}\narrows: [circle right foot]\nview: overhead',
    "a counter to the left": 'standing\nprops: ["counter, 15 ahead"]\nfacing: left\ntrunk: 6\n'
    'hands: {both: "on the counter, 22 ahead"}\narrows: [move right heel up]',
    "chair and wall from behind": f'{chair[:-1]}, "wall, 80 ahead"]\nview: behind\n'
    "arrows: [move shoulder blades together, move head round to the right]",
    "a table leg from behind": "sitting on the floor\nview: three-quarter behind\n"
    "props: [table leg, band over the left foot]\nfeet: {left: on the heel}\n"
    "arrows: [move left foot towards the shin]",
}
"""Poses with things and arrows that no exercise has yet."""


class Scene(NamedTuple):
    """A pose with all that lies round the body in its picture."""

    pose: Pose
    person: Person
    aim: Aim
    box: Box
    signs: list[Shape]

    def page(self, points: Floats) -> Floats:
        """Where places of the room are in the picture."""
        return self.aim.camera.project(points)[:, :2] * self.aim.scale


def scene_of(who: str, pose: Pose) -> Scene:
    body = load_body(people[who].body)
    person = embody(body, solve_stance(body, pose))
    aim = find_aim(pose, person)
    box = aim.box or Box(-100, -170, 100, 10)
    page = Page(person, aim.camera, box, aim.scale, lambda at: np.zeros(len(at)), lambda at: True)
    return Scene(pose, person, aim, box, draw_signs(pose, page))


def all_poses() -> dict[str, tuple[str, Pose]]:
    """Every pose, and who takes it, by its name."""
    files: dict[str, PoseFile] = {
        file.stem: parse_poses(PurePosixPath(file.name), file.read_text("utf-8"))
        for file in sorted(folder.glob("*.yaml"))
    }
    files |= {f"example {number}": parse_poses(path, text) for number, text in enumerate(examples)}
    files |= {name: parse_poses(path, block(words)) for name, words in rarer.items()}
    return {
        f"{name}: {pose.name}": (file.person, pose)
        for name, file in files.items()
        for pose in file.poses
    }


poses = all_poses()


def test_every_thing_has_a_drawing_and_every_drawing_is_of_a_thing() -> None:
    assert sorted(drawers) == sorted(prop_kinds)


@pytest.fixture(scope="module", params=poses)
def scene(request: pytest.FixtureRequest) -> Scene:
    return scene_of(*poses[request.param])


def test_every_thing_is_there_and_stands_on_the_floor(scene: Scene) -> None:
    for prop in scene.pose.props:
        drawn = drawers[prop.thing](prop, scene.pose, scene.person)
        assert bool(drawn) == (prop.thing != "shoe"), prop
    # A band goes round flesh that the floor would press flat, with an edge turned down and aslant.
    lowest = float(scene.person.points[:, 1].min()) - over_cloth - thickness - band_width / 2
    for thing in draw_things(scene.pose, scene.person):
        assert np.isfinite(thing.points).all()
        assert thing.points[:, 1].min() >= min(-mat_thickness, lowest) - 0.2, thing.role


def test_every_sign_lies_beside_the_body(scene: Scene) -> None:
    skin = scene.page(scene.person.points)
    arrows = [sign for sign in scene.signs if sign.role == "arrow"]
    assert bool(arrows) == bool(scene.pose.arrows)
    assert len(scene.signs) - len(arrows) >= len(scene.pose.fault)
    box = scene.box
    for sign in scene.signs:
        points = np.array(path_points(sign.path))
        ways = points[:, None] - skin
        far = float(np.sqrt((ways**2).sum(2).min(1)).max())
        # An arrow is a tenth of the picture long; rings and the arcs of a leg keep their size.
        assert far < (25 + (box.right - box.left) / 10) * scene.aim.scale


def test_the_floor_goes_from_edge_to_edge_with_one_shadow_under_feet_and_things(
    scene: Scene,
) -> None:
    camera, box = scene.aim.camera, scene.box
    things = draw_things(scene.pose, scene.person)
    ground, *shadows = draw_floor(scene.person, things, camera, box)
    assert ground.role == ("floor" if camera.up[1] > 0.999 else "ground")
    across = np.array(path_points(ground.path))[:, 0]
    assert across.min() <= box.left + 3.1
    assert across.max() >= box.right - 3.1
    all_flat = [spot * (1, 0, 1) for spot in near_down(scene.person, things)]
    # A card shows what a picture has past its edge.
    spots = [spot for spot in all_flat if meets(spot, camera, box)]
    assert len(shadows) == min(len(spots), 1)
    if spots:
        flat = camera.project(np.concatenate(spots))[:, :2]
        points = np.array(path_points(shadows[0].path))
        # What lies flat on the floor is seen to: its shadow is hardly larger than an oval round it.
        more = 2 + np.ptp(flat, axis=0) / 8
        assert (np.abs(points.min(0) - flat.min(0)) < more).all()
        assert (np.abs(points.max(0) - flat.max(0)) < more).all()


def test_a_close_look_holds_the_part_that_it_is_at(scene: Scene) -> None:
    aim, look = scene.aim, scene.pose.look
    assert length(aim.camera.near) == pytest.approx(1)
    if look is None or aim.box is None:
        assert look is None
        assert aim.box is None
        return
    x, y, _ = aim.camera.project(find_spot(look.target, scene.person).place[None])[0]
    assert aim.box.left < x < aim.box.right
    assert aim.box.top < y < aim.box.bottom
    assert (aim.box.right - aim.box.left) * aim.scale == pytest.approx(close_width, rel=0.01)


def test_what_is_equal_has_the_same_mark_whichever_objects_it_is_made_of():
    poses = parse_poses(PurePosixPath("content/poses/a.yaml"), stand)
    body = dress(poses.person).body
    stances = {pose.name: solve_stance(body, pose) for pose in poses.poses}
    scene, *others = next(take_all(poses, stances))
    one, equal = "".join(["a", "b"]), "".join(["a", "b"])
    assert one is not equal
    assert mark_of(scene, *others, one, one) == mark_of(scene, *others, one, equal)
    assert mark_of(scene, *others, one) != mark_of(scene, *others, "other")


def test_only_what_changed_since_the_last_drawing_is_solved_and_set_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    close = (
        f"{stand}close-up:\n  title: Close\n  description: Close.\n"
        "  look: left knee, from the outer side\n"
    )
    wrong = close + "wrong:" + stand.split("hold:")[1].replace("left: 30", "left: 9")
    made: list[str] = []
    for name in ("find_stance", "set_scene"):
        real = getattr(compose, name)

        def counted(*inputs, real=real, name=name):
            made.append(name)
            return real(*inputs)

        counted.__name__ = name
        monkeypatch.setattr(compose, name, counted)

    def count(text: str) -> tuple[int, int]:
        made.clear()
        poses = parse_poses(path, text)
        assert {each.name for each in compose.draw_unknown(poses, run=undrawn)} == {*poses.names}
        return made.count("find_stance"), made.count("set_scene")

    count(stand)
    assert count(wrong)[0] == 1  # a close-up shares the stance of the hold
    assert count(wrong) == (0, 0)
    assert count(changed := wrong.replace("left: 9", "left: 12")) == (1, 1)
    assert count(changed.replace("left: 30", "left: 33")) == (1, 2)


def undrawn(draw: object, taken: Iterable[compose.Taken]) -> Iterator[Figure]:
    """Stand in for what draws, where only what goes into a picture is asked."""
    return (bare_figure(scene.pose.name) for scene, *_ in taken)


def bare_figure(name: str) -> Figure:
    """Return a figure in which nothing is drawn."""
    words = dict.fromkeys(
        ("title", "description", "mirrored_title", "mirrored_description", "side", "person"), ""
    )
    return Figure(name=name, width=4, height=3, shapes=(), **words)


several = (
    f"{stand}wrong:{stand.split('hold:')[1].replace('left: 30', 'left: 9')}"
    "close-up:\n  title: Close\n  description: Close.\n  look: left knee, from the outer side\n"
)


def test_the_hold_is_handed_on_before_the_others_are_drawn() -> None:
    poses = parse_poses(path, several)
    drawn = []

    def draw(_: object, taken: Iterable[compose.Taken]) -> Iterator[Figure]:
        for scene, *_ in taken:
            drawn.append(scene.pose.name)
            yield bare_figure(scene.pose.name)

    done = compose.draw_unknown(poses, run=draw)
    assert next(done).name == "hold"
    assert drawn == ["hold"]
    assert [each.name for each in done] == ["start", "close-up", "wrong"]


def test_what_is_known_is_handed_on_undrawn() -> None:
    poses = parse_poses(path, several)
    marks = {each.name: each.mark for each in compose.draw_unknown(poses, run=undrawn)}
    done = compose.draw_unknown(poses, {marks["hold"], marks["wrong"]}, undrawn)
    assert [(name, mark, figure is None) for name, mark, figure, _ in done] == [
        ("start", marks["start"], False),
        ("close-up", marks["close-up"], False),
        ("hold", marks["hold"], True),
        ("wrong", marks["wrong"], True),
    ]


def test_a_sign_that_nobody_sees_is_told_of_its_own_picture_alone() -> None:
    knees = "left: 9, right: 5}\n"
    words = several.replace(knees, f"{knees}  view: front\n  works: [left hamstrings]\n")
    poses = parse_poses(path, words)
    done = {each.name: each.hidden for each in compose.draw_unknown(poses, run=undrawn)}
    (found,) = done.pop("wrong")
    assert "nobody sees where it is felt (left hamstrings)" in found.message
    assert not any(done.values())


def test_what_no_body_can_do_is_told_before_anything_is_drawn() -> None:
    poses = parse_poses(path, stand + "  hands: {left: on the right foot}\n")
    with pytest.raises(ContentError, match="does not reach"):
        next(compose.draw_unknown(poses, run=undrawn))
