"""Processes beside this one end with it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="needs /proc to see processes"
)
project = Path(__file__).resolve().parents[2]
script = """
import os, signal, sys, time
from fields.workers import open_workers

if __name__ == "__main__":
    # What a shell begins in the background hears no Ctrl+C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with open_workers(2) as workers:
        print(*workers._processes, flush=True)
        begun = workers.submit(os.getpid).result()
        print("ready", flush=True)
        workers.submit(time.sleep, 0.5)
        time.sleep(100)
"""


@contextmanager
def begin(folder: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Begin a process with two workers, and yield it with their numbers."""
    file = folder / "begin.py"
    file.write_text(script)
    with subprocess.Popen(
        [sys.executable, file],
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as begun:
        assert begun.stdout
        workers = [*map(int, begun.stdout.readline().split())]
        assert len(workers) == 2
        assert all(map(is_running, workers))
        yield begun, workers


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for_the_end_of(workers: list[int]) -> None:
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_workers_end_with_a_process_that_is_killed(tmp_path):
    with begin(tmp_path) as (begun, workers):
        begun.kill()
    wait_for_the_end_of(workers)


@pytest.mark.parametrize("ready", [False, True])
def test_after_ctrl_c_no_worker_is_left_and_none_has_said_anything(tmp_path, ready):
    with begin(tmp_path) as (begun, workers):
        if ready:
            begun.stdout.readline()
        # As a terminal does: to all of them.
        os.killpg(begun.pid, signal.SIGINT)
        said = begun.stderr.read()
    wait_for_the_end_of(workers)
    assert said.count("Traceback") == 1
    assert "begin.py" in said
