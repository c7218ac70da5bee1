"""The files of content/ -> Site, or ContentError with every mistake in all of them.

Each file is parsed by itself; then the files are held against each other: addresses, order
numbers, the exercises that a routine names, the exercise that a pose belongs to.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from fields.errors import ContentError, Problem
from fields.reader import Fields, parse_fields
from fields.table import Table
from fields.text import decode
from generator.content.across import (
    find_same_order,
    find_second_urgent,
    find_two_spellings,
    join_lacking,
    pages_in,
    with_red_box,
)
from generator.content.drafts import find_ways_to_drafts, leave_out_drafts, mark_drafts
from generator.content.figure_sets import find_outdated, find_strays, group_figures
from generator.content.memory import Remember, make_anew
from generator.content.pictures.figure import read_figure
from generator.content.pictures.kinds import find_picture_problems
from generator.content.records.chapters import chapter_fields, parse_chapter
from generator.content.records.exercises import exercise_fields, parse_exercise
from generator.content.records.routines import parse_routine, routine_fields
from generator.content.records.settings import parse_settings
from generator.content.sources import (
    Files,
    find_misplaced,
    in_folder,
    parse_pictures,
    picture_finder,
    root,
    split_front_matter,
)
from generator.content.text.links import find_broken_links
from generator.content.text.markup import parse_body
from generator.content.text.prose import Source
from generator.model import (
    Body,
    Chapter,
    Exercise,
    Figure,
    Record,
    Routine,
    Site,
)
from generator.terminal import Track, silently
from generator.words.catalogue import Catalogues, no_catalogues

Parsed = TypeVar("Parsed")
Ordered = TypeVar("Ordered", Exercise, Routine, Chapter)


def parse_site(
    files: Files,
    base_url: str | None = None,
    track: Track = silently,
    catalogues: Catalogues = no_catalogues,
    for_editors: bool = False,
    remember: Remember = make_anew,
) -> Site:
    """Return the site that the files say; their paths begin with content/.

    *base_url* takes the place of the address in site.yaml. *for_editors*, it has its drafts, and
    what leads to one is no mistake. Raises ContentError, and CatalogueError
    where the words of its language can't be used.
    """
    if not files:
        raise ContentError([Problem(root, 0, "the folder is missing or empty; it needs site.yaml")])
    reading = Reading(files, track, remember)
    drawn = reading.parse_each("figures", partial(parse_figure, remember))
    figures = group_figures(files, drawn.values())
    known = {path.stem for path in files if in_folder(path, "exercises")}

    def parse_one_exercise(path: PurePosixPath, data: bytes) -> Exercise:
        page = reading.parse_page(path, data, exercise_fields)
        return parse_exercise(*page, path.stem, figures.get(path.stem, ()))

    def parse_one_routine(path: PurePosixPath, data: bytes) -> Routine:
        page = reading.parse_page(path, data, routine_fields)
        return parse_routine(*page, exercises, figures, known)

    def parse_one_chapter(path: PurePosixPath, data: bytes) -> Chapter:
        return parse_chapter(*reading.parse_page(path, data, chapter_fields))

    exercises = reading.parse_each("exercises", parse_one_exercise)
    routines = reading.parse_each("routines", parse_one_routine)
    chapters = reading.parse_each("", parse_one_chapter)
    home = chapters.pop("index", None)
    problems = reading.problems
    problems += find_strays(files, known)
    if home is None and root / "index.md" not in files:
        problems.append(Problem(root / "index.md", 0, "the home page is missing; write this file"))
    problems += find_same_order(files, exercises.values())
    problems += find_same_order(files, routines.values())
    problems += find_two_spellings(files, exercises.values(), routines.values())
    problems += find_second_urgent(files, chapters.values())
    problems += find_broken_links(with_red_box(reading.bodies, chapters.values()), pages_in(files))
    settings = parse_settings(files, base_url, known, problems, catalogues)
    records: list[Record] = [*chapters.values(), *exercises.values(), *routines.values()]
    records += [home] if home else []
    if not for_editors:
        icon = settings["icon"] if settings else ""
        problems += find_ways_to_drafts(records, icon, files)
    if problems or home is None or settings is None:
        raise ContentError(join_lacking(problems))
    site = Site(
        **settings,
        home=home,
        chapters=in_order(chapters.values()),
        exercises=in_order(exercises.values()),
        routines=in_order(routines.values()),
        pictures=tuple(reading.pictures[path] for path in sorted(reading.pictures)),
        outdated=tuple(find_outdated(files, figures)),
        drafts=tuple(sorted(each.source for each in records if each.draft)),
    )
    return mark_drafts(site) if for_editors else leave_out_drafts(site, reading.bodies)


class Reading:
    """Files while they are read, one by one: their bodies, and what is wrong with each."""

    def __init__(self, files: Files, track: Track, remember: Remember) -> None:
        self.files = files
        self.track = track
        self.remember = remember
        self.pictures = parse_pictures(files)
        self.bodies: dict[PurePosixPath, Body] = {}
        self.problems = [*find_misplaced(files)]
        for path, picture in sorted(self.pictures.items()):
            self.problems += find_picture_problems(path, picture.data)

    def parse_each(
        self, folder: str, parse: Callable[[PurePosixPath, bytes], Parsed]
    ) -> dict[str, Parsed]:
        """Return what the files of a folder say by their names, but for those with a mistake."""
        records = {}
        paths = sorted(path for path in self.files if in_folder(path, folder))
        for path in self.track(paths, f"Reading {root / folder}"):
            if path == root / "site.yaml":
                continue
            try:
                records[path.stem] = parse(path, self.files[path])
            except ContentError as error:
                self.problems.extend(error.problems)
            except Exception as error:  # a library gave up on what an author wrote
                self.problems.append(Problem(path, 0, explain_failure(error)))
        return records

    def parse_page(self, path: PurePosixPath, data: bytes, table: Table) -> tuple[Fields, Body]:
        """Return the fields at the top of a Markdown file, and the text below them.

        Raises ContentError.
        """
        text = decode(path, data)
        front, body = split_front_matter(path, text)
        fields = parse_fields(path, front, table, 2, self.problems)
        source = Source(path, body, text[: len(text) - len(body)].count("\n") + 1)
        find_picture = picture_finder(path, self.pictures)
        text_of = parse_text(self.remember, source, find_picture)
        self.problems += text_of.problems
        self.bodies[path] = text_of.body
        return fields, text_of.body


def explain_failure(error: Exception) -> str:
    """Return what an author can do where a library can't read a file and doesn't say why."""
    if isinstance(error, RecursionError):
        return "lists, quotes or brackets lie too deep in each other; allowed: a few levels"
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"this file can't be read; take away what was added last. To whoever mends the generator: "
        f"{error!r} in {PurePosixPath(place.filename).name}, line {place.lineno}"
    )


def parse_figure(remember: Remember, path: PurePosixPath, data: bytes) -> Figure:
    """Return what `read_figure` does."""
    return remember(("figure", path, data), partial(read_figure, path, data))


class Text(NamedTuple):
    """What a text came to, and the pictures that it asked for, with the addresses it got."""

    asked: Mapping[str, str | None]
    body: Body
    problems: tuple[Problem, ...]


def parse_text(
    remember: Remember, source: Source, picture_address: Callable[[str], str | None]
) -> Text:
    """Return what `parse_body` does. Which pictures a text needs, it says itself. Raises
    ContentError."""

    def parse() -> Text:
        asked: dict[str, str | None] = {}
        problems: list[Problem] = []
        body = parse_body(
            source, lambda target: asked.setdefault(target, picture_address(target)), problems
        )
        return Text(asked, body, tuple(problems))

    return remember(
        ("text", source),
        parse,
        lambda known: all(
            picture_address(target) == address for target, address in known.asked.items()
        ),
    )


def in_order(records: Iterable[Ordered]) -> tuple[Ordered, ...]:
    """Return records sorted by their order number, then by name."""
    return tuple(sorted(records, key=lambda record: (record.order, record.slug)))
