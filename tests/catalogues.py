"""The catalogues of `locales/`: what the sources say, and what each language has for it.

`make words` takes new messages into every catalogue, drops those that nobody says any more, and
compiles it. A message whose English has changed is a new one: nothing is guessed from the old.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from fields.errors import CatalogueError, how_many
from generator.words.catalogue import read_words

project = Path(__file__).resolve().parent.parent
locales = project / "locales"
keywords = {**DEFAULT_KEYWORDS, "message": None, "with_gaps": None, "plural_forms": (1, 2)}
hint = "Translators:"
"""Begins a comment above a message that goes into the catalogues with it."""
templates = {
    "trimmed": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
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
        method, options = ("python", {}) if path.suffix == ".py" else ("jinja2", templates)
        data = io.BytesIO(path.read_bytes())
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


def find_missing(catalog: Catalog) -> list[str]:
    """Return the messages without a translation, or with a doubtful one."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not message.string or not all(message.string))
    ]


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
        raise CatalogueError(f"{path.name}: {error}") from error
    lines = path.read_text("utf-8-sig").splitlines()
    faults = [
        f"{path.name}:{number}: a text stands between two quotes"
        for number, line in enumerate(lines, 1)
        if not well_formed.fullmatch(line)
    ]
    if sum(line.startswith("msgid ") for line in lines) > len(catalog) + 1:
        faults.append(f"{path.name}: a message stands there twice; keep one of them")
    own = re.findall(r'^"Plural-Forms: (.*?)(?:\\n)?"$', "\n".join(lines), re.MULTILINE)
    if own and own[0] != rule:
        # Forms that stand in another order would come out with the wrong numbers.
        faults.append(f"{path.name}: its plural rule is {own[0]}; allowed: {rule}")
    if faults:
        raise CatalogueError("\n".join(faults))
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
    """Return a catalogue as the site reads it."""
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
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
        missing = len(find_missing(catalog))
        print(f"{path.relative_to(project)}: {how_many(missing, 'message')} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
