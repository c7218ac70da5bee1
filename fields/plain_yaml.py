"""YAML text -> its nodes, with a problem wherever YAML would silently make something else of it.

Authors write words, and YAML has signs of its own: what follows ` #` is left out, `&` and `!` at
the start swallow a word, a dash too far right becomes a part of the line above. None of that may
pass, so the text is looked at twice: here its signs as a whole, and in `find_slip` each text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

import yaml

from fields.errors import ContentError, Problem
from fields.explain import explain_yaml, in_quotes, lines_of
from fields.signs import unseen

deepest = 20
"""How deep lists and groups may lie in each other: libyaml recurses, and a stack has an end."""

fold_from, fold_to = 77, 84
"""Where programs, such as forms in a browser, fold a long text: before the word that would pass
column 80. Some count a quote or a sign of several bytes otherwise, so this is measured."""

note = re.compile(r"[ \t]+#")
# YAML asks for one blank; two, and one behind, tell a note that is meant from a number sign.
plain_note = re.compile(r" {2,}# ")
bullet = re.compile(r"\s*[-*+\u2022\u00b7\u2013\u2014]")
bullet_in_quotes = re.compile(r"\s*[-*+\u2022\u00b7\u2013\u2014]\s")
# Not https://, whose colon is part of an address.
field = re.compile(r"\s*[A-Za-z_]+:(?!//)\S")
field_in_quotes = re.compile(r"\s*[a-z_]+:\s")
# Behind an odd backslash; what is written on purpose is left: quotes, codes, slashes.
escape = re.compile(r'(?<!\\)(?:\\\\)*(\\(?:[^"\\/xuU]|$))')
wrapped = re.compile(
    "[\u201c\u201d\u201e\u00ab].*[\u201c\u201d\u201f\u00bb\"]|'.*\u2019|[\u2018\u201a].*['\u2019]"
)


class Slip(NamedTuple):
    """What YAML makes of a text without a word: the line, from 0, and how to write it."""

    line: int
    message: str


def compose(path: PurePosixPath, text: str, first_line: int) -> yaml.MappingNode:
    """Return the fields of a YAML text as a node. Raises ContentError."""
    lines = lines_of(text)

    def refuse(slips: Sequence[Slip]) -> ContentError:
        return ContentError(Problem(path, first_line + line, message) for line, message in slips)

    try:
        if slips := [*find_signs(text, lines)]:
            raise refuse(slips)
        # Only now: to compose goes as deep as the text does.
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise refuse([Slip(*explain_yaml(error, lines))]) from None
    if node is None:
        raise refuse([Slip(0, "there are no fields; write name: value")])
    if not isinstance(node, yaml.MappingNode):
        message = "expected fields, one a line, each as `name: value`"
        raise refuse([Slip(node.start_mark.line, message)])
    return node


def find_signs(text: str, lines: Sequence[str]) -> Iterator[Slip]:
    """Yield a slip for each anchor, alias and tag, and for what lies too deep to be read."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        start = event.start_mark
        if start is None:  # only the stubs say so
            continue
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > deepest:
            yield Slip(
                start.line, "too many lists or brackets lie in each other; is one left open?"
            )
            return
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            written = lines[start.line][start.column :]
            yield Slip(
                start.line,
                f"a text that begins with {written[:1]} needs quotes: {in_quotes(written)}",
            )


def find_slip(node: yaml.ScalarNode, lines: Sequence[str]) -> Slip | None:
    """Return how YAML changes a text without a word, if it does."""
    start = node.start_mark.line
    if node.style in {"|", ">"}:
        header = lines[start][node.start_mark.column :]
        if not re.fullmatch(r"[|>][+-]?\s*", header):
            message = f"a text that begins with {node.style} needs quotes: {in_quotes(header)}"
            return Slip(start, message)
        return None
    rest = lines[node.end_mark.line][node.end_mark.column :]
    if note.match(rest) and not plain_note.match(rest):
        whole = in_quotes(f"{node.value}{rest}")
        message = (
            f'"{rest.strip()}" would be left out, because # begins a note; to keep it, put quotes '
            f"round the whole text: {whole}; for a note, write two blanks before # and one after"
        )
        return Slip(node.end_mark.line, message)
    if (following := lost_line(node, lines)) is not None:
        message = (
            f'"{following}" would be left out, because # begins a note; put quotes round the whole '
            "text, or, for a note, write a blank after #"
        )
        return Slip(node.end_mark.line + 1, message)
    if node.style == '"' and (found := escape.search(raw_text(node, lines))):
        message = (
            f"{found[1]} in double quotes stands for something else; write the backslash twice, "
            "or use single quotes"
        )
        return Slip(start, message)
    if found := unseen.search(node.value):
        return Slip(start, f"the sign U+{ord(found[0]):04X} can't be shown; remove it")
    if not node.style and wrapped.fullmatch(node.value):
        message = (
            "curly quotes would be shown on the page; write straight ones, or, to show them, put "
            f"straight ones round them: {in_quotes(node.value[1:-1])}"
        )
        return Slip(start, message)
    return find_joined(node, lines)


def lost_line(node: yaml.ScalarNode, lines: Sequence[str]) -> str | None:
    """Return the line below a text that looks like more of it, yet is a note for YAML."""
    below = [*lines[node.end_mark.line + 1 : node.end_mark.line + 2], ""][0]
    first = lines[node.start_mark.line]
    is_deeper = len(below) - len(below.lstrip()) > len(first) - len(first.lstrip())
    return below.strip() if is_deeper and re.match(r"\s+#\S", below) else None


def find_joined(node: yaml.ScalarNode, lines: Sequence[str]) -> Slip | None:
    """Return the line that counts as part of the text above it, and looks like one of its own."""
    first, last = node.start_mark.line, node.end_mark.line
    if node.style in {"|", ">"} or first == last:
        return None
    dash, name = (bullet_in_quotes, field_in_quotes) if node.style else (bullet, field)
    for above, line in pairwise(lines[first : last + 1]):
        if is_folded(above, line) or not (dash.match(line) or name.match(line)):
            continue
        if node.style:
            ending = "belongs to the quote that opens here; close the quote before it"
        elif dash.match(line):
            ending = (
                "counts as part of this one; begin each dash below the one before, with a blank "
                "after it, or put quotes round the whole text"
            )
        else:
            ending = (
                "counts as part of this one; begin it below the field before, with a blank after "
                "its colon, or put quotes round the whole text"
            )
        return Slip(first, f'the line "{line.strip()}" {ending}')
    return None


def is_folded(above: str, line: str) -> bool:
    """Tell whether a line begins where a program folds a long text: its first word had no room."""
    word, *_ = line.split(maxsplit=1) or [""]
    return len(above) <= fold_to and len(f"{above} {word}") >= fold_from


def raw_text(node: yaml.ScalarNode, lines: Sequence[str]) -> str:
    """Return a text as it is written, quotes and all."""
    start, end = node.start_mark, node.end_mark
    whole = "\n".join([*lines[start.line : end.line], lines[end.line][: end.column]])
    return whole[start.column :]
