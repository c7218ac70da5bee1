"""Each warning is said once, and one that an author accepts is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from generator.commands.warnings import find_warnings
from generator.content.site import parse_site

today = date(2026, 11, 30)
index, squat = "index.md", "exercises/half-squat.md"
slide, settings = "exercises/heel-slide.md", "site.yaml"


@pytest.fixture
def warnings(knee):
    """Return what a change of the knee programme adds to its warnings."""

    def find(name: str, new: str, old: str = "") -> list[str]:
        path = PurePosixPath("content", name)
        text = knee[path].decode()
        text = text.replace(old, new, 1) if old else f"{text}\n{new}\n"
        files = knee | {path: text.encode()}
        before = find_warnings(parse_site(knee), knee, today)
        after = find_warnings(parse_site(files), files, today)
        assert len(set(after)) == len(after)
        return [each.message for each in after if each not in before]

    return find


def test_the_real_content_has_no_warnings_in_its_year(content):
    site = parse_site(content)
    assert find_warnings(site, content, date.fromisoformat(site.reviewed)) == []


@pytest.mark.parametrize(
    ("name", "new", "old", "note", "words"),
    [
        (index, "This cures pain.", "", " <!-- check: ok -->", "promises"),
        (index, "- This cures pain.", "", " <!-- check: ok, as the doctor said -->", "promises"),
        (index, "Do all ten exercises.", "", "<!--check: ok-->", '"ten exercises"'),
        (squat, "equipment: [cable]", "equipment: [worktop]", "  # check: ok", "no usual thing"),
        (settings, "tagline: This heals you.", "", "  # check: ok", "promises"),
        (settings, "tagline: Ten short moves.", "", "  # check: ok", "Ten short moves"),
        (settings, "reviewed: 2024-01-01", "", "  # check: ok", "more than a year ago"),
    ],
)
def test_a_warning_is_accepted_on_its_own_line(warnings, name, new, old, note, words):
    (message,) = warnings(name, new, old)
    assert words in message
    assert warnings(name, new + note, old) == []


@pytest.mark.parametrize("note", ["\n<!-- check: ok -->", " check: ok", " # checked: ok"])
def test_no_other_note_accepts_a_warning(warnings, note):
    assert len(warnings(index, f"This cures pain.{note}")) == 1


def test_a_sentence_with_two_faults_has_two_warnings(warnings):
    words = " ".join(["and"] * 20)
    assert len(warnings(index, f"It cures {words} cures.")) == 2


def test_the_same_is_said_once(warnings):
    assert len(warnings(index, "This cures, and it cures.")) == 1


def test_a_page_in_another_language_is_not_read_as_english(knee):
    path = PurePosixPath("content", index)
    files = knee | {path: knee[path] + b"\nThis cures with all ten exercises.\n"}
    english = parse_site(files)
    both = [
        find_warnings(site, files, today) for site in (english, replace(english, language="de"))
    ]
    about = [[each.line for each in found if each.path == path and each.line] for found in both]
    assert about == [[8, 8], []]


@pytest.mark.parametrize(
    "target", ["\u201cpage.md\u201d", "exercises/heel-slide.md \u201cslow\u201d"]
)
def test_curly_quotes_in_a_link_are_named(problems_of, knee, target):
    text = knee[PurePosixPath("content", index)].decode()
    (found,) = problems_of({index: f"{text}\n[words]({target})\n"})
    assert f"curly quotes stand in the link to {target}; write straight ones" in found
