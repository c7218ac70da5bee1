from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

heaviest_scripts = 10_700
"""Of all scripts of one page together, compressed, in bytes."""


def test_all_scripts_of_a_page_stay_light(real_tree: Mapping[PurePosixPath, bytes]) -> None:
    pages = [path for path in real_tree if path.suffix == ".html"]
    heaviest = 0
    for page in pages:
        names = re.findall(rb'<script src="(?:\.\./)*([^"]+)"', real_tree[page])
        scripts = [gzip.compress(real_tree[PurePosixPath(name.decode())], 9) for name in names]
        weight = sum(map(len, scripts))
        assert weight <= heaviest_scripts, (page, weight)
        heaviest = max(heaviest, weight)
    assert heaviest > 5_000  # so that a page without its timer does not pass unnoticed
