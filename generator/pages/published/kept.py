"""What scripts keep on a reader's device, and the page that says so.

This is the one list of it: the page names each thing from here, and its script shows, saves, reads
back and erases what the page names. A test looks into all stores of a browser for anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.words.catalogue import Words

kept_address = PurePosixPath("kept.html")
copy = "copy"
"""The name of the copy of the site, which scripts don't remember: a service worker caches it."""


class Kept(NamedTuple):
    """One thing that is kept: what it is called, what it is for, and in words how much of it.

    *name* is that under which scripts remember it; one that ends in a colon stands for all that
    begin so, each with the name of a page behind it. *form* is a regular expression for the JSON
    that they write: a file from elsewhere may hold anything.
    """

    name: str
    form: str
    title: str
    why: str
    amount: str | list[str]


def list_kept(words: Words) -> Iterator[Kept]:
    """Yield all that a device may keep."""
    yield Kept(
        "days",
        repeated(r"\[", r'"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"', r"\]"),
        words.gettext("Ticked days"),
        words.gettext("The days on which you did your exercises. They fill your calendar."),
        words.plural_forms("%(count)s ticked day", "%(count)s ticked days"),
    )
    yield Kept(
        "routine:",
        repeated(r"\{", r'"((index|spent|at)":\d[\d.e-]*|did":\[[\d,]*\])', r"\}"),
        words.gettext("Your place in a routine"),
        words.gettext("Where you stopped, so that you can go on from there."),
        words.plural_forms("your place in %(count)s routine", "your place in %(count)s routines"),
    )
    yield Kept(
        "dose:",
        repeated(r"\[", r'(\d{1,4}|null|"left"|"right")', r"\]"),
        words.gettext("Your own times"),
        words.gettext("What you made shorter or longer, and the side that you chose."),
        words.plural_forms(
            "your own times for %(count)s exercise", "your own times for %(count)s exercises"
        ),
    )
    yield Kept(
        "choices",
        repeated(r"\{", r'"\w+":("[\w.]*"|true|false)', r"\}"),
        words.gettext("Timer settings"),
        words.gettext("The sounds and the like, as you set them."),
        words.gettext("your timer settings"),
    )
    yield Kept(
        "sheet",
        repeated(r"\{", r'"\w+":(true|false)', r"\}"),
        words.gettext("Print options"),
        words.gettext("How your sheets print."),
        words.gettext("your print options"),
    )
    yield Kept(
        copy,
        "",
        words.gettext("A copy of this site"),
        words.gettext("Its pages, so that they open without a network."),
        words.gettext("a copy of this site"),
    )


def repeated(begin: str, each: str, end: str) -> str:
    """Return the form of a list, or of fields, in JSON."""
    return f"{begin}({each}(,{each})*)?{end}"
