"""A library too large for one page of cards: each exercise is in a list, and in the index."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import normpath

import pytest

from generator.content.site import parse_site
from generator.content.sources import Sources
from generator.model import Site
from generator.pages import lists
from generator.pages.lists import Line, Part, cut_list, is_large, plan_index, plan_lists
from generator.pages.plan import plan_pages
from generator.pages.render import render_pages

heaviest_list = 150_000
"""A page of a list, in bytes."""


@pytest.fixture(scope="module")
def site(library) -> Site:
    return parse_site(library)


def with_exercises(site: Site, number: int) -> Site:
    """Return a site with so many exercises."""
    first = site.exercises[0]
    more = (
        replace(first, slug=f"exercise-{each}", title=f"Exercise {each}") for each in range(number)
    )
    return replace(site, exercises=tuple(more), routines=())


def links_on(page: PurePosixPath, tree) -> set[str]:
    """Return where a page leads, without places."""
    found = re.findall(r'href="([^"#:]+)', tree[page].decode())
    return {normpath(page.parent / each) for each in found}


def test_up_to_a_number_of_exercises_the_home_page_has_cards_and_the_site_no_lists(site):
    for number, large in ((lists.most_cards, False), (lists.most_cards + 1, True)):
        pages = plan_pages(with_exercises(site, number))
        home = pages[0].values
        cards = [card for _, _, group in home["groups"] for card in group]
        assert len(cards) == (0 if large else number)
        assert bool(home["index"]) is bool(home["positions"]) is large
        assert any(page.template == "list.html" for page in pages) is large
        assert any(page.template == "search-index.js" for page in pages) is large


def test_of_many_routines_the_home_page_has_the_first_and_knows_some_more(site):
    routines = tuple(replace(site.routines[0], slug=f"routine-{each}") for each in range(30))
    many = replace(site, routines=routines)
    home = plan_pages(many)[0].values
    assert len(home["routines"]) == lists.most_routine_cards
    assert len(home["places"]) == lists.most_places
    assert home["sessions"].total == 30
    few = replace(site, routines=site.routines[: lists.most_routine_cards])
    home = plan_pages(few)[0].values
    assert len(home["routines"]) == len(few.routines) == len(home["places"])
    assert home["sessions"] is None


def test_each_exercise_and_routine_is_three_links_from_home_without_a_script(library_tree):
    home = PurePosixPath("index.html")
    near = {PurePosixPath(each) for each in links_on(home, library_tree)}
    listed = {each for each in near if each.parts[0] == "lists"}
    assert len(listed) == 9
    reached = set().union(*(links_on(each, library_tree) for each in listed))
    wanted = {str(each) for each in library_tree if each.parts[0] in {"exercises", "routines"}}
    assert len(wanted) == 60 + 13
    assert wanted - reached == set()


def test_lists_group_by_position_and_by_the_part_that_is_worked_most(site):
    pages = {page.address.stem: page for page in plan_lists(site)}
    standing = pages["standing"]
    assert standing.title == "Exercises: standing"
    names = {stem: [part.name for part in page.parts] for stem, page in pages.items()}
    assert names["standing"] == ["calf", "other exercises"]
    # The limb of its dose stands in for what nobody named.
    assert names["lying"] == ["leg", "other exercises"]
    assert names["floor"] == ["H\u00fcfte"]
    assert names["sessions"] == [""]
    assert [part.id for part in standing.parts] == ["part-calf", "part"]
    counted = Counter({jump.name: jump.number for jump in standing.jumps})
    assert sum(counted.values()) == standing.total == 9


def test_a_list_is_by_the_alphabet_whatever_marks_and_capitals_a_title_has(site):
    titles = ["Zebra", "\u00c4pfel", "apfel", "Birne", "\u00c9cole"]
    made = (replace(site.exercises[0], title=title, slug=title) for title in titles)
    part = lists.group_by_part(made, site.words)[0]
    assert [line.title for line in part.lines] == [
        "apfel", "\u00c4pfel", "Birne", "\u00c9cole", "Zebra"
    ]  # fmt: skip


def test_a_long_list_goes_on_on_other_pages_and_each_page_leads_to_all(monkeypatch):
    monkeypatch.setattr(lists, "most_lines", 4)
    line = [Line(f"T{n}", PurePosixPath(f"t{n}.html"), "") for n in range(10)]
    parts = [Part("a", "A", tuple(line[:5])), Part("b", "B", tuple(line[5:]))]
    pages = [*cut_list("floor", "on the floor", "Floor", parts)]
    assert [each.address.name for each in pages] == ["floor.html", "floor-2.html", "floor-3.html"]
    shown = [[(part.name, len(part.lines)) for part in page.parts] for page in pages]
    assert shown == [[("A", 3)], [("A", 2), ("B", 1)], [("B", 4)]]
    assert [line for page in pages for part in page.parts for line in part.lines] == line
    jumps = [
        (each.name, each.begins_with, each.address.stem, each.number) for each in pages[1].jumps
    ]
    assert jumps == [
        ("A", "", "floor", 5),
        ("A", "T3", "floor-2", 5),
        ("B", "", "floor-2", 5),
        ("B", "T6", "floor-3", 5),
    ]
    assert [(page.before, page.after) for page in pages] == [
        (None, pages[1].address),
        (pages[0].address, pages[2].address),
        (pages[1].address, None),
    ]


def test_no_page_grows_with_the_library(site, templates, static):
    large = with_exercises(site, 3 * lists.most_lines)
    pages = [each for each in plan_pages(large) if each.template in {"home.html", "list.html"}]
    assert len(pages) == 4
    sources = Sources({}, templates, static)
    tree = render_pages(pages, large, sources, defaultdict(PurePosixPath), {})
    for page in pages:
        assert len(tree[page.address]) < heaviest_list, page.address


def test_the_index_has_each_exercise_with_all_it_is_found_by(site):
    index = plan_index(site)
    words = index.data["words"]
    rows = [row.split("\t") for row in index.data["rows"]]
    found = {title: [words[int(number)] for number in said.split()] for title, _, said in rows}
    assert [*found] == sorted(found, key=lists.by_alphabet)
    assert found["Bridge number 0"][:2] == ["standing", "about 2 minutes"]
    assert {"calf", "foot", "worktop"} <= {*found["Bridge number 0"]}
    # A routine does it, too; other names are words alone.
    assert found["Straight leg raise"][2:] == ["leg", "slr", "more", "b"]
    slugs = {title: slug for title, slug, _ in rows}
    assert slugs["Bridge number 0"] == ""
    assert slugs["Fu\u00dfgr\u00fc\u00dfe \u00e0 l\u2019abri"] == "bridge-number-8"
    # It may be kept for ever under its address.
    other = plan_index(replace(site, exercises=site.exercises[1:]))
    assert other.address != index.address


def test_of_a_thousand_exercises_the_index_weighs_60_kilobytes_at_most(site):
    large = with_exercises(site, 1000)
    data = plan_index(large).data
    assert len(json.dumps(data, ensure_ascii=False).encode()) < 60_000
    assert is_large(large)


def test_the_index_is_a_script_with_letters_as_they_are_and_no_tags(library_tree):
    (address,) = (path for path in library_tree if path.name.startswith("search-index."))
    text = library_tree[address].decode()
    assert len(json.loads(text.removeprefix("var searchIndex = "))["rows"]) == 60
    assert "Fu\u00dfgr\u00fc\u00dfe" in text
    assert "<" not in text
    page = library_tree[PurePosixPath("lists/standing.html")].decode()
    assert f'data-index="../{address}"' in page
