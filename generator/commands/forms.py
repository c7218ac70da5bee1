"""The fields of a page -> what forms in a browser have to know: `.pages.yml`, and a folder `admin`.

Pages CMS reads the first; Sveltia CMS, and Decap CMS, of which it has the format, the second.
A form has what it can hold and give back unharmed. A number that may be a range is not among that,
so the dose stays in its file, and whoever edits it sees all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from fields.explained import plain
from fields.reader import most_entries
from fields.table import Field, Table, any_name
from generator.content.records.chapters import chapter_fields
from generator.content.records.exercises import exercise_fields
from generator.content.records.routines import routine_fields
from generator.content.records.settings import site_fields

note = "# Written by `build.py forms`, which writes it anew after each update: change nothing here."
sveltia = "0.221.1"
sveltia_hash = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6"
page = f"""<!-- {note} -->
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Edit the site</title>
<script src="https://unpkg.com/@sveltia/cms@{sveltia}/dist/sveltia-cms.js"
  integrity="{sveltia_hash}" crossorigin="anonymous"></script>
"""
Settings = dict[str, Any]


class Folder(NamedTuple):
    """A folder of pages with the same fields."""

    name: str
    label: str
    path: str
    fields: Table


def write_forms(content: str, repository: str) -> dict[str, str]:
    """Return the texts of the files by their paths, for a folder of content in a repository."""
    folders = (
        Folder("exercises", "Exercises", f"{content}/exercises", exercise_fields),
        Folder("routines", "Routines", f"{content}/routines", routine_fields),
        Folder("pages", "Other pages", content, chapter_fields),
    )
    return {
        ".pages.yml": dump(for_pages(folders, content)),
        "admin/config.yml": dump(for_sveltia(folders, content, repository)),
        "admin/index.html": page,
    }


def dump(settings: Settings) -> str:
    """Return settings as the text of a file."""
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=100)
    return f"{note}\n{text}"


def held(table: Table) -> Iterator[Field]:
    """Yield those fields that a form can hold."""
    return filter(can_hold, table)


def can_hold(field: Field) -> bool:
    """Tell whether a form gives a field back as it was.

    None knows a field that may be one thing or another. Half of a group would mislead, and of a
    list of groups Pages CMS would lose the other half.
    """
    if field.kind == "group":
        return all(can_hold(own) for own in field.fields if own.required)
    if field.kind == "groups":
        return all(map(can_hold, field.fields))
    return not field.fields and field.name != any_name


def can_begin(table: Table) -> bool:
    """Tell whether a form can begin a new file: it has each field that is required."""
    return all(map(can_hold, (field for field in table if field.required)))


def hint(field: Field) -> str:
    """Return what is said below a field."""
    otherwise = field.usual or field.default
    return plain(field.what) + (f". If empty: {plain(str(otherwise))}" if otherwise else "")


def label(name: str) -> str:
    """Return the name of a field as a heading."""
    return name.replace("_", " ").capitalize()


def options(field: Field) -> list[dict[str, str]]:
    """Return the words of a choice. A flag is one, too.

    A box to tick would take the text `no`, which is what YAML 1.2 reads, for a tick.
    """
    senses = field.allowed or {"yes": "", "no": ""}
    return [
        {"value": word, "label": f"{word}: {sense}" if sense else word}
        for word, sense in senses.items()
    ]


def for_pages(folders: tuple[Folder, ...], content: str) -> Settings:
    """Return the settings of Pages CMS."""
    collections = [
        {
            "name": folder.name,
            "label": folder.label,
            "type": "collection",
            "path": folder.path,
            "subfolders": False,
            "filename": {"template": "{primary}.md", "field": "create"},
            "view": {"primary": "title", "fields": ["title"]},
            "operations": {"create": can_begin(folder.fields), "rename": False, "delete": False},
            "fields": [*map(pages_field, held(folder.fields)), pages_body()],
        }
        for folder in folders
    ]
    site = {
        "name": "site",
        "label": "The whole site",
        "type": "file",
        "path": f"{content}/site.yaml",
        "format": "yaml",
        "fields": [*map(pages_field, held(site_fields))],
    }
    return {
        "media": {"input": f"{content}/pictures", "output": "pictures"},
        "content": [*collections, site],
        # Without this, what no form shows is lost.
        "settings": {"content": {"merge": True}},
    }


def pages_body() -> Settings:
    """Return the field of a page's Markdown, as code: what shows it formatted writes it anew, and
    changes names such as {#steps}."""
    return {"name": "body", "label": "Text", "type": "code", "options": {"format": "markdown"}}


def pages_field(field: Field) -> Settings:
    """Return a field for Pages CMS."""
    about: Settings = {
        "name": field.name,
        "label": label(field.name),
        "description": hint(field),
        "required": field.required and not field.unless,
    }
    match field.kind:
        case "number" | "decimal":
            return about | {
                "type": "number",
                "options": {"min": field.least, "max": field.most},
            }
        case "choice" | "flag":
            return about | {"type": "select", "options": {"values": options(field)}}
        case "texts":
            return about | {"type": "string", "list": True}
        case "group" | "groups":
            more = {"list": True} if field.kind == "groups" else {}
            return (
                about | {"type": "object", "fields": [*map(pages_field, held(field.fields))]} | more
            )
    # A date as well: an empty one would become that of today.
    form = {"pattern": {"regex": f"^({field.pattern})$", "message": field.form}}
    return about | {"type": "string"} | (form if field.pattern and field.required else {})


def for_sveltia(folders: tuple[Folder, ...], content: str, repository: str) -> Settings:
    """Return the settings of Sveltia CMS, in the format of Decap CMS."""
    collections = [
        {
            "name": folder.name,
            "label": folder.label,
            "folder": folder.path,
            "create": can_begin(folder.fields),
            "delete": False,
            "slug": "{{title}}",
            "fields": [*map(sveltia_field, held(folder.fields)), sveltia_body()],
        }
        for folder in folders
    ]
    site = {
        "name": "site",
        "label": "The whole site",
        "file": f"{content}/site.yaml",
        "format": "yaml",
        "fields": [*map(sveltia_field, held(site_fields))],
    }
    return {
        "backend": {"name": "github", "repo": repository},
        "media_folder": f"{content}/pictures",
        "public_folder": "/pictures",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True},
        "collections": [*collections, {"name": "whole", "label": "Site", "files": [site]}],
    }


def sveltia_body() -> Settings:
    """Return the field of a page's Markdown, unformatted for the same reason."""
    return {"name": "body", "label": "Text", "widget": "markdown", "modes": ["raw"]}


def sveltia_field(field: Field) -> Settings:
    """Return a field for Sveltia CMS."""
    about: Settings = {
        "name": field.name,
        "label": label(field.name),
        "hint": hint(field),
        "required": field.required and not field.unless,
    }
    many = {"max": int(field.most) or most_entries}
    match field.kind:
        case "number" | "decimal":
            kind = "int" if field.kind == "number" else "float"
            return about | {
                "widget": "number",
                "value_type": kind,
                "min": field.least,
                "max": field.most,
            }
        case "choice" | "flag":
            return about | {"widget": "select", "options": options(field)}
        case "texts":
            entry = {"name": "entry", "label": "Entry", "widget": "string"}
            return about | many | {"widget": "list", "field": entry}
        case "group" | "groups":
            more = many | {"widget": "list"} if field.kind == "groups" else {"widget": "object"}
            return about | more | {"fields": [*map(sveltia_field, held(field.fields))]}
    form = {"pattern": [f"^({field.pattern})$", field.form]}
    return about | {"widget": "string"} | (form if field.pattern and field.required else {})
