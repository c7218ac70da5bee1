"""Which version of a site it is, when its words were last checked, and what has changed."""

from __future__ import annotations

from generator.model import Change
from generator.words.catalogue import Words


def describe_version(title: str, version: str, reviewed: str, words: Words) -> str:
    """Return the title with whatever is known of the version and the date of the review."""
    gaps = {"title": title, "version": version, "date": describe_date(reviewed, words)}
    if version and reviewed:
        whole = words.gettext("%(title)s, version %(version)s, words last checked %(date)s.")
    elif version:
        whole = words.gettext("%(title)s, version %(version)s.")
    elif reviewed:
        whole = words.gettext("%(title)s, words last checked %(date)s.")
    else:
        whole = words.gettext("%(title)s.")
    return whole % gaps


def describe_review(name: str, words: Words) -> str:
    """Return who has reviewed the pages, or that nobody has."""
    if not name:
        return words.gettext("No doctor or physiotherapist has reviewed these pages yet.")
    return words.gettext("Reviewed by %(name)s.") % {"name": name}


def describe_change(change: Change, words: Words) -> str:
    """Return what has changed on a page, and when."""
    gaps = {"date": describe_date(change.day, words), "what": change.what}
    return words.gettext("Changed on %(date)s: %(what)s") % gaps


def describe_date(day: str, words: Words) -> str:
    """Return a date, given year first, as it is written in a language; nothing for none."""
    if not day:
        return ""
    year, month, number = day.split("-")
    order = words.pgettext("a date in numbers", "%(year)s-%(month)s-%(day)s")
    date = order % {"year": year, "month": month, "day": number}
    # Behind Arabic letters its numbers would stand in the other order (Unicode's rule W2). A text
    # has no <bdi>: these are the signs that a date begins and ends which runs left to right.
    return f"\u2066{date}\u2069" if words.direction == "rtl" else date
