"""Processes beside this one, for work that several can do at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread


def count_cores() -> int:
    """Return how many cores this process may use, where the system tells; else, how many it has."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


@contextmanager
def open_workers(number: int | None = None) -> Iterator[Executor]:
    """Open so many processes, or as many as there are cores, and end them whatever happens."""
    # "spawn": a process that is copied from one with threads may wait for ever.
    number = number or count_cores()
    workers = ProcessPoolExecutor(number, get_context("spawn"), begin_worker)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's; they inherit it
    try:
        for _ in range(number):
            workers.submit(os.getpid)  # begins one, as long as none has nothing to do
        signal.signal(signal.SIGINT, before)
        yield workers
    finally:
        signal.signal(signal.SIGINT, before)
        workers.shutdown(cancel_futures=True)


def begin_worker() -> None:
    """End this process with the one that began it, however that ends."""
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait for the process that began this one, and end."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
