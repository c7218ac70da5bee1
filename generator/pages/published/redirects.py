"""What a host is asked to answer in another way: Netlify and Cloudflare read it from
`_redirects`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

redirects_path = PurePosixPath("_redirects")
home = "/ /index.html 200\n"
"""Cloudflare, told to leave addresses as they are, finds no page at the top of a site."""


def write_redirects(moved: Mapping[PurePosixPath, PurePosixPath]) -> bytes:
    """Return the text of `_redirects`, with the address of each page that has *moved* by a former
    one."""
    lines = (f"/{quote(str(old))} /{quote(str(new))} 301\n" for old, new in moved.items())
    return "".join((home, *lines)).encode()
