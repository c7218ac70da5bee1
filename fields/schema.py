"""A table of fields -> a JSON Schema, with which an editor completes and checks what is written.

It asks for what the reader asks for, as far as a schema can say it. To YAML 1.2, and so to most
editors, `yes` is a text, to others it is true, so either counts here.
"""

from __future__ import annotations

import json
import re
from typing import Any

from fields.explained import plain
from fields.reader import flag, longest_value, most_entries
from fields.table import Field, Table, any_name

Schema = dict[str, Any]
date_pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def write_schema(title: str, table: Table) -> str:
    """Return the text of a schema file, with what lies innermost on one line."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    text = json.dumps(schema | group_schema(table), indent=1, ensure_ascii=False) + "\n"
    for innermost in (r"\[[^\[\]{}]*\]", r"\{[^{}]*\}"):
        text = re.sub(innermost, lambda found: re.sub(r"\n *", " ", found[0]), text)
    return text


def group_schema(table: Table) -> Schema:
    """Return what a group of fields may hold."""
    properties = {field.name: field_schema(field) for field in table}
    schema: Schema = {
        "type": "object",
        "additionalProperties": properties.pop(any_name, False),
        "properties": properties,
    }
    if required := [field.name for field in table if field.required and not field.unless]:
        schema["required"] = required
    if others := [(field.name, *field.unless) for field in table if field.unless]:
        schema["allOf"] = [{"anyOf": [{"required": [name]} for name in names]} for names in others]
    barred: dict[str, Schema] = {}
    for field in table:
        for other in field.not_with:
            barred.setdefault(other, {"properties": {}})["properties"][field.name] = no(field)
    return schema | ({"dependentSchemas": barred} if barred else {})


def no(field: Field) -> Schema | bool:
    """Return what a field may hold that can't be given: nothing, or a plain 0."""
    return {"maximum": 0} if field.kind == "number" and not field.least else False


def field_schema(field: Field) -> Schema:
    """Return what a field may hold, and what it is for."""
    about: Schema = {"description": plain(field.what)} if field.help else {}
    if field.default is not None:
        about["default"] = field.default
    if field.kind == "group":
        return about | group_schema(field.fields)
    own = own_schema(field)
    if not field.fields or field.kind in ("groups", "texts"):
        return about | own
    group = group_schema(field.fields)
    if field.kind == "choice":  # a list of words would refuse every group
        return about | {"anyOf": [own, group]}
    return about | own | group | {"type": [*types_of(own), "object"]}


def own_schema(field: Field) -> Schema:
    """Return what a field may hold that is no group."""
    if field.kind in ("number", "decimal"):
        kind = "integer" if field.kind == "number" else "number"
        return {"type": kind, "minimum": field.least, "maximum": field.most}
    if field.kind == "choice":
        senses = {"enumDescriptions": [*field.allowed.values()]}
        return {"enum": [*field.allowed]} | (senses if any(field.allowed.values()) else {})
    if field.kind == "flag":
        # The first are what an editor offers.
        word = {"type": "string", "pattern": f"^(?:{flag.pattern})$"}
        return {"anyOf": [{"enum": [True, False, "yes", "no"]}, word]}
    if field.kind in ("groups", "texts"):
        most = field.most or most_entries
        schema = {"type": "array", "items": entry_schema(field), "maxItems": most}
        return schema | ({"minItems": field.least} if field.least else {})
    return text_schema(field)


def entry_schema(field: Field) -> Schema:
    """Return what an entry of a list may be."""
    group = group_schema(field.fields) if field.fields else {}
    if field.kind == "groups":
        return group
    text = text_schema(Field(field.name, "sentence"))
    return text | group | ({"type": [*types_of(text), "object"]} if group else {})


def text_schema(field: Field) -> Schema:
    """Return what a text may be; YAML takes 12 for a number, which a text may be as well."""
    pattern = date_pattern if field.kind == "date" else field.pattern
    fits = {number: re.fullmatch(pattern or ".*", number) for number in ("1", "-1", "1.5")}
    types = ["string", "number" if fits["1.5"] else "integer"] if fits["1"] else ["string"]
    schema: Schema = {"type": types, "maxLength": longest_value}
    # To a number a pattern means nothing.
    if fits["1"] and not fits["-1"]:
        schema["minimum"] = 0
    may_be_empty = not field.required and field.kind != "sentence"
    if may_be_empty:
        types.append("null")
    if pattern:
        schema["pattern"] = rf"^\s*(?:{pattern}){'?' if may_be_empty else ''}\s*$"
    elif not may_be_empty:
        schema["pattern"] = r"\S"
    return schema


def types_of(schema: Schema) -> list[str]:
    """Return the types that a schema allows, which it has as one or as several."""
    return [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
