"""Parts -> markup, written anew: nothing but what was kept can come into a page."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.content.pictures.parts import Part

needless = re.compile(r" (?:(?=[A-Za-z])|(?<=[A-Za-z] )|(?=\.)(?<=\.\d ))")
"""A blank in a path that a letter or a second point beside it makes needless, as a minus does. The
blank comes first, for which a pattern is quick to look."""


def write_drawing(root: Part, left: float, top: float) -> Markup:
    """Return what is drawn, moved so that it begins at 0, 0."""
    given = root.attributes
    if left or top:
        # 0 - left, because -left would be written -0 for 0.
        given = {"transform": f"translate({0 - left:.10g} {0 - top:.10g})", **given}
    group = Part("g", root.line, given, children=root.children)
    return Markup("\n".join(map(write, [group] if given else root.children)).rstrip("\n"))


def write(part: Part | str) -> str:
    """Return a part with all that is in it, or a text."""
    if isinstance(part, str):
        return escape(part)
    mark = f' id="{part.mark}"' if part.mark else ""
    # Paths are most of a page: one in fifty of its bytes are such blanks, compressed as they are.
    attributes = {
        key: needless.sub("", value.replace(" -", "-")) if key == "d" else value
        for key, value in part.attributes.items()
    }
    given = "".join([f' {key}="{escape(value)}"' for key, value in attributes.items()])
    if part.children:
        return f"<{part.tag}{mark}{given}>{''.join(map(write, part.children))}</{part.tag}>"
    return f"<{part.tag}{mark}{given}/>" if part.tag != "defs" else ""


def escape(text: str) -> str:
    """Return a text as it stands in markup, in an attribute or between elements.

    No quote is left anywhere, so that an attribute of the page can be found by its letters.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")
