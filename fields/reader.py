"""YAML text -> fields that know their line, so that every mistake can be named where it stands.

A `Fields` is read field by field, each as its table defines it; each reader notes what is wrong and
returns a stand-in, so that one run finds every mistake of a file. `finish()` adds the unknown
fields and raises them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import cast

import yaml

from fields.errors import ContentError, Problem, did_you_mean, one_of
from fields.explain import find_no_blank, in_quotes, lines_of
from fields.explained import lacking, plain
from fields.plain_yaml import compose, find_joined, find_slip
from fields.signs import hidden, shorten
from fields.table import Field, Table, any_name

type_names = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no",
    "null": "nothing",
    "timestamp": "a date",
    "seq": "a list",
    "map": "a group of fields",
}

most_entries = 100
longest_value = 2_000
"""More than anybody writes by hand, so that nothing behind has to bear any number of them."""
number = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]{0,8})(?:\.[0-9]*)?|\.[0-9]+)")
"""As people write one. YAML's other ways mean something else to them: 010, 1_000, 0x1F, 1:30."""
whole_number = re.compile("0|[1-9][0-9]{0,8}")
"""What may stand in quotes and be a number: forms in a browser save what was typed as a text."""
flag = re.compile("[Yy]es|YES|[Nn]o|NO|[Tt]rue|TRUE|[Ff]alse|FALSE")
"""What a flag may say, in quotes too: to some programs `yes` is a text, and they put it in some."""


class Fields:
    """The fields of one YAML mapping, read one by one."""

    def __init__(
        self,
        path: PurePosixPath,
        node: yaml.MappingNode,
        lines: Sequence[str],
        first_line: int,
        problems: list[Problem],
        table: Table,
        within: str = "",
    ) -> None:
        self.path = path
        self._lines = lines
        self._first_line = first_line
        self._problems = problems
        self.within = within
        self._table = {field.name: field for field in table}
        self._nodes: dict[str, yaml.Node] = {}
        self._key_lines: dict[str, int] = {}
        self._in_braces = in_brackets(node)
        self.line = self.line_of_node(node)
        for key_node, value in node.value:
            line = self.line_of_node(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem(line, "a field's name is one word; put quotes round a text")
                continue
            key = str(key_node.value)
            if self._in_braces and (joined := find_no_blank(key)):
                key, text = joined
                self.problem(line, f"a blank is missing after the colon: write {key}: {text}")
                value = yaml.ScalarNode(value.tag, text, key_node.start_mark, key_node.end_mark)
            # YAML would let the last one win in silence.
            if key in self._nodes:
                self.problem(line, f"{within}{key} is given twice; keep one of them")
            self._nodes[key] = value
            self._key_lines[key] = line

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def line_of_node(self, node: yaml.Node) -> int:
        """Return the line of the file, from 1, on which the node begins."""
        return self._first_line + node.start_mark.line

    def line_of(self, name: str) -> int:
        """Return the line of a field, or of the whole mapping if the field is missing."""
        return self._key_lines.get(name, self.line)

    def problem(self, line: int, message: str, lacks: PurePosixPath | None = None) -> None:
        """Note one mistake; *lacks* is a file that it names and that doesn't exist."""
        self._problems.append(Problem(self.path, line, message, lacks))

    def text(self, name: str, default: str = "") -> str:
        """Return a line of text, or a date as it is written, year first.

        The *default* stands for one that is empty and may be, and for one left out of which the
        table says none.
        """
        field = self._table[name]
        node = self._node(name, field.required)
        stand_in = "?" if field.required or field.kind == "sentence" else default
        if node is None:
            return str(field.default or stand_in)
        if not field.required and field.kind != "sentence" and self._is_blank(node):
            return default
        is_day = field.kind == "date"
        free = not field.pattern and not is_day
        text = self._text(node, f"{self.within}{name}", free)
        if text and not (is_date(text) if is_day else re.fullmatch(field.pattern or ".*", text)):
            self._malformed(field, text)
        return text or stand_in

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number; a mistaken one is noted and returned as 0.

        The *default* takes the place of the table's, and what is required may then be missing.
        """
        field = self._table[name]
        node = self._node(name, field.required and default is None)
        if node is None:
            return int(field.default or 0) if default is None else default
        return int(self._number(node, field) or 0)

    def decimal(self, name: str) -> float:
        """Return a number, whole or not; a mistaken one is noted and returned as the least."""
        field = self._table[name]
        node = self._node(name, field.required)
        value = None if node is None else self._number(node, field)
        return field.least if value is None else value

    def choice(self, name: str, default: str | None = None) -> str:
        """Return one of the allowed words, or an empty text where it may be left out and is.

        A mistaken one is noted and returned as the first.

        The *default* takes the place of the table's, and what is required may then be missing.
        """
        field = self._table[name]
        node = self._node(name, field.required and default is None)
        first = next(iter(field.allowed))
        if node is None:
            left_out = first if field.required else str(field.default or "")
            return left_out if default is None else default
        value = self._text(node, f"{self.within}{name}", free=False)
        if value is None or value in field.allowed:
            return first if value is None else value
        self.problem(
            self.line_of_node(node),
            f'{self.within}{name} is "{shorten(value)}"; allowed: {one_of(field.allowed)}'
            + did_you_mean(field.meant.get(value.lower(), value), field.allowed),
        )
        return first

    def flag(self, name: str) -> bool:
        """Tell whether a field says yes; without it, the answer is its default, or else no."""
        node = self._node(name, required=False)
        if node is None:
            return self._field(name).default == "yes"
        word = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if not flag.fullmatch(word):
            self._mistyped(node, f"{self.within}{name}", "yes or no")
        return word.lower() in {"yes", "true"}

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of lines of text; an absent one is empty."""
        items = (
            self._text(item, f"each entry of {self.within}{name}") for item in self.items(name)
        )
        return tuple(item for item in items if item is not None)

    def group(self, name: str, table: Table | None = None) -> Fields | None:
        """Return the fields of a nested mapping, or None if there is none.

        Here *table* takes the place of what the field is defined to hold.
        """
        node = self._node(name, self._field(name).required)
        return None if node is None else self.as_group(node, name, table)

    def items(self, name: str) -> tuple[yaml.Node, ...]:
        """Return the entries of a list, to be read with `as_group` or `as_text`."""
        node = self._node(name, self._table[name].required)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._mistyped(
                node,
                f"{self.within}{name}",
                "a list: [one, two], or one entry a line, each after a dash",
            )
            return ()
        if self._table[name].least and not node.value:
            what = plain(self._table[name].help)
            self.problem(self.line_of(name), f"{self.within}{name} is empty; allowed: {what}")
        most = int(self._table[name].most) or most_entries
        if len(node.value) > most:
            message = f"{self.within}{name} has {len(node.value)} entries; allowed: up to {most}"
            self.problem(self.line_of(name), message)
        return tuple(node.value[:most])

    def as_group(self, node: yaml.Node, name: str, table: Table | None = None) -> Fields | None:
        """Return a node in the place of a field as fields, or note that it is something else."""
        called = f"{self.within}{name}"
        if isinstance(node, yaml.MappingNode):
            return Fields(
                self.path,
                node,
                self._lines,
                self._first_line,
                self._problems,
                self._field(name).fields if table is None else table,
                f"{called}.",
            )
        self._mistyped(node, called, "a group of fields below it, each after two blanks")
        return None

    def as_text(self, node: yaml.Node, called: str) -> str | None:
        """Return a node as one line of text, or note that it is something else."""
        return self._text(node, called)

    def is_group(self, name: str) -> bool:
        """Tell whether the field is there and holds a nested mapping."""
        return isinstance(self._nodes.get(name), yaml.MappingNode)

    def done(self) -> None:
        """Note every field that is not in the table: it is almost always a misspelt one."""
        empty = [name for name in self._nodes if kind_of(self._nodes[name]) == "null"]
        for name in self._nodes.keys() - self._table.keys():
            owner = next((each for each in empty if each in self._table), None)
            if sign := hidden.search(name):
                message = (
                    f'in the field\'s name "{hidden.sub("", name)}" stands a sign that nobody '
                )
                message += f"sees, U+{ord(sign[0]):04X}; write the name anew"
            elif self._in_braces and name in empty:
                message = f'"{name}" is read as a field; put quotes round a text with a comma'
            elif hint := did_you_mean(name, self._table):
                message = f'unknown field "{self.within}{name}"{hint}'
            elif owner := owner or self._owner_of(name):
                message = f'unknown field "{self.within}{name}"; if it belongs to {owner}, put two '
                message += "blanks before it"
            else:
                message = f'unknown field "{self.within}{name}"; allowed: '
                message += ", ".join(sorted(self._table))
            self.problem(self._key_lines[name], message)

    def finish(self) -> None:
        """Raise ContentError with all mistakes of the file, if there is one."""
        self.done()
        if self._problems:
            raise ContentError(self._problems)

    def _owner_of(self, name: str) -> str | None:
        """Return the group here that has a field of this name, or None."""
        return next(
            (
                field.name
                for field in self._table.values()
                if field.kind == "group" and name in {own.name for own in field.fields}
            ),
            None,
        )

    def _field(self, name: str) -> Field:
        return self._table.get(name) or self._table[any_name]

    def _node(self, name: str, required: bool) -> yaml.Node | None:
        node = self._nodes.get(name)
        if node is None and required:
            message = f"{self.within}{name} is missing; {lacking(self._field(name))}"
            self.problem(self.line, message)
        return node

    def _text(self, node: yaml.Node, called: str, free: bool = True) -> str | None:
        """Return a line of text; one that is not *free* has to be one of some, or in a form."""
        line = self.line_of_node(node)
        if not isinstance(node, yaml.ScalarNode):
            written = self._lines[node.start_mark.line][node.start_mark.column :]
            hint = (
                "" if in_brackets(node) else f"; with a colon or a dash in it: {in_quotes(written)}"
            )
            self._mistyped(node, called, f"text{hint}")
        elif slip := find_slip(node, self._lines):
            self.problem(self._first_line + slip.line, f"{called}: {slip.message}")
        elif free and kind_of(node) == "bool":
            self.problem(
                line, f"{called} is read as yes or no; put quotes round it: {in_quotes(node.value)}"
            )
        elif kind_of(node) == "null" and node.value.isalpha():
            self.problem(
                line, f"{called} is read as nothing; put quotes round it: {in_quotes(node.value)}"
            )
        elif not node.value.strip() or kind_of(node) == "null":
            self.problem(line, f"{called} is empty; write some text")
        elif len(node.value) > longest_value:
            message = f"{called} has {len(node.value)} characters; allowed: up to {longest_value}"
            self.problem(line, message)
        else:
            return " ".join(str(node.value).split())
        return None

    def _is_blank(self, node: yaml.Node) -> bool:
        """Tell whether nothing is written after a field's colon, or an empty text."""
        blank = isinstance(node, yaml.ScalarNode) and (
            not node.value.strip() or (node.value == "~" and not node.style)
        )
        return blank and not find_slip(cast(yaml.ScalarNode, node), self._lines)

    def _number(self, node: yaml.Node, field: Field) -> float | None:
        called, whole = f"{self.within}{field.name}", field.kind == "number"
        allowed = f"{'a whole number' if whole else 'a number'} from {field.least:g} to "
        allowed += f"{field.most:g}"
        if whole and field.fields:
            allowed += f"; write a number, or {field.example} for a range"
        value = number_of(node)
        is_number = value is not None or kind_of(node) in ("int", "float")
        if not is_number or (whole and value is not None and not value.is_integer()):
            self._mistyped(node, called, allowed + number_hint(node))
            return None
        if value is None or not field.least <= value <= field.most:
            message = f"{called} is {shorten(node.value)}; allowed: {allowed}"
            self.problem(self.line_of_node(node), message)
            return None
        return value

    def _malformed(self, field: Field, text: str) -> None:
        message = f'{self.within}{field.name} is "{text}"; allowed: {field.form}'
        self.problem(self.line_of(field.name), message)

    def _mistyped(self, node: yaml.Node, called: str, allowed: str) -> None:
        kind = kind_of(node)
        found = type_names.get(kind, kind)
        if isinstance(node, yaml.ScalarNode):
            if slip := find_joined(node, self._lines):
                self.problem(self._first_line + slip.line, slip.message)
                return
            if kind != "null":
                found = f'{found}, "{shorten(node.value)}"'
        self.problem(self.line_of_node(node), f"{called} is {found}; allowed: {allowed}")


def number_of(node: yaml.Node) -> float | None:
    """Return what is written as a number, or None."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    found = (whole_number if node.style else number).fullmatch(node.value)
    return float(found[0]) if found else None


def number_hint(node: yaml.Node) -> str:
    """Return how to write what is a number for a reader and a text for YAML, or nothing."""
    text = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
    if not text.isdecimal() or len(text) > 9:
        return ""
    # Python knows the digits of every script, YAML only ours; and 010 may stand in quotes.
    return f"; write it as {int(text)}"


def is_date(text: str) -> bool:
    """Tell whether a text is a date, year first."""
    try:
        # Since 3.11 Python takes 20261122 and 2026-W47-7, too.
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def kind_of(node: yaml.Node) -> str:
    """Return YAML's short name for what a node is: str, int, bool, null, seq, map and so on."""
    return str(node.tag).rpartition(":")[2]


def parse_fields(
    path: PurePosixPath,
    text: str,
    table: Table,
    first_line: int = 1,
    problems: list[Problem] | None = None,
) -> Fields:
    """Return the fields of one YAML text that starts on *first_line* of its file.

    Mistakes in single fields go to *problems*, if given. Raises ContentError when the text is not
    YAML, or not a mapping.
    """
    node = compose(path, text, first_line)
    found = [] if problems is None else problems
    return Fields(path, node, lines_of(text), first_line, found, table)


def in_brackets(node: yaml.Node) -> bool:
    """Tell whether a list or a group is written in brackets, on one line."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
