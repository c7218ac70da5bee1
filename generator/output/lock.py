"""A lock on a folder: whoever holds it is alone there.

The system keeps it, not a file, so it ends with its process, however that ends.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

file_name = ".lock"
"""Windows locks no folders, so there the lock needs a file of its own."""

# Some network drives know no locks, or none on a folder that is open for reading (EBADF, see
# flock(2)). What is written there is whole all the same.
no_locks = {errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK, errno.EBADF, errno.EINVAL}


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a folder; call *waiting* when somebody else has it first."""
    descriptor = open_folder(folder)
    try:
        take(descriptor, waiting)
        yield
    finally:
        # Which lets go of the lock, too.
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def open_folder(folder: Path) -> int:
        """Return what can be locked in a folder."""
        return os.open(folder / file_name, os.O_RDWR | os.O_CREAT)

    def take(descriptor: int, waiting: Callable[[], None]) -> None:
        """Take the lock, as soon as it is free."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            waiting()
            # Python tries for ten seconds, then raises OSError.
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def open_folder(folder: Path) -> int:
        """Return what can be locked in a folder."""
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def take(descriptor: int, waiting: Callable[[], None]) -> None:
        """Take the lock, as soon as it is free."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in no_locks:
                raise
