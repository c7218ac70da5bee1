"""Pages as text: the same each time, safe, and with mistakes of a template named."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import PurePosixPath

import pytest

from build import build_site
from fields.errors import TemplateError
from generator.content.memory import Anew
from generator.content.sources import Sources
from generator.model import Settings
from generator.pages.render import minify
from generator.paper.sheets import Code
from tests.conftest import project

squat = PurePosixPath("exercises/half-squat.html")


def page(tree, address):
    return tree[PurePosixPath(address)].decode()


write_digests = """
import hashlib, sys
from pathlib import Path
from build import build_site
from generator.content.sources import Sources
from generator.model import Settings
from generator.output.files import read_tree

content, *others = (read_tree(Path(each), Path(each).name) for each in sys.argv[2:])
if sys.argv[1] == "backwards":
    content = dict(reversed(content.items()))
tree = build_site(Sources(content, *others), Settings("https://example.org/feet"))[1]
for path, data in sorted(tree.items()):
    print(path, hashlib.sha256(data).hexdigest())
"""


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes_whatever_the_order_of_files_and_sets():
    folders = [project / name for name in ("content", "templates", "static")]
    built = [
        subprocess.Popen(
            [sys.executable, "-c", write_digests, order, *map(str, folders)],
            cwd=project,
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for order, seed in (("forwards", "1"), ("backwards", "2"))
    ]
    first, second = (process.communicate()[0] for process in built)
    assert first.count("\n") > 30
    assert first == second


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ("\n{% if %}", "exercise.html:2: expression is expected here, not %}"),
        ("\n\n{{ nobody }}", "exercise.html:3: nothing is called nobody here"),
        ("\n{{ page.nothing }}", "exercise.html:2: "),
        ("{{ 1 / 0 }}", "exercise.html:1: this can't be worked out (ZeroDivisionError"),
        ('\n{% include "gone.html" %}', "exercise.html:2: there is no file templates/gone.html"),
        ('{{ asset("a.css", "css/gone.css") }}', "exercise.html:1: there is no file static/css/g"),
        (
            '{{ asset("a.css", "css/go/*.css") }}',
            "exercise.html:1: there is no file static/css/go/*",
        ),
    ],
)
def test_a_mistake_in_a_template_is_named_with_its_line(knee, templates, static, mistake, words):
    changed = templates | {PurePosixPath("templates/exercise.html"): mistake.encode()}
    with pytest.raises(TemplateError, match="templates/" + re.escape(words)):
        build_site(Sources(knee, changed, static))


@pytest.mark.parametrize(
    ("path", "data", "words"),
    [
        ("static/css/people.css", b"a{}\n/* \xe4 */", ":2: this is not UTF-8 text; save the file"),
        ("static/js/words.js", b"\xff", ":1: this is not UTF-8 text"),
        ("templates/home.html", b"\n\xe9", ":2: this is not UTF-8 text"),
        ("templates/base.html", b"<<<<<<< mine\n", ":1: a merge has left two versions here"),
    ],
)
def test_what_is_no_text_is_named_before_anything_is_made_of_it(
    knee, templates, static, path, data, words
):
    place = PurePosixPath(path)
    changed = {place: data}
    sources = Sources(
        knee,
        templates | (changed if place.is_relative_to("templates") else {}),
        static | (changed if place.is_relative_to("static") else {}),
    )
    with pytest.raises(TemplateError, match=re.escape(f"{path}{words}")):
        build_site(sources)


def test_front_matter_is_escaped_everywhere(knee, templates, static):
    path = PurePosixPath("content/exercises/heel-slide.md")
    text = (
        knee[path]
        .decode()
        .replace(
            "title: Heel slide",
            """title: "<script>alert('1')</script> & \\"two\\""\nalso_known_as: ["<i>"]""",
        )
    )
    text = text.replace("summary: Slide", "summary: </title><script>x</script> Slide")
    text = text.replace("[towel, mat]", """["<img src=x onerror='alert(1)'>", mat]""")
    tree = build_site(
        Sources(knee | {path: text.encode()}, templates, static), Settings("https://example.org")
    )[1]
    for address, data in tree.items():
        if address.suffix == ".html":
            for bad in (b"<script>", b"<i>", b"<img src=x", b"</title><script"):
                assert bad not in data, address


def test_structured_data_states_only_what_the_front_matter_states(real_tree):
    text = page(real_tree, "exercises/heel-tendon-stretch.html")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    assert data["@type"] == "ExercisePlan"
    assert data["activityDuration"] == "PT30S"
    assert data["url"] == "https://example.org/feet/exercises/heel-tendon-stretch.html"
    assert not data.keys() - {
        "@context", "@type", "name", "description", "inLanguage", "activityDuration",
        "repetitions", "activityFrequency", "alternateName", "restPeriods", "url", "image",
    }  # fmt: skip


def test_every_page_has_one_title_one_heading_and_a_description_of_its_own(real_tree):
    pages = {a: d.decode() for a, d in real_tree.items() if a.suffix == ".html"}
    for text in pages.values():
        assert text.count("<h1") == 1
        assert '<html lang="en" dir="ltr" ' in text
        assert 'href="#page-content"' in text
    titles = [re.search("<title>(.*?)</title>", text)[1] for text in pages.values()]
    descriptions = [
        re.search('<meta name="description" content="(.*?)">', text)[1]
        for address, text in pages.items()
        if address.name != "404.html"
    ]
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


def test_with_an_address_there_are_canonical_links_and_a_sitemap(real_tree):
    sitemap = page(real_tree, "sitemap.xml")
    for address, data in real_tree.items():
        if address.suffix == ".html" and address.name != "404.html":
            full = f"https://example.org/feet/{address}"
            assert f'<link rel="canonical" href="{full}">'.encode() in data
            assert f"<loc>{full}</loc>" in sitemap
    assert "404" not in sitemap
    assert "Sitemap: https://example.org/feet/sitemap.xml" in page(real_tree, "robots.txt")


def test_every_page_names_a_social_card_that_is_there(real_tree):
    for address, data in real_tree.items():
        if address.suffix == ".html":
            (card,) = re.findall(
                r'og:image" content="https://example.org/feet/(.*?)"', data.decode()
            )
            assert real_tree[PurePosixPath(card)].startswith(b"\x89PNG"), address
            name = address.stem if address.parts[0] == "exercises" else "site"
            assert card.startswith(f"social/{name}."), address


def test_the_icon_is_a_figure_where_one_is_named(real_tree, knee, templates, static):
    (icon,) = (path for path in real_tree if path.name.startswith("favicon."))
    assert real_tree[icon].count(b'class="skin"') >= 1
    assert f'href="{icon}"' in page(real_tree, "index.html")
    plain = build_site(Sources(knee, templates, static))[1]
    assert static[PurePosixPath("static/favicon.svg")] in plain.values()


def test_cards_and_codes_are_remembered_by_all_that_is_in_them(knee, templates, static):
    keys = []

    class Remember(Anew):
        def __call__(self, key, make, /, rest=None):
            if key[0] not in ("card", "code"):
                return make()
            keys.append(key)
            return Code(1, "m0 0") if key[0] == "code" else b"drawn before"

    remember = Remember()
    sources = Sources(knee, templates, static)
    tree = build_site(sources, Settings("https://example.org/"), remember)[1]
    assert b"drawn before" in tree.values()
    assert len({*keys}) == len(keys) == 4 + 4
    others = keys.copy()
    keys.clear()
    build_site(sources, Settings("https://example.org/knees"), remember)
    assert {key[0] for key in {*keys} - {*others}} == {"code"}


def test_links_are_relative_but_for_the_page_that_any_address_may_show(real_tree):
    assert 'href="../index.html"' in page(real_tree, "exercises/toe-walking.html")
    assert 'href="/feet/index.html"' in page(real_tree, "404.html")


def test_every_page_is_one_tap_from_safety_and_from_home(real_tree):
    for address, data in real_tree.items():
        if address.suffix == ".html":
            assert re.search(r'class="site-header__urgent" href="[^"]*safety\.html"', data.decode())


def test_what_stands_before_the_first_heading_is_no_section(knee, templates, static, real_tree):
    for tree in (build_site(Sources(knee, templates, static))[1], real_tree):
        for address in tree:
            if address.suffix == ".html":
                starts = re.findall(r"<section[^>]*>\s*(?:<.*?>)?", page(tree, str(address)))
                assert [start for start in starts if not re.search("label|<h[1-6]", start)] == []


def policy_of(text: str) -> str:
    return re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)[0]


def test_a_strict_policy_stands_in_every_page_and_nothing_inline_in_any(real_tree):
    for address, data in real_tree.items():
        if address.suffix == ".html":
            text = data.decode()
            assert "default-src 'none'" in text
            assert not re.search(r"unsafe|[ \"]data:|[ \"]https?:", policy_of(text))
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), address
            assert not re.search(r"<script(?![^>]*(\ssrc=|ld\+json))", text), address


def test_making_styles_small_keeps_what_has_a_meaning():
    css = b"/* why */\n.prose  :is(ul, ol) {\n  margin: calc(1px + 2px);\n}\n"
    assert minify(PurePosixPath("a.css"), css) == b".prose :is(ul, ol){margin: calc(1px + 2px)}"


def test_styles_and_scripts_carry_a_hash_of_what_is_in_them(knee, templates, static):
    names = {
        path
        for path in build_site(Sources(knee, templates, static))[1]
        if path.parts[0] == "assets"
    }
    tokens = PurePosixPath("static/css/tokens.css")
    changed = static | {tokens: static[tokens] + b"\nb{color:red}"}
    others = {
        path
        for path in build_site(Sources(knee, templates, changed))[1]
        if path.parts[0] == "assets"
    }
    assert {path.suffix for path in names ^ others} == {".css"}


@pytest.mark.parametrize(
    ("address", "preview", "base"),
    [
        (None, False, "/"),
        ("https://example.org", False, "/"),
        ("https://example.org/feet", False, "/feet/"),
        ("https://example.org/feet", True, "/"),
    ],
)
def test_the_page_for_wrong_addresses_works_at_any_depth(
    knee, templates, static, address, preview, base
):
    """A host shows it in place of /exercises/gone.html too, where relative links lead nowhere."""
    tree = build_site(Sources(knee, templates, static), Settings(address, for_editors=preview))[1]
    page = tree[PurePosixPath("404.html")].decode()
    links = re.findall(r'(?:href|src)="([^"#:]+)"', page)
    assert f"{base}index.html" in links
    assert all(PurePosixPath(link.removeprefix(base)) in tree for link in links)
    assert all(link.startswith(base) for link in links)
