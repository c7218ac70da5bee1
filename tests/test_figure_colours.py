"""A figure opened by itself has the colours that it has on the light page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from figures.colours import base, plain_style, styles
from generator.social import plain_style as page_style


@pytest.fixture(scope="module")
def light(static: dict[PurePosixPath, bytes]) -> str:
    """The rules of the light page, with their colours written out."""
    return page_style({path: data.partition(b"@media")[0] for path, data in static.items()})


def resolved(rules: str, role: str) -> dict[str, str]:
    """What a style sheet, of the page or of a file, gives a path of a role."""
    given: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", rules):
        names = {name.split()[-1] for name in selectors.split(",")}
        if names & {"path", f".{role}", '[class^="figure__"]', f".figure__{role}"}:
            pairs = (pair.split(":") for pair in body.split(";") if pair.strip())
            given |= {name.strip(): value.strip() for name, value in pairs}
    return given


@pytest.mark.parametrize("role", styles)
def test_a_file_opened_by_itself_has_the_colours_of_the_light_page(role: str, light: str) -> None:
    assert resolved(light, role) != resolved(light, "no role")
    assert resolved(base + plain_style([role]), role) == resolved(light, role)


def test_every_role_that_the_page_colours_has_a_colour_in_the_file(light: str) -> None:
    assert set(re.findall(r"\.figure__([\w-]+)", light)) == set(styles)


def test_the_ground_of_a_file_is_that_of_the_page(light: str) -> None:
    assert f"svg{{background:{resolved(light, 'wrong-ring')['fill']}}}" in base
