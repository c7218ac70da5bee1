"""What an author may write in Markdown and would not get: each with its line and what to write.

Nothing here is wrong to Python-Markdown, which shows it as plain text, or as something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from fields.errors import Problem, how_many
from generator.content.text.dialect import heading, list_mark, plain_indent, rule, table_line
from generator.content.text.prose import Source

# Not <https://...> and <a@b.c>, nor the brackets round the address of a link.
html_tag = re.compile(
    r"(?<!\\)(?<!\]\()(?<!\]: )</?[a-zA-Z][^\s<>@:]*(?=[\s>/]|$)|<!\[CDATA\[|<\?|<!(?=[a-zA-Z-])"
)
fence_line = re.compile(r"(`{3,}|~{3,}) *\.?[\w#+.-]* *$")
underline = re.compile(r" {0,3}-+ *$")
definition = re.compile(r" {0,3}\[([^\[\]]+)\]:")
bracket = re.compile(r"\[([^\[\]]*)\]")

# What a line must have for it, which is quick to look for; what is wrong; and what to say. Where an
# end is so many signs away at the most, many beginnings don't read to the end of the text; it is
# more than what stands in such brackets has.
in_a_line = (
    (
        r"\[\^",
        re.compile(r"(?<!\\)\[\^[^\]\s]*\]"),
        "{} makes no footnote; link to the source instead, [1](https://example.org), "
        "or to its heading on this page, [1](#sources)",
    ),
    ("~~", re.compile(r"(?<!\\)~~(?=\S)"), "{} crosses nothing out; leave the words away"),
    ("==", re.compile(r"(?<![=\w\\])==(?=[^\s=])"), "{} marks nothing; for bold write **words**"),
    (r"\[\[", re.compile(r"(?<!\\)\[\[[^\[\]]+\]\]"), "{} makes no link; write [words](page.md)"),
    (
        r"\) ?\[",
        re.compile(
            r"(?<!\\)\([^()\[\]]{1,60}\) ?\[(?:https?:|[^\[\]\s]{1,60}\.md\b)[^\[\]\s]{0,200}\]"
        ),
        "{} makes no link; the words come first, in square brackets: [words](page.md)",
    ),
    (
        r"~|\^",
        re.compile(r"(?<=[\w)])(?:~[0-9A-Za-z+-]{1,9}~(?!~)|\^[0-9A-Za-z+-]{1,9}\^)"),
        "{} sets nothing lower or higher; type the sign itself, such as \u2082 or \u00b2",
    ),
    (
        r"\+\+",
        re.compile(r"(?<![\w+\\])\+\+(?=[^\s+])[^+]{1,200}\+\+"),
        "{} marks nothing; for bold write **words**",
    ),
    (
        r"\{",
        re.compile(r"(?<!\\)\{:? *(?:#[\w-]+ +)?\.[A-Za-z][^{}]{0,60}\}"),
        "{} changes nothing here; leave it away, or write **words**",
    ),
    (
        r"\*\* ",
        re.compile(r"(?<![*\\\S])\*\* [^*]{1,200} \*\*(?!\S)"),
        "{} is not bold; leave no blanks inside: **words**, or write \\*\\* for the signs",
    ),
)
worth_a_look = re.compile("|".join(sign for sign, _, _ in in_a_line))
# Bullets that other programs write; then what may also begin a line of a sentence.
bullet = re.compile(r"[•◦▪▫‣\u2043∙·●○■□➢➤✓✔]\s*(?=\S)")
dash = re.compile(r"[\u2010-\u2015\u2212]\s")
# Without (c), the sign of copyright.
counted = re.compile(r"(?:\((?:\d{1,2}|[abd-zABD-Z])\)|[a-zA-Z]\)|\d{1,2}(?:\.\)| [.)])|[①-⑳])\s")
lettered = re.compile(r"([a-zA-Z]|[ivx]{2,4})\.\s+(?=\S)")
roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
bold = re.compile(r"(?<!\*)(?:(?<=\S)\*{2,3}(?!\*)|\*{2,3}(?=[^\s*]))")
use_hyphen = 'begin each line of a list with a hyphen and a space: "- "'
use_number = 'begin each line of a list with a number and a full stop: "1. ", or a hyphen: "- "'
at_the_start = (
    (bullet, use_hyphen),
    (re.compile(r"[-+](?=[^\W\d_]|\*\*|\[)"), 'a space is missing after the mark of a list: "- "'),
    (
        re.compile(r"\d{1,2}[.)](?=[^\W\d_]|\*\*|\[)"),
        'a space is missing after the number of a list: "1. "',
    ),
    (
        re.compile(r"(?:[-*+]|\d+[.)])\s+\[[ xX]?\](?=\s|$)"),
        "a list has no boxes to tick; leave the [ ] away",
    ),
    (re.compile(r":::|!!!|\?\?\?|\[!\w+\]"), "this makes no box; write a heading or **words**"),
    (re.compile(r"`{3,}|~{3,}"), "begin code at the start of the line, outside of any list"),
)
any_start = re.compile(
    "|".join(
        each.pattern for each in (*(each for each, _ in at_the_start), dash, counted, lettered)
    )
)
"""What none of these can begin needs no other look at its start."""
backslashed = re.compile(r"\\.")
bar = re.compile(r"(?<!\\)\|")
heading_in_list = re.compile(r" *(?:[-*+]|\d+[.)]) +#{1,6} | {4,}#{1,6} ")
empty_heading = re.compile(r" {0,3}#{1,6} *(?:\{[^}]*\})? *$")


def find_slips(source: Source) -> Iterator[Problem]:
    """Yield a problem for whatever would silently become something else than it looks like."""
    yield from find_fence_slips(source)
    yield from find_vanishing_words(source)
    yield from find_lost_cells(source)
    lines = [(number, plain_indent(line)) for number, line in source.prose]
    yield from find_open_bold(source, lines)
    before = ""
    for number, line in lines:
        for message in slips_in(line, before):
            yield source.problem(number, message)
        before = line


def slips_in(line: str, before: str) -> Iterator[str]:
    """Yield what is wrong with a line that follows another."""
    if "<" in line:
        for tag in pair_up(f"{match[0].rstrip()}>" for match in html_tag.finditer(line)):
            yield (
                f"HTML is not allowed in the text: remove {tag}; for bold write **words**, and for "
                "the sign itself \\<"
            )
    if worth_a_look.search(line):
        for _, pattern, message in in_a_line:
            if slip := pattern.search(line):
                yield message.format(slip[0])
    start = line.lstrip(" >").lstrip()
    if any_start.match(start):
        yield from start_slips(start, line, before)
    yield from layout_slips(line, before)


def start_slips(start: str, line: str, before: str) -> Iterator[str]:
    """Yield what is wrong with how the words of a line start."""
    for pattern, message in at_the_start:
        if pattern.match(start) and not fence_line.match(line):
            yield message
    for pattern, message in ((dash, use_hyphen), (counted, use_number)):
        if pattern.match(start) and (not before or pattern.match(before.lstrip())):
            yield message
    if follows(lettered.match(before.lstrip()), lettered.match(start)):
        yield use_number


def pair_up(tags: Iterable[str]) -> Iterator[str]:
    """Yield each tag once, an opening one together with the one that closes it."""
    names = dict.fromkeys(tags)
    for name in names:
        opening, closing = name.replace("</", "<", 1), name.replace("<", "</", 1)
        if opening == name or opening not in names:
            yield f"{name} and {closing}" if closing in names else name


def follows(above: re.Match[str] | None, mark: re.Match[str] | None) -> bool:
    """Tell whether a letter or a small Roman number is the next after the one above it."""
    if not above or not mark:
        return False
    if {above[1], mark[1]} <= {*roman}:
        return roman.index(mark[1]) == roman.index(above[1]) + 1
    return len(above[1]) == len(mark[1]) == 1 and ord(mark[1]) == ord(above[1]) + 1


def layout_slips(line: str, before: str) -> Iterator[str]:
    """Yield what is wrong with how a line stands to the one before it."""
    if underline.match(line) and before and not (heading.match(before) or rule.match(before)):
        yield "a line of dashes makes a heading of the words above it; leave a blank line before"
    if "#" not in line:
        return
    if heading_in_list.match(line):
        yield "a heading can't stand inside a list; begin it at the start of the line"
    if empty_heading.match(line):
        yield "this heading has no words"


def find_fence_slips(source: Source) -> Iterator[Problem]:
    """Yield a problem for code that begins with more than the name of a language."""
    for first, _ in source.fences:
        if not fence_line.match(source.lines[first - 1]):
            mark = source.lines[first - 1][:3]
            message = f"after {mark} may stand the name of a language, and nothing else"
            yield source.problem(first, message)


def find_open_bold(source: Source, lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """Yield a problem for each paragraph, item or heading with a ** that has no partner."""
    odd: list[int] = []
    # An empty line behind the last ends its paragraph, too.
    for number, line in [*lines, (0, "")]:
        if odd and (not line or list_mark.match(line) or heading.match(line) or "|" in line):
            if len(odd) % 2:
                message = "one ** has no partner, or a blank on its inner side; write **words**"
                yield source.problem(odd[0], f"{message}, or \\*\\* for the signs themselves")
            odd = []
        if "**" not in line or rule.match(line):
            continue
        if len(bold.findall(backslashed.sub("x", line))) % 2:
            odd.append(number)


def find_vanishing_words(source: Source) -> Iterator[Problem]:
    """Yield a problem for `[Note]: words`: the address of a link that nowhere is."""
    definitions = [
        (number, match) for number, line in source.prose if (match := definition.match(line))
    ]
    if not definitions:
        return
    used = Counter(
        " ".join(match[1].lower().split())
        for _, line in source.prose
        for match in bracket.finditer(line)
    )
    for number, match in definitions:
        # Once it stands in this line itself; [^1] is named as a footnote.
        if used[" ".join(match[1].lower().split())] < 2 and match[1][0] != "^":
            message = f"[{match[1]}]: is for the address of a link, and would not be shown"
            yield source.problem(number, f"{message}; write **{match[1]}:** instead")


def find_lost_cells(source: Source) -> Iterator[Problem]:
    """Yield a problem for each row of a table that has more cells than the table has columns."""
    columns, before = 0, ""
    for number, line in source.prose:
        cells = len(bar.split(line.strip().strip("|"))) if "|" in line else 0
        if "|" in before and table_line.match(line):
            columns = len(bar.split(before.strip().strip("|")))
            if cells != columns:
                message = f"this line has {how_many(cells, 'part')}, the one above it {columns}"
                yield source.problem(number, f"{message}; a table needs as many in both")
        elif cells > columns > 0:
            message = f"this row has {cells} cells, the table {how_many(columns, 'column')}"
            yield source.problem(number, f"{message}; write \\| for the sign itself")
        columns, before = columns if cells else 0, line
