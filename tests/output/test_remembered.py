"""What is remembered between builds: only what was made from just the same."""

from __future__ import annotations

import os

import pytest

from generator.output import remembered as room
from generator.output.remembered import Remembered, days_kept


def made_again(remembered: Remembered, *key: str | bytes) -> bool:
    """Tell whether what belongs to a key is made; it is the key itself."""
    whole = b"/".join(part.encode() if isinstance(part, str) else part for part in key)
    calls = []
    assert remembered(key, lambda: calls.append(1) or whole) == whole
    return bool(calls)


def test_what_was_made_once_is_not_made_again_by_a_later_build(tmp_path):
    assert made_again(Remembered(tmp_path / "cache"), "card", b"svg")
    assert not made_again(Remembered(tmp_path / "cache"), "card", b"svg")


@pytest.mark.parametrize("other", [("card", b"sv"), ("car", b"dsvg"), ("card", b"svg", b"")])
def test_another_key_is_something_else(tmp_path, other):
    remembered = Remembered(tmp_path)
    assert made_again(remembered, "card", b"svg")
    assert made_again(remembered, *other)


def test_other_code_makes_all_of_it_again(tmp_path, monkeypatch):
    assert made_again(Remembered(tmp_path), "card")
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "a.py").write_text("new = 1")
    monkeypatch.setattr(room, "code_folder", tmp_path / "code")
    assert made_again(Remembered(tmp_path), "card")


@pytest.mark.parametrize("harm", [b"", b"x", b"0" * 64 + b"\ncard"])
def test_what_was_harmed_is_made_again(tmp_path, harm):
    made_again(Remembered(tmp_path), "card")
    (file,) = tmp_path.iterdir()
    file.write_bytes(harm)
    assert made_again(Remembered(tmp_path), "card")
    assert not made_again(Remembered(tmp_path), "card")


def test_a_folder_that_cannot_be_there_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("in the way")
    remembered = Remembered(tmp_path / "file" / "cache")
    assert made_again(remembered, "card")
    assert made_again(remembered, "card")
    remembered.forget()


def test_nothing_is_forgotten_that_is_not_ours(tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in ("notes.txt", "0" * 64):
        (mine / name).write_text("mine")
        os.utime(mine / name, (0, 0))
    (tmp_path / "cache").symlink_to(mine)
    Remembered(tmp_path / "cache").forget()
    assert len([*mine.iterdir()]) == 2
    (mine / ("0" * 64)).unlink()
    (mine / ("1" * 64)).mkdir()
    Remembered(mine).forget()
    assert (mine / "notes.txt").exists()


def test_one_thing_that_cannot_be_removed_keeps_no_other(tmp_path):
    for name in ("0" * 64, "1" * 64, "2" * 64):
        if name.startswith("1"):
            (tmp_path / name).mkdir()
        else:
            (tmp_path / name).write_text("old")
        os.utime(tmp_path / name, (0, 0))
    Remembered(tmp_path).forget()
    assert [file.name for file in tmp_path.iterdir()] == ["1" * 64]


def test_what_nobody_asks_for_is_forgotten_and_what_is_asked_for_is_not(tmp_path):
    remembered = Remembered(tmp_path)
    for key in ("old", "asked for"):
        made_again(remembered, key)
    for file in tmp_path.iterdir():
        os.utime(file, (0, file.stat().st_mtime - (days_kept + 1) * 86_400))
    assert not made_again(remembered, "asked for")
    remembered.forget()
    assert not made_again(remembered, "asked for")
    assert made_again(remembered, "old")
