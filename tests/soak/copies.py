"""Copies of the project: to be edited, built, and compared with what a clean build makes."""

from __future__ import annotations

import os
import py_compile
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from tests.conftest import project

Tree = dict[str, bytes]
"""Files by path."""
Times = dict[str, int]

parts = ("build.py", "fields", "figures", "generator", "locales", "static", "templates")
patience = 300
"""Seconds for one build, on a machine that does much else."""
links = re.compile(rb'\b(?:href|src)="([^"]+)"')
in_css = re.compile(rb'\burl\("?([^")]+)"?\)')
our_own = re.compile(r"(?:.*/)?\.[^/]+")
"""A hidden name: what the generator keeps for itself in the folder of the site."""


class Ended(NamedTuple):
    """How a build ended, and what it said of all but folders and times."""

    status: int
    said: str
    seconds: float


class Copy:
    """A copy of what a build needs, in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.cache = root / ".cache"

    def start(
        self,
        *options: object,
        content: str = "content",
        elsewhere: bool = False,
        environment: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> subprocess.Popen[str]:
        """Begin a build, if *elsewhere* from another working directory."""
        folder = self.root if elsewhere else Path()
        arguments = ("--content", folder / content, "--output", folder / "site", *options)
        command = [sys.executable, self.root / "build.py", "build", *arguments]
        return subprocess.Popen(
            [str(each) for each in command],
            cwd="/" if elsewhere else self.root,
            env=os.environ | (environment or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            preexec_fn=before,
            # Whom a kill of the whole group must not reach.
            start_new_session=True,
        )

    def end(self, running: subprocess.Popen[str], started: float = 0) -> Ended:
        """Wait for a build and return how it ended."""
        try:
            stdout, stderr = running.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise AssertionError(f"a build hung for {patience} seconds") from None
        said = (stdout + stderr).replace(f"{self.root}/", "").replace(str(self.root), ".")
        said = re.sub(r"\d+ files? changed, [\d.]+ seconds", "built", said)
        assert "Traceback" not in said, said
        return Ended(running.returncode, said, time.perf_counter() - started)

    def build(self, *options: object, **how: object) -> Ended:
        """Run a build to its end."""
        started = time.perf_counter()
        return self.end(self.start(*options, **how), started)


def copy_project(root: Path, content: Path) -> Copy:
    """Return a new copy of the project, with a content folder."""
    leave = shutil.ignore_patterns("__pycache__")
    root.mkdir()
    for part in parts:
        if (project / part).is_dir():
            shutil.copytree(project / part, root / part, ignore=leave)
        else:
            shutil.copy2(project / part, root / part)
    shutil.copytree(content, root / "content")
    # By its time and size alone Python may take an edited module for the compiled one.
    for file in (*root.glob("fields/**/*.py"), *root.glob("generator/**/*.py")):
        py_compile.compile(str(file), invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    return Copy(root)


def copy_clean(copy: Copy, root: Path) -> Copy:
    """Return a copy of the sources as they are now, with neither a site nor anything remembered."""
    shutil.rmtree(root, ignore_errors=True)
    leave = [name for name in ("site", ".cache") if (copy.root / name).exists()]
    shutil.copytree(
        copy.root, root, ignore=lambda at, _: leave if at == str(copy.root) else [], symlinks=True
    )
    return Copy(root)


def read_folder(folder: Path) -> Tree:
    """Return all that lies in a folder: empty folders, too, and links as what they say."""
    found: Tree = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink():
            found[name] = b"-> " + os.fsencode(file.readlink())
        elif file.is_dir():
            if not any(file.iterdir()):
                found[f"{name}/"] = b""
        else:
            found[name] = file.read_bytes()
    return found


def find_differences(found: Tree, wanted: Tree) -> list[str]:
    """Return in which files two folders differ, and how."""
    more = [f"{path} should not be there" for path in sorted(found.keys() - wanted.keys())]
    less = [f"{path} is missing" for path in sorted(wanted.keys() - found.keys())]
    both = sorted(found.keys() & wanted.keys())
    other = [f"{path} differs" for path in both if found[path] != wanted[path]]
    return more + less + other


def find_torn(found: Tree, states: tuple[Tree, ...]) -> list[str]:
    """Return what is wrong with a site that a build may have left between several states.

    Each file is whole and from one of them. Whoever comes to an address that all of them have, and
    goes on from there, finds every page, picture, style and script.
    """
    wrong = []
    for path, data in found.items():
        if not our_own.fullmatch(path) and data not in [state.get(path) for state in states]:
            wrong.append(f"{path} is from none of the states")
    common = set.intersection(*(set(state) for state in states))
    wrong += [f"{path} is gone" for path in sorted(common - found.keys())]
    waiting = [path for path in common if path.endswith(".html")]
    seen = set(waiting)
    while waiting:
        page = waiting.pop()
        for path in find_links(page, found.get(page, b"")):
            # What none of them has is not to be found in a whole one either.
            if path in found:
                if path not in seen and path.endswith((".html", ".css")):
                    waiting.append(path)
            elif any(path in state for state in states):
                wrong.append(f"{page} asks for {path}, which is missing")
            seen.add(path)
    return wrong


def find_links(page: str, data: bytes) -> set[str]:
    """Return the paths in the site that a page or style leads to."""
    found = {each.decode() for each in (links if page.endswith(".html") else in_css).findall(data)}
    plain = (urlsplit(each) for each in found)
    here = [unquote(each.path) for each in plain if not each.scheme and not each.netloc]
    return {urljoin(f"/{page}", path)[1:] for path in here if path and not path.startswith("/")}


def read_sources(copy: Copy) -> tuple[Tree, Times]:
    """Return all files of a copy but for what is built, and when each was changed."""
    names = ("content", *parts)
    files = [file for name in names for file in [copy.root / name, *copy.root.glob(f"{name}/**/*")]]
    plain = [file for file in files if file.is_file() and "__pycache__" not in file.parts]
    by_name = {file.relative_to(copy.root).as_posix(): file for file in plain}
    tree = {name: file.read_bytes() for name, file in by_name.items()}
    return tree, {name: file.stat().st_mtime_ns for name, file in by_name.items()}


def put_back(copy: Copy, kept: tuple[Tree, Times], with_times: bool) -> None:
    """Make the sources what they were, if wanted with the times that the files had."""
    tree, times = kept
    now, _ = read_sources(copy)
    for name in now.keys() - tree.keys():
        (copy.root / name).unlink()
    for name, data in tree.items():
        if now.get(name) != data:
            file = copy.root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            if with_times:
                os.utime(file, ns=(times[name], times[name]))
    for folder in sorted(copy.root.glob("content/**/"), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def under(path: str, *folders: str) -> bool:
    """Tell whether a path lies in one of the folders."""
    return any(PurePosixPath(folder) in PurePosixPath(path).parents for folder in folders)
