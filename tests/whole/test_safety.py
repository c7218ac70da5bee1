"""What the site may never lose: who should not start, when to stop, where to call, who checked."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath

import pytest

from build import build_site
from generator.content.sources import Sources, root

settings = root / "site.yaml"
safety = root / "safety.md"
pain_rule = (
    "Your pain breaks the rule (0 is none, 10 the worst). If it began at 0 to 3, stop above 3. "
    "If it began at 4, stop at 6. If it began at 5 or 6, stop at 7. At 7 or more, do not begin."
)
clot_rule = (
    "One calf or thigh is newly hot, swollen or tender (a clot?): call a doctor today, "
    "and do not exercise."
)
leg_rule = (
    "Pain, tingling or numbness runs down one leg: leave this one out until it has gone. "
    "A newly weak leg: get help now."
)


def text_of(page: bytes) -> str:
    """The words of a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def pages_in(tree, folder: str) -> dict[str, bytes]:
    return {path.stem: data for path, data in tree.items() if path.parts[0] == folder}


@pytest.fixture(scope="module")
def exercises(real_tree):
    pages = pages_in(real_tree, "exercises")
    return {name: text_of(data) for name, data in pages.items()}


def section(content, name: str, id: str) -> str:
    """The lines of one section of an exercise's source."""
    text = content[root / "exercises" / f"{name}.md"].decode()
    return re.search(rf"^## [^\n]*{id}[^\n]*\n(.*?)(?=^## |\Z)", text, re.M | re.S | re.I)[1]


def test_who_should_not_do_it_stands_before_the_timer_and_the_steps(real_tree):
    for name, data in pages_in(real_tree, "exercises").items():
        page = data.decode()
        places = [page.index(f'id="{id}"') for id in ("ask-first", "steps")]
        assert places[0] < page.index("<hold-timer") < places[1], name
        assert page.index("Too hard?") < page.index("<hold-timer"), name


def test_each_exercise_has_three_to_six_lines_on_who_should_not_do_it(content, exercises):
    assert len(exercises) == 11
    for name in exercises:
        lines = re.findall(r"^- (.*)$", section(content, name, "#ask-first"), re.M)
        assert 3 <= len(lines) <= 6, name


def test_the_chair_routine_asks_for_nothing_off_the_chair(real_tree):
    page = real_tree[PurePosixPath("routines/chair-only.html")].decode()
    items = text_of(page.partition("routine__items")[2].partition("routine__more")[0].encode())
    assert "Heel lifts" in items
    assert not re.search("kneel|lie flat|get down|crossed position|worktop", items)


def test_who_is_told_to_wear_shoes_is_shown_in_shoes(content):
    for name in (
        *("toe-walking", "heel-tendon-stretch", "heel-lifts"),
        *("toe-walking-chair", "ankle-circles-chair", "seated-hamstring-stretch-chair"),
    ):
        poses = content[root / "poses" / f"{name}.yaml"].decode()
        start, hold = re.findall(r"^(?:start|hold):\n((?: .*\n)+)", poses, re.M)
        assert "shoe" in start, name
        assert "shoe" in hold, name


def test_each_floor_exercise_says_how_to_get_up_again(content):
    for name in (
        "ankle-circles",
        "legs-and-toes-upward-stretching",
        "resistance-band-stretch",
        "seated-hamstring-stretch",
    ):
        assert "Up from the floor: " in section(content, name, "Steps"), name


def test_a_newly_weak_leg_is_never_waited_for(content):
    for path, data in content.items():
        if path.suffix == ".md":
            assert not re.search("weakness runs down.*until it has gone", data.decode()), path


def test_nothing_is_allowed_right_behind_a_newly_weak_leg(content):
    for path, data in content.items():
        if path.suffix == ".md":
            assert "A newly weak leg: get help now. On" not in data.decode(), path


def test_who_says_that_it_hurts_reads_what_is_most_urgent_first(real_tree):
    page = text_of(real_tree[PurePosixPath("exercises/heel-lifts.html")])
    said = page[page.index("You stopped.") : page.index("Start again")]
    order = [
        "or your own country\u2019s emergency number.",
        "Get medical help today",
        "until it has gone",
    ]
    assert sorted(order, key=said.index) == order


def test_there_is_one_rule_for_pain(content, exercises):
    for name in exercises:
        stop_if = section(content, name, "Stop if")
        assert pain_rule in " ".join(re.sub(r"^ *- ", "", stop_if, flags=re.M).split()), name
        assert stop_if.count("spreads down") == 1, name
        assert "Your back pain gets worse" not in stop_if, name
    for path, data in content.items():
        if path.parent == root / "routines":
            assert "breaks the [rule for pain](../safety.md#stop-when)" in data.decode(), path


def test_nobody_waits_with_what_may_be_a_clot(content):
    calves = ("ankle-circles", "foot-massage", "heel-lifts", "heel-tendon-stretch", "toe-walking")
    with_rule = {path for path, data in content.items() if clot_rule.encode() in data}
    assert with_rule == {
        *(root / "exercises" / f"{name}.md" for name in calves),
        *(path for path in content if path.parent == root / "routines"),
    }
    assert not any(b"or may have, a blood clot" in data for data in content.values())


def test_pain_down_one_leg_alone_is_no_reason_to_call_an_ambulance(content):
    """Else ordinary sciatica fills the emergency departments."""
    for words in re.findall(r"^ *- (Back pain and .*leg.*)$", content[safety].decode(), re.M):
        assert re.search("newly weak leg, or both legs", words)
    rows = re.findall(r"^\| (.*?) \|  \|", content[safety].decode(), re.M)
    assert "Tingling or numbness in one leg only" in rows[4:]
    assert rows[:3] == [
        "Numb between the legs",
        "Both legs numb, tingling or painful",
        "A weak leg",
    ]
    assert "If one of the first four is new" in content[safety].decode()


def test_a_possible_break_in_the_spine_waits_for_the_ambulance(content):
    alone = content[safety].decode().partition("  alone:")[2].partition("  emergency_")[0]
    assert "after a serious accident. Lie still." in alone
    assert "even without back pain" in alone


def test_what_is_folded_on_a_phone_names_those_most_at_risk(real_tree):
    for folder in ("exercises", "routines"):
        for name, data in pages_in(real_tree, folder).items():
            summary = (
                data.decode().partition('<summary><h2 id="ask-first"')[2].partition("</h2>")[0]
            )
            assert ", and more</small>" in summary, name
            assert "to check" not in summary, name
    walk = pages_in(real_tree, "exercises")["toe-walking"].decode()
    assert "<small>a hot, swollen calf, a fall in the last year, numb feet" in walk


def test_there_is_one_rule_for_pain_down_the_leg(content, exercises):
    with_rule = {name for name in exercises if leg_rule in section(content, name, "#ask-first")}
    # Ankle circles may be done on a chair all the while.
    chair = "do this one only on a chair until it has gone. A newly weak leg: get help now."
    assert chair in section(content, "ankle-circles", "#ask-first")
    assert with_rule == {
        "legs-and-toes-upward-stretching",
        "resistance-band-stretch",
        "seated-hamstring-stretch",
    }


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("quinolone", {"toe-walking", "heel-lifts", "heel-tendon-stretch"}),
        ("feet are numb", {"toe-stretching", "toe-pressing", "toe-pencil-grasp", "foot-massage"}),
        ("new hip|hip or knee is new", {"toe-stretching", "seated-hamstring-stretch"}),
        ("cold or pale", {"foot-massage", "legs-and-toes-upward-stretching", "ankle-circles"}),
        (
            "fell in the last year",
            {"toe-walking", "heel-lifts", "toe-pressing", "heel-tendon-stretch"},
        ),
        (
            "thin bones",
            {"heel-lifts", "legs-and-toes-upward-stretching", "seated-hamstring-stretch"},
        ),
    ],
)
def test_those_most_at_risk_are_named_where_it_concerns_them(content, words, names):
    for name in names:
        lines = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", section(content, name, "#ask-first"))
        assert re.search(words, lines), name


def test_the_red_box_says_its_condition_before_the_signs(real_tree):
    box = text_of(real_tree[PurePosixPath("safety.html")]).partition("Get help now")[2]
    order = [
        "Back pain, or pain down a leg",
        "any ONE",
        "Call 999",
        "own country\u2019s emergency",
        "Numb or",
        "Sudden, severe pain",
        "take you to an emergency department now: You take blood thinners",
        "For any one of these, call your doctor today",
        "hot, swollen",
    ]
    assert [box.index(each) for each in order] == sorted(box.index(each) for each in order)
    assert "faint, sweaty or sick" in box


def test_the_red_box_is_for_emergencies_and_one_list_for_today(content, real_tree):
    page = real_tree[PurePosixPath("safety.html")].decode()
    box = page.partition('<section class="urgent"')[2].partition("</section>")[0]
    assert "oday" not in box
    today = page.partition('id="get-help-today"')[2].partition("</section>")[0]
    assert "emergency number" not in today
    for sign in ("snap at heel", "fever", "Pain of 7 or more", "foot hurts at rest", "steroid"):
        assert sign in today
    assert not re.search(r"[Cc]all the same day", text_of(page.encode()))


def test_when_to_call_comes_before_what_it_comes_to(real_tree):
    page = real_tree[PurePosixPath("safety.html")].decode()
    ids = ("get-help-now", "get-help-today", "this-week", "in-short", "why-one-sign-is-enough")
    places = [page.index(f'id="{id}"') for id in (*ids, "stop-when", "remember")]
    assert places == sorted(places)
    assert "You feel a pulse in your tummy, and your pain is not new." in page


def test_the_scale_of_pain_says_from_where_to_where(content, real_tree):
    text = text_of(real_tree[PurePosixPath("safety.html")])
    ladder = (
        "0 to 3 before you begin: go on, but stop if it goes above 3. 4: take care, and stop at 6. "
        "5 or 6: take care, and stop at 7. 7 or more: do not begin today."
    )
    assert ladder in text.replace(" :", ":")
    picture = content[root / "pictures" / "pain-scale.svg"].decode()
    assert re.findall(r"<text[^>]*>(\d+)</text>", picture) == [str(number) for number in range(11)]


def test_numbers_of_one_kind_and_no_odds(content):
    text = content[root / "evidence.md"].decode()
    assert "When 100" not in text, "100 is taken for all people"
    assert not re.search(r"\bodds\b|percent|%|plausible|not supported|\beffects?\b", text, re.I)


def test_another_country_changes_its_numbers_in_one_place(content, templates, static):
    text = content[settings].decode()
    ours = text[: text.index("emergency:")] + (
        'emergency: [{number: "144", country: Austria}]\n'
        'advice: [{number: "14 50", country: Austria}]\n'
    )
    tree = build_site(Sources(content | {settings: ours.encode()}, templates, static))[1]
    for path, data in tree.items():
        if path.suffix == ".html":
            assert not re.search(r"\b(999|911)\b|[Cc]all.{0,30}\b11[12]\b", text_of(data)), path
            if path.parts[0] in {"exercises", "routines"} or path.stem == "safety":
                assert "all 144 (Austria) or your own country\u2019s" in text_of(data), path
    assert b'href="tel:1450"' in tree[PurePosixPath("safety.html")]


def test_nobody_has_reviewed_it_until_a_name_is_given(content, templates, static, real_tree):
    for path, data in real_tree.items():
        if path.suffix == ".html":
            assert "has reviewed these pages yet" in text_of(data), path
    text = content[settings].decode().replace('reviewed_by: ""', "reviewed_by: A. Name, physio")
    tree = build_site(Sources(content | {settings: text.encode()}, templates, static))[1]
    for path, data in tree.items():
        if path.suffix == ".html":
            assert "has reviewed th" not in text_of(data), path
            assert "Reviewed by A. Name, physio." in text_of(data), path


def test_no_scraped_copy_is_cited(content):
    copies = "scribd|askvity|blogspot|handbag.com|reviewer.ly|physiohub|mendeley"
    for path, data in content.items():
        if path.suffix == ".md":
            assert not re.search(copies, data.decode()), path
