"""Whether anything has changed since a build, told before what builds is even read.

A build that ended well leaves behind how the disk describes each file that it read or wrote, and
what it said. The same command repeats that, as long as all these descriptions are the same. So
this module reads no other of ours, and little of Python's.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.output.manifest import fingerprint

coarsest_clock = 2_000_000_000
"""In nanoseconds. FAT keeps times to two seconds: within them a second save shows none."""
finest_clock = 50_000_000
"""Systems that keep nanoseconds move them on every few milliseconds only; 50 are a wide choice."""
project = Path(__file__).resolve().parents[2]
code = tuple(project / name for name in ("build.py", "fields", "generator"))
"""What a site is made with, beside Python and its packages."""
packages = (
    *("brotli", "jinja2", "markdown", "markupsafe", "nh3", "resvg", "rjsmin", "segno"),
    *("tinycss2", "webencodings", "yaml"),
)
"""Each that has a part in what is remembered; most builds read only some of them."""
faster_parts = ("_brotli", "_rjsmin")
"""Those of a package that lie beside it, where there are any."""
begun = time.time_ns()
"""When this process has begun to read what a site is made with; this module is the first of it."""


class Look(NamedTuple):
    """How some files were at a time, in nanoseconds. What was then too young to show a change of
    the same moment by its time is *young*: it was read."""

    at: int
    mark: str
    young: bool


def look(places: Iterable[Path], modules: Iterable[Path] = ()) -> Look:
    """Return how all files below some places are now, and the modules below others: like nothing
    else, if one can't be seen."""
    # Before they are listed: what changes meanwhile is young.
    now = time.time_ns()
    try:
        return look_through(list_files(places) + list_code(modules), now)
    except OSError:
        return Look(now, "unknown", young=True)


def look_through(files: Iterable[tuple[str, os.stat_result]], at: int) -> Look:
    """Return how listed files are, as seen *at* a time. Raises OSError."""
    rows, young = [], False
    for path, status in files:
        # A time to come is that of a clock that was put back.
        last = max(status.st_mtime_ns, status.st_ctime_ns)
        is_young = last > at - coarsest_clock and last > at - grain(status)
        young |= is_young
        rows.append((path, describe(status), read_mark(path) if is_young else ""))
    # By its second version, that of equal rows is equal: it has no references. Nothing else that
    # Python has at its start is as fast.
    return Look(at, hashlib.sha256(marshal.dumps(rows, 2)).hexdigest(), young)


def list_files(places: Iterable[Path]) -> list[tuple[str, os.stat_result]]:
    """Return the path of each file below some places, and how the disk describes it. Raises
    OSError."""
    return [each for place in places for each in walk(place)]


def list_code(places: Iterable[Path]) -> list[tuple[str, os.stat_result]]:
    """Return the same of code: Python follows links, and leaves files of its own beside it. Raises
    OSError."""
    return [each for place in places for each in walk(place, is_code=True)]


def walk(place: str | Path, is_code: bool = False) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the path of each file at or below a place, and how the disk describes it, in order.

    No link is followed below it, but where it *is code*. Raises OSError.
    """
    try:
        with os.scandir(place) as found:
            entries = sorted(found, key=lambda each: each.name)
    except NotADirectoryError:
        yield str(place), Path(place).stat()
        return
    except FileNotFoundError:
        return
    for each in entries:
        if not each.is_dir(follow_symlinks=is_code):
            yield each.path, each.stat(follow_symlinks=is_code)
        elif not (is_code and each.name == "__pycache__"):
            yield from walk(each.path, is_code)


def describe(status: os.stat_result) -> tuple[int, ...]:
    """Return what differs when a file does. A file's second time, that of any change of it or
    its name, can't be put back where a system keeps it."""
    return (
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_size,
        status.st_ino,
        status.st_mode,
    )


def grain(status: os.stat_result) -> int:
    """Return how long a file may seem unchanged after a change, in nanoseconds."""
    return finest_clock if status.st_mtime_ns % 1_000_000 else coarsest_clock


def read_mark(path: str) -> str:
    """Return what differs when a file's content does. Raises OSError."""
    file = Path(path)
    is_plain = file.is_file() and not file.is_symlink()
    return fingerprint(file.read_bytes()) if is_plain else ""


def list_packages() -> Iterator[str]:
    """Yield where packages are looked for, which there are, and of those that were installed the
    version and the time."""
    for folder in sys.path:
        yield folder
        with suppress(OSError), os.scandir(folder or ".") as found:
            for each in sorted(found, key=lambda each: each.name):
                if each.name.endswith((".dist-info", ".egg-info", ".pth")):
                    yield f"{each.path} {each.stat().st_mtime_ns}"
                elif each.name.endswith((".py", ".so", ".pyd")) or is_package(each):
                    yield each.path


def is_package(each: os.DirEntry[str]) -> bool:
    """Tell whether this is a folder with modules."""
    return each.is_dir() and Path(each.path, "__init__.py").exists()


def find_packages() -> tuple[Path, ...]:
    """Return where the packages lie that a site is made with. To find them reads none of them.

    Raises ModuleNotFoundError.
    """
    from importlib.util import find_spec  # here, since `recall` does without

    places: list[str] = []
    for name in (*packages, *faster_parts):
        spec = find_spec(name)
        if spec:
            places += spec.submodule_search_locations or [spec.origin or ""]
        elif name in packages:
            raise ModuleNotFoundError(name=name)
    return tuple(map(Path, places))


def is_read_in_part() -> bool:
    """Tell whether code has changed since this process has begun: nobody knows which of it was
    read."""
    try:
        found = list_code((*code, *find_packages()))
    except (OSError, ModuleNotFoundError):
        return True
    return any(
        max(status.st_mtime_ns, status.st_ctime_ns) > begun - grain(status) for _, status in found
    )


def find_file(project: Path, arguments: Sequence[str]) -> Path:
    """Return where what is known of a command is kept: this command, here, with this Python."""
    asked = (str(Path.cwd()), sys.version, *arguments, "", *list_packages())
    key = "\0".join(("unchanged", *asked)).encode("utf-8", "surrogateescape")
    return project / ".cache" / hashlib.sha256(key).hexdigest()


class Build(NamedTuple):
    """What a build that ended well leaves behind: what it made the site of, with which code, and
    how that was before; the site, and how it was afterwards; what it said."""

    sources: tuple[Path, ...]
    code: tuple[Path, ...]
    before: Look
    output: Path
    after: Look
    pages: str
    said: str


def write_build(name: str, build: Build) -> bytes:
    """Return the text of a file, behind the fingerprint of its name and of itself."""
    looks = (f"{each.at} {each.mark} {each.young:d}" for each in (build.before, build.after))
    places = map(str, (build.output, *build.sources, *build.code))
    parts = (*looks, build.pages, build.said, str(len(build.sources)), *places)
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return fingerprint(name.encode() + data).encode() + b"\n" + data


def parse_build(name: str, text: bytes) -> Build:
    """Return what a file says. Raises ValueError where it is damaged, or another command's."""
    mark, _, data = text.partition(b"\n")
    if mark != fingerprint(name.encode() + data).encode():
        raise ValueError("damaged")
    before, after, pages, said, number, *rest = data.decode("utf-8", "surrogateescape").split("\0")
    output, *places = map(Path, rest)
    sources, code = places[: int(number)], places[int(number) :]
    looks = parse_look(before), parse_look(after)
    return Build(tuple(sources), tuple(code), looks[0], output, looks[1], pages, said)


def parse_look(text: str) -> Look:
    """Return what `write_build` made a line of."""
    at, mark, young = text.split()
    return Look(int(at), mark, young == "1")


def recall(project: Path, arguments: Sequence[str]) -> str | None:
    """Return what a command would say that builds just what is there already, or None."""
    started = time.perf_counter()
    # Whatever is wrong here, to build is right.
    with suppress(OSError, ValueError):
        file = find_file(project, arguments)
        build = parse_build(file.name, file.read_bytes())
        now = time.time_ns()
        read = list_files(build.sources) + list_code(build.code)
        written = list_files([build.output])
        before, after = (look_through(read, build.before.at), look_through(written, build.after.at))
        if (before, after) == (build.before, build.after):
            if before.young or after.young:
                # From now on their times tell.
                before, after = look_through(read, now), look_through(written, now)
                keep(file, build._replace(before=before, after=after))
            return sum_up(build.pages, "0 files", started) + build.said
    return None


def sum_up(pages: str, changed: str, started: float) -> str:
    """Return in one line what was done since a moment of `time.perf_counter`."""
    return f"{pages}, {changed} changed, {time.perf_counter() - started:.2f} seconds.\n"


def keep(file: Path, build: Build) -> None:
    """Write what a build leaves behind; a disk that takes nothing only costs time."""
    part = file.with_name(f"{os.urandom(8).hex()}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(write_build(file.name, build))
        part.replace(file)
