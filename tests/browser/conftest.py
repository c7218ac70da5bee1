"""What the browser tests share: a Chromium, and pages that hold nothing but a timer.

The pages are rendered from the site's own macros, styles and scripts, with doses made for the
test, and opened from the disk as a reader may open them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from generator.model import Amount, Dose, Phase, Sides
from generator.output.files import read_tree
from generator.pages.render import bundler, make_environment
from generator.words.catalogue import english
from generator.words.dose import dose_as_json
from generator.words.dose_words import describe_dose
from tests.needs import find_chromium, find_shell

here = Path(__file__).resolve().parent
project = here.parent.parent
static = read_tree(project / "static", "static")

environment = make_environment(read_tree(project / "templates", "templates"))


def part(name: str) -> Any:
    """Return what the template of a part has beside its macros."""
    return environment.get_template(f"parts/{name}.html").module


timer_scripts = tuple(part("hold_timer").scripts)
routine_scripts = (
    *timer_scripts,
    *(f"js/{name}.js" for name in ("days", "ticked-week", "calendar", "guided-routine")),
)
styles = tuple(f"css/{name}.css" for name in ("layers", "tokens", "base", "layout", "parts/*"))

record_events = """
window.seen = []
addEventListener("hold-timer:phase", (event) =>
  seen.push({ ...event.detail, at: performance.now(), wall: Date.now() }), true)
"""


def exactly(number: int) -> Amount:
    return Amount(number, number, number, number, number)


def make_dose(
    *seconds: int,
    repetitions: int = 1,
    sets: int = 1,
    sides: Sides = "both",
    rest: int = 0,
    limb: str = "foot",
    room: int = 0,
    paced: bool = False,
) -> Dose:
    """Return a dose of plain holds, or of *paced* repetitions without one; *room* is how far the
    reader may change each number."""
    labels = (
        ["Move" if paced else "Hold"]
        if len(seconds) == 1
        else [f"Part {n}" for n in range(1, len(seconds) + 1)]
    )

    def amount(number: int) -> Amount:
        return Amount(number, number, number, max(1, number - room), number + room)

    phases = tuple(Phase(label, amount(n)) for label, n in zip(labels, seconds, strict=True))
    return Dose(
        phases, amount(repetitions), amount(sets), sides, limb, rest, exactly(7), paced=paced
    )


def skip(page: Page) -> None:
    """Skip ahead without the pause in which a reader finds the button for it."""
    page.evaluate("document.querySelector('hold-timer').skip()")


def wait_until(page: Page, expression: str) -> None:
    """Wait until it is true. Playwright's own way asks for an eval in the page, which no page of
    ours allows."""
    deadline = time.monotonic() + 10
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> str:
    """A Chromium with tabs that can be hidden."""
    found = find_chromium()
    assert found, "No browser works here; `make test` brings one."
    return found


@pytest.fixture(scope="session")
def shell() -> str:
    """The Chromium for everything else."""
    found = find_shell()
    assert found, "No browser works here; `make test` brings one."
    return found


@pytest.fixture(scope="session")
def browser(playwright: Playwright, shell: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=shell, args=["--no-sandbox", "--disable-gpu"]
    )
    yield browser
    browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """Errors and warnings that pages of this test put on the console."""
    return []


@pytest.fixture
def context(browser: Browser, complaints: list[str]) -> Iterator[BrowserContext]:
    """A context whose pages record the timer's events; it fails the test that left complaints."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    context.add_init_script(record_events)
    context.on("page", lambda page: listen(page, complaints))
    yield context
    context.close()
    assert complaints == []


def listen(page: Page, complaints: list[str]) -> None:
    """Collect what a page complains of."""
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type in {"error", "warning"} else None
        ),
    )


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Dose], str]:
    """Write a page with one timer; return its address on the disk."""
    folder = tmp_path_factory.mktemp("bench")
    return lambda dose: write_bench(folder, dose)


def write_bench(folder: Path, dose: Dose) -> str:
    """Write a page with one timer into a folder, and return its address."""
    values = {"words": describe_dose(dose, english), "data": dose_as_json(dose, english)}
    return write_page(folder, "bench.html", timer_scripts, values)


def write_routine(
    folder: Path,
    doses: Mapping[str, Dose],
    kit: Mapping[str, str],
    times_per_day: int = 1,
) -> str:
    """Write a page with a routine of made-up exercises on the floor, and return its address."""
    items = [
        {
            "slug": title.lower(),
            "title": title,
            "position": "on the floor",
            "equipment": kit.get(title, "nothing"),
            "words": describe_dose(dose, english),
            "data": dose_as_json(dose, english),
        }
        for title, dose in doses.items()
    ]
    picks_side = any(dose.sides == "one" for dose in doses.values())
    values = {"items": items, "times_per_day": times_per_day, "picks_side": picks_side}
    return write_page(folder, "routine.html", routine_scripts, values)


def write_page(
    folder: Path, name: str, scripts: tuple[str, ...], values: Mapping[str, object]
) -> str:
    """Write a page of this folder with its styles and scripts, and return its address."""
    page = environment.from_string((here / name).read_text()).render(values)
    path = folder / f"{abs(hash(page))}.{name}"
    path.write_text(page)
    stem = name.partition(".")[0]
    (folder / f"{stem}.js").write_text(minified(scripts))
    tree: dict[PurePosixPath, bytes] = {}
    bundle = bundler(static, tree)
    names = {
        bundle("screen", *styles): f"{stem}.css",
        bundle("paper", "css/layers.css", "css/paper/*.css"): f"{stem}.paper.css",
    }
    for address, data in tree.items():
        # The typefaces lie beside the styles, which ask for them.
        (folder / names.get(address, address.name)).write_bytes(data)
    return path.as_uri()


def minified(names: Iterable[str]) -> str:
    """Return scripts or styles joined and minified, as the site ships them."""
    tree: dict[PurePosixPath, bytes] = {}
    return tree[bundler(static, tree)("joined", *names)].decode()


@pytest.fixture
def open_timer(context: BrowserContext, bench: Callable[[Dose], str]) -> Callable[..., Page]:
    """Open a page with one timer for a dose."""

    def open_page(dose: Dose, init: str = "") -> Page:
        page = context.new_page()
        if init:
            page.add_init_script(init)
        page.goto(bench(dose))
        return page

    return open_page
