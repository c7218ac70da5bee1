"""A new exercise file, filled with explained fields, that builds at once; what nobody wrote yet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from string import Template

from fields.errors import Problem
from fields.signs import unseen

starter = Template("""---
# Each line is a field: its name, a colon, and what it is. Text after # is a note for you.
title: $title
also_known_as: []              # other names, such as [calf raise, heel lift]
order: $order                      # its place among the exercises; each has its own number
summary: Say in one sentence what to do.
purpose: Say in one honest sentence what it may be good for.
easier: Say in one sentence how to do it in an easier, safer way.
position: standing             # or chair, floor, lying, side-lying, prone, kneeling, all-fours
equipment: []                  # what it needs, such as [wall, towel]; [] is nothing
dose:
  draft: yes                     # page and sheet say that nobody has checked this dose; when you
                                 # have checked each number of it, remove these two lines
  hold_seconds: 10             # or a range: {from: 10, to: 20, timer: 10}; the timer uses the last
                                 # or, to move without a hold: repetition_seconds: 4
  repetitions: 3
  sets: 1
  sides: each                  # each: one after the other; both: both at once; one: one only
  limb: foot                   # the word for one side: foot, leg, knee, side and so on
  rest_seconds: 5              # between two repetitions; 0 is none
  days_per_week: 7
---

## Steps

1. Say how to get into place.
2. Say what to move, and where to.
3. Say what to do while you hold.
4. Say how to come back.

## Do it well

- Say what a good one looks like.

## Common mistakes

- Say what people often get wrong.

## Make it easier

Say how to make it easier.

## Make it harder

Say how to make it harder.

## Stop if

- It hurts in a sharp or shooting way.

## Not for you today if {#ask-first}

- Say who should leave it out today, or ask a clinician first.

## Sources

- Name where this comes from, with a link.
""")


unwritten = {
    line for line in starter.template.splitlines() if re.match(r"\S+ (Say|Name) |Say ", line)
}


def write_starter(title: str, order: int) -> str:
    """Return the text of a new exercise file."""
    title = " ".join(unseen.sub(" ", title).split())
    return starter.substitute(title=json.dumps(title, ensure_ascii=False), order=order)


def find_unedited(path: PurePosixPath, text: str) -> Iterator[Problem]:
    """Yield a warning for each line of the new file that nobody has written yet."""
    for number, line in enumerate(text.splitlines(), 1):
        if line in unwritten:
            yield Problem(path, number, f'still as the new file had it: "{line.strip()}"')
