"""Style sheets with a mistake that a browser passes over in silence, and then leaves rules out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fields.errors import Problem
from generator.content.memory import Remember, make_anew

if TYPE_CHECKING:
    import tinycss2

Fault = tuple[int, str]
skipped = re.compile(
    r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^)"'\n]*\)|\\.""", re.DOTALL
)
"""What may hold any sign: notes, texts, addresses."""
without_opening = "this } closes nothing; take it away, or write { where its rule begins"
unclosed = "the { that opens here is never closed; write } where its rule ends"


def find_broken_styles(
    files: Mapping[PurePosixPath, bytes], remember: Remember = make_anew
) -> Iterator[Problem]:
    """Yield what is wrong with those files that are style sheets."""
    for path, data in sorted(files.items()):
        if path.suffix == ".css":
            yield from remember(("style", path, data), partial(find_in_style, path, data))


def find_in_style(path: PurePosixPath, data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a style sheet."""
    faults = find_faults(data.decode("utf-8-sig"))
    return tuple(Problem(path, line, message) for line, message in faults)


def find_faults(style: str) -> Iterator[Fault]:
    """Yield each fault of a style sheet; of braces the first one, which moves all others."""
    import tinycss2  # here, since a style changes so seldom

    style = style.replace("\r\n", "\n")
    plain = skipped.sub(lambda found: "\n" * found[0].count("\n") or " ", style)
    fault = find_open_text(plain) or find_brace(plain)
    if fault:
        yield fault
    else:
        yield from find_in_rules(tinycss2.parse_stylesheet(style, True, True))


def find_open_text(plain: str) -> Fault | None:
    """Return the note or the text that is never closed."""
    found = re.search(r"/\*|[\"']", plain)
    if not found:
        return None
    line = plain.count("\n", 0, found.start()) + 1
    if found[0] == "/*":
        return line, "a note that opens here with /* is never closed; write */ where it ends"
    return (
        line,
        f"a text that opens here with {found[0]} is never closed; write {found[0]} behind it",
    )


def find_brace(plain: str) -> Fault | None:
    """Return the brace that has no partner; how far its line is indented tells which one it is."""
    opened: list[Fault] = []
    wrong = None
    for number, line in enumerate(plain.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip())]
        for sign in re.findall("[{}]", line):
            if sign == "{":
                opened.append((number, indent))
            elif not opened:
                return wrong or (number, without_opening)
            else:
                begin, its_indent = opened.pop()
                if not line.startswith(f"{indent}}}") or begin == number or indent == its_indent:
                    continue
                is_deeper = len(indent) > len(its_indent)
                wrong = wrong or ((number, without_opening) if is_deeper else (begin, unclosed))
    return (wrong or (opened[-1][0], unclosed)) if opened else None


def find_in_rules(nodes: Sequence[tinycss2.ast.Node]) -> Iterator[Fault]:
    """Yield what is wrong inside of rules, whatever they stand in."""
    import tinycss2

    for node in nodes:
        if node.type == "error":
            yield node.source_line, "this is no style; write property: value; or a rule in braces"
        elif node.type == "declaration":
            yield from find_in_value(node)
        elif node.type in {"qualified-rule", "at-rule"} and node.content is not None:
            yield from find_in_rules(tinycss2.parse_blocks_contents(node.content, True, True))


def find_in_value(node: tinycss2.ast.Declaration) -> Iterator[Fault]:
    """Yield what is wrong with a value: most often it goes on below, for want of a semicolon."""
    value = [each for each in node.value if each.type != "comment"]
    for blank, name, colon in zip(value, value[1:], value[2:], strict=False):
        kinds = blank.type, name.type, colon.type
        if kinds == ("whitespace", "ident", "literal") and colon.value == ":":
            message = f"a ; is missing between {node.name} and {name.value}"
            yield node.source_line, message
    for each in value:
        if each.type == "error":
            yield each.source_line, f"the value of {node.name} can't be read; look at its brackets"
