"""Markdown text -> sections of safe HTML: the set-up of Python-Markdown, in one place.

HTML in Markdown is never passed on. The parser's own support for it is taken out, so that a tag
would come out as plain text; what an author could not mean is refused with its line; and what
comes out at the end is held against a list of what may be there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.util import AMP_SUBSTITUTE, AtomicString
from markupsafe import Markup

from fields.errors import ContentError, Problem
from generator.content.sources import heading_id
from generator.content.text.addresses import find_address_mistakes, page_link, scheme_of
from generator.content.text.dialect import Dialect, list_mark
from generator.content.text.gate import allowed_on, find_forbidden
from generator.content.text.headings import (
    find_anchor_problems,
    find_anchors,
    find_heading_attributes,
    find_heading_problems,
)
from generator.content.text.prose import Source, read_source
from generator.content.text.slips import find_slips
from generator.model import Body, Link, Section

longest_paragraph = 5_000
most_signs = 200
"""To the parser a [ or ` is the beginning of a link or of code, whose end it looks for.
Measured: 0.3 s with 200 [ in 5,000 signs, 4.5 s with four times as much of both."""
most_links = 500
"""An address that stands on many lines is looked for on each: 0.9 s with 500 times the same one,
15 s with 2,000. The longest of our pages has 65."""
most_anchors = 300
"""A link to a place that isn't there is held against all of them: 18 ms for each such link with
300. The longest of our pages has 46."""

inline_sign = re.compile(r"[\\`\[<&*_]|  \n")
"""One of these begins whatever the parser looks for in words; without one it need not look."""


def parse_body(
    source: Source, picture_address: Callable[[str], str | None], problems: list[Problem]
) -> Body:
    """Return the sections and links of a Markdown body; what is wrong goes to *problems*.

    *picture_address* gives the address of a picture as the page must write it, or None where
    there is no such picture. Raises ContentError where the text is too much for a page.
    """
    source = read_source(source, problems)
    markdown = make_markdown()
    root = parse_tree(markdown, source)
    problems += [*find_slips(source), *find_heading_problems(source, root)]
    problems += [*find_heading_attributes(source, root), *find_indented_lists(source, root)]
    if found := list(find_crowd(source, root)):
        raise ContentError([*problems, *found])
    links = []
    for element in root.iter():
        align_cell(element)
        if element.tag == "a" and (target := element.get("href")) is not None:
            links += resolve_link(source, element, target, problems)
        if element.tag == "img":
            problems += resolve_picture(source, element, picture_address)
        show_captions(element)
    problems += find_lost_captions(source, root)
    anchors = find_anchors(source, root)
    problems += find_anchor_problems(source, anchors)
    sections = tuple(split_sections(markdown, root))
    problems += find_gate_problems(source, sections)
    return Body(sections, tuple(links), anchors)


def make_markdown() -> Markdown:
    """Return Python-Markdown as this site uses it, for one text."""
    markdown = Markdown(
        # By a name, an extension would be looked for among all packages, which takes 20 ms.
        extensions=[
            AttrListExtension(),
            DefListExtension(),
            FencedCodeExtension(),
            SaneListExtension(),
            TableExtension(),
            # Without a marker, [TOC] stays a text as any other; no list of headings is made.
            TocExtension(slugify=heading_id, marker="", toc_depth=0),
            Dialect(),
        ],
        output_format="html",
    )
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    return markdown


def parse_tree(markdown: Markdown, source: Source) -> Element:
    """Return the element tree of a Markdown text, as `Markdown.convert` makes it on its way."""
    # Each step costs time in every paragraph, whether its sign is in the text or not.
    for steps, step, sign in (
        (markdown.parser.blockprocessors, "table", "|"),
        (markdown.parser.blockprocessors, "quote", ">"),
        (markdown.inlinePatterns, "backtick", "`"),
    ):
        if sign not in source.text:
            steps.deregister(step)
    lines = list(source.lines)
    for preprocessor in markdown.preprocessors:
        lines = preprocessor.run(lines)
    root = markdown.parser.parseDocument(lines).getroot()
    assert root is not None  # a parsed document always has one
    if found := list(find_long_paragraphs(source, root)):
        raise ContentError(found)
    for element in root.iter():
        if element.text and not inline_sign.search(element.text):
            element.text = AtomicString(element.text)
    for treeprocessor in markdown.treeprocessors:
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    return root


def find_long_paragraphs(source: Source, root: Element) -> Iterator[Problem]:
    """Yield a problem for each paragraph in which the parser would look for signs too long.

    The tree holds plain text yet: a paragraph, item or cell is one text, and for each of some
    signs the parser reads to the end of it.
    """
    for element in root.iter():
        for text in (element.text or "", element.tail or ""):
            # Code, in which the parser looks for nothing; or too short for anything below.
            if isinstance(text, AtomicString) or len(text) <= most_signs:
                continue
            counts = [(len(text), longest_paragraph, "characters")]
            counts += [(text.count(sign), most_signs, f"times the sign {sign}") for sign in "[`"]
            for count, most, what in counts:
                if count > most:
                    line = source.line_of(text.strip().partition("\n")[0])
                    message = f"this paragraph has {count} {what}; allowed: up to {most}"
                    yield source.problem(line, message)


def split_sections(markdown: Markdown, root: Element) -> Iterable[Section]:
    """Yield the sections of a tree; text before the first heading is one without a heading."""
    for id, heading, inside in split_at("h2", markdown, root):
        html = serialize(markdown, inside)
        if inside.find("h3") is None:
            yield Section(id, heading, html, html, ())
            continue
        parts = []
        for place, words, text in split_at("h3", markdown, inside):
            below = serialize(markdown, text)
            parts.append(Section(place, words, below, below, ()))
        opening = Markup() if parts[0].id else parts.pop(0).html
        yield Section(id, heading, html, opening, tuple(parts))


def split_at(tag: str, markdown: Markdown, root: Element) -> Iterator[tuple[str, Markup, Element]]:
    """Yield the id and the words of each such heading with what follows it; first, without both,
    what stands before all of them."""
    heading, id, inside = Markup(), "", Element("div")
    for child in root:
        if child.tag == tag:
            if id or len(inside):
                yield id, heading, inside
            heading, id, inside = serialize(markdown, child), child.get("id", ""), Element("div")
        else:
            inside.append(child)
    if id or len(inside):
        yield id, heading, inside


def serialize(markdown: Markdown, element: Element) -> Markup:
    """Return what is inside an element as HTML."""
    text = markdown.serializer(element)
    text = text[text.index(">") + 1 : text.rindex("<")]
    for postprocessor in markdown.postprocessors:
        text = postprocessor.run(text)
    return Markup(text.strip())


def align_cell(element: Element) -> None:
    """Turn a cell's style, which no page may carry, into a class."""
    if element.tag in {"td", "th"} and element.get("style", "").startswith("text-align: "):
        side = element.attrib.pop("style").removeprefix("text-align: ").rstrip(";")
        element.set("class", f"align-{side}")


def resolve_link(
    source: Source, element: Element, written: str, problems: list[Problem]
) -> list[Link]:
    """Return a link, once for each line on which it may stand; its element gets its address."""
    # Python-Markdown hides the signs of a mail address from those who collect them.
    target = html.unescape(written.replace(AMP_SUBSTITUTE, "&"))
    lines = source.lines_with(target.removeprefix("mailto:") or target)
    if mistakes := list(find_address_mistakes(target)):
        problems += [source.problem(line, each) for line in lines for each in mistakes]
        return []
    if (address := page_link(target)) != target:
        element.set("href", address)
    return [Link(source.path, source.first_line - 1 + line, target) for line in lines]


def resolve_picture(
    source: Source, element: Element, picture_address: Callable[[str], str | None]
) -> Iterator[Problem]:
    """Yield what is wrong with a picture, and give it the address it has on the page."""
    target = element.get("src", "")
    lines = source.lines_with(target)
    if not element.get("alt", "").strip():
        message = f"the picture {target} has no description; write it in the square brackets"
        yield from (source.problem(line, message) for line in lines)
    address = None if scheme_of(target) else picture_address(target)
    if address is None:
        message = f"there is no picture {target}; put it in content/ and give its path from here"
        yield from (source.problem(line, message) for line in lines)
    else:
        element.set("src", address)
        # Pictures in a text stand far down: the first view of a page does not wait for them.
        element.set("loading", "lazy")


def show_captions(element: Element) -> None:
    """Turn a paragraph of pictures alone into a row of figures, whose captions are their titles."""
    pictures = list(element)
    if element.tag != "p" or {each.tag for each in pictures} != {"img"}:
        return
    if any(text and text.strip() for text in (element.text, *(each.tail for each in pictures))):
        return
    element.tag = "div"
    element.set("class", "pictures")
    for index, picture in enumerate(pictures):
        element[index] = figure = Element("figure")
        figure.append(picture)
        if caption := picture.attrib.pop("title", ""):
            SubElement(figure, "figcaption").text = caption


def find_lost_captions(source: Source, root: Element) -> Iterator[Problem]:
    """Yield a problem for a caption that could not be shown: its picture stands among words."""
    for picture in root.iter("img"):
        if caption := picture.get("title"):
            message = "a picture with a caption stands by itself; leave an empty line around it"
            yield from (source.problem(line, message) for line in source.lines_with(caption))


def find_indented_lists(source: Source, root: Element) -> Iterator[Problem]:
    """Yield a problem for a list so far from the left that it would be shown as code."""
    for element in root.iter("pre"):
        first = "".join(element.itertext()).strip().partition("\n")[0]
        if list_mark.match(first):
            message = "a list that begins with four spaces is shown as code; begin it at the left"
            yield source.problem(source.line_of(html.unescape(first)), message)


def find_crowd(source: Source, root: Element) -> Iterator[Problem]:
    """Yield a problem where a page has more links or places than anybody would look through."""
    links = sum(element.tag in {"a", "img"} for element in root.iter())
    places = sum("id" in element.keys() for element in root.iter())  # noqa: SIM118 - no mapping
    for count, most, what in (
        (links, most_links, "links and pictures"),
        (places, most_anchors, "headings and named places"),
    ):
        if count > most:
            message = f"the page has {count} {what}; allowed: up to {most}"
            yield source.problem(1, f"{message}; make several pages of it")


def find_gate_problems(source: Source, sections: tuple[Section, ...]) -> Iterator[Problem]:
    """Yield a problem for whatever an author's text may not become."""
    for section in sections:
        for tag, name, value in find_forbidden(f"<h2>{section.heading}</h2>{section.html}"):
            if not name:
                yield source.problem(source.line_of(f"<{tag}"), f"the text may hold no <{tag}>")
            elif name not in allowed_on(tag):
                message = f"the attribute {name} is not allowed here"
                allowed = f"allowed: {', '.join(allowed_on(tag))}"
                written = f"{name}=" if f"{name}=" in source.text else f"{{{name}"
                yield source.problem(source.line_of(written), f"{message}; {allowed}")
            # A mistaken address is named by `resolve_link` already.
            elif not list(find_address_mistakes(value)):
                message = f"the attribute {name} may not be {value}"
                yield source.problem(source.line_of(value), message)
