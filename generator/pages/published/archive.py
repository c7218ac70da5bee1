"""The site as one ZIP file, to be opened from a disk or a stick."""

from __future__ import annotations

import io
from collections.abc import Container, Mapping
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.content.sources import device_pattern, slug_of
from generator.output.places import is_hosts
from generator.pages.plan import not_found

Tree = Mapping[PurePosixPath, bytes]

earliest = (1980, 1, 1, 0, 0, 0)
"""Of all days that such a file knows: the same site is the same file, whenever it is packed."""
readable = 0o100644 << 16
for_hosts = {not_found, PurePosixPath("robots.txt"), PurePosixPath("sitemap.xml")}
"""Nobody but a host shows them, or those that search."""


def name_folder(title: str) -> str:
    """Return the name of the folder that a site is packed in."""
    name = slug_of(title)
    return name if name and not device_pattern.fullmatch(name) else "site"


def pack_tree(tree: Tree, as_they_are: Container[PurePosixPath], folder: str) -> bytes:
    """Return the files of a site as a ZIP file with one folder, but for what is a web host's among
    those that go out *as they are*."""
    left_out = {path for path in tree if path in as_they_are and is_hosts(path)} | for_hosts
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for path in sorted(tree.keys() - left_out):
            entry = ZipInfo(f"{folder}/{path}", earliest)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, readable
            entry.create_system = 3  # of what kind of system those rights are: Unix
            archive.writestr(entry, tree[path])
    return whole.getvalue()
