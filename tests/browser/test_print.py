"""Every exercise and routine printed by a real browser, on two papers and in two sizes, and read
back from the paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from build import build_site
from generator.content.sources import Sources, root
from generator.output.files import write_tree
from tests.browser.conftest import wait_until

pytestmark = pytest.mark.browser

papers = {"A4": (595, 842), "Letter": (612, 792)}
sizes = {"": 12.0, "large": 18.0}
heights = {"A4": 1123, "Letter": 1056}  # CSS pixels
sides = {"start-with-three": (3, 3, 8), "chair-only": (3, 4, 7), "all-ten": (8, 8, 19)}
"""How many each routine takes on A4, on Letter and in large print; an exercise takes 2, 2 and 4."""
smallest_margin = 22  # points
least_filled = 0.25  # of a page's height
least_filled_last = 0.12
standing = {
    "heel-lifts",
    "heel-tendon-stretch",
    "toe-walking",
    "start-with-three",
    "all-ten",
}
help_words = (
    "Get help now",
    "any ONE of these signs is new or getting worse? Call 999",
    "your own country\u2019s emergency number",
    "faint, sweaty or sick",
    "Chest pain",
)
in_short = (
    "Any ONE of these is new or getting worse? Stop, and call 999",
    "your own country\u2019s emergency number",
    "numbness between your legs",
    "bladder, bowel or sex trouble",
    "Chest pain, a faint, or no breath",
    "Sudden, severe pain in tummy or back",
    "Call your doctor today:",
    "One calf newly hot",
)

read_items = """
selector => [...document.querySelectorAll(selector)].map((part) => ({
  lines: [...part.querySelectorAll("h1, .routine-item__title, .prose-steps li, " +
    ".callout--stop li, .routine-item__stop > ul > li")].map((line) => {
      const words = line.cloneNode(true)
      // What a step shows is not on paper, and in a routine the rule for pain stands only once.
      words.querySelector(".pictures")?.remove()
      if (part.matches(".routine-item:not(:first-child)")) words.querySelector("li > ul")?.remove()
      return words.textContent
    }),
  figures: ["hold", part.matches(".routine-item:has([data-pose=close-up])") ? "close-up" : "start"]
    .flatMap((pose) => [...part.querySelectorAll(`[data-pose="${pose}"] > svg.figure`)])
    .map((figure) => figure.querySelector("title").textContent),
}))
"""


@dataclass(frozen=True)
class Item:
    """What has to stand together on paper: the lines of one exercise, and its figures."""

    lines: tuple[str, ...]
    figures: tuple[str, ...]


class Piece(NamedTuple):
    """Some text on a page: its left edge, its height above the page's foot, and its size."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """One side of paper: all its text without any space, its pieces, its figures in words."""

    text: str
    pieces: tuple[Piece, ...]
    figures: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True)
class Print:
    """One page of the site as it came out of the printer."""

    name: str
    paper: str
    size: str
    items: tuple[Item, ...]
    sheets: tuple[Sheet, ...]

    def __str__(self) -> str:
        return f"{self.name} on {self.paper} {self.size}"


def squeeze(text: str) -> str:
    return "".join(text.split())


def print_page(page: Page, file: Path, paper: str, size: str) -> Print:
    """Print a page that is open."""
    page.evaluate("size => { document.documentElement.dataset.sheet = size }", size)
    exercise = file.parent.name == "exercises"
    found = page.evaluate(read_items, ".exercise" if exercise else ".routine-item")
    return Print(
        file.stem,
        paper,
        size,
        tuple(Item(tuple(each["lines"]), tuple(each["figures"])) for each in found),
        read_paper(page.pdf(format=paper, tagged=True)),
    )


def read_paper(data: bytes) -> tuple[Sheet, ...]:
    """Return what stands on each side of paper."""
    reader = PdfReader(io.BytesIO(data))
    return tuple(
        read_sheet(page, figures)
        for page, figures in zip(reader.pages, find_figures(reader), strict=True)
    )


def read_sheet(page: PageObject, figures: tuple[str, ...]) -> Sheet:
    """Return what stands on one side of paper."""
    pieces: list[Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            pieces.append(Piece(text, x, y, abs(size * tm[0] * cm[0])))

    text = squeeze(page.extract_text(visitor_text=visit))
    return Sheet(
        text, tuple(pieces), figures, float(page.mediabox.width), float(page.mediabox.height)
    )


def find_figures(reader: PdfReader) -> tuple[tuple[str, ...], ...]:
    """Return the alternative texts of the figures on each page, from the structure tree."""
    numbers = {page.indirect_reference.idnum: i for i, page in enumerate(reader.pages)}
    found: list[list[str]] = [[] for _ in reader.pages]

    def walk(node: object, page: int) -> None:
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child, page)
        elif isinstance(node, DictionaryObject):
            if "/Pg" in node:
                page = numbers[node.raw_get("/Pg").idnum]
            if node.get("/S") == "/Figure" and "/Alt" in node:
                found[page_of(node, page)].append(str(node["/Alt"]))
            walk(node.get("/K"), page)

    def page_of(node: DictionaryObject, page: int) -> int:
        children = node.get("/K")
        for child in children if isinstance(children, ArrayObject) else [children]:
            child = child.get_object() if isinstance(child, IndirectObject) else child
            if isinstance(child, DictionaryObject) and "/Pg" in child:
                return numbers[child.raw_get("/Pg").idnum]
        return page

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], 0)
    return tuple(tuple(each) for each in found)


@pytest.fixture(scope="module")
def prints(browser: Browser, site: Path) -> Iterator[list[Print]]:
    """Every exercise and routine, on both papers, in both sizes."""
    context = browser.new_context()
    page = context.new_page()
    made = []
    for file in sorted([*site.glob("exercises/*.html"), *site.glob("routines/*.html")]):
        page.goto(file.as_uri())
        # They say how the sheet prints as they come, and would take back what is said here.
        wait_for_options(page)
        made += [print_page(page, file, paper, size) for paper in papers for size in sizes]
    yield made
    context.close()


@pytest.fixture
def sheet(browser: Browser, site: Path) -> Iterator[Page]:
    """The page of one exercise, open."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto((site / "exercises" / "heel-tendon-stretch.html").as_uri())
    wait_for_options(page)
    yield page
    context.close()


def wait_for_options(page: Page) -> None:
    """Return once the options of a sheet, which come after the first view, are there."""
    wait_until(page, "!!customElements.get('sheet-options')")


def place_of(printed: Print, words: str) -> tuple[int, float]:
    """Return the side on which some words begin, and how far below its top."""
    return next(
        (number, sheet.height - piece.y)
        for number, sheet in enumerate(printed.sheets)
        for piece in sheet.pieces
        if squeeze(piece.text).startswith(squeeze(words))
    )


def is_routine(printed: Print) -> bool:
    return len(printed.items) > 1


def test_all_exercises_and_routines_are_printed_on_their_paper(prints):
    assert len({printed.name for printed in prints}) == 14
    assert len(prints) == 14 * 4
    for printed in prints:
        for sheet in printed.sheets:
            assert (sheet.width, sheet.height) == pytest.approx(papers[printed.paper], abs=1)


def test_every_sheet_takes_the_sides_that_are_planned(prints):
    taken = {str(each): len(each.sheets) for each in prints}
    planned = {
        str(each): sides.get(each.name, (2, 2, 4))[2 if each.size else [*papers].index(each.paper)]
        for each in prints
    }
    exact = {name for name in planned if "large" not in name or planned[name] == 4}
    assert {name: taken[name] for name in exact} == {name: planned[name] for name in exact}
    assert {name: n for name, n in taken.items() if n > planned[name]} == {}


def test_the_front_alone_is_enough_to_do_an_exercise_safely(prints):
    """In large print the first two sides, and all the signs stand on the third."""
    words = ["What it is for:", "Not for you today if", "Too hard?", "Stop if", "No clinician"]
    for printed in prints:
        if not is_routine(printed):
            seen = printed.sheets[: 2 if printed.size else 1]
            front = "".join(sheet.text for sheet in seen)
            for each in [*words, *printed.items[0].lines, *(() if printed.size else in_short)]:
                assert squeeze(each) in front, f"{printed}: {each}"
            order = [place_of(printed, each) for each in ("Not for you", "Too hard?", "Steps")]
            assert order == sorted(order), str(printed)
            for title in ("QR code that opens", *printed.items[0].figures):
                assert any(title in figure for figure in seen[0].figures), f"{printed}: {title}"


def test_who_should_not_do_it_stands_above_the_steps_of_each_exercise_of_a_routine(prints):
    for printed in filter(is_routine, prints):
        whole = "".join(sheet.text for sheet in printed.sheets)
        assert squeeze("Not for you today if") in whole.partition("1.")[0], str(printed)
        parts = re.split(
            "|".join(re.escape(squeeze(item.lines[0])) for item in printed.items), whole
        )
        asked = sum(bool(re.search("Notforyoutodayif|Leavethisoneoutif", part)) for part in parts)
        assert asked >= len(printed.items), str(printed)


def test_every_line_of_an_exercise_is_on_paper_and_on_one_page(prints):
    """Its name, its steps and its cautions: in a routine too, and in large print."""
    for printed in prints:
        for item in printed.items:
            assert len(item.lines) >= 6
            pages = [
                {i for i, sheet in enumerate(printed.sheets) if squeeze(line) in sheet.text}
                for line in item.lines
            ]
            assert all(pages), f"{printed}: {item.lines[0]} is not whole"
            together = set.intersection(*pages)
            if printed.size:  # on one page and the next
                sides = range(len(printed.sheets))
                together = {k for k in sides if all({k, k + 1} & each for each in pages)}
            assert together, f"{printed}: {item.lines[0]} is split"


def test_both_figures_stand_with_the_steps(prints):
    for printed in prints:
        for item in printed.items:
            # The last step may be that of another exercise, too; the one before is its own.
            sheet = next(each for each in printed.sheets if squeeze(item.lines[-2]) in each.text)
            figures = sheet.figures
            if printed.size:  # or on the page before
                before = printed.sheets[max(0, printed.sheets.index(sheet) - 1)]
                figures = before.figures + figures
            for title in item.figures:
                assert any(title in words for words in figures), f"{printed}: {title}"


def test_every_exercise_has_both_figures(prints):
    """Only a routine's own ways of doing an exercise may have none."""
    for printed in prints:
        if printed.name != "chair-only":
            assert all(len(item.figures) == 2 for item in printed.items), str(printed)


def test_a_routine_s_exercises_come_in_order(prints):
    for printed in filter(is_routine, prints):
        whole = "".join(sheet.text for sheet in printed.sheets)
        names = [f"{i}. {item.lines[0]}" for i, item in enumerate(printed.items, 1)]
        places = [whole.index(squeeze(name)) for name in names]
        assert places == sorted(places)


def test_the_first_page_of_a_routine_says_how_often_how_long_and_what_is_needed(prints):
    for printed in filter(is_routine, prints):
        assert "Howoften:3daysaweek" in printed.sheets[0].text
        assert "Howlong:about" in printed.sheets[0].text
        assert "Youneed:" in printed.sheets[0].text


def test_every_sheet_has_help_and_ends_with_boxes_to_fill_in_and_where_it_comes_from(prints):
    last = [
        "Tick each day",
        "Week 1",
        "Is it working?",
        "Week 8",
        "version 1.0, words last",
    ]
    for printed in prints:
        # Before the first exercise of a routine; on the back of an exercise.
        place = {True: slice(0, 3 if printed.size else 1), False: slice(-2, None)}
        helped = "".join(sheet.text for sheet in printed.sheets[place[is_routine(printed)]])
        for each in help_words:
            assert squeeze(each) in helped, f"{printed}: {each}"
        address = "example.org/feet/" + ("routines/" if is_routine(printed) else "exercises/")
        # In large print the boxes to tick and the tests may take a side each.
        end = "".join(sheet.text for sheet in printed.sheets[-2 if printed.size else -1 :])
        for each in [*last, address]:
            assert squeeze(each) in end, f"{printed}: {each}"
        whole = "".join(sheet.text for sheet in printed.sheets)
        assert squeeze("No clinician has reviewed this yet.") in whole
        assert ("Secondsononeleg" in whole) is (printed.name in standing), str(printed)


def test_no_page_is_almost_empty(prints):
    """The last may hold no more than what is to be filled in."""
    for printed in prints:
        for number, sheet in enumerate(printed.sheets, 1):
            assert sheet.pieces, f"{printed}, page {number}"
            lowest = min(piece.y for piece in sheet.pieces)
            filled = least_filled if number < len(printed.sheets) else least_filled_last
            assert lowest < sheet.height * (1 - filled), f"{printed}, page {number}"


def test_no_letter_is_smaller_than_the_chosen_print(prints):
    for printed in prints:
        for sheet in printed.sheets:
            for piece in sheet.pieces:
                assert piece.size > sizes[printed.size] - 0.1, f"{printed}: {piece}"


def test_no_text_stands_in_the_margin(prints):
    for printed in prints:
        for sheet in printed.sheets:
            for piece in sheet.pieces:
                assert smallest_margin < piece.x < sheet.width - smallest_margin, str(piece)
                assert smallest_margin < piece.y < sheet.height - smallest_margin, str(piece)


@pytest.mark.parametrize("size", sizes)
def test_nothing_is_wider_than_the_paper(browser, site, size):
    """The narrower paper, less its margins, is 190 mm wide; a hair stays free, so that no
    frame is shaved."""
    page = browser.new_page(viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    for file in sorted([*site.glob("exercises/*.html"), *site.glob("routines/*.html")]):
        page.goto(file.as_uri())
        page.evaluate("size => { document.documentElement.dataset.sheet = size }", size)
        widest = page.evaluate(
            "Math.max(...[...document.querySelectorAll('.page *')].filter((part) =>"
            " part.checkVisibility() && !part.closest('.visually-hidden, svg'))"
            ".map((part) => part.getBoundingClientRect().right))"
        )
        page_box = page.evaluate("document.body.getBoundingClientRect().right")
        assert widest <= page_box - 1, file.name
    page.close()


def test_the_square_is_read_by_a_camera_and_opens_the_very_page(browser, site):
    page = browser.new_page(viewport={"width": 718, "height": 1000}, device_scale_factor=2)
    page.emulate_media(media="print")
    for file in sorted([*site.glob("exercises/*.html"), *site.glob("routines/*.html")]):
        page.goto(file.as_uri())
        picture = Image.open(io.BytesIO(page.locator(".sheet-code").screenshot()))
        codes = [code.text for code in zxingcpp.read_barcodes(picture)]
        assert codes == [f"https://example.org/feet/{file.relative_to(site).as_posix()}"]
    page.close()


def test_a_sheet_is_black_on_white(sheet):
    sheet.emulate_media(media="print", color_scheme="dark")
    picture = Image.open(io.BytesIO(sheet.screenshot(full_page=True))).convert("RGB")
    colours = [colour for _, colour in picture.getcolors(1 << 24)]
    assert all(max(colour) - min(colour) <= 3 for colour in colours)
    assert picture.getpixel((2, 2)) == (255, 255, 255)


def text_on_paper(page: Page) -> str:
    return "".join(sheet.text for sheet in read_paper(page.pdf(format="A4", tagged=True)))


def test_options_work_at_once_and_are_remembered(sheet):
    assert squeeze("Tick each day") in text_on_paper(sheet)
    sheet.get_by_text("Print options").click()
    sheet.get_by_label("Boxes to tick").uncheck()
    sheet.get_by_label("Pictures").uncheck()
    sheet.get_by_label("Large print").check()
    for _ in range(2):
        paper = read_paper(sheet.pdf(format="A4", tagged=True))
        text = "".join(each.text for each in paper)
        assert squeeze("Tick each day") not in text
        assert squeeze("Stand facing the wall") not in text
        assert squeeze("Face a wall") in text
        assert min(piece.size for each in paper for piece in each.pieces) > 17.9
        sheet.reload()
        wait_for_options(sheet)
    sheet.get_by_text("Print options").click()
    assert sheet.get_by_label("Large print").is_checked()


def test_lines_for_a_name_are_printed_for_whoever_wants_them(sheet):
    assert "Myname" not in text_on_paper(sheet)
    sheet.get_by_text("Print options").click()
    sheet.get_by_label("Lines for a name and a date").check()
    paper = read_paper(sheet.pdf(format="A4", tagged=True))
    assert len(paper) == 2
    assert "MynameStartedon" in paper[0].text


@pytest.mark.parametrize(
    ("paper", "size", "height"), [("A4", "", 48), ("Letter", "", 40), ("A4", "large", 60)]
)
def test_pictures_are_as_high_as_planned(sheet, paper, size, height):
    sheet.set_viewport_size({"width": 718, "height": heights[paper]})
    sheet.emulate_media(media="print")
    sheet.evaluate("size => { document.documentElement.dataset.sheet = size }", size)
    seen = sheet.locator(".exercise__figures .pose > svg").all()
    boxes = [figure.bounding_box() for figure in seen]
    assert [box["height"] for box in boxes] == [pytest.approx(height * 96 / 25.4, abs=1)] * 2
    assert boxes[0]["y"] == boxes[1]["y"]


@pytest.mark.parametrize(
    ("paper", "lines"),
    [
        ("A4", {".sheet-front": 1.2, ".prose-steps li": 1.3, ".sheet-end": 1.2}),
        ("Letter", {".sheet-front": 1.15, ".prose-steps li": 1.25, ".sheet-end": 1.15}),
    ],
)
def test_lines_stand_as_far_apart_as_there_is_room(sheet, paper, lines):
    sheet.set_viewport_size({"width": 718, "height": heights[paper]})
    sheet.emulate_media(media="print")
    for part, apart in lines.items():
        line, letter = (
            sheet.locator(part).first.evaluate(
                f"part => parseFloat(getComputedStyle(part).{style})"
            )
            for style in ("lineHeight", "fontSize")
        )
        assert line / letter == pytest.approx(apart, abs=0.01), part


@pytest.fixture
def routine(browser: Browser, site: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A routine as it is on A4, a millimetre being 3.8 pixels."""
    page = browser.new_page(viewport={"width": 718, "height": heights["A4"]})
    page.emulate_media(media="print")
    page.goto((site / "routines" / f"{request.param}.html").as_uri())
    yield page
    page.close()


each_routine = pytest.mark.parametrize("routine", sides, indirect=True)


@each_routine
def test_who_should_not_do_an_exercise_of_a_routine_is_a_list_with_dots(routine):
    lists = routine.evaluate(
        """[...document.querySelectorAll(".routine-item__ask ul")].map((list) => ({
          style: getComputedStyle(list).listStyleType,
          tops: [...list.children].map((point) => point.getBoundingClientRect().top),
          kinds: [...list.children].map((point) => getComputedStyle(point).display),
        }))"""
    )
    assert len(lists) > 2
    for each in lists:
        assert each["style"] == "disc"
        assert {*each["kinds"]} == {"list-item"}
        assert each["tops"] == sorted({*each["tops"]})


@each_routine
def test_circles_of_steps_do_not_touch_each_other(routine):
    gaps = routine.evaluate(
        """[...document.querySelectorAll(".routine-item__steps li + li")].map((step) => {
          const circle = getComputedStyle(step, "::before");
          const top = (part) => part.getBoundingClientRect().top;
          return top(step) - top(step.previousElementSibling) - parseFloat(circle.height);
        })"""
    )
    assert len(gaps) > 10
    assert min(gaps) > 1.5


@each_routine
def test_the_first_page_of_a_routine_shows_its_exercises(routine):
    pictures = [each for each in routine.locator(".sheet-overview svg").all() if each.is_visible()]
    assert pictures
    for each in pictures:
        assert each.bounding_box()["height"] > 70
        shades = Image.open(io.BytesIO(each.screenshot())).convert("L").getcolors()
        assert sum(count for count, shade in shades if shade < 60) > 100


def test_saving_ink_leaves_the_outlines_and_no_tones(sheet):
    def tones() -> tuple[int, int, int]:
        picture = Image.open(io.BytesIO(sheet.locator(".exercise__figures").screenshot()))
        counts = picture.convert("L").histogram()
        return sum(counts[:60]), counts[0x58], counts[0x9C]  # lines; trousers and shirt of Joe

    sheet.emulate_media(media="print")
    black, trousers, shirt = tones()
    sheet.evaluate("document.documentElement.dataset.sheet = 'saving'")
    black_saving, trousers_saving, shirt_saving = tones()
    assert black_saving > black / 2
    assert trousers_saving < trousers / 10
    assert shirt_saving < shirt / 2  # the edge of a line may have its tone


def test_a_figure_on_paper_has_the_shape_of_its_picture(sheet):
    sheet.emulate_media(media="print")
    shapes = sheet.evaluate(
        """() => [...document.querySelectorAll(".pose > svg.figure")]
          .map((figure) => [figure.getBoundingClientRect(), figure.viewBox.baseVal])
          .filter(([seen]) => seen.width)
          .map(([seen, drawn]) => seen.width / seen.height / (drawn.width / drawn.height))"""
    )
    assert len(shapes) > 1
    assert shapes == [pytest.approx(1, abs=0.02)] * len(shapes)


def test_the_wall_is_a_tone_with_a_black_edge_towards_the_person(sheet):
    sheet.emulate_media(media="print")
    figure = sheet.locator('[data-pose="start"] svg').first
    picture = Image.open(io.BytesIO(figure.screenshot())).convert("L")
    wide, high = picture.size
    row = [picture.getpixel((x, high // 10)) for x in range(wide)]
    wall = [x for x, tone in enumerate(row) if tone == 0xB0]
    assert len(wall) > wide / 10
    assert min(row[wall[-1] : wall[-1] + 5]) < 110
    assert set(row[wall[-1] + 6 : wall[-1] + 12]) == {255}


print_button = "sheet-options > button"


def test_the_print_button_prints(sheet):
    sheet.evaluate("window.print = () => { window.printed = true }")
    sheet.locator(print_button).click()
    assert sheet.evaluate("window.printed")


def test_the_reader_s_own_dose_is_printed(sheet):
    assert "Yourdose" not in text_on_paper(sheet)
    sheet.get_by_text("Make it shorter or longer").click()
    sheet.get_by_role("button", name="Hold: more").click()
    words = sheet.locator(".your-dose span").first.text_content()
    assert "35 seconds" in words
    text = text_on_paper(sheet)
    assert squeeze(words) in text
    assert "Usualdose:30seconds" in text


def test_without_scripts_the_sheet_prints_and_offers_nothing_that_does_not_work(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "exercises" / "heel-tendon-stretch.html").as_uri())
    assert page.locator(print_button).count() == 1
    assert not page.locator(print_button).is_visible()
    text = text_on_paper(page)
    assert squeeze("Face a wall") in text
    assert squeeze("Tick each day") in text
    context.close()


def test_without_an_address_there_is_no_square(content, templates, static, browser, tmp_path):
    settings = content[root / "site.yaml"].decode()
    address = re.search("^address:.*", settings, re.MULTILINE)[0]
    silent = content | {root / "site.yaml": settings.replace(address, "").encode()}
    write_tree(tmp_path / "site", build_site(Sources(silent, templates, static))[1], ())
    page = browser.new_page()
    page.goto((tmp_path / "site" / "exercises" / "toe-pressing.html").as_uri())
    assert page.locator(".sheet-end").count() == 1
    assert page.locator(".sheet-code").count() == 0
    assert "Timer and more" not in page.content()
    page.close()
