"""The figures of a library, by the set they belong to, held against the poses they come from.

A set is what a page shows of one exercise. It is called like its pose file, whether it was drawn
from that or by hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from fields.errors import Problem, did_you_mean
from fields.text import fingerprint_poses
from generator.content.sources import (
    Files,
    exercise_file,
    figure_names,
    in_folder,
    is_picture,
    phase_names,
    root,
    split_figure_name,
)
from generator.model import Figure

blocks = re.compile(rb"^(start|hold|close-up|wrong):", re.MULTILINE)
phases = re.compile(rb"^phases:.*((?:\r?\n(?:[ #].*)?)*)", re.MULTILINE)
"""The blocks of a pose file: the one thing that a build looks for in it."""
line_with_words = re.compile(rb"^ *(?=[^ #\r\n])", re.MULTILINE)

Sets = Mapping[str, tuple[Figure, ...]]


def group_figures(files: Files) -> dict[str, list[PurePosixPath]]:
    """Return the files of figures by set, in the order in which a page shows them.

    A set of which nothing is drawn yet has none.
    """
    sets: dict[str, list[PurePosixPath]] = {
        path.stem: [] for path in files if in_folder(path, "poses")
    }
    for path in files:
        if in_folder(path, "figures"):
            sets.setdefault(split_figure_name(path.stem)[0], []).append(path)
    for paths in sets.values():
        paths.sort(key=lambda path: place_of(split_figure_name(path.stem)[1]))
    return sets


def place_of(name: str) -> int:
    """Return where a page shows a figure; what has no name of a figure is no figure."""
    return figure_names.index(name) if name else 0


def find_strays(files: Files, known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each pose file and each figure that belongs to no known exercise, unless
    a picture of a text is a copy of one of its set."""
    copied = (split_figure_name(path.stem)[0] for path in files if is_picture(path))
    known = {*known, *filter(None, copied)}
    for path in sorted(files):
        if in_folder(path, "poses"):
            name, what = path.stem, "these poses"
        elif in_folder(path, "figures"):
            name, what = split_figure_name(path.stem)[0], "this figure"
        else:
            continue
        # A routine may have poses of its own for an exercise, called by more than its name.
        words = name.split("-")
        if name and not any("-".join(words[:end]) in known for end in range(1, len(words) + 1)):
            message = f'there is no exercise "{name}" for {what}'
            yield Problem(path, 0, message + did_you_mean(name, known), lacks=exercise_file(name))


def name_blocks(poses: bytes) -> list[str]:
    """Return the names of the figures that are drawn from a pose file, in the file's order.

    Below `phases` each line that begins as far to the left as the first is one of them.
    """
    found = phases.search(poses)
    indents = [len(each) for each in line_with_words.findall(found[1])] if found else []
    count = indents.count(indents[0]) if indents else 0
    return [*map(bytes.decode, blocks.findall(poses)), *phase_names[:count]]


def find_outdated(files: Files, sets: Sets) -> Iterator[Problem]:
    """Yield a warning for each pose file whose figures show something else, or are not there."""
    site = files.get(root / "site.yaml", b"")
    for path in sorted(files):
        if not in_folder(path, "poses"):
            continue
        pose = fingerprint_poses(files[path], site)
        figures = sets[path.stem]
        names = {figure.name for figure in figures}
        if missing := [each for each in name_blocks(files[path]) if each not in names]:
            which = ", ".join(missing) if figures else "its figures"
            yield Problem(path, 0, f"not drawn yet: {which}")
        elif {figure.pose for figure in figures if not figure.own} - {pose}:
            yield Problem(path, 0, "it has changed since its figures were drawn")
    for name, figures in sorted(sets.items()):
        if root / "poses" / f"{name}.yaml" not in files:
            for figure in figures:
                if not figure.own:
                    message = (
                        f"poses/{name}.yaml, which it was drawn from, is gone; bring it back, "
                    )
                    yield Problem(figure.source, 0, f"{message}or draw: then this one goes too")
