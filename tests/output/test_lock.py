"""Who holds the lock of a folder is alone there, and nobody waits for ever."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.output import lock


def refuse() -> None:
    pytest.fail("there is nobody to wait for")


def test_who_comes_second_says_that_it_waits_and_goes_on_when_the_first_is_done(tmp_path: Path):
    said = []
    with ExitStack() as first:
        first.enter_context(lock.locked(tmp_path, refuse))

        def wait() -> None:
            said.append("waiting")
            first.close()

        with lock.locked(tmp_path, wait):
            said.append("alone")
        with lock.locked(tmp_path, refuse):
            said.append("alone again")
    assert said == ["waiting", "alone", "alone again"]


def test_a_lock_ends_with_what_it_was_for_even_when_that_fails(tmp_path: Path):
    with pytest.raises(ValueError, match="broken"), lock.locked(tmp_path, refuse):
        raise ValueError("broken")
    with lock.locked(tmp_path, refuse):
        pass


def test_two_folders_have_two_locks_and_no_lock_leaves_a_file(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with lock.locked(tmp_path / "a", refuse), lock.locked(tmp_path / "b", refuse):
        assert not [*tmp_path.rglob("*.*")]


def test_a_drive_that_knows_no_locks_stops_no_build(tmp_path: Path):
    descriptor = os.open(tmp_path, os.O_PATH)  # the system locks nothing by such a one
    lock.take(descriptor, refuse)
    os.close(descriptor)


def test_a_folder_that_is_none_has_no_lock(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    for name in ("file", "gone"):
        with pytest.raises(OSError, match=name), lock.locked(tmp_path / name, refuse):
            refuse()
