"""Addresses in an author's text: what they lead to, and what no link may do."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from fields.signs import hidden, unseen

schemes = {"http", "https", "mailto", "tel"}
"""What an author's link may begin with."""
site_host = re.compile(r"[\w-]+(\.[\w-]+)*\.?|[0-9a-f]*:[0-9a-f:.]+")


def split_address(target: str) -> SplitResult | None:
    """Return the parts of an address, or None where it is none."""
    try:
        parts = urlsplit(target)
        # To ask for a port raises ValueError if it is none; 0 can't be reached.
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def scheme_of(target: str) -> str:
    """Return the scheme of an address as a browser reads it, or an empty text."""
    # As the URL standard has it, line ends inside are nothing and a backslash is a slash; so are
    # blanks here, to be safe.
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
    elif scheme and re.search(r"\s", target.strip()):
        yield f"a blank stands in the address {target}; take it away, or write %20 in its place"
    elif sign := hidden.search(target):
        message = f"a sign that nobody sees, U+{ord(sign[0]):04X}, stands in the address "
        yield f"{message}{hidden.sub('', target)}; write the address anew"
    elif scheme in {"mailto", "tel"} and not parts.path:
        yield f"{target} leads to nobody; write the address or the number after it"


def can_be_site(text: str, parts: SplitResult) -> bool:
    """Tell whether an address has a host, and nothing that reads otherwise where it is shown."""
    host, path = parts.hostname or "", unquote(parts.path)
    odd_signs = re.search(r"[\s?#<>\"'`\\^{|}]|%(?![0-9a-fA-F]{2})", text)
    odd_path = re.search(r"//|/\.{1,2}(/|$)", path) or unseen.search(path) or hidden.search(text)
    return bool(site_host.fullmatch(host)) and not odd_signs and not odd_path


def page_link(target: str) -> str:
    """Return a link between Markdown files as a link between the pages made from them."""
    path, hash, fragment = target.partition("#")
    if match := re.match(r"((?:\.\.?/)*)files/", path):  # what lies there goes out to the top
        return match[1] + unicodedata.normalize("NFC", target[match.end() :])
    if not scheme_of(target) and path.endswith(".md"):
        path = path.removesuffix(".md") + ".html"
    return path + hash + fragment
