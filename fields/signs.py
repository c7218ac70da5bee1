"""Signs that nobody sees, and texts that are too long to be shown."""

from __future__ import annotations

import re

unseen = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Signs that no reader sees. YAML, HTML and SVG take them for line ends or refuse them, words that
look the same differ by them, and some turn round the order of all that follows."""
hidden = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f]")
"""Signs without a shape: some texts need them between their letters, a name or an address never."""


def shorten(text: str, most: int = 60) -> str:
    """Return the beginning of a text that is too long to be shown."""
    return text if len(text) <= most else f"{text[:most]}\u2026"
