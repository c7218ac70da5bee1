"""The preview without a browser: what it answers, to whom, and when it tells to reload."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path, PurePosixPath

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.websocket import WebSocketClientConnection, websocket_connect

from fields.errors import UsageError
from generator.commands.findings import Finding, Outcome
from generator.commands.options import parse_arguments
from generator.commands.preview.server import Reloader, make_application, open_sockets, run
from generator.commands.preview.state import Preview
from tests.commands.test_build import run as run_command
from tests.conftest import project, run_apart

mistake = Finding("mistake", "content/a.md", 3, "a: <b>", 'a is "<b>"; allowed: b', "a.html")
head = b"<html><head><meta content=\"default-src 'none';\"></head>"
letter = b"<html><head><title>A letter</title></head>Its author's own page"
site = {
    PurePosixPath("index.html"): head + b"Home",
    PurePosixPath("404.html"): head + b"Not found",
    PurePosixPath("sub/index.html"): head + b"Sub",
    PurePosixPath("letter.html"): letter,
    PurePosixPath("a.css"): b"a{}",
    PurePosixPath("files/.nojekyll"): b"</head>",
}


def fail() -> Outcome:
    return Outcome(None, None, [mistake])


def warn(message: str, page: str = "") -> Finding:
    return Finding("warning", "content/a.md", 1, "", message, page)


@pytest.fixture
def preview() -> Preview:
    """A preview that has built its site."""
    made = Preview(lambda: Outcome(None, site))
    made.attempt()
    return made


def ask(
    preview: Preview, path: str = "", listen: str = "127.0.0.1", **headers: str
) -> HTTPResponse:
    """Return the answer of a preview that listens somewhere."""

    async def answer() -> HTTPResponse:
        sockets = open_sockets("127.0.0.1", 0)
        server = HTTPServer(make_application(preview, listen))
        server.add_sockets(sockets)
        client = AsyncHTTPClient(force_instance=True)
        own = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        sent = HTTPHeaders(headers)
        response = await client.fetch(f"{own}/{path}", headers=sent, raise_error=False)
        client.close()
        server.stop()
        await server.close_all_connections()
        return response

    return run_apart(answer)


@pytest.mark.parametrize(
    ("path", "status", "kind", "words"),
    [
        ("", 200, "text/html; charset=utf-8", "Home"),
        ("index.html?a=b", 200, "text/html; charset=utf-8", "Home"),
        ("sub/", 200, "text/html; charset=utf-8", "Sub"),
        ("a.css", 200, "text/css; charset=utf-8", "a{}"),
        ("files/.nojekyll", 200, "application/octet-stream", "</head>"),
        ("sub", 404, "text/html; charset=utf-8", "Not found"),
        ("gone.css", 404, "text/html; charset=utf-8", "Not found"),
        ("..%2f..%2fetc%2fpasswd", 404, "text/html; charset=utf-8", "Not found"),
        ("%00", 404, "text/html; charset=utf-8", "Not found"),
        ("forcereload", 404, "text/html; charset=utf-8", "Not found"),
    ],
)
def test_it_answers_with_the_files_of_the_site(preview, path, status, kind, words):
    answer = ask(preview, path)
    assert (answer.code, answer.headers["Content-Type"]) == (status, kind)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert words in answer.body.decode()
    assert (b"/livereload.js?port=" in answer.body) == kind.startswith("text/html")


def test_a_page_that_an_author_attached_stays_as_it_is(preview):
    assert ask(preview, "letter.html").body == letter


@pytest.mark.parametrize("path", ["examples.html", "contact-sheet.html"])
def test_a_page_for_editors_is_made_once_somebody_asks_for_it(path):
    page = {PurePosixPath(path): head + b"All of them"}
    builds = []

    def rebuild() -> Outcome:
        builds.append(preview.with_examples)
        return Outcome(None, {**site, **(page if preview.with_examples else {})})

    preview = Preview(rebuild)
    preview.attempt()
    assert b"Home" in ask(preview, "index.html").body
    assert builds == [False]
    assert b"All of them" in ask(preview, path).body
    assert b"All of them" in ask(preview, path).body
    assert builds == [False, True]
    preview.attempt()
    assert builds == [False, True, True]


def test_until_a_site_can_be_built_it_shows_why_not_and_escapes_what_it_shows():
    preview = Preview(fail)
    preview.attempt()
    answer = ask(preview, "sub/index.html")
    assert answer.code == 503
    said = answer.body.decode()
    assert "<title>\N{BALLOT X} 1 mistake: not built yet</title>" in said
    for words in ("content/a.md:3", "a: &lt;b&gt;", "a is &quot;&lt;b&gt;&quot;; allowed: b"):
        assert words in said
    assert "/livereload.js?port=" in said


def state(preview: Preview, page: str) -> dict[str, object]:
    said = json.loads(ask(preview, f"_preview/state?page={page}").body)
    assert isinstance(said, dict)
    return said


def test_a_page_asks_what_there_is_to_see_by_its_number(preview):
    first = state(preview, "/sub/")
    assert (first["number"], first["mistakes"], first["warnings"]) == (1, [], [])
    preview.rebuild = fail
    preview.attempt()
    second = state(preview, "/sub/")
    assert (second["number"], second["look"]) == (2, first["look"])
    assert second["mistakes"] == [mistake._asdict()]
    page = head + b"Sub, changed"
    preview.rebuild = lambda: Outcome(None, {**site, PurePosixPath("sub/index.html"): page})
    preview.attempt()
    third = state(preview, "/sub/")
    assert (third["number"], third["mistakes"]) == (3, [])
    assert third["look"] != first["look"]
    assert state(preview, "/")["look"] == state(preview, "/index.html")["look"]


def test_what_has_only_another_hash_is_taken_on_without_a_new_page(preview):
    page = head + b'<link href="assets/a.%s.css"><script src="assets/a.0123456789.js"></script>'
    looks, assets = [], []
    for old in (b"0123456789", b"abcdef0123"):
        tree = {**site, PurePosixPath("index.html"): page % old}
        preview.rebuild = lambda tree=tree: Outcome(None, tree)
        preview.attempt()
        said = state(preview, "/")
        looks.append(said["look"])
        assets.append(said["assets"])
    assert looks[0] == looks[1]
    assert assets == [["assets/a.0123456789.css"], ["assets/a.abcdef0123.css"]]
    tree[PurePosixPath("index.html")] = (page % old).replace(b"0123456789.js", b"abcdef0123.js")
    assert state(preview, "/")["look"] != looks[0]


def test_the_warnings_of_a_page_come_first(preview):
    found = [warn("a"), warn("b", "sub/index.html"), warn("c", "index.html")]
    preview.rebuild = lambda: Outcome(None, site, (), found)
    preview.attempt()
    said = state(preview, "/sub/")
    assert [each["message"] for each in said["warnings"]] == ["b", "a", "c"]
    assert said["here"] == 1


@pytest.mark.parametrize("host", ["evil.example", "evil.example:5500", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("path", ["", "a.css", "gone", "livereload"])
def test_a_page_from_elsewhere_reads_nothing(preview, host, path):
    answer = ask(preview, path, Host=host)
    assert answer.code == 403
    assert b"Home" not in answer.body


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:5500"])
def test_this_machine_reads_everything(preview, host):
    assert ask(preview, Host=host).code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [("192.168.1.7:5500", 200), (socket.gethostname(), 200), ("evil.example", 403), ("[", 403)],
)
def test_a_preview_for_the_network_answers_under_this_machines_names(preview, host, status):
    assert ask(preview, listen="0.0.0.0", Host=host).code == status


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1", "null"])
def test_nobody_from_elsewhere_hears_of_changes(preview, origin):
    key = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", **key}
    assert ask(preview, "livereload", **upgrade, Origin=origin).code == 403


def test_each_warning_is_printed_when_it_is_new(capsys):
    warnings = iter(["ab", "bc", "", "c"])
    numbers = count()
    preview = Preview(
        lambda: Outcome(
            None,
            {**site, PurePosixPath("a.html"): b"%d" % next(numbers)},
            (),
            [*map(warn, next(warnings))],
        )
    )
    printed = []
    for changed in ((), [Path("x/a.md")], map(Path, "edcba"), ()):
        assert preview.attempt([*changed])
        *found, last = capsys.readouterr().out.splitlines()
        after = "" if not printed or len(printed) == 3 else " after a change of .*"
        number = 5 if not printed else 1
        pages = f"{number} page{'s' * (number > 1)} changed"
        assert re.fullmatch(
            rf"Rebuilt at \d\d:\d\d:\d\d in \d+\.\d seconds{after}: {pages}\.", last
        )
        printed.append([line.removeprefix("warning: content/a.md:1: ") for line in found])
        if len(printed) == 2:
            assert " after a change of a.md: " in last
        if len(printed) == 3:
            assert " after a change of a, b, c and 2 more: " in last
    assert printed == [["a", "b"], ["c"], [], ["c"]]


def test_warnings_of_older_files_are_not_shown_while_nothing_is_built(preview):
    found = Finding("warning", "content/index.md", 3, "", "it could be better", "index.html")
    index = PurePosixPath("index.html")
    for outcome, shown in [
        (Outcome(None, site, (), [found]), 1),
        (fail(), 0),
        (Outcome(None, site, (), [found]), 1),
    ]:
        preview.rebuild = lambda outcome=outcome: outcome
        preview.attempt()
        assert len(preview.describe(index)["warnings"]) == shown


def test_a_look_rebuilds_when_it_is_asked_to_though_nothing_has_changed(preview):
    preview.ask_again()
    assert preview.asked_again
    preview.attempt()
    assert not preview.asked_again


figures, poses, texts = ([Path(name, "a")] for name in ("figures", "poses", "exercises"))


@pytest.mark.parametrize(
    ("files", "drawing", "partial", "changed"),
    [
        (figures, [True, True], True, 1),
        (figures + poses, [True, True], True, 1),
        # What begins or ends while the site is built may have been read in part.
        (figures, [False, True], True, 1),
        (figures, [True, False], True, 1),
        (figures, [False, False], False, 2),
        (texts, [True, True], True, 2),
        (figures + texts, [True, True], True, 2),
    ],
)
def test_a_page_knows_whether_more_figures_come_and_when_something_else_changed(
    preview, files, drawing, partial, changed
):
    said = iter(drawing)
    preview.is_drawing = lambda: next(said)
    preview.rebuild = lambda: Outcome(None, {**site, PurePosixPath("index.html"): head + b"New"})
    assert preview.attempt(files)
    assert [state(preview, "/")[key] for key in ("number", "partial", "changed")] == [
        2, partial, changed,
    ]  # fmt: skip


def test_a_text_that_comes_out_the_same_while_figures_are_drawn_has_changed_nothing(preview):
    preview.is_drawing = lambda: True
    preview.attempt(texts)
    assert (preview.is_partial, preview.changed) == (True, 1)


def test_that_no_more_figures_come_is_something_to_see(preview, capsys):
    preview.is_drawing = lambda: True
    preview.attempt(poses)
    preview.is_drawing = lambda: False
    capsys.readouterr()
    assert preview.attempt()
    assert not state(preview, "/")["partial"]
    assert capsys.readouterr().out == ""


def test_a_site_that_comes_out_the_same_is_nothing_new_to_see(preview, capsys):
    capsys.readouterr()
    assert not preview.attempt()
    assert capsys.readouterr().out == ""
    assert preview.number == 1


def test_a_mistake_is_printed_and_the_last_good_site_stays(capsys):
    outcomes = [fail(), Outcome(None, site), fail(), fail()]
    preview = Preview(lambda: outcomes.pop(0))
    assert preview.attempt()  # the reason is something to see
    said = r"At \d\d:\d\d:\d\d: ?\ncontent/a\.md:3: a is \"<b>\"; allowed: b\n"
    assert re.fullmatch(f"{said}Mend this, and the preview begins\\.\n", capsys.readouterr().err)
    assert preview.attempt()
    assert preview.attempt()
    assert preview.tree == site
    keep = "The last good site stays up; mend this, and the preview goes on\\."
    assert re.fullmatch(f"{said}{keep}\n", capsys.readouterr().err)
    assert not preview.attempt()


def test_a_mistake_is_not_printed_again_when_a_drawing_ends(capsys):
    preview = Preview(fail, lambda: True)
    preview.attempt(poses)
    assert "content/a.md:3" in capsys.readouterr().err
    preview.is_drawing = lambda: False
    preview.attempt()
    assert capsys.readouterr().err == ""
    preview.attempt(poses)
    assert "content/a.md:3" in capsys.readouterr().err


async def connect(address: str) -> WebSocketClientConnection:
    """Return the browser's end of a talk, begun by a page of the preview."""
    own = {"Origin": f"http://{address}"}
    return await websocket_connect(HTTPRequest(f"ws://{address}/livereload", headers=own))


async def look(address: str) -> bytes:
    """Return what stands on the page."""
    client = AsyncHTTPClient(force_instance=True)
    page = (await client.fetch(f"http://{address}/")).body
    client.close()
    return page.partition(b"</head>")[2]


def watch(
    folder: Path,
    listen: str,
    scenario: Callable[
        [str, WebSocketClientConnection, asyncio.Queue[str], Preview], Awaitable[None]
    ],
) -> None:
    """Run a preview of the one file in a folder while a browser shows it and listens.

    The scenario gets its address, the browser's end, each text that is built, and the preview.
    """
    built: asyncio.Queue[str] = asyncio.Queue()

    def rebuild() -> Outcome:
        text = (folder / "page").read_text()
        built.put_nowait(text)
        page = head + text.encode()
        if text == "wrong":
            return fail()
        return Outcome(None, {PurePosixPath("index.html"): page, PurePosixPath("404.html"): page})

    sockets = open_sockets("127.0.0.1", 0)
    preview = Preview(rebuild)

    async def play() -> None:
        address = f"127.0.0.1:{sockets[0].getsockname()[1]}"
        server = asyncio.create_task(run(preview, [folder], listen, sockets))
        await built.get()
        await look(address)
        browser = await connect(address)
        await scenario(address, browser, built, preview)
        browser.close()
        server.cancel()

    (folder / "page").write_text("first")
    run_apart(play)
    for each in sockets:
        each.close()


hello = '{"command": "hello"}'


def test_a_browser_hears_of_each_build_that_has_something_new(tmp_path, capsys):
    async def scenario(address, browser, built, preview):
        await browser.write_message(hello)
        assert json.loads(await browser.read_message())["command"] == "hello"
        for text, shown in (("wrong", b"first"), ("good again", b"good again")):
            (tmp_path / "page").write_text(text)
            assert await built.get() == text
            assert json.loads(await browser.read_message())["command"] == "reload"
            assert await look(address) == shown

    watch(tmp_path, "127.0.0.1", scenario)
    said = capsys.readouterr()
    assert re.search(r"^Look at http://127\.0\.0\.1:\d+/ and stop with Ctrl\+C\.$", said.out, re.M)
    assert "The last good site stays up" in said.err


def test_who_asks_to_look_again_from_another_thread_does_not_wait(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.commands.preview.watch.seconds_between_looks", 20)

    async def scenario(address, browser, built, preview):
        began = time.monotonic()
        await asyncio.to_thread(preview.ask_again)
        assert await built.get() == "first"
        assert time.monotonic() - began < 5

    watch(tmp_path, "127.0.0.1", scenario)


def test_who_asks_to_look_again_when_the_preview_has_ended_is_passed_over(tmp_path):
    ended = []

    async def scenario(address, browser, built, preview):
        ended.append(preview)

    watch(tmp_path, "127.0.0.1", scenario)
    ended[0].ask_again()


@pytest.mark.parametrize(
    ("listen", "shown"), [("0.0.0.0", "localhost"), ("::1", "[::1]"), ("a.example", "a.example")]
)
def test_the_address_to_look_at_is_one_that_a_browser_takes(tmp_path, capsys, listen, shown):
    async def scenario(address, browser, built, preview):
        assert browser

    watch(tmp_path, listen, scenario)
    assert f"Look at http://{shown}:" in capsys.readouterr().out


@pytest.mark.parametrize(
    "message",
    ["", "x", "[]", "5", "null", '"hello"', "{}", '{"command": []}', "[" * 4000, b"\xff\xfe"],
)
def test_odd_messages_are_passed_over(tmp_path, capsys, message):
    async def scenario(address, browser, built, preview):
        await browser.write_message(message, binary=isinstance(message, bytes))
        await browser.write_message(hello)
        assert json.loads(await browser.read_message())["command"] == "hello"

    watch(tmp_path, "127.0.0.1", scenario)
    assert capsys.readouterr().err == ""


def test_a_browser_that_has_gone_is_forgotten(tmp_path):
    async def scenario(address, browser, built, preview):
        await browser.write_message(hello)
        await browser.read_message()
        other = await connect(address)
        await other.write_message(hello)
        await other.read_message()
        assert len(Reloader.waiters) == 2
        browser.close()
        assert await browser.read_message() is None
        (tmp_path / "page").write_text("changed")
        assert json.loads(await other.read_message())["command"] == "reload"
        assert len(Reloader.waiters) == 1
        other.close()
        assert await other.read_message() is None

    watch(tmp_path, "127.0.0.1", scenario)
    assert Reloader.waiters == set()


# Tornado drops the socket that it could not bind.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_port_that_is_taken_is_named(knees, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        folders = ("--content", knees, "--output", tmp_path / "site")
        result = run_command("serve", "--port", port, *folders)
    assert result.returncode == 2
    assert result.stderr == f"build.py: port {port} is in use; choose another with --port\n"
    assert not (tmp_path / "site").exists()


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_mistake_from_the_start_is_left_to_the_preview_to_say(knees, tmp_path):
    (knees / "index.md").write_text("no fields")
    folders = ("--content", knees, "--output", tmp_path / "site")
    (said,) = run_command("serve", "--host=..", *folders).stderr.splitlines()
    assert "can't listen at .., port 5500: " in said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("port", ["0", "-1", "80000", "65536", "", "x", "1.5", "9" * 5000, "²"])
def test_a_port_that_cannot_be_is_a_mistake_of_the_command_line(port, capsys):
    with pytest.raises(SystemExit, match="2"):
        parse_arguments(["serve", f"--port={port}"], project, "")
    assert "is not a port; allowed: 1 to 65535" in capsys.readouterr().err


def test_the_first_and_the_last_port_can_be():
    for port in (1, 65535):
        assert parse_arguments(["serve", f"--port={port}"], project, "").port == port


@pytest.mark.parametrize("host", ["", " ", "a/b", "http://x"])
def test_a_host_that_cannot_be_is_a_mistake_of_the_command_line(host, capsys):
    with pytest.raises(SystemExit, match="2"):
        parse_arguments(["serve", f"--host={host}"], project, "")
    assert "is not a host; allowed: " in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.parametrize("host", ["192.0.2.1", "..", "a" * 64, "nowhere.invalid"])
def test_a_host_that_is_not_to_be_had_is_said(host):
    with pytest.raises(UsageError, match=f"can't listen at {re.escape(host)}, port 5500: "):
        open_sockets(host, 5500)
