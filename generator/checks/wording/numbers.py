"""Numbers in a text that the content contradicts: how many exercises, how many minutes.

A sentence about an article, a study or another's work counts what that has, and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Literal, NamedTuple

from fields.errors import Problem, how_many, one_of
from fields.text import decode
from generator.checks.wording.reading import Block, place_sentences, plain_blocks
from generator.content.sources import Files, keep_last, line_of_field, root, split_front_matter
from generator.model import Chapter, Exercise, Record, Routine, Site, all_records
from generator.words.dose import routine_seconds, total_seconds

Place = Literal["field", "heading", "text"]

small_numbers = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
values = {word: number for number, word in enumerate(small_numbers)}
values |= {"thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60}
# The longest first: "sixteen" begins with "six".
number = rf"(?:\d{{1,3}}|{'|'.join(sorted(values, key=len, reverse=True))})"
things = r"(?P<thing>exercises|moves|routines|questions|steps)"
# What makes it another number: "three to five exercises", "the first two exercises".
narrowing = (
    r"(?:to|or|and|plus|of|in|for|with|least|most|than|about|over|up|first|last|next|other|another"
    r"|more|every|any|further|minutes?|weeks?|days?|sets?|times?)"
)
no_adjective = r"(?:to|or|of|in|for|with|more|other|minutes?|seconds?|weeks?|days?)"
counted = re.compile(
    rf"(?P<before>(?<![\w-])[\w'\u2019-]{{1,20}}(?= )|)\W*\b(?P<number>{number}) "
    rf"(?P<between>(?:(?!{no_adjective}\b)[a-z][\w-]{{0,20}} ){{0,4}}?){things}\b",
    re.IGNORECASE,
)
of_all = ("all", "our", "these")
# In a routine's own title, "Start with three" means its exercises.
alone = re.compile(
    rf"\b(?:all|our|the|these|just|only|with) (?P<number>{number})(?=\W*\Z"
    r"|[.,:;!] | (?:before|after|for|in|on|at|every|each|while|when|that|you)\b)",
    re.IGNORECASE,
)
others_work = re.compile(
    r"\b(?:articles?|books?|claims?|guides?|guidelines?|papers?|reports?|research|reviews?"
    r"|stud(?:y|ies)|trials?)\b",
    re.IGNORECASE,
)
link = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s#]{1,200}\.md)[^()]{0,200}\)")
minutes = re.compile(
    rf"(?P<before>(?:(?<![\w-])[\w'\u2019-]{{1,20}} ){{0,3}})"
    rf"(?:(?P<low>{number})(?: to | or |-|\u2013))?"
    rf"\b(?P<number>{number})[ -]minutes?\b(?P<after>(?: \w+)?)",
    re.IGNORECASE,
)
not_the_whole = re.compile(
    r"\b(?:rest|pause|wait|after|every|each|hold|first|last|walk|walking|break|breaks)\b",
    re.IGNORECASE,
)
another_time = re.compile(
    r" (?:before|after|later|apart|between|of|walk|rest|break)\Z", re.IGNORECASE
)
at_most = re.compile(r"\b(?:under|less than|up to|at most|no more than|within)\b", re.IGNORECASE)
at_least = re.compile(r"\b(?:over|more than|at least)\b", re.IGNORECASE)
whole_takes = re.compile(
    r"\b(?:routine|session|programme|program|exercise|whole|everything|all of it)\b[^.]{0,40}"
    r"\b(?:takes?|lasts?)(?: \w+){0,3} \Z",
    re.IGNORECASE,
)
slack_minutes = 1.5
slack = 0.25
"""How far a time may be off, at least in minutes and as a part of it: choices. Nobody keeps to the
second, so 15 minutes for 16 is right, and 10 are not."""


class Passage(NamedTuple):
    """A sentence as a reader sees it, where it stands, and whether as a title or summary."""

    path: PurePosixPath
    line: int
    words: str
    place: Place


class Right(NamedTuple):
    """Which numbers of a thing are right, and how that is said."""

    numbers: Collection[int]
    told: str


def find_wrong_numbers(site: Site, content: Files) -> Iterator[Problem]:
    """Yield a warning for each number in a text that the content contradicts."""
    sizes = {routine.source: len(routine.items) for routine in site.routines}
    tagline = root / "site.yaml"
    if tagline in content:
        line = line_of_field(content[tagline], "tagline")
        yield from find_wrong_counts(Passage(tagline, line, site.tagline, "field"), site.home, site)
    for record in all_records(site):
        if record.source not in content:
            continue
        text = decode(record.source, content[record.source])
        for passage in find_passages(record.source, text, record.title, record.summary):
            yield from find_wrong_counts(passage, record, site)
            yield from find_wrong_minutes(passage, record)
        yield from find_wrong_links(record.source, text, sizes)


@keep_last
def find_passages(path: PurePosixPath, text: str, title: str, summary: str) -> list[Passage]:
    """Return the title, the summary and each sentence that counts for itself, if it counts."""
    fields = [("title", title), ("summary", summary)]
    blocks: list[tuple[Block, Place]] = [
        ((line_of_field(text.encode(), name), value), "field") for name, value in fields
    ]
    body = split_front_matter(path, text)[1]
    lines = text.split("\n")
    for block in plain_blocks(body, 1 + text.count("\n") - body.count("\n")):
        is_heading = lines[block[0] - 1].startswith("#")
        blocks.append((block, "heading" if is_heading else "text"))
    return [
        Passage(path, line, " ".join(sentence.split()), place)
        for block, place in blocks
        for line, sentence in place_sentences([block])
        if not others_work.search(sentence)
        and any(each.search(" ".join(sentence.split())) for each in (counted, alone, minutes))
    ]


def find_wrong_counts(passage: Passage, record: Record, site: Site) -> Iterator[Problem]:
    """Yield a warning for each number of things that a page doesn't have."""
    right = right_counts(record, site, passage.place)
    for match in counted.finditer(passage.words):
        thing, before = match["thing"].lower(), match["before"].lower()
        whole = ("all", "our", "these", "the") if passage.place == "heading" else of_all
        is_bare = passage.place == "field" and counts_bare(record, thing)
        bare = is_bare and not re.fullmatch(narrowing, before)
        if thing in right and (bare or (before in whole and not match["between"])):
            said = passage.words[match.start("number") : match.end()]
            yield from contradict(passage, match["number"], said, right[thing])
    if isinstance(record, Routine) and passage.place != "text":
        for match in alone.finditer(passage.words):
            own = right_counts(record, site, "field")["exercises"]
            yield from contradict(passage, match["number"], match[0], own)


def right_counts(record: Record, site: Site, place: Place) -> Mapping[str, Right]:
    """Return which numbers of each thing are right on a page.

    A text may speak of all exercises or of those of any routine; a routine's title and summary are
    about its own.
    """
    sizes = {len(routine.items) for routine in site.routines}
    exercises = Right({len(site.exercises), *sizes}, f"the site has {len(site.exercises)}")
    if sizes:
        told = f"{exercises.told}, and a routine {one_of(map(str, sorted(sizes)))}"
        exercises = Right(exercises.numbers, told)
    if isinstance(record, Routine) and place == "field":
        exercises = Right({len(record.items)}, f"this routine has {len(record.items)}")
    routines = Right({len(site.routines)}, f"the site has {len(site.routines)}")
    right = {"exercises": exercises, "moves": exercises, "routines": routines}
    if isinstance(record, Chapter) and (count := len(record.questions)):
        right["questions"] = Right({count}, f"this page has {count}")
    if isinstance(record, Exercise) and (steps := record.body.section("steps")):
        count = steps.html.count("<li>")
        right["steps"] = Right({count}, f"this page has {count}")
    return right


def counts_bare(record: Record, thing: str) -> bool:
    """Tell whether a number in a page's title or summary, by itself, is about all of a thing."""
    if thing == "questions":
        return isinstance(record, Chapter)
    is_home = isinstance(record, Chapter) and record.source.name == "index.md"
    return thing != "steps" and (is_home or (isinstance(record, Routine) and thing != "routines"))


def contradict(passage: Passage, written: str, said: str, right: Right) -> Iterator[Problem]:
    """Yield a warning for a number that is none of the right ones."""
    # In a text "these two" may be any two.
    least = 2 if passage.place == "field" else 3
    if value_of(written) >= least and value_of(written) not in right.numbers:
        message = f'this says "{said}", and {right.told}; change one of them'
        yield Problem(passage.path, passage.line, message)


@keep_last
def find_wrong_links(
    path: PurePosixPath, text: str, sizes: Mapping[PurePosixPath, int]
) -> list[Problem]:
    """Return a warning for each link whose words name another number than its routine has."""
    problems = []
    for line, words in enumerate(text.split("\n"), 1):
        for match in link.finditer(words):
            size = sizes.get(PurePosixPath(normpath(path.parent / match[2])))
            found = alone.search(match[1])
            if size and found and value_of(found["number"]) != size:
                name = PurePosixPath(match[2]).name
                has = f"{name} has {how_many(size, 'exercise')}"
                message = f'the link says "{match[1]}", and {has}; change one of them'
                problems.append(Problem(path, line, message))
    return problems


def find_wrong_minutes(passage: Passage, record: Record) -> Iterator[Problem]:
    """Yield a warning for each time of the whole that is not what the dose comes to."""
    if isinstance(record, Chapter):
        return
    found = [*minutes.finditer(passage.words)]
    if not found:  # most have none, and a plan takes its time
        return
    if isinstance(record, Routine):
        seconds, times = routine_seconds(item.dose for item in record.items), record.times_per_day
    else:
        seconds, times = total_seconds(record.dose), record.dose.times_per_day
    for match in found:
        # What stands before the number, whatever another match has taken of it.
        before = passage.words[: match.start("low") if match["low"] else match.start("number")]
        is_own = passage.place == "field" and isinstance(record, Routine)
        is_part = not_the_whole.search(match["before"]) or another_time.match(match["after"])
        if is_part or not (is_own or whole_takes.search(before)):
            continue
        high = float(value_of(match["number"]))
        low = float(value_of(match["low"])) if match["low"] else high
        margin = max(slack_minutes, high * slack)
        low = 0 if at_most.search(match["before"]) else low - margin
        high = float("inf") if at_least.search(match["before"]) else high + margin
        if not any(low <= seconds / 60 * each <= high for each in (1, times.least, times.most)):
            kind = "routine" if isinstance(record, Routine) else "exercise"
            takes = f"this {kind} takes about {how_many((seconds + 29) // 60, 'minute')}"
            message = f'this says "{match["number"]} minutes", and {takes}; change one of them'
            yield Problem(passage.path, passage.line, message)


def value_of(written: str) -> int:
    """Return a number that is written in digits or as a word."""
    return int(written) if written.isdigit() else values[written.lower()]
