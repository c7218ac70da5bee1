"""The preview follows every change, and keeps the last good site while something is wrong."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from build import build_site
from generator.commands.findings import Outcome
from generator.commands.preview import server, state
from generator.content.sources import Sources, root
from generator.model import Settings
from generator.output.files import read_tree
from tests.commands.test_mistakes import copy_sources, made, rows
from tests.conftest import project
from tests.drawing.library import drawn, numbers, stand

pytestmark = pytest.mark.browser


class Preview(NamedTuple):
    address: str
    content: Path
    output: Path
    process: subprocess.Popen[str]

    def wait_for(self, words: str) -> str:
        """Read what the preview prints until it says the words; return all of it."""
        said = ""
        for line in self.process.stdout:
            said += line
            if words in line:
                return said
        raise AssertionError(said)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def start(content: Path, output: Path, *options: str, program: Path = project) -> Iterator[Preview]:
    port = free_port()
    arguments = ["serve", "--content", content, "--output", output, "--port", port, *options]
    process = subprocess.Popen(
        [sys.executable, program / "build.py", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A shell that runs the tests in the background may have said: ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with process:
        try:
            yield Preview(f"http://127.0.0.1:{port}/", content, output, process)
        finally:
            process.terminate()


@pytest.fixture
def preview(knees: Path, tmp_path: Path) -> Iterator[Preview]:
    with start(knees, tmp_path / "site") as preview:
        preview.wait_for("Look at http")
        yield preview


def ask(preview: Preview, path: str, **headers: str) -> tuple[int, str]:
    """Return the status and the text of an answer."""
    parts = urlsplit(preview.address)
    with closing(HTTPConnection(parts.hostname, parts.port, timeout=20)) as connection:
        connection.request("GET", f"/{path}", headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode() if answer.status != 101 else ""


def test_the_preview_follows_changes_and_survives_mistakes(browser, preview):
    file = preview.content / "exercises" / "heel-slide.md"
    good = file.read_text()
    page = browser.new_page()
    page.goto(f"{preview.address}exercises/heel-slide.html")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Heel slide")

    file.write_text(good.replace("title: Heel slide", "title: Slow heel slide"))
    expect(heading).to_have_text("Slow heel slide", timeout=15_000)

    file.write_text(good.replace("position: lying", "position: flat"))
    said = preview.wait_for("The last good site stays up")
    assert 'exercises/heel-slide.md:5: position is "flat"' in said
    page.reload()
    expect(heading).to_have_text("Slow heel slide")

    file.write_text(good)
    expect(heading).to_have_text("Heel slide", timeout=15_000)
    page.close()


def test_what_is_wrong_stands_over_the_last_good_page_until_it_is_mended(browser, preview):
    file = preview.content / "exercises" / "heel-slide.md"
    good = file.read_text()
    page = browser.new_page()
    page.goto(f"{preview.address}exercises/heel-slide.html")
    title = page.title()
    page.evaluate("document.body.dataset.old = ''")
    panel = page.get_by_role("alert")

    file.write_text(good.replace("position: lying", "position: flat"))
    expect(panel.get_by_role("heading")).to_have_text("1 mistake: below is the last good page")
    for words in ("exercises/heel-slide.md:5", 'position is "flat"; allowed: standing, chair'):
        expect(panel.get_by_role("listitem")).to_contain_text(words)
    expect(panel.locator("pre")).to_have_text("position: flat")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heel slide")
    expect(page).to_have_title(f"\N{BALLOT X} {title}")
    assert page.locator("link[rel=icon]").get_attribute("href") == "/_preview/wrong.svg"
    assert Axe().run(page).response["violations"] == []

    panel.get_by_role("button", name="Hide").click()
    expect(panel).to_have_count(0)
    expect(page).to_have_title(f"\N{BALLOT X} {title}")
    page.wait_for_timeout(3000)  # it asks again meanwhile
    expect(panel).to_have_count(0)
    file.write_text(good.replace("position: lying", "position: steep"))
    expect(panel.locator("pre")).to_have_text("position: steep", timeout=15_000)

    file.write_text(good)
    expect(panel).to_have_count(0, timeout=15_000)
    expect(page).to_have_title(title)
    assert page.locator("link[rel=icon]").get_attribute("href") != "/_preview/wrong.svg"
    # It is the same page, which did not have to be loaded anew.
    assert page.locator("body[data-old]").count() == 1
    page.close()


def test_warnings_are_folded_and_those_of_the_page_come_first(browser, preview):
    page = browser.new_page()
    page.goto(f"{preview.address}exercises/heel-slide.html")
    file = preview.content / "exercises" / "heel-slide.md"
    hard = f"This is a sentence with far too many words, {'on and ' * 5}on, and has no end at all."
    file.write_text(f"{file.read_text()}\n## Do it well\n\n{hard}\n")
    warnings = page.locator("preview-panel details")
    expect(warnings.locator("summary")).to_contain_text(re.compile(r"warnings?, \d+ of this page"))
    expect(warnings.get_by_role("listitem").first).to_be_hidden()
    warnings.locator("summary").click()
    found = warnings.get_by_role("listitem").filter(has_text=hard)
    expect(found).to_contain_text("make it two, of at most 20 each", timeout=15_000)
    expect(found).to_contain_text("exercises/heel-slide.md:23")
    expect(warnings.get_by_role("listitem").first).to_contain_text("exercises/heel-slide.md")
    page.close()


def test_a_reader_keeps_the_place_and_what_is_open_when_a_page_is_loaded_anew(browser, preview):
    page = browser.new_page(viewport={"width": 360, "height": 620})
    page.goto(f"{preview.address}exercises/heel-slide.html")
    page.wait_for_timeout(500)  # what comes later changes the height
    fold = page.locator("details:not(preview-panel details)").last
    was_open = fold.evaluate("fold => fold.open")
    fold.evaluate("fold => { fold.open = !fold.open; fold.scrollIntoView() }")
    place = page.evaluate("scrollY")
    assert place > 0
    file = preview.content / "exercises" / "heel-slide.md"
    file.write_text(file.read_text().replace("title: Heel slide", "title: Slow heel slide"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Slow heel slide", timeout=15_000)
    page.wait_for_timeout(500)
    assert fold.evaluate("fold => fold.open") != was_open
    assert page.evaluate("scrollY") == pytest.approx(place, abs=40)
    page.close()


def test_text_that_is_added_above_moves_nothing_on_the_screen(browser, preview):
    file = preview.content / "exercises" / "heel-slide.md"
    long = "".join(f"\n## Part {n}\n\n" + f"Words of part {n}.\n\n" * 8 for n in range(9))
    file.write_text(f"{file.read_text()}{long}")
    page = browser.new_page(viewport={"width": 360, "height": 620})
    page.goto(f"{preview.address}exercises/heel-slide.html")
    part = page.get_by_role("heading", name="Part 6")
    expect(part).to_be_attached(timeout=15_000)
    page.wait_for_timeout(500)  # what comes later changes the height
    part.evaluate("part => part.scrollIntoView()")
    top = part.evaluate("part => part.getBoundingClientRect().top")
    file.write_text(file.read_text().replace("Words of part 1.\n", "More words.\n\n" * 9))
    expect(page.get_by_text("More words.").first).to_be_attached(timeout=15_000)
    page.wait_for_timeout(500)
    assert part.evaluate("part => part.getBoundingClientRect().top") == pytest.approx(top, abs=2)
    page.close()


def test_a_hold_that_runs_is_not_begun_again(browser, preview):
    file = preview.content / "exercises" / "heel-slide.md"
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{preview.address}exercises/heel-slide.html")
    page.get_by_role("button", name="Start", exact=True).click()
    file.write_text(file.read_text().replace("title: Heel slide", "title: Slow heel slide"))
    note = page.locator("preview-panel p[role=status]")
    expect(note).to_have_text(re.compile("^There is a newer page"), timeout=15_000)
    page.wait_for_timeout(2500)  # it asks again meanwhile
    assert page.locator("hold-timer[data-busy]").count() == 1
    page.evaluate("document.querySelector('hold-timer').hurt()")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Slow heel slide", timeout=15_000)
    page.close()


@pytest.fixture
def changeable(tmp_path: Path) -> Iterator[Preview]:
    """A preview whose templates, styles and scripts may be changed as well."""
    copy_sources(tmp_path)
    shutil.copy(project / "build.py", tmp_path)
    with start(tmp_path / "content", tmp_path / "site", program=tmp_path) as preview:
        preview.wait_for("Look at http")
        yield preview


def test_mistakes_of_the_table_come_and_go_in_the_browser(browser, changeable):
    page = browser.new_page()
    page.goto(changeable.address)
    folder = changeable.content.parent
    listed = page.locator("preview-panel .mistakes li")
    for row in rows[::12]:
        with made(row, folder):
            expect(listed).to_have_count(len(row["said"]), timeout=15_000)
            found = listed.evaluate_all(
                "items => items.map(item => [...item.querySelectorAll('p')]"
                ".map(each => each.textContent).join(': '))"
            )
            assert [each.replace(f"{folder}/", "") for each in found] == row["said"]
            for item in listed.all():
                place = item.locator(".place").inner_text()
                name, _, line = place.rpartition(":")
                if line.isdecimal():
                    text = (folder / name).read_bytes().decode(errors="replace")
                    shown = text.split("\n")[int(line) - 1].strip(" ").replace("\t", "\u21e5")
                    shown = shown.replace("\u200b", "[U+200B]")
                    assert item.locator("pre").all_inner_texts() == ([shown] if shown else [])
        expect(listed).to_have_count(0, timeout=15_000)
    page.close()


def test_a_long_list_of_mistakes_can_be_scrolled_and_shows_that_there_is_more(browser, preview):
    file = preview.content / "exercises" / "heel-slide.md"
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{preview.address}exercises/heel-slide.html")
    file.write_text(file.read_text() + "\n<b>\n" * 30)
    found = page.locator("preview-panel .mistakes ol")
    expect(found.get_by_role("listitem")).to_have_count(30, timeout=15_000)
    assert Axe().run(page).response["violations"] == []
    height, room = found.evaluate("list => [list.scrollHeight, list.clientHeight]")
    assert height > room
    shade = "list => getComputedStyle(list, '::after')"
    assert found.evaluate(f"{shade}.position") == "sticky"
    found.focus()
    page.keyboard.press("End")
    page.wait_for_timeout(500)
    expect(found.get_by_role("listitem").last).to_be_in_viewport()
    expect(page.get_by_role("button", name="Hide")).to_be_in_viewport()
    page.close()


def test_a_script_that_fails_is_named_with_its_line(browser, changeable):
    file = changeable.content.parent / "static" / "js" / "figure.js"
    good = file.read_text()
    page = browser.new_page()
    page.goto(f"{changeable.address}exercises/half-squat.html")
    panel = page.locator("preview-panel .mistakes")
    file.write_text(f"{good.rstrip()}\n}}\n")
    expect(panel.get_by_role("heading")).to_have_text("A script of this page fails", timeout=15_000)
    number = len(good.splitlines()) + 1
    expect(panel.locator(".place")).to_have_text(f"static/js/figure.js:{number}")
    expect(panel.get_by_role("listitem")).to_contain_text("Unexpected token '}'")
    file.write_text(good)
    expect(panel).to_have_count(0, timeout=15_000)
    page.close()


def test_a_changed_colour_is_taken_on_without_a_new_page_and_a_preview_that_stops_says_so(
    browser, preview
):
    page = browser.new_page()
    page.goto(f"{preview.address}exercises/heel-slide.html")
    page.evaluate("document.body.dataset.old = ''")
    tree = page.evaluate(
        """async () => {
            const state = await (await fetch("/_preview/state?page=" + location.pathname)).json()
            const old = state.assets.find((name) => name.includes("/site."))
            const fresh = old.replace(/\\.[0-9a-f]{10}\\./, ".0123456789.")
            takeOn(state.assets.map((name) => (name === old ? fresh : name)))
            return [...document.querySelectorAll("link")].map((link) => link.getAttribute("href"))
        }"""
    )
    assert any(re.search(r"/site\.0123456789\.css$", address) for address in tree)
    preview.process.terminate()
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("heading")).to_have_text("The preview has stopped", timeout=15_000)
    assert page.locator("body[data-old]").count() == 1
    page.close()


def test_a_page_that_heard_nothing_asks_all_the_same(browser, preview):
    page = browser.new_page()
    page.route_web_socket(re.compile("livereload"), lambda socket: None)
    page.goto(f"{preview.address}exercises/heel-slide.html")
    file = preview.content / "exercises" / "heel-slide.md"
    file.write_text(file.read_text().replace("title: Heel slide", "title: Slow heel slide"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Slow heel slide", timeout=15_000)
    page.close()


def test_the_preview_has_a_page_with_every_figure_and_writes_no_site(browser, preview):
    page = browser.new_page()
    page.goto(f"{preview.address}contact-sheet.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact sheet")
    assert page.locator("section.contact-sheet:not(:has(svg))").count() == 0
    page.close()
    assert not preview.output.exists()


def test_a_page_of_the_preview_is_under_the_policy_of_the_published_one(browser, preview):
    page = browser.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{preview.address}exercises/heel-slide.html")
    page.wait_for_timeout(1000)  # for the script that reloads it
    refused_here = (
        "new Promise(tell => { document.onsecuritypolicyviolation = e => tell(e.blockedURI);"
    )
    refused_here += "fetch('http://127.0.0.1:9/').catch(() => {}) })"
    assert page.evaluate(refused_here) == "http://127.0.0.1:9/"
    assert [words for words in refused if "127.0.0.1:9/" not in words] == []
    page.close()


def test_a_preview_that_begins_with_a_mistake_shows_it_and_wakes_up(browser, knees, tmp_path):
    file = knees / "exercises" / "heel-slide.md"
    good = file.read_text()
    file.write_text(good.replace("position: lying", "position: <b>flat"))
    with start(knees, tmp_path / "site") as preview:
        said = preview.wait_for("Look at http")
        assert "Mend this, and the preview begins." in said
        assert "last good site" not in said
        page = browser.new_page()
        assert page.goto(f"{preview.address}exercises/heel-slide.html").status == 503
        listed = page.get_by_role("listitem")
        expect(listed).to_contain_text("exercises/heel-slide.md:5")
        expect(listed).to_contain_text('position is "<b>flat"')
        expect(page.locator("pre")).to_have_text("position: <b>flat")
        expect(page).to_have_title("\N{BALLOT X} 1 mistake: not built yet")
        file.write_text(good.replace("position: lying", "position: steep"))
        expect(listed).to_contain_text('position is "steep"', timeout=15_000)
        file.write_text(good)
        expect(page.get_by_role("heading", level=1)).to_have_text("Heel slide", timeout=15_000)
        page.close()
        assert not (tmp_path / "site").exists()


def test_a_page_that_is_not_there_yet_appears_when_it_is_written(browser, preview):
    page = browser.new_page()
    assert page.goto(f"{preview.address}exercises/new.html").status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    slide = (preview.content / "exercises" / "heel-slide.md").read_text()
    other = re.sub("order: .*", "order: 7", slide).replace("title: Heel slide", "title: Other")
    (preview.content / "exercises" / "new.md").write_text(other)
    expect(page.get_by_role("heading", level=1)).to_have_text("Other", timeout=15_000)
    page.close()


def test_a_preview_says_when_it_was_rebuilt_and_leaves_the_folder_of_the_site_alone(
    browser, knees, tmp_path
):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine")
    with start(knees, tmp_path / "site") as preview:
        preview.wait_for("Look at http")
        page = browser.new_page()
        page.goto(preview.address)
        file = knees / "index.md"
        file.write_text(file.read_text().replace("title: ", "title: New "))
        expect(page).to_have_title(re.compile("."))
        said = preview.wait_for("Rebuilt at ")
        took = r"Rebuilt at \d\d:\d\d:\d\d in \d+\.\d seconds"
        assert re.search(rf"{took} after a change of index\.md: \d+ pages? changed\.", said)
        page.close()
    assert [file.name for file in (tmp_path / "site").iterdir()] == ["thesis.doc"]


def test_odd_messages_and_addresses_are_passed_over(browser, preview):
    page = browser.new_page()
    page.goto(preview.address)
    page.evaluate(
        """async (messages) => {
          for (const message of messages) {
            const socket = new WebSocket(`ws://${location.host}/livereload`)
            await new Promise((done) => (socket.onopen = done))
            socket.send(message)
            socket.send(new Uint8Array([255, 254]))
            socket.send('{"command": "hello"}')
            await new Promise((done) => (socket.onmessage = socket.onclose = done))
            socket.close()
          }
        }""",
        ["", "x", "[]", "5", "null", '"hello"', "{}", '{"command": []}', "[" * 4000, "x" * 9000],
    )
    for path in ("%00", "..%2f..%2fetc%2fpasswd", "a" * 3000, "%ff", "//", "x\\y"):
        assert ask(preview, path)[0] in {400, 404}
    page.close()
    preview.process.terminate()
    said = preview.process.stdout.read()
    assert "Traceback" not in said
    assert "Error" not in said


def test_the_preview_can_be_shown_to_the_network(knees, tmp_path):
    with start(knees, tmp_path / "site", "--host", "0.0.0.0") as preview:
        said = preview.wait_for("Look at http")
        assert "Look at http://localhost:" in said
        assert re.search(r"From a phone in the same network: http://\S+:\d+/$", said, re.MULTILINE)
        assert "\N{FULL BLOCK}" in said  # the same as a QR code
        assert ask(preview, "", Host="192.168.1.7:5500")[0] == 200
        assert ask(preview, "", Host=socket.gethostname())[0] == 200
        assert ask(preview, "", Host="evil.example")[0] == 403


def test_the_preview_ends_in_peace(preview):
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(20) == 0
    assert "Traceback" not in preview.process.stdout.read()


def test_a_pose_that_nobody_can_take_is_said_in_the_page_until_somebody_can(
    browser, knees, tmp_path
):
    (knees / "poses").mkdir()
    file = knees / "poses" / "half-squat.yaml"
    file.write_text(stand)
    with start(knees, tmp_path / "site") as preview:
        preview.wait_for("Figures: 2 drawn.")
        page = browser.new_page()
        page.goto(f"{preview.address}exercises/half-squat.html")
        file.write_text(stand + "  hands: {left: on the right foot}\n")
        panel = page.get_by_role("alert")
        expect(panel).to_contain_text("poses/half-squat.yaml:10", timeout=20_000)
        expect(panel.locator("pre")).to_have_text("hands: {left: on the right foot}")
        expect(panel).to_contain_text("the left hand does not reach the right foot")
        file.write_text(stand)
        expect(panel).to_have_count(0, timeout=20_000)
        page.close()


all_is_there = """async () => {
  const state = await (await fetch("/_preview/state?page=" + location.pathname)).json()
  return !state.partial && state.look === look
}"""


def test_a_saved_pose_is_drawn_and_shown(browser, knees, tmp_path):
    (knees / "poses").mkdir()
    file = knees / "poses" / "half-squat.yaml"
    file.write_text(stand)
    with start(knees, tmp_path / "site") as preview:
        # The first page doesn't wait for its figures.
        assert "figures." not in preview.wait_for("Look at http")
        page = browser.new_page()
        page.goto(f"{preview.address}exercises/half-squat.html")
        assert preview.wait_for("Figures: 2 drawn.")
        trousers = page.locator("[data-pose=hold] .figure__trousers").first
        before = trousers.get_attribute("d", timeout=60_000)
        page.wait_for_function(all_is_there, timeout=60_000)
        page.evaluate("sessionStorage.loads = 0")
        page.add_init_script("sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1")
        file.write_text(stand.replace("left: 30", "left: 60"))
        assert "Drawing 2 figures." in preview.wait_for("Figures: 2 drawn.")
        expect(trousers).not_to_have_attribute("d", before, timeout=60_000)
        page.wait_for_function("() => sessionStorage.loads !== '0'")
        page.wait_for_function(all_is_there)
        page.wait_for_timeout(2500)  # it asks again meanwhile
        assert loads(page) == 1
        drawn = (knees / "figures" / "half-squat-hold.svg").read_text()
        shown = numbers(trousers.get_attribute("d"))
        assert shown in [numbers(path) for path in re.findall(r' d="([^"]*)"', drawn)]

        file.write_text(stand.replace("left: 30", "left: 300"))
        assert "left is 300; allowed" in preview.wait_for("The last good site stays up")
        assert (knees / "figures" / "half-squat-hold.svg").read_text() == drawn
        file.write_text(stand)
        expect(trousers).to_have_attribute("d", before, timeout=60_000)
        page.close()


def test_an_old_figure_changes_no_page(knee, templates, static):
    """What waits to be drawn is a warning in the panel, which shifts nothing."""
    files = drawn({**knee, root / "poses" / "half-squat.yaml": stand.encode()})
    trees = []
    for more in (b"", b"# changed\n"):
        files[root / "poses" / "half-squat.yaml"] += more
        trees.append(build_site(Sources(files, templates, static), Settings(for_editors=True))[1])
    assert trees[0] == trees[1]


class Drawing(NamedTuple):
    """A preview whose figures are drawn when a test says so."""

    preview: state.Preview
    address: str
    figure: Path

    def write(self, tree: str, is_drawing: bool) -> None:
        """Show another tree, as when a figure has just been written."""
        self.preview.is_drawing = lambda: is_drawing
        self.figure.write_text(tree)

    def end(self) -> None:
        """Tell that all is drawn."""
        self.preview.is_drawing = lambda: False
        self.preview.ask_again()


@pytest.fixture(scope="module")
def trees(templates, static) -> dict[str, Mapping[PurePosixPath, bytes]]:
    """A site before its poses change, when the hold is drawn anew, when the start is, too, and when
    a text has changed meanwhile."""
    pose, text = root / "poses" / "half-squat.yaml", root / "exercises" / "half-squat.md"
    hold = root / "figures" / "half-squat-hold.svg"
    knees = read_tree(project / "tests" / "programmes" / "knee", "content")
    changed = stand.replace("left: 30", "left: 60")
    changed = changed.replace("standing\nhold", "standing\n  knee: {left: 9}\nhold")
    old, new = (drawn({**knees, pose: words.encode()}) for words in (stand, changed))
    part = {**old, hold: new[hold].replace(b"The left knee", b"The near knee")}
    more = {**part, text: part[text].replace(b"title: ", b"title: Slow ")}
    return {
        name: build_site(Sources(files, templates, static), Settings(for_editors=True))[1]
        for name, files in {"old": old, "part": part, "new": new, "more": more}.items()
    }


@pytest.fixture
def drawing(trees, tmp_path) -> Iterator[Drawing]:
    """A preview in a thread of its own; its one source names the tree that is shown."""
    figure = tmp_path / "figures" / "a.svg"
    figure.parent.mkdir()
    figure.write_text("old")
    preview = state.Preview(lambda: Outcome(None, trees[figure.read_text() or "old"]))
    sockets = server.open_sockets("127.0.0.1", 0)
    loop = asyncio.new_event_loop()
    serving = loop.create_task(server.run(preview, [tmp_path], "127.0.0.1", sockets))
    thread = Thread(target=run_until_cancelled, args=[loop, serving])
    thread.start()
    yield Drawing(preview, f"http://127.0.0.1:{sockets[0].getsockname()[1]}/", figure)
    loop.call_soon_threadsafe(serving.cancel)
    thread.join()
    assert not server.Reloader.waiters
    loop.close()
    for each in sockets:
        each.close()


def run_until_cancelled(loop: asyncio.AbstractEventLoop, serving: asyncio.Task[None]) -> None:
    with suppress(asyncio.CancelledError):
        loop.run_until_complete(serving)


def open_half_squat(browser: Browser, drawing: Drawing) -> Page:
    """Open a page that counts how often it is loaded, and keeps a mark until it is."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.add_init_script("sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1")
    page.goto(f"{drawing.address}exercises/half-squat.html")
    page.wait_for_function("() => whole === shownNumber")  # it follows
    page.evaluate("window.isOld = 'old'")
    return page


def loads(page: Page) -> int:
    return int(page.evaluate("sessionStorage.loads"))


def test_the_hold_is_exchanged_while_the_rest_is_drawn_and_then_the_page_is_loaded_once(
    browser, drawing
):
    page = open_half_squat(browser, drawing)
    start, hold = (page.locator(f"[data-pose={name}] svg") for name in ("start", "hold"))
    old = [each.inner_html() for each in (start, hold)]
    page.evaluate("scrollTo(0, 300)")

    drawing.write("part", is_drawing=True)
    expect(hold.locator("desc")).to_have_text("The near knee is bent.", timeout=15_000)
    assert page.evaluate("[window.isOld, scrollY]") == ["old", 300]
    assert (start.inner_html(), loads(page)) == (old[0], 1)
    page.wait_for_timeout(2500)  # it asks again meanwhile
    assert page.evaluate("window.isOld") == "old"

    drawing.write("new", is_drawing=True)
    page.wait_for_function(
        "old => document.querySelector('[data-pose=start] svg').innerHTML !== old", arg=old[0]
    )
    assert page.evaluate("window.isOld") == "old"
    assert page.locator("preview-panel p").count() == 0
    drawing.end()
    page.wait_for_function("() => !window.isOld")
    expect(hold.locator("desc")).to_have_text("The left knee is bent.")
    page.wait_for_timeout(2500)
    assert loads(page) == 2
    page.close()


def test_a_page_is_told_of_each_picture_and_of_the_end(browser, drawing):
    page = browser.new_page()
    # It doesn't ask by itself.
    page.add_init_script("window.setInterval = () => 0")
    page.goto(f"{drawing.address}exercises/half-squat.html")
    deadline = time.monotonic() + 20
    while not server.Reloader.waiters:
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)
    page.evaluate("window.isOld = 'old'")
    drawing.write("part", is_drawing=True)
    expect(page.locator("[data-pose=hold] desc")).to_have_text("The near knee is bent.")
    drawing.end()
    page.wait_for_function("() => !window.isOld")
    page.close()


def test_pictures_that_come_back_to_what_they_were_need_no_load(browser, drawing):
    page = open_half_squat(browser, drawing)
    words = page.locator("[data-pose=hold] svg desc")
    for tree, said in (("part", "The near knee is bent."), ("old", "The left knee is bent.")):
        drawing.write(tree, is_drawing=True)
        expect(words).to_have_text(said, timeout=15_000)
    drawing.end()
    page.wait_for_timeout(2500)
    assert (page.evaluate("window.isOld"), loads(page)) == ("old", 1)
    page.close()


def test_a_preview_that_has_ended_tells_nobody_any_more(browser, drawing):
    page = open_half_squat(browser, drawing)
    # It stays open, and the preview ends before it has gone.
    assert server.Reloader.waiters
    assert not page.is_closed()


def test_a_text_that_changes_while_figures_are_drawn_is_loaded_at_once(browser, drawing):
    page = open_half_squat(browser, drawing)
    drawing.preview.is_drawing = lambda: True
    source = drawing.figure.parent.parent / "a.md"
    drawing.figure.write_text("more")
    source.write_text("more")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("^Slow "), timeout=15_000)
    assert drawing.preview.is_partial
    drawing.write("new", is_drawing=False)
    expect(heading).not_to_have_text(re.compile("^Slow "), timeout=15_000)
    page.wait_for_timeout(2500)
    assert loads(page) == 3
    page.close()


def test_a_page_of_an_older_preview_is_loaded_though_figures_are_drawn(browser, drawing):
    page = open_half_squat(browser, drawing)
    drawing.write("part", is_drawing=True)
    expect(page.locator("[data-pose=hold] desc")).to_have_text("The near knee is bent.")
    page.evaluate("whole = 99; LiveReload.connector.socket.close()")
    page.wait_for_function("() => !window.isOld")
    assert drawing.preview.is_partial
    page.close()


def test_while_a_hold_runs_no_picture_is_exchanged(browser, drawing):
    page = open_half_squat(browser, drawing)
    words = page.locator("[data-pose=hold] svg desc")
    page.get_by_role("button", name="Start", exact=True).click()
    drawing.write("part", is_drawing=True)
    note = page.locator("preview-panel p[role=status]")
    expect(note).to_have_text(re.compile("^There is a newer page"), timeout=15_000)
    assert words.text_content() == "The left knee is bent."
    page.evaluate("document.querySelector('hold-timer').hurt()")
    expect(words).to_have_text("The near knee is bent.", timeout=15_000)
    assert loads(page) == 1
    drawing.end()
    page.wait_for_function("() => !window.isOld")
    page.close()
