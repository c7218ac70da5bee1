"""The commands that draw: what they write, and what they leave alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from build import main
from figures.__main__ import main as draw_alone
from figures.draw import read_plan
from tests.conftest import project
from tests.drawing.library import stand
from tests.drawing.test_apart import imported


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one exercise and its poses."""
    shutil.copytree(project / "tests" / "programmes" / "knee", tmp_path / "content")
    (tmp_path / "content" / "poses").mkdir()
    (tmp_path / "content" / "poses" / "half-squat.yaml").write_text(stand)
    return tmp_path / "content"


def run(content: Path, *arguments: str) -> int:
    return main([*arguments, "--content", str(content)])


def test_draw_writes_figures_and_then_has_nothing_to_do(content, capfd):
    assert run(content, "draw", "--check") == 1
    assert "its figures are not up to date: start, hold" in capfd.readouterr().err
    assert run(content, "draw") == 0
    assert capfd.readouterr().out.startswith("Drawing 2 figures.\nFigures: 2 drawn. ")
    files = {file.name: file.read_bytes() for file in (content / "figures").iterdir()}
    assert sorted(files) == ["half-squat-hold.svg", "half-squat-start.svg"]
    assert run(content, "draw", "--check") == 0
    assert run(content, "draw") == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("Figures: 0 drawn, 2 up to date.")
    for name in files:
        (content / "figures" / name).unlink()
    assert run(content, "draw") == 0
    assert {file.name: file.read_bytes() for file in (content / "figures").iterdir()} == files


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("left: 30", "left: 300", "allowed"),
        ("position: standing\n  knee", "position: x\n  kne", "x"),
    ],
)
def test_a_mistake_in_one_pose_writes_nothing_at_all(content, capsys, old, new, words):
    (content / "poses" / "heel-slide.yaml").write_text(stand.replace(old, new))
    assert run(content, "draw") == 1
    error = capsys.readouterr().err
    assert "poses/heel-slide.yaml:" in error
    assert words in error
    assert not (content / "figures").exists()


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path, capsys):
    assert run(tmp_path / "nowhere", "draw") == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_the_figures_of_this_site_are_up_to_date():
    plan = read_plan(project / "content")
    assert [*plan.find_work()] == []


def test_the_website_imports_nothing_of_the_drawing():
    for file in (project / "generator").rglob("*.py"):
        assert not imported(file) & {"figures"}, file


without_numpy = "import sys; sys.modules['numpy'] = None; import build; sys.exit(build.main({}))"


def run_without_numpy(content: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process that has no numpy."""
    code = without_numpy.format([*arguments, "--content", str(content)])
    return subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )


def test_without_numpy_drawing_says_in_one_line_what_brings_it(content):
    done = run_without_numpy(content, "draw")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "build.py: numpy is not installed here, so nothing is drawn and the old figures stay; "
        "`make figures` and `make serve` install it\n"
    )
    assert not (content / "figures").exists()


def test_without_numpy_a_site_is_built_and_all_is_checked(content, tmp_path):
    output = ("--output", str(tmp_path / "site"))
    done = run_without_numpy(content, "build", *output)
    assert (done.returncode, done.stderr) == (0, "")
    done = run_without_numpy(content, "check")
    assert (done.returncode, done.stderr) == (0, "")
    done = run_without_numpy(content, "draw", "--check")
    assert done.returncode == 1
    assert "its figures are not up to date: start, hold" in done.stderr
    (content / "poses" / "half-squat.yaml").unlink()
    done = run_without_numpy(content, "draw")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_numpy_the_command_for_the_drawing_alone_says_so_too(content):
    code = "import sys; sys.modules['numpy'] = None; from figures import __main__ as command; "
    code += f"sys.exit(command.main([{str(content)!r}]))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "numpy is not installed here (requirements-draw.txt)\n"


def test_the_command_for_the_drawing_alone_says_where_it_found_no_pose(content, capsys):
    assert draw_alone([str(content.parent)]) == 1
    said = capsys.readouterr()
    assert f"there is no pose file (.yaml) in {content.parent / 'poses'}" in said.err
    assert said.out == ""


def test_a_figure_that_cannot_be_written_is_said(content, capfd):
    (content / "figures").write_text("in the way")
    assert run(content, "draw") == 2
    assert "figures" in capfd.readouterr().err


def test_a_process_that_is_ended_from_outside_is_said(content, monkeypatch, capsys):
    def end(*_):
        raise BrokenExecutor

    monkeypatch.setattr("figures.draw.draw_all", end)
    assert run(content, "draw") == 2
    assert "draw again" in capsys.readouterr().err


def test_a_pose_that_is_a_link_is_named_and_nothing_is_removed(content, tmp_path, capsys):
    assert run(content, "draw") == 0
    file = content / "poses" / "half-squat.yaml"
    file.rename(tmp_path / "elsewhere.yaml")
    file.symlink_to(tmp_path / "elsewhere.yaml")
    assert run(content, "draw") == 1
    assert "half-squat.yaml: this is a link or a folder" in capsys.readouterr().err
    assert (content / "figures" / "half-squat-hold.svg").exists()
