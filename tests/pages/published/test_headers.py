"""What hosts are asked to send: the policy of the pages, and how long each file may be kept."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from build import main
from generator.pages.published.headers import (
    asked_for,
    cache_life,
    for_ever,
    headers_of_all,
    write_headers,
)
from tests.conftest import project

Rules = dict[str, dict[str, str]]


def parse_rules(text: str) -> Rules:
    """Return what `_headers` says, by rule and header."""
    rules: Rules = {}
    for line in text.splitlines():
        if line.startswith("/"):
            headers = rules[line] = {}
        else:
            name, value = line.strip().split(": ", 1)
            headers[name] = value
    return rules


def headers_for(path: PurePosixPath, rules: Rules) -> list[tuple[str, str]]:
    """Return all that the rules say of a path, as a host does that joins them."""
    found = (headers for rule, headers in rules.items() if fnmatch(f"/{path}", rule))
    return [header for headers in found for header in headers.items()]


def test_each_file_has_each_header_once(real_tree):
    rules = parse_rules(write_headers(real_tree).decode())
    for path in real_tree:
        said = headers_for(path, rules)
        assert dict(said) == headers_of_all(real_tree) | {"Cache-Control": cache_life(path)}
        assert len(said) == len(dict(said))
    assert rules["/"] == {"Cache-Control": "no-cache"}


def test_what_never_changes_is_kept_for_ever_and_a_page_is_asked_for(real_tree):
    # Of the scripts only the worker is asked for: its address never changes.
    lives = {(path.suffix, path.name == "sw.js"): cache_life(path) for path in real_tree}
    for kind in ((".html", False), (".xml", False), (".txt", False), (".js", True)):
        assert lives[kind] == "no-cache"
    for ending in (".css", ".js", ".png", ".woff2"):
        assert lives[ending, False] == "public, max-age=31536000, immutable"


def test_the_policy_to_send_is_that_of_each_page_and_keeps_it_out_of_frames(real_tree):
    sent = headers_of_all(real_tree)["Content-Security-Policy"]
    pages = [data.decode() for path, data in real_tree.items() if path.suffix == ".html"]
    assert len(pages) > 10
    for page in pages:
        (own,) = re.findall('Content-Security-Policy" content="([^"]+)"', page)
        assert sent == own.replace(" file:", "") + "; frame-ancestors 'none'"
    assert "file:" not in sent


def test_a_folder_with_a_file_of_an_author_is_asked_for_and_odd_names_are_written_out(real_tree):
    names = ("assets/mine.css", "our leaflet: new.pdf", "Übung/a.1234567890.png")
    tree = real_tree | {PurePosixPath(name): b"" for name in names}
    rules = parse_rules(write_headers(tree).decode())
    assert rules["/assets/*"] == {"Cache-Control": "no-cache"}
    assert rules["/our%20leaflet%3A%20new.pdf"] == {"Cache-Control": "no-cache"}
    assert "immutable" in rules["/%C3%9Cbung/*"]["Cache-Control"]


def test_of_more_rules_than_a_host_takes_those_that_matter_stay(real_tree):
    tree = real_tree | {PurePosixPath(f"page-{number}.html"): b"" for number in range(200)}
    rules = parse_rules(write_headers(tree).decode())
    assert len(rules) == 100
    assert next(iter(rules)) == "/*"
    assert "immutable" in rules["/assets/*"]["Cache-Control"]


def test_a_file_of_the_author_comes_first_and_one_that_lies_there_is_not_replaced(
    knees: Path, tmp_path: Path, capsys
):
    site = tmp_path / "site"
    arguments = ["--content", str(knees), "--output", str(site)]
    assert main(arguments) == 0
    assert (site / "_headers").read_text("utf-8").startswith("/*\n  Content-Security-Policy: ")
    assert "Left alone" not in capsys.readouterr().out
    (knees / "files").mkdir()
    (knees / "files" / "_headers").write_text("/*\n  X-Mine: yes\n")
    assert main(arguments) == 0
    assert (site / "_headers").read_text() == "/*\n  X-Mine: yes\n"
    # As somebody may have put it there before a build wrote one.
    other = tmp_path / "other"
    other.mkdir()
    (other / "_headers").write_text("theirs")
    (knees / "files" / "_headers").unlink()
    assert main(["--content", str(knees), "--output", str(other)]) == 2
    assert "_headers was not written by a build" in capsys.readouterr().err
    assert [file.name for file in other.iterdir()] == ["_headers"]


def test_the_docs_say_what_is_sent(real_tree):
    text = (project / "docs" / "publishing.md").read_text("utf-8")
    block = text.partition("Where a host can be told, it sends:")[2].split("```")[1]
    said = [line.split(": ", 1) for line in block.splitlines()[1:]]
    sent = [[name, value] for name, value in headers_of_all(real_tree).items()]
    assert said == [*sent, ["Cache-Control", for_ever], ["Cache-Control", asked_for]]
