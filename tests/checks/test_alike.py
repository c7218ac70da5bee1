"""Words that look alike are one thing, or somebody is told."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.checks.alike import find_alike
from generator.content.site import parse_site

slide = "exercises/heel-slide.md"
squat = "exercises/half-squat.md"


@pytest.fixture
def with_kit(knee):
    """Return a text of the knee programme with another list of equipment."""

    def change(name: str, words: str) -> str:
        text = knee[PurePosixPath("content", name)].decode()
        line = next(line for line in text.splitlines() if line.startswith("equipment:"))
        return text.replace(line, f"equipment: {words}")

    return change


@pytest.mark.parametrize("word", ["Worktop", "work top", "WORKTOP", "work-top"])
def test_one_thing_in_two_spellings_is_a_problem(problems_of, with_kit, word):
    found = problems_of({slide: with_kit(slide, f"\n  - mat\n  - {word}")})
    assert found == [
        f'content/{slide}:8: equipment "{word}" is "worktop" in half-squat.md; '
        "write it the same way everywhere"
    ]


def test_a_routine_may_not_spell_it_in_another_way(problems_of):
    text = (
        "---\ntitle: R\norder: 1\nsummary: S.\ndays_per_week: 7\nexercises:\n"
        "  - {exercise: heel-slide, equipment: [Worktop]}\n---\n"
    )
    (problem,) = problems_of({"routines/morning.md": text})
    assert problem.startswith('content/routines/morning.md:7: equipment "Worktop" is "worktop"')


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("chiar", "chair"),
        ("worktp", "worktop"),
        ("mats", "mat"),
        ("stairs", "stair"),
        ("cable", ""),
        ("large ball", ""),
    ],
)
def test_a_thing_that_is_nearly_another_is_asked_back(knee, with_kit, word, meant):
    path = PurePosixPath("content", slide)
    site = parse_site(knee | {path: with_kit(slide, f"[{word}]").encode()})
    warning = f'content/{slide}: equipment "{word}" is unusual; did you mean "{meant}"?'
    assert [str(each) for each in find_alike(site)] == ([warning] if meant else [])


def test_a_title_that_stands_twice_is_named(knee):
    path = PurePosixPath("content", slide)
    twice = knee[path].replace(b"title: Heel slide", b"title: half squat")
    (warning,) = find_alike(parse_site(knee | {path: twice}))
    assert str(warning).endswith(
        'its title, "half squat", is in content/exercises/half-squat.md too'
    )


def test_the_real_content_has_no_words_that_look_alike(content):
    assert [*find_alike(parse_site(content))] == []
