from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

heaviest_scripts = 10_000
heaviest_of_a_routine = 12_000
"""Of all scripts of one page together, compressed, in bytes."""


def test_all_scripts_of_a_page_stay_light(real_tree: Mapping[PurePosixPath, bytes]) -> None:
    pages = [path for path in real_tree if path.suffix == ".html"]
    heaviest = 0
    for page in pages:
        names = re.findall(rb'<script src="(?:\.\./)*([^"]+)"', real_tree[page])
        scripts = [gzip.compress(real_tree[PurePosixPath(name.decode())], 9) for name in names]
        weight = sum(map(len, scripts))
        limit = heaviest_of_a_routine if page.parts[0] == "routines" else heaviest_scripts
        assert weight < limit, (page, weight)
        heaviest = max(heaviest, weight)
    assert heaviest > 5_000  # so that a page without its timer does not pass unnoticed
