"""site.yaml -> what holds for the whole site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fields.errors import ContentError, Problem, did_you_mean
from fields.reader import Fields, parse_fields
from fields.table import Field, Table, words
from fields.text import decode
from generator.content.pictures.figure import people
from generator.content.sources import Files, find_address_fault, root
from generator.model import Phone

usual_menu = "Exercises"
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
        "language", "text", "a short code: `en`, `de`, `pt-BR`", required=True,
        pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", form="a short code such as en, de or pt-BR",
    ),
    Field("tagline", "text", "one line below the name, at the top of the home page"),
    Field(
        "menu", "text", "the home page's name in the navigation, in place of any `menu` of "
        "`index.md`", default=usual_menu,
    ),
    Field(
        "disclaimer", "text", 'one sentence at the foot of every page; `""` leaves it out',
        default="General information, not advice about you.",
    ),
    Field(
        "privacy", "text", 'what you vouch for, at the foot of every page; `""` leaves it out',
        default="No tracking, no cookies: what you do here stays on your device.",
    ),
    Field(
        "address", "text", "where the site will be, such as `https://example.org/feet/`, without a "
        "page or a password in it; canonical links, the sitemap, social cards and QR codes need it",
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
    Field(
        "pdf_sheets", "flag", "a PDF file of each sheet is part of the site: every build makes "
        "them and the pages link to them; that needs [WeasyPrint](sheets.md#pdf-files)",
        default="no",
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
        fields = parse_fields(path, decode(path, files[path]), site_fields, 1, problems)
    except ContentError as error:
        problems.extend(error.problems)
        return None
    settings = {
        "title": fields.text("title"),
        "language": fields.text("language"),
        "tagline": fields.text("tagline"),
        "menu": fields.text("menu", default=usual_menu),
        "disclaimer": fields.text("disclaimer"),
        "privacy": fields.text("privacy"),
        "address": fields.text("address"),
        "version": fields.text("version"),
        "reviewed": fields.date("reviewed"),
        "reviewed_by": fields.text("reviewed_by"),
        "icon": fields.text("icon"),
    }
    pdf_sheets = fields.flag("pdf_sheets")
    phones = {
        "emergency": parse_phones(fields, "emergency"),
        "advice": parse_phones(fields, "advice"),
    }
    fields.choice("person")  # whom the figures show: the drawing reads it for itself
    note_faults(fields, settings | {"--base-url": base_url or ""}, known)
    fields.done()
    address = base_url or settings["address"]
    settings["address"] = address and address.rstrip("/") + "/"
    return settings | phones | {"pdf_sheets": pdf_sheets}


def note_faults(fields: Fields, settings: Mapping[str, str], known: set[str]) -> None:
    """Note what can't be the address or the icon."""
    for name in ("address", "--base-url"):
        if settings[name] and (fault := find_address_fault(settings[name])):
            fields.problem(fields.line_of(name), f"{name}: {fault}")
    if settings["icon"] and settings["icon"] not in known:
        message = f'there is no exercise "{settings["icon"]}"' + did_you_mean(
            settings["icon"], known
        )
        fields.problem(fields.line_of("icon"), message)


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
