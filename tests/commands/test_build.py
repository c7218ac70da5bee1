"""The command line, tried as a user tries it; in a process of its own where that matters."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from argparse import Namespace
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from build import main
from generator.commands.notes import print_address_note, print_sheets_note
from generator.content.site import parse_site
from tests.conftest import project


class Result(NamedTuple):
    """What a command did."""

    returncode: int
    stdout: str
    stderr: str


elsewhere = Namespace(content=Path("a"))


def files_named(number: int) -> list[PurePosixPath]:
    return [PurePosixPath(f"sheets/{index}.pdf") for index in range(number)]


def run(*arguments: object) -> Result:
    """Run a command in this process, which is much faster than in another."""
    with redirect_stdout(io.StringIO()) as stdout, redirect_stderr(io.StringIO()) as stderr:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:  # a mistake on the command line
            status = int(end.code or 0)
    return Result(status, stdout.getvalue(), stderr.getvalue())


def test_a_second_content_folder_builds_with_no_change_to_code_or_templates(knees, tmp_path):
    result = run("--content", knees, "--output", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    first, second, third, *_ = result.stdout.splitlines()
    assert first.startswith("7 pages, ")
    hint = f"`.venv/bin/python build.py check --content {knees}`"
    assert second.endswith(f"things are missing; {hint} lists them.")
    assert third == f"Open {tmp_path / 'site' / 'index.html'}"
    assert "No address is set" in result.stdout
    home = (tmp_path / "site" / "index.html").read_text()
    assert "Straight leg raise" in home
    assert "<b>" not in home
    assert not (tmp_path / "site" / "sitemap.xml").exists()


def test_options_may_stand_before_the_command_and_after_it(knees, tmp_path):
    for arguments in (("--content", knees, "check"), ("check", "--content", knees)):
        result = run(*arguments)
        assert result.returncode == 0, result.stderr
        assert f"warning: {knees}/exercises/half-squat.md: " in result.stdout


def test_a_mistake_ends_with_status_1_and_leaves_the_site_as_it_was(knees, tmp_path):
    site = tmp_path / "site"
    assert run("--content", knees, "--output", site).returncode == 0
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    exercise = knees / "exercises" / "heel-slide.md"
    exercise.write_text(exercise.read_text().replace("position: lying", "position: flat"))
    result = run("--content", knees, "--output", site)
    assert result.returncode == 1
    assert f'{knees}/exercises/heel-slide.md:5: position is "flat"; allowed:' in result.stderr
    assert "1 mistake; nothing was written." in result.stderr
    assert "Traceback" not in result.stderr
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


def test_a_missing_content_folder_is_a_mistake_of_the_content(tmp_path):
    result = run("--content", tmp_path / "nowhere", "--output", tmp_path / "site")
    assert result.returncode == 1
    assert "the folder is missing or empty" in result.stderr


def test_a_strange_output_folder_ends_with_status_2(knees, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine")
    result = run("--content", knees, "--output", tmp_path / "site")
    assert result.returncode == 2
    assert "thesis.doc" in result.stderr


@pytest.mark.parametrize("arguments", [["--base-url", "example"], ["bild"], ["--colour", "red"]])
def test_a_mistake_on_the_command_line_ends_with_status_2(arguments):
    result = run(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_new_exercise_builds_at_once_and_is_never_overwritten(knees, tmp_path):
    result = run("new", 'Café: "short" foot', "--content", knees)
    assert result.returncode == 0, result.stderr
    file = knees / "exercises" / "cafe-short-foot.md"
    assert "order: 4" in file.read_text()
    file.write_text(file.read_text().replace("draft: true", "draft: no"))
    result = run("--content", knees, "--output", tmp_path / "site")
    # Nobody publishes it as it is.
    words = f'{file}:9: still as the new file had it: "summary: Say in one sentence what to do."; '
    assert f"{words}write it, or leave `draft: true` in" in result.stderr
    assert "20 mistakes; nothing was written." in result.stderr
    file.write_text(re.sub(r"\b(Say|Name)\b", "Do", file.read_text()).replace("# example:", "#"))
    result = run("--content", knees, "--output", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "site" / "exercises" / "cafe-short-foot.html").read_text()
    assert "<h1>Café: &#34;short&#34; foot</h1>" in page
    again = run("new", "Cafe short foot", "--content", knees)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert run("new", "???", "--content", knees).returncode == 2


def test_a_new_exercise_is_a_draft_which_build_and_check_say_and_no_site_has(knees, tmp_path):
    assert run("new", "Short foot", "--content", knees).returncode == 0
    line = "1 draft left out, in the preview only: exercises/short-foot.md."
    for command in ("build", "check"):
        result = run(command, "--content", knees, "--output", tmp_path / "site")
        assert result.returncode == 0, result.stderr
        assert line in result.stdout.splitlines()
        assert "no exercises yet" not in result.stdout
    assert not [*(tmp_path / "site").rglob("short-foot*")]


def test_where_every_exercise_is_a_draft_a_build_says_that_the_site_has_none(knees, tmp_path):
    shutil.rmtree(knees / "routines")
    shutil.rmtree(knees / "exercises")
    home = knees / "index.md"
    home.write_text(home.read_text().partition("Do them slowly.")[0])
    run("new", "Short foot", "--content", knees)
    result = run("--content", knees, "--output", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert "The site has no exercises yet, as each is a draft" in result.stdout


def test_a_new_exercise_in_a_position_has_first_poses_which_a_check_names(knees):
    result = run("new", "Short foot", "--position", "chair", "--content", knees)
    assert result.returncode == 0, result.stderr
    poses = knees / "poses" / "short-foot.yaml"
    assert f"Wrote {knees / 'exercises' / 'short-foot.md'} and {poses}." in result.stdout
    assert "\nposition: chair " in (knees / "exercises" / "short-foot.md").read_text()
    result = run("check", "--content", knees)
    assert result.returncode == 0, result.stderr
    assert f'{poses}:5: still as the new file had it: "title: "Starter: sit tall""' in result.stdout


@pytest.mark.parametrize("taken", ["exercises/short-foot.md", "poses/short-foot.yaml"])
def test_where_one_of_both_files_is_there_the_other_is_not_written(knees, taken):
    (knees / taken).parent.mkdir(exist_ok=True)
    (knees / taken).write_text("mine")
    before = {file for file in knees.rglob("*") if file.is_file()}
    result = run("new", "Short foot", "--position", "lying", "--content", knees)
    assert result.returncode == 2
    assert f"{knees / taken} is there already, so nothing was written" in result.stderr
    assert {file for file in knees.rglob("*") if file.is_file()} == before
    assert (knees / taken).read_text() == "mine"


def test_a_position_is_one_of_the_words_of_the_field(knees):
    result = run("new", "Short foot", "--position", "sitting", "--content", knees)
    assert result.returncode == 2
    assert '"sitting" is no position; did you mean "chair"? allowed: standing, ' in result.stderr
    assert not (knees / "exercises" / "short-foot.md").exists()


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "\udcff"])
def test_a_title_that_cannot_be_is_a_mistake_of_the_command_line(knees, title):
    result = run("new", title, "--name", "heel-lift", "--content", knees)
    assert result.returncode == 2
    assert "a title has some letters; allowed: up to 200" in result.stderr
    assert not (knees / "exercises" / "heel-lift.md").exists()


def test_a_new_exercise_takes_the_first_free_number_where_the_last_is_taken(knees):
    file = knees / "exercises" / "half-squat.md"
    file.write_text(re.sub(r"\norder: .*", "\norder: 99999", file.read_text()))
    assert run("new", "Heel lift", "--content", knees).returncode == 0
    assert run("check", "--content", knees).returncode == 0


def test_a_check_names_what_nobody_has_written_yet_in_a_new_file(knees):
    run("new", "Short foot", "--content", knees)
    result = run("check", "--content", knees)
    assert result.returncode == 0
    place = f"warning: {knees}/exercises/short-foot.md"
    line = re.escape(place) + r':\d+: still as the new file had it: "purpose: Say in one'
    assert re.search(line, result.stdout)
    assert '"1. Say how to get into place."' in result.stdout
    assert '"Say how to make it easier."' in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("get_help_now", "x", "no page has get_help_now"),
        ("## Steps", "## Steps\n\n## Steps", 'there are two sections "## Steps"'),
        ("## Steps", "## Not yet <\n\n## Steps", 'nothing stands below the heading "Not yet <"'),
        ("## Steps", "## Steps\n\n### Not yet\n\n### Do", 'below the heading "Not yet"'),
        ("1. Stand tall", "1. [Stand] (safety.md)", "looks like a link that is none: [Stand] (saf"),
        ("1. Stand tall", "1. [Stand][nowhere]", "looks like a link that is none: [Stand][now"),
        ("1. Stand tall", "1. [Stand(safety.md)", "looks like a link that is none: [Stand(saf"),
    ],
)
def test_a_check_warns_of_what_would_pass_in_silence(knees, old, new, words):
    file = knees / "exercises" / "half-squat.md"
    file.write_text(file.read_text().replace(old, new, 1))
    result = run("check", "--content", knees)
    assert result.returncode == 0
    assert words in result.stdout


def test_without_the_packages_it_says_which_command_to_run():
    arguments = [sys.executable, "-S", "-E", project / "build.py"]
    result = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Run `make site`" in result.stderr


def test_a_progress_bar_is_never_written_into_a_pipe(knees, tmp_path):
    assert shell("build", knees, tmp_path)[2] == ""


command = f'"{sys.executable}" "{project / "build.py"}" --content "$0" --output "$1"'


def shell(script: str, knees: Path, tmp_path: Path, **environment: str) -> tuple[int, str, str]:
    """Run a line of shell in which `build` stands for our command; return status and output."""
    line = script.replace("build", command, 1)
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line, str(knees), str(tmp_path / "site")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )
    return result.returncode, result.stdout, result.stderr


@pytest.mark.parametrize(
    "redirection",
    ["| head -n 0", "2>&1 | head -n 0", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "--help | :"],
)
def test_output_that_nobody_reads_is_no_mistake(knees, tmp_path, redirection):
    status, _, complaints = shell(f"build {redirection}", knees, tmp_path)
    assert (status, complaints) == (0, "")
    assert (tmp_path / "site" / "index.html").exists() or "help" in redirection


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", "2>&1 | head -n 0"])
def test_a_mistake_ends_with_status_1_though_nobody_reads_of_it(knees, tmp_path, redirection):
    (knees / "index.md").write_text("no fields")
    assert shell(f"build {redirection}", knees, tmp_path) == (1, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", ["", "check", "--help"])
def test_a_full_disk_behind_the_output_is_said(knees, tmp_path, arguments):
    status, _, said = shell(f"build {arguments} >/dev/full", knees, tmp_path)
    assert status == 2
    assert said.endswith("could not be written: No space left on device\n")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}],
)
def test_letters_that_the_terminal_lacks_stop_nothing(knees, tmp_path, environment):
    file = knees / "exercises" / "half-squat.md"
    file.write_text(file.read_text("utf-8").replace("position: ", "position: Füße"), "utf-8")
    status, _, said = shell("build", knees, tmp_path, **environment)
    assert status == 1
    assert 'position is "F\\xfc\\xdfe' in said


def test_a_narrow_terminal_is_wide_enough(knees, tmp_path):
    for columns, arguments in (("1", "--help"), ("40", "bild")):
        _, _, said = shell(f"build {arguments}", knees, tmp_path, COLUMNS=columns)
        assert "Traceback" not in said


def test_what_lies_in_the_folder_files_goes_out_unchanged(knees, tmp_path):
    files = {
        "CNAME": b"knees.example\n",
        ".nojekyll": b"",
        "_headers": b"/*\n  X-Frame-Options: DENY\n",
        ".well-known/security.txt": b"Contact: mailto:a@example.org\n",
        "leaflet.pdf": b"%PDF-1.7 \xff\n",
        "pictures/Foot #2.PNG": b"no picture",
        "notes.md": b"no fields",
        "exercises/poster.svg": b"<svg/>",
    }
    for name, data in files.items():
        (knees / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        (knees / "files" / name).write_bytes(data)
    for _ in range(2):
        result = run("--content", knees, "--output", tmp_path / "site")
        assert result.returncode == 0, result.stderr
        assert {name: (tmp_path / "site" / name).read_bytes() for name in files} == files
    assert "Left alone" not in result.stdout
    # A leaflet is no sheet of an earlier build.
    assert "PDF" not in result.stdout


def test_a_page_may_link_to_a_file_that_goes_out_unchanged(knees, tmp_path):
    (knees / "files").mkdir()
    (knees / "files" / "leaflet.md").write_text("a")
    for page, link in (("index.md", "files/"), ("exercises/half-squat.md", "../files/")):
        with (knees / page).open("a") as text:
            text.write(f"\n\n[A leaflet]({link}leaflet.md)\n")
    assert run("--content", knees, "--output", tmp_path / "site").returncode == 0
    assert 'href="leaflet.md"' in (tmp_path / "site" / "index.html").read_text()
    page = (tmp_path / "site" / "exercises" / "half-squat.html").read_text()
    assert 'href="../leaflet.md"' in page
    (knees / "files" / "leaflet.md").unlink()
    result = run("--content", knees, "--output", tmp_path / "site")
    assert f"{knees}/files/leaflet.md: there is no such file" in result.stderr


@pytest.mark.parametrize("typed", ["F\u00fc\u00dfe.pdf", "Fu\u0308\u00dfe.pdf"])
def test_a_file_from_a_system_that_parts_accents_is_found(knees, tmp_path, typed):
    (knees / "files").mkdir()
    (knees / "files" / "Fu\u0308\u00dfe.pdf").write_bytes(b"%PDF")
    with (knees / "index.md").open("a", encoding="utf-8") as text:
        text.write(f"\n\n[A leaflet](files/{typed})\n")
    result = run("--content", knees, "--output", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="F\u00fc\u00dfe.pdf"' in page
    assert (tmp_path / "site" / "F\u00fc\u00dfe.pdf").exists()


@pytest.mark.parametrize(
    "name",
    [
        "examples.html",
        "Contact-Sheet.html",
        *("index.html", "Index.HTML", "robots.txt", "404.html", "exercises", "exercises/x"),
        *("exercises/half-squat.html", "index.html/x", "sheets/exercises/half-squat-a4.pdf"),
        *(".manifest", ".manifest.part", ".lock"),
    ],
)
def test_a_file_may_not_take_the_address_of_something_else(problems_of, name):
    expected = "the site has something else at this address; choose another name"
    found = problems_of({f"files/{name}": b"x"})
    assert found == ([] if name == "exercises/x" else [f"content/files/{name}: {expected}"])


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("A.pdf", "a.pdf", "content/files/A.pdf"),
        ("b/A.pdf", "B/a.PDF", "content/files/B/a.PDF"),
        ("b", "B/a.pdf", "content/files/b"),
        ("B", "b/a.pdf", "content/files/B"),
    ],
)
def test_files_that_differ_in_capitals_only_are_named(problems_of, one, other, words):
    (found,) = problems_of({f"files/{one}": b"x", f"files/{other}": b"y"})
    assert f"on some systems it is one with {words}, which differs in capitals only" in found
    assert problems_of({f"files/c/{one}": b"x", f"files/d/{other}": b"y"}) == []


def test_one_thing_is_said_as_one(tmp_path):
    content = shutil.copytree(project / "content", tmp_path / "content")
    file = content / "exercises" / "toe-walking.md"
    file.write_text(re.sub(r"\npurpose: .*", "", file.read_text()))
    checked = run("check", "--content", content).stdout
    assert checked.endswith("No mistakes, 1 warning.\n"), checked
    built = run("--content", content, "--output", tmp_path / "site").stdout
    assert "\n1 thing is missing; `" in built
    assert "` lists it.\n" in built


@pytest.mark.parametrize("name", ["CNAME", "leaflet.pdf", ".nojekyll", ".well-known/security.txt"])
def test_a_file_for_the_host_in_the_wrong_folder_is_told_where_it_belongs(knees, tmp_path, name):
    (knees / name).parent.mkdir(exist_ok=True)
    (knees / name).write_text("x")
    result = run("--content", knees, "--output", tmp_path / "site")
    assert result.returncode == 1
    assert f"{knees / name}: " in result.stderr
    assert f"what is to go out as it is: in {knees}/files/" in result.stderr


def test_what_a_host_put_into_the_site_is_left_alone_and_said(knees, tmp_path):
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / "CNAME").write_text("knees.example")
    result = run("--content", knees, "--output", site)
    assert result.returncode == 0, result.stderr
    assert f"Left alone in {site}, as no build wrote it: .git, CNAME\n" in result.stdout
    assert (site / "CNAME").read_text() == "knees.example"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--output", "file/site"), 2, "build.py: .*file/site can't be written: Not a directory"),
        (
            ("--output", "dangling"),
            2,
            "build.py: .*dangling can't be written: .*dangling is a link that leads to nothing",
        ),
        (
            ("--output", "dangling/site"),
            2,
            "/site can't be written: .*dangling is a link that leads to",
        ),
        (("--output", "n" * 300), 2, "build.py: .*nnn.*: File name too long"),
        (("--content", "n" * 300), 1, "nnn: the folder is missing or empty"),
        (("--content", "dangling"), 1, "dangling: can't be read: No such file"),
        (("--content", "file"), 1, "file: can't be read: Not a directory"),
        (("new", "Short foot", "--content", "file"), 1, "Not a directory"),
    ],
)
def test_what_the_disk_refuses_is_said_in_one_sentence(knees, tmp_path, arguments, status, words):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dangling").symlink_to("gone")
    given = [
        tmp_path / each if each not in {"new", "Short foot"} and each[0] != "-" else each
        for each in arguments
    ]
    defaults = ["--content", knees] if "--content" not in arguments else []
    result = run(*defaults, *given)
    assert result.returncode == status
    assert re.search(words, result.stderr), result.stderr


def test_a_title_in_another_script_needs_a_name_for_its_address(knees):
    title = "\u041f\u0440\u0438\u0441\u0435\u0434"
    refused = run("new", title, "--content", knees)
    assert refused.returncode == 2
    assert "--name heel-lift" in refused.stderr
    assert run("new", title, "--name", "Heel lift", "--content", knees).returncode == 2
    assert run("new", title, "--name", "heel-lift", "--content", knees).returncode == 0
    assert title in (knees / "exercises" / "heel-lift.md").read_text()
    assert run("check", "--content", knees).returncode == 0


@pytest.mark.parametrize(
    ("linked", "sheets", "earlier", "said"),
    [
        (False, 0, 0, ""),
        (True, 8, 0, "8 sheets as PDF files.\n"),
        (True, 8, 8, "8 sheets as PDF files.\n"),
        (
            False,
            8,
            0,
            "8 sheets as PDF files.\nNo page links to them: that takes `pdf_sheets: yes` in "
            "a/site.yaml.\n",
        ),
        (
            False,
            0,
            8,
            "The PDF sheets of an earlier build are gone. `pdf_sheets: yes` in a/site.yaml makes "
            "them part of the site.\n",
        ),
    ],
)
def test_what_became_of_the_pdf_sheets_is_said(knee, capsys, linked, sheets, earlier, said):
    site = replace(parse_site(knee), pdf_sheets=linked)
    print_sheets_note(elsewhere, site, files_named(sheets), files_named(earlier))
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "No address is set in a/site.yaml, so there are no QR codes, social cards or cano"),
        ("https://feet.example/x", "The address https://feet.example/x/ is only an example and"),
        ("https://example.org/", ""),
        ("https://feet.example.org/", ""),
    ],
)
def test_a_site_that_does_not_know_its_address_is_told(knee, capsys, address, words):
    print_address_note(elsewhere, parse_site(knee, address))
    said = capsys.readouterr().out
    assert said.startswith(words)
    assert bool(said) == bool(words)


def test_an_address_on_the_command_line_is_that_of_the_site(knees, tmp_path):
    arguments = ("--content", knees, "--output", tmp_path, "--base-url", "https://a.example.org/b")
    assert run(*arguments).returncode == 2  # the folder holds the content
    result = run(*arguments[:3], tmp_path / "site", *arguments[4:])
    assert result.returncode == 0
    assert "QR codes" not in result.stdout
    sitemap = (tmp_path / "site" / "sitemap.xml").read_text()
    assert "<loc>https://a.example.org/b/exercises/half-squat.html</loc>" in sitemap


def test_a_check_names_what_looks_like_something_else(knees):
    file = knees / "exercises" / "half-squat.md"
    file.write_text(file.read_text().replace("[worktop]", "[worktp]"))
    result = run("check", "--content", knees)
    assert f"warning: {file}: " in result.stdout
    assert 'equipment "worktp" is unusual; did you mean "worktop"?' in result.stdout
    *_, last = result.stdout.splitlines()
    assert last == f"No mistakes, {result.stdout.count('warning: ')} warnings."


def test_what_goes_out_unchanged_is_not_checked_for_its_words(knees):
    before = run("check", "--content", knees).stdout
    (knees / "files").mkdir()
    (knees / "files" / "a.md").write_bytes(b"\xff utilise, a guaranteed cure")
    assert run("check", "--content", knees).stdout == before


def test_only_english_is_held_to_a_reading_grade(knees):
    file = knees / "about.md"
    file.write_text("---\ntitle: A\nsummary: B.\n---\n\nThis is guaranteed to heal your back.\n")
    assert 'the word "guaranteed"' in run("check", "--content", knees).stdout
    settings = knees / "site.yaml"
    settings.write_text(settings.read_text().replace("language: en", "language: de"))
    assert 'the word "guaranteed"' not in run("check", "--content", knees).stdout


def test_what_was_published_is_kept_in_a_list_and_check_says_what_is_not_in_it(knees):
    # Nobody who has neither a list nor an address is told of one.
    assert "published.txt" not in run("check", "--content", knees).stdout
    first = run("published", "--content", knees)
    assert first.stdout.startswith(f"Added 5 pages to {knees}/published.txt: exercises/half-squat")
    listed = (knees / "published.txt").read_bytes()
    again = run("published", "--content", knees)
    assert again.stdout == f"{knees}/published.txt has all pages already.\n"
    assert (knees / "published.txt").read_bytes() == listed
    assert "published.txt" not in run("check", "--content", knees).stdout
    (knees / "published.txt").write_bytes(listed.replace(b"index.html\n", b""))
    said = run("check", "--content", knees).stdout
    assert f"\n1 page is not in {knees}/published.txt yet. Once published, `" in said
    (knees / "exercises" / "heel-slide.md").unlink()
    assert run("published", "--content", knees).returncode == 1
    assert b"index.html" not in (knees / "published.txt").read_bytes()
