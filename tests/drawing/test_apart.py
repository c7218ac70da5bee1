"""The drawing stands on its own: it needs nothing of the website."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

figures = Path(__file__).resolve().parent.parent.parent / "figures"


def imported(file: Path) -> set[str]:
    """The packages that a module imports from."""
    nodes = [*ast.walk(ast.parse(file.read_text("utf-8")))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("file", sorted(figures.rglob("*.py")), ids=lambda file: file.stem)
def test_a_module_imports_only_its_own_rooms_the_shared_reader_and_arrays(file: Path) -> None:
    assert imported(file) - sys.stdlib_module_names <= {"figures", "fields", "numpy"}


def test_the_words_of_a_pose_are_read_without_what_draws() -> None:
    code = "import sys, figures.words.poses; print('numpy' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=figures.parent, capture_output=True, check=True, text=True
    )
    assert found.stdout == "False\n"


@pytest.mark.parametrize(
    "file", sorted((figures.parent / "fields").rglob("*.py")), ids=lambda file: file.stem
)
def test_the_shared_reader_knows_nothing_of_what_it_reads_for(file: Path) -> None:
    assert not imported(file) & {"figures", "generator"}


@pytest.mark.parametrize(
    "file", sorted(Path(__file__).parent.glob("*.py")), ids=lambda file: file.stem
)
def test_these_tests_need_no_website_either(file: Path) -> None:
    assert not imported(file) & {"build", "generator"}
    assert "tests.conftest" not in file.read_text("utf-8").replace('"tests.conftest"', "")
