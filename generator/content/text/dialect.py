"""Markdown as authors everywhere write it -> Markdown as Python-Markdown reads it.

Python-Markdown wants a blank line before a list and four spaces before what stands inside an
item. Elsewhere a list may follow a line of text, and what is inside begins below the item's words.
This step, run on the lines before they become blocks, moves them to where the parser looks.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

tab = 4
"""By so many blanks Python-Markdown wants what is inside an item moved to the right."""
blanks = " \t\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))

list_mark = re.compile(rf"( *)([-*+]|\d{{1,9}}[.)])[{blanks}]+(?=\S)")
rule = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
heading = re.compile(r" {0,3}#{1,6}(?!#)")
quotation = re.compile(r" *> ?")
table_line = re.compile(r" {0,3}(?=[^\n]*\|)\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")


class Item(NamedTuple):
    """An open list item: the column of its mark, and whether that is a number."""

    column: int
    numbered: bool


class Dialect(Extension):
    """Runs after fenced code has been taken out of the text, before anything else reads it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the step, and let a backslash go before any sign, as elsewhere."""
        md.ESCAPED_CHARS = list(string.punctuation)
        # Fenced code has 25; 20 was that of HTML blocks, which are taken out.
        md.preprocessors.register(Tidy(md), "dialect", 20)


class Tidy(Preprocessor):
    """The step as Python-Markdown calls it."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as the parser reads them."""
        return list(Arranger(lines).arrange())


class Arranger:
    """Goes through lines once; knows the items that are open and what the last line was."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [plain_indent(line) for line in lines]
        self._open: list[Item] = []
        self._last = "blank"
        self._depth = 0  # how many items were open where the block began

    def arrange(self) -> Iterator[str]:
        """Yield the lines as the parser reads them."""
        number = 0
        while number < len(self._lines):
            line = self._lines[number]
            following = self._lines[number + 1] if number + 1 < len(self._lines) else ""
            if quotation.match(line):
                quoted = self._run_of_quotation(number)
                yield from self._quote(quoted)
                number += len(quoted)
                continue
            yield from self._arrange_line(line, following)
            number += 1

    def _arrange_line(self, line: str, following: str) -> Iterator[str]:
        mark = None if rule.match(line) else list_mark.match(line)
        if not line:
            self._last = "blank"
            yield line
        elif mark and self._is_item(mark, following):
            yield from self._item(mark, line)
        elif heading.match(line) or rule.match(line):
            self._open, self._last = [], "blank"
            yield line.lstrip()
        else:
            # A table, too, needs a blank line before it.
            if self._last != "blank" and table_line.match(following) and "|" in line:
                self._last = "blank"
                yield ""
            yield self._words(line, ends=not following.strip())

    def _is_item(self, mark: re.Match[str], following: str) -> bool:
        """Tell whether a line that looks like an item is one, and not the rest of a sentence."""
        if not self._open and len(mark[1]) >= tab:
            # Four blanks make code, but not in a paragraph that goes on.
            return self._last == "text"
        if self._open or self._last != "text" or not mark[2][:-1]:
            return True
        # CommonMark 5.2: only a 1 may break into a paragraph. Here a list that goes on may, too.
        number = int(mark[2][:-1])
        after = list_mark.match(following)
        return number == 1 or bool(after and after[2][:-1] == str(number + 1))

    def _item(self, mark: re.Match[str], line: str) -> Iterator[str]:
        column, numbered = len(mark[1]), mark[2][:-1] != ""
        # What begins two columns further right, behind a mark and a blank, is inside of the item.
        kind = None
        while self._open and column < self._open[-1].column + 2:
            kind = self._open.pop()
        # CommonMark 5.3: another kind of mark begins another list.
        other = self._last == "item" and kind is not None and kind.numbered != numbered
        if self._last == "text" or other or len(self._open) < self._depth:
            yield ""
            self._last = "blank"
        if self._last == "blank":
            self._depth = len(self._open)
        written = f"{int(mark[2][:-1])}." if numbered else mark[2]
        yield " " * tab * len(self._open) + f"{written} {line[mark.end() :]}"
        self._open.append(Item(column, numbered))
        self._last = "item"

    def _words(self, line: str, ends: bool) -> str:
        """Return a line that begins nothing: it goes on, or stands inside an open item.

        Where its paragraph *ends* no line follows to break from.
        """
        line = line if ends else hard_break(line)
        column = len(line) - len(line.lstrip())
        if self._last == "blank":
            while self._open and column < self._open[-1].column + 2:
                self._open.pop()
            self._last, self._depth = "text", len(self._open)
        if not self._open or self._last == "item":
            return line
        spare = column - self._open[-1].column - tab
        return " " * (tab * len(self._open) + (spare if spare >= tab else 0)) + line.lstrip()

    def _run_of_quotation(self, number: int) -> list[str]:
        end = number
        while end < len(self._lines) and quotation.match(self._lines[end]):
            end += 1
        return self._lines[number:end]

    def _quote(self, lines: list[str]) -> Iterator[str]:
        column = len(lines[0]) - len(lines[0].lstrip())
        while self._open and column < self._open[-1].column + 2:
            self._open.pop()
        if self._last != "blank":
            yield ""
        inside = Arranger([quotation.sub("", line, count=1) for line in lines]).arrange()
        for line in inside:
            yield " " * tab * len(self._open) + f"> {line}"
        self._last = "text"


def plain_indent(line: str) -> str:
    """Return a line that begins with plain spaces only, and is empty if it looks so."""
    words = line.lstrip(blanks)
    start = line[: len(line) - len(words)].replace("\u200b", "").replace("\ufeff", "")
    return " " * len(start) + words if words else ""


def hard_break(line: str) -> str:
    """Return a line whose last sign, a backslash, is written as the two spaces of a line break."""
    return f"{line[:-1]}  " if re.search(r"(?<!\\)(?:\\\\)*\\$", line) else line
