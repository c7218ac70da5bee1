"""What the tests need beyond Python packages: tried by using it, brought where it is missing.

`make test` runs this first, as `python -m tests.needs`. It ends with status 1 and one line, before
any test runs, where something is still missing after all that it can do.
"""

from __future__ import annotations

import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

System = Literal["debian", "ubuntu", "homebrew", "other"]
Command = tuple[str, ...]

patience = 60
"""Seconds that a program may take to show that it works; some hang where they are locked in."""

browsers = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The same engine without a browser round it: a page costs it a third of the processor's time.
shell = "chromium-headless-shell"
page = """<!doctype html><span style="font: 1000px Arial">mmmiii</span><script>
const { width } = document.querySelector("span").getBoundingClientRect()
document.body.dataset.width = Math.round(width)</script>"""
# Three m and three i of Arial, 1706 and 455 of 2048 parts of the letter's size each. The prints
# break where Arial breaks, so they are tested with it or with a double that is just as wide.
width_in_arial = 3166

brotli_module = "modules/ngx_http_brotli_static_module.so"

# As the PDF maker is used by the tests, where a warning counts as a mistake.
make_pdf = "from weasyprint import HTML; HTML(string='<p>a').write_pdf()"


class Need(NamedTuple):
    """Something that the tests need: how to try it, and the packages that bring it."""

    name: str
    works: Callable[[], bool]
    debian: Command
    homebrew: Command


@cache
def measure(browser: str) -> int | None:
    """Return how wide a browser shows the page of this module; None if it can't show it.

    The page lies in the folder for temporary files, as the tests' own pages do: a browser that
    is packed as a snap starts, but sees nothing there.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        file = Path(name, "page.html")
        file.write_text(page, encoding="utf-8")
        options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run")
        command = (browser, *options, f"--user-data-dir={name}/profile", "--dump-dom")
        found = re.search(r'data-width="(\d+)"', output_of((*command, file.as_uri())) or "")
        return int(found[1]) if found else None


def output_of(command: Command) -> str | None:
    """Return what a command prints; None where it can't run, fails or hangs."""
    try:
        run = subprocess.run(
            command, capture_output=True, text=True, timeout=patience, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if run.returncode else run.stdout


def find_chromium() -> str | None:
    """Return the first Chromium that shows a page; where $CHROMIUM is set, that or none."""
    return next(filter(shows_pages, candidates()), None)


def find_shell() -> str | None:
    """Return the Chromium for what needs no tabs: a headless shell, or else any."""
    found = None if os.environ.get("CHROMIUM") else shutil.which(shell)
    return found if found and shows_pages(found) else find_chromium()


def shows_pages(browser: str) -> bool:
    return measure(browser) is not None


def candidates() -> Iterator[str]:
    """Yield the browsers that may be here; Playwright's own last: to ask for it takes long."""
    if chosen := os.environ.get("CHROMIUM"):
        yield chosen
        return
    yield from filter(None, map(shutil.which, browsers))
    if path := ask_playwright():
        yield path


def find_system() -> System:
    """Return the kind of this machine, by how packages come to it."""
    if shutil.which("apt-get"):
        try:
            return "ubuntu" if platform.freedesktop_os_release()["ID"] == "ubuntu" else "debian"
        except (OSError, KeyError):
            return "debian"
    return "homebrew" if shutil.which("brew") else "other"


@cache
def ask_playwright() -> str | None:
    """Return where Playwright's own Chromium would be; None if Playwright can't start here."""
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as it: print(it.chromium.executable_path)"
    )
    path = output_of((sys.executable, "-c", ask))
    return path and path.strip()


def has_typeface() -> bool:
    """Whether the browser has Arial, or a typeface that is just as wide."""
    browser = find_shell()
    return browser is not None and measure(browser) == width_in_arial


def find_firefox() -> str | None:
    """Return a Firefox, if there is one; one test asks whether it shows what Chromium shows."""
    return next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


def has_firefox() -> bool:
    """Whether there is a Firefox; only Debian has it as a package that is no snap."""
    return find_system() != "debian" or find_firefox() is not None


def makes_pdf() -> bool:
    """Whether WeasyPrint makes a PDF file here without a warning."""
    return output_of((sys.executable, "-W", "error", "-c", make_pdf)) is not None


def has_shell() -> bool:
    """Whether there is a headless shell that works; only Debian has it as a package."""
    elsewhere = find_system() != "debian" or "CHROMIUM" in os.environ
    return elsewhere or find_shell() != find_chromium()


def find_server(name: str) -> str | None:
    """Return where a web server is; Debian has them where only root looks."""
    places = (os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")
    return shutil.which(name, path=os.pathsep.join(places))


def has_servers() -> bool:
    """Whether nginx, with its module for Brotli, and Caddy start; elsewhere their tests are
    skipped."""
    if find_system() != "debian":
        return True
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "nginx.conf")
        file.write_text(f"load_module {brotli_module}; pid {name}/pid; events {{ }}")
        nginx = (find_server("nginx") or "nginx", "-t", "-e", "stderr", "-c", str(file))
        caddy = (find_server("caddy") or "caddy", "version")
        return all(output_of(command) is not None for command in (nginx, caddy))


chromium = Need(
    "a Chromium that shows pages", lambda: find_chromium() is not None, ("chromium",), ()
)
headless = Need("its headless shell", has_shell, (shell,), ())
typeface = Need("Arial, or Liberation Sans in its place", has_typeface, ("fonts-liberation",), ())
pango = Need(
    "Pango with HarfBuzz-Subset",
    makes_pdf,
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    ("pango",),
)
playwright = Need(
    "libatomic for Playwright", lambda: ask_playwright() is not None, ("libatomic1",), ()
)
servers = Need(
    "nginx with Brotli, and Caddy",
    has_servers,
    ("nginx", "libnginx-mod-http-brotli-static", "caddy"),
    (),
)
firefox = Need("Firefox", has_firefox, ("firefox-esr",), ())
needs = (chromium, headless, typeface, pango, playwright, servers, firefox)


def write_commands(missing: Sequence[Need], system: System, sudo: bool) -> list[Command]:
    """Return the commands that bring what is missing; none where nobody knows how."""
    commands: list[Command] = []
    apt = ("sudo", "apt-get") if sudo else ("apt-get",)
    # Ubuntu's own package is a snap, which can't see the tests' files.
    own_browser = chromium in missing and system != "debian"
    if system in {"debian", "ubuntu"}:
        wanted = [each for each in missing if not (own_browser and each is chromium)]
        if packages := [package for each in wanted for package in each.debian]:
            install = (*apt, "install", "--yes", "--no-install-recommends", *packages)
            commands += [(*apt, "update"), install]
    if system == "homebrew" and (formulas := [name for each in missing for name in each.homebrew]):
        commands.append(("brew", "install", *formulas))
    if own_browser:
        libraries = ("--with-deps",) if system == "ubuntu" else ()
        commands.append((sys.executable, "-m", "playwright", "install", *libraries, "chromium"))
    return commands


def find_missing(among: Sequence[Need]) -> list[Need]:
    """Return those that don't work here."""
    return [need for need in among if not need.works()]


def bring(commands: Sequence[Command]) -> None:
    """Run the commands, whatever each of them says: only use shows what has come."""
    for command in commands:
        print(f"+ {shlex.join(command)}", flush=True)
        subprocess.run(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    measure.cache_clear()
    ask_playwright.cache_clear()


def main() -> int:
    """Try everything, bring what is missing, and try that again; return the exit status."""
    if (chosen := os.environ.get("CHROMIUM")) and measure(chosen) is None:
        print(f"CHROMIUM is {chosen}, which shows no page: name another, or unset it.")
        return 1
    missing = find_missing(needs)
    system = find_system()
    root = os.geteuid() == 0
    sudo = not root and shutil.which("sudo") is not None
    allowed = root or sudo or system in {"homebrew", "other"}
    if allowed:
        bring(write_commands(missing, system, sudo))
        missing = find_missing(missing)
    if not missing:
        return 0
    names = " and ".join(need.name for need in missing)
    how = " && ".join(map(shlex.join, write_commands(missing, system, sudo)))
    who = "" if allowed else ", as root,"
    print(f"The tests need {names}. Bring it{who} with: {how or 'the way of this system'}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
