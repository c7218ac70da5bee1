"""docs/pose-format.md names every word of a pose file, and its examples are drawn."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from fields.errors import ContentError
from figures.picture.compose import draw_figures
from figures.words import terms
from figures.words.people import people
from figures.words.poses import parse_poses
from tests.drawing.examples import examples, text


@pytest.mark.parametrize("example", examples)
def test_every_example_is_understood(example: str) -> None:
    poses = parse_poses(PurePosixPath("docs/pose-format.md"), example)
    assert poses.names[:2] == ("start", "hold")


@pytest.mark.slow
@pytest.mark.parametrize("example", examples)
def test_every_example_is_drawn(example: str) -> None:
    poses = parse_poses(PurePosixPath("docs/pose-format.md"), example)
    assert tuple(figure.name for figure in draw_figures(poses)) == poses.names


def test_there_are_examples_of_what_is_hard_to_pose() -> None:
    files = [parse_poses(PurePosixPath("docs/pose-format.md"), example) for example in examples]
    poses = [pose for file in files for pose in file.poses]
    positions = {pose.position for pose in poses}
    assert {"lying on the left side", "bridge", "all-fours"} <= positions
    assert any(pose.phase for pose in poses)
    assert {"close-up", "wrong"} <= {pose.name for pose in poses if pose.look}
    assert {file.person for file in files} == set(people)


@pytest.mark.parametrize(
    "words",
    [
        tuple(people),
        terms.views,
        terms.positions,
        terms.motions,
        terms.arches,
        terms.foot_rests,
        terms.hand_hows,
        tuple(terms.hand_rests),
        tuple(terms.prop_kinds),
        terms.prop_hows,
        terms.arrow_kinds,
        terms.arrow_ways,
        terms.body_parts,
        tuple(terms.look_ways.values()),
    ],
)
def test_every_word_is_explained(words: tuple[str, ...]) -> None:
    prose = re.sub(r"```yaml.*?```", "", text, flags=re.DOTALL)
    assert [word for word in words if not re.search(rf"\b{word}\b", prose)] == []


def known_fields(block: str) -> set[str]:
    """Every field that the last block of a file, or the file itself, may have."""
    with pytest.raises(ContentError) as caught:
        parse_poses(PurePosixPath("content/poses/x.yaml"), block)
    (message,) = [each.message for each in caught.value.problems if "zzzz" in each.message]
    return set(message.partition("allowed: ")[2].split(", "))


@pytest.mark.parametrize("name", ["hold", "close-up", "wrong"])
def test_every_field_of_a_block_has_a_line_in_a_table(name: str) -> None:
    names = known_fields(f"start:\n  position: standing\n{name}:\n  zzzz: 1\n")
    tables = "\n".join(line for line in text.splitlines() if line.startswith("| `"))
    assert {"side", "mirrored", "mirrored title", "look", "props", "toe spread"} <= names
    assert {word for word in names - {"arch"} if f"| `{word}` |" not in tables} == set()


def test_every_field_of_a_file_is_explained() -> None:
    names = known_fields("start:\n  position: standing\nzzzz: 1\n")
    assert {"person", "start", "hold", "phases", "close-up", "wrong"} == names
    assert {name for name in names if f"`{name}" not in text} == set()
