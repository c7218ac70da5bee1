"""That nothing has changed is told from what the disk says of each file, and never wrongly."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.output import unchanged as room
from generator.output.unchanged import (
    find_file,
    find_packages,
    is_read_in_part,
    keep,
    look,
    recall,
    write_build,
)

if TYPE_CHECKING:
    from generator.output.unchanged import Build

project = Path(__file__).resolve().parents[2]
asked = ["build", "--content", "words"]
hour = 3_600_000_000_000


@pytest.fixture
def built(tmp_path, monkeypatch) -> Path:
    """A project in which a command has been carried out that reads words/ and writes site/."""
    monkeypatch.chdir(tmp_path)
    packages = tmp_path / "packages"
    (packages / "jinja2-3.1.4.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(packages)])
    monkeypatch.setattr(room, "code", (str(tmp_path / "code"),))
    names = ("words/steps/one.md", "words/two.md", "code/a.py", "site/index.html")
    for name in (*names, "packages/jinja2.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it is")
        # Old, so that their times tell.
        os.utime(tmp_path / name, ns=(5, time.time_ns() - hour))
    time.sleep(0.06)  # `finest_clock`: the last change of anything about them is now
    note(tmp_path)
    return tmp_path


def note(folder: Path) -> None:
    site, code = str(folder / "site"), [f"{folder}/code", f"{folder}/packages/jinja2.py"]
    keep(find_file(str(folder), asked), describe_build([str(folder / "words")], code, site))


def describe_build(read: list[str], code: list[str], site: str) -> Build:
    return {
        "sources": read,
        "code": code,
        "before": look(read, code),
        "output": site,
        "after": look([site]),
        "pages": "2 pages",
        "said": "Good.\n",
    }


def known(folder: Path) -> bool:
    """Tell whether the command is known to have nothing to do."""
    return recall(str(folder), asked) is not None


def test_what_was_said_is_said_again(built):
    assert (recall(str(built), asked) or "").endswith(" seconds.\nGood.\n")
    assert (recall(str(built), asked) or "").startswith("2 pages, 0 files changed, ")


def edit_alike(file: Path) -> None:
    """Change a file so that its size and its time are as before."""
    status = file.stat()
    file.write_text("as it WAS"[: status.st_size])
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_alike(file: Path) -> None:
    """Put another file in the place of one, of the same size and time."""
    other = file.with_name("other")
    other.write_text("as it IS")
    os.utime(other, ns=(5, file.stat().st_mtime_ns))
    other.replace(file)


changes = {
    "edited": lambda at: (at / "words/two.md").write_text("another"),
    "edited to the same size and time": lambda at: edit_alike(at / "words/two.md"),
    "replaced by one of the same size and time": lambda at: replace_alike(at / "words/two.md"),
    "edited, with a clock put back": lambda at: (
        (at / "words/two.md").write_text("as it IS"),
        os.utime(at / "words/two.md", ns=(5, 5)),
    ),
    "edited deep down": lambda at: (at / "words/steps/one.md").write_text("as it IS"),
    "a new file": lambda at: (at / "words/steps/three.md").write_text(""),
    "a file gone": lambda at: (at / "words/two.md").unlink(),
    "a file renamed": lambda at: (at / "words/two.md").rename(at / "words/tow.md"),
    "a file moved": lambda at: (at / "words/two.md").rename(at / "words/steps/two.md"),
    "a folder renamed": lambda at: (at / "words/steps").rename(at / "words/stops"),
    "a folder gone": lambda at: shutil.rmtree(at / "words"),
    "a file that may be run": lambda at: (at / "words/two.md").chmod(0o755),
    "a link in its place": lambda at: (
        (at / "words/two.md").rename(at / "two.md"),
        (at / "words/two.md").symlink_to(at / "two.md"),
    ),
    "a hidden file": lambda at: (at / "words/.htaccess").write_text(""),
    "other code": lambda at: edit_alike(at / "code/a.py"),
    "a page gone": lambda at: (at / "site/index.html").unlink(),
    "a page edited": lambda at: edit_alike(at / "site/index.html"),
    "a page cut off": lambda at: os.truncate(at / "site/index.html", 3),
    "a stranger in the site": lambda at: (at / "site/mine.txt").write_text(""),
    "another package": lambda at: (at / "packages/markdown-3.7.dist-info").mkdir(),
    "another version of a package": lambda at: (at / "packages/jinja2-3.1.4.dist-info").rename(
        at / "packages/jinja2-3.1.5.dist-info"
    ),
    "a package put in anew": lambda at: (
        (at / "packages/jinja2-3.1.4.dist-info").rmdir(),
        (at / "packages/jinja2-3.1.4.dist-info").mkdir(),
    ),
    "a package edited where it lies": lambda at: edit_alike(at / "packages/jinja2.py"),
    "a module before others of its name": lambda at: (at / "packages/yaml.py").write_text(""),
    "a package without a version": lambda at: (
        (at / "packages/markdown").mkdir(),
        (at / "packages/markdown/__init__.py").write_text(""),
    ),
    "a module of Python's among what is published": lambda at: (
        (at / "words/__pycache__").mkdir(),
        (at / "words/__pycache__/a.pyc").write_bytes(b""),
    ),
    "one in the site": lambda at: (
        (at / "site/__pycache__").mkdir(),
        (at / "site/__pycache__/a.pyc").write_bytes(b""),
    ),
    "other places for packages": lambda at: sys.path.append(str(at)),
    "no memory": lambda at: shutil.rmtree(at / ".cache"),
    "a harmed memory": lambda at: [
        each.write_bytes(each.read_bytes()[:-3] + b"!!!") for each in (at / ".cache").iterdir()
    ],
    "an empty memory": lambda at: [each.write_bytes(b"") for each in (at / ".cache").iterdir()],
    "a folder in its place": lambda at: [
        (each.unlink(), each.mkdir()) for each in (at / ".cache").iterdir()
    ],
}


@pytest.mark.parametrize("change", changes.values(), ids=changes)
def test_whatever_may_matter_is_noticed(built, change):
    assert known(built)
    change(built)
    assert not known(built)


def test_another_command_and_another_folder_are_something_else(built, monkeypatch):
    assert recall(str(built), [*asked, "--base-url", "https://feet.test/"]) is None
    assert recall(str(built), asked[:1]) is None
    monkeypatch.chdir(built / "words")
    assert not known(built)


def test_what_is_kept_of_another_command_is_not_believed(built):
    other = [*asked, "--base-url", "https://feet.test/"]
    shutil.copy(find_file(str(built), asked), find_file(str(built), other))
    assert recall(str(built), other) is None


@pytest.mark.parametrize("other", [{"sources": []}, ["sources"], 7])
def test_what_other_code_has_kept_is_not_believed(built, other):
    file = find_file(str(built), asked)
    Path(file).write_bytes(write_build(file, other))
    assert not known(built)


def test_a_change_in_the_moment_of_the_build_is_noticed(built, monkeypatch):
    """The clock of a disk moves on in steps, and within one a change shows in no time."""
    monkeypatch.setattr(room, "hash_rows", lambda files, young: str(young))
    file = built / "words" / "two.md"
    file.write_text("as it is")
    note(built)
    assert known(built)
    file.write_text("as it was")
    assert not known(built)


def test_what_was_young_is_read_once_and_then_known_by_its_time(built, monkeypatch):
    (built / "words" / "two.md").write_text("new")
    note(built)
    time.sleep(0.06)
    assert known(built)
    monkeypatch.setattr("generator.output.unchanged.read_mark", lambda path: pytest.fail(path))
    assert known(built)


def test_a_file_of_a_time_to_come_is_read_each_time(built):
    file = built / "words" / "two.md"
    os.utime(file, ns=(5, time.time_ns() + hour))
    note(built)
    time.sleep(0.06)
    assert known(built)
    assert known(built)
    edit_alike(file)
    assert not known(built)


def test_bytecode_is_nobodys_change(built):
    (built / "code" / "__pycache__").mkdir()
    (built / "code" / "__pycache__" / "a.pyc").write_bytes(b"")
    assert known(built)


def test_code_behind_a_link_is_code(built):
    (built / "elsewhere").mkdir()
    (built / "elsewhere" / "b.py").write_text("old")
    (built / "code" / "room").symlink_to(built / "elsewhere")
    note(built)
    assert known(built)
    (built / "elsewhere" / "b.py").write_text("new")
    assert not known(built)


def test_code_that_changes_while_it_is_read_is_noticed(built, monkeypatch):
    monkeypatch.setattr(room, "find_packages", tuple)
    monkeypatch.setattr(room, "begun", time.time_ns())
    assert not is_read_in_part()
    time.sleep(0.06)
    (built / "code" / "a.py").write_text("new")
    assert is_read_in_part()


def test_a_package_is_found_where_it_would_be_read_from(tmp_path, monkeypatch):
    (tmp_path / "folder_of_modules").mkdir()
    (tmp_path / "folder_of_modules" / "__init__.py").write_text("")
    (tmp_path / "one_module.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(room, "packages", ("folder_of_modules",))
    monkeypatch.setattr(room, "faster_parts", ("one_module", "not_there"))
    assert find_packages() == (f"{tmp_path}/folder_of_modules", f"{tmp_path}/one_module.py")


def test_a_package_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(room, "packages", ("markdown", "nobodys_package"))
    with pytest.raises(ModuleNotFoundError) as error:
        find_packages()
    assert error.value.name == "nobodys_package"


def test_a_disk_that_takes_nothing_costs_time_only(tmp_path):
    (tmp_path / ".cache").write_text("in the way")
    note(tmp_path)
    assert not known(tmp_path)


@pytest.fixture
def copy(tmp_path) -> Path:
    """All of the project that a build needs."""
    for name in ("build.py", "fields", "generator", "templates", "static", "locales"):
        source = project / name
        if source.is_file():
            shutil.copy2(source, tmp_path)
        else:
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(project / "tests/programmes/knee", tmp_path / "content")
    time.sleep(0.1)  # else it seems to change while it is read
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[str, str]:
    """Return what a build says, and which modules it read."""
    command = [sys.executable, "-X", "importtime", folder / "build.py", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


def test_a_build_with_nothing_to_do_reads_no_more_than_it_must(copy):
    first, _ = run(copy)
    second, modules = run(copy)
    assert ", 0 files changed, " in second
    assert first.splitlines()[1:] == second.splitlines()[1:]
    names = ("jinja2", "yaml", "markdown", "fields", "generator.model", "tqdm", "dataclasses")
    for name in (*names, "pathlib", "typing", "re", "generator.output.manifest"):
        assert f"| {name}\n" not in modules.replace(" " * 2, ""), name


def test_a_build_after_an_edit_reads_only_what_makes_something(copy):
    run(copy, "--base-url", "https://feet.test/")
    file = next((copy / "content" / "exercises").glob("*.md"))
    text = re.sub("(?m)^summary: ", "summary: Edited. ", file.read_text("utf-8"), count=1)
    file.write_text(text, "utf-8")
    _, modules = run(copy, "--base-url", "https://feet.test/")
    assert b"Edited. " in (copy / "site" / "exercises" / f"{file.stem}.html").read_bytes()
    names = names_in(modules)
    assert {"jinja2", "yaml"} <= names
    assert not names & {"markdown", "nh3", "segno", "tinycss2", "rjsmin", "resvg", "logging"}
    for name in ("commands.warnings", "commands.forms", "content.pictures", "paper.pdf"):
        assert f" generator.{name}\n" not in modules, name


def test_all_that_a_build_reads_is_looked_at(copy):
    _, of_build = run(copy, "--base-url", "https://feet.test/")
    command = [sys.executable, "-X", "importtime", "-c", ""]
    of_python = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    read = names_in(of_build) - names_in(of_python) - sys.stdlib_module_names
    # Python asks for the first in vain; Markdown reads the second for coloured code, if it is here.
    read -= {"org", "pygments"}
    assert read <= {*room.packages, *room.faster_parts} | {Path(file).stem for file in room.code}
    assert read >= {*room.packages}


def names_in(modules: str) -> set[str]:
    """Return the names of packages from what `importtime` says."""
    names = {line.rpartition("|")[2].strip() for line in modules.splitlines()}
    return {name.partition(".")[0] for name in names if name != "imported package"}


def test_what_half_of_the_code_has_made_is_not_kept(copy):
    # As if it changed while it is read.
    for name in ("generator/model.py", "templates/base.html"):
        os.utime(copy / name, ns=(5, time.time_ns() + hour))
        run(copy)
        assert (copy / ".cache").exists() is (name == "templates/base.html")
        os.utime(copy / name, ns=(5, time.time_ns() - hour))
        time.sleep(0.1)


def test_a_harmed_site_is_mended_and_other_sources_are_built(copy):
    run(copy)
    page = copy / "site" / "index.html"
    whole = page.read_bytes()
    edit_alike(page)
    said, _ = run(copy)
    assert ", 1 file changed, " in said
    assert page.read_bytes() == whole
    home = copy / "content" / "index.md"
    home.write_text(home.read_text("utf-8") + "\nMore of it.\n", "utf-8")
    run(copy)
    assert b"More of it." in page.read_bytes()


def test_a_build_that_another_has_overwritten_is_done_again(copy):
    run(copy, "--base-url", "https://one.test/")
    run(copy, "--base-url", "https://two.test/")
    run(copy, "--base-url", "https://one.test/")
    assert b"https://one.test/" in (copy / "site" / "sitemap.xml").read_bytes()


def test_that_earlier_sheets_are_gone_is_said_once(copy):
    run(copy)
    sheet = copy / "site" / "sheets" / "exercises" / "half-squat-a4.pdf"
    sheet.parent.mkdir(parents=True)
    sheet.write_bytes(b"sheet")
    with (copy / "site" / ".manifest").open("a") as written:
        written.write(f"{sheet.relative_to(copy / 'site').as_posix()}\n")
    said = [run(copy)[0] for _ in range(3)]
    assert ["of an earlier build are gone" in each for each in said] == [True, False, False]
    assert not sheet.exists()


def test_what_cannot_be_looked_at_is_never_the_same(built):
    long = f"{built}/{'n' * 300}"
    assert look([long])["mark"] == "unknown"
    keep(find_file(str(built), asked), describe_build([long], [], long))
    assert not known(built)
