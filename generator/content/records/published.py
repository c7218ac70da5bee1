"""published.txt -> the pages that were published once, and those of them that were withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from fields.errors import ContentError, Problem
from fields.reader import is_date
from fields.signs import shorten
from fields.text import decode
from generator.content.sources import Files, find_page_fault, root
from generator.model import Published

list_file = root / "published.txt"
allowed = (
    "allowed: an address such as exercises/toe-tap.html, or withdrawn, the day and an address, "
    "such as withdrawn 2026-11-30 exercises/toe-tap.html"
)
new_file = """\
# Every page that was ever published, one address a line, for `check` to see that none gets lost.
# `build.py published` adds new ones. A page that was taken away for good is marked with the day:
# withdrawn 2026-11-30 exercises/toe-tap.html
"""


def parse_published(files: Files, problems: list[Problem]) -> tuple[Published, ...]:
    """Return the pages that were published, none where nobody has kept a list; what is wrong with
    it goes to *problems*."""
    if list_file not in files:
        return ()
    try:
        text = decode(list_file, files[list_file])
    except ContentError as error:
        problems += error.problems
        return ()
    pages: dict[PurePosixPath, Published] = {}
    for page in parse_lines(text, problems):
        if other := pages.get(page.address):
            message = f"{page.address} stands in line {other.line} already; take one of them out"
            problems.append(Problem(list_file, page.line, message))
        pages.setdefault(page.address, page)
    return tuple(pages.values())


def parse_lines(text: str, problems: list[Problem]) -> Iterator[Published]:
    """Yield what each line says that is no note."""
    for number, line in enumerate(text.split("\n"), 1):
        words = re.sub(r"(?:^|\s)#.*", "", line).split()
        if not words:
            continue
        *mark, address = words
        if mark and (len(mark) != 2 or mark[0] != "withdrawn" or not is_date(mark[1])):
            message = f'"{shorten(line.strip())}" is no line of this list; {allowed}'
            if len(mark) == 2 and mark[0] == "withdrawn":
                message = f'"{shorten(mark[1])}" is no date such as 2026-11-30'
            problems.append(Problem(list_file, number, message))
        elif fault := find_page_fault(address):
            problems.append(Problem(list_file, number, f'"{shorten(address)}" {fault}; {allowed}'))
        else:
            yield Published(PurePosixPath(address), number, mark[1] if mark else "")


def add_published(data: bytes, addresses: list[PurePosixPath]) -> bytes:
    """Return the list with more pages at its end; an empty one begins with what it is."""
    data = data or new_file.encode()
    end = b"\r\n" if b"\r\n" in data else b"\n"
    rest = b"" if data.endswith(b"\n") else end
    return data + rest + b"".join(str(each).encode() + end for each in addresses)
