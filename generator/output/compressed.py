"""Compressed copies of files, which a host sends in their place: `.br` and `.gz` beside each.

A host looks at their names alone, so a copy must never be older than its file: `files` takes care
of that.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import PurePosixPath

from generator.content.memory import Remember, make_anew

Tree = Mapping[PurePosixPath, bytes]

endings = (".br", ".gz")
"""Of Brotli, which every browser of today takes, and of gzip, for all others."""
kinds = {".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}
least_bytes = 1000
"""A shorter file goes out in one packet, whether or not it is smaller."""
window_bits = 18
"""How far back Brotli looks: 256 kB, more than a page has. Its usual 4 MB save nothing there, and
take memory."""
shared = {".css", ".js"}
most_shared_bytes = 100_000
"""What all pages share is made as small as can be, which takes fifty times as long: an index of ten
thousand exercises, which each edit changes, would take seconds."""


def copies_of(path: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """Return the paths at which a host looks for copies of a file, whatever it is."""
    return tuple(path.with_name(path.name + ending) for ending in endings)


def find_files(paths: Collection[PurePosixPath]) -> dict[PurePosixPath, PurePosixPath]:
    """Return the file of each path that is a copy of another one among them."""
    copies = (path for path in paths if path.suffix in endings)
    return {path: file for path in copies if (file := path.with_suffix("")) in paths}


def list_copies(paths: Iterable[PurePosixPath]) -> set[PurePosixPath]:
    """Return the paths that copies of some files may have."""
    return {copy for path in paths if path.suffix in kinds for copy in copies_of(path)}


def make_copies(tree: Tree, remember: Remember = make_anew) -> dict[PurePosixPath, bytes]:
    """Return the copies of those files that get smaller, by path; none that is there already."""
    files = [path for path in tree if path.suffix in kinds and len(tree[path]) >= least_bytes]
    steps = []
    for path in files:
        data = tree[path]
        is_shared = path.suffix in shared and len(data) <= most_shared_bytes
        key = ("copies", zlib.ZLIB_RUNTIME_VERSION, is_shared, data)
        steps.append((key, partial(compress, data, is_shared)))
    copies: dict[PurePosixPath, bytes] = {}
    with remember.ahead(steps):
        for path, step in zip(files, steps, strict=True):
            made = zip(copies_of(path), remember(*step), strict=True)
            copies |= {copy: data for copy, data in made if len(data) < len(tree[path])}
    return {copy: data for copy, data in copies.items() if copy not in tree}


def compress(data: bytes, is_shared: bool) -> tuple[bytes, bytes]:
    """Return data by Brotli and as gzip has it, in the order of `endings`.

    The same data gives the same bytes: no time is in them.
    """
    import brotli  # here, since most copies were made before

    # Of pages, the next step of gzip takes half as long again and saves three in a hundred, that of
    # Brotli saves a half; the step before takes two thirds of the time and makes six more.
    of_brotli, of_gzip = (11, 9) if is_shared else (5, 4)
    return (
        brotli.compress(data, brotli.MODE_TEXT, of_brotli, window_bits),
        zlib.compress(data, of_gzip, zlib.MAX_WBITS | 16),
    )
