"""What turns in a picture that is turned round: an arrow in a circle, about its own axis."""

from __future__ import annotations

from pathlib import Path

import pytest

from figures.figure import Figure
from figures.geometry.curves import path_points
from tests.drawing.library import draw

content = Path(__file__).resolve().parent.parent.parent / "content"
start = """start:
  title: Stand
  description: A person stands.
  position: standing
"""


def turning(figure: Figure) -> list[tuple[str, float]]:
    return [(shape.role, shape.turns) for shape in figure.shapes if shape.turns is not None]


def reach(figure: Figure, role: str) -> tuple[float, float]:
    """How far what turns goes to the left and to the right of its axis."""
    shape = next(shape for shape in figure.shapes if shape.role == role)
    across = [point.x - (shape.turns or 0) for point in path_points(shape.path)]
    return -min(across), max(across)


@pytest.mark.parametrize("slug", ["ankle-circles", "ankle-circles-chair"])
def test_an_arrow_that_goes_in_a_circle_turns_about_its_middle(slug: str) -> None:
    hold = draw((content / "poses" / f"{slug}.yaml").read_text())["hold"]
    assert [role for role, _ in turning(hold)] == ["arrow"]
    assert reach(hold, "arrow") == pytest.approx((15, 15), abs=1.5)
    foot_over_it = max(i for i, shape in enumerate(hold.shapes) if shape.role in ("skin", "shoe"))
    assert foot_over_it > [shape.role for shape in hold.shapes].index("arrow")


def test_an_arrow_that_does_not_go_round_needs_no_axis() -> None:
    ways = ("move hips ahead", "move right toes towards the shin", "move chest from the hips")
    others = ("press left heel down", "to and fro right foot", "move left heel up")
    arrows = f"  arrows: {[*ways, *others]}\n".replace("'", '"')
    for figure in draw(start + arrows).values():
        assert "arrow" in {shape.role for shape in figure.shapes}
        assert not turning(figure)
