"""Compressed copies say what their files say, are of the same time, and never older."""

from __future__ import annotations

import gzip
import os
import random
from pathlib import Path, PurePosixPath

import brotli
import pytest

from build import main
from generator.output.compressed import make_copies
from generator.output.files import read_manifest, write_tree

address = ("--base-url", "https://example.org/feet")


def unpack(file: Path) -> bytes:
    return (brotli if file.suffix == ".br" else gzip).decompress(file.read_bytes())


def find_copies(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in {".br", ".gz"})


@pytest.fixture
def built(knees: Path, tmp_path: Path) -> tuple[list[str], Path]:
    """The arguments of a build with an address, and the site that it has built."""
    arguments = ["--content", str(knees), "--output", str(tmp_path / "site"), *address]
    assert main(arguments) == 0
    return arguments, tmp_path / "site"


def test_each_copy_says_what_its_file_says_is_smaller_and_of_its_time(built):
    copies = find_copies(built[1])
    assert {file.suffixes[-2] for file in copies} == {".html", ".css", ".js"}
    for copy in copies:
        file = copy.with_suffix("")
        assert unpack(copy) == file.read_bytes()
        assert copy.stat().st_size < file.stat().st_size
        assert copy.stat().st_mtime_ns == file.stat().st_mtime_ns


def test_only_what_gets_smaller_has_copies_and_what_an_author_has_packed_stays():
    noise = random.Random(1).randbytes(2000)
    texts = {
        "page.html": b"word " * 200,
        "short.html": b"word " * 199,
        "picture.png": b"word " * 400,
        "noise.svg": noise,
        "data.json": b"word " * 400,
        "data.json.gz": b"packed by hand",
    }
    tree = {PurePosixPath(name): data for name, data in texts.items()}
    copies = make_copies(tree)
    assert [*map(str, copies)] == ["page.html.br", "page.html.gz", "data.json.br"]
    assert make_copies(tree) == copies


def test_a_site_without_an_address_has_no_copies(built):
    arguments, site = built
    assert main(arguments[:-2]) == 0
    assert find_copies(site) == []


def harm_by_removing(copy: Path) -> None:
    copy.unlink()


def harm_by_editing(copy: Path) -> None:
    """Change some bytes of a file; its length and its time stay."""
    status = copy.stat()
    copy.write_bytes(copy.read_bytes()[::-1])
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))


def harm_by_touching(copy: Path) -> None:
    os.utime(copy, (5, 5))


@pytest.mark.parametrize("harm", [harm_by_removing, harm_by_editing, harm_by_touching])
def test_a_copy_that_somebody_harmed_is_mended(built, harm, capsys):
    arguments, site = built
    copy = site / "index.html.br"
    before = copy.read_bytes(), copy.stat().st_mtime_ns
    harm(copy)
    assert main(arguments) == 0
    assert ", 1 file changed, " in capsys.readouterr().out
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == before


def test_a_page_that_somebody_edited_takes_its_copies_along(built):
    arguments, site = built
    (site / "index.html").write_bytes(b"somebody else's")
    assert main(arguments) == 0
    times = {(site / f"index.html{ending}").stat().st_mtime_ns for ending in ("", ".br", ".gz")}
    assert len(times) == 1


def test_the_copies_of_a_page_that_is_gone_or_short_are_gone(tmp_path):
    def tree_of(*names: str) -> dict[PurePosixPath, bytes]:
        return {PurePosixPath(name): name.encode() for name in names}

    write_tree(tmp_path, tree_of("a.html", "a.html.br", "b.html", "b.html.gz"), ())
    (tmp_path / "a.html").write_text("edited")
    assert write_tree(tmp_path, tree_of("a.html"), ()) == (1, 3)
    assert {*map(str, read_manifest(tmp_path))} == {"a.html"}
    assert {file.name for file in tmp_path.iterdir()} == {"a.html", ".manifest"}


def test_a_file_of_an_author_may_not_be_taken_for_a_copy_of_ours(problems_of):
    wrong = problems_of({"files/index.html.br": "mine"})
    assert wrong == [
        "content/files/index.html.br: the site has something else at this address; choose another "
        "name"
    ]


def test_a_copy_of_a_copy_of_an_authors_stays(tmp_path):
    site = tmp_path / "site"
    names = ("data.json", "data.json.gz", "data.json.gz.br")
    tree = {PurePosixPath(name): name.encode() for name in names}
    write_tree(site, tree, ())
    write_tree(site, tree | {PurePosixPath("data.json"): b"another"}, ())
    assert {path.name for path in site.glob("data*")} == {*names}
