"""A library that is too large for one page of cards: its lists, and what a search looks through.

The home page has a card with a picture for each exercise as long as there are few. A larger library
has pages of its own for each position, with the exercises by part of the body.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.content.sources import hashed_address, heading_id
from generator.model import Exercise, Routine, Site
from generator.pages.entries import exercise_address, place_names, position_names, routine_address
from generator.pages.shown import name_each
from generator.words.catalogue import Words, message
from generator.words.dose import routine_seconds, total_seconds
from generator.words.dose_words import describe_minutes

most_cards = 40
"""So many exercises have cards on the home page. With its picture a card takes 2 kB, packed: 40 are
80 kB and six screens of a phone, which is as far as somebody looks through pictures."""
most_routine_cards = 6
"""So many routines have cards there. With three pictures a card takes 15 kB, 5 kB packed."""
most_places = 24
"""Of so many routines the home page knows where in it somebody stopped: 20 kB."""
most_lines = 500
"""On one page of a list: some 60 kB, and 10 kB packed."""

limb_names = {
    "foot": message("foot"),
    "leg": message("leg"),
    "knee": message("knee"),
    "hip": message("hip"),
    "hand": message("hand"),
    "arm": message("arm"),
    "shoulder": message("shoulder"),
}
"""Parts of the body where an author names none; a "side" is of none."""


class Line(NamedTuple):
    """One exercise or routine of a list."""

    title: str
    address: PurePosixPath
    minutes: str


class Part(NamedTuple):
    """The lines under one heading. A list without headings is a part without a name."""

    id: str
    name: str
    lines: tuple[Line, ...]


class Jump(NamedTuple):
    """Where a part begins, or goes on: then it is known by the first title there."""

    name: str
    begins_with: str
    address: PurePosixPath
    place: str
    number: int


class ListPage(NamedTuple):
    """One page of a list, of so many; the *jumps* lead to all that is on any of them.

    The *name* is that of the list where others stand beside it.
    """

    address: PurePosixPath
    name: str
    title: str
    number: int
    pages: int
    total: int
    parts: tuple[Part, ...]
    jumps: tuple[Jump, ...]
    before: PurePosixPath | None
    after: PurePosixPath | None


class Index(NamedTuple):
    """What a search looks through: the address of its script, and what the script has.

    A row has the title of an exercise, the name of its file where that doesn't follow from the
    title, and the numbers of those *words* that say the rest: where it is done and how long it
    takes, which are shown, the parts of the body, what it needs, and its other names.
    """

    address: PurePosixPath
    data: Mapping[str, Sequence[str]]


def is_large(site: Site) -> bool:
    """Tell whether a site has too many exercises for one page of cards."""
    return len(site.exercises) > most_cards


def plan_lists(site: Site) -> Iterator[ListPage]:
    """Yield the pages of all lists; none where all exercises and routines have cards."""
    if is_large(site):
        for position in dict.fromkeys((*place_names, *position_names)):
            exercises = [each for each in site.exercises if each.position == position]
            if exercises:
                place = site.words.gettext(position_names[position])
                title = site.words.gettext("Exercises: %(position)s") % {"position": place}
                parts = group_by_part(exercises, site.words)
                yield from cut_list(position, place, title, parts)
    if len(site.routines) > most_routine_cards:
        lines = (routine_line(each, site.words) for each in site.routines)
        parts = [Part("part", "", tuple(lines))]
        title = site.words.gettext("Guided sessions")
        yield from cut_list("sessions", title, title, parts)


def group_by_part(exercises: Iterable[Exercise], words: Words) -> list[Part]:
    """Return exercises by the part of the body that they work most, both by the alphabet; those of
    no part come last."""
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    for exercise in exercises:
        name = next(iter(parts_of(exercise, words)), "")
        lines[name].append(exercise_line(exercise, words))
    names = sorted(lines, key=lambda name: (not name, *by_alphabet(name)))
    ids = name_each(f"part-{heading_id(name, '-')}" if name else "part" for name in names)
    return [
        Part(
            id,
            name or words.gettext("other exercises"),
            tuple(sorted(lines[name], key=lambda line: by_alphabet(line.title))),
        )
        for id, name in zip(ids, names, strict=True)
    ]


def cut_list(stem: str, name: str, title: str, parts: Sequence[Part]) -> Iterator[ListPage]:
    """Yield the pages of one list, which are about as long as each other."""
    lines = [(part, line) for part in parts for line in part.lines]
    pages = -(-len(lines) // most_lines)
    ends = [len(lines) * page // pages for page in range(pages + 1)]
    on_pages = [
        tuple(
            part._replace(lines=tuple(line for _, line in group))
            for part, group in groupby(lines[begin:end], lambda each: each[0])
        )
        for begin, end in pairwise(ends)
    ]
    addresses = [
        PurePosixPath("lists", f"{stem}{f'-{number}' if number > 1 else ''}.html")
        for number in range(1, pages + 1)
    ]
    jumps = tuple(plan_jumps(parts, on_pages, addresses))
    for index, shown in enumerate(on_pages):
        before = addresses[index - 1] if index else None
        after = next(iter(addresses[index + 1 : index + 2]), None)
        yield ListPage(
            addresses[index], name, title, index + 1, pages, len(lines), shown, jumps, before, after
        )


def plan_jumps(
    parts: Iterable[Part], on_pages: Sequence[Iterable[Part]], addresses: Sequence[PurePosixPath]
) -> Iterator[Jump]:
    """Yield where each part is, with how many lines it has in all, and where it goes on."""
    counts = {part.id: len(part.lines) for part in parts}
    begun: set[str] = set()
    for address, shown in zip(addresses, on_pages, strict=True):
        for part in shown:
            title = part.lines[0].title if part.id in begun else ""
            yield Jump(part.name, title, address, part.id, counts[part.id])
            begun.add(part.id)


def plan_index(site: Site) -> Index:
    """Return the index of all exercises, by the alphabet."""
    elsewhere: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for item in chain.from_iterable(routine.items for routine in site.routines):
        named = (site.words.gettext(position_names[item.position]), *item.equipment)
        elsewhere[item.exercise.slug].update(dict.fromkeys(named))
    exercises = sorted(site.exercises, key=lambda each: by_alphabet(each.title))
    said = []
    for each in exercises:
        found = (*words_of(each, site.words), *elsewhere[each.slug])
        # Other names are not shown, so that only words count that are not there yet.
        known = split_words(each.title, *found)
        others = (word for word in split_words(*each.also_known_as) if word not in known)
        said.append(tuple(dict.fromkeys((*found, *others))))
    # What is said most often has the shortest numbers.
    often = Counter(chain.from_iterable(said))
    words = sorted(often, key=lambda word: (-often[word], word))
    numbers = {word: str(number) for number, word in enumerate(words)}
    rows = (
        (
            each.title,
            "" if each.slug == slug_in_script(each.title) else each.slug,
            " ".join(numbers[word] for word in found),
        )
        for each, found in zip(exercises, said, strict=True)
    )
    data = {"words": words, "rows": ["\t".join(row) for row in rows]}
    written = json.dumps(data, ensure_ascii=False).encode()
    return Index(hashed_address(PurePosixPath("assets", "search-index.js"), written), data)


def words_of(exercise: Exercise, words: Words) -> tuple[str, ...]:
    """Return what is said of an exercise beside its names: where, how long, of what part of the
    body, and with what."""
    position = words.gettext(position_names[exercise.position])
    return (
        position,
        exercise_line(exercise, words).minutes,
        *parts_of(exercise, words),
        *exercise.equipment,
    )


def parts_of(exercise: Exercise, words: Words) -> tuple[str, ...]:
    """Return the parts of the body that an exercise works, as far as anybody said."""
    limb = limb_names.get(exercise.dose.limb, "")
    return exercise.works or ((words.gettext(limb),) if limb else ())


def exercise_line(exercise: Exercise, words: Words) -> Line:
    """Return an exercise as a list shows it."""
    minutes = describe_minutes(total_seconds(exercise.dose), words)
    return Line(exercise.title, exercise_address(exercise), minutes)


def routine_line(routine: Routine, words: Words) -> Line:
    """Return a routine as a list shows it."""
    seconds = routine_seconds(item.dose for item in routine.items)
    return Line(routine.title, routine_address(routine), describe_minutes(seconds, words))


def slug_in_script(title: str) -> str:
    """Return the slug that the script makes of a title."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower())


def by_alphabet(text: str) -> tuple[str, str]:
    """Return what texts are sorted by: their letters without marks, and then with them."""
    return without_marks(text), text


def split_words(*texts: str) -> list[str]:
    """Return the words of some texts, as the script compares them."""
    return re.findall(r"[^\W_]+", without_marks(" ".join(texts)))


def without_marks(text: str) -> str:
    """Return a text in small letters without accents and other marks."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if unicodedata.category(sign)[0] != "M").casefold()
