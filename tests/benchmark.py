"""How long a build takes, beside Hugo and Pelican: `make bench`.

    python -m tests.benchmark [10 | 1000 | 10000]

All show the same texts and pictures and take turns; the fastest of some rounds counts. What is
measured, and what is allowed, stands in docs/performance.md. What is under way goes to stderr.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.peers import hugo, pelican, version_of
from tests.peers.corpus import copy_project, edit_title, write_corpus

address = "https://feet.clinic-name.org"
bare, full = "ours", "ours, with an address"
rounds = {10: 5, 1000: 3, 10_000: 1}
steps = ("cold", "unchanged", "one edit")
"""Into an empty folder with nothing remembered; again; and with another title in one file."""
allowed = {
    "nothing changed, to Hugo": (0.6, 0.1, 0.05),
    "nothing changed, with an address, to Hugo": (0.6, 0.1, 0.05),
    "one edit, to Hugo": (1.5, 0.35, 0.08),
    "one edit, with an address, to Hugo": (1.5, 0.35, 0.08),
    "cold, to Hugo": (3, 2.5, 1.5),
    "cold, to Pelican": (None, 1, None),
    "cold, what an address adds, ms a page": (60, 15, 15),
    "largest process, MiB": (50, 100, 400),
}
"""The most that each may be, by the sizes in `rounds`; the same as in docs/performance.md."""
Key = tuple[str, str]
"""A maker and a step."""


class Maker(NamedTuple):
    """A command that makes `content/` in a folder into `site/`, and may keep a `.cache/` there."""

    folder: Path
    command: tuple[str | Path, ...]
    page: str
    """Where the site has the text that is edited."""


class Cost(NamedTuple):
    """What a command took: seconds, and the MiB of its largest process."""

    seconds: float
    memory: float


def run(command: tuple[str | Path, ...]) -> Cost:
    """Run a command to its end, and return what it took."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        # With those that it has started and waited for.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode())
    # kB on Linux. No child has less than this process, which keeps little for that reason.
    return Cost(seconds, usage.ru_maxrss / 1024)


def make_all(folder: Path, exercises: int, program: str, pelican_program: str) -> dict[str, Maker]:
    """Write a library for each program, and return the makers by name."""
    ours, hugos, pelicans = (folder / name for name in ("ours", "hugo", "pelican"))
    write_corpus(ours / "content", exercises)
    hugo.write_site(hugos, ours / "content")
    pelican.write_site(pelicans, ours / "content")
    build = (sys.executable, copy_project(ours), "build")
    with_hugo = (program, "--source", hugos, "--destination", hugos / "site")
    settings = ("--settings", pelicans / "pelicanconf.py", "--cache-path", pelicans / ".cache")
    with_pelican = (pelican_program, *settings, "--output", pelicans / "site")
    page = "exercises/toe-pressing.html"
    return {
        "Hugo": Maker(hugos, with_hugo, "exercises/toe-pressing/index.html"),
        "Pelican": Maker(pelicans, with_pelican, f"pages/{page}"),
        bare: Maker(ours, build, page),
        full: Maker(ours, (*build, "--base-url", address), page),
    }


def measure(maker: Maker, title: str) -> Iterator[tuple[str, Cost]]:
    """Yield each step and what it took."""
    for name in ("site", ".cache"):
        shutil.rmtree(maker.folder / name, ignore_errors=True)
    for step in steps:
        if step == "one edit":
            edit_title(maker.folder / "content" / "exercises" / "toe-pressing.md", title)
        yield step, run(maker.command)
    page = maker.folder / "site" / maker.page
    if f"<h1>{title}</h1>" not in page.read_text("utf-8"):
        raise RuntimeError(f"{page} does not show the edit")


def measure_all(exercises: int, program: str, pelican_program: str) -> None:
    """Print what each maker takes for a library, and how that compares with what is allowed."""
    costs: dict[Key, list[Cost]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        makers = make_all(Path(name), exercises, program, pelican_program)
        # Python compiles what it imports, and keeps that; only the very first build pays for it.
        run((sys.executable, "-m", "compileall", "-q", makers[bare].folder))
        for number in range(rounds[exercises]):
            for maker, each in makers.items():
                for step, cost in measure(each, f"Toe pressing, round {number}, {maker}"):
                    costs[maker, step].append(cost)
                    print(f"{maker}, {step}: {cost.seconds:.2f} s", file=sys.stderr)
        pages = sum(1 for _ in (makers[bare].folder / "site").rglob("*.html"))
        texts = sum(1 for _ in (makers[bare].folder / "content" / "exercises").iterdir())
    seconds = {key: min(cost.seconds for cost in found) for key, found in costs.items()}
    memory = {
        maker: max(cost.memory for step in steps for cost in costs[maker, step]) for maker in makers
    }
    print(f"{texts} exercises, {pages} pages; seconds, the fastest of {rounds[exercises]}\n")
    print(f"{'':21}{''.join(f'{step:>10}' for step in steps)}   largest process")
    for maker in makers:
        row = "".join(f"{seconds[maker, step]:10.2f}" for step in steps)
        print(f"{maker:21}{row}{memory[maker]:14.0f} MiB")
    print(f"\n{'':42}{'is':>8}{'allowed':>10}")
    for what, value in compare(seconds, memory, pages).items():
        most = allowed[what][[*rounds].index(exercises)]
        if most is not None:
            print(f"{what:42}{value:8.2f}{most:10g}  {'met' if value <= most else 'NOT MET'}")


def compare(
    seconds: Mapping[Key, float], memory: Mapping[str, float], pages: int
) -> dict[str, float]:
    """Return what is allowed up to some most, by the names in `allowed`."""
    cold, unchanged, edit = steps
    added = seconds[full, cold] - seconds[bare, cold]
    values = (
        seconds[bare, unchanged] / seconds["Hugo", unchanged],
        seconds[full, unchanged] / seconds["Hugo", unchanged],
        seconds[bare, edit] / seconds["Hugo", edit],
        seconds[full, edit] / seconds["Hugo", edit],
        seconds[bare, cold] / seconds["Hugo", cold],
        seconds[bare, cold] / seconds["Pelican", cold],
        1000 * added / pages,
        max(memory[bare], memory[full]),
    )
    return dict(zip(allowed, values, strict=True))


def main() -> None:
    """Measure with libraries of the size that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("exercises", type=int, choices=[*rounds], nargs="?", default=10)
    exercises = parser.parse_args().exercises
    program, pelican_program = hugo.find_program(), shutil.which("pelican")
    if program is None or pelican_program is None:
        parser.exit(1, "This needs Hugo and Pelican; `make bench` brings them.\n")
    print(
        f"Hugo {version_of(program, 'version')}, "
        f"Pelican {version_of(pelican_program, '--version')} (it keeps what it has read), "
        f"Python {platform.python_version()}, {os.cpu_count()} cores"
    )
    measure_all(exercises, program, pelican_program)


if __name__ == "__main__":
    main()
