"""Forms in a browser: what they are told of the fields, and that saving loses nothing but comments.

`tests/browser/test_forms.py` has one of them at work. Here is what they write, file by file.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from build import build_site, main
from fields.reader import parse_fields
from fields.table import Field
from figures.words.poses import parse_all
from generator.commands.forms import can_hold, write_forms
from generator.content.records.exercises import exercise_fields
from generator.content.sources import Sources
from tests.conftest import Tree, node, project

files = write_forms("content", "ann/feet")
pages_cms, sveltia_cms = (
    yaml.safe_load(files[name]) for name in (".pages.yml", "admin/config.yml")
)
ways = ("pages", "sveltia")


def save(node_modules: Path, texts: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return files by name as each way of saving leaves them."""
    run = subprocess.run(
        (node, project / "tests" / "fields" / "forms.mjs", node_modules),
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return json.loads(run.stdout)


def save_all(node_modules: Path, content: Tree) -> dict[str, Tree]:
    """Return a content folder as each way of saving leaves it."""
    texts = {
        str(path): data.decode()
        for path, data in content.items()
        if path.suffix in {".md", ".yaml"}
    }
    return {
        way: {**content, **{PurePosixPath(name): text.encode() for name, text in saved.items()}}
        for way, saved in save(node_modules, texts).items()
    }


@pytest.mark.slow
@pytest.mark.parametrize("programme", ["content", "knee", "knie"])
def test_what_is_loaded_and_saved_again_makes_the_same_site(
    programme, node_modules, templates, static, request
):
    content = request.getfixturevalue(programme)
    locales = (project / "locales").glob("*.mo")
    words = {PurePosixPath("locales", file.name): file.read_bytes() for file in locales}
    before = build_site(Sources(content, templates, static, words))[1]
    for way, saved in save_all(node_modules, content).items():
        assert sum(saved[path] != content[path] for path in content) > 4, way
        after = build_site(Sources(saved, templates, static, words))[1]
        assert {path for path in before if after.get(path) != before[path]} == set(), way
        assert after.keys() == before.keys(), way


@pytest.mark.slow
def test_what_is_loaded_and_saved_again_has_the_same_poses(node_modules, content):
    """No form shows them, but one could be told to."""

    def poses(files: Tree) -> str:
        return re.sub(r"lines?=(?:\d+|\{.*?\})", "", repr(parse_all(files)))

    for saved in save_all(node_modules, content).values():
        assert poses(saved) == poses(content)


@pytest.mark.slow
def test_a_long_text_is_read_as_it_was_wherever_a_form_folds_it(node_modules):
    table, path = (Field("title", "text"),), PurePosixPath("content/page.md")
    texts = {
        f"{length} {sign}.yaml": f"{'word ' * 30}"[:length].strip() + f" {sign} and so on{end}"
        for sign in ("pain:", "note:it", "-", "\u2013", "*", "+", "'so'", '"so"')
        for length in range(55, 90)
        for end in ("", ": yes")
    }
    written = {name: f"title: {json.dumps(text)}\n" for name, text in texts.items()}
    for way, saved in save(node_modules, written).items():
        for name, text in saved.items():
            problems: list[Any] = []
            assert parse_fields(path, text, table, 1, problems).text("title") == texts[name], way
            assert problems == []


def test_a_list_and_a_line_of_the_foot_mean_the_same_where_a_form_leaves_out_what_is_empty(
    build_knee,
):
    """`equipment: []` goes; a line that is to stay away has a word for it."""
    slug, site = "exercises/straight-leg-raise.md", "site.yaml"
    (before, _), (after, _) = build_knee(slug), build_knee(slug, ("equipment: []\n", ""))
    kits = [[exercise.equipment for exercise in each.exercises] for each in (before, after)]
    assert () in kits[0]
    assert kits[0] == kits[1]
    settings, _ = build_knee(site, ("title:", "privacy: none\ndisclaimer: none\ntitle:"))
    assert (settings.privacy, settings.disclaimer) == ("", "")


@pytest.mark.slow
def test_sveltia_is_told_what_its_own_schema_allows(node_modules):
    package = node_modules / "@sveltia" / "cms"
    schema = json.loads((package / "schema" / "sveltia-cms.json").read_text("utf-8"))
    validator = Draft7Validator(schema)
    assert [*validator.iter_errors(sveltia_cms)] == []
    wrong = sveltia_cms | {"collections": [{"name": "a", "folder": "b", "feilds": []}]}
    assert [*validator.iter_errors(wrong)]


name = {"type": "string", "pattern": "^[a-zA-Z0-9-_]+$"}
path = {"type": "string", "pattern": "^[^/].*[^/]$"}
yes_or_no = {"type": "boolean"}
pages_field = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "type"],
    "properties": {
        "name": name,
        "label": {"type": "string"},
        "description": {"type": "string"},
        "required": yes_or_no,
        "list": yes_or_no,
        "type": {"enum": ["string", "number", "select", "code", "object"]},
        "options": {"type": "object"},
        "fields": {"type": "array", "items": {"$ref": "#/definitions/field"}},
        "pattern": {
            "type": "object",
            "additionalProperties": False,
            "required": ["regex"],
            "properties": {"regex": {"type": "string"}, "message": {"type": "string"}},
        },
    },
    "if": {"properties": {"type": {"const": "object"}}},
    "then": {"required": ["fields"]},
}
pages_schema = {
    "definitions": {"field": pages_field},
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "media": {
            "type": "object",
            "additionalProperties": False,
            "required": ["input", "output"],
            "properties": {"input": path, "output": path},
        },
        "settings": {"const": {"content": {"merge": True}}},
        "content": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "type", "path"],
                "properties": {
                    "name": name,
                    "label": {"type": "string"},
                    "type": {"enum": ["collection", "file"]},
                    "path": path,
                    "format": {"enum": ["yaml", "yaml-frontmatter"]},
                    "subfolders": yes_or_no,
                    "filename": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["template"],
                        "properties": {
                            "template": {"type": "string"},
                            "field": {"const": "create"},
                        },
                    },
                    "operations": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": dict.fromkeys(("create", "rename", "delete"), yes_or_no),
                    },
                    "view": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {
                            "primary": {"type": "string"},
                            "fields": {"type": "array", "items": {"type": "string"}},
                        },
                    },
                    "fields": {"type": "array", "items": {"$ref": "#/definitions/field"}},
                },
            },
        },
    },
}
"""Of what Pages CMS allows, the part that is used here. It publishes no schema: this is what
`lib/config-schema.ts` in github.com/pages-cms/pages-cms asked for in April 2026, in other words."""


def test_pages_cms_is_told_what_it_allows():
    validator = Draft7Validator(pages_schema)
    assert [*validator.iter_errors(pages_cms)] == []
    broken = json.loads(json.dumps(pages_cms).replace('"operations"', '"operation"'))
    assert [*validator.iter_errors(broken)]


def test_a_form_shows_what_it_can_give_back_and_no_half_of_a_dose():
    shown = {field["name"] for field in pages_cms["content"][0]["fields"]}
    assert shown == {field.name for field in exercise_fields} - {"dose"} | {"body"}
    assert can_hold(Field("tests", "texts"))
    assert not can_hold(Field("sets", "number", fields=(Field("from", "number"),)))
    both = (Field("label", "text"), Field("seconds", "number", fields=(Field("from", "number"),)))
    assert can_hold(Field("group", "group", fields=both))
    assert not can_hold(Field("list", "groups", fields=both))


def test_a_form_can_begin_only_what_it_can_finish():
    asked = {each["name"]: each["operations"]["create"] for each in pages_cms["content"][:-1]}
    assert asked == {"exercises": False, "routines": False, "pages": True}
    assert [each.get("create") for each in sveltia_cms["collections"]] == [False, False, True, None]


def test_both_forms_have_the_same_fields_with_limits_choices_and_help():
    pairs = zip(pages_cms["content"], sveltia_cms["collections"], strict=True)
    for of_pages, of_sveltia in pairs:
        (of_sveltia,) = of_sveltia.get("files", [of_sveltia])
        names = [[field["name"] for field in each["fields"]] for each in (of_pages, of_sveltia)]
        assert names[0] == names[1]
    fields = {field["name"]: field for field in sveltia_cms["collections"][0]["fields"]}
    assert (fields["order"]["min"], fields["order"]["max"]) == (1, 99999)
    assert {"value": "chair", "label": "chair"} in fields["position"]["options"]
    assert fields["summary"]["hint"] == "one sentence for its card: what to do"
    assert fields["body"]["modes"] == ["raw"]


def test_the_command_writes_beside_the_content_and_over_no_file_of_others(tmp_path, capsys):
    content = tmp_path / "inhalt"
    content.mkdir()
    command = ["forms", "ann/feet", "--content", str(content)]
    assert main(command) == main(command) == 0
    assert {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*") if each.is_file()} == {
        *files
    }
    assert "folder: inhalt/exercises" in (tmp_path / "admin" / "config.yml").read_text("utf-8")
    (tmp_path / ".pages.yml").write_text("media: ours\n")
    assert main(command) == 2
    assert ".pages.yml was not written by this command" in capsys.readouterr().err
    assert (tmp_path / ".pages.yml").read_text() == "media: ours\n"


def test_no_repository_is_taken_for_one(capsys):
    with pytest.raises(SystemExit):
        main(["forms", "feet"])
    assert "such as ann/feet" in capsys.readouterr().err
