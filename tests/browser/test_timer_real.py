"""The timer in a real Chromium, by real clocks: hidden, slowed and frozen pages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, Playwright

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

count_sounds = """
// Every loud tone: asked for, taken back, and whether it was heard.
window.heard = []
const start = OscillatorNode.prototype.start
OscillatorNode.prototype.start = function (from) {
  if (this.frequency.value !== 440) {
    const duty = { from, heard: 0 }
    this.addEventListener("ended", () => {
      if (this.taken === undefined || this.taken > from) heard.push(performance.now())
    })
  }
  return start.call(this, from)
}
const stop = OscillatorNode.prototype.stop
OscillatorNode.prototype.stop = function (when) {
  if (when === undefined) this.taken ??= this.context.currentTime
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
