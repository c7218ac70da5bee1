"""The preview follows every change, and keeps the last good site while something is wrong."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from tests.conftest import project

pytestmark = pytest.mark.browser


class Preview(NamedTuple):
    address: str
    content: Path
    output: Path
    process: subprocess.Popen[str]

    def wait_for(self, words: str) -> str:
        """Read what the preview prints until it says the words; return all of it."""
        said = ""
        for line in self.process.stdout:
            said += line
            if words in line:
                return said
        raise AssertionError(said)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    content = Path(shutil.copytree(project / "tests" / "knee", tmp_path / "knees"))
    output = tmp_path / "site"
    arguments = ["serve", "--content", content, "--output", output, "--port", port]
    process = subprocess.Popen(
        [sys.executable, project / "build.py", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        preview = Preview(f"http://127.0.0.1:{port}/", content, output, process)
        preview.wait_for("Look at http")
        yield preview
        process.terminate()


def test_the_preview_follows_changes_and_survives_mistakes(browser, preview):
    file = preview.content / "exercises" / "heel-slide.md"
    good = file.read_text()
    page = browser.new_page()
    page.goto(f"{preview.address}exercises/heel-slide.html")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Heel slide")

    file.write_text(good.replace("title: Heel slide", "title: Slow heel slide"))
    expect(heading).to_have_text("Slow heel slide", timeout=15_000)

    file.write_text(good.replace("position: lying", "position: flat"))
    said = preview.wait_for("The last good site stays up")
    assert 'exercises/heel-slide.md:5: position is "flat"' in said
    page.reload()
    expect(heading).to_have_text("Slow heel slide")

    file.write_text(good)
    expect(heading).to_have_text("Heel slide", timeout=15_000)
    page.close()


def test_the_preview_has_a_page_with_every_figure_and_the_site_has_not(browser, preview):
    page = browser.new_page()
    page.goto(f"{preview.address}contact-sheet.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact sheet")
    page.close()
    assert (preview.output / "index.html").exists()
    assert not (preview.output / "contact-sheet.html").exists()


def test_a_port_that_is_taken_is_named(preview):
    port = preview.address.rpartition(":")[2].strip("/")
    result = subprocess.run(
        [
            *(sys.executable, project / "build.py", "serve", "--port", port),
            *("--content", str(preview.content), "--output", str(preview.output)),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 2
    assert f"port {port} is in use; choose another with --port" in result.stderr
