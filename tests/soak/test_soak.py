"""The short form of the proofs, with a small programme: seconds, not minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import project
from tests.soak import proofs

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("prove", "number"),
    [
        (proofs.prove_edits, 12),
        (proofs.prove_kills, 8),
        (proofs.prove_pairs, 2),
        (proofs.prove_full, 4),
        (proofs.prove_cache, 5),
        (proofs.prove_mended, 5),
    ],
)
def test_a_build_is_right_whatever_happens(tmp_path: Path, prove, number):
    prove(1, number, project / "tests" / "programmes" / "knee", tmp_path, print)
