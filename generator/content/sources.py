"""The files of content/ as an author leaves them: where they may lie, what they may be called,
their text and their pictures."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from posixpath import normpath, relpath
from types import MappingProxyType
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar
from urllib.parse import unquote

from fields.errors import ContentError, Problem, did_you_mean, one_of
from fields.signs import shorten
from generator.content.text.addresses import can_be_site, split_address
from generator.model import Picture

Files = Mapping[PurePosixPath, bytes]
Inputs = ParamSpec("Inputs")
Result = TypeVar("Result")

root = PurePosixPath("content")
as_they_are = root / "files"
"""What lies in here goes out unchanged: what a web host asks for, leaflets."""
picture_types = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif")
text_types = {
    "": (".md", "site.yaml", "published.txt"),
    "exercises": (".md",),
    "routines": (".md",),
    "poses": (".yaml",),
    "figures": (".svg",),
}
phase_names = tuple(f"phase-{number}" for number in range(1, 10))
figure_names = ("start", "hold", *phase_names, "close-up", "wrong")
"""The pictures of an exercise in the order in which they are shown."""
reserved = {
    "404": "the page for wrong addresses",
    "contact-sheet": "the preview's page of all figures",
    "examples": "the preview's page of all parts",
    "kept": "the page on what a device keeps",
}
longest_name = 80
"""Of an address made from a title, which may have 200 letters: a choice. The longest of ours has
31, and a disk takes 255 with all that is added (`most_bytes_in_name` in `output/places.py`)."""
longest_former = 200
"""Of a name in a former address: what that of a file may have (`most_bytes_in_name`, as above)."""
longest_address = 1500
"""In bytes. A QR code of level M holds 2,331 (ISO/IEC 18004); a page's path comes behind it."""
letters = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe", "ø": "oe"}
    | {"ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "'": "", "\u2019": ""}
)
"""What Unicode itself does not take for a letter from a to z with a mark on it."""
hash_pattern = r"\.[0-9a-f]{10}"
"""What `hashed_address` puts before the ending of a name."""
slug_pattern = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
device_pattern = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""What Windows takes for a device, whatever the ending ("Naming Files, Paths, and Namespaces")."""


once_each = functools.lru_cache(maxsize=100_000)
"""For what a build asks a dozen times of each of its files."""


class Sources(NamedTuple):
    """The files that a site is made of, by their paths, which begin with content/ and so on.

    *catalogues* are those of locales/; English needs none.
    """

    content: Files
    templates: Files
    static: Files
    catalogues: Files = MappingProxyType({})


def split_front_matter(path: PurePosixPath, text: str) -> tuple[str, str]:
    """Return the YAML between the two --- lines, and the Markdown after them."""
    begin = re.match(r"---[ \t]*\n", text)
    if begin is None:
        message = "the file must begin with a line --- and then fields such as title: Ankle circles"
        raise ContentError([Problem(path, 1, message)])
    end = re.compile(r"^---[ \t]*(\n|\Z)", re.MULTILINE).search(text, begin.end())
    if end is None:
        message = "the fields at the top have no end; put a line --- after the last one"
        raise ContentError([Problem(path, 1, message)])
    front = text[begin.end() : end.start()]
    # One # alone begins a note.
    if heading := re.search(r"^##+ .*", front, re.MULTILINE):
        line = 2 + front.count("\n", 0, heading.start())
        message = f'"{heading[0]}" stands among the fields; put a line --- above the first heading'
        raise ContentError([Problem(path, line, message)])
    # Fields that go on below, up to another such line.
    if re.match(r"(?:[a-z_]+:(?: .*)?\n|[ ]+.*\n)+---[ \t]*\n", text[end.end() :]):
        message = "this line --- ends the fields, and below it stand more of them; take it away"
        raise ContentError([Problem(path, 2 + front.count("\n"), message)])
    return front, text[end.end() :]


def line_of_field(data: bytes, name: str) -> int:
    """Return the line of a field at the top of a file, or 0."""
    lines = data.decode("utf-8", "replace").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 0)


def find_misplaced(files: Files) -> Iterable[Problem]:
    """Yield a problem for each file that can't have an address, or can't share one."""
    seen: dict[tuple[str, str], PurePosixPath] = {}
    for path in sorted(files):
        folder = folder_of(path)
        if is_picture(path) or folder.partition("/")[0] == as_they_are.name:
            continue
        if not is_text(path):
            yield Problem(path, 0, what_belongs(folder))
            continue
        other = seen.setdefault((folder, path.stem.lower()), path)
        if other != path and other.suffix.lower() == path.suffix.lower():
            yield Problem(path, 0, f"it has the same address as {other}; rename one of them")
        if not slug_pattern.fullmatch(path.stem) or path.suffix != path.suffix.lower():
            message = "the name becomes the address: use small letters, digits and hyphens only"
            fitting = slug_of(path.stem)
            hint = f", such as {fitting}{path.suffix.lower()}" if fitting else ""
            yield Problem(path, 0, message + hint)
        elif device_pattern.fullmatch(path.stem):
            message = f"Windows can't have a file of this name; rename it, such as {path.stem}-1"
            yield Problem(path, 0, message + path.suffix)
        elif folder == "" and path.stem in reserved:
            yield Problem(path, 0, f"this address belongs to {reserved[path.stem]}; rename it")


def what_belongs(folder: str) -> str:
    """Return what may lie in a folder of content/, as the end of an error message."""
    others = f"what is to go out as it is: in {as_they_are}/"
    if folder not in text_types:
        known = ", ".join(f"{root / name}/" for name in text_types if name)
        hint = did_you_mean(folder, filter(None, text_types))
        return f"files belong in {root}/ itself or in {known} (pictures: anywhere; {others}){hint}"
    if folder == "figures":
        place = f"put it into another folder of {root}/ and show it in the text"
        return f"a figure is an .svg file, drawn in lines; trace this one, or {place}"
    types = one_of(text_types[folder])
    return f"only {types} files and pictures belong in {root / folder}/ ({others})"


def exercise_file(slug: str) -> PurePosixPath:
    """Return the file of an exercise by its name."""
    return root / "exercises" / f"{slug}.md"


def page_address(path: PurePosixPath) -> PurePosixPath:
    """Return the address of the page that a file becomes."""
    return path.relative_to(root).with_suffix(".html")


def find_page_fault(address: str) -> str:
    """Return why no page can ever have had an address, or nothing."""
    *folders, name = address.split("/")
    stems = [*folders, name.removesuffix(".html")]
    if not name.endswith(".html"):
        return "can't be the address of a page: that ends with .html"
    if not all(map(slug_pattern.fullmatch, stems)):
        return "can't be the address of a page: that has small letters, digits and hyphens only"
    if any(map(device_pattern.fullmatch, stems)):
        return "can't be the address of a page: Windows can't have a file of this name"
    if any(len(stem) > longest_former for stem in stems):
        return f"is too long for the address of a page; allowed: {longest_former} letters"
    return ""


@once_each
def folder_of(path: PurePosixPath) -> str:
    """Return in which folder of content/ a file lies, as `figures`; empty for content/ itself."""
    top, *folders, _ = path.parts
    return "/".join(folders if top == root.name else ("..", top))


@once_each
def is_text(path: PurePosixPath) -> bool:
    """Tell whether a file is one of those that are read as text where it lies."""
    kinds = text_types.get(folder_of(path), ())
    return path.suffix.lower() in kinds or path.name in kinds


def in_folder(path: PurePosixPath, *folders: str) -> bool:
    """Tell whether a file of text lies directly in a folder of content/, or in one of several."""
    return folder_of(path) in folders and is_text(path)


def split_figure_name(stem: str) -> tuple[str, str]:
    """Return the set that a figure belongs to, and its name in it; both empty if it has none.

    The set is called like the pose file that the figures of an exercise are drawn from.
    """
    for name in figure_names:
        if stem.endswith(f"-{name}"):
            return stem.removesuffix(f"-{name}"), name
    return "", ""


@once_each
def is_picture(path: PurePosixPath) -> bool:
    """Tell whether a file is a picture by its ending, and neither a figure nor left as it is."""
    if path.suffix.lower() not in picture_types:
        return False
    top, _, _ = folder_of(path).partition("/")
    return top != as_they_are.name and folder_of(path) != "figures"


def published_files(files: Files) -> dict[PurePosixPath, bytes]:
    """Return the files that go out unchanged, by address: a link to it is typed with its accents
    in one sign, whatever system the file comes from."""
    inside = (path for path in sorted(files) if path.is_relative_to(as_they_are))
    return {one_form(path.relative_to(as_they_are)): files[path] for path in inside}


def find_taken(
    addresses: Iterable[PurePosixPath], taken: Iterable[PurePosixPath]
) -> Iterable[Problem]:
    """Yield a problem for each file that goes out unchanged to the address of something else.

    Disks and hosts that know no capitals are thought of.
    """
    files = {str(path).casefold() for path in taken} | {f"{name}.html" for name in reserved}
    folders = {str(each).casefold() for path in taken for each in path.parents[:-1]}
    own: dict[str, PurePosixPath] = {}
    # What lies higher comes first: a file may be in the way of another one's folder.
    for address in sorted(addresses, key=lambda address: len(address.parts)):
        path = as_they_are / address
        names = [str(each).casefold() for each in (address, *address.parents[:-1])]
        if names[0] in files | folders or files & {*names}:
            message = "the site has something else at this address; choose another name"
            yield Problem(path, 0, message)
        elif other := next((own[name] for name in names if name in own), None):
            message = f"on some systems it is one with {other}, which differs in capitals only"
            yield Problem(path, 0, f"{message}; rename one of them")
        own[names[0]] = path


def parse_pictures(files: Files) -> dict[PurePosixPath, Picture]:
    """Return the pictures by path, each with an address that changes when the picture does.

    The address is made of letters, digits and hyphens, whatever the file is called.
    """
    pictures = {}
    for path in filter(is_picture, files):
        *folders, _ = path.relative_to(root).parts
        names = [slug_of(name) or "pictures" for name in folders]
        name = (slug_of(path.stem) or "picture") + path.suffix.lower()
        data = files[path]
        # Git on Windows may give a drawing other line ends: the same one has the same address.
        data = data.replace(b"\r\n", b"\n") if path.suffix.lower() == ".svg" else data
        address = hashed_address(PurePosixPath(*names, name), data)
        pictures[one_form(path)] = Picture(path, address, data)
    return pictures


def keep_last(
    read: Callable[Concatenate[PurePosixPath, Inputs], Result],
) -> Callable[Concatenate[PurePosixPath, Inputs], Result]:
    """Return the same pure function, which remembers what it last made of each path.

    A preview reads the same files again and again. Only the last is kept, so that days of changes
    take no more memory than the files do.
    """
    last: dict[PurePosixPath, tuple[object, Result]] = {}

    @functools.wraps(read)
    def remembered(path: PurePosixPath, /, *args: Inputs.args, **named: Inputs.kwargs) -> Result:
        inputs = (args, named)
        known = last.get(path)
        if known is None or known[0] != inputs:
            known = last[path] = (inputs, read(path, *args, **named))
        return known[1]

    return remembered


def digest(data: bytes) -> str:
    """Return the hash that stands in a file's name: 40 bits, as only its versions must differ."""
    return hashlib.sha256(data).hexdigest()[:10]


def hashed_address(address: PurePosixPath, data: bytes) -> PurePosixPath:
    """Return an address that changes with the data, so that the file may be cached for ever."""
    return address.with_name(f"{address.stem}.{digest(data)}{address.suffix}")


def is_hashed(address: PurePosixPath) -> bool:
    """Tell whether this is such an address."""
    return len(address.suffixes) > 1 and bool(re.fullmatch(hash_pattern, address.suffixes[-2]))


def one_form(path: PurePosixPath) -> PurePosixPath:
    """Return a path with each accent in one sign with its letter; some systems part them."""
    return PurePosixPath(unicodedata.normalize("NFC", str(path)))


def picture_finder(
    page: PurePosixPath, addresses: Mapping[PurePosixPath, PurePosixPath]
) -> Callable[[str], str | None]:
    """Return a function from a picture's path, as the page writes it, to its address there.

    The path may be written as it is, or as an address: with %20 for a blank.
    """

    def find(target: str) -> str | None:
        plain = unquote(target.partition("#")[0].partition("?")[0])
        # As written first: a file may really be called 100%20.png or a#b.png.
        for written in (target, unquote(target), plain):
            path = one_form(PurePosixPath(normpath(page.parent / written)))
            if address := addresses.get(path):
                return relpath(address, page.relative_to(root).parent)
        return None

    return find


def slug_of(text: str) -> str:
    """Return a text as it can stand in an address: small letters, digits and hyphens.

    It is empty when the text has none of them, not even with marks on them.
    """
    plain = unicodedata.normalize("NFC", text).casefold().translate(letters)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:longest_name].strip("-")


def heading_id(text: str, separator: str) -> str:
    """Return the id of a heading: its words, in the letters of its own script."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(letters)
    if not any(letter.isalpha() and not slug_of(letter) for letter in plain):
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, plain)


def find_address_fault(text: str) -> str:
    """Return why a text can't be the address of a site, or an empty text if it can."""
    allowed = "allowed: https:// and the name of the site, such as https://example.org/feet/"
    parts = split_address(text)
    if not parts or parts.scheme not in {"http", "https"} or not can_be_site(text, parts):
        return f'"{shorten(text)}" is no address of a site; {allowed}'
    if parts.username is not None:
        return f"it holds a name or a password, which every page would show; {allowed}"
    if file := re.search(r"[^/]+\.(?:x?html?|php|aspx?)(?=/*$)", parts.path, re.IGNORECASE):
        return f"it ends with a page, {shorten(file[0])}; leave that away; {allowed}"
    if len(text.encode()) > longest_address:
        return f"it has {len(text)} signs; at most {longest_address} fit into a QR code; {allowed}"
    return ""


def find_order(data: bytes) -> int:
    """Return the order number at the top of a file, or 0."""
    match = re.search(rb"^order:[ ]*(\d{1,5})\b", data, re.MULTILINE)
    return int(match[1]) if match else 0
