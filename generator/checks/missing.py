"""What is still missing on a page, and what looks like a slip: warnings, and a mistake."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from markupsafe import Markup

from fields.errors import Problem, did_you_mean, find_nearest, one_of
from generator.content.sources import (
    Files,
    line_of_field,
    phase_names,
    root,
    split_figure_name,
)
from generator.model import (
    Dose,
    Exercise,
    Figure,
    Record,
    Section,
    Sides,
    Site,
    all_records,
)
from generator.words.dose_words import label_of

# Each part has an end that is near, so that many beginnings don't read to the end of the text.
link_slip = re.compile(
    r"\[[^\[\]<>]{1,60}(?:\] ?[(\[][^()\[\]<>]{0,200}[)\]]?|\([^()<>]{0,200}\.md[^()<>]{0,200}\))"
)
empty_heading = re.compile(r"<h([2-6])[^>]*>([^\n]*)</h\1>\s*(?=\Z|<h([2-6])[ >])")
side_words = re.compile(r"\b(left|right)\b", re.IGNORECASE)
wanted_sections = {
    "steps": "Steps",
    "stop-if": "Stop if",
    "ask-first": "Not for you today if {#ask-first}",
}


def find_missing(site: Site) -> Iterator[Problem]:
    """Yield a warning for each thing that the site or an exercise should have and has not."""
    if not any(chapter.urgent for chapter in site.chapters):
        yield Problem(root, 0, "no page has get_help_now, so no page and no sheet leads to help")
    for record in all_records(site):
        yield from find_slips(record)
    yield from site.outdated
    yield from find_figure_slips(site)
    yield from find_unknown_phases(site)
    for exercise in site.exercises:
        yield from (each for each in find_lacking(exercise) if not each.line)
        if not exercise.purpose:
            yield Problem(exercise.source, 0, "purpose is missing: one sentence on what it is for")
        if not exercise.easier:
            yield Problem(
                exercise.source, 0, "easier is missing: one sentence on the easier, safer way"
            )
        yield from find_missing_figures(exercise, site.outdated)
        if steps := exercise.body.section("steps"):
            yield from find_step_slips(exercise, steps)


def find_misspelt(site: Site) -> Iterator[Problem]:
    """Yield a problem for each heading that looks as if it were that of a section that is missing:
    steps and safety must not get lost by a slip."""
    for exercise in site.exercises:
        yield from (each for each in find_lacking(exercise) if each.line)


def find_lacking(exercise: Exercise) -> Iterator[Problem]:
    """Yield a problem for each section that an exercise should have and has not, with a line where
    another one looks as if it were meant."""
    ids = {section.id for section in exercise.body.sections}
    for id, heading in wanted_sections.items():
        if id not in ids:
            yield find_meant(exercise, id, heading)


def find_meant(exercise: Exercise, id: str, heading: str) -> Problem:
    """Return that a section is missing, at the one that looks as if it were meant."""
    message = f'there is no section "## {heading}"'
    plain = {heading.partition(" {")[0]: heading, id: heading}
    for section in exercise.body.sections:
        written = section.title
        if section.id not in wanted_sections and any(
            find_nearest(name, plain) for name in (section.id, written) if name
        ):
            line = exercise.body.line_of(section.id)
            message += f'; "## {written}" looks like it: write "## {heading}"'
            return Problem(exercise.source, line, message)
    return Problem(exercise.source, 0, message)


def find_old_review(site: Site, content: Files, today: date) -> Iterator[Problem]:
    """Yield a warning where the words were last checked over a year ago, or are yet to be."""
    if not site.reviewed:
        return
    settings = root / "site.yaml"
    line = line_of_field(content[settings], "reviewed")
    reviewed = date.fromisoformat(site.reviewed)
    if is_to_come(site.reviewed, today):
        message = f"reviewed is {site.reviewed}, which is yet to come; write the day when the words"
        yield Problem(settings, line, f"{message} were last checked")
    elif (reviewed.year + 1, reviewed.month, reviewed.day) < (today.year, today.month, today.day):
        message = (
            f"the words were last checked on {site.reviewed}, more than a year ago; check them"
        )
        yield Problem(settings, line, f"{message} again, then write that day")


def is_to_come(day: str, today: date) -> bool:
    """Tell whether a day is in the future, wherever an editor is."""
    # West of a date it is still the day before.
    return date.fromisoformat(day) > today + timedelta(days=1)


def find_missing_figures(exercise: Exercise, outdated: Collection[Problem]) -> Iterator[Problem]:
    """Yield a warning for each figure that an exercise should have and has not."""
    poses = root / "poses" / f"{exercise.slug}.yaml"
    if any(problem.path == poses for problem in outdated):
        return  # they are only not drawn yet
    names = {figure.name for figure in exercise.figures}
    for name in ("start", "hold"):
        if name not in names:
            file = root / "figures" / f"{exercise.slug}-{name}.svg"
            message = f'there is no figure "{name}"; pose it in {poses}, or draw it as {file}'
            yield Problem(exercise.source, 0, message)


def find_shown(site: Site) -> Iterator[tuple[Figure, Dose]]:
    """Yield each figure with the dose that a page shows it with."""
    doses = [(exercise.figures, exercise.dose) for exercise in site.exercises]
    doses += [(item.figures, item.dose) for routine in site.routines for item in routine.items]
    yield from ((figure, dose) for figures, dose in doses for figure in figures)


def find_figure_slips(site: Site) -> Iterator[Problem]:
    """Yield a warning for each thing that figures, above all those drawn by hand, fail to say."""
    found = (
        Problem(figure.source, 0, message)
        for figure, dose in find_shown(site)
        for message in (*find_unsaid(figure), *find_unturned(figure, dose.sides, site.language))
    )
    yield from dict.fromkeys(found)


def find_unknown_phases(site: Site) -> Iterator[Problem]:
    """Yield a warning for each figure of a phase that no dose has, where its label is written."""
    labels: dict[Figure, list[str]] = {}
    for figure, dose in find_shown(site):
        if figure.name in phase_names:
            labels.setdefault(figure, []).extend(
                label_of(phase, site.words) for phase in dose.phases
            )
    for figure, known in labels.items():
        if figure.phase not in known:
            poses = root / "poses" / f"{split_figure_name(figure.source.stem)[0]}.yaml"
            place, what = (figure.source, "data-phase") if figure.own else (poses, figure.name)
            allowed = one_of(f'"{label}"' for label in dict.fromkeys(known))
            message = f'{what}: "{figure.phase}" is no phase of the dose; allowed: {allowed}'
            yield Problem(place, 0, message + did_you_mean(figure.phase, known))


def find_unsaid(figure: Figure) -> Iterator[str]:
    """Yield what whoever doesn't see a figure misses."""
    for words, element in ((figure.title, "title"), (figure.description, "desc")):
        if not words:
            message = f"it has no {element}, which is read out to whoever doesn't see it"
            yield f"{message}; docs/figure-format.md says how"


def find_unturned(figure: Figure, sides: Sides, language: str) -> Iterator[str]:
    """Yield what is wrong with a figure drawn by hand when a page turns it round."""
    if not figure.own or sides == "both":
        return
    if not figure.side:
        message = "it doesn't say which side works in it"
        yield f'{message}; write data-side="left", "right" or "both" into its first <svg ...>'
    if figure.side not in ("left", "right"):
        return
    turned = {
        "title": (figure.title, figure.mirrored_title),
        "desc": (figure.description, figure.mirrored_description),
    }
    for element, (words, mirrored) in turned.items():
        # The words for sides are known in English only.
        if words == mirrored and language.startswith("en") and side_words.search(words):
            message = (
                f"its {element} names a side; add data-mirrored with the words for the picture"
            )
            yield f"{message} turned round"
    if "<text" in figure.markup:
        yield "its text stands in mirror writing when the picture is turned round; leave it out"


def find_step_slips(exercise: Exercise, steps: Section) -> Iterator[Problem]:
    """Yield a warning for steps that are no list of numbers, too many or too few."""
    line = exercise.body.line_of(steps.id)
    count = len(re.findall(r"<li>", steps.html))
    # Our own choice, as docs/content-format.md says it.
    if not 4 <= count <= 7:
        yield Problem(exercise.source, line, f"there are {count} steps; 4 to 7 are easy to follow")
    # Without all from the first item to the last, the tags of the outermost list are left.
    inside = re.sub(r"<li>.*</li>", "", steps.html, flags=re.DOTALL)
    # Without each item, what follows a list comes next to it; a picture may stand between steps.
    between = re.sub(r"<li>(?:(?!</?[ou]l).)*</li>", "", steps.html, flags=re.DOTALL)
    if "<ul>" in inside or re.search(r"</ol>\s*(<ul>|<p>)", between):
        message = "not all steps begin with a number; begin each with its own, such as 2."
        yield Problem(exercise.source, line, message)


def find_slips(record: Record) -> Iterator[Problem]:
    """Yield a warning for a heading that stands twice, and for a link that became no link."""
    for section in record.body.sections:
        # Python-Markdown makes steps_1 of an id that is taken.
        name, _, number = section.id.rpartition("_")
        if number.isdigit() and name in wanted_sections:
            message = f'there are two sections "## {section.title}", and only the first counts; '
            message += "join them, or give this one another heading"
            yield Problem(record.source, record.body.line_of(section.id), message)
        if slip := link_slip.search(
            re.sub(r"<code[ >].*?</code>", "", section.html, flags=re.DOTALL)
        ):
            message = f"this looks like a link that is none: {slip[0]}; write [words](page.md)"
            yield Problem(record.source, record.body.line_of(section.id), message)


def find_empty_sections(site: Site) -> Iterator[Problem]:
    """Yield a warning for each heading with nothing below it."""
    for record in all_records(site):
        for section in record.body.sections:
            whole = f"<h2>{section.heading}</h2>\n{section.html}"
            for match in empty_heading.finditer(whole):
                words = Markup(match[2]).striptags()
                # Deeper headings belong to it; behind a section's end comes a heading of the
                # second level.
                if words and int(match[3] or 2) <= int(match[1]):
                    message = f'nothing stands below the heading "{words}"'
                    line = record.body.line_of(section.id)
                    yield Problem(record.source, line, f"{message}; write it, or take it away")
