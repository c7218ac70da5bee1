"""site.yaml -> what holds for the whole site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fields.errors import ContentError, Problem, did_you_mean
from fields.reader import Fields, parse_fields
from fields.table import Field, Table, words
from fields.text import decode
from generator.content.sources import Files, exercise_file, find_address_fault, root
from generator.content.text.addresses import split_address
from generator.model import Phone, people
from generator.words.catalogue import (
    Catalogues,
    Words,
    english,
    find_words,
    languages_of,
    message,
)

# The shape of BCP 47: a language, then script, country or variant.
language_code = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
usual_menu = message("Exercises")
phone_fields: Table = (
    Field(
        "number", "text", "the number to call", required=True, example='"112"',
        pattern=r"\+?[0-9][0-9 ]*", form="digits, such as 112",
    ),
    Field("country", "text", "the country where it is right", required=True, example="UK"),
)  # fmt: skip
site_fields: Table = (
    Field("title", "text", "the site's name", required=True),
    Field(
        "language", "text", "one that the site has words for: `en`, `de`, or as one country has "
        "it, `en-GB` ([translating.md](translating.md) adds one)", required=True,
        pattern=language_code, form="a short code such as en, de or en-GB",
    ),
    Field("tagline", "text", "one line about the site, for its social card"),
    Field(
        "menu", "text", "the home page's name in the navigation, in place of any `menu` of "
        "`index.md`", default=usual_menu,
    ),
    Field(
        "disclaimer", "text", 'one sentence at the foot of every page; `none` leaves it out',
        default=message("General information, not advice about you."),
    ),
    Field(
        "privacy", "text", 'what you vouch for, at the foot of every page; `none` leaves it out',
        default=message(
            "No tracking, no cookies: what you do here stays on your device."
        ),
    ),
    Field(
        "address", "text", "where the site will be, such as `https://example.org/feet/`, without a "
        "page or a password in it; canonical links, the sitemap, the feed, social cards and QR "
        "codes need it; one that ends in `.example`, as in `https://feet.example/`, counts as none",
    ),
    Field(
        "edit", "text", "where the files of `content/` are edited at a code host: every page leads "
        "there, to its own file", pattern=r"https?://[^\s/@?#\"<>]+/[^\s?#\"<>]+",
        form="an address with https:// at its beginning and no ? or # in it, such as "
        "https://github.com/owner/repository/edit/main/content/",
        example="https://github.com/owner/repository/edit/main/content/",
    ),
    Field(
        "contact", "text", "an e-mail address for whoever finds a mistake, on every page",
        pattern=r"[^\s@,;:?&%#/\"<>]+@[^\s@,;:?&%#/\"<>]+\.[^\s@,;:?&%#/\"<>]+",
        form="an e-mail address, such as feet@example.org", example="feet@example.org",
    ),
    Field("version", "text", "printed at the foot of each sheet"),
    Field(
        "reviewed", "date", "the date when the words were last checked, such as `2026-11-22`, "
        "printed at the foot of each sheet", form="a date such as 2026-11-22",
    ),
    Field(
        "reviewed_by", "text", "the name and profession of the clinician who has reviewed all of "
        "it; left empty, every page and sheet says that nobody has",
    ),
    Field(
        "emergency", "groups", 'the numbers to call in an emergency: a list. The box "Get help '
        'now", its buttons and every sheet take them from here', fields=phone_fields,
    ),
    Field(
        "advice", "groups", "the numbers to call for medical advice, in the same form; the box "
        "names them, too", fields=phone_fields,
    ),
    Field("tests", "texts", "a list of tests of progress, each with three boxes on every sheet"),
    Field(
        "standing_tests", "texts", "those that are done standing; only a sheet with an exercise "
        "that is done standing has them, because whoever can't stand safely gets the others",
    ),
    Field(
        "standing_tests_note", "text", "how to do those: what to hold, and who leaves them out",
    ),
    Field(
        "pdf_sheets", "flag", "a PDF file of each sheet is part of the site: every build makes "
        "them and the pages link to them; that needs [WeasyPrint](sheets.md#pdf-files)",
        default="no",
    ),
    Field(
        "offline", "flag", "a reader's device keeps the site, so that it is there without a "
        "network ([publishing.md](publishing.md#without-a-network)); `no` takes that back, from "
        "the devices of earlier readers, too", default="yes",
    ),
    Field(
        "person", "choice", "whom the pictures show where their pose file names nobody, see "
        "[pose-format.md](pose-format.md#who-it-is)", default="ann", allowed=words(*people),
    ),
    Field(
        "icon", "text", "the exercise whose close-up, as a shadow picture, is the site's icon in "
        "the browser; choose one with the whole foot in it", usual="a footprint",
    ),
)  # fmt: skip


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
        fields = parse_fields(path, decode(path, files[path]), site_fields, 1, problems)
    except ContentError as error:
        problems.extend(error.problems)
        return None
    language = fields.text("language")
    words = parse_language(fields, language, catalogues)
    settings = {
        "title": fields.text("title"),
        "language": language,
        "tagline": fields.text("tagline"),
        "menu": parse_usual(fields, "menu", words) or words.gettext(usual_menu),
        "disclaimer": parse_usual(fields, "disclaimer", words),
        "privacy": parse_usual(fields, "privacy", words),
        "address": fields.text("address"),
        "edit": with_slash(fields.text("edit")),
        "contact": fields.text("contact"),
        "version": fields.text("version"),
        "reviewed": fields.text("reviewed"),
        "reviewed_by": fields.text("reviewed_by"),
        "icon": fields.text("icon"),
        "standing_tests_note": fields.text("standing_tests_note"),
    }
    tests = {name: fields.texts(name) for name in ("tests", "standing_tests")}
    flags = {name: fields.flag(name) for name in ("pdf_sheets", "offline")}
    phones = {
        "emergency": parse_phones(fields, "emergency"),
        "advice": parse_phones(fields, "advice"),
    }
    fields.choice("person")  # whom the figures show: the drawing reads it for itself
    note_faults(fields, settings | {"--base-url": base_url or ""}, known)
    fields.done()
    address = with_slash(base_url or settings["address"])
    is_example = is_only_example(address)
    settings |= {
        "address": "" if is_example else address,
        "example": address if is_example else "",
    }
    return settings | tests | phones | flags | {"words": words}


def is_only_example(address: str) -> bool:
    """Tell whether an address leads nowhere, as RFC 2606 keeps its ending for examples."""
    parts = split_address(address)
    host = parts.hostname if parts else None
    return (host or "").rstrip(".").endswith(".example")


def with_slash(address: str) -> str:
    """Return an address, if there is one, to which a path can be added."""
    return address and address.rstrip("/") + "/"


def note_faults(fields: Fields, settings: Mapping[str, str], known: set[str]) -> None:
    """Note what can't be the address or the icon."""
    for name in ("address", "--base-url"):
        if settings[name] and (fault := find_address_fault(settings[name])):
            fields.problem(fields.line_of(name), f"{name}: {fault}")
    if settings["icon"] and settings["icon"] not in known:
        fault = f'there is no exercise "{settings["icon"]}"'
        fault += did_you_mean(settings["icon"], known) or f"; allowed: {', '.join(sorted(known))}"
        fields.problem(fields.line_of("icon"), fault, lacks=exercise_file(settings["icon"]))


def parse_phones(fields: Fields, name: str) -> tuple[Phone, ...]:
    """Return numbers to call, each with the country where it is right."""
    phones = []
    for node in fields.items(name):
        group = fields.as_group(node, name)
        if group is None:
            continue
        phones.append(Phone(group.text("number"), group.text("country")))
        group.done()
    return tuple(phones)


def parse_language(fields: Fields, language: str, catalogues: Catalogues) -> Words:
    """Return the words of the site's language; English where it is mistaken."""
    if not re.fullmatch(language_code, language):
        return english  # the table says what is wrong with it
    words = find_words(language, catalogues)
    if words is None:
        known = ", ".join(languages_of(catalogues))
        fault = f'language is "{language}", in which the site can say nothing; allowed: {known}'
        fault += ", each also as one country has it, such as en-GB; docs/translating.md adds one"
        fields.problem(fields.line_of("language"), fault)
    return words or english


def parse_usual(fields: Fields, name: str, words: Words) -> str:
    """Return what site.yaml says, or the usual words in its language; `none` is nothing.

    So is an empty text, which a form in a browser can't tell from a field left out.
    """
    text = fields.text(name)
    if name in fields:
        return "" if text == "none" else text
    return words.gettext(text)
