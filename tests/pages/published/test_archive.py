"""The site as one ZIP file: always the same, and without what only a host shows."""

from __future__ import annotations

import io
import stat
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from build import main
from generator.pages.published.archive import pack_tree


def test_the_same_site_is_the_same_file_with_one_folder(real_tree):
    names = ("_headers", ".well-known/security.txt", "CNAME", "leaflet.pdf")
    tree = real_tree | {PurePosixPath(name): b"for " + name.encode() for name in names}
    data = pack_tree(tree, "feet")
    assert data == pack_tree(dict(reversed(tree.items())), "feet")
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
