"""The set-up of the tests, on machines made of stand-ins: commands and modules that pretend."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import project
from tests.needs import System, chromium, needs, pango, typeface, write_commands

shows_pages = "echo '<body data-width=\"3166\">'"
all_packages = (
    "chromium chromium-headless-shell fonts-liberation "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libatomic1 "
    "nginx libnginx-mod-http-brotli-static caddy firefox-esr"
)

weasyprint = """
import warnings
from pathlib import Path

if not Path(__file__).with_name("subset").exists():
    warnings.warn("HarfBuzz-Subset is missing")

class HTML:
    def __init__(self, string): pass
    def write_pdf(self): pass
"""
playwright = """
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

@contextmanager
def sync_playwright():
    if not Path(__file__).with_name("atomic").exists():
        raise Exception("Connection closed while reading from the driver")
    yield SimpleNamespace(chromium=SimpleNamespace(executable_path="/none"))
"""
# What Python reads first: a Debian without servers, whatever the machine is, and whoever the test
# says.
begin = """
import os, platform, shutil
which = shutil.which
shutil.which = lambda name, path=None: which(name)
platform.freedesktop_os_release = lambda: {{"ID": "debian"}}
os.geteuid = lambda: {user}
"""


class Machine:
    """A folder of stand-ins that are the only commands there are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = folder / "calls"
        (folder / "weasyprint.py").write_text(weasyprint)
        (folder / "playwright").mkdir()
        (folder / "playwright" / "__init__.py").touch()
        (folder / "playwright" / "sync_api.py").write_text(playwright)
        self.log_in(0)

    def log_in(self, user: int) -> None:
        (self.folder / "sitecustomize.py").write_text(begin.format(user=user))

    def add(self, name: str, script: str) -> Path:
        """Add a command that notes how it was called, and then does what the script says."""
        file = self.folder / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.calls}"\n{script}\n')
        file.chmod(0o755)
        return file

    def add_libraries(self) -> None:
        (self.folder / "subset").touch()
        (self.folder / "playwright" / "atomic").touch()
        self.add_servers()

    def add_servers(self) -> None:
        for name in ("nginx", "caddy", "firefox-esr"):
            self.add(name, "")

    def add_browsers(self, script: str) -> None:
        for name in ("chromium", "chromium-headless-shell"):
            self.add(name, script)

    def add_apt(self) -> None:
        """Add an apt-get that really brings what it is asked for."""
        browser = self.add("chromium.deb", shows_pages)
        bring, shell = (
            f'/bin/cp "{browser}" "{self.folder / name}"'
            for name in ("chromium", "chromium-headless-shell")
        )
        subset = f': > "{self.folder}/subset"'
        atomic = f': > "{self.folder}/playwright/atomic"'
        server = self.add("server.deb", "")
        nginx, caddy, firefox = (
            f'/bin/cp "{server}" "{self.folder / name}"'
            for name in ("nginx", "caddy", "firefox-esr")
        )
        self.add(
            "apt-get",
            f'case "$*" in *install*chromium*) {bring}; {shell} ;; esac\n'
            f'case "$*" in *install*subset*) {subset} ;; esac\n'
            f'case "$*" in *install*atomic*) {atomic} ;; esac\n'
            f'case "$*" in *install*caddy*) {nginx}; {caddy} ;; esac\n'
            f'case "$*" in *install*firefox*) {firefox} ;; esac',
        )

    def set_up(self, **environment: str) -> tuple[int, list[str], list[str]]:
        """Run the set-up; return its status, what it printed, and how apt-get was called."""
        run = subprocess.run(
            [sys.executable, "-m", "tests.needs"],
            cwd=project,
            env={
                "PATH": str(self.folder),
                "HOME": str(self.folder),
                "PYTHONPATH": str(self.folder),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in run.stderr
        calls = self.calls.read_text().splitlines() if self.calls.exists() else []
        return (
            run.returncode,
            run.stdout.splitlines(),
            [call.partition("apt-get ")[2] for call in calls if "apt-get " in call],
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_where_everything_works_nothing_is_installed_or_said(machine):
    machine.add_browsers(shows_pages)
    machine.add_apt()
    machine.add_libraries()
    assert machine.set_up() == (0, [], [])


def test_on_a_bare_machine_everything_is_installed(machine):
    machine.add_apt()
    status, said, apt = machine.set_up()
    assert status == 0
    assert len(said) == 2
    assert apt == ["update", f"install --yes --no-install-recommends {all_packages}"]


def test_a_library_that_is_missing_is_installed_though_its_module_only_warns(machine):
    machine.add_browsers(shows_pages)
    machine.add_libraries()
    (machine.folder / "subset").unlink()
    machine.add_apt()
    status, _, apt = machine.set_up()
    assert status == 0
    assert apt[-1].endswith("recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


@pytest.mark.parametrize("missing", ["nginx", "caddy"])
def test_a_server_that_is_missing_or_does_not_start_is_installed(machine, missing):
    machine.add_browsers(shows_pages)
    machine.add_libraries()
    machine.add(missing, "exit 1")
    machine.add_apt()
    status, _, apt = machine.set_up()
    assert status == 0
    assert apt[-1].endswith("recommends nginx libnginx-mod-http-brotli-static caddy")


@pytest.mark.parametrize(
    "broken",
    ["exit 1", "echo 'chromium 1.0'", "echo '<body>Your file was not found</body>'"],
    ids=["does not start", "only starts", "sees no file"],
)
def test_a_browser_that_is_only_there_by_name_does_not_count(machine, broken):
    machine.add_browsers(broken)
    machine.add_libraries()
    machine.add_apt()
    status, _, apt = machine.set_up()
    assert status == 0
    assert "chromium" in apt[-1]


def test_a_browser_that_lacks_the_typeface_of_the_prints_gets_it(machine):
    machine.add_browsers("echo '<body data-width=\"3600\">'")
    machine.add_libraries()
    machine.add_apt()
    status, said, apt = machine.set_up()
    assert apt[-1].endswith("recommends fonts-liberation")
    assert status == 1
    assert "The tests need Arial, or Liberation Sans in its place." in said[-1]


def test_without_root_one_line_says_what_is_missing_and_what_brings_it(machine):
    machine.log_in(1000)
    machine.add_apt()
    machine.add_browsers(shows_pages)
    machine.add_libraries()
    (machine.folder / "subset").unlink()
    assert machine.set_up() == (
        1,
        [
            "The tests need Pango with HarfBuzz-Subset. Bring it, as root, with: apt-get update && "
            "apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0"
        ],
        [],
    )


def test_a_user_with_sudo_gets_everything_through_it(machine):
    machine.log_in(1000)
    machine.add_apt()
    machine.add("sudo", f'PATH="{machine.folder}" exec "$@"')
    status, said, apt = machine.set_up()
    assert status == 0
    assert all(line.startswith("+ sudo apt-get ") for line in said)
    assert apt[-1].endswith(all_packages)


def test_where_apt_fails_the_set_up_fails_and_says_what_is_missing(machine):
    machine.add("apt-get", "echo 'E: no network' >&2; exit 100")
    status, said, apt = machine.set_up()
    assert status == 1
    assert len(apt) == 2
    assert said[-1].startswith(
        "The tests need a Chromium that shows pages and its headless shell and Arial, or "
        "Liberation Sans in its place and Pango with HarfBuzz-Subset and "
        "libatomic for Playwright and nginx with Brotli, and Caddy and Firefox. "
        "Bring it with: apt-get update && apt-get install"
    )


def test_a_chosen_browser_that_does_not_work_is_named(machine):
    machine.add_browsers(shows_pages)
    status, said, _ = machine.set_up(CHROMIUM="/opt/none/chrome")
    assert status == 1
    assert said == ["CHROMIUM is /opt/none/chrome, which shows no page: name another, or unset it."]


def test_a_chosen_browser_that_works_is_enough(machine):
    chosen = machine.add("my-browser", shows_pages)
    machine.add_libraries()
    assert machine.set_up(CHROMIUM=str(chosen)) == (0, [], [])


@pytest.mark.parametrize(
    ("missing", "system", "commands"),
    [
        (needs, "debian", ["apt-get update", f"apt-get install … {all_packages}"]),
        (needs, "homebrew", ["brew install pango", "playwright install chromium"]),
        ([pango], "homebrew", ["brew install pango"]),
        ([chromium], "ubuntu", ["playwright install --with-deps chromium"]),
        (
            [chromium, typeface],
            "ubuntu",
            [
                "apt-get update",
                "apt-get install … fonts-liberation",
                "playwright install --with-deps chromium",
            ],
        ),
        ([chromium, pango], "other", ["playwright install chromium"]),
        ([], "debian", []),
    ],
)
def test_each_system_has_its_own_way(missing, system: System, commands):
    written = [" ".join(command) for command in write_commands(missing, system, sudo=False)]
    shortened = [
        line.replace(f"{sys.executable} -m ", "").replace("--yes --no-install-recommends", "…")
        for line in written
    ]
    assert shortened == commands


def test_make_test_stops_before_any_test_where_something_is_missing(tmp_path):
    shutil.copy(project / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "requirements-dev.txt").touch()
    (tmp_path / ".venv" / "dev").touch()
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$*" >> calls\n[ "$2" != tests.needs ]\n')
    python.chmod(0o755)
    run = subprocess.run(["make", "test"], cwd=tmp_path, capture_output=True, check=False)
    assert run.returncode != 0
    assert (tmp_path / "calls").read_text() == "-m tests.needs\n"
