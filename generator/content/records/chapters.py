"""Front matter and Markdown of one plain page -> Chapter; one has the box "Get help now"."""

from __future__ import annotations

from fields.reader import Fields
from fields.table import Field, Table
from generator.model import Body, Chapter, Urgent

urgent_fields: Table = (
    Field("condition", "text", "a question, such as whether the back hurts", required=True),
    Field(
        "in_short",
        "texts",
        "what to call for at once, in few words, each enough by itself: a list for the front of "
        "every sheet",
        required=True,
    ),
    Field("today_in_short", "texts", "what a doctor must see the same day, in few words: a list"),
    Field(
        "signs",
        "texts",
        "a list of signs of which one is enough where the condition holds",
        required=True,
    ),
    Field("alone", "texts", "a list of signs of which one is enough by itself"),
    Field("today", "texts", "a list of what a doctor must see the same day"),
)
chapter_fields: Table = (
    Field("title", "text", "the page's name", required=True),
    Field("summary", "text", "one sentence below the title, for search engines too", required=True),
    Field("menu", "text", "its name in the navigation", usual="the title"),
    Field("order", "number", "its place in the navigation", default=9999, usual="last", most=9999),
    Field(
        "get_help_now", "group", 'the box "Get help now". What to do is written from `emergency` '
        "in `site.yaml`. One page has it; all sheets print it, and every page leads to it",
        fields=urgent_fields,
    ),
)  # fmt: skip


def parse_chapter(fields: Fields, body: Body) -> Chapter:
    """Return one plain page of text."""
    title = fields.text("title")
    urgent = fields.group("get_help_now")
    chapter = Chapter(
        source=fields.path,
        slug=fields.path.stem,
        title=title,
        menu=fields.text("menu", default=title),
        order=fields.number("order"),
        summary=fields.text("summary"),
        urgent=parse_urgent(urgent) if urgent else None,
        body=body,
    )
    fields.done()
    return chapter


def parse_urgent(fields: Fields) -> Urgent:
    """Return when to get help now."""
    urgent = Urgent(
        condition=fields.text("condition"),
        in_short=fields.texts("in_short"),
        today_in_short=fields.texts("today_in_short"),
        signs=fields.texts("signs"),
        alone=fields.texts("alone"),
        today=fields.texts("today"),
    )
    fields.done()
    return urgent
