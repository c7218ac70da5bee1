"""Social cards: the picture that is shown where somebody shares a link to a page.

A card is an SVG page like any other, turned into a PNG because that is what the services read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from markupsafe import Markup

from fields.errors import Problem, TemplateError
from generator.content.memory import Remember
from generator.content.sources import Files, Sources, hashed_address
from generator.model import Exercise, Figure, Site
from generator.output.remembered import hash_key
from generator.pages.drawn.typeface import Widths, can_write, fit, line_height, read_widths, tidy
from generator.pages.entries import exercise_address
from generator.pages.plan import Page
from generator.pages.render import render_plain
from generator.paper.properties import written_out

width, height = 1200, 630
"""1.91 : 1, as Facebook's guide to link previews asks; others cut a little off the height. Of these
units a pixel of the card takes 1.2: see `card.svg`."""
edge, margin, gap = 40, 56, 24
"""Round the picture's panel, round the words, and between the two: choices."""
title_sizes = (66, 58, 50, 44, 38, 32)
foot_sizes = (38, 32, 28)
"""A seventh smaller each, so that a title is little smaller than it could be. Where a card is shown
a third as wide, the last ones have 11 and 9 pixels."""
foot_height = 100
"""Two lines, or three of the smallest."""
border = 600
"""Half as wide as the lines that are painted round the picture and round its panel."""
top, bottom = edge, height - margin

unmoved = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""The transform that leaves all where it is, row by row."""

typefaces = PurePosixPath("static", "fonts")
fonts_folder = Path(__file__).resolve().parents[3] / typefaces
bold, regular = (f"atkinson-hyperlegible-next-{weight}.ttf" for weight in ("bold", "regular"))

declaration = re.compile(r"(--[\w-]+):\s*([^;]+);")
media = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
# Patterns are enough for styles of our own, all written in one way: 2 ms in every build, where to
# load a parser of CSS and read them with it, as the PDF sheets do, takes 35.
rule = re.compile(r"\.figure (?:\[class[^]]*\]|\.[\w-]+)[^{}]*\{[^{}]*\}")
of_person = re.compile(r"(\.figure\[data-person=[^]]*\])\s*\{([^{}]*)\}")
filtered = re.compile(r' filter="[^"]*"')
"""Shadows and the like: to draw one of them takes the rasteriser longer than all the rest."""
any_role = '[class^="figure__"]'
css = PurePosixPath("static", "css")

card_style = """
.card__panel { fill: var(--colour-card) }
.card__mat { fill: none; stroke: var(--colour-card); stroke-width: 1200 }
.card__page { fill: none; stroke: var(--colour-page); stroke-width: 1200 }
.card__title { fill: var(--colour-ink); font-weight: 700 }
.card__site { fill: var(--colour-accent) }
.card__cover { fill: var(--colour-accent) }
.card__ring { fill: none; stroke: var(--colour-accent-pale); stroke-opacity: 0.1; stroke-width: 44 }
.card__rule { fill: var(--colour-accent-pale) }
.card__title--cover { fill: var(--colour-page); font-weight: 700 }
.card__site--cover { fill: var(--colour-accent-pale) }
text { font-family: "Atkinson Hyperlegible Next" }
"""


class Box(NamedTuple):
    """A rectangle on a card."""

    x: int
    y: int
    width: int
    height: int

    def inside(self, edge: int) -> Box:
        """Return the rectangle that leaves an edge of this one free."""
        x, y, width, height = self
        return Box(x + edge, y + edge, width - 2 * edge, height - 2 * edge)

    def around(self, width: float, height: float) -> Box:
        """Return the largest rectangle of a shape that has room in this one, in its middle."""
        scale = min(self.width / width, self.height / height)
        wide, high = round(width * scale), round(height * scale)
        return Box(
            self.x + (self.width - wide) // 2, self.y + (self.height - high) // 2, wide, high
        )


class Line(NamedTuple):
    """One line of text and the height of its foot on the card."""

    text: str
    y: int


class Text(NamedTuple):
    """Lines of text in one size."""

    size: int
    lines: tuple[Line, ...]


class Look(NamedTuple):
    """What all cards have in common: their style, and how wide their two typefaces are."""

    style: str
    heavy: Widths
    light: Widths


whole = Box(0, 0, width, height).inside(edge)
half = whole._replace(x=560, width=width - edge - 560)
"""Where the picture's panel stands: alone, or beside the title, a little wider than that."""


def make_cards(
    site: Site, sources: Sources, remember: Remember
) -> dict[str, tuple[PurePosixPath, bytes]]:
    """Return the address and picture of each exercise's card by its page, of the site's by ''.

    Services read cards by their full address only, so without one there are none.
    """
    if not site.address:
        return {}
    fonts = (data for path, data in sorted(sources.static.items()) if path.suffix == ".ttf")
    # Once for all cards: the typeface is longer than what differs between them.
    made_with = hash_key(tuple(fonts))
    cards = {}
    pages = plan_cards(site, sources.static)
    drawings = render_plain(pages.values(), site, sources.templates, remember)
    steps = [(("card", made_with, svg), partial(draw_card, svg)) for svg in drawings]
    with remember.ahead(steps):
        for name, step in zip(pages, steps, strict=True):
            plain = PurePosixPath("social", f"{PurePosixPath(name).stem or 'site'}.png")
            data = remember(*step)
            cards[name] = (hashed_address(plain, data), data)
    return cards


def plan_cards(site: Site, static: Files) -> dict[str, Page]:
    """Return the card of each exercise by the address of its page, that of all others by ''."""
    figures = [hold_of(exercise) for exercise in site.exercises]
    first = next(filter(None, figures), None)
    look = read_look(static)
    cards = {
        str(exercise_address(exercise)): plan_card(exercise.title, site.title, figure, look)
        for exercise, figure in zip(site.exercises, figures, strict=True)
    }
    return {"": plan_card(site.title, site.tagline, first, look)} | cards


def read_look(static: Files) -> Look:
    """Return what all cards have in common. Raises TemplateError."""
    heavy, light = (read_widths(static[typefaces / name]) for name in (bold, regular))
    return Look(plain_style(static), heavy, light)


def plan_card(title: str, foot: str, figure: Figure | None, look: Look) -> Page:
    """Return one card as a page of SVG: a title, a picture beside it, and small words below.

    Without a picture the title has the whole card. With letters that the typeface lacks, which
    would come out as empty boxes or nothing, the picture has: every service writes the title in
    letters of its own below the card.
    """
    panel = half if can_write(tidy(title), look.heavy) else whole
    wide = half.x - gap - margin if figure else width - 2 * margin
    foot_text = place_foot(foot, look.light, wide)
    picture = figure and panel.inside(15).around(figure.width, figure.height)
    values = {
        "style": look.style,
        "title": place_title(title, look.heavy, wide, top_of(foot_text)) if panel == half else None,
        "foot": foot_text if panel == half else None,
        "figure": figure and replace(figure, markup=Markup(filtered.sub("", figure.markup))),
        "picture": picture,
        "mat": picture and picture.inside(-border),
        "frame": panel.inside(-border),
    }
    return Page(PurePosixPath("card.svg"), "card.svg", title, "", values)


def place_title(text: str, widths: Widths, wide: int, end: int) -> Text:
    """Return a title in the middle of the height that is free down to *end*."""
    size, texts = fit(tidy(text), widths, wide, end - top, title_sizes)
    step = line_height(size)
    # The middle of small letters lies a quarter of their size above their foot.
    first = (top + end - step * (len(texts) - 1)) // 2 + size // 4
    return Text(size, tuple(Line(each, first + step * index) for index, each in enumerate(texts)))


def place_foot(text: str, widths: Widths, wide: int) -> Text | None:
    """Return the small words at the foot of a card, if there are any that can be written."""
    if not text or not can_write(tidy(text), widths):
        return None
    size, texts = fit(tidy(text), widths, wide, foot_height, foot_sizes)
    first = bottom - line_height(size) * (len(texts) - 1)
    lines = (Line(each, first + line_height(size) * n) for n, each in enumerate(texts))
    return Text(size, tuple(lines))


def top_of(foot: Text | None) -> int:
    """Return where the room above the small words ends."""
    return foot.lines[0].y - foot.size - gap if foot else bottom


def hold_of(exercise: Exercise) -> Figure | None:
    """Return the figure that shows the hold, with the side that works."""
    found = (figure for figure in exercise.figures if figure.name == "hold")
    figure = next(found, None)
    return figure and figure.on(exercise.dose.sides)


def draw_card(svg: bytes) -> bytes:
    """Return a card as a PNG; the same on every machine, for it uses no font but ours.

    The rasteriser reads the typeface by itself, from where `static` was read.
    """
    from resvg import render, usvg  # here, since most cards were drawn before

    options = usvg.Options.default()
    for name in (bold, regular):
        options.load_font_file(str(fonts_folder / name))
    return render(usvg.Tree.from_str(svg.decode(), options), unmoved)


def plain_style(static: Files) -> str:
    """Return the figures' styles with the colours of the light page written out.

    The rasteriser knows neither layers nor custom properties, nor how a class begins. Raises
    TemplateError where a style or a value is missing.
    """
    files = [css / f"{name}.css" for name in ("tokens", "people", "parts/figure")]
    if gone := [file for file in files if file not in static]:
        raise TemplateError(Problem(file, 0, "this file is gone; put it back") for file in gone)
    # What holds in the dark, on paper or in chosen colours only is left out.
    _, people, figure = (media.sub("", static[file].decode()) for file in files)
    values = read_values(static)
    rules = rule.findall(figure)
    style = "\n".join(rules)
    roles = dict.fromkeys(re.findall(r"\.figure__[\w-]+", style))
    style = written_out(style.replace(any_role, ", .figure ".join(roles)) + card_style, values)
    for person, block in of_person.findall(people):
        own = dict(declaration.findall(block))
        changed = [each for each in rules if any(f"var({name})" in each for name in own)]
        theirs = "\n".join(changed).replace(".figure .", f"{person} .")
        style += "\n" + written_out(theirs, values | own)
    return style


def read_values(static: Files) -> dict[str, str]:
    """Return the values of the tokens of the light page by name."""
    return dict(declaration.findall(media.sub("", static[css / "tokens.css"].decode())))
