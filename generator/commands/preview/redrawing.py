"""Figures drawn anew beside the preview, in a process of its own that has read all it needs.

So a page never waits for its figures. The code that draws is read as it is now: when that has
changed, the process is begun anew.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread

from generator.output.files import snapshot


class Redrawing:
    """Lets a command draw, once at a time, when what it draws from or has drawn is new.

    The command draws at each line that it is sent, and answers with one; it ends with what is sent,
    so also when the preview is killed. *sources*, *figures* and *code* tell how these are now;
    *answer* is the last one. While it *is_drawing*, some of the figures may be new and others not.
    """

    def __init__(
        self,
        command: Sequence[str],
        sources: Callable[[], object],
        figures: Callable[[], object],
        code: Callable[[], object],
    ) -> None:
        self.command = command
        self.sources = sources
        self.figures = figures
        self.code = code
        self.asked = Event()
        self.has_begun = False
        self.is_drawing = False
        self.answer = ""
        self.tell: Callable[[], object] = lambda: None
        self.begun_with: object = None
        self.process: subprocess.Popen[str] | None = None

    def begin(self, tell: Callable[[], object]) -> None:
        """Wait for what is asked, in a thread of its own; once is enough. *tell* is called when
        it has drawn, and there may be another answer."""
        if not self.has_begun:
            self.has_begun = True
            self.tell = tell
            # A daemon, for which the end of the preview doesn't wait.
            Thread(target=self.follow, daemon=True).start()

    def ask(self) -> None:
        """Let it look whether there is anything to draw; what it draws now goes on to its end."""
        self.asked.set()

    def follow(self) -> None:
        """Do what is asked, for ever."""
        seen: object = None
        while True:
            self.asked.wait()
            # Before it draws: what is asked meanwhile is not lost.
            self.asked.clear()
            seen = self.draw(seen)

    def draw(self, seen: object) -> object:
        """Draw, unless all is as it was *seen* last; return how it is seen now.

        Sources count as they were before: those that change meanwhile are drawn next.
        """
        sources = self.sources()
        if (sources, self.figures()) != seen:
            self.send()
        return sources, self.figures()

    def send(self) -> None:
        """Let the process draw, and wait until it has."""
        self.is_drawing = True
        try:
            process = self.ready()
            assert process.stdin
            assert process.stdout
            # What goes wrong it says itself, on the same terminal; one that has ended is begun
            # anew.
            with suppress(OSError):
                process.stdin.write("\n")
                process.stdin.flush()
                self.answer = process.stdout.readline()
                if self.answer:
                    return
            # It is ending, and may not have ended yet.
            self.end()
        finally:
            self.is_drawing = False
            self.tell()

    def ready(self) -> subprocess.Popen[str]:
        """Return a process that draws with the code as it is now."""
        # Before the code is read: what changes meanwhile is seen the next time.
        code = self.code()
        if self.process and (self.process.poll() is not None or code != self.begun_with):
            self.end()
        if not self.process:
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(self.command, stdin=pipe, stdout=pipe, text=True)
            self.begun_with = code
        return self.process

    def end(self) -> None:
        """End the process."""
        if self.process:
            self.process.communicate()
            self.process = None


def redraw_beside(content: Path, command: Sequence[str], project: Path) -> Redrawing:
    """Return what draws the figures of a content folder by a command of the project."""
    return Redrawing(
        command,
        sources=partial(look_at, content / "poses", content / "site.yaml"),
        figures=partial(look_at, content / "figures"),
        code=partial(look_at, project / "figures", project / "fields", project / "build.py"),
    )


def look_at(*places: Path) -> dict[Path, tuple[int, int]]:
    """Return the times and sizes of some files, and of those in some folders, as they are now."""
    found = snapshot(places)
    for place in places:
        if place.is_file():
            status = place.stat()
            found[place] = status.st_mtime_ns, status.st_size
    # What Python makes of its modules is nobody's change.
    return {path: each for path, each in found.items() if path.suffix != ".pyc"}
