"""The site on a host that has its own way with addresses: it takes `.html` off, adds the slash of a
folder, takes that of a page away, and lets browsers keep everything for ten minutes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.output.files import write_tree
from tests.conftest import Tree

from .conftest import listen

pytestmark = pytest.mark.browser

top = "/feet/"


class Host(BaseHTTPRequestHandler):
    """Answers with the files of a folder."""

    def __init__(self, folder: Path, *rest: object) -> None:
        self.folder = folder
        super().__init__(*rest)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = self.folder / path.removeprefix(top)
        if path == top.rstrip("/"):
            self.lead(top)
        elif path.endswith("/index.html"):
            self.lead(path.removesuffix("index.html"))
        elif path.endswith(".html"):
            self.lead(path.removesuffix(".html"))
        elif path.endswith("/") and file.with_suffix(".html").is_file():
            self.lead(path.rstrip("/"))
        elif file.is_dir() and not path.endswith("/"):
            self.lead(f"{path}/")
        else:
            page = file / "index.html" if file.is_dir() else file.with_suffix(".html")
            found = next((each for each in (file, page) if each.is_file()), None)
            self.answer(found)

    def lead(self, place: str) -> None:
        """Send the browser elsewhere."""
        self.send_response(HTTPStatus.PERMANENT_REDIRECT)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self, file: Path | None) -> None:
        """Send a file, or the page for wrong addresses."""
        self.send_response(HTTPStatus.OK if file else HTTPStatus.NOT_FOUND)
        file = file or self.folder / "404.html"
        self.send_header("Content-Type", guess_type(file.name)[0] or "text/plain")
        self.send_header("Cache-Control", "max-age=600")
        data = file.read_bytes()
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """A server on which many may wait."""

    request_queue_size = 100


@pytest.fixture
def folder(real_tree: Tree, tmp_path: Path) -> Path:
    """The folder that the host shows."""
    write_tree(tmp_path / "site", real_tree, ())
    return tmp_path / "site"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where the site is on that host."""
    with Server(("127.0.0.1", 0), partial(Host, folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{top}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, complaints: list[str], address: str) -> Iterator[Page]:
    """A page of a browser that keeps what it may, and nothing by a script; it is gone before the
    host is."""
    context = browser.new_context()
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    listen(page, complaints)
    yield page
    context.close()
    assert complaints == []


def test_each_page_and_each_of_its_links_works(page: Page, folder: Path, address: str):
    names = {file.relative_to(folder).as_posix() for file in folder.rglob("*.html")} - {"404.html"}
    assert len(names) > 15
    targets: set[str] = set()
    for name in sorted(names):
        answer = page.goto(address + name)
        assert answer
        assert answer.status == 200
        assert answer.url == address + name.removesuffix("index.html").removesuffix(".html")
        assert page.evaluate("[...document.styleSheets].every((each) => each.href)")
        # They lead where they lead from the page's own address.
        both = "all => all.map((each) => [each.href, each.getAttribute('href')])"
        links = page.eval_on_selector_all("a[href]:not([href*=':'], [href^='#'])", both)
        assert [each for each, _ in links] == [urljoin(address + name, each) for _, each in links]
        targets |= {each.partition("#")[0] for each, _ in links}
    assert {each.removeprefix(address) for each in targets} >= names - {"index.html"}
    for target in targets:
        with urlopen(target) as answer:
            assert answer.status == 200, target


def test_an_address_with_a_slash_too_many_or_too_few_leads_to_the_page(page: Page, address: str):
    for written in (address.rstrip("/"), f"{address}exercises/toe-walking/"):
        page.goto(written)
        expect(page.get_by_role("navigation", name="Main")).to_be_visible()
        assert page.url == (written.rstrip("/") if "exercises" in written else f"{written}/")


def test_what_a_browser_has_kept_fits_together_after_another_site_was_published(
    page: Page, folder: Path, address: str, real_tree: Tree
):
    page.goto(f"{address}safety.html", wait_until="networkidle")
    # Another build: each script and style has another name, and the old ones are gone.
    names = [path for path in real_tree if path.suffix in {".css", ".js"}]
    renamed = {path.name.encode(): f"new-{path.name}".encode() for path in names}
    tree: Tree = {}
    for path, data in real_tree.items():
        if path.suffix == ".html":
            for old, new in renamed.items():
                data = data.replace(old, new)
        tree[path.with_name(f"new-{path.name}") if path in names else path] = data
    write_tree(folder, tree, ())
    assert not (folder / names[0]).exists()
    page.goto(f"{address}about.html", wait_until="networkidle")
    assert page.locator("link[href*='new-']").count() > 1
    page.get_by_role("link", name="Stay safe").first.click()
    # The old page, as it was kept, with the styles that were kept with it.
    assert page.locator("link[href*='new-']").count() == 0
    colour = "getComputedStyle(document.querySelector('.site-header__urgent')).backgroundColor"
    assert page.evaluate(colour) not in {"", "rgba(0, 0, 0, 0)"}
