"""What has changed on the site, the newest first: by a feed a clinic notices a correction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.model import Site, all_records
from generator.pages.entries import address_of
from generator.words.imprint import describe_date, describe_review, describe_version

feed_address = PurePosixPath("feed.xml")
most_news = 100
"""So many are in the feed: a choice. Who follows it has seen the older ones."""


class News(NamedTuple):
    """One thing that has changed, on a *day* that is given year first. Its *id* and its *address*
    stand behind the address of the site."""

    day: str
    id: str
    title: str
    address: PurePosixPath
    summary: str


def plan_news(site: Site) -> tuple[News, ...]:
    """Return what is in the feed; nothing without an address, which each entry has to name."""
    if not site.address:
        return ()
    return tuple(sorted(list_news(site), key=newest_first, reverse=True)[:most_news])


def newest_first(news: News) -> tuple[str, str]:
    """Return what news are sorted by, so that those of one day have an order, too."""
    return news.day, news.id


def list_news(site: Site) -> Iterator[News]:
    """Yield all that has changed: of each page, of the site as a whole, and what was withdrawn.

    The id of a change holds the first address that its page had, which another name doesn't alter.
    """
    for record in all_records(site):
        address = address_of(record)
        first = next(iter(record.formerly), address)
        for change in record.changed:
            id = f"{first}#changed-{change.day}"
            yield News(change.day, id, record.title, address, change.what)
    words = site.words
    if site.reviewed:
        date = describe_date(site.reviewed, words)
        title = words.gettext("All pages were checked on %(date)s") % {"date": date}
        said = describe_version(site.title, site.version, site.reviewed, words)
        said = f"{said} {describe_review(site.reviewed_by, words)}"
        home = address_of(site.home)
        yield News(site.reviewed, f"{home}#reviewed-{site.reviewed}", title, home, said)
    for page in site.published:
        if page.withdrawn:
            title = words.gettext("Withdrawn: %(address)s") % {"address": page.address}
            said = words.gettext("If you have it on paper, please do not use it any more.")
            yield News(page.withdrawn, f"{page.address}#withdrawn", title, page.address, said)
