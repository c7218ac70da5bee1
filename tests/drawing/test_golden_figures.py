"""Three figures as they are expected, path by path: what a change to the drawing changes.

`python -m tests.drawing.test_golden_figures` writes them anew; look at the pictures, and read the
difference, before you commit it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path, PurePosixPath

import pytest

from figures.picture.compose import draw_figures
from figures.svg import write_figure
from figures.words.pose import PoseFile
from figures.words.poses import parse_poses

here = Path(__file__).resolve().parent
shown = {"wall": "hold", "foot": "close-up", "front": "wrong"}
"""The pose files of this folder, and which of their figures is kept."""


def read_poses(slug: str) -> PoseFile:
    path = here / "poses" / f"{slug}.yaml"
    return parse_poses(PurePosixPath(path.name), path.read_text("utf-8"))


def golden(slug: str) -> Path:
    return here / "golden" / f"{slug}-{shown[slug]}.svg"


def drawn(slug: str) -> bytes:
    """The file of a figure, with empty hashes."""
    figures = {figure.name: figure for figure in draw_figures(read_poses(slug))}
    return write_figure(figures[shown[slug]], "", "")


def differences(made: bytes, expected: bytes) -> list[str]:
    """What differs between two files, by role or tag, in the order in which it is drawn."""
    new, old = made.decode().splitlines(), expected.decode().splitlines()
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += map(difference, zip_longest(old[a:b], new[c:d], fillvalue=""))
    return found


def difference(lines: tuple[str, str]) -> str:
    """What became of a line; either may be missing."""
    old, new = map(name_of, lines)
    if old == new:
        return f"{new} is drawn otherwise"
    return f"{old} is gone" if not new else f"{new} is new" if not old else f"{new} for {old}"


def name_of(line: str) -> str:
    """The role of a path, or the tag of another element."""
    found = re.match(r'<path class="([\w-]+)"|<(/?\w+)', line)
    return (found[1] or found[2]) if found else line


@pytest.mark.slow
@pytest.mark.parametrize("slug", shown)
def test_a_figure_is_as_expected(slug: str) -> None:
    made, expected = drawn(slug), golden(slug).read_bytes()
    found = differences(made, expected)
    assert not found, f"{golden(slug).name}: {'; '.join(found)}"
    assert made == expected


def test_nothing_else_lies_in_the_folder() -> None:
    assert {golden(slug) for slug in shown} == set((here / "golden").iterdir())


def test_a_difference_is_told_by_its_role() -> None:
    old = b'<svg>\n<path class="skin" d="M 1 2"/>\n<path class="hair" d="M 1 2"/>\n</svg>\n'
    new = old.replace(b'"skin" d="M 1 2"', b'"skin" d="M 1 3"')
    assert differences(new, old) == ["skin is drawn otherwise"]
    assert differences(old.replace(b'"hair"', b'"ink"'), old) == ["ink for hair"]
    assert differences(old.replace(b"<svg>", b"<svg>\n<desc>"), old) == ["desc is new"]
    assert differences(b"<svg>\n</svg>\n", old) == ["skin is gone", "hair is gone"]


if __name__ == "__main__":
    for slug in shown:
        golden(slug).write_bytes(drawn(slug))
