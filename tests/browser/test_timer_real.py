"""The timer in a real Chromium, by real clocks: hidden, slowed and frozen pages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, Playwright, expect

from generator.model import Dose

from .conftest import find_chromium, make_dose, record_events
from .tabs import (
    begin,
    conditions,
    lengths_heard,
    lengths_seen,
    prepare,
    real_tabs,
    record_sound,
)

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]

note_sounds = """
// Notes when each loud tone was heard that nobody took back in time, on the monotonic clock.
window.sounded = []
const { start, stop } = OscillatorNode.prototype
OscillatorNode.prototype.start = function (from) {
  this.begins = from
  if (this.frequency.value !== 440) {
    const sounds = () => this.taken > from || sounded.push(performance.now())
    this.addEventListener("ended", sounds)
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
    playwright: Playwright, bench: Callable[[Dose], str], tmp_path: Path
) -> None:
    """All four at once, with holds of a second, to be quick; measure_holds.py has patience."""
    address = bench(make_dose(1, repetitions=20))
    with ExitStack() as stack:
        pages = {}
        for condition in conditions:
            folder = tmp_path / condition
            pages[condition] = stack.enter_context(real_tabs(playwright, find_chromium(), folder))
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


def test_a_frozen_page_plays_nothing_late_and_says_what_happened(
    playwright: Playwright, bench: Callable[[Dose], str], tmp_path: Path
) -> None:
    """A page is frozen for 10 s twice: within its hold of 20 s, and across its end."""
    with real_tabs(playwright, find_chromium(), tmp_path) as page:
        session = page.context.new_cdp_session(page)
        prepare(page, "visible", record_events + note_sounds)
        page.goto(bench(make_dose(20, sides="each")))

        def press(name: str) -> None:
            page.get_by_role("button", name=name, exact=True).click()

        def freeze(seconds: float) -> float:
            other.bring_to_front()
            session.send("Page.setWebLifecycleState", {"state": "frozen"})
            time.sleep(seconds)
            session.send("Page.setWebLifecycleState", {"state": "active"})
            page.bring_to_front()
            now: float = page.evaluate("performance.now()")
            return now

        def heard_since(when: float) -> list[float]:
            times: list[float] = page.evaluate("from => sounded.filter((at) => at > from)", when)
            return times

        other = page.context.new_page()
        page.bring_to_front()
        timer = page.locator("hold-timer")
        note = page.locator("[data-part=note]")
        press("Start")
        press("Skip ahead")
        page.wait_for_timeout(3000)
        back = freeze(10)
        expect(note).to_have_text("Your screen was off for 10 s. The timer went on.")
        expect(timer).to_have_attribute("data-phase", "switch", timeout=15_000)
        page.wait_for_timeout(2000)
        hold, after = page.evaluate("seen.slice(-2)")
        assert abs(after["at"] - hold["at"] - 20_000) <= 50
        due = [after["at"] - 3000, after["at"] - 2000, after["at"] - 1000]
        assert heard_since(back)[:3] == pytest.approx(due, abs=150)

        press("Start again")
        press("Skip ahead")
        page.wait_for_timeout(14_000)
        back = freeze(10)
        expect(note).to_have_text(
            re.compile(r"^Your hold ended [345] s ago while the screen was off\.$")
        )
        expect(timer).to_have_attribute("data-phase", "switch")
        page.wait_for_timeout(3000)
        assert heard_since(back - 300) == []
