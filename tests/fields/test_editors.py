"""What an editor offers, shows and underlines, asked of the language server that it asks itself.

Visual Studio Code starts the same server for YAML, with the settings of `.vscode/settings.json`.
Snippets need no server: here they are filled in and held against the schemas.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from fields.schema import field_schema
from fields.snippets import every_field
from generator.content.records.chapters import chapter_fields
from generator.content.records.exercises import exercise_fields
from generator.content.records.routines import routine_fields
from tests.conftest import node, project

vscode = project / ".vscode"
settings = json.loads((vscode / "settings.json").read_text("utf-8"))
snippets = json.loads((vscode / "content.code-snippets").read_text("utf-8"))
front_matter = (exercise_fields, routine_fields, chapter_fields)
yaml_files = [project / "content" / "site.yaml", *(project / "content" / "poses").glob("*.yaml")]


class Server:
    """A language server, talked to over its streams: JSON-RPC, each message behind its length."""

    def __init__(self, node_modules: Path) -> None:
        program = node_modules / "yaml-language-server" / "bin" / "yaml-language-server"
        self._process = subprocess.Popen(
            (node, program, "--stdio"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._last, self._open = 0, set[Path]()
        root = {"uri": project.as_uri(), "name": "project"}
        start = {"processId": None, "rootUri": root["uri"], "workspaceFolders": [root]}
        able = {"workspace": {"configuration": True}}
        self.ask("initialize", start | {"capabilities": able})
        self.tell("initialized", {})

    def tell(self, method: str, params: Any) -> None:
        """Send what needs no answer."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """Return the answer to a question."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        answers = (each for each in self._said() if "method" not in each)
        return next(each["result"] for each in answers if each["id"] == self._last)

    def open(self, file: Path, text: str) -> list[dict[str, Any]]:
        """Show a text in the place of a file; return what is underlined in it."""
        document = {"uri": file.as_uri()}
        if file in self._open:
            self.tell("textDocument/didClose", {"textDocument": document})
            self._underlined(document)
        self._open.add(file)
        self._last += 1  # the server takes a text for the same as long as its version is
        document |= {"languageId": "yaml", "version": self._last, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self._underlined(document)

    def at(self, method: str, file: Path, text: str, words: str) -> Any:
        """Return the answer to a question about the place behind some words of an open file."""
        before = text[: text.index(words) + len(words)]
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        place = {"textDocument": {"uri": file.as_uri()}, "position": position}
        return self.ask(f"textDocument/{method}", place)

    def close(self) -> None:
        with suppress(OSError):
            self.ask("shutdown", None)
            self.tell("exit", None)
        self._process.communicate(timeout=10)

    def _underlined(self, document: dict[str, Any]) -> list[dict[str, Any]]:
        told = (each["params"] for each in self._said() if "diagnostics" in each.get("params", ""))
        return next(each["diagnostics"] for each in told if each["uri"] == document["uri"])

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _said(self) -> Iterator[dict[str, Any]]:
        """Yield what the server says, and answer what it asks: for the settings."""
        out = self._process.stdout
        while head := out.readline():
            out.readline()
            message = json.loads(out.read(int(head.partition(b":")[2])))
            if "id" in message and "method" in message:
                sections = [item["section"] for item in message["params"].get("items", [])]
                answer = [own_settings(section) for section in sections] or None
                self._send({"id": message["id"], "result": answer})
            yield message


def own_settings(section: str) -> dict[str, Any]:
    """Return the project's settings of one section, each `section.name` by its name."""
    names = {name.partition(".")[2]: settings[name] for name in settings}
    # That nothing is fetched but what the project names.
    return names | {"schemaStore": {"enable": False}} if section == "yaml" else {}


@pytest.fixture(scope="module")
def server(node_modules):
    server = Server(node_modules)
    yield server
    server.close()


@pytest.mark.slow
def test_what_is_written_is_not_underlined(server):
    found = {file.name: server.open(file, file.read_text("utf-8")) for file in yaml_files}
    assert len(found) > 10
    assert {name: found[name] for name in found if found[name]} == {}


block = "start:\n  title: A\n  description: B.\n  position: standing\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "text", "line", "words"),
    [
        ("site.yaml", "title: A\nlanguage: en\ntagleine: B\n", 2, "tagleine is not allowed"),
        ("site.yaml", "title: A\nlanguage: en\nperson: bob\n", 2, '"ann"'),
        ("site.yaml", "title: A\n", 0, 'Missing property "language"'),
        ("poses/half-squat.yaml", f"{block}  knee: 200\n", 4, "maximum of 145"),
    ],
)
def test_a_mistake_is_underlined(server, file, text, line, words):
    (found,) = server.open(project / "content" / file, text)
    assert found["range"]["start"]["line"] == line
    assert words in found["message"]


@pytest.mark.slow
def test_the_names_of_fields_are_offered_with_what_they_are(server):
    file, text = project / "content" / "site.yaml", "title: A\nlanguage: en\nre"
    server.open(file, text)
    offered = server.at("completion", file, text, "\nre")["items"]
    said = {each["label"]: each["documentation"] for each in offered}
    assert said["reviewed_by"].startswith("the name and profession of the clinician")


@pytest.mark.slow
def test_the_words_of_a_choice_are_offered(server):
    file, text = project / "content" / "poses" / "half-squat.yaml", f"{block}  show: \n"
    server.open(file, text)
    offered = server.at("completion", file, text, "show: ")["items"]
    said = {each["label"]: each["documentation"] for each in offered}
    assert [*said] == ["whole", "legs", "lap", "feet"]
    assert said["legs"] == "from the waist down"


@pytest.mark.slow
def test_what_a_field_is_for_is_shown_below_the_pointer(server):
    file, text = project / "content" / "site.yaml", "title: A\nlanguage: en\nicon: a\n"
    server.open(file, text)
    shown = server.at("hover", file, text, "ico")["contents"]["value"]
    assert "the exercise whose close-up" in shown


def test_every_field_of_a_page_has_a_snippet():
    offered = {snippet["prefix"] for snippet in snippets.values()}
    assert offered == {field.name for table in front_matter for field in every_field(table)}


@pytest.mark.parametrize("name", snippets)
def test_a_snippet_that_is_filled_in_is_right(name):
    """Each gap is filled with its first word, or, where it has none, with 1; a day is one."""
    snippet = snippets[name]
    text = re.sub(r"\$\{\d+\|([^,|]+)[^|]*\|\}", r"\1", "\n".join(snippet["body"]))
    text = re.sub(r"\$\{\d+:([^}]+)\}", r"\1", text)
    text = re.sub(r"date: \$\d+", 'date: "2026-11-20"', text)
    text = re.sub(r"\$\d+", "1", text)
    (field, value), *more = yaml.safe_load(text).items()
    assert (field, more) == (snippet["prefix"], [])
    schemas = [
        field_schema(each)
        for table in front_matter
        for each in every_field(table)
        if each.name == field
    ]
    assert any(Draft202012Validator(schema).is_valid(value) for schema in schemas), text


def test_a_gap_for_a_number_is_empty_since_none_is_usual():
    assert snippets["hold_seconds (an exercise)"]["body"] == ["hold_seconds: $1"]
    assert snippets["set_rest_seconds (an exercise)"]["body"] == ["set_rest_seconds: $1"]


def test_the_editor_offers_while_one_types_front_matter_and_not_in_the_text_below():
    """There a word is a string to it, in the language of its own, in the text neither."""
    assert {snippet["scope"] for snippet in snippets.values()} == {"yaml"}
    offers = settings["[markdown]"]["editor.quickSuggestions"]
    assert offers == {"other": "off", "comments": "off", "strings": "on"}
