"""What a sheet has beyond its page: grids, codes, names of files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
import zxingcpp
from PIL import Image

from generator.content.memory import make_anew
from generator.content.site import parse_site
from generator.model import Amount, Dose, Phase
from generator.paper.sheets import (
    Code,
    all_files,
    choose_tests,
    draw_code,
    facts_of,
    files_of,
    plan_exercise_grid,
    plan_sheet,
)
from generator.words.catalogue import english

page = PurePosixPath("exercises/toe-press.html")


def amount(least: int, most: int | None = None) -> Amount:
    return Amount(least, most or least, least, least, most or least)


def dose(sides="each", sets=1, days=(7, 7), limb="leg", times=(1, 1)) -> Dose:
    hold = Phase("Hold", amount(30))
    once = amount(*times)
    return Dose((hold,), amount(2), amount(sets), sides, limb, 10, amount(*days), once)


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        (dose(), ("Left leg", "Right leg")),
        (dose(limb="foot"), ("Left foot", "Right foot")),
        (dose(sides="both"), ("Done",)),
        (dose(sides="one"), ("Left or right leg",)),
        (dose(sides="left", limb="side"), ("Left side",)),
        (dose(sides="right", sets=2), ("Right leg, set 1", "Right leg, set 2")),
        (dose(sides="both", sets=2), ("Set 1", "Set 2")),
        (
            dose(sets=2),
            ("Left leg, set 1", "Right leg, set 1", "Left leg, set 2", "Right leg, set 2"),
        ),
    ],
)
def test_a_grid_has_a_row_for_each_side_and_set(given, rows):
    assert plan_exercise_grid(given, english).rows == rows


@pytest.mark.parametrize(
    ("days", "weeks", "names"),
    [
        ((7, 7), 2, tuple("MTWTFSS")),
        ((3, 3), 4, ("1", "2", "3")),
        ((3, 5), 2, ("1", "2", "3", "4", "5")),
        ((1, 1), 4, ("1",)),
        ((6, 6), 2, ("1", "2", "3", "4", "5", "6")),
    ],
)
def test_a_grid_has_a_box_for_each_day_of_the_dose_and_for_no_other(days, weeks, names):
    grid = plan_exercise_grid(dose(days=days), english)
    assert len(grid.weeks) == weeks
    assert grid.days == names


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        (dose(times=(2, 2)), ("Left leg", "2nd time", "Right leg", "2nd time")),
        (dose(sides="both", times=(3, 4)), ("Done", "2nd time", "3rd time", "4th time")),
    ],
)
def test_a_day_has_a_box_for_each_time(given, rows):
    assert plan_exercise_grid(given, english).rows == rows


def paint(code: Code) -> Image.Image:
    """Draw a code as a browser would: a pen one module thick follows the path."""
    picture = Image.new("L", (code.size + 8, code.size + 8), 255)
    x, y = 0.0, 0.0
    for dx, dy, length in re.findall(r"m(-?[\d.]+) (-?[\d.]+)h(\d+)", code.path):
        x, y = x + float(dx), y + float(dy)
        for step in range(int(length)):
            picture.putpixel((int(x) + step + 4, int(y) + 4), 0)
        x += int(length)
    return picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://back-on-your-feet.example/exercises/heel-tendon-stretch.html",
        "https://example.org/a/rather/long/folder/exercises/legs-and-toes-upward-stretching.html",
    ],
)
def test_a_code_is_read_as_its_address(address):
    picture = paint(draw_code(address))
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == address
    assert code.extra["DataMask"] == 2  # chosen once, not by trying all eight
    # The corner without a square to find it by, and an eighth of the width.
    dirty = picture.width - picture.width // 8 - 16
    picture.paste(0, (dirty, dirty, picture.width - 16, picture.width - 16))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]


def test_a_code_stays_light():
    address = "https://back-on-your-feet.example/exercises/heel-tendon-stretch.html"
    assert len(draw_code(address).path) < 2500


@pytest.fixture(scope="module")
def knee_site(knee):
    return parse_site(knee)


def test_without_an_address_there_is_neither_code_nor_address(knee_site):
    grid = plan_exercise_grid(dose(), english)
    sheet = plan_sheet(grid, (), facts_of(replace(knee_site, address="")), page, make_anew)
    assert sheet.code is None
    assert sheet.short_address == ""


def test_the_address_in_letters_leaves_out_what_nobody_types(knee_site):
    with_address = replace(knee_site, address="https://example.org/feet/")
    sheet = plan_sheet(
        plan_exercise_grid(dose(), english), (), facts_of(with_address), page, make_anew
    )
    assert sheet.short_address == "example.org/feet/exercises/toe-press.html"


def test_a_page_has_a_file_for_each_paper_and_size():
    assert {str(file.address): file.label for file in files_of(page)} == {
        "sheets/exercises/toe-press-a4.pdf": "A4",
        "sheets/exercises/toe-press-a4-large.pdf": "A4, large print",
        "sheets/exercises/toe-press-letter.pdf": "US Letter",
        "sheets/exercises/toe-press-letter-large.pdf": "US Letter, large print",
    }


def test_a_page_offers_its_files_only_where_the_site_has_them(knee_site):
    grid = plan_exercise_grid(dose(), english)
    linked = replace(knee_site, pdf_sheets=True)
    assert plan_sheet(grid, (), facts_of(linked), page, make_anew).files == files_of(page)
    assert plan_sheet(grid, (), facts_of(knee_site), page, make_anew).files == ()


def test_no_test_sends_whoever_keeps_to_a_chair_up_from_it(knee_site):
    """A sheet has the tests that are done standing where one of its exercises is."""
    site = replace(knee_site, tests=("Socks?",), standing_tests=("On one leg",))
    item = knee_site.routines[0].items[0]
    seated, stands = (replace(item, position=each) for each in ("chair", "standing"))
    assert choose_tests([seated], site) == ("Socks?",)
    assert choose_tests([seated, stands], site) == ("On one leg", "Socks?")


def test_only_exercises_and_routines_have_files():
    pages = ["index.html", "safety.html", "exercises/a.html", "routines/b.html", "assets/x.css"]
    files = all_files(map(PurePosixPath, pages))
    assert {str(file.page) for file in files} == {"exercises/a.html", "routines/b.html"}
    assert len({file.address for file in files}) == 8
