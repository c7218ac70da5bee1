"""Edits at random: what people, programs and mishaps do to a content folder and a project."""

from __future__ import annotations

import os
import re
import shutil
import struct
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

Edit = Callable[[Random, Path], str]
"""Changes something below a folder; returns what, or nothing where there was nothing to change."""

words = ("heel", "slowly", "Füße", "again & again", "<b>", "two", "7")
manners = ("", "", "by renaming", "with its time as before", "in 1990", "in 2040", "in this second")
constant = re.compile(rb"soaked (\d)")


def save(chance: Random, file: Path, data: bytes) -> str:
    """Write a file as one program or another does; return what it is now called in the report."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    manner = chance.choice(manners)
    file.parent.mkdir(parents=True, exist_ok=True)
    if manner == "by renaming":
        part = file.with_name(f".{file.name}.new")
        part.write_bytes(data)
        part.replace(file)
    else:
        file.write_bytes(data)
    if manner == "with its time as before" and before:
        os.utime(file, ns=(before, before))
    elif manner.startswith("in "):
        # The last is what a disk writes down that knows no parts of a second.
        year = {"in 1990": 640_000_000, "in 2040": 2_220_000_000, "in this second": time.time()}
        os.utime(file, (int(year[manner]), int(year[manner])))
    return f"{file.name} {manner}".strip()


def one_of(chance: Random, files: Iterable[Path]) -> Path | None:
    """Return one of several files."""
    found = sorted(files)
    return chance.choice(found) if found else None


def turn(chance: Random, data: bytes, pattern: bytes, signs: bytes) -> bytes:
    """Return the same number of bytes, one of those that match another one of the signs."""
    found = [match.start() for match in re.finditer(pattern, data)]
    if not found:
        return data
    place = chance.choice(found)
    others = [sign for sign in signs if sign != data[place]]
    return data[:place] + bytes([chance.choice(others)]) + data[place + 1 :]


def swap(one: Path, other: Path) -> str:
    """Exchange two files, which keep their times."""
    if one == other:
        return ""
    aside = one.with_name(".aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)
    return f"{one.name} and {other.name} exchanged"


def pages_of(content: Path) -> list[Path]:
    return sorted(
        [*content.glob("*.md"), *content.glob("exercises/*.md"), *content.glob("routines/*.md")]
    )


def png(grey: int) -> bytes:
    """Return a picture of one point, always of the same length."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes([0, grey]), 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


# Content ------------------------------------------------------------------------------------------


def add_words(chance: Random, content: Path) -> str:
    file = chance.choice(pages_of(content))
    text = f"\n\nDo it {chance.choice(words)} {chance.randrange(100)}.\n"
    return "words at the end of " + save(
        chance, file, file.read_bytes() + text.encode("utf-8", "surrogateescape")
    )


def turn_letter(chance: Random, content: Path) -> str:
    file = chance.choice(pages_of(content))
    pattern = rb"(?<=[a-z ])[a-z](?=[a-z]+ [^\n\[({<]*\n)"
    data = turn(chance, file.read_bytes(), pattern, b"abdeiklmnoprstu")
    return "one letter of " + save(chance, file, data)


def change_field(chance: Random, content: Path) -> str:
    number = chance.randrange(1, 9)
    fields = {
        "title": f"Soaked {chance.randrange(1000)}",
        "summary": f"Do it {number} times.",
        "purpose": f"Helps {number} ways.",
        "also_known_as": f"[name {number}, 'other: {number}']",
        "order": str(chance.randrange(1, 9999)),
        "position": chance.choice(("standing", "chair", "floor", "lying")),
        "equipment": chance.choice(("[]", "[wall]", "[chair, band]")),
        "hold_seconds": str(number),
        "repetitions": str(number),
        "sets": str(number),
        "rest_seconds": str(number),
        "days_per_week": str(chance.randrange(1, 8)),
        "draft": chance.choice(("true", "no")),
    }
    name = chance.choice(sorted(fields))
    file = chance.choice(pages_of(content))
    text = file.read_text("utf-8", "surrogateescape")
    line = f"{name}: {fields[name]}"
    pattern = re.compile(rf"^( *){name}: .*$", re.MULTILINE)
    if pattern.search(text):
        text = pattern.sub(rf"\g<1>{line}", text, count=1)
    else:
        text = text.replace("---\n", f"---\n{line}\n", 1)
    return f"`{line}` in " + save(chance, file, text.encode("utf-8", "surrogateescape"))


def change_settings(chance: Random, content: Path) -> str:
    file = content / "site.yaml"
    number = chance.randrange(10)
    fields = {
        "title": f"Soaked site {number}",
        "tagline": f"Number {number}",
        "menu": f"Home {number}",
        "version": f'"{number}"',
        "reviewed": f"2026-11-0{chance.randrange(1, 10)}",
        "reviewed_by": f"Dr {number}",
        "disclaimer": chance.choice(("none", f"No advice {number}.")),
        "contact": f"feet{number}@example.org",
        "edit": f"https://code.example/{number}/",
        "address": chance.choice(('""', '""', f"https://example.org/{number}/")),
        "language": chance.choice(("en", "de", "en-GB", "de-AT")),
        "person": chance.choice(("ann", "sam")),
    }
    name = chance.choice(sorted(fields))
    line = f"{name}: {fields[name]}"
    kept = [
        each
        for each in file.read_text("utf-8", "surrogateescape").splitlines()
        if not each.startswith(f"{name}:")
    ]
    return f"`{line}` in " + save(
        chance, file, "\n".join([*kept, line, ""]).encode("utf-8", "surrogateescape")
    )


def unlink(text: str, slug: str) -> str:
    """Return a text without links to a page, and without its lines in lists of exercises."""
    text = re.sub(rf"\[([^\]]+)\]\([^)]*\b{slug}\.md[^)]*\)", r"\1", text)
    return re.sub(rf"^  - (exercise: )?{slug}\n(    .*\n)*", "", text, flags=re.MULTILINE)


def remove_page(chance: Random, content: Path) -> str:
    files = [*content.glob("exercises/*.md"), *content.glob("routines/*.md")]
    file = one_of(chance, files)
    if not file:
        return ""
    file.unlink()
    if chance.random() < 0.8:
        for each in pages_of(content):
            text = each.read_text("utf-8", "surrogateescape")
            if (without := unlink(text, file.stem)) != text:
                each.write_text(without, "utf-8", "surrogateescape")
        return f"{file.name} removed, and links to it"
    return f"{file.name} removed"


def copy_page(chance: Random, content: Path) -> str:
    file = one_of(chance, content.glob("exercises/*.md"))
    if not file:
        return ""
    text = file.read_text("utf-8", "surrogateescape")
    text = re.sub(r"^order: .*", f"order: {chance.randrange(100, 9999)}", text, flags=re.MULTILINE)
    text = re.sub(r"^title: .*", f"title: Copy {chance.random()}", text, flags=re.MULTILINE)
    name = f"copy-{chance.randrange(100)}"
    if chance.random() < 0.3:
        text = text.replace("---\n", "---\ndraft: true\n", 1)
    for figure in content.glob(f"figures/{file.stem}-*.svg") if chance.random() < 0.5 else ():
        shutil.copy2(figure, figure.with_name(figure.name.replace(file.stem, name)))
    return f"{file.name} copied as " + save(
        chance, file.with_name(f"{name}.md"), text.encode("utf-8", "surrogateescape")
    )


def rename_page(chance: Random, content: Path) -> str:
    file = one_of(chance, [*content.glob("exercises/*.md"), *content.glob("routines/*.md")])
    if not file:
        return ""
    new = f"{file.stem.rpartition('-')[0] or file.stem}-{chance.choice('abcdefgh')}"
    if file.with_stem(new).exists():
        return ""
    file.rename(file.with_stem(new))
    for each in [*content.glob(f"figures/{file.stem}-*"), *content.glob(f"poses/{file.stem}.*")]:
        each.rename(each.with_name(each.name.replace(file.stem, new, 1)))
    if chance.random() < 0.2:
        return f"{file.stem} renamed to {new}, and no link to it"
    for each in (*pages_of(content), content / "site.yaml"):
        text = each.read_text("utf-8", "surrogateescape")
        renamed = re.sub(rf"(?<![\w-]){file.stem}(?![\w-])", new, text)
        if renamed != text:
            each.write_text(renamed, "utf-8", "surrogateescape")
    return f"{file.stem} renamed to {new}"


def change_routine(chance: Random, content: Path) -> str:
    file = one_of(chance, content.glob("routines/*.md"))
    if not file:
        return ""
    lines = file.read_text("utf-8", "surrogateescape").split("\n")
    items = [index for index, line in enumerate(lines) if re.fullmatch(r"  - [a-z-]+", line)]
    if len(items) < 2:
        return ""
    one, other = chance.sample(items, 2)
    if chance.random() < 0.7:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        del lines[one]
    return "the list in " + save(chance, file, "\n".join(lines).encode("utf-8", "surrogateescape"))


def change_drawing(chance: Random, content: Path) -> str:
    """A figure or picture: another colour or other words, of the same length, or two exchanged."""
    files = [*content.glob("figures/*.svg"), *content.glob("pictures/*.svg")]
    file = one_of(chance, files)
    if not file:
        return ""
    if chance.random() < 0.4:
        return swap(file, chance.choice(sorted(files)))
    pattern = rb"(?<=#[0-9a-f]{2})[0-9a-f]" if chance.random() < 0.6 else rb"[a-z](?=[a-z]+ [a-z])"
    return "one sign of " + save(chance, file, turn(chance, file.read_bytes(), pattern, b"abcdef"))


def change_point(chance: Random, content: Path) -> str:
    file = content / "pictures" / "soaked.png"
    return "another " + save(chance, file, png(chance.randrange(256)))


def change_pose(chance: Random, content: Path) -> str:
    file = one_of(chance, content.glob("poses/*.yaml"))
    if not file:
        return ""
    data = turn(chance, file.read_bytes(), rb"(?<=: )[1-9]", b"123456789")
    return "a number in " + save(chance, file, data)


def change_files(chance: Random, content: Path) -> str:
    """What goes out unchanged: more, another, less, or in another folder."""
    folder = content / "files"
    there = [file for file in folder.rglob("*") if file.is_file()]
    kind = chance.choice(("more", "other", "less", "folder"))
    if kind == "more" or not there:
        name = chance.choice(("a.txt", "leaflet/b.pdf", "leaflet/Füße #2.md", ".well-known/c.txt"))
        return "files/" + save(chance, folder / name, chance.randbytes(chance.randrange(40)))
    file = chance.choice(sorted(there))
    if kind == "less":
        file.unlink()
        return f"files/{file.name} removed"
    if kind == "other":
        return "files/" + save(chance, file, chance.randbytes(file.stat().st_size))
    old, new = chance.sample([folder / "leaflet", folder / "leaflets"], 2)
    if not old.exists() or new.exists():
        return ""
    old.rename(new)
    return f"files/{old.name}/ renamed to {new.name}/"


def make_mistake(chance: Random, content: Path) -> str:
    file = chance.choice(pages_of(content))
    data = file.read_bytes()
    harmed = {
        "an unknown field": data.replace(b"title:", b"titel:", 1),
        "no fields": b"nothing",
        "a link to nowhere": data + b"\n\n[there](nowhere.md)\n",
        "no text": data + b"\xff\xfe",
        "two mistakes": data.replace(b"title:", b"order: x\ntitle:", 1) + b"\n\n[a](b.md)\n",
    }
    name = chance.choice(sorted(harmed))
    return f"a mistake, {name}: " + save(chance, file, harmed[name])


def rename_folder(chance: Random, content: Path) -> str:
    name = chance.choice(("exercises", "figures", "pictures", "routines"))
    if not (content / name).is_dir() or (content / f"{name}.old").exists():
        return ""
    (content / name).rename(content / f"{name}.old")
    return f"{name}/ moved out of the way"


content_edits: tuple[Edit, ...] = (
    *(add_words, turn_letter, change_field, change_field, change_settings, remove_page),
    *(copy_page, rename_page, change_routine, change_drawing, change_drawing, change_point),
    *(change_pose, change_files),
)
mistakes: tuple[Edit, ...] = (make_mistake, rename_folder)


# The project --------------------------------------------------------------------------------------


def prepare(root: Path) -> None:
    """Give a copy of the project what is hard to remember rightly: a template that is included by
    an included one, one that is only looked for, a filter that Jinja computes in advance, a picture
    that is exchanged for one as long, packages in two more versions."""
    templates = root / "templates"
    base = templates / "base.html"
    text = base.read_text("utf-8", "surrogateescape")
    assert "</body>" in text
    base.write_text(text.replace("</body>", '{% include "parts/soaked.html" %}\n</body>'), "utf-8")
    (templates / "parts" / "soaked.html").write_text(
        "<p>{{ site.title|soaked }}</p>\n"
        '{% include ["parts/soaked_first.html", "parts/soaked_inner.html"] %}\n'
    )
    (templates / "parts" / "soaked_inner.html").write_text(
        '{% from "parts/soaked_macro.html" import soaked %}\n'
        '<p>{{ "a"|soaked }} {{ soaked(1) }}</p>\n'
    )
    (templates / "parts" / "soaked_macro.html").write_text(
        "{% macro soaked(number) %}soaked 0 {{ number }}{% endmacro %}\n"
    )
    module = root / "generator" / "pages" / "__init__.py"
    module.write_text(
        f"{module.read_text()}\nfrom jinja2.defaults import DEFAULT_FILTERS\n\n"
        'DEFAULT_FILTERS["soaked"] = lambda text: f"{text} soaked 0"\n'
    )
    picture = root / "content" / "pictures" / "soaked.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(png(0))
    with (root / "content" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n\n![A point](pictures/soaked.png)\n")
    for version in ("8", "9"):
        info = root / f"packages-{version}" / f"rjsmin-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: rjsmin\nVersion: {version}\n")
        code = f'def jsmin(script: bytes) -> bytes:\n    return script + b"/* {version} */"\n'
        (info.parent / "rjsmin.py").write_text(code)


def change_constant(chance: Random, root: Path) -> str:
    """The number that a template, a macro or a filter says."""
    names = ("templates/parts/soaked_inner.html", "templates/parts/soaked_macro.html")
    file = root / chance.choice((*names, "generator/pages/__init__.py"))
    data = file.read_bytes()
    if not constant.search(data):
        data += b"<p>soaked 0</p>\n"
    return "a number in " + save(
        chance, file, constant.sub(b"soaked %d" % chance.randrange(10), data)
    )


def take_turns(chance: Random, root: Path) -> str:
    """A template that goes before another, where it is there."""
    file = root / "templates" / "parts" / "soaked_first.html"
    if file.exists():
        file.unlink()
        return f"{file.name} removed"
    return "new: " + save(chance, file, b"<p>first</p>\n")


def change_template(chance: Random, root: Path) -> str:
    file = one_of(chance, (root / "templates").rglob("*.html"))
    assert file
    text = file.read_text("utf-8", "surrogateescape")
    more = chance.choice(("{# nothing #}", f"soaked {chance.randrange(10)}", "<b>bold</b>"))
    places = [match.end() for match in re.finditer(r"</(p|h1|h2|li|dd)>", text)]
    if not places:
        return ""
    place = chance.choice(places)
    return f"{more} in " + save(
        chance, file, (text[:place] + more + text[place:]).encode("utf-8", "surrogateescape")
    )


def change_style(chance: Random, root: Path) -> str:
    file = one_of(chance, (root / "static" / "css").rglob("*.css"))
    assert file
    if chance.random() < 0.7:
        data = turn(chance, file.read_bytes(), rb"(?<=[ .#])[1-9]", b"123456789")
        return "a number in " + save(chance, file, data)
    new = root / "static" / "css" / "paper" / f"soaked-{chance.randrange(3)}.css"
    if new.exists():
        new.unlink()
        return f"{new.name} removed"
    return "new: " + save(chance, new, b"@layer paper {\n  .soaked {\n    order: 1;\n  }\n}\n")


def change_script(chance: Random, root: Path) -> str:
    file = one_of(chance, (root / "static" / "js").rglob("*.js"))
    assert file
    more = chance.choice(("\n// nothing\n", f"\nglobalThis.soaked = {chance.randrange(10)}\n"))
    return "a line in " + save(
        chance, file, file.read_bytes() + more.encode("utf-8", "surrogateescape")
    )


def change_font(chance: Random, root: Path) -> str:
    fonts = root / "static" / "fonts"
    if chance.random() < 0.5:
        return swap(*sorted(fonts.glob("*.ttf"))[:2])
    file = one_of(chance, fonts.glob("*.woff2"))
    assert file
    data = file.read_bytes()
    return "the last byte of " + save(chance, file, data[:-1] + bytes([chance.randrange(256)]))


def change_icon(chance: Random, root: Path) -> str:
    file = root / "static" / "favicon.svg"
    return "a number in " + save(
        chance, file, turn(chance, file.read_bytes(), rb"(?<=[ #])[1-9]", b"123456789")
    )


def change_words(chance: Random, root: Path) -> str:
    """A translation, or for which languages there are some."""
    file = root / "locales" / "de.mo"
    kind = chance.choice(("letter", "letter", "country", "gone"))
    if kind == "country":
        country = file.with_stem("de-AT")
        if country.exists():
            country.unlink()
            return f"{country.name} removed"
        return "new: " + save(chance, country, file.read_bytes()) if file.exists() else ""
    if not file.exists():
        return ""
    if kind == "gone":
        file.unlink()
        return f"{file.name} removed"
    data = file.read_bytes()
    middle = len(data) // 2
    changed = turn(chance, data[middle:], rb"(?<=[a-z])[a-z](?=[a-z])", b"aeiou")
    return "a letter in " + save(chance, file, data[:middle] + changed)


def change_code(chance: Random, root: Path) -> str:
    file = one_of(chance, (root / chance.choice(("generator", "fields"))).rglob("*.py"))
    assert file
    return "a comment in " + save(chance, file, file.read_bytes() + b"\n# nothing\n")


def break_template(chance: Random, root: Path) -> str:
    file = one_of(chance, (root / "templates").rglob("*.html"))
    assert file
    return "half a tag in " + save(chance, file, file.read_bytes() + b"{% if %}{{ gone }}")


def break_style(chance: Random, root: Path) -> str:
    file = one_of(chance, (root / "static" / "css").rglob("*.css"))
    assert file
    return "half a rule in " + save(chance, file, file.read_bytes() + b"\na { b")


project_edits: tuple[Edit, ...] = (
    *(change_constant, change_constant, take_turns, change_template, change_style, change_script),
    *(change_font, change_icon, change_words, change_words, change_code),
)
project_mistakes: tuple[Edit, ...] = (break_template, break_style)


# Mishaps ------------------------------------------------------------------------------------------


def harm_site(chance: Random, root: Path) -> str:
    """Do to a file of the site what a build has to mend."""
    site = root / "site"
    file = one_of(chance, (each for each in site.rglob("[!.]*") if each.is_file()))
    return harm_file(chance, file) if file else ""


def harm_file(chance: Random, file: Path) -> str:
    """Do a site's file some harm; where it is changed in place, mostly with its time as before."""
    kind = chance.choice(("removed", "cut", "emptied", "longer", "folder", "alike", "alike"))
    if kind == "alike":
        return edit_alike(chance, file)
    before = file.stat()
    data = file.read_bytes()
    if kind in ("removed", "folder"):
        file.unlink()
        if kind == "folder":
            file.mkdir()
        return f"site: {file.name} {kind}"
    harmed = {"cut": data[: len(data) // 2], "emptied": b"", "longer": data + b"x"}
    file.write_bytes(harmed[kind])
    if chance.random() < 0.7:
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        kind += ", with its time as before"
    return f"site: {file.name} {kind}"


def edit_alike(chance: Random, file: Path) -> str:
    """Change one byte of a file, so that its length and time are as before."""
    before = file.stat()
    file.write_bytes(turn(chance, file.read_bytes(), rb"(?s).", bytes(range(256))))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    return f"site: another byte in {file.name}, its length and time as before"


def harm_cache(chance: Random, root: Path) -> str:
    """Do what is remembered some harm."""
    cache = root / ".cache"
    files = sorted(each for each in cache.rglob("*") if each.is_file()) if cache.is_dir() else []
    kinds = ("gone", "a file", "a link", "foreign", *("cut", "noise", "bits", "emptied") * 2)
    kind = chance.choice((*kinds, "folder", "loop", "swap", "closed", "old"))
    if kind in ("gone", "a file", "a link"):
        if cache.is_dir() and not cache.is_symlink():
            shutil.rmtree(cache)
        else:
            cache.unlink(missing_ok=True)
        if kind == "a file":
            cache.write_bytes(b"in the way")
        elif kind == "a link":
            cache.symlink_to("nowhere")
        return f"the cache is {kind}"
    if cache.is_symlink() or cache.is_file():
        cache.unlink()
    if kind == "foreign" or not files:
        cache.mkdir(exist_ok=True)
        name = chance.choice(("notes.txt", "0" * 64, "version", "CACHEDIR.TAG", "x.part"))
        if not (cache / name).is_dir():
            # An edit before may have made a loop of it.
            (cache / name).unlink(missing_ok=True)
            (cache / name).write_bytes(chance.randbytes(99))
        return f"a foreign file in the cache, {name}"
    for file in chance.sample(files, chance.randrange(1, min(len(files), 5) + 1)):
        harm_remembered(chance, file, files, kind)
    return f"files of the cache: {kind}"


def harm_remembered(chance: Random, file: Path, files: list[Path], kind: str) -> None:
    """Harm one file of the cache."""
    before = file.stat()
    data = file.read_bytes()
    if kind in ("folder", "loop"):
        file.unlink()
        file.mkdir() if kind == "folder" else file.symlink_to(file.name)
    elif kind == "swap":
        shutil.copy2(chance.choice([each for each in files if each.is_file()]), file.with_name("x"))
        file.with_name("x").replace(file)
    elif kind == "closed":
        file.chmod(0)
    elif kind == "old":
        os.utime(file, (0, 0))
    else:
        noise = {
            "cut": data[: chance.randrange(len(data) + 1)],
            "noise": chance.randbytes(len(data)),
            "bits": flip(chance, data),
            "emptied": b"",
        }
        file.write_bytes(noise[kind])
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def flip(chance: Random, data: bytes) -> bytes:
    """Return data with some bits turned, few or many."""
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 30, 1000)) if data else 0):
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(flipped)
