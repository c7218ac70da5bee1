"""An author's picture -> what is wrong with it: is it what its name says, and only a picture?

An SVG file is a document of its own: opened by its address it runs scripts and fetches what it
names. So only what draws is let through, by a list; what leads out of the file is not.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from fields.errors import Problem
from fields.signs import shorten
from generator.content.pictures.parser import SvgReader, deepest_group, svg

# The signs that each kind begins with, whatever the file is called.
kinds = {
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WebP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
endings = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP"}

# Drawing programs keep notes of their own in a file. They are inert, but for what W3C defines.
notes = re.compile(r"(?!http://www\.w3\.org/)|http://www\.w3\.org/1999/02/22-rdf-syntax-ns#")
drawing = re.compile(
    "a|animate|animateMotion|animateTransform|circle|clipPath|defs|desc|ellipse|fe[A-Z][A-Za-z]+|"
    "filter|g|image|line|linearGradient|marker|mask|metadata|mpath|path|pattern|polygon|polyline|"
    "radialGradient|rect|set|stop|style|svg|switch|symbol|text|textPath|title|tspan|use|view"
)
raster = r"data:image/(png|jpeg|jpg|gif|webp)[;,]"
font = r"data:(font/|application/(x-)?font-)[\w-]+[;,]"
inside = re.compile(rf"\s*(#|{raster})", re.IGNORECASE)
# A backslash in a style can spell anything.
css_outside = re.compile(
    rf"\\|@import|image-set|url\((?!\s*[\"']?(#|{raster}|{font}))", re.IGNORECASE
)


def find_picture_problems(path: PurePosixPath, data: bytes) -> list[Problem]:
    """Return what is wrong with a picture."""
    if path.suffix.lower() == ".svg":
        return PictureReader(path).read(data)
    wanted = endings[path.suffix.lower()]
    if kinds[wanted].match(data):
        message = (
            f"this {wanted} picture ends too early; copy the whole file again, or save it anew"
        )
        return [] if is_whole(wanted, data) else [Problem(path, 0, message)]
    other = kind_of(data)
    found = f"but a {other} picture" if other else "whatever its name says"
    message = f"this is no {wanted} picture, {found}; save it again as {wanted}"
    return [Problem(path, 0, message)]


def kind_of(data: bytes) -> str:
    """Return which kind of picture made of points this is, or nothing."""
    return next((kind for kind, start in kinds.items() if start.match(data)), "")


def is_whole(kind: str, data: bytes) -> bool:
    """Tell whether a picture is there to its end, as far as its kind marks that."""
    if kind == "WebP":
        return len(data) >= 8 + int.from_bytes(data[4:8], "little")
    if kind == "JPEG":  # a small picture inside has an end of its own, before the last scan begins
        return b"\xff\xd9" in data[data.rfind(b"\xff\xda") :]
    # PNG's last block with its checksum; GIF's last sign, behind which some programs pad.
    return b"IEND\xaeB`\x82" in data if kind == "PNG" else data.rstrip(b"\0\r\n").endswith(b";")


class PictureReader(SvgReader):
    """Notes what doesn't belong into a picture that is opened by its address."""

    def __init__(self, path: PurePosixPath) -> None:
        super().__init__(path)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.keep_style
        self.depth = 0
        self.style: list[str] | None = None

    def refuse_part(self, message: str) -> None:
        """Note one thing that doesn't belong here."""
        self.refuse(f"{message} in a picture; save it from a drawing program as plain SVG")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Check one element."""
        namespace, _, tag = name.rpartition(" ")
        self.depth += 1
        if self.depth == deepest_group + 1:
            self.refuse_part(f"more than {deepest_group} groups in each other are not allowed")
        if self.depth == 1 and name != f"{svg} svg":
            without = f' without xmlns="{svg}"' if name == "svg" else ""
            self.refuse_part(f"<{tag}> is not allowed as the outermost element{without}")
        self.style = [] if tag == "style" else self.style
        if not (drawing.fullmatch(tag) if namespace == svg else notes.match(namespace)):
            self.refuse_part(f"<{tag}> is not allowed")
        for attribute, value in attributes.items():
            if problem := find_attribute_problem(attribute.rpartition(" "), value):
                self.refuse_part(problem)

    def keep_style(self, text: str) -> None:
        """Keep the text of a style sheet, which may come in pieces."""
        if self.style is not None:
            self.style.append(text)

    def end(self, name: str) -> None:
        """Check a style sheet where it ends."""
        self.depth -= 1
        if name.endswith("style") and self.style is not None:
            if css_outside.search("".join(self.style)):
                self.refuse_part("a style that leads out of the file is not allowed")
            self.style = None


def find_attribute_problem(name: tuple[str, str, str], value: str) -> str:
    """Return what is wrong with an attribute of an SVG element, or nothing."""
    namespace, _, local = name
    if not namespace and local.lower().startswith("on"):
        return f"the attribute {local} is not allowed"
    if local == "href" and not inside.match(value):
        return f"the link to {shorten(value)} is not allowed"
    if local == "attributeName" and re.search(r"href|^\s*on", value, re.IGNORECASE):
        return f"a change of {shorten(value)} is not allowed"
    if not namespace and css_outside.search(value):
        return f"{local} leads out of the file, which is not allowed"
    return ""
