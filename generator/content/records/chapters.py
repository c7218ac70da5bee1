"""Front matter and Markdown of one plain page -> Chapter; one has the box "Get help now".

Other pages may answer questions: what research says to each stands in the fields, the question and
its answer in the text.
"""

from __future__ import annotations

from collections.abc import Collection

from fields.errors import did_you_mean
from fields.reader import Fields
from fields.table import Field, Table
from generator.content.records.exercises import draft_field
from generator.content.records.history import history_fields, parse_changes, parse_formerly
from generator.model import Body, Chapter, Question, Signs, Urgent

signs_fields: Table = (
    Field("heading", "text", "what they have in common, in a few words", required=True),
    Field("signs", "texts", "a list of signs, which every sheet has, too", required=True),
    Field("more", "texts", "a list of more of them, for which a sheet has no room"),
)
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
    Field(
        "alone", "groups", "lists of signs of which one is enough by itself", fields=signs_fields
    ),
    Field(
        "emergency_department",
        "texts",
        "a list of what somebody should go to an emergency "
        "department for at once, without waiting for an ambulance",
    ),
    Field(
        "today",
        "groups",
        "lists of what a doctor must see the same day. They stand below the "
        "box, under a heading of their own with the id `get-help-today`",
        fields=signs_fields,
    ),
)
question_fields: Table = (
    Field("section", "text", "the id of the section whose heading asks it", required=True),
    Field("verdict", "text", "the answer in a few words", required=True),
    Field(
        "rated", "text", "what the mark rates: the yes to the question as a short statement",
        required=True,
    ),
    Field(
        "mark", "number", "how well research supports a yes, shown as footprints: 0 no good "
        "proof, 1 weak, 2 makes sense, 3 well supported", required=True, most=3,
    ),
)  # fmt: skip
chapter_fields: Table = (
    Field("title", "text", "the page's name", required=True),
    Field("summary", "text", "one sentence below the title, for search engines too", required=True),
    Field("menu", "text", "its name in the navigation", usual="the title"),
    draft_field,
    Field("order", "number", "its place in the navigation", default=9999, usual="last", most=9999),
    Field(
        "get_help_now", "group", 'the box "Get help now". What to do is written from `emergency` '
        "in `site.yaml`. One page has it; all sheets print it, and every page leads to it",
        fields=urgent_fields,
    ),
    Field(
        "questions", "groups", "the questions that the page answers, each with what research says "
        "to it", fields=question_fields,
    ),
    Field(
        "folded", "texts", "the ids of sections that are closed until a reader opens them: what "
        "only some want to read",
    ),
    Field(
        "to_print", "texts", "the ids of sections with a list that a reader prints and ticks: it "
        "gets a button that prints it alone, and a box at each numbered step and in each empty "
        "cell",
    ),
    *history_fields,
)  # fmt: skip


def parse_chapter(fields: Fields, body: Body) -> Chapter:
    """Return one plain page of text."""
    title = fields.text("title")
    urgent = fields.group("get_help_now")
    questions = parse_questions(fields, body)
    asked = {question.section for question in questions}
    why_not = "is a question, whose answer is always open; leave it out here"
    folded = parse_sections(fields, body, "folded", asked, why_not)
    why_not = "is a question or folded, and can't be printed alone; leave it out here, or give "
    why_not += "the list a section of its own"
    to_print = parse_sections(fields, body, "to_print", {*folded, *asked}, why_not)
    for name in ("questions", "folded", "to_print"):
        if name in fields and fields.path.stem == "index":
            fields.problem(fields.line_of(name), f"the home page has no {name}; use another page")
    draft = fields.flag("draft")
    if draft and (fields.path.stem == "index" or urgent):
        which = "that everybody is led to for help" if urgent else "that the site begins with"
        message = f"the page {which} can't be a draft; take this line out"
        fields.problem(fields.line_of("draft"), message)
    chapter = Chapter(
        source=fields.path,
        slug=fields.path.stem,
        draft=draft,
        title=title,
        menu=fields.text("menu", default=title),
        order=fields.number("order"),
        summary=fields.text("summary"),
        urgent=parse_urgent(urgent) if urgent else None,
        questions=questions,
        folded=folded,
        to_print=to_print,
        formerly=parse_formerly(fields),
        changed=parse_changes(fields),
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
        alone=parse_signs(fields, "alone"),
        emergency_department=fields.texts("emergency_department"),
        today=parse_signs(fields, "today"),
    )
    fields.done()
    return urgent


def parse_signs(fields: Fields, name: str) -> tuple[Signs, ...]:
    """Return lists of signs, each under its heading."""
    lists = []
    for node in fields.items(name):
        if group := fields.as_group(node, name):
            lists.append(Signs(group.text("heading"), group.texts("signs"), group.texts("more")))
            group.done()
    return tuple(lists)


def parse_questions(fields: Fields, body: Body) -> tuple[Question, ...]:
    """Return the questions of a page, each of which has a section of its text."""
    questions: list[Question] = []
    for node in fields.items("questions"):
        group = fields.as_group(node, "questions")
        if group is None:
            continue
        question = Question(
            group.text("section"), group.text("verdict"), group.text("rated"), group.number("mark")
        )
        line = group.line_of("section")
        if question.section in {each.section for each in questions} - {"?"}:
            group.problem(line, f"{question.section} is among the questions already; keep one")
        if "section" in group:
            note_no_section(group, line, "questions", question.section, body)
        group.done()
        questions.append(question)
    if questions:
        note_unanswered(fields, body, {question.section for question in questions})
    return tuple(questions)


def parse_sections(
    fields: Fields, body: Body, name: str, elsewhere: Collection[str], why_not: str
) -> tuple[str, ...]:
    """Return the ids of sections that a field names, of which none may stand *elsewhere*."""
    named, line = fields.texts(name), fields.line_of(name)
    for id in named:
        note_no_section(fields, line, name, id, body)
        if id in elsewhere:
            fields.problem(line, f"{name}: {id} {why_not}")
    return named


def note_no_section(fields: Fields, line: int, name: str, id: str, body: Body) -> None:
    """Note an id that is no section's."""
    known = [section.id for section in body.sections if section.id]
    if id not in {*known, "?"}:  # what is no text is said already
        message = f'{name}: the text has no section "{id}"; write the name behind its heading, '
        message += f"without {{# and }}{did_you_mean(id, known)}"
        fields.problem(line, message)


def note_unanswered(fields: Fields, body: Body, answered: Collection[str]) -> None:
    """Note each heading that asks something to which the fields have no verdict."""
    for section in body.sections:
        if section.title.endswith("?") and section.id not in answered:
            message = f'"{section.title}" has no verdict; write at the top, under questions:, '
            message += f"- section: {section.id}, with verdict:, rated: and mark:"
            fields.problem(body.line_of(section.id), message)
