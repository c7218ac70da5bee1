"""The last gate: finished HTML is held against a list of what an author's text may become.

Whatever the steps before it let through, nh3 knows only what stands here; what it would take out
is reported, never taken out in silence.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import nh3

from generator.content.text.addresses import schemes

everywhere = {"class", "dir", "id", "lang", "title"}
attributes = {
    "a": {"href"},
    "img": {"alt", "loading", "src"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
tags = {
    *("a", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "hr", "img", "li", "ol", "p"),
    *("figcaption", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "pre", "strong", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}

cleaner = nh3.Cleaner(
    tags=tags,
    attributes={"*": everywhere, **attributes},
    url_schemes=schemes,
    # By default each link would get rel="noopener noreferrer".
    link_rel=None,
)

Part = tuple[str, str, str]


class PartReader(HTMLParser):
    """Counts the tags and attributes of a piece of HTML: (tag, attribute, value)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.parts: Counter[Part] = Counter()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count one tag, and each of its attributes."""
        self.parts[tag, "", ""] += 1
        self.parts.update((tag, name, value or "") for name, value in attrs)


def find_forbidden(text: str) -> list[Part]:
    """Return what of a piece of HTML may not be there: tags, and attributes with their values."""
    clean = cleaner.clean(text)
    # What is as it was has lost nothing; as good as always it is.
    return [] if clean == text else list(PartReader(text).parts - PartReader(clean).parts)


def allowed_on(tag: str) -> list[str]:
    """Return the attributes that a tag may have."""
    return sorted(everywhere | attributes.get(tag, set()))
