"""What comes later than the first view of a page: that it comes, and that nobody has to wait."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import skip, wait_until
from tests.browser.test_pages import serve

pytestmark = pytest.mark.browser

later = re.compile(r"-later\.\w+\.(css|js)$")
pages = ("exercises/heel-tendon-stretch.html", "routines/start-with-three.html")
has_come = "() => typeof followTimer == 'function' && !document.querySelector('[data-later]')"


@pytest.fixture
def address(context: BrowserContext, site) -> str:
    return serve(context, site)


def hold_back(context: BrowserContext, wanted: re.Pattern[str]) -> list[Route]:
    """Leave requests unanswered; return them as they come."""
    held: list[Route] = []
    context.route(wanted, lambda route: held.append(route))
    return held


def release(page: Page, held: list[Route]) -> None:
    """Answer them after all, and wait until what has come is in use."""
    for route in held:
        route.fallback()
    wait_until(page, has_come)
    wait_until(page, "[...document.styleSheets].some(({ href }) => /-later/.test(href))")


@pytest.mark.parametrize("name", pages)
def test_it_comes_after_the_first_view_from_a_disk_too(context, site, name):
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / name).as_uri())
    wait_until(page, has_come)
    assert sum(bool(later.search(url)) for url in asked) == 2
    # It stands before the sheet for paper, which has the last word.
    hrefs = page.eval_on_selector_all("link[rel=stylesheet]", "all => all.map(({ href }) => href)")
    assert [bool(later.search(href)) for href in hrefs] == [False, False, True, False]


@pytest.mark.parametrize("name", pages)
def test_who_starts_before_it_has_come_has_a_timer_that_works(context, address, name):
    held = hold_back(context, later)
    page = context.new_page()
    page.goto(address + name)
    page.get_by_role("button", name=re.compile("^Start")).first.click()
    if name.startswith("routines"):
        page.get_by_role("button", name="I\u2019m ready").click()
    timer, main = page.locator("hold-timer"), page.locator("hold-timer .hold-timer__main").first
    expect(timer).to_have_attribute("data-phase", "ready")
    digits = page.locator("[data-part=digits]")
    assert digits.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 80
    for each in (digits, main, page.get_by_role("button", name="This hurts")):
        expect(each).to_be_in_viewport(ratio=1)
    main.click()
    expect(timer).to_have_attribute("data-phase", "paused")
    main.click()
    expect(timer).to_have_attribute("data-phase", "ready")
    # The worker that keeps the site asks, too.
    assert sum(not each.request.service_worker for each in held) == 2
    release(page, held)
    # It catches up with what goes on: the ring runs as long as the phase, the figures are at the
    # start, and of the pictures beside the timer one is left.
    wait_until(
        page,
        """() => document.querySelector("[data-part=dial]").getAnimations({ subtree: true })
            .filter((each) => each.playState == "running"
                && each.effect.getTiming().duration == 5000).length == 2""",
    )
    assert page.locator(".figure--at-start").count()
    assert page.locator(".hold-timer__picture > svg:visible").count() == 1


def test_the_first_tap_on_start_brings_it_where_the_page_is_slow_to_load(context, address):
    slow = hold_back(context, re.compile(r"favicon"))
    page = context.new_page()
    page.goto(address + pages[0], wait_until="domcontentloaded")
    assert slow
    assert page.locator("[data-later]").count()
    page.get_by_role("button", name="Start", exact=True).click()
    wait_until(page, has_come)
    assert page.evaluate("document.readyState") != "complete"
    for route in slow:
        route.fallback()


def test_what_was_done_before_it_has_come_is_ticked(context, address):
    held = hold_back(context, later)
    page = context.new_page()
    page.goto(address + pages[0])
    page.get_by_role("button", name="Start", exact=True).click()
    timer = page.locator("hold-timer")
    timer.evaluate("each => { each.run.held = true }")
    while timer.get_attribute("data-phase") != "done":
        skip(page)
    assert not page.get_by_text("Today is ticked.").is_visible()
    release(page, held)
    expect(page.get_by_text("Today is ticked.")).to_be_visible()


record_shifts = """
window.shifts = []
new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
  .observe({ type: "layout-shift", buffered: true })
"""


# Where much is in view, a line that breaks elsewhere in the typeface moves all that is below it.
@pytest.mark.parametrize(
    ("width", "height", "most"), [(412, 823, 0.005), (1280, 823, 0.005), (1080, 1920, 0.02)]
)
@pytest.mark.parametrize("name", pages)
def test_nothing_jumps_when_scripts_and_the_typeface_come_after_the_words(
    context, address, name, width, height, most
):
    held = hold_back(context, re.compile(r"\.(js|woff2)$"))
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(record_shifts)
    page.goto(address + name, wait_until="commit")
    wait_until(page, "performance.getEntriesByName('first-contentful-paint').length > 0")
    wait_until(page, "document.querySelector('.site-footer')")
    context.unroute(re.compile(r"\.(js|woff2)$"))
    release(page, held)
    wait_until(page, "document.fonts.status === 'loaded'")
    # What has moved is told with the next picture that is painted.
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    assert sum(page.evaluate("shifts")) < most


def test_what_the_scripts_do_at_the_start_does_not_style_the_page_anew(browser, context, address):
    held = hold_back(context, re.compile(r"\.js$"))
    page = context.new_page()
    page.goto(address + pages[1], wait_until="commit")
    wait_until(page, "performance.getEntriesByName('first-contentful-paint').length > 0")
    wait_until(page, "document.querySelector('.site-footer') && document.fonts.status === 'loaded'")
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    context.unroute(re.compile(r"\.js$"))
    release(page, held)
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    traced = json.loads(browser.stop_tracing())["traceEvents"]
    styled = sum(
        each["args"]["elementCount"]
        for each in traced
        if each["name"] == "UpdateLayoutTree" and "elementCount" in each.get("args", {})
    )
    # What waited for its script, once; the rest of the page is not looked at again.
    assert 0 < styled < 1.2 * page.locator("*").count()


def test_a_list_waits_for_its_script_and_not_for_ever(context, address):
    script = re.compile(r"/routine\.\w+\.js$")
    context.route(script, lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = context.new_page()
    page.goto(address + pages[1], wait_until="domcontentloaded")
    shown = (
        "document.querySelector('.routine-item h2').checkVisibility({ visibilityProperty: true })"
    )
    assert not page.evaluate(shown)
    wait_until(page, shown)


def test_who_asks_for_an_exercise_before_the_script_has_come_gets_there(context, address):
    held = hold_back(context, re.compile(r"\.js$"))
    page = context.new_page()
    page.set_viewport_size({"width": 412, "height": 823})
    page.goto(address + pages[1], wait_until="commit")
    page.locator(".overview__exercise").nth(2).click()
    wait_until(page, "scrollY > 1000")
    context.unroute(re.compile(r"\.js$"))
    release(page, held)
    expect(page.locator(".routine-item h2").nth(2)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", pages)
def test_every_link_has_an_address_also_those_that_scripts_bring(context, address, name):
    page = context.new_page()
    page.goto(address + name)
    wait_until(page, has_come)
    assert page.locator("a").count()
    assert page.locator("a:not([href])").evaluate_all("all => all.map((a) => a.outerHTML)") == []
