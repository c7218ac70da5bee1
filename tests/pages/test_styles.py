"""The style sheets: short, in use, called like the parts that they style, and without a side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import pytest
import tinycss2

from build import build_site
from generator.content.sources import Sources
from generator.model import Settings
from generator.pages.render import minify

settings_file = PurePosixPath("content/site.yaml")
styles = PurePosixPath("static", "css")

four_sides = {
    "margin", "padding", "inset", "border-width", "border-style", "border-color",
    "scroll-margin", "scroll-padding",
}  # fmt: skip

from_authors = ("align-", "figure__", "figure--own")
"""How classes begin that stand on a page when an author or a pose has what they style."""


@pytest.fixture(scope="session")
def sheets(static: dict[PurePosixPath, bytes]) -> dict[PurePosixPath, str]:
    """The text of each style sheet, by path."""
    return {path: data.decode() for path, data in static.items() if path.suffix == ".css"}


@pytest.fixture(scope="session")
def asked(
    content: dict[PurePosixPath, bytes],
    templates: dict[PurePosixPath, bytes],
    static: dict[PurePosixPath, bytes],
    library_tree: dict[PurePosixPath, bytes],
) -> dict[bytes, list[bytes]]:
    """The style sheets that each page asks for, by the bytes of the page, a large library's too; of
    the preview's pages only the contact sheet, for the examples ask for all."""
    tree = build_site(Sources(content, templates, static), Settings(for_editors=True))[1]
    pages = [*tree.items(), *library_tree.items()]
    tree = library_tree | tree
    return {
        page: [
            # What the pages call a file is its name with a hash.
            re.sub(rb'url\("([\w-]+)\.\w{10}\.woff2"', rb'url("../fonts/\1.woff2"', tree[sheet])
            for name in re.findall(rb'rel="stylesheet" href="[./]*(assets/[^"]+)"', page)
            for sheet in [PurePosixPath(name.decode())]
        ]
        for path, page in pages
        if path.suffix == ".html" and path.name != "examples.html"
    }


def test_no_style_sheet_is_long(sheets):
    assert [path for path, text in sheets.items() if len(text.splitlines()) > 250] == []


def test_every_style_sheet_reaches_a_page(sheets, static, asked):
    joined = b"".join(sheet for found in asked.values() for sheet in found)
    for path in sheets:
        assert minify(path, static[path]) in joined, path


def test_a_sheet_says_the_order_of_layers_first_and_a_part_comes_before_its_pieces(
    sheets, static, asked
):
    layers = minify(styles / "layers.css", static[styles / "layers.css"])
    folders = {}
    for sheet in {sheet for found in asked.values() for sheet in found}:
        assert sheet.startswith(layers)
        texts = {path: minify(path, static[path]) for path in sheets}
        order = sorted(
            (path for path, text in texts.items() if text in sheet),
            key=lambda path: sheet.index(texts[path]),
        )
        places = [str(path.relative_to(styles).with_suffix("")) for path in order]
        folders[tuple(dict.fromkeys(place.split("/")[0] for place in places))] = places
        if "parts/hold-timer" in places:
            assert places.index("parts/hold-timer") < places.index("parts/hold-timer-buttons")
    assert folders.keys() == {
        ("layers", "tokens", "typeface", "people", "base", "layout", "parts"),
        ("layers", "pages", "parts"),
        ("layers", "pages"),
        ("layers", "parts"),
        ("layers", "paper"),
    }


def test_all_for_paper_stands_in_the_sheet_that_no_screen_waits_for(sheets, asked):
    """The sheet comes last: where both fit, what is for paper wins."""
    assert {page.count(b'media="print"') for page in asked} == {1}
    for page in asked:
        assert page.rindex(b'rel="stylesheet"') < page.index(b'media="print"')
    screens = [text for path, text in sheets.items() if path.parent != styles / "paper"]
    assert not any(re.search(r"@media[^{]*print|@layer print \{", text) for text in screens)
    # WeasyPrint takes what stands in a query in a layer for a rule outside of all layers.
    printed = [text for path, text in sheets.items() if path.parent == styles / "paper"]
    assert not any(re.search(r"^ +@media", text, re.MULTILINE) for text in printed)


def test_each_class_of_a_page_has_a_style_in_the_sheets_of_that_page(asked):
    for page, found in asked.items():
        styled = {
            name
            for sheet in found
            for name in classes_in(tinycss2.parse_stylesheet(sheet.decode(), True, True))
        }
        assert classes_of(page) - styled == set()


@pytest.mark.parametrize("folder", ["pages", "parts"])
def test_a_style_is_called_like_its_template(folder, sheets, templates):
    """Longer names are pieces of a part: hold-timer-dial belongs to the template hold_timer."""
    place = PurePosixPath("templates") / (folder if folder == "parts" else "")
    names = {path.stem.replace("_", "-") for path in templates if path.parent == place}
    styled = {path.stem for path in sheets if path.parent == styles / folder}
    owners = {owner_of(style, names) for style in styled}
    assert owners - names == set()
    if folder == "parts":
        printed = {path.stem for path in sheets if path.parent == styles / "paper"}
        assert names - owners - {owner_of(style, names) for style in printed} == set()


def test_what_is_for_paper_is_called_like_what_it_changes(sheets, templates):
    screens = {path.stem for path in sheets if path.parent != styles / "paper"}
    parts = {path.stem.replace("_", "-") for path in templates}
    printed = {path.stem for path in sheets if path.parent == styles / "paper"}
    assert printed - screens - parts == set()


def test_each_style_has_a_page_or_a_script(content, templates, static, sheets, library_tree):
    # What a site has only where its settings say so is in it, too.
    full = {**content, settings_file: content[settings_file] + b"contact: feet@example.org\n"}
    settings = Settings("https://example.org/feet", for_editors=True)
    pages = build_site(Sources(full, templates, static), settings)[1]
    pages = [*pages.items(), *library_tree.items()]
    given = {name for path, page in pages if path.suffix == ".html" for name in classes_of(page)}
    scripts = b"".join(data for path, data in static.items() if path.suffix == ".js").decode()
    asked = {
        name for text in re.findall(r'"[^"\n]*"', scripts) for name in re.findall(r"[\w-]+", text)
    }
    styled = {
        name
        for text in sheets.values()
        for name in classes_in(tinycss2.parse_stylesheet(text, True, True))
    }
    left_over = styled - given - asked
    assert [name for name in sorted(left_over) if not name.startswith(from_authors)] == []


def test_no_style_says_a_word_or_has_a_sign_that_a_language_may_write_otherwise(sheets):
    values = {
        value
        for text in sheets.values()
        for name, value, _ in declarations(tinycss2.parse_stylesheet(text, True, True))
        if name == "content"
        for value in re.findall(r'"([^"]*)"', value)
    }
    assert values
    assert [value for value in values if re.search(r"[^\W\d_]|[:;,!?]", value)] == []


def test_no_rule_names_a_side_so_that_a_page_can_run_right_to_left(sheets):
    found = [
        f"{path}:{line}: {name}: {value}"
        for path, text in sheets.items()
        for name, value, line in declarations(tinycss2.parse_stylesheet(text, True, True))
        if has_a_side(name, value)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("declaration", "sided"),
    [
        ("margin-left: 1em", True),
        ("margin-inline-start: 1em", False),
        ("margin: 0 0 0 1em", True),
        ("margin: 0 1em 2em 1em", False),
        ("padding: 0 calc(1px + 2px) 0 1px", True),
        ("border-color: red red blue blue", True),
        ("border-top-right-radius: 1em", True),
        ("border-radius: 1em 0", True),
        ("border-radius: 50%", False),
        ("right: 0", True),
        ("inset: 0", False),
        ("float: left", True),
        ("float: inline-start", False),
        ("clear: right", True),
        ("text-align: left", True),
        ("text-align: start", False),
        ("background-position: right 1em center", True),
        ("transform: translateX(1em)", True),
        ("transform: rotate(45deg)", False),
        ("translate: 1em", True),
        ("background: linear-gradient(90deg, red, blue)", True),
        ("box-shadow: inset 0 -0.2rem red", False),
        ("box-shadow: 0.2rem 0 red", True),
        ('content: " →"', True),
        ("--gap: 1em 0", False),
    ],
)
def test_what_has_a_side(declaration, sided):
    ((name, value, _),) = declarations(tinycss2.parse_stylesheet(f"a {{ {declaration} }}"))
    assert has_a_side(name, value) is sided


def owner_of(style: str, names: Iterable[str]) -> str:
    """Return the part that a style sheet is called after, or else its own name."""
    return next((name for name in names if style == name or style.startswith(f"{name}-")), style)


def classes_of(page: bytes) -> set[str]:
    """Return every class that a page gives."""
    lists = re.findall(rb'\sclass="([^"]*)"', page)
    return {name for names in lists for name in names.decode().split()}


def declarations(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[tuple[str, str, int]]:
    """Yield every declaration: its name, its value and its line."""
    for node in nodes:
        if node.type == "declaration":
            yield node.lower_name, tinycss2.serialize(node.value).strip(), node.source_line
        elif node.type in {"qualified-rule", "at-rule"} and node.content:
            yield from declarations(tinycss2.parse_blocks_contents(node.content, True, True))


def classes_in(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[str]:
    """Yield every class that a selector names."""
    for node in nodes:
        if node.type in {"qualified-rule", "at-rule"} and node.content:
            yield from classes_in(tinycss2.parse_blocks_contents(node.content, True, True))
        if node.type == "qualified-rule":
            yield from re.findall(r"\.([a-z][\w-]*)", tinycss2.serialize(node.prelude))


def has_a_side(name: str, value: str) -> bool:
    """Tell whether a declaration means left or right, which it should call start or end."""
    if name.startswith("--"):
        return False
    nodes = [
        node for node in tinycss2.parse_component_value_list(value) if node.type != "whitespace"
    ]
    parts = [tinycss2.serialize([node]) for node in nodes]
    return bool(
        re.search(r"(^|-)(left|right)(-|$)", name)
        or re.search(r"\b(left|right)\b|[←→⇐⇒«»]", value)
        or re.search(r"\b(translate(X|3d)?|matrix(3d)?|skewX?|(linear|conic)-gradient)\(", value)
        or name == "translate"
        or (name == "border-radius" and len({*parts}) > 1)
        or (name in four_sides and len(parts) == 4 and parts[1] != parts[3])
        or (name.endswith("-shadow") and lengths(nodes)[:1] not in ([], [0]))
    )


def lengths(nodes: Iterable[tinycss2.ast.Node]) -> list[float]:
    """Return the numbers of a value, in order."""
    return [node.value for node in nodes if node.type in {"number", "dimension"}]
