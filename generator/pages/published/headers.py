"""What a host is asked to send with each file, written once for all that can be told.

Netlify and Cloudflare read it from `_headers`. What docs/hosts/ has for other servers says the
same, which their tests hold against this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from generator.content.sources import is_hashed

Tree = Mapping[PurePosixPath, bytes]

headers_path = PurePosixPath("_headers")
home = PurePosixPath("index.html")
safe = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""A wake lock, sound and the button that shares stay allowed: the site's own."""
for_ever = "public, max-age=31536000, immutable"
asked_for = "no-cache"
"""A browser may keep such a file, and asks each time whether it is still the same."""
most_rules = 100
"""Cloudflare takes no more ("Headers", Workers static assets)."""
policy_in_page = re.compile(rb'"Content-Security-Policy" content="([^"]*)"')


def headers_of_all(tree: Tree) -> dict[str, str]:
    """Return what goes with each file of a site. The policy is that of its pages, without what is
    for pages on a disk, and says what only a header can: that no other site may frame them."""
    found = policy_in_page.search(tree[home])
    own = found[1].decode().replace(" file:", "") if found else ""
    policy = "; ".join(filter(None, (own, "frame-ancestors 'none'")))
    return {"Content-Security-Policy": policy, **safe}


def cache_life(path: PurePosixPath) -> str:
    """Return how long a browser may keep a file."""
    return for_ever if is_hashed(path) else asked_for


def write_headers(tree: Tree) -> bytes:
    """Return the text of `_headers`.

    Where several rules fit a file, hosts join what they say of one header, so that of its cache
    each file has one rule: that of its folder or, at the top, its own.
    """
    lives: dict[str, set[str]] = {"/": {asked_for}}
    for path in sorted(tree):
        top, *inside = path.parts
        rule = f"/{quote(top)}/*" if inside else f"/{quote(top)}"
        lives.setdefault(rule, set()).add(cache_life(path))
    # A folder with anything else in it is asked for each time.
    caches = [(rule, for_ever if each == {for_ever} else asked_for) for rule, each in lives.items()]
    # A host that takes no more rules has a short life of its own for the rest.
    caches.sort(key=lambda cache: cache[1] != for_ever)
    rules = [("/*", headers_of_all(tree))]
    rules += [(rule, {"Cache-Control": life}) for rule, life in caches[: most_rules - 1]]
    return "".join(f"{rule}\n{write_lines(headers)}" for rule, headers in rules).encode()


def write_lines(headers: Mapping[str, str]) -> str:
    """Return headers as lines below their rule."""
    return "".join(f"  {name}: {value}\n" for name, value in headers.items())
