"""The bytes of a source file -> its text, or its hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from fields.errors import ContentError, Problem
from fields.signs import unseen

# Read without YAML, so that there is a hash even where a file holds a mistake.
person = re.compile(rb"^person:[^\r\n]*", re.MULTILINE)

seen = bytes(range(32, 127)) + b"\t\n"
"""What is looked through for others takes a fifth of the time without these."""


def decode(path: PurePosixPath, data: bytes) -> str:
    """Return the text of a file, with plain line ends.

    Raises ContentError if it is not UTF-8, or holds signs that nobody sees.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "this is not UTF-8 text; save the file again as UTF-8"
        raise ContentError([Problem(path, line, message)]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = text.encode()
    if line := conflict_line(plain):
        message = "a merge has left two versions here; keep one of them"
        raise ContentError([Problem(path, line, message)])
    if unseen.search(plain.translate(None, seen).decode()):
        raise ContentError(
            Problem(
                path,
                text.count("\n", 0, sign.start()) + 1,
                f"a sign that nobody sees, U+{ord(sign[0]):04X}, stands here; delete it",
            )
            for sign in unseen.finditer(text)
        )
    return text


def find_undecoded(files: Mapping[PurePosixPath, bytes]) -> Iterator[Problem]:
    """Yield what `decode` says of those files that are read as text by their endings."""
    for path in sorted(files):
        if path.suffix in {".css", ".html", ".js", ".svg"}:
            try:
                decode(path, files[path])
            except ContentError as error:
                yield from error.problems


def conflict_line(data: bytes) -> int:
    """Return the line where a merge has left its two versions in a file; 0 if none has."""
    # As git marks it.
    place = (b"\n" + data).find(b"\n<<<<<<< ")
    return data.count(b"\n", 0, place) + 1 if place >= 0 else 0


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of a text file, whichever line ends and first mark a system gives it."""
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(plain).hexdigest()


def fingerprint_poses(data: bytes, site: bytes) -> str:
    """Return the hash of a pose file, and of the site's person if the file names nobody itself.

    *site* is site.yaml, empty if there is none.
    """
    usual = None if person.search(data) else person.search(site)
    return fingerprint(data + b"\n" + usual[0] if usual else data)
