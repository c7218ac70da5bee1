"""Mistakes and warnings as they are shown: with the line itself, and the page that it is about."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from fields.errors import Problem
from fields.signs import hidden
from generator.content.sources import Files, Sources, page_address, root, split_figure_name
from generator.model import Site

Form = Literal["text", "json", "github"]
Kind = Literal["mistake", "warning"]
shown = {ord("\t"): "\u21e5", **dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), "\u237d")}
"""Blanks that look like plain ones: a tab as its key has it, a no-break one as a shouldered box."""
accepted = re.compile(r"<!-- *check: ok\b[^>]*-->|\s# *check: ok\b")
"""An author writes this on the line of a warning that is none, as docs/content-format.md says."""
longest_line = 200
"""In signs: a choice. A paragraph may be one line; what is wrong in it is said beside it."""


class Finding(NamedTuple):
    """One of them, the same in terminal, browser and JSON.

    *file* is named as the editor's folders are; *line* is 0 where it is about the whole file, and
    *text* what stands on that line. *page* is the address of the page that it is about, from the
    top of the site, or empty.
    """

    kind: Kind
    file: str
    line: int
    text: str
    message: str
    page: str

    @property
    def place(self) -> str:
        """Where it is, as editors take it: the file and its line."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Outcome(NamedTuple):
    """What came of a build; *site* and *tree* are None where there were mistakes."""

    site: Site | None
    tree: Mapping[PurePosixPath, bytes] | None
    mistakes: Sequence[Finding] = ()
    warnings: Sequence[Finding] = ()


def without_accepted(warnings: Iterable[Problem], content: Files) -> list[Problem]:
    """Return those warnings of which no author has written, on their line, that they are none."""
    return [each for each in warnings if not is_accepted(each, content)]


def is_accepted(warning: Problem, content: Files) -> bool:
    """Tell whether an author has written that a warning is none, on its line."""
    data = content.get(warning.path, b"")
    # Most files hold no such words, and may have many warnings.
    lines = data.decode(errors="replace").split("\n") if b"check:" in data else ()
    return 0 < warning.line <= len(lines) and bool(accepted.search(lines[warning.line - 1]))


def write_as(form: Form, outcome: Outcome) -> str:
    """Return what was found as text for programs: JSON, or the commands of GitHub's workflows."""
    found = [*outcome.mistakes, *outcome.warnings]
    if form == "json":
        return json.dumps([each._asdict() for each in found], ensure_ascii=False, indent=2)
    return "\n".join(map(write_for_github, found))


def write_for_github(found: Finding) -> str:
    """Return one of them as a command that marks its line in a change."""
    kind = "error" if found.kind == "mistake" else "warning"
    place = f"file={escape_for_github(found.file, ':,')}"
    line = f",line={found.line}" if found.line else ""
    return f"::{kind} {place}{line}::{escape_for_github(found.message)}"


def escape_for_github(text: str, more: str = "") -> str:
    """Return a text with the signs that would end it, or a part of it, as their numbers."""
    return re.sub(f"[%\r\n{more}]", lambda sign: f"%{ord(sign[0]):02X}", text)


def find_all(
    kind: Kind, problems: Iterable[Problem], sources: Sources, content: PurePosixPath
) -> Iterator[Finding]:
    """Yield problems as they are shown; *content* is how messages name that folder."""
    files = {**sources.content, **sources.templates, **sources.static, **sources.catalogues}
    for problem in problems:
        text = read_line(files, problem)
        page = find_page(problem.path)
        if problem.path.parts[:1] == root.parts:
            problem = problem.within(content)
        yield Finding(kind, str(problem.path), problem.line, text, problem.message, page)


def find_bug(error: Exception) -> Finding:
    """Return an error that nobody thought of, with the line of the program where it came up."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{error!r}: the generator itself fails here; tell its authors what you changed"
    return Finding("mistake", place.filename, place.lineno or 0, place.line or "", message, "")


def read_line(files: Mapping[PurePosixPath, bytes], problem: Problem) -> str:
    """Return the line that a problem names, without the blanks around it, or an empty text.

    Signs that nobody sees are shown, as they may be what is wrong.
    """
    # Not splitlines: a line is what an editor counts as one.
    lines = files.get(problem.path, b"").decode(errors="replace").replace("\r\n", "\n").split("\n")
    line = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
    line = hidden.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", line.strip(" \r\f").translate(shown))
    return line if len(line) <= longest_line else f"{line[:longest_line].rstrip()}\u2026"


def find_page(path: PurePosixPath) -> str:
    """Return the address of the page that a file is about, or an empty text."""
    if not path.is_relative_to(root):
        return ""
    if path.suffix == ".md":
        return str(page_address(path))
    inner = path.relative_to(root)
    folder = str(inner.parent)
    drawn = {"poses": inner.stem, "figures": split_figure_name(inner.stem)[0]}.get(folder)
    return f"exercises/{drawn}.html" if drawn else ""
