"""The worker that keeps the site on a reader's device: what is kept, and the script that keeps it.

`static/js/offline/worker.js` says how. Here it is told which files belong to this build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping
from pathlib import PurePosixPath

from generator.content.memory import Remember, make_anew
from generator.content.sources import Files, digest, hash_pattern, is_hashed
from generator.pages.published.home_screen import address as manifest_address
from generator.pages.render import join_files

Tree = Mapping[PurePosixPath, bytes]

address = PurePosixPath("sw.js")
"""It never changes: browsers ask there whether there is something new."""
most_bytes = 2_000_000
"""As they travel, of a site that is kept as a whole; and of the routines of a larger one. A choice:
three times what ours takes."""
packed = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".woff2"}
hashed_name = re.compile(rf"[\"/]([\w-]+{hash_pattern}\.\w+)".encode())
"""How a page names a file that never changes."""
for_all = {".css", ".js", ".woff2"}
"""Kinds of files that many pages have in common."""


def make_worker(
    tree: Tree,
    led_on: Container[PurePosixPath],
    is_kept: bool,
    static: Files,
    remember: Remember = make_anew,
) -> bytes:
    """Return the worker for the files of a site, or, where it is not *kept*, one that takes back
    what an earlier one has kept.

    For what is *led on* a host may answer with something else than its page.
    """
    if not is_kept:
        return join_files(static, "js/offline/off.js", remember=remember)
    code = join_files(static, "js/offline/worker.js", remember=remember)
    whole = [path for path in find_kept(tree) if path not in led_on]
    is_whole = weigh(tree, whole) <= most_bytes
    kept = sorted(whole if is_whole else find_core(tree, whole))
    build: dict[str, object] = {
        "files": {str(path): digest(tree[path]) for path in kept},
        "bytes": sum(len(tree[path]) for path in kept),
        "isWhole": is_whole,
    }
    build["name"] = digest(write_json(build) + code)
    return b"self.build=%s;\n%s" % (write_json(build), code)


def write_json(data: object) -> bytes:
    """Return data as a script has it, as short as can be."""
    return json.dumps(data, separators=(",", ":"), sort_keys=True).encode()


def find_kept(tree: Tree) -> list[PurePosixPath]:
    """Return what a page may ask for: pages, and what carries a hash in its name.

    Social cards are for others, and the rest a browser fetches only for somebody who wants it.
    """
    return [
        path
        for path in tree
        if path.suffix == ".html"
        or path == manifest_address
        or (path.parts[0] != "social" and is_hashed(path))
    ]


def find_core(tree: Tree, whole: Iterable[PurePosixPath]) -> set[PurePosixPath]:
    """Return what is kept of a large library: all but exercises and what they alone need.

    The routines come with what they need, one after the other, as long as it is not too much.
    """
    named = {path.name.encode(): path for path in whole}

    def needs(page: PurePosixPath) -> set[PurePosixPath]:
        found = (named.get(name) for name in hashed_name.findall(tree[page]))
        return {page, *filter(None, found)}

    shared = [path for path in whole if path.suffix in for_all or path == manifest_address]
    core = {*shared}
    for page in whole:
        if page.suffix == ".html" and page.parts[0] not in ("exercises", "routines"):
            core |= needs(page)
    routines: set[PurePosixPath] = set()
    for page in (path for path in whole if path.parts[0] == "routines"):
        wanted = routines | needs(page)
        if weigh(tree, wanted) > most_bytes:
            break
        routines = wanted
    return core | routines


def weigh(tree: Tree, paths: Iterable[PurePosixPath]) -> int:
    """Return about how many bytes travel: hosts pack text to a third or less (ours to 0.30)."""
    return sum(len(tree[path]) // (1 if path.suffix in packed else 3) for path in paths)
