"""Pages -> PDF files, by WeasyPrint; imported only where a build makes them.

Each file is the page as a browser would print it, tagged as PDF/UA. Its identifier, which such a
file must have, is a fingerprint of all that it was made from.
"""

from __future__ import annotations

import logging
import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from functools import partial
from html import escape
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement

from fields.errors import SiteError
from generator.content.memory import Key, Remember
from generator.output.manifest import fingerprint
from generator.output.remembered import hash_key
from generator.paper.print_styles import FigureStyles, figure_styles
from generator.paper.sheets import SheetFile
from generator.terminal import Track, silently

Tree = Mapping[PurePosixPath, bytes]

how_to_get_it = """\
PDF files need WeasyPrint, which is not ready here: {reason}.
Run `make pdf`: it installs the Python package. WeasyPrint also needs the library Pango:
  Debian, Ubuntu:  sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  Fedora:          sudo dnf install pango
  macOS:           brew install pango
Everything else works without: each page prints as its sheet from the browser.
A build needs it where content/site.yaml says `pdf_sheets: yes`."""

try:
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse
# OSError: the package is there, its library Pango is not.
except (ImportError, OSError) as error:
    raise SiteError(how_to_get_it.format(reason=str(error).splitlines()[0])) from error

engine = f"WeasyPrint {weasyprint.__version__}"
svg = "{http://www.w3.org/2000/svg}"
no_address = "https://site.invalid/"
"""Links of a page have to start somewhere; nothing is ever there (RFC 2606)."""
short_page = re.compile(rb"print and \(max-height:\s*\w+\)")
beside = re.compile(rb'<script\b.*?</script>|<p class="sheet-files">.*?</p>\n', re.DOTALL)
"""What of a page doesn't print: a file need not be made again when only this has changed."""


def make_sheets(
    files: Sequence[SheetFile],
    tree: Tree,
    address: str,
    remember: Remember,
    track: Track = silently,
) -> dict[PurePosixPath, bytes]:
    """Return the PDF files.

    *tree* is the site, *address* where it will stand: links in the files lead there. Raises
    SiteError when the engine reports an error.
    """
    sheets = {}
    pages = {file.page for file in files}
    letters = {*"".join(tree[page].decode() for page in pages)}
    machine = fingerprint(make_probe(tree, "".join(sorted(letters)))) if files else ""
    for file in track(files, "Sheets"):
        key = key_of(file, tree, address)
        make = partial(make_sheet, file, tree, address, key)
        sheets[file.address] = remember((machine, *key), make)
    return sheets


def make_probe(tree: Tree, letters: str) -> bytes:
    """Return a page of some letters: it differs where the machine has other fonts for them, or
    draws them with other libraries, and so would every sheet that has them."""
    page = weasyprint.HTML(string=f"<h1>Sheet</h1><p>{escape(letters)} <b>{escape(letters)}</b>")
    style = weasyprint.CSS(string=find_style_sheets(tree).decode())
    data: bytes = page.write_pdf(stylesheets=[style], pdf_identifier=b"probe")
    return data


def key_of(file: SheetFile, tree: Tree, address: str) -> Key:
    """Return all that a file is made from; the page names its styles by a hash of them."""
    printed = beside.sub(b"", tree[file.page])
    return ("sheet", engine, file.paper, file.options, str(file.address), address, printed)


def make_sheet(file: SheetFile, tree: Tree, address: str, key: Key) -> bytes:
    """Return one PDF file, named by the *key* that says all that it is made from."""
    tree = on_paper(tree, file.paper)
    styles = figure_styles(find_style_sheets(tree).decode())
    page = weasyprint.HTML(
        string=tree[file.page].decode(),
        base_url=f"{address or no_address}{file.page}",
        url_fetcher=SiteFetcher(tree, address or no_address),
    )
    root = page.etree_element
    prepare(root, styles)
    keep_links(root, file.page.name if address else "")
    root.set("data-sheet", file.options)
    paper = weasyprint.CSS(string=f"@page {{ size: {file.paper} }}")
    # A PDF/UA file must have a name of its own: the same for the same content.
    name = hash_key(key).hex().encode()
    with errors_raised(file):
        data: bytes = page.write_pdf(
            stylesheets=[paper], pdf_variant="pdf/ua-1", pdf_identifier=name
        )
    return data


def on_paper(tree: Tree, paper: str) -> Tree:
    """Return the site with styles that hold on a paper: the engine's pages have no height to ask
    for in a media query."""
    holds = b"print" if paper == "letter" else b"not all"
    return {
        path: short_page.sub(holds, data) if path.suffix == ".css" else data
        for path, data in tree.items()
    }


def find_style_sheets(tree: Tree) -> bytes:
    """Return the style sheets that say how figures look: that of all pages, and that for paper."""
    return b"".join(
        data
        for name in ("site", "paper")
        for path, data in tree.items()
        if path.match(f"assets/{name}.*.css")
    )


def prepare(root: Element, styles: FigureStyles) -> None:
    """Change a parsed page into what the engine can draw, in place."""
    for parent in [*root.iter()]:
        for child in [*parent]:
            if child.tag == "script" or child.get("class") == "sheet-files":
                parent.remove(child)
    for steps in root.iter("ol"):
        if start := steps.get("start"):  # which the engine's style sheet doesn't read
            steps.set("style", f"counter-reset: list-item {int(start) - 1}")
    copy_pictures(root)
    for figure in root.iter(f"{svg}svg"):
        if "figure" in figure.get("class", "").split():
            prepare_figure(figure, styles)


def keep_links(root: Element, page: str) -> None:
    """Leave the links to other pages, where there is an address that they can lead to.

    *page* is the name of this one, or empty without an address: what of it a link leads to may not
    be on the sheet.
    """
    for link in root.iter("a"):
        if not page or link.get("href", "").removeprefix(page).startswith("#"):
            link.attrib.pop("href", None)


def copy_pictures(root: Element) -> None:
    """Put a figure's drawing wherever a picture uses it: the engine looks no further than into the
    picture itself."""
    figures = {figure.get("id"): figure for figure in root.iter(f"{svg}svg")}
    for picture in [*root.iter(f"{svg}svg")]:
        for used in picture.findall(f"{svg}use"):
            if figure := figures.get(used.get("href", "").removeprefix("#")):
                picture.set("class", f"{picture.get('class')} {figure.get('class')}")
                picture[:] = deepcopy(figure[:])


def prepare_figure(figure: Element, styles: FigureStyles) -> None:
    """Give a figure its styles, its whole description as its title, and its lines under its
    fillings: each shape that the styles colour is drawn twice, first the line, then the filling."""
    title, description = figure.find(f"{svg}title"), figure.find(f"{svg}desc")
    if title is not None and description is not None:
        # The engine takes the title alone for the alternative text.
        title.text = f"{title.text}. {description.text}"
    for group in [*figure.iter(f"{svg}g")]:
        # From the end, so that the places still to come stay right.
        for index, shape in reversed([*enumerate(group)]):
            role = shape.get("class")
            if shape.tag == f"{svg}path" and role and role not in styles.lines_on_top:
                line = Element(shape.tag, {**shape.attrib, "style": "fill: none"})
                shape.set("style", "stroke: none")
                group.insert(index, line)
    SubElement(figure, f"{svg}style").text = styles.css


class SiteFetcher(URLFetcher):  # type: ignore[misc]
    """Gives the engine the files of the site, and nothing from anywhere else."""

    def __init__(self, tree: Tree, address: str) -> None:
        # No protocol: what isn't in the tree is not fetched.
        super().__init__(allowed_protocols=())
        self.tree = tree
        self.address = address

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return one file. Raises ValueError for an address outside the site."""
        path = PurePosixPath(normpath(unquote(urlsplit(url.removeprefix(self.address)).path)))
        if not url.startswith(self.address) or path not in self.tree:
            raise ValueError(f"{url} is not part of the site")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self.tree[path], {"Content-Type": kind})


class Errors(logging.Handler):
    """Keeps the errors that the engine reports."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one error."""
        self.messages.append(record.getMessage())


@contextmanager
def errors_raised(file: SheetFile) -> Iterator[None]:
    """Raise SiteError for what the engine would only log: a file with a hole in it is no file."""
    errors = Errors()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(errors)
    try:
        yield
    finally:
        logger.removeHandler(errors)
    if errors.messages:
        raise SiteError(f"{file.address}: {errors.messages[0]}")
