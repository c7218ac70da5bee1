"""Social cards: each page has its own, with its own title and its own hold."""

from __future__ import annotations

import io
import re
from pathlib import PurePosixPath

import pytest
from PIL import Image, ImageChops

from build import build_site
from fields.errors import TemplateError
from generator.content.memory import make_anew
from generator.content.pictures.figure import read_figure
from generator.content.site import parse_site
from generator.content.sources import Sources
from generator.model import Settings
from generator.pages.drawn.social import (
    border,
    draw_card,
    half,
    make_cards,
    plain_style,
    plan_card,
    plan_cards,
    read_look,
    whole,
)
from generator.pages.plan import Page
from generator.pages.render import render_plain
from tests.drawing.library import drawn

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


def test_a_card_shows_the_title_and_the_hold_of_its_exercise(posed, static):
    site = parse_site(posed, address)
    cards = plan_cards(site, static)
    for exercise in site.exercises:
        card = cards[f"exercises/{exercise.slug}.html"]
        holds = [figure for figure in exercise.figures if figure.name == "hold"]
        assert card.title == exercise.title
        assert [card.values["figure"]] == (holds or [None])
    assert cards[""].title == site.title
    assert cards[""].values["figure"].name == "hold"


def test_each_page_names_the_card_that_was_drawn_for_it(posed, templates, static):
    site, tree = build_site(Sources(posed, templates, static), Settings(address))
    for name, card in plan_cards(site, static).items():
        page = tree[PurePosixPath(name or "index.html")].decode()
        (found,) = re.findall(rf'og:image" content="{address}(.*?)"', page)
        (svg,) = render_plain([card], site, templates)
        assert tree[PurePosixPath(found)] == draw_card(svg), name


def test_a_card_has_another_address_when_anything_on_it_has_changed(posed, templates, static):
    site = parse_site(posed, address)
    colours = PurePosixPath("static/css/tokens.css")
    changed = static[colours].replace(b"--colour-ink: ", b"--colour-ink: red; --x: ", 1)
    assert changed != static[colours]
    before = make_cards(site, Sources(posed, templates, static), make_anew)
    after = make_cards(site, Sources(posed, templates, static | {colours: changed}), make_anew)
    assert before.keys() == after.keys()
    for name, (path, data) in before.items():
        assert (path == after[name][0]) == (data == after[name][1]), name
    assert sum(before[name] != after[name] for name in before) >= 3


long_word = "Kniegelenksbeweglichkeit"
titles = [
    "Squat",
    "Legs and toes upward stretching",
    long_word,
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenband",
    "Slowly lowering the heel below the edge of a step, with one hand on the handrail",
    "W" * 500,
    "Every word of it " * 100,
    '"A & <b>"',
]
feet = ["", "Knees", "A society with a name that is too long for one line, or for two of them " * 3]
a_figure = read_figure(
    PurePosixPath("content/figures/a-hold.svg"),
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"/>',
)


@pytest.fixture(scope="module")
def look(static):
    return read_look(static)


def draw(page: Page, posed, templates) -> Image.Image:
    """Return a card with a pixel for each unit of its plan."""
    (svg,) = render_plain([page], parse_site(posed, address), templates)
    in_units = re.sub(rb'(viewBox="0 0 1200 630") width="\d+" height="\d+"', rb"\1", svg, count=1)
    assert in_units != svg
    return Image.open(io.BytesIO(draw_card(in_units))).convert("RGB")


def test_pages_name_the_size_that_cards_have(posed, templates, static):
    _, tree = build_site(Sources(posed, templates, static), Settings(address))
    page = tree[PurePosixPath("index.html")].decode()
    named = tuple(
        int(each) for each in re.findall(r'og:image:(?:width|height)" content="(\d+)', page)
    )
    sizes = {
        Image.open(io.BytesIO(data)).size
        for path, data in tree.items()
        if path.parent.name == "social"
    }
    assert sizes == {named}


@pytest.mark.parametrize("foot", feet)
@pytest.mark.parametrize("title", titles)
def test_no_words_run_into_the_picture_or_out_of_the_card(
    title, foot, look, posed, templates, static
):
    card = draw(plan_card(title, foot, a_figure, look), posed, templates)
    words, panel = (0, 0, half.x, 630), (half.x, 0, 1200, 630)
    empty = draw(plan_card("", "", a_figure, look), posed, templates)
    left, top, right, low = ImageChops.difference(card, empty).crop(words).getbbox()
    assert not ImageChops.difference(card, empty).crop(panel).getbbox()
    assert 50 < left < 80
    assert right <= half.x - 20
    assert top >= 30
    assert low <= 600


@pytest.mark.parametrize("title", ["Squat", "Колено"])
def test_what_sticks_out_of_a_figure_is_not_on_its_card(title, look, posed, templates):
    size = ' viewBox="0 0 100 80"'
    shape = '<path class="figure__skin" d="M-400 -400h900v900h-900z"/>'
    plain, full = (
        read_figure(
            PurePosixPath("content/figures/a-hold.svg"),
            f'<svg xmlns="http://www.w3.org/2000/svg"{size}>{inside}</svg>'.encode(),
        )
        for inside in ("", shape)
    )
    page = plan_card(title, "", full, look)
    x, y, width, height = page.values["picture"]
    empty = draw(plan_card(title, "", plain, look), posed, templates)
    found = ImageChops.difference(draw(page, posed, templates), empty)
    assert found.getbbox() == (x, y, x + width, y + height)


def test_long_titles_and_small_words_stand_apart(look):
    for title in titles:
        for foot in feet[1:]:
            values = plan_card(title, foot, a_figure, look).values
            lowest = values["title"].lines[-1].y + values["title"].size // 4
            assert lowest < values["foot"].lines[0].y - values["foot"].size, (title, foot)


def test_a_card_without_a_figure_has_no_panel_and_its_title_all_the_width(
    look, posed, templates, static
):
    page = plan_card(titles[4], "Knees", None, look)
    card = draw(page, posed, templates)
    (svg,) = render_plain([page], parse_site(posed, address), templates)
    assert b'class="card__panel"' not in svg
    assert page.values["title"].size == 66
    words = [card.getpixel((x, y)) for x in range(half.x, 1144) for y in range(100, 500)]
    assert sum(min(pixel) > 200 for pixel in words) > 2000  # of the title, pale on dark
    assert len({card.getpixel((x, 600)) for x in range(half.x)}) == 1


@pytest.mark.parametrize("title", ["Άσκηση", "Колено", "Tập bàn chân", "תרגיל"])
def test_a_title_that_the_typeface_cannot_write_leaves_the_card_to_the_picture(title, look):
    values = plan_card(title, "Knees", a_figure, look).values
    assert (values["title"], values["foot"]) == (None, None)
    assert values["frame"] == whole.inside(-border)


def test_a_letter_and_its_mark_apart_are_one_letter(look):
    values = plan_card("U\u0308bung", "", a_figure, look).values
    assert values["title"].lines[0].text == "Übung"


def test_the_card_of_the_site_says_what_the_site_is(posed, static):
    site = parse_site(posed, address)
    cards = plan_cards(site, static)
    said = " ".join(line.text for line in cards[""].values["foot"].lines) if site.tagline else ""
    assert said == site.tagline
    for exercise in site.exercises:
        foot = cards[f"exercises/{exercise.slug}.html"].values["foot"]
        assert [line.text for line in foot.lines] == [site.title]


def test_two_builds_draw_the_same_cards(posed, templates, static):
    site = parse_site(posed, address)
    sources = Sources(posed, templates, static)
    assert make_cards(site, sources, make_anew) == make_cards(site, sources, make_anew)


def test_a_card_has_the_colours_of_the_light_page_only(static):
    style = plain_style(static)
    assert style.count(".figure__nail {") == 1
    assert "@media" not in style
    assert "var(" not in style
    assert style.count("{") == style.count("}")


def test_a_card_draws_outlines_and_leaves_colours_of_its_own_to_a_picture_by_hand(
    look, posed, templates, static
):
    shapes = b'<path class="skin" d="M10 10h30v30h-30z"/><path fill="#00f" d="M60 10h30v30h-30z"/>'
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">' + shapes + b"</svg>"
    figure = read_figure(PurePosixPath("content/figures/a-hold.svg"), data)
    page = plan_card("A", "", figure, look)
    card = draw(page, posed, templates)
    box = page.values["picture"]

    def at(x: float, y: float) -> tuple[int, int, int]:
        return card.getpixel(
            (box.x + round(x * box.width / 100), box.y + round(y * box.width / 100))
        )

    assert max(at(9.6, 25)) < 80  # the line round the skin
    assert max(at(25, 25)) > 150
    assert at(75, 25) == (0, 0, 255)
    assert at(60.5, 25) == (0, 0, 255)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "--figure-skin: ",
            "--figure-skim: ",
            "--figure-skin has no value that can be read; write",
        ),
        ("--figure-skin: ", "--figure-skin: var(--figure-skin); --b: ", "leads back to itself"),
        (None, None, "this file is gone; put it back"),
    ],
)
def test_a_style_without_a_value_is_named(static, old, new, words):
    path = PurePosixPath("static/css/tokens.css")
    text = static[path].decode()
    changed = {path: text.replace(old, new).encode()} if old else {}
    others = {each: data for each, data in static.items() if each != path}
    with pytest.raises(TemplateError, match=rf"static/css/tokens\.css: .*{re.escape(words)}"):
        plain_style(others | changed)
