"""The disk: read the source folders, write the site. No other module opens a file of either.

What an earlier build wrote is known from its list (see `manifest`); nothing else in the output
folder is touched. No link below a folder is followed: what lies behind it is not ours to publish,
and not ours to change.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from fields.errors import ContentError, OutputError, Problem
from generator.content.sources import Sources
from generator.output import manifest
from generator.output.compressed import copies_of, find_files
from generator.output.lock import locked
from generator.output.manifest import Manifest, list_files
from generator.output.places import (
    find_fault,
    find_leftovers,
    is_left_out,
    manifest_part,
    refuse_links,
    refuse_sources,
    refuse_strangers,
    visible,
    walk,
)

Tree = Mapping[PurePosixPath, bytes]
list_path = PurePosixPath(manifest.name)
waits = (0.05, 0.2, 0.8) if os.name == "nt" else ()
"""In seconds, before another try. Elsewhere a refusal stays one."""


class Written(NamedTuple):
    """What a write did, in files."""

    changed: int
    removed: int


def read_tree(folder: Path, name: str) -> dict[PurePosixPath, bytes]:
    """Return all files below a folder by path, each path beginning with *name*.

    Hidden files and editors' backups are left out. Raises ContentError for all files that
    can't be read or published; a missing folder is an empty one.
    """
    files: dict[PurePosixPath, bytes] = {}
    problems = []

    def note(file: Path, message: str) -> None:
        path = PurePosixPath(name, file.relative_to(folder).as_posix())
        problems.append(Problem(PurePosixPath(visible(str(path))), 0, message))

    def note_error(error: OSError) -> None:
        if os.path.lexists(folder):
            note(Path(error.filename or folder), f"can't be read: {error.strerror}")

    for path in walk(folder, lambda path: is_left_out(name / path), note_error):
        try:
            if message := find_fault(folder, path):
                note(folder / path, message)
            else:
                files[name / path] = (folder / path).read_bytes()
        except OSError as error:
            note_error(error)
    if problems:
        raise ContentError(problems)
    return files


def read_sources(content: Path, project: Path) -> Sources:
    """Return the files that a site is made of. Raises ContentError."""
    others = (read_tree(project / name, name) for name in ("templates", "static", "locales"))
    return Sources(read_tree(content, "content"), *others)


def write_tree(
    folder: Path,
    tree: Tree,
    sources: Iterable[Path],
    last: Callable[[], object] = lambda: None,
) -> Written:
    """Make the folder hold just the tree: write what changed, remove what no longer belongs.

    Waits while another build writes there; *last* is called while none does, when all is written.
    Raises OutputError, before anything is touched, when
    the folder holds files that no build wrote, or is, contains or lies in one of the source
    folders; later, when the disk refuses.
    """
    refuse_sources(folder, sources)
    with errors_said():
        # Else `mkdir` would say that it exists, of what nobody finds there.
        for place in (folder, *folder.parents):
            if place.is_symlink() and not place.exists():
                message = f"{folder} can't be written: {place} is a link that leads to nothing"
                raise OutputError(f"{message}; remove it, or make the folder that it names")
        if folder.exists() and not folder.is_dir():
            raise OutputError(f"{folder} is a file, not a folder")
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, lambda: say_waiting(folder)):
            ours = read_manifest(folder)
            refuse_links(folder, ours.keys() | tree.keys())
            refuse_strangers(folder, ours)
            refuse_to_replace(folder, tree, ours)
            for path in find_leftovers(folder, ours):
                (folder / path).unlink()
            written = write_changes(folder, tree, ours)
            last()
            return written


def refuse_to_replace(folder: Path, tree: Tree, ours: Manifest) -> None:
    """Raise OutputError where a host's file is in the way of another one of ours."""
    for path in sorted(tree.keys() - ours.keys()):
        file = folder / path
        if file.is_file() and file.read_bytes() != tree[path]:
            raise OutputError(
                f"{file} was not written by a build, so no build replaces it; move it away, or "
                "into content/files/, from where it goes out in place of ours"
            )


def write_changes(folder: Path, tree: Tree, ours: Manifest) -> Written:
    """Write what changed and remove what is *ours* and no longer belongs."""
    entries = list_files(tree)
    # The files themselves are asked, not their list: somebody may have touched one.
    changed = {path for path in tree if not holds(folder / path, tree[path])}
    copies = find_files(tree.keys())
    changed |= {copy for copy, file in copies.items() if file in changed}
    changed |= {
        copy for copy in copies.keys() - changed if not have_one_time(folder, copy, copies[copy])
    }
    # Copies go before their file: a host would go on sending them.
    stale = sorted(ours.keys() - tree.keys(), reverse=True)
    if not changed and ours == entries:
        return Written(0, 0)

    # Pages come last: each finds the styles and pictures that it asks for, and, as new pages come
    # before those that were there, the pages that it leads to. Copies follow their file.
    def place(path: PurePosixPath) -> tuple[bool, bool, PurePosixPath, PurePosixPath]:
        file = copies.get(path, path)
        return file.suffix == ".html", file in ours, file, path

    order = sorted(changed, key=place)
    files = {path: tree[path] for path in order} | {list_path: manifest.write_lines(entries)}
    # Of chance, so that two builds never share them: not every drive knows locks.
    token = os.urandom(8).hex()
    parts = {path: PurePosixPath(f".{token}-{n}.part") for n, path in enumerate(files)}
    # All is named before it is written, so that a build that is killed leaves no stranger behind.
    write_manifest(folder, ours | entries | dict.fromkeys(parts.values(), ""))
    try:
        # All is written before anything is exchanged: where the disk has no room for it, the site
        # stays as it was.
        write_parts(folder, files, parts, ours)
        # A file where a folder has to be, or a folder where a file has to be, must go first.
        above = {parent for path in tree for parent in path.parents}
        in_the_way = [path for path in stale if path in above or tree.keys() & {*path.parents}]
        removed = sum(remove(folder, path) for path in in_the_way)
        for path in order:
            if path in copies:
                set_time(folder / parts[path], folder / copies[path])
            # A host would send an old copy in place of the new file.
            for copy in (ours.keys() & {*copies_of(path)}) - (tree.keys() - changed):
                removed += remove(folder, copy) and copy not in tree
            exchange(folder / parts[path], folder / path)
        removed += sum(remove(folder, path) for path in stale)
        exchange(folder / parts[list_path], folder / list_path)
    except (OSError, OutputError):
        sweep(folder, parts.values())
        raise
    return Written(len(changed), removed)


def write_parts(
    folder: Path, files: Tree, parts: Mapping[PurePosixPath, PurePosixPath], ours: Manifest
) -> None:
    """Write each file as its part; where the disk refuses one, take all of them back.

    Raises OutputError.
    """
    try:
        for path, data in files.items():
            with refusal_of(folder / path):
                write_new(folder / parts[path], data)
    except OutputError:
        sweep(folder, parts.values())
        with suppress(OutputError):  # a list that names more than there is harms nothing
            write_manifest(folder, ours)
        raise


def sweep(folder: Path, parts: Iterable[PurePosixPath]) -> None:
    """Remove those of the parts that are there, as far as the disk lets us."""
    for part in parts:
        with suppress(OSError):
            (folder / part).unlink()


def holds(file: Path, data: bytes) -> bool:
    """Tell whether a file holds just this. Raises OSError."""
    return file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data


def have_one_time(folder: Path, *paths: PurePosixPath) -> bool:
    """Tell whether files are of the same time. Raises OSError."""
    return len({(folder / path).stat().st_mtime_ns for path in paths}) == 1


def set_time(file: Path, other: Path) -> None:
    """Give a file the time of another one, on a disk that keeps such times."""
    with suppress(OSError):
        moment = other.stat().st_mtime_ns
        os.utime(file, ns=(moment, moment))


def write_whole(file: Path, data: bytes, part: Path | None = None) -> None:
    """Write a file by way of a *part* file, so that a reader never sees half of it.

    Raises OutputError.
    """
    # Hidden and of chance: what is left behind of one is in nobody's way.
    part = part or file.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with refusal_of(file):
            write_new(part, data)
        exchange(part, file)
    except OutputError:
        with suppress(OSError):
            part.unlink()
        raise


def exchange(part: Path, file: Path) -> None:
    """Put a part in the place of its file. Raises OutputError."""
    with refusal_of(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            file.rmdir()  # an empty folder in its place is nobody's work
        put_in_place(part, file)


@contextmanager
def refusal_of(file: Path) -> Iterator[None]:
    """Raise OutputError where the disk refuses a file."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        if isinstance(error, PermissionError) and waits:
            reason += "; close the program that has it open, and build again"
        raise OutputError(f"{file} can't be written: {reason}") from None


def put_in_place(part: Path, file: Path) -> None:
    """Rename a part to its file, once nobody else has it open.

    Windows refuses as long as somebody does: mostly what looks for viruses, for a moment.
    """
    for seconds in waits:
        try:
            part.replace(file)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    part.replace(file)


def write_new(file: Path, data: bytes) -> None:
    """Write a file that is not there yet, and no link either. Raises FileExistsError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(data)


def write_all_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet, all of them or none. Raises FileExistsError."""
    written: list[Path] = []
    try:
        for file, data in files.items():
            write_new(file, data)
            written.append(file)
    except OSError:
        for file in written:
            file.unlink()
        raise


def remove(folder: Path, path: PurePosixPath) -> bool:
    """Remove a file, and the folders above it that are empty then; tell whether it was there."""
    was_there = os.path.lexists(folder / path) and not (folder / path).is_dir()
    if was_there:
        (folder / path).unlink()
    # A folder with anything else in it refuses to go.
    for each in (path, *path.parents[:-1]):
        with suppress(OSError):
            (folder / each).rmdir()
    return was_there


def read_manifest(folder: Path) -> Manifest:
    """Return the list of what earlier builds wrote. Raises OutputError when it is damaged."""
    file = folder / manifest.name
    try:
        return manifest.parse_manifest(file.read_bytes()) if file.is_file() else {}
    except ValueError:
        raise OutputError(
            f"{file} is damaged, so nothing tells which files there are of this site; "
            f"move away what is yours, remove the folder {folder} and build again"
        ) from None


def write_manifest(folder: Path, entries: Manifest) -> None:
    """Write the list of what is ours."""
    part = folder / manifest_part
    # A build that was killed may have left it.
    part.unlink(missing_ok=True)
    write_whole(folder / manifest.name, manifest.write_lines(entries), part)


def say_waiting(folder: Path) -> None:
    """Say why nothing happens."""
    print(f"Another build writes into {folder}; waiting for its end.", file=sys.stderr, flush=True)


@contextmanager
def errors_said() -> Iterator[None]:
    """Raise OutputError for what the disk refuses."""
    try:
        yield
    except OSError as error:
        place = f"{error.filename} " if error.filename else ""
        raise OutputError(f"{place}can't be written: {error.strerror or error}") from None


def snapshot(folders: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Return the time of change and the size of every file below the folders."""
    found = {}
    for folder in folders:
        for path in walk(folder):
            with suppress(OSError):  # removed since it was listed
                status = (folder / path).lstat()
                found[folder / path] = (status.st_mtime_ns, status.st_size)
    return found
