"""The sheets as PDF files: what is in them, and when they are made again."""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from build import build_site, main
from fields.errors import SiteError
from generator.content.memory import make_anew
from generator.content.sources import Sources
from generator.model import Settings
from generator.output.files import read_tree
from generator.output.remembered import Remembered
from generator.paper.pdf import (
    copy_pictures,
    find_style_sheets,
    key_of,
    make_sheet,
    make_sheets,
    on_paper,
    prepare_figure,
    svg,
)
from generator.paper.print_styles import figure_styles
from generator.paper.sheets import all_files, files_of
from tests.conftest import dot, project

address = "https://example.org/feet/"
stretch = PurePosixPath("exercises/heel-tendon-stretch.html")
ten = PurePosixPath("routines/all-ten.html")
pytestmark = pytest.mark.slow
files = (*files_of(stretch), files_of(ten)[0])


@pytest.fixture(autouse=True)
def _quiet():
    """fontTools and WeasyPrint log what they do."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)


@pytest.fixture(scope="module")
def made(real_tree):
    """The files of one exercise, and one of the longest routine."""
    return make_sheets(files, real_tree, address, make_anew)


@pytest.fixture(scope="module")
def readers(made):
    return {path.name: PdfReader(io.BytesIO(data)) for path, data in made.items()}


@pytest.fixture(scope="module")
def texts(readers):
    """The text of each file without any space."""
    return {
        name: "".join("".join(page.extract_text() for page in reader.pages).split())
        for name, reader in readers.items()
    }


def places(reader: PdfReader) -> dict[str, tuple[float, float]]:
    """Where each run of text begins on the first page: pixels of CSS from its left and its top."""
    found: dict[str, tuple[float, float]] = {}

    def note(text: str, _: list[float], matrix: list[float], *__: object) -> None:
        found[text.strip()] = (matrix[4], matrix[5])

    reader.pages[0].extract_text(visitor_text=note)
    return found


def elements(reader: PdfReader) -> list[DictionaryObject]:
    """All elements of the structure tree, in reading order."""
    found = []

    def walk(node: object) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_a_file_says_that_it_is_tagged_and_follows_pdf_ua(readers):
    for reader in readers.values():
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_file_has_its_language_and_shows_its_title(readers):
    for name, reader in readers.items():
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "en"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        title = "Heel tendon stretch" if name.startswith("heel") else "All ten"
        assert reader.metadata.title.startswith(title)


def test_every_figure_is_described(readers):
    for name, reader in readers.items():
        figures = [each for each in elements(reader) if each["/S"] == "/Figure"]
        words = [str(figure.get("/Alt", "")) for figure in figures]
        # The patch that says what is felt has its words beside it.
        assert words.count("Marked") == 1
        words.remove("Marked")
        # A routine shows one exercise on its first page, too.
        assert len(words) == (4 if name.startswith("heel") else 22)
        assert all(len(each) > 20 for each in words)


def test_headings_lists_and_the_table_are_tagged_as_such(readers):
    for reader in readers.values():
        kinds = {str(each["/S"]) for each in elements(reader)}
        assert kinds >= {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"}


def test_every_box_to_tick_belongs_to_a_row_and_a_day(readers):
    for reader in readers.values():
        cells = elements(reader)
        names = {str(each["/ID"]) for each in cells if each["/S"] == "/TH"}
        boxes = [each["/A"]["/Headers"] for each in cells if each["/S"] == "/TD" and "/A" in each]
        filled = [headers for headers in boxes if len(headers) >= 2]
        assert len(boxes) - len(filled) == 2  # the empty corners of the grid and of the tests
        assert len(filled) >= 28
        assert all({*map(str, headers)} <= names for headers in filled)


def test_all_text_on_a_page_is_tagged(readers):
    """Everything that is drawn stands in a tagged part or is marked as decoration."""
    for reader in readers.values():
        for page in reader.pages:
            depth = 0
            for operands, operator in page.get_contents().operations:
                depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
                assert operator not in (b"Tj", b"TJ") or depth > 0, operands
            assert depth == 0


def test_fonts_are_embedded(readers):
    for reader in readers.values():
        for page in reader.pages:
            for font in page["/Resources"]["/Font"].values():
                descendant = font["/DescendantFonts"][0].get_object()
                assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"])


@pytest.mark.parametrize(
    ("ending", "width", "height"),
    [("-a4.pdf", 595, 842), ("-a4-large.pdf", 595, 842), ("-letter.pdf", 612, 792)],
)
def test_a_file_has_the_size_of_its_paper(readers, ending, width, height):
    for name, reader in readers.items():
        if name.endswith(ending):
            for page in reader.pages:
                assert (page.mediabox.width, page.mediabox.height) == pytest.approx(
                    (width, height), abs=1
                )


def test_files_take_the_pages_that_a_browser_needs(readers):
    pages = {name: len(reader.pages) for name, reader in readers.items()}
    assert pages.pop("all-ten-a4.pdf") == 8
    assert pages == {name: 4 if "large" in name else 2 for name in pages}


def test_styles_for_the_shorter_paper_hold_on_no_other(real_tree):
    """The engine knows no height of a page in a media query."""
    styles = {
        paper: find_style_sheets(on_paper(real_tree, paper)).decode() for paper in ("A4", "letter")
    }
    assert "max-height: 285mm" in find_style_sheets(real_tree).decode()
    assert "@media not all{@layer print{:root{--picture: 40mm" in styles["A4"]
    assert "@media print{@layer print{:root{--picture: 40mm" in styles["letter"]


def test_steps_grid_and_help_are_in_the_file(texts):
    for name, text in texts.items():
        for words in ("Faceawall", "Tickeachday", "Isitworking", "Gethelpnow", "Stopif"):
            assert words in text, f"{name}: {words}"


def test_links_and_buttons_of_the_page_are_not_in_the_file(texts, real_tree):
    page = real_tree[stretch].decode()
    (button,) = re.findall(r"<sheet-options.*?<button[^>]*>(.*?)</button>", page, re.DOTALL)
    (skip,) = re.findall(r'<a class="skip-link"[^>]*>(.*?)</a>', page)
    for text in texts.values():
        assert "".join(button.split()) not in text
        assert "".join(skip.split()) not in text


def make_one(file, tree, address):
    """Return a PDF file as `make_sheets` makes it."""
    return make_sheet(file, tree, address, key_of(file, tree, address))


def test_the_same_page_gives_the_same_bytes(real_tree, made):
    for file in files_of(stretch)[:2]:
        assert make_one(file, real_tree, address) == made[file.address]


def test_only_what_changed_is_made_again(real_tree, tmp_path):
    """What differs only beside the sheet, such as a script, changes nothing on it."""
    ten_first, stretch_first = files_of(ten)[:1], files_of(stretch)[:1]
    remembered = Remembered(tmp_path)
    make_sheets([*ten_first, *stretch_first], real_tree, address, remembered)
    for page, old, new, again in (
        (stretch, b"Face a wall", b"Face the wall", 1),
        (stretch, b"<script src=", b"<script data-x src=", 0),
    ):
        changed = {**real_tree, page: real_tree[page].replace(old, new)}
        assert changed != real_tree
        before = {*remembered.new}
        make_sheets([*ten_first, *stretch_first], changed, address, remembered)
        assert len(remembered.new.keys() - before) == again


def test_a_machine_with_other_fonts_makes_all_again(real_tree, tmp_path, monkeypatch):
    remembered = Remembered(tmp_path)
    make_sheets(files_of(stretch)[:1], real_tree, address, remembered)
    assert len(remembered.new) == 1
    monkeypatch.setattr("generator.paper.pdf.make_probe", lambda tree, letters: b"other letters")
    make_sheets(files_of(stretch)[:1], real_tree, address, remembered)
    assert len(remembered.new) == 2


def test_the_fonts_of_every_letter_count(real_tree, monkeypatch):
    probed = []
    monkeypatch.setattr(
        "generator.paper.pdf.make_probe", lambda tree, letters: probed.append(letters) or b""
    )
    georgian = real_tree | {stretch: real_tree[stretch].replace(b"Face a wall", "ა".encode())}
    make_sheets(files_of(stretch)[:1], georgian, address, lambda key, make: b"")
    assert "ა" in probed[0]


def test_what_does_not_print_makes_no_file_old():
    file = files_of(stretch)[0]
    plain = b"<head>\n</head><p>Hold</p>\n"
    busy = (
        b'<head><script src="a.js" defer></script>\n</head><p>Hold</p>\n'
        b'<p class="sheet-files">Sheet as a PDF file: <a href="x.pdf">A4</a></p>\n'
    )
    assert key_of(file, {stretch: plain}, "") == key_of(file, {stretch: busy}, "")


def test_each_file_is_remembered_under_a_key_of_its_own(real_tree):
    keys = {key_of(file, real_tree, site) for file in files for site in (address, "")}
    assert len(keys) == 2 * len(files)


def test_the_paper_look_of_a_part_wins_over_that_of_the_text_in_it(readers):
    """The engine forgets layers inside @media: a heading in a caution would stand off its list."""
    found = places(readers["heel-tendon-stretch-a4.pdf"])
    below = min(y for _, y in found.values() if y > found["Not for you today if"][1])
    assert below - found["Not for you today if"][1] < 20


@pytest.mark.parametrize(("direction", "steps_first"), [("ltr", True), ("rtl", False)])
def test_a_sheet_is_laid_out_in_the_direction_of_its_page(real_tree, direction, steps_first):
    page = real_tree[stretch].replace(b"<html", b'<html dir="%s"' % direction.encode(), 1)
    file = files_of(stretch)[0]
    sheet = make_one(file, real_tree | {stretch: page}, address)
    found = places(PdfReader(io.BytesIO(sheet)))
    assert (found["Steps"][0] < found["Stop if"][0]) is steps_first
    assert found["Steps"][1] == pytest.approx(found["Stop if"][1], abs=10)


def test_what_the_engine_only_logs_stops_the_command(real_tree):
    broken = real_tree | {stretch: b'<html lang="en"><title>x</title><img src="x.png">'}
    with pytest.raises(SiteError, match=r"heel-tendon-stretch-a4\.pdf"):
        make_one(files_of(stretch)[0], broken, address)


def test_the_rules_for_paper_reach_the_pictures_of_a_pdf_file(static):
    """Those whose selector begins with the figure do; where two fit, the last one counts."""
    names = ("tokens", "people", "parts/figure", "paper/tokens", "paper/people", "paper/figure")
    text = b"\n".join(static[PurePosixPath("static", "css", f"{name}.css")] for name in names)
    found: dict[str, str] = {}
    css = figure_styles(text.decode()).css
    for selectors, block in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        if "data-person" in selectors:
            continue
        for selector in selectors.split(","):
            role = selector.split()[-1].removeprefix(".figure__")
            for each in block.split(";"):
                name, _, value = each.partition(":")
                found[f"{role} {name}"] = value
    assert found["wall fill"] == "#b0b0b0"
    assert found["wall stroke"] == found["floor stroke"] == found["prop stroke"] == "#000000"
    assert found["felt fill"] == "#ffffff"
    assert found["felt-lines stroke"] == found["arrow fill"] == "#000000"
    assert found["arrow stroke"] == "#ffffff"
    roles = ("skin", "skin-far", "shirt", "trousers", "trousers-far", "hair")
    assert '.figure[data-person="mira"] .figure__hair{fill:#fafafa}' in css
    tones = [int(found[f"{role} fill"][1:3], 16) for role in roles]
    assert all(lighter - darker >= 16 for lighter, darker in pairwise(tones))


def test_figures_keep_their_tones_and_their_lines_lie_under_their_fillings():
    styles = figure_styles(
        """
        @layer tokens { :root { --skin: #e0a27c; --line: var(--dark); --dark: #3a2a20 }
          @media (prefers-color-scheme: dark) { :root { --skin: #c98d68 } }
          @media print { :root { --skin: #fff } } }
        @layer parts { .figure path { fill: none; stroke: var(--line) }
          .figure .figure__skin { fill: var(--skin) }
          .figure .figure__nail { paint-order: normal }
          @media (forced-colors: active) { .figure path { stroke: CanvasText } }
          .prose p { color: red } }
        """
    )
    assert styles.css.splitlines() == [
        ".figure path{fill:none;stroke:#3a2a20}",
        ".figure .figure__skin{fill:#fff}",
        ".figure .figure__nail{paint-order:normal}",
    ]
    assert styles.lines_on_top == {"figure__nail"}


@pytest.fixture
def knee_site(tmp_path, knee):
    """A content folder and an output folder, as the command line takes them.

    Each page makes four files, and each file takes its time: two exercises and a routine do.
    """
    for path, data in knee.items():
        if path.stem == "straight-leg-raise":
            continue
        data = data.replace(b"  - straight-leg-raise\n", b"")
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return ["--content", str(tmp_path / "content"), "--output", str(tmp_path / "site")]


@pytest.fixture
def linked_site(tmp_path, knee_site):
    """The same, with a site.yaml that makes PDF files part of the site."""
    with (tmp_path / "content" / "site.yaml").open("a") as settings:
        settings.write("pdf_sheets: yes\n")
    return knee_site


def test_a_site_that_asks_for_pdf_files_has_them_after_every_build(linked_site, tmp_path):
    sheets = tmp_path / "site" / "sheets"
    assert main(["build", *linked_site]) == 0
    before = {file: file.stat().st_mtime_ns for file in sheets.rglob("*.pdf")}
    assert len(before) == 3 * 4
    page = (tmp_path / "site" / "exercises" / "heel-slide.html").read_text()
    assert 'href="../sheets/exercises/heel-slide-a4.pdf"' in page

    source = tmp_path / "content" / "exercises" / "heel-slide.md"
    source.write_text(source.read_text().replace("## Steps\n", "## Steps\n\nSlowly.\n"))
    (sheets / "exercises" / "half-squat-a4.pdf").write_text("spoilt")
    assert main(["build", *linked_site]) == 0
    after = {file: file.stat().st_mtime_ns for file in sheets.rglob("*.pdf")}
    changed = {file.name for file in after if before.get(file) != after[file]}
    # The routine shows the steps as well.
    slides = {file.name for file in before if file.name.startswith(("heel-slide", "morning"))}
    assert changed == slides | {"half-squat-a4.pdf"}

    (tmp_path / "content" / "routines" / "morning.md").unlink()
    assert main(["build", *linked_site]) == 0
    assert not (sheets / "routines").exists()
    assert (sheets / "exercises").exists()


def test_pdf_files_that_no_page_links_to_are_made_and_leave_no_trace(knee_site, tmp_path, capsys):
    """The same sources give the same site, whatever lay in its folder."""
    assert main(["pdf", *knee_site]) == 0
    assert len([*(tmp_path / "site" / "sheets").rglob("*.pdf")]) == 3 * 4
    assert "sheet-files" not in (tmp_path / "site" / "exercises" / "heel-slide.html").read_text()
    said = capsys.readouterr().out
    assert "12 sheets as PDF files.\nNo page links to them: that takes `pdf_sheets: yes`" in said
    assert main(["build", *knee_site]) == 0
    assert "The PDF sheets of an earlier build are gone." in capsys.readouterr().out
    assert main(["build", *knee_site[:3], str(tmp_path / "fresh")]) == 0
    assert read_tree(tmp_path / "site", "") == read_tree(tmp_path / "fresh", "")


def test_a_picture_in_a_folder_called_sheets_is_no_pdf_file(knee_site, tmp_path, capsys):
    (tmp_path / "content" / "sheets").mkdir()
    (tmp_path / "content" / "sheets" / "a.png").write_bytes(dot)
    assert main(["build", *knee_site]) == 0
    assert main(["build", *knee_site]) == 0
    assert "PDF" not in capsys.readouterr().out


def test_pages_are_rendered_once(knee, templates, static):
    loops = []
    settings = PurePosixPath("content/site.yaml")
    sources = knee | {settings: knee[settings] + b"pdf_sheets: yes\n"}
    build_site(
        Sources(sources, templates, static),
        track=lambda items, what: loops.append(what) or items,
    )
    assert loops.count("Rendering") == 1


@pytest.mark.parametrize("word", ["maybe", "[yes]", "1"])
def test_whether_there_are_pdf_files_is_a_yes_or_a_no(problems_of, word):
    settings = f"title: Knees\nlanguage: en\npdf_sheets: {word}\n"
    (problem,) = problems_of({"site.yaml": settings})
    assert problem.startswith("content/site.yaml:3: pdf_sheets is ")
    assert problem.endswith("; allowed: yes or no")


@pytest.mark.parametrize("command", ["pdf", "build"])
def test_without_the_engine_the_command_says_how_to_get_it(linked_site, tmp_path, command):
    """A Python that finds no weasyprint; everything but the PDF files still works."""
    program = (
        "import sys; sys.modules['weasyprint'] = None; import build;"
        f"sys.exit(build.main({[command, *linked_site]!r}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    for words in ("make pdf", "libpango", "brew install pango", "Everything else works"):
        assert words in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site").exists()


def test_every_page_that_prints_as_a_sheet_is_made(content, templates, static):
    _, tree = build_site(Sources(content, templates, static), Settings(address))
    assert len(all_files(tree)) == 14 * 4


def test_steps_count_on_after_a_picture(knee, templates, static):
    slide = PurePosixPath("content/exercises/heel-slide.md")
    text = knee[slide].decode().partition("1. Lie")[0]
    text += "1. Lie down.\n\n![A foot](foot.png)\n\n2. Bend.\n"
    files = knee | {slide: text.encode(), slide.with_name("foot.png"): dot}
    tree = build_site(Sources(files, templates, static))[1]
    file = files_of(PurePosixPath("exercises/heel-slide.html"))[0]
    reader = PdfReader(io.BytesIO(make_one(file, tree, "")))
    printed = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert "Liedown.1Bend.2" in printed


def test_only_what_the_styles_colour_is_drawn_twice():
    """Wherever it stands in the figure; a picture of somebody's own keeps what it has."""
    figure = ElementTree.fromstring(
        '<svg xmlns="http://www.w3.org/2000/svg" class="figure"><title>A</title><desc>B</desc><g>'
        '<path class="figure__skin" d="M 0 0"/><g><path class="figure__shirt" d="M 1 1"/></g>'
        '<path d="M 2 2" fill="red"/></g></svg>'
    )
    prepare_figure(figure, figure_styles(""))
    seen = [(each.get("d"), each.get("style")) for each in figure.iter(f"{svg}path")]
    assert seen == [
        ("M 0 0", "fill: none"),
        ("M 0 0", "stroke: none"),
        ("M 1 1", "fill: none"),
        ("M 1 1", "stroke: none"),
        ("M 2 2", None),
    ]
    assert [each.text for each in figure.iter(f"{svg}title")] == ["A. B"]


def test_a_picture_that_uses_a_figure_holds_its_drawing():
    """And its words; a figure that isn't there leaves the picture as it is."""
    page = ElementTree.fromstring(
        '<html xmlns:s="http://www.w3.org/2000/svg"><s:svg class="small"><s:use href="#a"/></s:svg>'
        '<s:svg class="small"><s:use href="#b"/></s:svg>'
        '<s:svg id="a" class="figure"><s:title>A</s:title><s:path d="M 0 0"/></s:svg></html>'
    )
    copy_pictures(page)
    first, second, figure = page.findall(f"{svg}svg")
    assert first.get("class") == "small figure"
    assert [each.tag for each in first] == [f"{svg}title", f"{svg}path"]
    assert first[0] is not figure[0]
    assert [each.tag for each in second] == [f"{svg}use"]
