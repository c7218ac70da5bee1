"""What has changed, whatever a system tells of it: for each way in which files are saved."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

import pytest

from build import find_out
from generator.commands.options import parse_arguments
from generator.commands.preview import watch
from generator.commands.preview.state import Preview
from generator.commands.preview.watch import Seen, follow
from generator.content.memory import make_anew
from generator.model import Settings
from tests.conftest import project, run_apart

long_ago = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an old file in it."""
    (tmp_path / "sources" / "inner").mkdir(parents=True)
    write_old(tmp_path / "sources" / "a.md", "first")
    return tmp_path / "sources"


def write_old(file: Path, text: str) -> None:
    file.write_text(text)
    os.utime(file, (long_ago, long_ago))


def names(paths: Collection[Path]) -> list[str]:
    return sorted(path.name for path in paths)


def test_nothing_has_changed_where_nothing_was_done(folder):
    seen = Seen([folder])
    assert seen.find_changes() == []
    assert seen.find_changes() == []


def test_what_is_new_gone_or_different_has_changed_once(folder):
    seen = Seen([folder])
    (folder / "inner" / "b.md").write_text("b")
    assert names(seen.find_changes()) == ["b.md"]
    assert seen.find_changes() == []
    (folder / "a.md").write_text("other")
    assert names(seen.find_changes()) == ["a.md"]
    (folder / "inner" / "b.md").rename(folder / "inner" / "c.md")
    assert names(seen.find_changes()) == ["b.md", "c.md"]
    (folder / "inner").rename(folder / "outer")
    assert names(seen.find_changes()) == ["c.md", "c.md"]
    (folder / "a.md").unlink()
    assert names(seen.find_changes()) == ["a.md"]
    assert seen.find_changes() == []


def test_a_second_save_within_the_tick_of_a_coarse_clock_is_seen(folder):
    file = folder / "b.md"
    file.write_text("one")
    now = time.time_ns()
    os.utime(file, ns=(now, now))
    seen = Seen([folder])
    file.write_text("two")
    os.utime(file, ns=(now, now))
    assert names(seen.find_changes()) == ["b.md"]
    assert seen.find_changes() == []


def test_a_change_that_was_told_is_seen_when_time_and_size_are_the_same(folder):
    seen = Seen([folder])
    write_old(folder / "a.md", "other")
    assert names(seen.find_changes({folder / "a.md"})) == ["a.md"]
    assert seen.find_changes({folder / "gone.md"}) == []


def test_a_clock_that_was_set_back_hides_nothing(folder):
    (folder / "b.md").write_text("now")
    seen = Seen([folder])
    write_old(folder / "b.md", "then")
    assert names(seen.find_changes()) == ["b.md"]


def play(folders: list[Path], scenario: Callable[[asyncio.Queue[None]], Awaitable[None]]) -> None:
    """Follow some folders while a scenario waits for the moments at which somebody looks."""

    async def run() -> None:
        looks: asyncio.Queue[None] = asyncio.Queue()
        following = asyncio.create_task(follow(folders, lambda told: looks.put_nowait(None)))
        await scenario(looks)
        following.cancel()

    run_apart(run)


async def until(looks: asyncio.Queue[None], seen: Seen) -> list[str]:
    """Return what has changed, at the first look that finds anything."""
    while True:
        await looks.get()
        if changed := seen.find_changes():
            return names(changed)


def test_somebody_looks_though_nothing_is_told(folder, monkeypatch):
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    monkeypatch.setenv("WATCHFILES_POLL_DELAY_MS", "600000")

    async def scenario(looks: asyncio.Queue[None]) -> None:
        seen = Seen([folder])
        (folder / "a.md").write_text("other")
        assert await until(looks, seen) == ["a.md"]

    play([folder], scenario)


def test_a_system_without_watches_is_looked_at_all_the_same(folder, monkeypatch):
    def refuse(*places: Path, **options: object) -> None:
        raise OSError(28, "no more watches")

    monkeypatch.setattr(watch, "awatch", refuse)

    async def scenario(looks: asyncio.Queue[None]) -> None:
        seen = Seen([folder])
        (folder / "a.md").write_text("other")
        assert await until(looks, seen) == ["a.md"]

    play([folder], scenario)


def test_a_folder_that_is_renamed_and_put_back_is_followed_on(folder):
    async def scenario(looks: asyncio.Queue[None]) -> None:
        seen = Seen([folder])
        await looks.get()
        folder.rename(folder.with_name("away"))
        assert await until(looks, seen) == ["a.md"]
        folder.with_name("away").rename(folder)
        assert await until(looks, seen) == ["a.md"]
        for text in ("second", "third"):
            (folder / "a.md").write_text(text)
            assert await until(looks, seen) == ["a.md"]

    play([folder], scenario)


def save(file: Path, text: str, chance: random.Random) -> None:
    """Save a file in one of the ways of editors."""
    way = chance.choice(["at once", "half first", "renamed", "gone meanwhile", "with an old time"])
    if way == "half first":
        file.write_text(text[: chance.randrange(len(text))])
    if way == "gone meanwhile":
        file.unlink()
    if way == "renamed":
        file.with_name("4913").write_text(text)
        file.with_name("4913").replace(file)
    else:
        file.write_text(text)
    if way == "with an old time":
        os.utime(file, (long_ago, long_ago))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_random_saves_leave_the_preview_as_a_fresh_build(knees, seed, capsys):
    chance = random.Random(seed)
    args = parse_arguments(["serve", "--content", str(knees)], project, "")
    rebuild = lambda: find_out(args, Settings(for_editors=True), make_anew)  # noqa: E731
    preview, seen = Preview(rebuild), Seen([knees])
    preview.attempt()
    files = sorted(knees.rglob("*.md"))
    good = {file: file.read_text() for file in files}
    for number in range(50):
        told = set()
        for file in chance.sample(files, chance.choice([1, 1, 1, 2])):
            text = good[file]
            if chance.random() < 0.3:
                text = text.replace("title:", "titel:", 1)
            elif chance.random() < 0.7:
                text = text.replace("title: ", f"title: {number} ", 1)
            save(file, text, chance)
            told.add(file)
        if chance.random() < 0.1:
            (knees / "exercises").rename(knees / "away")
            (knees / "away").rename(knees / "exercises")
        # Some looks come when nothing was told, and some saves are seen only by the next.
        if chance.random() < 0.7 and (changed := seen.find_changes(told)):
            preview.attempt(changed)
            outcome = rebuild()
            assert [*preview.mistakes] == [*outcome.mistakes], number
            assert outcome.tree is None or preview.tree == outcome.tree, number
    for file, text in good.items():
        file.write_text(text)
    preview.attempt(seen.find_changes())
    assert (preview.tree, preview.mistakes) == (rebuild().tree, ())
