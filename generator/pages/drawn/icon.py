"""The site's icon: what a browser shows on a tab, at 16 points or a few more.

So small, a drawing with lines is a smudge. An icon is a shadow picture: a foot and the hem above
it, pale on dark, which can be told apart on light and dark tabs alike.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath

from generator.content.memory import Remember, make_anew
from generator.content.sources import Sources, hashed_address
from generator.model import Figure, Site
from generator.pages.plan import Page
from generator.pages.render import render_plain

plain = PurePosixPath("static", "favicon.svg")

# What a shadow picture is made of, by the tone that it has there. All else would only fill it up:
# nails and folds, things, arrows and other signs.
tones = dict.fromkeys(
    ("skin", "skin-far", "shoe", "shoe-far", "shoe-sole", "shoe-sole-far"), "skin"
) | dict.fromkeys(("trousers", "trousers-far", "cuff", "cuff-far"), "cloth")


def make_icon(
    site: Site, sources: Sources, remember: Remember = make_anew
) -> tuple[PurePosixPath, bytes]:
    """Return the address and the SVG of the site's icon.

    It is drawn from the close-up of the exercise that site.yaml names. Without a name, or a
    close-up that shows skin, it is the plain icon of static/: which close-up is clear at this
    size only an eye can tell, and a whole person never is.
    """
    address = PurePosixPath("assets", "favicon.svg")
    svg = sources.static[plain]
    figure = find_close_up(site)
    parts = remember(("icon", figure), partial(find_parts, figure)) if figure else []
    if any(tone == "skin" for tone, _ in parts):
        values = {"figure": figure, "parts": parts}
        page = Page(address, "favicon.svg", "", "", values)
        (svg,) = render_plain([page], site, sources.templates, remember)
    return hashed_address(address, svg), svg


def find_parts(figure: Figure) -> list[tuple[str, str]]:
    """Return the paths of a figure that are part of its shadow picture, each with its tone."""
    from xml.etree import ElementTree  # here, since most were found before

    paths = ElementTree.fromstring(f"<g>{figure.drawing('icon', False)}</g>").iter("path")
    roles = ((path.get("class", "").removeprefix("figure__"), path.get("d", "")) for path in paths)
    return [(tones[role], path) for role, path in roles if role in tones]


def find_close_up(site: Site) -> Figure | None:
    """Return the close-up of the exercise that site.yaml names for the icon, if any."""
    return next(
        (
            figure
            for exercise in site.exercises
            if exercise.slug == site.icon
            for figure in exercise.figures
            if figure.name == "close-up"
        ),
        None,
    )
