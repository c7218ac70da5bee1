"""Pages and templates -> bytes, with the styles and scripts that the pages ask for."""

from __future__ import annotations

import codecs
import marshal
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import jinja2
from markupsafe import Markup, escape

from fields.errors import Problem, TemplateError
from generator.content.memory import Remember, make_anew
from generator.content.sources import Files, Sources, hashed_address, root
from generator.content.text.links import find_way
from generator.model import Figure, Record, Settings, Site, all_records, as_published
from generator.output.remembered import hash_key
from generator.pages.entries import address_of
from generator.pages.plan import Page, plan_menu
from generator.pages.published.feed import feed_address
from generator.pages.published.kept import kept_address
from generator.terminal import Track, silently
from generator.words.catalogue import Words, english
from generator.words.imprint import describe_change, describe_review, describe_version
from generator.words.template_words import explain_template

folder = PurePosixPath("templates")
facts_on_pages = (
    *("title", "language", "menu", "disclaimer", "privacy", "address", "reviewed_by"),
    *("emergency", "advice", "tests", "standing_tests_note"),
)
"""All that templates see of the site itself: to what is among them, each page is tied."""
figure_styles = ("css/tokens.css", "css/people.css", "css/parts/figure.css")
in_css = re.compile(rb'\burl\("\.\./([^"]+)"\)')
"""How a style sheet directly in static/css/ names a file of static/."""
margin = re.compile(r"^[ \t]+", re.MULTILINE)
"""What lines of a template begin with: for those who write it, and 1 byte in 60 of what is sent."""


class Templates(jinja2.BaseLoader):
    """The templates of a site, made into Python once: half of what a small build would take."""

    def __init__(self, files: Files, remember: Remember) -> None:
        self.files = files
        self.remember = remember

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """Return a template. Raises TemplateNotFound and TemplateSyntaxError."""
        path = folder / name
        if path not in self.files:
            raise jinja2.TemplateNotFound(name)
        # With a byte-order mark, should an editor have set one.
        source = margin.sub("", self.files[path].decode("utf-8-sig"))
        compiled = self.remember(
            ("template", name, source),
            lambda: marshal.dumps(environment.compile(source, name, str(path))),
        )
        code = marshal.loads(compiled)
        return environment.template_class.from_code(environment, code, globals or {})


class Rendered(NamedTuple):
    """A page, the joined files of static/ that it asked for, and the pictures drawn for it."""

    data: bytes
    assets: tuple[tuple[str, ...], ...]
    pictures: Mapping[PurePosixPath, bytes]


def render_pages(
    pages: Sequence[Page],
    site: Site,
    sources: Sources,
    icons: Mapping[str, PurePosixPath],
    cards: Mapping[str, PurePosixPath],
    settings: Settings = as_published,
    track: Track = silently,
    remember: Remember = make_anew,
) -> dict[PurePosixPath, bytes]:
    """Return every page by address, and the files from static/ that the pages ask for.

    *icons* are the addresses of the site's icon by form; *cards* are those of the social cards: by
    the address of their page, and '' for pages without their own. Raises TemplateError.
    """
    tree: dict[PurePosixPath, bytes] = {}
    environment = make_environment(sources.templates, site.words, remember)
    facts = {name: getattr(site, name) for name in facts_on_pages}
    menu = plan_menu(site)
    common = {
        "urgent_pages": tuple(chapter for chapter in site.chapters if chapter.urgent),
        "menu": menu,
        "imprint": describe_version(site.title, site.version, site.reviewed, site.words),
        "review": describe_review(site.reviewed_by, site.words),
        "feed": feed_address if any(page.address == feed_address for page in pages) else None,
        "icon": icons["favicon"],
        "touch_icon": icons["icon-touch"],
        "is_kept": site.offline and not settings.for_editors,
        "kept_address": kept_address,
    }
    # What a mistake in a template calls it.
    seen = type("Site", (SimpleNamespace,), {})
    environment.globals |= {"site": seen(**facts, words=site.words), **common}
    # Once for all pages, because it is longer than what differs between them.
    files = [dict(each) for each in sources[1:]]
    shared = hash_key((*files, facts, common, settings.for_editors))
    bundle = bundler(sources.static, tree, settings.for_editors, remember)
    draw = drawer(environment, sources.static, remember)
    records = {address_of(record): record for record in all_records(site)}

    def render(page: Page, values: Mapping[str, object]) -> Rendered:
        # A preview lies at the top of its host, wherever the site will stand.
        url = linker(page, "" if settings.for_editors else site.address)
        assets: dict[tuple[str, ...], None] = {}
        pictures: dict[PurePosixPath, bytes] = {}

        def asset(*names: str) -> str:
            assets[names] = None
            return url(bundle(*names))

        def picture(figure: Figure) -> str:
            address, data = draw(figure)
            pictures[address] = data
            return url(address)

        own = {"page": page, "url": url, "asset": asset, "picture": picture}
        own["help_url"] = next((url(item.address) for item in menu if item.urgent), "")
        planned = page.plan(site.words, remember) if page.plan else {}
        data = render_page(environment, page, {**page.values, **planned, **values, **own})
        return Rendered(data, tuple(assets), pictures)

    for page in track(pages, "Rendering"):
        values = {
            "social_card": cards.get(str(page.address), cards.get("")),
            "edit_url": edit_url(site, records.get(page.address)),
            "report_url": report_url(site, page),
            "changed": describe_last_change(records.get(page.address), site.words),
        }
        rendered = remember(("page", shared, page, values), partial(render, page, values))
        for names in rendered.assets:
            bundle(*names)
        tree |= rendered.pictures
        tree[page.address] = rendered.data
    return tree


def edit_url(site: Site, record: Record | None) -> str:
    """Return where a page's own file is edited, or nothing where that is not known."""
    return f"{site.edit}{record.source.relative_to(root)}" if site.edit and record else ""


def describe_last_change(record: Record | None, words: Words) -> str:
    """Return what has last changed on a page, or nothing."""
    changes = record.changed if record else ()
    return next((describe_change(change, words) for change in changes), "")


def report_url(site: Site, page: Page) -> str:
    """Return the beginning of a mail about a page: its subject names the page, and no more."""
    subject = quote(f"{page.title}, {page.address}", safe="")
    return f"mailto:{site.contact}?subject={subject}" if site.contact else ""


def render_plain(
    pages: Iterable[Page], site: Site, templates: Files, remember: Remember = make_anew
) -> list[bytes]:
    """Return pages that need no links and no files, such as social cards."""
    environment = make_environment(templates, site.words, remember)
    environment.globals["site"] = site
    return [render_page(environment, page, page.values) for page in pages]


def make_environment(
    templates: Files, words: Words = english, remember: Remember = make_anew
) -> jinja2.Environment:
    """Return the one Jinja environment; everything is escaped, nothing may be undefined.

    Beside what Jinja has for translated text, templates have `listed`, and what a script says:
    `with_gaps` gives a message whose gaps the script fills, `plural_forms` all forms of one.
    """

    environment = jinja2.Environment(
        loader=Templates(templates, remember),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # Escaped here, because Jinja takes a translation for HTML: this one is text.
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: escape(words.gettext(message)),
        lambda *forms: escape(words.ngettext(*forms)),
        newstyle=True,
        pgettext=lambda context, message: escape(words.pgettext(context, message)),
    )
    # A message is the same however its template is indented.
    environment.policies["ext.i18n.trimmed"] = True
    # Letters as they are: six signs for each would make an index in Greek three times as heavy.
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    environment.globals |= {
        "listed": words.listed,
        "with_gaps": words.gettext,
        "plural_forms": words.plural_forms,
        "plural_index": words.plural_index,
    }
    return environment


def render_page(environment: jinja2.Environment, page: Page, values: Mapping[str, object]) -> bytes:
    """Return one page. Raises TemplateError with the template and its line."""
    try:
        # Jinja takes the line's end off the last line.
        return environment.get_template(page.template).render(values).encode() + b"\n"
    except jinja2.TemplateSyntaxError as error:
        path = PurePosixPath(error.filename or folder / page.template)
        raise TemplateError([Problem(path, error.lineno, explain_template(error))]) from error
    except Exception as error:
        # Whatever a template makes Python raise is a mistake of the template; the rest is a bug.
        frames = traceback.extract_tb(error.__traceback__)
        places = [frame for frame in frames if frame.filename.startswith(f"{folder}/")]
        if not places and not isinstance(error, jinja2.TemplateError):
            raise
        path = PurePosixPath(places[-1].filename) if places else folder / page.template
        line = places[-1].lineno or 0 if places else 0
        message = f"{explain_template(error)} (while rendering {page.address})"
        raise TemplateError([Problem(path, line, message)]) from error


def linker(page: Page, site_address: str) -> Callable[[PurePosixPath | str], str]:
    """Return the function that writes links on one page.

    They are relative, so that the site works in any folder and from a disk. Only the page for
    wrong addresses, which a server shows at any depth, names the whole path; without an address
    it takes the top folder of the host, where most sites stand.
    """
    base = (urlsplit(site_address).path or "/") if page.template == "404.html" else ""
    here = str(page.address.parent)
    return lambda address: f"{base}{address}" if base else find_way(str(address), here)


def bundler(
    static: Files,
    tree: dict[PurePosixPath, bytes],
    for_editors: bool = False,
    remember: Remember = make_anew,
) -> Callable[..., PurePosixPath]:
    """Return the function that joins files of static/ into one, and adds it to the tree.

    The joined file's address carries a hash of what is in it. *For editors* a script stands in it
    line by line, below its name: a browser that complains names a line.
    """
    known: dict[tuple[str, ...], PurePosixPath] = {}

    def named(part: str) -> bytes:
        """Return what a style sheet calls a file of static/ that lies beside it in the site."""
        return f'url("{bundle(PurePosixPath(part).name, part).name}")'.encode()

    def bundle(*names: str) -> PurePosixPath:
        # By all of them: a remembered page asks for its file by the name that it has there,
        # whichever page was rendered before it.
        if names not in known:
            name, *parts = names
            readable = for_editors and name.endswith(".js")
            data = (
                join_readable(static, *parts)
                if readable
                else join_files(static, *parts, remember=remember)
            )
            data = in_css.sub(lambda match: named(match[1].decode()), data)
            known[names] = hashed_address(PurePosixPath("assets", name), data)
            tree[known[names]] = data
        return known[names]

    return bundle


def drawer(
    environment: jinja2.Environment, static: Files, remember: Remember = make_anew
) -> Callable[[Figure], tuple[PurePosixPath, bytes]]:
    """Return the function that makes a figure a file of its own, and gives its address too.

    A picture has no page whose styles it could share, so it carries those of figures.
    """
    joined = join_files(static, *figure_styles, remember=remember)
    styles = Markup(joined.decode())

    def draw(figure: Figure) -> tuple[PurePosixPath, bytes]:
        values = {"figure": figure, "styles": styles}
        data = environment.get_template("picture.svg").render(values).encode()
        return hashed_address(PurePosixPath("assets", "picture.svg"), data), data

    return draw


def join_files(static: Files, *parts: str, remember: Remember = make_anew) -> bytes:
    """Return files of static/ as one, minified."""
    files = [(file, static[file]) for part in parts for file in find_files(static, part)]
    return remember(("joined", *files), lambda: b"\n".join(minify(*each) for each in files))


def join_readable(static: Files, *parts: str) -> bytes:
    """Return scripts of static/ as one, each as it is written, below a line with its name."""
    files = [file for part in parts for file in find_files(static, part)]
    return b"\n".join(b"// %s\n%s" % (str(file).encode(), static[file]) for file in files)


def find_files(static: Files, part: str) -> list[PurePosixPath]:
    """Return the file of static/ that a template names, or all that a pattern such as
    css/parts/*.css names. Raises TemplateRuntimeError where there is none.

    They come by their names without endings: hold-timer stands before hold-timer-dial, which may
    differ from it.
    """
    pattern = PurePosixPath("static", part)
    # Most names are plain, and to match one against all files takes as long as a page.
    found = (
        [pattern] if pattern in static else [path for path in static if path.match(str(pattern))]
    )
    if not found:
        raise jinja2.TemplateRuntimeError(f"there is no file {pattern}")
    return sorted(found, key=lambda path: path.with_suffix(""))


def minify(path: PurePosixPath, data: bytes) -> bytes:
    """Return a style sheet or script without its comments and spare white space.

    Of a style sheet only that is taken out, and what braces make needless beside them: what else a
    minifier may drop, such as the space in `.prose :is(ul, ol)`, has a meaning more often than it
    saves a byte. A byte-order mark goes too: in the middle of a joined file it would be the first
    letter of a selector.
    """
    import rjsmin  # here, since a script changes so seldom

    data = data.removeprefix(codecs.BOM_UTF8)
    if path.suffix == ".css":
        plain = re.sub(rb"\s+", b" ", re.sub(rb"/\*.*?\*/", b"", data, flags=re.DOTALL)).strip()
        return re.sub(rb" ?([{};]) ?", rb"\1", plain).replace(b";}", b"}")
    return bytes(rjsmin.jsmin(data)) if path.suffix == ".js" else data
