"""The SVG file of a figure -> a Figure: what is drawn, ready to stand in a page.

Strict where something could run, lead out of the file, move by itself or get lost unseen: that is
a problem with its line. Forgiving where drawing programs leave notes of their own: those go.
What is let through is written anew from lists of elements and attributes, so that nothing else
can come into a page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NoReturn
from urllib.parse import unquote

from markupsafe import Markup

from fields.errors import ContentError, Problem, did_you_mean, one_of
from fields.signs import shorten, unseen
from generator.model import Figure, id_mark
from generator.pictures import SvgReader, deepest_group, svg
from generator.svg import styles
from generator.svg.styles import Rule, find_value_problem, reference

largest_file = 500_000
most_elements = 5_000
most_drawn = 100_000
"""How many parts may be drawn in all, each as often as others ask for it."""
longest_chain = 20
smallest_side, largest_side, longest_shape = 1.0, 20_000.0, 20.0

names = ("start", "hold", "close-up", "wrong")
sides = ("left", "right")
motions = ("ease", "circle", "roll", "walk")
xlink = "http://www.w3.org/1999/xlink"
w3c = re.compile(r"http://www\.w3\.org/(?!1999/02/22-rdf)")
"""What browsers know. The names of others mean nothing to them."""
dublin_core = {"http://purl.org/dc/elements/1.1/ title": "title"}
dublin_core["http://purl.org/dc/elements/1.1/ description"] = "desc"
encodings = frozenset(("utf-8", "utf-16", "us-ascii", "iso-8859-1"))
number = re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?")
units = {"": 1.0, "px": 1.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pt": 4 / 3, "pc": 16.0}
no_numbers = str.maketrans("", "", "0123456789.-")
path_letters = frozenset(" MmLlHhVvCcSsQqTtAaZz")


@dataclass(slots=True)
class Part:
    """One element of a drawing while it is read."""

    tag: str
    line: int
    attributes: dict[str, str]
    id: str = ""
    words: list[str] = field(default_factory=list)
    style: str = ""
    children: list[Part | str] = field(default_factory=list)
    mark: str = ""

    def parts(self) -> Iterator[Part]:
        """Yield the parts inside, without the text between them."""
        return (child for child in self.children if isinstance(child, Part))

    def everything(self) -> Iterator[Part]:
        """Yield this part and all below it, in the order of the file."""
        yield self
        for child in self.parts():
            yield from child.everything()


@dataclass(slots=True)
class Words:
    """A title or a description: where it stands, its text in pieces, the same for the mirror."""

    line: int
    mirrored: str
    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the text with one blank for every gap."""
        return " ".join("".join(self.pieces).split())


class Stop(Exception):  # noqa: N818 - it ends the reading, it isn't raised any further
    """To read on would be of no use, or dangerous."""


def read_figure(path: PurePosixPath, data: bytes) -> Figure:
    """Return the figure in a file.

    Raises ContentError with everything that is wrong with it.
    """
    if len(data) > largest_file:
        message = f"this figure has {len(data) // 1000} kB; at most {largest_file // 1000} are "
        message += "allowed; draw it with fewer points (in Inkscape: Path > Simplify)"
        raise ContentError([Problem(path, 0, message)])
    return FigureReader(path).read_figure(data)


class FigureReader(SvgReader):
    """Reads the SVG file of one figure: notes what doesn't belong there and keeps what draws."""

    def __init__(self, path: PurePosixPath) -> None:
        super().__init__(path)
        self.parser.buffer_text = False  # else the line of a text is the line of its end
        self.parser.CharacterDataHandler = self.keep_text
        self.parser.StartNamespaceDeclHandler = self.note_prefix
        self.parser.SkippedEntityHandler = self.refuse_abbreviation
        self.parser.XmlDeclHandler = self.check_encoding
        self.names: list[str] = []
        self.count = 0
        self.skipped = 0
        self.root = Part("svg", 1, {})
        self.open: list[Part] = []
        self.settings: dict[str, str] = {}
        self.words: dict[str, Words] = {}
        self.taking: Words | None = None
        self.sheets: list[list[tuple[int, str]]] = []
        self.sheet: list[tuple[int, str]] | None = None
        self.foreign = False
        self.marks = 0

    def read_figure(self, data: bytes) -> Figure:
        """Return the figure, or raise ContentError."""
        with suppress(Stop):
            self.read(data)
        if self.problems:
            raise ContentError(self.problems)
        own = self.foreign or not self.settings.get("data-pose")
        self.apply_styles(self.sheets if own else [])
        self.settle(self.root, False)
        self.point_to_parts()
        figure = self.make_figure(own)
        if self.problems:
            raise ContentError(self.problems)
        return figure

    def note(self, what: str, line: int = 0) -> None:
        """Note a problem, in the line that is being read unless another is given."""
        self.problems.append(Problem(self.path, line or self.parser.CurrentLineNumber, what))

    def stop(self, what: str) -> NoReturn:
        """Note a problem and read no further."""
        self.note(what)
        raise Stop

    # What the parser calls.

    def check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Refuse an encoding that not every browser and program reads the same way."""
        if (encoding or "utf-8").lower() not in encodings:
            self.stop(f"the encoding {shorten(encoding or '')} is not allowed; save it as UTF-8")

    def refuse_entity(self, name: str, *_: object) -> None:
        """Stop at an abbreviation: it can hide anything, or grow without end."""
        self.stop(
            f"<!ENTITY {name}> is not allowed; save it as plain SVG, in Illustrator without "
            '"Preserve Illustrator Editing Capabilities"'
        )

    def refuse_abbreviation(self, name: str, _: bool) -> None:
        """Note an abbreviation that stands for nothing."""
        self.note(f"&{name}; means nothing in SVG; write the sign itself")

    def refuse_style_sheet(self, target: str, _: str) -> None:
        """Note a style sheet from outside."""
        if target == "xml-stylesheet":
            self.note("a style sheet from outside is not allowed; save the styles in the file")

    def note_prefix(self, prefix: str | None, _: str) -> None:
        """Take a prefix for the mark of a drawing program; our own files have none."""
        self.foreign = self.foreign or bool(prefix)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep an element if it draws, skip it if it is a note, refuse it otherwise."""
        self.names.append(name)
        self.count += 1
        if len(self.names) > deepest_group:
            self.stop(f"more than {deepest_group} groups in each other are not allowed")
        if self.count > most_elements:
            message = f"more than {most_elements} parts are not allowed; join or simplify them"
            self.stop(f"{message} (in Inkscape: Path > Combine)")
        if self.skipped:
            if self.names[-2].endswith(" Work") and name in dublin_core:
                self.take_words(f"dc:{dublin_core[name]}", "")
            return
        namespace, _, tag = name.rpartition(" ")
        if len(self.names) == 1:
            self.start_root(name, tag, attributes)
        elif tag in styles.elements and namespace == svg and "requiredExtensions" not in attributes:
            part = self.make_part(tag, attributes)
            self.open[-1].children.append(part)
            self.open.append(part)
        else:
            self.skipped = len(self.names)
            self.skip(namespace, tag, attributes)

    def start_root(self, name: str, tag: str, attributes: dict[str, str]) -> None:
        """Keep what the outermost element says of the whole."""
        if name != f"{svg} svg":
            without = f' without xmlns="{svg}"' if name == "svg" else ""
            self.stop(f"<{tag}> is not allowed as the outermost element{without}")
        self.settings = attributes
        self.root = self.make_part(tag, attributes)
        self.root.id = ""
        self.open.append(self.root)
        if "transform" in self.root.attributes:
            self.note("transform on the outermost element is not allowed; put it on a group <g>")
        for key in ("x", "y", "width", "height", "viewBox", "preserveAspectRatio", "transform"):
            self.root.attributes.pop(key, None)

    def skip(self, namespace: str, tag: str, attributes: dict[str, str]) -> None:
        """Look at an element that doesn't come into the page, and note it if that can't go
        unsaid."""
        self.foreign = self.foreign or namespace != svg
        if namespace == svg and tag == "style":
            self.start_sheet(attributes)
        elif namespace == svg and tag in styles.dropped:
            if len(self.names) == 2 and tag in {"title", "desc"}:
                self.take_words(tag, attributes.get("data-mirrored", ""))
        elif namespace == svg and "requiredExtensions" in attributes:
            pass  # no browser shows it
        elif namespace in ("", svg) or w3c.match(namespace):
            hint = styles.instead.get(tag, styles.plainly)
            self.note(f"<{shorten(tag)}> is not allowed in a figure; {hint}")

    def start_sheet(self, attributes: dict[str, str]) -> None:
        """Begin to keep a style sheet."""
        if attributes.get("type", "text/css") != "text/css":
            return  # browsers pass it over
        if attributes.get("media", "all") not in {"", "all", "screen"}:
            self.note("a style sheet for some media only is not allowed; take media= away")
        self.sheet = []
        self.sheets.append(self.sheet)

    def take_words(self, name: str, mirrored: str) -> None:
        """Begin to keep a title or description; the first of each counts."""
        if name not in self.words:
            self.taking = Words(self.parser.CurrentLineNumber, mirrored)
            self.words[name] = self.taking

    def keep_text(self, text: str) -> None:
        """Keep a piece of text where it is words of the figure, a style or drawn."""
        if self.sheet is not None:
            self.sheet.append((self.parser.CurrentLineNumber, text))
        elif self.taking is not None:
            self.taking.pieces.append(text)
        elif not self.skipped and self.open and self.open[-1].tag in styles.texts:
            self.check_signs(text, "this text", self.parser.CurrentLineNumber)
            self.open[-1].children.append(text)

    def end(self, name: str) -> None:
        """Close an element."""
        if not self.skipped:
            self.open.pop()
        elif self.skipped == len(self.names):
            self.skipped = 0
            self.sheet = self.taking = None
        elif name in dublin_core:
            self.taking = None
        self.names.pop()

    def make_part(self, tag: str, attributes: dict[str, str]) -> Part:
        """Return a part with the attributes that are kept; note those that are refused."""
        part = Part(tag, self.parser.CurrentLineNumber, {})
        for key, value in attributes.items():
            if key in styles.attributes_kept:
                if problem := find_value_problem(key, value):
                    self.note(problem)
                part.attributes[key] = value
            elif key == "class":
                part.words = value.split()
            elif key == "id":
                part.id = value
            elif key == "style":
                part.style = value
            elif key == "href" or key == f"{xlink} href":
                self.foreign = self.foreign or key != "href"
                self.keep_link(part, value, key == "href")
            elif " " in key:
                self.foreign = True
            elif key.lower().startswith("on"):
                self.note(f"{key} is not allowed: a picture runs nothing; take it out")
            elif styles.leads_out(value):
                self.note(find_value_problem(key, value))
        return part

    def keep_link(self, part: Part, value: str, plain: bool) -> None:
        """Keep a link to another part of the drawing; refuse every other."""
        target = value.strip()
        if not target.startswith("#") or target == "#":
            message = f"<{part.tag}> asks for {shorten(target) or 'nothing'}, which is not allowed"
            self.note(f'{message}; allowed are parts of this drawing, such as href="#foot"')
        elif part.tag in styles.linking and (plain or "href" not in part.attributes):
            part.attributes["href"] = target

    # What is done with the whole.

    def apply_styles(self, sheets: list[list[tuple[int, str]]]) -> None:
        """Turn style sheets and style attributes into attributes."""
        found: list[Rule] = []
        for pieces in sheets:
            css = "".join(text for _, text in pieces)
            read, slips = styles.parse_sheet(css, pieces[0][0] if pieces else 1)
            self.problems += [Problem(self.path, line, message) for line, message in slips]
            found += read
        rules: dict[str, list[tuple[int, Rule]]] = {}
        for place, rule in enumerate(found):
            rules.setdefault(rule.selector, []).append((place, rule))
        known: dict[str, list[styles.Declaration]] = {"": []}
        for part in self.root.everything():
            if part.style not in known:
                known[part.style], slips = styles.parse_style(part.style, part.line)
                self.problems += [Problem(self.path, line, message) for line, message in slips]
            fitting = [part.tag, *(f".{word}" for word in dict.fromkeys(part.words))]
            fitting += [f"#{part.id}"] if part.id else []
            if part.style or rules:
                part.attributes = styles.cascade(part.attributes, fitting, rules, known[part.style])

    def settle(self, part: Part, has_role: bool) -> None:
        """Turn class words into roles, and take the colours away from whatever has one.

        A role of a group holds for all that is in it. Masks, markers and the like keep their
        colours, since they don't stand where they are written.
        """
        found = [styles.role_classes[word] for word in part.words if word in styles.role_classes]
        has_role = bool(found) or (has_role and part.tag not in styles.resources)
        if has_role and not styles.paints.isdisjoint(part.attributes):
            kept = {key: text for key, text in part.attributes.items() if key not in styles.paints}
            part.attributes = kept
        if found:
            part.attributes = {"class": " ".join(found), **part.attributes}
        if "data-frames" in part.attributes or "data-turns" in part.attributes:
            self.check_motion(part)
        for child in part.parts():
            self.settle(child, has_role)

    def check_motion(self, part: Part) -> None:
        """Note frames that the page can't move between, and turns round no place."""
        turns = part.attributes.get("data-turns")
        if turns is not None and not number.fullmatch(turns):
            self.note(f"data-turns must be a number, not {shorten(turns)}", part.line)
        frames = part.attributes.get("data-frames")
        if frames is None:
            return
        if problem := find_frames_problem(part.attributes.get("d", ""), frames):
            self.note(problem, part.line)
        if not self.settings.get("data-motion"):
            message = f"data-frames needs data-motion on <svg>: {one_of(motions)}"
            self.note(message, part.line)

    def point_to_parts(self) -> None:
        """Give the parts that others ask for ids of ours, and let the others ask for those."""
        by_id: dict[str, Part] = {}
        asking: list[tuple[Part, Part, int]] = []
        for part in self.root.everything():
            if part.id:
                by_id.setdefault(part.id, part)
        for part in self.root.everything():
            for key, value in part.attributes.items():
                if key == "href":
                    target = self.find_part(part, key, value[1:], by_id)
                    part.attributes[key] = f"#{target.mark}" if target else value
                    asking += [(part, target, 1)] if target else []
                elif "(" in value and key not in {"d", "data-frames"}:
                    part.attributes[key] = self.point(part, key, value, by_id, asking)
        if asking and not self.problems:
            self.check_cost(asking)

    def point(
        self,
        part: Part,
        key: str,
        value: str,
        by_id: dict[str, Part],
        asking: list[tuple[Part, Part, int]],
    ) -> str:
        """Return the value of an attribute with our ids in it."""

        def new(match: re.Match[str]) -> str:
            target = self.find_part(part, key, match[2].strip(), by_id)
            if target is None:
                return match[0]
            times = 1
            if key == "marker-mid":
                data = part.attributes.get("d") or part.attributes.get("points") or ""
                times = len(data) // 2 + 1
            asking.append((part, target, times))
            return f"url(#{target.mark})"

        return reference.sub(new, value)

    def find_part(self, part: Part, key: str, id: str, by_id: dict[str, Part]) -> Part | None:
        """Return the part with an id, marked as one that others ask for."""
        target = by_id.get(id) or by_id.get(unquote(id))
        if target is None:
            message = f'{key} asks for "{shorten(id)}", but nothing in this drawing has that id; '
            self.note(f"{message}draw it anew, or take {key} away", part.line)
        elif not target.mark:
            self.marks += 1
            target.mark = f"{id_mark}-part-{self.marks}"
        return target

    def check_cost(self, asking: list[tuple[Part, Part, int]]) -> None:
        """Note parts that ask for each other in a ring, or make the drawing grow without end."""
        wanted: dict[int, list[tuple[Part, int]]] = {}
        for part, target, times in asking:
            wanted.setdefault(id(part), []).append((target, times))
        known: dict[int, tuple[int, int]] = {}

        def cost(part: Part, chain: tuple[int, ...]) -> tuple[int, int]:
            """Return how many parts are drawn for one, and how long the longest chain is."""
            if id(part) in known:
                return known[id(part)]
            if id(part) in chain:
                self.note("this part is drawn with itself inside, without end", part.line)
                raise Stop
            total, longest = 0, len(chain)
            inside = part.everything() if longest <= longest_chain else ()
            for each in inside:
                total += 1
                for target, times in wanted.get(id(each), ()):
                    drawn, length = cost(target, (*chain, id(part)))
                    total += times * drawn
                    longest = max(longest, len(chain) + length)
            if longest > longest_chain:
                message = f"more than {longest_chain} parts that each ask for the next are not "
                self.note(f"{message}allowed; unlink the copies", part.line)
                raise Stop
            known[id(part)] = total, longest - len(chain) + 1
            return known[id(part)]

        with suppress(Stop):
            if cost(self.root, ())[0] > most_drawn:
                message = f"copies of copies make more than {most_drawn} parts of this drawing; "
                self.note(f"{message}unlink the copies, or use fewer", self.root.line)

    def make_figure(self, own: bool) -> Figure:
        """Return the figure that all this makes."""
        title, mirrored_title = self.words_of("title")
        description, mirrored_description = self.words_of("desc")
        left, top, width, height = self.find_box()
        side = self.setting("data-side", sides)
        motion = self.setting("data-motion", motions)
        still, moving = write_drawing(self.root, left, top)
        return Figure(
            self.path,
            self.find_name(),
            title,
            description,
            mirrored_title,
            mirrored_description,
            width,
            height,
            side,
            motion,
            "" if own else self.settings["data-pose"],
            "" if own else self.settings.get("data-code", ""),
            own,
            still,
            moving,
        )

    def find_name(self) -> str:
        """Return which picture of its exercise this is, by the end of its file name."""
        found = (name for name in names if re.fullmatch(f".+-{name}", self.path.stem))
        if name := next(found, ""):
            return name
        message = "the file's name must be that of the exercise and one of "
        message += f"-{one_of([f'-{name}' for name in names])[1:]}"
        self.problems.append(Problem(self.path, 0, f"{message}, such as toe-walking-hold.svg"))
        return ""

    def words_of(self, name: str) -> tuple[str, str]:
        """Return the title or the description, and the same for the mirrored picture."""
        empty = Words(0, "")
        words = self.words.get(name, empty)
        if not words.text():
            words = self.words.get(f"dc:{name}", words)
        text = words.text()
        mirrored = " ".join(words.mirrored.split()) or text
        what = "the title" if name == "title" else "the description"
        self.check_signs(text, what, words.line)
        if mirrored != text:
            self.check_signs(mirrored, f"data-mirrored of {what}", words.line)
        return text, mirrored

    def check_signs(self, text: str, what: str, line: int) -> None:
        """Note a sign that nobody sees."""
        found = unseen.search(text.replace(id_mark, "\ufeff"))
        if found:
            sign = f"U+{ord(found[0]):04X}" if id_mark not in text else "U+E000"
            self.note(f"{what} holds a sign that nobody sees, {sign}; type it anew", line)

    def setting(self, name: str, known: tuple[str, ...]) -> str:
        """Return a word that the outermost element gives, or nothing."""
        word = self.settings.get(name, "")
        if word and word not in known:
            message = f'{name} must be {one_of(known)}, not "{shorten(word)}"'
            self.note(message + did_you_mean(word, known), self.root.line)
        return word

    def find_box(self) -> tuple[float, float, float, float]:
        """Return where the picture begins and how large it is."""
        text = self.settings.get("viewBox", "")
        if text.strip():
            words = text.replace(",", " ").split()
            box = [float(word) for word in words if number.fullmatch(word)]
            found = f'viewBox is "{shorten(text)}"'
            box = box if len(words) == 4 else []
        else:
            width, height = (self.settings.get(key, "") for key in ("width", "height"))
            found = f'there is no viewBox, width is "{shorten(width)}", height "{shorten(height)}"'
            box = [0.0, 0.0, *filter(None, (measure(width), measure(height)))]
        if len(box) == 4 and all(map(math.isfinite, box)) and is_sensible(box[2], box[3]):
            return box[0], box[1], round(box[2], 4), round(box[3], 4)
        message = f"{found}; allowed are four numbers: left, top, width and height, the last two "
        message += f"from {smallest_side:g} to {largest_side:g}, one at most {longest_shape:g} "
        self.note(f"{message}times the other, such as 0 0 120 90", self.root.line)
        return 0.0, 0.0, 1.0, 1.0


def measure(text: str) -> float | None:
    """Return a width or height in pixels; None if it says nothing of the size."""
    match = re.fullmatch(rf"\s*+({number.pattern})({'|'.join(units)})\s*", text)
    return float(match[1]) * units[match[2]] if match else None


def is_sensible(width: float, height: float) -> bool:
    """Tell whether something can be seen in a picture of this size."""
    small, large = sorted((width, height))
    return smallest_side <= small and large <= min(largest_side, longest_shape * small)


def find_frames_problem(path: str, frames: str) -> str:
    """Return why a page can't move along some frames to a path, or nothing.

    Without its numbers each must look the same, letter for letter and blank for blank.
    """
    plain = path.translate(no_numbers)
    fits = all(frame.translate(no_numbers) == plain for frame in frames.split("|"))
    glued = sum(text.count("-") - text.count(" -") for text in (path, frames))
    alone = "  " not in path and path_letters.issuperset(plain)
    if path and fits and alone and not glued:
        return ""
    return (
        "data-frames must be paths with the same letters as d and as many numbers, with | "
        "between the paths and one blank between letters and numbers, such as M 1 2 l 3 4"
    )


def write_drawing(root: Part, left: float, top: float) -> tuple[Markup, Markup]:
    """Return what is drawn, without and with its frames, moved so that it begins at 0, 0."""
    group = Part("g", root.line, root.attributes, children=root.children)
    if left or top:
        place = {"transform": f"translate({0 - left:.10g} {0 - top:.10g})"}
        group.attributes = {**place, **group.attributes}
    still: list[str] = []
    moving: list[str] = []
    for part in [group] if group.attributes else root.parts():
        write_part(part, still, moving)
        still.append("\n")
        moving.append("\n")
    written = Markup("".join(still).rstrip("\n"))
    moves = len(still) != len(moving)
    return written, Markup("".join(moving).rstrip("\n")) if moves else written


def write_part(part: Part, still: list[str], moving: list[str]) -> None:
    """Write one part and what is in it."""
    if part.tag == "defs" and not part.children:
        return
    begin = [f"<{part.tag}"]
    if part.mark:
        begin.append(f' id="{part.mark}"')
    frames = ""
    for key, value in part.attributes.items():
        if key == "data-frames":
            frames = f' data-frames="{quoted(value)}"'
        else:
            begin.append(f' {key}="{quoted(value)}"')
    still.append("".join(begin))
    moving.append(still[-1])
    if frames:
        moving.append(frames)
    both(still, moving, ">" if part.children else "/>")
    for child in part.children:
        if isinstance(child, str):
            both(still, moving, escaped(child))
        else:
            write_part(child, still, moving)
    if part.children:
        both(still, moving, f"</{part.tag}>")


def both(still: list[str], moving: list[str], text: str) -> None:
    """Write the same into both."""
    still.append(text)
    moving.append(text)


def escaped(text: str) -> str:
    """Return a text as it stands in markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Return a text as it stands between the quotes of an attribute."""
    return escaped(text).replace('"', "&quot;")
