"""The catalogues against the sources: every message is there, whole, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath

import pytest
from babel.messages.catalog import Catalog

from fields.errors import CatalogueError
from generator.words.catalogue import find_words
from tests import catalogues as catalogue_tool
from tests.catalogues import (
    as_text,
    compile,
    find_missing,
    gap_hints,
    list_sources,
    locales,
    project,
    read,
    read_messages,
    read_wider,
    update,
    word_hints,
)

catalogues = sorted(locales.glob("*.po"))
call = re.compile(
    r"""(?:\b(?:n?p?gettext|with_gaps|plural_forms|message)|(?<![\w.])_)\(\s*["']|\{%-?\s*trans\b"""
)
"""Where a message stands, found without knowing Python or Jinja."""


def test_as_many_messages_are_gathered_as_a_plain_search_finds():
    """Babel is silent about what it can't read."""
    gathered = Counter(file for file, *_ in read_messages())
    searched = {
        path.relative_to(project).as_posix(): len(call.findall(path.read_text()))
        for path in list_sources()
    }
    assert gathered == Counter({file: count for file, count in searched.items() if count})
    assert gathered.total() > 300


@pytest.mark.parametrize("path", catalogues, ids=lambda path: path.name)
def test_a_catalogue_has_every_message_of_today_and_is_compiled(path):
    catalog = update(path)
    assert find_missing(catalog, *read_wider(path)) == [], (
        "write these, and take away their mark fuzzy"
    )
    assert path.read_bytes() == as_text(catalog), "run make words"
    assert path.with_suffix(".mo").read_bytes() == compile(catalog), "run make words"


def test_every_gap_has_a_hint_for_translators_and_no_hint_is_left_over():
    messages = [message for _, message, _, _ in read_messages()]
    texts = [m if isinstance(m, str) else "".join(m) for m in messages]
    assert {name for text in texts for name in re.findall(r"%\((\w+)\)s", text)} == {*gap_hints}
    assert word_hints.keys() <= {*messages}
    german = read(locales / "de.po")
    assert "count: how many: 3" in german[("%(count)s set", "%(count)s sets")].auto_comments
    assert word_hints["Move"] in german["Move"].auto_comments


def test_no_compiled_catalogue_is_left_over():
    assert {path.stem for path in locales.glob("*.mo")} == {path.stem for path in catalogues}


@pytest.mark.parametrize(
    ("string", "flags", "missing"),
    [("Halten", (), []), ("", (), ["Hold"]), (None, (), ["Hold"]), ("Halten", ["fuzzy"], ["Hold"])],
)
def test_an_empty_or_doubtful_translation_is_missing(string, flags, missing):
    catalog = Catalog("de")
    catalog.add("Hold", string, flags=flags)
    assert find_missing(catalog) == missing


def test_a_plural_without_one_of_its_forms_is_missing():
    catalog = Catalog("de")
    catalog.add(("day", "days"), ("Tag", ""))
    assert len(find_missing(catalog)) == 1


def test_a_catalogue_of_one_country_lacks_what_neither_it_nor_the_wider_one_has(tmp_path):
    days = ("day", "days")
    found = {}
    for name, known in {"de": {days: ("Tag", "Tage")}, "de-AT": {"Hold": "Halten"}}.items():
        catalog = Catalog(name.replace("-", "_"))
        for message in ("Hold", days, "Rest"):
            catalog.add(message, known.get(message))
        (tmp_path / f"{name}.po").write_bytes(as_text(catalog))
        found[PurePosixPath("locales", f"{name}.mo")] = compile(catalog)
    path = tmp_path / "de-AT.po"
    assert find_missing(read(path), *read_wider(path)) == ["Rest"]
    words = find_words("de-AT", found)
    assert words is not None
    assert (words.gettext("Hold"), words.ngettext("day", "days", 2)) == ("Halten", "Tage")
    assert words.plural_forms("day", "days") == ["Tag", "Tage"]


def test_nothing_is_taken_from_a_wider_catalogue_where_numbers_take_other_forms(tmp_path):
    for name in ("pt", "pt-PT"):
        (tmp_path / f"{name}.po").write_bytes(as_text(Catalog(name.replace("-", "_"))))
    assert read_wider(tmp_path / "pt-PT.po") == []
    days = ("day", "days")
    found = {}
    for name, message, string in (
        ("pt", days, ("dia", "dias", "dias")),
        ("pt-PT", "Hold", "Manter"),
    ):
        catalog = Catalog(name.replace("-", "_"))
        catalog.add(message, string)
        found[PurePosixPath("locales", f"{name}.mo")] = compile(catalog)
    words = find_words("pt-PT", found)
    assert words is not None
    assert "dia" not in words.plural_forms("day", "days")


def test_a_catalogue_in_which_a_merge_left_two_versions_is_refused(tmp_path):
    path = tmp_path / "de.po"
    path.write_text('<<<<<<< ours\nmsgid "Hold"\nmsgstr "Halten"\n')
    with pytest.raises(CatalogueError):
        read(path)


header = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
hold = 'msgid "Hold"\nmsgstr "Halten"\n'


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("de", header + hold.replace('"Halten"', "Halten"), "de.po:6: a text stands between two"),
        ("de", header + hold + "\n" + hold, "a message stands there twice"),
        ("de", header.replace("n != 1", "n == 1") + hold, "its plural rule is"),
        ("xx", header + hold, "xx.po: unknown locale"),
    ],
)  # fmt: skip
def test_what_babel_would_mend_without_a_word_is_refused(tmp_path, name, text, words):
    good, path = tmp_path / "de.po", tmp_path / f"{name}.po"
    good.write_text(header + hold)
    assert len(read(good)) == 1
    path.write_text(text)
    with pytest.raises(CatalogueError, match=re.escape(words)):
        read(path)


def test_no_catalogue_is_written_while_one_of_them_is_wrong(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(catalogue_tool, "locales", tmp_path)
    german = (locales / "de.po").read_text("utf-8")
    (tmp_path / "de.po").write_text(german.replace('msgstr "Halten"', 'msgstr "<b>Halten</b>"'))
    assert catalogue_tool.main() == 1
    assert 'the translation of "Hold" has a "<"' in capsys.readouterr().out
    assert [file.name for file in tmp_path.iterdir()] == ["de.po"]


glued = re.compile(r"\}\}(?:</\w+>)*[:;,]|\}\} ?\(|\(\{\{")
"""A sign of a sentence at what a template puts into it."""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("<b>{{ name }}</b>: {{ text }}", True),
        ("{{ number }} ({{ country }})", True),
        ("{% trans %}{{ number }} ({{ country }}){% endtrans %}", False),
        ("{{ minutes }} · {{ number }}", False),
    ],
)
def test_what_is_glued(line, found):
    assert bool(find_glued(line)) is found


def find_glued(template: str) -> list[str]:
    """Return the signs of sentences that a template puts beside a value by itself."""
    plain = re.sub(r"\{% trans.*?endtrans %\}", "", template, flags=re.DOTALL)
    return glued.findall(plain)


def test_no_template_glues_a_sentence_together():
    templates = [path for path in list_sources() if path.suffix == ".html"]
    assert {path.name: find_glued(path.read_text()) for path in templates} == {
        path.name: [] for path in templates
    }


def test_no_message_is_html_or_has_a_percent_sign_that_is_no_gap():
    for file, message, _, _ in read_messages():
        for text in [message] if isinstance(message, str) else message:
            assert not re.search("[<&]", text), (file, text)
            assert "%" not in re.sub(r"%\(\w+\)s", "", text), (file, text)
