"""A page that was published once leads on, says that it was withdrawn, or is found to be gone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from build import build_site
from fields.errors import ContentError
from generator.checks.moved import find_days_to_come, find_lost, find_new
from generator.content.records.published import add_published
from generator.content.site import parse_site
from generator.content.sources import Sources
from generator.model import Settings
from generator.pages.published.moved import list_redirects, list_withdrawn
from generator.paper.sheets import all_files
from tests.conftest import Tree

today = date(2026, 11, 30)
squat = PurePosixPath("content/exercises/half-squat.md")
published = PurePosixPath("content/published.txt")


def with_field(knee: Tree, line: str, path: PurePosixPath = squat) -> Tree:
    return knee | {path: knee[path].replace(b"---\n", f"---\n{line}\n".encode(), 1)}


def with_list(files: Tree, *lines: str) -> Tree:
    return files | {published: "\n".join(lines).encode()}


def lost(files: Tree, **settings: bool) -> list[str]:
    site = parse_site(files, **settings)
    return [str(problem) for problem in find_lost(site, files, today)]


@pytest.fixture
def build(templates, static):
    """Build a site with an address."""

    def make(files: Tree, **settings: bool) -> dict[str, str]:
        address = Settings("https://example.org/feet/", **settings)
        tree = build_site(Sources(files, templates, static), address)[1]
        return {str(path): data.decode("utf-8", "replace") for path, data in tree.items()}

    return make


def test_a_former_name_leads_on_and_is_nowhere_else(knee, build):
    files = with_field(knee, "formerly: [squat, routines/low.html, old/knee/squat.html]")
    before, tree = build(knee), build(files)
    former = {"exercises/squat.html", "routines/low.html", "old/knee/squat.html"}
    assert tree.keys() - before.keys() == {*former, *(p for p in tree if "assets/moved." in p)}
    # Neither in a list, nor a menu, nor the sitemap, nor for a search or the preview of a link.
    # A worker names all that a device keeps.
    assert {path for path in before if tree[path] != before[path]} == {"sw.js"}
    ways = {path: re.findall('http-equiv="refresh" content="(.+?)"', tree[path]) for path in former}
    assert ways == {
        "exercises/squat.html": ["0; url=half-squat.html"],
        "routines/low.html": ["0; url=../exercises/half-squat.html"],
        "old/knee/squat.html": ["0; url=../../exercises/half-squat.html"],
    }
    for path in former:
        new = "https://example.org/feet/exercises/half-squat.html"
        assert re.findall('rel="canonical" href="(.+?)"', tree[path]) == [new]
        assert '<meta name="robots" content="noindex">' in tree[path]
        assert "og:url" not in tree[path]
        assert f'<a href="{ways[path][0].removeprefix("0; url=")}" data-moved>' in tree[path]


def test_what_writes_the_rules_of_a_host_gets_each_address(knee):
    files = with_field(knee, "formerly: [squat, routines/low.html]")
    files = with_list(files, "about.html", "withdrawn 2026-11-29 exercises/tap.html")
    site = parse_site(files)
    assert {str(old): str(new) for old, new in list_redirects(site).items()} == {
        "exercises/squat.html": "exercises/half-squat.html",
        "routines/low.html": "exercises/half-squat.html",
    }
    assert list_withdrawn(site) == (PurePosixPath("exercises/tap.html"),)


def test_a_page_that_only_leads_on_has_no_sheets(knee, build):
    tree = build(with_field(knee, "formerly: [squat]"))
    (sheet, *_) = all_files([PurePosixPath("exercises/squat.html")])
    # So its address is free for a file.
    leaflet = {PurePosixPath("content/files", sheet.address): b"%PDF"}
    assert str(sheet.address) in build(with_field(knee, "formerly: [squat]") | leaflet)
    assert str(sheet.address) not in tree


def test_a_page_that_was_withdrawn_says_so(knee, build):
    tree = build(with_list(knee, "withdrawn 2026-11-29 exercises/tap.html"))
    page = tree["exercises/tap.html"]
    assert "<h1>This page was withdrawn</h1>" in page
    assert 'href="../index.html">See all the exercises' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert "tap" not in tree["sitemap.xml"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"exercises/half-squat.md": "formerly: [heel-slide]"},
            "exercises/half-squat.md:2: formerly: exercises/heel-slide.html is the address of "
            "content/exercises/heel-slide.md, which is there; take this out",
        ),
        (
            {
                "exercises/half-squat.md": "formerly: [a]",
                "routines/morning.md": "formerly: [exercises/a.html]",
            },
            "routines/morning.md:2: formerly: exercises/a.html stands in "
            "content/exercises/half-squat.md:2 too; keep one of them",
        ),
        (
            {"index.md": "formerly: [404]"},
            "index.md:2: formerly: 404.html is the address of a page that the site makes itself",
        ),
        (
            {"index.md": "formerly: [examples]"},
            "index.md:2: formerly: examples.html is the address of a page that the site makes",
        ),
    ],
)
def test_an_address_that_something_else_has_is_a_mistake(knee, build, changes, said):
    files = knee
    for name, line in changes.items():
        files = with_field(files, line, PurePosixPath("content", name))
    with pytest.raises(ContentError) as error:
        build(files)
    assert str(error.value).startswith(f"content/{said}")


def test_so_it_is_where_a_file_a_list_or_a_page_withdrawn_has_it(knee, library, build):
    leaflet = {PurePosixPath("content/files/exercises/squat.html"): b"<title>A</title>"}
    with pytest.raises(ContentError, match=r"is the address of content/files/exercises/squat\.htm"):
        build(with_field(knee, "formerly: [squat]") | leaflet)
    with pytest.raises(ContentError, match=r"lists/chair\.html is the address of a page that the"):
        build(with_field(library, "formerly: [lists/chair.html]"))
    withdrawn = "withdrawn 2026-11-29 exercises/{}.html"
    with pytest.raises(
        ContentError, match=r"^content/published\.txt:1: exercises/half-squat\.html"
    ):
        build(with_list(knee, withdrawn.format("half-squat")))
    with pytest.raises(
        ContentError, match=r"txt:1: .* stands in content/exercises/half-squat\.md:2"
    ):
        build(with_list(with_field(knee, "formerly: [squat]"), withdrawn.format("squat")))


def test_a_page_that_got_another_name_is_found_with_the_line_to_write(knee):
    files = with_list(knee, "index.html", "exercises/half-squats.html", "exercises/heel-slide.html")
    (said,) = lost(files)
    assert said == (
        "content/published.txt:2: exercises/half-squats.html was published and is gone, so codes "
        "on paper lead nowhere. If it is content/exercises/half-squat.md now, write there, among "
        "the fields at the top: formerly: [half-squats]. If it was withdrawn, write in this line: "
        "withdrawn 2026-11-30 exercises/half-squats.html; if it was never published, delete the "
        "line"
    )
    assert lost(with_field(files, "formerly: [half-squats]")) == []
    (said,) = lost(with_field(files, "formerly: [low]"))
    assert "in line 2: formerly: [low, half-squats]." in said
    assert lost(with_list(knee, "withdrawn 2026-11-30 exercises/half-squats.html")) == []
    accepted = with_list(knee, "exercises/half-squats.html  # check: ok")
    assert parse_site(accepted).published[0].address.stem == "half-squats"


@pytest.mark.parametrize(
    ("gone", "listed", "guess"),
    [
        # The name is another one, and there is only one new page of that kind.
        ("exercises/bend.html", "exercises/heel-slide.html", "exercises/half-squat.md"),
        # It has become one of another kind.
        ("routines/half-squat.html", "routines/morning.html", "exercises/half-squat.md"),
        # Rather a new page than one that was there with the old one.
        ("exercises/half-slides.html", "exercises/half-squat.html", "exercises/heel-slide.md"),
    ],
)
def test_the_likeliest_new_name_is_guessed(knee, gone, listed, guess):
    raised = "exercises/straight-leg-raise.html"
    (said,) = lost(with_list(knee, "index.html", raised, listed, gone))
    assert f"If it is content/{guess} now" in said


def test_where_nothing_looks_like_it_the_whole_address_is_to_be_written(knee):
    pages = map(str, find_new(parse_site(knee)))
    (said,) = lost(with_list(knee, *pages, "exercises/wall-sit.html"))
    assert "If another page took its place, write there, among the fields at the top: " in said
    assert "formerly: [exercises/wall-sit.html]." in said


@pytest.mark.parametrize("for_editors", [False, True])
def test_a_page_that_became_a_draft_is_lost_until_it_is_withdrawn(knee, build, for_editors):
    morning = PurePosixPath("content/routines/morning.md")
    files = with_field(knee, "draft: yes", morning)
    (said,) = lost(with_list(files, "routines/morning.html"), for_editors=True)
    assert "its file is a draft now" in said
    line = re.findall("write in this line: (.+)", said)[0]
    tree = build(with_list(files, line), for_editors=for_editors)
    said = "Draft: Morning" if for_editors else "This page was withdrawn"
    assert f"<h1>{said}</h1>" in tree["routines/morning.html"]


def test_what_was_added_to_the_list_is_in_it_and_the_rest_stays(knee):
    lines = b"# Ours\r\nexercises/gone.html"
    site = parse_site(knee | {published: lines})
    data = add_published(lines, find_new(site))
    assert data.startswith(b"# Ours\r\nexercises/gone.html\r\nexercises/half-squat.html\r\n")
    site = parse_site(knee | {published: data})
    assert find_new(site) == []
    assert len(site.published) == 6
    again = add_published(b"", [page.address for page in site.published])
    listed = parse_site(knee | {published: again}).published
    assert [replace(page, line=0) for page in listed] == [
        replace(page, line=0) for page in site.published
    ]


def test_a_day_that_is_yet_to_come_is_named_with_its_line(knee):
    days = "changed:\n  - {{date: {}, what: A.}}\n  - {{date: 2026-11-30, what: B.}}"
    lines = "# Ours", "withdrawn 2026-12-02 exercises/tap.html"
    files = with_list(with_field(knee, days.format("2027-01-02")), *lines)
    found = [str(each) for each in find_days_to_come(parse_site(files), files, today)]
    ends = "is yet to come; write the day on which the change was published"
    assert found == [
        f"content/exercises/half-squat.md:3: 2027-01-02 {ends}",
        f"content/published.txt:2: 2026-12-02 {ends}",
    ]
    # East of a date it is tomorrow already.
    files = with_field(knee, days.format("2026-12-01"))
    assert [*find_days_to_come(parse_site(files), files, today)] == []


def test_a_page_that_has_another_name_and_is_a_draft_is_lost(knee):
    """Its former address leads nowhere, as no build makes either page."""
    files = with_list(knee, "exercises/squat.html")
    assert lost(with_field(files, "formerly: [squat]"), for_editors=True) == []
    (said,) = lost(with_field(files, "formerly: [squat]\ndraft: true"), for_editors=True)
    assert "and its file is a draft now" in said
    assert "take `draft` out of content/exercises/half-squat.md" in said
