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


Target = tuple[str, str]
"""Where a link leads: the address of a file of the site, and a place on it or an empty text."""


class Places(NamedTuple):
    """What a page defines, with how often, and where its links lead, with how one is written."""

    ids: Mapping[str, int]
    links: Mapping[Target, str]


def find_places(address: PurePosixPath, page: bytes, base: str) -> Places:
    """Return what a finished page of a site whose path is *base* defines and links to."""
    found = [each for match in tag.finditer(page.decode()) for each in place.findall(match[0])]
    ids = Counter(html.unescape(value) for name, value in found if name == "id")
    # In order, so that of several ways to write a link it is always the same one.
    written = sorted({html.unescape(value) for name, value in found if name != "id"})
    ways = ((resolve(each, address, base), each) for each in written)
    return Places(dict(ids), {target: each for target, each in ways if target})


def find_broken_places(
    tree: Tree,
    sheets: Collection[PurePosixPath],
    site: Site,
    remember: Remember = make_anew,
) -> Iterator[Problem]:
    """Yield a problem for each id that a page has twice, and each link that leads nowhere.

    *sheets* are the files that are made of the pages later.
    """
    base = unquote(urlsplit(site.address).path) or "/"
    places = {
        str(path): remember(
            ("places", path, data, base), functools.partial(find_places, path, data, base)
        )
        for path, data in tree.items()
        if path.suffix == ".html"
    }
    addresses = {*map(str, tree), *map(str, sheets)}
    wrong = [
        (page, written, target, message)
        for page, found in places.items()
        for target, written in found.links.items()
        if (message := what_is_wrong(target, addresses, places))
    ]
    twice = [page for page, found in places.items() if max(found.ids.values(), default=0) > 1]
    if not wrong and not twice:
        return
    records = {str(address_of(record)): record for record in all_records(site)}
    authors = authors_links(records)
    for page in twice:
        yield from find_double_ids(page, places[page], records.get(page))
    for page, written, target, message in wrong:
        # What no author wrote comes from a template: the finished page has to name it.
        for link in authors.get(target) or [Link(PurePosixPath(page), 0, written)]:
            yield Problem(link.source, link.line, message)


def resolve(written: str, page: PurePosixPath, base: str) -> Target | None:
    """Return where a link on a page leads, or None if that is another site."""
    if scheme_of(written):
        return None
    path, _, fragment = written.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):  # below the site's address; a preview lies at the top
        below = path.removeprefix(base).removeprefix("/")
        return str(PurePosixPath(below)), unquote(fragment)
    return normpath(page.parent / path) if path else str(page), unquote(fragment)


def authors_links(records: Mapping[str, Record]) -> Mapping[Target, list[Link]]:
    """Return the links that authors wrote by where they lead; the *records* by their addresses."""
    links: defaultdict[Target, list[Link]] = defaultdict(list)
    for address, record in records.items():
        for link in record.body.links:
            # An author's link is relative, so it doesn't matter where the site will stand.
            if target := resolve(page_link(link.target), PurePosixPath(address), "/"):
                links[target].append(link)
    return links


def what_is_wrong(target: Target, addresses: Collection[str], places: Mapping[str, Places]) -> str:
    """Return why a link leads nowhere, or an empty text."""
    address, place = target
    if address not in addresses:
        return f"the finished site has no {address}, and a link leads there"
    if not place or address not in places:
        return ""
    ids = places[address].ids
    if place in ids:
        return ""
    hint = did_you_mean(place, ids)
    return f"the finished page {address} has no place #{place}{hint}"


def find_double_ids(address: str, page: Places, record: Record | None) -> Iterator[Problem]:
    """Yield a problem for each id that stands on a page more than once."""
    for id, times in page.ids.items():
        if times > 1:
            message = f"the finished page has {times} places called {id}"
            line = record.body.line_of(id) if record else 0
            hint = f"; write another name behind the heading: {{#my-{id}}}" if line else ""
            source = record.source if record else PurePosixPath(address)
            yield Problem(source, line, message + hint)
