from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import pytest

heaviest_scripts = 8_900
heaviest_of_a_routine = 11_300
"""Of the scripts of one page that its first view waits for, compressed, in bytes."""
heaviest_later = 2_700
heaviest_later_of_a_routine = 2_900
"""Of those that come later."""

later = re.compile(rb"<template data-later>.*?</template>", re.DOTALL)
"""What stands in a page and comes after its first view."""

literals = re.compile(
    r"""//[^\n]*|/\*.*?\*/  # comments, which may hold quotes
    |(?:closest|matches|matchMedia|querySelector(?:All)?)\((?:"[^"\n]*"|'[^'\n]*')\)
    |"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|`(?P<template>[^`]*)`""",
    re.DOTALL | re.VERBOSE,
)
"""The texts of a script in its order; those that select elements are passed over."""

no_words = {
    "T12:00": "noon of a day",
    "Escape": "a key",
    "Enter": "a key",
    "NFD": "a form of letters",
    "700 98px ": "a font",
    "guided-routine, hold-timer": "elements",
    "GET": "a method",
    "SHA-256": "a hash",
}
"""Texts with blanks or capitals that no reader sees or hears, and what they are."""


def words_in(script: str) -> Iterator[str]:
    """Yield the texts in a script that a reader might see or hear."""
    for literal in literals.finditer(script):
        text = next((group for group in literal.groups() if group), "")
        text = re.sub(r"\$\{[^{}]*\}", "", text)
        sentence = re.search(r"[^\W\d_]", text) and re.search(r"\s|\b[A-Z]|[^\x00-\x7f]", text)
        if sentence and text not in no_words:
            yield text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('now.textContent = "Rest"', ["Rest"]),
        ('button.title = "go on"', ["go on"]),
        ("left.textContent = `${minutes} minutes`", [" minutes"]),
        ("took.textContent = `${n} of ${all.length}, ${more ? 'x' : 'y'}`", [" of , "]),
        ("next.textContent = 'Zurück'", ["Zurück"]),
        ('// "Rest" is said', []),
        ('part.closest("a, button") // Isn\'t one', []),
        ('remember(`dose:${name}`, "left")', []),
        ('cell.textContent = `${day} ${"✓".repeat(2)}`', []),
    ],
)
def test_words_in_a_script_are_found(line: str, words: list[str]) -> None:
    assert list(words_in(line)) == words


def test_no_script_has_words_of_its_own(static: Mapping[PurePosixPath, bytes]) -> None:
    scripts = {path: data.decode() for path, data in static.items() if path.suffix == ".js"}
    assert scripts
    assert {str(path): list(words_in(text)) for path, text in scripts.items()} == {
        str(path): [] for path in scripts
    }
    seen = "".join(scripts.values())
    for text in no_words:
        assert any(part in seen for part in text.split("( ")), f"{text} is nowhere any more"


def test_all_scripts_of_a_page_stay_light(
    real_tree: Mapping[PurePosixPath, bytes], library_tree: Mapping[PurePosixPath, bytes]
) -> None:
    pages = [
        (path, tree)
        for tree in (real_tree, library_tree)
        for path in tree
        if path.suffix == ".html"
    ]
    heaviest = 0
    for page, tree in pages:
        weight = weigh(first_scripts_of(page, tree))
        limit, limit_later = heaviest_scripts, heaviest_later
        if page.parts[0] == "routines":
            limit, limit_later = heaviest_of_a_routine, heaviest_later_of_a_routine
        assert weight <= limit, (page, weight)
        assert weigh(later_scripts_of(page, tree)) <= limit_later, page
        heaviest = max(heaviest, weight)
    assert heaviest > 5_000  # so that a page without its timer does not pass unnoticed


parts = {
    b"class HoldTimer": b"<hold-timer ",
    b"class FigureMover": b"<hold-timer ",  # figures follow the timer; without it they stand still
    b"class GuidedRoutine": b"<guided-routine ",
    b"class TickedWeek": b"<ticked-week ",
    b"function drawCalendar(": b'<table class="calendar__days"',
    b"class ComeBack": b"<come-back ",
    b"class ExerciseFilter": b"<exercise-filter ",
    b"class ExerciseSearch": b"<exercise-search ",
    b"[data-fold]": b" data-fold",
    b"class SheetOptions": b"<sheet-options ",
    b"serviceWorker": b'<p class="offline"',
    b"class RoutineReminder": b"<routine-reminder ",
    b"class KeptHere": b"<kept-here ",
}
"""What the script of a part has, and what a page has that needs it."""


def test_a_script_is_loaded_where_its_part_is(
    real_tree: Mapping[PurePosixPath, bytes], library_tree: Mapping[PurePosixPath, bytes]
) -> None:
    pages = [(path, real_tree) for path in real_tree if path.suffix == ".html"]
    pages += [(path, library_tree) for path in library_tree if path.parts[0] == "lists"]
    used = set()
    for page, tree in pages:
        script = b"\n".join(scripts_of(page, tree))
        loaded = {code for code in parts if code in script}
        assert loaded == {code for code, part in parts.items() if part in tree[page]}, page
        used |= loaded
    assert used == set(parts)


no_parts = {
    "days": "for all parts",
    "words": "for all parts",
    "settings": "for all parts",
    "later": "for all parts",
    "examples": "of a page",
    "moved": "of a page",
}


def test_the_script_of_a_part_is_called_like_its_template(
    static: Mapping[PurePosixPath, bytes], templates: Mapping[PurePosixPath, bytes]
) -> None:
    names = {path.stem for path in static if path.parent == PurePosixPath("static/js")}
    called = {
        path.stem.replace("_", "-")
        for path in templates
        if path.parent == PurePosixPath("templates/parts")
    }
    assert names - called == set(no_parts)


def scripts_of(page: PurePosixPath, tree: Mapping[PurePosixPath, bytes]) -> list[bytes]:
    """Return the scripts that a page loads, sooner or later."""
    return first_scripts_of(page, tree) + later_scripts_of(page, tree)


def first_scripts_of(page: PurePosixPath, tree: Mapping[PurePosixPath, bytes]) -> list[bytes]:
    return scripts_in(later.sub(b"", tree[page]), tree)


def later_scripts_of(page: PurePosixPath, tree: Mapping[PurePosixPath, bytes]) -> list[bytes]:
    return scripts_in(b"".join(later.findall(tree[page])), tree)


def weigh(scripts: list[bytes]) -> int:
    return sum(len(gzip.compress(script, 9)) for script in scripts)


def scripts_in(html: bytes, tree: Mapping[PurePosixPath, bytes]) -> list[bytes]:
    names = re.findall(rb'<script src="[^"]*?(assets/[^"]+)"', html)
    return [tree[PurePosixPath(name.decode())] for name in names]
