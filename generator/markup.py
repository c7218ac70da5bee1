"""Markdown text -> sections of safe HTML: the set-up of Python-Markdown, in one place.

HTML in Markdown is never passed on. Two steps see to it: the parser's own support for it is taken
out, so that a tag would come out as plain text; and every tag, attribute and address that could
carry a script is refused with its line, so that nobody wonders why it doesn't work.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markupsafe import Markup

from generator.errors import Problem
from generator.model import Body, Link, Section
from generator.sources import heading_id

allowed_schemes = {"", "http", "https", "mailto", "tel"}
allowed_attributes = frozenset(
    ("alt", "class", "colspan", "dir", "href", "id", "lang", "rowspan", "src", "start", "title")
)

code_span = re.compile(r"(`+).*?\1")
fence = re.compile(r"^\s{0,3}(```|~~~)")
html_tag = re.compile(r"</?[a-zA-Z][^\s<>@:]*(?=[\s>/]|$)|<!\[CDATA\[|<\?")
comment = re.compile(r"<!--.*?-->", re.DOTALL)


class Source(NamedTuple):
    """A Markdown body and where it stands: its file and the line on which it begins."""

    path: PurePosixPath
    text: str
    first_line: int

    def problem(self, line: int, message: str) -> Problem:
        """Return a problem on a line of the body, counted from 1."""
        return Problem(self.path, self.first_line - 1 + line, message)


def parse_body(
    source: Source, picture_address: Callable[[str], str | None], problems: list[Problem]
) -> Body:
    """Return the sections and links of a Markdown body; what is wrong goes to *problems*.

    *picture_address* gives the address of a picture as the page must write it, or None where
    there is no such picture.
    """
    text = comment.sub(lambda match: "\n" * match[0].count("\n"), source.text)
    source = source._replace(text=text)
    markdown = Markdown(
        extensions=["attr_list", "def_list", "fenced_code", "sane_lists", "tables", "toc"],
        extension_configs={"toc": {"slugify": heading_id}},
        output_format="html",
    )
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    root = parse_tree(markdown, text)
    problems += [*find_html(source), *find_heading_problems(source, root)]
    links: list[Link] = []
    for element in root.iter():
        problems += find_attribute_problems(source, element)
        if element.tag == "a" and (target := element.get("href")) is not None:
            problems += find_scheme_problems(source, target)
            links += [Link(source.path, line, target) for line in lines_with(source, target)]
            element.set("href", page_link(target))
        if element.tag == "img":
            problems += resolve_picture(source, element, picture_address)
    anchors = frozenset(id for element in root.iter() if (id := element.get("id")))
    return Body(tuple(split_sections(markdown, root)), tuple(links), anchors)


def parse_tree(markdown: Markdown, text: str) -> Element:
    """Return the element tree of a Markdown text, as `Markdown.convert` makes it on its way."""
    lines = text.split("\n")
    for preprocessor in markdown.preprocessors:
        lines = preprocessor.run(lines)
    root = markdown.parser.parseDocument(lines).getroot()
    assert root is not None  # a parsed document always has one
    for treeprocessor in markdown.treeprocessors:
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    return root


def split_sections(markdown: Markdown, root: Element) -> Iterable[Section]:
    """Yield the sections of a tree; text before the first heading is one without a heading."""
    heading, id, parts = Markup(), "", Element("div")
    for child in root:
        if child.tag == "h2":
            if id or len(parts):
                yield Section(id, heading, serialize(markdown, parts))
            heading, id, parts = serialize(markdown, child), child.get("id", ""), Element("div")
        else:
            parts.append(child)
    if id or len(parts):
        yield Section(id, heading, serialize(markdown, parts))


def serialize(markdown: Markdown, element: Element) -> Markup:
    """Return what is inside an element as HTML."""
    text = markdown.serializer(element)
    text = text[text.index(">") + 1 : text.rindex("<")] if ">" in text[:-1] else ""
    for postprocessor in markdown.postprocessors:
        text = postprocessor.run(text)
    return Markup(text.strip())


def page_link(target: str) -> str:
    """Return a link between Markdown files as a link between the pages made from them."""
    path, hash, fragment = target.partition("#")
    if match := re.match(r"((?:\.\.?/)*)files/", path):  # what lies there goes out to the top
        return match[1] + target[match.end() :]
    if not urlsplit(target).scheme and path.endswith(".md"):
        path = path.removesuffix(".md") + ".html"
    return path + hash + fragment


def prose_lines(source: Source) -> Iterable[tuple[int, str]]:
    """Yield the lines of a body outside fenced code, numbered from 1, without code spans."""
    inside = ""
    for number, line in enumerate(source.text.split("\n"), 1):
        mark = fence.match(line)
        if mark and inside in {"", mark[1]}:
            inside = "" if inside else mark[1]
        elif not inside:
            yield number, code_span.sub("", line)


def lines_with(source: Source, target: str) -> list[int]:
    """Return the lines of the file on which an address stands: as a link if it can be told."""
    lines = [(number, html.unescape(line)) for number, line in prose_lines(source)]
    link = re.compile(rf"(?:\]\(\s*<?|\]:\s*<?|<){re.escape(html.unescape(target))}(?=[\s)>]|$)")
    found = [number for number, line in lines if link.search(line)]
    found = found or [number for number, line in lines if html.unescape(target) in line]
    return [source.first_line - 1 + number for number in found or [1]]


def find_html(source: Source) -> Iterable[Problem]:
    """Yield a problem for every HTML tag."""
    for number, line in prose_lines(source):
        for match in html_tag.finditer(line.replace("\\<", "")):
            yield source.problem(
                number,
                f"HTML is not allowed in the text: remove {match[0].rstrip()}>; for bold write "
                "**words**, and for the sign itself \\<",
            )


def find_heading_problems(source: Source, root: Element) -> Iterable[Problem]:
    """Yield a problem for a first-level heading and for a level that is left out."""
    lines = [
        (number, len(line) - len(line.lstrip("#")))
        for number, line in prose_lines(source)
        if re.match(r"#{1,6}\s*\S", line)
    ]
    previous = 1
    for number, level in lines:
        if level == 1:
            message = "the page's title comes from its title field; begin headings with ##"
            yield source.problem(number, message)
        elif level > previous + 1:
            wanted = "#" * (previous + 1)
            yield source.problem(number, f"this heading skips a level; write {wanted} here")
        previous = max(level, 2) if level > 1 else previous
    if any(child.tag == "h1" for child in root) and all(level > 1 for _, level in lines):
        yield source.problem(1, "a line of === makes a title; begin headings with ## instead")


def find_attribute_problems(source: Source, element: Element) -> Iterable[Problem]:
    """Yield a problem for every attribute that a page may not carry, and mend aligned cells."""
    if element.tag in {"td", "th"} and element.get("style", "").startswith("text-align: "):
        element.set("class", "align-" + element.attrib.pop("style")[12:].rstrip(";"))
    for name in sorted(set(element.keys()) - allowed_attributes):
        needle = f"{name}="
        at = next((number for number, line in prose_lines(source) if needle in line), 1)
        yield source.problem(
            at,
            f"the attribute {name} is not allowed; "
            f"allowed: {', '.join(sorted(allowed_attributes))}",
        )


def scheme_of(target: str) -> str:
    """Return the scheme of an address as a browser reads it, or an empty text."""
    plain = re.sub(r"[\x00-\x20]", "", html.unescape(target)).lower()
    match = re.match(r"([a-z][a-z0-9+.-]*):", plain)
    return "//" if plain.startswith(("//", "\\\\", "/\\")) else match[1] if match else ""


def find_scheme_problems(source: Source, target: str) -> Iterable[Problem]:
    """Yield a problem where a link's address could do anything but open a page."""
    if (scheme := scheme_of(target)) not in allowed_schemes:
        for line in lines_with(source, target):
            yield Problem(
                source.path,
                line,
                f"a link may not begin with {scheme}{'' if scheme == '//' else ':'}; allowed: "
                "another .md file, https:, http:, mailto: or tel:",
            )


def resolve_picture(
    source: Source, element: Element, picture_address: Callable[[str], str | None]
) -> Iterable[Problem]:
    """Yield what is wrong with a picture, and give it the address it has on the page."""
    target = element.get("src", "")
    lines = lines_with(source, target)
    if not element.get("alt", "").strip():
        for line in lines:
            message = f"the picture {target} has no description; write it in the square brackets"
            yield Problem(source.path, line, message)
    address = None if scheme_of(target) else picture_address(target)
    if address is None:
        for line in lines:
            yield Problem(
                source.path,
                line,
                f"there is no picture {target}; put it in content/ and give its path from here",
            )
    else:
        element.set("src", address)
