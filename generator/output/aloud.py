"""What a command prints goes out, whatever stdout and stderr are.

A build with nothing to do reads this, too, so it does without `typing` (see `unchanged`).
"""

from __future__ import annotations

import errno
import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import ReadableBuffer


class Outlet(io.FileIO):
    """Where text goes out: it goes on, and keeps the reason, when nobody takes it any more.

    A preview must not stop because its terminal was closed, and a build that is piped into `head`
    has nothing to complain of.
    """

    lost: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """Write what can be written, and say that all of it was."""
        try:
            return super().write(data) or 0
        except OSError as error:
            self.lost = self.lost or error
            return len(memoryview(data))


def run_aloud(command: Callable[[], int]) -> int:
    """Run a command that prints, whatever stdout and stderr are; return its exit status.

    Closed, cut off or without some letters, they stop nothing. Only a disk that is full behind
    stdout is a mistake of the command line, and gives 2.
    """
    stdout = open_outlet("stdout", 1)
    open_outlet("stderr", 2)
    try:
        status = command()
    except SystemExit as end:  # argparse has printed something
        status = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    if stdout and stdout.lost and stdout.lost.errno != errno.EPIPE:
        words = "build.py: what this command had to say could not be written"
        print(f"{words}: {stdout.lost.strerror}", file=sys.stderr)
        return 2
    return status


def open_outlet(name: str, number: int) -> Outlet | None:
    """Put an outlet in place of a standard stream."""
    old = getattr(sys, name)
    if os.name == "nt":  # a console there is no file, and takes all letters; a pipe may not
        if isinstance(old, io.TextIOWrapper):
            old.reconfigure(errors="backslashreplace")
        return None
    if old is None:  # closed: without this, the next file to be opened would get its number
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    outlet = Outlet(number, "w", closefd=False)
    by_line = name == "stderr" or outlet.isatty()
    encoding = old.encoding if old else "utf-8"
    writer = io.BufferedWriter(outlet)
    setattr(
        sys, name, io.TextIOWrapper(writer, encoding, "backslashreplace", line_buffering=by_line)
    )
    return outlet
