"""Social cards: the picture that is shown where somebody shares a link to a page.

A card is an SVG page like any other, turned into a PNG because that is what the services read.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import resvg_py

from generator.entries import exercise_address
from generator.model import Figure, Site
from generator.pages import Page
from generator.render import render_plain
from generator.sources import Files, hashed_address

width, height = 1200, 630
panel_width, panel_height = 570, 520
longest_line = 15
line_height = 78

declaration = re.compile(r"(--[\w-]+):\s*([^;]+);")
rule = re.compile(r"\.figure(?: path| \.[\w-]+)[^{}]*\{[^{}]*\}")
reference = re.compile(r"var\((--[\w-]+)\)")

card_style = """
.card__page { fill: var(--colour-page) }
.card__panel { fill: var(--colour-card) }
.card__title { fill: var(--colour-ink); font-size: 66px; font-weight: 700 }
.card__site { fill: var(--colour-accent); font-size: 38px }
text { font-family: "Atkinson Hyperlegible" }
"""


class Line(NamedTuple):
    """One line of a card's title and the height of its foot on the card."""

    text: str
    y: int


def make_cards(
    site: Site, templates: Files, static: Files, fonts: Path, made: Files
) -> dict[str, tuple[PurePosixPath, bytes]]:
    """Return the address and picture of each exercise's card by its page, of the site's by ''.

    Services read cards by their full address only, so without one there are none. A card that
    *made* holds already is not drawn again. *fonts* is the folder of the one typeface on them,
    which the rasteriser reads by itself.
    """
    if not site.address:
        return {}
    style = plain_style(static)
    fonts_data = [data for path, data in sorted(static.items()) if path.suffix == ".ttf"]
    context = hashlib.sha256(b"".join([style.encode(), *fonts_data, version("resvg_py").encode()]))
    cards = {}
    pages = plan_cards(site)
    drawings = render_plain(pages.values(), site, templates)
    for name, svg in zip(pages, drawings, strict=True):
        plain = PurePosixPath("social", f"{PurePosixPath(name).stem or 'site'}.png")
        address = hashed_address(plain, svg + context.digest())
        cards[name] = (address, made.get(address) or draw_card(svg, style, fonts))
    return cards


def plan_cards(site: Site) -> dict[str, Page]:
    """Return the card of each exercise by the address of its page, that of all others by ''."""
    figures = [hold_of(exercise.figures) for exercise in site.exercises]
    first = next(filter(None, figures), None)
    cards = {
        str(exercise_address(exercise)): plan_card(exercise.title, figure)
        for exercise, figure in zip(site.exercises, figures, strict=True)
    }
    return {"": plan_card(site.title, first)} | cards


def plan_card(title: str, figure: Figure | None) -> Page:
    """Return one card as a page of SVG."""
    texts = textwrap.wrap(title, longest_line)
    top = (height - line_height * len(texts)) // 2
    scale = min(panel_width / figure.width, panel_height / figure.height) if figure else 0
    high = round(figure.height * scale) if figure else 0
    lines = tuple(
        Line(text, top + line_height * (index + 1) - 18) for index, text in enumerate(texts)
    )
    values = {
        "lines": lines,
        "figure": figure,
        "figure_height": high,
        "figure_top": (height - high) // 2,
    }
    return Page(PurePosixPath("card.svg"), "card.svg", title, "", values)


def hold_of(figures: Iterable[Figure]) -> Figure | None:
    """Return the figure that shows the hold."""
    return next((figure for figure in figures if figure.name == "hold"), None)


def draw_card(svg: bytes, style: str, fonts: Path) -> bytes:
    """Return a card as a PNG; the same on every machine, for it uses no font but ours."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg.decode(),
            style_sheet=style,
            skip_system_fonts=True,
            font_dirs=[str(fonts)],
            width=width,
            height=height,
        )
    )


def plain_style(static: Files) -> str:
    """Return the figures' styles with the colours of the light page written out.

    The rasteriser knows neither layers nor custom properties.
    """
    css = PurePosixPath("static", "css")
    text = {
        name: static[css / f"{name}.css"].decode()
        for name in ("tokens", "figure", "figure-close-up")
    }
    light = text["tokens"].partition("@media")[0]
    values = dict(declaration.findall(light))
    rules = rule.findall(text["figure"]) + rule.findall(text["figure-close-up"])
    style = "\n".join(rules) + card_style
    while reference.search(style):
        style = reference.sub(lambda match: values[match[1]], style)
    return style
