"""What the site says in one language, and how templates and scripts come by it."""

from __future__ import annotations

from dataclasses import replace
from gettext import NullTranslations
from pathlib import PurePosixPath

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.messages.catalog import Catalog

from fields.errors import CatalogueError
from generator.content.site import parse_site
from generator.model import Amount, Dose, Phase
from generator.pages.render import make_environment
from generator.words import limbs
from generator.words.catalogue import Words, english, find_words, from_right_to_left, read_words
from generator.words.dose import dose_as_json
from generator.words.dose_words import describe_dose, shorten_dose
from generator.words.imprint import describe_date
from tests.catalogues import compile

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


german = PurePosixPath("locales/de.mo")


def compiled(message: str | tuple[str, str], string: str | tuple[str, str]) -> bytes:
    catalog = Catalog("de")
    catalog.add(message, string)
    return compile(catalog)


@pytest.mark.parametrize(
    ("message", "string", "fault"),
    [
        ("Hold", "<b>Halten</b>", 'has a "<"; write plain text, without tags and entities'),
        ("Hold", "Hand &amp; Fuß", 'has a "&"; write plain text, without tags and entities'),
        ("Hold", " ", "is empty"),
        ("Rest %(time)s.", "Pause.", "has the gaps none; allowed: %(time)s"),
        ("Hold", "%(time)s halten", "has the gaps %(time)s; allowed: none"),
        ("Rest %(time)s.", "%(zeit)s Pause.", "has the gaps %(zeit)s; allowed: %(time)s"),
        ("Hold", "zu 100 % halten", 'has a "%" that begins no gap; leave it out'),
        (("%(n)s day", "%(n)s days"), ("%(n)s Tag", "Tage"), "has the gaps none; allowed: %(n)s"),
    ],
)
def test_a_translation_that_cannot_be_is_refused_with_file_and_message(message, string, fault):
    source = message if isinstance(message, str) else message[0]
    with pytest.raises(CatalogueError) as error:
        read_words(german, compiled(message, string))
    assert str(error.value) == f'locales/de.mo: the translation of "{source}" {fault}'


def test_a_form_for_one_may_leave_its_number_out_as_the_source_does():
    words = read_words(german, compiled(("a day", "%(n)s days"), ("ein Tag", "%(n)s Tage")))
    assert words.plural_forms("a day", "%(n)s days") == ["ein Tag", "%(n)s Tage"]


@pytest.mark.parametrize("data", [b"", b"msgid", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_what_is_no_compiled_catalogue_is_refused(data):
    with pytest.raises(CatalogueError, match=r"^locales/de\.mo: this is no compiled catalogue"):
        read_words(german, data)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("utf-8", "utf-9", "this is no compiled catalogue (unknown encoding"),
        ("(n != 1)", "(n % 0 )", "this is no compiled catalogue (integer modulo by zero)"),
        ("(n != 1)", "(n  + 1)", "its header gives numbers a form that there is not: nplurals=2"),
        ("nplurals=2", "nplurals=3", 'the translation of "day" has 2 forms; allowed: 3'),
    ],
)
def test_a_header_that_cannot_be_is_refused(old, new, fault):
    data = compiled(("day", "days"), ("Tag", "Tage"))
    assert old.encode() in data
    assert len(old) == len(new)
    with pytest.raises(CatalogueError) as error:
        read_words(german, data.replace(old.encode(), new.encode()))
    assert f"locales/de.mo: {fault}" in str(error.value)


def test_the_list_of_languages_from_right_to_left_is_that_of_unicode():
    known = {code for code in locale_identifiers() if Locale.parse(code).text_direction == "rtl"}
    assert from_right_to_left - {"ckb"} <= {code.split("_")[0] for code in known}
    assert {code for code in known if len(code) == 2} <= from_right_to_left


def test_a_catalogue_without_a_plural_rule_is_refused():
    data = compiled("Hold", "Halten").replace(b"Plural-Forms", b"Plural-Farms")
    with pytest.raises(CatalogueError, match="its header has no"):
        read_words(german, data)


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Halten"), ("de-AT", "Halten"), ("en", "Hold"), ("en-GB", "Hold"), ("de-CH", "Hebe")],
)
def test_a_language_of_one_country_has_the_words_of_the_wider_one(language, said):
    catalogues = {
        german: compiled("Hold", "Halten"),
        PurePosixPath("locales/de-CH.mo"): compiled("Hold", "Hebe"),
        PurePosixPath("locales/de.po"): b"not read",
    }
    words = find_words(language, catalogues)
    assert words is not None
    assert words.gettext("Hold") == said
    assert find_words("pl", catalogues) is None


@pytest.mark.parametrize(
    ("name", "direction"),
    [("de", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("ar-XB", "rtl"), ("ku-Arab", "rtl")],
)
def test_a_language_runs_in_the_direction_of_its_script(name, direction):
    data = compiled("Hold", "Halten")
    assert read_words(PurePosixPath(f"locales/{name}.mo"), data).direction == direction


@pytest.mark.parametrize("language", ["pl", "pt-BR", "de"])
def test_a_site_in_a_language_without_words_is_refused_with_those_there_are(problems_of, language):
    (problem,) = problems_of({"site.yaml": f"title: A\nlanguage: {language}\n"})
    assert problem == (
        f'content/site.yaml:2: language is "{language}", in which the site can say nothing; allowed'
        ": en, each also as one country has it, such as en-GB; docs/translating.md adds one"
    )


def test_an_empty_message_is_not_the_header_of_a_catalogue():
    assert read_words(german, compiled("Hold", "Halten")).gettext("") == ""


def test_the_usual_words_of_a_site_are_in_its_language_and_its_own_as_they_are(knee):
    settings = PurePosixPath("content/site.yaml")
    catalogues = {german: compiled("Exercises", "Übungen")}
    own = knee | {settings: b"title: A\nlanguage: de\nprivacy: Exercises\n"}
    site = parse_site(own, catalogues=catalogues)
    assert (site.menu, site.privacy) == ("Übungen", "Exercises")
    assert parse_site(knee).menu == "Exercises"


def test_a_date_keeps_its_order_among_words_from_right_to_left():
    assert describe_date("2026-11-25", english) == "2026-11-25"
    arabic = replace(english, direction="rtl")
    assert describe_date("2026-11-25", arabic) == "\u20662026-11-25\u2069"
    assert describe_date("", arabic) == ""


def test_a_label_that_no_author_wrote_is_said_in_the_language_and_others_as_they_are():
    one = Amount(1, 1, 1, 1, 1)
    lift, hold = (Phase(label, one, named=True) for label in ("Lift", "Hold"))
    phases = (Phase("Hold", one), Phase("Move", one), lift, hold)
    dose = Dose(phases, one, one, "both", "side", 0, one)
    labels = [phase["label"] for phase in dose_as_json(dose, marked)["phases"]]
    assert labels == ["<Hold>", "<Move>", "Lift", "Hold"]


def test_a_sentence_takes_the_plural_of_the_upper_number_of_a_range():
    few = Amount(2, 5, 3, 2, 5)
    one = Amount(1, 1, 1, 1, 1)
    dose = Dose((Phase("Hold", one),), few, one, "both", "side", 0, one)
    catalog = Catalog("pl")
    forms = ("%(number)s raz.", "%(number)s razy (2-4).", "%(number)s razy (5).")
    catalog.add(("Do this %(number)s time.", "Do this %(number)s times."), forms)
    words = read_words(PurePosixPath("locales/pl.mo"), compile(catalog))
    assert "2 to 5 razy (5)." in describe_dose(dose, words)


def test_every_limb_has_a_phrase_for_each_side():
    assert set(limbs.as_name) == set(limbs.in_line) == set(limbs.in_sentence)
    for limb, names in limbs.as_name.items():
        assert set(limbs.in_sentence[limb]) == set(limbs.in_line[limb])
        assert {"each", "one", "left", "right"} <= set(limbs.in_line[limb])
        assert set(names) == {"left", "right", "one"}


def test_a_time_in_a_sentence_may_have_another_ending_than_by_itself():
    one = Amount(1, 1, 1, 1, 1)
    minute = Amount(60, 60, 60, 60, 60)
    dose = Dose((Phase("Hold", minute),), one, one, "both", "side", 0, one)
    catalog = Catalog("pl")
    forms = ("%(number)s minute", "%(number)s minutes")
    catalog.add(forms, ("%(number)s minuta", "%(number)s minuty", "%(number)s minut"))
    catalog.add(
        forms, ("%(number)s minutę", "%(number)s minuty", "%(number)s minut"), context="for"
    )
    words = read_words(PurePosixPath("locales/pl.mo"), compile(catalog))
    assert describe_dose(dose, words).startswith("Hold for 1 minutę.")
    assert shorten_dose(dose, words).startswith("1 minuta")
