"""The commands that draw: what they write, and what they leave alone."""

from __future__ import annotations

import ast
import shutil
import sys
from pathlib import Path

import pytest

from build import main, open_drawing
from figures.folder import read_plan
from tests.conftest import project
from tests.drawing.library import stand


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one exercise and its poses."""
    shutil.copytree(project / "tests" / "knee", tmp_path / "content")
    (tmp_path / "content" / "poses").mkdir()
    (tmp_path / "content" / "poses" / "half-squat.yaml").write_text(stand)
    return tmp_path / "content"


def run(content: Path, *arguments: str) -> int:
    return main([*arguments, "--content", str(content)])


def test_draw_writes_figures_and_then_has_nothing_to_do(content, capfd):
    assert run(content, "draw", "--check") == 1
    assert "its figures are not up to date: start, hold" in capfd.readouterr().err
    assert run(content, "draw") == 0
    assert capfd.readouterr().out.startswith("Figures: 2 drawn. ")
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


def imported_by(package: str) -> set[str]:
    """Return the first words of everything that the modules of a package import."""
    found = set()
    for file in (project / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").partition(".")[0])
    return found


def test_the_two_programs_import_nothing_of_each_other():
    assert "fields" in imported_by("figures") & imported_by("generator")
    assert imported_by("generator").isdisjoint({"figures"})
    assert imported_by("figures").isdisjoint({"generator", "build"})
    assert imported_by("fields").isdisjoint({"figures", "generator", "build"})


def test_a_preview_goes_on_where_what_drawing_needs_is_not_installed(content, monkeypatch):
    monkeypatch.setitem(sys.modules, "figures.folder", None)
    with open_drawing(content) as redraw:
        redraw()
    assert not (content / "figures").exists()
