"""What a phone needs to put the site on its home screen: a manifest with name, icon and shortcuts.

All addresses in it are relative, so that it is right wherever the site stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.content.sources import Files
from generator.model import Site
from generator.pages.drawn.icon import forms
from generator.pages.drawn.social import read_values
from generator.pages.entries import routine_address
from generator.paper.properties import written_out

address = PurePosixPath("manifest.webmanifest")
most_shortcuts = 3
"""Android shows no more than four, and some launchers three."""


def make_manifest(site: Site, icons: Mapping[str, PurePosixPath], static: Files) -> bytes:
    """Return the manifest; *icons* are the addresses of the icon's forms. Raises TemplateError."""
    page_colour = written_out("var(--colour-page)", read_values(static))
    manifest = {
        "name": site.title,
        "short_name": site.title,
        "description": site.home.summary,
        "lang": site.language,
        "dir": site.words.direction,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": page_colour,
        "background_color": page_colour,
        "icons": [
            {
                "src": str(icons[name]),
                "sizes": f"{form.size}x{form.size}",
                "type": "image/png",
                "purpose": "maskable" if form.is_full else "any",
            }
            for name, form in forms.items()
            if name != "icon-touch"
        ],
        "shortcuts": [
            {"name": routine.title, "url": str(routine_address(routine))}
            for routine in site.routines[:most_shortcuts]
        ],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"
