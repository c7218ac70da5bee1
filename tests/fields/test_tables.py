"""What is written of the fields, for people and for editors, says what the reader says.

`make golden` writes the docs and the schemas anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from fields.errors import ContentError, Problem
from fields.explained import plain, write_rows
from fields.plain_yaml import compose
from fields.reader import Fields
from fields.schema import write_schema
from fields.snippets import write_snippets
from fields.table import Table
from figures.words.blocks import person_field as pose_person_field
from figures.words.blocks import pose_file_fields, write_angle_rows
from figures.words.poses import parse_poses
from figures.words.terms import limb_angles, trunk_angles
from generator.commands.starter import write_starter
from generator.content.records.chapters import chapter_fields, urgent_fields
from generator.content.records.doses import dose_fields, limit_fields, phase_fields
from generator.content.records.exercises import exercise_fields
from generator.content.records.routines import item_fields, routine_fields
from generator.content.records.settings import site_fields
from generator.content.site import parse_site
from generator.content.sources import split_front_matter
from tests.checks import test_limits
from tests.conftest import project
from tests.content import test_chapters, test_content, test_exercises, test_settings
from tests.drawing import test_poses

docs = [project / "docs" / f"{name}-format.md" for name in ("content", "pose")]
explained = {
    "site": write_rows(site_fields, apart=("advice",)),
    "exercise": write_rows(exercise_fields, apart=("dose",)),
    "dose": write_rows(dose_fields),
    "routine": write_rows(routine_fields),
    "item": write_rows(item_fields, apart=("dose",)),
    "page": write_rows(chapter_fields, apart=("get_help_now",)),
    "urgent": write_rows(urgent_fields),
    "trunk": write_angle_rows(trunk_angles),
    "limbs": write_angle_rows(limb_angles),
}
schemas = {
    "exercise": write_schema("An exercise", exercise_fields),
    "routine": write_schema("A routine", routine_fields),
    "page": write_schema("A page", chapter_fields),
    "site": write_schema("What holds for the whole site", site_fields),
    "poses": write_schema("The poses of an exercise", pose_file_fields),
}
front_matter = {
    "an exercise": exercise_fields,
    "a routine": routine_fields,
    "a page": chapter_fields,
}
validators = {name: Draft202012Validator(json.loads(schemas[name])) for name in schemas}


def written() -> dict[Path, str]:
    """Return the files that are written from the tables, as they should be."""
    between = re.compile(r"(<!-- fields: (\w+) -->\n).*?(?=<!-- end -->)", re.DOTALL)
    texts = {
        file: between.sub(lambda part: f"{part[1]}{explained[part[2]]}\n", file.read_text("utf-8"))
        for file in docs
    }
    texts |= {project / "schemas" / f"{name}.json": schemas[name] for name in schemas}
    return texts | {project / ".vscode" / "content.code-snippets": write_snippets(front_matter)}


def test_the_docs_and_the_schemas_say_what_the_tables_say():
    for file, text in written().items():
        assert file.read_text("utf-8") == text, file


def test_every_table_stands_in_the_docs():
    text = "".join(file.read_text("utf-8") for file in docs)
    assert re.findall(r"<!-- fields: (\w+) -->", text) == [*explained]


def test_the_editor_is_told_of_every_schema_of_a_yaml_file():
    settings = json.loads((project / ".vscode" / "settings.json").read_text("utf-8"))
    files = settings["yaml.schemas"]
    assert {PurePosixPath(path).stem for path in files} == {"site", "poses"}
    assert all((project / path).exists() and [*project.glob(files[path])] for path in files)


def test_the_site_and_a_pose_file_name_the_same_people():
    (of_site,) = (field for field in site_fields if field.name == "person")
    assert [*of_site.allowed] == [*pose_person_field.allowed]
    assert of_site.default == pose_person_field.default


def test_a_new_file_has_every_field_that_is_needed_and_says_what_it_is():
    text = write_starter("A", 1)
    notes = " ".join(text.replace(" # ", " ").split())
    for field in (*exercise_fields, *dose_fields, *phase_fields, *limit_fields):
        begin = "" if field.required and field in (*exercise_fields, *dose_fields) else "[# -]*"
        assert re.search(rf"^ *{begin}{field.name}:", text, re.MULTILINE), field.name
        if not field.new.startswith("Say "):
            assert plain(field.help) in notes


taken_out = {
    "phases": {"hold_seconds"},
    "repetition_seconds": {"hold_seconds", "rest_seconds"},
}
"""What can't stand beside another field."""


@pytest.mark.parametrize(
    "name",
    [f.name for f in (*exercise_fields, *dose_fields) if not (f.required or f.new)],
)
def test_each_field_that_a_new_file_only_shows_counts_once_its_sign_is_gone(
    name, knee, problems_of
):
    text = write_starter("A", 9)
    lines = rf"^( *)# {name}:.*\n(\1 *#  .*\n| {{31}}# .*\n)*"
    (shown,) = re.finditer(lines, text, re.MULTILINE)
    own = re.sub(rf"^{shown[1]}# ", shown[1], shown[0], flags=re.MULTILINE)
    text = text.replace(shown[0], own)
    for other in taken_out.get(name, ()):
        text = re.sub(rf"^ *{other}:.*\n", "", text, flags=re.MULTILINE)
    assert re.search(rf"^ *{name}:", text, re.MULTILINE)
    assert problems_of({"exercises/a.md": text}) == []


def test_no_number_of_a_new_dose_looks_like_a_prescription():
    dose = write_starter("A", 1).partition("\ndose:")[2].partition("---")[0]
    numbers = re.findall(r"^[ #-]*(\w+): (\d+) +# (.*)", dose, re.MULTILINE)
    assert len(numbers) >= 7
    least = {field.name: field.least for field in (*dose_fields, *phase_fields)}
    for name, number, note in numbers:
        assert int(number) == least[name]
        assert note.startswith("example: put yours; ")


# Every field is read.


def names_in(table: Table) -> Iterator[str]:
    """Yield the names of all fields of a table, and of the groups in it."""
    for field in table:
        yield field.name
        yield from names_in(field.fields)


def test_every_field_of_a_table_is_read(content, knee):
    moving = test_content.good.replace("Text.", "## Steps\n\n1. Bend.")
    moving = moving.replace("  rest_seconds: 2\n", "  set_rest_seconds: 60\n")
    moving = moving.replace("hold_seconds: 3", "repetition_seconds: 4\n  times_per_day: 2")
    moving = moving.replace("dose:", "changed:\n  - {date: 2026-11-20, what: A.}\ndose:")
    asked: set[str] = set()
    original = Fields._node

    def note(self, name, required):
        asked.add(name)
        return original(self, name, required)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fields, "_node", note)
        parse_site(content)
        parse_site({**knee, PurePosixPath("content", test_content.squat): moving.encode()})
    tables = (site_fields, exercise_fields, routine_fields, chapter_fields)
    assert {name for table in tables for name in names_in(table)} - asked == set()


# A mistake is the same to the reader and to a schema.


class Rule(NamedTuple):
    """What a schema can't say: why, and how the reader says it."""

    reason: str
    message: str


beyond = {
    "signs of YAML": Rule(
        "what YAML cuts, joins or replaces is lost before a schema sees it",
        "is given twice|would be left out|counts as part|needs quotes",
    ),
    "links between files": Rule(
        "a schema sees one file",
        "there is no exercise|there is no file|no such|stands in .* (?:already|too)",
    ),
    "headings": Rule(
        "a schema sees no text",
        "the text has no section|among the questions already|is a question, |has no verdict|"
        "is a question or folded",
    ),
    "addresses": Rule(
        "an address is taken apart, not compared with a form", "no address of a site"
    ),
    "numbers of YAML": Rule(
        "a schema sees a number, not how it is written: 010, 0o17, 0x1F, 1e1, 5. for a phone; and "
        "of an angle .nan is neither too little nor too much",
        r'is (?:0[0-9x]|[0-9.]+e)|is text, "(?:0o|[0-9.]+e).*number from'
        r'|number is "(?:[0-9]\.0?"|0[ox]|[0-9.]+e)|knee is \.nan',
    ),
    "yes and no of YAML 1.1": Rule(
        "to 1.2 they are texts, but programs that read 1.1 would show true and false",
        'is read as yes or no; put quotes round it: "(?i:yes|no|on|off)"',
    ),
    "null": Rule(
        "where nothing may stand, that is nothing to YAML, and a word to those who write it",
        r"^(?:reviewed|dose\.limb_place) is read as nothing",
    ),
    "the calendar": Rule("not every month has 31 days", r'is "\d{4}-\d\d-\d\d"; allowed: a date'),
    "a range that fits": Rule(
        "numbers are compared with others",
        "from is more than to|timer is .*, the range|must include the dose itself",
    ),
    "the length of a plan": Rule("numbers are multiplied", "the dose comes to"),
    "limits of what there is": Rule(
        "a limit of a hold goes with a hold that the dose, or its exercise, has",
        r'unknown field "dose\.limits\.(?:hold|repetition)_seconds"',
    ),
    "sentences of a pose": Rule(
        "their words depend on each other",
        "^(?:feet|hands|look|props|arrows|works|fault|touching): ",
    ),
}


class Case(NamedTuple):
    """A mistaken file."""

    path: str
    text: str


in_quotes = re.compile(r""": (["'])[0-9]+\1""")
"""A number that a form has saved as text, which the reader takes: an editor may say what it is."""


def parameters(test: Callable[..., None]) -> list[tuple[Any, ...]]:
    """Return what a test is run with."""
    (mark,) = (mark for mark in test.pytestmark if mark.name == "parametrize")
    return [each if isinstance(each, tuple) else (each,) for each in mark.args[1]]


squat = test_content.squat
spellings = [
    *("", '" "', "~", "null", '"null"', "a", "5", '"5"', "-5", "+5", "5.0", "5.", "5.5", ".5"),
    *("-.5", "112.5", "010", "0o17", "0x1F", "1_0", "1:30", "1e1", "1.0e+1", ".nan", ".inf"),
    *("9" * 12, "true", "True", "TRUE", '"true"', "yes", "Yes", "YES", "yEs", '"yes"', "no", "n"),
    *("on", "Off", "2026-11-22", '" 2026-11-22 "', "20261122"),
]
"""What one YAML takes for something else than another, or than a person does."""
spelt = (
    (squat, test_content.good, "title: Half squat", "title: {}"),
    (squat, test_content.good, "position: standing", "position: {}"),
    (squat, test_content.good, "repetitions: 10", "repetitions: {{from: {}, to: 20, timer: 20}}"),
    (squat, test_content.good, "rest_seconds: 2", "rest_seconds: 2\n  limb_place: {}"),
    ("poses/half-squat.yaml", test_poses.head, "position: standing", "knee: {}"),
    *(
        ("site.yaml", "title: A\nlanguage: en\n", "language: en", f"language: en\n{line}")
        for line in ("reviewed: {}", "pdf_sheets: {}", "emergency: [{{number: {}, country: UK}}]")
    ),
)
"""A field of each kind: its file, a line of it, and the same with a gap."""


def collect_cases() -> Iterator[Case]:
    """Yield every mistake in a field that a test of the readers knows."""
    good = test_content.good
    for old, new, *_ in parameters(test_content.test_a_mistake_is_named_at_its_line):
        yield Case(squat, good.replace(old, new, 1))
    for old, new, *_ in parameters(test_limits.test_too_much_for_a_plan_is_named_with_its_line):
        yield Case(squat, test_limits.changed(old, new))
    for old, new, *_ in parameters(test_chapters.test_a_mistake_of_a_question_is_named_at_its_line):
        yield Case(test_chapters.file, test_chapters.good.replace(old, new, 1))
    for changes, *_ in parameters(test_content.test_a_mistake_of_a_whole_file_is_named):
        yield from (Case(path, text) for path, text in changes.items() if isinstance(text, str))
    for exercises, *_ in parameters(test_content.test_a_mistake_of_a_routine_is_named):
        yield Case("routines/morning.md", test_content.routine.format(exercises))
    for line, _ in parameters(test_settings.test_one_mistake_in_site_yaml_is_one_problem):
        yield Case("site.yaml", f"title: A\nlanguage: en\n{line}\n")
    for word, _ in parameters(test_exercises.test_a_position_in_other_words_is_asked_back):
        yield Case(squat, good.replace("standing", word))
    for dose, _ in parameters(test_exercises.test_nothing_else_is_held_against_a_mistaken_amount):
        yield Case(squat, good.replace("repetitions: 10", dose))
    for (limit,) in parameters(test_exercises.test_nothing_else_is_held_against_a_mistaken_limit):
        yield Case(squat, good.replace("sets: 2", f"sets: 2\n  limits: {{sets: {limit}}}"))
    for (path, text, old, new), value in product(spelt, spellings):
        yield Case(path, text.replace(old, new.format(value)))
    pose, head = "poses/half-squat.yaml", test_poses.head
    for more, _ in parameters(test_poses.test_a_mistake_is_told_with_its_line_and_what_is_allowed):
        yield Case(pose, f"{head}  {more}\n")
    for word, _ in parameters(test_poses.test_what_people_call_a_position_is_asked_back_once):
        yield Case(pose, head.replace("standing", word))
    hold, words = test_poses.hold, test_poses.words
    for text in (
        head.replace("start:", "hold:"),
        head.replace("  description: A person stands.\n", ""),
        f"person: bob\n{head}",
        f"{head}  look: left foot, from above\n  view: front\n",
        f"{head}{hold}wrong:\n{words}",
        f"{head}{hold}close-up:\n{words}",
        f"{head}{hold}phases:\n  Sit down:\n    title: A\n    nee: 4\n",
    ):
        yield Case(pose, text)


cases = [*dict.fromkeys(collect_cases())]


def problems_of(case: Case, knee: dict[PurePosixPath, bytes]) -> list[Problem]:
    """Return what the reader finds in a file."""
    path = PurePosixPath("content", case.path)
    try:
        if path.parent.name == "poses":
            parse_poses(path, case.text)
        else:
            parse_site({**knee, path: case.text.encode()})
    except ContentError as error:
        return [problem for problem in error.problems if problem.path == path]
    return []


def fields_of(case: Case) -> tuple[str, int]:
    """Return the fields of a file as text, and their first line."""
    if case.path.endswith(".yaml"):
        return case.text, 1
    return split_front_matter(PurePosixPath(case.path), case.text)[0], 2


def schema_of(path: str) -> str:
    """Return which schema is for a file."""
    if path == "site.yaml":
        return "site"
    folders = {"exercises": "exercise", "routines": "routine", "poses": "poses"}
    return folders.get(PurePosixPath(path).parts[0], "page")


def lines_found(case: Case) -> set[int]:
    """Return the lines on which a file's schema finds a mistake."""
    text, first_line = fields_of(case)
    whole = compose(PurePosixPath(case.path), text, first_line)
    validator = validators[schema_of(case.path)]
    return {
        line + first_line
        for error in validator.iter_errors(value_of(whole))
        for line in lines_of(error, whole, validator.schema)
    }


def lines_of(error: ValidationError, node: yaml.Node, schema: dict[str, Any]) -> Iterator[int]:
    """Yield the lines of a schema's mistake, from 0."""
    for step in error.absolute_path:
        is_group = isinstance(node, yaml.MappingNode)
        node = dict(names_of(node))[step][1] if is_group else node.value[step]
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        yield from (line for name, (line, _) in names_of(node) if name not in known)
    elif error.schema is False:  # a field that can't be given here; the library keeps no name of it
        for step in error.absolute_schema_path:
            schema = schema[step]
        yield from (line for name, (line, _) in names_of(node) if schema.get(name) is False)
    else:
        yield node.start_mark.line


def names_of(node: yaml.MappingNode) -> list[tuple[str, tuple[int, yaml.Node]]]:
    """Return the names of a group's fields, each with its line and what it holds."""
    return [(key.value, (key.start_mark.line, value)) for key, value in node.value]


forms: list[tuple[re.Pattern[str], Callable[[str], Any]]] = [
    (re.compile("|~|null|Null|NULL"), lambda _: None),
    (re.compile("true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile("0o[0-7]+|0x[0-9a-fA-F]+"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (
        re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
        lambda text: float(text.replace(".", "")),
    ),
]
"""What a text without quotes is to YAML 1.2: its core schema, chapter 10.3."""


def value_of(node: yaml.Node) -> Any:
    """Return what an editor takes a node for."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: value_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(each) for each in node.value]
    text, in_quotes = node.value, node.style
    found = (read(text) for form, read in forms if form.fullmatch(text) and not in_quotes)
    return next(found, text)


@pytest.fixture(scope="module")
def said(knee) -> dict[Case, list[Problem]]:
    """What the reader says of each mistaken file."""
    return {case: problems_of(case, knee) for case in cases}


@pytest.mark.parametrize("case", cases, ids=range(len(cases)))
def test_a_mistake_is_the_same_to_the_reader_and_to_a_schema(case, said):
    problems = said[case]
    try:
        text, first_line = fields_of(case)
        found = lines_found(case)
    except ContentError:  # these are no fields, so a schema has nothing to look at
        assert problems
        return
    rules = [rule.message for rule in beyond.values()]
    named = {
        problem.line
        for problem in problems
        if first_line <= problem.line < first_line + text.count("\n") + 1
        and not any(re.search(message, problem.message) for message in rules)
    }
    lines = enumerate(text.split("\n"), first_line)
    stricter = {number for number, line in lines if in_quotes.search(line)}
    assert found - (stricter - named) == named, problems


@pytest.mark.parametrize("name", beyond)
def test_what_a_schema_can_not_say_is_said_by_the_reader(name, said):
    messages = [problem.message for problems in said.values() for problem in problems]
    assert any(re.search(beyond[name].message, message) for message in messages)


def test_what_is_right_is_right_to_a_schema(content, knee):
    files = {
        str(path.relative_to("content")): data.decode()
        for folder in (content, knee)
        for path, data in folder.items()
        if path.suffix in (".md", ".yaml")
    }
    files["exercises/new.md"] = write_starter("A: new one", 9)
    assert len(files) > 30
    assert {path: found for path in files if (found := lines_found(Case(path, files[path])))} == {}


if __name__ == "__main__":
    for file, text in written().items():
        file.write_text(text, "utf-8")
