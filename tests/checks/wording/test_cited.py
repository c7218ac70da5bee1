"""A source that a text leans on is on its page."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.checks.wording.cited import find_unlisted
from generator.content.site import parse_site
from generator.model import all_records

index = PurePosixPath("content/index.md")
sources = "\n\n## Sources\n\n- [A trial](https://a.example/x/) (12 people)\n"
study = "https://b.example/y"


@pytest.fixture
def found_in(knee):
    """Return what is said of a home page with some text, which begins on line 6."""

    def find(text: str) -> list[str]:
        whole = f"---\ntitle: A\nsummary: B.\n---\n\n{text}\n"
        site = parse_site(knee | {index: whole.encode()})
        return [str(each) for each in find_unlisted(site.home.source, site.home.body, whole)]

    return find


def test_a_study_that_is_cited_and_not_listed_is_found(found_in):
    assert found_in(f"A.\n\nSee [our study]({study}).{sources}") == [
        f'content/index.md:8: {study} is cited here and not listed; add it to the section "Sources"'
    ]


def test_a_source_that_is_listed_twice_is_found(found_in):
    (found,) = found_in(f"A.{sources}- [It](http://www.a.example/x)\n")
    assert found.startswith("content/index.md:11: this source is listed on line 10 already")


def test_a_mark_without_a_source_is_found_on_its_line(found_in):
    (found,) = found_in(f"A.\nIt helps.[12]{sources}")
    assert found.startswith("content/index.md:7: [12] leads to no source; link to it")


def test_a_study_on_a_page_without_any_source_is_found_once(found_in):
    (found,) = found_in("A.\n\nOne\nstudy found it. A trial showed it.\n\nA review of it.")
    assert found.startswith("content/index.md:9: a study is named here, and the page has no source")


@pytest.mark.parametrize(
    "text",
    [
        f"The [study](https://www.a.example/x) found it.{sources}",
        f"Call the [helpline]({study}).{sources}",
        f"Sources: [Study, 2019]({study}).\n[Review]({study}z).{sources}",
        f"- [Review of 3 trials]({study})\n- [Trial]({study}2){sources}",
        f"It helps [1]({study}).\n\n[2][a] [b] \\[3] `[4]`\n\n[a]: {study}",
        f"See [12].\n\n[12]: {study}",
        f"One study found it.{sources}",
        f"A [study]({study}) found it.",
        "One study found it, as [the squat](exercises/half-squat.md) says.",
        "Study your feet. The trial is over. <!-- One study found it. -->",
    ],
)
def test_what_is_listed_or_leans_on_nothing_is_right(found_in, text):
    assert found_in(text) == []


def test_the_real_content_lists_its_sources(content):
    for record in all_records(parse_site(content)):
        if record.source in content:
            assert find_unlisted(record.source, record.body, content[record.source].decode()) == []
