"""The knee programme as it is expected, page by page: what a change to the templates changes.

`make golden` writes the expectation anew; read the difference before you commit it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from build import build_site
from generator.content.sources import Sources
from generator.output.files import read_tree, write_tree
from tests.conftest import project

programmes = project / "tests" / "programmes"
expected_folder = programmes / "golden"


def build_knees() -> dict[PurePosixPath, bytes]:
    """Return the pages of the knee programme; hashes of files are left out of addresses, and the
    worker, which consists of them."""
    sources = [
        read_tree(programmes / "knee", "content"),
        read_tree(project / "templates", "templates"),
        read_tree(project / "static", "static"),
    ]
    tree = build_site(Sources(*sources))[1]
    return {
        PurePosixPath("golden", path): re.sub(rb"\.[0-9a-f]{10}\.", b".HASH.", data)
        for path, data in tree.items()
        if path.parts[0] != "assets" and path.name != "sw.js"
    }


def test_the_knee_programme_is_as_expected():
    made, expected = build_knees(), read_tree(expected_folder, "golden")
    assert sorted(made) == sorted(expected)
    for path in sorted(made):
        assert made[path].decode() == expected[path].decode(), path


if __name__ == "__main__":
    pages = {path.relative_to("golden"): data for path, data in build_knees().items()}
    print(write_tree(expected_folder, pages, ()))
