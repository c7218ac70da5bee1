"""An exercise in a list: what is needed for it, and for all of them together."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.content.site import parse_site
from generator.pages.entries import describe_kit, plan_entries
from generator.pages.plan import routine_facts
from generator.words.catalogue import english


@pytest.mark.parametrize(
    ("kit", "words"),
    [
        ((), "nothing"),
        (("mat",), "mat"),
        (("towel", "mat", "towel", "chair", "mat"), "towel, mat, chair"),
    ],
)
def test_what_is_needed_is_named_once_in_the_order_of_need(kit, words):
    assert describe_kit(kit, english) == words


def test_a_routine_needs_what_its_exercises_need_and_no_thing_twice(knee):
    path = PurePosixPath("content/routines/morning.md")
    text = knee[path].decode().partition("exercises:")[0]
    text += "exercises: [heel-slide, half-squat, heel-slide]\n---\n"
    routine = parse_site(knee | {path: text.encode()}).routines[0]
    first, second, third = (entry.equipment for entry in plan_entries(routine, english))
    assert (first, second) == (third, "worktop")
    assert routine_facts(routine, english)[1] == f"{first}, {second}"


def test_a_section_of_a_routine_has_on_its_page_the_place_that_its_author_gave_it(knee):
    path = PurePosixPath("content/routines/morning.md")
    text = knee[path].decode().partition("exercises:")[0]
    text += "exercises: [half-squat, half-squat, heel-slide]\n---\n\n"
    text += "## Here {#half-squat}\n\n1. Sit.\n"
    routine = parse_site(knee | {path: text.encode()}).routines[0]
    entries = plan_entries(routine, english)
    assert [each.steps.id for each in entries] == [
        "half-squat",
        "half-squat-2-half-squat",
        "heel-slide-steps",
    ]
