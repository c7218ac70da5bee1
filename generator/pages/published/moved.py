"""The addresses at which a page stood before, and those of pages that were withdrawn.

What a reader has in a bookmark, or on paper as a code, must not lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.model import Record, Site, all_records
from generator.pages.entries import address_of


def list_moved(site: Site) -> Iterator[tuple[PurePosixPath, Record]]:
    """Yield each former address, and what stands elsewhere now."""
    for record in all_records(site):
        yield from ((former, record) for former in record.formerly)


def list_redirects(site: Site) -> dict[PurePosixPath, PurePosixPath]:
    """Return the address of a page by each of its former ones."""
    return {former: address_of(record) for former, record in list_moved(site)}


def list_withdrawn(site: Site) -> tuple[PurePosixPath, ...]:
    """Return the addresses of pages that were taken away; a preview may have one as a draft."""
    there = {address_of(record) for record in all_records(site)}
    withdrawn = (each.address for each in site.published if each.withdrawn)
    return tuple(address for address in withdrawn if address not in there)
