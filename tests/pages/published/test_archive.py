"""The site as one ZIP file: always the same, and without what only a host shows."""

from __future__ import annotations

import io
import stat
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from build import main
from generator.pages.published.archive import name_folder, pack_tree


def test_the_same_site_is_the_same_file_with_one_folder(real_tree):
    names = ("_headers", ".well-known/security.txt", "CNAME", "leaflet.pdf")
    files = {PurePosixPath(name): b"for " + name.encode() for name in names}
    # A page may be called like what a search engine wants.
    tree = real_tree | {PurePosixPath("google-fit.html"): b"<title>A</title>"} | files
    data = pack_tree(tree, files, "feet")
    assert data == pack_tree(dict(reversed(tree.items())), files, "feet")
    with ZipFile(io.BytesIO(data)) as archive:
        packed = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        rights = {stat.filemode(entry.external_attr >> 16) for entry in archive.infolist()}
    left_out = {*names[:3], "404.html", "robots.txt", "sitemap.xml"}
    expected = {f"feet/{path}": each for path, each in tree.items() if str(path) not in left_out}
    assert packed == expected
    assert rights == {"-rw-r--r--"}


def test_the_command_writes_one_file_and_says_what_to_open(knees: Path, tmp_path: Path, capsys):
    arguments = ["zip", "--content", str(knees), "--output", str(tmp_path / "out")]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert f"7 pages in {tmp_path / 'out.zip'}, " in said
    folder = said.partition("and open ")[2].partition("/index.html there.")[0]
    with ZipFile(tmp_path / "out.zip") as archive:
        assert f"{folder}/index.html" in archive.namelist()
    before = (tmp_path / "out.zip").read_bytes()
    assert main(arguments) == 0
    assert (tmp_path / "out.zip").read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"knees", "out.zip"}


@pytest.mark.parametrize(
    ("title", "folder"),
    [("Back on Your Feet", "back-on-your-feet"), ("Con", "site"), ("足", "site")],
)
def test_the_folder_has_a_name_that_each_system_takes(title, folder):
    assert name_folder(title) == folder


def test_the_file_lies_beside_a_link_and_what_is_left_of_another_run_is_in_no_way(
    knees: Path, tmp_path: Path, capsys
):
    (tmp_path / "web" / "feet").mkdir(parents=True)
    (tmp_path / "site").symlink_to(tmp_path / "web" / "feet")
    (tmp_path / "site.zip.part").write_bytes(b"half")
    assert main(["zip", "--content", str(knees), "--output", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site.zip").is_file()
    assert {path.name for path in tmp_path.iterdir()} >= {"web", "site", "site.zip"}
    assert not [*tmp_path.glob(".*.part")]
    assert main(["zip", "--content", str(knees), "--output", "/"]) == 2
    assert "beside which no file can lie" in capsys.readouterr().err
