"""What is not wrong and could be better: all warnings together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from fields.errors import Problem
from fields.text import decode
from generator.checks.alike import find_alike
from generator.checks.missing import find_empty_sections, find_missing, find_old_review
from generator.checks.moved import find_days_to_come, find_lost
from generator.checks.wording.cited import find_unlisted
from generator.checks.wording.numbers import find_wrong_numbers
from generator.checks.wording.pasted import find_pasted
from generator.checks.wording.promises import find_promises
from generator.checks.wording.reading import blocks_in, field_blocks, find_reading_problems
from generator.commands.findings import without_accepted
from generator.commands.starter import find_unedited
from generator.content.drafts import find_ways_to_drafts
from generator.content.sources import Files, as_they_are, keep_last, root
from generator.model import Site, all_records

settings = root / "site.yaml"


def find_warnings(site: Site, content: Files, today: date) -> list[Problem]:
    """Return what is missing, looks alike or is hard to read, each once; *today* is a day's date,
    since a review grows old."""
    warnings = [*find_missing(site), *find_old_review(site, content, today)]
    warnings += [*find_alike(site, content), *find_empty_sections(site)]
    # Mistakes, but in a preview.
    warnings += [
        replace(each, message=f"{each.message}; a build stops here")
        for each in find_ways_to_drafts(all_records(site), site.icon, content)
    ]
    warnings += [*find_lost(site, content, today), *find_days_to_come(site, content, today)]
    warnings += find_in_texts(site, content)
    return without_accepted(dict.fromkeys(warnings), content)


def find_in_texts(site: Site, content: Files) -> Iterator[Problem]:
    """Yield a warning for whatever the words of the pages could do better."""
    # The formula of the grade, its syllables, and the words that promise or count are English.
    is_english = site.language.startswith("en")
    if is_english:
        yield from find_wrong_numbers(site, content)
    for path in sorted(content):
        if path.suffix not in (".md", ".yaml") or path.is_relative_to(as_they_are):
            continue
        yield from find_in_text(path, content[path], is_english)
    for record in all_records(site):
        if record.source in content:
            text = decode(record.source, content[record.source])
            yield from find_unlisted(record.source, record.body, text)


@keep_last
def find_in_text(path: PurePosixPath, data: bytes, is_english: bool) -> tuple[Problem, ...]:
    """Return the warnings that a text needs nothing else for."""
    text = decode(path, data)
    warnings = [*find_unedited(path, text)]
    if path.suffix == ".yaml" and path != settings:
        return tuple(warnings)
    blocks = field_blocks(text, 1) if path == settings else blocks_in(path, text)
    warnings += find_pasted(path, text, blocks)
    if is_english:
        warnings += find_promises(path, blocks)
    if is_english and path != settings:
        warnings += find_reading_problems(path, blocks)
    return tuple(warnings)
