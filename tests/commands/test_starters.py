"""The first poses of a new exercise: for each position, and drawn as they are."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from figures.picture.compose import draw_figures
from figures.words.poses import parse_poses
from figures.words.starters import starters, write_starter
from figures.words.terms import meant_positions
from generator.commands.starter import may_be_unwritten, unwritten
from generator.content.records.exercises import position_field

path = PurePosixPath("content/poses/a.yaml")


def test_each_position_of_an_exercise_has_first_poses_in_it() -> None:
    assert [*starters] == [*position_field.allowed]
    for position in starters:
        start, hold = parse_poses(path, write_starter(position)).poses
        assert (start.name, hold.name) == ("start", "hold")
        assert start.position == hold.position == meant_positions.get(position, position)
        assert hold.arrows


def test_first_poses_say_that_they_are_no_exercise_yet_and_what_each_field_is() -> None:
    for position in starters:
        text = write_starter(position)
        assert text.startswith("# Only a starter")
        assert text.count('  title: "Starter: ') == 2
        fields = {line.split(":")[0].strip() for line in text.splitlines() if line[:3] > "   "}
        notes = [line for line in text.splitlines() if " # " in line[3:]]
        assert len(notes) >= len(fields) > 5


@pytest.mark.slow
@pytest.mark.parametrize("position", starters)
def test_first_poses_are_drawn_as_they_are(position: str) -> None:
    poses = parse_poses(path, write_starter(position))
    assert [figure.name for figure in draw_figures(poses)] == ["start", "hold"]


def test_each_line_that_nobody_has_written_holds_what_a_file_is_looked_at_for() -> None:
    """Else a line that begins otherwise would be published without a word."""
    assert unwritten
    assert [line for line in unwritten if not may_be_unwritten.search(line)] == []
