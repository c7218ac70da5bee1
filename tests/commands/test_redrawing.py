"""Drawing beside the preview: what is new is drawn, once, and what changes meanwhile comes next."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from generator.commands.preview.redrawing import Redrawing

draw = """
import sys
from pathlib import Path
folder = Path(sys.argv[1])
(folder / "log").open("a").write("drawn\\n")
(folder / "figure").write_text((folder / "pose").read_text())
"""


class Folder:
    """A pose, its figure, and a command that draws it and keeps a log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pose, self.figure, self.log = path / "pose", path / "figure", path / "log"
        self.pose.write_text("stand")
        self.redrawing = Redrawing(
            self.command(),
            sources=self.pose.read_text,
            figures=lambda: self.figure.read_text() if self.figure.exists() else "",
        )

    def command(self, then: str = "") -> tuple[str, ...]:
        return sys.executable, "-c", draw + then, str(self.path)

    def runs(self) -> int:
        return self.log.read_text().count("drawn") if self.log.exists() else 0


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_it_draws_what_is_new_and_nothing_twice(folder):
    seen = folder.redrawing.draw(None)
    assert (folder.figure.read_text(), folder.runs()) == ("stand", 1)
    seen = folder.redrawing.draw(seen)
    assert folder.runs() == 1
    folder.pose.write_text("sit")
    seen = folder.redrawing.draw(seen)
    assert (folder.figure.read_text(), folder.runs()) == ("sit", 2)
    folder.figure.unlink()
    folder.redrawing.draw(seen)
    assert (folder.figure.read_text(), folder.runs()) == ("sit", 3)


def test_a_pose_that_changes_while_it_draws_is_drawn_next(folder):
    folder.redrawing.command = folder.command(then="(folder / 'pose').write_text('sit')")
    seen = folder.redrawing.draw(None)
    assert folder.figure.read_text() == "stand"
    folder.redrawing.draw(seen)
    assert folder.figure.read_text() == "sit"


def test_a_command_that_fails_is_run_again_only_when_something_has_changed(folder):
    folder.redrawing.command = folder.command(then="sys.exit(1)")
    seen = folder.redrawing.draw(None)
    assert folder.redrawing.draw(seen) == seen
    assert folder.runs() == 1


def test_nobody_waits_for_it(folder):
    folder.redrawing.begin()
    folder.redrawing.ask()
    for _ in range(200):
        if folder.figure.exists() and folder.figure.read_text():
            return
        time.sleep(0.05)
    raise AssertionError("nothing is drawn")
