"""A content folder on the disk: its poses and figures are read, its figures written."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import ParamSpec, TypeVar

from fields.errors import ContentError, Problem
from figures.draw import Plan, Track, draw_all, figures_folder, is_by_hand, plan_drawing
from figures.words.poses import poses_folder, site_file

Result = TypeVar("Result")
Given = ParamSpec("Given")

root = PurePosixPath("content")
kinds = {poses_folder: "*.yaml", figures_folder: "*.svg"}


def read_plan(content: Path) -> Plan:
    """Return what is to be drawn in a content folder. Raises ContentError and OSError."""
    files, problems = {}, []
    for folder, kind in kinds.items():
        for file in sorted((content / folder.relative_to(root)).glob(kind)):
            if file.name.startswith("."):
                continue
            if file.is_symlink() or not file.is_file():
                message = "this is a link or a folder; put the file itself here"
                problems.append(Problem(folder / file.name, 0, message))
            else:
                files[folder / file.name] = file.read_bytes()
    if problems:
        raise ContentError(problems)
    site = content / site_file.relative_to(root)
    if site.is_file():
        files[site_file] = site.read_bytes()
    return plan_drawing(files)


def draw_folder(content: Path, plan: Plan, workers: Executor, track: Track) -> None:
    """Draw all figures that are to be drawn, then write them, and remove those without a pose.

    What somebody has drawn by hand in the meantime stays. Raises ContentError, and then nothing is
    written, and OSError.
    """
    figures = draw_all(plan, workers, track)
    # Removed first: on a disk that knows no capitals, an old name may be that of a new figure.
    for path in plan.gone:
        file = content / path.relative_to(root)
        if not holds_work(file):
            file.unlink(missing_ok=True)
    write_figures(content, figures)


def write_figures(content: Path, figures: Mapping[PurePosixPath, bytes]) -> None:
    """Write figures, each whole or not at all. Raises OSError."""
    for path, data in figures.items():
        file = content / path.relative_to(root)
        file.parent.mkdir(exist_ok=True)
        if holds_work(file):
            continue
        part = file.with_name(f".{file.name}.{os.getpid()}.part")
        try:
            part.write_bytes(data)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def holds_work(file: Path) -> bool:
    """Tell whether a figure is there that somebody drew by hand."""
    return file.exists() and is_by_hand(file.read_bytes())


class Here(Executor):
    """Works in this process: quicker to begin with, where there is little to do."""

    def submit(
        self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        """Do one piece of work at once."""
        done: Future[Result] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@contextmanager
def open_workers() -> Iterator[Executor]:
    """Open as many processes as there are cores, and end them whatever happens."""
    # "spawn": a process that is copied from one with threads may wait for ever.
    workers = ProcessPoolExecutor(None, get_context("spawn"), begin_worker)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's; they inherit it
    try:
        workers.submit(os.getpid)  # begins all of them
        signal.signal(signal.SIGINT, before)
        yield workers
    finally:
        signal.signal(signal.SIGINT, before)
        workers.shutdown(cancel_futures=True)


def begin_worker() -> None:
    """End this process with the one that began it, however that ends."""
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """End this process as soon as the one that began it is gone."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
