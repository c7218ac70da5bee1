"""What is remembered between builds: only what was made from just the same."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from generator.content.site import parse_site
from generator.output import remembered as room
from generator.output import unchanged
from generator.output.remembered import Remembered, days_kept, file_name, hash_key


def made_again(remembered: Remembered, *key: object) -> bool:
    """Tell whether what belongs to a key is made; it is the key itself."""
    calls: list[int] = []
    assert remembered(key, lambda: calls.append(1) or key) == key
    return bool(calls)


@contextmanager
def build(folder: Path) -> Iterator[Remembered]:
    """Remember as one build does."""
    remembered = Remembered(folder)
    yield remembered
    remembered.keep()


def made_in_a_build(folder: Path, *key: object) -> bool:
    """Tell whether one build makes what belongs to a key."""
    with build(folder) as remembered:
        return made_again(remembered, *key)


def test_what_was_made_once_is_not_made_again_by_a_later_build(tmp_path):
    assert made_in_a_build(tmp_path / "cache", "card", b"svg")
    assert not made_in_a_build(tmp_path / "cache", "card", b"svg")


def test_what_was_made_once_is_not_made_again_by_the_same_build(tmp_path):
    with build(tmp_path) as remembered:
        assert made_again(remembered, "card")
        assert not made_again(remembered, "card")


def test_one_process_remembers_the_build_before_and_no_older_one(tmp_path):
    remembered = Remembered(tmp_path)
    assert made_again(remembered, "a")
    assert made_again(remembered, "b")
    remembered.turn()
    assert not made_again(remembered, "a")
    remembered.turn()
    assert not made_again(remembered, "a")
    assert not remembered.new
    assert made_again(remembered, "b")


def test_builds_that_a_mistake_has_ended_make_no_other_forget(tmp_path):
    remembered = Remembered(tmp_path)
    page = remembered(("page",), lambda: Record("a"))
    remembered.turn()
    for number in range(3):
        assert made_again(remembered, "text", number)
        remembered.turn(is_whole=False)
    assert not [*remembered.find_unknown([(("page",), list)])]
    assert not made_again(remembered, "text", 2)
    assert made_again(remembered, "text", 0)
    assert remembered.names[id(page)] == remembered.names[id(remembered(("page",), list))]
    remembered.turn()
    remembered.turn()
    assert made_again(remembered, "page")


def test_a_build_that_fails_keeps_nothing(tmp_path):
    assert made_again(Remembered(tmp_path), "card")
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("other", [("card", b"sv"), ("car", b"dsvg"), ("card", b"svg", b"")])
def test_another_key_is_something_else(tmp_path, other):
    assert made_in_a_build(tmp_path, "card", b"svg")
    assert made_in_a_build(tmp_path, *other)


def test_equal_keys_are_one_whatever_they_are_made_of():
    text = "".join(["ca", "rd"])
    twice, copied = (text, text), (text, "".join(["car", "d"]))
    assert hash_key((twice, PurePosixPath("a"))) == hash_key((copied, PurePosixPath("a")))
    assert hash_key(((1, 2), 3)) != hash_key((1, (2, 3)))


def test_what_says_itself_what_it_depends_on_is_made_again_when_that_has_changed(tmp_path):
    asked = {"a.png": "a.1.png"}
    made = []

    def make() -> dict[str, str]:
        made.append(1)
        return dict(asked)

    for times, address in ((1, "a.1.png"), (2, "a.2.png"), (2, "a.2.png"), (3, "a.1.png")):
        asked["a.png"] = address
        with build(tmp_path) as remembered:
            for _ in range(2):
                assert remembered(("text",), make, lambda known: (*map(asked.get, known),)) == asked
        assert len(made) == times


@dataclass(frozen=True, slots=True)
class Record:
    """What a step makes."""

    text: str
    parts: tuple[Record, ...] = ()


def test_what_was_made_stands_in_another_key_for_all_that_it_was_made_from(tmp_path):
    def whole(remembered: Remembered, text: str, picture: str = "") -> bool:
        part = remembered(("part", text), lambda: Record(text), lambda made: (picture,))
        assert part == Record(text)
        calls: list[int] = []
        made = remembered(("whole", part), lambda: calls.append(1) or Record("all", (part,)))
        assert made == Record("all", (Record(text),))
        assert made.parts[0] is part
        return bool(calls)

    for text, picture, anew in (("a", "", True), ("a", "", False), ("b", "", True)):
        with build(tmp_path) as remembered:
            assert whole(remembered, text, picture) == anew
            assert not whole(remembered, text, picture)
    with build(tmp_path) as remembered:
        # What its part looks like follows from the part's own key, all of it.
        assert whole(remembered, "a", "other")
        assert not whole(remembered, "a", "")
        assert not whole(remembered, "b")


def test_no_drawing_is_kept_twice(tmp_path, content):
    with build(tmp_path) as remembered:
        site = parse_site(content, remember=remembered)
    drawing = site.exercises[0].figures[0].markup.encode()
    with sqlite3.connect(tmp_path / file_name) as store:
        rows = [data for (data,) in store.execute("select data from made")]
    assert sum(drawing in data for data in rows) == 1


def test_what_has_lost_a_part_is_made_again(tmp_path):
    def make(remembered: Remembered) -> bool:
        calls: list[int] = []
        part = remembered(("part",), lambda: Record("a"))
        remembered(("whole",), lambda: calls.append(1) or Record("all", (part,)))
        return bool(calls)

    with build(tmp_path) as remembered:
        assert make(remembered)
    with build(tmp_path) as remembered:
        assert not make(remembered)
    with sqlite3.connect(tmp_path / file_name) as store:
        store.execute("delete from made where key = ?", [hash_key((remembered.code, "part"))])
    # Not asked for before it, so that nothing has it.
    assert Remembered(tmp_path)(("whole",), lambda: "anew") == "anew"


def test_what_takes_the_place_of_something_forgotten_is_not_known_by_its_name(tmp_path):
    remembered = Remembered(tmp_path)
    for number in range(1000):
        address = f"{number}.png"
        made = remembered(("text",), lambda: Record("a"), lambda known: (address,))  # noqa: B023
        del made
        other = Record("b")
        assert hash_key((other,), remembered.names) == hash_key((Record("b"),))


def test_other_code_and_another_package_make_all_of_it_again(tmp_path, monkeypatch):
    made_in_a_build(tmp_path / "cache", "card")
    monkeypatch.setattr(room, "list_packages", lambda: iter(["jinja2-4.dist-info"]))
    assert made_in_a_build(tmp_path / "cache", "card")
    assert not made_in_a_build(tmp_path / "cache", "card")
    monkeypatch.setattr(room, "code", (tmp_path / "code",))
    monkeypatch.setattr(room, "find_packages", lambda: (tmp_path / "package.py",))
    (tmp_path / "code").mkdir()
    for file in (tmp_path / "code" / "a.py", tmp_path / "package.py"):
        file.write_text("old = 1")
        assert made_in_a_build(tmp_path / "cache", "card")
        file.write_text("new = 12")
        assert made_in_a_build(tmp_path / "cache", "card")
        assert not made_in_a_build(tmp_path / "cache", "card")


def test_a_package_that_nothing_has_read_yet_counts_too(tmp_path, monkeypatch):
    file = tmp_path / "packages" / "unread" / "__init__.py"
    file.parent.mkdir(parents=True)
    file.write_text("old = 1")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    monkeypatch.setattr(unchanged, "packages", ("unread",))
    made_in_a_build(tmp_path / "cache", "card")
    file.write_text("new = 1")
    assert made_in_a_build(tmp_path / "cache", "card")
    assert not made_in_a_build(tmp_path / "cache", "card")
    assert "unread" not in sys.modules


def harm_each_value(file: Path) -> None:
    with sqlite3.connect(file) as store:
        store.execute("update made set data = x'00'")


def harm_each_kind(file: Path) -> None:
    with sqlite3.connect(file) as store:
        store.execute("update made set data = 'words'")


def make_foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as store:
        store.execute("create table theirs (name text)")


harms = {
    "other values": harm_each_value,
    "values of another kind": harm_each_kind,
    "another program's": make_foreign,
    "empty": lambda file: file.write_bytes(b""),
    "no database": lambda file: file.write_bytes(b"words" * 1000),
    "cut off": lambda file: os.truncate(file, file.stat().st_size - 100),
    "overwritten in the middle": lambda file: file.write_bytes(
        (data := file.read_bytes())[:1000] + os.urandom(6000) + data[7000:]
    ),
    "gone": Path.unlink,
}


@pytest.mark.parametrize("harm", harms.values(), ids=harms)
def test_what_was_harmed_is_made_again(tmp_path, harm):
    made_in_a_build(tmp_path, "card")
    harm(tmp_path / file_name)
    assert made_in_a_build(tmp_path, "card")
    assert not made_in_a_build(tmp_path, "card")


def test_a_folder_in_its_place_costs_time_only(tmp_path):
    (tmp_path / file_name).mkdir()
    assert made_in_a_build(tmp_path, "card")
    assert made_in_a_build(tmp_path, "card")


def test_what_lies_under_the_key_of_something_else_is_made_again(tmp_path):
    """As where one byte of the index is another one: SQLite doesn't notice."""
    made_in_a_build(tmp_path, "card")
    made_in_a_build(tmp_path, "code")
    with sqlite3.connect(tmp_path / file_name) as store:
        one, other = store.execute("select key, mark, data from made").fetchall()
        store.execute("update made set mark = ?, data = ? where key = ?", (*one[1:], other[0]))
        store.execute("update made set mark = ?, data = ? where key = ?", (*other[1:], one[0]))
    assert made_in_a_build(tmp_path, "card")
    assert made_in_a_build(tmp_path, "code")


def test_a_folder_that_cannot_be_there_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("in the way")
    for _ in range(2):
        assert made_in_a_build(tmp_path / "file" / "cache", "card")


def test_a_table_that_another_build_holds_costs_time_only(tmp_path, monkeypatch):
    made_in_a_build(tmp_path, "card")
    monkeypatch.setattr(room, "seconds_of_patience", 0.01)
    with sqlite3.connect(tmp_path / file_name) as other:
        other.execute("begin exclusive")
        assert made_in_a_build(tmp_path, "card")
        assert made_in_a_build(tmp_path, "page")
    assert not made_in_a_build(tmp_path, "card")


def test_two_builds_may_keep_what_they_made_at_once(tmp_path):
    with build(tmp_path) as one, build(tmp_path) as other:
        made_again(one, "both")
        made_again(other, "both")
        made_again(other, "other")
    assert not made_in_a_build(tmp_path, "both")
    assert not made_in_a_build(tmp_path, "other")


def test_nothing_is_forgotten_that_is_not_ours(tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in ("notes.txt", "0" * 64):
        (mine / name).write_text("mine")
        os.utime(mine / name, (0, 0))
    (tmp_path / "cache").symlink_to(mine)
    Remembered(tmp_path / "cache").keep()
    assert (mine / ("0" * 64)).exists()
    (mine / ("0" * 64)).unlink()
    (mine / ("1" * 64)).mkdir()
    Remembered(mine).keep()
    assert (mine / "notes.txt").exists()


def test_one_thing_that_cannot_be_removed_keeps_no_other(tmp_path):
    for name in ("0" * 64, "1" * 64, "2" * 64):
        if name.startswith("1"):
            (tmp_path / name).mkdir()
        else:
            (tmp_path / name).write_text("old")
        os.utime(tmp_path / name, (0, 0))
    Remembered(tmp_path).keep()
    assert {file.name for file in tmp_path.iterdir()} == {"1" * 64, file_name}


def test_what_nobody_asks_for_is_forgotten_and_what_is_asked_for_is_not(tmp_path, monkeypatch):
    today = room.today()
    for day, key in ((0, "old"), (0, "asked for"), (days_kept, "asked for")):
        monkeypatch.setattr(room, "today", lambda day=day: today + day)
        made_in_a_build(tmp_path, key)
    monkeypatch.setattr(room, "today", lambda: today + days_kept + 1)
    assert not made_in_a_build(tmp_path, "asked for")
    assert made_in_a_build(tmp_path, "old")
