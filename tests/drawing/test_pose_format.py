"""docs/pose-format.md names every word of a pose file, and its example can be drawn."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path, PurePosixPath

import pytest

from fields.errors import ContentError
from fields.reader import Fields
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


def names_asked_for(block: str) -> set[str]:
    """Every field that a block of this name and view is searched for."""
    asked: set[str] = set()
    original = Fields._node

    def note(self: Fields, name: str, required: bool) -> object:
        if self.within == block.partition(":")[0] + ".":
            asked.add(name)
        return original(self, name, required)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fields, "_node", note)
        with pytest.raises(ContentError):
            parse_poses(PurePosixPath("content/poses/x.yaml"), block)
    return asked


def test_every_field_of_a_pose_has_a_line_in_its_table() -> None:
    names = names_asked_for("hold:\n  position: standing\n")
    whole, _, _ = text.partition("## The close-up")
    tables = "\n".join(line for line in whole.splitlines() if line.startswith("| `"))
    joints = set(limb_angles) | set(trunk_angles)
    assert {"side", "mirrored", "mirrored title", "motion"} <= names
    assert {name for name in names - joints if f"| `{name}` |" not in tables} == set()


def test_every_field_of_a_close_up_has_a_line_in_its_table() -> None:
    names = names_asked_for("close-up:\n  view: outer side\n")
    _, _, close = text.partition("## The close-up")
    heads = "".join(line.split("|")[1] for line in close.splitlines() if line.startswith("| `"))
    assert {"foot", "mirrored", "mirrored title"} <= names
    assert {name for name in names if f"`{name}`" not in heads} == set()
