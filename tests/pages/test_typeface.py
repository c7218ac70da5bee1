"""The widths of letters, read from the typeface, and lines broken by them."""

from __future__ import annotations

import re
from html import unescape

import pytest
import tinycss2
from fontTools.ttLib import TTFont

from generator.pages.drawn.typeface import Lines, fit, line_height, read_widths, wrap
from tests import typeface
from tests.conftest import project

static = project / "static"

square = dict.fromkeys("abcdefghijklmnopqrstuvwxyz -…,", 0.5)
"""A typeface in which two letters are as wide as one is high."""


@pytest.mark.parametrize("weight", ["bold", "regular"])
def test_each_letter_is_as_wide_as_a_program_for_fonts_says(weight):
    path = static / "fonts" / f"atkinson-hyperlegible-next-{weight}.ttf"
    font = TTFont(path)
    letters = {chr(code): glyph for code, glyph in font.getBestCmap().items()}
    widths = {letter: font["hmtx"][glyph][0] / 1000 for letter, glyph in letters.items()}
    assert read_widths(path.read_bytes()) == widths


def test_each_letter_stands_in_the_one_file_that_the_styles_name_for_it():
    """Else a browser fetches a file for nothing, or writes a letter in another typeface."""
    ranges = {}
    for rule in tinycss2.parse_stylesheet((static / "css" / "typeface.css").read_text("utf-8")):
        text = tinycss2.serialize(rule.content or ()) if rule.type == "at-rule" else ""
        if "url(" in text:
            (file,) = re.findall(r"/([\w-]+\.woff2)", text)
            codes = re.findall(r"U\+(\w+)(?:-(\w+))?", text)
            ranges[file] = {
                code
                for first, last in codes
                for code in range(int(first, 16), int(last or first, 16) + 1)
            }
    assert ranges.keys() == {path.name for path in (static / "fonts").glob("*.woff2")}
    letters = {file: set(TTFont(static / "fonts" / file).getBestCmap()) for file in ranges}
    for file, own in letters.items():
        assert own <= ranges[file], file
        assert not any(own & ranges[other] for other in ranges if other != file), file
        assert not ranges[file] & {*map(ord, "▸▾◂")}, "a browser marks what is folded with these"
    assert letters.pop(f"{typeface.name}-basic.woff2") == typeface.basic


def test_the_typeface_has_the_letters_of_the_languages_that_are_planned_for():
    letters = set(TTFont(static / "fonts" / f"{typeface.name}-regular.ttf").getBestCmap())
    samples = "ąćęłńóśźż ăâîșț ŵŷ äöüß çğıİöşü áéíñóú àèìòù åæø"
    assert {*samples, *samples.upper()} <= {*map(chr, letters)}


def test_english_pages_need_the_first_file_alone(real_tree):
    """Signs such as a tick, which the typeface lacks, come from another one."""
    more = TTFont(static / "fonts" / f"{typeface.name}-more.woff2").getBestCmap()
    for address, data in real_tree.items():
        if address.suffix == ".html":
            said = re.sub(r"<script.*?</script>|<[^>]*>", "", data.decode(), flags=re.DOTALL)
            found = {letter for letter in unescape(said) if ord(letter) in more}
            assert not found, address


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 4, ["one two", "three"]),
        ("one two three", 20, ["one two three"]),
        ("wellformed word", 3, ["wellformed", "word"]),
        ("well-formed word", 4, ["well-", "formed", "word"]),
        ("a - b", 10, ["a - b"]),
        ("", 4, []),
    ],
)
def test_lines_break_at_blanks_and_behind_hyphens(text, width, lines):
    assert [*wrap(text, square, width)] == lines


def test_a_word_too_long_is_broken_where_the_line_ends_and_only_if_asked():
    assert [*wrap("go to abcdefghij", square, 2.1, breaking=True)] == [
        "go",
        "to",
        "abcd",
        "efgh",
        "ij",
    ]


def test_smaller_letters_come_before_a_broken_word():
    assert fit("abcdefgh", square, 50, 100, (20, 10)) == Lines(10, ("abcdefgh",))


def test_a_text_that_fits_in_no_size_ends_in_an_ellipsis():
    size, texts = fit("abc " * 50, square, 50, 3 * line_height(10), (20, 10))
    assert (size, len(texts)) == (10, 3)
    assert texts[-1].endswith("abc…") or texts[-1].endswith("a…")


def test_a_box_narrower_than_a_letter_takes_a_letter_a_line():
    assert fit("abc", square, 1, 100, (10,)).texts == ("a", "b", "c")
