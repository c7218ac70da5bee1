"""Links between pages: those that lead to no page, or to no place on it, are mistakes."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import normpath, relpath
from urllib.parse import unquote, urlsplit

from fields.errors import Problem, did_you_mean, find_nearest
from generator.content.sources import one_form, root
from generator.model import Body, Link

Bodies = Mapping[PurePosixPath, Body]


def find_broken_links(bodies: Bodies, pages: Collection[PurePosixPath]) -> Iterator[Problem]:
    """Yield a problem for each link of an author that leads to no page, or to no place on it.

    *pages* are all Markdown files; *bodies* those of them that could be read.
    """
    for link in (link for body in bodies.values() for link in body.links):
        page, parts = page_of(link), urlsplit(link.target)
        if page is None:
            continue
        place = unquote(parts.fragment)
        if page not in pages:
            message = f"there is no page {parts.path}; write the path of its .md file from here"
            if re.search("[\u2018-\u201f]", parts.path):
                message = f"curly quotes stand in the link to {parts.path}; write straight ones"
            elif parts.path.startswith("www."):
                message = f"{parts.path} is not an address; copy it from the browser, with its "
                message += "https://"
            message += suggest_page(page, link.source, pages)
            could_be = page.suffix == ".md" and page.is_relative_to(root)
            yield Problem(link.source, link.line, message, lacks=page if could_be else None)
            continue
        way = way_to(page, link.source)
        if parts.query or (parts.path not in {"", way} and plain(parts.path) != way):
            message = f"{link.target} leads nowhere on the finished site; write {way}"
            yield Problem(link.source, link.line, message + (place and f"#{place}"))
            continue
        if not place or page not in bodies:
            continue
        known = {anchor.id for anchor in bodies[page].anchors}
        if place not in known:
            names = f"; its headings are {', '.join(sorted(known))}" if known else ""
            hint = did_you_mean(place, known) or names
            yield Problem(link.source, link.line, f"{page.name} has no place #{place}{hint}")


def page_of(link: Link) -> PurePosixPath | None:
    """Return the file that a link leads to, or None if that is another site."""
    parts = urlsplit(link.target)
    if parts.scheme or parts.netloc:
        return None
    return find_page(link.source.parent, unquote(parts.path)) if parts.path else link.source


# All pages of a folder have most links in common.
@functools.lru_cache(maxsize=10_000)
def find_page(folder: PurePosixPath, way: str) -> PurePosixPath:
    """Return the file to which a way leads from a folder."""
    return one_form(PurePosixPath(normpath(folder / way)))


def way_to(page: PurePosixPath, source: PurePosixPath) -> str:
    """Return the path of a page as a link on another page writes it."""
    return find_way(str(page), str(source.parent))


@functools.lru_cache(maxsize=10_000)
def find_way(address: str, folder: str) -> str:
    """Return an address as a page in the folder writes it."""
    return relpath(address, folder)


def plain(way: str) -> str:
    """Return a way without detours, its letters as they are."""
    return str(find_page(PurePosixPath(), unquote(way)))


def suggest_page(
    page: PurePosixPath, source: PurePosixPath, pages: Collection[PurePosixPath]
) -> str:
    """Return the end of a message with the path that was meant: the same name, or a near one."""
    # Reversed, so that of equal names the first one stays.
    by_name = {each.stem: each for each in sorted(pages, reverse=True)}
    near = find_nearest(page.stem, by_name)
    return f'; did you mean "{way_to(by_name[near], source)}"?' if near else ""
