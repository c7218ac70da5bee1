"""Headings and other places of a body that a link may lead to, with their lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from fields.errors import Problem
from generator.content.text.prose import Source
from generator.model import Anchor

heading_tags = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
heading = re.compile(r" {0,3}(#{1,6})(.*[^\s#].*)")
written_id = re.compile(r"\{[^{}]*?(?:#([^\s{}]+)|\bid=(?:\"([^\"]*)\"|([^\s{}\"]+)))")


def heading_lines(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the line and the level of each heading that begins with #."""
    for number, line in source.prose:
        if "#" in line and (match := heading.match(line)):
            yield number, len(match[1])


def find_heading_problems(source: Source, root: Element) -> Iterator[Problem]:
    """Yield a problem for a first-level heading and for a level that is left out."""
    lines = list(heading_lines(source))
    previous = 1
    for number, level in lines:
        if level == 1:
            message = "the page's title comes from its title field; begin headings with ##"
            yield source.problem(number, f"{message}, or write \\# for the sign itself")
        elif level > previous + 1:
            wanted = "#" * (previous + 1)
            yield source.problem(number, f"this heading skips a level; write {wanted} here")
        previous = max(level, 2) if level > 1 else previous
    if any(child.tag == "h1" for child in root) and all(level > 1 for _, level in lines):
        line = next((number for number, line in source.prose if re.match(r" {0,3}=+ *$", line)), 1)
        yield source.problem(line, "a line of === makes a title; begin headings with ## instead")


def find_heading_attributes(source: Source, root: Element) -> Iterator[Problem]:
    """Yield a problem for what a heading of a section can't carry: the template writes its tag."""
    headings = (element for element in root.iter() if element.tag in heading_tags)
    # Not strict: a heading that is underlined has no line with #.
    for (line, _), element in zip(heading_lines(source), headings, strict=False):
        for name in sorted(set(element.keys()) - {"id"}):
            message = f"the attribute {name} is not allowed here; a heading has {{#a-name}} only"
            yield source.problem(line, message)


def find_anchors(source: Source, root: Element) -> tuple[Anchor, ...]:
    """Return every id of a body with its line: written in braces, or made from a heading."""
    written: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in source.prose:
        for match in written_id.finditer(words) if "{" in words else ():
            written[match[1] or match[2] or match[3]].append(number)
    made = iter([number for number, _ in heading_lines(source)])
    anchors = []
    for element in root.iter():
        line = next(made, 1) if element.tag in heading_tags else 1
        if (id := element.get("id")) is not None:
            line = written[id].pop(0) if written[id] else line
            anchors.append(Anchor(id, source.first_line - 1 + line))
    return tuple(anchors)


def find_anchor_problems(source: Source, anchors: tuple[Anchor, ...]) -> Iterator[Problem]:
    """Yield a problem for each id that no link can lead to."""
    first: dict[str, int] = {}
    for anchor in anchors:
        if not anchor.id or re.search(r"\s", anchor.id):
            message = f'"{anchor.id}" can\'t be the name of a place; write one word: {{#my-place}}'
            yield Problem(source.path, anchor.line, message)
        elif anchor.id in first:
            message = f"a place called {anchor.id} is in line {first[anchor.id]} already"
            yield Problem(source.path, anchor.line, f"{message}; give this one another name")
        first.setdefault(anchor.id, anchor.line)
