"""Every page in a real browser, as readers meet it: phone and desktop, light and dark, forced
colours, without scripts, by keyboard, from a disk."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Route, expect

from generator.pages.published.headers import headers_of_all
from tests.browser.conftest import wait_until

pytestmark = pytest.mark.browser

phone = {"width": 360, "height": 740}
desktop = {"width": 1280, "height": 900}
looks = {
    "phone light": {"viewport": phone, "color_scheme": "light"},
    "phone dark": {"viewport": phone, "color_scheme": "dark"},
    "desktop light": {"viewport": desktop, "color_scheme": "light"},
    "desktop dark": {"viewport": desktop, "color_scheme": "dark"},
    "forced colours": {"viewport": phone, "forced_colors": "active"},
    "forced colours dark": {
        "viewport": phone,
        "forced_colors": "active",
        "color_scheme": "dark",
    },
}
axe_rules = {
    "resultTypes": ["violations"],  # what passes is not listed: it takes as long as the rules
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "wcag2aaa",
        "best-practice",
    ],
    # Off by default in axe; the design asks for both.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
heaviest_first_view = 34_400
"""Of a page with its styles and scripts, compressed, in bytes."""
heaviest_with_typeface = 50_000
"""Of all that is in sight: the typeface and the icon, too."""
most_requests = 8
home_title = "Gentle foot exercises, with a timer"


def pages_of(site: Path) -> list[Path]:
    """All pages that may be opened from a disk; the one for wrong addresses needs a server."""
    return sorted(file for file in site.rglob("*.html") if file.name != "404.html")


def serve(context: BrowserContext, site: Path, headers: dict[str, str] | None = None) -> str:
    """Answer the site's own address with the files of the folder; return that address."""
    address = "https://example.org/feet/"

    def answer(route: Route) -> None:
        file = site / route.request.url.removeprefix(address)
        route.fulfill(path=file if file.is_file() else site / "404.html", headers=headers)

    context.route(f"{address}**", answer)
    return address


@pytest.mark.parametrize("look", looks)
def test_axe_finds_nothing_on_any_page(browser, site, look):
    context = browser.new_context(**looks[look])
    page = context.new_page()
    found = {}
    for file in pages_of(site):
        page.goto(file.as_uri())
        violations = Axe().run(page, options=axe_rules).response["violations"]
        if violations:
            found[file.name] = [
                (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
                for each in violations
            ]
    context.close()
    assert found == {}


def test_nothing_goes_wrong_and_nothing_is_asked_of_another_origin(browser, site):
    context = browser.new_context()
    wrong, requests = [], []
    context.on("console", lambda message: wrong.append(message.text))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("requestfailed", lambda request: wrong.append(request.url))
    context.on("request", lambda request: requests.append(request.url))
    for file in pages_of(site):
        context.new_page().goto(file.as_uri(), wait_until="commit")
    for page in context.pages:  # side by side, since each is watched for half a second
        page.wait_for_load_state("networkidle")
        # A slow one may be quiet before its load event, after which more is asked for.
        wait_until(page, "!document.querySelector('[data-later]')")
        wait_until(
            page, "[...document.querySelectorAll('[rel=stylesheet]')].every(({ sheet }) => sheet)"
        )
    context.close()
    assert wrong == []
    assert [url for url in requests if not url.startswith((site.as_uri(), "data:"))] == []


def test_with_the_headers_of_a_host_all_works_and_no_other_site_can_show_it(
    browser, site, real_tree
):
    context = browser.new_context()
    address = serve(context, site, headers_of_all(real_tree))
    frame = f'<iframe src="{address}index.html"></iframe>'
    context.route("https://other.example/", lambda route: route.fulfill(body=frame))
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    for name in ("index.html", "exercises/toe-walking.html", "routines/all-ten.html"):
        page.goto(f"{address}{name}", wait_until="networkidle")
    assert page.get_by_role("button", name="Start about").is_visible()
    assert wrong == []
    page.goto("https://other.example/")
    page.wait_for_load_state("networkidle")
    assert "frame-ancestors" in "".join(wrong)
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_screen(browser, site, width):
    """320 pixels are also what 1280 are at a zoom of 400 per cent."""
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    wide = {}
    for file in pages_of(site):
        page.goto(file.as_uri())
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[file.name] = found
    context.close()
    assert wide == {}


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_the_screen_in_letters_of_32_pixels(browser, site, width):
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    wide = {}
    for file in pages_of(site):
        page.goto(file.as_uri())
        page.evaluate(
            """() => {
                document.documentElement.style.fontSize = "32px"
                document.querySelectorAll("details").forEach((each) => (each.open = true))
            }"""
        )
        for start in (False, True):
            if start and page.get_by_role("button", name="Start").count():
                page.get_by_role("button", name="Start").first.click()
            if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
                wide[file.name] = (start, found)
    context.close()
    assert wide == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_a_card_is_a_target_from_edge_to_edge(browser, site, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / "index.html").as_uri())
    missed = page.evaluate(
        """() => [...document.querySelectorAll(".card")].filter((card) => {
            card.scrollIntoView({ block: "center" })
            const { left, top, width, height } = card.getBoundingClientRect()
            const spots = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [x, y]))
            const at = ([x, y]) => document.elementFromPoint(left + x * width, top + y * height)
            return spots.some((spot) => at(spot).closest("a") !== card.querySelector("a"))
        }).map((card) => card.innerText)"""
    )
    page.close()
    assert missed == []


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_alone_in_its_line_is_as_large_as_a_finger(browser, site, width):
    """And one in a sentence is at least 24 pixels high."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    small = {}
    for file in pages_of(site):
        page.goto(file.as_uri())
        found = page.evaluate(
            """() => [...document.querySelectorAll("main a")]
              .filter((each) => each.checkVisibility({ checkVisibilityCSS: true }))
              .filter((each) => {
                const alone = each.parentElement.textContent.trim() === each.textContent.trim()
                const heights = [...each.getClientRects()].map((line) => line.height)
                return Math.min(...heights) < (alone ? 44 : 24)
              })
              .map((each) => each.outerHTML.slice(0, 100))"""
        )
        if found:
            small[file.name] = found
    page.close()
    assert small == {}


def test_all_that_can_be_touched_is_large_enough(browser, site):
    context = browser.new_context(viewport=phone)
    page = context.new_page()
    small = {}
    for file in pages_of(site):
        page.goto(file.as_uri())
        found = page.evaluate(
            """() => [...document.querySelectorAll("a, button, input, select, summary, label")]
              .filter((each) => each.matches("button, label") || !each.closest("p, li, dd, label"))
              .filter((each) => each.checkVisibility({ checkVisibilityCSS: true }))
              .filter((each) => !each.matches(".skip-link, .card a"))
              .filter((each) => each.getBoundingClientRect().height < 44)
              .map((each) => each.outerHTML.slice(0, 100))"""
        )
        if found:
            small[file.name] = found
    context.close()
    assert small == {}


def test_text_is_at_least_18_pixels_high(browser, site):
    page = browser.new_page()
    page.goto((site / "exercises" / "ankle-circles.html").as_uri())
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.close()
    assert size >= 18


def test_without_scripts_the_page_says_everything(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "exercises" / "heel-tendon-stretch.html").as_uri())
    text = page.inner_text("main")
    assert "Hold for 30 seconds. Do this 2 to 3 times with each leg." in text
    assert page.get_by_role("button", name="Start").count() == 0
    page.goto((site / "index.html").as_uri())
    assert page.locator("[data-ways]").count() == len([*site.glob("exercises/*.html")])
    assert not page.locator("exercise-filter").is_visible()
    context.close()


def test_the_filter_shows_what_fits_and_nothing_but_a_chair_leaves_that_routine(browser, site):
    page = browser.new_page()
    page.goto((site / "routines" / "chair-only.html").as_uri())
    exercises = page.locator("[data-exercise]").all()
    routine = {each.get_attribute("data-exercise") for each in exercises}
    page.goto((site / "index.html").as_uri())
    cards, groups = page.locator("[data-ways]:visible"), page.locator(".card-group:visible")
    count, all_groups = cards.count(), groups.count()
    page.get_by_text("Find what fits you").click()
    page.get_by_role("checkbox", name="on a chair").check()
    on_chair = cards.count()
    assert 0 < on_chair < count
    for box in page.get_by_role("group", name="Leave out what needs").get_by_role("checkbox").all():
        if box.get_attribute("value") != "chair":
            box.check()
    links = cards.locator("a").all()
    shown = {Path(str(each.get_attribute("href"))).stem for each in links}
    assert shown == routine
    assert len(shown) < on_chair
    result = page.locator("exercise-filter [role=status]")
    assert result.inner_text() == f"{len(shown)} of {count} exercises"
    # It stays in sight below the last box.
    assert 0 <= result.bounding_box()["y"] < page.viewport_size["height"]
    page.get_by_role("checkbox", name="on a chair").uncheck()
    page.get_by_role("checkbox", name="on the floor").check()
    assert cards.count() == groups.count() == 0
    page.get_by_role("button", name="Show all").click()
    wait_until(page, f"document.querySelectorAll('[data-ways]:not([hidden])').length == {count}")
    assert groups.count() == all_groups
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_that_is_shown_a_second_time_looks_the_same(browser, site, scheme):
    """A copy takes no styles from what the first stood in, unless they are made for that."""
    page = browser.new_page(viewport=desktop, color_scheme=scheme)
    page.goto((site / "index.html").as_uri())
    pictures = []
    for child in ("use[href='#card-heel-tendon-stretch']", "#card-heel-tendon-stretch"):
        page.locator(f".card svg:has(> {child})").first.evaluate(
            """each => {
                document.querySelector("body > svg")?.remove()
                const alone = document.body.appendChild(each.cloneNode(true))
                alone.style = "position: fixed; inset: 0; inline-size: 300px; background: white"
            }"""
        )
        pictures.append(page.screenshot(clip={"x": 0, "y": 0, "width": 300, "height": 220}))
    page.close()
    assert pictures[0] == pictures[1]


def test_the_home_page_begins_with_all_that_it_takes_to_start(browser, site):
    """What it is, a picture, the button and the way to help: in what a small phone shows of it."""
    page = browser.new_page(viewport={"width": 360, "height": 620})
    page.goto((site / "index.html").as_uri())
    picture, button = page.locator(".hero__figure"), page.locator(".hero__go")
    help = page.get_by_role("link", name="First: when to get help")
    ends = [each.bounding_box() for each in (picture, button, help)]
    assert [box["y"] + box["height"] <= 620 for box in ends] == [True] * 3
    assert button.bounding_box()["width"] >= 300
    button.click()
    assert page.url.endswith("/routines/start-with-three.html#start")
    page.close()


@pytest.mark.parametrize(("size", "rows"), [((320, 16), 1), ((360, 16), 1), ((320, 32), 2)])
def test_the_header_takes_one_row_or_two_in_large_letters(browser, site, size, rows):
    width, letters = size
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto((site / "index.html").as_uri())
    page.evaluate(f"document.documentElement.style.fontSize = '{letters * 1.125}px'")
    middles = page.locator(".site-header > :visible").evaluate_all(
        """all => all.map((each) => each.getBoundingClientRect())
            .map((box) => Math.round((box.top + box.bottom) / 20))"""
    )
    assert len({*middles}) <= rows, middles
    page.locator(".site-menu > summary").click()
    assert page.get_by_role("link", name="Evidence", exact=True).is_visible()
    page.close()


def test_who_should_not_do_it_is_folded_on_a_phone_alone_and_stands_before_start(browser, site):
    context = browser.new_context(viewport=phone)
    page = context.new_page()
    for file in sorted(site.glob("exercises/*.html")):
        page.goto(file.as_uri())
        folded = page.locator(".exercise > .not-today")
        start = page.get_by_role("button", name="Start", exact=True)
        assert not folded.evaluate("each => each.open"), file.name
        box = folded.locator("summary").bounding_box()
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= start.bounding_box()["y"], file.name
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert folded.evaluate("each => each.open"), file.name
    page.set_viewport_size(desktop)
    page.reload()
    assert folded.evaluate("each => each.open")
    context.close()
    for viewport in (phone, desktop):
        page = browser.new_page(viewport=viewport, java_script_enabled=False)
        page.goto(file.as_uri())
        assert page.locator(".not-today li").last.is_visible()
        page.close()


def test_what_a_phone_folds_is_closed_from_the_start_and_opens_where_no_script_comes(browser, site):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.route("**/*.js", lambda route: route.abort())
    page.goto((site / "exercises" / "heel-lifts.html").as_uri())
    steps = page.locator(".exercise__steps ol")
    expect(steps).to_be_hidden(timeout=2000)
    expect(steps).to_be_visible(timeout=10_000)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.reload()
    expect(steps).to_be_visible(timeout=2000)
    page.close()


def test_the_typeface_comes_along_and_is_there_from_a_disk(browser, site):
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.evaluate("document.fonts.ready")
    ours = "[...document.fonts].filter((each) => each.family.includes('Hyperlegible'))"
    loaded = f"{ours}.filter((each) => each.status === 'loaded').length"
    assert page.evaluate(loaded) == 1
    page.evaluate("document.querySelector('h1').textContent = 'Łydka, ŵyneb, İyi'")
    wait_until(page, f"{loaded} === 2")
    page.close()


def test_the_keyboard_reaches_the_content_first(browser, site):
    page = browser.new_page()
    page.goto((site / "safety.html").as_uri())
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the content")
    assert link.evaluate("each => each === document.activeElement")
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#page-content")
    page.close()


def test_the_first_view_of_an_exercise_is_light(browser, site):
    for file in sorted((site / "exercises").glob("*.html")):
        page = browser.new_page()
        # Nothing comes after the load event, with which the first view ends.
        page.add_init_script(
            "addEventListener('load', (event) => event.stopImmediatePropagation())"
        )
        requests = []
        page.on("request", lambda request, requests=requests: requests.append(request.url))
        page.goto(file.as_uri())
        page.close()
        files = {
            Path(unquote(url.removeprefix("file://")))
            for url in requests
            # Pictures in files of their own are lazy: how early one comes is the browser's choice.
            if url.startswith("file:") and not re.search(r"/pictures/|/assets/picture\.", url)
        }
        files |= set((site / "assets").glob("favicon.*"))
        # It counts as a request, but a browser shows the page before it comes.
        seen = files - {*(site / "assets").glob("paper.*")}
        assert seen != files
        assert {each.suffix for each in seen} == {".html", ".css", ".js", ".svg", ".woff2"}
        weights = {each: len(gzip.compress(each.read_bytes(), 9)) for each in seen}
        weight = sum(weights[each] for each in seen if each.suffix in {".html", ".css", ".js"})
        assert weight <= heaviest_first_view, (file.name, weight)
        assert sum(weights.values()) <= heaviest_with_typeface, (file.name, weights)
        assert len(files) <= most_requests, files


def test_what_a_mark_means_is_said_once_on_the_screen(browser, site):
    page = browser.new_page()
    page.goto((site / "exercises" / "heel-tendon-stretch.html").as_uri())
    patches = [each.is_visible() for each in page.locator(".felt-patch").all()]
    page.close()
    assert sum(patches) == 1


def test_the_page_for_wrong_addresses_leads_home_from_any_depth(browser, site):
    context = browser.new_context()
    address = serve(context, site)
    page = context.new_page()
    page.goto(f"{address}exercises/old/no-such-page.html")
    assert Axe().run(page, options=axe_rules).response["violations"] == []
    page.get_by_role("link", name="See all the exercises").click()
    assert page.get_by_role("heading", level=1).inner_text() == home_title
    context.close()


def test_on_a_wide_screen_the_timer_stands_beside_large_pictures_and_stays(browser, site):
    page = browser.new_page(viewport=desktop)
    for file in sorted(site.glob("exercises/*.html")):
        page.goto(file.as_uri())
        timer, pictures = page.locator("hold-timer"), page.locator(".exercise__figures .pose")
        assert min(each.bounding_box()["width"] for each in pictures.all()) >= 380, file.name
        box, first = timer.bounding_box(), pictures.first.bounding_box()
        assert abs(box["y"] - first["y"]) < 4, file.name
        assert box["x"] > first["x"] + 2 * first["width"], file.name
        page.locator(".prose-steps li").last.scroll_into_view_if_needed()
        assert 0 <= timer.bounding_box()["y"] < desktop["height"] / 2, file.name
    page.close()


def test_a_link_into_what_is_folded_opens_it_and_shows_its_heading(browser, site):
    context = browser.new_context(viewport=phone, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{(site / 'evidence.html').as_uri()}#walking")
    fold = page.locator(".fold:has(#walking)")
    assert fold.evaluate("fold => fold.open")
    top = fold.locator("summary").bounding_box()["y"]
    assert 0 <= top < phone["height"] / 2
    context.close()


def test_nothing_folded_is_lost_on_paper(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "evidence.html").as_uri())
    folds = page.locator("main .fold")
    assert folds.count() > 10
    page.emulate_media(media="print")
    heights = folds.evaluate_all(
        """all => all.filter(fold => !fold.matches(".on-this-page-folded"))
            .map(fold => fold.lastElementChild.checkVisibility({ contentVisibilityAuto: true })
                && fold.lastElementChild.getBoundingClientRect().height)"""
    )
    assert min(heights) > 20
    assert not page.get_by_text("On this page").first.is_visible()
    context.close()


@pytest.mark.parametrize(("viewport", "folded"), [(phone, True), (desktop, False)])
def test_a_long_page_has_one_list_of_what_is_on_it(browser, site, viewport, folded):
    page = browser.new_page(viewport=viewport)
    for name in ("safety", "evidence"):
        page.goto((site / f"{name}.html").as_uri())
        assert page.locator(".on-this-page-folded").is_visible() == folded
        assert page.locator(".on-this-page").is_visible() != folded
        if folded:
            page.get_by_text("On this page").locator("visible=true").click()
        page.get_by_role("navigation", name="On this page").get_by_role("link").nth(5).click()
        # Beside the text the list stays in sight.
        box = page.locator(".on-this-page nav").bounding_box()
        assert folded or 0 <= box["y"] < 100
        assert page.evaluate("scrollY") > 1000
    page.close()


@pytest.mark.parametrize("look", ["phone light", "phone dark", "forced colours"])
def test_what_can_be_opened_shows_an_angle(browser, site, look):
    """Whatever folds, but the menu, which has a frame."""
    context = browser.new_context(**looks[look])
    page = context.new_page()
    for place in ("exercises/heel-tendon-stretch.html", "routines/all-ten.html", "index.html"):
        page.goto((site / place).as_uri())
        plain = page.evaluate(
            """[...document.querySelectorAll("details:not(.site-menu) > summary")]
              .filter((each) => getComputedStyle(each, "::after").borderBlockEndStyle != "solid")
              .map((each) => each.textContent)"""
        )
        assert plain == [], place
    context.close()


@pytest.mark.parametrize("viewport", [phone, desktop])
def test_no_heading_of_its_level_is_as_large_as_that_of_the_red_box(browser, site, viewport):
    page = browser.new_page(viewport=viewport)
    page.goto((site / "safety.html").as_uri())
    sizes = page.locator("main h2").evaluate_all(
        "all => all.map((each) => parseFloat(getComputedStyle(each).fontSize))"
    )
    red = page.locator("#get-help-now").evaluate(
        "each => parseFloat(getComputedStyle(each).fontSize)"
    )
    assert [size for size in sizes if size >= red] == [red]
    page.close()


@pytest.mark.parametrize(
    ("name", "id", "boxes"), [("safety", "list", 11), ("evidence", "this-week", 20)]
)
def test_a_list_prints_alone_by_its_button_and_with_its_page_otherwise(
    browser, site, name, id, boxes
):
    page = browser.new_page(viewport=phone)
    page.goto((site / f"{name}.html").as_uri())
    page.evaluate("window.print = () => (window.printed = true)")
    listed, other = page.locator(f".to-print:has(#{id})"), page.locator("#what-to-say, #walking")
    page.emulate_media(media="print")
    assert other.is_visible()
    page.emulate_media(media="screen")
    listed.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert listed.is_visible()
    assert not other.is_visible()
    assert not page.locator(".print-button").first.is_visible()
    drawn = listed.locator("ol > li, td:empty").evaluate_all(
        "all => all.map(each => getComputedStyle(each, '::before').borderTopStyle)"
    )
    assert drawn == ["solid"] * boxes
    # Else the box of a step with pictures stands alone on a line.
    steps = listed.locator("ol > li > p")
    assert steps.count() == (2 if name == "evidence" else 0)
    for step in steps.all():
        assert step.evaluate("each => getComputedStyle(each).display") == "inline"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert other.is_visible()
    page.close()
