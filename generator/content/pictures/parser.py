"""What every SVG file of an author is held to, in a page or by itself: XML without tricks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath
from typing import NoReturn
from xml.parsers import expat

from fields.errors import Problem
from fields.signs import shorten

svg = "http://www.w3.org/2000/svg"
deepest_group = 100
"""What comes after calls itself for each level, and Python ends that at 1,000."""
encodings = frozenset(("utf-8", "utf-16", "us-ascii", "iso-8859-1"))
"""Those that the parser has built in: at others it asks Python, or raises an error not its own."""


class Stop(Exception):  # noqa: N818 - it ends the reading, it isn't raised any further
    """To read on would be of no use, or dangerous."""


class SvgReader:
    """Reads one SVG file; whoever knows what may stand in it sets the handlers of elements.

    *way_out* is what else helps where a file is broken.
    """

    way_out = ""

    def __init__(self, path: PurePosixPath) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self.check_encoding
        self.parser.EntityDeclHandler = self.refuse_entity
        self.parser.ProcessingInstructionHandler = self.refuse_style_sheet

    def read(self, data: bytes) -> list[Problem]:
        """Return what is wrong."""
        try:
            with suppress(Stop):
                self.parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            message = f"this is no SVG ({reason}), or not all of it; copy the whole file again, or "
            message += f"save it anew from a drawing program as plain SVG{self.way_out}"
            self.note(error.lineno, message)
        return self.problems

    def note(self, line: int, message: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(self.path, line, message))

    def refuse(self, message: str) -> None:
        """Note a problem in the line that is being read."""
        self.note(self.parser.CurrentLineNumber, message)

    def stop(self, message: str) -> NoReturn:
        """Note a problem and read no further."""
        self.refuse(message)
        raise Stop

    def check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Stop at an encoding that not every browser and program reads the same way."""
        if (encoding or "utf-8").lower() not in encodings:
            self.stop(f"the encoding {shorten(encoding or '')} is not allowed; save it as UTF-8")

    def refuse_entity(self, name: str, *_: object) -> None:
        """Stop at an abbreviation: it can hide anything, or grow without end."""
        self.stop(
            f"<!ENTITY {name}> is not allowed; save it as plain SVG, in Illustrator without "
            '"Preserve Illustrator Editing Capabilities"'
        )

    def refuse_style_sheet(self, target: str, _: str) -> None:
        """Note a style sheet from outside."""
        if target == "xml-stylesheet":
            self.refuse("a style sheet from outside is not allowed; save the styles in the file")
