"""The site's icon: what a browser shows on a tab, at 16 points or a few more.

So small, a drawing with lines is a smudge. An icon is a shadow picture: a foot and the hem above
it, pale on dark, which can be told apart on light and dark tabs alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.content.memory import Remember, make_anew
from generator.content.sources import Sources, hashed_address
from generator.model import Figure, Site
from generator.pages.plan import Page
from generator.pages.render import render_plain

plain = PurePosixPath("static", "favicon.svg")
folder = PurePosixPath("assets")

# What a shadow picture is made of, by the tone that it has there. All else would only fill it up:
# nails and folds, things, arrows and other signs.
tones = dict.fromkeys(
    ("skin", "skin-far", "shoe", "shoe-far", "shoe-sole", "shoe-sole-far"), "skin"
) | dict.fromkeys(("trousers", "trousers-far", "cuff", "cuff-far"), "cloth")


class Form(NamedTuple):
    """A form of the icon as a PNG: how large it is, and how much of that the drawing takes.

    One that is *full* has no corners of its own: a phone cuts it to the shape that it likes.
    """

    size: int
    scale: float
    is_full: bool


forms = {
    "icon-192": Form(192, 1, False),
    "icon-512": Form(512, 1, False),
    # Whatever shape a phone cuts it to has a circle of four fifths of its width ("Web Application
    # Manifest", the safe zone of a maskable icon).
    "icon-maskable": Form(512, 0.7, True),
    "icon-touch": Form(180, 1, True),
}
"""Those for the home screen of a phone, by name; the last one is Apple's."""
ground = (23, 73, 77, 255)
"""The colour of the ground in all of them, #17494d."""

Icons = Mapping[str, tuple[PurePosixPath, bytes]]


def make_icons(
    site: Site, sources: Sources, is_kept: bool, remember: Remember = make_anew
) -> Icons:
    """Return the site's icon as `favicon`, an SVG, and in its other forms: address and picture.
    What is *kept* on a device has all of them; else there is Apple's, which pages ask for.

    It is drawn from the close-up of the exercise that site.yaml names. Without a name, or a
    close-up that shows skin, it is the plain icon of static/: which close-up is clear at this
    size only an eye can tell, and a whole person never is.
    """
    svg = full = sources.static[plain]
    figure = find_close_up(site)
    parts = remember(("icon", figure), partial(find_parts, figure)) if figure else []
    if any(tone == "skin" for tone, _ in parts):
        pages = [
            Page(folder / "favicon.svg", "favicon.svg", "", "", values)
            for is_full in (False, True)
            for values in [{"figure": figure, "parts": parts, "is_full": is_full}]
        ]
        svg, full = render_plain(pages, site, sources.templates, remember)
    icons = {"favicon": (hashed_address(folder / "favicon.svg", svg), svg)}
    for name in forms if is_kept else ("icon-touch",):
        form = forms[name]
        step = ("form of an icon", full if form.is_full else svg, form)
        data = remember(step, partial(draw_form, *step[1:]))
        icons[name] = (hashed_address(folder / f"{name}.png", data), data)
    return icons


def draw_form(svg: bytes, form: Form) -> bytes:
    """Return a form of the icon."""
    from resvg import render, usvg  # here, since most were drawn before

    tree = usvg.Tree.from_str(svg.decode(), usvg.Options.default())
    scale = form.scale * form.size / tree.int_size()[0]
    edge = form.size * (1 - form.scale) / 2
    placed = (scale, 0.0, edge, 0.0, scale, edge)
    size = (form.size, form.size)
    return render(tree, placed, bg_size=size, bg_color=ground if form.is_full else None)


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
