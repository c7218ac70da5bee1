"""The command line: which commands and options there are."""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from fields.errors import one_of
from generator.content.records.exercises import position_field
from generator.content.sources import device_pattern, find_address_fault, slug_pattern

longest_title = 200
"""Far more than a title has; its field takes ten times that."""


def web_address(text: str) -> str:
    """Return an address given on the command line, if it is one."""
    if fault := find_address_fault(text):
        raise argparse.ArgumentTypeError(fault)
    return text


def file_name(text: str) -> str:
    """Return the name of a new file given on the command line, if it can be an address."""
    if not slug_pattern.fullmatch(text):
        message = f'"{text}" can\'t be an address; use small letters, digits and hyphens only'
        raise argparse.ArgumentTypeError(message)
    if device_pattern.fullmatch(text):
        raise argparse.ArgumentTypeError(f'Windows can\'t have a file "{text}"; give another name')
    return text


def position_word(text: str) -> str:
    """Return the position of a new exercise given on the command line, if it is one."""
    if text not in position_field.allowed:
        meant = position_field.meant.get(text)
        hint = f'did you mean "{meant}"? ' if meant else ""
        message = f'"{text}" is no position; {hint}allowed: {one_of(position_field.allowed)}'
        raise argparse.ArgumentTypeError(message)
    return text


def title_text(text: str) -> str:
    """Return the title of a new exercise given on the command line, if it can be one."""
    broken = text.encode("utf-8", "replace").decode() != text  # bytes that are no text
    if not text.strip() or len(text) > longest_title or broken:
        raise argparse.ArgumentTypeError(
            f"a title has some letters; allowed: up to {longest_title}"
        )
    return text


def repository_name(text: str) -> str:
    """Return the name of a repository on GitHub given on the command line, if it can be one."""
    if not re.fullmatch(r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}", text):
        message = f'"{text}" names no repository; allowed: its owner and its name, such as ann/feet'
        raise argparse.ArgumentTypeError(message)
    return text


def port_number(text: str) -> int:
    """Return a port given on the command line, if it is one."""
    # Nine digits tell enough: Python refuses to read thousands of them.
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 65535):
        raise argparse.ArgumentTypeError(f'"{text}" is not a port; allowed: 1 to 65535')
    return int(text)


def host_name(text: str) -> str:
    """Return a host given on the command line, if it can be one."""
    # A name has up to 253 signs (RFC 1035, 2.3.4).
    if not re.fullmatch(r"[A-Za-z0-9_.:-]{1,253}", text):
        raise argparse.ArgumentTypeError(
            f'"{text}" is not a host; allowed: a name or a number such as 0.0.0.0'
        )
    return text


def parse_arguments(
    arguments: Sequence[str], project: Path, about: str | None
) -> argparse.Namespace:
    """Return what the command line asks for; folders default to those of the *project*.

    Options may stand before the command or after it. Ends the program with status 2 where the
    command line is wrong.
    """
    # No default: that of a command would replace what stands before the command.
    content = ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    content.add_argument("--content", type=Path, metavar="DIR", help="default: content")
    common = ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS, parents=[content])
    common.add_argument("--output", type=Path, metavar="DIR", help="default: site")
    common.add_argument(
        "--base-url",
        type=web_address,
        metavar="URL",
        help="the site's address, in place of the one in site.yaml",
    )
    parser = ArgumentParser(description=about, parents=[common])
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(command: str, parent: ArgumentParser, help: str) -> ArgumentParser:
        added = commands.add_parser(command, parents=[parent], help=help)
        added.set_defaults(command=command)
        return added

    add("build", common, "build the site (what happens without a command, too)")
    serve = add("serve", common, "build, then show a preview that follows every change")
    # livereload's usual port.
    serve.add_argument("--port", type=port_number, default=5500, help="default: 5500")
    serve.add_argument(
        "--host",
        type=host_name,
        default="127.0.0.1",
        help="default: 127.0.0.1, for this machine only; 0.0.0.0 shows it to the network",
    )
    add("pdf", common, "build, with each sheet as PDF files too (needs WeasyPrint)")
    add("zip", common, "write the site as one ZIP file beside DIR, for a stick")
    check = add("check", common, "check everything, write nothing")
    check.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="default: text; json and github (marks lines in a change) are for programs",
    )
    draw = add("draw", content, "draw the figures whose poses have changed")
    draw.add_argument("--check", action="store_true", help="draw nothing; say what is to be drawn")
    # What the preview begins.
    draw.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
    new = add("new", content, "write a new exercise file")
    new.add_argument("title", type=title_text, metavar="TITLE")
    new.add_argument("--name", type=file_name, help="its address; default: made from the title")
    new.add_argument(
        "--position",
        type=position_word,
        metavar="WORD",
        help="how the body is placed, such as lying; a file of first poses for it is written, too",
    )
    add("published", content, "add the pages of the site to the list of those published")
    forms = add("forms", content, "write what forms in a browser have to know (docs/forms.md)")
    forms.add_argument(
        "repository",
        type=repository_name,
        metavar="OWNER/NAME",
        help="the repository on GitHub, where what is edited goes",
    )
    defaults = {"content": project / "content", "output": project / "site", "base_url": None}
    return parser.parse_args(arguments, argparse.Namespace(command="build", **defaults))
