"""How far long loops are: the caller says how it is shown, the rest doesn't care."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
seconds_of_patience = 1.5
"""What ends sooner needs no bar: it would only flash."""


class Track(Protocol):
    """A function that passes items on while it shows how far they are."""

    def __call__(self, items: Sequence[Item], what: str, /) -> Iterable[Item]:
        """Return the items, one by one."""


def silently(items: Sequence[Item], what: str) -> Iterable[Item]:
    """Return the items and show nothing."""
    return items


def on_terminal(items: Sequence[Item], what: str) -> Iterable[Item]:
    """Return the items, with a bar on a terminal once it takes long; a pipe stays silent."""
    if not sys.stderr.isatty():
        return items
    from tqdm import tqdm  # here, since what changed nothing is said sooner than it is read

    return tqdm(items, what, delay=seconds_of_patience, leave=False)
