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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, TypeVar

from generator.content.memory import Key, Step, nothing_more
from generator.output.ahead import Ahead, Work
from generator.output.unchanged import (
    code,
    find_packages,
    list_files,
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
no_names: Mapping[int, Name] = {}
own_name = re.compile(r"[0-9a-f]{64}|[0-9a-f]{16}\.part")
"""What else of ours lies there: see `unchanged`."""


class Known(NamedTuple):
    """What was made, and the rest of its key, which it said itself. Its *mark* differs when either
    part of its key does."""

    made: Any
    rest: Key
    mark: bytes


class Remembered:
    """Remembers what this build and the one before have asked for, and the last whole one; and, in
    a folder, from one process to the next, what it is told to keep. Where there can be no folder,
    it does without.

    What it has made itself may stand in a key, or in what is made later: there it is known by its
    mark, so that a page's key need not hold each drawing, and no drawing is kept twice.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / file_name
        self.others = Ahead(())
        # Code makes something else when it changes, so it belongs to each key.
        self.code = hash_code()
        self.whole: dict[bytes, Known] = {}
        self.last: dict[bytes, Known] = {}
        self.now: dict[bytes, Known] = {}
        self.new: dict[bytes, Known] = {}
        self.names: dict[int, Name] = {}
        """By the identity of what was made, which lives as long as it is known here."""
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
        rest: Callable[[Made], Key] = nothing_more,
    ) -> Made:
        """Return what *make* returns, unless it is known, with the same rest of its key."""
        begin = hash_key((self.code, *key), self.names)
        known = self.find(begin)
        if known is None or known.rest != rest(known.made):
            made = self.make(begin, make)
            more = rest(made)
            if known:
                # Nobody may know by its name what then takes its place in the computer's memory.
                self.names.pop(id(known.made), None)
            known = Known(made, more, hash_key((begin, *more), self.names) if more else begin)
            self.new[begin] = known
        self.now[begin] = known
        self.names[id(known.made)] = Name(begin, known.mark)
        value: Made = known.made
        return value

    def make(self, begin: bytes, make: Callable[[], Made]) -> Made:
        """Return what *make* returns, which another process may have made ahead."""
        data = self.others.take(begin)
        made: Made = self.others.make(make) if data is None else pickle.loads(data)
        return made

    @contextmanager
    def ahead(self, steps: Iterable[Step], /) -> Iterator[None]:
        """Let other processes make what is not known of some steps, once that pays."""
        try:
            with Ahead(self.find_unknown(steps)) as self.others:
                yield
        finally:
            self.others = Ahead(())

    def find_unknown(self, steps: Iterable[Step]) -> Iterator[Work]:
        """Yield the steps that nothing is known of, by the hash of their key."""
        for key, make in steps:
            begin = hash_key((self.code, *key), self.names)
            known = (self.now, self.last, self.whole)
            if not any(begin in each for each in known) and not self.has(begin):
                yield begin, partial(write_made, make)

    def has(self, begin: bytes) -> bool:
        """Tell whether the folder holds something by the hash of the first part of its key."""
        with suppress(sqlite3.Error):
            asked = "select 1 from made where key = ?"
            return bool(self.store and self.store.execute(asked, [begin]).fetchone())
        return False

    def find(self, begin: bytes) -> Known | None:
        """Return what is known by the hash of the first part of its key."""
        for known in (self.now, self.last, self.whole):
            if begin in known:
                return known[begin]
        return self.read(begin)

    def recall(self, begin: bytes, mark: bytes) -> Any:
        """Return what has this name. Raises LookupError where it is not known any more."""
        known = self.find(begin)
        if known is None or known.mark != mark:
            raise LookupError(begin)
        self.now[begin] = known
        self.names[id(known.made)] = Name(begin, mark)
        return known.made

    def read(self, begin: bytes) -> Known | None:
        """Return what the folder holds, if anything."""
        # Whatever is in the way, to make it again is right. Of a damaged file a row may say less,
        # or something else, or what belongs to another key.
        with suppress(sqlite3.Error, TypeError, LookupError):
            asked = "select day, mark, data from made where key = ?"
            row = self.store and self.store.execute(asked, [begin]).fetchone()
            if row and row[1] == mark_row(begin, row[2]):
                if row[0] != today():
                    self.aged.append(begin)
                return Known(*Reader(io.BytesIO(row[2]), self.recall).load())
        return None

    def turn(self, *, is_whole: bool = True) -> None:
        """Begin another build: what only the one before the last has asked for is forgotten, and
        what nobody has kept. One that a mistake has ended was not *whole*: it has not asked for
        all that the next one will."""
        self.last, self.now = self.now, {}
        self.whole = self.last if is_whole else self.whole
        self.new, self.aged = {}, []
        known = [*self.whole.items(), *self.last.items()]
        self.names = {id(each.made): Name(begin, each.mark) for begin, each in known}

    def keep(self) -> None:
        """Write what is new into the folder, and forget what nobody has asked for in a long time; a
        disk that takes nothing only costs time."""
        if self.store:
            # Else it would wait for itself.
            self.store.close()
            self.store = None
        with suppress(OSError, sqlite3.Error):
            try:
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
        for begin, known in self.new.items():
            data = pickled(tuple(known), self.names, known.made)
            yield begin, day, mark_row(begin, data), data


def mark_row(begin: bytes, data: bytes) -> str:
    """Return what tells that this is what belongs to a key."""
    made = hashlib.sha256(begin)
    made.update(data)
    return made.hexdigest()


class Name(NamedTuple):
    """How memory knows what it has made: by the hash of the first part of its key, and its mark."""

    begin: bytes
    mark: bytes


def recall(begin: bytes, mark: bytes) -> Any:
    """Stand for what has this name, in what is written; `Reader` puts the memory in its place."""
    raise NotImplementedError


class Writer(pickle.Pickler):
    """Writes what a memory has made by its name, but for what is its *own*: that is written as it
    is. A record is written as the values that make it, which takes a fifth of the time."""

    def __init__(self, file: io.BytesIO, names: Mapping[int, Name], own: object = None) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.names = names
        self.own = own

    def reducer_override(self, each: Any) -> Any:
        """Return how an object is made again; the pickler asks of all but plain ones."""
        name = self.names.get(id(each))
        if name and each is not self.own:
            return recall, tuple(name)
        if names := slots_of(each.__class__):
            return type(each), tuple([getattr(each, name) for name in names])
        return NotImplemented


class Reader(pickle.Unpickler):
    """Reads what `Writer` has written; a memory *recalls* what has a name."""

    def __init__(self, file: io.BytesIO, recall: Callable[[bytes, bytes], Any]) -> None:
        super().__init__(file)
        self.recalled = recall

    def find_class(self, module: str, name: str) -> Any:
        """Return what has a name in a module."""
        ours = (module, name) == (recall.__module__, recall.__name__)
        return self.recalled if ours else super().find_class(module, name)


def pickled(
    whole: object,
    names: Mapping[int, Name] = no_names,
    own: object = None,
    is_key: bool = False,
) -> bytes:
    """Return what `Writer` writes of an object. In a *key* what is equal is written alike, whether
    or not it is also the same object somewhere."""
    file = io.BytesIO()
    writer = Writer(file, names, own)
    writer.fast = is_key
    writer.dump(whole)
    return file.getvalue()


def write_made(make: Callable[[], object]) -> bytes:
    """Return what *make* returns as another process can read it."""
    return pickled(make())


@lru_cache
def slots_of(kind: Any) -> tuple[str, ...]:
    """Return the names of what makes a record of this kind, or none where it is no such record."""
    plain = is_dataclass(kind) and "__reduce__" not in vars(kind) and "__slots__" in vars(kind)
    return tuple(each.name for each in fields(kind)) if plain else ()


def today() -> int:
    """Return the number of this day."""
    return int(time.time() // 86_400)


def hash_key(key: Key, names: Mapping[int, Name] = no_names) -> bytes:
    """Return what differs when anything in a key does. What has a name stands there by it."""
    made = hashlib.sha256()
    for each in spell(key, names):
        made.update(each)
    return made.digest()


def spell(part: object, names: Mapping[int, Name]) -> Iterator[bytes]:
    """Yield of a part of a key what it is, how long it is, and what is in it."""
    if type(part) is tuple:
        yield b"tuple %d " % len(part)
        for each in part:
            yield from spell(each, names)
        return
    # Texts and files are most of what keys hold, and to pickle them would copy them.
    if type(part) is bytes:
        kind, data = b"bytes", part
    elif type(part) is str:
        kind, data = b"str", part.encode(errors="surrogatepass")
    elif type(part) is PurePosixPath:
        kind, data = b"path", str(part).encode(errors="surrogatepass")
    else:
        kind, data = b"object", pickled(part, names, is_key=True)
    yield b"%s %d " % (kind, len(data))
    yield data


def hash_code() -> str:
    """Return what differs when our code does, or a package, or Python itself: all of it, though
    most is read only when something is made."""
    files = (Path(path) for path, *_ in list_files(code, is_code=True))
    parts = [(str(path), path.read_bytes()) for path in files if path.suffix == ".py"]
    # Whoever looks for a fault may change a package where it lies.
    others = list_files(find_packages(), is_code=True)
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
