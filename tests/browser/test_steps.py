"""The numbers of steps on the screen and on paper are those that the author's list has, and a
picture of a step is on the screen, on its exercise's page."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from build import build_site
from generator.content.sources import Sources
from generator.output.files import write_tree
from tests.conftest import dot

pytestmark = pytest.mark.browser
slide = PurePosixPath("content/exercises/heel-slide.md")
steps = "1. Lie down.\n2. Bend.\n\n![A foot](foot.png)\n\n3. Stretch.\n    1. Slowly.\n4. Rest.\n"


@pytest.mark.parametrize("address", ["exercises/heel-slide.html", "routines/morning.html"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_steps_count_on_after_a_picture_that_the_page_of_the_exercise_shows(
    browser: Browser, knee, templates, static, tmp_path, address, media
):
    text = knee[slide].decode().partition("1. Lie")[0] + steps
    picture = {PurePosixPath("content/exercises/foot.png"): dot}
    write_tree(
        tmp_path,
        build_site(Sources(knee | picture | {slide: text.encode()}, templates, static))[1],
        (),
    )
    page = browser.new_page()
    page.goto((tmp_path / address).as_uri())
    page.emulate_media(media=media)
    printed = "".join(
        "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages).split()
    )
    shown = page.locator(".prose-steps img").first.is_visible()
    page.close()
    assert shown == (media == "screen" and address.startswith("exercises"))
    for numbered in ("Liedown.1", "Bend.2", "Stretch.3", "Slowly.1", "Rest.4"):
        assert numbered in printed, printed
