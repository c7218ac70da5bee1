"""Sources that a text leans on and a page doesn't list: warnings.

A source is listed where a line begins with its link, as in the section Sources; it is cited where
its link stands inside of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from fields.errors import Problem
from generator.checks.wording.reading import blocks_in, exempt_section
from generator.content.sources import keep_last, split_front_matter
from generator.content.text.addresses import scheme_of
from generator.content.text.prose import code_span, remove_notes
from generator.model import Body, Link

begins_with_link = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:Sources?: *)?\[", re.IGNORECASE)
research = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|reviews?|research|researchers|guidelines?|survey|paper)\b",
    re.IGNORECASE,
)
leaning = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|reviews?|research) "
    r"(?:of|found|finds?|shows?|showed|shown|says?|suggests?|proves?|proved)\b",
    re.IGNORECASE,
)
mark = re.compile(r"(?<![\]\\])\[\d{1,3}(?:[,\u2013-] ?\d{1,3})*\](?![(\[:])")
paragraph = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")


@keep_last
def find_unlisted(path: PurePosixPath, body: Body, text: str) -> list[Problem]:
    """Return a warning for each source that the text of a page cites and doesn't list, or lists
    twice."""
    lines, problems = text.split("\n"), []
    outside = [link for link in body.links if scheme_of(link.target).startswith("http")]
    listed = [link for link in outside if begins_with_link.match(lines[link.line - 1])]
    known = {plain_address(link.target) for link in listed}
    start = body.line_of(exempt_section)
    if start:
        for link in outside:
            is_study = research.search(lines[link.line - 1])
            if link not in listed and is_study and plain_address(link.target) not in known:
                message = f"{link.target} is cited here and not listed; add it to the section"
                problems.append(Problem(path, link.line, f'{message} "Sources"'))
        problems += find_twice(path, [link for link in listed if link.line > start])
    for line, words in blocks_in(path, text):
        if found := mark.search(words):
            at = line + words.count("\n", 0, found.start())
            written = mark.search(code_span.sub("", lines[at - 1]))
            # Elsewhere on the page it may be given an address.
            if written and f"{found[0]}:" not in text:
                message = f"{found[0]} leads to no source; link to it"
                problems.append(Problem(path, at, f"{message}: [words](https://example.org)"))
    if not start and not outside:
        problems += find_nameless(path, text)
    return problems


def find_twice(path: PurePosixPath, listed: list[Link]) -> Iterator[Problem]:
    """Yield a warning for each source that stands in a list twice."""
    first: dict[str, int] = {}
    for link in listed:
        line = first.setdefault(plain_address(link.target), link.line)
        if line != link.line:
            message = f"this source is listed on line {line} already; take one of them away"
            yield Problem(path, link.line, message)


def find_nameless(path: PurePosixPath, text: str) -> Iterator[Problem]:
    """Yield a warning for the first words that lean on a study, on a page that names no source."""
    body, _ = remove_notes(split_front_matter(path, text)[1])
    before = text.count("\n") - body.count("\n")
    for words in paragraph.finditer(body):
        # A link may lead to a page of the site that has the source.
        if (found := leaning.search(words[0])) and "](" not in words[0]:
            line = 1 + before + body.count("\n", 0, words.start() + found.start())
            message = (
                'a study is named here, and the page has no source; add a section "## Sources"'
            )
            yield Problem(path, line, f"{message} with a link to it, or link to where it is")
            return


def plain_address(address: str) -> str:
    """Return an address without what makes no difference."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
