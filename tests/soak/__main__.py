"""Run the proofs: `python -m tests.soak [--edits 500] [--kills 200] [--seed N]`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import SystemRandom

from tests.conftest import project
from tests.soak import proofs


def main() -> int:
    """Run each proof in a folder of its own, which stays where one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    parser.add_argument("--content", type=Path, default=project / "content", metavar="DIR")
    args = parser.parse_args()
    print(f"Seed {args.seed}.", flush=True)
    few = args.kills // 4
    plan = (
        *((proofs.prove_edits, args.edits), (proofs.prove_kills, args.kills)),
        *((proofs.prove_pairs, few), (proofs.prove_full, few)),
        *((proofs.prove_cache, few), (proofs.prove_mended, few)),
    )
    failed = 0
    for prove, number in plan:
        started = time.perf_counter()
        folder = Path(tempfile.mkdtemp(prefix="soak-"))
        try:
            said = number and prove(args.seed, number, args.content, folder, say)
        except AssertionError as error:
            failed += 1
            print(f"{prove.__name__} FAILED in {folder}:\n{error}", flush=True)
            continue
        shutil.rmtree(folder)
        if number:
            print(f"{said}, {time.perf_counter() - started:.0f} s", flush=True)
    return 1 if failed else 0


def say(line: str) -> None:
    """Say how far it is, where somebody looks on."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
