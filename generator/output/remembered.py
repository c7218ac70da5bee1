"""What pure steps have made, remembered by a key that says all that went into it.

The folder that it lies in may be removed at any time: all of it is made again. Several builds may
use it at once, and each may be killed at any moment: SQLite sees to that.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar

from generator.content.memory import Key
from generator.output.manifest import fingerprint
from generator.output.unchanged import (
    code,
    describe,
    is_read_in_part,
    list_files,
    list_modules,
    list_packages,
)

Made = TypeVar("Made")

file_name = "made.sqlite"
days_kept = 10
"""What nobody has asked for so long belongs to a page that is gone."""
seconds_of_patience = 5.0
"""While another build writes."""
damaged = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
table = "create table if not exists made (key blob primary key, day integer, mark text, data blob)"
own_name = re.compile(r"[0-9a-f]{64}|[0-9a-f]{16}\.part")
"""What else of ours lies there: see `unchanged`."""
unknown = object()


class Remembered:
    """Remembers what this build and the one before have asked for and, in a folder, from one
    process to the next, what it is told to keep. Where there can be no folder, it does without."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / file_name
        # Code makes something else when it changes, so it belongs to each key.
        self.code = hash_code()
        self.last: dict[bytes, Any] = {}
        self.now: dict[bytes, Any] = {}
        self.new: dict[bytes, Any] = {}
        self.aged: list[bytes] = []
        self.store: sqlite3.Connection | None = None
        with suppress(sqlite3.Error, OSError):
            if self.file.is_file():
                self.store = sqlite3.connect(self.file, seconds_of_patience)

    def __call__(
        self,
        key: Key,
        make: Callable[[], Made],
        /,
        holds: Callable[[Made], bool] = lambda made: True,
    ) -> Made:
        """Return what *make* returns, unless it is known and *holds*."""
        mark = hash_key((self.code, *key))
        known: Any = self.now.get(mark, unknown)
        if known is unknown:
            known = self.last[mark] if mark in self.last else self.read(mark)
        if known is unknown or not holds(known):
            known = self.new[mark] = make()
        self.now[mark] = known
        made: Made = known
        return made

    def read(self, mark: bytes) -> Any:
        """Return what the folder holds under a mark, or *unknown*."""
        # Whatever is in the way, to make it again is right. Of a damaged file a row may say less,
        # or something else, or what belongs to another key.
        with suppress(sqlite3.Error, TypeError):
            asked = "select day, mark, data from made where key = ?"
            row = self.store and self.store.execute(asked, [mark]).fetchone()
            if row and row[1] == fingerprint(mark + row[2]):
                if row[0] != today():
                    self.aged.append(mark)
                return pickle.loads(row[2])
        return unknown

    def turn(self) -> None:
        """Begin another build: what only the one before the last has asked for is forgotten, and
        what nobody has kept."""
        self.last, self.now = self.now, {}
        self.new, self.aged = {}, []

    def keep(self) -> None:
        """Write what is new into the folder, and forget what nobody has asked for in a long time; a
        disk that takes nothing only costs time."""
        if self.store:
            # Else it would wait for itself.
            self.store.close()
            self.store = None
        with suppress(OSError, sqlite3.Error):
            try:
                # What half of the code has made is what no code makes.
                if not is_read_in_part():
                    self.write()
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode not in damaged:
                    raise
                self.file.unlink()
                self.write()
        self.new, self.aged = {}, []
        forget(self.file.parent)

    def write(self) -> None:
        """Write what is new, all of it or nothing. Raises OSError and sqlite3.Error."""
        day = today()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file, seconds_of_patience)) as store, store:
            # The system may lose it when the power fails; that is a damage like any other.
            store.execute("pragma synchronous = off")
            store.execute(table)
            store.executemany("insert or replace into made values (?, ?, ?, ?)", self.rows(day))
            store.executemany(
                "update made set day = ? where key = ?", ((day, mark) for mark in self.aged)
            )
            store.execute("delete from made where day < ?", [day - days_kept])

    def rows(self, day: int) -> Iterator[tuple[bytes, int, str, bytes]]:
        """Yield what is new as the table has it."""
        for mark, made in self.new.items():
            data = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
            yield mark, day, fingerprint(mark + data), data


def today() -> int:
    """Return the number of this day."""
    return int(time.time() // 86_400)


def hash_key(key: Key) -> bytes:
    """Return what differs when anything in a key does."""
    whole = io.BytesIO()
    pickler = pickle.Pickler(whole, pickle.HIGHEST_PROTOCOL)
    # What is equal is written alike, whether or not it is also the same object somewhere.
    pickler.fast = True
    pickler.dump(key)
    return hashlib.sha256(whole.getbuffer()).digest()


def hash_code() -> str:
    """Return what differs when our code does, or a package, or Python itself."""
    files = (Path(path) for path, _ in list_files(code))
    parts = [(str(path), path.read_bytes()) for path in files if path.suffix == ".py"]
    # Whoever looks for a fault may change a package where it lies.
    others = [(path, describe(status)) for path, status in list_files(list_modules())]
    return hash_key((sys.version, *list_packages(), *parts, *others)).hex()


def forget(folder: Path) -> None:
    """Remove the other files of ours that nobody has asked for in a long time."""
    oldest = time.time() - days_kept * 86_400
    # Behind a link lies what is somebody else's; and so is what has another name than ours.
    ours = [] if folder.is_symlink() else [*folder.glob("*")]
    for file in ours:
        if own_name.fullmatch(file.name):
            with suppress(OSError):
                if file.lstat().st_mtime < oldest:
                    file.unlink()
