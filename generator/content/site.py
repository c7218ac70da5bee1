"""The files of content/ -> Site, or ContentError with every mistake in all of them.

Each file is parsed by itself; then the files are held against each other: addresses, order
numbers, the exercises that a routine names, the exercise that a pose belongs to.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any, TypeVar

from fields.errors import ContentError, Problem
from fields.reader import parse_fields
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
from generator.content.memory import Key, Remember, Step, make_anew, nothing_more
from generator.content.records.chapters import chapter_fields, parse_chapter
from generator.content.records.exercises import exercise_fields, parse_exercise
from generator.content.records.published import list_file, parse_published
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
from generator.content.text.prose import Source
from generator.model import (
    Body,
    Chapter,
    Exercise,
    Figures,
    Record,
    Routine,
    Site,
)
from generator.terminal import Track, silently
from generator.words.catalogue import Catalogues, no_catalogues

Parsed = TypeVar("Parsed")
Ordered = TypeVar("Ordered", Exercise, Routine, Chapter)
of_the_whole = {root / "site.yaml", list_file}
"""What lies among the pages and is none."""
Addresses = Mapping[PurePosixPath, PurePosixPath]
"""Where each picture will lie, by its path."""


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
    figures = reading.parse_sets()
    known = {path.stem for path in files if in_folder(path, "exercises")}

    def parse_one_exercise(path: PurePosixPath, data: bytes) -> Exercise:
        front, body = reading.parse_text(path, data)
        drawn = figures.get(path.stem, ())

        def parse(problems: list[Problem]) -> Exercise:
            fields = parse_fields(path, front, exercise_fields, 2, problems)
            return parse_exercise(fields, body, path.stem, drawn)

        return reading.remember_right(("exercise", path, front, body, drawn), parse)

    def parse_one_routine(path: PurePosixPath, data: bytes) -> Routine:
        front, body = reading.parse_text(path, data)
        fields = parse_fields(path, front, routine_fields, 2, reading.problems)
        return parse_routine(fields, body, exercises, figures, known)

    def parse_one_chapter(path: PurePosixPath, data: bytes) -> Chapter:
        front, body = reading.parse_text(path, data)
        return parse_chapter(parse_fields(path, front, chapter_fields, 2, reading.problems), body)

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
    list_of_published = parse_published(files, problems)
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
        published=list_of_published,
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
        self.addresses = {path: picture.address for path, picture in self.pictures.items()}
        self.bodies: dict[PurePosixPath, Body] = {}
        self.problems = [*find_misplaced(files)]
        for path, picture in sorted(self.pictures.items()):
            key = ("picture", path, picture.data)
            self.problems += remember(key, partial(find_picture_problems, path, picture.data))

    def parse_sets(self) -> dict[str, Figures]:
        """Return the figures by the set that a page shows, but for those with a mistake."""
        steps = {name: self.set_step(paths) for name, paths in group_figures(self.files).items()}
        ahead = ((key, partial(make_right, parse, [])) for key, parse in steps.values())
        with self.remember.ahead(ahead):
            return {
                name: self.remember_right(*step)
                for name, step in self.track([*steps.items()], f"Reading {root / 'figures'}")
            }

    def set_step(
        self, paths: Iterable[PurePosixPath]
    ) -> tuple[Key, Callable[[list[Problem]], Figures]]:
        """Return how the figures of a set are read."""
        files = [(path, self.files[path]) for path in paths]
        return ("figures", *files), partial(read_figures, files)

    def parse_each(
        self, folder: str, parse: Callable[[PurePosixPath, bytes], Parsed]
    ) -> dict[str, Parsed]:
        """Return what the files of a folder say by their names, but for those with a mistake."""
        records = {}
        found = (path for path in self.files if in_folder(path, folder))
        paths = sorted(path for path in found if path not in of_the_whole)
        with self.remember.ahead(self.list_steps(paths)):
            for path in self.track(paths, f"Reading {root / folder}"):
                read = partial(parse, path, self.files[path])
                if record := read_or_note(path, read, self.problems):
                    records[path.stem] = record
        return records

    def list_steps(self, paths: Iterable[PurePosixPath]) -> Iterator[Step]:
        """Yield what takes long of parsing some files."""
        for path in paths:
            # Where a file can't be split, that is said when it is parsed.
            with suppress(ContentError):
                _, source = split_page(path, self.files[path])
                parse = partial(parse_with_pictures, source, self.addresses)
                yield text_key(source), partial(make_right, parse, [])

    def parse_text(self, path: PurePosixPath, data: bytes) -> tuple[str, Body]:
        """Return the fields at the top of a Markdown file as they are written, and the text below
        them.

        Raises ContentError.
        """
        front, source = split_page(path, data)
        find_picture = picture_finder(path, self.addresses)
        body = self.remember_right(
            text_key(source),
            partial(parse_with_pictures, source, self.addresses),
            lambda body: tuple(map(find_picture, body.pictures)),
        )
        self.bodies[path] = body
        return front, body

    def remember_right(
        self,
        key: Key,
        parse: Callable[[list[Problem]], Parsed],
        rest: Callable[[Parsed], Key] = nothing_more,
    ) -> Parsed:
        """Return what *parse* returns, which is remembered where it notes no problem."""
        problems: list[Problem] = []
        try:
            return self.remember(key, partial(make_right, parse, problems), rest)
        except FaultyError as faulty:
            parsed: Parsed = faulty.parsed
            return parsed
        finally:
            self.problems += problems


class FaultyError(Exception):
    """What was *parsed* has a mistake, which is noted already."""

    def __init__(self, parsed: Any) -> None:
        self.parsed = parsed


def make_right(parse: Callable[[list[Problem]], Parsed], problems: list[Problem]) -> Parsed:
    """Return what *parse* returns. Raises FaultyError where it notes a problem."""
    parsed = parse(problems)
    if problems:
        raise FaultyError(parsed)
    return parsed


def read_or_note(
    path: PurePosixPath, read: Callable[[], Parsed], problems: list[Problem]
) -> Parsed | None:
    """Return what is read of a file; where it can't be, note why."""
    try:
        return read()
    except ContentError as error:
        problems += error.problems
    except Exception as error:  # a library gave up on what an author wrote
        problems.append(Problem(path, 0, explain_failure(error)))
    return None


def split_page(path: PurePosixPath, data: bytes) -> tuple[str, Source]:
    """Return the fields at the top of a Markdown file as they are written, and the text below
    them. Raises ContentError."""
    text = decode(path, data)
    front, below = split_front_matter(path, text)
    return front, Source(path, below, text[: len(text) - len(below)].count("\n") + 1)


def explain_failure(error: Exception) -> str:
    """Return what an author can do where a library can't read a file and doesn't say why."""
    if isinstance(error, RecursionError):
        return "lists, quotes or brackets lie too deep in each other; allowed: a few levels"
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"this file can't be read; take away what was added last. To whoever mends the generator: "
        f"{error!r} in {PurePosixPath(place.filename).name}, line {place.lineno}"
    )


def read_figures(files: Iterable[tuple[PurePosixPath, bytes]], problems: list[Problem]) -> Figures:
    """Return the figures in some files, and note what is wrong with them."""
    # Here, as below: after most edits there is no figure to read, no picture and hardly a text.
    from generator.content.pictures.figure import read_figure

    read = (read_or_note(path, partial(read_figure, path, data), problems) for path, data in files)
    return Figures(figure for figure in read if figure)


def find_picture_problems(path: PurePosixPath, data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a picture."""
    from generator.content.pictures import kinds

    return tuple(kinds.find_picture_problems(path, data))


def text_key(source: Source) -> Key:
    """Return what a text is read from, but for the pictures that it asks for."""
    return ("text", source)


def parse_with_pictures(source: Source, addresses: Addresses, problems: list[Problem]) -> Body:
    """Return what `parse_body` does, with the pictures that it has asked for. Raises
    ContentError."""
    from generator.content.text.markup import parse_body

    asked: dict[str, str | None] = {}
    find_picture = picture_finder(source.path, addresses)
    body = parse_body(
        source, lambda target: asked.setdefault(target, find_picture(target)), problems
    )
    return replace(body, pictures=tuple(asked))


def in_order(records: Iterable[Ordered]) -> tuple[Ordered, ...]:
    """Return records sorted by their order number, then by name."""
    return tuple(sorted(records, key=lambda record: (record.order, record.slug)))
