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
