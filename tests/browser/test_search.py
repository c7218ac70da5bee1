"""A large library in a real browser: its lists, and the search, from a disk and from a server."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.output.files import write_tree
from tests.conftest import Tree

from .conftest import wait_until
from .test_pages import axe_rules, looks, phone, serve

pytestmark = pytest.mark.browser

places = ("index.html", "lists/standing.html", "lists/sessions.html")


@pytest.fixture(scope="module")
def folder(library_tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("library") / "site"
    write_tree(made, library_tree, ())
    return made


@pytest.fixture
def page(context: BrowserContext, folder: Path) -> Page:
    """The home page, from a disk."""
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    return page


def found(page: Page) -> list[str]:
    """Return the titles that the search shows."""
    return page.locator("exercise-search li b").all_inner_texts()


def search(page: Page, text: str) -> list[str]:
    """Type into the field; return what is found once it has been said."""
    page.locator("exercise-search [role=status]").evaluate("each => (each.textContent = 'not yet')")
    page.get_by_label("Find an exercise").fill(text)
    expect(page.locator("exercise-search [role=status]")).not_to_have_text("not yet")
    expect(page.locator("exercise-search [role=status]")).not_to_have_text("One moment.")
    return found(page)


@pytest.mark.parametrize(
    ("typed", "first", "number"),
    [
        ("bridge number 12", "Bridge number 12", 1),
        ("  12 BRIDGE", "Bridge number 12", 1),  # capitals, another order
        ("bri 12", "Bridge number 12", 1),  # beginnings
        ("fussgrusse abri", "Fu\u00dfgr\u00fc\u00dfe \u00e0 l\u2019abri", 1),  # no marks
        ("fu\u00dfgru\u0308\u00dfe", "Fu\u00dfgr\u00fc\u00dfe \u00e0 l\u2019abri", 1),
        ("grusse", "Fu\u00dfgr\u00fc\u00dfe \u00e0 l\u2019abri", 1),  # within a compound
        ("slr", "Straight leg raise", 1),  # another name
        ("calf standing", "Bridge number 0", 8),  # a part of the body, a position
        ("towel", "Heel slide", 1),  # a thing
        ("strait leg", "Straight leg raise", 1),  # one letter too few
        ("brigde 12", "Bridge number 12", 1),  # two changed places
        ("hool slide", "Heel slide", 0),  # two slips are too many
    ],
)
def test_what_is_typed_is_found_from_a_disk(page: Page, typed: str, first: str, number: int):
    titles = search(page, typed)
    assert len(titles) == number
    assert titles[:1] == [first][:number]


def test_the_index_comes_when_somebody_goes_to_the_field_and_nothing_from_elsewhere(
    context: BrowserContext, folder: Path
):
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "lists/standing.html").as_uri(), wait_until="networkidle")
    assert not [each for each in asked if "search-index" in each]
    page.get_by_label("Find an exercise").focus()
    assert len(search(page, "towel")) == 1
    search(page, "worktop")
    assert len([each for each in asked if "search-index" in each]) == 1
    assert [each for each in asked if not each.startswith(folder.as_uri())] == []


def test_it_works_from_a_server_under_the_policy_and_each_link_leads_to_a_page(
    context: BrowserContext, folder: Path
):
    page = context.new_page()
    address = serve(context, folder)
    for place in ("index.html", "lists/standing.html"):
        page.goto(f"{address}{place}")
        search(page, "b")
        links = page.locator("exercise-search li a").evaluate_all("all => all.map(a => a.href)")
        assert len(links) == 30
        for link in links:
            assert (folder / unquote(link.removeprefix(address))).is_file(), link
    page.locator("exercise-search li a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/exercises/" in page.url


def test_how_many_there_are_is_said_once_the_typing_pauses(page: Page):
    field = page.get_by_label("Find an exercise")
    status = page.locator("exercise-search [role=status]")
    search(page, "bridge")
    expect(status).to_have_text("30 of 56 exercises")
    said = """() => new Promise((done) => {
        const heard = []
        const status = document.querySelector("exercise-search [role=status]")
        new MutationObserver(() => heard.push(status.textContent))
            .observe(status, { childList: true })
        setTimeout(() => done(heard), 1500)
    })"""
    page.evaluate(f"void (window.said = ({said})())")
    field.press_sequentially(" 12", delay=40)
    assert found(page) == ["Bridge number 12"]
    assert page.evaluate("window.said") == ["1 exercise"]
    search(page, "qqqq")
    expect(status).to_have_text("No exercise found. Try another word.")
    assert not page.locator("exercise-search ul").is_visible()
    search(page, "")
    expect(status).to_have_text("")


def test_by_keyboard(page: Page):
    active = "document.activeElement.textContent || document.activeElement.id"
    page.get_by_label("Find an exercise").focus()
    page.keyboard.type("calf standing")
    wait_until(page, "document.querySelector('exercise-search li')")
    titles = found(page)
    for key, at in (("Enter", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        assert page.evaluate(active).startswith(titles[at]), key
    page.keyboard.press("Escape")
    assert page.evaluate(active) == "search-field"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(active) == "search-field"
    page.keyboard.press("Tab")
    assert page.evaluate(active).startswith(titles[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**/exercises/bridge-number-0.html")
    # Whoever comes back finds what was found.
    page.go_back()
    expect(page.get_by_label("Find an exercise")).to_have_value("calf standing")
    wait_until(page, "document.querySelector('exercise-search li')")
    assert found(page) == titles


def test_where_the_index_does_not_come_it_says_so_and_asks_again(browser: Browser, folder: Path):
    context = browser.new_context()
    page = context.new_page()
    address = serve(context, folder)
    context.route("**/search-index.*", lambda route: route.abort())
    page.goto(f"{address}index.html")
    page.get_by_label("Find an exercise").fill("towel")
    expect(page.locator("exercise-search [role=status]")).to_have_text(
        re.compile("does not work now. The lists below")
    )
    context.unroute("**/search-index.*")
    page.get_by_label("Find an exercise").blur()
    page.get_by_label("Find an exercise").focus()
    wait_until(page, "document.querySelector('exercise-search li')")
    assert found(page) == ["Heel slide"]
    context.close()


def test_without_scripts_there_is_no_field_and_all_is_three_taps_away(
    browser: Browser, folder: Path
):
    context = browser.new_context(viewport=phone, java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert not page.locator("exercise-search").is_visible()
    page.get_by_role("link", name="Lying on your back").click()
    page.get_by_role("navigation", name="Parts of the body").get_by_role("link", name="leg").click()
    line = page.get_by_role("link", name="Straight leg raise")
    assert 0 <= line.bounding_box()["y"] < phone["height"]
    line.click()
    assert page.url.endswith("/exercises/straight-leg-raise.html")
    context.close()


@pytest.mark.parametrize("look", looks)
def test_axe_finds_nothing_in_the_lists_nor_in_what_was_found(
    browser: Browser, folder: Path, look: str
):
    context = browser.new_context(**looks[look])
    page = context.new_page()
    wrong = {}
    for place in places:
        page.goto((folder / place).as_uri())
        if place != "lists/sessions.html":
            search(page, "calf")
        violations = Axe().run(page, options=axe_rules).response["violations"]
        wrong |= {place: [(each["id"], each["nodes"][0]["html"]) for each in violations]}
    context.close()
    assert wrong == {place: [] for place in places}


@pytest.mark.parametrize(("width", "letters"), [(320, 18), (360, 18), (320, 32), (1280, 18)])
def test_nothing_sticks_out_and_each_line_is_as_large_as_a_finger(
    browser: Browser, folder: Path, width: int, letters: int
):
    page = browser.new_page(viewport={"width": width, "height": 740})
    for place in places:
        page.goto((folder / place).as_uri())
        page.evaluate(f"document.documentElement.style.fontSize = '{letters}px'")
        if place != "lists/sessions.html":
            search(page, "calf")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        heights = page.locator("main .lines a:visible, main input").evaluate_all(
            "all => all.map((each) => each.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44, place
    page.close()
