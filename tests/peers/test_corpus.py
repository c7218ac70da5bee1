"""The library that we are measured on is one that editors could have written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from build import build_site
from generator.commands.warnings import find_warnings
from generator.content.sources import Sources
from tests.peers.corpus import make_corpus


def test_a_library_has_its_exercises_under_names_of_their_own_and_no_mistake(templates, static):
    content = {PurePosixPath("content", path): data for path, data in make_corpus(30)}
    site, tree = build_site(Sources(content, templates, static))
    assert len(site.exercises) == len({each.title for each in site.exercises}) == 30
    assert find_warnings(site, content, date(2026, 11, 26)) == []
    # The figures of a copy come with it, and so do the exercises of a copied routine.
    figures = {each.slug: len(each.figures) for each in site.exercises}
    assert figures["toe-walking"] == figures["toe-walking-2"] > 1
    copied = next(each for each in site.routines if each.slug.endswith("-2"))
    assert all(item.exercise.slug.endswith("-2") for item in copied.items)
    page = tree[PurePosixPath("exercises/toe-walking-2.html")].decode()
    assert set(re.findall(r'href="(heel-lifts[^"#]*)', page)) == {"heel-lifts-2.html"}
