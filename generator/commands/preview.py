"""The preview server: rebuild after every change, reload the browser after every good rebuild.

It serves the site from memory, where only a good build changes it; a mistake is printed and the
last good site stays up. The watching is ours, because livereload's own watcher sleeps while no
browser is connected, drops a change that follows another within three seconds, and reloads after
failed rebuilds too. So is the talk with its script: its own answers any site in the browser.
"""

from __future__ import annotations

import asyncio
import errno
import html
import ipaddress
import json
import mimetypes
import socket
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import PeriodicCallback
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from fields.errors import SiteError, UsageError
from generator.output.files import snapshot

Tree = Mapping[PurePosixPath, bytes]
Rebuild = Callable[[], tuple[Tree, Sequence[str]]]
"""Returns the site and its warnings. Raises SiteError or OSError."""

milliseconds_between_looks = 250
"""Soon enough for whoever saves and looks up. To look takes 10 ms here, with 300 sources."""
most_bytes_of_a_message = 4096
"""A greeting has some hundred; without a limit of ours tornado would take 10 MB."""

# The whole page: a style that has changed has a new name, which only the new page knows.
reload_message = {"command": "reload", "path": "/", "liveCSS": False}
policy = b"content=\"default-src 'none';"
"""How the policy of our pages begins; the script that reloads them has to talk to us. An author's
own page, from content/files, has none: it stays as it is, and doesn't reload."""

# Not a template: the templates may be what is wrong.
mistakes_page = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not built yet</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
script-src 'self'"></head>
<body><h1>The site can't be built yet</h1><pre style="white-space: pre-wrap">{}</pre></body></html>
"""


class Preview:
    """What is shown now: a site, or why there is none yet; which site the last page that a browser
    got came from; and which warnings were printed."""

    def __init__(self, rebuild: Rebuild) -> None:
        self.rebuild = rebuild
        self.tree: Tree = {}
        self.shown: Tree | None = None
        self.mistakes = ""
        self.warnings: set[str] = set()

    def attempt(self) -> bool:
        """Rebuild and say so, or print what is wrong; tell whether there is something new to see.

        Drawing writes figures, which are sources too: so a change may be seen a second time.
        """
        started = time.perf_counter()
        before = self.tree
        try:
            self.tree, warnings = self.rebuild()
        except (SiteError, OSError) as error:
            self.mistakes = str(error)
            keep = "The last good site stays up; mend this, and the preview goes on."
            begin = "Mend this, and the preview begins."
            print(f"{error}\n{keep if self.tree else begin}", file=sys.stderr, flush=True)
            # As long as there is no site, what is wrong is all that there is to see.
            return not self.tree
        for warning in warnings:
            if warning not in self.warnings:
                print(f"warning: {warning}")
        self.warnings = {*warnings}
        if self.tree == before and not self.mistakes:
            return False
        self.mistakes = ""
        seconds = time.perf_counter() - started
        print(f"Rebuilt at {time.strftime('%H:%M:%S')} in {seconds:.1f} seconds.", flush=True)
        return True


class Files(RequestHandler):
    """Answers with the files of the site, and with why there are none."""

    def initialize(self, preview: Preview, names: frozenset[str]) -> None:
        """Take what the application gives to each of its handlers."""
        self.preview = preview
        self.names = names

    def prepare(self) -> None:
        """Refuse to answer under a name that anybody may give to this machine."""
        refuse_foreign_host(self.request.host, self.names)

    def get(self, path: str) -> None:
        """Answer with one file."""
        address = PurePosixPath(path + "index.html" if path.endswith("/") or not path else path)
        data = self.preview.tree.get(address)
        if not self.preview.tree:
            self.set_status(503)
            data = mistakes_page.format(html.escape(self.preview.mistakes)).encode()
        elif data is None:
            self.set_status(404)
            data = self.preview.tree[PurePosixPath("404.html")]
        found = address.name if self.get_status() == 200 else "404.html"
        # Python lists WebP among the types that are not registered until 3.13.
        kind = mimetypes.guess_type(found, strict=False)[0] or "application/octet-stream"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        is_page = kind == "text/html" and policy in data
        if is_page:
            self.preview.shown = self.preview.tree
        self.finish(make_live(data, self.request.host) if is_page else data)

    # tornado leaves the body away.
    head = get


def make_live(page: bytes, host: str) -> bytes:
    """Return a page that reloads when it is told to; all else of it is as it will be published."""
    # Without a port, livereload's script would take its own usual one.
    port = urlsplit(f"//{host}").port or 80
    script = b'<script src="/livereload.js?port=%d" defer></script>\n</head>' % port
    allowed = policy + b" connect-src 'self';"
    return page.replace(policy, allowed, 1).replace(b"</head>", script, 1)


class Reloader(WebSocketHandler):
    """Tells the browsers that look at the preview to reload; tornado lets in no other site's."""

    waiters: set[Reloader] = set()  # noqa: RUF012 - all of them, in one process

    def initialize(self, preview: Preview, names: frozenset[str]) -> None:
        """Take what the application gives to each of its handlers."""
        self.preview = preview
        self.names = names

    def prepare(self) -> None:
        """Refuse to answer under a name that anybody may give to this machine."""
        refuse_foreign_host(self.request.host, self.names)

    def on_message(self, message: str | bytes) -> None:
        """Greet a browser that greets; nothing else is expected.

        It greets a while after it got its page. Nobody told it what was built in between.
        """
        with suppress(ValueError, RecursionError, WebSocketClosedError):
            said = json.loads(message)
            if isinstance(said, dict) and said.get("command") == "hello":
                # The newest that livereload's script speaks.
                protocols = ["http://livereload.com/protocols/official-7"]
                greeting = {"command": "hello", "protocols": protocols, "serverName": "preview"}
                self.write_message(greeting)
                self.waiters.add(self)
                if self.preview.shown is not self.preview.tree:
                    self.write_message(reload_message)

    def on_close(self) -> None:
        """Forget a browser that has gone."""
        self.waiters.discard(self)

    @classmethod
    def reload(cls) -> None:
        """Tell all browsers to reload."""
        for waiter in tuple(cls.waiters):
            with suppress(WebSocketClosedError):
                waiter.write_message(reload_message)


def serve_preview(rebuild: Rebuild, sources: Iterable[Path], host: str, port: int) -> None:
    """Serve a preview until interrupted, calling *rebuild* when a source changes.

    Raises UsageError when the host or the port can't be had.
    """
    sockets = open_sockets(host, port)
    with suppress(KeyboardInterrupt):
        asyncio.run(run(Preview(rebuild), tuple(sources), host, sockets))


async def run(
    preview: Preview, sources: Sequence[Path], host: str, sockets: list[socket.socket]
) -> None:
    """Serve and watch for ever."""
    # Before the first build: what changes during it is seen afterwards.
    seen = snapshot(sources)

    def look() -> None:
        nonlocal seen
        now = snapshot(sources)
        if now != seen:
            seen = now
            if preview.attempt():
                Reloader.reload()

    preview.attempt()
    HTTPServer(make_application(preview, host)).add_sockets(sockets)
    PeriodicCallback(look, milliseconds_between_looks).start()
    shown = "localhost" if is_everywhere(host) else f"[{host}]" if ":" in host else host
    port = sockets[0].getsockname()[1]
    print(f"Look at http://{shown}:{port}/ and stop with Ctrl+C.", flush=True)
    await asyncio.Event().wait()


def make_application(preview: Preview, host: str) -> Application:
    """Return what answers the browser."""
    names = known_names(host)
    return Application(
        [
            ("/livereload", Reloader, {"preview": preview, "names": names}),
            ("/livereload.js", LiveReloadJSHandler),
            ("/(.*)", Files, {"preview": preview, "names": names}),
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
