"""The list of what a build wrote, which lies in the output folder as `.manifest`.

It tells our files from anybody else's: only what stands in it is ever replaced or removed. Each
line is the fingerprint of a file and its path, as `sha256sum` writes them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

Manifest = dict[PurePosixPath, str]
"""The fingerprint of each file, or '' where none is known."""

name = ".manifest"
line_pattern = re.compile(r"(?:([0-9a-f]{64})  )?([^\0]+)")


def fingerprint(data: bytes) -> str:
    """Return what tells these bytes from all others."""
    return hashlib.sha256(data).hexdigest()


def parse_manifest(data: bytes) -> Manifest:
    """Return what a list says, but for paths that lead out of the folder.

    Raises ValueError when it is not UTF-8 text.
    """
    lines = data.decode().split("\n")
    found = [match for match in map(line_pattern.fullmatch, lines) if match]
    entries = {PurePosixPath(match[2]): match[1] or "" for match in found}
    return {path: mark for path, mark in entries.items() if leads_inside(path)}


def leads_inside(path: PurePosixPath) -> bool:
    """Tell whether a path names something in the folder it begins in."""
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def list_files(tree: Mapping[PurePosixPath, bytes]) -> Manifest:
    """Return the entries of files by path."""
    return {path: fingerprint(data) for path, data in tree.items()}


def write_lines(entries: Manifest) -> bytes:
    """Return a list as the text of its file."""
    lines = (f"{mark}  {path}\n" if mark else f"{path}\n" for path, mark in sorted(entries.items()))
    return "".join(lines).encode()
