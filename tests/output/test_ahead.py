"""What other processes make ahead is what this one would have made, whatever befalls them."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import wait
from functools import partial
from pathlib import Path
from pkgutil import resolve_name

import pytest

from build import build_site
from fields.errors import ContentError
from generator.content.memory import Remember, make_anew
from generator.content.sources import Sources
from generator.model import Settings
from generator.output import ahead as room
from generator.output.ahead import Ahead
from generator.output.remembered import Remembered
from generator.pages.drawn.icon import forms

here = os.getpid()
full = Settings("https://example.org/")


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two others begin after the very first step, and make all the others."""
    monkeypatch.setattr(room, "seconds_to_begin", 1e-9)
    monkeypatch.setattr(room, "seconds_at_once", 1e-9)
    monkeypatch.setattr("fields.workers.count_cores", lambda: 3)
    monkeypatch.setattr(room, "is_read_in_part", lambda: False)
    monkeypatch.setattr(room.Ahead, "take", take_late)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody begin."""

    def refuse(number: int) -> None:
        raise AssertionError(f"{number} processes were begun")

    monkeypatch.setattr("fields.workers.open_workers", refuse)


take = Ahead.take


def take_late(others: Ahead, mark: bytes) -> object:
    """Take what another process has made, when they have done all of it."""
    while others.waiting:
        others.hand_out()
        wait(others.busy)
    return take(others, mark)


def who(number: int) -> int:
    return os.getpid()


def fail_there(number: int, parent: int) -> int:
    if os.getpid() != parent:
        raise ValueError(number)
    return number


def die_there(number: int, parent: int) -> int:
    if os.getpid() != parent:
        os._exit(1)
    return number


def make_what_none_can_send(number: int) -> Callable[[], int]:
    return lambda: number


def counted(calls: list[str], function: Callable[..., object]) -> Callable[..., object]:
    """Return a function that notes when it is called in this process."""

    def call(*given: object, **named: object) -> object:
        calls.append(function.__name__)
        return function(*given, **named)

    return call


def ask(remember: Remember, *makes: Callable[[], object]) -> list[object]:
    """Return what is made when each step is asked for in order."""
    steps = [((number,), make) for number, make in enumerate(makes)]
    with remember.ahead(steps):
        return [remember(*step) for step in steps]


def test_others_make_all_but_the_first_where_it_pays(tmp_path, eager):
    makers = ask(Remembered(tmp_path), *(partial(who, number) for number in range(20)))
    assert makers[0] == here
    assert here not in makers[1:]


def test_nobody_begins_for_what_is_known_already(tmp_path, eager, alone):
    remembered = Remembered(tmp_path)
    for number in range(1, 20):
        remembered((number,), partial(who, number))
    remembered.keep()
    assert ask(Remembered(tmp_path), *[partial(who, 1)] * 20) == [here] * 20


@pytest.mark.parametrize("make", [fail_there, die_there])
def test_what_fails_in_another_process_is_made_in_this_one(tmp_path, eager, make):
    made = ask(Remembered(tmp_path), *(partial(make, number, here) for number in range(20)))
    assert made == [*range(20)]


def test_what_no_process_can_send_is_made_in_this_one(tmp_path, eager):
    makes = (partial(make_what_none_can_send, number) for number in range(7))
    assert [make() for make in ask(Remembered(tmp_path), *makes)] == [*range(7)]
    makes = (make_what_none_can_send(number) for number in range(7))
    assert ask(Remembered(tmp_path), *makes) == [*range(7)]


def test_what_nobody_has_begun_is_made_in_this_process(monkeypatch, eager):
    monkeypatch.setattr(Ahead, "take", take)
    with Ahead((bytes([number]), partial(who, number)) for number in range(100)) as others:
        others.make(lambda: 0)
        taken = [others.take(bytes([number])) for number in (0, 1, 2, 99, 98, 3)]
    assert [each in (None, here) for each in taken] == [True, True, True, False, False, True]
    assert bytes([4]) in others.waiting


@pytest.mark.parametrize("reason", ["little", "one core", "other code", "no processes"])
def test_nobody_begins_where_that_does_not_pay(tmp_path, monkeypatch, eager, alone, reason):
    if reason == "little":
        monkeypatch.setattr(room, "seconds_to_begin", 1)
    if reason == "one core":
        monkeypatch.setattr("fields.workers.count_cores", lambda: 1)
    if reason == "other code":
        monkeypatch.setattr(room, "is_read_in_part", lambda: True)
    if reason == "no processes":
        monkeypatch.setattr("fields.workers.open_workers", lambda number: Path("nowhere").stat())
    assert ask(Remembered(tmp_path), *[partial(who, 1)] * 20) == [here] * 20


def test_a_small_site_is_made_by_one_process(tmp_path, alone, knee, templates, static):
    build_site(Sources(knee, templates, static), full, Remembered(tmp_path))


def test_a_site_is_the_same_whoever_makes_it(tmp_path, eager, monkeypatch, knee, templates, static):
    sources = Sources(knee, templates, static)
    expected = build_site(sources, full)[1]
    calls = []
    for place in ("generator.content.text.markup.parse_body", "resvg.render"):
        monkeypatch.setattr(place, counted(calls, resolve_name(place)))
    assert build_site(sources, full, Remembered(tmp_path))[1] == expected
    # The first of each folder, and the first card; the icon's forms, for which nobody is sent.
    assert calls == ["parse_body"] * 3 + ["render"] * (1 + len(forms))


def test_a_mistake_is_said_the_same_whoever_reads_the_text(
    tmp_path, eager, knee, templates, static
):
    added = b"\n[there](nowhere.md), <b>bold</b> and ![nothing](nowhere.png)\n"
    texts = sorted(path for path in knee if path.suffix == ".md")
    # Others begin after the first that is right.
    wrong = {path: knee[path] + added for path in texts[1:]}
    sources = Sources(knee | wrong, templates, static)
    said = []
    for remember in (make_anew, Remembered(tmp_path)):
        with pytest.raises(ContentError) as caught:
            build_site(sources, full, remember)
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert "nowhere.png" in said[0]
