"""The catalogues of `locales/`: what the sources say, and what each language has for it.

`make words` takes new messages into every catalogue, drops those that nobody says any more, and
compiles it. A message whose English has changed is a new one: nothing is guessed from the old.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from itertools import takewhile
from pathlib import Path, PurePosixPath

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from fields.errors import CatalogueError, Problem, how_many
from generator.pages.render import margin
from generator.words.catalogue import read_words, with_wider

project = Path(__file__).resolve().parent.parent
locales = project / "locales"
keywords = {**DEFAULT_KEYWORDS, "message": None, "with_gaps": None, "plural_forms": (1, 2)}
hint = "Translators:"
"""Begins a comment above a message that goes into the catalogues with it."""
gap_hints = {
    "address": "the address of a page: example.org/exercises/half-squat.html",
    "all": "how many there are in all: 3",
    "count": "how many: 3",
    "country": "where a number to call is right: Europe",
    "date": "a date in numbers",
    "day": "of a date, in two digits",
    "did": "how many exercises were done: 2",
    "dose": "several parts with commas: Hold 20 seconds, 3 times",
    "equipment": "things with commas: towel, strap",
    "fact": "How, You need, Time and the like; what it is follows in the same line",
    "grade": "how well studies support something: Makes sense",
    "help": "a link, whose words are a message of their own",
    "kept": "with commas: 12 ticked days, your print options; or nothing",
    "label": "what a part of an exercise is called: Hold, Clockwise, or Sets",
    "least": "the lower number of a range: 2",
    "limb": "with each leg, on the left side only and the like",
    "line": "what comes now, with commas: Rest, Left leg",
    "lowest": "the least that a reader may choose: 10",
    "mark": "how many footprints, 0 to 3",
    "minutes": "how many: 3",
    "month": "of a date, in two digits",
    "most": "the upper number of a range: 3",
    "name": "somebody's name and profession",
    "names": "other names of an exercise, with commas",
    "number": "a number, or a range: 3, 2 to 3",
    "often": "Twice a day, 3 times a day and the like",
    "phone": "a number to call: 112",
    "phones": "numbers to call, with commas, each with its country in brackets",
    "places": "where else an exercise can be done, with commas: on a chair",
    "position": "sitting on the floor, on a chair and the like",
    "rated": "a short statement: High heels cause back pain",
    "reasons": "why somebody should not do an exercise: numb feet, a new hip",
    "repetition": "which one, counted from 1",
    "repetitions": "how many there are",
    "routine": "the title of a routine: Start with three",
    "set": "which one, counted from 1",
    "sets": "how many there are",
    "shown": "how many of them are shown",
    "side": "Left leg, Right side and the like",
    "since": "a date: 20 November 2026",
    "time": "30 seconds, 1 minute, 20 to 30 seconds and the like",
    "title": "of the site, of a page, of an exercise or of a box",
    "version": "as an author writes it: 1.0",
    "what": "a sentence of an author: The hold is shorter.",
    "year": "of a date, in four digits",
}
"""What stands in a gap: one name means one thing in all messages."""
word_hints = {
    "Change sides": "what the reader does now",
    "Done": "above boxes to tick",
    "Found": "what a search has found, for screen readers",
    "Go on": "a button: after a pause",
    "Hold": "what the reader does now: nothing moves",
    "How": "a name of a fact: on a chair, standing and the like follow",
    "Left": "a choice: the left side",
    "Main": "the main menu, for screen readers",
    "Marked": "of a patch in a picture, for screen readers",
    "Move": "what the reader does now: one movement",
    "Pause": "a button: stop for a while",
    "Paused": "what the timer does now",
    "Rest": "what the reader does now: nothing, between two holds",
    "Right": "a choice: the right side",
    "Sets": "how many groups of repetitions",
    "Start": "a button: begin now",
    "Time": "a name of a fact: about 3 minutes and the like follow",
    "date": "heading of a column",
    "nothing": "behind You need",
}
"""What a short word means that may mean several things. Of a message in a list for a script no
comment can stand in a template."""
templates = {
    "trimmed": "true",
    "trim_blocks": "true",
    "newstyle_gettext": "true",
    "silent": "false",  # else a template that can't be read would only have no messages
}
"""What generator/pages/render.py sets too."""


def list_sources() -> list[Path]:
    """Return the files that say something to a reader."""
    python = (project / "generator").rglob("*.py")
    return sorted([*python, *(p for p in (project / "templates").rglob("*") if p.is_file())])


def read_messages() -> Iterator[tuple[str, str | tuple[str, ...], str | None, list[str]]]:
    """Yield each message with its file and context, as often as it stands in the sources."""
    for path in list_sources():
        text = path.read_text("utf-8")
        method, options = ("python", {}) if path.suffix == ".py" else ("jinja2", templates)
        data = io.BytesIO((margin.sub("", text) if method == "jinja2" else text).encode())
        for _, message, comments, context in extract(method, data, keywords, [hint], options):
            yield path.relative_to(project).as_posix(), message, context, comments


well_formed = re.compile(
    r'(#.*|\s*|((msgid|msgid_plural|msgctxt|msgstr(\[\d\])?) +)?"(\\.|[^"\\])*")'
)
"""A line of a catalogue."""


class Plain(Catalog):
    """A catalogue whose header says what a reader of it needs, and no names and dates."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", self.locale_identifier),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def gather(locale: str, known: Catalog) -> Catalog:
    """Return all messages of the sources, by file, with what is *known* of their translations."""
    about = f"# What the site says, in {Locale.parse(locale).english_name}."
    catalog = Plain(locale, header_comment=about, fuzzy=False)
    for file, message, context, comments in read_messages():
        notes = [comment.removeprefix(hint).strip() for comment in comments]
        notes += [*list_hints(message)]
        old = known.get(message, context)
        catalog.add(
            message,
            old.string if old and old.pluralizable == isinstance(message, tuple) else None,
            locations=[(file, 0)],
            flags={"fuzzy"} if old and old.fuzzy else (),
            auto_comments=notes,
            user_comments=old.user_comments if old else (),
            context=context,
        )
    return catalog


def list_hints(message: str | tuple[str, ...]) -> Iterator[str]:
    """Yield what is known of a short word, and of each gap."""
    if message in word_hints:
        yield word_hints[str(message)]
    text = message if isinstance(message, str) else message[-1]
    for name in re.findall(r"%\((\w+)\)s", text):
        yield f"{name}: {gap_hints.get(name, 'a gap without a hint')}"


def find_missing(catalog: Catalog, *wider: Catalog) -> list[str]:
    """Return the messages without a translation, or with a doubtful one, here and in those of the
    *wider* languages."""
    return [
        str(message.id)
        for message in catalog
        if message.id
        and not any(
            is_translated(each.get(message.id, message.context)) for each in (catalog, *wider)
        )
    ]


def is_translated(message: Message | None) -> bool:
    """Tell whether a message has a translation in all its forms, and no doubtful one."""
    return bool(message and message.string and all(message.string) and not message.fuzzy)


def read_wider(path: Path) -> list[Catalog]:
    """Return the catalogues from which one takes what it lacks, as the site does."""
    names = with_wider(path.stem)[1:]
    found = [read(wide) for name in names if (wide := path.with_name(f"{name}.po")).exists()]
    rule = Plain(locale_of(path)).plural_forms
    return [*takewhile(lambda wide: Plain(wide.locale_identifier).plural_forms == rule, found)]


def read(path: Path) -> Catalog:
    """Return what translators wrote for one language.

    Raises CatalogueError for what Babel would mend, or pass over, without a word.
    """
    try:
        Locale.parse(locale_of(path))
        with path.open("rb") as file:
            catalog = read_po(file, locale_of(path), abort_invalid=True)
        rule = Plain(locale_of(path)).plural_forms
    except (PoFileError, UnknownLocaleError, ValueError) as error:
        raise CatalogueError([Problem(PurePosixPath(path.name), 0, str(error))]) from error
    lines = path.read_text("utf-8-sig").splitlines()
    name = PurePosixPath(path.name)
    faults = [
        Problem(name, number, "a text stands between two quotes")
        for number, line in enumerate(lines, 1)
        if not well_formed.fullmatch(line)
    ]
    if sum(line.startswith("msgid ") for line in lines) > len(catalog) + 1:
        faults.append(Problem(name, 0, "a message stands there twice; keep one of them"))
    own = re.findall(r'^"Plural-Forms: (.*?)(?:\\n)?"$', "\n".join(lines), re.MULTILINE)
    if own and own[0] != rule:
        # Forms that stand in another order would come out with the wrong numbers.
        faults.append(Problem(name, 0, f"its plural rule is {own[0]}; allowed: {rule}"))
    if faults:
        raise CatalogueError(faults)
    return catalog


def locale_of(path: Path) -> str:
    """Return the language of a catalogue by Babel's name."""
    return path.stem.replace("-", "_")


def update(path: Path) -> Catalog:
    """Return a catalogue with the messages of today."""
    return gather(locale_of(path), read(path))


def as_text(catalog: Catalog) -> bytes:
    """Return a catalogue as its translators edit it."""
    text = io.BytesIO()
    write_po(text, catalog, width=100, sort_by_file=True, include_lineno=False)
    return text.getvalue()


def compile(catalog: Catalog) -> bytes:
    """Return a catalogue as the site reads it, without what is not translated: for a plural Babel
    would write the English, which then hid that of a wider language."""
    whole = deepcopy(catalog)
    for message in catalog:
        if message.id and not is_translated(message):
            whole.delete(message.id, message.context)
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    return compiled.getvalue()


def main() -> int:
    """Bring every catalogue up to date, or say what is wrong with any and change none."""
    made, faults = {}, []
    for path in sorted(locales.glob("*.po")):
        try:
            made[path] = update(path)
            read_words(PurePosixPath("locales", f"{path.stem}.mo"), compile(made[path]))
        except CatalogueError as error:
            faults.append(str(error))
    if faults:
        print("\n".join(faults))
        return 1
    for path, catalog in made.items():
        path.write_bytes(as_text(catalog))
        path.with_suffix(".mo").write_bytes(compile(catalog))
        missing = len(find_missing(catalog, *read_wider(path)))
        print(f"{path.relative_to(project)}: {how_many(missing, 'message')} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
