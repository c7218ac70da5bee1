"""Social cards: each page has its own, with its own title and its own hold."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from build import build_site
from generator.content import parse_site
from generator.pages import Page
from generator.render import render_plain
from generator.social import draw_card, make_cards, plain_style, plan_card, plan_cards
from tests.conftest import drawn, project

fonts = project / "static" / "fonts"
address = "https://example.org/knees/"
poses = """start:
  title: A
  description: B.
  position: {0}
hold:
  title: A
  description: B.
  position: {1}
"""


@pytest.fixture(scope="module")
def posed(knee):
    """The knee programme with figures of two exercises that differ in both."""
    folder = PurePosixPath("content/poses")
    return drawn(
        knee
        | {
            folder / "half-squat.yaml": poses.format("standing", "sitting on the floor").encode(),
            folder / "heel-slide.yaml": poses.format("lying", "standing").encode(),
        }
    )


def test_a_card_shows_the_title_and_the_hold_of_its_exercise(posed):
    site = parse_site(posed, address)
    cards = plan_cards(site)
    for exercise in site.exercises:
        card = cards[f"exercises/{exercise.slug}.html"]
        holds = [figure for figure in exercise.figures if figure.name == "hold"]
        assert card.title == exercise.title
        assert [card.values["figure"]] == (holds or [None])
    assert cards[""].title == site.title
    assert cards[""].values["figure"].name == "hold"


def test_each_page_names_the_card_that_was_drawn_for_it(posed, templates, static):
    site, tree = build_site(posed, templates, static, address)
    style = plain_style(static)
    for name, card in plan_cards(site).items():
        page = tree[PurePosixPath(name or "index.html")].decode()
        (found,) = re.findall(rf'og:image" content="{address}(.*?)"', page)
        (svg,) = render_plain([card], site, templates)
        assert tree[PurePosixPath(found)] == draw_card(svg, style, fonts), name


def test_a_card_has_another_address_when_anything_on_it_has_changed(posed, templates, static):
    site = parse_site(posed, address)
    colours = PurePosixPath("static/css/tokens.css")
    changed = static[colours].replace(b"--colour-ink: ", b"--colour-ink: red; --x: ", 1)
    assert changed != static[colours]
    before = make_cards(site, templates, static, fonts, {})
    after = make_cards(site, templates, static | {colours: changed}, fonts, {})
    assert before.keys() == after.keys()
    assert not {path for path, _ in before.values()} & {path for path, _ in after.values()}


@pytest.mark.parametrize("title", ["Squat", "Stretch the calf of the back leg, long", "A" * 40])
def test_a_title_stands_on_its_card_whole(title):
    page: Page = plan_card(title, None)
    lines = page.values["lines"]
    assert "".join(line.text for line in lines) == title.replace(" ", "") or (
        " ".join(line.text for line in lines) == title
    )
    assert all(len(line.text) <= 15 and 0 < line.y < 630 for line in lines)
