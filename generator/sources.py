"""The files of content/ as an author leaves them: where they may lie, what they may be called,
their text and their pictures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from posixpath import normpath, relpath
from urllib.parse import unquote, urlsplit

from generator.addresses import split_address
from generator.errors import ContentError, Problem
from generator.model import Picture

Files = Mapping[PurePosixPath, bytes]

root = PurePosixPath("content")
picture_types = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif")
text_types = {
    "": (".md", ".yaml"),
    "exercises": (".md",),
    "routines": (".md",),
    "poses": (".yaml",),
}
slug_pattern = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def decode(path: PurePosixPath, data: bytes) -> str:
    """Return the text of a file, with plain line ends. Raises ContentError if it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "this is not UTF-8 text; save the file again as UTF-8"
        raise ContentError([Problem(path, line, message)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_front_matter(path: PurePosixPath, text: str) -> tuple[str, str]:
    """Return the YAML between the two --- lines, and the Markdown after them."""
    if not text.startswith("---\n"):
        message = "the file must begin with a line --- and then fields such as title: Ankle circles"
        raise ContentError([Problem(path, 1, message)])
    end = re.compile(r"^---[ ]*(\n|\Z)", re.MULTILINE).search(text, 4)
    if end is None:
        message = "the fields at the top have no end; put a line --- after the last one"
        raise ContentError([Problem(path, 1, message)])
    return text[4 : end.start()], text[end.end() :]


def line_of_field(data: bytes, name: str) -> int:
    """Return the line of a field at the top of a file, or 0."""
    lines = data.decode("utf-8", "replace").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 0)


def find_misplaced(files: Files) -> Iterable[Problem]:
    """Yield a problem for each file that can't have an address, or can't share one."""
    seen: dict[tuple[PurePosixPath, str], PurePosixPath] = {}
    for path in sorted(files):
        if is_picture(path):
            continue
        folder = str(path.relative_to(root).parent).removeprefix(".")
        if path.suffix.lower() not in text_types.get(folder, ()):
            yield Problem(path, 0, what_belongs(folder))
            continue
        other = seen.setdefault((path.parent, path.with_suffix("").name.lower()), path)
        if other != path and other.suffix.lower() == path.suffix.lower():
            yield Problem(path, 0, f"it has the same address as {other}; rename one of them")
        if not slug_pattern.fullmatch(path.stem) or path.suffix != path.suffix.lower():
            message = "the name becomes the address: use small letters, digits and hyphens only"
            yield Problem(path, 0, message)
        elif folder == "" and path.stem == "404":
            yield Problem(
                path, 0, "this address belongs to the page for wrong addresses; rename it"
            )


def what_belongs(folder: str) -> str:
    """Return what may lie in a folder of content/, as the end of an error message."""
    if folder not in text_types:
        known = ", ".join(f"{root / name}/" for name in text_types if name)
        return f"files belong in {root}/ itself or in {known} (pictures: anywhere)"
    return f"only {' and '.join(text_types[folder])} files and pictures belong in {root / folder}/"


def in_folder(path: PurePosixPath, folder: str) -> bool:
    """Tell whether a file of text lies directly in a folder of content/."""
    return path.parent == root / folder and path.suffix.lower() in text_types[folder]


def is_picture(path: PurePosixPath) -> bool:
    """Tell whether a file is a picture by its ending."""
    return path.suffix.lower() in picture_types


def parse_picture(path: PurePosixPath, data: bytes) -> Picture:
    """Return a picture with an address that changes when the picture does."""
    return Picture(path, hashed_address(path.relative_to(root), data), data)


def hashed_address(address: PurePosixPath, data: bytes) -> PurePosixPath:
    """Return an address that changes with the data, so that the file may be cached for ever."""
    digest = hashlib.sha256(data).hexdigest()[:10]
    return address.with_name(f"{address.stem}.{digest}{address.suffix}")


def picture_finder(
    page: PurePosixPath, pictures: Mapping[PurePosixPath, Picture]
) -> Callable[[str], str | None]:
    """Return a function from a picture's path, as the page writes it, to its address."""

    def find(target: str) -> str | None:
        path = PurePosixPath(normpath(page.parent / unquote(urlsplit(target).path)))
        picture = pictures.get(path)
        here = page.relative_to(root).parent
        return relpath(picture.address, here) if picture else None

    return find


def is_web_address(text: str) -> bool:
    """Tell whether a text is an http or https address without query or fragment."""
    parts = split_address(text)
    if parts is None:
        return False
    plain = not parts.query and not parts.fragment and not re.search(r"\s", text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and plain


def find_order(data: bytes) -> int:
    """Return the order number at the top of a file, or 0."""
    match = re.search(rb"^order:[ ]*(\d{1,4})\b", data, re.MULTILINE)
    return int(match[1]) if match else 0
