"""Finished pages held against each other: no id twice, and no link to what isn't there.

What a page defines and links to is read from its bytes, so whatever made them is checked: an
author's text, a template, a section that another page shows.
"""

from __future__ import annotations

import functools
import html
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from fields.errors import Problem, did_you_mean
from generator.content.memory import Remember, make_anew
from generator.content.text.addresses import page_link, scheme_of
from generator.model import Link, Record, Site, all_records
from generator.pages.entries import address_of
from generator.pages.shown import tag

Tree = Mapping[PurePosixPath, bytes]

place = re.compile(r'\s(id|href|src)="([^"]*)"')


class Target(NamedTuple):
    """Where a link leads: a file of the site, and a place on it or an empty text."""

    address: PurePosixPath
    place: str


class Places(NamedTuple):
    """What a page defines, and what it links to as it is written."""

    ids: tuple[str, ...]
    links: frozenset[str]


def read_places(page: bytes) -> Places:
    """Return what a finished page defines and links to."""
    found = [each for match in tag.finditer(page.decode()) for each in place.findall(match[0])]
    ids = tuple(html.unescape(value) for name, value in found if name == "id")
    return Places(ids, frozenset(html.unescape(value) for name, value in found if name != "id"))


def find_broken_places(
    tree: Tree,
    sheets: Collection[PurePosixPath],
    site: Site,
    remember: Remember = make_anew,
) -> Iterator[Problem]:
    """Yield a problem for each id that a page has twice, and each link that leads nowhere.

    *sheets* are the files that are made of the pages later.
    """
    pages = {
        path: remember(("places", data), functools.partial(read_places, data))
        for path, data in tree.items()
        if path.suffix == ".html"
    }
    records = {address_of(record): record for record in all_records(site)}
    authors = authors_links(records)
    base = urlsplit(site.address).path or "/"
    for address, page in pages.items():
        yield from find_double_ids(address, page, records.get(address))
        for written in sorted(page.links):
            target = resolve(written, address, base)
            if not target or target.address in sheets:
                continue
            if message := what_is_wrong(target, tree, pages):
                # What no author wrote comes from a template: the finished page has to name it.
                for link in authors.get(target) or [Link(address, 0, written)]:
                    yield Problem(link.source, link.line, message)


def resolve(written: str, page: PurePosixPath, base: str) -> Target | None:
    """Return where a link on a page leads, or None if that is another site."""
    if scheme_of(written):
        return None
    path, _, fragment = written.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):  # below the site's address; a preview lies at the top
        below = path.removeprefix(base).removeprefix("/")
        return Target(PurePosixPath(below), unquote(fragment))
    return Target(find_file(page.parent, path) if path else page, unquote(fragment))


# All pages of a folder have most links in common.
@functools.lru_cache(maxsize=10_000)
def find_file(folder: PurePosixPath, way: str) -> PurePosixPath:
    """Return the file to which a way leads from a folder."""
    return PurePosixPath(normpath(folder / way))


def authors_links(records: Mapping[PurePosixPath, Record]) -> Mapping[Target, list[Link]]:
    """Return the links that authors wrote by where they lead."""
    links: defaultdict[Target, list[Link]] = defaultdict(list)
    for address, record in records.items():
        for link in record.body.links:
            # An author's link is relative, so it doesn't matter where the site will stand.
            if target := resolve(page_link(link.target), address, "/"):
                links[target].append(link)
    return links


def what_is_wrong(target: Target, tree: Tree, pages: Mapping[PurePosixPath, Places]) -> str:
    """Return why a link leads nowhere, or an empty text."""
    if target.address not in tree:
        return f"the finished site has no {target.address}, and a link leads there"
    if not target.place or target.address not in pages:
        return ""
    ids = pages[target.address].ids
    if target.place in ids:
        return ""
    hint = did_you_mean(target.place, ids)
    return f"the finished page {target.address} has no place #{target.place}{hint}"


def find_double_ids(
    address: PurePosixPath, page: Places, record: Record | None
) -> Iterator[Problem]:
    """Yield a problem for each id that stands on a page more than once."""
    for id, times in Counter(page.ids).items():
        if times > 1:
            message = f"the finished page has {times} places called {id}"
            line = record.body.line_of(id) if record else 0
            hint = f"; write another name behind the heading: {{#my-{id}}}" if line else ""
            source = record.source if record else address
            yield Problem(source, line, message + hint)
