"""What may lie in content/ and in the output folder: whose it is, by its name."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from fields.errors import OutputError
from generator.output.places import (
    beside,
    find_fault,
    is_hosts,
    is_left_out,
    is_ours,
    refuse_sources,
    visible,
    walk,
)


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        *((f"a.md{ending}", True) for ending in ("~", ".bak", ".orig", ".rej", ".tmp", ".OLD")),
        *((f".a.md.{ending}", True) for ending in ("swp", "swo")),
        *((name, True) for name in ("~$a.docx", "#a.md#", ".#a.md", "Thumbs.db", ".hidden")),
        *((name, False) for name in ("a.md", "tmp.md", "old.md", "a.b.md", "bak")),
        # These are read, so that somebody hears that they lie in the wrong folder.
        *((name, False) for name in (".nojekyll", ".htaccess", ".well-known")),
        *((f"exercises/{name}", True) for name in (".nojekyll", ".htaccess")),
        *((f"files/{name}", False) for name in (".nojekyll", ".anything", "sub/.x")),
        *((f"files/{name}", True) for name in (".DS_Store", "CNAME~", "sub/a.bak")),
    ],
)
def test_what_programs_leave_behind_is_not_read(name, left_out):
    assert is_left_out(PurePosixPath("content", name)) is left_out


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        *((name, True) for name in (".git/config", "CNAME", "_headers", "google12ab.html")),
        *((name, True) for name in (".well-known/a/b", ".htaccess", "cgi-bin/x")),
        *((name, False) for name in ("index.html", "a/CNAME", "google.htm", ".gitx", "mine.txt")),
    ],
)
def test_what_belongs_to_a_host_lies_at_the_top(name, theirs):
    assert is_hosts(PurePosixPath(name)) is theirs


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("sub/.page.html.part", "sub/page.html"),
        (".a.part", "a"),
        ("a.part", None),
        ("..part", None),
        (".a.part.x", None),
    ],
)
def test_a_half_written_file_is_known_by_the_name_of_the_whole(name, of):
    assert beside(PurePosixPath(name)) == (PurePosixPath(of) if of else None)


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        *((name, True) for name in ("a/b.html", "a/.b.html.part", ".manifest", ".lock")),
        *((name, True) for name in (".manifest.part", "a/.DS_Store", "desktop.ini")),
        *((name, False) for name in ("a/c.html", "a/.manifest", ".c.html.part", "b.html")),
    ],
)
def test_ours_is_what_the_list_names_and_what_nobody_made(name, ours):
    assert is_ours(PurePosixPath(name), {PurePosixPath("a/b.html")}) is ours


@pytest.mark.parametrize("length", [200, 201])
def test_a_name_is_measured_in_bytes_as_a_disk_does(tmp_path, length):
    for name in ("a" * length, "ä" * (length // 2) + "b" * (length % 2)):
        (tmp_path / name).write_text("a")
        assert bool(find_fault(tmp_path, PurePosixPath(name))) is (length > 200)


@pytest.mark.parametrize("size", [100_000_000, 100_000_001])
def test_a_file_of_just_the_size_that_is_allowed_is_read(tmp_path, size):
    with (tmp_path / "film.gif").open("wb") as stream:
        stream.truncate(size)  # a hole: it takes no room
    assert bool(find_fault(tmp_path, PurePosixPath("film.gif"))) is (size > 100_000_000)


def test_signs_that_nobody_sees_are_written_out():
    assert visible("a\nb\x07\u2028\udce4 ä\u202fc") == "a\\nb\\x07\\u2028\\udce4 ä\u202fc"


def test_a_walk_is_in_order_and_follows_no_link(tmp_path):
    for name in ("b/y", "b/x", "a", "c/z"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a")
    (tmp_path / "b" / "up").symlink_to("..")
    (tmp_path / "empty").mkdir()
    assert [*map(str, walk(tmp_path))] == ["a", "b/up", "b/x", "b/y", "c/z"]
    assert [*map(str, walk(tmp_path, lambda path: path.name in {"b", "z"}))] == ["a"]


@pytest.mark.parametrize(
    ("output", "refused"),
    [
        *((name, True) for name in ("content", "content/site", ".", "link", "content/../content")),
        *((name, False) for name in ("site", "content-2", "content/../site")),
    ],
)
def test_the_output_lies_in_no_source_and_round_none(tmp_path, output, refused):
    (tmp_path / "content").mkdir()
    (tmp_path / "link").symlink_to("content")
    if not refused:
        return refuse_sources(tmp_path / output, [tmp_path / "content"])
    with pytest.raises(OutputError, match="content/, which the site is made from"):
        return refuse_sources(tmp_path / output, [tmp_path / "content"])
