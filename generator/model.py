"""The site as data: what the content says, before anything is drawn or rendered.

Every record is frozen and holds tuples. The room `content` makes these from files;
everything after it only reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from fields.errors import Problem

if TYPE_CHECKING:  # in what a site says there are doses, which stand here
    from generator.words.catalogue import Words

Position = Literal[
    "standing", "chair", "floor", "lying", "side-lying", "prone", "kneeling", "all-fours"
]
Sides = Literal["each", "both", "one", "left", "right"]
people = ("ann", "joe", "mira", "sam")
"""The cast of the drawing: static/css/people.css gives each its colours."""
id_mark = "\ue000"
"""Stands in a figure's drawing where a page puts an id of its own. Unicode leaves it to private
use; a file that holds it is refused."""
turning = re.compile(' data-turns="([^"]*)"')
ways = re.compile(' data-ways="[^"]*"')


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of the dose: what is written (least to most), what the timer uses, and how far
    a reader may change it (lowest to highest)."""

    least: int
    most: int
    timer: int
    lowest: int
    highest: int


once = Amount(1, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Phase:
    """One timed part of a repetition; a plain hold is one phase called "Hold".

    In a phase that goes *backwards* the figure moves the other way round. The label of one that an
    author *named* is the author's word in any language; the others' are messages of the site.
    """

    label: str
    seconds: Amount
    backwards: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Dose:
    """How an exercise is done. `limb` is the word for one side: leg, foot, side; `limb_place` says
    where that one goes: back.

    Without a rest between sets of its own, that between repetitions holds. On *one* side it is done
    where the reader picks which. In a *paced* one the repetitions have no hold: each takes the
    seconds of its one phase, without a rest between them. Where *rests wait*, each is as long as
    the reader wants, and its seconds are only about how long that is.
    """

    phases: tuple[Phase, ...]
    repetitions: Amount
    sets: Amount
    sides: Sides
    limb: str
    rest_seconds: int
    days_per_week: Amount
    times_per_day: Amount = once
    set_rest_seconds: int | None = None
    paced: bool = False
    limb_place: str = ""
    rests_wait: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a Markdown body under a second-level heading; the first has no heading.

    *parts* are those under its third-level headings; *opening* is what stands before them.
    """

    id: str
    heading: Markup
    html: Markup
    opening: Markup
    parts: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The heading as plain text, for wherever it is not part of a page's text."""
        return self.heading.striptags()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a link may lead to, and the line of the file that makes it."""

    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link that an author wrote, and where: it is checked when all pages are known."""

    source: PurePosixPath
    line: int
    target: str


@dataclass(frozen=True, slots=True)
class Body:
    """The text of one Markdown file; *anchors* are the places that links may lead to, *pictures*
    what it shows, as it is written."""

    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    anchors: tuple[Anchor, ...]
    pictures: tuple[str, ...] = ()

    def section(self, id: str) -> Section | None:
        """Return the section with an id, or None; the text before the first heading has none."""
        return next((section for section in self.sections if section.id == id), None)

    def line_of(self, id: str) -> int:
        """Return the line of the file on which a place stands, or 0."""
        return next((anchor.line for anchor in self.anchors if anchor.id == id), 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file from content/: *address* carries a hash of what is in it."""

    source: PurePosixPath
    address: PurePosixPath
    data: bytes


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of an exercise, from one file in content/figures/.

    *name* is start, hold, phase-1 and so on, close-up or wrong; *phase* is the label of the phase
    that it shows. *side* works in it; *person* is in it, whose colours it has; *own* ones were
    drawn by hand, and have no hashes of their *pose* and the *code* that drew it; *coloured* ones
    have colours that no role gives. *markup* is what stands inside <svg>, with the ways to its
    frames; no text in it holds a quote. The view box starts at 0, 0.
    """

    source: PurePosixPath
    name: str
    title: str
    description: str
    mirrored_title: str
    mirrored_description: str
    width: float
    height: float
    side: str
    motion: str
    phase: str
    person: str
    pose: str
    code: str
    own: bool
    coloured: bool
    markup: Markup
    mirrored: bool = False

    @property
    def marks_feeling(self) -> bool:
        """Whether it marks where the exercise is felt."""
        return "figure__felt" in self.markup

    def drawing(self, id: str, moving: bool) -> Markup:
        """Return what stands inside <svg>; its own ids begin with the one that the page gives."""
        drawn = self.markup if moving else Markup(ways.sub("", self.markup))
        return drawn.replace(id_mark, id)

    def on(self, sides: Sides) -> Figure:
        """Return the figure as it shows an exercise for some sides: turned round for the other."""
        if {self.side, sides} != {"left", "right"}:
            return self
        return replace(
            self,
            title=self.mirrored_title,
            description=self.mirrored_description,
            mirrored_title=self.title,
            mirrored_description=self.description,
            side=sides,
            markup=turn_back(self.markup),
            mirrored=not self.mirrored,
        )


def turn_back(drawing: Markup) -> Markup:
    """Return a drawing that is mirrored, in which whatever turns one way still does so."""
    return Markup(turning.sub(r'\g<0> transform="\1"', str(drawing)))


def turned(width: float) -> str:
    """Return the attribute that turns a shape round in this width, as the page's script does."""
    return f' transform="translate({width:g} 0) scale(-1 1)"'


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed on a page, and on which *day*, year first."""

    day: str
    what: str


@dataclass(frozen=True, slots=True)
class Published:
    """A page that was published once, and its line in the list of these; the day on which it was
    *withdrawn* is empty for all others."""

    address: PurePosixPath
    line: int
    withdrawn: str


class Figures(tuple[Figure, ...]):
    """The figures of a page in their order. Of a class of its own, they are known by one name to a
    memory, which writes plain tuples out."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, from one file in content/exercises/; *works* are parts of the body."""

    source: PurePosixPath
    slug: str
    draft: bool
    title: str
    also_known_as: tuple[str, ...]
    order: int
    summary: str
    purpose: str
    easier: str
    not_today: str
    position: Position
    works: tuple[str, ...]
    equipment: tuple[str, ...]
    dose: Dose
    formerly: tuple[PurePosixPath, ...]
    changed: tuple[Change, ...]
    body: Body
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """One exercise of a routine as it is done there: its dose, and its own position, kit, words
    and figures where the routine gives them, else the exercise's."""

    exercise: Exercise
    title: str
    dose: Dose
    position: Position
    equipment: tuple[str, ...]
    steps: Section | None
    ask_first: Section | None
    stop_if: Section | None
    easier: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Routine:
    """An ordered list of exercises done in one go, from one file in content/routines/."""

    source: PurePosixPath
    slug: str
    draft: bool
    title: str
    order: int
    summary: str
    not_today: str
    days_per_week: Amount
    times_per_day: Amount
    items: tuple[RoutineItem, ...]
    formerly: tuple[PurePosixPath, ...]
    changed: tuple[Change, ...]
    body: Body


@dataclass(frozen=True, slots=True)
class Signs:
    """A list of signs under a *heading*; *more* of them are on the page, and not on sheets."""

    heading: str
    signs: tuple[str, ...]
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urgent:
    """When to get help now. Printed on every sheet; what is in short, on its front.

    One of the *signs* is enough where the *condition* holds, such as back pain; one of those that
    stand *alone* is enough by itself. With those of *emergency_department* somebody goes there.
    Those of *today* are for a doctor, on the same day.
    """

    condition: str
    in_short: tuple[str, ...]
    today_in_short: tuple[str, ...]
    signs: tuple[str, ...]
    alone: tuple[Signs, ...]
    emergency_department: tuple[str, ...]
    today: tuple[Signs, ...]


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call, and the country where it is right."""

    number: str
    country: str


@dataclass(frozen=True, slots=True)
class Question:
    """What research says to the question in the heading of a section: a *verdict* in a few words,
    and a *mark* from 0 to 3 for how well it supports what is *rated*, the yes as a statement."""

    section: str
    verdict: str
    rated: str
    mark: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One plain page of text, from one Markdown file directly in content/.

    *folded* are the ids of sections that a reader opens to read them, *to_print* those of lists
    that a reader prints and ticks.
    """

    source: PurePosixPath
    slug: str
    draft: bool
    title: str
    menu: str
    order: int
    summary: str
    urgent: Urgent | None
    questions: tuple[Question, ...]
    folded: tuple[str, ...]
    to_print: tuple[str, ...]
    formerly: tuple[PurePosixPath, ...]
    changed: tuple[Change, ...]
    body: Body


Record = Exercise | Routine | Chapter
"""What has a file and a page of its own; a *draft* has its page in the preview only.

Where it stood before are the addresses in *formerly*, the oldest first; what has *changed*, the
last change first.
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of a build, beside its sources.

    *address* takes the place of the one in site.yaml. *for_editors*, its pages say what is amiss,
    drafts have theirs, and, *with_examples*, all figures and all parts of pages have one.
    """

    address: str | None = None
    for_editors: bool = False
    with_examples: bool = True


as_published = Settings()


@dataclass(frozen=True, slots=True)
class Site:
    """All that the content says. *address*, and *edit* for the files of content/ at
    a code host, are empty or end with a slash; *example* is an address that is only an example, and
    so counts as none; *outdated* are poses
    whose figures are not drawn, or show something else; *drafts* are the files of all drafts, which
    may be left out of it. *words* are what it says that no author wrote."""

    title: str
    language: str
    words: Words
    tagline: str
    menu: str
    disclaimer: str
    privacy: str
    address: str
    example: str
    edit: str
    contact: str
    version: str
    reviewed: str
    reviewed_by: str
    icon: str
    pdf_sheets: bool
    offline: bool
    emergency: tuple[Phone, ...]
    advice: tuple[Phone, ...]
    tests: tuple[str, ...]
    standing_tests: tuple[str, ...]
    standing_tests_note: str
    home: Chapter
    chapters: tuple[Chapter, ...]
    exercises: tuple[Exercise, ...]
    routines: tuple[Routine, ...]
    pictures: tuple[Picture, ...]
    published: tuple[Published, ...]
    outdated: tuple[Problem, ...]
    drafts: tuple[PurePosixPath, ...]


def all_records(site: Site) -> Iterable[Record]:
    """Return all of them, the home page first."""
    return (site.home, *site.chapters, *site.exercises, *site.routines)
