"""A figure -> its file: what docs/figure-format.md promises whoever reads one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path as File
from xml.etree import ElementTree

import pytest

from figures.colours import plain_style
from figures.figure import Figure, Shape
from figures.geometry.curves import Command, Point, joined_paths, line, moved, outline
from figures.svg import number, path_text, write_figure

content = File(__file__).resolve().parent.parent.parent / "content"
real = sorted((content / "figures").glob("*.svg"))
square = [Point(0, 0), Point(9.5, 0), Point(9.5, -9.5), Point(0, -9.5)]
curve = (Command("M", (0, 5)), Command("c", (-10, 5, 0, 0, 105, -3)), Command("z"))
bar = line([Point(1, 2), Point(3.5, 2), Point(3.5, -1.5)], closed=True)
plain = Figure(
    name="hold",
    title="Lift the left foot",
    description="The left foot is up.",
    mirrored_title="Lift the right foot",
    mirrored_description="The right foot is up.",
    side="left",
    width=120.4,
    height=90.3,
    shapes=(
        Shape("skin", bar),
        Shape("arrow", bar, (moved(bar, Point(1, 0)), bar), (Point(60.25, 9), 4.0)),
    ),
    motion="circle",
    person="joe",
)


def read(figure: Figure) -> ElementTree.Element:
    """The file of a figure as whoever opens it sees it."""
    return ElementTree.fromstring(write_figure(figure, "p" * 64, "c" * 64))


def part(root: ElementTree.Element, tag: str) -> ElementTree.Element:
    found = root.find(f"{{http://www.w3.org/2000/svg}}{tag}")
    assert found is not None
    return found


def test_a_file_is_as_the_docs_say() -> None:
    assert write_figure(plain, "p", "c").decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120.4 90.3" data-side="left" '
        'data-motion="circle" data-person="joe" data-pose="p" data-code="c">\n'
        '<title data-mirrored="Lift the right foot">Lift the left foot</title>\n'
        '<desc data-mirrored="The right foot is up.">The left foot is up.</desc>\n'
        f"<style>{plain_style(['arrow', 'skin'], 'joe')}</style>\n"
        '<path class="skin" d="M 1 2 l 2.5 0 l 0 -3.5 z"/>\n'
        '<path class="arrow" d="M 1 2 l 2.5 0 l 0 -3.5 z" '
        'data-frames="M 2 2 l 2.5 0 l 0 -3.5 z|M 1 2 l 2.5 0 l 0 -3.5 z" '
        'data-turns="translate(60.3 9) rotate(8) scale(1 -1) translate(-60.2 -9)"/>\n'
        "</svg>\n"
    )


def test_what_a_figure_does_not_say_is_left_out() -> None:
    still = replace(plain, side="", motion="", person="", shapes=(Shape("skin", bar),))
    root = read(still)
    assert set(root.attrib) == {"viewBox", "data-pose", "data-code"}
    assert not part(root, "title").attrib
    assert not part(root, "desc").attrib
    assert set(part(root, "path").attrib) == {"class", "d"}


def test_mirrored_words_are_written_only_where_they_differ() -> None:
    root = read(replace(plain, mirrored_title=plain.title))
    assert not part(root, "title").attrib
    assert part(root, "desc").get("data-mirrored") == "The right foot is up."


def test_words_are_escaped() -> None:
    words = "Lift <b> & \"both\" 'feet'"
    root = read(replace(plain, title=words, mirrored_description=words))
    assert part(root, "title").text == words
    assert part(root, "desc").get("data-mirrored") == words


def test_a_path_can_be_split_at_blanks_its_letters_and_numbers_standing_alone() -> None:
    arcs = joined_paths([outline(ring) for ring in (square, square[1:])])
    for path in (bar, arcs, curve):
        words = path_text(path).split(" ")
        assert all(re.fullmatch(r"[Mlcqtz]|-?(\d+|\d*\.\d)", word) for word in words)
        assert words[0] == "M"
        assert "-0" not in words


@pytest.mark.parametrize("file", real, ids=lambda file: file.stem)
def test_every_path_of_the_site_can_be_split_at_blanks(file: File) -> None:
    for element in ElementTree.parse(file).iter("{http://www.w3.org/2000/svg}path"):
        for text in (element.attrib["d"], *element.get("data-frames", "M 0 0").split("|")):
            words = text.split(" ")
            assert all(re.fullmatch(r"[Mlcqtz]|-?(\d+|\d*\.\d)", word) for word in words)
            assert words[0] == "M"
            assert "-0" not in words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.04, "0"),
        (0.5, ".5"),
        (-0.5, "-.5"),
        (12, "12"),
        (12.34, "12.3"),
        (-12.36, "-12.4"),
        (1e-12, "0"),
        (0.25, ".3"),
        (0.25 - 1e-9, ".3"),
        (100000, "100000"),
    ],
)
def test_a_length_is_written_with_one_decimal_and_no_needless_zeros(
    value: float, text: str
) -> None:
    assert number(value) == text


def test_an_empty_path_is_written_as_nothing() -> None:
    assert path_text(joined_paths([(), ()])) == ""


def test_a_file_brings_only_the_colours_of_its_own_roles() -> None:
    style = part(read(plain), "style").text
    assert style is not None
    assert set(re.findall(r"\.([a-z][\w-]*)\{", style)) == {"skin", "arrow"}
