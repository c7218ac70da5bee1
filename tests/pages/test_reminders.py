from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from build import build_site
from generator.content.sources import Sources
from generator.model import Amount, Routine
from generator.pages.published.reminders import plan_reminder


@pytest.fixture(scope="module")
def routine(knee, templates, static) -> Routine:
    return build_site(Sources(knee, templates, static))[0].routines[0]


@pytest.mark.parametrize(
    ("days", "times", "on", "at"),
    [
        (1, 1, [0], ("09:00",)),
        (2, 2, [0, 3], ("09:00", "19:00")),
        (3, 3, [0, 2, 4], ("09:00", "14:00", "19:00")),
        (7, 4, [0, 1, 2, 3, 4, 5, 6], ("09:00", "12:15", "15:30", "19:00")),
    ],
)
def test_a_reminder_is_proposed_as_often_as_the_routine_is_done(routine, days, times, on, at):
    often = {"days_per_week": days, "times_per_day": times}
    often = {name: Amount(number, number, number, number, number) for name, number in often.items()}
    reminder = plan_reminder(replace(routine, **often), "Knees")
    assert [day for day, is_on in enumerate(reminder.days) if is_on] == on
    assert reminder.times == at


def test_what_a_calendar_knows_it_by_is_of_one_routine_of_one_site(routine):
    other = replace(routine, slug="evening")
    made = [(routine, "Knees"), (routine, "Knees"), (other, "Knees"), (routine, "Feet")]
    uids = [plan_reminder(*each).uid for each in made]
    assert uids[0] == uids[1]
    assert len({*uids}) == 3


def test_no_two_times_of_a_day_are_one_and_another_name_of_the_file_changes_no_reminder(routine):
    often = replace(routine, times_per_day=Amount(12, 12, 12, 12, 12))
    assert len({*plan_reminder(often, "Knees").times}) == 12
    former = PurePosixPath("routines", f"{routine.slug}.html")
    renamed = replace(routine, slug="dawn", formerly=(former,))
    assert plan_reminder(renamed, "Knees").uid == plan_reminder(routine, "Knees").uid
