"""The picture beside the timer is that of the phase that is on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from build import build_site
from generator.content.sources import Sources, root
from generator.output.files import write_tree
from tests.conftest import Tree

from .conftest import skip

pytestmark = pytest.mark.browser

exercise = root / "exercises" / "half-squat.md"
picture = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" data-side="both"{0}><title>{1}'
    '</title><desc>{1}.</desc><path class="skin" d="M 1 1 l 30 0 l 0 20 z"/></svg>'
)
titles = {"start": "Begin", "hold": "Keep", "phase-1": "Go down", "phase-2": "Come up"}
labels = {"phase-1": "Down", "phase-2": 'Up & "over"'}


def phased(knee: Tree) -> Tree:
    """Return the knee programme with an exercise of two phases, a picture of each, and one that
    has no pictures after it in the routine."""
    dose = "phases: [{label: Down, seconds: 60}, {label: 'Up & \"over\"', seconds: 60}]"
    text = knee[exercise].decode().replace("hold_seconds: 3", dose)
    figures = {}
    for name, title in titles.items():
        label = labels.get(name, "").replace("&", "&amp;").replace('"', "&quot;")
        phase = f' data-phase="{label}"' if label else ""
        path = root / "figures" / f"half-squat-{name}.svg"
        figures[path] = picture.format(phase, title).encode()
    return {**knee, exercise: text.encode(), **figures}


@pytest.fixture(scope="module")
def folder(knee, templates, static, tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("phases") / "site"
    write_tree(made, build_site(Sources(phased(knee), templates, static))[1], ())
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 700, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def shown(page: Page) -> Locator:
    return page.locator(".hold-timer__picture > svg").locator("visible=true").locator("title")


def test_the_picture_beside_the_timer_follows_the_phases(page, folder):
    page.goto((folder / "exercises" / "half-squat.html").as_uri())
    rows = page.locator(".exercise__figures > .pose figcaption")
    expect(rows).to_have_text(["Begin", "Keep", "Go down", "Come up"])
    page.get_by_role("button", name="Start", exact=True).click()
    expect(shown(page)).to_have_text(["Keep"])
    skip(page)
    expect(shown(page)).to_have_text(["Go down"])
    page.get_by_role("button", name="Pause").click()
    expect(shown(page)).to_have_text(["Go down"])
    page.get_by_role("button", name="Go on").click()
    skip(page)
    expect(shown(page)).to_have_text(["Come up"])
    skip(page)
    expect(shown(page)).to_have_text(["Keep"])
    assert page.locator("[id]").evaluate_all("all => new Set(all.map((each) => each.id)).size") == (
        page.locator("[id]").count()
    )


def test_readers_who_asked_for_less_motion_see_the_phases_too(page, folder):
    page.emulate_media(reduced_motion="reduce")
    page.goto((folder / "exercises" / "half-squat.html").as_uri())
    page.get_by_role("button", name="Start", exact=True).click()
    skip(page)
    expect(shown(page)).to_have_text(["Go down"])


def test_in_a_routine_each_exercise_shows_its_own_pictures_or_none(page, folder):
    page.goto((folder / "routines" / "morning.html").as_uri())
    page.locator("[data-part=begin]").click()
    for titles_of_exercise in ([], ["Keep"], []):
        page.get_by_role("button", name="ready").click()
        expect(page.locator("hold-timer")).to_have_attribute("data-phase", "ready")
        expect(shown(page)).to_have_text(titles_of_exercise)
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Skip this exercise").click()


def test_on_paper_all_pictures_stand_in_one_row(page, folder):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 695, "height": 1000})
    page.goto((folder / "exercises" / "half-squat.html").as_uri())
    poses = page.locator(".exercise__figures > .pose")
    boxes = [pose.bounding_box() for pose in poses.all()]
    assert len(boxes) == 4
    assert len({round(box["y"]) for box in boxes}) == 1
    assert boxes[-1]["x"] + boxes[-1]["width"] <= 696
