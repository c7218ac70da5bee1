"""What lies in a folder on the disk, and whether it may lie there: in content/, in the output.

Nothing is read or written here but names and kinds.
"""

from __future__ import annotations

import functools
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from fnmatch import fnmatch, translate
from pathlib import Path, PurePosixPath

from fields.errors import OutputError
from generator.content.sources import as_they_are, root
from generator.output import lock, manifest

Paths = Collection[PurePosixPath]

desktop_files = (".DS_Store", "Thumbs.db", "desktop.ini")
"""Desktops leave these behind when somebody looks into a folder; they are nobody's work."""

leavings = (
    *("*~", "~$*", "#*", ".#*", "*.bak", "*.backup", "*.old", "*.orig", "*.rej", "*.save"),
    *("*.sw[a-p]", "*.tmp", "*.temp", "*.autosave", "ehthumbs.db"),
)
"""What editors, office programs and version control leave beside the file that it is of."""
left_behind = re.compile("|".join(map(translate, leavings)))

manifest_part = f"{manifest.name}.part"
our_own = {manifest.name, manifest_part, lock.file_name}

host_files = (
    *(".git", ".gitignore", ".gitattributes", ".github", ".gitlab-ci.yml", ".svn", ".hg"),
    *("CNAME", ".nojekyll", ".domains", "_headers", "_redirects", "_config.yml", "_worker.js"),
    *("netlify.toml", ".netlify", "vercel.json", ".vercel", ".vercelignore"),
    *("firebase.json", ".firebaserc", ".firebase", ".surgeignore", "wrangler.toml", ".wrangler"),
    *(".well-known", ".htaccess", ".htpasswd", ".user.ini", "web.config", "cgi-bin"),
    *(".ftpquota", "google*.html", "BingSiteAuth.xml", "yandex_*.html", "ads.txt"),
)
"""What a web host wants or puts at the top of the folder that it publishes."""

hidden_for_hosts = {".nojekyll", ".well-known", ".domains", ".htaccess", ".htpasswd", ".user.ini"}
"""These are read though they are hidden: in content/ they lie in the wrong folder."""

here = PurePosixPath()
most_bytes = 100_000_000
"""GitHub, which many publish with, takes no larger file."""
most_bytes_in_name = 200
"""A name grows on its way out, by a hash or `-letter-large`, and a disk takes 255 bytes."""


def walk(
    folder: Path,
    skip: Callable[[PurePosixPath], bool] = lambda path: False,
    note: Callable[[OSError], object] | None = None,
    inside: PurePosixPath = here,
) -> Iterator[PurePosixPath]:
    """Yield the path of all but folders below a folder, in order; links are not followed."""
    try:
        with os.scandir(folder / inside) as listed:
            entries = sorted(listed, key=lambda each: each.name)
    except OSError as error:
        if note:
            note(error)
        return
    for entry in entries:
        path = inside / entry.name
        if skip(path):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(folder, skip, note, path)
        else:
            yield path


def is_left_out(path: PurePosixPath) -> bool:
    """Tell whether a source file or folder is nobody's work: hidden, or an editor's backup."""
    if path.name in desktop_files:
        return True
    if left_behind.fullmatch(path.name.lower()):
        return True
    if not path.name.startswith(".") or as_they_are in path.parents:
        return False
    return path.parent != root or path.name not in hidden_for_hosts


def find_fault(folder: Path, path: PurePosixPath) -> str:
    """Return why a file below a source folder can't be published, or nothing. Raises OSError."""
    status = os.lstat(folder / path)
    if stat.S_ISLNK(status.st_mode):
        return "this is a link; put what it leads to here in its place"
    # To read a pipe might never end.
    if not stat.S_ISREG(status.st_mode):
        return "this is a device or a pipe, not a file; take it away"
    if status.st_size > most_bytes:
        return f"this file is too large; allowed: {most_bytes // 1_000_000} MB"
    if visible(str(path)) != str(path):
        return "the name holds a sign that can't be seen, such as a line break; rename it"
    if len(os.fsencode(path.name)) > most_bytes_in_name:
        return f"the name is too long; allowed: {most_bytes_in_name} plain letters"
    return ""


def visible(text: str) -> str:
    """Return a text with signs that end a line, or are none, written out."""
    if text.isprintable():
        return text
    unseen = {"Cc", "Cs", "Zl", "Zp"}
    return "".join(
        repr(sign)[1:-1] if unicodedata.category(sign) in unseen else sign for sign in text
    )


def refuse_sources(folder: Path, sources: Iterable[Path]) -> None:
    """Raise OutputError when the output would lie in, on or round a source folder."""
    target = Path(os.path.realpath(folder))
    for source in (Path(os.path.realpath(each)) for each in sources):
        if target == source or target in source.parents or source in target.parents:
            raise OutputError(
                f"{folder} is, holds or lies in {source.name}/, which the site is made from"
            )


def refuse_links(folder: Path, paths: Iterable[PurePosixPath]) -> None:
    """Raise OutputError when one of the paths is a link, or leads through one."""
    every = {each for path in paths for each in (path, *path.parents[:-1])}
    every |= {PurePosixPath(name) for name in our_own}
    for path in sorted(every):
        if (folder / path).is_symlink():
            raise OutputError(
                f"{folder / path} is a link to somewhere else, where nothing may be changed; "
                "take it away and build again"
            )


def refuse_strangers(folder: Path, ours: Paths) -> None:
    """Raise OutputError when the folder holds a file that no earlier build wrote, nor a host."""
    for path in walk(folder, is_hosts, fail):
        if not is_ours(path, ours):
            raise OutputError(
                f"{folder} holds files that no build of this site wrote, such as "
                f"{visible(str(path))}; choose an empty folder, or move them away"
            )


def find_hosts(folder: Path, ours: Paths) -> list[str]:
    """Return what a web host has put into the output folder, or wants there."""
    known = {path.parts[0] for path in ours}
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.name not in known and is_hosts(PurePosixPath(entry.name))
    )


def find_leftovers(folder: Path, ours: Paths) -> list[PurePosixPath]:
    """Return the half-written files that builds of version 1.0 left beside ours when killed."""
    return [path for path in walk(folder, is_hosts) if beside(path) in ours]


def is_ours(path: PurePosixPath, ours: Paths) -> bool:
    """Tell whether a file in the output folder may be there."""
    if path in ours or beside(path) in ours or path.name in desktop_files:
        return True
    return str(path) in our_own


def beside(path: PurePosixPath) -> PurePosixPath | None:
    """Return the file of which another one is the half-written form, if it is one."""
    match = re.fullmatch(r"\.(.+)\.part", path.name)
    return path.with_name(match[1]) if match else None


def is_hosts(path: PurePosixPath) -> bool:
    """Tell whether a path in the output folder is, or lies in, what belongs to a web host."""
    return is_named_for_hosts(path.parts[0])


# Most files lie in the same few folders.
@functools.lru_cache(maxsize=1000)
def is_named_for_hosts(name: str) -> bool:
    """Tell whether a web host has files or folders of this name."""
    return any(fnmatch(name, pattern) for pattern in host_files)


def fail(error: OSError) -> None:
    """Raise an error that would be passed over."""
    raise error
