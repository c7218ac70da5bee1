"""The SVG file of a figure -> what it draws and says, as long as nothing in it is refused.

Strict where something could run, lead out of the file, move by itself or get lost unseen: that is
a problem with its line. Forgiving where drawing programs leave notes of their own: those go.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from fields.signs import shorten
from generator.content.pictures import allowed
from generator.content.pictures.allowed import find_text_problem, find_value_problem, leads_out
from generator.content.pictures.parser import SvgReader, deepest_group, svg
from generator.content.pictures.parts import Drawing, Part, Words
from generator.content.pictures.styles import find_declaration_problem

most_elements = 5_000
"""As many are read in 0.1 s; more come from a photo that was traced."""


class FigureReader(SvgReader):
    """Reads the SVG file of one figure: notes what doesn't belong there and keeps what draws."""

    way_out = "; where there is a pose of it, delete it, and `build.py draw` draws it anew"

    def __init__(self, path: PurePosixPath) -> None:
        super().__init__(path)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.keep_text
        self.parser.StartNamespaceDeclHandler = self.note_prefix
        self.parser.SkippedEntityHandler = self.refuse_abbreviation
        self.drawing = Drawing()
        self.open: list[Part | Words] = []
        self.count = 0

    def refuse_abbreviation(self, name: str, _: bool) -> None:
        """Note an abbreviation that stands for nothing."""
        self.refuse(f"&{name}; means nothing in SVG; write the sign itself")

    def note_prefix(self, prefix: str | None, _: str) -> None:
        """Take a prefix for the mark of a drawing program; our own files have none."""
        self.drawing.foreign |= bool(prefix)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.count += 1
        if len(self.open) == deepest_group:
            self.stop(f"more than {deepest_group} groups in each other are not allowed")
        if self.count > most_elements:
            message = f"more than {most_elements} parts are not allowed; join or simplify them"
            self.stop(f"{message} (in Inkscape: Path > Combine)")
        self.open.append(self.keep(name, attributes))

    def end(self, _: str) -> None:
        """Close an element."""
        self.open.pop()

    def keep_text(self, text: str) -> None:
        """Keep a piece of text with the element that it stands in."""
        inside = self.open[-1]
        if isinstance(inside, Words):
            inside.pieces.append((self.parser.CurrentLineNumber, text))
        elif inside.tag in allowed.texts:
            if problem := find_text_problem("this text", text):
                self.refuse(problem)
            inside.children.append(text)

    def keep(self, name: str, attributes: dict[str, str]) -> Part | Words:
        """Return an element as a part if it draws, else as words."""
        namespace, _, tag = name.rpartition(" ")
        if not self.open:
            return self.keep_root(name, tag, attributes)
        inside = self.open[-1]
        if isinstance(inside, Words):
            return self.keep_note(name, inside)
        extended = "requiredExtensions" in attributes  # no browser shows it
        if namespace == svg and tag in allowed.elements and not extended:
            part = self.keep_part(tag, attributes, inside.has_role)
            inside.children.append(part)
            return part
        words = Words(name, self.parser.CurrentLineNumber, attributes.get("data-mirrored", ""))
        self.drawing.foreign |= namespace != svg
        if name == f"{svg} style":
            self.keep_sheet(words, attributes)
        elif namespace == svg and (tag in allowed.dropped or extended):
            if len(self.open) == 1 and tag in ("title", "desc"):
                self.drawing.words.setdefault(tag, words)
        elif not namespace or allowed.w3c.match(namespace):
            hint = allowed.instead.get(tag, allowed.plainly)
            self.refuse(f"<{shorten(tag)}> is not allowed in a figure; {hint}")
        return words

    def keep_root(self, name: str, tag: str, attributes: dict[str, str]) -> Part:
        """Return the outermost element without what it says of the whole."""
        if name != f"{svg} svg":
            without = f' without xmlns="{svg}"' if name == "svg" else ""
            self.stop(f"<{tag}> is not allowed as the outermost element{without}")
        self.drawing.settings = attributes
        root = self.keep_part(tag, attributes, False)
        # What is in it is written, not it itself: no part can ask for the whole.
        root.id = ""
        for key in ("transform", "clip-path", "filter", "mask"):
            if attributes.get(key, "none") != "none":
                self.refuse(f"{key} on the outermost element is not allowed; put it on a group <g>")
        for key in ("x", "y", "width", "height", "viewBox", "preserveAspectRatio"):
            root.attributes.pop(key, None)
        return root

    def keep_note(self, name: str, inside: Words) -> Words:
        """Return an element in one that doesn't draw, whose words it shares."""
        if name not in allowed.dublin_core or not inside.name.endswith(" Work"):
            return Words(name, self.parser.CurrentLineNumber, pieces=inside.pieces)
        words = Words(name, self.parser.CurrentLineNumber)
        self.drawing.words.setdefault(allowed.dublin_core[name], words)
        return words

    def keep_sheet(self, words: Words, attributes: dict[str, str]) -> None:
        """Keep a style sheet, unless browsers pass it over too."""
        if attributes.get("type", "").lower() in {"", "text/css"}:
            self.drawing.sheets.append(words)
            if attributes.get("media", "all") not in {"", "all", "screen"}:
                self.refuse("a style sheet for some media only is not allowed; take media= away")

    def keep_part(self, tag: str, attributes: dict[str, str], in_role: bool) -> Part:
        """Return a part with the attributes that are kept; note those that are refused.

        The role of a group holds for all that is in it. Masks, markers and the like keep their
        colours, since they don't stand where they are written.
        """
        part = Part(tag, self.parser.CurrentLineNumber, {})
        self.drawing.parts.append(part)
        for key, value in attributes.items():
            if key in allowed.attributes:
                if problem := find_value_problem(key, value):
                    self.refuse(problem)
                part.attributes[key] = value
            elif key == "class":
                part.words = value.split()
            elif key == "id":
                part.id = value
            elif key == "style":
                part.style = value
            elif key == allowed.space and tag in allowed.texts:
                part.attributes["xml:space"] = value
            elif key in ("href", allowed.link):
                self.keep_link(part, value.strip(), key == "href")
            elif " " not in key:
                self.leave_out(key, value)
            self.drawing.foreign |= " " in key
        part.roles = [f"figure__{word}" for word in part.words if word in allowed.roles]
        part.has_role = bool(part.roles) or (in_role and tag not in allowed.resources)
        return part

    def keep_link(self, part: Part, target: str, plain: bool) -> None:
        """Keep a link to another part of the drawing; refuse every other."""
        if not target.startswith("#") or target == "#":
            message = f"<{part.tag}> asks for {shorten(target) or 'nothing'}, which is not allowed"
            self.refuse(f'{message}; allowed are parts of this drawing, such as href="#foot"')
        elif part.tag in allowed.linking and (plain or "href" not in part.attributes):
            part.attributes["href"] = target

    def leave_out(self, key: str, value: str) -> None:
        """Note an attribute that runs something, or leads out of the file."""
        if key.lower().startswith("on"):
            self.refuse(f"{key} is not allowed: a picture runs nothing; take it out")
        elif leads_out(value):
            self.refuse(find_value_problem(key, value))
        elif key.startswith("transform-") and (problem := find_declaration_problem(key, value)):
            self.refuse(problem)
