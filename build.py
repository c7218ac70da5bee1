"""Build the site: content/ through templates/ into site/. See `python build.py --help`."""

from __future__ import annotations

import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything newer is imported
    sys.exit("This needs Python 3.11 or newer; you have " + sys.version.split()[0])
try:
    from generator.checks import find_missing
    from generator.content import parse_site
    from generator.errors import ContentError, SiteError, UsageError
    from generator.files import read_tree, read_written, write_new, write_tree
    from generator.finished import find_broken_places
    from generator.model import Site
    from generator.options import parse_arguments
    from generator.pages import plan_pages
    from generator.reading import find_reading_problems, own_blocks
    from generator.render import render_pages
    from generator.sheets import all_files, is_sheet, keep_right
    from generator.social import make_cards, make_icon
    from generator.sources import decode, find_order, in_folder
    from generator.starter import find_unedited, slug_of, write_starter
    from generator.terminal import Track, on_terminal, run_aloud, silently
except ModuleNotFoundError as missing:
    sys.exit(
        f"{missing.name} is not installed here. Run `make site`: it sets up .venv and builds. "
        "After that, `.venv/bin/python build.py` works too."
    )

here = Path(__file__).resolve().parent
Tree = dict[PurePosixPath, bytes]


def build_site(
    content: Mapping[PurePosixPath, bytes],
    templates: Mapping[PurePosixPath, bytes],
    static: Mapping[PurePosixPath, bytes],
    base_url: str | None = None,
    preview: bool = False,
    made: Mapping[PurePosixPath, bytes] | None = None,
    track: Track = silently,
) -> tuple[Site, Tree]:
    """Return the site as data and as files by path. Raises ContentError or TemplateError.

    *made* are files of an earlier build, whose addresses say what went into them; *track* shows
    how far the long loops are.
    """
    made = made or {}
    site = parse_site(content, base_url, track)
    cards = {} if preview else make_cards(site, templates, static, here / "static" / "fonts", made)
    icon, icon_data = make_icon(site, templates, static)
    addresses = {name: address for name, (address, _) in cards.items()}

    def render(sheets: Mapping[PurePosixPath, bytes]) -> Tree:
        pages = plan_pages(site, sheets, preview)
        return render_pages(pages, site, templates, static, icon, addresses, preview, track)

    tree = render(made)
    sheets = keep_right(made, tree)
    if any(is_sheet(path) and path not in sheets for path in made):
        tree = render(sheets)  # without the links to those that have become wrong
    tree |= sheets
    tree |= dict(cards.values()) | {icon: icon_data}
    tree |= {picture.address: picture.data for picture in site.pictures}
    if problems := list(find_broken_places(tree, site)):
        raise ContentError(problems)
    return site, tree


def build(args: Namespace) -> None:
    """Build the site into its folder, and say what was done."""
    started = time.perf_counter()
    made = read_made(args)
    site, tree = build_site(*read_sources(args), args.base_url, made=made, track=on_terminal)
    write_site(args, site, tree, made, started)


def pdf(args: Namespace) -> None:
    """Build the site with its sheets as PDF files too."""
    try:
        from generator.pdf import make_sheets  # here, because it needs packages of its own
    except ModuleNotFoundError as missing:
        raise UsageError(f"{missing.name} is not installed here; run `make pdf`") from missing

    started = time.perf_counter()
    sources = read_sources(args)
    made = read_made(args)
    site, tree = build_site(*sources, args.base_url, made=made, track=on_terminal)
    sheets = make_sheets(all_files(tree), tree, made, site.address, on_terminal)
    made |= {path: data for path, data in tree.items() if path.parts[0] == "social"} | sheets
    site, tree = build_site(*sources, args.base_url, made=made)
    write_site(args, site, tree, made, started)


def write_site(args: Namespace, site: Site, tree: Tree, made: Tree, started: float) -> None:
    """Write the site into its folder, and say what was done."""
    written = write_tree(args.output, tree, source_folders(args))
    seconds = time.perf_counter() - started
    pages = sum(path.suffix == ".html" for path in tree)
    changed = written.changed + written.removed
    print(f"{pages} pages, {changed} files changed, {seconds:.2f} seconds.")
    if sheets := sum(is_sheet(path) for path in tree):
        print(f"{sheets} sheets as PDF files.")
    if old := sum(is_sheet(path) and path not in tree for path in made):
        print(f"{old} PDF files were out of date and are gone; `make pdf` makes them again.")
    if warnings := len(list(find_missing(site))):
        print(f"{warnings} things are missing; `.venv/bin/python build.py check` lists them.")
    print(f"Open {args.output / 'index.html'}")
    print_address_note(site)


def check(args: Namespace) -> None:
    """Check everything and write nothing; warnings don't fail."""
    content, templates, static = read_sources(args)
    site, _ = build_site(content, templates, static, args.base_url, track=on_terminal)
    texts = {path: decode(path, data) for path, data in content.items() if path.suffix == ".md"}
    warnings = [*find_missing(site)]
    for path, text in texts.items():
        warnings += find_unedited(path, text)
        if site.language.startswith("en"):
            warnings += find_reading_problems(path, own_blocks(text))
    for warning in warnings:
        print(f"warning: {warning}")
    print(f"No mistakes, {len(warnings)} warnings.")


def serve(args: Namespace) -> None:
    """Build, then serve a preview that follows every change."""
    from generator.serve import serve_folder  # here, because its server is slow to import

    with tempfile.TemporaryDirectory() as folder:

        def rebuild() -> None:
            sources = read_sources(args)
            _, tree = build_site(*sources, args.base_url, preview=True)
            write_tree(Path(folder), tree, ())
            made = read_made(args)
            write_tree(
                args.output, build_site(*sources, args.base_url, made=made)[1], source_folders(args)
            )

        serve_folder(Path(folder), source_folders(args), rebuild, args.port)


def new(args: Namespace) -> None:
    """Write a new exercise file that builds at once."""
    slug = slug_of(args.title)
    if not slug:
        raise UsageError(f'"{args.title}" has no letters from a to z for the address')
    content = read_tree(args.content, "content")
    orders = [find_order(data) for path, data in content.items() if in_folder(path, "exercises")]
    file = args.content / "exercises" / f"{slug}.md"
    try:
        write_new(file, write_starter(args.title, max(orders, default=0) + 1).encode())
    except FileExistsError:
        raise UsageError(f"{file} is there already; choose another title") from None
    print(f"Wrote {file}. Open it in a text editor; `make serve` shows it.")
    print(f"Pose its pictures in {args.content / 'poses' / slug}.yaml: see docs/pose-format.md.")


def read_sources(args: Namespace) -> tuple[Tree, Tree, Tree]:
    """Return the files of content/, templates/ and static/ by path."""
    return (
        read_tree(args.content, "content"),
        read_tree(here / "templates", "templates"),
        read_tree(here / "static", "static"),
    )


def read_made(args: Namespace) -> Tree:
    """Return the files of earlier builds that take long to make."""
    return read_written(args.output, "social") | read_written(args.output, "sheets")


def source_folders(args: Namespace) -> tuple[Path, ...]:
    """Return the folders that the site is made from."""
    return args.content, here / "templates", here / "static"


def print_address_note(site: Site) -> None:
    """Say what the site lacks when it doesn't know its own address, or a made-up one."""
    host = urlsplit(site.address).hostname or ""
    if not host:
        print(
            "No address is set in content/site.yaml, so there are no QR codes, no sitemap and no "
            "canonical links."
        )
    elif host.endswith(".example"):
        print(
            f"The address {site.address} in content/site.yaml is only an example: QR codes lead "
            "nowhere until it is yours."
        )


commands = {"build": build, "pdf": pdf, "check": check, "serve": serve, "new": new}


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status: 1 for the content, 2 for the command line."""
    args = parse_arguments(arguments, here, __doc__)
    try:
        commands[args.command](args)
    except UsageError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 2
    except SiteError as error:
        count = len(error.problems) if isinstance(error, ContentError) else 1
        mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
        print(f"{error}\n{mistakes}; nothing was written.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(run_aloud(lambda: main(sys.argv[1:])))
