"""Figures drawn anew beside the preview, by a command in a process of its own.

So a page never waits for its figures, and the code that draws is read as it is now.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event, Thread

from generator.output.files import snapshot


class Redrawing:
    """Runs a command that draws, once at a time, when what it draws from or has drawn is new.

    *sources* and *figures* tell how these are now.
    """

    def __init__(
        self, command: Sequence[str], sources: Callable[[], object], figures: Callable[[], object]
    ) -> None:
        self.command = command
        self.sources = sources
        self.figures = figures
        self.asked = Event()

    def begin(self) -> None:
        """Wait for what is asked, in a thread of its own."""
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
            # What goes wrong it says itself, on the same terminal.
            subprocess.run(self.command, check=False)
        return sources, self.figures()


def redraw_beside(content: Path, command: Sequence[str]) -> Redrawing:
    """Return what draws the figures of a content folder by a command."""
    return Redrawing(
        command,
        sources=partial(look_at, content, "poses", "site.yaml"),
        figures=partial(look_at, content, "figures"),
    )


def look_at(content: Path, *names: str) -> dict[Path, tuple[int, int]]:
    """Return the times and sizes of some files and folders in a content folder, as they are now."""
    files = snapshot([content])
    return {
        path: each for path, each in files.items() if path.relative_to(content).parts[0] in names
    }
