"""What an author writes fits on a phone and on paper, however wide it is."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from build import build_site
from generator.content.sources import Sources
from generator.output.files import write_tree

pytestmark = pytest.mark.browser

long_word = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
long_address = "https://example.org/" + "a" * 200
columns = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Sum",
    "All",
)
table = "\n".join(
    "| " + " | ".join(cells) + " |"
    for cells in (columns, ["---"] * len(columns), ["ten times or more"] * len(columns))
)
text = f"""

## {long_word}

    {long_word} is indented by four, which makes it code, and it goes on: {long_address}

- {long_word}
- <{long_address}>

`{long_word}`

> {long_word}

{table}

| Where | What |
| ----- | ---- |
| Here  | <{long_address}> and `{long_word}` |

Term
:   {long_word}
"""
papers = {"A4": 718, "Letter": 740}  # the width between the margins, in pixels


@pytest.fixture
def folder(knee, templates, static, tmp_path: Path) -> Path:
    """The knee programme with wide words wherever an author can write."""
    files = dict(knee)
    for name in ("index.md", "exercises/half-squat.md", "routines/morning.md"):
        path = PurePosixPath("content", name)
        files[path] = files[path] + text.encode()
    chapter = f"---\ntitle: {long_word}\nsummary: {long_word}\n---\n{text}"
    files[PurePosixPath("content/wide.md")] = chapter.encode()
    squat = PurePosixPath("content/exercises/half-squat.md")
    files[squat] = files[squat].replace(b"Half squat", long_word.encode(), 1)
    write_tree(tmp_path / "site", build_site(Sources(files, templates, static))[1], ())
    return tmp_path / "site"


pages = ("index.html", "wide.html", "exercises/half-squat.html", "routines/morning.html")


@pytest.mark.parametrize("name", pages)
@pytest.mark.parametrize("width", [320, 1280])
def test_wide_words_make_no_page_wider(browser: Browser, folder: Path, name, width):
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto((folder / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width, widest(page)
    page.close()


@pytest.mark.parametrize("size", ["", "large"])
@pytest.mark.parametrize("paper", papers)
def test_a_table_of_nine_columns_is_whole_on_paper(browser: Browser, folder: Path, paper, size):
    page = browser.new_page(viewport={"width": papers[paper], "height": 1000})
    page.goto((folder / "wide.html").as_uri())
    page.evaluate("size => { document.documentElement.dataset.sheet = size }", size)
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".prose :is(th, td)")]
            .filter((cell) => cell.getBoundingClientRect().right > innerWidth
                || cell.scrollWidth > cell.clientWidth + 1)
            .map((cell) => cell.textContent)"""
    )
    assert cut == []
    words = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    printed = "".join("".join(sheet.extract_text().split()) for sheet in words)
    assert all(column in printed for column in columns)
    page.close()


def widest(page: Page) -> object:
    """Return what reaches beyond the window, for the message of a failed test."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
            .map((part) => part.tagName + "." + part.className).slice(-5)"""
    )
