"""What is slow to make, remembered by a key that says all that went into it.

The folder that it lies in may be removed at any time: all of it is made again.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from fields.errors import OutputError
from generator.output.files import write_whole
from generator.output.manifest import fingerprint

code_folder = Path(__file__).resolve().parents[1]
own_name = re.compile(r"[0-9a-f]{64}|[0-9a-f]{16}\.part")
days_kept = 30
"""What nobody has asked for so long belongs to a page that is gone."""

Key = tuple[str | bytes, ...]
"""All that something is made from, but for our own code."""


class Remember(Protocol):
    """A function that returns what it remembers under a key, or makes it and remembers that."""

    def __call__(self, key: Key, make: Callable[[], bytes], /) -> bytes:
        """Return what *make* returns, which must depend on the key alone."""


def make_anew(key: Key, make: Callable[[], bytes]) -> bytes:
    """Return what *make* returns, and remember nothing."""
    return make()


class Remembered:
    """Remembers in a folder, and does without where there can be none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Code makes something else when it changes, so it belongs to each key.
        code = tuple(file.read_bytes() for file in sorted(code_folder.rglob("*.py")))
        self.code = fingerprint(join_key(code))

    def __call__(self, key: Key, make: Callable[[], bytes]) -> bytes:
        """Return what *make* returns, from the folder if it is there."""
        file = self.folder / fingerprint(join_key((self.code, *key)))
        if (known := read_known(file)) is not None:
            return known
        data = make()
        with suppress(OSError, OutputError):  # a disk that takes nothing only costs time
            marked = fingerprint(data).encode() + b"\n" + data
            # Of chance, because two builds may make the same thing at once.
            write_whole(file, marked, file.with_name(f"{secrets.token_hex(8)}.part"))
        return data

    def forget(self) -> None:
        """Remove what nobody has asked for in a long time."""
        oldest = time.time() - days_kept * 86_400
        # Behind a link lies what is somebody else's; and so is what has another name than ours.
        ours = [] if self.folder.is_symlink() else [*self.folder.glob("*")]
        for file in ours:
            if own_name.fullmatch(file.name):
                with suppress(OSError):
                    if file.lstat().st_mtime < oldest:
                        file.unlink()


def join_key(key: Key) -> bytes:
    """Return the parts of a key as one, each behind its length, so that none runs into the next."""
    parts = (part.encode() if isinstance(part, str) else part for part in key)
    return b"".join(b"%d %b" % (len(part), part) for part in parts)


def read_known(file: Path) -> bytes | None:
    """Return what a file holds behind its own fingerprint, or None where that isn't true of it."""
    with suppress(OSError):
        mark, _, data = file.read_bytes().partition(b"\n")
        if mark == fingerprint(data).encode():
            with suppress(OSError):  # another user's, which may be read and not changed
                os.utime(file)  # for `forget`
            return data
    return None
