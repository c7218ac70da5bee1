"""The preview server: it answers with the site, and tells the browser when there is something new.

It serves the site from memory, where only a good build changes it. livereload's script keeps the
talk with the browser up; the other end is ours, because livereload's own answers any site in the
browser, and its watcher sleeps while no browser is connected, drops a change that follows another
within three seconds, and reloads after failed rebuilds too. What is told is only that something is
new: the page then asks what, by the number of the build (`page.js`).
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import json
import mimetypes
import socket
from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import segno
from livereload.handlers import LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from fields.errors import UsageError, how_many
from generator.commands.preview.state import Preview, assets_of, find_page, look_of
from generator.commands.preview.watch import Seen, follow
from generator.content.sources import is_hashed

most_bytes_of_a_message = 4096
"""A greeting has some hundred; without a limit of ours tornado would take 10 MB."""

own_files = Path(__file__).resolve().parent / "browser"
own_address = "_preview"
"""No page of a site has this address: it begins with a sign that slugs don't have."""
reload_message = {"command": "reload", "path": own_address, "liveCSS": False}
"""What livereload's script takes for a change; `page.js` takes it over."""
policy = b"content=\"default-src 'none';"
"""How the policy of our pages begins. An author's own page, from content/files, has none: it stays
as it is, and doesn't reload."""

# Not a template: the templates may be what is wrong.
mistakes_page = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; \
img-src 'self'; script-src 'self'; connect-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>\N{BALLOT X} {count}: not built yet</title>
<link rel="icon" href="/{own}/wrong.svg">
<link rel="stylesheet" href="/{own}/panel.css"></head>
<body><main class="mistakes"><h1>{count}: the site can't be built yet</h1>
<ol>{items}</ol>
<p>Mend this, and the page comes by itself.</p></main></body></html>
"""
mistake_item = """<li><p class="place">{place}</p><pre>{text}</pre><p>{message}</p></li>
"""


class Own(RequestHandler):
    """What all our handlers have."""

    def initialize(self, preview: Preview, names: frozenset[str]) -> None:
        """Take what the application gives to each of its handlers."""
        self.preview = preview
        self.names = names

    def prepare(self) -> None:
        """Refuse to answer under a name that anybody may give to this machine."""
        refuse_foreign_host(self.request.host, self.names)

    def set_default_headers(self) -> None:
        """Let nothing be kept or taken for something else."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")


class Files(Own):
    """Answers with the files of the site, and with why there are none."""

    def get(self, path: str) -> None:
        """Answer with one file."""
        address = address_of(path)
        self.preview.ask_for(address)
        if not self.preview.tree:
            self.set_status(503)
            # It has no look: whatever is built is new to it.
            self.finish(self.make_live(write_mistakes_page(self.preview), ""))
            return
        found, data = find_page(self.preview.tree, address)
        self.set_status(200 if found else 404)
        # Python lists WebP among the types that are not registered until 3.13.
        guessed = mimetypes.guess_type(address.name if found else "404.html", strict=False)[0]
        kind = guessed or "application/octet-stream"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        if found and is_hashed(address):
            # Its name changes with it.
            self.set_header("Cache-Control", "max-age=31536000, immutable")
        is_page = kind == "text/html" and policy in data
        self.finish(self.make_live(data, look_of(data)) if is_page else data)

    # tornado leaves the body away.
    head = get

    def make_live(self, page: bytes, look: str) -> bytes:
        """Return a page that follows what is built; all else of it is as it will be published."""
        # Without a port, livereload's script would take its own usual one.
        port = urlsplit(f"//{self.request.host}").port or 80
        scripts = (
            f'<script src="/{own_address}/page.js" data-number="{self.preview.number}" '
            f'data-look="{look}" data-assets="{" ".join(assets_of(page))}"></script>\n'
            f'<script src="/livereload.js?port={port}" defer></script>\n</head>'
        )
        return page.replace(b"</head>", scripts.encode(), 1)


class State(Own):
    """Answers what a page has to know to follow."""

    def get(self) -> None:
        """Answer as JSON, for the page that the query names by its path."""
        asked = self.get_query_argument("page", "/").removeprefix("/")
        self.finish(self.preview.describe(address_of(asked)))


def address_of(path: str) -> PurePosixPath:
    """Return which file a browser means that asks for a path."""
    return PurePosixPath(path + "index.html" if path.endswith("/") or not path else path)


def write_mistakes_page(preview: Preview) -> bytes:
    """Return the page that stands where no good build has been yet."""
    items = "".join(
        mistake_item.format(
            place=escape(each.place),
            text=escape(each.text),
            message=escape(each.message),
        )
        for each in preview.mistakes
    )
    count = how_many(len(preview.mistakes), "mistake")
    return mistakes_page.format(count=count, items=items, own=own_address).encode()


class Reloader(Own, WebSocketHandler):
    """Tells the browsers that look at the preview to ask; tornado lets in no other site's."""

    waiters: set[Reloader] = set()  # noqa: RUF012 - all of them, in one process

    def on_message(self, message: str | bytes) -> None:
        """Greet a browser that greets; nothing else is expected."""
        with suppress(ValueError, RecursionError, WebSocketClosedError):
            said = json.loads(message)
            if isinstance(said, dict) and said.get("command") == "hello":
                # The newest that livereload's script speaks.
                protocols = ["http://livereload.com/protocols/official-7"]
                greeting = {"command": "hello", "protocols": protocols, "serverName": "preview"}
                self.write_message(greeting)
                self.waiters.add(self)

    def on_close(self) -> None:
        """Forget a browser that has gone."""
        self.waiters.discard(self)

    @classmethod
    def tell(cls) -> None:
        """Tell all browsers that there is something new."""
        for waiter in tuple(cls.waiters):
            with suppress(WebSocketClosedError):
                waiter.write_message(reload_message)


def serve_preview(preview: Preview, sources: Iterable[Path], host: str, port: int) -> None:
    """Serve a preview until interrupted, and let it rebuild when a source changes.

    Raises UsageError when the host or the port can't be had.
    """
    sockets = open_sockets(host, port)
    with suppress(KeyboardInterrupt):
        asyncio.run(run(preview, [folder.absolute() for folder in sources], host, sockets))


async def run(
    preview: Preview, sources: Collection[Path], host: str, sockets: list[socket.socket]
) -> None:
    """Serve and watch for ever."""
    # Before the first build: what changes during it is seen afterwards.
    seen = Seen(sources)

    def look(told: Collection[Path]) -> None:
        changed = seen.find_changes(told)
        if (changed or preview.asked_again) and preview.attempt(changed):
            Reloader.tell()

    preview.wake = partial(asyncio.get_running_loop().call_soon_threadsafe, look, ())
    preview.attempt()
    HTTPServer(make_application(preview, host)).add_sockets(sockets)
    print_addresses(host, sockets[0].getsockname()[1])
    try:
        await follow(sources, look)
    finally:
        # One that begins in the same process would tell those who looked at this one.
        Reloader.waiters.clear()


def print_addresses(host: str, port: int) -> None:
    """Say where to look, and for others in the network, as a QR code too."""
    shown = "localhost" if is_everywhere(host) else f"[{host}]" if ":" in host else host
    if is_everywhere(host):
        address = f"http://{find_own_number()}:{port}/"
        segno.make(address, micro=False).terminal(compact=True)
        print(f"From a phone in the same network: {address}")
    print(f"Look at http://{shown}:{port}/ and stop with Ctrl+C.", flush=True)


def find_own_number() -> str:
    """Return this machine's number in its network, or its name where it has none."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        # Nothing is sent: only the way there is looked up (RFC 5737 keeps the number for examples).
        asking.connect(("192.0.2.1", 9))
        return str(asking.getsockname()[0])
    return f"{socket.gethostname()}.local"


def make_application(preview: Preview, host: str) -> Application:
    """Return what answers the browser."""
    ours = {"preview": preview, "names": known_names(host)}
    return Application(
        [
            ("/livereload", Reloader, ours),
            ("/livereload.js", LiveReloadJSHandler),
            (f"/{own_address}/state", State, ours),
            (f"/{own_address}/(.*)", StaticFileHandler, {"path": str(own_files)}),
            ("/(.*)", Files, ours),
        ],
        websocket_max_message_size=most_bytes_of_a_message,
        # A line for each picture of a page would hide what a build says.
        log_function=lambda handler: None,
    )


def open_sockets(host: str, port: int) -> list[socket.socket]:
    """Return what listens. Raises UsageError."""
    try:
        return bind_sockets(port, host)
    # UnicodeError: a name with an empty or too long part, such as a..b.
    except (OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is in use; choose another with --port") from None
        reason = (isinstance(error, OSError) and error.strerror) or error
        words = f"can't listen at {host}, port {port}: {reason}; choose another --host or --port"
        raise UsageError(words) from None


def known_names(host: str) -> frozenset[str]:
    """Return the names under which the preview may be asked for."""
    own = socket.gethostname().lower()
    return frozenset(
        # mDNS gives a machine its name with .local (RFC 6762).
        {"localhost", own, f"{own}.local"} if is_everywhere(host) else {"localhost", host.lower()}
    )


def refuse_foreign_host(host: str, names: frozenset[str]) -> None:
    """Raise HTTPError for a request under a name that is not ours.

    A page from elsewhere may let its own name lead to this machine, and would then read drafts. It
    can't do so with a number.
    """
    with suppress(ValueError):
        name = urlsplit(f"//{host}").hostname or ""
        if name in names or is_number(name):
            return
    raise HTTPError(403, reason="The preview is not to be had under this name")


def is_number(name: str) -> bool:
    """Tell whether a host is given by its number."""
    with suppress(ValueError):
        return bool(ipaddress.ip_address(name))
    return False


def is_everywhere(host: str) -> bool:
    """Tell whether to listen at a host means to listen in all networks."""
    return is_number(host) and ipaddress.ip_address(host).is_unspecified
