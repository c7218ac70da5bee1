"""What a sheet needs beyond its page: the grid to tick, the QR code, the files for download.

A sheet is the page itself, printed; these parts stand in the page and show on paper only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.content.memory import Remember
from generator.content.sources import once_each
from generator.model import Amount, Dose, Routine, RoutineItem, Site
from generator.words.catalogue import Words, message
from generator.words.limbs import as_name

folder = "sheets"
labels = {
    ("A4", ""): message("A4"),
    ("A4", "large"): message("A4, large print"),
    ("letter", ""): message("US Letter"),
    ("letter", "large"): message("US Letter, large print"),
}
"""By paper, a CSS name, and size of print."""

weeks_on_grid = 4
"""A choice: no study tells how many weeks, and once a week would have fourteen."""
days_across = 14
"""So many columns leave each one wide enough for a pen: 11 mm on A4, 7 mm for a routine in large
print."""


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

    *options* is what the page's `data-sheet` says for it, *label* a message.
    """

    address: PurePosixPath
    page: PurePosixPath
    paper: str
    options: str
    label: str


class Sheet(NamedTuple):
    """What stands on the sheet of a page beside what the page says; no address, no code."""

    grid: TickGrid
    tests: tuple[str, ...]
    code: Code | None
    short_address: str
    files: tuple[SheetFile, ...]


class Facts(NamedTuple):
    """What pages of exercises and routines, and their sheets, say of the site itself beside what
    templates see of it."""

    title: str
    language: str
    address: str
    pdf_sheets: bool
    tests: tuple[str, ...]
    standing_tests: tuple[str, ...]


def facts_of(site: Site) -> Facts:
    """Return these facts of a site."""
    return Facts(*(getattr(site, name) for name in Facts._fields))


def plan_sheet(
    grid: TickGrid,
    items: Iterable[RoutineItem],
    facts: Facts,
    page: PurePosixPath,
    remember: Remember,
) -> Sheet:
    """Return the sheet of one page, with its exercises."""
    full = f"{facts.address}{page}" if facts.address else ""
    return Sheet(
        grid=grid,
        tests=choose_tests(items, facts),
        code=find_code(full, remember) if full else None,
        short_address=full.partition("://")[2],
        files=files_of(page) if facts.pdf_sheets else (),
    )


def choose_tests(items: Iterable[RoutineItem], facts: Facts) -> tuple[str, ...]:
    """Return the tests of progress for whoever does these exercises.

    Who keeps to a chair may do so because standing isn't safe: no test sends them up from it.
    """
    stands = any(item.position == "standing" for item in items)
    return (facts.standing_tests if stands else ()) + facts.tests


def plan_exercise_grid(dose: Dose, words: Words) -> TickGrid:
    """Return a grid with a row for each side and each set."""
    sides = name_sides(dose, words)
    sets = dose.sets.most
    rows = (
        name_row(side, number if sets > 1 else 0, words)
        for number in range(1, sets + 1)
        for side in sides
    )
    return lay_grid(dose.days_per_week, dose.times_per_day, rows, words)


def name_sides(dose: Dose, words: Words) -> tuple[str, ...]:
    """Return what the rows of each side are called; both at once need no name."""
    sides = {"both": (), "each": ("left", "right")}.get(dose.sides, (dose.sides,))
    return tuple(words.gettext(as_name[dose.limb][side]) for side in sides) or ("",)


def name_row(side: str, number: int, words: Words) -> str:
    """Return what a row is called; the *number* of its set is 0 where there is only one."""
    gaps = {"side": side, "number": number}
    if side and number:
        return words.gettext("%(side)s, set %(number)s") % gaps
    if number:
        return words.gettext("Set %(number)s") % gaps
    return side or words.gettext("Done")


def plan_routine_grid(routine: Routine, words: Words) -> TickGrid:
    """Return a grid with a row for each exercise."""
    rows = (item.title for item in routine.items)
    return lay_grid(routine.days_per_week, routine.times_per_day, rows, words)


def lay_grid(
    days_per_week: Amount, times_per_day: Amount, rows: Iterable[str], words: Words
) -> TickGrid:
    """Return rows by days, for as many weeks as fit beside each other.

    Somebody who does it three days a week gets three boxes a week: none stays empty for a rest.
    The boxes of one day stand below each other, so that they stay wide enough for a pen.
    """
    days = days_per_week.most
    weeks = max(1, min(weeks_on_grid, days_across // days))
    times = times_per_day.most
    return TickGrid(
        weeks=tuple(words.gettext("Week %(number)s") % {"number": n + 1} for n in range(weeks)),
        days=letters_of_days(words) if days == 7 else tuple(str(n + 1) for n in range(days)),
        rows=tuple(name for row in rows for name in name_times(row, times, words)),
    )


def letters_of_days(words: Words) -> tuple[str, ...]:
    """Return one letter for each day of the week."""
    return (
        words.pgettext("one letter for Monday", "M"),
        words.pgettext("one letter for Tuesday", "T"),
        words.pgettext("one letter for Wednesday", "W"),
        words.pgettext("one letter for Thursday", "T"),
        words.pgettext("one letter for Friday", "F"),
        words.pgettext("one letter for Saturday", "S"),
        words.pgettext("one letter for Sunday", "S"),
    )


def name_times(row: str, times: int, words: Words) -> Iterator[str]:
    """Yield the rows of one row that is done so many times a day, each with a name of its own:
    a cell over several rows heads only its first in a PDF file."""
    yield row
    for time in range(2, times + 1):
        if time == 2:
            yield words.gettext("2nd time")
        elif time == 3:
            yield words.gettext("3rd time")
        else:
            yield words.gettext("%(number)sth time") % {"number": time}


def find_code(address: str, remember: Remember) -> Code:
    """Return the QR code of an address, drawn now or before."""
    return remember(("code", address), partial(draw_code, address))


def draw_code(address: str) -> Code:
    """Return the QR code of an address, with enough spare to be read with a corner of it dirty."""
    import segno  # here, since most codes were drawn before

    # Level M: 15 % may be lost (ISO/IEC 18004). A choice, the same for each address: by itself
    # segno takes a higher level wherever the code stays as large.
    # Trying all eight masks takes three quarters of the time. A code says which mask it has; for
    # addresses this one is the best most often, and was read as often as the best.
    matrix = segno.make_qr(address, error="m", boost_error=False, mask=2).matrix
    moves = []
    x, y = 0, 0.0
    for row, modules in enumerate(matrix):
        for start, length in find_runs(modules):
            # One path of relative moves is a quarter as long as a square for each module.
            moves.append(f"m{start - x} {row + 0.5 - y:g}h{length}")
            x, y = start + length, row + 0.5
    return Code(len(matrix), "".join(moves))


def find_runs(modules: Iterable[int]) -> list[tuple[int, int]]:
    """Return where each run of dark modules in a row begins, and how long it is."""
    text = "".join("x" if dark else " " for dark in modules)
    return [(run.start(), len(run[0])) for run in re.finditer("x+", text)]


@once_each
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
            label,
        )
        for (paper, size), label in labels.items()
    )


def all_files(pages: Iterable[PurePosixPath]) -> tuple[SheetFile, ...]:
    """Return the files of all pages that print as sheets."""
    return tuple(
        file
        for page in sorted(pages)
        if page.suffix == ".html" and page.parts[0] in {"exercises", "routines"}
        for file in files_of(page)
    )
