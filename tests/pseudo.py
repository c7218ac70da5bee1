"""A language that nobody speaks, made from the messages themselves: each in brackets, longer by
two fifths, with no letter left that an author would write, from right to left.

What a site in it still says in plain letters came through no catalogue.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from babel.messages.catalog import Catalog

from generator.words.catalogue import gap
from tests.catalogues import compile, gather

language = "ar-XB"
"""Unicode's name for such a language."""
letters = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵĥíĵķĺḿńóṕɋŕśţúṽẃẋýźÁƁĆĐÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŢÚṼẂẊÝŹ",
)
padding = "ḷṓṅḡḗṙ "


def disguise(text: str) -> str:
    """Return a message in that language; its gaps stay."""
    parts = re.split(f"({gap.pattern})", text)
    disguised = "".join(part if gap.fullmatch(part) else part.translate(letters) for part in parts)
    length = round(len(gap.sub("", text)) * 0.4)
    return f"[{disguised}{(padding * length)[:length].rstrip()}]"


def make_catalogues() -> dict[PurePosixPath, bytes]:
    """Return the catalogues that a site in that language needs. It counts as Arabic does."""
    catalog = gather("ar", Catalog())
    for message in catalog:
        if isinstance(message.id, tuple):
            singular, plural = message.id
            forms = [disguise(plural)] * catalog.num_plurals
            message.string = (forms[0], disguise(singular), *forms[2:])
        elif message.id:
            message.string = disguise(message.id)
    return {PurePosixPath("locales", f"{language}.mo"): compile(catalog)}


def in_pseudo(content: dict[PurePosixPath, bytes]) -> dict[PurePosixPath, bytes]:
    """Return a content folder that says it is written in that language."""
    settings = PurePosixPath("content", "site.yaml")
    changed = content[settings].replace(b"language: en", f"language: {language}".encode())
    assert changed != content[settings]
    return {**content, settings: changed}
