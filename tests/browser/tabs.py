"""Real tabs: a Chromium in which a tab in the background is hidden, and its timers are slow.

Playwright makes every page of its own believe that it is in front. A Chromium that was started by
hand and is only connected to keeps the truth. `tests/measure_holds.py` and the tests use this.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, Playwright

Condition = Literal["visible", "slowed", "hidden and silent", "hidden and audible"]
conditions: tuple[Condition, ...] = ("visible", "slowed", "hidden and silent", "hidden and audible")

record_sound = """
// Notes the wall time at which each sound begins, on the thread that renders it.
window.onsets = []
const recorder = "data:text/javascript," + encodeURIComponent(`
  registerProcessor("onsets", class extends AudioWorkletProcessor {
    quiet = 100
    process([[samples]]) {
      const loud = samples?.some((sample) => Math.abs(sample) > 0.004)
      if (loud && this.quiet > 15) this.port.postMessage(Date.now())
      this.quiet = loud ? 0 : this.quiet + 1
      return true
    }
  })
`)
const connect = AudioNode.prototype.connect
AudioNode.prototype.connect = function (target, ...rest) {
  if (target instanceof AudioDestinationNode) {
    const { context } = target
    context.recording ??= context.audioWorklet.addModule(recorder).then(() => {
      context.recorder = new AudioWorkletNode(context, "onsets")
      context.recorder.port.onmessage = ({ data }) => onsets.push(data)
    })
    if (context.recorder) connect.call(this, context.recorder)
  }
  return connect.call(this, target, ...rest)
}
"""


@contextmanager
def real_tabs(playwright: Playwright, chromium: str, folder: Path) -> Iterator[Page]:
    """Start a Chromium, and give the one tab that it has."""
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    ports = ["--remote-debugging-port=0", f"--user-data-dir={folder}"]
    process = subprocess.Popen(
        [chromium, *options, *ports, "about:blank"], stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port_of(folder, process)}"
        browser = playwright.chromium.connect_over_cdp(address, no_defaults=True)
        yield browser.contexts[0].pages[0]
        browser.close()
    finally:
        process.terminate()
        process.wait(20)


def port_of(folder: Path, process: subprocess.Popen[bytes]) -> str:
    """Return the port on which a Chromium listens, once it does."""
    note = folder / "DevToolsActivePort"
    for _ in range(300):
        if note.exists() and (lines := note.read_text().split()):
            return lines[0]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("Chromium did not start")


def prepare(page: Page, condition: Condition, scripts: str) -> None:
    """Make ready a tab for a condition; the scripts run before those of its pages."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setBypassCSP", {"enabled": True})  # for the recorder, which is no file
    session.send("Page.addScriptToEvaluateOnNewDocument", {"source": scripts})
    if condition == "slowed":
        session.send("Emulation.setCPUThrottlingRate", {"rate": 20})


def begin(page: Page, condition: Condition) -> None:
    """Press Start, and bring about the condition."""
    if condition == "hidden and silent":
        page.get_by_text("Sound and pace").click()
        page.get_by_label("Sound", exact=True).select_option("0")
        page.get_by_label("Soft ticks").uncheck()
    page.get_by_role("button", name="Start", exact=True).click()
    if condition.startswith("hidden"):
        page.context.new_page().bring_to_front()


def lengths_seen(events: list[dict[str, Any]]) -> list[float]:
    """Return the error of each hold in ms, from its event to the next one."""
    return [
        after["wall"] - event["wall"] - event["seconds"] * 1000
        for event, after in pairwise(events)
        if event["phase"] == "hold"
    ]


def lengths_heard(events: list[dict[str, Any]], onsets: list[float]) -> list[float]:
    """Return the error of each hold in ms, from the sound that begins it to the one that ends it.

    Left out are the first holds, if they began before the recorder ran.
    """

    def sound_at(wall: float) -> float:
        return min(onsets, key=lambda onset: abs(onset - wall))

    return [
        sound_at(after["wall"]) - sound_at(event["wall"]) - event["seconds"] * 1000
        for event, after in pairwise(events)
        if event["phase"] == "hold" and event["wall"] > onsets[0]
    ]
