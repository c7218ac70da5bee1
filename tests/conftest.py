"""What several tests share: the real sources, a second content folder, and ways to build them."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import TypeVar, get_args

import pytest
from hypothesis import settings

from build import build_site
from fields.errors import ContentError
from generator.content.sources import Sources
from generator.model import Position, Settings, Site
from generator.output.files import read_tree, write_tree

project = Path(__file__).resolve().parent.parent
node = Path(sys.executable).with_name("node")
"""It comes as a Python package."""
Tree = dict[PurePosixPath, bytes]
Result = TypeVar("Result")
dot = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\1\0\0\0\x007n\xf9$"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
"""A whole picture, of one point."""

# How long an example takes says more of what runs beside it than of our code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than there are cores, because a test that waits for a browser needs none."""
    return (os.cpu_count() or 1) + ("not browser" not in config.option.markexpr)


def run_apart(play: Callable[[], Coroutine[None, None, Result]], seconds: float = 30) -> Result:
    """Return what a coroutine does, run in a thread of its own: in that of the tests the browser's
    loop may run already."""

    async def in_time() -> Result:
        return await asyncio.wait_for(play(), seconds)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(in_time())).result()


@pytest.fixture(scope="session")
def templates() -> Tree:
    return read_tree(project / "templates", "templates")


@pytest.fixture(scope="session")
def static() -> Tree:
    return read_tree(project / "static", "static")


@pytest.fixture(scope="session")
def content() -> Tree:
    """The real content."""
    return read_tree(project / "content", "content")


@pytest.fixture(scope="session")
def knee() -> Tree:
    """A programme of three exercises that has nothing to do with feet."""
    return read_tree(project / "tests" / "programmes" / "knee", "content")


@pytest.fixture(scope="session")
def knie() -> Tree:
    """A programme like it, in German."""
    return read_tree(project / "tests" / "programmes" / "knie", "content")


@pytest.fixture(scope="session")
def library(knee: Tree) -> Tree:
    """The knee programme with so much more that its home page has lists in place of cards: 60
    exercises in all positions, three in four of a part of the body, and 13 routines."""
    files = dict(knee)
    squat = PurePosixPath("content/exercises/half-squat.md")
    morning = PurePosixPath("content/routines/morning.md")
    works = ("calf, foot", "lower back", "Hüfte", "")
    for number in range(57):
        place = get_args(Position)[number % 8]
        text = knee[squat].decode().replace("title: Half squat", f"title: Bridge number {number}")
        text = text.replace("order: 2", f"order: {number + 10}")
        text = text.replace("standing", f"{place}\nworks: [{works[number % 4]}]")
        files[squat.with_name(f"bridge-number-{number}.md")] = text.encode()
    for number in range(12):
        text = knee[morning].decode().replace("Morning", f"Evening {number}")
        text = text.replace("order: 1", f"order: {number + 10}")
        files[morning.with_name(f"evening-{number}.md")] = text.encode()
    named = files[squat.with_name("bridge-number-8.md")].decode()
    named = named.replace("Bridge number 8", "Fu\u00dfgr\u00fc\u00dfe \u00e0 l\u2019abri")
    files[squat.with_name("bridge-number-8.md")] = named.encode()
    return files


@pytest.fixture(scope="session")
def library_tree(library: Tree, templates: Tree, static: Tree) -> Tree:
    """The site of the large library."""
    return build_site(Sources(library, templates, static))[1]


@pytest.fixture
def knees(tmp_path: Path) -> Path:
    """A folder of the knee programme, to be changed and built."""
    return Path(shutil.copytree(project / "tests" / "programmes" / "knee", tmp_path / "knees"))


@pytest.fixture(scope="session")
def real_tree(site: Path) -> Tree:
    """The real site, built with an address."""
    return {path.relative_to("site"): data for path, data in read_tree(site, "site").items()}


@pytest.fixture(scope="session")
def site(
    content: Tree, templates: Tree, static: Tree, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of the real site, as a reader may open it from a disk.

    Processes that run tests side by side have a folder in common; the first of them builds.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "real-site"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            tree = build_site(
                Sources(content, templates, static), Settings("https://example.org/feet")
            )[1]
            write_tree(folder, tree, ())
    return folder


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Node's packages; processes that run tests side by side have it in common."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "node"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "node_modules").exists():
            shutil.copytree(project / "tests" / "node", folder, dirs_exist_ok=True)
            # As it is a script of Node, npm finds it by the path.
            path = os.pathsep.join([str(node.parent), os.environ["PATH"]])
            command = (node.with_name("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            run = subprocess.run(
                command,
                cwd=folder,
                # Of itself Node trusts only authorities of its own, whatever the system says.
                env=os.environ | {"PATH": path, "NODE_USE_SYSTEM_CA": "1"},
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            assert run.returncode == 0, run.stderr
    return folder / "node_modules"


@pytest.fixture
def problems_of(
    knee: Tree, templates: Tree, static: Tree
) -> Callable[[Mapping[str, str | bytes | None]], list[str]]:
    """Build the knee programme with some files changed; return what is wrong, line by line.

    A text of None takes the file away.
    """

    def find(changes: Mapping[str, str | bytes | None]) -> list[str]:
        files = dict(knee)
        for name, text in changes.items():
            path = PurePosixPath("content", name)
            files.pop(path, None)
            if text is not None:
                files[path] = text if isinstance(text, bytes) else text.encode()
        try:
            build_site(Sources(files, templates, static))
        except ContentError as error:
            return [str(problem) for problem in error.problems]
        return []

    return find


@pytest.fixture
def build_knee(knee: Tree, templates: Tree, static: Tree) -> Callable[..., tuple[Site, Tree]]:
    """Build the knee programme with words of one file replaced."""

    def build(name: str, *changes: tuple[str, str]) -> tuple[Site, Tree]:
        path = PurePosixPath("content", name)
        text = knee[path].decode()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return build_site(Sources({**knee, path: text.encode()}, templates, static))

    return build
