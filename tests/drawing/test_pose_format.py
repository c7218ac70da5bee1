"""docs/pose-format.md names every word of a pose file, and its example can be drawn."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path, PurePosixPath

import pytest

from figures.geometry.view import views
from figures.picture import draw_figures
from figures.words import wording
from figures.words.poses import limb_angles, motions, parse_poses, positions, trunk_angles
from figures.words.terms import ranges

text = (Path(__file__).resolve().parent.parent.parent / "docs" / "pose-format.md").read_text()


def test_the_example_is_drawn_without_a_mistake() -> None:
    blocks = re.findall(r"^ *```yaml\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    example = "".join(textwrap.dedent(block) for block in blocks[:2])
    figures = draw_figures(parse_poses(PurePosixPath("docs/pose-format.md"), example))
    assert [figure.name for figure in figures] == ["start", "hold"]


@pytest.mark.parametrize(
    "words",
    [
        views,
        positions,
        motions,
        wording.foot_rests,
        wording.hand_hows,
        wording.hand_things,
        wording.prop_things,
        wording.arrow_kinds,
        wording.arrow_ways,
        wording.body_parts,
    ],
)
def test_every_word_is_explained(words: tuple[str, ...]) -> None:
    assert [word for word in words if not re.search(rf"\b{word}\b", text)] == []


@pytest.mark.parametrize("word", [*trunk_angles, *limb_angles])
def test_every_angle_has_its_range_in_the_table(word: str) -> None:
    row = next(line for line in text.splitlines() if line.startswith(f"| `{word}` |"))
    least, most = ranges[word]
    assert row.endswith(f"| {least:g} to {most:g} |")
