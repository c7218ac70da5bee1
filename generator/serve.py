"""The preview server: rebuild after every change, reload the browser after every good rebuild.

It serves a folder of its own, which only a good build changes; a mistake is printed and the last
good site stays up. The watching is ours, because livereload's own watcher sleeps while no browser
is connected, drops a change that follows another within three seconds, and reloads after failed
rebuilds too.
"""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from livereload import Server
from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop, PeriodicCallback

from generator.errors import SiteError, UsageError
from generator.files import snapshot

milliseconds_between_looks = 250


def serve_folder(
    folder: Path, sources: Iterable[Path], rebuild: Callable[[], None], port: int
) -> None:
    """Serve a folder on 127.0.0.1 until interrupted, calling *rebuild* when a source changes.

    Raises UsageError when the port is taken.
    """
    sources = tuple(sources)
    seen = snapshot(sources)

    def look() -> None:
        nonlocal seen
        now = snapshot(sources)
        if now != seen:
            seen = now
            if attempt(rebuild):
                LiveReloadHandler.reload_waiters()

    attempt(rebuild)
    logging.disable(logging.INFO)
    server = Server()
    server.watch(str(folder / ".never"))  # with nothing to watch it would watch this directory
    PeriodicCallback(look, milliseconds_between_looks).start()
    # Said from within the loop, when the port is known to be ours.
    words = f"Look at http://127.0.0.1:{port}/ and stop with Ctrl+C."
    IOLoop.current().add_callback(print, words, flush=True)
    try:
        server.serve(port=port, host="127.0.0.1", root=str(folder))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise UsageError(f"port {port} is in use; choose another with --port") from None


def attempt(rebuild: Callable[[], None]) -> bool:
    """Rebuild, or print what is wrong and return False."""
    try:
        rebuild()
    except SiteError as error:
        words = "The last good site stays up; mend this, and the preview goes on."
        print(f"{error}\n{words}", file=sys.stderr, flush=True)
        return False
    print("Rebuilt.", flush=True)
    return True
