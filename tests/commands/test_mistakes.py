"""Mistakes of an editor, as a table in `mistakes.yaml`: file, line and words, wherever said."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

import build
from generator.commands.findings import Finding
from generator.content.memory import make_anew
from generator.model import Settings
from tests.commands.test_build import Result, run
from tests.conftest import project
from tests.drawing.library import stand

Row = dict[str, Any]
rows: list[Row] = yaml.load(
    (Path(__file__).parent / "mistakes.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
)
names = [row["mistake"] for row in rows]


def copy_sources(folder: Path) -> Path:
    """Copy what a site is made from, with the knee programme and one pose file as its content."""
    for name in ("templates", "static", "locales"):
        shutil.copytree(project / name, folder / name)
    shutil.copytree(project / "tests" / "programmes" / "knee", folder / "content")
    (folder / "content" / "poses").mkdir()
    (folder / "content" / "poses" / "half-squat.yaml").write_text(stand)
    return folder


@contextmanager
def made(row: Row, folder: Path) -> Iterator[None]:
    """Make a mistake, and mend it afterwards."""
    file = folder / row["file"]
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    if row.get("gone"):
        file.unlink()
    elif "old" in row:
        assert row["old"] in before.decode()
        file.write_bytes(before.decode().replace(row["old"], row["new"], 1).encode())
    else:
        file.write_bytes(row["bytes"].encode("latin-1") if "bytes" in row else row["new"].encode())
    yield
    if before is not None:
        file.write_bytes(before)
        return
    file.unlink()
    if not any(file.parent.iterdir()):
        file.parent.rmdir()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of sources of their own, which is ours for so long."""
    with pytest.MonkeyPatch.context() as patch:
        folder = copy_sources(tmp_path_factory.mktemp("mistakes"))
        patch.setattr(build, "here", folder)
        yield folder


def check(folder: Path, form: str) -> Result:
    """Return what a check of the sources says in a form, with files as the table names them."""
    result = run("check", "--content", folder / "content", f"--format={form}")
    said = (text.replace(f"{folder}/", "") for text in (result.stdout, result.stderr))
    return Result(result.returncode, *said)


def test_the_sources_are_good_before_a_mistake_is_made(sources):
    assert check(sources, "text").returncode == 0


def test_the_table_has_sixty_mistakes_and_more_each_under_a_name_of_its_own():
    assert len({*names}) == len(names) >= 60


@pytest.mark.parametrize("row", rows, ids=names)
def test_a_mistake_is_named_with_its_file_its_line_and_what_to_do(sources, row, monkeypatch):
    with made(row, sources):
        args = Namespace(content=sources / "content")
        outcome = build.find_out(args, Settings(), make_anew)
    # What is built once is said in two forms.
    monkeypatch.setattr(build, "find_out", lambda *_: outcome)
    printed, said = (check(sources, form) for form in ("text", "json"))
    assert printed.stderr.splitlines()[:-1] == row["said"]
    assert [str(Finding(**each)) for each in json.loads(said.stdout)] == row["said"]
    assert (printed.returncode, said.returncode) == (1, 1)
