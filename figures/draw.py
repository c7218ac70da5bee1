"""The poses of a library -> the figures that are not up to date, drawn on all cores.

Files come and go as paths from content/ and bytes. A figure is up to date when it was drawn from
its pose as that is now, by the code as it is now; it holds the hashes of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from xml.parsers import expat

from fields.errors import ContentError, Problem
from fields.text import conflict_line, fingerprint, fingerprint_poses
from figures.svg import write_figure
from figures.words.pose import PoseFile
from figures.words.poses import Files, parse_all, site_file

Drawn = tuple[dict[PurePosixPath, bytes], tuple[Problem, ...]]
Jobs = list[Future[Drawn]]
Track = Callable[[Jobs, str], Iterable[Future[Drawn]]]
"""Passes the jobs on, one by one, and may show how far they are."""

figures_folder = PurePosixPath("content", "figures")

svg = "http://www.w3.org/2000/svg "
mark = re.compile(rb'data-(pose|code)="(\w*)"')


def hash_code() -> str:
    """Return the hash of this package and its bodies: they decide how a pose is drawn."""
    here = Path(__file__).parent
    parts = [
        f"{file.relative_to(here).as_posix()} {fingerprint(file.read_bytes())}"
        for file in sorted((*here.rglob("*.py"), *here.rglob("*.npz")))
    ]
    return fingerprint("\n".join(parts).encode())


code = hash_code()
"""Taken when the code is read, so that a process that goes on claims nothing it doesn't know."""


class Marks(NamedTuple):
    """From what a figure was drawn, and by what: the hashes of the pose and of the code."""

    pose: str
    code: str


class Work(NamedTuple):
    """The figures of one pose file that are to be drawn, by name; *pose* is the file's hash."""

    poses: PoseFile
    pose: str
    names: tuple[str, ...]


class Plan(NamedTuple):
    """What there is to do: figures to draw, figures without a pose, and what is left alone."""

    work: tuple[Work, ...]
    gone: tuple[PurePosixPath, ...]
    by_hand: tuple[PurePosixPath, ...]
    up_to_date: int

    @property
    def is_behind(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.work or self.gone)

    def find_work(self) -> Iterator[Problem]:
        """Yield a problem for each pose file and each figure that waits to be drawn or removed."""
        for work in self.work:
            message = f"its figures are not up to date: {', '.join(work.names)}"
            yield Problem(work.poses.path, 0, message)
        for path in self.gone:
            yield Problem(path, 0, "it was drawn from a pose that is gone")

    def describe(self) -> str:
        """Return in one sentence what was done when all of it is done."""
        parts = [
            (sum(len(work.names) for work in self.work), "drawn"),
            (self.up_to_date, "up to date"),
            (len(self.by_hand), "left as drawn by hand"),
            (len(self.gone), "removed with their poses"),
        ]
        first, *others = [f"{number} {what}" for number, what in parts if number or what == "drawn"]
        return f"Figures: {', '.join([first, *others])}."


def plan_drawing(files: Files) -> Plan:
    """Return which figures are to be drawn.

    Raises ContentError with every mistake in the words of all poses.
    """
    work, by_hand, up_to_date = [], [], 0
    wanted = set()
    for poses in parse_all(files):
        pose = fingerprint_poses(files[poses.path], files.get(site_file, b""))
        names = []
        for name in poses.names:
            path = figure_path(poses.path.stem, name)
            wanted.add(path)
            data = files.get(path, b"")
            marks = find_marks(data)
            if data.strip() and marks is None:
                by_hand.append(path)
            elif marks == Marks(pose, code) and is_whole(data):
                up_to_date += 1
            else:
                names.append(name)
        if names:
            work.append(Work(poses, pose, tuple(names)))
    drawn = [path for path in sorted(files) if path.parent == figures_folder]
    gone = [path for path in drawn if path not in wanted and not is_by_hand(files[path])]
    if not wanted:  # all poses at once are rather mislaid than given up
        gone = []
    return Plan(tuple(work), tuple(gone), tuple(by_hand), up_to_date)


def draw_all(plan: Plan, workers: Executor, track: Track) -> dict[PurePosixPath, bytes]:
    """Return the files of all figures that are to be drawn.

    Raises ContentError for every pose that no body can take.
    """
    jobs = [workers.submit(draw_one, work) for work in plan.work]
    files: dict[PurePosixPath, bytes] = {}
    problems: list[Problem] = []
    for job in track(jobs, "Drawing"):
        drawn, found = job.result()
        files |= drawn
        problems += found
    if problems:
        raise ContentError(problems)
    return files


def draw_one(work: Work) -> Drawn:
    """Return the files of one pose file's figures, or what no body can do."""
    from figures.picture.compose import draw_figures  # here, because a plan needs no numpy

    try:
        figures = draw_figures(work.poses)
    except ContentError as error:
        return {}, error.problems
    return {
        figure_path(work.poses.path.stem, figure.name): write_figure(figure, work.pose, code)
        for figure in figures
        if figure.name in work.names
    }, ()


def figure_path(stem: str, name: str) -> PurePosixPath:
    """Return where the figure of a pose lies."""
    return figures_folder / f"{stem}-{name}.svg"


def is_by_hand(data: bytes) -> bool:
    """Tell whether somebody drew a figure, or changed it with a drawing program."""
    return bool(data.strip()) and find_marks(data) is None


def is_whole(data: bytes) -> bool:
    """Tell whether a figure is there to its end, and no merge has left its two versions in it."""
    return data.rstrip().endswith(b"</svg>") and not conflict_line(data)


def find_marks(data: bytes) -> Marks | None:
    """Return what a figure was drawn from and by; None for one drawn by hand.

    A drawing program shows by names of its own, wherever they stand. Of a figure that is broken
    only its letters can be asked.
    """
    said: dict[str, str] = {}
    foreign: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        said.update({} if said else attributes)
        foreign.extend(each for each in (*attributes, name.removeprefix(svg)) if " " in each)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartNamespaceDeclHandler = lambda prefix, _: foreign.append(prefix) if prefix else None
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        found = {name.decode(): value.decode() for name, value in mark.findall(data[:2_000])}
        said = {f"data-{name}": value for name, value in found.items()}
    if foreign or not said.get("data-pose"):
        return None
    return Marks(said["data-pose"], said.get("data-code", ""))
