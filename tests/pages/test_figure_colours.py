"""A figure opened by itself has the colours that it has on the light page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from figures.colours import base, cast, nobody, plain_style, styles
from figures.words.people import people
from generator.pages.drawn.social import plain_style as page_style


@pytest.fixture(scope="module")
def light(static: dict[PurePosixPath, bytes]) -> str:
    """The rules of the light page, with their colours written out."""
    return page_style({path: data.partition(b"@media")[0] for path, data in static.items()})


def resolved(rules: str, role: str, person: str = "") -> dict[str, str]:
    """What a style sheet, of the page or of a file, gives a path of a role in a person's figure."""
    given: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", rules):
        if "data-person" in selectors and f'"{person}"' not in selectors:
            continue
        names = {name.split()[-1] for name in selectors.split(",")}
        if names & {"path", f".{role}", '[class^="figure__"]', f".figure__{role}"}:
            pairs = (pair.split(":") for pair in body.split(";") if pair.strip())
            given |= {name.strip(): value.strip() for name, value in pairs}
    return given


@pytest.mark.parametrize("role", styles)
def test_a_file_opened_by_itself_has_the_colours_of_the_light_page(role: str, light: str) -> None:
    assert resolved(light, role) != resolved(light, "no role")
    assert resolved(base + plain_style([role]), role) == resolved(light, role)


@pytest.mark.parametrize("person", people)
def test_each_person_has_the_same_colours_in_a_file_and_on_the_light_page(
    person: str, light: str
) -> None:
    assert cast.keys() == people.keys()
    for role in nobody:
        own = resolved(base + plain_style([role], person), role)
        assert own == resolved(light, role, person) != resolved(light, role)


@pytest.mark.parametrize("person", people)
@pytest.mark.parametrize("mode", ["", "dark", "print"])
def test_what_lies_side_by_side_on_a_person_is_told_apart(
    person: str, mode: str, static: dict[PurePosixPath, bytes]
) -> None:
    """Without any colour too: by how light it is."""
    folder = PurePosixPath("static", "css")
    light_page, dark = static[folder / "people.css"].decode().split("@media (prefers-color-scheme")
    paper = static[folder / "paper" / "people.css"].decode()
    part = {"": light_page, "dark": dark, "print": paper}[mode]
    block = part.split(f'"{person}"')[1].split("}")[0]
    light = {
        name: lightness(colour) for name, colour in re.findall(r"figure-([\w-]+): (#\w+)", block)
    }
    for one, other in (("skin", "hair"), ("skin", "shirt"), ("shirt", "trousers")):
        assert abs(light[one] - light[other]) > 5, (one, other)
    for near in ("skin", "shirt", "trousers", "cuff"):
        assert 4 < light[near] - light[f"{near}-far"] < 20, near


def lightness(colour: str) -> float:
    """The CIE lightness of #rgb or #rrggbb, from 0 to 100."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    flat = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    whole = sum(part * share for part, share in zip(flat, (0.2126, 0.7152, 0.0722), strict=True))
    return 116 * whole ** (1 / 3) - 16


def test_every_role_that_the_page_colours_has_a_colour_in_the_file(light: str) -> None:
    assert set(re.findall(r"\.figure__([\w-]+)", light)) == set(styles)


def test_the_ground_of_a_file_is_that_of_the_page(light: str) -> None:
    assert f"svg{{background:{resolved(light, 'wrong-ring')['fill']}}}" in base
