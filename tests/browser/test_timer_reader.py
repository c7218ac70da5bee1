"""The timer as a reader meets it: what a browser may refuse, the keyboard, choices, paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.model import Dose

from .conftest import make_dose, skip

pytestmark = pytest.mark.browser

by_hand = (Path(__file__).parent / "handmade.js").read_text()
Opener = Callable[..., Page]


def sound_in_state(state: str) -> str:
    return f"""Object.defineProperty(
        AudioContext.prototype, "state", {{ value: "{state}", configurable: true }}
    )"""


refusals = {
    "no sound system": "delete window.AudioContext",
    "a sound system that throws": "AudioContext = class { constructor() { throw Error() } }",
    "a sound system that never wakes": "AudioContext.prototype.resume = () => new Promise(Date);"
    + sound_in_state("suspended"),
    "a sound system that refuses": "AudioContext.prototype.resume = () => Promise.reject(Error());"
    + sound_in_state("suspended"),
    "an interrupted sound system": sound_in_state("interrupted"),
    "a closed sound system": sound_in_state("closed"),
    "no wake lock": "Object.defineProperty(navigator, 'wakeLock', { value: undefined })",
    "a refused wake lock": "WakeLock.prototype.request = () => Promise.reject(Error('no'))",
    "no vibration": "delete Navigator.prototype.vibrate",
    "no voices": "delete window.speechSynthesis; delete window.SpeechSynthesisUtterance",
    "no storage": """Object.defineProperty(
        window, "localStorage", { get() { throw new DOMException("no") } }
    )""",
    "broken storage": """
        const keys = location.href.replace(/[^/]*\\/[^/]*$/, "feet:")
        localStorage.setItem(keys + "choices", "{oops")
        localStorage.setItem(keys + "dose:bench", "7")
    """,
}


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def turn(page: Page, seconds: float) -> None:
    page.evaluate("ms => turn(ms)", seconds * 1000)


@pytest.mark.parametrize("refused", [*refusals, "everything"])
def test_whatever_the_browser_refuses_the_timer_leads_through(
    open_timer: Opener, refused: str
) -> None:
    without = [refusals[refused]] if refused in refusals else list(refusals.values())[1:-1]
    # The sound system is taken away last: the others change it.
    without += [refusals["no sound system"]] * (refused == "everything")
    page = open_timer(make_dose(1), "\n".join(f"{{ {script} }}" for script in without))
    press(page, "Start")
    timer = page.locator("hold-timer")
    expect(timer).to_have_attribute("data-phase", "ready")
    skip(page)
    expect(timer).to_have_attribute("data-phase", "hold")
    expect(timer).to_have_attribute("data-phase", "done", timeout=8000)


def test_a_call_in_the_middle_plays_nothing_late(open_timer: Opener) -> None:
    page = open_timer(make_dose(20), by_hand)
    press(page, "Start")
    turn(page, 10)
    page.evaluate("sound.become('interrupted')")
    before = page.evaluate("heard().length")
    turn(page, 5)
    assert page.evaluate("heard().length") == before
    page.evaluate("sound.become('running')")
    turn(page, 11)
    # Three ticks and the two tones of the bell, each on time.
    late = page.evaluate("heard().slice(-5).map((at) => Math.round(at) - 5000)")
    assert sorted(late) == [22_000, 23_000, 24_000, 25_000, 25_000]


def test_a_refused_wake_lock_is_said_plainly(open_timer: Opener) -> None:
    page = open_timer(make_dose(20), refusals["a refused wake lock"])
    message = page.get_by_text("Your screen may go dark")
    expect(message).to_be_hidden()
    press(page, "Start")
    expect(message).to_be_visible()
    press(page, "Pause")
    expect(message).to_be_hidden()


def test_the_screen_is_kept_on_only_while_the_timer_leads(open_timer: Opener) -> None:
    page = open_timer(
        make_dose(20, sides="each"),
        by_hand
        + """
        window.locks = []
        navigator.wakeLock.request = async () => {
            const lock = { released: false, release() { this.released = true } }
            locks.push(lock)
            return lock
        }
        window.lit = () => locks.filter((lock) => !lock.released).length
        """,
    )
    assert page.evaluate("lit()") == 0
    press(page, "Start")
    assert page.evaluate("lit()") == 1
    turn(page, 30)
    assert page.evaluate("lit()") == 1  # also while it waits
    press(page, "I\u2019m ready")
    press(page, "Pause")
    assert page.evaluate("lit()") == 0
    press(page, "Go on")
    # The browser takes the lock away when the page is hidden; it is asked for again.
    page.evaluate("locks.at(-1).released = true")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("lit()") == 1
    turn(page, 60)
    assert page.locator("hold-timer").get_attribute("data-phase") == "done"
    assert page.evaluate("lit()") == 0


def test_the_keyboard_alone_is_enough(open_timer: Opener) -> None:
    page = open_timer(make_dose(20), by_hand)
    timer = page.locator("hold-timer")
    page.keyboard.press("Space")
    assert timer.get_attribute("data-phase") == "ready"
    page.keyboard.press("Space")
    assert timer.get_attribute("data-phase") == "paused"
    found = []
    while "refresh" not in found and len(found) < 12:
        page.keyboard.press("Tab")
        found.append(
            page.evaluate(
                "(({ do: act, choice }) => act ?? choice)(document.activeElement.dataset)"
            )
        )
    # What stops a hold comes before all that waits for a pause.
    buttons = ["fill", "hurt", "toggle", "volume", "voice", "tryIt", "start", "skip", "refresh"]
    assert found == buttons
    page.get_by_role("button", name="Go on").focus()
    page.keyboard.press("Space")  # the button's own press, once
    assert timer.get_attribute("data-phase") == "ready"
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="This hurts")).to_be_focused()
    page.keyboard.press("Enter")
    assert timer.get_attribute("data-phase") == "idle"
    assert timer.get_attribute("data-hurt") == ""
    expect(page.locator("[data-part=stopped]")).to_be_focused()
    page.get_by_role("heading").first.click()
    page.keyboard.press("Space")  # never on again by accident
    assert timer.get_attribute("data-phase") == "idle"
    assert timer.get_attribute("data-hurt") == ""


def leave_and_come_back(page: Page, seconds: float) -> None:
    """Follow a link and go back to the page, which the browser has kept."""
    page.evaluate(
        """ms => {
            const tell = (name) =>
                dispatchEvent(new PageTransitionEvent(name, { persisted: true }))
            tell("pagehide")
            jump(ms, ms)
            tell("pageshow")
        }""",
        seconds * 1000,
    )


@pytest.mark.parametrize("seconds", [0.5, 5, 3600])
def test_a_page_that_was_left_waits_where_it_was(open_timer: Opener, seconds: float) -> None:
    page = open_timer(make_dose(20), by_hand)
    press(page, "Start")
    turn(page, 8)
    leave_and_come_back(page, seconds)
    turn(page, 60)
    assert page.locator("hold-timer").get_attribute("data-phase") == "paused"
    expect(page.get_by_role("timer")).to_have_text("17")
    expect(page.get_by_text("Your screen was off")).to_have_count(0)
    press(page, "Go on")
    turn(page, 5.1)
    expect(page.get_by_role("timer")).to_have_text("17")


def test_coming_back_leaves_what_waits_or_hurt_as_it_was(open_timer: Opener) -> None:
    page = open_timer(make_dose(5, sides="each"), by_hand)
    timer = page.locator("hold-timer")
    press(page, "Start")
    turn(page, 12)
    leave_and_come_back(page, 60)
    assert timer.get_attribute("data-phase") == "switch"
    press(page, "This hurts")
    leave_and_come_back(page, 60)
    assert timer.get_attribute("data-hurt") == ""
    expect(page.get_by_text("You stopped. Well done.", exact=True)).to_be_visible()


def test_what_was_changed_on_another_page_shows_after_coming_back(open_timer: Opener) -> None:
    page = open_timer(make_dose(30, room=5), by_hand)
    page.evaluate("() => { remember('dose:bench', [33]) }")
    leave_and_come_back(page, 5)
    expect(page.locator("[data-part=now]")).to_have_text("33 seconds")


def make_long(page: Page) -> None:
    """Give the page screens of text above and below the timer."""
    page.evaluate(
        """() => {
            for (const place of ["beforebegin", "afterend"]) {
                const text = document.createElement("p")
                text.style.height = "3000px"
                document.querySelector("hold-timer").insertAdjacentElement(place, text)
            }
            document.documentElement.style.scrollBehavior = "auto"
        }"""
    )


@pytest.mark.parametrize("below", [0, 400, 7000])
@pytest.mark.parametrize("stage", ["idle", "done", "paused", "waiting"])
def test_the_space_bar_only_scrolls_where_the_timer_is_out_of_sight(
    open_timer: Opener, below: int, stage: str
) -> None:
    page = open_timer(make_dose(5, sides="each"), by_hand)
    timer = page.locator("hold-timer")
    if stage != "idle":
        press(page, "Start")
        turn(page, 12)
    if stage == "paused":
        press(page, "I\u2019m ready")
        press(page, "Pause")
    if stage == "done":
        press(page, "I\u2019m ready")
        turn(page, 12)
    phase = timer.get_attribute("data-phase")
    make_long(page)
    page.evaluate("document.activeElement.blur()")
    page.evaluate("top => scrollTo(0, top)", below)
    page.keyboard.press("Space")
    assert timer.get_attribute("data-phase") == phase
    page.locator("[data-part=toggle]").scroll_into_view_if_needed()
    page.keyboard.press("Space")
    assert timer.get_attribute("data-phase") != phase


def test_the_space_bar_stops_a_hold_from_anywhere(open_timer: Opener) -> None:
    page = open_timer(make_dose(20), by_hand)
    make_long(page)
    press(page, "Start")
    turn(page, 8)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.keyboard.press("Space")
    assert page.locator("hold-timer").get_attribute("data-phase") == "paused"
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Space")  # it counts no more: only a tap or a look brings it on again
    assert page.locator("hold-timer").get_attribute("data-phase") == "paused"


def test_the_space_bar_belongs_to_a_box_that_scrolls_by_itself(open_timer: Opener) -> None:
    page = open_timer(make_dose(20), by_hand)
    page.evaluate("document.querySelector('h1').tabIndex = 0")
    page.get_by_role("heading").first.focus()
    page.keyboard.press("Space")
    assert page.locator("hold-timer").get_attribute("data-phase") == "idle"


def test_what_hurts_stops_and_says_what_to_do(open_timer: Opener) -> None:
    page = open_timer(make_dose(20), by_hand)
    press(page, "Start")
    turn(page, 7)
    press(page, "This hurts")
    panel = page.get_by_role("region", name="Timer")
    expect(panel.get_by_text("You stopped. Well done.", exact=True)).to_be_in_viewport()
    expect(panel.get_by_text("Your heel hurts.", exact=True)).to_be_visible()
    for name in ("Pause", "Start", "Sound"):
        expect(panel.get_by_role("button", name=name, exact=True)).to_be_hidden()
    press(page, "Start again")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()


@pytest.mark.parametrize(
    ("width", "height"), [(740, 360), (1366, 650), (1280, 800), (360, 640), (360, 740)]
)
def test_what_stops_a_hold_is_in_sight_while_it_runs(
    open_timer: Opener, width: int, height: int
) -> None:
    page = open_timer(make_dose(30, repetitions=2, sides="each", rest=5, room=5), by_hand)
    page.set_viewport_size({"width": width, "height": height})
    press(page, "Start")
    turn(page, 2)
    for name in ("Pause", "This hurts"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("timer")).to_be_in_viewport(ratio=1)


def test_a_hidden_button_does_not_keep_the_focus(open_timer: Opener) -> None:
    page = open_timer(make_dose(3), by_hand)
    press(page, "Start")
    press(page, "Pause")
    page.get_by_role("button", name="Skip ahead").press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.get_by_role("button", name="This hurts").focus()
    turn(page, 30)
    expect(page.get_by_role("button", name="Do it again")).to_be_focused()


def test_a_changed_dose_is_remembered_printed_and_undone_with_one_tap(
    open_timer: Opener,
) -> None:
    page = open_timer(make_dose(30, repetitions=3, room=2), by_hand)
    own = page.get_by_text("Your time: 32 seconds, 3 times.")
    page.get_by_text("Make it shorter or longer").click()
    expect(page.get_by_text("28 to 32 seconds")).to_be_visible()
    page.get_by_role("button", name="Hold: more").press("Enter")
    page.get_by_role("button", name="Hold: more").press("Enter")
    # No further than the author allows; the focus stays where it is.
    page.get_by_role("button", name="Hold: more").press("Enter")
    expect(page.get_by_role("button", name="Hold: more")).to_be_disabled()
    expect(page.get_by_role("button", name="Hold: more")).to_be_focused()
    expect(page.get_by_role("button", name="Hold: less")).to_be_enabled()
    expect(own).to_be_visible()
    page.reload()
    expect(own).to_be_visible()
    expect(page.locator("[data-part=now]")).to_have_text("32 seconds, 3 times")
    press(page, "Start")
    turn(page, 5.1)
    assert page.evaluate("seen.at(-1).seconds") == 32
    page.emulate_media(media="print")
    expect(own).to_be_visible()
    assert page.get_by_role("button").locator("visible=true").count() == 0
    page.emulate_media(media="screen")
    press(page, "Undo my change")
    expect(own).to_be_hidden()
    expect(page.locator("[data-part=now]")).to_have_text("30 seconds, 3 times")
    page.reload()
    expect(own).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_a_dose_that_may_not_be_changed_has_no_controls_for_it(open_timer: Opener) -> None:
    page = open_timer(make_dose(30))
    expect(page.get_by_text("Make it shorter or longer")).to_be_hidden()


def test_choices_are_remembered_on_the_device(open_timer: Opener) -> None:
    page = open_timer(make_dose(30))
    page.get_by_text("Sound and pace").click()
    page.get_by_label("Soft ticks").uncheck()
    page.get_by_label("Sound", exact=True).select_option("Sound low")
    page.get_by_label("Time to get ready").select_option("10")
    page.reload()
    page.get_by_text("Sound and pace").click()
    expect(page.get_by_label("Soft ticks")).not_to_be_checked()
    expect(page.get_by_label("Sound", exact=True)).to_have_value("0.3")
    expect(page.get_by_label("Time to get ready")).to_have_value("10")
    press(page, "Start")
    assert page.evaluate("seen.at(-1).seconds") == 10


def test_a_voice_of_this_device_says_what_and_which(open_timer: Opener) -> None:
    voices = """
        window.said = []
        const voice = (name, localService, lang) => ({ name, localService, lang })
        Object.defineProperty(window, "speechSynthesis", { value: {
            getVoices: () => [
                voice("far", false, "en-IE"),
                voice("another language", true, "enm"),
                voice("near", true, "en_GB"),
            ],
            cancel: () => said.push("|"),
            speak: ({ text, voice }) => said.push(`${voice.name}: ${text}`),
        } })
        window.SpeechSynthesisUtterance = class {
            constructor(text) {
                this.text = text
                document.documentElement.lang = "en-IE"
            }
        }
    """
    page = open_timer(make_dose(5, repetitions=2, sides="each", rest=3), by_hand + voices)
    page.get_by_text("Voice off").click()
    press(page, "Try it")
    assert page.evaluate("said.pop()") == "near: Get ready"
    press(page, "Start")
    turn(page, 20)
    lines = [line for line in page.evaluate("said") if line != "|"]
    assert lines[:4] == [
        "near: Get ready, Left foot",
        "near: Hold, Left foot, 1 of 2",
        "near: Rest, Left foot",
        "near: Hold, Left foot, 2 of 2",
    ]
    assert lines[4].startswith("near: Change sides, Right foot")


def test_the_panel_flashes_slowly_at_each_change_unless_unwanted(open_timer: Opener) -> None:
    page = open_timer(make_dose(5), by_hand)
    timer = page.locator("hold-timer")
    press(page, "Start")
    turn(page, 5.1)
    assert timer.get_attribute("data-flash") == "start"
    turn(page, 1)
    assert timer.get_attribute("data-flash") is None
    press(page, "Pause")
    page.get_by_text("Sound and pace").click()
    page.get_by_label("A slow flash").uncheck()
    press(page, "Go on")
    turn(page, 5.1)
    assert timer.get_attribute("data-phase") == "hold"
    assert timer.get_attribute("data-flash") is None


@pytest.mark.parametrize(
    ("motion", "easing"), [("reduce", "steps(20)"), ("no-preference", "linear")]
)
def test_the_ring_moves_in_steps_where_motion_is_unwelcome(
    open_timer: Opener, motion: Any, easing: str
) -> None:
    page = open_timer(make_dose(20), by_hand)
    page.emulate_media(reduced_motion=motion)
    press(page, "Start")
    turn(page, 5.1)
    rings = page.evaluate("document.getAnimations().map((a) => a.effect.getTiming().easing)")
    assert [ring for ring in rings if ring != "ease"] == [easing, easing]


def test_without_scripts_the_dose_stands_there_in_words(
    context: BrowserContext, bench: Callable[[Dose], str]
) -> None:
    browser = context.browser
    assert browser
    bare = browser.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(bench(make_dose(30, repetitions=2, rest=10)))
    expect(page.get_by_text("Hold for 30 seconds. Do this 2 times")).to_be_visible()
    assert page.get_by_role("button").count() == 0
    bare.close()


@pytest.mark.alone
def test_an_idle_page_uses_no_processor_time(open_timer: Opener) -> None:
    page = open_timer(make_dose(30))
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))

    page.wait_for_timeout(1000)
    before = busy()
    page.wait_for_timeout(3000)
    assert busy() - before < 0.03
