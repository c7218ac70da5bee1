"""The output folder is ours only where an earlier build wrote: nothing else is touched."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from generator.errors import ContentError, OutputError
from generator.files import read_tree, read_written, write_tree


def tree_of(**files: str) -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(name.replace("__", "/").replace("_", ".")): text.encode()
        for name, text in files.items()
    }


def everything_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_second_write_of_the_same_changes_nothing(tmp_path):
    tree = tree_of(index_html="a", sub__page_html="b")
    assert write_tree(tmp_path / "site", tree, ()).changed == 2
    before = everything_in(tmp_path / "site")
    assert write_tree(tmp_path / "site", tree, ()) == (0, 0)
    assert everything_in(tmp_path / "site") == before


def test_what_no_longer_belongs_is_removed_with_its_empty_folder(tmp_path):
    write_tree(tmp_path / "site", tree_of(index_html="a", sub__deep__page_html="b"), ())
    assert write_tree(tmp_path / "site", tree_of(index_html="c"), ()) == (1, 1)
    assert set(everything_in(tmp_path / "site")) == {"index.html", ".manifest"}
    assert not (tmp_path / "site" / "sub").exists()


@pytest.mark.parametrize("name", ["notes.txt", "index.html", "sub/deep.txt"])
def test_a_folder_with_anybody_elses_file_is_refused_and_left_alone(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = everything_in(tmp_path)
    with pytest.raises(OutputError, match="holds files that no build of this site wrote"):
        write_tree(tmp_path, tree_of(index_html="a"), ())
    assert everything_in(tmp_path) == before


def test_a_stranger_beside_our_own_files_is_refused_too(tmp_path):
    write_tree(tmp_path, tree_of(index_html="a"), ())
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"diary\.txt"):
        write_tree(tmp_path, tree_of(index_html="b"), ())
    assert (tmp_path / "index.html").read_text() == "a"


def test_what_a_desktop_leaves_behind_and_what_a_killed_build_left_is_no_stranger(tmp_path):
    write_tree(tmp_path, tree_of(index_html="a"), ())
    (tmp_path / ".DS_Store").write_text("x")
    (tmp_path / ".index.html.part").write_text("half")
    assert write_tree(tmp_path, tree_of(index_html="b"), ()) == (1, 0)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write_tree(tmp_path / "site", tree_of(index_html="a"), ())


@pytest.mark.parametrize("output", ["content", "content/site", "."])
def test_an_output_folder_that_holds_a_source_folder_is_refused(tmp_path, output):
    (tmp_path / "content").mkdir()
    with pytest.raises(OutputError, match="content/, which the site is made from"):
        write_tree(tmp_path / output, tree_of(index_html="a"), [tmp_path / "content"])


def test_a_manifest_that_leads_out_of_the_folder_removes_nothing_there(tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".manifest").write_text(f"../precious.txt\n{tmp_path}/precious.txt\n")
    write_tree(tmp_path / "site", tree_of(index_html="a"), ())
    assert (tmp_path / "precious.txt").read_text() == "mine"


def test_hidden_files_and_backups_are_not_read(tmp_path):
    for name in (".secret", "page.md~", "#page.md#", "page.md"):
        (tmp_path / name).write_text(name)
    assert list(read_tree(tmp_path, "content")) == [PurePosixPath("content/page.md")]


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "page.md").symlink_to(tmp_path / "gone.md")
    with pytest.raises(ContentError, match=r"content/page\.md: can't be read: No such file"):
        read_tree(tmp_path, "content")


def test_a_missing_folder_is_an_empty_one(tmp_path):
    assert read_tree(tmp_path / "content", "content") == {}


def test_what_was_written_to_one_part_can_be_read_back(tmp_path):
    write_tree(tmp_path, tree_of(index_html="a", sheets__a_pdf="b"), ())
    assert read_written(tmp_path, "sheets") == tree_of(sheets__a_pdf="b")
