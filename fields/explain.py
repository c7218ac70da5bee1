"""What is wrong with a text that is not YAML, in words for somebody who doesn't know YAML.

libyaml names the place where it gave up and what it hoped for there; the mistake is often a line
above, and nearly always one of a dozen that everybody makes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

# As word processors and web pages have them.
odd_blank = re.compile(r"\s*(?:-|[\w-]+:)?[\u00a0\u2000-\u200a\u202f\u3000]")
field_name = re.compile(r"\s*(?:- +)*[\"']?[\w-]+[\"']? *:(?=\s|$)")
without_blank = re.compile(r"\s*(?:- +)*([A-Za-z_]+):([^\s/].*)")
dash_without_blank = re.compile(r"\s*[-\u2013\u2014\u2022]")
value = re.compile(r"\s*(?:- +)*(?:[\w-]+:\s+)?(.*)")
curly = "\u201c\u201d\u201e\u2018\u2019"

Where = tuple[int, str]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them."""
    return re.split("\r\n|[\n\r\x85\u2028\u2029]", text)


def in_quotes(text: str) -> str:
    """Return a text as an author can write it so that YAML takes it as it is."""
    text = " ".join(text.split())
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def explain_yaml(error: yaml.YAMLError, lines: Sequence[str]) -> Where:
    """Return the line, from 0, on which the mistake stands, and what it is."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, "these fields hold a sign that can't be read"
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    if mark is None or opened is None:
        return 0, cannot_be_read(problem)
    at = min(mark.line, len(lines) - 1)  # the end of the text may lie below its last line
    begin = min(opened.line, len(lines) - 1)
    # First, because between quotes anything may stand: no other clue counts there.
    if "quoted scalar" in context:
        return explain_quote(problem, at, begin)
    # libyaml takes such a blank for a letter, and stumbles over what comes later.
    for number in (at, max(0, at - 1), begin):
        if odd_blank.match(lines[number]):
            message = "a no-break space stands where a plain one belongs; delete it, type a blank"
            return number, message
    if "tab" in problem or re.match(r" *\t", lines[at]):
        return at, "a tab is not allowed here; indent with spaces"
    if "mapping values are not allowed" in problem:
        return explain_colon(lines, at, mark.column)
    if "could not find expected ':'" in problem:
        return begin, explain_no_colon(lines[begin])
    if "flow node" in context and re.match(r"[\]},]", lines[at][mark.column :]):
        return (
            at,
            "an entry of this list is empty: take away the comma beside it, or write the entry",
        )
    if "flow" in context:
        return begin, explain_bracket(lines[begin : at + 1], opened.column)
    if "document" in problem + context:
        return at, "a line --- or ... ends the fields; remove it, and keep one set of fields"
    if "expected key" in problem or "'-' indicator" in problem:
        return explain_order(lines, at, mark.column)
    written = lines[begin][opened.column :]
    if written:
        return (
            begin,
            f"a text that begins with {written[0]} needs quotes: {in_quotes(written)}",
        )
    return at, cannot_be_read(problem)


def explain_quote(problem: str, at: int, opened: int) -> Where:
    """Return what is wrong inside of quotes."""
    if "escape" in problem or "hexdecimal" in problem:  # libyaml's own spelling
        message = "a backslash in double quotes stands for something else; write it twice, or use "
        return at, message + "single quotes"
    message = "a quote that opens here is never closed; put the same sign at the end of the text"
    return opened, message


def explain_colon(lines: Sequence[str], at: int, column: int) -> Where:
    """Return what is wrong where a colon stands in a place that can't have one."""
    line, above = lines[at], max(0, at - 1)
    while above and not lines[above].strip():
        above -= 1
    name = field_name.match(line)
    # The colon that is too much is that of a field, so its line was taken for more of the text
    # above.
    if name and name.end() - 1 == column and above < at:
        is_item = lines[above].lstrip().startswith("- ")
        if not (is_item or field_name.match(lines[above])):
            return above, explain_no_colon(lines[above])
        if has_slipped_out(lines, above, line):
            message = (
                "this line begins further left than the one below it, so it ends their group; give "
                "both the same number of blanks"
            )
            return above, message
        message = (
            "this line begins further right than it may, so it counts as part of the line above; "
            "begin it right below the field before"
        )
        return at, message
    text = written_value(line)
    if text[:1] in curly:
        text = text.strip(curly + '"')
        return at, f"curly quotes don't hold a text together; use straight ones: {in_quotes(text)}"
    label = line[: len(line) - len(written_value(line))].strip()
    return at, f"a colon inside a text needs quotes round the whole text: {label} {in_quotes(text)}"


def has_slipped_out(lines: Sequence[str], number: int, below: str) -> bool:
    """Tell whether a line stands too far left for the group that goes on *below* it."""
    before = next((line for line in reversed(lines[:number]) if line.strip()), "")
    opens_group = bool(re.fullmatch(r"\s*[\w-]+:\s*", before))
    return indent_of(lines[number]) < indent_of(below) and (
        indent_of(before) == indent_of(below)
        or (opens_group and indent_of(before) == indent_of(lines[number]))
    )


def indent_of(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip())


def find_no_blank(text: str) -> tuple[str, str] | None:
    """Return a field's name and what stands behind its colon without a blank, or None."""
    found = without_blank.fullmatch(text)
    return (found[1], found[2]) if found else None


def explain_no_colon(line: str) -> str:
    """Return what is wrong with a line that should be a field."""
    if found := find_no_blank(line):
        return f"a blank is missing after the colon: write {found[0]}: {found[1]}"
    if dash_without_blank.match(line):
        return "an entry of a list begins with a plain dash and a blank: `- text`"
    return "a colon is missing after the field's name: `name: value`"


def explain_bracket(lines: Sequence[str], column: int) -> str:
    """Return what is wrong with a list or a group in brackets that begins on the first line."""
    if any(re.search(r"\s#", line) for line in lines):
        return "all words after # are left out, the closing bracket too; put quotes round the text"
    sign = lines[0][column : column + 1]
    return (
        f"the bracket {sign} that opens here is not closed, or a comma is missing in it; a text "
        "with brackets, commas or quotes in it needs quotes round it"
    )


def explain_order(lines: Sequence[str], at: int, column: int) -> Where:
    """Return what is wrong with a line that begins, or goes on, where it may not."""
    if not lines[at][:column].strip(" -"):
        message = "this line begins neither below the fields before it nor below those above them; "
        return at, message + "give all fields of a group the same number of blanks"
    # A text may run over lines: the sign that it begins with tells what it was taken for.
    while at and written_value(lines[at])[:1] not in {*"[{*'\""}:
        at -= 1
    text = written_value(lines[at])
    if text[:1] in {*"[{*"}:
        return at, f"a text that begins with {text[0]} needs quotes: {in_quotes(text)}"
    return at, (
        "the quote that opens this text closes before its end; put one pair of quotes round all "
        f"of it: {in_quotes(without_quotes(text))}"
    )


def without_quotes(text: str) -> str:
    """Return a text without the quotes round all of it; quotes round its ends only stay."""
    sign, inner = text[:1], text[1:-1]
    one_pair = inner.count(sign) % 2 or not re.match(rf"[^{sign}]*(?<!\s){sign}(?!\w)", inner)
    return inner if text.endswith(sign) and one_pair else text


def written_value(line: str) -> str:
    """Return what stands on a line after dashes and the field's name."""
    found = value.match(line)
    return found[1].rstrip() if found else line


def cannot_be_read(problem: str) -> str:
    """Return the message for a mistake that nobody thought of."""
    return f"these fields can't be read ({problem}); check quotes, colons, brackets and indentation"
