"""The disk: read the source folders, write the site. No other module opens a file.

A list of what was written, `.manifest`, lies in the output folder. It tells our files from
anybody else's: only what stands in it is ever replaced or removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.errors import ContentError, OutputError, Problem

manifest_name = ".manifest"
# Desktops leave these behind when somebody looks into a folder; they are nobody's work.
desktop_files = {".DS_Store", "Thumbs.db", "desktop.ini"}
# And editors, office programs and version control these, beside the file that they are of.
leavings = (
    *("*~", "~$*", "#*", ".*", "*.bak", "*.backup", "*.old", "*.orig", "*.rej", "*.save"),
    *("*.sw[a-p]", "*.tmp", "*.temp", "*.autosave", "ehthumbs.db"),
)


class Written(NamedTuple):
    """What a write did, in files."""

    changed: int
    removed: int


def read_tree(folder: Path, name: str) -> dict[PurePosixPath, bytes]:
    """Return all files below a folder by path, each path beginning with *name*.

    Hidden files and editors' backups are left out. Raises ContentError for all files that
    can't be read; a missing folder is an empty one.
    """
    files: dict[PurePosixPath, bytes] = {}
    problems = []

    def note(error: OSError) -> None:
        place = PurePosixPath(name, Path(error.filename or folder).relative_to(folder).as_posix())
        problems.append(Problem(place, 0, f"can't be read: {error.strerror}"))

    for directory, subfolders, names in os.walk(folder, onerror=note if folder.exists() else None):
        subfolders[:] = sorted(each for each in subfolders if not each.startswith("."))
        for each in sorted(names):
            if each in desktop_files or is_leaving(each):
                continue
            file = Path(directory, each)
            try:
                files[PurePosixPath(name, file.relative_to(folder).as_posix())] = file.read_bytes()
            except OSError as error:
                note(error)
    if problems:
        raise ContentError(problems)
    return files


def is_leaving(name: str) -> bool:
    """Tell whether a file's name is that of an editor's backup, or is hidden."""
    return any(fnmatch(name.lower(), pattern) for pattern in leavings)


def read_written(folder: Path, below: str) -> dict[PurePosixPath, bytes]:
    """Return what earlier builds wrote to one part of an output folder, by path."""
    paths = (path for path in read_manifest(folder) if path.parts[0] == below)
    return {path: (folder / path).read_bytes() for path in paths if (folder / path).is_file()}


def write_tree(
    folder: Path, tree: Mapping[PurePosixPath, bytes], sources: Iterable[Path]
) -> Written:
    """Make the folder hold just the tree: write what changed, remove what no longer belongs.

    Raises OutputError, before anything is touched, when the folder holds files that no build
    wrote, or is, contains or lies in one of the source folders.
    """
    ours = read_manifest(folder)
    refuse_sources(folder, sources)
    refuse_strangers(folder, ours)
    folder.mkdir(parents=True, exist_ok=True)
    # Named before they are written, so that a build that is killed leaves no stranger behind.
    write_manifest(folder, ours | tree.keys())
    changed = [path for path in sorted(tree) if write_changed(folder / path, tree[path])]
    stale = sorted(ours - tree.keys())
    for path in stale:
        remove(folder, path)
    write_manifest(folder, tree.keys())
    return Written(len(changed), len(stale))


def write_changed(file: Path, data: bytes) -> bool:
    """Write a file unless it holds the same already; a reader never sees half of it."""
    if file.is_file() and file.read_bytes() == data:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(data)
    part.replace(file)
    return True


def write_new(file: Path, data: bytes) -> None:
    """Write a file that is not there yet. Raises FileExistsError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(data)


def remove(folder: Path, path: PurePosixPath) -> None:
    """Remove a file, and the folders above it that are empty then."""
    (folder / path).unlink(missing_ok=True)
    for parent in path.parents[:-1]:
        if (folder / parent).is_dir() and not any((folder / parent).iterdir()):
            (folder / parent).rmdir()


def read_manifest(folder: Path) -> set[PurePosixPath]:
    """Return the paths that earlier builds wrote; none that would lead out of the folder."""
    file = folder / manifest_name
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    paths = {PurePosixPath(line) for line in lines if line}
    return {path for path in paths if not path.is_absolute() and ".." not in path.parts}


def write_manifest(folder: Path, paths: Iterable[PurePosixPath]) -> None:
    """Write the list of what is ours."""
    text = "".join(f"{path}\n" for path in sorted(paths))
    write_changed(folder / manifest_name, text.encode())


def refuse_sources(folder: Path, sources: Iterable[Path]) -> None:
    """Raise OutputError when the output would lie in, on or round a source folder."""
    target = folder.resolve()
    for source in (each.resolve() for each in sources):
        if target == source or target in source.parents or source in target.parents:
            raise OutputError(
                f"{folder} is, holds or lies in {source.name}/, which the site is made from"
            )


def refuse_strangers(folder: Path, ours: set[PurePosixPath]) -> None:
    """Raise OutputError when the folder holds a file that no earlier build wrote."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file, not a folder")
    strangers = sorted(
        path
        for path in (file.relative_to(folder) for file in folder.rglob("*") if not file.is_dir())
        if not is_ours(PurePosixPath(path.as_posix()), ours)
    )
    if strangers:
        raise OutputError(
            f"{folder} holds files that no build of this site wrote, such as {strangers[0]}; "
            "choose an empty folder, or move them away"
        )


def is_ours(path: PurePosixPath, ours: set[PurePosixPath]) -> bool:
    """Tell whether a file in the output folder may be there."""
    unfinished = path.name.startswith(".") and path.name.endswith(".part")
    original = path.with_name(path.name[1:-5]) if unfinished else path
    return original in ours or original.name in {manifest_name, *desktop_files}


def snapshot(folders: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Return the time of change and the size of every file below the folders."""
    files = (file for folder in folders for file in folder.rglob("*"))
    found = {}
    for file in files:
        try:
            status = file.stat()
        except OSError:  # removed since it was listed
            continue
        found[file] = (status.st_mtime_ns, status.st_size)
    return found
