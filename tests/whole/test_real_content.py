"""The real site as a whole: every link leads somewhere, and no id stands twice on a page."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import urlsplit


class PageReader(HTMLParser):
    """Collects the ids and the addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id":
                self.ids[value] += 1
            if name in {"href", "src"}:
                self.addresses.append(value)


def test_every_link_leads_to_a_page_and_a_place_that_are_there(real_tree):
    pages = {address: PageReader() for address in real_tree if address.suffix == ".html"}
    for address, page in pages.items():
        page.feed(real_tree[address].decode())
        assert {id for id, times in page.ids.items() if times > 1} == set(), address
    for address, page in pages.items():
        for parts in map(urlsplit, page.addresses):
            if parts.scheme or address.name == "404.html":
                continue
            path = normpath(address.parent / parts.path) if parts.path else address
            target = PurePosixPath(path)
            assert target in real_tree, (address, parts.path)
            if parts.fragment:
                assert parts.fragment in pages[target].ids, (address, parts.fragment)
