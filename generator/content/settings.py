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
from generator.words.catalogue import (
    Catalogues,
    Words,
    english,
    find_words,
    languages_of,
    message,
)

language_code = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
usual_menu = message("Exercises")
usual_words = {
    "disclaimer": message("General information, not advice about you."),
    "privacy": message("No tracking, no cookies: what you do here stays on your device."),
}
"""What the foot of every page says where site.yaml doesn't say it: an empty text says nothing."""


def parse_settings(
    files: Files,
    base_url: str | None,
    known: set[str],
    problems: list[Problem],
    catalogues: Catalogues,
) -> dict[str, Any] | None:
    """Return what site.yaml says of the whole site, or None if it can't be read.

    Raises CatalogueError where the catalogue of its language can't be used.
    """
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
    language = fields.text("language")
    words = parse_language(fields, language, catalogues)
    settings = {
        "title": fields.text("title"),
        "language": language,
        "tagline": fields.text("tagline", default=""),
        "menu": fields.text("menu", default="") or words.gettext(usual_menu),
        **{name: parse_usual(fields, name, words) for name in usual_words},
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
    return settings | phones | {"pdf_sheets": pdf_sheets, "words": words}


def note_faults(fields: Fields, settings: Mapping[str, str], known: set[str]) -> None:
    """Note what can't be the address, the icon or the date of a review."""
    for name in ("address", "--base-url"):
        if settings[name] and (fault := find_address_fault(settings[name])):
            fields.problem(fields.line_of(name), f"{name}: {fault}")
    if settings["icon"] and settings["icon"] not in known:
        fault = f'there is no exercise "{settings["icon"]}"' + did_you_mean(settings["icon"], known)
        fields.problem(fields.line_of("icon"), fault)
    if settings["reviewed"] and not is_date(settings["reviewed"]):
        fault = f'reviewed is "{settings["reviewed"]}"; allowed: a date such as 2026-11-22'
        fields.problem(fields.line_of("reviewed"), fault)


def parse_phones(fields: Fields, name: str) -> tuple[Phone, ...]:
    """Return numbers to call, each with the country where it is right."""
    phones = []
    for node in fields.items(name):
        group = fields.as_group(node, name)
        if group is None:
            continue
        phone = Phone(group.text("number"), group.text("country"))
        if phone.number != "?" and not re.fullmatch(r"\+?[0-9][0-9 ]*", phone.number):
            fault = f'{group.within}number is "{phone.number}"; allowed: digits, such as 112'
            group.problem(group.line_of("number"), fault)
        phones.append(phone)
        group.done()
    return tuple(phones)


def parse_language(fields: Fields, language: str, catalogues: Catalogues) -> Words:
    """Return the words of the site's language; English where it is mistaken."""
    words = find_words(language, catalogues) if language_code.fullmatch(language) else None
    if words is None and language != "?":
        known = ", ".join(languages_of(catalogues))
        fault = f'language is "{language}", in which the site can say nothing; allowed: {known}'
        fault += ", each also as one country has it, such as en-GB; docs/translating.md adds one"
        fields.problem(fields.line_of("language"), fault)
    return words or english


def parse_usual(fields: Fields, name: str, words: Words) -> str:
    """Return what site.yaml says in place of the usual words; left empty, it says nothing."""
    if name in fields:
        return fields.text(name, default="")
    fields.skip(name)
    return words.gettext(usual_words[name])


def is_date(text: str) -> bool:
    """Tell whether a text is a date, year first."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
