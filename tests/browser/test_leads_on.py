"""What the end of an exercise leads to, and what the home page knows of somebody who comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

by_hand = (Path(__file__).parent / "handmade.js").read_text()


@pytest.fixture
def page(context: BrowserContext, site: Path) -> Page:
    """The page of the first exercise, with a clock that the test turns by hand."""
    context.add_init_script(by_hand)
    page = context.new_page()
    page.goto((site / "exercises" / "ankle-circles.html").as_uri())
    return page


def do_exercise(page: Page) -> None:
    page.locator("hold-timer [data-part=toggle]").click()
    while page.locator("hold-timer").get_attribute("data-phase") != "done":
        page.evaluate("turn(120_000)")
        waits = page.locator("hold-timer[data-waiting] [data-part=toggle]")
        if waits.count():
            waits.click()


def test_the_end_of_an_exercise_ticks_today_which_one_tap_undoes(page: Page) -> None:
    expect(page.get_by_text("Today is ticked.")).to_be_hidden()
    do_exercise(page)
    expect(page.get_by_text("Today is ticked.")).to_be_visible()
    assert page.evaluate("tickedDays()") == [page.evaluate("dayOf()")]
    expect(page.locator("ticked-week [data-done][aria-current]")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Today is not ticked.")).to_be_visible()
    expect(page.get_by_role("button", name="Tick today")).to_be_focused()
    assert page.evaluate("tickedDays()") == []


def test_the_end_is_in_the_first_view_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 620})
    do_exercise(page)
    for part in ("[data-part=now]", ".ticked-week__days", ".leads-on__next"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)


def test_what_is_opened_stays_where_it_was_opened_with_less_and_more_in_one_row(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 620})
    summary = page.get_by_text("Make it shorter or longer")
    summary.evaluate("each => scrollBy(0, each.getBoundingClientRect().top - 200)")
    summary.click()
    page.screenshot()  # The browser has drawn, and moved what it would.
    assert summary.evaluate("each => Math.round(each.getBoundingClientRect().top)") == 200
    for row in page.locator(".hold-timer__amount").all():
        buttons = [button.bounding_box() for button in row.get_by_role("button").all()]
        assert buttons[0]["y"] == buttons[1]["y"]


def test_a_second_exercise_of_a_day_adds_no_tick(page: Page) -> None:
    do_exercise(page)
    do_exercise(page)
    assert page.evaluate("tickedDays()") == [page.evaluate("dayOf()")]


def test_an_exercise_that_is_stopped_is_not_ticked(page: Page) -> None:
    page.locator("hold-timer [data-part=toggle]").click()
    page.evaluate("turn(20_000)")
    page.get_by_role("button", name="This hurts").click()
    expect(page.locator("ticked-week")).to_be_hidden()
    assert page.evaluate("tickedDays()") == []


def test_an_exercise_that_is_skipped_to_its_end_is_not_ticked(page: Page) -> None:
    page.locator("hold-timer [data-part=toggle]").click()
    while page.locator("hold-timer").get_attribute("data-phase") != "done":
        page.evaluate("document.querySelector('hold-timer').skip()")
    expect(page.get_by_text("Today is not ticked.")).to_be_visible()
    assert page.evaluate("tickedDays()") == []


def test_where_nothing_can_be_stored_the_end_has_no_tick_and_still_leads_on(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw 0 } })")
    page.reload()
    do_exercise(page)
    expect(page.locator("ticked-week")).to_be_hidden()
    expect(page.locator(".leads-on__next")).to_be_visible()


def test_the_next_exercise_is_a_link_whose_picture_is_loaded_when_it_is_seen(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.reload()
    link = page.locator(".leads-on__next")
    expect(link).to_be_hidden()
    name = (link.locator("img").get_attribute("src") or "").rpartition("/")[2]
    assert name.startswith("picture.")
    assert not [url for url in loaded if url.endswith(name)]
    do_exercise(page)
    expect(link).to_be_in_viewport()
    picture = link.locator("img")
    picture.evaluate("image => image.decode()")
    assert picture.evaluate("image => image.clientHeight") > 40
    following = page.locator(".neighbours [rel=next]")
    assert link.get_attribute("href") == following.get_attribute("href")
    assert "minute" in link.inner_text()
    link.click()
    expect(page.locator("hold-timer")).to_have_attribute("data-phase", "idle")


def test_after_the_last_exercise_the_end_leads_to_all_of_them(page: Page, site: Path) -> None:
    (last,) = (
        path for path in (site / "exercises").glob("*.html") if 'rel="next"' not in path.read_text()
    )
    page.goto(last.as_uri())
    link = page.locator(".leads-on__next")
    do_exercise(page)
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "../index.html#page-exercises"


@pytest.fixture
def home(context: BrowserContext, site: Path) -> Page:
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    return page


def test_the_home_page_says_nothing_to_somebody_new(home: Page) -> None:
    expect(home.locator("come-back")).to_be_hidden()


def test_the_home_page_shows_this_week(home: Page) -> None:
    home.evaluate("remember('days', [dayOf()])")
    home.reload()
    today = home.locator("come-back [aria-current]")
    expect(today).to_be_visible()
    expect(today).to_have_attribute("data-done", "")
    expect(home.get_by_role("link", name="Go on")).to_be_hidden()


def test_who_stopped_in_a_routine_goes_on_there_from_the_home_page(home: Page) -> None:
    home.set_viewport_size({"width": 360, "height": 620})
    home.evaluate("remember('routine:all-ten', { index: 4, did: [0], spent: 0, at: 1 })")
    home.evaluate("remember('routine:start-with-three', { index: 1, did: [0], spent: 0, at: 2 })")
    home.evaluate("remember('routine:chair-only', { index: 'x', at: 3 })")
    home.reload()
    part = home.locator("come-back")
    expect(part).to_contain_text("Start with three, number 2 of 3: ")
    assert part.locator("svg").count() == 1
    expect(part.locator("li").last).to_be_in_viewport(ratio=1)
    home.get_by_role("link", name="Go on").click()
    routine = home.locator("guided-routine")
    expect(routine).to_have_attribute("data-state", "next")
    expect(home.locator("[data-part=left]").first).to_contain_text("2 of 3")


@pytest.mark.parametrize("place", ["7", "[]", '{"index": 10}', '{"index": "x"}', '{"index": 0}'])
def test_a_place_that_makes_no_sense_is_not_offered(home: Page, place: str) -> None:
    home.evaluate("text => localStorage.setItem(ownKeys + 'routine:all-ten', text)", place)
    home.reload()
    expect(home.locator("come-back")).to_be_hidden()
