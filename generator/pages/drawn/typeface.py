"""How wide text is in a typeface, and so where its lines break.

A picture of text has nobody who breaks its lines. The two tables of a TrueType file that say how
wide each letter is are small enough to be read here: a package for fonts would be one more to
install for every build.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from struct import unpack_from
from typing import NamedTuple

Widths = Mapping[str, float]
"""The width of each letter of a typeface, as a part of its size."""

# Letters may stand a little further apart than their own widths say: kerning isn't counted.
slack = 1.02
unseen: dict[str, str | int | None] = {"\u00ad": None, "\u200b": None, "\u2011": "-"}
"""Where a word may break, or may not: the breaks are made here, and most typefaces lack these."""


class Lines(NamedTuple):
    """Text broken into lines of one size."""

    size: int
    texts: tuple[str, ...]


def read_widths(font: bytes) -> Widths:
    """Return the width of each letter in a TrueType font."""
    # Places of the fields: the OpenType specification, tables head, hhea, hmtx and cmap.
    tables = {
        font[at : at + 4]: unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", font, 4)[0], 16)
    }
    (units,) = unpack_from(">H", font, tables[b"head"] + 18)
    (count,) = unpack_from(">H", font, tables[b"hhea"] + 34)
    widths = unpack_from(">" + "Hh" * count, font, tables[b"hmtx"])[::2]
    # The glyphs behind the last that has a width of its own are as wide as that one.
    return {
        letter: widths[min(glyph, count - 1)] / units
        for letter, glyph in read_glyphs(font, tables[b"cmap"])
    }


def read_glyphs(font: bytes, cmap: int) -> Iterator[tuple[str, int]]:
    """Yield each letter of a font and the number of its glyph, from a table of format 4."""
    (subtables,) = unpack_from(">H", font, cmap + 2)
    starts = {cmap + unpack_from(">I", font, cmap + 8 + 8 * index)[0] for index in range(subtables)}
    at = next(start for start in sorted(starts) if unpack_from(">H", font, start)[0] == 4)
    count = unpack_from(">H", font, at + 6)[0] // 2
    ends = unpack_from(f">{count}H", font, at + 14)
    firsts = unpack_from(f">{count}H", font, at + 16 + 2 * count)
    deltas = unpack_from(f">{count}H", font, at + 16 + 4 * count)
    ranges = at + 16 + 6 * count
    for index, (first, last) in enumerate(zip(firsts, ends, strict=True)):
        place = ranges + 2 * index
        (offset,) = unpack_from(">H", font, place)
        # 0xFFFF marks the end of the table and is no letter.
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:  # counted from where it stands itself
                (glyph,) = unpack_from(">H", font, place + offset + 2 * (code - first))
            if glyph:
                # Sums are modulo 65536, by the specification.
                yield chr(code), (glyph + deltas[index]) & 0xFFFF


def tidy(text: str) -> str:
    """Return text as it is drawn: each letter with its marks as one sign, and no signs unseen."""
    return unicodedata.normalize("NFC", " ".join(text.split())).translate(str.maketrans(unseen))


def can_write(text: str, widths: Widths) -> bool:
    """Tell whether a typeface has all letters of a text."""
    return set(text) <= widths.keys()


def measure(text: str, widths: Widths) -> float:
    """Return how wide a text is at most, as a part of its size."""
    return slack * sum(widths[letter] for letter in text)


def fit(text: str, widths: Widths, width: int, height: int, sizes: Sequence[int]) -> Lines:
    """Return the lines of a text in the largest of *sizes* in which it fits into a box.

    Smaller letters come before a broken word: only where a word is too long in the last size too
    is it broken, without a hyphen, because nobody here knows its syllables. What is too much even
    so ends in an ellipsis.
    """
    for size in sizes:
        lines = [*wrap(text, widths, width / size)]
        if len(lines) <= lines_in(height, size) and all(
            measure(line, widths) <= width / size for line in lines
        ):
            return Lines(size, tuple(lines))
    lines = [*wrap(text, widths, width / sizes[-1], breaking=True)]
    most = lines_in(height, sizes[-1])
    if len(lines) > most:
        lines[most - 1 :] = [shorten(lines[most - 1], widths, width / sizes[-1])]
    return Lines(sizes[-1], tuple(lines))


def lines_in(height: int, size: int) -> int:
    """Return how many lines of a size stand above each other in a height."""
    return max(1, height // line_height(size))


def line_height(size: int) -> int:
    """Return how far below each other the lines of a size stand."""
    # Of Atkinson Hyperlegible: from the foot of a g to the top of an É it is 1.09 of the size; the
    # typeface itself asks for 1.24, which is for lines of a text and not for a few of a title.
    return round(size * 1.18)


def wrap(text: str, widths: Widths, width: float, breaking: bool = False) -> Iterator[str]:
    """Yield lines of text; a word too long for one stands alone, or is broken."""
    line = ""
    # A hyphen inside a word may end a line, too, and a blank goes with the word before it.
    for word in re.split(r"(?<= )|(?<=\w-)(?=\w)", text):
        if line and measure((line + word).rstrip(), widths) > width:
            yield line.rstrip()
            line = ""
        line += word
        while breaking and len(line) > 1 and measure(line.rstrip(), widths) > width:
            # One letter at least, or a narrow line would never end.
            cut = 1
            while measure(line[: cut + 1], widths) <= width:
                cut += 1
            yield line[:cut]
            line = line[cut:]
    if line:
        yield line.rstrip()


def shorten(line: str, widths: Widths, width: float) -> str:
    """Return a line with an ellipsis at its end, cut so that it still fits."""
    while line and measure(f"{line}…", widths) > width:
        line = line[:-1]
    return f"{line.rstrip(' ,;:.-')}…"
