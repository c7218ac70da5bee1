"""The site as one ZIP file, to be opened from a disk or a stick."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.output.places import is_hosts

Tree = Mapping[PurePosixPath, bytes]

earliest = (1980, 1, 1, 0, 0, 0)
"""Of all days that such a file knows: the same site is the same file, whenever it is packed."""
readable = 0o100644 << 16
for_hosts = {PurePosixPath(name) for name in ("404.html", "robots.txt", "sitemap.xml")}
"""Nobody but a host shows them, or those that search."""


def pack_tree(tree: Tree, folder: str) -> bytes:
    """Return the files of a site as a ZIP file with one folder, but for those of a web host."""
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for path in sorted(path for path in tree if not is_hosts(path) and path not in for_hosts):
            entry = ZipInfo(f"{folder}/{path}", earliest)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, readable
            entry.create_system = 3  # of what kind of system those rights are: Unix
            archive.writestr(entry, tree[path])
    return whole.getvalue()
