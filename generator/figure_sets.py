"""The figures of a library, by the set they belong to, held against the poses they come from.

A set is what a page shows of one exercise. It is called like its pose file, whether it was drawn
from that or by hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from fields.errors import Problem, did_you_mean
from fields.text import fingerprint_poses
from generator.model import Figure
from generator.sources import Files, figure_names, in_folder, root, split_figure_name

blocks = re.compile(rf"^({'|'.join(figure_names)}):".encode(), re.MULTILINE)
"""The blocks of a pose file: the one thing that a build looks for in it."""

Sets = Mapping[str, tuple[Figure, ...]]


def group_figures(files: Files, figures: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    """Return the figures by set, in the order in which a page shows them.

    A set of which nothing is drawn yet, or nothing could be read, is empty.
    """
    names = [path.stem for path in files if in_folder(path, "poses")]
    names += [split_figure_name(path.stem)[0] for path in files if in_folder(path, "figures")]
    sets: dict[str, list[Figure]] = {name: [] for name in names}
    for figure in figures:
        sets[split_figure_name(figure.source.stem)[0]].append(figure)
    return {
        name: tuple(sorted(found, key=lambda figure: figure_names.index(figure.name)))
        for name, found in sets.items()
    }


def find_strays(files: Files, known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each pose file and each figure that belongs to no known exercise."""
    for path in sorted(files):
        if in_folder(path, "poses"):
            name, what = path.stem, "these poses"
        elif in_folder(path, "figures"):
            name, what = split_figure_name(path.stem)[0], "this figure"
        else:
            continue
        if name and not any(name == slug or name.startswith(f"{slug}-") for slug in known):
            message = f'there is no exercise "{name}" for {what}'
            yield Problem(path, 0, message + did_you_mean(name, known))


def find_outdated(files: Files, sets: Sets) -> Iterator[Problem]:
    """Yield a warning for each pose file whose figures show something else, or are not there."""
    site = files.get(root / "site.yaml", b"")
    for path in sorted(files):
        if not in_folder(path, "poses"):
            continue
        pose = fingerprint_poses(files[path], site)
        figures = sets[path.stem]
        names = {figure.name for figure in figures}
        missing = [each for each in blocks.findall(files[path]) if each.decode() not in names]
        if missing:
            which = ", ".join(each.decode() for each in missing) if figures else "its figures"
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
