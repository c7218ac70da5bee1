"""What a page was called before and what has changed on it -> former addresses and changes."""

from __future__ import annotations

from pathlib import PurePosixPath

from fields.reader import Fields
from fields.signs import shorten
from fields.table import Field, Table
from generator.content.sources import find_page_fault, page_address, slug_of
from generator.model import Change

change_fields: Table = (
    Field(
        "date", "date", "the day of the change", required=True,
        form="a date such as 2026-11-20", example="2026-11-20",
    ),
    Field(
        "what", "text", "one sentence: what is different now, and why", required=True,
        example="The hold is shorter, because feet cramped.",
    ),
)  # fmt: skip
history_fields: Table = (
    Field(
        "formerly", "texts", "names that the page had before, the oldest first, so that printed "
        "codes and bookmarks lead on to it: a list, with the whole address where it stood "
        "elsewhere", example="[toe-press, routines/toe-press.html]",
    ),
    Field(
        "changed", "groups", "what has changed since the page was first published, in any order: "
        "the last change stands on the page, all are in the site's feed", fields=change_fields,
    ),
)  # fmt: skip
"""What any page may have."""


def parse_formerly(fields: Fields) -> tuple[PurePosixPath, ...]:
    """Return the addresses at which the page stood before."""
    addresses: dict[PurePosixPath, None] = {}
    for name in fields.texts("formerly"):
        is_whole = "/" in name or name.endswith(".html")
        if fault := find_page_fault(name if is_whole else f"{name}.html"):
            note(fields, f'"{shorten(name)}" {fault}{suggest_fitting(name)}')
            continue
        address = PurePosixPath(name) if is_whole else page_address(fields.path.with_stem(name))
        if address == page_address(fields.path):
            note(fields, f'"{name}" is the name that the page has now; take it out')
        elif address in addresses:
            note(fields, f'"{name}" stands there twice; take one out')
        else:
            addresses[address] = None
    return tuple(addresses)


def suggest_fitting(name: str) -> str:
    """Return `; did you mean "..."?` for a name that can't have been one, or nothing."""
    whole = f"{name.strip('/').removesuffix('.html')}.html"
    is_whole = "/" in name and not find_page_fault(whole)
    fitting = whole if is_whole else slug_of(name.rpartition("/")[2].partition(".")[0])
    return f'; did you mean "{fitting}"?' if fitting not in ("", name) else ""


def note(fields: Fields, fault: str) -> None:
    """Note what is wrong with a former name."""
    fields.problem(fields.line_of("formerly"), f"formerly: {fault}")


def parse_changes(fields: Fields) -> tuple[Change, ...]:
    """Return what has changed on the page, the last change first."""
    changes: dict[str, Change] = {}
    for node in fields.items("changed"):
        group = fields.as_group(node, "changed")
        if group is None:
            continue
        change = Change(group.text("date"), group.text("what"))
        if "date" in group and change.day in changes:
            message = f"changed: {change.day} is there already; join the two, or take one out"
            group.problem(group.line_of("date"), message)
        changes[change.day] = change
        group.done()
    return tuple(sorted(changes.values(), key=lambda each: each.day, reverse=True))
