"""Which sources have changed, whatever a system tells of it, or fails to tell."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import awatch

from generator.output.files import snapshot
from generator.output.unchanged import coarsest_clock

seconds_between_looks = 1
"""Where no change is told: shares of a network, containers, a system with too many watches."""
milliseconds_of_quiet = 50
"""A program that saves touches a file several times; what is told within these comes at once."""


class Seen:
    """What the sources were like when somebody looked last."""

    def __init__(self, folders: Collection[Path]) -> None:
        self.folders = folders
        self.files: dict[Path, tuple[int, int]] = {}
        self.marks: dict[Path, bytes] = {}
        self.find_changes()

    def find_changes(self, told: Collection[Path] = ()) -> list[Path]:
        """Return the files that are not as they were, and remember them as they are.

        Time and size tell. Where they may be the same all the same, what is in the file does:
        where somebody *told* of a change, and where the file is as young as its clock is coarse.
        """
        files = snapshot(self.folders)
        oldest = time.time_ns() - coarsest_clock
        young = {path for path, (changed, _) in files.items() if changed > oldest}
        marks = {path: read_mark(path) for path in (young | self.marks.keys() | {*told}) & {*files}}
        changed = [
            path
            for path in sorted(self.files.keys() | files.keys())
            if files.get(path) != self.files.get(path)
            or marks.get(path) != self.marks.get(path, marks.get(path))
            # Nobody knows what was in it: a build that comes to the same is soon forgotten.
            or (path in told and path not in self.marks)
        ]
        self.files = files
        self.marks = {path: marks[path] for path in young}
        return changed


def read_mark(path: Path) -> bytes:
    """Return what differs when a file's content does; empty when it can't be read."""
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).digest()
    return b""


async def follow(folders: Collection[Path], look: Callable[[Collection[Path]], None]) -> None:
    """Look whenever something is told to have changed below the folders, and every second."""
    while True:
        places = find_places(folders)
        try:
            async with aclosing(
                awatch(
                    *places,
                    watch_filter=None,
                    debounce=milliseconds_of_quiet,
                    step=10,
                    rust_timeout=seconds_between_looks * 1000,
                    yield_on_timeout=True,
                )
            ) as told:
                # A folder that was renamed or put back isn't the one that is watched.
                while find_places(folders) == places:
                    look({Path(path) for _, path in await anext(told)})
        except OSError:  # the system has no watches left, or a folder has just gone
            look(())
            await asyncio.sleep(seconds_between_looks)


def find_places(folders: Iterable[Path]) -> dict[Path, int]:
    """Return the folders that are there, and which ones they are."""
    places = {}
    for folder in folders:
        with suppress(OSError):
            places[folder] = folder.stat().st_ino
    return places
