"""Whether anything has changed since a build, told before what builds is even read.

A build that ended well leaves behind how the disk describes each file that it read or wrote, and
what it said. The same command repeats that, as long as all these descriptions are the same. So
this module reads no other of ours, and of Python's only what is there at its start, or nearly:
`pathlib`, `typing` and what these read would take longer than to look at 4,000 files.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
import time

TYPE_CHECKING = False
"""Who checks types takes it for true, as that of `typing`."""
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypedDict

    File = tuple[str, int, int, int, int, int]
    """The path of a file, when it was modified, and when anything about it was changed, in
    nanoseconds; its size, its number on the disk, and its kind with its rights."""

    class Look(TypedDict):
        """How some files were *at* a time, in nanoseconds. What was then too young to show a change
        of the same moment by its time is *young*: it was read."""

        at: int
        mark: str
        young: bool

    class Build(TypedDict):
        """What a build that ended well leaves behind: what it made the site of, with which code,
        and how that was before; the site, and how it was afterwards; what it said."""

        sources: list[str]
        code: list[str]
        before: Look
        output: str
        after: Look
        pages: str
        said: str


coarsest_clock = 2_000_000_000
"""In nanoseconds. FAT keeps times to two seconds: within them a second save shows none."""
finest_clock = 50_000_000
"""Systems that keep nanoseconds move them on every few milliseconds only; 50 are a wide choice."""
project = os.path.realpath(f"{__file__}/../../..")
code = tuple(os.path.join(project, name) for name in ("build.py", "fields", "generator"))
"""What a site is made with, beside Python and its packages."""
packages = (
    *("brotli", "jinja2", "markdown", "markupsafe", "nh3", "resvg", "rjsmin", "segno"),
    *("tinycss2", "webencodings", "yaml"),
)
"""Each that has a part in what is remembered; most builds read only some of them."""
faster_parts = ("_brotli", "_rjsmin")
"""Those of a package that lie beside it, where there are any."""
mark_size = hashlib.sha256().digest_size
begun = time.time_ns()
"""When this process has begun to read what a site is made with; this module is the first of it."""


def look(places: Iterable[str], modules: Iterable[str] = ()) -> Look:
    """Return how all files below some places are now, and the modules below others: like nothing
    else, if one can't be seen."""
    # Before they are listed: what changes meanwhile is young.
    now = time.time_ns()
    try:
        return look_through(list_files(places) + list_files(modules, is_code=True), now)
    except OSError:
        return {"at": now, "mark": "unknown", "young": True}


def look_through(files: Sequence[File], at: int) -> Look:
    """Return how listed files are, as seen *at* a time. Raises OSError."""
    oldest = at - coarsest_clock
    young = [
        (path, read_mark(path))
        for path, modified, changed, *_ in files
        # A time to come is that of a clock that was put back.
        if (modified > oldest or changed > oldest) and is_young(modified, changed, at)
    ]
    return {"at": at, "mark": hash_rows(files, young), "young": bool(young)}


def hash_rows(*rows: Sequence[tuple[str | int, ...]]) -> str:
    """Return what differs when any of the rows does."""
    # By its second version, that of equal rows is equal: it has no references. Nothing else that
    # Python has at its start is as fast.
    return hashlib.sha256(marshal.dumps(rows, 2)).hexdigest()  # type: ignore[arg-type]


def list_files(places: Iterable[str], is_code: bool = False) -> list[File]:
    """Return each file at or below some places, in order. No link is followed below them, but where
    it *is code*: Python does, and leaves files of its own beside it. Raises OSError."""
    found: list[File] = []
    for place in places:
        add_files(found, place, is_code)
    return found


def add_files(found: list[File], place: str, is_code: bool) -> None:
    """Add each file at or below a place: see `list_files`."""
    try:
        with os.scandir(place) as listed:
            entries = sorted(listed, key=lambda each: each.name)
    except NotADirectoryError:
        found.append(describe(place, os.stat(place)))
        return
    except FileNotFoundError:
        return
    for each in entries:
        if not each.is_dir(follow_symlinks=is_code):
            found.append(describe(each.path, each.stat(follow_symlinks=is_code)))
        elif not (is_code and each.name == "__pycache__"):
            add_files(found, each.path, is_code)


def describe(path: str, status: os.stat_result) -> File:
    """Return what differs when a file does. Its second time, that of any change of it or its name,
    can't be put back where a system keeps it."""
    return (
        path,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_size,
        status.st_ino,
        status.st_mode,
    )


def is_young(modified: int, changed: int, at: int) -> bool:
    """Tell whether a file may have changed after a time without another time of its own."""
    return max(modified, changed) > at - (finest_clock if modified % 1_000_000 else coarsest_clock)


def read_mark(path: str) -> str:
    """Return what differs when a file's content does. Raises OSError."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return ""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def list_packages() -> Iterator[str]:
    """Yield where packages are looked for, which there are, and of those that were installed the
    version and the time."""
    for folder in sys.path:
        yield folder
        try:
            with os.scandir(folder or ".") as found:
                for each in sorted(found, key=lambda each: each.name):
                    if each.name.endswith((".dist-info", ".egg-info", ".pth")):
                        yield f"{each.path} {each.stat().st_mtime_ns}"
                    elif each.name.endswith((".py", ".so", ".pyd")) or is_package(each):
                        yield each.path
        except OSError:
            pass


def is_package(each: os.DirEntry[str]) -> bool:
    """Tell whether this is a folder with modules."""
    return each.is_dir() and os.path.exists(os.path.join(each.path, "__init__.py"))


def find_packages() -> tuple[str, ...]:
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
    return tuple(places)


def is_read_in_part() -> bool:
    """Tell whether code has changed since this process has begun: nobody knows which of it was
    read."""
    try:
        found = list_files((*code, *find_packages()), is_code=True)
    except (OSError, ModuleNotFoundError):
        return True
    return any(is_young(modified, changed, begun) for _, modified, changed, *_ in found)


def find_file(project: str, arguments: Sequence[str]) -> str:
    """Return where what is known of a command is kept: this command, here, with this Python."""
    asked = (os.getcwd(), sys.version, *arguments, "", *list_packages())
    key = "\0".join(("unchanged", *asked)).encode("utf-8", "surrogateescape")
    return os.path.join(project, ".cache", hashlib.sha256(key).hexdigest())


def write_build(file: str, build: Build) -> bytes:
    """Return what lies in a file, behind the fingerprint of its name and of itself."""
    data = marshal.dumps(build)  # type: ignore[arg-type]  # it is a plain dict
    return mark_of(file, data) + data


def parse_build(file: str, kept: bytes) -> Build:
    """Return what lies in a file. Raises ValueError where it is damaged, or another command's."""
    mark, data = kept[:mark_size], kept[mark_size:]
    if mark != mark_of(file, data):
        raise ValueError("damaged")
    build: Build = marshal.loads(data)
    return build


def mark_of(file: str, data: bytes) -> bytes:
    """Return what tells the data of a file from all other, and from that of other files."""
    return hashlib.sha256(os.path.basename(file).encode() + data).digest()


def recall(project: str, arguments: Sequence[str]) -> str | None:
    """Return what a command would say that builds just what is there already, or None."""
    started = time.perf_counter()
    try:
        file = find_file(project, arguments)
        with open(file, "rb") as kept:
            build = parse_build(file, kept.read())
        now = time.time_ns()
        read = list_files(build["sources"]) + list_files(build["code"], is_code=True)
        written = list_files([build["output"]])
        before = look_through(read, build["before"]["at"])
        after = look_through(written, build["after"]["at"])
        if before != build["before"] or after != build["after"]:
            return None
        if before["young"] or after["young"]:
            # From now on their times tell.
            before, after = look_through(read, now), look_through(written, now)
            keep(file, {**build, "before": before, "after": after})
    # Whatever is wrong here, to build is right; what other code has kept has other fields.
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return sum_up(build["pages"], "0 files", started) + build["said"]


def sum_up(pages: str, changed: str, started: float) -> str:
    """Return in one line what was done since a moment of `time.perf_counter`."""
    return f"{pages}, {changed} changed, {time.perf_counter() - started:.2f} seconds.\n"


def keep(file: str, build: Build) -> None:
    """Write what a build leaves behind; a disk that takes nothing only costs time."""
    folder = os.path.dirname(file)
    part = os.path.join(folder, f"{os.urandom(8).hex()}.part")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(part, "wb") as written:
            written.write(write_build(file, build))
        os.replace(part, file)
    except OSError:
        pass
