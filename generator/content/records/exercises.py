"""Front matter and Markdown of one exercise -> Exercise."""

from __future__ import annotations

from dataclasses import replace
from typing import cast, get_args

from fields.reader import Fields
from fields.table import Field, Table, words
from generator.content.records.doses import dose_fields, parse_dose
from generator.content.records.history import history_fields, parse_changes, parse_formerly
from generator.model import Body, Exercise, Figure, Position

meant_positions = {
    **dict.fromkeys(("sitting", "seated", "sitting on a chair", "on a chair"), "chair"),
    **dict.fromkeys(("sitting on the floor", "on the floor"), "floor"),
    **dict.fromkeys(("supine", "lying on your back", "on your back"), "lying"),
    **dict.fromkeys(("lying on your side", "on your side", "side"), "side-lying"),
    **dict.fromkeys(("lying face down", "face down", "on your front"), "prone"),
    **dict.fromkeys(("on hands and knees", "hands and knees"), "all-fours"),
}
"""What authors call the positions; it is asked back, not taken."""
title_field = Field("title", "text", "its name", required=True)
# The most is a choice: enough to leave gaps of ten or a hundred between two of them.
order_field = Field(
    "order", "number", "its place among all; each has its own number", required=True,
    least=1, most=99999,
)  # fmt: skip
draft_field = Field(
    "draft", "flag", "not finished, or its numbers not checked: it is in the preview only, not in "
    "the site; take this line out when all is right", default="no",
)  # fmt: skip
summary_field = Field(
    "summary", "text", "one sentence for its card: what to do", required=True,
    new="Say in one sentence what to do.",
)  # fmt: skip
position_field = Field(
    "position", "choice", "how the body is placed", required=True,
    allowed=words(*get_args(Position)), meant=meant_positions, new="standing",
)  # fmt: skip
# Not required: forms in a browser leave an empty list out.
equipment_field = Field(
    "equipment", "texts", "a list of what it needs, each thing spelt the same in all files; `[]` "
    "is nothing", usual="nothing", new="[]",
)  # fmt: skip
# Two lines of a phone, so that Start stays in the first view.
not_today_field = Field(
    "not_today", "text", "who should not do it today, the most at risk first, in a few words: it "
    "stands on a phone for the folded section `{#ask-first}`", pattern=".{1,70}",
    form="at most 70 characters", example="a fall in the last year, numb feet",
)  # fmt: skip
exercise_fields: Table = (
    title_field,
    Field(
        "also_known_as", "texts", "a list of other names", example="[calf raise, heel lift]",
        new="[]",
    ),
    order_field,
    replace(draft_field, new="true"),
    summary_field,
    Field(
        "purpose", "text", "one honest sentence: what it is for",
        new="Say in one honest sentence what it may be good for.",
    ),
    Field(
        "easier", "text", "one sentence: the easier and safer way, for the page and the sheet",
        new="Say in one sentence how to do it in an easier, safer way.",
    ),
    not_today_field,
    position_field,
    Field(
        "works", "texts", "the parts of the body that it works or stretches, the main one first: a "
        "large site lists it by that one, and finds it by all", example="[calf, foot]",
        usual="the limb of its dose", new="[]",
    ),
    equipment_field,
    Field("dose", "group", "how it is done", required=True, fields=dose_fields),
    *history_fields,
)  # fmt: skip


def parse_exercise(fields: Fields, body: Body, slug: str, figures: tuple[Figure, ...]) -> Exercise:
    """Return one exercise; what is wrong with it is noted in *fields*."""
    exercise = Exercise(
        source=fields.path,
        slug=slug,
        draft=fields.flag("draft"),
        title=fields.text("title"),
        also_known_as=fields.texts("also_known_as"),
        order=fields.number("order"),
        summary=fields.text("summary"),
        purpose=fields.text("purpose"),
        easier=fields.text("easier"),
        not_today=fields.text("not_today"),
        position=cast(Position, fields.choice("position")),
        works=fields.texts("works"),
        equipment=fields.texts("equipment"),
        dose=parse_dose(fields.group("dose")),
        formerly=parse_formerly(fields),
        changed=parse_changes(fields),
        body=body,
        figures=figures,
    )
    fields.done()
    return exercise
