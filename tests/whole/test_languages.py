"""Whole sites in other languages.

In one that nobody speaks, what stays readable was written by an author; in German, nothing that the
site says is English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from build import build_site, main
from generator.content.sources import Sources
from generator.model import Phase, Settings, Site
from generator.output.files import read_tree
from generator.words.catalogue import gap
from tests.catalogues import read
from tests.conftest import Tree, project
from tests.pseudo import in_pseudo, letters, make_catalogues, padding

machine_attributes = {
    *(
        "accept",
        "aria-current",
        "aria-describedby",
        "aria-disabled",
        "aria-hidden",
        "aria-labelledby",
        "autocapitalize",
        "autocomplete",
        "charset",
        "class",
    ),
    *(
        "d",
        "data-calendar",
        "data-choice",
        "data-do",
        "data-example",
        "data-exercise",
        "data-fold",
        "data-form",
        "data-index",
        "data-memory",
        "data-motion",
        "data-name",
        "data-needs",
        "data-of",
        "enterkeyhint",
        "for",
        "loading",
        "spellcheck",
        "style",
    ),
    *(
        "data-led",
        "data-part",
        "data-person",
        "data-phase",
        "data-pose",
        "data-routine",
        "data-side",
    ),
    *("data-state", "data-turns", "data-uid", "dir", "fill", "href", "id", "lang", "media", "name"),
    *("property", "rel", "role", "scope", "shape-rendering", "src", "transform", "type", "value"),
    *("viewbox"),
}
"""All others are read as words: one that comes new is held to it, or named here."""
spoken_meta = {"description", "og:description", "og:image:alt", "og:site_name", "og:title"}
machine_keys = {
    *("@context", "@type", "activityDuration", "inLanguage", "sides", "url"),
}
machine_fields = {
    *("address", "code", "language", "limb", "motion", "name", "person", "pose", "position"),
    *("side", "sides", "slug", "source", "words"),
}

plain_letters = re.compile("[A-Za-z]")
from_catalogue = "".join(map(chr, letters.values())) + padding.replace(" ", "")
between = re.compile(rf"{gap.pattern}| · |[{from_catalogue}\[\]]+")
"""What parts the words of authors: the words of the site, and the gaps that scripts fill."""


class Reader(HTMLParser):
    """Keeps what a page says: its text, attributes, and data for scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.open.append("editors" if given.get("lang") == "en" else tag)
        if tag == "meta" and not {given.get("name"), given.get("property")} & spoken_meta:
            return
        if given.get("class") == "card":
            del given["data-ways"]  # what the filter compares
        for name in given.keys() - machine_attributes:
            self.texts += parts_of(given[name])

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() not in (tag, "editors"):
            pass

    def handle_data(self, data: str) -> None:
        if "editors" not in self.open:
            self.texts += parts_of(data)


def parts_of(text: str) -> Iterator[str]:
    """Yield a text, or each text in data."""
    data = json.loads(text) if re.match(r'[\[{]["\]}]', text) else text
    yield from texts_in(data)


def texts_in(data: object) -> Iterator[str]:
    """Yield each text in data that a reader comes to see."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for each in data:
            yield from texts_in(each)
    elif isinstance(data, dict):
        for name in data.keys() - machine_keys:
            yield from texts_in(data[name])


def read_page(page: str | bytes) -> list[str]:
    """Return what a page says, text by text."""
    reader = Reader()
    reader.feed(page if isinstance(page, str) else page.decode())
    return reader.texts


def written_in(record: object) -> Iterator[str]:
    """Yield each text that an author wrote."""
    if isinstance(record, Markup):
        yield from read_page(record)
    elif isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from written_in(each)
    elif is_dataclass(record):
        for field in fields(record):
            value = getattr(record, field.name)
            if field.name not in machine_fields and not (
                isinstance(record, Phase) and not record.named
            ):
                yield from written_in(value)


def bare(text: str) -> str:
    """Return a text without blanks and signs at its ends."""
    return re.sub(r"^\W+|\W+$", "", " ".join(text.split()))


def find_plain(tree: Tree, authors: set[str]) -> set[tuple[str, str]]:
    """Return each readable text that no author wrote, with its page."""
    return {
        (str(address), piece)
        for address, page in tree.items()
        if address.suffix == ".html"
        for text in read_page(page)
        for piece in between.split(" ".join(text.split()))
        if plain_letters.search(piece) and bare(piece) not in authors
    }


def named_on_contact_sheet(site: Site) -> Iterator[str]:
    """Yield how the preview's page for whoever draws figures names them, by their files."""
    for exercise in site.exercises:
        yield exercise.slug
    for routine in site.routines:
        for item in routine.items:
            yield f"{routine.slug}, {item.exercise.slug}"
            for figure in item.figures:
                yield from (figure.name, figure.title, figure.description)


@pytest.mark.parametrize(
    ("which", "preview"), [("content", True), ("knee", False), ("library", False)]
)
def test_every_word_of_a_site_is_an_authors_or_came_through_the_catalogue(
    which, preview, request, templates, static
):
    content = in_pseudo(request.getfixturevalue(which))
    address = "https://example.org/"
    site, tree = build_site(
        Sources(content, templates, static, make_catalogues()),
        Settings(address, for_editors=preview),
    )
    authors = {bare(text) for text in written_in(site)}
    authors |= {f"example.org/{page}" for page in tree}
    authors |= {bare(text) for text in named_on_contact_sheet(site)}
    assert find_plain(tree, authors) == set()


def words_in(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts, with small letters and without gaps."""
    return {word for text in texts for word in re.findall(r"[^\W\d_]+", gap.sub(" ", text).lower())}


def test_a_german_programme_has_no_english_word(knie, templates, static):
    catalogues = read_tree(project / "locales", "locales")
    site, tree = build_site(
        Sources(knie, templates, static, catalogues), Settings("https://example.org/")
    )
    assert (site.words.gettext("Hold"), site.words.direction) == ("Halten", "ltr")
    messages = [m for m in read(project / "locales" / "de.po") if m.id]
    english = words_in(text for m in messages for text in in_forms(m.id))
    german = words_in(text for m in messages for text in in_forms(m.string))
    english -= (
        german | words_in(written_in(site)) | {"example", "org", "exercises", "routines", "html"}
    )
    assert len(english) > 250
    for address, page in tree.items():
        if address.suffix == ".html":
            assert words_in(read_page(page)) & english == set(), address
            assert b'<html lang="de" dir="ltr"' in page


def test_the_command_reads_the_catalogues(tmp_path):
    assert (
        main(
            [
                "build",
                "--content",
                str(project / "tests/programmes/knie"),
                "--output",
                str(tmp_path),
            ]
        )
        == 0
    )
    assert "Zum Inhalt springen" in (tmp_path / "index.html").read_text("utf-8")


def in_forms(text: str | tuple[str, ...] | list[str]) -> Iterable[str]:
    """Return a message in all its forms."""
    return [text] if isinstance(text, str) else text
