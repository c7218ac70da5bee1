"""A Markdown body line by line: what of it is an author's text, and what is code or a note.

Python-Markdown forgets lines. What a message needs of them is found here, in one pass over the
text, so that a long page takes no longer than its length.
"""

from __future__ import annotations

import html
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from fields.errors import ContentError, Problem

longest_text = 100_000
"""It takes 0.7 s, and twice as much twice as long; the longest of our pages has 22,000."""
longest_heading = 300
"""Attributes in braces are looked for from each blank of a heading: 3 s with 30,000 of them."""
longest_block = 200
"""The parser calls itself for each term of a list of terms: with 1,000 lines Python ended that.
The longest of ours has 33."""
most_entities = 200
"""The parser looks through all of them for each: 0.1 s with 2,000, 1 s with 10,000."""
deepest_list = 10
"""The parser calls itself for each level; at 1,000 Python ends that."""

code_span = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)")
fence = re.compile(r"`{3,}|~{3,}")
address = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)([^\s<>]+)")
# Each alternative takes what it opens, closed or not: nothing is looked at twice.
code_or_note = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*$(?:.*?\n(?P=fence) *$|.*)"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--(?:.*?(?P<end>-->)|.*)",
    re.DOTALL | re.MULTILINE,
)
entity = re.compile(r"&#?\w+;")
quotation = re.compile(r"(?: *> ?)*")
deep = re.compile(rf"[\s>*+\-\d.)]{{{deepest_list + 1}}}")
marks = re.compile(r"(?:\s*(?:[-*+]|\d+[.)]|>)(?=[\s>]))*")


@dataclass(frozen=True)
class Source:
    """A Markdown body and where it stands: its file and the line on which it begins."""

    path: PurePosixPath
    text: str
    first_line: int

    def problem(self, line: int, message: str) -> Problem:
        """Return a problem on a line of the body, counted from 1."""
        return Problem(self.path, self.first_line - 1 + line, message)

    @cached_property
    def lines(self) -> list[str]:
        """All lines of the body."""
        return self.text.split("\n")

    @cached_property
    def fences(self) -> list[tuple[int, int]]:
        """The first and last line of each fenced code; one that is never closed ends at 0."""
        found = []
        first, inside = 0, ""
        for number, line in enumerate(self.lines, 1):
            if inside and line.rstrip(" ") == inside:
                found.append((first, number))
                inside = ""
            elif not inside and (opening := fence.match(line)):
                first, inside = number, opening[0]
        return [*found, (first, 0)] if inside else found

    @cached_property
    def prose(self) -> list[tuple[int, str]]:
        """The lines outside fenced code, numbered from 1, without code spans."""
        code = {number for first, last in self.fences for number in range(first, last + 1)}
        return [
            (number, code_span.sub("", line) if "`" in line else line)
            for number, line in enumerate(self.lines, 1)
            if number not in code
        ]

    @cached_property
    def _address_lines(self) -> Mapping[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, line in self.prose:
            for match in address.finditer(html.unescape(line)):
                # In most addresses the first bracket is the one that ends the link.
                for written in {match[1], match[1].partition(")")[0]}:
                    found[written].append(number)
        return found

    def lines_with(self, target: str) -> list[int]:
        """Return the lines on which an address stands as such, or the first that holds it."""
        target = html.unescape(target)
        return self._address_lines.get(target) or [self.line_of(target)]

    def line_of(self, words: str) -> int:
        """Return the first line that holds the words, rather outside of code; or 1."""
        lines = itertools.chain(self.prose, enumerate(self.lines, 1))
        return next((number for number, line in lines if words in html.unescape(line)), 1)


def read_source(source: Source, problems: list[Problem]) -> Source:
    """Return a body without its notes to oneself, up to a note or code that has no end.

    Raises ContentError where the text is too long or too deep to be a page.
    """
    text, open_line = remove_notes(source.text)
    source = replace(source, text=text)
    if found := list(find_excess(source)):
        raise ContentError(found)
    if open_line:
        message = "a note opens here with <!-- and is never closed; write --> after it"
        problems.append(source.problem(open_line, message))
    for first, last in source.fences:
        if not last:
            mark = source.lines[first - 1][:3]
            message = f"code opens here and is never closed; write a line {mark} after it"
            problems.append(source.problem(first, message))
            return replace(source, text="\n".join(source.lines[: first - 1]))
    return source


def remove_notes(text: str) -> tuple[str, int]:
    """Return a text without its `<!-- notes -->`, and the line of one that has no end, or 0."""
    open_line = 0
    if "<!--" not in text:  # the two other things that are looked for stay as they are
        return text, 0

    def keep(match: re.Match[str]) -> str:
        nonlocal open_line
        if not match[0].startswith("<!--"):
            return match[0]
        if not match["end"]:
            open_line = text.count("\n", 0, match.start()) + 1
        return "\n" * match[0].count("\n") if match["end"] else ""

    return code_or_note.sub(keep, text), open_line


def find_excess(source: Source) -> Iterator[Problem]:
    """Yield a problem for what would take a reader, and the build, too long."""
    if len(source.text) > longest_text:
        message = f"the text has {len(source.text)} characters; allowed: up to {longest_text}"
        yield source.problem(1, f"{message}; make several pages of it")
    if (count := len(entity.findall(source.text))) > most_entities:
        message = f"the text has {count} signs written as &name;; allowed: up to {most_entities}"
        yield source.problem(1, f"{message}; type the signs themselves")
    before = 0
    for number, line in source.prose:
        before = before + 1 if line.strip() else 0
        if before == longest_block + 1:
            message = f"here are more than {longest_block} lines without a blank line between them"
            yield source.problem(number, f"{message}; divide them")
    for number, line in enumerate(source.lines, 1):
        if len(line) > longest_heading and line.lstrip().startswith("#"):
            message = f"this line has {len(line)} characters; allowed: up to {longest_heading}"
            yield source.problem(number, message)
    yield from find_deep_lists(source)


def find_deep_lists(source: Source) -> Iterator[Problem]:
    """Yield a problem for each line with a mark of a list or quotation too deep in others."""
    # Each level takes a sign or two blanks where a line begins.
    if not any(deep.match(line.expandtabs(4)) for _, line in source.prose):
        return
    columns: list[int] = []  # of the items that are open
    before, depth_before = "", 0
    for number, line in source.prose:
        quoted, words = parted(quotation, line.expandtabs(4))
        found = len(re.findall(r"[-*+>]|\d+", parted(marks, words)[0]))
        column, depth = len(words) - len(words.lstrip()), quoted.count(">")
        if depth != depth_before:
            columns = []
        while (found or not before) and words.strip() and columns and column < columns[-1] + 2:
            columns.pop()
        if depth + found + (len(columns) if found else 0) > deepest_list:
            message = f"lists and quotations can stand in each other {deepest_list} deep, no deeper"
            yield source.problem(number, message)
        columns += [column] if found else []
        before, depth_before = words.strip(), depth


def parted(start: re.Pattern[str], line: str) -> tuple[str, str]:
    """Return how a line begins, by a pattern that may match nothing, and the rest of it."""
    found = start.match(line)
    assert found is not None
    return found[0], line[found.end() :]
