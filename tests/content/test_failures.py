"""What no library can take is a problem of the file it stands in, and never a traceback."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from build import build_site
from fields.errors import ContentError, Problem
from figures.words.poses import parse_all
from generator.commands.notes import noting
from generator.commands.options import parse_arguments
from generator.content.site import parse_site
from generator.content.sources import Sources, find_address_fault
from generator.model import Settings
from tests.conftest import project

squat = PurePosixPath("content/exercises/half-squat.md")
poses = PurePosixPath("content/poses/half-squat.yaml")
settings = PurePosixPath("content/site.yaml")
long_address = "https://example.org/" + "a" * 2_400 + "/"


def problems_with(files) -> list[str]:
    problems: list[Problem] = []
    for parse in (parse_site, parse_all):
        with noting(problems):
            parse(files)
    assert problems
    return [str(problem) for problem in problems]


def test_lists_in_lists_without_end_are_a_problem_of_their_file(knee):
    marks = "- " * 500 + "a"
    found = problems_with(knee | {squat: knee[squat] + f"\n\n{marks}\n".encode()})
    assert any(each.startswith(f"{squat}") for each in found), found


@pytest.mark.parametrize("path", [squat, poses, settings])
@pytest.mark.parametrize("text", ["a: " + "[" * 50_000, "a: " + "{a: " * 15_000, "- " * 25_000])
def test_brackets_without_end_are_a_problem_of_their_file(knee, path, text):
    if path.suffix == ".md":
        text = f"---\n{text}\n---\n"
    found = problems_with(knee | {path: text.encode()})
    assert any(each.startswith(f"{path}:") and "is one left open?" in each for each in found), found


def test_what_a_library_gives_up_on_is_a_problem_of_its_file(knee, monkeypatch):
    def give_up(*_: object) -> None:
        raise IndexError("pop from empty list")

    monkeypatch.setattr("markdown.blockparser.BlockParser.parseBlocks", give_up)
    # Another text: what was read already is remembered.
    found = problems_with(knee | {squat: knee[squat] + b"\nMore.\n"})
    words = "this file can't be read; take away what was added last."
    assert any(each.startswith(f"{squat}: {words}") for each in found), found


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\ufffe"])
def test_a_sign_that_no_picture_can_show_is_refused_in_a_title(knee, templates, static, sign):
    for written in (sign, f'"\\u{ord(sign):04x}"'):
        changed = knee[squat].replace(b"title: Half squat", f"title: {written}".encode())
        with pytest.raises(ContentError, match=rf"half-squat.md:2: .*U\+{ord(sign):04X}"):
            build_site(
                Sources(knee | {squat: changed}, templates, static),
                Settings("https://example.org/"),
            )


@pytest.mark.parametrize(
    "address",
    [
        *("http://[x", "https://a\u2100b/", "https://a:99999999/", "https://a:b/", "https:///"),
        *("ftp://example.org/", "example.org", "https://a b/", "https://a/\x07", "https://a/?b"),
        *("https://a/#b", "https://a/?", "https://a/#", long_address),
        *("https://a/index.html", "https://a/b/Home.PHP/", "https://u:p@a/", "https://@a/"),
        *("https://a/../b/", "https://a/%2e%2e/b/", "https://a/.", "https://a//b/", "https://a//"),
        *("https://a/\u200eb", "https://a/%zz", "https://a..b/", "https://a/'><script>"),
    ],
)
def test_what_is_no_address_is_refused_wherever_it_is_given(knee, address, capsys):
    assert find_address_fault(address)
    with pytest.raises(ContentError, match=r"site\.yaml:1: --base-url: "):
        parse_site(knee, address)
    with pytest.raises(SystemExit):
        parse_arguments(["--base-url", address], project, "")
    assert len(capsys.readouterr().err) < 1_000
    written = address.replace("\x07", "\\x07")
    line = f'\naddress: "{written}"\n'.encode()
    found = problems_with(knee | {settings: knee[settings] + line})
    assert any(each.startswith(f"{settings}:") and "address" in each for each in found), found


def test_the_longest_address_fits_into_every_code(knee, templates, static):
    address = "https://example.org/" + "a" * (1_500 - 21) + "/"
    longest = squat.with_name("b" * 245 + ".md")
    changed = knee[squat].replace(b"order: 2", b"order: 9")
    build_site(Sources(knee | {longest: changed}, templates, static), Settings(address))
