"""What is not wrong and could be better: all warnings together."""

from __future__ import annotations

from fields.errors import Problem
from fields.text import decode
from generator.checks.alike import find_alike
from generator.checks.missing import find_empty_sections, find_missing
from generator.checks.reading import find_reading_problems, own_blocks
from generator.commands.starter import find_unedited
from generator.content.drafts import find_ways_to_drafts
from generator.content.sources import Files, as_they_are
from generator.model import Site, all_records


def find_warnings(site: Site, content: Files) -> list[Problem]:
    """Return what is missing, looks alike or is hard to read."""
    warnings = [*find_missing(site), *find_alike(site), *find_empty_sections(site)]
    # Mistakes, but in a preview.
    warnings += find_ways_to_drafts(all_records(site), site.icon, content)
    for path in sorted(content):
        if path.suffix not in (".md", ".yaml") or path.is_relative_to(as_they_are):
            continue
        text = decode(path, content[path])
        warnings += find_unedited(path, text)
        # The formula of the grade, and its syllables, are for English.
        if path.suffix == ".md" and site.language.startswith("en"):
            warnings += find_reading_problems(path, own_blocks(text))
    return warnings
