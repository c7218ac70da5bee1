"""Pages in a script that runs right to left: each is its own mirror image, but for its figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

phone = {"width": 360, "height": 740}
desktop = {"width": 1280, "height": 900}
kerning = 3
"""Pixels by which a word's width may change where its full stop or colon moves to the other end."""
names = (
    "index",
    "safety",
    "exercises/heel-tendon-stretch",
    "exercises/seated-hamstring-stretch",
    "routines/all-ten",
)

# Where everything stands that begins a line of its own; words within a line follow their letters.
read_places = """() => {
  const all = [...document.querySelectorAll("body *:not(svg *, .hold-timer__dial *)")]
  const blocks = all.filter((each) =>
    each.checkVisibility() && !/^(inline|contents)/.test(getComputedStyle(each).display))
  return blocks.map((each) => {
    const { left, right } = each.getBoundingClientRect()
    return [`${each.localName}.${each.getAttribute("class")}`, left, right]
  })
}"""
run_timer = """() => {
  for (const timer of document.querySelectorAll("hold-timer")) timer.dataset.phase = "hold"
}"""
turn = "() => { document.documentElement.dir = 'rtl' }"


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("size", [phone, desktop], ids=["phone", "desktop"])
def test_a_page_is_mirrored(browser: Browser, site: Path, size, media) -> None:
    page = browser.new_page(viewport=size)
    page.emulate_media(media=media, reduced_motion="reduce")
    wrong = []
    for name in names:
        # What comes after the first view is there, too.
        page.goto((site / f"{name}.html").as_uri(), wait_until="networkidle")
        for change in ("() => {}", run_timer):
            page.evaluate(change)
            wrong += [f"{name}: {each}" for each in not_mirrored(page)]
    page.close()
    assert wrong == [], "\n".join(wrong)


def not_mirrored(page: Page) -> list[str]:
    """Return what stands elsewhere than on the other side once the page runs right to left."""
    before = page.evaluate(read_places)
    width = page.evaluate("document.documentElement.clientWidth")
    page.evaluate(turn)
    after = page.evaluate(read_places)
    page.evaluate("document.documentElement.removeAttribute('dir')")
    assert len(before) == len(after) > 20
    return [
        f"{one[0]} {one[1:]} {other[1:]}"
        for one, other in zip(before, after, strict=True)
        if max(abs(one[1] - (width - other[2])), abs(one[2] - (width - other[1]))) > kerning
    ]


def test_figures_and_the_ring_of_the_timer_are_not_mirrored(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport=phone)
    page.goto((site / "exercises" / "heel-tendon-stretch.html").as_uri())
    script = """() => {
      const ring = document.querySelector(".hold-timer__dial").getBoundingClientRect()
      return [...document.querySelectorAll(".figure path")].map((path) => path.getScreenCTM().a)
        .concat([...document.querySelectorAll(".hold-timer__half")]
          .map((half) => half.getBoundingClientRect().left - ring.left))
    }"""
    before = page.evaluate(script)
    page.evaluate(turn)
    after = page.evaluate(script)
    page.close()
    assert before == pytest.approx(after)
    assert len(before) > 20
