"""What a browser keeps of the site: no more than the page about it names, where it can be saved,
read back and erased."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.output.files import write_tree
from tests.browser.conftest import skip, wait_until
from tests.conftest import Tree

pytestmark = pytest.mark.browser

days = ["2026-11-02", "2026-11-02", "2026-11-04"]
own = {
    "days": days,
    "choices": {"volume": "0.5", "voice": True},
    "dose:toe-walking": [20, None, "left"],
    "routine:all-ten": {"index": 2, "did": [0, 1], "spent": 1234.5, "at": 1_790_000_000_000},
    "sheet": {"large": True, "grid": False},
}
asked_to_stay = """
window.asked = 0
navigator.storage.persist = async () => { asked += 1; return true }
"""
find_stores = """async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    cookies: document.cookie ? [document.cookie] : [],
})"""
plant_copies = """async () => {
    for (const root of ["/feet/", "/knee/"]) {
        const { href } = new URL(root, location)
        await (await caches.open(`${href}feet:1`)).put(`${href}index.html`, new Response(""))
        const { installing } = await navigator.serviceWorker.register(`${root}worker.js`)
        localStorage[`${href}feet:days`] ??= "[]"
    }
}"""


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def host(site: Path, library_tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A host with the real site and a large library in two folders: the address of the host."""
    folder = tmp_path_factory.mktemp("host")
    shutil.copytree(site, folder / "feet")
    write_tree(folder / "knee", library_tree, ())
    for name in ("feet", "knee"):
        (folder / name / "worker.js").write_text("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def open_kept(context: BrowserContext, address: str, values: dict[str, Any] | None = None) -> Page:
    """Open the page on what is kept, where the device remembers some values."""
    page = context.new_page()
    page.goto(f"{address}kept.html")
    page.evaluate("each => Object.entries(each).map((pair) => remember(...pair))", values or {})
    page.reload()
    expect(page.get_by_text("Now: ").first).to_be_visible()
    return page


def remembered(page: Page) -> dict[str, Any]:
    return page.evaluate("Object.fromEntries(allRemembered())")


def read_back(page: Page, data: str | bytes) -> str:
    """Give the page a file to read back; return what it says."""
    data = data if isinstance(data, bytes) else data.encode()
    file = {"name": "data.json", "mimeType": "application/json", "buffer": data}
    page.get_by_label("File to put back").set_input_files([file])  # type: ignore[list-item]
    return said_on(page).inner_text()


def said_on(page: Page) -> Locator:
    """Return the one message that the page shows."""
    return page.locator("kept-here [role=status]:not(:empty)")


def as_file(kept: object, site: object = "Back on Your Feet", version: object = 1) -> str:
    return json.dumps({"site": site, "version": version, "kept": kept})


def find_unnamed(page: Page, root: str) -> list[str]:
    """Return what stands in any store of the browser that the page on it doesn't name."""
    stores = page.evaluate(find_stores)
    named = page.locator("[data-name]").evaluate_all("all => all.map((e) => e.dataset.name)")
    known = [rf"{each}[a-z0-9-]+" if each.endswith(":") else each for each in named]
    keys = re.compile(f"{re.escape(root)}feet:({'|'.join(known)})")
    found = [key for key in stores["local"] if not keys.fullmatch(key)]
    found += [*stores["session"], *stores["databases"], *stores["cookies"]]
    if "copy" in named:
        stores["caches"] = [
            name for name in stores["caches"] if not name.startswith(f"{root}feet:")
        ]
        stores["workers"] = [scope for scope in stores["workers"] if scope != root]
    return found + stores["caches"] + stores["workers"]


def do_exercise(page: Page) -> None:
    """Change all that a reader may, print, and go to the end."""
    for what in ("[data-by]", "hold-timer input", "sheet-options input"):
        page.locator(what).evaluate_all("all => all.forEach((each) => each.click())")
    page.locator("select[data-choice]").first.select_option(index=1)
    page.locator("hold-timer").evaluate("each => { each.start(); each.run.held = true }")
    while page.locator("hold-timer").get_attribute("data-phase") != "done":
        skip(page)


def do_routine(page: Page) -> None:
    """Save a reminder, stop it midway, save its days, erase them, and tick today again."""
    page.get_by_text("Remind me").click()
    with page.expect_download():
        page.get_by_role("button", name="Save for my calendar").click()
    page.get_by_role("button", name=re.compile("^Start")).locator("visible=true").first.click()
    page.get_by_role("button", name="I\u2019m ready").click()
    page.locator("hold-timer").evaluate("each => { each.run.held = true }")
    while page.locator("guided-routine").get_attribute("data-state") == "going":
        skip(page)
    page.get_by_role("button", name="Stop here").locator("visible=true").click()
    page.get_by_role("button", name="Back to the list").click()
    page.locator(".calendar__month > summary").click()
    with page.expect_download():
        page.get_by_role("link", name="Save as a file").click()
    page.get_by_text("Erase my calendar").click()
    page.get_by_role("button", name="Yes, erase it").click()
    page.get_by_role("button", name="Tick today").click()


def test_the_page_names_all_that_any_page_keeps_and_no_other_site_is_asked(
    browser: Browser, host: str
) -> None:
    context = browser.new_context()
    root, asked = f"{host}feet/", []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"{root}sitemap.xml")
    addresses = re.findall(r"<loc>https://example.org/feet/(.*?)</loc>", page.content())
    assert len(addresses) > 20
    for address in addresses:
        page.goto(f"{root}{address}")
        wait_until(page, "!document.querySelector('[data-later]')")
        if address.startswith("exercises/"):
            do_exercise(page)
        if address.startswith("routines/"):
            do_routine(page)
    page.goto(root)
    expect(page.get_by_text("Go on where you were")).to_be_visible()
    page.get_by_text("Find what fits you").click()
    page.get_by_role("checkbox", name="on a chair").check()
    page.goto(f"{root}kept.html")
    expect(page.get_by_text("Now: 1 ticked day")).to_be_visible()
    expect(page.get_by_text("Now: your place in 3 routines")).to_be_visible()
    kept = page.locator("[data-kept]").evaluate_all("all => all.map((e) => e.dataset.name)")
    assert {*kept} - {"copy"} == {"days", "routine:", "dose:", "choices", "sheet"}
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as a file").click()
    assert read_back(page, saved.value.path().read_bytes()).startswith(
        "Nothing in this file is new."
    )
    assert find_unnamed(page, root) == []
    assert context.cookies() == []
    assert {url for url in asked if not url.startswith((host, "data:"))} == set()
    context.close()


def test_a_search_keeps_nothing(browser: Browser, host: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{host}knee/")
    page.get_by_role("searchbox").fill("bridge")
    expect(page.locator("exercise-search a").first).to_be_visible()
    page.goto(f"{host}knee/kept.html")
    assert find_unnamed(page, f"{host}knee/") == []
    assert page.evaluate("localStorage.length") == 0
    context.close()


def test_what_the_page_does_not_name_is_found(browser: Browser, host: str) -> None:
    """Or the test before could not fail."""
    context = browser.new_context()
    page = open_kept(context, f"{host}feet/", own)
    assert find_unnamed(page, f"{host}feet/") == []
    page.evaluate(plant_copies)
    page.evaluate("""async () => {
        remember("visits", [])
        sessionStorage.visits = document.cookie = "1"
        await new Promise((done) => { indexedDB.open("visits").onsuccess = done })
        await caches.open("visits")
    }""")
    found = sorted(find_unnamed(page, f"{host}feet/"))
    others = [f"{host}knee/feet:days", f"{host}knee/feet:1", f"{host}knee/"]
    assert found == sorted(["1", "visits", "visits", "visits", f"{host}feet/feet:visits", *others])
    context.close()


def test_two_steps_erase_all_of_this_site_and_nothing_of_another(
    browser: Browser, host: str
) -> None:
    context = browser.new_context()
    page = open_kept(context, f"{host}feet/", {**own, "dose:broken": "what"})
    page.evaluate(plant_copies)
    page.reload()
    erase = page.get_by_text("Erase everything")
    yes = page.get_by_role("button", name="Yes, erase this: ")
    expect(yes).to_be_hidden()
    erase.focus()
    page.keyboard.press("Enter")
    expect(yes).to_have_text(
        "Yes, erase this: 2 ticked days, your place in 1 routine, your own times for 1 exercise, "
        "your timer settings, your print options, a copy of this site"
    )
    assert len(remembered(page)) == 6
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said_on(page)).to_have_text("All of it is erased.")
    expect(erase).to_be_focused()
    expect(yes).to_be_hidden()
    expect(page.locator("[data-kept]")).to_have_count(0)
    others = {
        "local": [f"{host}knee/feet:days"],
        "caches": [f"{host}knee/feet:1"],
        "workers": [f"{host}knee/"],
    }
    for _ in range(2):
        found = {name: each for name, each in page.evaluate(find_stores).items() if each}
        assert found == others
        page.goto(f"{host}knee/worker.js")  # where the page's own worker is gone, and none comes
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("from_disk", [False, True])
def test_a_saved_file_adds_to_another_device_and_loses_nothing(
    browser: Browser, host: str, site: Path, from_disk: bool
) -> None:
    here, there = (browser.new_context() for _ in range(2))
    address = f"{site.as_uri()}/" if from_disk else f"{host}feet/"
    page = open_kept(here, address, own)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as a file").click()
    assert saved.value.suggested_filename == "my-exercise-data.json"
    expect(said_on(page)).to_have_text("Look for the file where your downloads are.")
    data = saved.value.path().read_bytes()
    assert json.loads(data) == {"site": "Back on Your Feet", "version": 1, "kept": own}
    other = {"days": ["2026-11-02", "2026-11-05"], "sheet": {"large": False}}
    page = open_kept(there, address, other)
    for begin in (
        "Done. What is kept now: 3 ticked days, your place in 1 routine,",
        "Nothing in this file is new. Nothing has changed.",
    ):
        assert read_back(page, data).startswith(begin)
        joined = [*other["days"], "2026-11-02", "2026-11-04"]
        assert remembered(page) == {**own, "days": joined, "sheet": {"large": False}}
    if from_disk:
        page.get_by_text("Erase everything").click()
        page.get_by_role("button", name="Yes, erase this: ").click()
        expect(said_on(page)).to_have_text("All of it is erased.")
        assert remembered(page) == {}
    here.close()
    there.close()


damaged = (
    "This file can\u2019t be used: it was not saved here, or it is damaged. Nothing has changed."
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", damaged),
        ("null", damaged),
        ('{"site": "Back', damaged),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", damaged),
        ("date\r\n2026-11-02\r\n", damaged),
        (as_file(own) + " " * 1_000_000, damaged),
        (as_file(own, site=7), damaged),
        (as_file(own, version="1"), damaged),
        (as_file(own, version=0), damaged),
        (as_file([]), damaged),
        (as_file(None), damaged),
        (as_file({"days": ["2026-11-09"], "visits": 1}), damaged),
        (as_file({"days": ["2026-11-09"], "copy": ""}), damaged),
        (as_file({"days": ["2026-11-09"], "__proto__": {}}), damaged),
        (as_file({"days": ["2026-11-09"], "constructor": {}}), damaged),
        (as_file({"days": ["2026-11-09"], "dose:a/../b": [1]}), damaged),
        (as_file({"days": "2026-11-09"}), damaged),
        (as_file({"days": ["2026-11-09", "2026-13-01"]}), damaged),
        (as_file({"days": ["2026-11-09"], "choices": {"volume": {}}}), damaged),
        (as_file({"days": ["2026-11-09"], "dose:toe-walking": [1e9]}), damaged),
        (as_file({"days": ["2026-11-09"], "routine:all-ten": {"index": "1"}}), damaged),
        (as_file(own, "Knees"), "This file is from another site: Knees. Nothing has changed."),
        (
            as_file({"days": ["2026-11-09"], "plan": 1}, version=2),
            "This file is from a newer version of the site. Load this page again, then try once "
            "more. Nothing has changed.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_file_changes_nothing_and_is_named(
    kept: Callable[[], Page], data: str | bytes, said: str
) -> None:
    page = kept()
    assert read_back(page, data) == said
    assert remembered(page) == {"days": ["2026-11-01"]}


@pytest.fixture(scope="module")
def kept(browser: Browser, host: str) -> Iterator[Callable[[], Page]]:
    """The page, on a device with one tick; one context does for all files that change nothing."""
    context = browser.new_context()
    page = open_kept(context, f"{host}feet/", {"days": ["2026-11-01"]})
    yield lambda: page
    context.close()


def test_a_device_without_room_is_left_as_it_was(browser: Browser, host: str) -> None:
    context = browser.new_context()
    page = open_kept(context, f"{host}feet/", {"days": ["2026-11-01"]})
    page.evaluate("""() => {
        const room = 5 * 2 ** 20 - 200 - JSON.stringify(localStorage).length
        localStorage.other = "x".repeat(room)
    }""")
    many = {f"dose:exercise-{number}": [1] for number in range(100)}
    said = "Your browser has no room for it, or keeps nothing. Nothing has changed."
    assert read_back(page, as_file({"days": days, **many})) == said
    assert remembered(page) == {"days": ["2026-11-01"]}
    context.close()


def test_where_storage_is_refused_the_page_works_and_says_so(browser: Browser, host: str) -> None:
    context = browser.new_context()
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.add_init_script(
        """for (const name of ["localStorage", "caches"]) {
            Object.defineProperty(window, name, { get() { throw new DOMException("refused") } })
        }
        Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined })"""
    )
    page = open_kept(context, f"{host}feet/")
    expect(page.locator("[data-kept]")).to_have_count(0)
    expect(page.get_by_text("Save as a file")).to_be_hidden()
    said = "Your browser has no room for it, or keeps nothing. Nothing has changed."
    assert read_back(page, as_file(own)) == said
    page.get_by_text("Erase everything").click()
    expect(page.get_by_role("button", name="Nothing is kept.")).to_be_disabled()
    assert wrong == []
    context.close()


def test_without_scripts_it_says_what_would_be_kept(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}feet/kept.html")
    expect(
        page.get_by_text("this page can\u2019t show what is kept, and nothing new is kept.")
    ).to_be_visible()
    expect(page.get_by_text("The days on which you did your exercises.")).to_be_visible()
    expect(page.get_by_text("Erase everything")).to_be_hidden()
    context.close()


def test_a_browser_is_asked_to_keep_the_days_when_the_first_is_ticked(
    browser: Browser, host: str
) -> None:
    context = browser.new_context()
    context.add_init_script(asked_to_stay)
    page = context.new_page()
    page.goto(f"{host}feet/routines/all-ten.html")
    wait_until(page, "!document.querySelector('[data-later]')")
    week = page.locator("guided-routine ticked-week")
    assert page.evaluate("asked") == 0
    week.evaluate("each => each.tick()")
    assert page.evaluate("asked") == 1
    week.evaluate("each => { each.tick(true); each.tick() }")
    page.reload()
    assert page.evaluate("asked") == 0
    context.close()
