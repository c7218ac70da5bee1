"""The page of a chapter: its questions with their marks, what is folded, and what is on it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from build import build_site
from generator.content.sources import Sources
from tests.content.test_chapters import file, good

folders = {"exercises", "routines"}


@pytest.fixture
def page_of(knee, templates, static):
    """Build the programme with one more page; return that page."""

    def build(text: str) -> str:
        files = {**knee, PurePosixPath("content", file): text.encode()}
        return build_site(Sources(files, templates, static))[1][PurePosixPath("answers.html")]

    return lambda text: build(text).decode()


def test_a_question_shows_its_mark_as_signs_a_number_and_a_word(page_of):
    for mark, grade in enumerate(("No good proof", "Weak", "Makes sense", "Well supported")):
        page = page_of(good.replace("mark: 1", f"mark: {mark}"))
        question = page.partition('<h2 id="posture">')[2].partition("</section>")[0]
        assert question.count("footprints__given") == mark
        assert question.count('href="#footprint"') == 3
        assert f">{grade}: {mark} of 3<" in re.sub(r"\s*([<>])\s*", r"\1", question)
        assert "<strong>Studies do not agree</strong>" in question
        assert "How sure is this: \u201cPosture causes pain\u201d?" in question


def test_the_signs_are_explained_once_before_the_first_question(page_of):
    page = page_of(good.replace("## Is it", "## Before\n\nA.\n\n## Is it", 1))
    assert page.count('id="footprint"') == page.count("What the footprints mean") == 1
    places = ['<h2 id="before">', "What the footprints mean", '<h2 id="posture">']
    assert [page.index(each) for each in places] == sorted(page.index(each) for each in places)
    assert "Is the sentence about an exercise? Two or three are a good reason to do it." in page
    assert "footprint" not in page_of("---\ntitle: A\nsummary: B.\n---\n\n## A?\n\nB.\n")


def test_the_studies_are_folded_and_the_answer_is_not(page_of):
    page = page_of(good)
    folded = re.findall(r'<details class="fold.*?</details>', page, re.DOTALL)
    assert [re.findall("One|Two|Three|Four|Five|Six|No", each) for each in folded] == [
        ["One"],
        ["Two"],
        ["Three"],
        ["Four", "Five"],
    ]
    assert "<details open" not in page
    # Where a link leads must be what is folded, or it would open nothing.
    assert re.search(r'</summary>\s*<div class="prose" id="rest">', page)


@pytest.mark.parametrize(("headings", "lists"), [(7, 0), (8, 2)])
def test_a_page_of_eight_headings_lists_them(page_of, headings, lists):
    text = "".join(f"\n## Part *{number}*\n\nText.\n" for number in range(headings))
    page = page_of(f"---\ntitle: A\nsummary: B.\n---\n{text}")
    assert page.count('<nav aria-label="On this page">') == lists
    assert page.count('<a href="#part-6">Part 6</a>') == lists
    assert "#get-help-now" not in page.partition("<main")[2]


def test_the_list_of_a_page_begins_with_the_red_box(page_of):
    text = "".join(f"\n## Part {number}\n\nText.\n" for number in range(8))
    box = "get_help_now: {in_short: [A], condition: B, signs: [C]}"
    page = page_of(f"---\ntitle: A\nsummary: B.\n{box}\n---\n{text}")
    places = page.partition("on-this-page__places")[2].partition("</ul>")[0]
    assert re.findall('href="#(.*?)"', places)[:2] == ["get-help-now", "part-0"]


def test_what_is_for_today_stands_below_the_red_box_and_not_in_it(page_of):
    text = "".join(f"\n## Part {number}\n\nText.\n" for number in range(8))
    box = "get_help_now: {in_short: [A], condition: B, signs: [C], "
    box += "today: [{heading: Leg, signs: [Swollen], more: [Sore]}]}"
    page = page_of(f"---\ntitle: A\nsummary: B.\n{box}\n---\n{text}")
    red, _, below = page.partition('<section class="urgent"')[2].partition("</section>")
    assert "oday" not in red
    assert "Swollen" not in red
    today = below.partition("</section>")[0]
    places = ['id="get-help-today"', "<h3>Leg</h3>", "<li>Swollen</li>", "<li>Sore</li>"]
    assert [today.index(each) for each in places] == sorted(today.index(each) for each in places)
    assert page.partition("on-this-page__places")[2].count('href="#get-help-today"') == 2


def test_a_sheet_has_the_signs_for_today_for_which_it_has_room(knee, templates, static):
    box = "get_help_now: {in_short: [A], condition: B, signs: [C], alone: [{heading: Chest, "
    box += "signs: [Pressed]}], emergency_department: [Hit], "
    box += "today: [{heading: Leg, signs: [Swollen], more: [Sore]}]}"
    text = f"---\ntitle: A\nsummary: B.\n{box}\n---\n"
    files = {**knee, PurePosixPath("content", file): text.encode()}
    tree = build_site(Sources(files, templates, static))[1]
    sheets = [data.decode() for path, data in tree.items() if path.parts[0] in folders]
    assert len(sheets) == 4
    for page in sheets:
        box = page.partition('<section class="urgent"')[2].partition("</section>")[0]
        assert re.findall("<li>(.*?)</li>", box) == ["C", "Pressed", "Hospital now: Hit", "Swollen"]
        assert "Call your doctor today" in box
        assert "<h3>" not in box


def test_a_list_to_print_has_its_button_and_only_its_page_the_script(page_of):
    page = page_of(good)
    listed = page.partition('<section class="prose to-print">')[2].partition("</section>")[0]
    assert '<h2 id="list">A list</h2>' in listed
    assert listed.count('class="print-button"') == page.count('class="print-button"') == 1
    assert len(re.findall(r"to-print[^\"]*\.(?:js|css)", page)) == 2
    page = page_of(good.replace("to_print: [list]\n", ""))
    assert "to-print" not in page
