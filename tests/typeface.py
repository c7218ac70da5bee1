"""Makes the files of static/fonts/ again from the typeface as it is published.

`python -m tests.typeface FONT.ttf`; static/fonts/ORIGIN.md says where that file comes from.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from tests.conftest import project

folder = project / "static" / "fonts"
name = "atkinson-hyperlegible-next"
signs = "\u00a0\u00b7\u00d7\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2212"
seldom = "#$<>@\\^_`{|}~"
basic = {*range(0x20, 0x7F), *map(ord, signs)} - {*map(ord, seldom)}
"""What a page in English is written with: its first view waits for nothing else."""


def make_subset(source: Path, letters: set[int], weight: Any, flavor: str | None) -> bytes:
    """Return a font with some of the letters, for a range of weights or for one."""
    # Without the time of making, the same font gives the same bytes.
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    # Hints are for screens of long ago; of the features, numbers of one width (the timer) stay.
    options.hinting = False
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=flavor is None)
    font.flavor = flavor
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def make_files(source: Path) -> dict[str, bytes]:
    """Return the files by name: two for pages, with both weights; two for social cards, whose
    rasteriser reads neither weights nor woff2."""
    letters = set(TTFont(source).getBestCmap())
    return {
        f"{name}-basic.woff2": make_subset(source, basic, (400, 700), "woff2"),
        f"{name}-more.woff2": make_subset(source, letters - basic, (400, 700), "woff2"),
        f"{name}-regular.ttf": make_subset(source, letters, 400, None),
        f"{name}-bold.ttf": make_subset(source, letters, 700, None),
    }


if __name__ == "__main__":
    for file, data in make_files(Path(sys.argv[1])).items():
        (folder / file).write_bytes(data)
        print(f"{file}: {len(data):,} bytes")
