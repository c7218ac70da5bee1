"""What the device remembers: junk in it does no harm, and sites on one host don't share it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.model import Dose

from .conftest import make_dose, write_bench, write_routine

pytestmark = pytest.mark.browser

ready = "I\u2019m ready"
by_hand = (Path(__file__).parent / "handmade.js").read_text()
names = ("choices", "days", "sheet", "dose:bench", "dose:circles", "routine:bench")
fields = ("sound", "ticks", "flash", "ready", "wait", "large", "pictures", "index", "did", "spent")
poison = '{"toString": 1, "valueOf": 1, "length": 3, "constructor": 1}'
junk = [
    "null", "true", "7", "-1", "1e999", '"text"', "[]", "{}", "[null]", "[[[[1]]]]", "{oops", "",
    "[1e999, -1e300, 0.4]", '["2026-13-45", "=1+1", "2026-11-01"]', poison, f"[{poison}]",
    '{"__proto__": null, "constructor": null}', "[" * 5000,
]  # fmt: skip
inside = ["null", "[]", "{}", '"NaN"', "1e999", "-7", '"x"', "[[1]]", "true", '"20"', poison]


def store(page: Page, values: dict[str, str]) -> None:
    """Put texts where the site reads what it remembers, by name."""
    page.evaluate(
        """values => {
            for (const [name, text] of Object.entries(values)) {
                localStorage.setItem(ownKeys + name, text)
            }
        }""",
        values,
    )


@pytest.fixture
def open_routine(context: BrowserContext, tmp_path: Path) -> Callable[[], Page]:
    """Open a routine of two exercises, whatever is remembered."""
    doses = {"Circles": make_dose(5, room=3), "Bridge": make_dose(4)}
    address = write_routine(tmp_path, doses, {})
    page = context.new_page()
    page.add_init_script(by_hand)

    def open_page() -> Page:
        page.goto(address)
        return page

    return open_page


@pytest.mark.parametrize("text", junk)
def test_junk_in_every_place_does_no_harm(open_routine: Callable[[], Page], text: str) -> None:
    page = open_routine()
    store(page, dict.fromkeys(names, text))
    lead_through(open_routine())


@pytest.mark.parametrize("value", inside)
def test_junk_in_every_field_does_no_harm(open_routine: Callable[[], Page], value: str) -> None:
    page = open_routine()
    text = "{" + ", ".join(f'"{field}": {value}' for field in fields) + "}"
    store(page, dict.fromkeys(names, text))
    lead_through(open_routine())


def lead_through(page: Page) -> None:
    """Start a routine, go to its end, and change a dose and the calendar."""
    expect(page.locator("[data-do=resume]")).to_be_hidden()
    page.locator("[data-part=begin]").click()
    for seconds in (5, 4):
        page.get_by_role("button", name=ready).locator("visible=true").click()
        assert page.evaluate("seen.at(-1).seconds") in {3, 5, 10, 20}
        page.evaluate("turn(20500)")
        assert page.evaluate("seen.find((e) => e.phase === 'hold').seconds") in {3, 8, seconds}
        page.evaluate("() => { turn(10000); seen.length = 0 }")
    expect(page.get_by_text("You did 2 of 2")).to_be_visible()
    expect(page.get_by_text("Today is ticked.")).to_be_visible()
    saved = page.evaluate("exportedDays()")
    assert set(saved.partition(",")[2].split("%0D%0A")) <= {
        "date", "", "2026-11-01", page.evaluate("dayOf(new Date())"),
    }  # fmt: skip


@pytest.mark.parametrize("text", [*junk, *(f"[{value}]" for value in inside)])
def test_a_dose_over_junk_can_be_changed_and_undone(
    open_timer: Callable[[Dose], Page], text: str
) -> None:
    page = open_timer(make_dose(30, repetitions=3, room=2))
    store(page, {"dose:bench": text})
    page.reload()
    page.get_by_text("Make it shorter or longer").click()
    page.get_by_role("button", name="How many times: more").click()
    expect(page.get_by_text("Your time:")).to_contain_text("times")
    amounts = page.evaluate(
        "numbersOf(recallDose(document.querySelector('hold-timer').dose, 'bench'))"
    )
    assert 1 < amounts[1] <= 5
    assert 28 <= amounts[0] <= 32
    if page.get_by_role("button", name="Undo my change").is_visible():
        page.get_by_role("button", name="Undo my change").click()
    expect(page.locator("[data-part=now]")).to_have_text("30 seconds, 3 times")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"ready": "10", "wait": "never", "ticks": false}', ["10", "never", False]),
        ('{"ready": "11", "wait": "often", "ticks": "no"}', ["5", "sides", True]),
        ('{"ready": 10, "wait": ["never"], "ticks": 0}', ["5", "sides", True]),
    ],
)
def test_a_choice_that_is_not_offered_is_the_usual_one(
    open_timer: Callable[[Dose], Page], text: str, shown: list[object]
) -> None:
    page = open_timer(make_dose(30))
    store(page, {"choices": text})
    page.reload()
    page.get_by_text("Sound and pace").click()
    assert page.get_by_label("Time to get ready").input_value() == shown[0]
    assert page.get_by_label("The timer waits").input_value() == shown[1]
    assert page.get_by_label("Soft ticks").is_checked() == shown[2]


def test_a_place_with_junk_beside_it_keeps_what_makes_sense(
    open_routine: Callable[[], Page],
) -> None:
    page = open_routine()
    store(page, {"routine:bench": '{"index": 1, "did": [0, 0, 9, null, "0", [0]], "spent": 1e300}'})
    open_routine()
    page.locator("[data-do=resume]").click()
    page.get_by_role("button", name="Stop here").click()
    expect(page.get_by_text("You did 1 of 2 in")).to_be_visible()
    assert "e+" not in page.locator("[data-part=took]").inner_text()


def open_site(context: BrowserContext, root: Path) -> Page:
    """Open a timer of a site whose pages and scripts lie as the built ones do."""
    (root / "exercises").mkdir(parents=True, exist_ok=True)
    (root / "assets").mkdir(exist_ok=True)
    address = write_bench(root / "exercises", make_dose(30, room=5))
    path = root / "exercises" / address.rpartition("/")[2]
    for file in (root / "exercises").iterdir():
        if file != path:
            file.rename(root / "assets" / file.name)
    path.write_text(path.read_text().replace('="bench.', '="../assets/bench.'))
    page = context.new_page()
    page.goto(address)
    return page


def test_two_sites_on_one_host_keep_apart(context: BrowserContext, tmp_path: Path) -> None:
    feet, knee = (open_site(context, tmp_path / name) for name in ("feet", "knee"))
    for page in (feet, knee):
        page.get_by_text("Make it shorter or longer").click()
    feet.get_by_role("button", name="Hold: more").click()
    expect(feet.get_by_text("Your time: 31 seconds.")).to_be_visible()
    knee.reload()
    expect(knee.get_by_text("Your time:")).to_be_hidden()
    feet.reload()
    expect(feet.get_by_text("Your time: 31 seconds.")).to_be_visible()
    assert feet.evaluate("Object.keys(localStorage)") == [
        f"{(tmp_path / 'feet').as_uri()}/feet:dose:bench"
    ]


def test_what_cannot_be_stored_lasts_as_long_as_the_page(
    open_timer: Callable[..., Page],
) -> None:
    page = open_timer(make_dose(30, room=5))
    store(page, {"dose:bench": "[33]"})
    page.reload()
    page.evaluate(
        """() => Object.defineProperty(window, "localStorage", {
            value: new Proxy(localStorage, { set() { throw new DOMException("full") } }),
        })"""
    )
    page.get_by_text("Make it shorter or longer").click()
    page.get_by_role("button", name="Hold: more").click()
    expect(page.get_by_text("Your time: 34 seconds.")).to_be_visible()
    assert json.loads(page.evaluate("localStorage[ownKeys + 'dose:bench']")) == [33]


def test_the_reader_picks_the_side_before_the_start_and_it_is_remembered(
    open_timer: Callable[..., Page],
) -> None:
    page = open_timer(make_dose(30, sides="one", room=5), by_hand)
    start = page.get_by_role("button", name="Start", exact=True)
    start.click()
    expect(page.locator("hold-timer")).to_have_attribute("data-phase", "idle")
    expect(page.get_by_text("Choose a side first.").locator("visible=true").first).to_be_visible()
    expect(page.get_by_role("radio", name="Left")).to_be_focused()
    page.get_by_role("radio", name="Right").check()
    expect(page.get_by_text("Your time: 30 seconds, right foot only.")).to_be_visible()
    page.get_by_text("Make it shorter or longer").click()
    page.get_by_role("button", name="Hold: more").click()
    page.reload()
    expect(page.get_by_text("Your time: 31 seconds, right foot only.")).to_be_visible()
    expect(page.get_by_role("radio", name="Right")).to_be_checked()
    start.click()
    expect(page.get_by_role("radio", name="Right")).to_be_hidden()
    assert page.evaluate("seen.map((each) => each.side)") == ["right"]
    expect(page.locator("[data-part=side]")).to_have_text("Right foot")


def test_undoing_a_change_asks_for_the_side_again(open_timer: Callable[..., Page]) -> None:
    page = open_timer(make_dose(30, sides="one"))
    page.get_by_role("radio", name="Left").check()
    page.get_by_role("button", name="Undo my change").click()
    expect(page.get_by_role("radio", name="Left")).not_to_be_checked()
    expect(page.get_by_text("Your time:")).to_be_hidden()


def test_where_the_author_says_which_side_nobody_is_asked(open_timer: Callable[..., Page]) -> None:
    page = open_timer(make_dose(30, sides="left"), by_hand)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("[data-part=side]")).to_have_text("Left foot")
    expect(page.get_by_text("Which side?")).to_have_count(0)


def test_who_stops_for_pain_is_not_asked_for_a_side(open_timer: Callable[..., Page]) -> None:
    page = open_timer(make_dose(30, sides="one"), by_hand)
    page.get_by_role("radio", name="Left").check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="This hurts").click()
    expect(page.get_by_text("Which side?")).to_be_hidden()
