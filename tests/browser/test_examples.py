"""The page of examples shows every part in every state, and each is good to look at and to use."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build import build_site
from generator.content.sources import Sources
from generator.model import Settings
from generator.output.files import write_tree
from generator.pages.examples import examples_address, routine_states, timer_states
from generator.paper.sheets import labels
from tests.conftest import Tree
from tests.pseudo import in_pseudo, make_catalogues
from tests.whole.test_languages import bare, find_plain, written_in

from .test_pages import axe_rules

pytestmark = pytest.mark.browser

for_editors = Settings("https://example.org/", for_editors=True)
phases = {
    "idle": "idle", "pick": "idle", "ready": "ready", "hold": "hold", "rest": "rest",
    "waiting": "switch", "paused": "paused", "missed": "paused", "done": "done",
    "hurt": "idle", "own": "idle", "going": "hold", "waits": "rest", "phases": "hold",
    "paced": "hold",
}  # fmt: skip
states = {
    "start": "idle", "resume": "idle", "next": "next", "going": "going",
    "end": "done", "ticked": "done",
}  # fmt: skip
shown = {
    "pick": "Choose a side first.",
    "ready": "Get ready",
    "hold": "1 of 2",
    "rest": "1 done",
    "waiting": "Change sides",
    "missed": "Your hold ended 29 s ago while the screen was off.",
    "done": "Well done. That is all.",
    "hurt": "You stopped. Well done.",
    "own": "Your time: 25 seconds, 2 times, each leg.",
    "resume": "Last time you stopped before number 2: ",
    "next": "Next: ",
    "going": "Pause",
    "end": "That is enough for now.",
    "ticked": "You did 1 of 3 in about 1 minute.",
    "filter": "1 of 3 exercises",
    "none": "No exercise fits. Untick something.",
    "waits": "Take your time. The timer waits for you.",
    "phases": "Next: Rest",
    "paced": "1 of 2",
    "questions": "Well supported: 3 of 3",
}


@pytest.fixture(scope="module")
def folder(knee: Tree, templates: Tree, static: Tree, tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("examples") / "site"
    write_tree(made, build_site(Sources(knee, templates, static), for_editors)[1], ())
    return made


def open_examples(context: BrowserContext | Browser, folder: Path, **settings: Any) -> Page:
    page = context.new_page(**settings)
    page.goto((folder / examples_address).as_uri())
    expect(page.locator("[data-example=filter] [role=status]")).not_to_be_empty()
    return page


def test_every_example_is_in_its_state_and_stays_there(context: BrowserContext, folder: Path):
    page = context.new_page()
    page.clock.install()
    page.goto((folder / examples_address).as_uri())
    page.clock.run_for(100)
    assert {*timer_states, *routine_states} == {*phases, *states}
    for _ in range(2):
        for name, phase in phases.items():
            timer = page.locator(f"[data-example={name}] hold-timer")
            expect(timer).to_have_attribute("data-phase", phase)
        for name, state in states.items():
            routine = page.locator(f"[data-example={name}] guided-routine")
            expect(routine).to_have_attribute("data-state", state)
        for name, words in shown.items():
            text = page.locator(f"[data-example={name}]").get_by_text(words).first
            expect(text).to_be_visible()
        assert page.locator("[data-example=ticked] .calendar__days [data-done]").count() == 5
        assert page.locator("[data-example=end] .calendar [data-done]").count() == 0
        expect(page.locator("[data-example=done]").get_by_text("Today is ticked.")).to_be_visible()
        expect(page.locator("[data-example=stopped] come-back")).to_be_visible()
        digits = page.locator("[data-example=hold] [role=timer]")
        expect(digits).to_have_text("12")
        page.clock.run_for(60_000)
    assert page.evaluate("localStorage.length") == 0


def test_a_sheet_has_its_files_and_a_site_may_have_no_numbers_to_call(
    context: BrowserContext, content: Tree, templates: Tree, static: Tree, tmp_path: Path
):
    write_tree(tmp_path / "a", build_site(Sources(content, templates, static), for_editors)[1], ())
    page = open_examples(context, tmp_path / "a")
    files = page.locator("[data-example=sheet] .sheet-files a")
    assert files.all_text_contents() == [str(label) for label in labels.values()]
    with_numbers = page.locator("[data-example=callouts] :is(.urgent, .today) a[href^=tel]")
    assert with_numbers.count() == 4
    without = page.locator("[data-example=numbers]")
    expect(without.locator(".urgent")).to_contain_text("Call your country")
    assert without.locator("a[href^=tel]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_any_state(browser: Browser, folder: Path, scheme: Any):
    settings = {"color_scheme": scheme, "reduced_motion": "reduce"}
    page = open_examples(browser, folder, **settings)
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    # Only this page has several timers, all of one name.
    rules = {**axe_rules, "rules": {"landmark-unique": {"enabled": False}}}
    found = Axe().run(page, options=rules).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in found] == []
    page.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_sticks_out_and_everything_can_be_hit(browser: Browser, folder: Path, width: int):
    page = open_examples(browser, folder, viewport={"width": width, "height": 640})
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "hold-timer :is(button, summary, select, label), guided-routine :is(button, label)"
        )].filter((target) => {
            const { width, height } = target.getBoundingClientRect()
            return width && (width < 44 || height < 44)
        }).map((target) => target.textContent)"""
    )
    assert small == []
    digits = page.locator("[data-example=hold] [role=timer]")
    size = float(digits.evaluate("node => parseFloat(getComputedStyle(node).fontSize)"))
    assert size >= 0.27 * min(width, 500)
    # What is to be done now is as large as it may be.
    for state in ("hold", "paused", "rest"):
        now = page.locator(f"[data-example={state}] [data-part=now]")
        assert now.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 30, state
    page.close()


def test_what_the_scripts_say_came_through_the_catalogue(
    context: BrowserContext, knee: Tree, templates: Tree, static: Tree, tmp_path: Path
):
    sources = Sources(in_pseudo(knee), templates, static, make_catalogues())
    site, tree = build_site(sources, for_editors)
    write_tree(tmp_path / "site", tree, ())
    page = open_examples(context, tmp_path / "site")
    authors = {bare(text) for text in written_in(site)} | {f"example.org/{examples_address}"}
    plain = find_plain({PurePosixPath("a.html"): page.content().encode()}, authors)
    # What scripts say stands among numbers and signs.
    words = {bare(re.sub(r"\d+", "", piece)) for _, piece in plain}
    assert words <= authors
    assert words  # of an author, in the gaps that scripts fill
    assert page.evaluate("document.documentElement.dir") == "rtl"
