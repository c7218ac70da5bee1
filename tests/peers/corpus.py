"""A library of any size: the project's own exercises, again and again under other names."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath

project = Path(__file__).resolve().parents[2]
parts = ("build.py", "fields", "figures", "generator", "locales", "static", "templates")
"""What of the project a site is built with."""


def make_corpus(exercises: int) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the files of a library with so many exercises, and not fewer than the project has.

    Exercises are copied round by round, with their figures and poses; what is copied in a round
    links to each other. Every second round copies a routine, too. The library has no address.
    """
    content = {
        PurePosixPath(file.relative_to(project / "content").as_posix()): file.read_bytes()
        for file in sorted((project / "content").rglob("*.*"))
    }
    slugs = [path.stem for path in content if path.parent.name == "exercises"]
    routines = [path.stem for path in content if path.parent.name == "routines"]
    settings = PurePosixPath("site.yaml")
    content[settings] = re.sub(rb"(?m)^address:.*", b'address: ""', content[settings])
    yield from content.items()
    for number in count(2):
        before = (number - 1) * len(slugs)
        copied = slugs[: max(exercises - before, 0)]
        if not copied:
            return
        routine = "" if number % 2 else routines[number // 2 % len(routines)]
        names = re.compile(rf"(?m)(\]\(|/exercises/|#|- |: |^)({'|'.join(copied)})(?![a-z])")
        for path, data in content.items():
            match path.parent.name:
                case "poses" | "figures" if names.match(path.name):
                    yield path.with_name(names.sub(rf"\1\2-{number}", path.name)), data
                case "exercises" if path.stem in copied:
                    yield rename(path, number), rewrite(data, names, number, before)
                case "routines" if path.stem == routine:
                    yield rename(path, number), rewrite(data, names, number, before)


def rename(path: PurePosixPath, number: int) -> PurePosixPath:
    """Return the path of a copy."""
    return path.with_stem(f"{path.stem}-{number}")


def rewrite(data: bytes, names: re.Pattern[str], number: int, before: int) -> bytes:
    """Return a text with a title and an order number of its own, that names copies like it."""
    text = names.sub(rf"\1\2-{number}", data.decode())
    text = re.sub(r"(?m)^(title: .*)$", rf"\1 {number}", text, count=1)
    place = re.compile(r"(?m)^order: (\d+)")
    return place.sub(lambda found: f"order: {before + int(found[1])}", text, count=1).encode()


def write_corpus(folder: Path, exercises: int) -> None:
    """Write such a library as a folder of content."""
    for path, data in make_corpus(exercises):
        write(folder / path, data)


def copy_project(folder: Path) -> Path:
    """Copy what a site is built with, and return its `build.py`; what that remembers lies there."""
    for part in parts:
        copy = shutil.copy if (project / part).is_file() else shutil.copytree
        copy(project / part, folder / part)
    return folder / "build.py"


def write(file: Path, data: bytes) -> None:
    """Write a file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def edit_title(file: Path, title: str) -> None:
    """Give a text another title, as one save of an editor does."""
    text = re.sub("(?m)^title: .*$", f"title: {title}", file.read_text("utf-8"), count=1)
    file.write_text(text, "utf-8")
