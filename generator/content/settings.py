"""site.yaml -> what holds for the whole site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from fields.errors import ContentError, Problem, did_you_mean
from fields.reader import Fields, parse_fields
from fields.text import decode
from generator.content.sources import Files, find_address_fault, root
from generator.model import Phone

usual_menu = "Exercises"
usual_words = {
    "disclaimer": "General information, not advice about you.",
    "privacy": "No tracking, no cookies: what you do here stays on your device.",
}
"""What the foot of every page says where site.yaml doesn't say it: an empty text says nothing."""


def parse_settings(
    files: Files, base_url: str | None, known: set[str], problems: list[Problem]
) -> dict[str, Any] | None:
    """Return what site.yaml says of the whole site, or None if it can't be read."""
    path = root / "site.yaml"
    if path not in files:
        problems.append(
            Problem(path, 0, "the file is missing; it needs at least title: and language:")
        )
        return None
    try:
        fields = parse_fields(path, decode(path, files[path]), 1, problems)
    except ContentError as error:
        problems.extend(error.problems)
        return None
    settings = {
        "title": fields.text("title"),
        "language": fields.text("language"),
        "tagline": fields.text("tagline", default=""),
        "menu": fields.text("menu", default="") or usual_menu,
        **{name: parse_words(fields, name) for name in usual_words},
        "address": fields.text("address", default=""),
        "version": fields.text("version", default=""),
        "reviewed": fields.text("reviewed", default=""),
        "reviewed_by": fields.text("reviewed_by", default=""),
        "icon": fields.text("icon", default=""),
    }
    pdf_sheets = fields.flag("pdf_sheets")
    phones = {
        "emergency": parse_phones(fields, "emergency"),
        "advice": parse_phones(fields, "advice"),
    }
    fields.skip("person")  # whom the figures show: only the drawing knows the cast
    note_faults(fields, settings | {"--base-url": base_url or ""}, known)
    fields.done()
    address = base_url or settings["address"]
    settings["address"] = address and address.rstrip("/") + "/"
    return settings | phones | {"pdf_sheets": pdf_sheets}


def note_faults(fields: Fields, settings: Mapping[str, str], known: set[str]) -> None:
    """Note what can't be the language, the address, the icon or the date of a review."""
    if not re.fullmatch(r"\?|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", settings["language"]):
        found = settings["language"]
        message = f'language is "{found}"; allowed: a short code such as en, de or pt-BR'
        fields.problem(fields.line_of("language"), message)
    for name in ("address", "--base-url"):
        if settings[name] and (fault := find_address_fault(settings[name])):
            fields.problem(fields.line_of(name), f"{name}: {fault}")
    if settings["icon"] and settings["icon"] not in known:
        message = f'there is no exercise "{settings["icon"]}"' + did_you_mean(
            settings["icon"], known
        )
        fields.problem(fields.line_of("icon"), message)
    if settings["reviewed"] and not is_date(settings["reviewed"]):
        message = f'reviewed is "{settings["reviewed"]}"; allowed: a date such as 2026-11-22'
        fields.problem(fields.line_of("reviewed"), message)


def parse_phones(fields: Fields, name: str) -> tuple[Phone, ...]:
    """Return numbers to call, each with the country where it is right."""
    phones = []
    for node in fields.items(name):
        group = fields.as_group(node, name)
        if group is None:
            continue
        phone = Phone(group.text("number"), group.text("country"))
        if phone.number != "?" and not re.fullmatch(r"\+?[0-9][0-9 ]*", phone.number):
            message = f'{group.within}number is "{phone.number}"; allowed: digits, such as 112'
            group.problem(group.line_of("number"), message)
        phones.append(phone)
        group.done()
    return tuple(phones)


def parse_words(fields: Fields, name: str) -> str:
    """Return what site.yaml says in place of the usual words; left empty, it says nothing."""
    if name in fields:
        return fields.text(name, default="")
    fields.skip(name)
    return usual_words[name]


def is_date(text: str) -> bool:
    """Tell whether a text is a date, year first."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
