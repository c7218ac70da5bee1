"""A picture is known by what is in it, and an SVG file may only draw."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

import pytest
from PIL import Image

from generator.content.pictures.kinds import find_picture_problems

xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (2, 2)).save(stream, kind)
    return stream.getvalue()


def problems_in(svg: str) -> list[tuple[int, str]]:
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" {xlink}>\n{svg}\n</svg>'
    path = PurePosixPath("content/a.svg")
    return [(each.line, each.message) for each in find_picture_problems(path, whole.encode())]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WebP"])
def test_a_picture_is_what_its_name_says(kind):
    data = picture(kind)
    for ending, wanted in {
        ".png": "PNG",
        ".jpg": "JPEG",
        ".JPEG": "JPEG",
        ".gif": "GIF",
        ".webp": "WebP",
    }.items():
        found = [each.message for each in find_picture_problems(PurePosixPath("a" + ending), data)]
        message = f"this is no {wanted} picture, but a {kind} picture; save it again as {wanted}"
        assert found == ([] if wanted == kind else [message])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WebP"])
@pytest.mark.parametrize("missing", [0.5, 2])
def test_a_picture_that_ends_too_early_is_refused(kind, missing):
    data, path = picture(kind), PurePosixPath(f"a.{kind}")
    cut = data[: -missing if missing > 1 else int(len(data) * missing)]
    (problem,) = find_picture_problems(path, cut)
    assert problem.message.startswith(f"this {kind} picture ends too early; copy the whole file")
    assert find_picture_problems(path, data + (b"\0" * 8 if kind != "PNG" else b"more")) == []


def test_a_picture_may_hold_a_smaller_one():
    small, large = picture("JPEG"), picture("JPEG")
    with_preview = large[:2] + b"\xff\xe1" + (len(small) + 2).to_bytes(2) + small + large[2:]
    path = PurePosixPath("a.jpg")
    assert find_picture_problems(path, with_preview) == []
    assert len(find_picture_problems(path, with_preview[:-2])) == 1


def test_groups_in_groups_without_end_are_named_once():
    assert problems_in("<g>" * 99 + "</g>" * 99) == []
    ((line, message),) = problems_in("<g>" * 50_000 + "</g>" * 50_000)
    assert (line, message[:44]) == (2, "more than 100 groups in each other are not a")


@pytest.mark.parametrize("data", [b"", b"<script>", b"%PDF-1.7", b"RIFF....WAVE", b"\x89PN"])
@pytest.mark.parametrize("ending", ["png", "jpg", "gif", "webp", "svg"])
def test_what_is_no_picture_is_refused(data, ending):
    problems = find_picture_problems(PurePosixPath(f"a.{ending}"), data)
    assert problems[-1].message.startswith("this is no ")


@pytest.mark.parametrize(
    "drawn",
    [
        '<path d="M0 0" fill="url(#a)" style="stroke: url( \'#b\' )"/>',
        '<use href="#a"/><use xlink:href="#a"/><a href="#a"><circle r="1"/></a>',
        '<image xlink:href="data:image/png;base64,AAAA"/>',
        "<style>.a { fill: url(#b); src: url(data:font/woff2;base64,AA) }</style>",
        "<text>Write &lt;script&gt; or C:\\ or url(x)</text><title>on</title><desc>a</desc>",
        '<filter><feGaussianBlur stdDeviation="2"/></filter>',
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/x" a:on="1" '
        'xmlns:a="http://www.inkscape.org/"/>',
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<animate attributeName="r" to="5"/>',
    ],
)
def test_what_drawing_programs_write_is_let_through(drawn):
    assert problems_in(drawn) == []


html = 'xmlns:h="http://www.w3.org/1999/xhtml"'


@pytest.mark.parametrize(
    ("drawn", "what"),
    [
        ("<script>alert(1)</script>", "<script> is not allowed"),
        ("<g><script xlink:href='https://example.org/x.js'/></g>", "<script> is not allowed"),
        (f"<h:script {html}>alert(1)</h:script>", "<script> is not allowed"),
        (f"<foreignObject><h:iframe {html}/></foreignObject>", "<foreignObject> is not allowed"),
        ('<handler type="text/ecmascript"/>', "<handler> is not allowed"),
        ('<circle r="1" onclick="alert(1)"/>', "the attribute onclick is not allowed"),
        ('<circle r="1" OnLoad="alert(1)"/>', "the attribute OnLoad is not allowed"),
        ('<a href="javascript:alert(1)"/>', "the link to javascript:alert(1) is not allowed"),
        ('<a xlink:href="&#106;ava&#9;script:x"/>', "the link to "),
        ('<image href="https://example.org/a.png"/>', "the link to https://example.org/a.png"),
        ('<use href="data:image/svg+xml,x"/>', "the link to data:image/svg+xml,x is not allowed"),
        ('<feImage href="//example.org/a"/>', "the link to //example.org/a is not allowed"),
        ('<set attributeName="href" to="javascript:x"/>', "a change of href is not allowed"),
        ('<animate attributeName="xlink:href" values="x"/>', "a change of xlink:href"),
        ('<set attributeName="onclick" to="x"/>', "a change of onclick is not allowed"),
        ("<style>@import 'https://example.org';</style>", "a style that leads out of the file"),
        ("<style>@im<!-- -->port 'https://example.org';</style>", "a style that leads out of the"),
        ("<style>a { fill: u\\72l(https://example.org) }</style>", "a style that leads out of"),
        (f"<style>{'a' * 9000} b {{ fill: url(//x) }}</style>", "a style that leads out of"),
        ('<path fill="url(https://example.org/a#b)"/>', "fill leads out of the file"),
        ("<path style=\"background: url( 'x.png' )\"/>", "style leads out of the file"),
    ],
)
def test_what_runs_or_leads_out_of_a_picture_is_named_with_its_line(drawn, what):
    line, message = problems_in(f"<g/>\n{drawn}")[0]
    assert line == 3
    assert message.startswith(what)
    assert message.endswith("; save it from a drawing program as plain SVG")


@pytest.mark.parametrize(
    ("whole", "what"),
    [
        (
            '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
            "<!ENTITY a>",
        ),
        ('<?xml-stylesheet href="x"?><svg xmlns="http://www.w3.org/2000/svg"/>', "a style sheet"),
        (
            "<svg/>",
            '<svg> is not allowed as the outermost element without xmlns="http://www.w3.org/',
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg">',
            "this is no SVG (no element found), or not all",
        ),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "<html> is not allowed as the outermost"),
        ("<svg", "this is no SVG (unclosed token)"),
        ("GIF89a", "this is no SVG (syntax error)"),
    ],
)
def test_what_surrounds_a_picture_is_looked_at_too(whole, what):
    problems = find_picture_problems(PurePosixPath("a.svg"), whole.encode())
    assert problems[0].message.startswith(what)
    assert problems[0].line == 1


@pytest.mark.parametrize("encoding", ["no-such", "shift_jis", "utf-7", "utf-32", "unicode_escape"])
def test_an_encoding_that_not_every_program_reads_is_refused(encoding):
    """The parser has no words for most of these: it breaks."""
    whole = f'<?xml version="1.0" encoding="{encoding}"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    (problem,) = find_picture_problems(PurePosixPath("a.svg"), whole.encode())
    assert problem.message == f"the encoding {encoding} is not allowed; save it as UTF-8"
    assert problem.line == 1


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-16", "us-ascii", "ISO-8859-1"])
def test_encodings_that_every_program_reads_are_read(encoding):
    whole = f'<?xml version="1.0" encoding="{encoding}"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    assert find_picture_problems(PurePosixPath("a.svg"), whole.encode(encoding)) == []


def test_a_picture_with_a_script_stops_the_build(problems_of):
    script = b'<svg xmlns="http://www.w3.org/2000/svg">\n<script>alert(1)</script></svg>'
    assert problems_of({"pictures/a.svg": script, "b.png": b"GIF89a"}) == [
        "content/b.png: this is no PNG picture, but a GIF picture; save it again as PNG",
        "content/pictures/a.svg:2: <script> is not allowed in a picture; "
        "save it from a drawing program as plain SVG",
    ]
