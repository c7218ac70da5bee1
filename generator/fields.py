"""YAML text -> fields that know their line, so that every mistake can be named where it stands.

A `Fields` is read field by field; each reader notes what is wrong and returns a stand-in, so that
one run finds every mistake of a file. `finish()` adds the unknown fields and raises them all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

import yaml

from generator.errors import ContentError, Problem, did_you_mean, one_of

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
        first_line: int,
        problems: list[Problem],
        within: str = "",
    ) -> None:
        self.path = path
        self._first_line = first_line
        self._problems = problems
        self.within = within
        self._read: set[str] = set()
        self._nodes: dict[str, yaml.Node] = {}
        self._key_lines: dict[str, int] = {}
        self.line = self.line_of_node(node)
        for key_node, value in node.value:
            key = str(key_node.value)
            line = self.line_of_node(key_node)
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
        if node is None or (default is not None and is_blank(node)):
            return default or ""
        return self._text(node, f"{self.within}{name}") or default or "?"

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

    def choice(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return one of the allowed words."""
        node = self._node(name, required=default is None)
        if node is None:
            return default or next(iter(allowed))
        value = self._text(node, f"{self.within}{name}")
        if value is None or value in allowed:
            return value or next(iter(allowed))
        self.problem(
            self.line_of_node(node),
            f'{self.within}{name} is "{value}"; allowed: {one_of(allowed)}'
            + did_you_mean(value, allowed),
        )
        return next(iter(allowed))

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
            return Fields(self.path, node, self._first_line, self._problems, f"{called}.")
        self._mistyped(node, called, "a group of fields, indented below it")
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
        for name in self._nodes.keys() - self._read:
            if " " in name:
                message = f'"{name}" is read as a field; put quotes round a text with a comma'
                self.problem(self._key_lines[name], message)
                continue
            self.problem(
                self._key_lines[name],
                f'unknown field "{self.within}{name}"'
                + (did_you_mean(name, self._read) or f"; allowed: {', '.join(sorted(self._read))}"),
            )

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
        kind = kind_of(node)
        if kind == "bool":
            self.problem(
                self.line_of_node(node),
                f'{called} is read as yes or no; put quotes round it: "{node.value}"',
            )
        elif kind not in {"str", "int", "float", "timestamp"}:
            self._mistyped(
                node, called, "text; a colon inside it needs quotes round the whole text"
            )
        elif not node.value.strip():
            self.problem(self.line_of_node(node), f"{called} is empty; write some text")
        elif len(node.value) > longest_value:
            message = f"{called} has {len(node.value)} characters; allowed: up to {longest_value}"
            self.problem(self.line_of_node(node), message)
        else:
            return " ".join(str(node.value).split())
        return None

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
            self._mistyped(node, called, allowed)
            return None
        try:
            value = float(str(node.value).replace("_", ""))
        except ValueError:  # YAML's other notations: 0x1F, 1:30
            self.problem(self.line_of_node(node), f"{called} is {node.value}; allowed: {allowed}")
            return None
        if not least <= value <= most:
            self.problem(self.line_of_node(node), f"{called} is {node.value}; allowed: {allowed}")
            return None
        return value

    def _mistyped(self, node: yaml.Node, called: str, allowed: str) -> None:
        kind = kind_of(node)
        found = type_names.get(kind, kind)
        if isinstance(node, yaml.ScalarNode) and kind != "null":
            found = f'{found}, "{node.value}"'
        self.problem(self.line_of_node(node), f"{called} is {found}; allowed: {allowed}")


def kind_of(node: yaml.Node) -> str:
    """Return YAML's short name for what a node is: str, int, bool, null, seq, map and so on."""
    return str(node.tag).rpartition(":")[2]


def is_blank(node: yaml.Node) -> bool:
    """Tell whether nothing is written after a field's colon, or an empty text."""
    return isinstance(node, yaml.ScalarNode) and node.value.strip() in {"", "~", "null"}


def parse_fields(
    path: PurePosixPath, text: str, first_line: int = 1, problems: list[Problem] | None = None
) -> Fields:
    """Return the fields of one YAML text that starts on *first_line* of its file.

    Mistakes in single fields go to *problems*, if given. Raises ContentError when the text is not
    YAML, or not a mapping.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if "quoted scalar" in (error.context or ""):
            mark = error.context_mark or mark
        line = first_line + (mark.line if mark else 0)
        written = text.splitlines()[line - first_line : line - first_line + 1]
        raise ContentError([Problem(path, line, explain_yaml(error, *written))]) from None
    except yaml.YAMLError as error:
        raise ContentError([Problem(path, first_line, f"this is not YAML: {error}")]) from None
    if node is None:
        raise ContentError([Problem(path, first_line, "there are no fields; write name: value")])
    if not isinstance(node, yaml.MappingNode):
        message = "expected fields, one a line, each as `name: value`"
        raise ContentError([Problem(path, first_line + node.start_mark.line, message)])
    return Fields(path, node, first_line, [] if problems is None else problems)


def explain_yaml(error: yaml.MarkedYAMLError, line: str = "") -> str:
    """Return what is wrong with a line of YAML in words for somebody who doesn't know YAML."""
    problem = error.problem or ""
    if "quoted scalar" in (error.context or "") and "end of stream" in problem:
        return "a quote that opens here is never closed; put the same sign at the end of the text"
    if "mapping values are not allowed" in problem:
        return 'a colon inside a text needs quotes round the whole text: title: "Calf: a stretch"'
    if "tab" in problem or "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab is not allowed here; indent with spaces"
    if "could not find expected ':'" in problem:
        return "a colon is missing after the field's name: `name: value`"
    return f"these fields can't be read ({problem}); check quotes, colons, brackets and indentation"
