"""What the site says in one language.

English is what stands in the sources, and needs no catalogue. Templates and modules name their
messages in it; the others look up what a translator wrote in `locales/`.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

# c2py isn't documented; the library itself reads the rule of plurals with it, and bounds it.
from gettext import GNUTranslations, NullTranslations, c2py
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal

from fields.errors import CatalogueError, Problem, how_many

Catalogues = Mapping[PurePosixPath, bytes]
Direction = Literal["ltr", "rtl"]

source_language = "en"
folder = PurePosixPath("locales")
from_right_to_left = {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
"""Those of Unicode's CLDR whose usual script runs so and that have a two-letter code, and Sorani.
A list, because a catalogue's header has no field for it, and the direction of a language is
nothing to translate."""
scripts_from_right_to_left = {"Arab", "Hebr"}
"""Where the code says in which of its scripts a language is written, as in ku-Arab."""

plural_header = re.compile(r"nplurals\s*=\s*([1-9]);\s*plural\s*=\s*(.+?);?")
gap = re.compile(r"%\(\w+\)s")
numbers_in_table = 200
"""Which form a number takes depends, beyond this, on its last two digits in every language."""


def message(text: str) -> str:
    """Return a message as it is: marked for the catalogues here, and looked up where it is said."""
    return text


# No slots: a cached property needs a place to be kept in.
@dataclass(frozen=True)
class Words:
    """The words of one language, and which way its script runs.

    *forms* is how many plural forms it has, *plural_rule* which of them a number *n* takes: an
    expression in C, as a catalogue has it. A message with gaps, `%(seconds)s`, is filled by `%`.
    """

    direction: Direction
    translations: NullTranslations
    forms: int
    plural_rule: str

    def gettext(self, message: str) -> str:
        """Return a message in this language; nothing for an empty one, where a catalogue has its
        header."""
        return message and self.translations.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return a message in the form that a number takes."""
        return self.translations.ngettext(singular, plural, number)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message where the same English may mean another thing elsewhere."""
        return self.translations.pgettext(context, message)

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """Return a message in the form that a number takes, where its English may mean another
        thing elsewhere."""
        return self.translations.npgettext(context, singular, plural, number)

    def listed(self, things: Iterable[str]) -> str:
        """Return several things as one text."""
        return self.pgettext("between two things of a list", ", ").join(things)

    def plural_forms(self, singular: str, plural: str) -> list[str]:
        """Return all forms of a message, for a script that picks one by `plural_index`."""
        # A form that no number takes (-1) is never asked for: any stands in for it.
        first = [self.plural_index.find(str(form)) for form in range(self.forms)]
        return [self.ngettext(singular, plural, max(0, number)) for number in first]

    @cached_property
    def plural_index(self) -> str:
        """A digit for each number from 0: which form it takes. From 200 on, a number takes that
        of 100 and its last two digits."""
        rule = c2py(self.plural_rule)
        return "".join(str(rule(number)) for number in range(numbers_in_table))


english = Words("ltr", NullTranslations(), 2, "n != 1")
no_catalogues: Catalogues = {}
"""Enough for a site in English."""


def languages_of(catalogues: Catalogues) -> list[str]:
    """Return the codes of the languages that there are, English first."""
    stems = sorted(path.stem for path in catalogues if path.suffix == ".mo")
    return [source_language, *stems]


def find_words(language: str, catalogues: Catalogues) -> Words | None:
    """Return the words of a language, with those of the wider one for what it lacks: for de-AT
    those of de.

    Raises CatalogueError.
    """
    paths = (folder / f"{name}.mo" for name in with_wider(language))
    found = [read_words(path, catalogues[path]) for path in paths if path in catalogues]
    for narrow, wide in pairwise(found):
        # Where numbers take other forms, as in pt-PT and pt, a script would get the wrong ones.
        if narrow.plural_rule == wide.plural_rule:
            narrow.translations.add_fallback(wide.translations)
    return found[0] if found else english if language.split("-")[0] == source_language else None


def with_wider(language: str) -> list[str]:
    """Return a language and the wider ones, the narrowest first: de-AT, de."""
    parts = language.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def read_words(path: PurePosixPath, data: bytes) -> Words:
    """Return the words in one compiled catalogue. Raises CatalogueError with all its faults."""
    try:
        translations = GNUTranslations(io.BytesIO(data))
        header = translations.info().get("plural-forms", "")
        rule = plural_header.fullmatch(header)
        forms, plural_rule = (int(rule[1]), rule[2]) if rule else (1, "0")
        takes = {c2py(plural_rule)(number) for number in range(numbers_in_table)}
        faults = [
            Problem(path, 0, f'the translation of "{wanted[0]}" {fault}')
            for wanted, found in read_messages(data)
            for fault in find_faults(wanted, found, forms)
        ]
    except (OSError, ValueError, LookupError, ArithmeticError, struct.error) as error:
        message = f"this is no compiled catalogue ({error})"
        raise CatalogueError([Problem(path, 0, message)]) from error
    if rule is None:
        message = 'its header has no "Plural-Forms: nplurals=...; plural=...;"'
        faults.append(Problem(path, 0, message))
    elif not takes <= {*range(forms)}:
        message = f"its header gives numbers a form that there is not: {header}"
        faults.append(Problem(path, 0, message))
    if faults:
        raise CatalogueError(faults)
    language, *more = path.stem.split("-")
    turned = {*more} & scripts_from_right_to_left or language in from_right_to_left
    direction: Direction = "rtl" if turned else "ltr"
    return Words(direction, translations, forms, plural_rule)


def read_messages(data: bytes) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each message of a compiled catalogue and its translation, each with its plural forms.

    The standard library reads them too, but keeps no plural of the source to hold them against.
    The format: gettext's manual, "The Format of GNU MO Files".
    """
    order = "<" if data.startswith(b"\xde\x12\x04\x95") else ">"
    count, *tables = struct.unpack_from(f"{order}3I", data, 8)

    def read(table: int, index: int) -> str:
        length, start = struct.unpack_from(f"{order}2I", data, table + 8 * index)
        return data[start : start + length].decode()

    for index in range(count):
        wanted, found = (read(table, index) for table in tables)
        if wanted:  # the empty one is the header
            # A context stands before its message, with EOT between them.
            yield wanted.rpartition("\x04")[2].split("\0"), found.split("\0")


def find_faults(wanted: list[str], found: list[str], forms: int) -> Iterator[str]:
    """Yield what no translation may be: HTML, or a sentence whose gaps aren't those of a source.

    One with a plural has as many *forms* as the language.
    """
    allowed_forms = forms if len(wanted) > 1 else 1
    if len(found) != allowed_forms:
        yield f"has {how_many(len(found), 'form')}; allowed: {allowed_forms}"
    wanted_gaps = {*gap.findall(wanted[-1])}
    for text in found:
        if not text.strip():
            yield "is empty"
        for sign in ("<", "&"):
            if sign in text:
                yield f'has a "{sign}"; write plain text, without tags and entities'
        gaps = {*gap.findall(text)}
        if gaps not in [{*gap.findall(source)} for source in wanted]:
            given, allowed = (", ".join(sorted(each)) or "none" for each in (gaps, wanted_gaps))
            yield f"has the gaps {given}; allowed: {allowed}"
        if "%" in gap.sub("", text):
            yield 'has a "%" that begins no gap; leave it out'
