"""The guided routine, with a clock that the test turns by hand."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.words.catalogue import english
from generator.words.dose import routine_seconds
from generator.words.dose_words import describe_minutes

from .conftest import make_dose, part, write_routine

pytestmark = pytest.mark.browser

by_hand = (Path(__file__).parent / "handmade.js").read_text()
ready = "I\u2019m ready"
doses = {
    "Circles": make_dose(5, room=3),
    "Bridge": make_dose(4, repetitions=2, rest=3),
    "Stretch": make_dose(6, sides="each"),
}
kit = {"Circles": "towel", "Stretch": "wall, strap"}


@pytest.fixture
def address(tmp_path: Path) -> str:
    return write_routine(tmp_path, doses, kit)


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    context.add_init_script(by_hand)
    page = context.new_page()
    page.goto(address)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=name == ready).locator("visible=true").click()


def start(page: Page) -> None:
    """Begin with the first exercise, whether or not another one is offered."""
    page.locator(".guided-routine__start [data-do=start]").locator("visible=true").click()


def open_month(page: Page) -> None:
    page.locator(".calendar__month > summary").click()


def turn(page: Page, seconds: float) -> None:
    page.evaluate("ms => turn(ms)", seconds * 1000)


def words(page: Page, part: str) -> str:
    return page.locator(f"[data-part={part}]").first.inner_text()


def do_all(page: Page) -> None:
    """Go through the whole routine as it comes."""
    start(page)
    for _ in range(2):
        press(page, ready)
        turn(page, 30)
    press(page, ready)
    turn(page, 30)
    press(page, ready)  # the other side
    turn(page, 30)


def test_one_tap_leads_through_all_exercises(page: Page) -> None:
    start(page)
    expect(page.get_by_role("heading", name="Circles")).to_be_visible()
    expect(page.get_by_role("heading", name="Bridge")).to_be_hidden()
    assert words(page, "next") == "Next: on the floor. You need: towel."
    assert words(page, "left").startswith("1 of 3,")
    press(page, ready)
    timer = page.locator("hold-timer")
    assert timer.get_attribute("data-phase") == "ready"
    turn(page, 11)
    expect(page.get_by_role("heading", name="Bridge")).to_be_visible()
    expect(page.get_by_role("heading", name="Circles")).to_be_hidden()
    assert words(page, "next") == "Next: on the floor. You need: nothing."
    turn(page, 3600)  # it waits until the reader is ready
    assert words(page, "left").startswith("2 of 3,")
    press(page, ready)
    turn(page, 17)
    assert words(page, "next") == "Next: on the floor. You need: wall, strap."
    press(page, ready)
    turn(page, 12)
    press(page, ready)
    turn(page, 12)
    expect(page.get_by_role("heading", name="Well done. That was all.")).to_be_visible()
    expect(page.get_by_text("You did 3 of 3 in about 61 minutes.")).to_be_visible()


def test_the_last_bell_of_an_exercise_rings_on(page: Page) -> None:
    start(page)
    press(page, ready)
    turn(page, 12)
    assert words(page, "left").startswith("2 of 3,")
    ends = page.evaluate("heard().filter((at) => Math.abs(at - 15000) < 15).length")
    assert ends == 2


def test_every_exercise_of_a_routine_is_heard_to_its_end(page: Page) -> None:
    start(page)
    press(page, ready)
    turn(page, 10.5)
    press(page, ready)  # before the sound system has gone to sleep
    turn(page, 16.5)
    assert words(page, "left").startswith("3 of 3,")
    ends = page.evaluate("heard().map((at) => Math.round(at - 15500)).slice(-8)")
    assert ends == [11_000, 12_000, 12_170, 13_000, 14_000, 15_000, 16_000, 16_000]


def test_the_time_left_counts_the_rest_of_the_routine(page: Page) -> None:
    start(page)
    first = words(page, "left")
    assert first == "1 of 3, about 2 minutes left"
    press(page, "Skip this exercise")
    press(page, "Skip this exercise")
    assert words(page, "left") == "3 of 3, less than a minute left"


def test_an_exercise_can_be_skipped_gone_back_to_and_started_again(page: Page) -> None:
    start(page)
    expect(page.get_by_role("button", name="Back one exercise")).to_be_disabled()
    press(page, "Skip this exercise")
    assert words(page, "left").startswith("2 of 3,")
    press(page, "Back one exercise")
    assert words(page, "left").startswith("1 of 3,")
    press(page, ready)
    turn(page, 8.1)
    expect(page.get_by_role("timer")).to_have_text("2")
    press(page, "Pause")
    press(page, "Start again")
    turn(page, 8.1)
    expect(page.get_by_role("timer")).to_have_text("2")
    press(page, "Pause")
    press(page, "Skip this exercise")
    assert words(page, "left").startswith("2 of 3,")
    heard = page.evaluate("heard().length")
    turn(page, 60)
    assert page.evaluate("heard().length") == heard
    press(page, "Stop here")
    expect(page.get_by_role("heading", name="That is enough for now.")).to_be_visible()
    expect(page.get_by_text("You did")).to_be_hidden()
    expect(page.get_by_text("not done")).to_have_count(3)
    expect(page.get_by_text("not done").first).to_be_hidden()


def test_what_hurts_stops_with_its_own_advice_and_does_not_count_as_done(page: Page) -> None:
    start(page)
    press(page, "Skip this exercise")
    press(page, ready)
    turn(page, 6)
    press(page, "This hurts")
    advice = page.locator("[data-part=advice]")
    expect(advice.get_by_text("Stop Bridge if it hurts.")).to_be_visible()
    for name in ("Skip this exercise", "Stop here"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    press(page, "Stop here")
    expect(page.get_by_role("heading", name="That is enough for now.")).to_be_visible()


def test_name_and_ways_out_are_in_sight_during_a_hold(page: Page) -> None:
    start(page)
    press(page, ready)
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    turn(page, 6)
    expect(page.locator("[data-part=name]")).to_have_text("Circles")
    expect(page.locator("[data-part=name]")).to_be_in_viewport(ratio=1)
    for name in ("Pause", "This hurts"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Stop here")).to_be_hidden()
    press(page, "Pause")
    for name in ("Go on", "This hurts", "Skip this exercise", "Stop here"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)


def test_who_stops_at_once_is_not_praised_nor_sent_back(page: Page, address: str) -> None:
    start(page)
    page.goto(address)
    expect(page.get_by_role("button", name="Go on")).to_be_hidden()
    start(page)
    press(page, "Stop here")
    expect(page.get_by_text("Well done")).to_have_count(0)
    press(page, "Back to the list")
    expect(page.locator("[data-part=start]")).to_be_focused()


def test_a_page_closed_midway_offers_to_go_on(page: Page, address: str) -> None:
    start(page)
    press(page, ready)
    turn(page, 12)
    page.goto(address)
    assert words(page, "offer") == "Last time you stopped before number 2: Bridge."
    press(page, "Go on")
    assert words(page, "left").startswith("2 of 3,")
    press(page, "Skip this exercise")
    press(page, "Stop here")
    expect(page.get_by_text("You did 1 of 3")).to_be_visible()
    page.goto(address)
    assert words(page, "offer").startswith("Last time you stopped before number 3:")
    press(page, "Go on")
    for _ in range(2):  # each side
        press(page, ready)
        turn(page, 30)
    expect(page.get_by_text("You did 2 of 3")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("button", name="Go on")).to_be_hidden()


def test_what_was_skipped_counts_as_not_done(page: Page) -> None:
    start(page)
    press(page, ready)
    while words(page, "left").startswith("1 of 3,"):
        press(page, "Pause")
        press(page, "Skip ahead")
    press(page, "Stop here")
    expect(page.get_by_text("You did")).to_be_hidden()
    expect(page.get_by_text("Today is not ticked.")).to_be_visible()


def test_two_taps_lead_from_home_to_a_running_hold_past_who_should_not(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 620})
    page.goto((site / "index.html").as_uri())
    page.locator(".hero__go").click()
    expect(page.locator("[data-part=next]")).to_be_focused()
    expect(page.locator(".routine__head > .not-today > summary")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name=ready)).to_be_in_viewport(ratio=1)
    press(page, ready)
    expect(page.get_by_role("button", name="Pause")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    "broken", ["7", '{"index": 9}', '{"index": "x"}', "null", "{", '{"index": 1}']
)
def test_a_place_that_makes_no_sense_is_not_offered_or_does_no_harm(
    page: Page, address: str, broken: str
) -> None:
    page.evaluate("text => localStorage.setItem(ownKeys + 'routine:bench', text)", broken)
    page.goto(address)
    do_all(page)
    expect(page.get_by_text("You did 3 of 3")).to_be_visible()


def test_the_end_ticks_today_which_one_tap_undoes(page: Page, address: str) -> None:
    do_all(page)
    week = page.locator("ticked-week")
    expect(week.get_by_role("status")).to_have_text("Today is ticked.", use_inner_text=True)
    expect(week.locator("[data-done]")).to_have_count(1)
    expect(week.locator("[aria-current]")).to_have_attribute("data-done", "")
    assert page.locator(".calendar__days [data-done]").count() == 1
    week.get_by_role("button", name="Undo").click()
    expect(week.get_by_role("status")).to_have_text("Today is not ticked.", use_inner_text=True)
    expect(week.get_by_role("button", name="Tick today")).to_be_focused()
    assert page.locator(".calendar [data-done]").count() == 0
    assert page.evaluate("tickedDays()") == []
    page.keyboard.press("Enter")
    page.goto(address)
    expect(page.get_by_text("Today is ticked.")).to_be_visible()


def test_who_did_nothing_or_only_comes_back_has_no_tick(page: Page, address: str) -> None:
    start(page)
    press(page, "Stop here")
    expect(page.get_by_text("Today is not ticked.")).to_be_visible()
    page.goto(address)
    expect(page.locator("ticked-week")).to_be_hidden()
    assert page.evaluate("localStorage.getItem(ownKeys + 'days')") is None


def test_where_nothing_can_be_stored_nothing_is_ticked(page: Page) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw 0 } })")
    page.reload()
    do_all(page)
    expect(page.get_by_text("You did 3 of 3")).to_be_visible()
    expect(page.locator(".calendar")).to_be_hidden()


def test_the_calendar_is_exported_and_erased_with_two_taps(page: Page, address: str) -> None:
    do_all(page)
    assert page.locator(".calendar__days td").count() == 35
    today = page.evaluate("dayOf()")
    open_month(page)
    link = page.get_by_role("link", name="Save as a file")
    assert unquote(link.get_attribute("href") or "").endswith(f",date\r\n{today}\r\n")
    with page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "my-exercise-days.csv"
    page.goto(address)
    open_month(page)
    erase = page.get_by_text("Erase my calendar")
    erase.click()
    assert page.evaluate("tickedDays()") == [today]
    press(page, "Yes, erase it")
    expect(page.get_by_text("Your calendar is erased.")).to_be_visible()
    expect(erase).to_be_focused()
    expect(page.get_by_role("button", name="Yes, erase it")).to_be_hidden()
    assert page.evaluate("localStorage.getItem(ownKeys + 'days')") is None
    assert page.locator(".calendar [data-done]").count() == 0


def test_a_row_of_the_calendar_is_as_high_with_ticks_as_without(
    context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(write_routine(tmp_path, doses, kit, times_per_day=3))
    page.evaluate("remember('days', Array(3).fill(dayOf()))")
    page.reload()
    open_month(page)
    rows = page.locator(".calendar__days tbody tr").all()
    assert len({(row.bounding_box() or {})["height"] for row in rows}) == 1


def test_a_day_of_a_routine_twice_a_day_has_room_for_two(
    context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.add_init_script(by_hand)
    page.goto(write_routine(tmp_path, doses, kit, times_per_day=2))
    today = page.locator(".calendar__days [aria-current]")
    for ticks in ("✓☐", "✓✓", "✓✓"):
        do_all(page)
        expect(today).to_have_text(re.compile(rf"^\d+ {ticks}$"))
        press(page, "Back to the list")
    press(page, "Undo")
    assert page.evaluate("tickedDays()") == [page.evaluate("dayOf()")]


def test_what_was_changed_on_another_page_shows_after_coming_back(page: Page) -> None:
    page.evaluate(
        """() => {
            dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))
            remember("dose:circles", [8])
            remember("days", [dayOf()])
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))
        }"""
    )
    expect(page.get_by_text("Today is ticked.")).to_be_visible()


@pytest.mark.parametrize(
    ("day", "first"),
    [("2026-11-22", "2026-10-19"), ("2026-11-23", "2026-10-26"), ("2024-03-01", "2024-01-29")],
)
def test_the_calendar_shows_five_whole_weeks_from_monday(page: Page, day: str, first: str) -> None:
    page.clock.set_fixed_time(f"{day}T23:30")
    page.evaluate("remember('days', [dayOf()])")
    page.reload()
    shown = page.evaluate(
        "Array.from({ length: 35 }, (_, index) => dayOf(dayFromMonday(index - 28)))"
    )
    assert shown[0] == first
    assert day in shown[-7:]
    expect(page.locator(".calendar__days td")).to_have_text(
        [re.compile(rf"^{int(each[-2:])} ") for each in shown]
    )
    expect(page.locator(".calendar__days [aria-current]")).to_have_text(f"{int(day[-2:])} ✓")
    assert (
        page.locator("ticked-week li").all()[shown[-7:].index(day)].get_attribute("data-done") == ""
    )


def test_the_space_bar_is_enough(page: Page) -> None:
    start(page)
    page.keyboard.press("Space")
    timer = page.locator("hold-timer")
    assert timer.get_attribute("data-phase") == "ready"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    assert timer.get_attribute("data-phase") == "paused"
    page.keyboard.press("Space")
    turn(page, 12)
    assert words(page, "left").startswith("2 of 3,")
    page.keyboard.press("Space")  # not a second time for the timer that it has just begun
    assert timer.get_attribute("data-phase") == "ready"


def test_the_space_bar_only_scrolls_where_the_next_exercise_is_out_of_sight(page: Page) -> None:
    start(page)
    page.evaluate(
        """() => {
            document.documentElement.style.scrollBehavior = "auto"
            document.body.style.paddingBottom = "5000px"
            document.activeElement.blur()
            scrollTo(0, 3000)
        }"""
    )
    page.keyboard.press("Space")
    assert page.locator("guided-routine").get_attribute("data-state") == "next"


def test_an_own_dose_is_remembered_for_this_routine_and_printed(page: Page, address: str) -> None:
    start(page)
    press(page, ready)
    press(page, "This hurts")
    page.get_by_text("Make it shorter or longer").click()
    page.get_by_role("button", name="Hold: more").click()
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.get_by_text("Your time: 6 seconds.")).to_be_visible()
    assert page.get_by_role("button").locator("visible=true").count() == 0


def test_the_whole_list_is_printed_even_in_the_middle(page: Page) -> None:
    start(page)
    page.emulate_media(media="print")
    for title in doses:
        expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_without_scripts_the_list_is_all_there(context: BrowserContext, address: str) -> None:
    browser = context.browser
    assert browser
    bare = browser.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(address)
    for title in doses:
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert page.get_by_role("button").count() == 0
    bare.close()


def test_an_own_dose_of_an_exercise_holds_in_a_routine_within_its_limits(
    page: Page, tmp_path: Path
) -> None:
    narrow = {"Circles": make_dose(5, repetitions=3, room=1)}
    page.goto(write_routine(tmp_path, narrow, {}))
    page.evaluate("() => remember('dose:circles', [12, 2, 1])")
    page.reload()
    expect(page.locator(".routine-item__own")).to_have_text("Your time: 6 seconds, 2 times.")
    start(page)
    press(page, ready)
    assert page.evaluate("seen.at(-1).phase") == "ready"
    turn(page, 5.1)
    assert page.evaluate("seen.at(-1).seconds") == 6
    press(page, "This hurts")
    page.get_by_text("Make it shorter or longer").click()
    page.get_by_role("button", name="How many times: more").click()
    # The routine's limits cut nothing off what holds on the exercise's own page.
    assert page.evaluate("recall('dose:circles', [])") == [12, 3, 1]


def test_what_the_reader_left_alone_stays_the_routines(page: Page, tmp_path: Path) -> None:
    page.goto(write_routine(tmp_path, {"Circles": make_dose(5, repetitions=2, room=3)}, {}))
    start(page)
    press(page, ready)
    press(page, "This hurts")
    page.get_by_text("Make it shorter or longer").click()
    page.get_by_role("button", name="Hold: more").click()
    assert page.evaluate("recall('dose:circles', [])") == [6]
    # Where the exercise has another usual dose, as on its own page.
    page.goto(write_routine(tmp_path, {"Circles": make_dose(9, repetitions=3, room=9)}, {}))
    expect(page.locator("[data-part=own]")).to_have_text("Your time: 6 seconds, 3 times.")
    page.goto(write_routine(tmp_path, {"Circles": make_dose(6, repetitions=3, room=9)}, {}))
    expect(page.locator("[data-part=own]")).to_have_text("")


@pytest.mark.parametrize("count", range(1, 6))
def test_the_time_said_before_the_start_is_the_time_left_right_after_it(
    page: Page, tmp_path: Path, count: int
) -> None:
    doses = {f"Part {n}": make_dose(13 * n, repetitions=count) for n in range(1, count)}
    doses["Last"] = make_dose(11 * count, sides="each", room=40)
    page.goto(write_routine(tmp_path, doses, {}))
    takes = page.locator("[data-part=takes]")
    expect(takes).to_have_text(describe_minutes(routine_seconds(doses.values()), english))
    for remembered in ("", "remember('dose:last', [50])", "remember('choices', { ready: '20' })"):
        page.evaluate(f"() => {{ {remembered} }}")
        page.reload()
        left = f"1 of {count}, {takes.inner_text()} left"
        start(page)
        assert words(page, "left") == left
        press(page, ready)
        assert words(page, "left") == left
        page.evaluate("() => remember('routine:bench')")


def test_minutes_are_said_alike_by_script_and_python(page: Page) -> None:
    told = page.evaluate(
        "takes => Array.from({ length: 7300 }, (_, seconds) => minutesWords(takes, seconds))",
        part("guided_routine").script_words["takes"],
    )
    assert told == [describe_minutes(seconds, english) for seconds in range(7300)]


def test_a_routine_asks_for_the_side_of_the_exercise_that_has_one_only(
    page: Page, tmp_path: Path
) -> None:
    page.goto(write_routine(tmp_path, {"Twist": make_dose(6, sides="one"), **doses}, {}))
    start(page)
    press(page, ready)
    page.get_by_role("radio", name="Left").check()
    page.get_by_role("button", name="Start", exact=True).click()
    turn(page, 5.1)
    expect(page.locator("hold-timer")).to_have_attribute("data-side", "left")
    turn(page, 7)
    assert words(page, "left").startswith("2 of")
    press(page, ready)
    expect(page.get_by_text("Which side?")).to_be_hidden()
    assert page.evaluate("recall('dose:twist', [])") == [None, None, None, "left"]


def test_the_start_page_shows_what_comes_and_what_to_fetch(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    page.goto((site / "routines" / "start-with-three.html").as_uri())
    overview = page.locator(".overview")
    tiles = overview.get_by_role("listitem").all()
    assert len(tiles) == 3
    for tile, item in zip(tiles, page.locator(".routine-item").all(), strict=True):
        assert item.get_attribute("data-title") in tile.inner_text()
        assert "minute" in tile.inner_text()
        picture = tile.locator("use").get_attribute("href")
        expect(item.locator(f"svg{picture}")).to_have_count(1)
        expect(tile).to_be_in_viewport(ratio=1)
    things = {box.inner_text().strip() for box in overview.locator("label").all()}
    kits = [item.get_attribute("data-equipment") for item in page.locator("[data-dose]").all()]
    assert things == {thing for kit in kits for thing in (kit or "").split(", ") if thing}
    overview.get_by_label("wall").check()
    start(page)
    expect(overview).to_be_hidden()


@pytest.mark.parametrize("name", ["start-with-three", "chair-only", "all-ten"])
@pytest.mark.parametrize(("width", "height"), [(360, 700), (1280, 900)])
def test_start_of_a_routine_is_in_the_first_view(
    context: BrowserContext, site: Path, name: str, width: int, height: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto((site / "routines" / f"{name}.html").as_uri())
    begin = page.locator("[data-part=begin]").bounding_box()
    assert begin
    assert begin["y"] + begin["height"] <= height


def start_enlarged(
    context: BrowserContext, site: Path, width: int, height: int, scale: float = 1
) -> Page:
    """Start a routine in a window, with letters so many times as large."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto((site / "routines" / "start-with-three.html").as_uri())
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{scale:.0%}")
    start(page)
    return page


# Whether what is on top in the middle of an element is that element, or in it.
on_top = """element => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    return element.contains(seen)
}"""


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(320, 568, 2), (360, 620, 2), (360, 740, 2), (740, 360, 2), (740, 360, 1), (1280, 900, 1)],
)
def test_ready_covers_nothing_that_it_asks_about(
    context: BrowserContext, site: Path, width: int, height: int, scale: float
) -> None:
    page = start_enlarged(context, site, width, height, scale)
    shown = page.locator(".routine-item:not([hidden])")
    for name in (".routine-item__title", ".routine-item__dose", ".pose >> nth=0"):
        each = shown.locator(name)
        each.scroll_into_view_if_needed()
        assert each.evaluate(on_top), name


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(740, 360, 2), (740, 360, 1.5), (360, 740, 2), (360, 620, 1)]
)
def test_what_to_do_when_it_hurts_is_covered_by_no_button(
    context: BrowserContext, site: Path, width: int, height: int, scale: float
) -> None:
    page = start_enlarged(context, site, width, height, scale)
    press(page, ready)
    press(page, "This hurts")
    first = page.locator(".hold-timer__stopped > p").nth(1)
    expect(first).to_contain_text("Call 999 (UK), 112 (Europe)")
    first.scroll_into_view_if_needed()
    assert first.evaluate(on_top)


def test_back_to_the_list_is_back_to_its_top(context: BrowserContext, site: Path) -> None:
    page = start_enlarged(context, site, 360, 620)
    press(page, "Stop here")
    press(page, "Back to the list")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)


def test_what_has_much_to_fetch_folds_it_and_print_stands_after_start(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    page.goto((site / "routines" / "all-ten.html").as_uri())
    things = page.locator(".overview__things")
    expect(things.get_by_role("checkbox").first).to_be_hidden()
    things.locator("summary").click()
    expect(things.get_by_role("checkbox").first).to_be_visible()
    order = page.locator("[data-part=begin], sheet-options button")
    assert order.first.get_attribute("data-part") == "begin"


def test_the_name_is_the_loudest_word_before_an_exercise_and_leads_nowhere(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    page.goto((site / "routines" / "start-with-three.html").as_uri())
    expect(page.get_by_role("link", name="More about: ")).to_have_count(3)
    start(page)
    routine = page.locator("guided-routine")
    assert routine.get_by_role("link", name="More about: ").count() == 0
    assert routine.locator(".routine-item__title a").count() == 0
    sizes = routine.locator("h2, h3, p, li, button").evaluate_all(
        """shown => shown.filter((each) => each.checkVisibility() && each.innerText)
            .map((each) => [each.className, parseFloat(getComputedStyle(each).fontSize)])"""
    )
    name = max(size for classes, size in sizes if "routine-item__title" in classes)
    assert all(size < name for classes, size in sizes if "routine-item__title" not in classes)
    order = [
        page.locator(f".routine-item__{part}").first.evaluate("(each) => each.offsetTop")
        for part in ("title", "figures", "ask", "steps")
    ]
    assert order == sorted(order)


def test_who_stopped_has_one_main_button_and_a_quiet_one(page: Page, address: str) -> None:
    page.evaluate("remember('routine:bench', { index: 1, did: [0], spent: 0 })")
    page.goto(address)
    buttons = page.locator(".guided-routine__start").get_by_role("button")
    expect(buttons).to_have_text(["Go on", "Start from the beginning"])
    page.goto(f"{address}#go-on")
    page.reload()
    assert words(page, "left").startswith("2 of 3")
