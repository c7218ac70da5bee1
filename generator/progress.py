"""How long loops are followed: the caller says how; the functions in the middle don't care."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from tqdm import tqdm

Item = TypeVar("Item")
seconds_of_patience = 1.5


class Track(Protocol):
    """A function that passes items on while it shows how far they are."""

    def __call__(self, items: Sequence[Item], what: str, /) -> Iterable[Item]:
        """Return the items, one by one."""


def silently(items: Sequence[Item], what: str) -> Iterable[Item]:
    """Return the items and show nothing."""
    return items


def on_terminal(items: Sequence[Item], what: str) -> Iterable[Item]:
    """Return the items, with a bar on a terminal once it takes long; a pipe stays silent."""
    return tqdm(
        items, what, delay=seconds_of_patience, disable=not sys.stderr.isatty(), leave=False
    )
