"""What the preview shows now: the last good site, and what is wrong or could be better."""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from fields.errors import how_many, some_of
from generator.commands.findings import Finding, Outcome
from generator.content.sources import hash_pattern
from generator.pages.plan import not_found, only_for_editors

Tree = Mapping[PurePosixPath, bytes]
most_names = 3
"""How many changed files a line in the terminal names: a choice."""

of_drawing = {"poses", "figures"}
"""The folders of which a change alters pictures, and what a page makes of them."""

# What a page can take on without being loaded anew: a style or a picture under another hash.
asset = re.compile(rf"([\w./-]+){hash_pattern}(\.(?:css|svg|png|jpe?g|webp))".encode())


class Preview:
    """What is shown now.

    *number* counts what there was to see. Pages ask for it, so that none depends on being told.
    While the site *is_partial*, because figures are being drawn, a page need not be loaded for what
    has come since the number *changed*: it will be when all of them are there.

    *with_examples*, somebody has asked for a page that only editors have, which takes a rebuild a
    third longer.
    """

    def __init__(
        self, rebuild: Callable[[], Outcome], is_drawing: Callable[[], bool] = lambda: False
    ) -> None:
        self.rebuild = rebuild
        self.is_drawing = is_drawing
        self.is_partial = False
        self.number = 0
        self.changed = 0
        self.asked_again = False
        self.with_examples = False
        self.wake: Callable[[], object] = lambda: None
        self.tree: Tree = {}
        self.mistakes: tuple[Finding, ...] = ()
        self.warnings: tuple[Finding, ...] = ()
        self.has_failed = False

    def ask_again(self) -> None:
        """Let the next look rebuild, though no source has changed, and *wake* who looks: from
        another thread."""
        self.asked_again = True
        with suppress(RuntimeError):  # the preview has just ended
            self.wake()

    def ask_for(self, address: PurePosixPath) -> None:
        """Rebuild with the pages for editors, once somebody asks for one of them."""
        if address in only_for_editors and not self.with_examples:
            self.with_examples = True
            self.attempt()

    def attempt(self, changed: Collection[Path] = ()) -> bool:
        """Rebuild and say so, or say what is wrong; tell whether there is something new to see.

        Drawing writes figures, which are sources too: so a change may be seen a second time.
        """
        started = time.perf_counter()
        self.asked_again = False
        was_drawing = self.is_drawing()
        outcome = self.rebuild()
        said = name_files(changed)
        took = f"{time.perf_counter() - started:.1f} seconds"
        before = self.tree, self.mistakes, self.warnings, self.is_partial
        # What has begun or ended meanwhile may have been read in part; at the end it asks again.
        self.is_partial = was_drawing or self.is_drawing()
        self.mistakes = tuple(outcome.mistakes)
        self.has_failed = outcome.tree is None
        if outcome.tree is None:
            if changed or self.mistakes != before[1]:
                self.say_mistakes(said)
        else:
            new = [each for each in outcome.warnings if each not in self.warnings]
            self.tree, self.warnings = outcome.tree, tuple(outcome.warnings)
            if (self.tree, self.mistakes) != before[:2] or new:
                self.say_built(before[0], new, said, took)
        seen = (self.tree, self.mistakes, self.warnings, self.is_partial) != before
        self.number += seen
        is_drawn = self.is_partial and {path.parent.name for path in changed} <= of_drawing
        if self.tree != before[0] and not is_drawn:
            self.changed = self.number
        return seen

    def say_mistakes(self, said: str) -> None:
        """Print what is wrong."""
        keep = "The last good site stays up; mend this, and the preview goes on."
        begin = "Mend this, and the preview begins."
        lines = [f"At {time.strftime('%H:%M:%S')}{said}:", *map(str, self.mistakes)]
        print("\n".join([*lines, keep if self.tree else begin]), file=sys.stderr, flush=True)

    def say_built(self, before: Tree, new: Sequence[Finding], said: str, took: str) -> None:
        """Print which warnings are new, and what was rebuilt."""
        for warning in new:
            print(f"warning: {warning}")
        pages = [path for path in {*before, *self.tree} if path.suffix == ".html"]
        changed = sum(before.get(path) != self.tree.get(path) for path in pages)
        what = f"{how_many(changed, 'page')} changed"
        print(f"Rebuilt at {time.strftime('%H:%M:%S')} in {took}{said}: {what}.", flush=True)

    def describe(self, address: PurePosixPath) -> dict[str, object]:
        """Return what a page has to know to follow: see `page.js`."""
        page = find_page(self.tree, address)[1] if self.tree else b""
        # While nothing is built, they are those of older files, whose lines have moved.
        known = () if self.has_failed else self.warnings
        about = sorted(known, key=lambda each: each.page != str(address))
        return {
            "number": self.number,
            "changed": self.changed,
            "partial": self.is_partial,
            "look": look_of(page),
            "assets": assets_of(page),
            "mistakes": [each._asdict() for each in self.mistakes],
            "warnings": [each._asdict() for each in about],
            "here": sum(each.page == str(address) for each in about),
        }


def find_page(tree: Tree, address: PurePosixPath) -> tuple[bool, bytes]:
    """Return whether there is a file at an address, and the file or the page that says there is
    none."""
    data = tree.get(address)
    return (True, data) if data is not None else (False, tree[not_found])


def look_of(page: bytes) -> str:
    """Return a text that differs when a page has to be loaded anew; empty for no page."""
    return hashlib.sha256(asset.sub(rb"\1\2", page)).hexdigest()[:16] if page else ""


def assets_of(page: bytes) -> list[str]:
    """Return what a page can take on without being loaded anew, in its order."""
    return [match[0].decode() for match in asset.finditer(page)]


def name_files(changed: Collection[Path]) -> str:
    """Return which files have changed, as a part of a sentence."""
    names = sorted(path.name for path in changed)
    return f" after a change of {some_of(names, most_names)}" if names else ""
