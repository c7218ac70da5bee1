"""The files of an author: what they may be called, and what address each gets."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from build import build_site
from fields.errors import ContentError
from fields.text import decode
from generator.content.site import parse_site
from generator.content.sources import Sources, heading_id, slug_of, split_front_matter
from generator.model import Settings
from generator.output.files import read_tree
from generator.pages.render import minify
from tests.conftest import dot

index = PurePosixPath("content/index.md")
page = PurePosixPath("content/page.md")


@pytest.mark.parametrize(
    "name",
    [
        *("page.md~", "page.md.bak", "page.md.orig", "page.md.rej", "page.md.tmp", "page.md.swp"),
        *(".page.md.kate-swp", "#page.md#", "page.BAK", "~$page.md", "page.old", "page.md.save"),
    ],
)
def test_what_an_editor_leaves_behind_is_left_out(tmp_path: Path, name):
    (tmp_path / name).write_text("x")
    (tmp_path / "page.md").write_text("y")
    assert read_tree(tmp_path, "content") == {page: b"y"}


@pytest.mark.parametrize("mark", ["--- ", "---\t", "---"])
def test_blanks_behind_the_line_that_opens_the_fields_are_allowed(mark):
    assert split_front_matter(page, f"{mark}\ntitle: A\n{mark}\nText.") == ("title: A\n", "Text.")


def test_a_heading_among_the_fields_is_no_note():
    with pytest.raises(
        ContentError, match=r'content/page.md:3: "## Steps" stands among the fields'
    ):
        split_front_matter(page, "---\ntitle: A\n## Steps\n---\n")


@pytest.mark.parametrize(
    "sign",
    [
        "\x00",
        "\x07",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u200b",
        "\u2060",
        "\u202e",
        "\u2066",
    ],
)
def test_a_sign_that_nobody_sees_is_named_with_its_line(sign):
    with pytest.raises(ContentError, match=rf"content/page.md:2: .*U\+{ord(sign):04X}"):
        decode(page, f"one\ntwo{sign}".encode())


def test_a_style_sheet_with_a_byte_order_mark_keeps_its_layer():
    assert (
        minify(PurePosixPath("a.css"), b"\xef\xbb\xbf@layer base { a {} }") == b"@layer base{a{}}"
    )


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("F\u00fc\u00dfe strecken", "fuesse-strecken"),
        ("Fu\u0308\u00dfe strecken", "fuesse-strecken"),
        ("\u00d8velse", "oevelse"),
        ("\u0141ydka", "lydka"),
        ("Caf\u00e9: \u201cshort\u201d", "cafe-short"),
        ("Bird\u2019s squat", "birds-squat"),
        ("\u041f\u0440\u0438\u0441\u0435\u0434", ""),
        ("a" * 300, "a" * 80),
    ],
)
def test_a_title_becomes_an_address(title, slug):
    assert slug_of(title) == slug


def test_a_heading_in_any_script_has_an_id_of_its_own_words():
    assert heading_id("\u0428\u0430\u0433\u0438 1", "-") == "\u0448\u0430\u0433\u0438-1"
    assert heading_id("F\u00fc\u00dfe", "-") == "fuesse"
    assert heading_id("Do it (well)", "-") == "do-it-well"


def test_links_lead_to_headings_in_other_scripts(knee):
    text = "\n\n## \u0428\u0430\u0433\u0438\n\n[a](#\u0448\u0430\u0433\u0438)\n"
    site = parse_site(knee | {index: knee[index] + text.encode()})
    assert site.home.body.sections[-1].id == "\u0448\u0430\u0433\u0438"


@pytest.mark.parametrize(
    ("name", "written", "address"),
    [
        ("foot #2.png", "foot%20%232.png", "foot-2"),
        ("foot #2.png", "foot #2.png", "foot-2"),
        ("what?.png", "what%3F.png", "what"),
        ("F\u00fc\u00dfe.png", "F\u00fc\u00dfe.png", "fuesse"),
        ("Fu\u0308\u00dfe.png", "F\u00fc\u00dfe.png", "fuesse"),
        ("\u8db3.png", "\u8db3.png", "picture"),
        ("100%.png", "100%25.png", "100"),
        ("My Pictures/A.PNG", "My%20Pictures/A.PNG", "my-pictures/a"),
        ("long" * 60 + ".png", "long" * 60 + ".png", "long" * 20),
    ],
)
def test_a_picture_of_any_name_has_an_address_that_works(
    knee, templates, static, name, written, address
):
    text = knee[index] + f"\n\n![A foot]({written})\n".encode()
    files = knee | {index: text, PurePosixPath("content", name): dot}
    site, tree = build_site(Sources(files, templates, static))
    (picture,) = site.pictures
    assert str(picture.address).startswith(f"{address}.")
    assert f'src="{picture.address}"' in tree[PurePosixPath("index.html")].decode()
    assert tree[picture.address] == dot


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("F\u00fc\u00dfe.md", "use small letters, digits and hyphens only, such as fuesse.md"),
        (
            "about.yaml",
            "only .md, site.yaml or published.txt files and pictures belong in content/",
        ),
        ("contact-sheet.md", "this address belongs to the preview's page of all figures"),
        ("examples.md", "this address belongs to the preview's page of all parts"),
        ("404.md", "this address belongs to the page for wrong addresses"),
        ("kept.md", "this address belongs to the page on what a device keeps"),
    ],
)
def test_a_name_that_can_not_be_an_address_is_refused(problems_of, name, words):
    found = problems_of({name: "---\ntitle: A\nsummary: B.\n---\n"})
    assert any(each.startswith(f"content/{name}: ") and words in each for each in found), found


def test_a_routine_called_like_an_exercise_has_the_card_of_the_site(knee, templates, static):
    routine = PurePosixPath("content/routines/morning.md")
    files = knee | {routine.with_name("half-squat.md"): knee[routine]}
    del files[routine]
    _, tree = build_site(Sources(files, templates, static), Settings("https://example.org/"))
    card = {
        folder: tree[PurePosixPath(folder, "half-squat.html")].partition(b"social/")[2][:10]
        for folder in ("exercises", "routines")
    }
    assert card == {"exercises": b"half-squat", "routines": b"site." + card["routines"][5:]}


def test_what_a_merge_left_is_named_with_its_line():
    text = "title: A\n<<<<<<< ours\norder: 1\n=======\norder: 2\n>>>>>>> theirs\n"
    with pytest.raises(ContentError) as raised:
        decode(page, text.encode())
    (problem,) = raised.value.problems
    assert (problem.line, problem.message) == (
        2,
        "a merge has left two versions here; keep one of them",
    )
