"""YAML text -> fields that know their line, so that every mistake can be named where it stands.

A `Fields` is read field by field; each reader notes what is wrong and returns a stand-in, so that
one run finds every mistake of a file. `finish()` adds the unknown fields and raises them all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import cast

import yaml

from fields.errors import ContentError, Problem, did_you_mean, one_of
from fields.explain import in_quotes, lines_of
from fields.plain_yaml import compose, find_joined, find_slip
from fields.signs import hidden, shorten

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

# An alias repeats an entry in three signs, so a short file may hold a very long list.
most_entries = 100
longest_value = 2_000


class Fields:
    """The fields of one YAML mapping, read one by one."""

    def __init__(
        self,
        path: PurePosixPath,
        node: yaml.MappingNode,
        lines: Sequence[str],
        first_line: int,
        problems: list[Problem],
        within: str = "",
    ) -> None:
        self.path = path
        self._lines = lines
        self._first_line = first_line
        self._problems = problems
        self.within = within
        self._read: set[str] = set()
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

    def problem(self, line: int, message: str) -> None:
        """Note one mistake."""
        self._problems.append(Problem(self.path, line, message))

    def text(self, name: str, default: str | None = None) -> str:
        """Return a line of text; without a default the field is required, and not empty."""
        node = self._node(name, required=default is None)
        if node is None or (default is not None and self._is_blank(node)):
            return default or ""
        return self._text(node, f"{self.within}{name}") or ("?" if default is None else default)

    def number(
        self,
        name: str,
        least: int,
        most: int,
        default: int | None = None,
        hint: str = "",
        stand_in: int | None = None,
    ) -> int:
        """Return a whole number from least to most; *hint* says what else is allowed.

        A mistaken one is noted and returned as *stand_in*, which is *least* unless given.
        """
        stand_in = least if stand_in is None else stand_in
        node = self._node(name, required=default is None)
        if node is None:
            return stand_in if default is None else default
        value = self._number(node, f"{self.within}{name}", least, most, hint=hint)
        return stand_in if value is None else int(value)

    def decimal(self, name: str, least: float, most: float, default: float | None = None) -> float:
        """Return a number, whole or not, from least to most."""
        node = self._node(name, required=default is None)
        if node is None:
            return least if default is None else default
        value = self._number(node, f"{self.within}{name}", least, most, whole=False)
        return least if value is None else value

    def choice(
        self,
        name: str,
        allowed: Collection[str],
        default: str | None = None,
        meant: Mapping[str, str] | None = None,
        stand_in: str | None = None,
    ) -> str:
        """Return one of the allowed words; *meant* says which of them other words stand for.

        A mistaken one is noted and returned as *stand_in*, which is the first unless given.
        """
        stand_in = next(iter(allowed)) if stand_in is None else stand_in
        node = self._node(name, required=default is None)
        if node is None:
            return stand_in if default is None else default
        value = self._text(node, f"{self.within}{name}")
        if value is None or value in allowed:
            return stand_in if value is None else value
        self.problem(
            self.line_of_node(node),
            f'{self.within}{name} is "{shorten(value)}"; allowed: {one_of(allowed)}'
            + did_you_mean((meant or {}).get(value.lower(), value), allowed),
        )
        return stand_in

    def flag(self, name: str) -> bool:
        """Tell whether a field says yes; without it, the answer is no."""
        node = self._node(name, required=False)
        word = str(node.value).lower() if isinstance(node, yaml.ScalarNode) else ""
        if node is not None and word not in {"yes", "no", "true", "false"}:
            self._mistyped(node, f"{self.within}{name}", "yes or no")
        return word in {"yes", "true"}

    def texts(self, name: str, required: bool = False) -> tuple[str, ...]:
        """Return a list of lines of text; an absent field is an empty list unless required."""
        items = (
            self._text(item, f"each entry of {self.within}{name}")
            for item in self.items(name, required)
        )
        return tuple(item for item in items if item is not None)

    def group(self, name: str, required: bool = True) -> Fields | None:
        """Return the fields of a nested mapping, or None if there is none."""
        node = self._node(name, required)
        return self.as_group(node, f"{self.within}{name}") if node is not None else None

    def items(self, name: str, required: bool = False) -> tuple[yaml.Node, ...]:
        """Return the entries of a list, to be read with `as_group` or `as_text`."""
        node = self._node(name, required)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._mistyped(
                node,
                f"{self.within}{name}",
                "a list: [one, two], or one entry a line, each after a dash",
            )
            return ()
        if len(node.value) > most_entries:
            message = f"{self.within}{name} has {len(node.value)} entries; allowed: up to"
            self.problem(self.line_of(name), f"{message} {most_entries}")
            return ()
        return tuple(node.value)

    def as_group(self, node: yaml.Node, called: str) -> Fields | None:
        """Return a node as fields, or note that it is something else."""
        if isinstance(node, yaml.MappingNode):
            return Fields(
                self.path, node, self._lines, self._first_line, self._problems, f"{called}."
            )
        self._mistyped(node, called, "a group of fields below it, each after two blanks")
        return None

    def as_text(self, node: yaml.Node, called: str) -> str | None:
        """Return a node as one line of text, or note that it is something else."""
        return self._text(node, called)

    def skip(self, name: str) -> None:
        """Count a field as known without reading it."""
        self._read.add(name)

    def is_group(self, name: str) -> bool:
        """Tell whether the field is there and holds a nested mapping."""
        return isinstance(self._nodes.get(name), yaml.MappingNode)

    def done(self) -> None:
        """Note every field that nobody asked for: it is almost always a misspelt one."""
        empty = [name for name in self._nodes if kind_of(self._nodes[name]) == "null"]
        for name in self._nodes.keys() - self._read:
            owner = next((each for each in empty if each in self._read), None)
            if sign := hidden.search(name):
                message = (
                    f'in the field\'s name "{hidden.sub("", name)}" stands a sign that nobody '
                )
                message += f"sees, U+{ord(sign[0]):04X}; write the name anew"
            elif self._in_braces and name in empty:
                message = f'"{name}" is read as a field; put quotes round a text with a comma'
            elif hint := did_you_mean(name, self._read):
                message = f'unknown field "{self.within}{name}"{hint}'
            elif owner:
                message = f'unknown field "{self.within}{name}"; if it belongs to {owner}, put two '
                message += "blanks before it"
            else:
                message = f'unknown field "{self.within}{name}"; allowed: '
                message += ", ".join(sorted(self._read))
            self.problem(self._key_lines[name], message)

    def finish(self) -> None:
        """Raise ContentError with all mistakes of the file, if there is one."""
        self.done()
        if self._problems:
            raise ContentError(self._problems)

    def _node(self, name: str, required: bool) -> yaml.Node | None:
        self._read.add(name)
        node = self._nodes.get(name)
        if node is None and required:
            self.problem(self.line, f"{self.within}{name} is missing")
        return node

    def _text(self, node: yaml.Node, called: str) -> str | None:
        line = self.line_of_node(node)
        if not isinstance(node, yaml.ScalarNode):
            written = self._lines[node.start_mark.line][node.start_mark.column :]
            hint = (
                "" if in_brackets(node) else f"; with a colon or a dash in it: {in_quotes(written)}"
            )
            self._mistyped(node, called, f"text{hint}")
        elif slip := find_slip(node, self._lines):
            self.problem(self._first_line + slip.line, f"{called}: {slip.message}")
        elif kind_of(node) == "bool":
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

    def _number(
        self,
        node: yaml.Node,
        called: str,
        least: float,
        most: float,
        whole: bool = True,
        hint: str = "",
    ) -> float | None:
        kind = kind_of(node)
        allowed = f"{'a whole number' if whole else 'a number'} from {least:g} to {most:g}{hint}"
        if kind != "int" and (whole or kind != "float"):
            self._mistyped(node, called, allowed + number_hint(node))
            return None
        # YAML's other notations mean something else to an author: 010, 1_000, 0x1F, 1:30.
        plain = re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,8})(\.[0-9]{1,8})?", str(node.value))
        if not plain or not least <= float(plain[0]) <= most:
            message = f"{called} is {shorten(node.value)}; allowed: {allowed}"
            self.problem(self.line_of_node(node), message)
            return None
        return float(plain[0])

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


def number_hint(node: yaml.Node) -> str:
    """Return how to write what is a number for a reader and a text for YAML, or nothing."""
    text = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
    if not text.isdecimal() or len(text) > 9:
        return ""
    return "; write it without quotes" if text.isascii() else f"; write it as {int(text)}"


def kind_of(node: yaml.Node) -> str:
    """Return YAML's short name for what a node is: str, int, bool, null, seq, map and so on."""
    return str(node.tag).rpartition(":")[2]


def parse_fields(
    path: PurePosixPath, text: str, first_line: int = 1, problems: list[Problem] | None = None
) -> Fields:
    """Return the fields of one YAML text that starts on *first_line* of its file.

    Mistakes in single fields go to *problems*, if given. Raises ContentError when the text is not
    YAML, or not a mapping.
    """
    node = compose(path, text, first_line)
    return Fields(path, node, lines_of(text), first_line, [] if problems is None else problems)


def in_brackets(node: yaml.Node) -> bool:
    """Tell whether a list or a group is written in brackets, on one line."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
