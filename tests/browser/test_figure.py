"""Figures move with the phases of the timer beside them, and stand still when they should."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.content.pictures.figure import read_figure
from generator.output.files import read_tree
from generator.pages.render import make_environment
from tests.drawing.library import number, numbers

pytestmark = pytest.mark.browser

project = Path(__file__).resolve().parent.parent.parent
page_text = """{% from "parts/figure.html" import figure %}<!doctype html><meta charset="utf-8">
<title>Figures</title><main data-timer-scope>{% for item in figures %}{{ figure(item, item.name) }}
{% endfor %}<div id="timer"></div></main><script src="figure.js"></script>"""
moving = "svg[data-motion] path[data-ways]"
read_paths = f"[...document.querySelectorAll('{moving}')].map(path => path.getAttribute('d'))"


@pytest.fixture
def open_files(context: BrowserContext, tmp_path: Path) -> Callable[[list[Path]], Page]:
    """Open a page with some figures, on a stopped clock."""

    def open_page(files: list[Path]) -> Page:
        figures = [read_figure(PurePosixPath(file.name), file.read_bytes()) for file in files]
        environment = make_environment(read_tree(project / "templates", "templates"))
        html = environment.from_string(page_text).render(figures=figures)
        script = (project / "static" / "js" / "figure.js").read_text()
        (tmp_path / "figures.html").write_text(html)
        (tmp_path / "figure.js").write_text(script)
        page = context.new_page()
        page.clock.install(time=0)
        page.goto((tmp_path / "figures.html").as_uri())
        page.clock.pause_at(60_000)  # or it goes on with the machine's
        return page

    return open_page


@pytest.fixture
def open_figures(open_files: Callable[[list[Path]], Page]) -> Callable[[str], Page]:
    """Open a page with the figures of one exercise, on a stopped clock."""
    folder = project / "content" / "figures"
    return lambda slug: open_files(sorted(folder.glob(f"{slug}-*.svg")))


def tell(
    page: Page, phase: str, backwards: bool = False, paced: bool = False, side: str = "both"
) -> None:
    """Send what the timer sends when a phase of four seconds begins."""
    detail = {"phase": phase, "backwards": backwards, "paced": paced, "side": side, "seconds": 4}
    page.evaluate(
        """detail => document.getElementById("timer").dispatchEvent(
        new CustomEvent("hold-timer:phase", { bubbles: true, detail }))""",
        detail,
    )


def same(paths: list[str], others: list[str]) -> bool:
    """Whether paths are the same drawing; the script writes more decimals."""
    return all(numbers(a) == numbers(b) for a, b in zip(paths, others, strict=True))


def first_frames(page: Page, still: list[str]) -> list[str]:
    """Return the paths of the start, for which a page has the ways from the picture as it came."""
    script = f"""[...document.querySelectorAll('{moving}')].map(
        (path) => path.dataset.ways.split("|")[0].split(" ").map(Number))"""

    def moved(path: str, ways: list[float]) -> str:
        far = iter(ways)
        return number.sub(lambda found: f" {float(found[0]) + next(far):.2f}", path)

    return [moved(*each) for each in zip(still, page.evaluate(script), strict=True)]


def places(page: Page, shapes: str) -> list[list[float]]:
    """Return the left and right end of each of some shapes in the hold, from the picture's edge."""
    script = """shapes => {
        const edge = document.querySelector('[data-pose=hold] svg').getBoundingClientRect().left
        return [...document.querySelectorAll(`[data-pose=hold] ${shapes}`)].map((shape) => {
            const box = shape.getBoundingClientRect()
            return [box.left - edge, box.right - edge]
        })
    }"""
    found: list[list[float]] = page.evaluate(script, shapes)
    return found


def test_a_figure_goes_to_its_start_before_the_hold_and_to_the_hold_with_it(open_figures) -> None:
    page = open_figures("heel-tendon-stretch")
    still = page.evaluate(read_paths)
    assert len(still) > 5
    tell(page, "ready")
    page.clock.run_for(3000)
    assert same(page.evaluate(read_paths), first_frames(page, still))
    tell(page, "hold")
    page.clock.run_for(700)
    halfway = page.evaluate(read_paths)
    assert not same(halfway, still)
    assert not same(halfway, first_frames(page, still))
    page.clock.run_for(3000)
    assert same(page.evaluate(read_paths), still)


def test_a_figure_goes_there_and_back_in_each_repetition_without_a_hold(open_figures) -> None:
    page = open_figures("heel-tendon-stretch")
    still = page.evaluate(read_paths)
    tell(page, "hold", paced=True)
    for place in (still, first_frames(page, still), still):
        page.clock.run_for(2000)
        for path, frame in zip(page.evaluate(read_paths), place, strict=True):
            assert numbers(path) == pytest.approx(numbers(frame), abs=0.6)


def test_a_pause_freezes_the_figure_and_the_end_brings_back_the_picture(open_figures) -> None:
    page = open_figures("foot-massage")
    still = page.evaluate(read_paths)
    tell(page, "hold")
    page.clock.run_for(900)
    tell(page, "paused")
    frozen = page.evaluate(read_paths)
    assert not same(frozen, still)
    page.clock.run_for(2000)
    assert page.evaluate(read_paths) == frozen
    tell(page, "hold")
    page.clock.run_for(20)
    for goes_on, stood in zip(page.evaluate(read_paths), frozen, strict=True):
        assert numbers(goes_on) == pytest.approx(numbers(stood), abs=0.6)
    tell(page, "done")
    assert page.evaluate(read_paths) == still


def test_the_foot_circles_the_other_way_for_the_other_direction(open_figures) -> None:
    page = open_figures("ankle-circles")
    seen = []
    for backwards in (False, True):
        tell(page, "hold", backwards)
        page.clock.run_for(1000)
        seen.append(page.evaluate(read_paths))
        tell(page, "idle")
    assert not same(*seen)


def test_nothing_moves_for_readers_who_asked_for_less_motion(open_figures) -> None:
    page = open_figures("heel-tendon-stretch")
    page.emulate_media(reduced_motion="reduce")
    still = page.evaluate(read_paths)
    tell(page, "ready")
    page.clock.run_for(3000)
    assert page.evaluate(read_paths) == still


def test_printing_brings_back_the_picture(open_figures) -> None:
    page = open_figures("toe-walking")
    still = page.evaluate(read_paths)
    tell(page, "hold")
    page.clock.run_for(500)
    assert page.evaluate(read_paths) != still
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(read_paths) == still


def test_the_picture_turns_round_for_the_other_side_and_says_so(open_figures) -> None:
    page = open_figures("heel-tendon-stretch")
    hold = page.locator("[data-pose=hold]")
    words = hold.locator("desc").text_content()
    as_drawn = places(page, "path")
    width = page.evaluate("document.querySelector('[data-pose=hold] svg').clientWidth")
    assert "left leg is straight" in words
    tell(page, "ready", side="left")
    page.clock.run_for(3000)
    tell(page, "hold", side="left")
    page.clock.run_for(3000)
    assert places(page, "path") == as_drawn
    tell(page, "switch", side="right")
    page.clock.run_for(3000)
    tell(page, "hold", side="right")
    page.clock.run_for(3000)
    for (left, right), seen in zip(as_drawn, places(page, "path"), strict=True):
        assert seen == pytest.approx([width - right, width - left], abs=0.5)
    assert "right leg is straight" in hold.locator("desc").text_content()
    assert hold.locator("svg").get_attribute("data-side") == "right"
    tell(page, "done", side="")
    assert places(page, "path") == as_drawn
    assert hold.locator("desc").text_content() == words


def test_the_picture_turns_round_for_readers_who_asked_for_less_motion_too(open_figures) -> None:
    page = open_figures("heel-tendon-stretch")
    page.emulate_media(reduced_motion="reduce")
    tell(page, "hold", side="right")
    assert page.locator("[data-pose=hold] g").first.get_attribute("transform")


def way_round(page: Page) -> float:
    """Return which way a foot goes round: above 0 is clockwise as the reader sees it."""
    script = """() => {
        const path = document.querySelector('[data-pose=hold] path[data-ways]')
        const box = path.getBoundingClientRect()
        return [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
    }"""
    seen = []
    for _ in range(5):
        seen.append(page.evaluate(script))
        page.clock.run_for(800)
    ring = [*seen, seen[0]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def test_what_turns_one_way_does_so_on_both_sides(open_figures) -> None:
    page = open_figures("ankle-circles")
    ways = {}
    for side, backwards in product(("left", "right"), (False, True)):
        tell(page, "hold", backwards, side=side)
        ways[side, backwards] = way_round(page) > 0
        tell(page, "idle")
    assert ways["left", False] == ways["right", False] != ways["left", True]
    assert ways["left", True] == ways["right", True]


def test_an_arrow_that_turns_one_way_is_turned_back_in_the_mirrored_picture(open_figures) -> None:
    page = open_figures("ankle-circles")
    tell(page, "hold", side="left")
    ways = page.locator("[data-pose=hold] path[data-turns]").evaluate_all(
        "all => all.map(each => [each.dataset.turns, each.getAttribute('transform')])"
    )
    assert ways
    assert all(written == used for written, used in ways)
    # Turned round and turned back, it is not mirrored on the screen.
    matrix = page.locator("[data-pose=hold] path[data-turns]").first.evaluate(
        "path => { const m = path.getScreenCTM(); return m.a * m.d - m.b * m.c }"
    )
    assert matrix > 0
    tell(page, "hold", side="right")
    assert not page.locator("[data-pose=hold] path[data-turns][transform]").count()


def test_arrows_and_marks_are_hidden_while_the_figure_is_back_at_its_start(open_figures) -> None:
    page = open_figures("heel-tendon-stretch")
    page.add_style_tag(path=project / "static" / "css" / "parts" / "figure.css")
    signs = "[data-pose=hold] :is(.figure__arrow, .figure__felt, .figure__felt-lines)"

    def seen() -> set[str]:
        script = "all => all.map(each => getComputedStyle(each).visibility)"
        return set(page.locator(signs).evaluate_all(script))

    assert page.locator(signs).count() > 2
    assert seen() == {"visible"}
    tell(page, "ready")
    page.clock.run_for(3000)
    assert seen() == {"hidden"}
    tell(page, "hold")
    page.clock.run_for(3000)
    assert seen() == {"visible"}
    tell(page, "rest")
    assert seen() == {"hidden"}
    tell(page, "done")
    assert seen() == {"visible"}


def test_after_printing_the_figure_goes_on_as_the_timer_does(open_figures) -> None:
    page = open_figures("ankle-circles")
    tell(page, "hold", side="left")
    page.clock.run_for(500)
    turned = page.locator("[data-pose=hold] svg").first
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(turned).to_have_attribute("data-side", "right")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(turned).to_have_attribute("data-side", "left")
    before = page.evaluate(read_paths)
    page.clock.run_for(700)
    assert page.evaluate(read_paths) != before


def test_a_figure_stops_when_the_reader_asks_for_less_motion_meanwhile(open_figures) -> None:
    page = open_figures("ankle-circles")
    still = page.evaluate(read_paths)
    tell(page, "hold", side="right")
    page.clock.run_for(700)
    assert page.evaluate(read_paths) != still
    page.emulate_media(reduced_motion="reduce")
    # A busy browser tells the page of it a moment later. What moves is never written as it stood.
    for _ in range(50):
        page.clock.run_for(100)
        if page.evaluate(read_paths) == still:
            break
        page.wait_for_timeout(100)
    assert page.evaluate(read_paths) == still


swinging = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" data-motion="swing">
<title>Swing</title><desc>A leg swings.</desc>
<path class="skin" d="M 30 0 l 5 5" data-frames="M 0 0 l 5 5|M 15 0 l 5 5"/></svg>"""


def test_a_swing_goes_to_and_fro_between_the_start_and_the_hold_and_waits_at_the_start(
    open_files, tmp_path
) -> None:
    file = tmp_path / "leg-hold.svg"
    file.write_text(swinging)
    page = open_files([file])

    def place() -> float:
        return numbers(page.evaluate(read_paths)[0])[0]

    assert place() == 30
    tell(page, "ready")
    page.clock.run_for(3000)
    assert place() == pytest.approx(0)
    page.clock.run_for(1000)
    assert place() == pytest.approx(0)
    tell(page, "hold")
    seen = []
    for _ in range(4):  # half a round takes a second
        page.clock.run_for(1000)
        seen.append(place())
    assert seen == pytest.approx([30, 0, 30, 0], abs=1)
    tell(page, "done")
    assert place() == 30
