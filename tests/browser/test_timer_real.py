"""The timer in a real Chromium, by real clocks: hidden, slowed and frozen pages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

import pytest
from playwright.sync_api import Page, Playwright, expect

from generator.model import Dose

from .conftest import make_dose, record_events, skip, write_bench
from .tabs import (
    begin,
    conditions,
    lengths_heard,
    lengths_seen,
    prepare,
    real_tabs,
    record_sound,
)

pytestmark = [pytest.mark.browser, pytest.mark.alone]
Opener = Callable[..., Page]

note_sounds = """
// Notes when each loud tone began that nobody took back in time, on the monotonic clock. That a
// tone is over is told late in a busy page, so its beginning is reckoned from the sound's clock.
window.sounded = []
const { start, stop } = OscillatorNode.prototype
OscillatorNode.prototype.start = function (from) {
  this.begins = from
  if (this.frequency.value !== 440) {
    this.addEventListener("ended", () => {
      const ago = (this.context.currentTime - from) * 1000
      if (this.taken === undefined) sounded.push(performance.now() - ago)
    })
  }
  return start.call(this, from)
}
OscillatorNode.prototype.stop = function (when) {
  if (when === undefined) this.taken ??= this.context.currentTime
  this.taken = this.taken > this.begins ? undefined : this.taken
  return stop.call(this, when)
}
"""


def test_twenty_holds_are_true_in_every_condition(
    playwright: Playwright, chromium: str, bench: Callable[[Dose], str], tmp_path: Path
) -> None:
    """All four at once, with holds of a second, to be quick; measure_holds.py has patience."""
    address = bench(make_dose(1, repetitions=20))
    with ExitStack() as stack:
        pages = {}
        for condition in conditions:
            folder = tmp_path / condition
            pages[condition] = stack.enter_context(real_tabs(playwright, chromium, folder))
            prepare(pages[condition], condition, record_events + record_sound)
            pages[condition].goto(address)
        for condition, page in pages.items():
            begin(page, condition)
            assert page.evaluate("document.hidden") == condition.startswith("hidden")
        for condition, page in pages.items():
            page.wait_for_function(
                "document.querySelector('hold-timer').dataset.phase === 'done'",
                timeout=60_000,
                polling=500,
            )
            events, onsets = page.evaluate("[seen, onsets]")
            silent = condition == "hidden and silent"
            assert bool(onsets) != silent
            errors = lengths_seen(events) if silent else lengths_heard(events, onsets)
            assert len(errors) >= 18
            assert median(map(abs, errors)) <= 50, (condition, errors)
            # Whatever single holds do, nothing adds up.
            assert abs(sum(errors)) <= 250, (condition, errors)


def test_the_sound_stays_on_through_every_hold_and_goes_to_sleep_after(
    open_timer: Opener,
) -> None:
    keep = "AudioContext = class extends AudioContext { kept = (window.kept = this) }"
    page = open_timer(make_dose(6), f"{keep}; {note_sounds}")
    timer, digits = page.locator("hold-timer"), page.get_by_role("timer")
    for names in (("Start",), ("Pause", "Start again"), ("Pause", "Start again")):
        for name in names:
            page.get_by_role("button", name=name, exact=True).click()
        skip(page)
        expect(timer).to_have_attribute("data-phase", "hold")
    # More than the three seconds after which an idle sound system is put to sleep.
    expect(digits).to_have_text("2", timeout=10_000)
    assert page.evaluate("kept.state") == "running"
    expect(timer).to_have_attribute("data-phase", "done")
    page.evaluate("new Promise((done) => kept.addEventListener('statechange', () => done()))")
    assert page.evaluate("kept.state") == "suspended"
    done = page.evaluate("seen.at(-1).at")
    assert page.evaluate("done => sounded.some((at) => Math.abs(at - done) < 150)", done)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[str]:
    """Serve a folder on this machine: a browser keeps no page that it has opened from a disk."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_after_back_the_kept_page_is_paused(
    playwright: Playwright, chromium: str, serve: str, tmp_path: Path
) -> None:
    address = write_bench(tmp_path, make_dose(20)).rpartition("/")[2]
    kept = "addEventListener('pageshow', ({ persisted }) => (window.kept = persisted));"
    with real_tabs(playwright, chromium, tmp_path / "profile") as page:
        prepare(page, "visible", record_events + kept)
        page.goto(serve + address)
        page.get_by_role("button", name="Start", exact=True).click()
        skip(page)
        page.goto(serve + "bench.css")
        time.sleep(2)  # more than a page may stand still without a word
        page.evaluate("setTimeout(() => history.back(), 50)")
        expect(page.locator("hold-timer")).to_have_attribute("data-phase", "paused")
        expect(page.get_by_role("timer")).to_have_text(re.compile("20|19"))
        expect(page.locator("[data-part=note]")).to_be_hidden()
        assert page.evaluate("kept")


class Frozen:
    """A timer in a tab of its own browser, which another tab can cover and freeze."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        prepare(page, "visible", record_events + note_sounds)
        page.goto(address)
        self.other = page.context.new_page()
        page.bring_to_front()
        self.timer = page.locator("hold-timer")
        self.note = page.locator("[data-part=note]")
        page.get_by_role("button", name="Start", exact=True).click()
        skip(page)
        self.began = time.monotonic()

    def wait_until(self, seconds: float) -> None:
        """Wait until so many seconds of the hold are over."""
        time.sleep(max(0, self.began + seconds - time.monotonic()))

    def freeze(self) -> None:
        self.other.bring_to_front()
        self.session.send("Page.setWebLifecycleState", {"state": "frozen"})

    def wake(self) -> float:
        """Wake the page, and return when, on its own clock."""
        self.session.send("Page.setWebLifecycleState", {"state": "active"})
        self.page.bring_to_front()
        now: float = self.page.evaluate("performance.now()")
        return now

    def heard_since(self, when: float) -> list[float]:
        times: list[float] = self.page.evaluate("from => sounded.filter((at) => at > from)", when)
        return times


def test_a_frozen_page_plays_nothing_late_and_says_what_happened(
    playwright: Playwright, chromium: str, bench: Callable[[Dose], str], tmp_path: Path
) -> None:
    """Two pages are frozen for 10 s: one within its hold of 20 s, one across its end."""
    address = bench(make_dose(20, sides="each"))
    with (
        real_tabs(playwright, chromium, tmp_path / "within") as one,
        real_tabs(playwright, chromium, tmp_path / "across") as other,
    ):
        across = Frozen(other, address)
        within = Frozen(one, address)
        within.wait_until(3)
        within.freeze()
        within.wait_until(13)
        back = within.wake()
        expect(within.note).to_have_text("Your screen was off for 10 s. The timer went on.")
        across.wait_until(14)
        across.freeze()
        expect(within.timer).to_have_attribute("data-phase", "switch", timeout=15_000)
        within.wait_until(22)
        hold, after = within.page.evaluate("seen.slice(-2)")
        assert abs(after["at"] - hold["at"] - 20_000) <= 50
        due = [after["at"] - 3000, after["at"] - 2000, after["at"] - 1000]
        assert within.heard_since(back)[:3] == pytest.approx(due, abs=150)

        across.wait_until(24)
        back = across.wake()
        expect(across.note).to_have_text(
            re.compile(r"^Your hold ended [345] s ago while the screen was off\.$")
        )
        expect(across.timer).to_have_attribute("data-phase", "switch")
        across.wait_until(27.5)
        assert across.heard_since(back - 300) == []
