"""Figures move with the phases of the timer beside them, and stand still when they should."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import BrowserContext, Page

from figures.picture import draw_figures
from figures.words.poses import parse_poses
from generator.files import read_tree
from generator.render import make_environment

pytestmark = pytest.mark.browser

project = Path(__file__).resolve().parent.parent.parent
page_text = """{% from "parts/figure.html" import figure %}<!doctype html><meta charset="utf-8">
<title>Figures</title><main data-timer-scope>{% for item in figures %}{{ figure(item, item.name) }}
{% endfor %}<div id="timer"></div></main><script src="figure-motion.js"></script>"""
moving = "svg[data-motion] path[data-frames]"
read_paths = f"[...document.querySelectorAll('{moving}')].map(path => path.getAttribute('d'))"


@pytest.fixture
def open_figures(context: BrowserContext, tmp_path: Path) -> Callable[[str], Page]:
    """Open a page with the figures of one exercise, on a stopped clock."""

    def open_page(slug: str) -> Page:
        path = project / "content" / "poses" / f"{slug}.yaml"
        figures = draw_figures(parse_poses(PurePosixPath(path.name), path.read_text()))
        environment = make_environment(read_tree(project / "templates", "templates"))
        html = environment.from_string(page_text).render(figures=figures)
        script = (project / "static" / "js" / "figure-motion.js").read_text()
        (tmp_path / "figures.html").write_text(html)
        (tmp_path / "figure-motion.js").write_text(script)
        page = context.new_page()
        page.clock.install()
        page.goto((tmp_path / "figures.html").as_uri())
        return page

    return open_page


def tell(page: Page, phase: str, backwards: bool = False, paced: bool = False) -> None:
    """Send what the timer sends when a phase of four seconds begins."""
    page.evaluate(
        """detail => document.getElementById("timer").dispatchEvent(
        new CustomEvent("hold-timer:phase", { bubbles: true, detail }))""",
        {"phase": phase, "backwards": backwards, "paced": paced, "seconds": 4},
    )


def numbers(path: str) -> list[float]:
    return [float(word) for word in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)]


def same(paths: list[str], others: list[str]) -> bool:
    """Whether paths are the same drawing; the script writes more spaces and decimals."""
    return all(numbers(a) == numbers(b) for a, b in zip(paths, others, strict=True))


def first_frames(page: Page) -> list[str]:
    script = f"""[...document.querySelectorAll('{moving}')].map(
        path => path.dataset.frames.split("|")[0])"""
    found: list[str] = page.evaluate(script)
    return found


def test_a_figure_goes_to_its_start_before_the_hold_and_to_the_hold_with_it(open_figures) -> None:
    page = open_figures("heel-tendon-stretch")
    still = page.evaluate(read_paths)
    assert len(still) > 5
    tell(page, "ready")
    page.clock.run_for(3000)
    assert same(page.evaluate(read_paths), first_frames(page))
    tell(page, "hold")
    page.clock.run_for(700)
    halfway = page.evaluate(read_paths)
    assert not same(halfway, still)
    assert not same(halfway, first_frames(page))
    page.clock.run_for(3000)
    assert same(page.evaluate(read_paths), still)


def test_a_figure_goes_there_and_back_in_each_repetition_without_a_hold(open_figures) -> None:
    page = open_figures("heel-tendon-stretch")
    still = page.evaluate(read_paths)
    tell(page, "hold", paced=True)
    for place in (still, first_frames(page), still):
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
