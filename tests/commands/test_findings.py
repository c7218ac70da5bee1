"""Mistakes and warnings as they are shown, to people and to programs."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest

from fields.errors import Problem
from generator.commands.findings import (
    Finding,
    Outcome,
    find_all,
    find_bug,
    longest_line,
    write_as,
)
from generator.content.sources import Sources
from tests.commands.test_build import run

path = PurePosixPath("content/exercises/a.md")
sources = Sources(
    {
        path: b"---\r\ntitle:  A\r\n\x0c\xff\r\n",
        path.with_name("b.md"): b"x" * 300,
        path.with_name("c.md"): " \ta\u00a0b\u200b ".encode(),
    },
    {PurePosixPath("templates/a.html"): b"\n  {% if %}\n"},
    {},
)


def find(problem: Problem, content: str = "content") -> Finding:
    (found,) = find_all("mistake", [problem], sources, PurePosixPath(content))
    return found


@pytest.mark.parametrize(
    ("file", "line", "text"),
    [
        ("content/exercises/a.md", 2, "title:  A"),
        ("content/exercises/a.md", 3, "\N{REPLACEMENT CHARACTER}"),
        (
            "content/exercises/c.md",
            1,
            "\N{RIGHTWARDS ARROW TO BAR}a\N{SHOULDERED OPEN BOX}b[U+200B]",
        ),
        ("content/exercises/a.md", 0, ""),
        ("content/exercises/a.md", 99, ""),
        ("content/exercises/gone.md", 1, ""),
        ("content/exercises/b.md", 1, "x" * longest_line + "\N{HORIZONTAL ELLIPSIS}"),
        ("templates/a.html", 2, "{% if %}"),
    ],
)
def test_the_line_itself_is_shown(file, line, text):
    assert find(Problem(PurePosixPath(file), line, "wrong")).text == text


@pytest.mark.parametrize(
    ("file", "page"),
    [
        ("content/index.md", "index.html"),
        ("content/exercises/a.md", "exercises/a.html"),
        ("content/poses/a.yaml", "exercises/a.html"),
        ("content/figures/a-close-up.svg", "exercises/a.html"),
        ("content/figures/a.svg", ""),
        ("content/site.yaml", ""),
        ("content", ""),
        ("templates/a.html", ""),
    ],
)
def test_it_is_about_the_page_that_an_editor_looks_at(file, page):
    assert find(Problem(PurePosixPath(file), 0, "wrong")).page == page


def test_it_names_the_folder_as_it_was_given_and_templates_as_they_are():
    found = find(Problem(path, 2, "see content/site.yaml"), "my words")
    assert (found.file, found.message) == ("my words/exercises/a.md", "see my words/site.yaml")
    assert str(found) == "my words/exercises/a.md:2: see my words/site.yaml"
    template = Problem(PurePosixPath("templates/a.html"), 2, "wrong")
    assert str(find(template, "my words")) == "templates/a.html:2: wrong"


def test_a_bug_is_shown_with_its_line_of_the_program():
    try:
        json.loads("{")
    except ValueError as error:
        found = find_bug(error)
    assert found.file.endswith("decoder.py")
    assert found.line > 0
    assert found.text
    assert "the generator itself fails here" in found.message


def test_github_reads_no_end_of_a_command_in_what_is_said():
    found = Finding("warning", "a,b:c.md", 0, "", "50 %\nof ::error::", "")
    outcome = Outcome(None, {}, [found._replace(kind="mistake", line=3)], [found])
    assert write_as("github", outcome).splitlines() == [
        "::error file=a%2Cb%3Ac.md,line=3::50 %25%0Aof ::error::",
        "::warning file=a%2Cb%3Ac.md::50 %25%0Aof ::error::",
    ]


@pytest.mark.parametrize("mend", [True, False])
def test_all_forms_of_a_check_say_the_same(knees, mend):
    if not mend:
        file = knees / "exercises" / "heel-slide.md"
        file.write_text(file.read_text().replace("position: lying", "position: flat"))
    results = {
        form: run("check", "--content", knees, f"--format={form}")
        for form in ("text", "json", "github")
    }
    assert {result.returncode for result in results.values()} == {0 if mend else 1}
    found = [Finding(**each) for each in json.loads(results["json"].stdout)]
    assert found
    warnings = [f"warning: {each}" for each in found if each.kind == "warning"]
    mistakes = [str(each) for each in found if each.kind == "mistake"]
    assert results["text"].stdout.splitlines()[: len(warnings)] == warnings
    assert results["text"].stderr.splitlines() == (
        [] if mend else [*mistakes, "1 mistake; nothing was written."]
    )
    assert len(results["github"].stdout.splitlines()) == len(found)
