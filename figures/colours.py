"""Plain colours for a figure that somebody opens by itself, as on the light page of the site.

On a page static/css/parts/figure.css gives the colours; a test holds this table against it.
"""

from __future__ import annotations

from collections.abc import Iterable

page = "#fffdf8"
line = "#3a2a20"
worn = ("skin", "skin-far", "hair", "shirt", "shirt-far", "trousers", "trousers-far", "cuff",
        "cuff-far")  # fmt: skip
colours = {
    "nobody": "#e0a27c #bf8a69 #4f3526 #c9603a #a04e2f #24565c #1c4146 #477176 #3e5b5d",
    "ann": "#efc9ac #ccaa91 #a9a59d #dfae45 #b18937 #4a6496 #405175 #677da7 #566482",
    "mira": "#925c3d #7f5035 #f0ede6 #2f8f8b #2b716d #6d5140 #5b4234 #846d5f #6c584b",
    "sam": "#bd8159 #a26e4c #67625d #9db1d4 #7f8ba4 #475063 #3e424e #646c7c #545761",
    "joe": "#e6b08b #c49575 #dcd8d0 #cb6540 #a25234 #3b6047 #354e39 #5a7964 #4c614f",
}
cast = {name: dict(zip(worn, row.split(), strict=True)) for name, row in colours.items()}
nobody = cast.pop("nobody")
wood, wood_dark, wood_edge = "#cdbfa8", "#9b8a70", "#7d6d55"
band, mat, cushion = "#6b3f7c", "#dcebe8", "#e9dcc3"
arrow, mark, mark_line, wrong = "#15406e", "#ea4335", "#8f100c", "#a3201a"

base = (
    f"svg{{background:{page}}}"
    f"path{{fill:none;stroke:{line};stroke-width:1.7;"
    "stroke-linejoin:round;stroke-linecap:round;paint-order:stroke}"
)
nail = f"fill:{page};stroke-width:0.4;paint-order:normal"
wooden = f"stroke:{wood_edge};stroke-width:1.2"
styles = {
    **{role: f"fill:{colour}" for role, colour in nobody.items()},
    "nail": f"{nail};fill-opacity:0.55",
    "nail-far": f"{nail};fill-opacity:0.4",
    "shoe": "fill:#5a5f78",
    "shoe-far": "fill:#484c60",
    "shoe-sole": "fill:#f2efe8",
    "shoe-sole-far": "fill:#d8d4cb",
    "line": "stroke-width:0.8",
    "face": "stroke-width:0.5",
    "fine": "stroke-width:0.35",
    **dict.fromkeys(("ink", "brow"), f"fill:{line};stroke:none"),
    "ground": f"fill:{wood};fill-opacity:0.28;stroke:none",
    "shadow": f"fill:{wood_dark};fill-opacity:0.45;stroke:none",
    "floor": f"stroke:{wood_dark};stroke-width:1.2",
    **dict.fromkeys(("prop", "wall"), f"fill:{wood};{wooden}"),
    "prop-pale": f"fill:{page};{wooden}",
    "prop-dark": f"fill:{wood_dark};{wooden}",
    "mat": f"fill:{mat};stroke-width:1",
    **dict.fromkeys(("cushion", "towel"), f"fill:{cushion};stroke-width:1.2"),
    **dict.fromkeys(("strap", "band"), f"fill:{band};stroke-width:1.2"),
    **dict.fromkeys(("ball", "pen"), "fill:#f2b632;stroke-width:1.2"),
    "felt": f"fill:{mark};fill-opacity:0.62;stroke:{mark_line};stroke-opacity:0.7;"
    "stroke-width:0.6;paint-order:normal",
    "felt-lines": f"stroke:{mark_line};stroke-width:0.5",
    "arrow": f"fill:{arrow};stroke:{page};stroke-width:2",
    "fault": f"stroke:{wrong};stroke-width:1.6;stroke-dasharray:3 2.6",
    "wrong-ring": f"fill:{page};stroke:{wrong};stroke-width:2",
    "wrong": f"stroke:{wrong};stroke-width:3.2",
}


def plain_style(roles: Iterable[str], person: str = "") -> str:
    """Return the style sheet for a figure with these roles, of a person of the cast or nobody."""
    own = {role: f"fill:{colour}" for role, colour in cast.get(person, {}).items()}
    return base + "".join(
        f".{role}{{{own.get(role, styles[role])}}}" for role in sorted(set(roles))
    )
