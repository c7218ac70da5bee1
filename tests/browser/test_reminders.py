"""What a calendar makes of the file that a reader saves for it, read by a parser of such files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event
from playwright.sync_api import Browser, Download, Page, expect

from tests.browser.conftest import wait_until
from tests.browser.test_pages import serve

pytestmark = pytest.mark.browser

page_name = "routines/start-with-three.html"
now = "2026-11-25T10:00:00"  # a Wednesday


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """The page of a routine, on the web, in Berlin."""
    context = browser.new_context(timezone_id="Europe/Berlin")
    page = context.new_page()
    open_at(page, now, serve(context, site) + page_name)
    yield page
    context.close()


def open_at(page: Page, moment: str, address: str) -> None:
    """Open the page and its reminder, where the clock stands still at a moment of its own time."""
    page.add_init_script(
        f"""Date = class extends Date {{
            constructor(...given) {{ super(...(given.length ? given : ["{moment}"])) }}
        }}"""
    )
    page.goto(address)
    wait_until(page, "!document.querySelector('[data-later]')")
    page.get_by_text("Remind me").click()


def choose(page: Page, days: str, *times: str) -> None:
    for box in page.locator("routine-reminder [type=checkbox]").all():
        box.set_checked(str(box.get_attribute("value")) in days)
    for field, time in zip(page.locator("[type=time]").all(), times, strict=True):
        field.fill(time)


def save(page: Page) -> tuple[str, bytes]:
    """Save the file; return its name and what is in it."""
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save for my calendar").click()
    return saved.value.suggested_filename, saved.value.path().read_bytes()


def events_of(page: Page) -> list[Event]:
    return list(Calendar.from_ical(save(page)[1]).walk("VEVENT"))


def rings(event: Event) -> Iterator[datetime]:
    """Yield when a calendar rings, by the reader's own clock."""
    begin = event.decoded("DTSTART")
    assert begin.tzinfo is None
    for time in rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin):
        assert event.walk("VALARM")[0].decoded("TRIGGER") == timedelta(0)
        yield time


def test_the_file_has_what_a_calendar_needs(page: Page) -> None:
    name, data = save(page)
    assert name == "start-with-three.ics"
    expect(page.locator("routine-reminder [role=status]")).to_contain_text("Here is your file.")
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["VERSION"], event["SUMMARY"]) == ("2.0", "Exercises: Start with three")
    assert event["URL"] == event["DESCRIPTION"] == f"https://example.org/feet/{page_name}"
    assert event.decoded("DTSTAMP").isoformat() == "2026-11-25T09:00:00+00:00"
    assert event.decoded("DURATION") > timedelta(minutes=3)
    # Three days a week: Wednesday at nine is over.
    first = [str(time) for time in islice(rings(event), 4)]
    days = ("2026-11-27", "2026-11-30", "2026-12-02", "2026-12-04")
    assert first == [f"{day} 09:00:00" for day in days]
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert not any(event.errors for event in calendar.walk())


@pytest.mark.parametrize(
    ("moment", "days", "time", "expected"),
    [
        (now, "WE", "10:00", "2026-12-02 2026-12-09"),
        (now, "WE", "10:01", "2026-11-25 2026-12-02"),
        ("2026-01-31T20:00:00", "MO SA", "19:30", "2026-02-02 2026-02-07 2026-02-09"),
        ("2028-02-28T08:00:00", "TU", "07:30", "2028-02-29 2028-03-07"),
        ("2026-12-31T23:59:00", "TH FR", "00:00", "2027-01-01 2027-01-07 2027-01-08"),
        # The clocks are set back on 25 October, and forward on 28 March.
        ("2026-10-24T12:00:00", "SA SU MO", "08:15", "2026-10-25 2026-10-26 2026-10-31"),
        ("2027-03-27T12:00:00", "SU", "02:30", "2027-03-28 2027-04-04 2027-04-11"),
    ],
)
def test_it_rings_first_on_a_chosen_day_that_is_yet_to_come_and_then_at_that_time(
    browser: Browser, site: Path, moment: str, days: str, time: str, expected: str
) -> None:
    context = browser.new_context(timezone_id="Europe/Berlin")
    page = context.new_page()
    open_at(page, moment, serve(context, site) + page_name)
    choose(page, days, time)
    (event,) = events_of(page)
    wanted = [f"{day} {time}:00" for day in expected.split()]
    assert [str(each) for each in islice(rings(event), len(wanted))] == wanted
    context.close()


@pytest.mark.parametrize(
    "title",
    [
        "Übungen für die Füße: früh, spät; und \\ dazwischen",
        "תרגילים לכף הרגל, שלוש פעמים בשבוע; עם כיסא ובלי כיסא, בבית ובחוץ",
        "👣 " * 40 + "%(uid)s",
        "BEGIN:VALARM END:VEVENT",
    ],
)
def test_a_title_in_any_letters_comes_out_as_it_is(page: Page, title: str) -> None:
    page.locator("routine-reminder").evaluate(
        "(each, title) => { each.dataset.title = title }", title
    )
    _, data = save(page)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["SUMMARY"] == event.walk("VALARM")[0]["DESCRIPTION"] == title


def test_a_newer_file_takes_the_place_of_an_older_one_for_each_time_of_a_day(page: Page) -> None:
    page.locator("[type=time]").evaluate("each => each.after(each.cloneNode())")
    choose(page, "MO", "08:00", "18:30")
    older = events_of(page)
    assert [str(next(rings(each)).time()) for each in older] == ["08:00:00", "18:30:00"]
    assert len({each["UID"] for each in older}) == 2
    open_at(page, "2026-11-25T10:01:00", page.url)
    page.locator("[type=time]").evaluate("each => each.after(each.cloneNode())")
    choose(page, "TU TH", "09:00", "19:00")
    newer = events_of(page)
    assert [each["UID"] for each in newer] == [each["UID"] for each in older]
    assert all(one["SEQUENCE"] < other["SEQUENCE"] for one, other in zip(older, newer, strict=True))


def test_from_a_disk_it_has_no_address(browser: Browser, site: Path) -> None:
    context = browser.new_context(timezone_id="Europe/Berlin")
    page = context.new_page()
    open_at(page, now, (site / page_name).as_uri())
    name, data = save(page)
    assert name == "start-with-three.ics"
    assert str(site.name).encode() not in data
    assert b"file:" not in data
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["SUMMARY"] == "Exercises: Start with three"
    assert "URL" not in event
    assert "DESCRIPTION" not in event
    context.close()


def test_what_is_not_chosen_is_said_and_no_file_is_saved(page: Page) -> None:
    saved: list[Download] = []
    page.on("download", lambda download: saved.append(download))
    said = page.locator("routine-reminder [role=status]")
    choose(page, "", "09:00")
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Save for my calendar")
    button.press("Enter")
    expect(said).to_have_text("Choose at least one day. No file was saved.")
    expect(page.get_by_role("checkbox", name="Mon")).to_be_focused()
    choose(page, "MO", "")
    button.press("Enter")
    expect(said).to_have_text("Write a time. No file was saved.")
    field = page.get_by_label("Time", exact=True)
    expect(field).to_be_focused()
    field.fill("09:00")
    expect(said).to_be_empty()
    page.wait_for_timeout(200)
    assert saved == []
