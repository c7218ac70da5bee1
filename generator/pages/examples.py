"""What the page of examples shows: every part of a page in every state, for whoever changes one.

It is made of the site's own first exercises and of the parts' own macros; `static/js/examples.js`
brings each timer and routine into the state that its example names, and holds it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from markupsafe import escape

from generator.content.memory import make_anew
from generator.content.records.routines import by_itself
from generator.model import Amount, Dose, Phase, Question, RoutineItem, Section, Sides, Site
from generator.pages.entries import (
    exercise_address,
    list_things,
    plan_card,
    plan_filter,
    plan_guest,
    plan_places,
)
from generator.pages.published.reminders import plan_reminder
from generator.paper.sheets import facts_of, files_of, plan_exercise_grid, plan_sheet

examples_address = PurePosixPath("examples.html")
timer_states = {
    "idle": "before the start",
    "pick": "the reader picks the side",
    "ready": "time to get ready",
    "hold": "a hold",
    "rest": "a rest",
    "waiting": "a change of sides, which waits for the reader",
    "paused": "a pause",
    "missed": "a hold ended while the screen was off",
    "done": "done",
    "hurt": "it hurt",
    "own": "the reader's own dose",
    "waits": "a rest that waits for the reader",
    "phases": "a movement in phases",
    "paced": "a movement without a hold",
}
routine_states = {
    "start": "before the start",
    "resume": "the reader stopped midway the last time",
    "next": "before an exercise",
    "going": "during an exercise",
    "end": "the end, with an empty calendar",
    "ticked": "the end, with days in the calendar",
}
exercises_shown = 3
"""A choice: enough for a list to have a first, a middle and a last one."""


def plan_examples(site: Site) -> Mapping[str, object]:
    """Return the values that the page shows; without exercises, hardly any."""
    words, shown = site.words, site.exercises[:exercises_shown]
    items = [by_itself(exercise) for exercise in shown]
    cards = [plan_card(exercise, site.routines, words) for exercise in shown]
    return {
        "timers": [
            (state, name, plan_guest(with_sides(item, state), state, examples_address, words))
            for state, name in timer_states.items()
            for item in items[:1]
        ],
        "routines": [
            (
                state,
                name,
                [
                    plan_guest(item, f"{state}-{item.exercise.slug}", examples_address, words)
                    for item in items
                ],
            )
            for state, name in routine_states.items()
            if items
        ],
        "things": list_things(items),
        "places": dict(zip(["resume"], map(plan_places, site.routines), strict=False)),
        "reminders": [
            (routine, plan_reminder(routine, site.title)) for routine in site.routines[:1]
        ],
        "cards": cards,
        **plan_filter(cards, words),
        "questions": [
            (Question(section.id, section.title, section.title, mark), section)
            for item in items[:1]
            for mark in range(4)
            for section in [make_answer(item, f"question-{mark}")]
        ],
        "guests": [plan_guest(item, "part", examples_address, words) for item in items[:1]],
        "sheet": plan_sheet(
            plan_exercise_grid(make_dose("each"), words),
            items[:1],
            facts_of(site),
            examples_address,
            make_anew,
        )._replace(
            files=tuple(
                file for item in items[:1] for file in files_of(exercise_address(item.exercise))
            )
        ),
    }


def with_sides(item: RoutineItem, state: str) -> RoutineItem:
    """Return an exercise with a dose that has the state."""
    dose = make_dose("one" if state == "pick" else "each")
    if state == "phases":
        move, hold = (replace(dose.phases[0], label=label) for label in ("Move", "Hold"))
        dose = replace(dose, phases=(move, hold))
    if state == "paced":
        move = replace(dose.phases[0], label="Move")
        dose = replace(dose, phases=(move,), paced=True, rest_seconds=0)
    return replace(item, dose=replace(dose, rests_wait=state == "waits"))


def make_dose(sides: Sides) -> Dose:
    """Return a dose that has a hold, a rest and a change of sides, and that a reader may change."""
    twice, daily = Amount(2, 2, 2, 1, 3), Amount(7, 7, 7, 7, 7)
    hold = Phase("Hold", Amount(20, 20, 20, 10, 30))
    return Dose((hold,), twice, Amount(1, 1, 1, 1, 1), sides, "leg", 10, daily)


def make_answer(item: RoutineItem, id: str) -> Section:
    """Return a section with an answer and a folded part, of what an exercise says of itself."""
    words = escape(item.exercise.summary)
    folded = Section(f"{id}-studies", escape(item.title), words, words, ())
    return Section(id, escape(item.title), words, words, (folded,))
