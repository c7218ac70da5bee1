"""Titles and fields are plain text: whatever signs they hold, a page shows just those."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

from build import build_site
from generator.content.sources import Sources

signs = """<'"&> <i>b</i> &amp; x" onmouseover="alert(1)"""
harmless = "Bird squat and hold"


class Shape(HTMLParser):
    """Collects what a page is made of: its tags and the names of their attributes; and its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.texts += [value or "" for _, value in attrs]

    def handle_data(self, data):
        self.texts.append(data)


def site_of(word, text_of=json.dumps):
    """Return a site with one word in every field and heading, by path."""
    field = text_of(word)
    heading = html.escape(word, quote=False)
    exercise = f"""---
title: {field}
also_known_as: [{field}]
order: 1
summary: {field}
purpose: {field}
easier: {field}
position: standing
equipment: [{field}]
dose:
  phases: [{{label: {field}, seconds: 3}}]
  repetitions: 1
  sets: 1
  sides: each
  rest_seconds: 0
  days_per_week: 3
---

## {heading} {{#ask-first}}

## {heading} {{#steps}}

## {heading} {{#stop-if}}

## {heading} {{#more}}
"""
    pose = "".join(
        f"{name}:\n  title: {field}\n  description: {field}\n  position: standing\n"
        for name in ("start", "hold")
    )
    head = f"title: {field}\nmenu: {field}\nsummary: {field}\n"
    list = f"{{heading: {field}, signs: [{field}], more: [{field}]}}"
    help = f"{{in_short: [{field}], today_in_short: [{field}], condition: {field}, "
    help += f"signs: [{field}], emergency_department: [{field}], "
    help += f"alone: [{list}], today: [{list}]}}"
    routine = f"---\ntitle: {field}\nsummary: {field}\ndays_per_week: 3\nexercises: [bend]\n"
    files = {
        "site.yaml": f"title: {field}\nlanguage: en\ntagline: {field}\nversion: {field}\n"
        f"reviewed_by: {field}\nemergency: [{{number: '112', country: {field}}}]\n"
        f"advice: [{{number: '111', country: {field}}}]\n",
        "index.md": f"---\n{head}---\n\n## {heading} {{#a}}\n",
        "safety.md": f"---\n{head}get_help_now: {help}\n---\n\n## {heading} {{#a}}\n",
        "exercises/bend.md": exercise,
        "poses/bend.yaml": pose,
        "routines/own.md": f"{routine}order: 1\n---\n\n## {heading} {{#bend}}\n\n1. a\n",
        "routines/plain.md": f"{routine}order: 2\n---\n",
    }
    return {PurePosixPath("content", path): text.encode() for path, text in files.items()}


@pytest.fixture(scope="module")
def pages(templates, static):
    return {
        word: {
            address: data
            for address, data in build_site(Sources(site_of(word), templates, static))[1].items()
            if address.suffix == ".html"
        }
        for word in (signs, harmless)
    }


def test_signs_in_a_title_or_field_change_nothing_but_the_words(pages):
    for address, page in pages[signs].items():
        assert Shape(page).tags == Shape(pages[harmless][address]).tags, address


def test_every_title_and_field_shows_the_signs_that_were_written(pages):
    for address, page in pages[signs].items():
        expected = [text.count(harmless) for text in Shape(pages[harmless][address]).texts]
        assert [count_signs(text) for text in Shape(page).texts] == expected, address


def count_signs(text):
    """Return how often a text holds the signs, as they are or inside a text of JSON."""
    plain = re.sub(r"\\u(00..)", lambda match: chr(int(match[1], 16)), text)
    return plain.count(signs) + plain.count(json.dumps(signs)[1:-1])


def test_a_heading_that_names_an_exercise_in_a_routine_is_plain_text(pages):
    page = pages[signs][PurePosixPath("routines/own.html")].decode()
    assert re.search(r"<th scope=\"row\">&lt;&#39;&#34;&amp;&gt; &lt;i&gt;b", page)
