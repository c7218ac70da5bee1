"""The poses of a library -> the figures that are not up to date, drawn on all cores.

A figure is up to date when it was drawn from its pose as that is now, by the code as it is now; it
holds the hashes of both, and of all that the code made of its pose: where that is the same, other
words of its file have changed, and the picture stays. Files go by their paths from content/; the
last part alone, below `read_plan`, touches the disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat

from fields.errors import ContentError, Problem
from fields.text import conflict_line, fingerprint, fingerprint_poses
from figures.words.pose import PoseFile
from figures.words.poses import Files, parse_all, poses_folder, site_file

if TYPE_CHECKING:
    from figures.picture.compose import Done

Drawn = tuple[dict[PurePosixPath, bytes], tuple[Problem, ...]]
"""The files of some figures, and what keeps others from being drawn."""

figures_folder = PurePosixPath("content", "figures")
own_pose = re.compile(rb'data-pose="(\w*)"')
own_scene = re.compile(rb'data-scene="(\w+)"')
unknown = ("", "")  # the hashes of a figure that has to be drawn anew


def hash_code() -> str:
    """Return the hash of this package and its bodies: they decide how a pose is drawn."""
    here = Path(__file__).parent
    files = sorted((*here.rglob("*.py"), *here.rglob("*.npz")))
    names = [file.relative_to(here).as_posix() for file in files]
    hashes = [fingerprint(file.read_bytes()) for file in files]
    return fingerprint("\n".join(map("{} {}".format, names, hashes)).encode())


code = hash_code()
"""Taken when the code is read, so that a process that goes on claims nothing it doesn't know."""


class Work(NamedTuple):
    """The figures of one pose file that are to be drawn, by name; *pose* is the file's hash.

    *old* are those that this code has drawn already, by their scenes.
    """

    poses: PoseFile
    pose: str
    names: tuple[str, ...]
    old: Mapping[str, bytes]


class Plan(NamedTuple):
    """What there is to do: figures to draw, figures without a pose, and what is left alone."""

    work: tuple[Work, ...]
    gone: tuple[PurePosixPath, ...]
    by_hand: tuple[PurePosixPath, ...]
    up_to_date: int

    def find_work(self) -> Iterator[Problem]:
        """Yield a problem for each pose file and each figure that waits to be drawn or removed."""
        for work in self.work:
            message = f"its figures are not up to date: {', '.join(work.names)}"
            yield Problem(work.poses.path, 0, message)
        for path in self.gone:
            yield Problem(path, 0, "it was drawn from a pose that is gone")

    def describe(self) -> str:
        """Return in one sentence what was done when all of it is done."""
        numbers = {
            "drawn": sum(len(work.names) for work in self.work),
            "up to date": self.up_to_date,
            "left as drawn by hand": len(self.by_hand),
            "removed with their poses": len(self.gone),
        }
        said = [f"{number} {what}" for what, number in numbers.items() if number or what == "drawn"]
        return f"Figures: {', '.join(said)}."


def plan_drawing(files: Files) -> Plan:
    """Return what there is to do. Raises ContentError with all mistakes in the words of poses."""
    there = [path for path in sorted(files) if path.parent == figures_folder]
    hashes = {path: find_hashes(files[path]) for path in there}
    work, by_hand = [], []
    wanted: set[PurePosixPath] = set()
    for poses in parse_all(files):
        pose = fingerprint_poses(files[poses.path], files.get(site_file, b""))
        paths = {name: figure_path(poses.path.stem, name) for name in poses.names}
        wanted.update(paths.values())
        by_hand += [path for path in paths.values() if hashes.get(path, unknown) is None]
        current = (None, (pose, code))
        names = [name for name, path in paths.items() if hashes.get(path, unknown) not in current]
        if names:
            old = {
                scene[1].decode(): files[path]
                for path in paths.values()
                if (hashes.get(path) or unknown)[1] == code
                and (scene := own_scene.search(files[path]))
                and own_pose.search(files[path])
            }
            work.append(Work(poses, pose, tuple(names), old))
    # All poses at once are rather mislaid than given up.
    gone = [path for path in there if wanted and path not in wanted and hashes[path]]
    up_to_date = len(wanted) - len(by_hand) - sum(len(each.names) for each in work)
    return Plan(tuple(work), tuple(gone), tuple(by_hand), up_to_date)


Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""Does a piece of work after the other, as `map` does; that of an executor does several at once."""
Track = Callable[[Sequence[Work], str], Iterable[Work]]
"""Passes the work on, one by one, and may show how far it is."""


def silently(work: Sequence[Work], what: str) -> Sequence[Work]:
    """Pass the work on and show nothing."""
    return work


def draw_all(plan: Plan, run: Run = map, track: Track = silently) -> dict[PurePosixPath, bytes]:
    """Return the files of a plan's figures. Raises ContentError with all that keeps one from being
    drawn."""
    files: dict[PurePosixPath, bytes] = {}
    problems: list[Problem] = []
    for drawn, found in draw_each(plan, run, track):
        files |= drawn
        problems += found
    if problems:
        raise ContentError(problems)
    return files


def draw_each(plan: Plan, run: Run = map, track: Track = silently) -> Iterator[Drawn]:
    """Yield the files of a plan's figures as soon as they are drawn."""
    # Of one file alone, its figures are drawn at once.
    alone = len(plan.work) == 1
    done = [draw_one(plan.work[0], run)] if alone else run(draw_file, plan.work)
    for _, drawn in zip(track(plan.work, "Drawing"), done, strict=True):
        yield from drawn


def draw_file(work: Work) -> list[Drawn]:
    """Return all that `draw_one` yields: from another process nothing comes one by one."""
    return [*draw_one(work)]


def draw_one(work: Work, run: Run = map) -> Iterator[Drawn]:
    """Yield the figures of one pose file one by one, or what no body can do."""
    # Here, because a plan needs no numpy.
    from figures.picture.compose import draw_unknown

    try:
        for done in draw_unknown(work.poses, work.old, run):
            if done.hidden:
                yield {}, done.hidden
            elif done.name in work.names:
                yield {figure_path(work.poses.path.stem, done.name): file_of(work, done)}, ()
    except ContentError as error:
        yield {}, error.problems


def file_of(work: Work, done: Done) -> bytes:
    """Return the file of a figure."""
    from figures.svg import write_figure

    if done.figure:
        return write_figure(done.figure, work.pose, code, done.mark)
    # The same picture, of a file of poses with other words.
    return own_pose.sub(b'data-pose="%b"' % work.pose.encode(), work.old[done.mark], count=1)


def figure_path(stem: str, name: str) -> PurePosixPath:
    """Return where the figure of a pose lies."""
    return figures_folder / f"{stem}-{name}.svg"


def find_hashes(data: bytes) -> tuple[str, str] | None:
    """Return the hashes of the pose and of the code that drew a figure; None if somebody drew it
    by hand, or changed it with a drawing program, which shows by names of its own.

    They are unknown of one that isn't there to its end, or in which a merge left two versions.
    """
    said: dict[str, str] = {}
    foreign: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        said.update({} if said else attributes)
        own = name.removeprefix("http://www.w3.org/2000/svg ")
        foreign.extend(each for each in (own, *attributes) if " " in each)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartNamespaceDeclHandler = lambda prefix, _: foreign.append(prefix) if prefix else None
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):  # only its letters can be asked
        found = re.findall(rb'(data-\w+)="(\w*)"', data[:2_000])
        said = {name.decode(): value.decode() for name, value in found}
    if data.strip() and (foreign or not said.get("data-pose")):
        return None
    is_whole = data.rstrip().endswith(b"</svg>") and not conflict_line(data)
    return (said["data-pose"], said.get("data-code", "")) if is_whole else unknown


def read_plan(content: Path) -> Plan:
    """Return what is to be drawn in a content folder. Raises ContentError and OSError."""
    files, problems = {}, []
    for folder, ending in ((poses_folder, ".yaml"), (figures_folder, ".svg")):
        for file in sorted((content / folder.name).glob(f"[!.]*{ending}")):
            if file.is_symlink() or not file.is_file():
                message = "this is a link or a folder; put the file itself here"
                problems.append(Problem(folder / file.name, 0, message))
            else:
                files[folder / file.name] = file.read_bytes()
    if problems:
        raise ContentError(problems)
    if (site := content / site_file.name).is_file():
        files[site_file] = site.read_bytes()
    return plan_drawing(files)


def draw_folder(
    content: Path,
    plan: Plan,
    run: Run = map,
    track: Track = silently,
    one_by_one: bool = False,
) -> None:
    """Draw all figures that are to be drawn, then write them, and remove those without a pose.

    What somebody has drawn by hand in the meantime stays. Raises ContentError, and then nothing is
    written, and OSError. *one_by_one*, each is written as soon as it is drawn, whatever becomes of
    the others.
    """
    figures: Iterable[Drawn] = (
        draw_each(plan, run, track) if one_by_one else [(draw_all(plan, run, track), ())]
    )
    problems: list[Problem] = []
    folder = content / figures_folder.name
    # Removed first: on a disk that knows no capitals, an old name may be that of a new figure.
    for path in plan.gone:
        if not holds_work(folder / path.name):
            (folder / path.name).unlink(missing_ok=True)
    for drawn, found in figures:
        problems += found
        for path, data in drawn.items():
            if not holds_work(folder / path.name):
                write_whole(folder / path.name, data)
    if problems:
        raise ContentError(problems)


def write_whole(file: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    file.parent.mkdir(exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def holds_work(file: Path) -> bool:
    """Tell whether a figure is there that somebody drew by hand."""
    return file.exists() and find_hashes(file.read_bytes()) is None


def warm_up() -> None:
    """Read the code that a process needs before somebody waits for it, if it can be read."""
    with suppress(ModuleNotFoundError):
        import figures.picture.compose  # noqa: F401
