"""Pure steps that are not done twice: the caller says how what they make is remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Made = TypeVar("Made")

Key = tuple[object, ...]
"""All that something is made from, but for our own code and packages. Its parts can be pickled."""


class Remember(Protocol):
    """A function that returns what it remembers under a key, or makes it and remembers that."""

    def __call__(
        self,
        key: Key,
        make: Callable[[], Made],
        /,
        holds: Callable[[Made], bool] = ...,
    ) -> Made:
        """Return what *make* returns, which must depend on the key alone; or, where only what is
        made says what else it depends on, on what *holds* finds to be as it was."""


def make_anew(
    key: Key, make: Callable[[], Made], /, holds: Callable[[Made], bool] = lambda made: True
) -> Made:
    """Return what *make* returns, and remember nothing."""
    return make()
