"""Build the site: content/ through templates/ into site/. See `python build.py --help`."""

from __future__ import annotations

import gc
import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything newer is imported
    sys.exit("This needs Python 3.11 or newer; you have " + sys.version.split()[0])
place = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120 - pathlib comes later
if __name__ == "__main__":
    # Modules and a site's records live until the end: to look through them for garbage as often as
    # Python usually does takes a tenth of a build.
    gc.set_threshold(20_000, 20, 50)
    # Before all the rest is read, which takes longer than to see that nothing has changed.
    from generator.output.unchanged import recall

    if (said := recall(place, sys.argv[1:])) is not None:
        from generator.output.aloud import run_aloud

        sys.exit(run_aloud(lambda: print(said, end="") or 0))
try:
    from generator.output.unchanged import find_packages

    find_packages()  # at once, since most are not read before something is made with them
    import json
    import time
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import nullcontext, redirect_stdout, suppress
    from dataclasses import replace
    from io import StringIO
    from itertools import chain, count
    from pathlib import Path, PurePosixPath
    from typing import TYPE_CHECKING

    from fields.errors import (
        ContentError,
        Problem,
        SiteError,
        SourceError,
        TemplateError,
        UsageError,
        how_many,
        some_of,
    )
    from fields.text import find_undecoded
    from generator.checks.finished import find_broken_places
    from generator.checks.missing import find_misspelt
    from generator.checks.moved import find_new, find_taken_addresses
    from generator.checks.styles import find_broken_styles
    from generator.commands import notes
    from generator.commands.findings import (
        Finding,
        Outcome,
        find_all,
        find_bug,
        without_accepted,
        write_as,
    )
    from generator.commands.notes import again, named, naming, noting
    from generator.commands.options import parse_arguments
    from generator.commands.starter import find_unfinished, write_starter
    from generator.content.memory import Remember, make_anew
    from generator.content.records.exercises import order_field
    from generator.content.records.published import add_published, list_file
    from generator.content.site import parse_site
    from generator.content.sources import (
        Sources,
        find_order,
        find_taken,
        in_folder,
        published_files,
        slug_of,
    )
    from generator.model import Settings, Site, all_records, as_published
    from generator.output.aloud import run_aloud
    from generator.output.compressed import list_copies, make_copies
    from generator.output.files import (
        read_manifest,
        read_sources,
        read_tree,
        write_all_new,
        write_tree,
        write_whole,
    )
    from generator.output.places import our_own
    from generator.output.remembered import Remembered
    from generator.output.unchanged import (
        code,
        find_file,
        is_read_in_part,
        keep,
        look,
        sum_up,
    )
    from generator.pages.drawn.icon import make_icons
    from generator.pages.drawn.social import make_cards
    from generator.pages.entries import address_of
    from generator.pages.plan import not_found, plan_pages, without_file
    from generator.pages.published import home_screen, worker
    from generator.pages.published.archive import name_folder, pack_tree
    from generator.pages.published.headers import headers_path, write_headers
    from generator.pages.published.moved import list_redirects
    from generator.pages.published.redirects import redirects_path, write_redirects
    from generator.pages.render import render_pages
    from generator.paper.sheets import SheetFile, all_files
    from generator.terminal import Track, on_terminal, silently
except ModuleNotFoundError as missing:
    first = f"{missing.name} is not installed here."
    if sys.platform == "win32":
        folder, install = r".venv\Scripts", "-m pip install --only-binary :all: --require-hashes"
        sys.exit(
            f"{first} These set up .venv and build the site:\n\n  py -m venv .venv\n"
            f"  {folder}\\python {install} -r requirements-draw.txt\n  {folder}\\python build.py"
        )
    sys.exit(
        f"{first} Run `make site`: it sets up .venv and builds. "
        "After that, `.venv/bin/python build.py` works too."
    )

if TYPE_CHECKING:
    from figures.draw import Plan, Run
    from generator.output.unchanged import Build, Look

here = Path(place)
Tree = dict[PurePosixPath, bytes]
most_names = 10
"""So many names of files stand in one line: a choice."""


def build_site(
    sources: Sources,
    settings: Settings = as_published,
    remember: Remember = make_anew,
    track: Track = silently,
) -> tuple[Site, Tree]:
    """Return the site as data and as files by path.

    Raises ContentError, TemplateError or CatalogueError.

    What is slow to make goes through *remember*; *track* shows how far the long loops are.
    """
    looks = {**sources.templates, **sources.static}
    if problems := [*find_undecoded(looks)] or [*find_broken_styles(looks, remember)]:
        raise TemplateError(problems)
    site = parse_site(
        sources.content,
        settings.address,
        track,
        sources.catalogues,
        settings.for_editors,
        remember,
    )
    pages = plan_pages(site, settings)
    cards = make_cards(site, sources, remember)
    is_kept = site.offline and not settings.for_editors
    icons = make_icons(site, sources, is_kept, remember)
    shapes, addresses = (
        {name: address for name, (address, _) in each.items()} for each in (icons, cards)
    )
    tree = render_pages(pages, site, sources, shapes, addresses, settings, track, remember)
    tree |= dict([*cards.values(), *icons.values()])
    tree |= {picture.address: picture.data for picture in site.pictures}
    if problems := without_accepted(find_misspelt(site), sources.content):
        raise ContentError(problems)
    if not settings.for_editors and (problems := [*find_unfinished(sources.content, site.drafts)]):
        raise ContentError(problems)
    made = {page.address for page in pages if page.template not in without_file}
    if problems := [*find_taken_addresses(site, sources.content, made)]:
        raise ContentError(problems)
    if is_kept:
        tree[home_screen.address] = home_screen.make_manifest(site, shapes, sources.static)
    # Hosts lead on from former addresses by themselves, and some say of that page what it says.
    led_on = {*list_redirects(site), not_found}
    tree[worker.address] = worker.make_worker(tree, led_on, is_kept, sources.static, remember)
    files = published_files(sources.content)
    sheets = {sheet.address for sheet in sheets_of(site)}
    # Sheets and compressed copies count where none are made, too: they may come at any time.
    taken = {*tree, *sheets, *list_copies(tree), *map(PurePosixPath, our_own)}
    if problems := [*find_taken(files, taken)]:
        raise ContentError(problems)
    tree |= files
    if problems := [*find_broken_places(tree, sheets, site, remember)]:
        raise ContentError(problems)
    return site, tree


def build(args: Namespace) -> None:
    """Build the site into its folder, with PDF sheets where they are asked for, and say so."""
    started = time.perf_counter()
    read, made_with = [*map(str, source_folders(args))], [*code, *find_packages()]
    # Before it is read: what changes meanwhile is seen the next time.
    before = look(read, made_with)
    remembered = Remembered(here / ".cache")
    sources, site, tree, sheets = make_all(args, remembered)
    whole = add_for_hosts(site, tree | sheets, remembered)
    # Before the write, which takes away what isn't made any more.
    files = read_manifest(args.output)
    earlier = [sheet.address for sheet in all_files(files) if sheet.address in files]
    after: list[Look] = []
    written = write_tree(
        args.output, whole, source_folders(args), lambda: after.append(look([str(args.output)]))
    )
    # What half of the code has made is what no code makes.
    is_of_one_code = not is_read_in_part()
    if is_of_one_code:
        # So late, since a build that fails makes nothing that is of use.
        remembered.keep()
    pages = how_many(sum(path.suffix == ".html" for path in tree), "page")
    print(sum_up(pages, how_many(sum(written), "file"), started), end="")
    with redirect_stdout(StringIO()) as heard:
        notes.print_sheets_note(args, site, sheets, earlier)
        notes.print_build_notes(args, site, sources.content, whole.keys())
    said = heard.getvalue()
    print(said, end="")
    # PDF sheets depend on the fonts of the machine, of which nothing here knows. That those of an
    # earlier build are gone is said once.
    if is_of_one_code and not sheets and not earlier:
        done: Build = {
            "sources": read,
            "code": made_with,
            "before": before,
            "output": str(args.output),
            "after": after[0],
            "pages": pages,
            "said": said,
        }
        keep(find_file(place, args.arguments), done)


def make_all(args: Namespace, remember: Remember) -> tuple[Sources, Site, Tree, Tree]:
    """Return what a site is made of, the site as data and as files by path, and its sheets as PDF
    files, where they are asked for."""
    sources = read_sources(args.content, here)
    site, tree = build_site(sources, Settings(args.base_url), remember, on_terminal)
    wanted = site.pdf_sheets or args.command == "pdf"
    return sources, site, tree, make_pdf_files(site, tree, remember) if wanted else {}


def add_for_hosts(site: Site, tree: Tree, remember: Remember) -> Tree:
    """Return the files of a site with those that a host takes beside them. What lies in
    content/files/ comes first; copies are only for a site with an address, which is published."""
    files = {
        headers_path: write_headers(tree),
        redirects_path: write_redirects(list_redirects(site)),
    } | tree
    return files | (make_copies(files, remember) if site.address else {})


def pack(args: Namespace) -> None:
    """Write the site as one file beside the output folder, and say what it is for."""
    started = time.perf_counter()
    # A link stays one: the file lies beside it, not where it leads to.
    output = args.output.absolute()
    if output.name in ("", ".."):
        raise UsageError(f"--output is {args.output}, beside which no file can lie")
    remembered = Remembered(here / ".cache")
    sources, site, tree, sheets = make_all(args, remembered)
    if not is_read_in_part():
        remembered.keep()
    folder, file = name_folder(site.title), output.with_name(f"{output.name}.zip")
    write_whole(file, pack_tree(tree | sheets, published_files(sources.content), folder))
    pages = how_many(sum(path.suffix == ".html" for path in tree), "page")
    print(f"{pages} in {file}, {time.perf_counter() - started:.2f} seconds.")
    print(f"Unpack it anywhere, and open {folder}/index.html there.")
    notes.print_drafts_note(site)
    notes.print_address_note(args, site)


def make_pdf_files(site: Site, tree: Tree, remember: Remember) -> Tree:
    """Return the sheets as PDF files by path. Raises SiteError where their engine is missing."""
    try:
        from generator.paper.pdf import make_sheets  # here, because it needs packages of its own
    except ModuleNotFoundError as missing:
        raise UsageError(f"{missing.name} is not installed here; run `make pdf`") from missing
    return make_sheets(sheets_of(site), tree, site.address, remember, on_terminal)


def sheets_of(site: Site) -> tuple[SheetFile, ...]:
    """Return the files of all pages of a site that print as sheets."""
    return all_files(map(address_of, all_records(site)))


def check(args: Namespace) -> int:
    """Check all that is written, and write nothing; return 1 for mistakes: warnings don't fail."""
    # Which is never told to keep anything.
    remembered = Remembered(here / ".cache")
    outcome = find_out(args, Settings(args.base_url), remembered, on_terminal)
    if args.format != "text":
        print(write_as(args.format, outcome))
    else:
        for mistake in outcome.mistakes:
            print(mistake, file=sys.stderr)
        for warning in outcome.warnings:
            print(f"warning: {warning}")
        if outcome.site:
            notes.print_drafts_note(outcome.site)
            notes.print_figures_note(args, outcome.site)
            notes.print_published_note(args, find_new(outcome.site), outcome.site)
            print(f"No mistakes, {how_many(len(outcome.warnings), 'warning')}.")
        else:
            count = how_many(len(outcome.mistakes), "mistake")
            print(f"{count}; nothing was written.", file=sys.stderr)
    return 1 if outcome.mistakes else 0


def find_out(
    args: Namespace,
    settings: Settings,
    remember: Remember,
    track: Track = silently,
    undrawn: Iterable[Problem] = (),
) -> Outcome:
    """Return what comes of a build, with each mistake and warning; those of the poses, too.

    *undrawn* are mistakes of poses that nobody can take, which stop no build.
    """
    # Here, because a site is built without drawing, and without a word on its texts.
    from datetime import date

    from figures.words.poses import parse_all, poses_folder, site_file
    from generator.commands.warnings import find_warnings

    sources = Sources({}, {}, {})
    problems: list[Problem] = []
    with noting(problems):
        sources = read_sources(args.content, here)
        with noting(problems):
            poses = {
                path: data
                for path, data in sources.content.items()
                if path == site_file or path.parent == poses_folder
            }
            # For this process alone: the code of figures/ is part of no key.
            remember(("poses", poses), lambda: parse_all(poses))
        site, tree = build_site(sources, settings, remember, track)
        checked = site
        if site.drafts and not settings.for_editors:
            # Drafts are checked as the preview shows them.
            checked, _ = build_site(sources, replace(settings, for_editors=True), remember)
    if problems:
        found = find_all("mistake", {*problems}, sources, named(args))
        return Outcome(None, None, mistakes=sorted(found))
    warnings = find_warnings(checked, sources.content, date.today())
    mistakes = find_all("mistake", undrawn, sources, named(args))
    return Outcome(site, tree, [*mistakes], [*find_all("warning", warnings, sources, named(args))])


def serve(args: Namespace) -> None:
    """Serve a preview that follows every change; it has its own copy of the site, in memory.

    The figures that are not up to date are drawn beside it, from the moment in which something
    changes: what they change is seen like any other change.
    """
    # Here: the server is slow to import.
    from generator.commands.preview.redrawing import redraw_beside
    from generator.commands.preview.server import serve_preview
    from generator.commands.preview.state import Preview

    command = (sys.executable, str(here / "build.py"), "draw", "--content", str(args.content))
    redrawing = redraw_beside(args.content, (*command, "--beside"), here)
    remembered = Remembered(here / ".cache")

    def rebuild() -> Outcome:
        # Without poses there is nothing to draw, nor to say of it after each build.
        if (args.content / "poses").is_dir():
            redrawing.ask()
        is_whole = False
        try:
            settings = Settings(
                args.base_url, for_editors=True, with_examples=preview.with_examples
            )
            undrawn = parse_answer(redrawing.answer)
            outcome = find_out(args, settings, remembered, undrawn=undrawn)
            is_whole = outcome.tree is not None
            return outcome
        except OSError as error:
            place = str(error.filename or "the disk")
            found = Finding("mistake", place, 0, "", error.strerror or str(error), "")
            return Outcome(None, None, [found])
        except Exception as error:  # a bug of ours must not end the preview
            return Outcome(None, None, [find_bug(error)])
        finally:
            remembered.turn(is_whole=is_whole)
            # The first page comes first.
            redrawing.begin(preview.ask_again)

    preview = Preview(rebuild, lambda: redrawing.is_drawing)
    serve_preview(preview, source_folders(args), args.host, args.port)


def parse_answer(answer: str) -> list[Problem]:
    """Return what `draw_beside` has answered."""
    return [Problem(PurePosixPath(path), *rest) for path, *rest in json.loads(answer or "[]")]


def draw(args: Namespace) -> None:
    """Draw the figures that are not up to date; with --check, only say which they are."""
    from fields.workers import open_workers  # here, as only this needs them
    from figures.draw import read_plan

    if not args.content.is_dir():
        raise ContentError([Problem(PurePosixPath("content"), 0, "there is no such folder")])
    if args.beside:
        draw_beside(args)
        return
    started = time.perf_counter()
    plan = read_plan(args.content)
    if args.check:
        if problems := [*plan.find_work()]:
            raise ContentError(problems)
        print("All figures are up to date.")
        return
    with open_workers() if plan.work else nullcontext() as workers:
        carry_out(args, plan, workers.map if workers else map, started)


def draw_beside(args: Namespace) -> None:
    """Draw whenever the preview asks for it by a line, and answer with another, which has the
    mistakes of poses that nobody can take, until the preview has ended."""
    from fields.workers import open_workers
    from figures.draw import read_plan, warm_up

    with open_workers() as workers:
        for number, _ in enumerate(sys.stdin):
            started = time.perf_counter()
            undrawn: Sequence[Problem] = ()
            # What is wrong in the words of a pose, the rebuild says.
            with suppress(ContentError, OSError), redirect_stdout(sys.stderr):
                plan = read_plan(args.content)
                try:
                    if plan.work or plan.gone:
                        carry_out(args, plan, workers.map, started)
                except ContentError as error:
                    undrawn = error.problems
                    print(error.within(named(args)), file=sys.stderr, flush=True)
                except OSError as error:
                    print(error, file=sys.stderr, flush=True)
            print(json.dumps([[str(each.path), each.line, each.message] for each in undrawn]))
            sys.stdout.flush()
            if number == 0:
                # Before anybody waits for it; a worker each, as long as none has work.
                for _ in range(os.cpu_count() or 1):
                    workers.submit(warm_up)
                warm_up()


def carry_out(args: Namespace, plan: Plan, run: Run, started: float) -> None:
    """Draw what is planned, and say so."""
    from concurrent.futures import BrokenExecutor

    from figures.draw import draw_folder

    if plan.work:
        refuse_without_numpy()
        number = sum(len(work.names) for work in plan.work)
        print(f"Drawing {how_many(number, 'figure')}.", flush=True)
    try:
        draw_folder(args.content, plan, run, on_terminal, one_by_one=args.beside)
    except BrokenExecutor:
        raise UsageError("a process that draws was ended from outside; draw again") from None
    print(f"{plan.describe()} {time.perf_counter() - started:.1f} seconds.", flush=True)


def refuse_without_numpy() -> None:
    """Raise UsageError where what drawing needs is not installed."""
    try:
        import figures.picture.compose  # noqa: F401 - to see whether it can be
    except ModuleNotFoundError as missing:
        message = f"{missing.name} is not installed here, so nothing is drawn and the old figures "
        message += "stay; `make figures` and `make serve` install it"
        raise UsageError(message) from None


def new(args: Namespace) -> None:
    """Write a new exercise file that builds at once, and first poses for a position."""
    from figures.words.starters import write_starter as write_poses  # here, as in find_out

    slug = args.name or slug_of(args.title)
    if not slug:
        raise UsageError(
            f'"{args.title}" has no letters from a to z for the address; '
            "give it one, such as --name heel-lift"
        )
    content = read_tree(args.content, "content")
    orders = {find_order(data) for path, data in content.items() if in_folder(path, "exercises")}
    last, most_order = max(orders, default=0), int(order_field.most)
    # Where somebody has used the last number, the first that is free.
    order = next(n for n in chain(range(last + 1, most_order + 1), count(1)) if n not in orders)
    file, poses = args.content / "exercises" / f"{slug}.md", args.content / "poses" / f"{slug}.yaml"
    files = {file: write_starter(args.title, order, args.position)}
    if args.position:
        files[poses] = write_poses(args.position)
    try:
        write_all_new({each: text.encode() for each, text in files.items()})
    except FileExistsError as error:
        message = f"{error.filename} is there already, so nothing was written"
        raise UsageError(f"{message}; choose another title, or an address with --name") from None
    print(f"Wrote {' and '.join(map(str, files))}.")
    print(f"Open {'them' if args.position else 'it'} in a text editor and write what is yours.")
    if args.position:
        print(f"`{again(args, 'serve')}` shows the page and draws the poses each time you save.")
    else:
        print(f"`{again(args, 'serve')}` shows the page.")
        print(
            f"Pose its figures in {poses} (docs/pose-format.md) and draw them with "
            f"`{again(args, 'draw')}`, or draw them by hand (docs/figure-format.md)."
        )
    print("It is a draft, and in no site, until you take the line `draft: true` out.")


def list_published(args: Namespace) -> None:
    """Add the pages of the site to the list of those that were published, and say which."""
    sources = read_sources(args.content, here)
    site, _ = build_site(sources, remember=Remembered(here / ".cache"))
    file = args.content / list_file.name
    added = find_new(site)
    name = named(args) / list_file.name
    if not added:
        print(f"{name} has all pages already.")
        return
    data = add_published(sources.content.get(list_file, b""), added)
    write_whole(file, data)
    shown = some_of([*map(str, added)], most_names)
    print(f"Added {how_many(len(added), 'page')} to {name}: {shown}.")
    print("Keep that file with the rest of the content: `check` sees by it when a page gets lost.")


def forms(args: Namespace) -> None:
    """Write what forms in a browser have to know, beside the content folder: never into a site."""
    from generator.commands.forms import note, write_forms  # only this needs them

    folder = args.content.resolve().parent
    files = {
        folder / name: text
        for name, text in write_forms(args.content.resolve().name, args.repository).items()
    }
    for file in files:
        if file.exists() and note not in file.read_text("utf-8", "replace"):
            raise UsageError(f"{file} was not written by this command; move it away, and try again")
    for file, text in files.items():
        write_whole(file, text.encode())
    print(f"Wrote {', '.join(str(file) for file in files)}. docs/forms.md says what reads them.")


def source_folders(args: Namespace) -> tuple[Path, ...]:
    """Return the folders that the site is made from."""
    return args.content, here / "templates", here / "static", here / "locales"


commands: dict[str, Callable[[Namespace], int | None]] = {
    "build": build,
    "pdf": build,
    "zip": pack,
    "check": check,
    "serve": serve,
    "draw": draw,
    "new": new,
    "published": list_published,
    "forms": forms,
}


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status: 1 for the content, 2 for the command line."""
    args = parse_arguments(arguments, here, __doc__)
    args.arguments = arguments
    try:
        with naming(args):
            return commands[args.command](args) or 0
    # Before SiteError, of which it is one.
    except UsageError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        place = error.filename or "the disk"
        print(f"build.py: {place}: {error.strerror or error}", file=sys.stderr)
        return 2
    except SiteError as error:
        count = len(error.problems) if isinstance(error, SourceError) else 1
        print(f"{error}\n{how_many(count, 'mistake')}; nothing was written.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        # As shells have it: 128 and the number of SIGINT.
        return 130


if __name__ == "__main__":
    status = run_aloud(lambda: main(sys.argv[1:]))
    # Else Python would look through all of it once more, to end.
    gc.freeze()
    sys.exit(status)
