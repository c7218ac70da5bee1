"""Pages that were published once: one that is gone in silence, and an address that two want."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from fields.errors import Problem, find_nearest
from generator.checks.missing import is_to_come
from generator.content.across import line_of_word
from generator.content.records.published import list_file
from generator.content.sources import (
    Files,
    as_they_are,
    in_folder,
    line_of_field,
    page_address,
    published_files,
    reserved,
)
from generator.model import Record, Site, all_records
from generator.pages.entries import address_of
from generator.pages.published.moved import list_moved

most_guesses = 10
"""So many warnings guess a new name, for which each is held against the names of all pages."""
Claim = tuple[PurePosixPath, PurePosixPath, int, str]
"""An address that is to lead on, or to say that its page was withdrawn; the file and the line that
ask for it, and what they call it."""


def find_claims(site: Site, content: Files) -> Iterator[Claim]:
    """Yield each address that is to have a page without a file of its own."""
    for address, record in list_moved(site):
        line = line_of_field(content[record.source], "formerly")
        yield address, record.source, line, f"formerly: {address}"
    for page in site.published:
        if page.withdrawn:
            yield page.address, list_file, page.line, f"{page.address} is withdrawn, but it"


def find_taken_addresses(
    site: Site, content: Files, made: Collection[PurePosixPath]
) -> Iterator[Problem]:
    """Yield a problem for each former address, or that of a page withdrawn, that something else
    has; *made* are those that a build gives to pages."""
    claims = [*find_claims(site, content)]
    if not claims:
        return
    # By the files, so that a draft counts, whose page is in the preview.
    folders = ("", "exercises", "routines")
    pages = {page_address(path): path for path in content if in_any(path, folders)}
    files = published_files(content)
    claimed: dict[PurePosixPath, str] = {}
    for address, source, line, called in claims:
        if source == list_file and pages.get(address) in site.drafts:
            continue
        if address in pages:
            fault = f"is the address of {pages[address]}, which is there; take this out"
        elif address in claimed:
            fault = f"stands in {claimed[address]} too; keep one of them"
        elif address in files:
            fault = f"is the address of {as_they_are / address}; take one of them away"
        elif address in made or (address.stem in reserved and len(address.parts) == 1):
            fault = "is the address of a page that the site makes itself; take this out"
        else:
            claimed[address] = f"{source}:{line}"
            continue
        yield Problem(source, line, f"{called} {fault}")


def in_any(path: PurePosixPath, folders: Iterable[str]) -> bool:
    """Tell whether a file is a page's, in one of these folders of content/."""
    return path.suffix == ".md" and in_folder(path, *folders)


def find_lost(site: Site, content: Files, today: date) -> Iterator[Problem]:
    """Yield a warning for each page that was published, and now is neither there, nor under another
    name, nor withdrawn: a printed code leads nowhere."""
    there = dict(list_moved(site)) | {address_of(record): record for record in all_records(site)}
    lost = [
        (page, record)
        for page in site.published
        for record in [there.get(page.address)]
        if not page.withdrawn and (record is None or record.draft)
    ]
    for number, (page, record) in enumerate(lost):
        withdraw = f"write in this line: withdrawn {today} {page.address}"
        never = "if it was never published, delete the line"
        if record:
            message = f"{page.address} was published, and its file is a draft now, so codes on "
            message += f"paper lead nowhere; take `draft` out of {record.source}, or {withdraw}"
        else:
            message = f"{page.address} was published and is gone, so codes on paper lead nowhere. "
            likely = guess_new(page.address, site) if number < most_guesses else None
            message += f"{suggest_new_name(page.address, likely, content)} If it was withdrawn, "
            message += f"{withdraw}; {never}"
        yield Problem(list_file, page.line, message)


def find_days_to_come(site: Site, content: Files, today: date) -> Iterator[Problem]:
    """Yield a warning for each day of a change that is yet to come."""
    days = [(record.source, each.day) for record in all_records(site) for each in record.changed]
    lines = [(path, line_of_word(content[path], day, "changed"), day) for path, day in days]
    lines += [(list_file, each.line, each.withdrawn) for each in site.published if each.withdrawn]
    for path, line, day in lines:
        if is_to_come(day, today):
            message = f"{day} is yet to come; write the day on which the change was published"
            yield Problem(path, line, message)


def suggest_new_name(gone: PurePosixPath, likely: Record | None, content: Files) -> str:
    """Return what to write where, if a page has only got another name, *likely* that of one."""
    if not likely:
        return (
            f"If another page took its place, write there, among the fields at the top: "
            f"formerly: [{gone}]."
        )
    address = address_of(likely)
    name = gone.stem if gone.parent == address.parent else str(gone)
    former = [each.stem if each.parent == address.parent else str(each) for each in likely.formerly]
    line = line_of_field(content[likely.source], "formerly")
    where = f"in line {line}" if line else "among the fields at the top"
    return (
        f"If it is {likely.source} now, write there, {where}: "
        f"formerly: [{', '.join([*former, name])}]."
    )


def guess_new(gone: PurePosixPath, site: Site) -> Record | None:
    """Return the page that one which is gone may be now, if there is one that looks like it.

    A page that is yet to be published is likelier than others: first one of the same kind with a
    name like the old, then the only one of its kind, then one of another kind.
    """
    known = {page.address for page in site.published}
    fresh = [record for record in all_records(site) if address_of(record) not in known]
    alike = [record for record in fresh if address_of(record).parent == gone.parent]
    for among in (alike, fresh, all_records(site)):
        by_name = {record.slug: record for record in among if not record.draft}
        if nearest := find_nearest(gone.stem, by_name):
            return by_name[nearest]
        if among is alike and len(by_name) == 1:
            return next(iter(by_name.values()))
    return None


def find_new(site: Site) -> list[PurePosixPath]:
    """Return the addresses of the pages that are not in the list of those published."""
    known = {page.address for page in site.published}
    pages = (address_of(record) for record in all_records(site) if not record.draft)
    return sorted(address for address in pages if address not in known)
