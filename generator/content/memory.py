"""Pure steps that are not done twice: the caller says how what they make is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

Made = TypeVar("Made")

Key = tuple[object, ...]
"""All that something is made from, but for our own code and packages. Its parts can be pickled."""
Step = tuple[Key, Callable[[], object]]
"""A key, and what makes what belongs to it; that can be pickled, too."""


def nothing_more(made: object) -> Key:
    """Return the rest of a key that says all from the start."""
    return ()


class Remember(Protocol):
    """A function that returns what it remembers under a key, or makes it and remembers that."""

    def __call__(
        self,
        key: Key,
        make: Callable[[], Made],
        /,
        rest: Callable[[Made], Key] = ...,
    ) -> Made:
        """Return what *make* returns, which must depend on the key alone. Where only what is made
        says what else it depends on, that is the *rest* of its key, as it is now.

        What is made is never changed; it may stand in another key, for all that it was made from.
        """

    def ahead(self, steps: Iterable[Step], /) -> AbstractContextManager[object]:
        """Within this, expect to be asked for what these steps make, in their order: other
        processes may make it first."""


class Anew:
    """Remembers nothing, and makes nothing ahead."""

    def __call__(
        self, key: Key, make: Callable[[], Made], /, rest: Callable[[Made], Key] = nothing_more
    ) -> Made:
        """Return what *make* returns."""
        return make()

    def ahead(self, steps: Iterable[Step], /) -> AbstractContextManager[object]:
        """Return what does nothing."""
        return nullcontext()


make_anew = Anew()
