"""What a host is asked to answer in another way."""

from __future__ import annotations

from pathlib import Path

from build import main


def test_a_former_address_leads_on_and_an_authors_own_file_comes_first(knees: Path, tmp_path: Path):
    exercise = knees / "exercises" / "half-squat.md"
    text = exercise.read_text("utf-8").replace("---\n", "---\nformerly: [squat]\n", 1)
    exercise.write_text(text, "utf-8")
    arguments = ["--content", str(knees), "--output", str(tmp_path / "site")]
    assert main(arguments) == 0
    assert (tmp_path / "site" / "_redirects").read_text("utf-8").splitlines() == [
        "/ /index.html 200",
        "/exercises/squat.html /exercises/half-squat.html 301",
    ]
    (knees / "files").mkdir()
    (knees / "files" / "_redirects").write_text("/a /b 302\n")
    assert main(arguments) == 0
    assert (tmp_path / "site" / "_redirects").read_text("utf-8") == "/a /b 302\n"
