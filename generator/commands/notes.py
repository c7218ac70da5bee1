"""What a command says when it is done, and how it names files and commands to whoever ran it."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from fields.errors import ContentError, Problem, SourceError, how_many, some_of
from generator.checks.missing import find_missing
from generator.commands.findings import without_accepted
from generator.content.sources import Files, root
from generator.model import Site
from generator.output.places import find_hosts

Paths = Collection[PurePosixPath]

usual_content = Path(__file__).resolve().parents[2] / "content"


def named(args: Namespace) -> PurePosixPath:
    """Return the folder of the content as messages name it."""
    return PurePosixPath("content" if args.content == usual_content else args.content.as_posix())


def again(args: Namespace, command: str) -> str:
    """Return the command line that runs a command on the same content, to be copied."""
    other = ["--content", str(args.content)] if args.content != usual_content else []
    if os.name == "nt":
        import subprocess  # here, as only Windows needs it

        # Both its shells take a backslash as it is, and a blank between double quotes.
        return subprocess.list2cmdline([r".venv\Scripts\python", "build.py", command, *other])
    return shlex.join([".venv/bin/python", "build.py", command, *other])


@contextmanager
def noting(problems: list[Problem]) -> Iterator[None]:
    """Add mistakes to a list, so that what comes next may find more of them."""
    try:
        yield
    except SourceError as error:
        problems += error.problems


@contextmanager
def naming(args: Namespace) -> Iterator[None]:
    """Let mistakes name the folder of the content as it was given."""
    try:
        yield
    except ContentError as error:
        raise error.within(named(args)) from None


def print_build_notes(args: Namespace, site: Site, files: Files, built: Paths) -> None:
    """Say what an editor should know of a site that was built from the files of content/."""
    print_drafts_note(site)
    print_warnings_note(args, without_accepted(find_missing(site), files))
    print_figures_note(args, site)
    if left := find_hosts(args.output, built):
        print(f"Left alone in {args.output}, as no build wrote it: {', '.join(left)}")
    print(f"Open {args.output / 'index.html'}")
    print_address_note(args, site)


def print_figures_note(args: Namespace, site: Site) -> None:
    """Say which figures are not up to date, and what draws them."""
    if files := [problem.path.name for problem in site.outdated]:
        shown, command = some_of(files, 3), again(args, "draw")
        print(f"Figures not up to date: {shown}. `{command}` draws them, or says why not.")


def print_drafts_note(site: Site) -> None:
    """Say which files are drafts, and so left out of the site."""
    if site.drafts:
        files = ", ".join(str(path.relative_to(root)) for path in site.drafts)
        print(f"{how_many(len(site.drafts), 'draft')} left out, in the preview only: {files}.")
        if not site.exercises:
            print(
                "The site has no exercises yet, as each is a draft: take `draft` out of one when "
                "it is right."
            )


def print_published_note(args: Namespace, unlisted: Paths, site: Site) -> None:
    """Say how many pages are not in the list of those published, where that may matter."""
    if unlisted and (site.published or site.address):
        are = "is" if len(unlisted) == 1 else "are"
        print(
            f"{how_many(len(unlisted), 'page')} {are} not in {named(args) / 'published.txt'} yet. "
            f"Once published, `{again(args, 'published')}` adds what is missing there."
        )


def print_warnings_note(args: Namespace, warnings: Sequence[Problem]) -> None:
    """Say how many things are missing, and what lists them."""
    if warnings:
        are, them = ("is", "it") if len(warnings) == 1 else ("are", "them")
        things = how_many(len(warnings), "thing")
        print(f"{things} {are} missing; `{again(args, 'check')}` lists {them}.")


def print_sheets_note(args: Namespace, site: Site, sheets: Paths, earlier: Paths) -> None:
    """Say how many sheets there are as PDF files, and what site.yaml has to do with it.

    *earlier* are those of the build before.
    """
    settings = named(args) / "site.yaml"
    if sheets:
        print(f"{how_many(len(sheets), 'sheet')} as PDF files.")
    if sheets and not site.pdf_sheets:
        print(f"No page links to them: that takes `pdf_sheets: yes` in {settings}.")
    if earlier and not sheets:
        print(
            f"The PDF sheets of an earlier build are gone. `pdf_sheets: yes` in {settings} "
            "makes them part of the site."
        )


def print_address_note(args: Namespace, site: Site) -> None:
    """Say what the site lacks when it doesn't know its own address, or only a made-up one."""
    lacking = "so there are no QR codes, social cards or canonical links, no sitemap and no feed"
    if site.example:
        print(f"The address {site.example} is only an example and counts as none, {lacking}.")
    elif not site.address:
        print(f"No address is set in {named(args) / 'site.yaml'}, {lacking}.")
