"""A problem names the folder that the author works in."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from fields.errors import Problem
from tests.commands.test_build import run
from tests.conftest import project


def test_a_problem_names_the_real_folder_in_its_place_and_in_its_words():
    problem = Problem(PurePosixPath("content/a.md"), 3, "put it in content/ or in my-content/")
    found = str(problem.within(PurePosixPath("../my knees")))
    assert found == "../my knees/a.md:3: put it in ../my knees/ or in my-content/"


def test_every_line_of_a_run_names_the_folder_that_was_given(tmp_path: Path):
    folder = tmp_path / "my knees"
    shutil.copytree(project / "tests" / "programmes" / "knee", folder)
    result = run("--content", folder, "--output", tmp_path / "site")
    assert f"check --content '{folder}'`" in result.stdout
    assert f"No address is set in {folder}/site.yaml" in result.stdout
    (folder / "notes.txt").write_text("x")
    (folder / "exercises" / "new.md").write_text("---\ntitle: A\n---\n\n![A](a.png)\n")
    result = run("--content", folder, "--output", tmp_path / "site")
    *problems, _ = result.stderr.splitlines()
    assert len(problems) > 5
    assert all(str(folder) in problem for problem in problems)
    assert "content/" not in result.stderr
