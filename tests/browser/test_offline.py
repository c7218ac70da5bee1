"""The site without a network, in a real browser: what one visit has brought stays, whole, whatever
the host does meanwhile."""

from __future__ import annotations

import datetime
import html
import io
import mimetypes
import re
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from pypdf import PdfReader

from build import build_site
from generator.content.sources import Sources
from generator.pages.published import worker
from tests.browser.conftest import wait_until
from tests.conftest import Tree, dot

pytestmark = pytest.mark.browser

root = "/feet/"
"""The site stands in a folder, and beside another one."""
home, squat = (PurePosixPath(name) for name in ("index.html", "exercises/half-squat.html"))
morning = PurePosixPath("routines/morning.html")
settings, home_file = (PurePosixPath("content", name) for name in ("site.yaml", "index.md"))
said = "You see the copy saved on "
ends = (".html", ".html?from=mail", "", "/", ".html#steps")
update = """
navigator.serviceWorker.getRegistration().then(async (found) => {
  if (found?.active) await found.update()
  for (let turn = 0; turn < 600 && found?.installing; turn++)
    await new Promise((resolve) => setTimeout(resolve, 50))
})
"""
"""Ask for what is new, and wait until that is kept, or is not."""
state_of_worker = """
navigator.serviceWorker.getRegistration().then((found) =>
  navigator.serviceWorker.controller && !found.installing && !found.waiting && found.active.state)
"""
count_files = (
    "(name) => caches.open(name).then((cache) => cache.keys()).then(({ length }) => length)"
)


class Host:
    """A web server in this process, which can be stopped, and does what hosts do."""

    def __init__(self) -> None:
        self.tree: Mapping[PurePosixPath, bytes] = {}
        self.asked: list[str] = []
        self.strips = self.is_cut = False
        self.delay = 0.0
        self.status = 200
        self.fails: Callable[[str], bool] = lambda path: False
        self.leads: Mapping[str, str] = {}
        self.server: ThreadingHTTPServer | None = None
        self.port = 0

    def start(self) -> None:
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.answer(self)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            request_queue_size = 128  # a browser asks for all files at once

        self.server = Server(("127.0.0.1", self.port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{root}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = urlsplit(handler.path).path.removeprefix(root)
        self.asked.append(path)
        if self.fails(path):
            handler.close_connection = True
            return
        if path != "sw.js":
            time.sleep(self.delay)
        if self.strips and path.endswith(".html"):
            handler.send_response(308)
            handler.send_header("Location", root + re.sub(r"(index)?\.html$", "", path))
            handler.end_headers()
            return
        name = path + "index.html" if path.endswith("/") or not path else path
        file = PurePosixPath(name)
        if self.strips and file not in self.tree:
            file = PurePosixPath(f"{name}.html")
        if path in self.leads:
            handler.send_response(301)
            handler.send_header("Location", root + self.leads[path])
            handler.end_headers()
            return
        none = PurePosixPath("404.html")
        found = file if file in self.tree else none
        data = self.tree[found]
        # Some hosts say of that page what it says.
        handler.send_response(404 if found == none else 200 if path == "sw.js" else self.status)
        handler.send_header("Content-Type", mimetypes.guess_type(found)[0] or "text/plain")
        handler.send_header("Cache-Control", "max-age=600")
        handler.send_header("Vary", "Accept-Encoding")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data[: len(data) // 2] if self.is_cut else data)
        handler.close_connection = self.is_cut


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    host.start()
    yield host
    host.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Its pages note each violation of the policy."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    context.set_default_timeout(10_000)
    context.add_init_script(
        "addEventListener('securitypolicyviolation', ({ blockedURI }) => "
        "console.error(`refused: ${blockedURI}`))"
    )
    yield context
    context.close()


@pytest.fixture(scope="module")
def first(knee: Tree, templates: Tree, static: Tree) -> Tree:
    return build_site(Sources(knee, templates, static))[1]


@pytest.fixture(scope="module")
def third(knee: Tree, templates: Tree, static: Tree) -> Tree:
    changed = {
        settings: knee[settings] + b"tagline: Go\n",
        home_file: knee[home_file] + b"\nNew.\n",
    }
    return build_site(Sources(knee | changed, templates, static))[1]


@pytest.fixture(scope="module")
def second(knee: Tree, templates: Tree, static: Tree) -> Tree:
    """The same with another title and another look, of which no file is left."""
    page = knee[PurePosixPath("content/exercises/half-squat.md")]
    changed = page.replace(b"title: Half squat", b"title: Quarter squat")
    looks = {
        path: data + b"\n.new { color: red }"
        for path, data in static.items()
        if path.name in ("layers.css", "tokens.css")
    }
    content = knee | {PurePosixPath("content/exercises/half-squat.md"): changed}
    return build_site(Sources(content, templates, static | looks))[1]


def build_name(tree: Tree) -> str:
    """Return the name of the cache of a build, without the site's address."""
    return "feet:" + re.findall(rb'"name":"(\w+)"', tree[worker.address])[0].decode()


def wait_for(page: Page, tree: Tree) -> None:
    """Wait until the worker of a build keeps the page's site."""
    many = tree[worker.address].count(b'":"') - 1
    deadline = time.monotonic() + 30
    while True:
        state, names = page.evaluate(f"Promise.all([{state_of_worker}, caches.keys()])")
        # The last is the newest; once it has taken over, one other is left. No other one is opened:
        # if a worker forgets it meanwhile, that would bring it back, empty.
        is_ours = bool(names) and names[-1].endswith(build_name(tree))
        count = page.evaluate(count_files, names[-1]) if is_ours else 0
        if state == "activated" and count >= many and len(names) <= 2:
            return
        assert time.monotonic() < deadline, (state, names, count)
        page.wait_for_timeout(30)
        if state == "activated" and count < many:
            # A browser may end a worker half way, with a page that is closed: the next one asks.
            page.evaluate(update)


def visit(context: BrowserContext, host: Host, tree: Tree, path: object = "") -> Page:
    """Open a page of a build, and let the worker keep it."""
    host.tree = tree
    page = context.new_page()
    page.goto(f"{host.address}{path}")
    page.evaluate(update)
    wait_for(page, tree)
    return page


def read_copy(page: Page, host: Host, path: object, title: str) -> None:
    """Open a page without a network: it says that it is a copy, and has its looks."""
    page.goto(f"{host.address}{path}")
    assert page.title().startswith(title), path
    expect(page.locator(".offline")).to_contain_text(said)
    styles = "[...document.styleSheets].every(({ cssRules }) => cssRules.length > 1)"
    assert page.evaluate(styles), path


def list_kept(page: Page) -> set[str]:
    """Return the names of all caches, without the site's address."""
    return {name.partition(root)[2] for name in page.evaluate("caches.keys()")}


def test_after_one_visit_every_page_is_there_and_does_what_it_does(context, host, real_tree):
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = visit(context, host, real_tree)
    assert page.locator("link[rel=manifest]").count() == 1
    assert page.locator(".offline").bounding_box()["height"] == 0
    host.stop()
    context.set_offline(True)
    for path, data in real_tree.items():
        if path.suffix == ".html" and path != PurePosixPath("404.html"):
            title = re.findall("<title>(.*?)</title>", data.decode())[0]
            read_copy(page, host, path, html.unescape(title))
            page.evaluate("for (const image of document.images) image.loading = 'eager'")
            wait_until(page, "[...document.images].every(({ complete }) => complete)")
            seen = page.evaluate("[...document.images].every(({ naturalWidth }) => naturalWidth)")
            assert seen, path
    now = datetime.datetime.now(datetime.UTC).astimezone()
    line = page.locator(".offline").inner_text()
    assert {str(now.day), str(now.year), f"{now:%B}"} <= {*re.findall(r"\w+", line)}
    page.goto(f"{host.address}exercises/toe-walking.html")
    page.locator("hold-timer").get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("hold-timer[data-busy]")).to_have_count(1)
    page.goto(f"{host.address}routines/all-ten.html#start")
    page.get_by_role("button", name="I\u2019m ready").click()
    expect(page.locator("hold-timer[data-busy]")).to_have_count(1)
    page.goto(f"{host.address}exercises/toe-walking.html")
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 2
    page.emulate_media(media="print")
    expect(page.locator(".offline")).to_be_hidden()
    assert complaints == []


def test_a_copy_is_found_at_each_address_of_its_page(context, host, first):
    page = visit(context, host, first)
    host.stop()
    for path in (
        "",
        "index.html",
        "index",
        "?a",
        *(f"{squat.with_suffix('')}{end}" for end in ends),
    ):
        page.goto("about:blank")
        read_copy(page, host, path, "Half squat" if "squat" in path else "Steady Knees")
        page.get_by_role("link", name="Steady Knees").click()
        page.wait_for_url(f"{host.address}index.html")
        expect(page.locator(".offline")).to_contain_text(said)


def test_an_open_page_goes_on_with_its_own_build_and_the_next_one_is_of_the_new(
    context, host, first, second
):
    page = visit(context, host, first, squat)
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    # Nothing of the first build is on the host any more.
    other = visit(context, host, second)
    assert list_kept(page) == {build_name(first), build_name(second)}
    mine = re.findall(r'"\.\./(assets/[^"]+)"', first[squat].decode())
    gone = [name for name in mine if PurePosixPath(name) not in second]
    assert any("site." in name for name in gone)
    for name in gone:
        assert (
            page.evaluate(
                f"fetch('../{name}', {{ cache: 'no-store' }}).then(({{ status }}) => status)"
            )
            == 200
        ), name
    assert page.title().startswith("Half squat")
    assert loads == []
    host.stop()
    read_copy(other, host, squat, "Quarter squat")
    read_copy(page, host, squat, "Quarter squat")
    styles = "[...document.styleSheets].map(({ href }) => href.split('/feet/')[1])"
    assert {PurePosixPath(name) for name in page.evaluate(styles)} <= second.keys()


def test_the_build_before_the_last_is_forgotten(context, host, first, second, third):
    page = visit(context, host, first)
    for tree in (second, third):
        page.close()
        page = visit(context, host, tree)
    assert list_kept(page) == {build_name(second), build_name(third)}
    # One that is published again counts as new.
    page = visit(context, host, second)
    page = visit(context, host, first)
    assert list_kept(page) == {build_name(second), build_name(first)}


def cut(host: Host) -> Callable[[str], bool]:
    """Let a host die after a third of the files of a build."""
    asked: list[str] = []

    def fails(path: str) -> bool:
        asked.append(path)
        return path != worker.address.name and len(asked) > len(host.tree) / 3

    return fails


@pytest.mark.parametrize("fault", ["the host dies", "a page is of the old build", "one is gone"])
def test_half_a_build_is_never_kept(context, host, first, second, fault):
    page = visit(context, host, first)
    host.tree = {**second}
    if fault == "the host dies":
        host.fails = cut(host)
    elif fault == "one is gone":
        del host.tree[morning]
    else:
        host.tree[morning] = first[morning] + b" "
    host.asked.clear()
    page.evaluate(update)
    assert worker.address.name in host.asked
    assert list_kept(page) == {build_name(first)}
    host.stop()
    read_copy(page, host, squat, "Half squat")
    host.start()
    host.fails = lambda path: False
    page = visit(context, host, second)
    host.stop()
    read_copy(page, host, squat, "Quarter squat")


def test_a_half_that_a_killed_worker_left_is_not_the_build_before(context, host, first, second):
    page = visit(context, host, first)
    page.evaluate(
        "caches.open(`${new URL('.', location)}feet:0123456789`)"
        ".then((cache) => cache.put('about', new Response('a half')))"
    )
    page = visit(context, host, second)
    assert list_kept(page) == {build_name(first), build_name(second)}


def test_a_host_that_leads_pages_to_other_addresses_is_understood(context, host, first):
    host.strips = True
    page = visit(context, host, first, "exercises/half-squat")
    host.stop()
    for path in ("exercises/half-squat", squat, "", home):
        read_copy(page, host, path, "Half squat" if "squat" in str(path) else "Steady Knees")


@pytest.mark.parametrize("status", [404, 500])
def test_what_a_host_answers_is_what_is_shown(context, host, first, status):
    page = visit(context, host, first)
    host.tree = {**first, squat: b"<title>Out of order</title>"}
    host.status = 200 if status == 404 else status
    if status == 404:
        del host.tree[squat]
    answer = page.goto(f"{host.address}{squat}")
    assert answer.status == status
    assert page.title().startswith("Page not found" if status == 404 else "Out of order")
    host.stop()
    read_copy(page, host, squat, "Half squat")


def test_a_host_that_leads_on_from_a_former_address_keeps_no_site_from_being_kept(
    context, host, knee, templates, static
):
    file = PurePosixPath("content/exercises/half-squat.md")
    moved = knee[file].replace(b"---\n", b"---\nformerly: [squat]\n", 1)
    tree = build_site(Sources(knee | {file: moved}, templates, static))[1]
    host.leads = {"exercises/squat.html": str(squat)}
    page = visit(context, host, tree)
    page.goto(f"{host.address}exercises/squat.html")
    assert page.url == f"{host.address}{squat}"
    host.stop()
    read_copy(page, host, squat, "Half squat")


def test_an_answer_that_is_cut_off_is_none(context, host, first):
    page = visit(context, host, first)
    host.is_cut = True
    read_copy(page, host, squat, "Half squat")


def test_what_was_erased_while_a_page_was_open_is_kept_again_by_the_next_page(context, host, first):
    visit(context, host, first)
    page = visit(context, host, first, "kept.html")
    page.get_by_text("Erase everything").click()
    page.get_by_role("button", name="Yes, erase this: ").click()
    expect(page.locator("kept-here [role=status]:not(:empty)")).to_have_text("All of it is erased.")
    assert list_kept(page) == set()
    page.goto(f"{host.address}{morning}")
    name = f"{host.address}{build_name(first)}"
    wait_until(
        page, f"caches.match('{host.address[:-1]}', {{ cacheName: '{name}' }}).then(Boolean)"
    )
    page.reload()
    wait_for(page, first)
    host.stop()
    read_copy(page, host, squat, "Half squat")


def test_a_page_that_is_not_there_has_no_copy(context, host, first):
    page = visit(context, host, first)
    assert page.goto(f"{host.address}nothing.html").status == 404
    host.stop()
    with pytest.raises(Error, match="ERR_"):
        page.goto(f"{host.address}nothing.html")


def test_a_slow_network_shows_the_copy_and_where_there_is_none_the_page(context, host, first):
    page = visit(context, host, first)
    host.tree = {**first, PurePosixPath("leaflet.html"): b"<title>Leaflet</title>"}
    host.delay = 4
    begun = time.monotonic()
    read_copy(page, host, squat, "Half squat")
    assert 2.9 < time.monotonic() - begun < 4.5
    page.goto(f"{host.address}leaflet.html")
    assert page.title() == "Leaflet"
    host.delay = 0
    page.goto(f"{host.address}{squat}")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".offline")).to_be_empty()


@pytest.mark.parametrize("room", [-1, 4_000])
def test_on_a_full_disk_the_site_goes_on_without_a_copy(context, host, first, room):
    """Where there is too little, nothing is fetched; where it only seemed enough, none is left."""
    host.tree = first
    page = context.new_page()
    session = context.new_cdp_session(page)
    origin = host.address.removesuffix(root)
    size = int(re.findall(rb'"bytes":(\d+)', first[worker.address])[0])
    quota = {"origin": origin, "quotaSize": size + room}
    session.send("Storage.overrideQuotaForOrigin", quota)
    page.goto(host.address, wait_until="networkidle")
    page.evaluate(update)
    assert worker.address.name in host.asked
    assert (str(morning) in host.asked) == (room > 0)
    assert list_kept(page) == set()
    page.goto(f"{host.address}{squat}")
    assert page.title().startswith("Half squat")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    page.goto(host.address)
    wait_for(page, first)


def test_who_had_a_copy_is_freed_of_it(context, host, first, knee, templates, static):
    page = visit(context, host, first)
    page.evaluate("caches.open('another site')")
    off = {settings: knee[settings] + b"offline: no\n"}
    host.tree = build_site(Sources(knee | off, templates, static))[1]
    page.goto(host.address)
    wait_until(page, "navigator.serviceWorker.getRegistrations().then(({ length }) => !length)")
    assert page.evaluate("caches.keys()") == ["another site"]
    assert page.locator(".offline").count() == page.locator("link[rel=manifest]").count() == 0
    host.stop()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"{host.address}{squat}?anew")


def test_of_a_large_library_the_routines_are_kept_and_what_was_visited(
    context, host, knee, templates, static, monkeypatch
):
    shown: Tree = {}
    for slug, name in (("half-squat", "ball"), ("heel-slide", "cup")):
        shown[PurePosixPath(f"content/pictures/{name}.png")] = dot
        file = PurePosixPath(f"content/exercises/{slug}.md")
        shown[file] = knee[file] + f"\n## More\n\n![A {name}](../pictures/{name}.png)\n".encode()
    later = {settings: knee[settings] + b"tagline: Go\ndisclaimer: Zebra\n"}
    monkeypatch.setattr(worker, "most_bytes", 60_000)
    small, changed = (
        build_site(Sources(knee | shown | more, templates, static))[1] for more in ({}, later)
    )
    slide = squat.with_name("heel-slide.html")
    assert str(morning) in small[worker.address].decode()
    assert str(squat) not in small[worker.address].decode()
    page = visit(context, host, small)
    page.goto(f"{host.address}{squat}")
    kept = f"caches.match('{host.address}exercises/half-squat').then(Boolean)"
    wait_until(page, kept)
    assert page.evaluate("caches.match(document.querySelector('img[src*=ball]').src).then(Boolean)")
    assert "ball" not in small[worker.address].decode()
    # A page that can't have all that it names is not kept.
    host.fails = lambda path: "/cup" in path
    page.goto(f"{host.address}{slide}")
    # What was visited is of the next build, too.
    page = visit(context, host, changed)
    host.stop()
    for path, title in ((morning, "Morning"), (squat, "Half squat"), (home, "Steady Knees")):
        read_copy(page, host, path, title)
        assert page.get_by_text("Zebra").count() == 1
    assert any("/cup" in path for path in host.asked)
    with pytest.raises(Error, match="ERR_"):
        page.goto(f"{host.address}{slide}?anew")
