"""A figure -> its SVG file; docs/figure-format.md says what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from xml.sax.saxutils import escape

from figures.colours import plain_style
from figures.figure import Figure, Shape
from figures.geometry.curves import Path, Point, in_steps, steps_per_unit


def write_figure(figure: Figure, pose: str, code: str, scene: str = "") -> bytes:
    """Return the SVG file of a figure; the same figure always gives the same bytes.

    *pose* and *code* are the hashes of the pose file and of the drawing code, *scene* that of what
    the code made the figure of.
    """
    start = {
        "viewBox": f"0 0 {number(figure.width)} {number(figure.height)}",
        "data-side": figure.side,
        "data-motion": figure.motion,
        "data-phase": figure.phase,
        "data-person": figure.person,
    }
    hashes = f'data-pose="{pose}" data-code="{code}"{written({"data-scene": scene})}'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg"{written(start)} {hashes}>',
        worded("title", figure.title, figure.mirrored_title if figure.side else ""),
        worded("desc", figure.description, figure.mirrored_description if figure.side else ""),
        f"<style>{plain_style((shape.role for shape in figure.shapes), figure.person)}</style>",
        *map(shape_line, figure.shapes),
        "</svg>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def written(attributes: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag, without those that say nothing."""
    quote = {'"': "&quot;"}
    return "".join(
        f' {name}="{escape(value, quote)}"' for name, value in attributes.items() if value
    )


def worded(tag: str, text: str, mirrored: str) -> str:
    """Return an element of words, with those for the picture turned round if they differ."""
    turned = "" if mirrored == text else mirrored
    return f"<{tag}{written({'data-mirrored': turned})}>{escape(text)}</{tag}>"


def shape_line(shape: Shape) -> str:
    """Return the element of a shape."""
    attributes = {
        "class": shape.role,
        "d": path_text(shape.path),
        "data-frames": "|".join(map(path_text, shape.frames)),
        "data-turns": turned_over(*shape.turns) if shape.turns else "",
    }
    return f"<path{written(attributes)}/>"


def turned_over(place: Point, degrees: float) -> str:
    """Return the transform that turns a shape over about an axis on the page."""
    x, y, turn = map(number, (*place, 2 * degrees))
    back = " ".join(map(number, (-place.x, -place.y)))
    return f"translate({x} {y}) rotate({turn}) scale(1 -1) translate({back})"


def path_text(path: Path) -> str:
    """Return path data in which every letter and every number stands between blanks."""
    commands = ((letter, *map(steps_text, steps)) for letter, steps in path)
    return " ".join(word for words in commands for word in words)


def number(value: float) -> str:
    """Return a length as the shortest text of the one precision used everywhere."""
    return steps_text(in_steps(value))


@cache
def steps_text(steps: int) -> str:
    """Return a number of steps as a decimal without needless zeros."""
    whole, part = divmod(abs(steps), steps_per_unit)
    sign = "-" if steps < 0 else ""
    return f"{sign}{whole if whole or not part else ''}{f'.{part}' if part else ''}"
