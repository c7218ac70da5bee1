"""Plain colours for a figure that somebody opens by itself, as on the light page of the site.

On a page static/css/figure.css gives the colours; a test holds this table against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

page = "#fffdf8"
line = "#3a2a20"
nobody = {
    "skin": "#e0a27c",
    "skin-far": "#bf8a69",
    "hair": "#4f3526",
    "shirt": "#c9603a",
    "shirt-far": "#a04e2f",
    "trousers": "#24565c",
    "trousers-far": "#1c4146",
    "cuff": "#477176",
    "cuff-far": "#3e5b5d",
}
"""The colours of somebody without a name."""
cast: Mapping[str, Mapping[str, str]] = {
    "ann": {
        "skin": "#efc9ac",
        "skin-far": "#ccaa91",
        "hair": "#a9a59d",
        "shirt": "#dfae45",
        "shirt-far": "#b18937",
        "trousers": "#4a6496",
        "trousers-far": "#405175",
        "cuff": "#677da7",
        "cuff-far": "#566482",
    },
    "mira": {
        "skin": "#925c3d",
        "skin-far": "#7f5035",
        "hair": "#f0ede6",
        "shirt": "#2f8f8b",
        "shirt-far": "#2b716d",
        "trousers": "#6d5140",
        "trousers-far": "#5b4234",
        "cuff": "#846d5f",
        "cuff-far": "#6c584b",
    },
    "sam": {
        "skin": "#bd8159",
        "skin-far": "#a26e4c",
        "hair": "#67625d",
        "shirt": "#9db1d4",
        "shirt-far": "#7f8ba4",
        "trousers": "#475063",
        "trousers-far": "#3e424e",
        "cuff": "#646c7c",
        "cuff-far": "#545761",
    },
    "joe": {
        "skin": "#e6b08b",
        "skin-far": "#c49575",
        "hair": "#dcd8d0",
        "shirt": "#cb6540",
        "shirt-far": "#a25234",
        "trousers": "#3b6047",
        "trousers-far": "#354e39",
        "cuff": "#5a7964",
        "cuff-far": "#4c614f",
    },
}
wood, wood_dark, wood_edge = "#cdbfa8", "#9b8a70", "#7d6d55"
band, mat, cushion = "#6b3f7c", "#dcebe8", "#e9dcc3"
arrow, mark, mark_line, wrong = "#15406e", "#ea4335", "#8f100c", "#a3201a"

base = (
    f"svg{{background:{page}}}"
    f"path{{fill:none;stroke:{line};stroke-width:1.7;"
    "stroke-linejoin:round;stroke-linecap:round;paint-order:stroke}"
)
nail = f"fill:{page};stroke-width:0.6;paint-order:normal"
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
    "face": "stroke-width:0.55",
    "fine": "stroke-width:0.35",
    "ink": f"fill:{line};stroke:none",
    "brow": f"fill:{line};stroke:none",
    "ground": f"fill:{wood};fill-opacity:0.28;stroke:none",
    "shadow": f"fill:{wood_dark};fill-opacity:0.45;stroke:none",
    "floor": f"stroke:{wood_dark};stroke-width:1.2",
    "prop": f"fill:{wood};{wooden}",
    "wall": f"fill:{wood};{wooden}",
    "prop-pale": f"fill:{page};{wooden}",
    "prop-dark": f"fill:{wood_dark};{wooden}",
    "mat": f"fill:{mat};stroke-width:1",
    "cushion": f"fill:{cushion};stroke-width:1.2",
    "towel": f"fill:{page};stroke-width:1.4",
    "ball": f"fill:{page};stroke-width:1.4",
    "strap": f"fill:{band};stroke-width:1.2",
    "band": f"fill:{band};stroke-width:1.2",
    "pen": f"fill:{band};stroke-width:1.2",
    "pen-cap": f"fill:{line};stroke-width:1.2",
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
