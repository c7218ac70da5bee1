"""Measure the preview: from a save to the page, beside Hugo's, and memory over many saves.

    python -m tests.measure_preview speed [--saves 20] [--exercises 10]
    python -m tests.measure_preview pose [--saves 20]
    python -m tests.measure_preview memory [--saves 10000]

Hugo shows the same texts and pictures; `make bench` brings it. The machines are noisy: saves take
turns, and the ratio says more than the seconds.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.needs import find_chromium
from tests.peers import hugo, version_of
from tests.peers.corpus import copy_project, edit_title, write_corpus

project = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(command: list[str | Path], ready: str) -> Iterator[subprocess.Popen[str]]:
    """Run a server, from when it says that it is *ready*."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        try:
            said = ""
            while ready not in said:
                line = process.stdout.readline()
                if not line:
                    raise RuntimeError(said)
                said += line
            yield process
        finally:
            process.terminate()
            process.stdout.read()  # a full pipe would hold it up


def time_save(page: Page, file: Path, title: str) -> float:
    """Return the seconds from a save to a page that shows it."""
    started = time.perf_counter()
    edit_title(file, title)
    page.wait_for_function(
        "title => document.querySelector('h1')?.textContent === title", arg=title
    )
    return time.perf_counter() - started


def measure_speed(chromium: str, program: str, saves: int, exercises: int) -> None:
    """Print the medians of both previews, one save of each after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = folder / "ours" / "content"
        write_corpus(content, exercises)
        hugo.write_site(folder / "hugo", content)
        ports = free_port(), free_port()
        exercise = Path("exercises", "toe-pressing")
        files = {
            "ours": content / exercise.with_suffix(".md"),
            "hugo": folder / "hugo" / "content" / exercise.with_suffix(".md"),
        }
        ours = [sys.executable, copy_project(folder / "ours"), "serve"]
        theirs = [program, "server", "--source", folder / "hugo", "--port", str(ports[1])]
        times: dict[str, list[float]] = {"ours": [], "hugo": []}
        with (
            running([*ours, "--port", str(ports[0])], "Look at http"),
            running(theirs, "Press Ctrl+C"),
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=chromium)
            pages = {"ours": browser.new_page(), "hugo": browser.new_page()}
            pages["ours"].goto(f"http://localhost:{ports[0]}/{exercise}.html")
            pages["hugo"].goto(f"http://localhost:{ports[1]}/{exercise}/")
            for number in range(saves + 1):
                for name, page in pages.items():
                    page.wait_for_timeout(1000)
                    times[name].append(time_save(page, files[name], f"Toe pressing, save {number}"))
            browser.close()
        texts = sum(1 for _ in (content / "exercises").iterdir())
    print(f"{texts} exercises, {saves} saves each; Hugo {version_of(program, 'version')}")
    # The first warms up what a server makes at the first change.
    medians = {name: median(each[1:]) for name, each in times.items()}
    for name, each in times.items():
        print(f"{name}: median {medians[name]:.2f} s, from {min(each[1:]):.2f} to {max(each):.2f}")
    print(f"ours / hugo: {medians['ours'] / medians['hugo']:.2f} (allowed: 0.5)")


def measure_pose(chromium: str, saves: int) -> None:
    """Print the medians from a save of a pose to another picture of the hold on the page, and to a
    page that was loaded with all pictures, over all exercises; the first save of each, which reads
    its body, is told apart."""
    shape = "document.querySelector('[data-pose=hold]').innerHTML"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, 10)
        slugs = sorted(file.stem for file in (folder / "exercises").iterdir())
        port = free_port()
        ours = [sys.executable, project / "build.py", "serve", "--content", folder]
        firsts: list[tuple[float, float]] = []
        times: list[tuple[float, float]] = []
        with running([*ours, "--port", str(port)], "Look at http"), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium)
            page = browser.new_page()
            for slug in slugs:
                file = folder / "poses" / f"{slug}.yaml"
                page.goto(f"http://localhost:{port}/exercises/{slug}.html")
                for number in range(1 + -(-saves // len(slugs))):
                    page.wait_for_timeout(3000)
                    before = page.evaluate(f"window.isOld = true; {shape}")
                    started = time.perf_counter()
                    # Back and forth: not every body can go on and on.
                    step = -1 if number % 2 else 1
                    file.write_text(turned(file.read_text("utf-8"), step), "utf-8")
                    page.wait_for_function(f"old => {shape} !== old", arg=before, timeout=60_000)
                    hold = time.perf_counter() - started
                    page.wait_for_function("() => !window.isOld", timeout=60_000)
                    taken = hold, time.perf_counter() - started
                    (times if number else firsts).append(taken)
                    print(f"{slug:32} {taken[0]:.2f} s, all {taken[1]:.2f} s", flush=True)
            browser.close()
    for which, pairs in (("first of a file", firsts), ("next", times)):
        for what, each in zip(("the hold", "all pictures"), zip(*pairs, strict=True), strict=True):
            print(
                f"pose to {what}, {which}: median of {len(each)} {median(each):.2f} s, "
                f"from {min(each):.2f} to {max(each):.2f}"
            )


def turned(text: str, step: int) -> str:
    """Return poses of which the hold bends one joint by so many degrees more."""
    start = text.index("\nhold:")
    found = re.compile(r"\n  (?:hip|knee|ankle|trunk): (?:\{\w+: )?(-?\d+)").search(text, start)
    assert found
    return text[: found.start(1)] + str(int(found[1]) + step) + text[found.end(1) :]


def measure_memory(saves: int) -> None:
    """Print how much memory the preview has after some saves; each is handled before the next."""
    with tempfile.TemporaryDirectory() as name:
        content = Path(name, "knees")
        shutil.copytree(project / "tests" / "programmes" / "knee", content)
        file = content / "exercises" / "heel-slide.md"
        good = file.read_text("utf-8")
        port = free_port()
        ours = [sys.executable, project / "build.py", "serve", "--content", content]
        with running([*ours, "--port", str(port)], "Look at http") as process:
            assert process.stdout
            for number in range(1, saves + 1):
                # Each tenth is a mistake.
                title = "titel" if number % 10 == 0 else "title"
                file.write_text(good.replace("title: ", f"{title}: {number} ", 1), "utf-8")
                heard = process.stdout.readline()
                while not re.search("Rebuilt at|goes on", heard):
                    heard = process.stdout.readline()
                ask(port, "/_preview/state?page=/exercises/heel-slide.html")
                ask(port, "/exercises/heel-slide.html")
                if number in (1, 100, 500) or number % 1000 == 0:
                    print(f"{number:6} saves: {memory_of(process.pid):6.1f} MB", flush=True)


def ask(port: int, path: str) -> None:
    """Ask as a page does."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    connection.getresponse().read()
    connection.close()


def memory_of(process: int) -> float:
    """Return how much memory a process has now, in MB. Linux only."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=("speed", "pose", "memory"))
    parser.add_argument("--saves", type=int)
    parser.add_argument("--exercises", type=int, default=10, help="how many the library has")
    args = parser.parse_args()
    if args.what == "memory":
        measure_memory(args.saves or 10_000)
        return
    chromium, program = find_chromium(), hugo.find_program()
    if chromium is None:
        parser.exit(1, "This needs a browser, which is not installed here.\n")
    if args.what == "pose":
        measure_pose(chromium, args.saves or 20)
    elif program is None:
        parser.exit(1, "This needs Hugo; `make bench` brings it.\n")
    else:
        measure_speed(chromium, program, args.saves or 20, args.exercises)


if __name__ == "__main__":
    main()
