"""Build the site: content/ through templates/ into site/. See `python build.py --help`."""

from __future__ import annotations

import shlex
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything newer is imported
    sys.exit("This needs Python 3.11 or newer; you have " + sys.version.split()[0])
try:
    from fields.errors import (
        ContentError,
        Problem,
        SiteError,
        TemplateError,
        UsageError,
        how_many,
    )
    from fields.text import decode
    from generator.checks.alike import find_alike
    from generator.checks.finished import find_broken_places
    from generator.checks.missing import find_empty_sections, find_missing
    from generator.checks.reading import find_reading_problems, own_blocks
    from generator.commands.options import parse_arguments
    from generator.commands.redrawing import Redrawing
    from generator.commands.starter import find_unedited, write_starter
    from generator.content.site import parse_site
    from generator.content.sources import (
        as_they_are,
        find_order,
        find_taken,
        in_folder,
        published_files,
        slug_of,
    )
    from generator.model import Site
    from generator.output.files import read_tree, read_written, snapshot, write_new, write_tree
    from generator.output.places import find_hosts, our_own
    from generator.pages.icon import make_icon
    from generator.pages.plan import plan_pages
    from generator.pages.render import render_pages
    from generator.pages.social import make_cards
    from generator.paper.sheets import all_files
    from generator.terminal import Track, on_terminal, run_aloud, silently
    from generator.words.catalogue import no_catalogues
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
    catalogues: Mapping[PurePosixPath, bytes] = no_catalogues,
) -> tuple[Site, Tree]:
    """Return the site as data and as files by path.

    Raises ContentError, TemplateError or CatalogueError.

    *made* are files of an earlier build, so that what still fits need not be made again; they
    change nothing else. *track* shows how far the long loops are.
    """
    site = parse_site(content, base_url, track, catalogues)
    cards = (
        {}
        if preview
        else make_cards(site, templates, static, here / "static" / "fonts", made or {})
    )
    icon, icon_data = make_icon(site, templates, static)
    addresses = {name: address for name, (address, _) in cards.items()}
    pages = plan_pages(site, preview)
    tree = render_pages(pages, site, templates, static, icon, addresses, preview, track)
    tree |= dict(cards.values()) | {icon: icon_data}
    tree |= {picture.address: picture.data for picture in site.pictures}
    files = published_files(content)
    sheets = {sheet.address for sheet in all_files(tree)}
    if problems := [*find_taken(files, {*tree, *sheets, *map(PurePosixPath, our_own)})]:
        raise ContentError(problems)
    tree |= files
    if problems := [*find_broken_places(tree, sheets, site)]:
        raise ContentError(problems)
    return site, tree


def build(args: Namespace) -> None:
    """Build the site into its folder, with PDF sheets where they are asked for, and say so."""
    started = time.perf_counter()
    made = read_made(args)
    site, tree = build_site(
        *read_sources(args),
        args.base_url,
        made=made,
        track=on_terminal,
        catalogues=read_catalogues(),
    )
    wanted = site.pdf_sheets or args.command == "pdf"
    sheets = make_pdf_files(site, tree, made) if wanted else {}
    written = write_tree(args.output, tree | sheets, source_folders(args))
    seconds = time.perf_counter() - started
    pages = sum(path.suffix == ".html" for path in tree)
    settings = named(args) / "site.yaml"
    changed = f"{how_many(sum(written), 'file')} changed"
    print(f"{how_many(pages, 'page')}, {changed}, {seconds:.2f} seconds.")
    earlier = sum(path.suffix == ".pdf" for path in made)
    print_sheets_note(site, len(sheets), earlier, settings)
    if warnings := len(list(find_missing(site))):
        are, them = ("is", "it") if warnings == 1 else ("are", "them")
        check = f"`{again(args, 'check')}` lists {them}"
        print(f"{how_many(warnings, 'thing')} {are} missing; {check}.")
    print_figures_note(site, args)
    if left := find_hosts(args.output, tree.keys()):
        print(f"Left alone in {args.output}, as no build wrote it: {', '.join(left)}")
    print(f"Open {args.output / 'index.html'}")
    print_address_note(site, settings)


def make_pdf_files(site: Site, tree: Tree, made: Tree) -> Tree:
    """Return the sheets as PDF files by path. Raises SiteError where their engine is missing."""
    try:
        from generator.paper.pdf import make_sheets  # here, because it needs packages of its own
    except ModuleNotFoundError as missing:
        raise UsageError(f"{missing.name} is not installed here; run `make pdf`") from missing
    return make_sheets(all_files(tree), tree, made, site.address, on_terminal)


def draw(args: Namespace) -> None:
    """Draw the figures that are not up to date; with --check, only say which they are."""
    from figures.draw import draw_folder, open_workers, read_plan  # only this needs them

    started = time.perf_counter()
    if not args.content.is_dir():
        raise ContentError([Problem(PurePosixPath("content"), 0, "there is no such folder")])
    plan = read_plan(args.content)
    if args.check:
        if problems := [*plan.find_work()]:
            raise ContentError(problems)
        print("All figures are up to date.")
        return
    if plan.work:
        refuse_without_numpy()
        number = sum(len(work.names) for work in plan.work)
        print(f"Drawing {how_many(number, 'figure')}.", flush=True)
    try:
        with open_workers() if len(plan.work) > 1 else nullcontext() as workers:
            draw_folder(args.content, plan, workers.map if workers else map, on_terminal)
    except BrokenExecutor:
        raise UsageError("a process that draws was ended from outside; draw again") from None
    print(f"{plan.describe()} {time.perf_counter() - started:.1f} seconds.")


def refuse_without_numpy() -> None:
    """Raise UsageError where what drawing needs is not installed."""
    try:
        import figures.picture.compose  # noqa: F401 - to see whether it can be
    except ModuleNotFoundError as missing:
        message = f"{missing.name} is not installed here, so nothing is drawn and the old figures "
        message += "stay; `make figures` and `make serve` install it"
        raise UsageError(message) from None


def check(args: Namespace) -> None:
    """Check all that is written, and write nothing; warnings don't fail."""
    site, _, warnings = build_with_poses(args, track=on_terminal)
    for warning in warnings:
        print(f"warning: {warning.within(named(args))}")
    print_figures_note(site, args)
    print(f"No mistakes, {how_many(len(warnings), 'warning')}.")


def build_with_poses(
    args: Namespace, preview: bool = False, track: Track = silently
) -> tuple[Site, Tree, list[Problem]]:
    """Return the site as data and as files by path, and what could be better.

    Raises ContentError with the mistakes in the words of the poses, too.
    """
    from figures.words.poses import parse_all  # here, because a site is built without drawing

    content, templates, static = read_sources(args)
    problems: list[Problem] = []
    with noting(problems):
        parse_all(content)
    with noting(problems):
        site, tree = build_site(
            content,
            templates,
            static,
            args.base_url,
            preview,
            track=track,
            catalogues=read_catalogues(),
        )
    if problems:
        raise ContentError(problems)
    return site, tree, find_warnings(site, content)


def find_warnings(site: Site, content: Tree) -> list[Problem]:
    """Return what is missing, looks alike or is hard to read."""
    warnings = [*find_missing(site), *find_alike(site), *find_empty_sections(site)]
    texts = (path for path in sorted(content) if path.suffix == ".md")
    for path in texts:
        if path.is_relative_to(as_they_are):
            continue
        text = decode(path, content[path])
        warnings += find_unedited(path, text)
        if site.language.startswith("en"):
            warnings += find_reading_problems(path, own_blocks(text))
    return warnings


def serve(args: Namespace) -> None:
    """Build, then serve a preview that follows every change; it leaves the site's folder alone.

    After each good rebuild the figures that are not up to date are drawn beside it: what they
    change is seen like any other change.
    """
    from generator.commands.preview import (
        serve_preview,  # here, because its server is slow to import
    )

    redrawing = Redrawing(
        (sys.executable, str(here / "build.py"), "draw", "--content", str(args.content)),
        sources=partial(look_at, args.content, "poses", "site.yaml"),
        figures=partial(look_at, args.content, "figures"),
    )

    @naming(args)
    def rebuild() -> tuple[Tree, list[str]]:
        _, tree, warnings = build_with_poses(args, preview=True)
        if (args.content / "poses").is_dir():
            redrawing.ask()
        return tree, [str(warning.within(named(args))) for warning in warnings]

    redrawing.begin()
    try:
        build(args)
    except (ContentError, TemplateError):
        pass  # the preview says it
    except (SiteError, OSError) as error:
        print(f"{args.output} is not written: {error}", file=sys.stderr, flush=True)
    serve_preview(rebuild, source_folders(args), args.host, args.port)


def look_at(content: Path, *names: str) -> dict[Path, tuple[int, int]]:
    """Return the times and sizes of some files and folders in a content folder, as they are now."""
    files = snapshot([content])
    return {
        path: each for path, each in files.items() if path.relative_to(content).parts[0] in names
    }


def new(args: Namespace) -> None:
    """Write a new exercise file that builds at once."""
    slug = args.name or slug_of(args.title)
    if not slug:
        raise UsageError(
            f'"{args.title}" has no letters from a to z for the address; '
            "give it one, such as --name heel-lift"
        )
    content = read_tree(args.content, "content")
    orders = [find_order(data) for path, data in content.items() if in_folder(path, "exercises")]
    file = args.content / "exercises" / f"{slug}.md"
    try:
        write_new(file, write_starter(args.title, max(orders, default=0) + 1).encode())
    except FileExistsError:
        raise UsageError(f"{file} is there already; choose another title") from None
    print(f"Wrote {file}. Open it in a text editor; `{again(args, 'serve')}` shows it.")
    print(
        f"Pose its figures in {args.content / 'poses' / slug}.yaml (docs/pose-format.md) and draw "
        f"them with `{again(args, 'draw')}`, or draw them by hand (docs/figure-format.md)."
    )


def read_sources(args: Namespace) -> tuple[Tree, Tree, Tree]:
    """Return the files of content/, templates/ and static/ by path."""
    return (
        read_tree(args.content, "content"),
        read_tree(here / "templates", "templates"),
        read_tree(here / "static", "static"),
    )


def read_catalogues() -> Tree:
    """Return the files of locales/ by path."""
    return read_tree(here / "locales", "locales")


def read_made(args: Namespace) -> Tree:
    """Return the files of earlier builds that take long to make."""
    return read_written(args.output, "social") | read_written(args.output, "sheets")


def source_folders(args: Namespace) -> tuple[Path, ...]:
    """Return the folders that the site is made from."""
    return args.content, here / "templates", here / "static", here / "locales"


def named(args: Namespace) -> PurePosixPath:
    """Return the folder of the content as messages name it."""
    usual = args.content == here / "content"
    return PurePosixPath("content" if usual else args.content.as_posix())


def again(args: Namespace, command: str) -> str:
    """Return the command line that runs a command on the same content, to be copied."""
    content = (
        "" if args.content == here / "content" else f" --content {shlex.quote(str(args.content))}"
    )
    return f".venv/bin/python build.py {command}{content}"


@contextmanager
def noting(problems: list[Problem]) -> Iterator[None]:
    """Add mistakes to a list, so that what comes next may find more of them."""
    try:
        yield
    except ContentError as error:
        problems += error.problems


@contextmanager
def naming(args: Namespace) -> Iterator[None]:
    """Let mistakes name the folder of the content as it was given."""
    try:
        yield
    except ContentError as error:
        raise error.within(named(args)) from None


def print_figures_note(site: Site, args: Namespace) -> None:
    """Say which figures are not up to date, and what draws them."""
    if files := [problem.path.name for problem in site.outdated]:
        shown = ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
        print(f"Figures not up to date: {shown}. `{again(args, 'draw')}` mends that.")


def print_sheets_note(site: Site, sheets: int, earlier: int, settings: PurePosixPath) -> None:
    """Say how many sheets there are as PDF files, and what site.yaml has to do with it."""
    if sheets:
        print(f"{how_many(sheets, 'sheet')} as PDF files.")
    if sheets and not site.pdf_sheets:
        print(f"No page links to them: that takes `pdf_sheets: yes` in {settings}.")
    if earlier and not sheets:
        print(
            f"The PDF sheets of an earlier build are gone. `pdf_sheets: yes` in {settings} "
            "makes them part of the site."
        )


def print_address_note(site: Site, settings: PurePosixPath) -> None:
    """Say what the site lacks when it doesn't know its own address, or a made-up one."""
    host = urlsplit(site.address).hostname or ""
    if not host:
        print(
            f"No address is set in {settings}, so there are no QR codes, no sitemap and no "
            "canonical links."
        )
    elif host.endswith(".example"):
        print(
            f"The address {site.address} in {settings} is only an example: QR codes lead "
            "nowhere until it is yours."
        )


commands = {
    "build": build,
    "pdf": build,
    "check": check,
    "serve": serve,
    "draw": draw,
    "new": new,
}


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status: 1 for the content, 2 for the command line."""
    args = parse_arguments(arguments, here, __doc__)
    try:
        with naming(args):
            commands[args.command](args)
    except UsageError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        place = error.filename or "the disk"
        print(f"build.py: {place}: {error.strerror or error}", file=sys.stderr)
        return 2
    except SiteError as error:
        count = len(error.problems) if isinstance(error, ContentError) else 1
        print(f"{error}\n{how_many(count, 'mistake')}; nothing was written.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(run_aloud(lambda: main(sys.argv[1:])))
