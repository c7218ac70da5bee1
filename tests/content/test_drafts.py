"""Drafts: in the preview, and never in the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from build import build_site
from fields.errors import ContentError
from generator.commands.starter import write_starter
from generator.commands.warnings import find_warnings
from generator.content.sources import Sources
from generator.model import Settings, Site
from tests.conftest import Tree, dot

address = "https://example.org/"
for_editors = Settings(address, for_editors=True)
photo = PurePosixPath("content/pictures/knee.png")
link = "\n\n[Look](exercises/wall-sit.md)\n"


def with_files(knee: Tree, **changes: str) -> Tree:
    """Return the knee programme with a draft, and words put at the end of other files."""
    draft = write_starter("Wall sit", 9).replace("## Steps", "![A knee](../pictures/knee.png)")
    files = {**knee, PurePosixPath("content/exercises/wall-sit.md"): draft.encode(), photo: dot}
    for name, words in changes.items():
        path = PurePosixPath("content", *name.split("__")).with_suffix(".md")
        files[path] += words.encode()
    return files


def written(tree: Tree) -> bytes:
    return b"\n".join([*tree.values(), *(str(path).encode() for path in tree)])


def build(files: Tree, templates: Tree, static: Tree, **settings: bool) -> tuple[Site, Tree]:
    return build_site(Sources(files, templates, static), Settings(address, **settings))


def as_draft(files: Tree, name: str) -> Tree:
    path = PurePosixPath("content", name)
    return files | {path: files[path].replace(b"---\n", b"---\ndraft: yes\n", 1)}


def test_a_draft_is_in_the_preview_and_nowhere_in_the_site(knee, templates, static):
    files = with_files(knee)
    site, tree = build(files, templates, static)
    assert site.drafts == (PurePosixPath("content/exercises/wall-sit.md"),)
    without = {path: data for path, data in files.items() if path in knee}
    assert tree == build(without, templates, static)[1]
    _, preview = build(files, templates, static, for_editors=True)
    assert b"<h1>Draft: Wall sit</h1>" in preview[PurePosixPath("exercises/wall-sit.html")]
    assert b"Draft: Wall sit" in preview[PurePosixPath("index.html")]
    assert {path.suffix for path in preview if path.stem.startswith("knee.")} == {".png"}


def test_a_picture_that_another_page_shows_stays(knee, templates, static):
    files = with_files(knee, index="\n\n![A knee](pictures/knee.png)\n")
    _, tree = build(files, templates, static)
    assert [path for path in tree if path.parent.name == "pictures"]


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("index.md", "", link, "this link leads to a draft, wall-sit.md"),
        (
            "routines/morning.md",
            "exercises:\n",
            "exercises:\n  - wall-sit\n",
            'the exercise "wall-sit" is a draft',
        ),
        (
            "routines/morning.md",
            "exercises:\n",
            "exercises:\n  - exercise: wall-sit\n    position: chair\n",
            'the exercise "wall-sit" is a draft',
        ),
        ("site.yaml", "", "icon: wall-sit\n", 'icon: the exercise "wall-sit" is a draft'),
    ],
)
def test_what_leads_from_the_site_to_a_draft_is_a_mistake_and_in_the_preview_a_warning(
    knee, templates, static, name, old, new, words
):
    path, files = PurePosixPath("content", name), with_files(knee)
    text = files[path].decode()
    text = text.replace(old, new, 1) if old else text + new
    files[path] = text.encode()
    line = text[: text.index("wall-sit")].count("\n") + 1
    with pytest.raises(ContentError) as caught:
        build(files, templates, static)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path, line)
    assert problem.message.startswith(words)
    site, _ = build(files, templates, static, for_editors=True)
    warned = replace(problem, message=f"{problem.message}; a build stops here")
    assert warned in find_warnings(site, files, date(2026, 1, 1))


def test_a_draft_may_lead_to_a_draft(knee, templates, static):
    routine = "routines/morning.md"
    path, files = PurePosixPath("content", routine), with_files(knee)
    files[path] = files[path].replace(b"exercises:\n", b"exercises:\n  - wall-sit\n", 1)
    files = as_draft(files, routine)
    site, tree = build(files, templates, static)
    assert not site.routines
    assert b"morning" not in written(tree)
    _, preview = build(files, templates, static, for_editors=True)
    page = preview[PurePosixPath("routines/morning.html")].decode()
    assert "<h1>Draft: " in page
    assert page.count("Draft: Wall sit") > 1


def test_a_page_of_text_may_be_a_draft_and_so_is_its_place_in_the_menu(knee, templates, static):
    about = PurePosixPath("content/about.md")
    page = b"---\ntitle: About us\nsummary: Who we are.\ndraft: true\n---\n\nWe.\n"
    _, tree = build(knee | {about: page}, templates, static)
    assert b"About us" not in written(tree)
    _, preview = build(knee | {about: page}, templates, static, for_editors=True)
    assert b">Draft: About us</a>" in preview[PurePosixPath("index.html")]


def test_the_pages_that_a_site_can_not_be_without_are_no_drafts(problems_of, knee):
    home = as_draft(knee, "index.md")[PurePosixPath("content/index.md")]
    expected = "content/index.md:2: the page that the site begins with can't be a draft"
    assert [each.partition(";")[0] for each in problems_of({"index.md": home})] == [expected]
    box = "get_help_now: {condition: A?, in_short: [a], signs: [b]}"
    help = f"---\ntitle: A\nsummary: B\ndraft: yes\n{box}\n---\n"
    (problem,) = problems_of({"help.md": help})
    assert problem.startswith("content/help.md:4: the page that everybody is led to for help")


def test_a_mistake_in_a_draft_is_one(problems_of):
    (problem,) = problems_of({"exercises/wall-sit.md": write_starter("Wall sit", 9) + "[a](b.md)"})
    assert "there is no page b.md" in problem


def test_a_site_of_drafts_alone_builds(knee, templates, static):
    files = {path: data for path, data in knee.items() if path.parent.name != "routines"}
    for path in [each for each in files if each.parent.name == "exercises"]:
        files = as_draft(files, "exercises/" + path.name)
    home = PurePosixPath("content/index.md")
    files[home] = files[home].partition(b"Do them slowly.")[0]
    site, tree = build(files, templates, static)
    assert not site.exercises
    assert len(site.drafts) == 3
    assert not [path for path in tree if path.parent.name == "exercises"]
