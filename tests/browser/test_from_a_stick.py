"""The site from a ZIP file, unpacked somewhere and opened from the disk."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext, expect

from build import main
from generator.pages.published.archive import pack_tree
from tests.conftest import Tree

from .test_search import search

pytestmark = pytest.mark.browser


def unpack(file: Path, folder: Path) -> Path:
    """Unpack a file as somebody does, and return the one folder that is in it."""
    # A name as people give folders, which stands in an address in another way.
    place = folder / "F\u00fc\u00dfe 100% (copy #2)"
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        archive.extractall(place)
    (only,) = place.iterdir()
    return only


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, as the command packs it."""
    folder = tmp_path_factory.mktemp("stick")
    arguments = ["--output", str(folder / "site"), "--base-url", "https://example.org/feet"]
    assert main(["zip", *arguments]) == 0
    assert [file.name for file in folder.iterdir()] == ["site.zip"]
    return unpack(folder / "site.zip", folder)


def test_each_page_opens_without_a_complaint_and_each_link_leads_to_a_file(
    context: BrowserContext, stick: Path
):
    assert stick.name == "back-on-your-feet"
    pages = sorted(stick.rglob("*.html"))
    assert len(pages) == 21
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    places = "all => all.map(each => each.href || each.src)"
    for file in pages:
        page.goto(file.as_uri())
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        targets = page.eval_on_selector_all("a[href], link[rel=stylesheet], [src]", places)
        names = {each.partition("#")[0] for each in targets if each.startswith("file:")}
        known = {each.as_uri() for each in stick.rglob("*")}
        assert names <= known, names - known
    assert {url for url in asked if not url.startswith(stick.as_uri())} == set()


def test_the_timer_and_a_routine_run(context: BrowserContext, stick: Path):
    page = context.new_page()
    timer = page.locator("hold-timer")
    page.goto((stick / "index.html").as_uri())
    page.get_by_role("link", name="Heel tendon stretch").first.click()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(timer).to_have_attribute("data-phase", re.compile("ready|hold"))
    page.goto((stick / "routines" / "start-with-three.html").as_uri())
    page.get_by_role("button", name=re.compile("^Start")).first.click()
    page.get_by_role("button", name="I\u2019m ready").click()
    expect(timer).to_have_attribute("data-phase", "ready")
    expect(page.get_by_role("button", name="This hurts")).to_be_in_viewport(ratio=1)


def test_the_search_of_a_large_library_works(
    context: BrowserContext, library_tree: Tree, tmp_path: Path
):
    (tmp_path / "library.zip").write_bytes(pack_tree(library_tree, (), "knees"))
    page = context.new_page()
    page.goto((unpack(tmp_path / "library.zip", tmp_path) / "index.html").as_uri())
    assert search(page, "straight leg") == ["Straight leg raise"]
    page.locator("exercise-search li a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Straight leg raise")
