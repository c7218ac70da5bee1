"""What a preview remembers of the files it has read is never what they are no more."""

from __future__ import annotations

from pathlib import PurePosixPath

from build import build_site
from generator.commands.warnings import find_in_text
from generator.content.sources import Sources, keep_last
from generator.model import Settings
from generator.output.files import read_tree
from generator.output.remembered import Remembered
from tests.conftest import dot, project

path = PurePosixPath("content/a.md")
editing = Settings(for_editors=True)


def test_the_last_input_of_a_path_is_read_once_and_any_other_anew():
    read: list[tuple[PurePosixPath, str, bool]] = []

    @keep_last
    def length(path: PurePosixPath, text: str, twice: bool = False) -> int:
        read.append((path, text, twice))
        return len(text) * (1 + twice)

    other = PurePosixPath("content/b.md")
    inputs = [(path, "ab"), (other, "abc"), (path, "ab"), (other, "abc")]
    assert [length(*each) for each in inputs] == [2, 3, 2, 3]
    assert len(read) == 2
    assert [length(path, "ab", twice=True), length(path, "ab"), length(path, "x")] == [4, 2, 1]
    # Only the last is kept: of a path there is never more than one.
    assert length(path, "ab") == 2
    assert len(read) == 6


def test_warnings_follow_the_language_too():
    hard = b"---\ntitle: A\n---\nThis exercise cures and guarantees everything.\n"
    assert find_in_text(path, hard, True) != find_in_text(path, hard, False)


def test_a_page_follows_a_picture_that_it_shows(knee, templates, static):
    page = PurePosixPath("content/index.md")
    picture = PurePosixPath("content/pictures/a.png")
    content = knee | {page: knee[page] + b"\n![A dot](pictures/a.png)\n", picture: dot}

    def sources(content):
        return Sources(content, templates, static)

    first = build_site(sources(content), editing)[1]
    changed = content | {picture: dot + b"\0"}
    followed = build_site(sources(changed), editing)[1]
    address = next(each for each in followed if each.parts[0] == "pictures")
    assert address not in first
    assert str(address).encode() in followed[PurePosixPath("index.html")]


def test_what_is_wrong_with_a_page_is_said_as_often_as_somebody_asks(problems_of):
    links = {"index.md": "---\ntitle: A\nsummary: B.\n---\n\n[there](nowhere.md) and <b>bold</b>\n"}
    first = problems_of(links)
    assert len(first) > 1
    assert problems_of(links) == first


def test_a_preview_remembers_what_it_shows_in_any_language(knie, templates, static, tmp_path):
    german = Sources(knie, templates, static, read_tree(project / "locales", "locales"))
    remembered = Remembered(tmp_path)
    first = build_site(german, editing, remembered)[1]
    remembered.turn()
    assert build_site(german, editing, remembered)[1] == first == build_site(german, editing)[1]
    assert not remembered.new


def test_a_joined_file_is_called_alike_whichever_page_is_rendered_first(
    knee, templates, static, tmp_path
):
    base, home = PurePosixPath("templates/base.html"), PurePosixPath("content/index.md")
    asked = b"""<link href="{{ asset("b.css" if "Edited" in page.description else "a.css",
        "css/base.css") }}"></head>"""
    changed = templates | {base: templates[base].replace(b"</head>", asked)}
    remembered = Remembered(tmp_path)
    edited = knee | {home: knee[home].replace(b"summary: ", b"summary: Edited. ")}
    for content in (knee, edited, knee):
        sources = Sources(content, changed, static)
        assert build_site(sources, remember=remembered)[1] == build_site(sources)[1]
        remembered.turn()
