"""At the foot of a page: where its file is edited, and a mail about it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath

import pytest

from build import build_site
from generator.content.sources import Sources
from generator.model import Settings
from tests.conftest import Tree

settings = PurePosixPath("content/site.yaml")
hosts = {
    "https://github.com/a/b/edit/main/content": "https://github.com/a/b/edit/main/content/",
    "https://gitlab.com/a/b/-/edit/main/content/": "https://gitlab.com/a/b/-/edit/main/content/",
    "https://codeberg.org/a/b/_edit/main/": "https://codeberg.org/a/b/_edit/main/",
}


def foots(knee: Tree, templates: Tree, static: Tree, fields: str) -> dict[str, list[str]]:
    """Return the links of each page that lead to whoever mends it."""
    files = knee | {settings: knee[settings] + fields.encode()}
    _, tree = build_site(Sources(files, templates, static), Settings(for_editors=True))
    pages = {str(path): data.decode() for path, data in tree.items() if path.suffix == ".html"}
    found = {
        path: re.search(r'site-footer__mend">(.*?)</p>', page, re.S) for path, page in pages.items()
    }
    return {
        path: [unescape(link) for link in re.findall('href="(.*?)"', foot[1])] if foot else []
        for path, foot in found.items()
    }


@pytest.mark.parametrize(("written", "begin"), hosts.items())
def test_each_page_leads_to_its_own_file_and_one_without_a_file_nowhere(
    knee, templates, static, written, begin
):
    links = foots(knee, templates, static, f"edit: {written}\n")
    assert links["exercises/half-squat.html"] == [begin + "exercises/half-squat.md"]
    assert links["routines/morning.html"] == [begin + "routines/morning.md"]
    assert links["index.html"] == [begin + "index.md"]
    assert links["404.html"] == links["contact-sheet.html"] == links["examples.html"] == []


def test_a_mail_names_the_page_and_nothing_else(knee, templates, static):
    links = foots(knee, templates, static, "contact: knees@example.org\n")
    subject = "Half%20squat%2C%20exercises%2Fhalf-squat.html"
    assert links["exercises/half-squat.html"] == [f"mailto:knees@example.org?subject={subject}"]
    assert len(links["404.html"]) == 1


def test_without_either_a_page_has_none(knee, templates, static):
    assert {*map(len, foots(knee, templates, static, "").values())} == {0}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("edit: github.com/a/b", "an address with https:// at its beginning"),
        ("edit: https://me:secret@github.com/a/b/", "an address with https:// at its beginning"),
        ("edit: javascript:alert(1)//", "an address with https:// at its beginning"),
        ("edit: https://example.org/a?file=", "no ? or # in it"),
        ("contact: knees", "an e-mail address, such as feet@example.org"),
        ("contact: a@example.org?bcc=b@example.org", "an e-mail address"),
    ],
)
def test_what_is_no_such_address_is_said_with_its_line(problems_of, knee, field, words):
    text = knee[settings].decode()
    (problem,) = problems_of({"site.yaml": f"{text}{field}\n"})
    line = text.count("\n") + 1
    assert problem.startswith(f"content/site.yaml:{line}: ")
    assert words in problem
