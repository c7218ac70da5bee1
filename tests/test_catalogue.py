"""What the site says in one language, and how templates and scripts come by it."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import PurePosixPath

import pytest

from generator.pages.render import make_environment
from generator.words.catalogue import Words, english

polish = Words(
    "ltr",
    NullTranslations(),
    3,
    "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
)


def render(source: str, words: Words = english, **values: object) -> str:
    templates = {PurePosixPath("templates/a.html"): source.encode()}
    return make_environment(templates, words).get_template("a.html").render(values)


class Marked(NullTranslations):
    """Says every message with a sign that HTML would read."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"<{msgid1 if n == 1 else msgid2}>"

    def pgettext(self, context: str, message: str) -> str:
        return f"<{context} {message}>"


marked = Words("ltr", Marked(), 2, "n != 1")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{{ _("Hold") }}', "&lt;Hold&gt;"),
        ('{{ _("Hold %(what)s", what=it) }}', "&lt;Hold &amp;&gt;"),
        ("{% trans %}Hold {{ it }}{% endtrans %}", "&lt;Hold &amp;&gt;"),
        (
            "{% trans number=2 %}{{ number }} day{% pluralize %}{{ number }} days{% endtrans %}",
            "&lt;2 days&gt;",
        ),
        ('{{ pgettext("time", "May") }}', "&lt;time May&gt;"),
        ('{{ {"next": with_gaps("Next: %(label)s")}.next }}', "&lt;Next: %(label)s&gt;"),
        ('{{ plural_forms("day", "days")|join(",") }}', "&lt;day&gt;,&lt;days&gt;"),
    ],
)
def test_a_translation_is_text_and_so_is_what_fills_its_gaps(source, text):
    assert render(source, marked, it="&") == text


def test_a_script_gets_each_form_of_a_message_and_which_number_takes_it():
    assert english.plural_forms("a day", "%(n)s days") == ["a day", "%(n)s days"]
    assert english.plural_index[:4] == "1011"
    assert english.plural_index[101] == "1"
    assert polish.plural_index[:6] == "201112"
    assert [polish.plural_index[number] for number in (22, 112, 122)] == ["1", "2", "1"]
    assert len(polish.plural_forms("day", "days")) == 3


def test_a_sentence_may_stand_on_several_lines_of_a_template():
    assert render("{% trans %}\n  Hold\n  it.\n{% endtrans %}") == "Hold it."
