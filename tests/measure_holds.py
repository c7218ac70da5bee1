"""Measure how true holds are, in a real Chromium: `python -m tests.measure_holds`.

Prints the table that stands in docs/timer.md. Each condition takes holds x (seconds + rest). One
hold more is led through first, while the recorder of the sound begins.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Playwright, sync_playwright

from tests.browser.conftest import make_dose, record_events, write_bench
from tests.browser.tabs import (
    Condition,
    begin,
    conditions,
    lengths_heard,
    lengths_seen,
    prepare,
    real_tabs,
    record_sound,
)
from tests.needs import find_chromium

rest_seconds = 3


def measure(
    playwright: Playwright, chromium: str, condition: Condition, holds: int, seconds: int
) -> tuple[list[float], list[float]]:
    """Return the errors of the holds in ms, as seen and as heard."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        address = write_bench(folder, make_dose(seconds, repetitions=holds + 1, rest=rest_seconds))
        with real_tabs(playwright, chromium, folder / "profile") as page:
            prepare(page, condition, record_events + record_sound)
            page.goto(address)
            begin(page, condition)
            if condition.startswith("hidden") and not page.evaluate("document.hidden"):
                raise RuntimeError("the tab is not hidden")
            patience = 1000 * ((holds + 1) * (seconds + rest_seconds) + 60)
            page.wait_for_function(
                "document.querySelector('hold-timer').dataset.phase === 'done'",
                timeout=patience,
                polling=1000,
            )
            page.wait_for_timeout(2000)
            events, onsets = page.evaluate("[seen, onsets]")
    heard = lengths_heard(events, onsets) if onsets else []
    return lengths_seen(events)[-holds:], heard[-holds:]


def row(name: str, errors: list[float]) -> str:
    """Return one line of the table: the median and the worst error without their signs."""
    if not errors:
        return f"| {name} | no sound | no sound | |"
    sizes = [abs(error) for error in errors]
    return f"| {name} | {median(sizes):.0f} ms | {max(sizes):.0f} ms | {len(sizes)} |"


def main() -> None:
    """Measure all conditions, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("conditions", nargs="*", default=conditions, metavar="condition")
    parser.add_argument("--holds", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=10, help="length of a hold")
    args = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        parser.exit(1, "No browser works here; `python -m tests.needs` brings one.\n")
    print("| condition | median error | worst error | holds |")
    print("|---|---|---|---|")
    with sync_playwright() as playwright:
        for condition in args.conditions:
            seen, heard = measure(playwright, chromium, condition, args.holds, args.seconds)
            print(row(f"{condition}, page", seen), flush=True)
            print(row(f"{condition}, sound", heard), flush=True)


if __name__ == "__main__":
    main()
