"""What an author writes in Markdown becomes what it looks like, or is named with its line."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from fields.errors import ContentError
from generator.content.text.markup import (
    find_gate_problems,
    make_markdown,
    parse_body,
    parse_tree,
    serialize,
)
from generator.content.text.prose import Source
from generator.model import Section


def problems_in(text, picture=None):
    problems = []
    source = Source(PurePosixPath("content/a.md"), text, 1)
    try:
        parse_body(source, lambda target: picture, problems)
    except ContentError as error:
        problems += error.problems
    return [f"{problem.line}: {problem.message}" for problem in sorted(set(problems))]


def gate_problems(html, text):
    source = Source(PurePosixPath("content/a.md"), text, 5)
    found = find_gate_problems(source, (Section("a", Markup("A"), Markup(html), Markup(html), ()),))
    return [f"{problem.line}: {problem.message}" for problem in found]


def html_of(text):
    problems = []
    source = Source(PurePosixPath("content/a.md"), text, 1)
    body = parse_body(source, lambda target: target, problems)
    assert problems == []
    html = "".join(f"<h2>{each.heading}</h2>{each.html}" for each in body.sections)
    # Whether an item is a paragraph is a matter of space.
    return re.sub(r"\s*\n\s*", "", html.replace("<h2></h2>", "")).replace("<li><p>", "<li>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Stop if:\n- a\n- b", "<p>Stop if:</p><ul><li>a</li><li>b</li></ul>"),
        ("Do:\n1. a\n2. b", "<p>Do:</p><ol><li>a</li><li>b</li></ol>"),
        ("Do:\n3. a\n4. b", '<p>Do:</p><ol start="3"><li>a</li><li>b</li></ol>'),
        ("Do:\n    - a\n    - b", "<p>Do:</p><ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n    - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\n\t- b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        (
            "- a\n  - b\n    - c\n  - d",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li></ul>",
        ),
        ("1. a\n\n   b\n\n2. c", "<ol><li>a</p><p>b</p></li><li>c</p></li></ol>"),
        ("- a\n\n  p\n  - x\n- z", "<ul><li>a</p><p>p</p><ul><li>x</li></ul></li>"
         "<li>z</p></li></ul>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("-\u00a0a\n-\u202fb", "<ul><li>a</li><li>b</li></ul>"),
        ("1.\u00a0a\n2.\u00a0b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n\u00a0\u00a0- b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("a\n\u00a0\nb", "<p>a</p><p>b</p>"),
        ("\u0661. a\n\u0662. b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("> a:\n> - b\n>   - c", "<blockquote><p>a:</p><ul><li>b<ul><li>c</li></ul></li></ul>"
         "</blockquote>"),
        ("- a\n> b", "<ul><li>a</li></ul><blockquote><p>b</p></blockquote>"),
        (" ## A\nb", '<h2>A</h2><p>b</p>'),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("a\\\n\nb", "<p>a\\</p><p>b</p>"),
        ("[TOC]", "<p>[TOC]</p>"),
        (
            "a\n| b | c |\n|---|---|\n| d | e |",
            "<p>a</p><table><thead><tr><th>b</th><th>c</th></tr></thead>"
            "<tbody><tr><td>d</td><td>e</td></tr></tbody></table>",
        ),
        ("In the year\n1986. it", "<p>In the year1986. it</p>"),
        ("a\n\\- b", "<p>a- b</p>"),
        ("a\n***\nb", "<p>a</p><hr><p>b</p>"),
        (
            "| a | b |\n|:-:|--:|\n| c | d |",
            '<table><thead><tr><th class="align-center">a</th><th class="align-right">b</th></tr>'
            '</thead><tbody><tr><td class="align-center">c</td><td class="align-right">d</td></tr>'
            "</tbody></table>",
        ),
        ("a\n\n    b = c", "<p>a</p><pre><code>b = c</code></pre>"),
        ("```\na\n- b\n  - c\n```", "<pre><code>a- b- c</code></pre>"),
        ("```\n<!-- a -->\n```\n\n`<!-- b -->`", "<pre><code>&lt;!-- a --&gt;</code></pre>"
         "<p><code>&lt;!-- b --&gt;</code></p>"),
    ],
)  # fmt: skip
def test_what_authors_everywhere_write_becomes_what_it_looks_like(text, html):
    assert html_of(text) == html


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\nb[^1]\n\n[^1]: c", 3, "[^1] makes no footnote"),
        ("a\n\n[Note]: stop", 3, "write **Note:** instead"),
        ("• a\n• b", 1, "a hyphen and a space"),
        ("a\n• b", 2, "a hyphen and a space"),
        ("\u2013 a\n\u2013 b", 2, "a hyphen and a space"),
        ("-a\n-b", 2, "a space is missing after the mark"),
        ("1.Lift\n2.Hold", 2, "a space is missing after the number"),
        ("a) b\nb) c", 2, "a number and a full stop"),
        ("(1) b\n(2) c", 2, "a number and a full stop"),
        ("- [ ] a\n- [x] b", 2, "no boxes to tick"),
        ("a ~~b~~", 1, "crosses nothing out"),
        ("a ==b==", 1, "marks nothing"),
        ("a [[b]]", 1, "makes no link"),
        ("a\n\n(a page)[safety.md]", 3, "the words come first, in square brackets"),
        ("(a page)[https://example.org/]", 1, "makes no link"),
        ("a **bold **text** b", 1, "one ** has no partner"),
        ("a\n\n- **b\n- c**", 4, "one ** has no partner"),
        ("a **b ** c", 1, "one ** has no partner"),
        ("a ** b ** c", 1, "is not bold; leave no blanks inside"),
        ("H~2~O", 1, "~2~ sets nothing lower or higher"),
        ("10^-2^", 1, "^-2^ sets nothing lower or higher"),
        ("a ++ins++ b", 1, "++ins++ marks nothing"),
        ("a\n{: .note}", 2, "{: .note} changes nothing here"),
        ("a {#b .note}", 1, "{#b .note} changes nothing here"),
        ("a. one\nb. two", 2, "a number and a full stop"),
        ("Do:\ni. one\nii. two", 3, "a number and a full stop"),
        ("a\n#5 is fixed", 2, "or write \\# for the sign itself"),
        ("a\n\n| b |\n|---|\n| c | d |", 5, "this row has 2 cells, the table 1 column;"),
        ("| a | b |\n| --- |", 2, "this line has 1 part, the one above it 2"),
        ("!!! note\n    a", 1, "makes no box"),
        ("> [!NOTE]\n> a", 1, "makes no box"),
        ("a\n---\nb", 2, "makes a heading of the words above"),
        ("- a\n-\n- b", 2, "makes a heading of the words above"),
        ("a\n\n    - b\n    - c", 3, "is shown as code"),
        ("- a\n\n    ## b", 3, "can't stand inside a list"),
        ("a\n\n##\n\nb", 3, "this heading has no words"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 3, "this row has 3 cells, the table 2 columns"),
        ("| a | b | c |\n|---|---|", 2, "this line has 2 parts, the one above it 3"),
        ("- a\n\n  ```\n  b\n  ```", 3, "begin code at the start of the line"),
        ("a\n\n```\nb", 3, "never closed; write a line ``` after it"),
        ("a\n\nb <!-- c", 3, "never closed; write --> after it"),
        ("```py title=a\nb\n```", 1, "may stand the name of a language"),
        ("## A {#same}\n\nb\n\n## C {#same}", 5, "a place called same is in line 1 already"),
        ("## A {#same}\n\nb\n{#same}", 4, "a place called same is in line 1 already"),
        ('a\n{id="a b"}', 2, "can't be the name of a place"),
        ("Title\n===\n\na", 2, "a line of === makes a title; begin headings with ## instead"),
        ("a\n\n![](b.png)", 3, "the picture b.png has no description"),
        ("a\n\n![ ](b.png)", 3, "the picture b.png has no description"),
    ],
)
def test_what_would_become_something_else_is_named_with_its_line(text, line, words):
    found = problems_in(text)
    assert any(each.startswith(f"{line}: ") and words in each for each in found), found


@pytest.mark.parametrize(
    "text",
    [
        "z. B. so\nd. h. so",
        "He said:\n\u2013 no dash begins a list in a sentence",
        "10.30 a.m.\n-5 degrees",
        "a `[^1]` b `~~c~~`",
        "```\n[^1]\n- [ ] a\n<b>\n```",
        "[a][b]\n\n[B]: https://example.org",
        "1 < 2, a == b, ~5 cm, [x] and [[",
        "*a* and **b**\n**c**",
        "**a\nb** ***c** d* *e **f*** **g**h \\**i* `**` 2 ** 3",
        "- a **b**\n  **c\n  d**",
        "(c) 2026 A. Example",
        "C++ and C++, ~6~ or ^_^, (a)[b]",
        "| a | `b|c` |\n|---|---|\n| d \\| e | f |",
    ],
)
def test_a_sentence_that_only_looks_like_a_slip_is_none(text):
    assert problems_in(text) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('a\n\n``` {.py onclick="alert(1)"}\nb\n```', 3, "may stand the name of a language"),
        ("a\n\n~~~{ .py style=color:red }\nb\n~~~", 3, "may stand the name of a language"),
        ("a\n\nb\n{onclick=alert(1)}", 4, "the attribute onclick is not allowed"),
        ("## A {style=x}", 1, "the attribute style is not allowed"),
        ("### A {style=x}", 1, "the attribute style is not allowed"),
        ("a\n\n## A {.b}", 3, "the attribute class is not allowed"),
        ("[a](b.md){target=_blank}", 1, "the attribute target is not allowed"),
        ("a\n{href=javascript:alert(1)}", 2, "the attribute href is not allowed"),
        ("a\n\n*b*{src=x}", 3, "the attribute src is not allowed"),
        ("- a\n{: start=3}", 2, "the attribute start is not allowed"),
        ("[a](b.md){href=javascript:alert(1)}", 1, "may not begin with javascript:"),
        ("| a | b |\n|---|---|\n| c {onclick=x} | d |", 3, "the attribute onclick is not allowed"),
    ],
)
def test_what_may_not_be_in_a_page_is_named_with_its_line(text, line, words):
    found = problems_in(text)
    assert any(each.startswith(f"{line}: ") and words in each for each in found), found


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <o:p>b</o:p>", "<p>a &lt;o:p&gt;b&lt;/o:p&gt;</p>"),
        ("a <b onclick=c>", "<p>a &lt;b onclick=c&gt;</p>"),
        ("<div>\na\n</div>", "<p>&lt;div&gt;\na\n&lt;/div&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ],
)
def test_the_parser_knows_no_html_even_where_nothing_else_would_stop_it(text, html):
    assert make_markdown().convert(text) == html


plain = ["a", "b c", "*d*", "_e_", " ", "  ", "    ", "\n", "\n\n", "  \n"]
blocks = ["## ", "- ", "2. ", "> ", ": ", "|", "|-|-|\n", "```\n", "===", "---", "[d]: e.md\n"]
signs = ["*", "**", "_", "`", "\\", "[", "](b.md)", "![", "<", "<https://f.g>", "<h@i.j>", "&amp;"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*plain, *blocks, *signs, "{#k}", "{.l}"])).map("".join))
@example("a  \nb")
@example("a|b\n-|-\nc|d")
def test_what_is_left_out_of_reading_a_text_would_have_changed_nothing(text):
    markdown = make_markdown()
    root = parse_tree(markdown, Source(PurePosixPath("content/a.md"), text, 1))
    assert serialize(markdown, root) == make_markdown().convert(text)


def test_pictures_by_themselves_stand_beside_each_other_with_their_captions():
    row = '![a](a.png "One & *two*")\n![b](b.png)'
    img = '<img alt="{0}" loading="lazy" src="{0}.png">'
    figures = (
        f"<figure>{img.format('a')}<figcaption>One &amp; *two*</figcaption></figure>"
        f"<figure>{img.format('b')}</figure>"
    )
    assert html_of(row) == f'<div class="pictures">{figures}</div>'
    assert (
        html_of(f"1. c\n\n   {row}")
        == f'<ol><li>c</p><div class="pictures">{figures}</div></li></ol>'
    )
    assert html_of("c ![b](b.png)") == f"<p>c {img.format('b')}</p>"


def test_a_caption_of_a_picture_among_words_is_named():
    message = "a picture with a caption stands by itself; leave an empty line around it"
    assert problems_in('a\n\nb ![c](d.png "E")', "d.png") == [f"3: {message}"]


@pytest.mark.parametrize(
    ("html", "text", "message"),
    [
        ("<script>b</script>", "a\n<script>b</script>", "6: the text may hold no <script>"),
        ('<p onclick="b">c</p>', "c\n{onclick=b}", "6: the attribute onclick is not allowed here"),
        (
            '<img alt="a" src="data:image/png,b">',
            "c\n\n![a](data:image/png,b)",
            "",  # the address itself has been refused with its line
        ),
        ('<ol start="a">b</ol>', "", ""),
    ],
)
def test_what_the_gate_would_take_out_is_named_where_it_stands(html, text, message):
    found = gate_problems(html, text)
    assert found == [] if not message else found[0].startswith(message)
