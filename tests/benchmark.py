"""How long the steps of a build take, side by side: `python -m tests.benchmark [COPIES]`.

The measure is what cannot be saved: Python-Markdown alone on the same texts, which counts as 1.
Machines differ and are noisy; the ratios say more than the seconds. Each step is run three times
and the fastest counts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from markdown import Markdown

from fields.text import decode
from generator.content.site import parse_figure, parse_site
from generator.content.sources import split_front_matter
from generator.output.files import read_sources, read_tree
from generator.pages.plan import plan_pages
from generator.pages.render import render_pages

project = Path(__file__).resolve().parent.parent
Tree = dict[PurePosixPath, bytes]


def copied(content: Tree, copies: int) -> Tree:
    """Return the content with every exercise, its poses and its figures several times over."""
    files = dict(content)
    slugs = [path.stem for path in content if path.parent.name == "exercises"]
    for path, data in content.items():
        slug = next((slug for slug in slugs if path.stem.startswith(slug)), None)
        for copy in range(1, copies) if slug else ():
            name = path.with_name(path.name.replace(slug, f"{slug}-{copy}", 1))
            if path.parent.name in ("poses", "figures"):
                files[name] = data
            if path.parent.name == "exercises":
                files[name] = data.replace(b"\norder: ", f"\norder: {copy}".encode(), 1)
    return files


def fastest(step: Callable[[], object]) -> float:
    """Return the seconds that the fastest of three runs took."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        step()
        times.append(time.perf_counter() - started)
    return min(times)


def main(copies: int) -> None:
    """Print the seconds and the ratio of each step."""
    content = copied(read_tree(project / "content", "content"), copies)
    sources = read_sources(project / "content", project)._replace(content=content)
    texts = [
        split_front_matter(path, decode(path, data))[1]
        for path, data in content.items()
        if path.suffix == ".md"
    ]
    figures = [each for each in content.items() if each[0].parent.name == "figures"]
    site = parse_site(content)
    pages = plan_pages(site)
    icon = PurePosixPath("icon.svg")
    steps: dict[str, Callable[[], object]] = {
        "Markdown alone": lambda: [
            Markdown(extensions=["attr_list", "def_list", "tables", "toc"]).convert(text)
            for text in texts
        ],
        "read all figures": lambda: [parse_figure.__wrapped__(*each) for each in figures],
        "parse all else": lambda: parse_site(content),
        "plan the pages": lambda: plan_pages(site),
        "render them": lambda: render_pages(pages, site, sources, icon, {}),
    }
    seconds = {name: fastest(step) for name, step in steps.items()}
    unit = seconds["Markdown alone"]
    print(f"{len(site.exercises)} exercises, {len(figures)} figures, {len(pages)} pages")
    for name, taken in seconds.items():
        print(f"{name:18} {taken:7.3f} s {taken / unit:6.2f}")
    print(f"one figure {1000 * seconds['read all figures'] / len(figures):.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
