"""The command line: which commands and options there are."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from generator.sources import find_address_fault, slug_pattern


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
    return text


def parse_arguments(
    arguments: Sequence[str], project: Path, about: str | None
) -> argparse.Namespace:
    """Return what the command line asks for; folders default to those of the *project*.

    Options may stand before the command or after it. Ends the program with status 2 where the
    command line is wrong.
    """
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
    add("serve", common, "build, then show a preview that follows every change").add_argument(
        "--port", type=int, default=5500, help="default: 5500"
    )
    add("pdf", common, "build, with each sheet as PDF files too (needs WeasyPrint)")
    add("check", common, "check everything, write nothing")
    new = add("new", content, "write a new exercise file")
    new.add_argument("title", metavar="TITLE")
    new.add_argument("--name", type=file_name, help="its address; default: made from the title")
    defaults = {"content": project / "content", "output": project / "site", "base_url": None}
    return parser.parse_args(arguments, argparse.Namespace(command="build", **defaults))
