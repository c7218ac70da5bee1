"""Drawing beside the preview: what is new is drawn, once, and what changes meanwhile comes next."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.commands.preview.redrawing import Redrawing
from tests.conftest import project

draw = """
import os, sys
from pathlib import Path
folder = Path(sys.argv[1])
with (folder / "log").open("a") as log:
    print("begun", os.getpid(), file=log)
for _ in sys.stdin:
    with (folder / "log").open("a") as log:
        print("drawn", file=log)
    (folder / "figure").write_text((folder / "pose").read_text())
    {then}
    print(flush=True)
with (folder / "log").open("a") as log:
    print("ended", file=log)
"""


class Folder:
    """A pose, its figure, and a command that draws it and keeps a log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pose, self.figure, self.log = path / "pose", path / "figure", path / "log"
        self.pose.write_text("stand")
        self.code = 1
        self.redrawing = Redrawing(
            self.command(),
            sources=self.pose.read_text,
            figures=lambda: self.figure.read_text() if self.figure.exists() else "",
            code=lambda: self.code,
        )

    def command(self, then: str = "pass") -> tuple[str, ...]:
        return sys.executable, "-c", draw.format(then=then), str(self.path)

    def runs(self, what: str = "drawn") -> int:
        return self.log.read_text().count(what) if self.log.exists() else 0


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    folder = Folder(tmp_path)
    yield folder
    folder.redrawing.end()


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


def test_the_process_stays_until_its_code_changes(folder):
    seen = folder.redrawing.draw(None)
    folder.pose.write_text("sit")
    seen = folder.redrawing.draw(seen)
    assert (folder.runs("begun"), folder.runs("drawn")) == (1, 2)
    folder.code = 2
    folder.pose.write_text("kneel")
    folder.redrawing.draw(seen)
    assert (folder.runs("begun"), folder.runs("ended"), folder.runs("drawn")) == (2, 1, 3)


def test_a_process_that_was_ended_is_begun_anew(folder):
    seen = folder.redrawing.draw(None)
    folder.redrawing.process.kill()
    folder.pose.write_text("sit")
    seen = folder.redrawing.draw(seen)
    folder.pose.write_text("kneel")
    folder.redrawing.draw(seen)
    assert folder.figure.read_text() == "kneel"


def test_a_process_that_ends_and_is_not_yet_known_to_have_ended_is_begun_anew(folder):
    seen = folder.redrawing.draw(None)
    folder.redrawing.process.kill()
    folder.redrawing.process.poll = lambda: None
    folder.pose.write_text("sit")
    seen = folder.redrawing.draw(seen)
    folder.pose.write_text("kneel")
    folder.redrawing.draw(seen)
    assert folder.figure.read_text() == "kneel"


def test_it_ends_with_a_preview_that_is_killed(folder):
    code = (
        "import sys, time\n"
        "from generator.commands.preview.redrawing import Redrawing\n"
        "none = lambda: 0\n"
        "Redrawing(sys.argv[1:], none, none, none).draw(None)\n"
        "print('drawn', flush=True)\n"
        "time.sleep(60)\n"
    )
    command = (sys.executable, "-c", code, *folder.command())
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE) as preview:
        assert preview.stdout.readline()
        assert not folder.runs("ended")
        preview.kill()
    wait_until(lambda: folder.runs("ended"))


def test_nobody_waits_for_it_and_each_end_is_told(folder):
    told: list[tuple[str, bool]] = []
    redrawing = folder.redrawing
    redrawing.begin(lambda: told.append((redrawing.answer, redrawing.is_drawing)))
    redrawing.ask()
    wait_until(lambda: folder.figure.exists() and folder.figure.read_text())
    wait_until(lambda: told == [("\n", False)])
    redrawing.ask()  # there is nothing to draw
    time.sleep(0.3)
    assert told == [("\n", False)]
    folder.pose.write_text("sit")
    redrawing.ask()
    # Half a file that was seen is drawn, and then the whole.
    wait_until(lambda: told[1:] and {*told} == {("\n", False)})


def test_it_says_that_it_draws_from_the_beginning_to_the_end(folder):
    go_on = folder.path / "go on"
    wait = "import time\n    while not (folder / 'go on').exists(): time.sleep(0.01)"
    folder.redrawing.command = folder.command(then=wait)
    assert not folder.redrawing.is_drawing
    folder.redrawing.begin(lambda: None)
    folder.redrawing.ask()
    wait_until(folder.figure.exists)
    assert folder.redrawing.is_drawing
    go_on.touch()
    wait_until(lambda: not folder.redrawing.is_drawing)


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
