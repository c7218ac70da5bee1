"""A number that the content contradicts is found, and any other number is left alone."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.checks.wording.numbers import find_wrong_numbers
from generator.content.site import parse_site

index, morning = "index.md", "routines/morning.md"
squat = "exercises/half-squat.md"


@pytest.fixture
def wrong_numbers(knee):
    """Return what is said of the knee programme, whose one routine has its three exercises, with
    some words of one file replaced, or added at its end."""

    def find(name: str, new: str, old: str = "") -> list[str]:
        path = PurePosixPath("content", name)
        text = knee[path].decode()
        assert old in text
        files = knee | {path: (text.replace(old, new, 1) if old else f"{text}\n{new}\n").encode()}
        return [str(each) for each in find_wrong_numbers(parse_site(files), files)]

    return find


def test_the_programmes_as_they_are_have_no_wrong_numbers(knee, content):
    for files in (knee, content):
        assert [*find_wrong_numbers(parse_site(files), files)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Do all four exercises.", "four exercises"),
        ("Do all 11 moves.", "11 moves"),
        ("These four exercises are for you.", "four exercises"),
        ("Our seven routines are short.", "seven routines"),
        ("## The ten exercises\n\nA.", "ten exercises"),
        ("Do [all four](routines/morning.md).", "the link"),
        ("Begin with [Start with two](routines/morning.md#x).", "the link"),
    ],
)
def test_a_number_of_all_that_is_wrong_is_found_in_a_text(knee, wrong_numbers, text, said):
    (found,) = wrong_numbers(index, text.replace("#x", ""))
    line = knee[PurePosixPath("content", index)].decode().count("\n") + 2
    assert found.startswith(f"content/index.md:{line}: ")
    assert said in found


@pytest.mark.parametrize(
    "text",
    [
        "Do all three exercises. Do our 3 moves.",
        "Do the two exercises. Do these two exercises.",
        "Two to five exercises. At least four exercises.",
        "All four chair exercises.",
        "All four of them. Keep all four legs down. On all fours.",
        "The article has all ten exercises.",
        "Another study took these five exercises.",
        "[All three](routines/morning.md). [Ten minutes](routines/morning.md).",
        "All ten minutes. Our seven days.",
        "All seven steps.",
        "<!-- All four exercises. -->",
    ],
)
def test_what_counts_something_else_is_right(wrong_numbers, text):
    assert wrong_numbers(index, text) == []


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("title: Start with four", '"with four"'),
        ("title: All two", '"All two"'),
        ("title: Four moves", '"Four moves"'),
        ("title: Four easy knee moves to begin with", '"Four easy knee moves"'),
        ("title: Start with three", ""),
        ("title: Three moves", ""),
        ("title: Two to four moves", ""),
        ("title: Week four", ""),
        ("title: Start with one", ""),
        ("title: A warm-up and two moves", ""),
        ("title: Ten weeks of moves", ""),
    ],
)
def test_a_routines_title_counts_its_own_exercises(wrong_numbers, title, said):
    found = wrong_numbers(morning, title, "title: Morning")
    assert [each.partition(" says ")[2].partition(",")[0] for each in found] == [said] * bool(said)
    assert all(each.startswith(f"content/{morning}:2: ") for each in found)


def test_a_routines_summary_counts_its_own_exercises(wrong_numbers):
    assert wrong_numbers(morning, "All four before", "All three before") == [
        f'content/{morning}:4: this says "All four", and this routine has 3; change one of them'
    ]


def test_the_home_page_counts_all_exercises(wrong_numbers):
    (found,) = wrong_numbers(index, "Four knee exercises", "Three knee exercises")
    assert found == (
        'content/index.md:3: this says "Four knee exercises", and the site has 3, and a routine 3; '
        "change one of them"
    )


def test_the_tagline_counts_all_exercises(wrong_numbers):
    (found,) = wrong_numbers("site.yaml", "tagline: Ten easy and honest moves.")
    assert found.startswith('content/site.yaml:4: this says "Ten easy and honest moves"')


@pytest.mark.parametrize(("words", "wrong"), [("all nine steps", 1), ("nine steps ahead", 0)])
def test_steps_are_counted_on_the_page_that_has_them(wrong_numbers, words, wrong):
    assert len(wrong_numbers(squat, f"Follow {words}.")) == wrong


@pytest.mark.parametrize(
    ("summary", "wrong"),
    [
        # The routine takes 5 minutes and 36 seconds.
        ("Ten minutes.", True),
        ("A 10-minute start.", True),
        ("2 to 3 minutes.", True),
        ("Under 3 minutes.", True),
        ("At least 8 minutes.", True),
        ("Five minutes.", False),
        ("About 6 minutes.", False),
        ("5-minute start.", False),
        ("3 to 5 minutes.", False),
        ("Under 10 minutes.", False),
        ("At least 2 minutes.", False),
        ("Rest for 10 minutes.", False),
        ("10 minutes after breakfast.", False),
        ("A trial took 10 minutes.", False),
    ],
)
def test_a_routines_time_is_that_of_its_plan(wrong_numbers, summary, wrong):
    found = wrong_numbers(morning, summary, "All three before breakfast.")
    assert ["this routine takes about 6 minutes" in each for each in found] == [True] * wrong


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        (morning, "The whole routine takes about twenty minutes.", 1),
        (morning, "Warm up for twenty minutes.", 0),
        (morning, "The whole routine takes about five minutes.", 0),
        (squat, "The exercise takes twenty minutes.", 1),
        (squat, "The exercise takes two minutes.", 0),
        (squat, "Rest for twenty minutes.", 0),
    ],
)
def test_a_time_in_a_text_counts_where_it_is_of_the_whole(wrong_numbers, name, text, wrong):
    assert len(wrong_numbers(name, text)) == wrong


def test_a_time_may_be_that_of_a_whole_day(wrong_numbers, knee):
    change = "times_per_day: 2\nsummary: Ten minutes a day."
    assert wrong_numbers(morning, change, "summary: All three before breakfast.") == []
