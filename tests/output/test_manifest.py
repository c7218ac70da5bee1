"""The list of what is ours says it again as it was told, and leads nowhere else."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.output.manifest import (
    fingerprint,
    leads_inside,
    list_files,
    parse_manifest,
    write_lines,
)

tree = {PurePosixPath(name): name.encode() for name in ("b/ä  c.html", "a.css", ".nojekyll")}


def test_a_list_is_read_as_it_was_written():
    entries = list_files(tree) | {PurePosixPath("half.part"): ""}
    assert parse_manifest(write_lines(entries)) == entries


def test_a_line_is_the_fingerprint_and_the_path_as_sha256sum_writes_them():
    assert write_lines(list_files({PurePosixPath("a.css"): b"x"})) == (
        b"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a.css\n"
    )


def test_a_list_is_in_the_order_of_the_paths_whatever_was_written_first():
    assert write_lines(list_files(tree)) == write_lines(list_files(dict(reversed(tree.items()))))
    assert list(parse_manifest(write_lines(list_files(tree)))) == sorted(tree)


def test_a_list_of_version_1_has_no_fingerprints():
    assert parse_manifest(b"index.html\nsub/a b.html\n") == {
        PurePosixPath("index.html"): "",
        PurePosixPath("sub/a b.html"): "",
    }


@pytest.mark.parametrize("line", ["/etc/passwd", "..", "../a", "a/../../b", ".", "a\0b"])
def test_a_line_that_leads_out_of_the_folder_is_passed_over(line):
    mark = fingerprint(b"x")
    data = f"{line}\n{mark}  {line}\n\nkept.html\n".encode()
    assert parse_manifest(data) == {PurePosixPath("kept.html"): ""}


@pytest.mark.parametrize(("path", "inside"), [("a/b", True), ("a..b", True), ("a/..", False)])
def test_only_a_step_up_leads_out(path, inside):
    assert leads_inside(PurePosixPath(path)) is inside


def test_what_is_no_text_is_an_error():
    with pytest.raises(ValueError, match="utf-8"):
        parse_manifest(b"\xff\n")
