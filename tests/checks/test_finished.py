"""Finished pages: no id twice, no link to what isn't there, and each mistake at its line."""

from __future__ import annotations

import html
from pathlib import PurePosixPath

import pytest

from build import build_site
from fields.errors import ContentError
from generator.checks.finished import find_places
from generator.content.sources import Sources
from generator.model import Settings
from tests.conftest import dot

page = "---\ntitle: A\nsummary: B.\n---\n\n{}\n"
routine = "---\ntitle: R\norder: 1\nsummary: S.\ndays_per_week: 7\nexercises: {}\n---\n\n{}\n"


@pytest.fixture
def build(knee, templates, static):
    """Build the knee programme with some files changed, and its steps of the heel slide."""

    def make(changes, steps="1. Lie."):
        slide = PurePosixPath("content/exercises/heel-slide.md")
        front = knee[slide].decode().partition("## Steps")[0]
        files = knee | {slide: f"{front}## Steps\n\n{steps}\n\n## Sources\n\nNone.\n".encode()}
        for name, text in changes.items():
            files[PurePosixPath("content", name)] = (
                text if isinstance(text, bytes) else text.encode()
            )
        tree = build_site(Sources(files, templates, static))[1]
        return {str(path): data for path, data in tree.items()}

    return make


def places(tree, page):
    return find_places(PurePosixPath(page), tree[page], "/")


def test_a_heading_with_the_id_of_the_page_itself_is_named(build):
    with pytest.raises(ContentError) as error:
        build({"about.md": page.format("## One\n\n## Page content")})
    assert str(error.value).startswith("content/about.md:8: the finished page has 2 places called")


def test_a_link_leads_to_the_steps_that_a_routine_has_of_its_own(build):
    tree = build(
        {
            "routines/morning.md": routine.format("[half-squat]", "## Sit {#half-squat}\n\n1. a"),
            "about.md": page.format("a\n\n[b](routines/morning.md#half-squat)"),
        }
    )
    assert "half-squat" in places(tree, "routines/morning.html").ids


def test_an_exercise_may_stand_in_a_routine_twice(build):
    tree = build(
        {"routines/morning.md": routine.format("[heel-slide, half-squat, heel-slide]", "")}
    )
    ids = places(tree, "routines/morning.html").ids
    assert {*ids.values()} == {1}
    assert {"exercise-heel-slide", "exercise-heel-slide-2"} <= set(ids)


def test_links_and_pictures_in_steps_lead_to_the_same_places_from_a_routine(build):
    steps = (
        "1. [a](half-squat.md) [b](#sources) [c](../about.md) [d](#here) [e](#steps)\n"
        "2. ![f](foot.png)\n3. g *here*{#here} [h](https://example.org) <i@example.org>"
    )
    tree = build(
        {
            "exercises/foot.png": dot,
            "about.md": page.format("a"),
            "routines/morning.md": routine.format("[heel-slide, heel-slide]", ""),
        },
        steps,
    )
    picture = next(path for path in tree if path.startswith("exercises/foot."))
    slide, morning = "exercises/heel-slide.html", "routines/morning.html"
    own, shown = (places(tree, name) for name in (slide, morning))
    links = {("exercises/half-squat.html", ""), (slide, "sources"), ("about.html", "")}
    assert links | {(slide, "here")} <= own.links.keys()
    links |= {(slide, "steps"), (morning, "heel-slide-here"), (morning, "heel-slide-2-here")}
    assert links | {(picture, "")} <= shown.links.keys()
    assert {"heel-slide-here", "heel-slide-2-here"} <= shown.ids.keys()
    for name in (slide, morning):
        shown_text = html.unescape(tree[name].decode())
        assert 'href="https://example.org"' in shown_text
        assert 'href="mailto:i@example.org"' in shown_text


def test_an_address_in_steps_keeps_its_signs_on_every_page_that_shows_them(build):
    tree = build(
        {
            "files/a&b.pdf": "%PDF",
            "routines/morning.md": routine.format("[heel-slide]", ""),
        },
        "1. [a](../files/a&b.pdf)",
    )
    for name in ("exercises/heel-slide.html", "routines/morning.html"):
        assert b'href="../a&amp;b.pdf"' in tree[name], name
        assert ("a&b.pdf", "") in places(tree, name).links


def test_a_link_of_a_template_that_leads_nowhere_is_named_with_its_page(knee, templates, static):
    path = PurePosixPath("templates/404.html")
    changed = templates | {path: templates[path].replace(b'"index.html"', b'"home.html"')}
    with pytest.raises(ContentError, match=r"^404.html: the finished site has no home.html"):
        build_site(Sources(knee, changed, static), Settings("https://example.org/knees"))


@pytest.mark.parametrize("address", [None, "https://example.org", "https://example.org/knees/"])
def test_a_site_without_mistakes_has_no_broken_place(knee, templates, static, address):
    assert build_site(Sources(knee, templates, static), Settings(address, for_editors=True))
