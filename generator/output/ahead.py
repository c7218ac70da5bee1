"""What other processes make ahead: the last steps of a long loop, while this one does the first.

A process takes a while to begin, so none is begun before it pays. Whatever befalls one, or what it
makes, this process makes it again, as it would have without them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from generator.output.unchanged import is_read_in_part

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Made = TypeVar("Made")
Work = tuple[bytes, Callable[[], object]]
"""The mark of what is made, and what makes it."""

seconds_to_begin = 0.25
"""What a process needs of its processor to read our code."""
seconds_at_once = 0.1
"""What another process gets to do at once: long, beside the time in which this one does not look
for messages, and short at the end, where it waits for the last."""


class Ahead(ExitStack):
    """Within it, what is *lacking* of a loop is made by as many processes as it pays.

    Only then is looked what that is. What is *waiting*, this process may still make;
    what is *begun*, it waits for.
    """

    def __init__(self, lacking: Iterable[Work]) -> None:
        super().__init__()
        self.lacking = lacking
        self.spent = 0.0
        self.number = 0
        self.waiting: dict[bytes, Callable[[], object]] = {}
        self.begun: dict[bytes, Future[dict[bytes, object]]] = {}
        self.busy: list[Future[dict[bytes, object]]] = []
        self.hand_out: Callable[[], None] = lambda: None

    def take(self, mark: bytes) -> Any:
        """Return what another process has made, or None where none does."""
        self.waiting.pop(mark, None)
        self.hand_out()
        # Whatever is wrong with it comes again where it can be said.
        with suppress(Exception):
            return self.begun.pop(mark).result().pop(mark)
        return None

    def make(self, make: Callable[[], Made]) -> Made:
        """Return what *make* returns, and let others begin once that pays."""
        # A machine that does something else meanwhile says nothing of the work.
        before = time.process_time()
        made = make()
        self.spent += time.process_time() - before
        self.number += 1
        if self.lacking and self.spent > seconds_to_begin:
            self.begin()
        return made

    def begin(self) -> None:
        """Let others make what is lacking, if that is enough for them."""
        from fields.workers import count_cores, open_workers  # here: a small build needs none

        waiting, self.lacking = dict(self.lacking), ()
        # The one that was just made is not known yet.
        each = self.spent / self.number
        number = min(count_cores() - 1, int(each * (len(waiting) - 1) / (2 * seconds_to_begin)))
        # They would read other code than this process did.
        if number < 1 or is_read_in_part():
            return
        # Where a system has no such processes, or this is no thread to begin some.
        with suppress(OSError, ImportError, NotImplementedError, ValueError):
            workers = self.enter_context(open_workers(number))
            self.waiting = waiting
            at_once = max(1, int(seconds_at_once / each))
            self.hand_out = partial(self.hand_out_to, workers, 2 * number, at_once)

    def hand_out_to(self, workers: Executor, most: int, at_once: int) -> None:
        """Let others have always something to do, and no more: what was handed out, they do."""
        self.busy = [each for each in self.busy if not each.done()]
        while self.waiting and len(self.busy) < most:
            # From the end, where this process comes last.
            some = [self.waiting.popitem() for _ in range(min(at_once, len(self.waiting)))]
            try:
                self.busy.append(workers.submit(make_each, some))
            except RuntimeError:  # one of them was ended from outside
                self.waiting.clear()
            else:
                self.begun |= dict.fromkeys((mark for mark, _ in some), self.busy[-1])


def make_each(work: Iterable[Work]) -> dict[bytes, object]:
    """Return what each step makes that nothing is wrong with."""
    made = {}
    for mark, make in work:
        with suppress(Exception):
            made[mark] = make()
    return made
