"""Routine -> what the reminder that a reader may save for a calendar begins with."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from generator.model import Routine
from generator.words.dose import routine_seconds

first_hour, last_hour, step = 9, 19, 15
"""A day's first and last hour, and to how many minutes a time between them is rounded: a choice, as
all that a reader may change."""
days_of_week = 7


class Reminder(NamedTuple):
    """The days from Monday and the times of a day that are proposed, and how long it takes.

    *uid* is the same whenever and wherever a reader saves it, so that a calendar puts a newer one
    in its place. It is made of the site's title and the first name of the routine's file, not of
    an address: a site from a disk has none, but that of somebody's folder.
    """

    uid: str
    days: tuple[bool, ...]
    times: tuple[str, ...]
    minutes: int


def plan_reminder(routine: Routine, site_title: str) -> Reminder:
    """Return the reminder of a routine: as often as it is done, as evenly as it can be."""
    days, times = routine.days_per_week.timer, routine.times_per_day.timer
    on = {number * days_of_week // days for number in range(days)}
    between = (last_hour - first_hour) * 60 / max(1, times - 1)
    minutes = [first_hour * 60 + int(number * between / step) * step for number in range(times)]
    first_name = next((address.stem for address in routine.formerly), routine.slug)
    seconds = routine_seconds(item.dose for item in routine.items)
    return Reminder(
        uid=hashlib.sha256(f"{site_title}\n{first_name}".encode()).hexdigest()[:32],
        days=tuple(day in on for day in range(days_of_week)),
        times=tuple(f"{each // 60:02}:{each % 60:02}" for each in minutes),
        minutes=max(1, -(-seconds // 60)),
    )
