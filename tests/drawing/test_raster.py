"""What the z-buffer sees: the nearest, once for each pixel, and the same on every machine."""

from __future__ import annotations

import numpy as np
import pytest

from figures.picture.raster import rasterise

square = ((0, 0), (8, 0), (8, 8)), ((0, 0), (8, 8), (0, 8))


def squares(*depths: float) -> np.ndarray:
    return np.array(
        [[(x, y, depth) for x, y in half] for depth in depths for half in square], float
    )


def whole(triangles: int) -> np.ndarray:
    """What keeps so many triangles as they are."""
    return np.full((triangles, 3), -1.0)


def test_the_nearest_is_seen() -> None:
    raster = rasterise(squares(1, 3, 2), 10, 8, whole(6))
    assert set(raster.winner[:, :8].ravel().tolist()) == {2, 3}
    assert (raster.winner[:, 8:] == -1).all()
    assert np.allclose(raster.depth[:, :8], 3)


def test_of_two_that_are_as_near_the_first_is_seen() -> None:
    raster = rasterise(squares(2, 2 + 1e-7, 2), 8, 8, whole(6))
    assert set(raster.winner.ravel().tolist()) == {0, 1}


def test_triangles_that_share_a_side_leave_no_gap() -> None:
    rng = np.random.default_rng(7)
    middle = rng.uniform(3, 37, (2,))
    ring = [(0.3, 0.2), (39.6, 0.4), (39.9, 39.7), (0.1, 39.5)]
    fan = [[(*middle, 0), (*ring[k], 0), (*ring[(k + 1) % 4], 0)] for k in range(4)]
    assert (rasterise(np.array(fan, float), 40, 40, whole(4)).winner[1:39, 1:39] >= 0).all()


def test_what_is_not_kept_is_not_seen() -> None:
    triangles = squares(1)
    keep = triangles[:, :, 0] - 4
    winner = rasterise(triangles, 8, 8, keep).winner
    assert (winner[:, :4] >= 0).all()
    assert (winner[:, 4:] == -1).all()


def test_weights_say_where_in_a_triangle_a_pixel_is() -> None:
    triangles = squares(1)
    raster = rasterise(triangles, 8, 8, whole(2))
    corners = triangles[raster.winner]
    places = (corners * raster.weights[..., None]).sum(2)
    y, x = np.mgrid[0:8, 0:8] + 0.5
    assert np.allclose(places[..., 0], x)
    assert np.allclose(places[..., 1], y)


def test_however_many_triangles_are_looked_at_together_the_picture_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(3)
    triangles = rng.uniform((0, 0, -2), (30, 20, 2), (200, 3, 3))
    keep = rng.uniform(-3, 1, (200, 3))
    together = rasterise(triangles, 30, 20, keep)
    monkeypatch.setattr("figures.picture.raster.at_once", 7)
    apart = rasterise(triangles, 30, 20, keep)
    assert len(np.unique(together.winner)) > 20
    assert all(np.array_equal(*pair) for pair in zip(together, apart, strict=True))


def test_what_is_seen_edge_on_hides_nothing_that_is_nearer() -> None:
    # A plane so steep that a hair beside it, it is nearer than anything.
    beside = 4.5 + 5e-7
    sliver = np.array([[(beside, 0, 9), (beside, 8, 9), (beside + 1e-8, 4, -9)]])
    winner = rasterise(np.concatenate((sliver, squares(9.5))), 8, 8, whole(3)).winner
    assert (winner > 0).all()
