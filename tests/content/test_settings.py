"""What site.yaml says stands on the pages; what it leaves out has its usual words."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from build import build_site
from generator.content.site import parse_site
from generator.content.sources import Sources

usual = {
    "menu": ">Exercises</a>",
    "disclaimer": "General information, not advice about you.",
    "privacy": "No tracking, no cookies: what you do here stays on your device.",
}
squat = "exercises/half-squat.html"


@pytest.fixture
def build_with(knee, templates, static):
    """Return a function that builds the knee programme with more lines in site.yaml."""

    def build(lines: str) -> dict[str, str]:
        path = PurePosixPath("content/site.yaml")
        text = knee[path].decode() + lines
        _, tree = build_site(Sources(knee | {path: text.encode()}, templates, static))
        return {str(page): tree[page].decode() for page in tree if page.suffix == ".html"}

    return build


def test_without_a_word_the_pages_say_the_usual_ones(build_with):
    pages = build_with("")
    for name, words in usual.items():
        assert all(words in page for page in pages.values()), name


@pytest.mark.parametrize("name", usual)
def test_the_words_of_site_yaml_take_the_place_of_the_usual_ones(build_with, name):
    pages = build_with(f"{name}: 'Ask <our> \"clinic\" & us'\n")
    for page in pages.values():
        assert "Ask &lt;our&gt; &#34;clinic&#34; &amp; us" in page
        assert usual[name] not in page


@pytest.mark.parametrize("name", ["disclaimer", "privacy"])
@pytest.mark.parametrize("empty", ['""', "", "~"])
def test_what_a_clinic_can_not_vouch_for_may_be_left_out(build_with, name, empty):
    assert not any(usual[name] in page for page in build_with(f"{name}: {empty}\n").values())


def test_the_home_page_says_that_nothing_leaves_the_device_only_where_the_clinic_does(build_with):
    said = "Nothing leaves your device."
    assert said in build_with("")["index.html"]
    assert said not in build_with('privacy: ""\n')["index.html"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("address: https://example.org #1", 'address: "#1" would be left out'),
        ("icon: [half-squat]", "icon is a list; allowed: text"),
        ("reviewed: yes", 'reviewed is "yes"; allowed: a date'),
        ("reviewed: 2026-02-30", 'reviewed is "2026-02-30"; allowed: a date such as 2026-11-22'),
        ("reviewed: 20261122", 'reviewed is "20261122"; allowed: a date such as 2026-11-22'),
        ("person: bob", 'person is "bob"; allowed: ann, joe, mira or sam'),
        ("menu: [a]", "menu is a list; allowed: text"),
    ],
)
def test_one_mistake_in_site_yaml_is_one_problem(problems_of, line, words):
    (problem,) = problems_of({"site.yaml": f"title: A\nlanguage: en\n{line}\n"})
    assert problem.startswith(f"content/site.yaml:3: {words}")


@pytest.mark.parametrize(
    ("written", "address", "example"),
    [
        ("https://feet.example/a", "", "https://feet.example/a/"),
        ("https://Feet.EXAMPLE.:8000/", "", "https://Feet.EXAMPLE.:8000/"),
        ("https://feet.example.org/a", "https://feet.example.org/a/", ""),
        ("https://anexample/", "https://anexample/", ""),
        ("https://example.com/x.example", "https://example.com/x.example/", ""),
    ],
)
def test_an_address_that_is_only_an_example_counts_as_none(knee, written, address, example):
    site = parse_site(knee, written)
    assert (site.address, site.example) == (address, example)
