"""The icon: a shadow picture that can be told at the size of a browser's tab."""

from __future__ import annotations

import io
import re
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest
from PIL import Image
from resvg import render, usvg

from build import build_site
from generator.content.sources import Sources
from tests.conftest import project

plain = (project / "static" / "favicon.svg").read_bytes()
pine, cream = (23, 73, 77), (251, 246, 237)


def icon_of(tree) -> bytes:
    (icon,) = (data for path, data in tree.items() if path.name.startswith("favicon."))
    return icon


@pytest.fixture(params=["drawn", "plain"])
def icon(request, real_tree) -> bytes:
    return plain if request.param == "plain" else icon_of(real_tree)


def pixels(svg: bytes, size: int) -> list[tuple[int, int, int, int]]:
    tree = usvg.Tree.from_str(svg.decode(), usvg.Options.default())
    scale = size / tree.int_size()[0]
    png = render(tree, (scale, 0, 0, 0, scale, 0), bg_size=(size, size))
    data = Image.open(io.BytesIO(png)).convert("RGBA").tobytes()
    return [*zip(*[iter(data)] * 4, strict=True)]


def near(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(pixel, colour, strict=False)) < 24


@pytest.mark.parametrize("size", [16, 32, 180])
def test_the_icon_is_a_pale_foot_on_a_dark_ground_at_every_size(icon, size):
    found = pixels(icon, size)
    assert sum(near(pixel, pine) for pixel in found) > 0.3 * len(found)
    assert sum(near(pixel, cream) for pixel in found) > 0.14 * len(found)


def test_the_icon_reaches_its_four_sides_and_has_round_corners(icon):
    found = pixels(icon, 32)
    assert [found[corner][3] for corner in (0, 31, -32, -1)] == [0] * 4
    assert [found[middle][3] for middle in (16, 16 * 32, 17 * 32 - 1, -16)] == [255] * 4


def test_the_styles_of_the_icon_are_whole_and_colour_each_class(icon):
    root = ElementTree.fromstring(icon)
    style = "".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}style"))
    rules = dict(re.findall(r"\.([\w-]+) \{([^{}]*)\}", style))
    assert re.sub(r"\.[\w-]+ \{[^{}]*\}", "", style).strip() == ""
    assert "var(" not in style
    for part in root.iter():
        if name := part.get("class"):
            assert "fill:" in rules[name], name


def test_the_numbers_of_the_plain_icon_are_written_in_short():
    assert not re.search(rb"\.\d*0\b", plain)


def test_without_a_name_the_icon_is_the_plain_one(content, templates, static):
    settings = PurePosixPath("content/site.yaml")
    nameless = re.sub(rb"(?m)^icon:.*\n", b"", content[settings])
    assert nameless != content[settings]
    tree = build_site(Sources(content | {settings: nameless}, templates, static))[1]
    assert icon_of(tree) == plain


def test_an_exercise_without_a_close_up_has_the_plain_icon(knee, templates, static):
    settings = PurePosixPath("content/site.yaml")
    pose = b"hold:\n  title: A\n  description: B.\n  position: standing\n"
    posed = knee | {
        settings: knee[settings] + b"icon: half-squat\n",
        PurePosixPath("content/poses/half-squat.yaml"): b"start" + pose[4:] + pose,
    }
    assert icon_of(build_site(Sources(posed, templates, static))[1]) == plain
