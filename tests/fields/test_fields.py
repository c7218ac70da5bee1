"""What an author writes in a field is what the site says, or a problem at its line."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fields.errors import ContentError, Problem, did_you_mean
from fields.reader import parse_fields
from fields.table import Field
from generator.commands.starter import write_starter
from generator.content.site import parse_site
from generator.content.sources import split_front_matter

path = PurePosixPath("content/page.md")
table = (
    Field("title", "text", required=True),
    Field("order", "number", least=1, most=100),
    Field("signs", "texts"),
)


def read(yaml_text: str) -> tuple[dict[str, object], list[str]]:
    """Return what the fields title, order and signs hold, and what is wrong with them."""
    problems: list[Problem] = []
    try:
        fields = parse_fields(path, yaml_text, table, 1, problems)
        values: dict[str, object] = {}
        if "title" in fields:
            values["title"] = fields.text("title")
        if "order" in fields:
            values["order"] = fields.number("order")
        if "signs" in fields:
            values["signs"] = fields.texts("signs")
        fields.done()
    except ContentError as error:
        return {}, [str(problem) for problem in error.problems]
    return values, [str(problem) for problem in sorted(problems)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("signs:\n  - Numb in area #1 or weak", 2, 'whole text: "Numb in area #1 or weak"'),
        ("title: Numb # 1", 1, '"# 1" would be left out'),
        ("title: Numb\t# 1", 1, '"# 1" would be left out'),
        ("title: #1 of all", 1, '"#1 of all" would be left out'),
        ('title: "Numb" #1', 1, 'whole text: "Numb #1"'),
        ("signs: [Numb, weak #1\n  , cold]", 1, 'whole text: "weak #1"'),
        ("title: Numb in\n  area #1", 2, 'whole text: "Numb in area #1"'),
        ("title: Numb in area\n  #1 or weak", 2, '"#1 or weak" would be left out'),
        ("signs:\n  - Numb\n    - Weak", 2, 'the line "- Weak" counts as part of this one'),
        ("signs:\n  - Numb\n   -Weak", 2, 'the line "-Weak" counts as part of this one'),
        ("signs:\n  - Numb\n    * Weak", 2, "counts as part of this one"),
        ("signs:\n  - Numb\n    \u2013 Weak", 2, "counts as part of this one"),
        ("signs:\n  -Numb\n  -Weak", 2, "counts as part of this one"),
        ("signs:\n  -\u00a0Numb\n  -\u00a0Weak", 2, "with a blank after it"),
        ("title: Numb\n  order:4", 1, 'the line "order:4" counts as part of this one'),
        ("order: 2\n  title:Numb", 1, 'the line "title:Numb" counts as part of this one'),
        ('signs:\n  - "Numb\n  - Weak"', 2, "belongs to the quote that opens here"),
        ('title: "Numb\n  order: 3"', 1, "belongs to the quote that opens here"),
        ("title: &Co is here", 1, 'needs quotes: "&Co is here"'),
        ("title: &a Numb\norder: *a", 2, 'needs quotes: "*a"'),
        ("title: !Danger stop", 1, 'needs quotes: "!Danger stop"'),
        ("title: ! Danger", 1, 'needs quotes: "! Danger"'),
        ("title: !!str 5", 1, 'needs quotes: "!!str 5"'),
        ("title: >5", 1, 'needs quotes: ">5"'),
        ("title: |  # one\n  two", 1, "needs quotes"),
        ('title: "C:\\temp"', 1, "\\t in double quotes stands for something else"),
        ('title: "a\\\\\\b"', 1, "\\b in double quotes stands for something else"),
        ('title: "a\\u202eb"', 1, "the sign U+202E can't be shown"),
        ('title: "a\\x07"', 1, "the sign U+0007 can't be shown"),
        ("title: null", 1, 'title is read as nothing; put quotes round it: "null"'),
        ("title: ~", 1, "title is empty"),
        ("signs: [on, Off]", 1, 'put quotes round it: "Off"'),
        ("title: \u201cHalf squat\u201d", 1, 'straight ones round them: "Half squat"'),
        ("title: \u2018Half squat\u2019", 1, "curly quotes would be shown"),
        ("title: A\ntitle: B", 2, "title is given twice"),
        ("title: A\n<<: {order: 2}", 2, 'unknown field "<<"'),
        ("[title]: A", 1, "a field's name is one word"),
        ("title: A\n---\norder: 3", 2, "a line --- or ... ends the fields"),
        ("title: A\n...\norder: 3", 3, "a line --- or ... ends the fields"),
        ("order: 010", 1, "order is 010; allowed: a whole number from 1 to 100"),
        ("order: 0o17", 1, "allowed: a whole number"),
        ("order: 0x1F", 1, "allowed: a whole number"),
        ("order: 1_0", 1, "order is 1_0; allowed"),
        ("order: 1:30", 1, "order is 1:30; allowed"),
        ("order: " + "9" * 400, 1, "allowed: a whole number"),
        ("order: " + "9" * 400, 1, f"order is {'9' * 60}\u2026; allowed"),
        ("order: a" + "9" * 400, 1, f'order is text, "a{"9" * 59}\u2026"; allowed'),
        (
            'order: "05"',
            1,
            'order is text, "05"; allowed: a whole number from 1 to 100; write it as 5',
        ),
        ('order: "5.5"', 1, 'order is text, "5.5"; allowed'),
        ('order: "500"', 1, "order is 500; allowed: a whole number from 1 to 100"),
        ("order: \u0663\u0660", 1, "from 1 to 100; write it as 30"),
        (
            "title: A\n\u00adorder: 2",
            2,
            'field\'s name "order" stands a sign that nobody sees, U+00AD',
        ),
    ],
)
def test_what_yaml_would_change_without_a_word_is_refused(text, line, words):
    _, problems = read(text)
    assert any(each.startswith(f"{path}:{line}: ") and words in each for each in problems), problems


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("title: A  # a note", {"title": "A"}),
        ('title: "A #1"  # a note', {"title": "A #1"}),
        ("title: A\n# a note\norder: 5 # a note", {"title": "A", "order": 5}),
        ("signs:  # a note\n  - A#1\n  # - B\n  - C", {"signs": ("A#1", "C")}),
        ("order: 5.0", {"order": 5}),
        ("order: +5.", {"order": 5}),
        ('order: "5"', {"order": 5}),
        ("order: '100'", {"order": 100}),
        ("title: 0800 111", {"title": "0800 111"}),
        ("title: 1_000", {"title": "1_000"}),
        ("title: 2026-11-22", {"title": "2026-11-22"}),
        ("title: 12:30", {"title": "12:30"}),
        ("title: 007", {"title": "007"}),
        ("title: =", {"title": "="}),
        ("title: See\n  https://example.org", {"title": "See https://example.org"}),
        ("title: >\n  Half\n  squat", {"title": "Half squat"}),
        ("title: 'Don''t \\ stop'", {"title": "Don't \\ stop"}),
        ('title: "C \\\\ toe, a\\\\b"', {"title": "C \\ toe, a\\b"}),
        ('title: "Say \\"F\\u00fc\\u00dfe\\""', {"title": 'Say "F\u00fc\u00dfe"'}),
        ("title: \u201cStop\u201d means stop", {"title": "\u201cStop\u201d means stop"}),
    ],
)
def test_what_yaml_leaves_as_it_is_may_be_written(text, values):
    assert read(text) == (values, [])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: A\n order: 2", 2, "this line begins further right than it may"),
        ("title: A\norder:\n  a: 1\n b: 2", 4, "begins neither below the fields before it"),
        ("signs:\n  - a: b\n  order: 2", 3, "begins neither below the fields before it"),
        ("title: A\norder:4\nsigns: []", 2, "a blank is missing after the colon: write order: 4"),
        ("order:4\ntitle: A", 1, "a blank is missing after the colon: write order: 4"),
        ("title A\norder: 4", 1, "a colon is missing after the field's name"),
        ('title: \u201cChin: tuck"', 1, 'use straight ones: "Chin: tuck"'),
        ("title: Half: squat", 1, 'needs quotes round the whole text: title: "Half: squat"'),
        ("title: Half squat:", 1, 'title: "Half squat:"'),
        ("signs:\n  - Numb: feet", 2, 'with a colon or a dash in it: "Numb: feet"'),
        ("title: [Draft] Half squat", 1, 'needs quotes: "[Draft] Half squat"'),
        ('title: "Half" squat', 1, "'\"Half\" squat'"),
        ("signs:\n  - 'tis so\n  - don't", 2, 'round all of it: "\'tis so"'),
        ("title: 'It's tiptoe'", 1, 'round all of it: "It\'s tiptoe"'),
        ('title: "Say "stop" twice"', 1, "round all of it: 'Say \"stop\" twice'"),
        ('title: "Half" or "full"', 1, 'round all of it: \'"Half" or "full"\''),
        ("title: *Half squat*", 1, 'begins with * needs quotes: "*Half squat*"'),
        ("signs: [Numb, , weak]", 1, "an entry of this list is empty"),
        ("signs: [, weak]", 1, "an entry of this list is empty"),
        ("signs: [Numb,\n  , weak]", 2, "an entry of this list is empty"),
        ("title: *Half* squat", 1, 'needs quotes: "*Half* squat"'),
        ("title: @home", 1, 'needs quotes: "@home"'),
        ("title: - Half", 1, 'needs quotes: "- Half"'),
        ("title: > 5 times", 1, 'needs quotes: "> 5 times"'),
        ("signs: [Numb\ntitle: A", 1, "the bracket [ that opens here is not closed"),
        ("signs: [Numb #1, weak]", 1, "all words after # are left out"),
        ("title:\u00a0A\norder: 2", 1, "a no-break space stands where a plain one belongs"),
        ("signs:\n  - Numb\n  \u2013 Weak\n  - Cold", 3, "begins with a plain dash and a blank"),
        ("title:\norder: 3", 1, "title is empty; write some text"),
        ("title: A\n\n\n  order: 2", 4, "this line begins further right than it may"),
        ('title: "a \\q b"', 1, "a backslash in double quotes stands for something else"),
        ('title: "C:\\Users"', 1, "a backslash in double quotes stands for something else"),
        ('title: "a \\x b"', 1, "a backslash in double quotes stands for something else"),
        ('title: "A\norder: 2', 1, "a quote that opens here is never closed"),
        ("title: a\x07", 1, "these fields hold a sign that can't be read"),
        ("title: A\n---\norder: 2", 2, "a line --- or ... ends the fields; remove it"),
        ("title: %a", 1, 'needs quotes: "%a"'),
        ("- a\n- b", 1, "expected fields, one a line"),
        ("# a note", 1, "there are no fields"),
        ("[a]: b", 1, "a field's name is one word"),
        ("signs:\n  a: b\ncondition: c\ntitle:", 3, "if it belongs to title, put two blanks"),
    ],
)
def test_a_slip_of_the_keyboard_is_named_at_its_own_line(text, line, words):
    _, problems = read(text)
    assert any(each.startswith(f"{path}:{line}: ") and words in each for each in problems), problems


signs = [
    *"ab1 -:#&*!|>'\"%@`{}[],?~=.+\\\t\u00a0\u201c\u201d",
    " #",
    ": ",
    "- ",
    "no",
    "null",
    "0x1",
]


@given(st.lists(st.sampled_from(signs), max_size=12).map("".join))
@example("{")
@example("a  # #")
@settings(max_examples=500)
def test_what_stands_behind_a_colon_is_read_as_it_is_written_or_is_a_problem(text):
    values, problems = read(f"title: {text}\norder: 3")
    in_quotes = text.strip()[:1] in {'"', "'"}
    without_note = re.sub(" {2,}# .*", "", text)  # so written, it is meant as a note
    title = " ".join(without_note.split())
    assert problems or in_quotes or values == {"title": title, "order": 3}


@given(st.lists(st.lists(st.sampled_from(signs), max_size=6).map("".join), max_size=4))
@example([" {"])
@settings(max_examples=300)
def test_no_text_at_all_ends_in_a_traceback(lines):
    read("\n".join(["signs:", *lines]))
    read("\n".join(lines))


@pytest.mark.parametrize("text", ["[" * 50_000, "title: " + "{a: " * 20_000, "- " * 30_000])
def test_brackets_in_brackets_are_a_problem_and_no_crash(text):
    _, problems = read(text)
    assert problems == [
        f"{path}:1: too many lists or brackets lie in each other; is one left open?"
    ]


@pytest.mark.parametrize("title", ['A\\B "C"', "C \\", "a \\\\b", "#1: 'tis", "no"])
def test_a_new_file_has_the_title_that_it_was_given(title):
    front, _ = split_front_matter(path, write_starter(title, 1))
    assert parse_fields(path, front, table).text("title") == title
    assert not read(f"title: {json.dumps(title)}")[1]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("sitting", ["standing", "lying"], ""),
        ("shoulder", ["sole", "heel"], ""),
        ("hold seconds", ["hold_seconds", "sets"], '; did you mean "hold_seconds"?'),
        ("TITLE", ["title"], '; did you mean "title"?'),
    ],
)
def test_only_a_word_that_is_near_is_asked_back(word, known, hint):
    assert did_you_mean(word, known) == hint


def test_a_sign_of_the_red_box_is_never_cut(knee):
    box = "  condition: C?\n  in_short: [C]\n  signs:\n    - {}\n"
    page = f"---\ntitle: S\nsummary: S.\nget_help_now:\n{box}---\n"
    name = PurePosixPath("content/safety.md")
    with pytest.raises(ContentError, match=r"content/safety.md:8: .*Numb in area #1 or weak legs"):
        parse_site(knee | {name: page.format("Numb in area #1 or weak legs").encode()})
    site = parse_site(knee | {name: page.format('"Numb in area #1 or weak legs"').encode()})
    assert site.chapters[0].urgent.signs == ("Numb in area #1 or weak legs",)
