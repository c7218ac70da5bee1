"""What a sheet needs beyond its page: the grid to tick, the QR code, the files for download.

A sheet is the page itself, printed; these parts stand in the page and show on paper only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import NamedTuple

import segno

from generator.model import Amount, Dose, Routine, Site
from generator.output.remembered import Remember

folder = "sheets"
papers = {"A4": "A4", "letter": "US Letter"}
sizes = {"": "", "large": "large print"}

weeks_on_grid = 4
days_across = 14
"""So many columns leave each one wide enough for a pen."""


class TickGrid(NamedTuple):
    """A table to tick: a column for each day of each week."""

    weeks: tuple[str, ...]
    days: tuple[str, ...]
    rows: tuple[str, ...]


class Code(NamedTuple):
    """A QR code: its modules from 0, 0 to *size*, as the path of a line that is one wide."""

    size: int
    path: str


class SheetFile(NamedTuple):
    """A file that holds the sheet of a page, for one paper (a CSS name) and one size of print.

    *options* is what the page's `data-sheet` says for it.
    """

    address: PurePosixPath
    page: PurePosixPath
    paper: str
    options: str
    label: str


class Sheet(NamedTuple):
    """What stands on the sheet of a page beside what the page says; no address, no code."""

    grid: TickGrid
    code: Code | None
    short_address: str
    files: tuple[SheetFile, ...]


def plan_sheet(grid: TickGrid, site: Site, page: PurePosixPath, remember: Remember) -> Sheet:
    """Return the sheet of one page."""
    full = f"{site.address}{page}" if site.address else ""
    return Sheet(
        grid=grid,
        code=find_code(full, remember) if full else None,
        short_address=full.partition("://")[2],
        files=files_of(page) if site.pdf_sheets else (),
    )


def plan_exercise_grid(dose: Dose) -> TickGrid:
    """Return a grid with a row for each side and each set."""
    sides = name_sides(dose)
    sets = dose.sets.most
    rows = tuple(
        f"{side}, set {number}" if side and sets > 1 else side or f"Set {number}"
        for number in range(1, sets + 1)
        for side in sides
    )
    names = ("Done",) if rows == ("Set 1",) else rows
    return lay_grid(dose.days_per_week, dose.times_per_day, names)


def name_sides(dose: Dose) -> tuple[str, ...]:
    """Return what the rows of each side are called; both at once need no name."""
    names = {"both": ("",), "each": ("Left", "Right"), "one": ("Left or right",)}
    sides = names.get(dose.sides, (dose.sides.capitalize(),))
    return tuple(side and f"{side} {dose.limb}" for side in sides)


def plan_routine_grid(routine: Routine) -> TickGrid:
    """Return a grid with a row for each exercise."""
    names = tuple(item.title for item in routine.items)
    return lay_grid(routine.days_per_week, routine.times_per_day, names)


def lay_grid(days_per_week: Amount, times_per_day: Amount, rows: tuple[str, ...]) -> TickGrid:
    """Return rows by days, for as many weeks as fit beside each other.

    Somebody who does it three days a week gets three boxes a week: none stays empty for a rest.
    The boxes of one day stand below each other, so that they stay wide enough for a pen.
    """
    days = days_per_week.most
    weeks = max(1, min(weeks_on_grid, days_across // days))
    return TickGrid(
        weeks=tuple(f"Week {week}" for week in range(1, weeks + 1)),
        days=tuple("MTWTFSS") if days == 7 else tuple(f"{day}" for day in range(1, days + 1)),
        rows=tuple(chain.from_iterable(name_times(row, times_per_day.most) for row in rows)),
    )


def name_times(row: str, times: int) -> Iterator[str]:
    """Yield the rows of one row that is done so many times a day, each with a name of its own:
    a cell over several rows heads only its first in a PDF file."""
    yield row
    for time in range(2, times + 1):
        ordinal = {2: "2nd", 3: "3rd"}.get(time, f"{time}th")
        yield f"{ordinal} time"


def find_code(address: str, remember: Remember) -> Code:
    """Return the QR code of an address, drawn now or before."""
    key = ("code", segno.__version__, address)
    size, _, path = remember(key, lambda: write_code(draw_code(address))).decode().partition(" ")
    return Code(int(size), path)


def write_code(code: Code) -> bytes:
    """Return a QR code as text: its size, a blank and its path."""
    return f"{code.size} {code.path}".encode()


def draw_code(address: str) -> Code:
    """Return the QR code of an address, with enough spare to be read with a corner of it dirty."""
    matrix = segno.make_qr(address, error="m", boost_error=False).matrix
    moves = []
    x, y = 0, 0.0
    for row, modules in enumerate(matrix):
        for start, length in find_runs(modules):
            moves.append(f"m{start - x} {row + 0.5 - y:g}h{length}")
            x, y = start + length, row + 0.5
    return Code(len(matrix), "".join(moves))


def find_runs(modules: Iterable[int]) -> list[tuple[int, int]]:
    """Return where each run of dark modules in a row begins, and how long it is."""
    text = "".join("x" if dark else " " for dark in modules)
    return [(run.start(), len(run[0])) for run in re.finditer("x+", text)]


def files_of(page: PurePosixPath) -> tuple[SheetFile, ...]:
    """Return the files into which the sheet of a page can be made: one a paper and a size."""
    return tuple(
        SheetFile(
            PurePosixPath(
                folder,
                page.parent,
                "-".join(filter(None, [page.stem, paper.lower(), size])) + ".pdf",
            ),
            page,
            paper,
            size,
            ", ".join(filter(None, [paper_name, size_name])),
        )
        for paper, paper_name in papers.items()
        for size, size_name in sizes.items()
    )


def all_files(pages: Iterable[PurePosixPath]) -> tuple[SheetFile, ...]:
    """Return the files of all pages that print as sheets."""
    return tuple(
        file
        for page in sorted(pages)
        if page.suffix == ".html" and page.parts[0] in {"exercises", "routines"}
        for file in files_of(page)
    )
