"""The panel of the timer on real phones, with large text too: what stops a hold is always in sight,
the number can be read from the floor, and nothing moves from phase to phase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.model import Phase

from .conftest import exactly, make_dose, skip, wait_until, write_bench, write_routine

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
    const { found, left, top, right, bottom, height } = box(part)
    // As near to its corners as they are round.
    const near = height / 5
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
    const middle = [(left + right) / 2, (top + bottom) / 2]
    const spots = [[left + near, top + near], [right - near, bottom - near], middle]
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
        page.locator(".guided-routine__start [data-do=start]").locator("visible=true").click()
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


@pytest.mark.parametrize(("width", "height"), phones)
def test_when_to_get_help_is_in_sight_where_it_hurts_even_in_large_text(
    context: BrowserContext, addresses: dict[str, str], width: int, height: int
) -> None:
    page = open_running(context, addresses["exercise"], width, height, 2)
    page.locator("a.hold-timer__hurt").evaluate("each => (each.href = '#help')")
    press(page, "This hurts")
    expect(page.get_by_role("link", name="When to get help")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scale", [1, 1.5])
@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 620), (740, 360)])
def test_a_note_takes_the_place_of_what_comes_next_and_covers_nothing(
    context: BrowserContext, addresses: dict[str, str], width: int, height: int, scale: float
) -> None:
    page = open_running(context, addresses["exercise"], width, height, scale)
    note, dial = page.locator("[data-part=note]"), page.locator("[data-part=dial]")
    for _ in range(2):
        note.evaluate("each => { each.hidden = true }")
        before = page.evaluate(measure)
        note.evaluate("each => { each.textContent = each.dataset.dark; each.hidden = false }")
        assert page.evaluate(measure) == before
        expect(note).to_be_in_viewport(ratio=1)
        assert note.evaluate("each => each.scrollHeight <= each.clientHeight")
        own, ring = note.bounding_box(), dial.bounding_box()
        below = own["y"] >= ring["y"] + ring["height"]
        assert below or own["x"] >= ring["x"] + ring["width"]
        expect(page.locator("[data-part=next]")).not_to_be_visible()
        turn(page, 6)
    assert page.locator("hold-timer").get_attribute("data-phase") == "hold"


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 620), (740, 360)])
def test_the_dial_has_one_size_for_both_sides_beside_long_words(
    context: BrowserContext, tmp_path: Path, width: int, height: int
) -> None:
    sides = replace(make_dose(20, sides="each"), phases=(Phase("Roll the ball", exactly(20)),))
    page = open_running(context, write_bench(tmp_path, sides), width, height, 1)
    dials = {}
    while (phase := page.locator("hold-timer").get_attribute("data-phase")) != "done":
        if phase != "switch":
            side = page.locator("hold-timer").get_attribute("data-side")
            dials[side, phase] = page.locator("[data-part=dial]").bounding_box()
        skip(page)
    assert {side for side, _ in dials} == {"left", "right"}
    assert len({tuple(box.values()) for box in dials.values()}) == 1, dials


@pytest.mark.parametrize("scale", [1, 2])
def test_a_note_moves_nothing(
    context: BrowserContext, addresses: dict[str, str], scale: float
) -> None:
    page = open_running(context, addresses["exercise"], 360, 620, scale)
    note = "document.querySelector('[data-part=note]')"
    page.evaluate(f"{note}.hidden = true")
    before = page.evaluate(measure)
    page.evaluate(f"{note}.textContent = 'Your hold ended. '.repeat(4); {note}.hidden = false")
    assert page.evaluate(measure) == before


@pytest.mark.parametrize(("width", "scale"), [(320, 1), (320, 2), (360, 2)])
def test_what_is_pressed_before_the_start_has_room(
    context: BrowserContext, addresses: dict[str, str], width: int, scale: float
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(addresses["exercise"])
    enlarge(page, scale)
    assert page.evaluate(broken_words) == []
    boxes = [each.bounding_box() for each in page.locator(".hold-timer__sounds > *").all()]
    for one, next_one in pairwise(boxes):
        same_row = one["y"] == next_one["y"]
        assert not same_row or one["x"] + one["width"] <= next_one["x"]


def test_digits_can_be_read_from_the_floor_and_words_are_as_large_as_they_may_be(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    page = open_running(context, addresses["exercise"], 360, 620, 1)
    turn(page, 6)
    ink = page.evaluate(
        """() => {
            const digits = document.querySelector(".hold-timer__digits")
            const style = getComputedStyle(digits)
            const pen = document.createElement("canvas").getContext("2d")
            pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
            return pen.measureText("8").actualBoundingBoxAscent
        }"""
    )
    assert ink >= 110
    word = page.locator("[data-part=now]")
    size = float(word.evaluate("node => parseFloat(getComputedStyle(node).fontSize)"))
    # "Get ready" has no room for more beside the picture; its letters are wide without our face.
    assert size * float(word.evaluate("n => getComputedStyle(n).getPropertyValue('--now')")) > 200
    width = word.evaluate("node => [node.scrollWidth, node.clientWidth, node.clientHeight]")
    assert width[0] <= width[1]
    assert width[2] <= 1.2 * size


@pytest.mark.parametrize(("width", "height"), [(740, 360), (844, 390), (667, 375), (360, 620)])
def test_a_change_of_sides_stands_on_a_line_of_its_own(
    context: BrowserContext, site: Path, width: int, height: int
) -> None:
    page = context.new_page()
    page.add_init_script(by_hand)
    page.set_viewport_size({"width": width, "height": height})
    page.goto((site / "exercises" / "foot-massage.html").as_uri())
    press(page, "Start")
    turn(page, 70)
    expect(page.locator("hold-timer")).to_have_attribute("data-phase", "switch")
    boxes = page.locator("[data-part=now], [data-part=side]").evaluate_all(
        """parts => parts.map((part) => {
            const range = document.createRange()
            range.selectNodeContents(part)
            const { top, bottom } = range.getBoundingClientRect()
            return [top, bottom, parseFloat(getComputedStyle(part).fontSize)]
        })"""
    )
    (now_top, now_bottom, size), (side_top, _, _) = boxes
    # A box of letters is higher than they are.
    assert now_bottom - now_top < 1.5 * size
    assert side_top > now_bottom - 0.35 * size


def test_esc_pauses_and_nothing_else(context: BrowserContext, addresses: dict[str, str]) -> None:
    page = open_running(context, addresses["exercise"], 360, 620, 1)
    timer = page.locator("hold-timer")
    turn(page, 6)
    page.keyboard.press("Escape")
    expect(timer).to_have_attribute("data-phase", "paused")
    page.keyboard.press("Escape")
    expect(timer).to_have_attribute("data-phase", "paused")
    press(page, "Stop here")
    expect(timer).to_have_attribute("data-phase", "idle")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_focused()


@pytest.mark.parametrize("way", ["the browser's", "over the page"])
def test_one_tap_fills_the_screen_and_esc_leaves_it(
    context: BrowserContext, addresses: dict[str, str], way: str
) -> None:
    if way == "over the page":
        context.add_init_script("delete Element.prototype.requestFullscreen")
    page = open_running(context, addresses["exercise"], 900, 700, 1)
    panel = page.locator(".hold-timer__panel")
    turn(page, 6)
    press(page, "Fill the screen")
    if way == "the browser's":
        wait_until(page, "document.fullscreenElement")
    page.evaluate("scrollTo(0, 0)")
    size = panel.evaluate(
        "node => [node.offsetWidth / innerWidth, node.offsetHeight / innerHeight]"
    )
    assert size == [1, 1]
    expect(page.get_by_role("button", name="This hurts")).to_be_in_viewport(ratio=1)
    if way == "the browser's":
        page.evaluate("document.exitFullscreen()")  # as the browser itself does on Esc
    else:
        page.keyboard.press("Escape")
    expect(page.locator("hold-timer")).to_have_attribute("data-phase", "paused")
    assert page.locator("hold-timer").get_attribute("data-full") is None


def test_arrows_and_felt_areas_show_in_a_hold_only(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    page = open_running(context, addresses["exercise"], 360, 620, 1)
    page.evaluate(
        """() => {
            const place = document.querySelector(".hold-timer__picture")
            place.innerHTML = `<svg class="figure"><path class="figure__arrow"/>
                <path class="figure__felt"/><path class="figure__felt-lines"/></svg>`
        }"""
    )
    signs = page.locator(".hold-timer__picture path")
    for state in go_through(page):
        seen = signs.evaluate_all("all => all.map((one) => getComputedStyle(one).visibility)")
        assert set(seen) == {"visible" if state == "hold" else "hidden"}, state


def test_a_rest_says_what_is_done_and_a_wait_has_no_way_past_it(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    page = open_running(context, addresses["exercise"], 360, 620, 1)
    count = {}
    for state in go_through(page):
        count[state] = page.locator("[data-part=count]").inner_text()
        others = page.get_by_role("button", name="Skip ahead")
        expect(others).to_be_visible(visible=state == "paused")
    assert count["rest"] == "1 done"
    assert count["hold"] == "1 of 2"
    assert count["switch"] == ""


def test_the_time_that_it_takes_follows_the_readers_own_time(
    context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(write_bench(tmp_path, make_dose(60, repetitions=3, room=2)))
    left = page.locator("[data-part=left]")
    expect(left).to_have_text("About 3 minutes")
    expect(page.locator("[data-part=now]")).to_have_text("60 seconds, 3 times")
    page.get_by_text("Make it shorter or longer").click()
    expect(page.get_by_text("58 to 62 seconds")).to_be_visible()
    expect(page.get_by_text("1 to 5", exact=True)).to_be_visible()
    page.get_by_role("button", name="How many times: more").click()
    expect(left).to_have_text("About 4 minutes")
