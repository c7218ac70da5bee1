"""The same texts and pictures as a site of Pelican's, with a layout as small as can be.

Pelican is PyPI's `pelican[markdown]`, which no test needs. It keeps what it has read from one build
to the next.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.peers.corpus import write

files = {
    "pelicanconf.py": r"""from pathlib import Path

SITENAME = "The same"
SITEURL = ""
TIMEZONE = "UTC"
PATH = str(Path(__file__).with_name("content"))
THEME = str(Path(__file__).with_name("theme"))
STATIC_PATHS = ["figures", "pictures"]
FIGURES = {file.name for file in Path(PATH, "figures").iterdir()}
DEFAULT_DATE = "fs"
PATH_METADATA = r"(?P<slug>.*)\.md"
ARTICLE_URL = ARTICLE_SAVE_AS = "pages/{slug}.html"
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
""",
    "theme/templates/base.html": (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{% block title %}'
        '{% endblock %}</title></head><body><nav><a href="/">Home</a></nav><main>'
        "{% block main %}{% endblock %}</main></body></html>"
    ),
    "theme/templates/index.html": (
        '{% extends "base.html" %}{% block title %}{{ SITENAME }}{% endblock %}'
        "{% block main %}<h1>{{ SITENAME }}</h1><ul>{% for article in articles %}"
        '<li><a href="/{{ article.url }}">{{ article.title }}</a>{{ article.summary }}</li>'
        "{% endfor %}</ul>{% endblock %}"
    ),
    "theme/templates/article.html": (
        '{% extends "base.html" %}{% block title %}{{ article.title }}{% endblock %}'
        "{% block main %}<h1>{{ article.title }}</h1>{{ article.summary }}"
        "{% if article.sets %}<p>{{ article.sets }} x {{ article.repetitions }}</p>{% endif %}"
        '{% for name in ("start", "hold", "wrong", "close-up") %}'
        '{% set file = article.slug.split("/")[-1] ~ "-" ~ name ~ ".svg" %}'
        '{% if file in FIGURES %}<img src="/figures/{{ file }}" alt="">{% endif %}{% endfor %}'
        "{{ article.content }}{% endblock %}"
    ),
}


def write_site(folder: Path, content: Path) -> None:
    """Write a site of Pelican's that shows what lies in a folder of ours."""
    for name, text in files.items():
        write(folder / name, text.encode())
    for file in content.rglob("*.md"):
        write(folder / "content" / file.relative_to(content), file.read_bytes())
    for name in ("figures", "pictures"):
        shutil.copytree(content / name, folder / "content" / name)
