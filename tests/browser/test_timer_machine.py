"""The timer with a clock and a sound system that the test turns by hand: exact, and quick."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.model import Dose
from generator.words.dose import total_seconds, write_plan

from .conftest import make_dose, skip

pytestmark = pytest.mark.browser

by_hand = (Path(__file__).parent / "handmade.js").read_text()
ready = "I\u2019m ready"
Opener = Callable[[Dose], Page]


@pytest.fixture
def open_by_hand(open_timer: Callable[..., Page]) -> Opener:
    return lambda dose: open_timer(dose, by_hand)


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def turn(page: Page, seconds: float) -> None:
    page.evaluate("ms => turn(ms)", seconds * 1000)


def seen(page: Page) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = page.evaluate("seen")
    return events


def phase_of(page: Page) -> str | None:
    return page.locator("hold-timer").get_attribute("data-phase")


def heard(page: Page) -> list[float]:
    """Return when loud tones began, in seconds since the clock's beginning at 5."""
    return sorted(round(at / 1000 - 5, 2) for at in page.evaluate("heard()"))


def test_a_dose_is_led_through_as_the_plan_says(open_by_hand: Opener) -> None:
    dose = make_dose(10, 4, repetitions=2, sides="each", rest=3)
    page = open_by_hand(dose)
    press(page, "Start")
    for _ in range(4):
        turn(page, 40)
        if phase_of(page) == "switch":
            press(page, ready)
    fields = ("phase", "label", "side", "repetition", "seconds")
    told = [tuple(event.get(field) for field in fields) for event in seen(page)]
    called = {"ready": "Get ready", "rest": "Rest", "switch": "Change sides"}
    plan = [
        (s.kind, s.label or called[s.kind], s.side, s.repetition, s.seconds)
        for s in write_plan(dose)
    ]
    assert told[:-1] == plan
    assert told[-1][0] == "done"
    planned = [event["plannedMs"] for event in seen(page)]
    assert planned[-1] == total_seconds(dose) * 1000
    assert [event["actualMs"] for event in seen(page)] == pytest.approx(planned, abs=10)


def test_the_sounds_come_at_the_right_times_and_no_others(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(20, repetitions=2, rest=5))
    press(page, "Start")
    turn(page, 60)
    ticks = [0, 2, 3, 4, 15, 22, 23, 24, 27, 28, 29, 40, 47, 48, 49]
    start = [5, 5.17, 30, 30.17]
    end = [25, 25, 50, 50]
    assert heard(page) == sorted(ticks + start + end)


def test_repetitions_without_a_hold_are_paced_by_a_tick_and_counted(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(4, repetitions=3, paced=True))
    press(page, "Start")
    said = page.locator("[data-part=spoken]")
    for seconds, count, words in (
        (5.1, "1 of 3", "Move, 1 of 3"),
        (4, "2 of 3", "2 of 3"),
        (4, "3 of 3", "3 of 3"),
    ):
        turn(page, seconds)
        expect(page.locator("[data-part=count]")).to_have_text(count)
        expect(page.get_by_role("timer")).to_have_text("4")
        expect(said).to_have_text(words)
    turn(page, 20)
    # Getting ready, a start, a tick at each repetition, the bell.
    assert heard(page) == [0, 2, 3, 4, 5, 5.17, 9, 13, 17, 17]
    assert page.evaluate("shaken.length") == 2
    assert [event["paced"] for event in seen(page) if event["phase"] == "hold"] == [True] * 3


def test_a_movement_goes_on_after_a_pause_with_time_to_get_ready(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(4, repetitions=3, paced=True))
    press(page, "Start")
    turn(page, 10)
    press(page, "Pause")
    before = len(heard(page))
    press(page, "Go on")
    turn(page, 5.5)
    # A tick now, three before the start, and the start itself: it is no mere tick.
    assert len(heard(page)) == before + 6
    expect(page.locator("[data-part=count]")).to_have_text("2 of 3")


def test_a_repetition_that_ended_unseen_is_called_one(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(4, repetitions=3, paced=True))
    press(page, "Start")
    turn(page, 6)
    sleep(page, 9, 9)
    note = page.locator("[data-part=note]")
    expect(note).to_have_text("Your repetition ended 6 s ago while the screen was off.")
    assert phase_of(page) == "paused"
    expect(page.locator("[data-part=count]")).to_have_text("2 of 3")


def test_the_page_is_told_which_way_a_phase_goes_whatever_it_is_called(
    open_by_hand: Opener,
) -> None:
    dose = make_dose(3, 4)
    there, back = dose.phases
    phases = (
        replace(there, label="Counterweight"),
        replace(back, label="Zur\u00fcck", backwards=True),
    )
    page = open_by_hand(replace(dose, phases=phases))
    press(page, "Start")
    turn(page, 20)
    holds = [event["backwards"] for event in seen(page) if event["phase"] == "hold"]
    assert holds == [False, True]


def test_each_sound_can_be_turned_off(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(5))
    page.get_by_text("Sound and pace").click()
    page.get_by_label("Soft ticks").uncheck()
    press(page, "Start")
    turn(page, 20)
    assert heard(page) == [5, 5.17, 10, 10]
    press(page, "Do it again")
    press(page, "Pause")
    page.get_by_label("Sound", exact=True).select_option("0")
    page.get_by_label("Vibration").uncheck()
    page.evaluate("shaken.length = 0")
    press(page, "Start again")
    turn(page, 20)
    assert heard(page) == [5, 5.17, 10, 10]
    assert page.evaluate("shaken") == []


def test_the_timer_waits_at_a_change_of_sides(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(5, sides="each", limb="leg"))
    press(page, "Start")
    turn(page, 3600)
    assert phase_of(page) == "switch"
    expect(page.locator("[data-part=side]")).to_have_text("Right leg")
    press(page, ready)
    assert phase_of(page) == "ready"
    turn(page, 5.1)
    assert phase_of(page) == "hold"
    assert page.locator("hold-timer").get_attribute("data-side") == "right"


def test_a_change_of_sides_can_be_counted_but_not_in_a_hidden_page(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(5, sides="each"))
    page.get_by_text("Sound and pace").click()
    page.get_by_label("The timer waits for you").select_option("never")
    press(page, "Start")
    turn(page, 10.5)
    assert phase_of(page) == "switch"
    turn(page, 10)
    assert phase_of(page) == "ready"
    press(page, "Pause")
    press(page, "Start again")
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    turn(page, 3600)
    assert phase_of(page) == "switch"


def test_every_rest_can_wait_for_the_reader(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(5, repetitions=2, rest=5))
    page.get_by_text("Sound and pace").click()
    page.get_by_label("The timer waits for you").select_option("rests")
    press(page, "Start")
    turn(page, 3600)
    assert phase_of(page) == "rest"
    press(page, ready)
    assert phase_of(page) == "ready"
    turn(page, 5.1)
    assert phase_of(page) == "hold"


def test_every_rest_waits_where_the_dose_says_so(open_by_hand: Opener) -> None:
    page = open_by_hand(replace(make_dose(5, repetitions=2, rest=5), rests_wait=True))
    press(page, "Start")
    turn(page, 5.1)
    expect(page.get_by_text("Next: Rest", exact=True)).to_be_visible()
    turn(page, 3600)
    assert phase_of(page) == "rest"
    press(page, ready)
    assert phase_of(page) == "ready"


def test_a_reader_who_wants_each_rest_counted_has_it_counted_in_any_dose(
    open_by_hand: Opener,
) -> None:
    page = open_by_hand(replace(make_dose(5, repetitions=2, rest=5), rests_wait=True))
    page.get_by_text("Sound and pace").click()
    page.get_by_label("The timer waits for you").select_option("never")
    press(page, "Start")
    turn(page, 5.1)
    expect(page.get_by_text("Next: Rest, 5 seconds")).to_be_visible()
    turn(page, 10.1)
    assert phase_of(page) == "hold"


@pytest.mark.parametrize("step", [3_600_000, -3_600_000])
def test_a_clock_set_by_an_hour_changes_nothing(open_by_hand: Opener, step: int) -> None:
    page = open_by_hand(make_dose(20))
    press(page, "Start")
    turn(page, 15)
    page.evaluate("ms => jump(0, ms)", step)
    turn(page, 0.5)
    expect(page.get_by_role("timer")).to_have_text("10")
    turn(page, 9.6)
    assert phase_of(page) == "done"
    assert seen(page)[-1]["actualMs"] == pytest.approx(25_000, abs=10)
    expect(page.get_by_text("screen was off")).to_have_count(0)
    assert heard(page)[-2:] == [25, 25]


def sleep(page: Page, mono: float, wall: float) -> None:
    """Let the device sleep: out of sight, with no timer running, and back."""
    page.evaluate(
        """([mono, wall]) => {
            const hide = (hidden) => {
                Object.defineProperty(document, "hidden", { value: hidden, configurable: true })
                document.dispatchEvent(new Event("visibilitychange"))
            }
            hide(true)
            jump(mono * 1000, wall * 1000)
            hide(false)
        }""",
        [mono, wall],
    )


@pytest.mark.parametrize("mono", [0, 6])
def test_after_sleep_within_a_hold_the_time_left_is_right(
    open_by_hand: Opener, mono: float
) -> None:
    """On some systems the monotonic clock stands still in sleep, on some it goes on."""
    page = open_by_hand(make_dose(20))
    press(page, "Start")
    turn(page, 10)
    sleep(page, mono, 6)
    expect(page.get_by_role("timer")).to_have_text("9")
    expect(page.locator("[data-part=note]")).to_have_text(
        "Your screen was off for 6 s. The timer went on."
    )
    turn(page, 8.9)
    assert phase_of(page) == "hold"
    turn(page, 0.2)
    assert phase_of(page) == "done"
    assert page.evaluate("tones.filter((tone) => !tone.taken).length") == len(heard(page))


@pytest.mark.parametrize("mono", [0, 29])
def test_after_sleep_across_the_end_nothing_is_heard_and_it_waits(
    open_by_hand: Opener, mono: float
) -> None:
    page = open_by_hand(make_dose(20, sides="each", limb="leg"))
    press(page, "Start")
    turn(page, 10)
    before = heard(page)
    sleep(page, mono, 29)
    expect(page.locator("[data-part=note]")).to_have_text(
        "Your hold ended 14 s ago while the screen was off."
    )
    turn(page, 3600)
    assert heard(page) == before
    assert phase_of(page) == "switch"
    press(page, ready)
    assert phase_of(page) == "ready"
    assert page.locator("hold-timer").get_attribute("data-side") == "right"


def test_after_a_missed_end_the_next_hold_begins_only_after_getting_ready(
    open_by_hand: Opener,
) -> None:
    page = open_by_hand(make_dose(10, repetitions=3, rest=5))
    press(page, "Start")
    turn(page, 10)
    sleep(page, 0, 600)
    assert phase_of(page) == "paused"
    expect(page.locator("[data-part=note]")).to_contain_text("Your hold ended 10 minutes ago")
    turn(page, 60)
    assert phase_of(page) == "paused"
    press(page, "Go on")
    assert (phase_of(page), seen(page)[-1]["repetition"]) == ("ready", 2)
    turn(page, 5.1)
    assert (phase_of(page), seen(page)[-1]["repetition"]) == ("hold", 2)
    turn(page, 10 + 5 + 10)
    assert phase_of(page) == "done"


def test_a_rest_that_ended_unseen_does_not_begin_the_hold(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(10, repetitions=2, rest=5))
    press(page, "Start")
    turn(page, 16)
    assert phase_of(page) == "rest"
    sleep(page, 0, 20)
    expect(page.locator("[data-part=note]")).to_contain_text("Your rest ended 16 s ago")
    turn(page, 60)
    assert phase_of(page) == "paused"


def test_a_pause_keeps_the_time_and_going_on_gives_time_to_get_ready(
    open_by_hand: Opener,
) -> None:
    page = open_by_hand(make_dose(20))
    press(page, "Start")
    turn(page, 12)
    before = len(heard(page))
    press(page, "Pause")
    turn(page, 100)
    expect(page.get_by_role("timer")).to_have_text("13")
    assert len(heard(page)) == before
    press(page, "Go on")
    assert phase_of(page) == "ready"
    turn(page, 5.1)
    assert phase_of(page) == "hold"
    expect(page.get_by_role("timer")).to_have_text("13")
    turn(page, 13)
    assert phase_of(page) == "done"


def test_this_hurts_stops_at_once_and_shows_the_advice(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(20))
    press(page, "Start")
    turn(page, 12)
    before = heard(page)
    press(page, "This hurts")
    turn(page, 100)
    assert phase_of(page) == "idle"
    assert heard(page) == before
    expect(page.locator("[data-part=advice]").get_by_text("Your heel hurts.")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Your heel hurts.")
    assert page.evaluate("localStorage.length") == 0


bell_and_ticks = [2, 3, 4, 5, 5.17, 12, 13, 14, 15, 15]
"""When something is heard of a hold of 10 s, in seconds from the beginning of getting ready."""


@pytest.mark.parametrize(
    "before",
    [
        [("Start", 0)],
        [("Start", 0), ("Pause", 0), ("Start again", 2)],
        [("Start", 20)],
        [("Start", 7), ("This hurts", 1)],
        [("Start", 7), ("Pause", 2), ("Start again", 2)],
    ],
)
def test_every_start_is_heard_to_its_end(
    open_by_hand: Opener, before: list[tuple[str, float]]
) -> None:
    page = open_by_hand(make_dose(10))
    for name, seconds in before:
        press(page, name)
        turn(page, seconds)
    began = page.evaluate("performance.now() / 1000 - 5")
    ways = {"done": ["Do it again"], "idle": ["Start again"], "paused": ["Start again"]}
    for name in ways.get(phase_of(page), ["Pause", "Start again"]):
        press(page, name)
    turn(page, 15.5)
    heard_now = [round(at - began, 2) for at in heard(page) if at > began + 1.9]
    assert heard_now == bell_and_ticks
    turn(page, 10)
    assert page.evaluate("sound.state") == "suspended"


def test_a_quick_answer_and_a_short_pause_leave_the_sound_on(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(10, sides="each"))
    press(page, "Start")
    turn(page, 15.5)
    press(page, ready)
    turn(page, 7)
    assert page.evaluate("sound.state") == "running"
    press(page, "Pause")
    turn(page, 1)
    press(page, "Go on")
    turn(page, 7)
    assert page.evaluate("sound.state") == "running"
    turn(page, 6.5)
    assert phase_of(page) == "done"
    assert heard(page)[-7:] == [28.5, 28.67, 33.5, 34.5, 35.5, 36.5, 36.5]


def test_an_idle_or_finished_timer_runs_no_timers(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(3))
    assert page.evaluate("timersWaiting()") == 0
    press(page, "Start")
    turn(page, 60)
    assert phase_of(page) == "done"
    assert page.evaluate("timersWaiting()") == 0
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_screen_reader_hears_at_most_five_messages_in_a_long_hold(open_by_hand: Opener) -> None:
    page = open_by_hand(make_dose(30, repetitions=2, rest=10, sides="each", limb="leg"))
    page.evaluate(
        """() => {
            window.spoken = []
            const status = document.querySelector("[role=status][data-part=spoken]")
            new MutationObserver(() => spoken.push(status.textContent))
                .observe(status, { childList: true, characterData: true, subtree: true })
        }"""
    )
    press(page, "Start")
    turn(page, 4.9)
    page.evaluate("spoken.length = 0")
    for _ in range(312):
        turn(page, 0.1)
    assert page.evaluate("spoken") == [
        "Hold, Left leg, 1 of 2",
        "Halfway",
        "Ten seconds left",
        "Rest, Left leg",
    ]
    assert page.get_by_role("timer").get_attribute("aria-live") is None


def test_the_timer_says_where_the_side_goes(open_by_hand: Opener) -> None:
    dose = make_dose(10, sides="each", limb="leg")
    page = open_by_hand(replace(dose, limb_place="at the back"))
    place = page.locator("[data-part=count]")
    press(page, "Start")
    turn(page, 1)
    expect(place).to_have_text("at the back")
    expect(page.get_by_role("status")).to_have_text("Get ready, Left leg, at the back")
    skip(page)
    skip(page)
    turn(page, 1)
    expect(place).to_have_text("at the back")


def random_deeds(chance: random.Random, count: int, kinds: list[str]) -> list[list[Any]]:
    return [
        [chance.choice(kinds), chance.choice([0, 1, 40, 700, 2500, 9000])] for _ in range(count)
    ]


run_deeds = """
(deeds) => {
  deeds = JSON.parse(deeds)
  const timer = document.querySelector("hold-timer")
  const press = (name) => {
    const button = timer.querySelector(`[data-do=${name}]`)
    if (!button.hidden) button.click()
  }
  const quiet = () => ["paused", "idle"].includes(timer.dataset.phase)
  let orphans = 0
  const pass = (ms) => {
    // Whatever is heard is heard while the timer runs, or right after a change that it made.
    const still = quiet()
    const before = heard().length
    turn(ms)
    if (still && quiet()) orphans += heard().length - before
  }
  for (const [deed, ms] of deeds) {
    press(deed)
    pass(ms)
  }
  // Then to the end, however long it takes.
  for (let i = 0; i < 500 && timer.dataset.phase !== "done"; i++) {
    if (quiet() || timer.hasAttribute("data-waiting")) press("toggle")
    pass(1000)
  }
  pass(5000)
  return JSON.stringify({ orphans, seen, timers: timersWaiting(), tones: heard().length })
}
"""


@pytest.mark.parametrize("seed", range(3))
def test_hundreds_of_pauses_lose_no_time_and_leave_no_sound(
    open_by_hand: Opener, seed: int
) -> None:
    dose = make_dose(7, 4, repetitions=3, sides="each", rest=3, sets=2)
    page = open_by_hand(dose)
    press(page, "Start")
    deeds = random_deeds(random.Random(seed), 300, ["toggle"])
    outcome = json.loads(page.evaluate(run_deeds, json.dumps(deeds)))
    assert outcome["orphans"] == 0
    assert outcome["timers"] == 0
    events = outcome["seen"]
    phases = [event["phase"] for event in events]
    assert "paused" in phases
    events = events[: phases.index("done") + 1]
    assert events[-1]["plannedMs"] == total_seconds(dose) * 1000
    held: dict[str, float] = {"left": 0, "right": 0}
    for event, after in pairwise(events):
        if event["phase"] == "hold":
            held[event["side"]] += after["at"] - event["at"]
    assert held == pytest.approx({"left": 66_000, "right": 66_000}, abs=30)


@pytest.mark.parametrize("seed", range(5))
def test_hundreds_of_random_deeds_leave_no_orphan_sound_and_no_drift(
    open_by_hand: Opener, seed: int
) -> None:
    dose = make_dose(6, repetitions=3, sides="each", rest=3, sets=2)
    page = open_by_hand(dose)
    deeds = random_deeds(
        random.Random(seed), 400, ["toggle", "toggle", "toggle", "skip", "start", "hurt"]
    )
    outcome = json.loads(page.evaluate(run_deeds, json.dumps([["toggle", 0], *deeds])))
    assert outcome["orphans"] == 0
    assert outcome["timers"] == 0
    assert len(outcome["seen"]) > 300
    events = outcome["seen"]
    assert events[-1]["phase"] == "done"
    assert events[-1]["plannedMs"] == total_seconds(dose) * 1000
    for event in events:
        assert event["actualMs"] == pytest.approx(event["plannedMs"], abs=10)
