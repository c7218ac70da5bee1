"""The feed of changes is Atom as RFC 4287 has it, and the same change keeps its id."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from build import build_site
from generator.content.site import parse_site
from generator.content.sources import Sources
from generator.model import Settings
from generator.output.files import read_tree
from generator.pages.published.feed import most_news, plan_news
from tests.conftest import Tree, project

address = "https://example.org/feet/"
feed_file = PurePosixPath("feed.xml")
squat = PurePosixPath("content/exercises/half-squat.md")
home = PurePosixPath("content/index.md")
settings = PurePosixPath("content/site.yaml")
changed = """changed:
  - {date: 2026-10-02, what: "Knees < 90 degrees & \\"slowly\\"."}
  - {date: 2026-11-20, what: The hold is shorter.}"""


def with_fields(files: Tree, path: PurePosixPath, fields: str) -> Tree:
    return files | {path: files[path].replace(b"---\n", f"---\n{fields}\n".encode(), 1)}


@pytest.fixture
def files(knee) -> Tree:
    """The knee programme with two changes of an exercise, a page withdrawn, and a check."""
    lines = b"withdrawn 2026-11-25 exercises/tap.html\nwithdrawn 2026-11-20 exercises/toe.html\n"
    reviewed = knee[settings] + b"reviewed: 2026-11-22\n"
    files = {**knee, PurePosixPath("content/published.txt"): lines, settings: reviewed}
    return with_fields(files, squat, changed)


@pytest.fixture
def build(templates, static):
    def make(files: Tree, base: str | None = address, **more: bool) -> Tree:
        return build_site(Sources(files, templates, static), Settings(base, **more))[1]

    return make


def text_of(element: Element, name: str) -> str:
    """Return what one element holds, of which there has to be exactly one (4.1.1, 4.1.2)."""
    (found,) = element.findall(f"{{http://www.w3.org/2005/Atom}}{name}")
    assert found.text
    return found.text


def read_feed(data: bytes) -> list[dict[str, str]]:
    """Return the entries of a feed that is as RFC 4287 says one must be."""
    feed = ElementTree.fromstring(data)
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    names = {"id", "title", "updated", "author", "link", "entry", "summary", "name"}
    assert {each.tag.removeprefix(atom) for each in feed.iter()} == {"feed", *names}
    assert text_of(feed, "title")
    # The feed has an author, so that no entry needs one (4.1.1), with a name (3.2.1).
    (author,) = feed.findall(f"{atom}author")
    assert text_of(author, "name")
    entries = []
    for each in [feed, *feed.findall(f"{atom}entry")]:
        # Days and times as RFC 3339 has them (3.3); ids are absolute (4.2.6).
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text_of(each, "updated"))
        assert text_of(each, "id").startswith(address)
        links = {link.get("rel"): link.attrib for link in each.findall(f"{atom}link")}
        alternate = links["alternate"]
        assert alternate["type"] == "text/html"
        if each is feed:
            assert links["self"]["href"] == f"{address}feed.xml"
            continue
        said = {name: text_of(each, name) for name in ("id", "title", "updated", "summary")}
        entries.append({**said, "link": alternate["href"]})
    ids = [text_of(feed, "id"), *(each["id"] for each in entries)]
    assert len(ids) == len(set(ids))
    assert text_of(feed, "updated") == max(each["updated"] for each in entries)
    return entries


def test_the_feed_has_each_change_the_last_first_with_its_page(files, build):
    tree = build(files)
    entries = read_feed(tree[feed_file])
    assert [(each["updated"][:10], each["title"], each["link"]) for each in entries] == [
        ("2026-11-25", "Withdrawn: exercises/tap.html", f"{address}exercises/tap.html"),
        ("2026-11-22", "All pages were checked on 2026-11-22", f"{address}index.html"),
        ("2026-11-20", "Withdrawn: exercises/toe.html", f"{address}exercises/toe.html"),
        ("2026-11-20", "Half squat", f"{address}exercises/half-squat.html"),
        ("2026-10-02", "Half squat", f"{address}exercises/half-squat.html"),
    ]
    assert [each["summary"] for each in entries][3:] == [
        "The hold is shorter.",
        'Knees < 90 degrees & "slowly".',
    ]
    assert {PurePosixPath(each["link"].removeprefix(address)) for each in entries} <= tree.keys()
    assert build(files)[feed_file] == tree[feed_file]


def test_pages_name_the_feed_and_the_last_change_stands_on_its_own(files, build):
    tree = {str(path): data.decode("utf-8", "replace") for path, data in build(files).items()}
    for path, way in (("index.html", "feed.xml"), ("exercises/half-squat.html", "../feed.xml")):
        named = f'<link rel="alternate" type="application/atom+xml" href="{way}">'
        assert named in tree[path]
    said = "<p>Changed on 2026-11-20: The hold is shorter.</p>"
    assert [path for path in tree if said in tree[path]] == ["exercises/half-squat.html"]
    assert "2026-10-02" not in tree["exercises/half-squat.html"]


def test_a_text_page_leads_to_the_feed(content, build):
    about = build(content)[PurePosixPath("about.html")].decode()
    assert '<a href="feed.xml">Changes to this site, for feed readers</a>' in about
    assert "feed.xml" not in build(content, None)[PurePosixPath("about.html")].decode()


def test_an_id_outlives_a_new_name_and_a_corrected_sentence(files):
    before = plan_news(parse_site(files, address))
    renamed = {path: data for path, data in files.items() if path != squat}
    new = PurePosixPath("content/exercises/knee-bend.md")
    text = files[squat].decode().replace("is shorter.", "is much shorter.").replace("---\n", "", 1)
    renamed[new] = f"---\nformerly: [half-squat]\n{text}".encode()
    morning = PurePosixPath("content/routines/morning.md")
    for path in (morning, home):
        renamed[path] = renamed[path].replace(b"half-squat", b"knee-bend")
    after = plan_news(parse_site(renamed, address))
    assert [each.id for each in after] == [each.id for each in before]
    assert {each.address.stem for each in after} == {"index", "knee-bend", "tap", "toe"}


def test_without_an_address_or_without_news_there_is_no_feed(knee, files, build):
    tree = build(files, None)
    assert feed_file not in tree
    assert b"atom+xml" not in tree[PurePosixPath("index.html")]
    assert feed_file not in build(files, "https://feet.example/")
    assert feed_file not in build(knee)


def test_a_draft_is_no_news_and_of_very_many_the_last_are_there(files, build):
    draft = with_fields(
        files, PurePosixPath("content/routines/morning.md"), f"draft: yes\n{changed}"
    )
    assert build(draft)[feed_file] == build(files)[feed_file]
    days = "\n".join(f"  - {{date: 20{year:02}-01-01, what: A.}}" for year in range(90))
    many = with_fields(files, home, f"changed:\n{days}")
    many = with_fields(many, PurePosixPath("content/routines/morning.md"), f"changed:\n{days}")
    news = plan_news(parse_site(many, address))
    assert len(news) == most_news
    assert news == tuple(sorted(news, key=lambda each: (each.day, each.id), reverse=True))


def test_a_feed_is_in_the_language_of_the_site(knie, templates, static):
    catalogues = read_tree(project / "locales", "locales")
    sources = Sources(knie, templates, static, catalogues)
    data = build_site(sources, Settings(address))[1][feed_file]
    (entry,) = read_feed(data)
    assert entry["title"] == "Alle Seiten wurden am 25.11.2026 gepr\u00fcft"
    assert b'xml:lang="de"' in data
