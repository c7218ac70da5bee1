"""What publishing adds to the pages: the worker with its list, the manifest and its icons."""

from __future__ import annotations

import io
import json
import math
import re
from pathlib import PurePosixPath

import pytest
from PIL import Image

from build import build_site
from generator.content.memory import make_anew
from generator.content.sources import Sources
from generator.model import Settings
from generator.output.files import read_tree
from generator.pages.published import home_screen, worker
from tests.conftest import Tree, project

settings = PurePosixPath("content/site.yaml")
home = PurePosixPath("index.html")
address = "https://example.org/feet/"


def build_of(tree: Tree) -> dict:
    """Return what the worker of a site is told."""
    first, _ = tree[worker.address].decode().split(";\n", 1)
    return json.loads(first.removeprefix("self.build="))


def manifest_of(tree: Tree) -> dict:
    return json.loads(tree[home_screen.address])


def test_a_site_is_kept_with_all_that_its_pages_ask_for(real_tree):
    build = build_of(real_tree)
    kept = {*map(PurePosixPath, build["files"])}
    assert build["isWhole"]
    assert kept == {
        path
        for path in real_tree
        if path.suffix in (".html", ".webmanifest") or path.parts[0] in ("assets", "pictures")
    } - {PurePosixPath("404.html")}
    assert any(path.parts[0] == "social" for path in real_tree)
    assert build["bytes"] == sum(len(real_tree[path]) for path in kept)
    # What has a hash in its name has the same one in the list.
    for path, mark in build["files"].items():
        if found := re.search(r"\.([0-9a-f]{10})\.", path):
            assert mark == found[1]


def test_with_an_address_or_without_one_the_same_is_kept(knee, templates, static):
    trees = [
        build_site(Sources(knee, templates, static), Settings(each))[1] for each in (None, address)
    ]
    bare, full = ([*build_of(tree)["files"]] for tree in trees)
    assert bare == full
    assert trees[0][home_screen.address] == trees[1][home_screen.address]


def test_the_name_of_a_build_changes_with_any_of_its_files_and_with_the_worker(knee, static):
    tree = {home: b"a", PurePosixPath("about.html"): b"b", PurePosixPath("robots.txt"): b"c"}
    script = PurePosixPath("static/js/offline/worker.js")

    def name_of(changes: Tree, **scripts: bytes) -> str:
        files = {**static, script: scripts.get("code", static[script])}
        made = worker.make_worker(tree | changes, set(), True, files, make_anew)
        return build_of({worker.address: made})["name"]

    same = name_of({})
    assert same == name_of({PurePosixPath("robots.txt"): b"d"})
    others = [
        name_of({home: b"d"}),
        name_of({PurePosixPath("new.html"): b""}),
        name_of({}, code=b"other()"),
    ]
    assert len({same, *others}) == 4


def test_what_an_author_puts_beside_the_site_is_not_kept(knee, templates, static):
    files = {
        PurePosixPath("content/files", name): b"<title>Own</title>"
        for name in ("leaflet.pdf", "own.html", "a.0123456789.png", "_headers")
    }
    _, tree = build_site(Sources(knee | files, templates, static))
    assert PurePosixPath("own.html") in tree
    assert not {"leaflet.pdf", "own.html", "a.0123456789.png"} & {*build_of(tree)["files"]}


def test_a_large_library_is_kept_without_its_exercises_and_with_its_first_routines(
    library_tree, monkeypatch
):
    assert build_of(library_tree)["isWhole"]
    routines = [path for path in library_tree if path.parts[0] == "routines"]
    # Each needs styles and scripts, too, which are as heavy as some routines.
    monkeypatch.setattr(worker, "most_bytes", worker.weigh(library_tree, routines[:8]))
    whole = worker.find_kept(library_tree)
    core = {*worker.find_core(library_tree, whole)}
    assert {home, PurePosixPath("404.html"), home_screen.address} <= core
    lists = [path for path in library_tree if path.parts[0] == "lists"]
    assert lists
    assert {*lists} <= core
    assert {path for path in whole if path.name.startswith("search-index")} <= core
    assert not [path for path in core if path.parts[0] == "exercises"]
    kept = [path for path in routines if path in core]
    assert kept == routines[: len(kept)]
    assert 0 < len(kept) < len(routines)
    # With all that its pages name, but for exercises.
    for page in core:
        if page.suffix == ".html":
            names = {name.decode() for name in worker.hashed_name.findall(library_tree[page])}
            assert names <= {path.name for path in core}, page


def test_the_pages_of_a_preview_and_of_a_site_that_says_no_are_not_kept(knee, templates, static):
    off = knee | {settings: knee[settings] + b"offline: no\n"}
    preview = build_site(Sources(knee, templates, static), Settings(for_editors=True))[1]
    refused = build_site(Sources(off, templates, static))[1]
    for tree in (preview, refused):
        assert b"unregister" in tree[worker.address]
        assert b"fetch" not in tree[worker.address]
        assert home_screen.address not in tree
        assert b"offline" not in tree[home]
        assert b'rel="apple-touch-icon"' in tree[home]
        assert {path.name.partition(".")[0] for path in tree if "icon-" in path.name} == {
            "icon-touch"
        }
    again = knee | {settings: knee[settings] + b"offline: yes\n"}
    assert build_of(build_site(Sources(again, templates, static))[1])["files"]


def test_the_manifest_says_all_that_a_phone_asks_for_by_relative_addresses(real_tree, static):
    manifest = manifest_of(real_tree)
    assert manifest["name"] == manifest["short_name"] == "Back on Your Feet"
    assert (manifest["lang"], manifest["dir"]) == ("en", "ltr")
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert manifest["display"] == "standalone"
    page = real_tree[home].decode()
    (colour,) = re.findall(r'"theme-color" content="(\S+)" media="\(\S+: light', page)
    assert manifest["theme_color"] == manifest["background_color"] == colour
    assert [each["url"] for each in manifest["shortcuts"]] == [
        f"routines/{slug}.html" for slug in ("start-with-three", "all-ten", "chair-only")
    ]
    for each in (*manifest["shortcuts"], *manifest["icons"]):
        assert PurePosixPath(each.get("url") or each["src"]) in real_tree
    kinds = [(each["sizes"], each["purpose"]) for each in manifest["icons"]]
    assert kinds == [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]


def test_a_manifest_is_in_the_language_of_its_site(knie, templates, static):
    catalogues = read_tree(project / "locales", "locales")
    tree = build_site(Sources(knie, templates, static, catalogues))[1]
    manifest = manifest_of(tree)
    assert manifest["lang"] == "de"
    assert "ü" in tree[home_screen.address].decode()


@pytest.mark.parametrize("named", [True, False])
def test_the_icons_of_a_phone_are_full_and_the_foot_is_in_the_safe_zone(
    named, content, templates, static
):
    plain = re.sub(rb"(?m)^icon:.*\n", b"", content[settings])
    files = content if named else content | {settings: plain}
    tree = build_site(Sources(files, templates, static))[1]
    sources = {each["purpose"]: each["src"] for each in manifest_of(tree)["icons"]}
    (touch,) = re.findall(r'"apple-touch-icon" href="([^"]+)"', tree[home].decode())
    for name, size in ((sources["maskable"], 512), (touch, 180)):
        data = tree[PurePosixPath(name)]
        assert len(data) < 10_000
        picture = Image.open(io.BytesIO(data)).convert("RGBA")
        assert picture.size == (size, size)
        assert picture.getextrema()[3] == (255, 255), "no point of it shows through"
    pale = [
        (x - 256, y - 256)
        for picture in [Image.open(io.BytesIO(tree[PurePosixPath(sources["maskable"])]))]
        for points in [picture.convert("RGB").load()]
        for x in range(512)
        for y in range(512)
        if min(points[x, y]) > 230
    ]
    assert len(pale) > 10_000
    assert max(math.hypot(*point) for point in pale) < 0.4 * 512
