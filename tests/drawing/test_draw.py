"""Which figures are drawn, which are left alone, and what stands on the disk afterwards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from fields.errors import ContentError, Problem
from figures.draw import draw_folder, figure_path, hash_code, plan_drawing, read_plan
from figures.picture.compose import Done
from tests.drawing.library import drawn, sketched, stand

project = Path(__file__).resolve().parent.parent.parent
pose = PurePosixPath("content/poses/half-squat.yaml")
hold = figure_path("half-squat", "hold")
start = figure_path("half-squat", "start")
by_hand = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sketch the figures of this process: here is asked which are drawn, not what is in them."""
    monkeypatch.setattr("figures.picture.compose.draw_unknown", sketched)


@pytest.fixture
def library(quickly: None) -> dict[PurePosixPath, bytes]:
    return drawn({pose: stand.encode()})


def work_in(files: dict[PurePosixPath, bytes]) -> list[str]:
    return [name for work in plan_drawing(files).work for name in work.names]


def test_what_is_drawn_is_up_to_date(library):
    assert {start, hold} < library.keys()
    plan = plan_drawing(library)
    assert (plan.work, plan.gone, plan.by_hand, plan.up_to_date) == ((), (), (), 2)


def test_a_changed_pose_is_drawn_again_and_no_other(library):
    other = PurePosixPath("content/poses/heel-slide.yaml")
    files = drawn(library | {other: stand.encode()})
    changed = files | {other: stand.replace("30", "60").encode()}
    assert [work.poses.path for work in plan_drawing(changed).work] == [other]
    assert drawn(changed)[hold] == library[hold]


def test_the_person_of_the_site_is_drawn_where_a_pose_file_names_nobody(library):
    site = PurePosixPath("content/site.yaml")
    assert work_in(library | {site: b"title: Knees\n"}) == []
    joe = library | {site: b"title: Knees\nperson: joe\n"}
    assert work_in(joe) == ["start", "hold"]
    assert [work.poses.person for work in plan_drawing(joe).work] == ["joe"]
    named = {pose: b"person: ann\n" + stand.encode()}
    assert plan_drawing(joe | named).work == plan_drawing(library | named).work


def test_line_ends_of_another_system_change_nothing(library):
    assert work_in(library | {pose: stand.replace("\n", "\r\n").encode()}) == []


def test_changed_code_draws_everything_again(library):
    code = plan_drawing.__globals__["code"].encode()
    assert work_in({path: data.replace(code, b"0") for path, data in library.items()}) == [
        "start",
        "hold",
    ]


def test_the_hash_of_the_code_covers_every_module_and_the_bodies(tmp_path, monkeypatch):
    shutil.copytree(project / "figures", tmp_path / "figures")
    monkeypatch.setattr("figures.draw.__file__", str(tmp_path / "figures" / "draw.py"))
    hashes = [hash_code()]
    assert hashes == [plan_drawing.__globals__["code"]]
    for name in ("body/body.npz", "words/people.py", "stance/solve.py", "colours.py"):
        file = tmp_path / "figures" / name
        file.write_bytes(file.read_bytes() + b"#")
        hashes.append(hash_code())
    assert len(set(hashes)) == 5
    (tmp_path / "figures" / "body" / "notes.txt").write_text("x")
    assert hash_code() == hashes[-1]


def test_a_missing_figure_is_drawn_again_by_itself(library):
    rest = {path: data for path, data in library.items() if path != hold}
    assert work_in(rest) == ["hold"]
    assert drawn(rest) == library


def test_of_a_changed_file_only_those_are_drawn_that_change(library, monkeypatch):
    def refuse(*figure: object) -> bytes:
        assert figure[0].name == "hold"
        return b"<svg/>"

    changed = stand.replace("left: 30", "left: 60").encode()
    monkeypatch.setattr("figures.svg.write_figure", refuse)
    files = drawn(library | {pose: changed})
    assert files[hold] == b"<svg/>"
    monkeypatch.undo()
    assert files[start] == drawn_as_new(changed)[start] != library[start]


def drawn_as_new(words: bytes) -> dict[PurePosixPath, bytes]:
    """Return the sketches of a pose file of which none was drawn before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("figures.picture.compose.draw_unknown", sketched)
        return drawn({pose: words})


def test_a_figure_whose_hashes_a_formatter_has_requoted_is_drawn_anew(library):
    requoted = re.sub(rb'data-(pose|code)="(\w+)"', rb"data-\1='\2'", library[start])
    changed = {pose: stand.encode() + b"# more\n"}
    assert drawn(library | {start: requoted} | changed) == drawn(changed)


def test_a_damaged_figure_is_drawn_again(library):
    whole = library[hold]
    for damaged in (
        b"\n",
        whole[: len(whole) // 2],
        whole.replace(b"<path", b"<<<<<<< ours\n<path", 1),
    ):
        assert drawn(library | {hold: damaged}) == library
    both = b"<<<<<<< ours\n" + whole + b"=======\n" + whole + b">>>>>>> theirs\n</svg>"
    assert drawn(library | {hold: both}) == library


@pytest.mark.parametrize("changed", [stand.replace("30", "60"), stand])
def test_what_was_drawn_by_hand_is_left_alone(library, changed):
    edited = library[start].replace(b"<svg ", b'<svg xmlns:inkscape="http://x" ', 1)
    files = library | {hold: by_hand, start: edited, pose: changed.encode()}
    assert plan_drawing(files).by_hand == (start, hold)
    assert drawn(files) == files


def test_what_was_drawn_by_hand_is_left_alone_beside_what_was_not(library):
    changed = stand.replace("30", "60").encode()
    files = drawn(library | {hold: by_hand, pose: changed})
    assert files[hold] == by_hand
    assert files[start] == drawn({pose: changed})[start]


@pytest.mark.parametrize("form", ["\n  {0}\n  {1}", " {1} {0}"])
def test_what_a_formatter_did_to_the_first_line_makes_nothing_drawn_by_hand(library, form):
    found = re.search(rb' (data-pose="\w+") (data-code="\w+")', library[hold])
    new = form.format(*(each.decode() for each in found.groups())).replace('"', "'")
    files = library | {hold: library[hold].replace(found[0], new.encode())}
    plan = plan_drawing(files)
    assert (plan.by_hand, plan.work) == ((), ())


def test_figures_go_with_their_pose(library):
    other = PurePosixPath("content/poses/heel-slide.yaml")
    without = {other if path == pose else path: data for path, data in library.items()}
    assert plan_drawing(without).gone == (hold, start)
    assert plan_drawing(without | {hold: by_hand}).gone == (start,)
    no_hold = stand[: stand.index("hold:")].encode()
    assert plan_drawing(library | {pose: no_hold}).gone == (hold,)


def test_no_figure_goes_when_all_poses_are_mislaid(library):
    assert plan_drawing({hold: library[hold], start: library[start]}).gone == ()


@pytest.mark.parametrize(
    "change",
    [
        (b"<path ", b'<path xml:space="preserve" '),
        (b"<title>", b'<x xmlns="urn:y"/><title>'),
        (b"<title>", b'<q:x xmlns:q="urn:y"/><title>'),
        (b"<path ", b'<path q:x="1" xmlns:q="urn:y" '),
    ],
)
def test_whatever_a_drawing_program_leaves_makes_a_figure_one_by_hand(library, change):
    files = library | {hold: library[hold].replace(*change, 1)}
    assert plan_drawing(files).by_hand == (hold,)


def test_a_drawn_figure_stays_one_in_another_encoding_and_with_odd_attributes(library):
    text = library[hold].decode()
    for data in (
        f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16"),
        text.replace("<svg ", '<svg aria-label="a>b" ', 1).encode(),
        b'<!-- <svg data-pose="x"> -->' + library[hold],
    ):
        assert plan_drawing(library | {hold: data}).by_hand == ()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one pose file."""
    (tmp_path / "content" / "poses").mkdir(parents=True)
    (tmp_path / "content" / "poses" / "half-squat.yaml").write_text(stand)
    return tmp_path / "content"


def test_nothing_is_written_when_a_pose_can_not_be_drawn(content, monkeypatch):
    def refuse(*_):
        raise ContentError([])

    plan = read_plan(content)
    monkeypatch.setattr("figures.draw.draw_all", refuse)
    with pytest.raises(ContentError):
        draw_folder(content, plan)
    assert not (content / "figures").exists()


def hiding(*inputs: object) -> Iterator[Done]:
    """Sketch, with a sign in the start that nobody sees."""
    for each in sketched(*inputs):
        hidden = (Problem(pose, 1, "nobody sees it"),) if each.name == "start" else ()
        yield each._replace(hidden=hidden)


@pytest.mark.parametrize(("one_by_one", "written"), [(False, set()), (True, {hold.name})])
def test_a_hidden_sign_stops_all_or_its_own_picture_alone(
    content, monkeypatch, one_by_one, written
):
    monkeypatch.setattr("figures.picture.compose.draw_unknown", hiding)
    with pytest.raises(ContentError, match="nobody sees it"):
        draw_folder(content, read_plan(content), one_by_one=one_by_one)
    assert {file.name for file in content.glob("figures/*")} == written
    # What could be drawn is up to date, and the other waits.
    assert len(read_plan(content).work[0].names) == 2 - len(written)


def test_one_by_one_each_is_written_before_the_next_is_drawn(content, monkeypatch):
    there = []

    def watched(*inputs: object) -> Iterator[Done]:
        for each in sketched(*inputs):
            there.append(len([*content.glob("figures/*.svg")]))
            yield each

    monkeypatch.setattr("figures.picture.compose.draw_unknown", watched)
    draw_folder(content, read_plan(content), one_by_one=True)
    assert there == [0, 1]


@pytest.mark.parametrize("one_by_one", [False, True])
def test_what_is_drawn_by_hand_while_drawing_goes_on_is_kept(content, one_by_one):
    file = content / "figures" / "half-squat-hold.svg"

    def meanwhile(draw, work):
        file.parent.mkdir()
        file.write_bytes(by_hand)
        return map(draw, work)

    draw_folder(content, read_plan(content), meanwhile, one_by_one=one_by_one)
    assert file.read_bytes() == by_hand
    assert sorted(each.name for each in file.parent.iterdir()) == [
        "half-squat-hold.svg",
        "half-squat-start.svg",
    ]


def test_figures_of_a_pose_that_is_gone_go_but_none_that_was_drawn_by_hand(content):
    draw_folder(content, read_plan(content))
    (content / "poses" / "half-squat.yaml").rename(content / "poses" / "squat.yaml")
    (content / "figures" / ".mine.svg").write_bytes(b"x")
    plan = read_plan(content)
    (content / "figures" / "half-squat-hold.svg").write_bytes(by_hand)
    draw_folder(content, plan)
    assert sorted(each.name for each in (content / "figures").iterdir()) == [
        ".mine.svg",
        "half-squat-hold.svg",
        "squat-hold.svg",
        "squat-start.svg",
    ]


def test_a_disk_that_refuses_leaves_no_half_figure(content, monkeypatch):
    def refuse(self, target):
        raise OSError(28, "No space left on device")

    plan = read_plan(content)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        draw_folder(content, plan)
    assert [*(content / "figures").iterdir()] == []


@pytest.mark.slow
def test_drawing_runs_by_itself(content, tmp_path):
    for package in ("figures", "fields"):
        shutil.copytree(project / package, tmp_path / package)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "figures", "content"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Figures: 2 drawn.\n"
    assert (content / "figures" / "half-squat-hold.svg").exists()
