"""A content folder on the disk: its poses and figures are read, its figures written."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path, PurePosixPath
from threading import Thread

from figures.draw import Plan, Track, draw_all, figures_folder, plan_drawing
from figures.words.poses import poses_folder

root = PurePosixPath("content")
kinds = {poses_folder: "*.yaml", figures_folder: "*.svg"}


def read_plan(content: Path) -> Plan:
    """Return what is to be drawn in a content folder. Raises ContentError and OSError."""
    files = {
        folder / file.name: file.read_bytes()
        for folder, kind in kinds.items()
        for file in (content / folder.relative_to(root)).glob(kind)
        if not file.name.startswith(".") and not file.is_symlink()
    }
    return plan_drawing(files)


def draw_folder(content: Path, plan: Plan, workers: Executor, track: Track) -> None:
    """Draw all figures that are to be drawn, then write them, and remove those without a pose.

    Raises ContentError, and then nothing is written, and OSError.
    """
    write_figures(content, draw_all(plan, workers, track))
    for path in plan.gone:
        (content / path.relative_to(root)).unlink(missing_ok=True)


def write_figures(content: Path, figures: Mapping[PurePosixPath, bytes]) -> None:
    """Write figures, each whole or not at all. Raises OSError."""
    for path, data in figures.items():
        file = content / path.relative_to(root)
        file.parent.mkdir(exist_ok=True)
        part = file.with_name(f".{file.name}.part")
        part.write_bytes(data)
        part.replace(file)


@contextmanager
def open_workers(most: int | None = None) -> Iterator[Executor]:
    """Open as many processes as there are cores; each starts with its first job."""
    # "spawn": a process that is copied from one with threads may wait for ever.
    workers = ProcessPoolExecutor(most or os.cpu_count(), get_context("spawn"), begin_worker)
    try:
        yield workers
    finally:
        workers.shutdown(cancel_futures=True)


def begin_worker() -> None:
    """Leave Ctrl+C to the parent, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """End this process as soon as the one that began it is gone."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
