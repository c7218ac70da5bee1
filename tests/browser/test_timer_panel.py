"""The panel of the timer on real phones, with large text too: what stops a hold is always in sight,
the number can be read from the floor, and nothing moves from phase to phase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import make_dose, write_bench, write_routine

pytestmark = pytest.mark.browser

by_hand = (Path(__file__).parent / "handmade.js").read_text()

phones = [(320, 568), (360, 620), (375, 553), (360, 740), (740, 360)]
dose = make_dose(20, repetitions=2, sides="each", rest=10, limb="leg")

measure = """() => {
  const box = (part) => {
    const found = document.querySelector(`hold-timer ${part}`)
    const { left, top, right, bottom, width, height } = found.getBoundingClientRect()
    return { found, left, top, right, bottom, width, height }
  }
  const reachable = (part) => {
    const { found, left, top, right, bottom } = box(part)
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
    const middle = [(left + right) / 2, (top + bottom) / 2]
    const spots = [[left + 9, top + 9], [right - 9, bottom - 9], middle]
    return inside && spots.every(([x, y]) => found.contains(document.elementFromPoint(x, y)))
  }
  return {
    hidden: ["[data-do=hurt]", "[data-do=toggle]"].filter((part) => !reachable(part)),
    dial: Math.round(box(".hold-timer__dial").height),
    picture: Math.round(box(".hold-timer__picture").height),
    places: ["[data-do=hurt]", "[data-do=toggle]", ".hold-timer__now", ".hold-timer__side"]
      .map((part) => Math.round(box(part).top)),
    dialTop: Math.round(box(".hold-timer__dial").top),
  }
}"""

broken_words = """() => {
  const broken = []
  const buttons = document.querySelectorAll("hold-timer :is(button, a, label)")
  for (const button of buttons) {
    if (!button.checkVisibility({ visibilityProperty: true })) continue
    const walk = document.createTreeWalker(button, NodeFilter.SHOW_TEXT)
    for (let text; (text = walk.nextNode()); ) {
      for (const { index, 0: word } of text.data.matchAll(/\\S+/g)) {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        const { left, right } = range.getBoundingClientRect()
        const edge = button.getBoundingClientRect()
        const outside = right > left && (left < edge.left || right > edge.right)
        if (lines.size > 1 || outside) broken.push(word)
      }
    }
  }
  return broken
}"""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def turn(page: Page, seconds: float) -> None:
    page.evaluate("ms => turn(ms)", seconds * 1000)


def enlarge(page: Page, scale: float) -> None:
    page.evaluate(
        """scale => {
            const root = document.documentElement
            root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * scale}px`
        }""",
        scale,
    )


def go_through(page: Page) -> Iterator[str]:
    """Go from state to state of a timer that was just started, and name each."""
    timer = page.locator("hold-timer")
    for state, seconds in (("ready", 1), ("hold", 5), ("rest", 20)):
        turn(page, seconds)
        expect(timer).to_have_attribute("data-phase", state)
        yield state
    press(page, "Pause")
    yield "paused"
    press(page, "Go on")
    turn(page, 40)
    expect(timer).to_have_attribute("data-phase", "switch")
    yield "switch"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A page with one timer, and one with a routine."""
    folder = tmp_path_factory.mktemp("panel")
    routine = write_routine(folder, {"Heel tendon stretch": dose}, {})
    return {"exercise": write_bench(folder, dose), "routine": routine}


def open_running(
    context: BrowserContext, address: str, width: int, height: int, scale: float
) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(by_hand)
    page.goto(address)
    enlarge(page, scale)
    if page.locator("guided-routine").count():
        page.get_by_role("button", name="Start: it takes").click()
        page.get_by_role("button", name="I\u2019m ready").first.click()
    else:
        press(page, "Start")
    page.evaluate(
        """() => {
            const place = document.querySelector(".hold-timer__picture")
            place.innerHTML = '<svg viewBox="0 0 40 30"><path d="M9 9h9v9z"/></svg>'
        }"""
    )
    return page


@pytest.mark.parametrize("scale", [1, 1.5, 2])
@pytest.mark.parametrize(("width", "height"), phones)
@pytest.mark.parametrize("kind", ["exercise", "routine"])
def test_what_stops_a_hold_is_in_sight_and_nothing_moves(
    context: BrowserContext,
    addresses: dict[str, str],
    kind: str,
    width: int,
    height: int,
    scale: float,
) -> None:
    page = open_running(context, addresses[kind], width, height, scale)
    found = {}
    for state in go_through(page):
        found[state] = page.evaluate(measure)
        assert found[state]["hidden"] == [], state
        assert page.evaluate(broken_words) == [], state
    waiting = found.pop("switch")
    dials = {state: each["dial"] for state, each in found.items()}
    if scale == 2:
        del dials["paused"]
    assert min(dials.values()) >= 180, dials
    assert len({tuple(each["places"]) for each in [*found.values(), waiting]}) == 1, found
    if scale < 2:
        assert len({(each["dialTop"], each["dial"]) for each in found.values()}) == 1, found
        assert waiting["picture"] >= 150
    page.close()
