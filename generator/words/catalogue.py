"""What the site says in one language.

English is what stands in the sources, and needs no catalogue. Templates and modules name their
messages in it; the others look up what a translator wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations, c2py
from typing import Literal

Direction = Literal["ltr", "rtl"]

numbers_in_table = 200
"""Which form a number takes depends, beyond this, on its last two digits in every language."""


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language, and which way its script runs.

    *forms* is how many plural forms it has, *plural_rule* which of them a number *n* takes: an
    expression in C, as a catalogue has it. A message with gaps, `%(seconds)s`, is filled by `%`.
    """

    language: str
    direction: Direction
    translations: NullTranslations
    forms: int
    plural_rule: str

    def gettext(self, message: str) -> str:
        """Return a message in this language."""
        return self.translations.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return a message in the form that a number takes."""
        return self.translations.ngettext(singular, plural, number)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message where the same English may mean another thing elsewhere."""
        return self.translations.pgettext(context, message)

    def plural_forms(self, singular: str, plural: str) -> list[str]:
        """Return all forms of a message, for a script that picks one by `plural_index`."""
        first = {form: self.plural_index.find(str(form)) for form in range(self.forms)}
        return [self.ngettext(singular, plural, max(0, number)) for number in first.values()]

    @cached_property
    def plural_index(self) -> str:
        """A digit for each number from 0: which form it takes. From 200 on, a number takes that
        of 100 and its last two digits."""
        rule = c2py(self.plural_rule)
        return "".join(str(rule(number)) for number in range(numbers_in_table))


english = Words("en", "ltr", NullTranslations(), 2, "n != 1")
