"""A former address leads on from the disk, with a script to the place that was asked for."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser

from build import build_site
from generator.content.sources import Sources
from generator.output.files import write_tree

morning = PurePosixPath("content/routines/morning.md")


@pytest.fixture(scope="module")
def folder(knee, templates, static, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knee programme, of which two pages have moved."""
    formerly = b"---\nformerly: [dawn, exercises/early/dawn.html]\n"
    files = knee | {morning: knee[morning].replace(b"---\n", formerly, 1)}
    folder = tmp_path_factory.mktemp("moved") / "site"
    write_tree(folder, build_site(Sources(files, templates, static))[1], ())
    return folder


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize("former", ["routines/dawn.html", "exercises/early/dawn.html"])
def test_a_former_address_leads_to_the_page(browser: Browser, folder, former, has_scripts):
    context = browser.new_context(java_script_enabled=has_scripts)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.goto((folder / "index.html").as_uri())
    page.goto(f"{(folder / former).as_uri()}#half-squat", wait_until="commit")
    new = (folder / "routines" / "morning.html").as_uri()
    page.wait_for_url(f"{new}#half-squat" if has_scripts else new)
    # Back leads to where the reader came from, and not to the old address, which leads on again.
    page.go_back(wait_until="commit")
    page.wait_for_url((folder / "index.html").as_uri())
    assert wrong == []
    context.close()
