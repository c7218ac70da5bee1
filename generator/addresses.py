"""Addresses in an author's text: what they lead to, and what no link may do."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from generator.gate import schemes


def split_address(target: str) -> SplitResult | None:
    """Return the parts of an address, or None where it is none."""
    try:
        parts = urlsplit(target)
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def scheme_of(target: str) -> str:
    """Return the scheme of an address as a browser reads it, or an empty text."""
    plain = re.sub(r"[\x00-\x20]", "", html.unescape(target)).lower()
    match = re.match(r"([a-z][a-z0-9+.-]*):", plain)
    return "//" if plain.startswith(("//", "\\\\", "/\\", "\\/")) else match[1] if match else ""


def find_address_mistakes(target: str) -> Iterator[str]:
    """Yield what is wrong with the address of a link, whatever it leads to."""
    scheme, parts = scheme_of(target), split_address(target)
    if scheme and scheme not in schemes:
        yield (
            f"a link may not begin with {scheme}{'' if scheme == '//' else ':'}; allowed: "
            "another .md file, https:, http:, mailto: or tel:"
        )
    elif not target.strip():
        yield "this link has no address; write it in the round brackets: [words](page.md)"
    elif parts is None or (scheme in {"http", "https"} and not parts.hostname):
        yield f"{target} is not an address; copy it from the browser, with its https://"
    elif scheme in {"mailto", "tel"} and not parts.path:
        yield f"{target} leads to nobody; write the address or the number after it"


def page_link(target: str) -> str:
    """Return a link between Markdown files as a link between the pages made from them."""
    path, hash, fragment = target.partition("#")
    if match := re.match(r"((?:\.\.?/)*)files/", path):  # what lies there goes out to the top
        return match[1] + target[match.end() :]
    if not scheme_of(target) and path.endswith(".md"):
        path = path.removesuffix(".md") + ".html"
    return path + hash + fragment
