"""A figure's file is read as strictly as a page needs it, and as kindly as a clinic does."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fields.errors import ContentError
from figures.figure import Figure as DrawnFigure
from figures.figure import Shape
from figures.geometry.curves import Point, line
from figures.svg import write_figure
from generator.content.pictures import styles
from generator.content.pictures.allowed import roles
from generator.content.pictures.figure import Figure, people, read_figure
from generator.model import turn_back
from tests.conftest import project

here = PurePosixPath("content/figures/heel-raise-hold.svg")
by_hand = project / "tests" / "content" / "figures-by-hand"
svg = 'xmlns="http://www.w3.org/2000/svg"'
xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
html = 'xmlns:h="http://www.w3.org/1999/xhtml"'


def read(inside: str, root: str = 'viewBox="0 0 20 10"', path: PurePosixPath = here) -> Figure:
    return read_figure(path, f"<svg {svg} {root}>\n{inside}\n</svg>".encode())


def drawn(inside: str, root: str = 'viewBox="0 0 20 10"') -> str:
    """Return the markup of a drawing whose ids begin with i."""
    return str(read(inside, root).drawing("i", True))


def problems_of(data: bytes, path: PurePosixPath = here) -> list[tuple[int, str]]:
    with pytest.raises(ContentError) as caught:
        read_figure(path, data)
    return [(each.line, each.message) for each in caught.value.problems]


def problems_in(inside: str, root: str = 'viewBox="0 0 20 10"') -> list[tuple[int, str]]:
    return problems_of(f"<svg {svg} {xlink} {root}>\n{inside}\n</svg>".encode())


# What drawing programs write.


def test_what_inkscape_writes_is_read():
    figure = read_figure(here, (by_hand / "inkscape.svg").read_bytes())
    assert (figure.source, figure.name, figure.own) == (here, "hold", True)
    assert (figure.width, figure.height) == (120, 90)
    assert (figure.side, figure.motion, figure.pose, figure.code) == ("right", "", "", "")
    assert figure.title == figure.mirrored_title == "Heel raise on one leg"
    assert figure.description == "The right heel is off the floor."
    assert figure.drawing("fig", moving=False) == figure.drawing("fig", moving=True)
    defs, leg, text = figure.drawing("fig", moving=False).split("\n")
    assert defs == (
        '<defs><linearGradient id="fig-part-1"><stop offset="0" stop-color="#e8b796" '
        'stop-opacity="1"/><stop offset="1" stop-color="#c58c66" stop-opacity="1"/>'
        '</linearGradient><linearGradient id="fig-part-2" href="#fig-part-1" x1="10" y1="20" '
        'x2="60" y2="20" gradientUnits="userSpaceOnUse" gradientTransform="translate(2.5,-1)"/>'
        '<marker id="fig-part-3" refX="0" refY="0" orient="auto-start-reverse" markerWidth="3" '
        'markerHeight="3" viewBox="0 0 1 1" preserveAspectRatio="xMidYMid" overflow="visible">'
        '<path d="M3,0-3,3V-3Z" fill="context-stroke" fill-rule="evenodd" stroke="none"/>'
        "</marker></defs>"
    )
    assert leg == (
        '<g display="inline"><path d="m10,20c5,5 10,12 50,0z" fill="url(#fig-part-2)" '
        'stroke="#333333" stroke-width="1.5" stroke-linecap="round" paint-order="stroke"/>'
        '<path class="figure__skin" d="m12,40h30v9z"/><path d="M80,60V30" fill="none" '
        'stroke="#c04020" stroke-width="1" marker-start="none" marker-mid="none" '
        'marker-end="url(#fig-part-3)"/></g>'
    )
    assert text == (
        '<g display="none"><text xml:space="preserve" x="12" y="70" font-style="normal" '
        'font-size="4.23px" font-family="sans-serif"><tspan x="12" y="70">'
        "up &amp; down &lt;slowly&gt;</tspan>"
        "</text></g>"
    )


def test_what_illustrator_writes_is_read():
    figure = read_figure(here, (by_hand / "illustrator.svg").read_bytes())
    assert (figure.title, figure.description, figure.own) == ("", "", True)
    assert (figure.width, figure.height) == (100, 80)
    assert figure.drawing("fig", moving=False) == (
        '<g transform="translate(10 -5)"><switch><g>'
        '<path fill="#FF0000" d="M10,10c5,5,10,12,50,0z" stroke="#2B2B2B" stroke-width="2" '
        'stroke-miterlimit="10"/><g><defs><rect id="fig-part-1" x="10" y="10" width="40" '
        'height="30"/></defs><clipPath id="fig-part-2"><use href="#fig-part-1" '
        'overflow="visible"/></clipPath><path d="M1,1L2,2" stroke="#0000FF" fill="none" '
        'clip-path="url(#fig-part-2)"/></g><text transform="matrix(1 0 0 1 20 60)" '
        'font-family="&quot;MyriadPro-Regular&quot;" font-size="12px">Fuß</text></g></switch></g>'
    )


def test_what_stands_on_the_outermost_element_holds_for_the_drawing():
    """So Figma and Affinity write it."""
    root = 'width="4" height="3" viewBox="0 0 4 3" fill="none" style="fill-rule:evenodd"'
    assert drawn('<path d="M0 0"/>', root) == (
        '<g fill="none" fill-rule="evenodd"><path d="M0 0"/></g>'
    )


def test_what_is_drawn_by_our_program_is_read():
    frames, ways = "M 1 2.5 l 5.7 -4 z", "0 .5 2.7 -8"
    inside = (
        "<title>Circle the foot</title>\n"
        '<desc data-mirrored="The left  leg.">The right\nleg.</desc>'
        f"<style>@media print {{ path {{ fill: none }} }}</style>\n"
        f'<path class="skin" d="M 1 2 l 3 4 z" data-frames="{frames}|{frames}"/>\n'
        '<path class="arrow" d="M 1 2 z" data-turns="60.2"/>'
    )
    root = (
        'viewBox="0 0 120.4 90.3" data-side="left" data-motion="circle" data-person="joe" '
        'data-pose="a" data-code="b"'
    )
    path = '<path class="figure__skin" d="M1 2l3 4z"'
    arrow = '<path class="figure__arrow" d="M1 2z" data-turns="60.2"/>'
    figure = read(inside, root)
    assert figure == Figure(
        source=here,
        name="hold",
        title="Circle the foot",
        description="The right leg.",
        mirrored_title="Circle the foot",
        mirrored_description="The left leg.",
        width=120.4,
        height=90.3,
        side="left",
        motion="circle",
        phase="",
        person="joe",
        pose="a",
        code="b",
        own=False,
        coloured=False,
        markup=f'{path} data-ways="{ways}|{ways}"/>\n{arrow}',
    )
    assert figure.drawing("i", moving=True) == figure.markup
    assert figure.drawing("i", moving=False) == f"{path}/>\n{arrow}"


def test_a_path_loses_the_blanks_that_part_nothing():
    path = "M 1 -2.5 l -.5 .4 c 1 .2 .3 -4 12 .5 a 2 2 0 0 1 .5 .5 z"
    tight = "M1-2.5l-.5.4c1 .2.3-4 12 .5a2 2 0 0 1 .5.5z"
    assert read(f'<path d="{path}"/>').markup == f'<path d="{tight}"/>'


@pytest.mark.parametrize(
    ("root", "inside"),
    [
        ("", ""),
        ("data-pose='a' xmlns:svg='http://www.w3.org/2000/svg'", ""),
        ("data-pose='a' xmlns:q='urn:q' q:version='1'", ""),
        ("data-pose='a' xml:space='preserve'", ""),
        ("data-pose='a'", "<view xmlns='urn:q'/>"),
    ],
)
def test_a_drawing_program_leaves_its_mark(root, inside):
    figure = read(inside, f'viewBox="0 0 9 9" data-code="b" {root}')
    assert (figure.own, figure.pose, figure.code) == (True, "", "")


# Colours.


@pytest.mark.parametrize(
    ("sheet", "attributes", "colours"),
    [
        ("", 'fill="red" style="fill: blue; stroke : none"', 'fill="blue" stroke="none"'),
        (".a{fill:blue}", 'class="b a" fill="red"', 'fill="blue"'),
        (".b{fill:blue}", 'class="a" fill="red"', 'fill="red"'),
        (".a{fill:red} path{fill:blue}", 'class="a"', 'fill="red"'),
        ("#i{fill:red} .a{fill:blue}", 'class="a" id="i"', 'fill="red"'),
        (".a{fill:red} .a{fill:blue}", 'class="a"', 'fill="blue"'),
        (".b{fill:red} .a{fill:blue}", 'class="a b"', 'fill="blue"'),
        (".a{fill:red;fill:blue}", 'class="a"', 'fill="blue"'),
        (".a{fill:red} #i{fill:blue}", 'class="a" id="i" style="fill:lime"', 'fill="lime"'),
        (".a{fill:red ! important}", 'class="a" style="fill:lime"', 'fill="red"'),
        (".a{fill:red!important}", 'class="a" style="fill:lime !important"', 'fill="lime"'),
        (".a , circle,path{fill:/* no */red}", "", 'fill="red"'),
        ("<![CDATA[.a{fill:red}]]>", 'class="a"', 'fill="red"'),
        ("<!-- path{fill:red} -->", "", ""),
        ("path{fill:#D9D9D9;fill:color(display-p3 1 0 0);x-y:z}", "", 'fill="#D9D9D9"'),
        ("path{FILL:url( '#g' )}", "", 'fill="url(#i-part-1)"'),
        ("", 'style="mix-blend-mode:normal;isolation:isolate;--a:b"', ""),
        (
            "",
            'style="display:none;visibility:hidden;opacity:0"',
            'display="none" opacity="0" visibility="hidden"',
        ),
    ],
)
def test_styles_become_attributes_as_a_browser_would_decide(sheet, attributes, colours):
    gradient = '<linearGradient id="g"/>' if "#g" in sheet else ""
    path = drawn(f'<path {attributes} d="M0 0"/>{gradient}<style>{sheet}</style>').split("\n")[0]
    found = re.findall(r'\S+="[^"]*"', path.replace(' d="M0 0"', ""))
    assert sorted(found) == colours.split()


@pytest.mark.parametrize(
    ("css", "line", "what"),
    [
        ("@import 'a.css';", 3, "@import in a style sheet is not allowed; allowed are rules such"),
        ("@media print { .a { fill: red } }", 3, "@media in a style sheet is not allowed"),
        ("\n\n@font-face { src: url(x) }", 5, "@font-face in a style sheet is not allowed"),
        (".a .b { fill: red }", 3, 'the rule for ".a .b" can\'t be followed; allowed are a class'),
        (".a, path:hover { fill: red }", 3, 'the rule for "path:hover" can\'t be followed'),
        ("* { fill: red }", 3, 'the rule for "*" can\'t be followed'),
        (".a { fill: red", 0, ""),
        (".a { &amp;.b { fill: red } }", 3, "a style holds something else than declarations"),
        (".a {\n fill: url(x.svg#a) }", 4, "fill leads out of the file (url("),
        (".a { background: url(x.png) }", 3, "background leads out of the file"),
        (".a { background: url(//x) }", 3, "background leads out of the file"),
        (".a { fill: u\\72l(x) }", 3, "a backslash in a style is not allowed"),
        (".a {\n fill: \\75rl(x) }", 4, "a backslash in a style is not allowed"),
        (".a { fill: var(--x) }", 3, "fill is calculated with var(), which is not allowed; write"),
        (".a { mix-blend-mode: multiply }", 3, "mix-blend-mode: multiply would be lost, and the"),
        (".a { transform: rotate(45deg) }", 3, "transform: rotate(45deg) would be lost"),
        (".a { fill: color(display-p3 1 0 0) }", 3, "fill is calculated with color()"),
        ("<![CDATA[\n.a { fill: url(x) }]]>", 4, "fill leads out of the file"),
    ],
)
def test_a_style_that_cant_be_followed_is_named_with_its_line(css, line, what):
    sheet = f"<style>{css}</style>"
    if not line:
        assert drawn(sheet) == ""
        return
    ((found, message), *_) = problems_in(f"<g/>\n{sheet}")
    assert found == line
    assert message.startswith(what)


def test_a_style_sheet_of_another_kind_is_passed_over():
    assert drawn('<style type="text/less">path { fill: red }</style><path/>') == "<path/>"
    assert problems_in('<style media="print">path { fill: red }</style>')[0][0] == 2


# Roles.


def test_the_roles_are_those_that_the_pages_style_knows():
    sheet = (project / "static" / "css" / "parts" / "figure.css").read_text()
    assert roles == set(re.findall(r"\.figure__([\w-]+)", sheet))


def test_the_people_are_those_that_the_pages_style_knows():
    sheet = (project / "static" / "css" / "people.css").read_text()
    assert set(people) == set(re.findall(r'data-person="([^"]*)"', sheet))
    said = problems_in("<path/>", 'viewBox="0 0 9 9" data-person="jo"')
    assert said[0][1].startswith("data-person must be ann, joe, mira or sam")


def test_every_role_is_in_the_docs():
    text = (project / "docs" / "figure-format.md").read_text("utf-8")
    table = text[text.index("| for | roles |") :]
    assert [role for role in sorted(roles) if f"`{role}`" not in table] == []


def test_a_role_takes_the_place_of_own_colours():
    path = '<path class="st0 skin" style="fill:red;stroke-width:2;opacity:.5;fill-rule:evenodd"/>'
    assert drawn(path) == '<path class="figure__skin" opacity=".5" fill-rule="evenodd"/>'
    assert drawn('<path class="st0" fill="red"/>') == '<path fill="red"/>'


def test_the_role_of_a_group_holds_for_what_is_in_it_but_not_for_masks():
    group = '<g class="line"><path fill="red"/><mask id="m"><path fill="#fff"/></mask>'
    assert drawn(f'{group}<g mask="url(#m)"/></g>') == (
        '<g class="figure__line"><path/><mask id="i-part-1"><path fill="#fff"/></mask>'
        '<g mask="url(#i-part-1)"/></g>'
    )


def test_a_text_that_looks_like_an_attribute_stays_a_text():
    figure = read('<text>data-turns="1" data-frames="2" data-turns="3"</text>', 'viewBox="0 0 9 9"')
    said = "data-turns=&quot;1&quot; data-frames=&quot;2&quot; data-turns=&quot;3&quot;"
    for drawing in (figure.drawing("i", moving=False), turn_back(figure.markup)):
        assert drawing == f"<text>{said}</text>"


# Ids.


@pytest.mark.parametrize("asking", ["url(#a b)", "url( '#a b' )", "URL(#a%20b)", 'url("#a b")'])
def test_ids_are_those_of_the_page_and_only_where_they_are_needed(asking):
    inside = f"<g id='x' fill='{asking}'/>" if "'" not in asking else f'<g id="x" fill="{asking}"/>'
    figure = read(f"{inside}<pattern id='a b'/><pattern id='c'/>")
    assert figure.drawing("hold-2", moving=True) == (
        '<g fill="url(#hold-2-part-1)"/>\n<pattern id="hold-2-part-1"/>\n<pattern/>'
    )


def test_links_lose_their_prefix_and_the_plain_one_counts():
    use = f'<use {xlink} href="#b" xlink:href="#a"/><use xlink:href=" #a " {xlink}/>'
    assert drawn(f'{use}<path id="a"/><path id="b"/>') == (
        '<use href="#i-part-1"/>\n<use href="#i-part-2"/>\n<path id="i-part-2"/>\n'
        '<path id="i-part-1"/>'
    )


@pytest.mark.parametrize(
    "asking", ['<use href="#no"/>', '<g fill="url(#no)"/>', '<g style="mask:url(#no)"/>']
)
def test_what_asks_for_nothing_is_named(asking):
    ((line, message),) = problems_in(f"<g/>\n{asking}")
    assert line == 3
    assert 'asks for "no", but nothing in this drawing has that id; draw it anew' in message


def test_one_part_has_one_id_and_of_two_with_the_same_the_first_counts():
    assert drawn('<path id="a"/><g id="a"/><use href="#a"/><use href="#a" href2="#b"/>') == (
        '<path id="i-part-1"/>\n<g/>\n<use href="#i-part-1"/>\n<use href="#i-part-1"/>'
    )


def test_the_whole_is_no_part_of_itself():
    ((_, message),) = problems_in('<use href="#all"/>', 'viewBox="0 0 9 9" id="all"')
    assert 'href asks for "all", but nothing in this drawing has that id' in message


def test_copies_of_copies_are_bounded():
    def copies(levels: int, each: int) -> str:
        groups = "".join(
            f'<g id="g{level + 1}">' + f'<use href="#g{level}"/>' * each + "</g>"
            for level in range(levels)
        )
        return f'<g id="g0"><path/></g>{groups}'

    assert drawn(copies(3, 4)).count("<use") == 12
    ((line, message),) = problems_in(copies(10, 10))
    assert (line, message[:42]) == (1, "copies of copies make more than 20000 part")
    ((line, message),) = problems_in(copies(30, 1))
    assert message.startswith("more than 20 parts that each ask for the next are not allowed")
    backwards = "".join(f'<use id="u{level}" href="#u{level + 1}"/>' for level in range(2000))
    ((line, message),) = problems_in(f'{backwards}<path id="u2000"/>')
    assert message.startswith("more than 20 parts that each ask for the next are not allowed")
    assert drawn("".join(backwards.partition('"#u18"')[:2]) + '/><path id="u18"/>')


def test_markers_count_as_often_as_the_line_has_corners():
    marker = '<marker id="m">' + "<path/>" * 100 + "</marker>"
    line = f'<path d="M0 0{" 1 1" * 3000}" marker-mid="url(#m)"/>'
    assert problems_in(marker + line)[0][1].startswith("copies of copies make more than")
    assert drawn(marker + line.replace("-mid", "-end"))


@pytest.mark.parametrize(
    "ring",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="a"><path fill="url(#a)"/></pattern>',
    ],
)
def test_what_is_drawn_with_itself_inside_is_named(ring):
    ((line, message),) = problems_in(ring)
    assert (line, message) == (2, "this part is drawn with itself inside, without end")


# What goes without a word.


@pytest.mark.parametrize(
    "inside",
    [
        "<metadata><script/></metadata><view/><title>a</title><defs/>",
        '<g:g xmlns:g="http://www.serif.com/"><path/></g:g>',
        "<?inkscape x?><!-- a -->",
        "words",
    ],
)
def test_notes_go_with_all_that_is_in_them(inside):
    assert drawn(inside) == ""


def test_attributes_that_draw_nothing_go():
    idle = 'role="img" href="#no" aria-label="a" tabindex="0" xml:space="preserve" data-name="a"'
    assert (
        drawn(f'<g {idle} requiredFeatures="a" enable-background="new"><desc>a</desc></g>')
        == "<g/>"
    )


def test_what_no_browser_would_choose_goes():
    switch = '<switch><g requiredExtensions="a"/><g systemLanguage="de"/><g/></switch>'
    assert drawn(switch) == '<switch><g systemLanguage="de"/><g/></switch>'


def test_only_the_titles_of_the_whole_count():
    inside = (
        "<g><title>part</title></g><title> Whole\n<b xmlns='urn:b'>one</b> </title><title>b</title>"
    )
    assert read(inside).title == "Whole one"
    assert read("<g><title>part</title><desc>part</desc></g>").title == ""


def test_the_fields_of_inkscapes_document_count_where_nothing_else_is_said():
    work = "<c:Work><c:Agent><d:title>We</d:title></c:Agent><d:title>Heel</d:title> x "
    work += "<d:title>Toe</d:title><d:description>Up</d:description> y </c:Work>"
    metadata = f"<metadata>{work}</metadata>"
    root = 'viewBox="0 0 9 9" xmlns:c="urn:c" xmlns:d="http://purl.org/dc/elements/1.1/"'
    figure = read(f"<title/>{metadata}<desc>Down</desc>", root)
    assert (figure.title, figure.description) == ("Heel", "Down")
    assert read(metadata, root).description == "Up"


# What is refused.


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (
            "<script>alert(1)</script>",
            "<script> is not allowed in a figure; a picture runs nothing",
        ),
        (f"<h:script {html}/>", "<script> is not allowed"),
        ("<g><script href='a.js'/></g>", "<script> is not allowed"),
        (f"<g><h:iframe {html} src='a'/></g>", "<iframe> is not allowed in a figure; allowed are"),
        ('<a href="https://example.org"><path/></a>', "<a> is not allowed in a figure; a picture"),
        ('<a href="#a"/>', "<a> is not allowed"),
        ('<image href="https://example.org/a.png"/>', "<image> is not allowed in a figure; a pict"),
        ('<image xlink:href="data:image/png;base64,AAAA"/>', "<image> is not allowed"),
        ('<feImage href="#a"/>', "<feImage> is not allowed"),
        (
            "<foreignObject><p/></foreignObject>",
            "<foreignObject> is not allowed in a figure; write",
        ),
        ('<animate attributeName="href" to="x"/>', "<animate> is not allowed in a figure; nothing"),
        ('<set attributeName="onclick" to="x"/>', "<set> is not allowed"),
        ("<path><animateTransform/></path>", "<animateTransform> is not allowed"),
        ("<flowRoot/>", "<flowRoot> is not allowed in a figure; text that flows round a shape"),
        ('<g xmlns=""/>', "<g> is not allowed"),
        ('<path onload="x"/>', "onload is not allowed: a picture runs nothing; take it out"),
        ('<path OnClick="x"/>', "OnClick is not allowed"),
        (
            '<use href="javascript:x"/>',
            "<use> asks for javascript:x, which is not allowed; allowed",
        ),
        ('<use xlink:href="&#x6A;ava&#9;script:x"/>', "<use> asks for java"),
        ('<use href="a.svg#b"/>', "<use> asks for a.svg#b, which"),
        ('<use href="%23a"/>', "<use> asks for %23a"),
        ('<use href="//example.org/#a"/>', "<use> asks for //"),
        ('<use href=""/>', "<use> asks for nothing"),
        ('<use href="#"/>', "<use> asks for #,"),
        ('<g href="data:image/svg+xml,x"/>', "<g> asks for data:"),
        ('<path fill="url(a.svg#b)"/>', "fill leads out of the file (url(a.svg#b)); allowed are"),
        ('<path fill="url(#a) url(x)"/>', "fill leads out"),
        ('<path filter="url(%23a)"/>', "filter leads out"),
        ("<path mask=\"image-set('a' 1x)\"/>", "mask leads out"),
        ('<path fill="\\75rl(x)"/>', "fill leads out"),
        ('<path fill="UrL(x)"/>', "fill leads out"),
        ('<path fill="u&#114;l(//x)"/>', "fill leads out"),
        ('<path fill="red; src: x"/>', "fill leads out"),
        ('<path cursor="url(x)"/>', "cursor leads out"),
        ('<path style="fill: url(x)"/>', "fill leads out"),
        ('<path style="cursor: url(x)"/>', "cursor leads out"),
        ('<path style="fill: \\75rl(x)"/>', "a backslash in a style"),
        ('<path style="{}"/>', "a style holds something else"),
        ('<path fill="attr(x)"/>', "fill leads out"),
        ('<path fill="calc(1)"/>', "fill is calculated with calc(), which is not allowed"),
        ('<path fill="\ue000"/>', "fill holds the sign U+E000, which this site keeps for itself"),
        ("<text>a\u200bb</text>", "this text holds a sign that nobody sees, U+200B; type it anew"),
        ("<text>&#xE000;</text>", "this text holds a sign that nobody sees, U+E000"),
        ("<title>a\u202eb</title>", "the title holds a sign that nobody sees, U+202E"),
        ("<desc>a\ufeff</desc>", "the description holds a sign that nobody sees, U+FEFF"),
        ("<desc data-mirrored='\u200b'>a</desc>", "data-mirrored of the description holds a sign"),
    ],
)
def test_what_runs_moves_or_leads_out_is_named_with_its_line(inside, what):
    line, message = problems_in(f"<g/>\n{inside}")[0]
    assert line == 3
    assert message.startswith(what)


def test_all_that_is_wrong_is_named_at_once():
    found = problems_in('<script/>\n<path onclick="a" fill="url(x)"/>\n<a/>')
    assert [line for line, _ in found] == [2, 3, 3, 4]
    found = problems_in('<path style="fill:url(x)"/>\n<use href="#no"/>', 'data-side="up"')
    assert [line for line, _ in found] == [1, 1, 2, 3]


bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">\n<!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("whole", "line", "what"),
    [
        (f"{bomb}<svg {svg}>&b;</svg>", 1, "<!ENTITY a> is not allowed; save it as plain SVG"),
        (f'<!DOCTYPE svg SYSTEM "a.dtd">\n<svg {svg}>&nbsp;</svg>', 2, "&nbsp; means nothing in S"),
        (f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>\n<svg {svg}/>', 2, "onload is not all"),
        (f'\n<?xml-stylesheet href="a"?><svg {svg}/>', 2, "a style sheet from outside is not"),
        ("<svg/>", 1, '<svg> is not allowed as the outermost element without xmlns="http://www'),
        (f"<g {svg}/>", 1, "<g> is not allowed as the outermost element"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', 1, "<html> is not allowed as the outerm"),
        ("", 1, "this is no SVG (no element found), or not all of it; copy the whole file again"),
        ("GIF89a", 0, "this is a GIF picture, and a figure is an SVG; draw it anew, or trace it"),
        (
            "",
            1,
            "this is no SVG (no element found), or not all of it; copy the whole file again, or "
            "save it anew from a drawing program as plain SVG; where there is a pose of it, delete",
        ),
        ("<<<<<<< ours\n<svg/>", 1, "a merge has left two versions in this file; keep one of"),
        (f"<svg {svg}>\n<<<<<<< ours\n</svg>", 2, "a merge has left two versions in this file"),
        (f"<svg {svg}>\n<g>", 2, "this is no SVG (no element found)"),
        (f"<svg {svg}>\n</g></svg>", 2, "this is no SVG (mismatched tag)"),
        (f"<svg {svg}>\n<q:g/></svg>", 2, "this is no SVG (unbound prefix)"),
        (f"<svg {svg}>{'<g>' * 50_000}", 1, "more than 100 groups in each other are not allowed"),
        (f"<svg {svg}>{'<g/>' * 50_000}", 1, "more than 5000 parts are not allowed; join or simp"),
        (f"<svg {svg}>{'<g/>' * 200_000}", 0, "this figure has 800 kB; at most 500 are allowed;"),
        (f"<svg {svg} transform='scale(2)' viewBox='0 0 9 9'/>", 1, "transform on the outermost"),
    ],
)
def test_what_surrounds_a_drawing_is_looked_at_too(whole, line, what):
    if line == 2 and whole.startswith("\n<?"):
        whole = whole.replace("\n", "<!-- -->\n", 1)
    found = problems_of(whole.encode())
    assert found[0][0] == line
    assert found[0][1].startswith(what)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_that_every_program_reads_are_read(encoding):
    declared = encoding.removesuffix("-sig")  # with the mark of its order of bytes in front
    text = f'<?xml version="1.0" encoding="{declared}"?><svg {svg} viewBox="0 0 9 9">'
    text += "<title>Fuß</title></svg>"
    assert read_figure(here, text.encode(encoding)).title == "Fuß"
    if encoding == "utf-16":
        assert problems_of(text.replace("<title>", "<script/>").encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-7", "shift_jis", "windows-1252", "utf-32", "no-such"])
def test_other_encodings_are_refused(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><svg {svg} viewBox="0 0 9 9"/>'
    ((line, message),) = problems_of(text.encode())
    assert (line, message) == (1, f"the encoding {encoding} is not allowed; save it as UTF-8")
    assert problems_of("<svg/>".encode("utf-32"))[0][1].startswith("this is no SVG (")


# Size, name, side and motion.


@pytest.mark.parametrize(
    ("before", "again", "after"),
    [
        ('<g fill="url(', " ", '"/>'),
        ('<g fill="url(#a', " ", '"/>'),
        ('<g fill="url(#a', " ", "')\"/>"),
        ('<g fill="(', "a", '"/>'),
        ('<g fill="(', "(", '"/>'),
        ('<g fill="', "url(", '"/>'),
        ('<g fill="', "url(#", '"/>'),
        ('<g style="fill:', " ", 'url(x)"/>'),
        ("<style>.a", "a", ":b{}</style>"),
    ],
)
def test_a_long_value_takes_no_longer_than_a_short_one(before, again, after):
    """It would take minutes with a pattern that looks at each sign again and again."""
    assert problems_in(before + again * (400_000 // len(again)) + after)


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0,0 , 20.5 10"', (20.5, 10)),
        ('viewBox="0 0 1e2 50" width="100%"', (100, 50)),
        ('width="20" height="10px"', (20, 10)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="2.54cm" height="72pt"', (96, 96)),
        ('width="6pc" height="96"', (96, 96)),
    ],
)
def test_the_size_is_that_of_the_view_box_or_else_the_written_one(root, size):
    figure = read("", root)
    assert (figure.width, figure.height) == pytest.approx(size)


@pytest.mark.parametrize(
    "root",
    [
        "",
        'width="100%" height="100%"',
        'width="20"',
        'width="20em" height="20em"',
        'width="0" height="10"',
        'viewBox="0 0 20"',
        'viewBox="0 0 20 10 5"',
        'viewBox="0 0 20 x 10"',
        'viewBox="0 0 20 0"',
        'viewBox="0 0 -20 10"',
        'viewBox="0 0 nan 10"',
        'viewBox="0 0 1e999 1e999"',
        'viewBox="0 0 2000 10"',
        'viewBox="0 0 .1 .1"',
        'viewBox="0 0 300000 300000"',
        'viewBox="1e999 0 20 10"',
    ],
)
def test_a_size_that_makes_no_picture_is_named(root):
    ((line, message),) = problems_in("", root)
    assert line == 1
    assert (
        "allowed are four numbers: left, top, width and height, the last two from 1 to" in message
    )


def test_a_drawing_that_begins_elsewhere_is_moved():
    assert drawn("<path/>", 'viewBox="-1.5 0 9 9"') == (
        '<g transform="translate(1.5 0)"><path/></g>'
    )


@pytest.mark.parametrize("name", ["start", "hold", "phase-1", "phase-9", "close-up", "wrong"])
def test_the_name_is_the_end_of_the_files_name(name):
    assert read("", path=PurePosixPath(f"content/figures/a-b-{name}.svg")).name == name


@pytest.mark.parametrize(
    "stem", ["hold", "-hold", "a-end", "a-hold-2", "a-close", "a-phase", "a-phase-0", "a-phase-10"]
)
def test_another_name_is_refused(stem):
    data = f'<svg {svg} viewBox="0 0 9 9"/>'.encode()
    ((line, message),) = problems_of(data, PurePosixPath(f"content/figures/{stem}.svg"))
    assert line == 0
    shown = "one of -start, -hold, -phase-1, -close-up or -wrong, such as toe-walking-hold.svg"
    assert shown in message


def test_a_figure_says_which_phase_it_shows():
    assert read("", 'viewBox="0 0 9 9" data-phase=" Sit  down &quot;slowly&quot;"').phase == (
        'Sit down "slowly"'
    )
    ((line, message),) = problems_in("", 'viewBox="0 0 9 9" data-phase="a\u200b"')
    assert (line, message[:34]) == (1, "data-phase holds a sign that nobod")


def test_what_the_drawing_says_of_a_phase_is_read():
    shape = Shape("felt", line([Point(1, 2), Point(3, 4), Point(5, 1)], closed=True))
    written = DrawnFigure(
        name="phase-2",
        title="A & B",
        description="C.",
        mirrored_title="A & B",
        mirrored_description="D.",
        side="left",
        width=12.5,
        height=9,
        shapes=(shape,),
        motion="",
        phase='Up & "down"',
        person="ann",
    )
    path = PurePosixPath("content/figures/heel-raise-phase-2.svg")
    figure = read_figure(path, write_figure(written, "a", "b"))
    assert (figure.name, figure.phase, figure.person) == ("phase-2", 'Up & "down"', "ann")
    assert figure.marks_feeling
    assert not read('<path class="skin" d="M 1 2 z"/>').marks_feeling


def test_unknown_sides_and_motions_are_named():
    root = 'viewBox="0 0 9 9" data-side="rigth" data-motion="jump"'
    assert problems_in("", root) == [
        (1, 'data-motion must be ease, circle, roll, walk or swing, not "jump"'),
        (1, 'data-side must be left, right or both, not "rigth"; did you mean "right"?'),
    ]


@pytest.mark.parametrize(
    ("path", "frames"),
    [
        ("M 1 2 l 3 4", "M 1 2 q 3 4"),
        ("M 1 2 l 3 4", "M 1 2 l 3 4 5 6"),
        ("M 1 2 l 3 4", "M 1 2 l 3 4|M 1 2 l 3"),
        ("M 1 2 l 3 4", "M 1 2 l 3 4|"),
        ("M 1 2 l 3 4", "M 1 2 3 l 4"),
        ("M 1 2 l 3 4", "M 1 2  l 3 4"),
        ("M  1 2 3", "M  4 5 6"),
        ("M 1-2", "M 1-2"),
        ("M 1.2.3 4", "M 1.2.3 4"),
        ("M . -", "M 1. -2"),
        ("M 1 2z", "M 3 4z"),
        ("M 1 1e2", "M 1 1e2"),
        ("M 1 2", ""),
        ("", "M 1 2"),
        ("", ""),
    ],
)
def test_frames_that_dont_fit_are_named(path, frames):
    root = 'viewBox="0 0 9 9" data-motion="ease"'
    ((line, message),) = problems_in(f'<g/>\n<path d="{path}" data-frames="{frames}"/>', root)
    assert line == 3
    assert message.startswith("data-frames must be paths with the same letters as d and as many")


def test_frames_need_a_motion_and_an_axis_is_a_number():
    path = '<path d="M 1 2" data-frames="M 3 4"/>'
    ((line, message),) = problems_in(path)
    assert (line, message) == (
        2,
        "data-frames needs data-motion on <svg>: ease, circle, roll, walk or swing",
    )


# Whatever comes.

words = [
    "url(#a)",
    "url(x)",
    "red",
    "&#106;avascript:x",
    "data:a",
    "#a",
    "a b",
    "\\75rl(x)",
    "&quot;",
]
words += [
    "fill:red",
    "fill:url(#a)",
    "mask:url( x )",
    "expression(1)",
    "&lt;script>",
    "M 1 2",
    "skin",
]
keys = ["fill", "style", "href", "xlink:href", "onload", "class", "id", "d", "q:on", "clip-path"]
keys += ["transform", "xml:base", "data-name", "font-family", "mask", "requiredExtensions", "x"]
tags = ["g", "path", "use", "text", "tspan", "defs", "mask", "script", "style", "title", "q:g", "a"]
tags += ["switch", "svg", "metadata", "foreignObject", "linearGradient", "image", "h:script"]
texts = [
    "a &amp; b",
    "&lt;b>",
    ".a{fill:red}",
    "path{fill:url(#a)}",
    "<![CDATA[<script>]]>",
    "]]&gt;",
]
attribute_lists = st.dictionaries(st.sampled_from(keys), st.sampled_from(words), max_size=3)


def element(tag: str, attributes: dict[str, str], inside: list[str]) -> str:
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{tag}{given}>{''.join(inside)}</{tag}>"


trees = st.recursive(
    st.sampled_from(texts),
    lambda inside: st.builds(
        element, st.sampled_from(tags), attribute_lists, st.lists(inside, max_size=3)
    ),
    max_leaves=8,
)
harmless_trees = st.recursive(
    st.sampled_from(texts),
    lambda inside: st.builds(
        element,
        st.sampled_from(["g", "path", "text", "tspan", "style", "q:g", "title", "switch", "mask"]),
        st.dictionaries(
            st.sampled_from(["fill", "style", "class", "id", "q:on", "xml:base", "font-family"]),
            st.sampled_from(
                ["url(#a)", "red", "a b", "&quot;", "fill:red", "&lt;i>", "skin", "x;y:z"]
            ),
            max_size=3,
        ),
        st.lists(inside, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(trees, harmless_trees), max_size=3))
@example(['<g d="url(#a)"/>'])  # what would be a path may ask for a part as well
@example(['<path data-frames="url(#a)"/>'])
def test_whatever_is_read_without_a_problem_is_only_a_drawing(inside):
    root = f'viewBox="0 0 9 9" xmlns:q="urn:q" {xlink} {html}'
    try:
        figure = read(f'<path id="a"/>{"".join(inside)}', root)
    except ContentError:
        return
    for markup in (figure.drawing("i", moving=False), figure.drawing("i", moving=True)):
        assert "\ue000" not in markup
        assert "<script" not in markup
        assert "xmlns" not in markup
        tree = ElementTree.fromstring(f"<svg>{markup}</svg>")
        for each in tree.iter():
            assert re.fullmatch(r"[A-Za-z]+", each.tag)
            assert each.tag not in {"script", "a", "image", "foreignObject", "style", "title"}
            for key, value in each.attrib.items():
                assert re.fullmatch(r"[a-z][\w-]*", key, re.IGNORECASE)
                assert key != "style"
                assert not key.lower().startswith("on")
                assert "data:" not in value
                assert "script:" not in value
                assert key != "href" or re.fullmatch(r"#i-part-\d+", value)
                assert "url" not in value.lower() or re.fullmatch(r"url\(#i-part-\d+\)", value)


def test_a_drawing_is_written_the_same_each_time():
    data = (by_hand / "inkscape.svg").read_bytes()
    assert read_figure(here, data) == read_figure(here, data)


def test_css_is_only_asked_for_where_there_is_some(monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(styles, "parse_style", refuse)
    monkeypatch.setattr(styles, "parse_sheet", refuse)
    root = 'viewBox="0 0 9 9" data-pose="a"'
    assert drawn("<style>path { fill: red }</style><path/>", root) == "<path/>"


@pytest.mark.parametrize(
    "given",
    [
        'style="transform-origin: 50% 50%"',
        'style="transform-box: fill-box"',
        'transform-origin="115 220"',
    ],
)
def test_a_part_that_would_turn_about_another_place_is_refused(given):
    ((line, message),) = problems_in(f'<path d="M0 0h9" {given}/>', 'viewBox="0 0 9 9"')
    assert line == 2
    assert "would be lost, and the drawing would look another way" in message


def test_what_a_library_of_typefaces_says_in_the_file_goes_and_the_text_stays():
    font = (
        '<defs><font id="f"><font-face font-family="Arial embedded"/><missing-glyph d="M0 0"/>'
        '<glyph unicode="a" d="M0 0h9"/></font></defs><text font-family="Arial">a</text>'
    )
    figure = read(font, 'viewBox="0 0 21000 29700"')
    assert figure.markup.strip() == '<text font-family="Arial">a</text>'
    assert (figure.width, figure.height) == (21000, 29700)


def test_an_arrow_that_is_turned_back_has_no_transform_of_its_own():
    ((_, message),) = problems_in(
        '<path d="M0 0h9" data-turns="4" transform="scale(2)"/>', 'viewBox="0 0 9 9"'
    )
    assert message == "a part with data-turns has no transform; put it in a group with one"


@pytest.mark.parametrize(
    "sheet",
    [
        ".a{x:0}" * 30_000,
        ".a," * 100_000 + ".a{x:0}",
        ".a{" + "x:0;" * 100_000 + "}",
        ".a{}" * 60_000,
    ],
)
def test_a_style_sheet_that_would_take_for_ever_is_refused(sheet):
    inside = f'<style>{sheet}</style><g class="a"/>' + '<g class="a"/>' * 4_000
    ((_, message),) = problems_in(inside[:480_000] if len(inside) > 490_000 else inside)
    assert message.startswith(("more than 2000 styles in sheets", "this is no SVG"))


@pytest.mark.parametrize(
    "inside",
    [
        '<path id="e" class="skin" d="M0 0h9"/><use href="#e" x="9"/>',
        '<defs><path id="e" class="skin" d="M0 0h9"/></defs><use href="#e" x="9"/>',
        '<g id="e"><g><path class="skin" d="M0 0h9"/></g></g><use href="#e" x="9"/>',
    ],
)
def test_a_copy_of_what_has_a_role_is_refused(inside):
    ((_, message),) = problems_in(inside)
    assert message.startswith("a copy of a part with a role has no colours; make it a part of its")


def test_a_copy_may_have_a_role_itself():
    inside = '<defs><path id="e" d="M0 0h9"/></defs><use href="#e" class="skin"/>'
    assert '<use class="figure__skin" href="#' in drawn(inside)


@pytest.mark.parametrize("key", ["marker-start", "marker-mid", "marker-end"])
def test_markers_of_a_whole_group_are_refused(key):
    group = f'<marker id="m"/><g {key}="url(#m)"><path d="M0 0h9"/></g>'
    ((_, message),) = problems_in(group)
    assert message == f"{key} of a whole group is not allowed; put it on each line"


@pytest.mark.parametrize("key", ["clip-path", "mask", "filter"])
def test_what_would_lie_elsewhere_on_the_whole_is_refused(key):
    ((_, message),) = problems_in(
        f'<{"filter" if key == "filter" else "mask"} id="a"/>', f'viewBox="0 0 9 9" {key}="url(#a)"'
    )
    assert message.startswith(f"{key} on the outermost element is not allowed")


def test_styles_place_only_what_css_can_place():
    found = drawn('<text style="x:5px">a</text><rect style="x:5px"/>').split()
    assert found == ["<text>a</text>", "<rect", 'x="5px"/>']


@pytest.mark.parametrize("kind", ["", "TEXT/CSS"])
def test_a_sheet_is_css_as_browsers_decide(kind):
    sheet = f'<style type="{kind}">.a{{fill:red}}</style><path class="a"/>'
    assert 'fill="red"' in drawn(sheet)
