"""What Windows has otherwise, as far as another system can tell."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from build import build_site, main
from fields.errors import OutputError
from generator.commands import notes
from generator.commands.options import parse_arguments
from generator.content.sources import Sources
from generator.output import aloud, files
from tests.conftest import project

windows = SimpleNamespace(name="nt")


def with_crlf(tree):
    binary = {".png", ".woff2", ".ttf", ".jpg", ".mo"}
    return {
        path: data if path.suffix in binary else data.replace(b"\n", b"\r\n")
        for path, data in tree.items()
    }


def test_other_line_ends_give_the_same_site(content, templates, static):
    ours = build_site(Sources(content, templates, static))[1]
    theirs = build_site(Sources(with_crlf(content), with_crlf(templates), with_crlf(static)))[1]
    assert [path for path in ours | theirs if ours.get(path) != theirs.get(path)] == []


@pytest.mark.parametrize("name", ["con", "aux", "nul", "prn", "com1", "lpt9"])
def test_a_name_that_windows_takes_for_a_device_is_refused(problems_of, name, capsys):
    message = f"Windows can't have a file of this name; rename it, such as {name}-1.md"
    text = (project / "tests" / "programmes" / "knee" / "exercises" / "heel-slide.md").read_text()
    assert f"content/exercises/{name}.md: {message}" in problems_of({f"exercises/{name}.md": text})
    with pytest.raises(SystemExit):
        main(["new", "A", "--name", name])
    assert f'Windows can\'t have a file "{name}"; give another name' in capsys.readouterr().err


def test_a_command_can_be_copied_into_both_shells(tmp_path, monkeypatch):
    args = parse_arguments(["check"], project, None)
    monkeypatch.setattr(notes, "os", windows)
    assert notes.again(args, "serve") == r".venv\Scripts\python build.py serve"
    args.content = Path("my knees", "content")
    assert notes.again(args, "draw").endswith('build.py draw --content "my knees/content"')


@pytest.mark.parametrize("name", ["yaml", "segno"])
def test_without_packages_it_sets_out_the_commands(name):
    script = (
        f"import runpy, sys; sys.modules[{name!r}] = None; sys.platform = 'win32';"
        f"runpy.run_path({str(project / 'build.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert said[0] == f"{name} is not installed here. These set up .venv and build the site:"
    assert [line.split()[0] for line in said[2:]] == ["py", *2 * [r".venv\Scripts\python"]]
    assert (project / said[3].split()[-1]).is_file()


def test_a_file_that_another_program_has_open_is_tried_again(tmp_path, monkeypatch):
    refusals = iter([1, 2])
    rename = Path.replace

    def replace(part: Path, file: Path) -> None:
        if next(refusals, None):
            raise PermissionError(13, "Access is denied")
        rename(part, file)

    monkeypatch.setattr(files, "waits", (0, 0, 0))
    monkeypatch.setattr(Path, "replace", replace)
    tree = {PurePosixPath("index.html"): b"x"}
    files.write_tree(tmp_path / "site", tree, ())
    assert (tmp_path / "site" / "index.html").read_bytes() == b"x"

    refusals = iter(range(1, 99))
    message = "Access is denied; close the program that has it open, and build again"
    with pytest.raises(OutputError, match=message):
        files.write_tree(tmp_path / "other", tree, ())


def test_a_pipe_that_lacks_a_letter_stops_nothing(monkeypatch):
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, "cp1252"))
    monkeypatch.setattr(aloud, "os", windows)
    aloud.open_outlet("stdout", 1)
    print("\N{BALLOT X}", end="", flush=True)
    assert pipe.getvalue() == rb"\u2717"
