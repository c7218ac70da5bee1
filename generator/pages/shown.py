"""A section of one page as another page shows it: links and pictures lead to the same places."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import normpath, relpath

from markupsafe import Markup

from generator.content.text.addresses import scheme_of
from generator.model import Section

# In what Jinja, Markdown and nh3 write, < and > stand for tags only, and values in double quotes.
tag = re.compile(r"<[a-z][^>]*>")
place = re.compile(r'(\s(?:id|href|src)=)"([^"]*)"')


def show_elsewhere(
    section: Section, own: PurePosixPath, here: PurePosixPath, prefix: str
) -> Section:
    """Return a section of the page *own* as the page *here* shows it.

    The *prefix* goes before each id in it, so that two such sections don't share one.
    """
    ids = set(re.findall(r'<[a-z][^>]*\sid="([^"]*)"', section.html))

    def move(match: re.Match[str]) -> str:
        name, value = match[1], html.unescape(match[2])
        if name.strip() == "id=":
            return f'{name}"{html.escape(prefix + value)}"'
        path, hash, fragment = value.partition("#")
        # A place on the same page stays where it is, unless this section takes it along.
        if scheme_of(value) or (not path and own == here and fragment not in ids):
            return match[0]
        if not path and fragment in ids:
            return f'{name}"#{html.escape(prefix + fragment)}"'
        target = normpath(own.parent / path) if path else own
        return f'{name}"{html.escape(relpath(target, here.parent) + hash + fragment)}"'

    def moved(text: Markup) -> Markup:
        return Markup(tag.sub(lambda match: place.sub(move, match[0]), text))

    return replace(section, heading=moved(section.heading), html=moved(section.html))


def name_each(slugs: Iterable[str]) -> list[str]:
    """Return a name for each slug that no other has: the slug, with a number if it comes again."""
    slugs = list(slugs)
    names: list[str] = []
    for slug in slugs:
        name, number = slug, 2
        # A name made here must not be the slug of another.
        while name in names or (name != slug and name in slugs):
            name, number = f"{slug}-{number}", number + 1
        names.append(name)
    return names
