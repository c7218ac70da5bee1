"""Words that look alike are one thing, or somebody is told."""

from __future__ import annotations

from dataclasses import replace
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


def test_one_part_of_the_body_in_two_spellings_is_a_problem(problems_of, knee):
    texts = {}
    for name, part in ((slide, "Lower back"), (squat, "lower back")):
        text = knee[PurePosixPath("content", name)].decode()
        texts[name] = text.replace("equipment:", f"works: [knee, {part}]\nequipment:")
    assert problems_of(texts) == [
        f'content/{slide}:6: works "Lower back" is "lower back" in half-squat.md; '
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
        ("large ball", ""),
        ("sturdy shoes", ""),
        ("small boxes", ""),
    ],
)
def test_a_thing_that_is_nearly_another_is_asked_back(knee, with_kit, word, meant):
    path = PurePosixPath("content", slide)
    files = knee | {path: with_kit(slide, f"[{word}]").encode()}
    site = parse_site(files)
    warning = f'content/{slide}:6: equipment "{word}" is unusual; did you mean "{meant}"?'
    assert [str(each) for each in find_alike(site, files)] == ([warning] if meant else [])


def test_a_title_that_stands_twice_is_named(knee):
    path = PurePosixPath("content", slide)
    twice = knee[path].replace(b"title: Heel slide", b"title: half squat")
    files = knee | {path: twice}
    (warning,) = find_alike(parse_site(files), files)
    assert str(warning) == (
        f'content/{slide}:2: its title, "half squat", is in content/exercises/half-squat.md too'
    )


@pytest.mark.parametrize("word", ["cable", "hoverboard thing"])
def test_a_thing_that_nobody_else_needs_and_is_not_usual_is_asked_about(knee, with_kit, word):
    path = PurePosixPath("content", slide)
    files = knee | {path: with_kit(slide, f"[{word}]").encode()}
    (warning,) = find_alike(parse_site(files), files)
    assert str(warning).startswith(f'content/{slide}:6: equipment "{word}" is no usual thing')


def test_a_thing_that_two_need_is_right(knee, with_kit):
    files = dict(knee)
    for name in (slide, squat):
        files[PurePosixPath("content", name)] = with_kit(name, "[cable]").encode()
    assert [*find_alike(parse_site(files), files)] == []


def test_things_are_known_in_english_only(knee, with_kit):
    path = PurePosixPath("content", slide)
    files = knee | {path: with_kit(slide, "[Schaukelpferd]").encode()}
    site = replace(parse_site(files), language="de")
    assert [*find_alike(site, files)] == []


def test_the_real_content_has_no_words_that_look_alike(content):
    assert [*find_alike(parse_site(content), content)] == []
