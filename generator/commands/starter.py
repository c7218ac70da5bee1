"""A new exercise file, filled with explained fields, that builds at once; what nobody wrote yet."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from fields.errors import Problem
from fields.explained import put_yours, write_new
from fields.signs import unseen
from fields.text import decode
from generator.content.records.exercises import exercise_fields
from generator.content.sources import Files, exercise_file, in_folder

notes = """\
# Each line is a field: its name, a colon, and what it is. Text after # is a note for you.
# A field that begins with # may be left out; take away that # and one blank, and it counts.
"""
body = """
## Steps

1. Say how to get into place.
2. Say what to move, and where to.
3. Say what to do while you hold.
4. Say how to come back.

## Do it well

- Say what a good one looks like.

## What is normal

- Say what people may feel, and when to expect more.

## Common mistakes

- Say what people often get wrong, and what to do instead: "If your heel lifts, ...".

## Make it easier

Say how to make it easier.

## Make it harder

Say how to make it harder.

## Stop if

- Say when to stop, such as at a sharp or shooting pain.

## Not for you today if {#ask-first}

- Say who should leave it out today, or ask a clinician first.

## Sources

- Name where this comes from, with a link.
"""


def write_starter(title: str, order: int, position: str | None = None) -> str:
    """Return the text of a new exercise file; without a *position*, in the usual one."""
    title = " ".join(unseen.sub(" ", title).split())
    # A text in JSON is one in YAML, with its quotes and backslashes. Whoever takes a quote away
    # would be told of a line far below, so plain words have none.
    is_plain = re.fullmatch(r"[A-Za-z]+( [A-Za-z]+)+", title)
    written = title if is_plain else json.dumps(title, ensure_ascii=False)
    own = {"title": written, "order": str(order)}
    own["position"] = position or ""
    table = tuple(replace(each, new=own.get(each.name) or each.new) for each in exercise_fields)
    return f"---\n{notes}{write_new(table)}---\n{body}"


starter_title = re.compile(' +title: "Starter: ')
"""How `figures` begins the titles of first poses."""
unwritten = {
    line
    for line in write_starter("", 1).splitlines()
    if re.match(rf"\S+ (Say|Name) |Say | *\w+: [^#]*# {put_yours}", line)
}


may_be_unwritten = re.compile(f"Say |Name |{put_yours}|Starter: ")
"""What each of them holds: most files need no closer look."""


def find_unfinished(content: Files, drafts: Collection[PurePosixPath]) -> Iterator[Problem]:
    """Yield a problem for each line of a new file, or of first poses, that would be published."""
    for path in sorted(content):
        if not in_folder(path, "exercises", "poses"):
            continue
        exercise = exercise_file(path.stem)
        text = "" if exercise in drafts else decode(path, content[path])
        for found in find_unedited(path, text) if may_be_unwritten.search(text) else ():
            message = f"{found.message}; write it, or leave `draft: true` in {exercise}"
            yield replace(found, message=message)


def find_unedited(path: PurePosixPath, text: str) -> Iterator[Problem]:
    """Yield a warning for each line of the new file, or of first poses, that nobody has written."""
    for number, line in enumerate(text.splitlines(), 1):
        if line in unwritten or (path.suffix == ".yaml" and starter_title.match(line)):
            words = line.partition("  #")[0].strip()
            yield Problem(path, number, f'still as the new file had it: "{words}"')
