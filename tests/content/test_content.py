"""Every mistake an author can make is named with its file, its line, and what is allowed."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from fields.errors import ContentError
from generator.checks.missing import find_missing
from generator.content.site import parse_site
from generator.words.dose import write_plan
from tests.conftest import dot

squat = "exercises/half-squat.md"
good = """---
title: Half squat
order: 2
summary: Bend both knees a little.
position: standing
equipment: [worktop]
dose:
  hold_seconds: 3
  repetitions: 10
  sets: 2
  sides: both
  rest_seconds: 2
  days_per_week: 3
---

Text.
"""


def test_the_good_example_has_no_problem(problems_of):
    assert problems_of({squat: good.replace("Text.", "## Steps\n\n1. Bend.")}) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("position", "positon", 5, 'unknown field "positon"; did you mean "position"?'),
        ("order: 2\n", "", 2, "order is missing"),
        ("order: 2", "order: 2\norder: 4", 4, "order is given twice"),
        ("order: 2", "order: two", 3, 'order is text, "two"; allowed: a whole number from 1 to'),
        ("order: 2", "order: 0", 3, "order is 0; allowed: a whole number from 1 to 99999"),
        ("order: 2", "order: 2.5", 3, "order is a number"),
        ("Half squat", "[Half, squat]", 2, "title is a list; allowed: text"),
        ("Half squat", "no", 2, 'title is read as yes or no; put quotes round it: "no"'),
        ("Half squat", "''", 2, "title is empty"),
        ("Half squat", "Half: squat", 2, "a colon inside a text needs quotes"),
        ("title", "\ttitle", 2, "a tab is not allowed"),
        ("  sets", "\tsets", 10, "a tab is not allowed"),
        ("standing", "stending", 5, 'allowed: standing, chair, floor, lying, side-lying'),
        ("standing", "stending", 5, 'did you mean "standing"?'),
        ("[worktop]", "worktop", 6, "equipment is text"),
        ("hold_seconds: 3", "hold_seconds: 0", 8, "dose.hold_seconds is 0; allowed"),
        ("hold_seconds: 3", "hold_seconds: 1:30", 8, "dose.hold_seconds is"),
        ("hold_seconds: 3", "holds: 3", 8, 'unknown field "dose.holds"; allowed: days_per_week'),
        ("sets: 2", "sets: {from: 3, to: 2, timer: 3}", 10, "dose.sets.from is more than to"),
        ("sets: 2", "sets: {from: 1, to: 2, timer: 3}", 10, "dose.sets.timer is 3; allowed: from"),
        ("sets: 2", "sets: {from: 1, to: 2}", 10, "dose.sets.timer is missing"),
        ("sides: both", "sides: some", 11, "allowed: each, both, one, left or right"),
        ("days_per_week: 3", "days_per_week: 8", 13, "allowed: a whole number from 1 to 7"),
        ("hold_seconds: 3", "hold_seconds: 3\n  phases: [{label: A, seconds: 1}]", 9, "both"),
        ("hold_seconds: 3", "hold_seconds: 3\n  repetition_seconds: 4", 9, "can't both be given"),
        ("hold_seconds: 3", "repetition_seconds: 4", 12, "rest_seconds goes with a hold; with"),
        ("hold_seconds: 3", "repetition_seconds: 90", 8, "allowed: a whole number from 1 to 60"),
        (
            "hold_seconds: 3",
            "repetition_seconds: 4\n  limits: {hold_seconds: {from: 2, to: 6}}",
            9,
            'unknown field "dose.limits.hold_seconds"',
        ),
        ("hold_seconds: 3", "phases: []", 8, "dose.phases is empty"),
        ("hold_seconds: 3", "phases: [{label: A}]", 8, "seconds is missing"),
        (
            "hold_seconds: 3",
            "phases: [{label: A, seconds: 1, direction: back}]",
            8,
            "allowed: forwards or backwards",
        ),
        ("sets: 2", "sets: 2\n  limits: {sets: {from: 3, to: 4}}", 11, "must include the dose"),
        ("sets: 2", "sets: 2\n  limits: {sets: {from: 1, to: 1}}", 11, "must include the dose"),
        ("sets: 2", "sets: {from: 1, 2 or 3}", 10, "put quotes round a text with a comma"),
        ("sets: 2", "setz: 2\n  limits: {setz: {from: 1, to: 2}}", 11, 'did you mean "sets"?'),
        ("Half squat", '"Half squat', 2, "a quote that opens here is never closed"),
        ("dose:", "dose: 3\nx:", 7, "dose is a whole number"),
        ("---\n\nText.", "\nText.", 1, "have no end; put a line ---"),
        ("---\ntitle", "title", 1, "must begin with a line ---"),
        ("Text.", "# Text", 16, "begin headings with ##"),
        ("Text.", "## A\n\n#### B", 18, "skips a level; write ### here"),
        ("Text.", "a\n\nb <script>alert(1)</script>", 18, "HTML is not allowed"),
        ("Text.", '<iframe src="https://example.org">', 16, "HTML is not allowed"),
        ("Text.", "\n<p onclick=alert(1)>", 17, "HTML is not allowed"),
        ("Text.", "[a](b.md){onclick=alert(1)}", 16, "the attribute onclick is not allowed"),
        ("Text.", "Text\n{style=color:red}", 17, "the attribute style is not allowed"),
        ("Text.", "\n[a](javascript:alert(1))", 17, "may not begin with javascript:"),
        ("Text.", "[a](JaVa&#115;cript:x)", 16, "may not begin with javascript:"),
        ("Text.", "[a](data:text/html,x)", 16, "may not begin with data:"),
        ("Text.", "[a](//example.org)", 16, "may not begin with //"),
        ("Text.", "a\n\n[a][1]\n\n[1]: vbscript:x", 20, "may not begin with vbscript:"),
        ("Text.", "[a](gone.md)", 16, "there is no page gone.md"),
        ("Text.", "[a](heel-slid.md)", 16, 'did you mean "heel-slide.md"?'),
        ("Text.", "a\n[a](heel-slide.md#stops)", 17, 'no place #stops; did you mean "steps"?'),
        ("Text.", "[a](#nowhere)", 16, "half-squat.md has no place #nowhere"),
        ("Text.", "[a](../../README.md)", 16, "there is no page ../../README.md"),
        ("Text.", "a\n\n![A foot](foot.png)", 18, "there is no picture foot.png"),
        ("Text.", "![A](https://example.org/a.png)", 16, "there is no picture"),
        ("Text.", "a <https://example.org/a> [b](b.md)", 16, "there is no page b.md"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_line(problems_of, old, new, line, words):
    found = problems_of({squat: good.replace(old, new, 1)})
    assert any(
        problem.startswith(f"content/{squat}:{line}: ") and words in problem for problem in found
    ), found


def test_code_may_show_what_the_text_may_not_hold(problems_of):
    text = (
        "Write `<b>` or\n\n```\n<script>\n# not a heading\n```\n\n1 < 2 and <https://example.org>"
    )
    assert problems_of({squat: good.replace("Text.", f"## Steps\n\n{text}")}) == []


def test_a_comment_is_left_out_and_keeps_the_lines(problems_of, knee):
    body = "<!-- a note\nof two lines -->\n\n[a](gone.md)"
    (problem, *_) = problems_of({squat: good.replace("Text.", body)})
    assert problem.startswith(f"content/{squat}:19: there is no page gone.md")


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({squat: good.encode() + b"\n\xff"}, f"{squat}:18", "not UTF-8"),
        ({"exercises/Half Squat.md": good}, "exercises/Half Squat.md", "small letters, digits"),
        ({"exercises/HALF-SQUAT.md": good}, "exercises/half-squat.md", "the same address as"),
        ({"exercises/more/half.md": good}, "exercises/more/half.md", "files belong in content/"),
        ({"exercises/notes.txt": "x"}, "exercises/notes.txt", "only .md files and pictures"),
        ({squat: good.replace("order: 2", "order: 3")}, "exercises/heel-slide.md:3", "order 3"),
        ({"404.md": good}, "404.md", "this address belongs to"),
        ({"poses/half-squad.yaml": "a: 1"}, "poses/half-squad.yaml", 'did you mean "half-squat"?'),
        ({"index.md": None}, "index.md", "the home page is missing"),
        ({"site.yaml": None}, "site.yaml", "the file is missing"),
        ({"site.yaml": "title: A\nlanguage: English"}, "site.yaml:2", "a short code such as en"),
        ({"site.yaml": "title: A\nlanguage: en\nicon: x"}, "site.yaml:3", "no exercise"),
        (
            {"site.yaml": 'title: A\nlanguage: en\nemergency: [{number: "nine", country: UK}]'},
            "site.yaml:3",
            "digits, such as 112",
        ),
        (
            {"site.yaml": "title: A\nlanguage: en\nadvice: [{number: 111}]"},
            "site.yaml:3",
            "country is missing",
        ),
        ({"site.yaml": "title: A\nlanguage: en\nadvice: 111"}, "site.yaml:3", "a list"),
        ({"site.yaml": "title: A\nlanguage: en\nadvice: [111]"}, "site.yaml:3", "a group of"),
        ({"site.yaml": "title: A\nlanguage: en\npdf_sheets: 1"}, "site.yaml:3", "yes or no"),
        ({"site.yaml": "title: A\nlanguage: en\nreviewed: yesterday"}, "site.yaml:3", "a date"),
        ({"site.yaml": 'title: A\nlanguage: en\nreviewed: "20261122"'}, "site.yaml:3", "a date"),
        ({"site.yaml": "title: A\nlanguage: en\nreviewed: 2026-W47"}, "site.yaml:3", "a date"),
        ({"site.yaml": "title: A\nlanguage: en\naddress: x"}, "site.yaml:3", "allowed: https://"),
        (
            {"site.yaml": 'title: A\nlanguage: en\naddress: "http://[x"'},
            "site.yaml:3",
            "allowed: https://",
        ),
        (
            {"site.yaml": "title: A\nlanguage: en\naddress: https://a:99999/"},
            "site.yaml:3",
            "allowed: https://",
        ),
    ],
)  # fmt: skip
def test_a_mistake_of_a_whole_file_is_named(problems_of, changes, place, words):
    found = problems_of(changes)
    assert any(each.startswith(f"content/{place}: ") and words in each for each in found), found


routine = "---\ntitle: R\norder: 1\nsummary: S.\ndays_per_week: 7\n{}\n---\n"


@pytest.mark.parametrize(
    ("exercises", "line", "words"),
    [
        ("exercises: [heel-slid]", 6, 'there is no exercise "heel-slid"; did you mean'),
        ("exercises: []", 6, "exercises is empty; allowed: a list of exercises"),
        ("", 2, "exercises is missing"),
        ("exercises:\n  - heel-slide\n  - {exercise: x}", 8, 'there is no exercise "x"'),
        ("exercises:\n  - {exercise: heel-slide, dose: {sets: 0}}", 7, "sets is 0; allowed"),
        ("exercises:\n  - heel-slide\n    - half-squat", 7, "begin each dash below the one before"),
        ("exercises:\n  - {exercise: heel-slide, doze: {sets: 1}}", 7, "unknown field"),
        (
            "exercises:\n  - {exercise: heel-slide, poses: gone}",
            7,
            'no file "gone.yaml" in content/',
        ),
    ],
)
def test_a_mistake_of_a_routine_is_named(problems_of, exercises, line, words):
    found = problems_of({"routines/morning.md": routine.format(exercises)})
    place = f"content/routines/morning.md:{line}: "
    assert any(each.startswith(place) and words in each for each in found), found


def test_an_entry_of_a_routine_that_names_no_exercise_is_one_problem(problems_of):
    text = routine.format("exercises: [{dose: {sets: 1}}, heel-slide]")
    (found,) = problems_of({"routines/morning.md": text})
    assert "morning.md:6: exercises.exercise is missing; write exercise: ..." in found


def test_a_routine_may_name_an_exercise_whose_own_file_is_broken(problems_of):
    found = problems_of({"exercises/heel-slide.md": "---\ntitle: : :\n---\n"})
    assert len(found) == 1


def test_an_empty_folder_says_what_it_needs():
    with pytest.raises(ContentError, match=r"content: the folder is missing or empty"):
        parse_site({})


@pytest.mark.parametrize("address", ["", '""', "~"])
def test_an_address_left_empty_is_no_address(knee, address):
    path = next(path for path in knee if path.name == "site.yaml")
    text = f"title: A\nlanguage: en\naddress: {address}\n"
    assert parse_site(knee | {path: text.encode()}).address == ""


def test_ten_mistakes_in_one_copy_are_all_reported_in_one_run(problems_of):
    found = problems_of(
        {
            squat: good.replace("title: Half", "titel: Half").replace("standing", "upright"),
            "exercises/heel-slide.md": "---\ntitle: Heel: slide\n---\n",
            "exercises/straight-leg-raise.md": "---\ntitle: A\n",
            "exercises/other.md": good.replace("Text.", "<b>x</b>\n\n[a](gone.md)"),
            "routines/morning.md": routine.format("exercises: [nobody]"),
            "site.yaml": "title: A\nlanguage: en\naddres: x",
            "poses/nobody.yaml": "x: 1",
            "index.md": "---\ntitle: A\nsummary: B.\n---\n\n[a](safety.md)\n\n[b](#there)",
        }
    )
    assert len(found) >= 12
    assert {"index.md:6", "index.md:8"} <= {each.split("/")[-1].split(": ")[0] for each in found}
    assert all(problem.startswith("content/") for problem in found)


def test_a_dose_in_a_routine_changes_only_what_it_names(knee):
    site = parse_site(knee)
    (item,) = (item for item in site.routines[0].items if item.exercise.slug == "half-squat")
    own = item.exercise.dose
    assert (item.dose.repetitions.timer, item.dose.sets.timer) == (5, 1)
    assert item.dose.phases == own.phases
    assert item.dose.days_per_week == own.days_per_week


def test_a_routine_may_say_how_an_exercise_is_done_there(knee):
    text = routine.format(
        "exercises:\n  - {exercise: half-squat, position: chair, equipment: [chair]}"
    )
    body = "## Stand up *twice* {#half-squat}\n\n1. Sit.\n2. Stand up."
    path = next(path for path in knee if path.name == "morning.md")
    own = next(path for path in knee if path.name == "half-squat.md")
    easier = knee[own].replace(b"position:", b"easier: Hold on.\nposition:")
    site = parse_site(knee | {path: (text + body).encode(), own: easier})
    (item,) = site.routines[0].items
    assert (item.easier, item.exercise.easier) == ("", "Hold on.")
    assert item.title == "Stand up twice"
    assert "Stand up." in item.steps.html
    assert (item.position, item.equipment) == ("chair", ("chair",))
    assert item.exercise.equipment == ("worktop",)


def test_a_routine_may_say_who_should_not_do_it_there_and_when_to_stop(knee):
    text = routine.format("exercises: [half-squat]")
    body = (
        "## Not here if {#half-squat-ask-first}\n\n- You are tired.\n\n"
        "## Stop here if {#half-squat-stop-if}\n\n- You wobble."
    )
    path = next(path for path in knee if path.name == "morning.md")
    made = parse_site(knee | {path: (text + body).encode()}).routines[0]
    assert made.items[0].ask_first.heading == "Not here if"
    assert "You wobble." in made.items[0].stop_if.html
    assert made.body.sections == ()


@pytest.mark.parametrize("slip", ["Heading\n=======", "Words\n{so}"])
def test_a_slip_below_other_words_is_named_at_its_own_line(problems_of, slip):
    text = good.replace("Text.", f"Text, so.\n\n{slip}")
    line = text[: text.index(slip)].count("\n") + 2
    found = [each for each in problems_of({squat: text}) if each.startswith(f"content/{squat}:")]
    assert found
    assert all(each.startswith(f"content/{squat}:{line}: ") for each in found), found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("half-squt", "half-squat"),
        ("half-squat-stopif", "half-squat-stop-if"),
        ("half-squat-askfirst", "half-squat-ask-first"),
    ],
)
def test_a_section_that_nearly_names_an_exercise_of_a_routine_is_asked_back(
    problems_of, written, meant
):
    text = routine.format("exercises: [half-squat]") + f"## Sit {{#{written}}}\n\nSit.\n"
    (found,) = problems_of({"routines/morning.md": text})
    assert f'"{written}" names no exercise of this routine; did you mean {{#{meant}}}?' in found


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("squat", "; did you mean {#half-squat}? If not, "),
        ("squat-stop-if", "; did you mean {#half-squat-stop-if}? If not, "),
        ("heel-slide", ": take it out, or "),
        ("heel-slide-ask-first", ": take it out, or "),
        ("gone-stop-if", ": take it out, or "),
    ],
)
def test_a_section_of_an_exercise_that_a_routine_has_not_is_asked_back(
    problems_of, knee, written, hint
):
    """Of one that was renamed, else the routine would show other steps and other warnings."""
    text = routine.format("exercises: [half-squat]") + f"## Sit {{#{written}}}\n\nSit.\n"
    file = PurePosixPath("content/exercises/half-squat.md")
    renamed = knee[file].decode().replace("---\n", "---\nformerly: [squat]\n", 1)
    (found,) = problems_of({"routines/morning.md": text, "exercises/half-squat.md": renamed})
    assert f'"{written}" names no exercise of this routine{hint}' in found


def test_a_section_named_like_a_page_that_was_no_exercise_is_a_text(problems_of, knee):
    text = routine.format("exercises: [half-squat]") + "## Sit {#the-end}\n\nSit.\n"
    file = PurePosixPath("content/exercises/half-squat.md")
    former = "---\nformerly: [routines/the-end.html]\n"
    renamed = knee[file].decode().replace("---\n", former, 1)
    assert not problems_of({"routines/morning.md": text, "exercises/half-squat.md": renamed})


def test_of_a_routine_with_a_mistake_in_its_list_no_section_is_doubted(problems_of):
    text = routine.format("exercises: [half-squt]") + "## Sit {#half-squat-stop-if}\n\nSit.\n"
    (found,) = problems_of({"routines/morning.md": text})
    assert 'there is no exercise "half-squt"' in found


def test_pictures_of_another_exercise_are_refused_in_a_routine(problems_of):
    pose = "start:\n  title: A\n  description: B.\n  position: standing\n"
    text = routine.format("exercises:\n  - {exercise: half-squat, poses: heel-slide-chair}")
    (found,) = problems_of({"routines/morning.md": text, "poses/heel-slide-chair.yaml": pose})
    assert "allowed: a file whose name begins with half-squat" in found


@pytest.mark.parametrize(
    "steps",
    ["- A\n2. B\n3. C\n4. D", "1. A\n2. B\n\n- C\n\n3. D\n4. E", "1. A\n2. B\n\nC\n\n3. D\n4. E"],
)
def test_steps_that_are_not_all_numbered_are_a_warning(knee, steps):
    path = next(path for path in knee if path.name == "half-squat.md")
    text = good.replace("Text.", f"## Steps\n\n{steps}\n")
    site = parse_site(knee | {path: text.encode()})
    found = [str(each) for each in find_missing(site) if each.path == path]
    line = text[: text.index("## Steps")].count("\n") + 1
    assert any(f":{line}: not all steps begin with a number" in each for each in found), found


def test_a_picture_between_steps_is_no_warning(knee):
    path = next(path for path in knee if path.name == "half-squat.md")
    steps = "1. A\n2. B\n   - b\n\n![C](c.png)\n\n3. D\n4. E"
    picture = {path.with_name("c.png"): dot}
    text = good.replace("Text.", f"## Steps\n\n{steps}\n")
    site = parse_site(knee | picture | {path: text.encode()})
    assert not [each for each in find_missing(site) if "not all steps" in str(each)]


def test_a_phase_says_which_way_it_goes(knee):
    phases = "phases: [{label: Anti, seconds: 1}, {label: B, seconds: 1, direction: backwards}]"
    path = next(path for path in knee if path.name == "half-squat.md")
    site = parse_site(
        knee | {path: good.replace("hold_seconds: 3", phases).replace("Text.", "## Steps").encode()}
    )
    dose = next(each.dose for each in site.exercises if each.slug == "half-squat")
    assert [phase.backwards for phase in dose.phases] == [False, True]
    assert [step.backwards for step in write_plan(dose) if step.kind == "hold"][:2] == [False, True]


def test_limits_say_how_far_a_reader_may_change_the_dose(knee, problems_of):
    text = good.replace("sets: 2", "sets: 2\n  limits: {hold_seconds: {from: 1, to: 9}}")
    text = text.replace("Text.", "## Steps")
    path = next(path for path in knee if path.name == "half-squat.md")
    site = parse_site(knee | {path: text.encode()})
    dose = next(each.dose for each in site.exercises if each.slug == "half-squat")
    assert (dose.phases[0].seconds.lowest, dose.phases[0].seconds.highest) == (1, 9)
    assert (dose.sets.lowest, dose.sets.highest) == (2, 2)


def test_the_red_box_stands_once(problems_of):
    box = "get_help_now: {in_short: [A], condition: B, signs: [C]}"
    page = f"---\ntitle: A\nsummary: B.\n{box}\n---\n"
    link = "---\ntitle: A\nsummary: B.\n---\n\n[a](safety.md#get-help-now)\n"
    assert problems_of({"safety.md": page, "about.md": link}) == []
    (found,) = problems_of({"safety.md": page.replace(box, "menu: C"), "about.md": link})
    assert "safety.md has no place #get-help-now" in found
    found = problems_of({"safety.md": page, "zeal.md": page, "zone.md": page})
    message = "get_help_now stands in safety.md already; keep one of them"
    assert found == [f"content/{name}.md:4: {message}" for name in ("zeal", "zone")]


def test_an_order_number_is_taken_once_among_routines_too(knee, problems_of):
    path = next(path for path in knee if path.name == "morning.md")
    assert problems_of({"routines/evening.md": knee[path]}) == [
        "content/routines/evening.md:3: order 1 stands in morning.md too; give each its own number",
        "content/routines/morning.md:3: order 1 stands in evening.md too; give each its own number",
    ]


def test_exercises_come_in_the_order_that_their_numbers_say(knee):
    path = next(path for path in knee if path.name == "straight-leg-raise.md")
    orders = [each.slug for each in parse_site(knee).exercises]
    last = re.sub(rb"order: \d+", b"order: 99999", knee[path])
    moved = [each.slug for each in parse_site(knee | {path: last}).exercises]
    assert moved == [slug for slug in orders if slug != path.stem] + [path.stem]
    assert sorted(orders) != orders


def test_a_file_that_several_places_need_is_said_to_be_gone_once(problems_of):
    link = "---\ntitle: A\nsummary: B.\n---\n\n[a](exercises/half-squat.md)\n"
    assert problems_of({"about.md": link, squat: None}) == [
        "content/exercises/half-squat.md: there is no such file (any more), but 3 places need it; "
        "bring it back, or change or delete these: content/about.md:6, content/index.md:6, "
        "content/routines/morning.md:8"
    ]
    # What only one place needs may be misspelt there.
    (found,) = problems_of({"about.md": link.replace("half-squat", "half-squad")})
    assert found.startswith("content/about.md:6: there is no page exercises/half-squad.md; ")
    assert found.endswith('; did you mean "exercises/half-squat.md"?')
    # What could be no page is no file that was there.
    for name in ("../../gone.md", "gone.html"):
        found = problems_of({"about.md": f"{link}\n[a]({name}) [b]({name})\n"})
        assert len(found) == 1
        assert f"there is no page {name}" in found[0]
