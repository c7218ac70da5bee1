"""Checks of the whole: links between pages (a mistake), and what is still missing (a warning)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from generator.errors import Problem, did_you_mean
from generator.model import Chapter, Exercise, Link, Routine, Site
from generator.sources import root

Tree = Mapping[PurePosixPath, bytes]

wanted_sections = {"steps": "Steps", "stop-if": "Stop if", "ask-first": "Ask first"}


def find_broken_links(site: Site, tree: Tree) -> Iterator[Problem]:
    """Yield a problem for each link of an author that leads to no page, or to no place on it."""
    anchors: dict[PurePosixPath, set[str]] = {}
    for link in all_links(site):
        parts = urlsplit(link.target)
        if parts.scheme or parts.netloc:
            continue
        source = link.source
        if parts.path:
            source = PurePosixPath(normpath(link.source.parent / unquote(parts.path)))
        address = source.with_suffix(".html") if source.suffix == ".md" else source
        page = address.relative_to(root) if address.is_relative_to(root) else address
        if source.suffix != ".md" or page not in tree:
            yield Problem(link.source, link.line, no_page(site, link, parts.path))
        elif parts.fragment:
            if page not in anchors:
                anchors[page] = read_anchors(tree[page].decode())
            if unquote(parts.fragment) not in anchors[page]:
                yield Problem(
                    link.source,
                    link.line,
                    f"{source.name} has no place #{parts.fragment}"
                    + (
                        did_you_mean(parts.fragment, anchors[page])
                        or f"; its headings are {', '.join(sorted(anchors[page]))}"
                    ),
                )


def no_page(site: Site, link: Link, path: str) -> str:
    """Return what is wrong with a link to a page that is not there."""
    names = {record.source.name: record.source for record in all_records(site)}
    message = f"there is no page {path}; write the path of its .md file from here"
    return message + did_you_mean(PurePosixPath(path).name, names)


def find_missing(site: Site) -> Iterator[Problem]:
    """Yield a warning for each thing that an exercise should have and has not."""
    for exercise in site.exercises:
        ids = {section.id for section in exercise.body.sections}
        for id, heading in wanted_sections.items():
            if id not in ids:
                yield Problem(exercise.source, 0, f'there is no section "## {heading}"')
        if not exercise.purpose:
            yield Problem(exercise.source, 0, "purpose is missing: one sentence on what it is for")
        names = {figure.name for figure in exercise.figures}
        for name in ("start", "hold"):
            if name not in names:
                poses = root / "poses" / f"{exercise.slug}.yaml"
                yield Problem(
                    exercise.source, 0, f'there is no figure "{name}"; pose it in {poses}'
                )
        for section in exercise.body.sections:
            steps = len(re.findall(r"<li>", section.html)) if section.id == "steps" else 4
            if not 4 <= steps <= 7:
                yield Problem(
                    exercise.source, 0, f"there are {steps} steps; 4 to 7 are easy to follow"
                )


def all_records(site: Site) -> Iterable[Exercise | Routine | Chapter]:
    """Return everything that has a file and a page of its own."""
    return (site.home, *site.chapters, *site.exercises, *site.routines)


def all_links(site: Site) -> Iterator[Link]:
    """Yield every link of every author."""
    for record in all_records(site):
        yield from record.body.links


def read_anchors(text: str) -> set[str]:
    """Return the ids of an HTML page."""
    reader = AnchorReader()
    reader.feed(text)
    return reader.anchors


class AnchorReader(HTMLParser):
    """Collects the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note the id of one element; those of the template itself are nobody's to link to."""
        found = {value for name, value in attributes if name == "id" and value}
        self.anchors |= {each for each in found if not each.startswith("page-")}
