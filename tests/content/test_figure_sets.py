"""Figures held against their poses and exercises, and on the page for one side or the other."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from build import build_site, main
from fields.errors import ContentError
from generator.checks.missing import find_missing
from generator.content.figure_sets import name_blocks
from generator.content.site import parse_site
from generator.content.sources import Sources, root
from generator.model import Settings
from generator.output.files import read_tree
from generator.pages.drawn.social import plan_cards
from generator.pages.render import render_plain
from tests.conftest import project
from tests.drawing.library import drawn, stand

pose = root / "poses" / "half-squat.yaml"
hold = root / "figures" / "half-squat-hold.svg"
start = root / "figures" / "half-squat-start.svg"
exercise = root / "exercises" / "half-squat.md"
poses = f"{stand}  arrows: [move left knee up]\n".encode()
by_hand = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 20 160 120" width="160mm">
<title>Mine</title><desc>My own picture.</desc>
<defs><linearGradient id="a"><stop offset="0" style="stop-color:#123456"/></linearGradient></defs>
<path id="leg" style="fill:url(#a);stroke:#654321" d="M10 20h9v9z"/></svg>"""


@pytest.fixture(scope="module")
def posed(knee):
    """The knee programme with figures of one exercise."""
    return drawn({**knee, pose: poses})


def outdated(files) -> list[str]:
    return [str(problem) for problem in parse_site(files).outdated]


def test_drawn_figures_are_up_to_date_whatever_the_line_ends(posed):
    assert outdated(posed) == []
    assert outdated(posed | {pose: poses.replace(b"\n", b"\r\n")}) == []
    assert outdated(posed | {hold: posed[hold].replace(b"\n", b"\r\n")}) == []


def test_a_pose_that_is_newer_than_its_figures_is_named_and_the_old_ones_stay(
    posed, templates, static
):
    newer = posed | {pose: poses.replace(b"30", b"60")}
    assert outdated(newer) == [f"{pose}: it has changed since its figures were drawn"]
    page = PurePosixPath("exercises/half-squat.html")
    before, after = (
        build_site(Sources(files, templates, static))[1][page] for files in (posed, newer)
    )
    assert before == after


def test_another_person_of_the_site_is_named_where_a_pose_file_names_nobody(posed):
    settings = root / "site.yaml"
    joe = posed | {settings: posed[settings] + b"\nperson: joe\n"}
    assert outdated(joe) == [f"{pose}: it has changed since its figures were drawn"]


def test_poses_without_figures_are_named_once(posed):
    bare = {path: data for path, data in posed.items() if path.parent.name != "figures"}
    assert outdated(bare) == [f"{pose}: not drawn yet: its figures"]


def test_one_figure_that_is_not_drawn_is_named_whoever_drew_the_others(posed):
    bare = {path: data for path, data in posed.items() if path != hold}
    assert outdated(bare) == [f"{pose}: not drawn yet: hold"]
    assert outdated(bare | {start: by_hand}) == [f"{pose}: not drawn yet: hold"]


def test_a_drawn_figure_without_its_pose_is_named_and_one_by_hand_is_not(posed):
    bare = {path: data for path, data in posed.items() if path != pose} | {start: by_hand}
    assert outdated(bare) == [
        f"{hold}: poses/half-squat.yaml, which it was drawn from, is gone; bring it back, or draw: "
        "then this one goes too"
    ]


def test_only_those_that_were_drawn_are_held_against_the_pose(posed):
    newer = posed | {pose: poses.replace(b"30", b"60"), hold: by_hand, start: by_hand}
    assert outdated(newer) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("half-squad-hold.svg", 'there is no exercise "half-squad" for this figure; did you mean'),
        ("half-squat.svg", "the file's name must be that of the exercise and one of -start"),
        ("half-squat-end.svg", "-start, -hold, -phase-1, -close-up or -wrong, such as toe-walking"),
        ("half-squat-hold.png", "a figure is an .svg file, drawn in lines; trace this one, or put"),
        ("Half-squat-hold.svg", "small letters"),
    ],
)
def test_a_figure_that_belongs_nowhere_is_a_problem(problems_of, name, message):
    found = problems_of({f"figures/{name}": by_hand.decode()})
    about = [each for each in found if each.startswith(f"content/figures/{name}: ")]
    assert any(message in each for each in about), found
    assert len(about) == 1 or name[0] == "H"


def test_a_figure_of_no_exercise_may_be_one_that_a_text_shows(knee):
    stray = {
        root / "poses" / "getting-up.yaml": poses,
        root / "figures/getting-up-hold.svg": by_hand,
    }
    about = r"exercises/getting-up\.md: there is no such file .* but 2 places need it"
    with pytest.raises(ContentError, match=about):
        parse_site(knee | stray)
    parse_site(knee | stray | {root / "pictures" / "getting-up-hold.svg": by_hand})


@pytest.fixture
def problems_of(knee):
    """Return the problems of the knee programme with some files more."""

    def find(changes: dict[str, str]) -> list[str]:
        with pytest.raises(ContentError) as raised:
            parse_site(knee | {root / name: text.encode() for name, text in changes.items()})
        return [str(problem) for problem in raised.value.problems]

    return find


def test_a_figure_drawn_by_hand_appears_wherever_any_other_does(knee, templates, static):
    files = {**knee, hold: by_hand, start: by_hand}
    _, tree = build_site(Sources(files, templates, static), Settings("https://feet.example.org/"))
    pages = {path for path, data in tree.items() if b"M10 20h9v9z" in data}
    names = {str(path) for path in pages}
    assert {"index.html", "exercises/half-squat.html"} < names
    assert any(name.startswith("routines/") for name in names)
    for path in pages:
        page = tree[path].decode()
        ids = re.findall(r' id="([^"]*)"', page)
        assert len(ids) == len(set(ids)), path
        assert set(re.findall(r"url\(#([^)]*)\)", page)) <= set(ids)
        figures = re.findall(r"<svg class=\"figure.*?</svg>", page, re.DOTALL)
        assert all("style=" not in figure for figure in figures)
    page = tree[PurePosixPath("exercises/half-squat.html")].decode()
    assert 'class="figure figure--own"' in page
    assert 'fill="url(#figure-hold-' in page
    assert "translate(-10 -20)" in page


def test_words_that_a_figure_lacks_are_a_warning(knee):
    wordless = re.sub(rb"<(title|desc)>.*?</\1>", b"", by_hand)
    found = [str(each) for each in find_missing(parse_site({**knee, hold: wordless}))]
    about = [each for each in found if each.startswith(str(hold))]
    assert len(about) == 2
    assert "no title" in about[0] + about[1]
    assert "no desc" in about[0] + about[1]


def page_for(files, sides: bytes, templates, static) -> str:
    changed = re.sub(rb"sides: \w+", b"sides: " + sides, files[exercise])
    tree = build_site(Sources(files | {exercise: changed}, templates, static))[1]
    return tree[PurePosixPath("exercises/half-squat.html")].decode()


def test_the_picture_is_mirrored_where_only_the_other_side_works(posed, templates, static):
    as_drawn = page_for(posed, b"left", templates, static)
    assert "The left knee is bent." in as_drawn
    assert "<g transform=" not in as_drawn
    for sides in (b"each", b"both", b"one"):
        assert "<g transform=" not in page_for(posed, sides, templates, static)
    other = page_for(posed, b"right", templates, static)
    width = re.search(r'viewBox="0 0 ([\d.]+) [\d.]+"[^>]* data-side="right">\s*<title', other)
    assert f'<g transform="translate({width[1]} 0) scale(-1 1)"' in other
    assert ">The right knee is bent.</desc>" in other
    assert ">Bend the right knee</figcaption>" in other


def test_an_arrow_that_turns_is_turned_back_where_the_page_mirrors_it(posed, templates, static):
    turning = posed[hold].replace(
        b'<path class="arrow"', b'<path class="arrow" data-turns="rotate(9)"'
    )
    other = page_for(posed | {hold: turning}, b"right", templates, static)
    assert 'data-turns="rotate(9)" transform="rotate(9)"' in other


def run(content: Path, *arguments: str) -> int:
    output = content.parent / "out"
    return main([*arguments, "--content", str(content), "--output", str(output)])


def test_build_and_check_name_the_command_that_draws(knees, capsys, posed):
    for path in (pose, hold, start):
        file = knees / path.relative_to(root)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(posed[path])
    assert run(knees, "build") == 0
    assert "build.py draw" not in capsys.readouterr().out
    (knees / pose.relative_to(root)).write_bytes(poses.replace(b"30", b"60"))
    command = f"`.venv/bin/python build.py draw --content {knees}` draws them"
    for each in ("build", "check"):
        assert run(knees, each) == 0
        out = capsys.readouterr().out
        assert "Figures not up to date: half-squat.yaml. " in out
        assert command in out
    assert "half-squat.yaml: it has changed since its figures were drawn" in out
    assert main(["draw", "--check", "--content", str(knees)]) == 1


def test_check_reads_the_words_of_poses_and_the_content_in_one_run(knees, capsys):
    (knees / "poses").mkdir()
    (knees / "poses" / "half-squat.yaml").write_bytes(poses.replace(b"standing", b"stading"))
    file = knees / "exercises" / "heel-slide.md"
    file.write_text(file.read_text().replace("position: lying", "position: flat"))
    assert run(knees, "check") == 1
    error = capsys.readouterr().err
    assert 'poses/half-squat.yaml:4: start.position is "stading"' in error
    assert "heel-slide.md:5" in error
    assert run(knees, "build") == 1
    assert "half-squat.yaml" not in capsys.readouterr().err


def test_a_build_imports_nothing_that_draws():
    import subprocess
    import sys

    code = "import sys, build; sys.exit(any(name.startswith('figures') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, check=False)
    assert done.returncode == 0


def test_a_figure_without_words_is_passed_over_rather_than_read_out_as_nothing(
    knee, templates, static
):
    wordless = re.sub(rb"<(title|desc)>.*?</\1>", b"", by_hand)
    page = page_for({**knee, hold: wordless}, b"each", templates, static)
    (figure,) = re.findall(r'<figure class="pose" data-pose="hold">.*?</figure>', page, re.DOTALL)
    assert 'aria-hidden="true"' in figure
    assert 'role="img"' not in figure
    assert "<figcaption" not in figure
    assert "<title" not in figure


side = b' data-side="left"'
mirrored = b' data-mirrored="The right one."'


@pytest.mark.parametrize(
    ("sides", "change", "words"),
    [
        (b"each", {}, ["it doesn't say which side works in it"]),
        (b"right", {}, ["it doesn't say which side works in it"]),
        (b"both", {}, []),
        (b"each", {b"<svg": b'<svg data-side="both"'}, []),
        (b"each", {b"<svg": b"<svg" + side}, []),
        (
            b"each",
            {b"<svg": b"<svg" + side, b"Mine": b"Left foot", b"My own": b"The left"},
            ["its title names a side", "its desc names a side"],
        ),
        (
            b"each",
            {
                b"<svg": b"<svg" + side,
                b"<title>Mine": b"<title" + mirrored + b">Left foot",
                b"<desc>My own": b"<desc" + mirrored + b">The left",
            },
            [],
        ),
        (
            b"left",
            {b"<svg": b"<svg" + side, b"<path": b'<text x="3">Up</text><path'},
            ["its text stands in mirror writing"],
        ),
    ],
)
def test_what_a_picture_by_hand_says_of_its_side_is_looked_at(knee, sides, change, words):
    picture = by_hand
    for old, new in change.items():
        picture = picture.replace(old, new, 1)
    changed = re.sub(rb"sides: \w+", b"sides: " + sides, knee[exercise])
    site = parse_site({**knee, exercise: changed, hold: picture})
    found = [str(each) for each in find_missing(site) if each.path == hold]
    assert [each for each in found if not any(word in each for word in words)] == []
    assert len(found) == len(words)


def test_a_picture_by_hand_whose_parts_all_have_roles_has_the_colours_of_the_page(
    knee, templates, static
):
    plain = re.sub(rb'style="[^"]*"', b'class="skin"', by_hand)
    page = page_for({**knee, hold: plain, start: by_hand}, b"each", templates, static)
    classes = re.findall(r'<svg class="(figure[^"]*)"', page)
    assert classes == ["figure figure--own", "figure"]


def test_the_card_shows_the_side_that_works(posed, static):
    changed = re.sub(rb"sides: \w+", b"sides: right", posed[exercise])
    site = parse_site(posed | {exercise: changed}, "https://feet.example.org/")
    card = plan_cards(site, static)["exercises/half-squat.html"]
    assert card.values["figure"].mirrored
    (svg,) = render_plain([card], site, read_tree(project / "templates", "templates"))
    assert b"scale(-1 1)" in svg


def test_on_a_card_shadows_are_left_out(knee, static):
    shadow = b'<filter id="s"><feDropShadow/></filter><path filter="url(#s)" d="M0 0h9v9z"/></svg>'
    site = parse_site(
        {**knee, hold: by_hand.replace(b"</svg>", shadow)}, "https://feet.example.org/"
    )
    figure = plan_cards(site, static)["exercises/half-squat.html"].values["figure"]
    assert 'd="M0 0h9v9z"' in figure.markup
    assert ' filter="' not in figure.markup


def test_no_style_of_ours_reaches_into_a_picture_by_hand(static):
    for path, data in static.items():
        if path.suffix == ".css":
            plain = re.sub(r"/\*.*?\*/", "", data.decode(), flags=re.DOTALL)
            for selector in re.findall(r"[^{};]+(?=\{)", plain):
                assert not re.search(r"\.figure\b[^,]*[ >](path|g|svg|\*)(?![\w-])", selector), path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (b"start:\n  title: A\nhold:\n  title: B\n", "start hold"),
        (b"start:\nphases:\n  Up:\n    title: A\n  Down:\n    title: B\nwrong:\n  phase: A\n",
         "start wrong phase-1 phase-2"),
        (b"phases: # two\r\n\r\n# and\r\n    Up: {title: A}\r\n\r\n    Down:\r\n        a: >-\r\n"
         b"          b\r\nstart:\r\n", "start phase-1 phase-2"),
        (b"start:\n  phases:\n    Up: 1\n", "start"),
        (b"phases:\nstart:\n", "start"),
        (b"phases:\n" + b"".join(b"  %d: a\n" % number for number in range(12)),
         " ".join(f"phase-{number}" for number in range(1, 10))),
    ],
)  # fmt: skip
def test_a_build_knows_which_figures_a_pose_file_has(text, names):
    assert name_blocks(text) == names.split()


def phase(label: str, words: str = "Half way") -> bytes:
    """Return a picture by hand of a phase."""
    picture = by_hand.replace(b"Mine", words.encode())
    return picture.replace(b"<svg", f'<svg data-side="both" data-phase="{label}"'.encode(), 1)


first, second = (root / "figures" / f"half-squat-phase-{number}.svg" for number in (1, 2))
felt = b'<path class="felt" d="M10 20h9v9z"/></svg>'


@pytest.fixture
def phased(knee):
    """The knee programme with an exercise of two phases, and a picture of each."""
    phases = b"phases:\n    - {label: Down, seconds: 2}\n    - {label: Up, seconds: 3}"
    text = knee[exercise].replace(b"hold_seconds: 3", phases)
    figures = {start: by_hand, hold: by_hand, first: phase("Down"), second: phase("Up", "At last")}
    return {**knee, exercise: text, **figures}


def test_each_phase_has_a_picture_between_the_hold_and_the_close_up(phased, templates, static):
    close_up = root / "figures" / "half-squat-close-up.svg"
    page = page_for({**phased, close_up: by_hand}, b"both", templates, static)
    shown = re.findall(r'data-pose="([^"]*)"', page)
    assert shown == ["start", "hold", "phase-1", "phase-2", "close-up"]
    assert re.findall(r'<svg[^>]* data-phase="([^"]*)"', page) == ["Down", "Up"]
    assert page.count("At last</figcaption>") == 1


def test_a_phase_is_part_of_the_routine_too(phased, templates, static):
    tree = build_site(Sources(phased, templates, static))[1]
    page = tree[PurePosixPath("routines/morning.html")].decode()
    (item,) = re.findall(r'<li class="routine-item"[^>]*half-squat.*?</li>', page, re.DOTALL)
    assert re.findall(r'data-pose="([^"]*)"', page).count("phase-2") == 1
    assert item.index('data-pose="hold"') < item.index('data-pose="phase-1"')


def test_a_label_of_an_author_stays_in_any_language_so_that_its_picture_is_found(
    phased, templates, static
):
    changed = {
        path: data.replace(b"Down", b"Hold") if path in (exercise, first) else data
        for path, data in phased.items()
    }
    changed[root / "site.yaml"] = b"title: Knie\nlanguage: de\n"
    german = read_tree(project / "locales", "locales")
    site, tree = build_site(Sources(changed, templates, static, german))
    page = tree[PurePosixPath("exercises/half-squat.html")].decode()
    assert site.words.gettext("Hold") != "Hold"
    assert re.findall(r'<svg[^>]* data-phase="([^"]*)"', page) == ["Hold", "Up"]
    assert re.findall(r'{"label": "([^"]*)"', page) == ["Hold", "Up"]
    assert not [each for each in find_missing(site) if "is no phase" in str(each)]


def test_a_label_that_is_no_phase_of_the_dose_is_a_warning_where_it_is_written(phased):
    def found(files):
        return [str(each) for each in find_missing(parse_site(files)) if "phase" in str(each)]

    assert found(phased) == []
    assert found({**phased, second: phase("Upp")}) == [
        f'{second}: data-phase: "Upp" is no phase of the dose; allowed: "Down" or "Up"; '
        'did you mean "Up"?'
    ]
    drawn_one = phase("Upp").replace(b"<svg", b'<svg data-pose="a"', 1)
    assert (
        f'{pose}: phase-2: "Upp" is no phase of the dose; allowed: "Down" or "Up"'
        in found({**phased, second: drawn_one, pose: b"start:\n"})[-1]
    )


def test_a_phase_that_only_a_routine_has_is_no_mistake(phased):
    routine = root / "routines" / "morning.md"
    own = b"dose: {phases: [{label: Wait, seconds: 9}], sets: 1}"
    changed = phased[routine].replace(b"dose: {repetitions: 5, sets: 1}", own)
    assert changed != phased[routine]
    site = parse_site({**phased, routine: changed, first: phase("Wait")})
    assert [each for each in find_missing(site) if "phase" in str(each)] == []


def test_what_a_mark_means_is_said_once_in_words_on_a_page_that_has_one(knee, templates, static):
    marked = by_hand.replace(b"</svg>", felt)
    plain = {**knee, hold: by_hand, start: by_hand}
    assert "felt here" not in page_for(plain, b"both", templates, static)
    page = page_for({**plain, hold: marked}, b"both", templates, static)
    on_screen = re.findall(r'<p class="felt-key">.*?</p>', page)
    on_paper = re.findall(r'<div class="felt-fact sheet-only">.*?</div>', page)
    assert len(on_screen) == len(on_paper) == 1
    assert page.count("felt here") == 2
    for key in (*on_screen, *on_paper):
        assert 'class="figure__felt"' in key
        assert 'class="figure__felt-lines"' in key
        assert ">Marked</title>" in key
    routine = build_site(Sources({**plain, hold: marked}, templates, static))[1]
    assert routine[PurePosixPath("routines/morning.html")].count(b"felt here") == 1
