"""The real site as a whole: every link leads somewhere, and no id stands twice on a page."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import urlsplit

from generator.content.site import parse_site
from generator.content.sources import root


class PageReader(HTMLParser):
    """Collects the ids and the addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id":
                self.ids[value] += 1
            if name in {"href", "src"}:
                self.addresses.append(value)


def test_every_link_leads_to_a_page_and_a_place_that_are_there(real_tree):
    pages = {address: PageReader() for address in real_tree if address.suffix == ".html"}
    for address, page in pages.items():
        page.feed(real_tree[address].decode())
        assert {id for id, times in page.ids.items() if times > 1} == set(), address
    for address, page in pages.items():
        for parts in map(urlsplit, page.addresses):
            if parts.scheme or address.name == "404.html":
                continue
            path = normpath(address.parent / parts.path) if parts.path else address
            target = PurePosixPath(path)
            assert target in real_tree, (address, parts.path)
            if parts.fragment:
                assert parts.fragment in pages[target].ids, (address, parts.fragment)


def test_the_evidence_is_ten_questions_at_most_each_with_what_to_do(content):
    site = parse_site(content)
    (evidence,) = (chapter for chapter in site.chapters if chapter.slug == "evidence")
    assert 8 <= len(evidence.questions) <= 10
    for question in evidence.questions:
        section = evidence.body.section(question.section)
        assert section.title.endswith("?"), section.id
        assert len(question.verdict.split()) <= 8, section.id
        answer, _, to_do = section.opening.partition("<dt>What you can do</dt>")
        assert to_do, section.id
        assert 2 <= len(re.findall(r"[.:]\s", f"{re.sub('<[^>]+>', '', answer)} ")) <= 5, section.id
        assert section.parts, section.id
    shown = [section.id for section in evidence.body.sections if section.id not in evidence.folded]
    assert shown[0] == "the-short-answer"
    assert shown[-1] == "this-week"


def test_it_is_said_once_that_nothing_is_proven_for_the_back(content):
    text = content[PurePosixPath("content/evidence.md")].decode()
    assert text.count("not proven for your back") == 1


def test_a_picture_that_is_a_copy_of_a_figure_is_not_older_than_it(content):
    """A page can show a figure of another set only as a picture: a copy, which must not age."""
    figures = {path.name: data for path, data in content.items() if path.parent.name == "figures"}
    copies = [path for path in content if path.parent.name == "pictures" and path.name in figures]
    assert copies
    for path in copies:
        assert content[path] == figures[path.name], f"copy {path.name} from figures/ anew"


def test_the_article_s_ten_stay_ten_and_ours_is_named_as_ours(content):
    ten = content[root / "routines" / "all-ten.md"].decode()
    assert len(re.findall(r"^  - ", ten, re.M)) == 10
    assert "  - heel-lifts" not in ten
    assert "this one is ours" in content[root / "exercises" / "heel-lifts.md"].decode()


def test_what_it_is_for_says_what_it_is_good_for(content):
    """That the ten are not proven for the back is said once, at home, and on the evidence page."""
    for path, data in content.items():
        if path.parent == root / "exercises":
            purpose = re.search(r"^purpose: (.*)$", data.decode(), re.M)[1]
            assert not re.search(r"\b(no|not|never|barely)\b", purpose), path
    assert content[root / "index.md"].decode().count("Not proven for your back") == 1


def test_each_exercise_says_what_is_normal_and_ends_with_what_to_remember(content):
    for path, data in content.items():
        if path.parent == root / "exercises":
            text = data.decode()
            assert text.count("\n**Remember:** ") == 1, path
            assert "## What is normal, and when to expect more {#what-is-normal}\n" in text, path
            assert "\n- You " not in text.partition("## Common mistakes")[2].partition("##")[0], (
                path
            )


def test_pictures_in_a_text_do_not_weigh_on_the_first_view(real_tree):
    pictures = [
        tag
        for address, data in real_tree.items()
        if address.suffix == ".html"
        for tag in re.findall(r"<img [^>]*>", data.decode().partition("<main")[2])
    ]
    assert len(pictures) >= 4
    assert all('loading="lazy"' in tag for tag in pictures)
