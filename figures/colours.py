"""Plain colours for a figure that somebody opens by itself, as on the light page of the site.

On a page static/css/figure.css gives the colours; a test holds this table against it.
"""

from __future__ import annotations

from collections.abc import Iterable

page = "#fffdf8"
line = "#3a2a20"
skin, skin_far, hair = "#e0a27c", "#d2a386", "#4f3526"
shirt, shirt_far = "#c9603a", "#cf8566"
trousers, trousers_far = "#24565c", "#6d9095"
thing, thing_dark, band, mat = "#cdbfa8", "#9b8a70", "#6b3f7c", "#dcebe8"
arrow, mark, wrong = "#15406e", "#c0261f", "#a3201a"

base = (
    f"svg{{background:{page}}}"
    f"path{{fill:none;stroke:{line};stroke-width:1.7;"
    "stroke-linejoin:round;stroke-linecap:round;paint-order:stroke}"
)
dotted = "stroke-width:0.8;stroke-dasharray:0.2 1.8"
open_outline = "stroke-width:0.85;paint-order:normal"
styles = {
    "skin": f"fill:{skin}",
    "skin-far": f"fill:{skin_far}",
    "thumb": f"fill:{skin};stroke-width:0.8",
    "shoe": f"fill:{hair}",
    "hair": f"fill:{hair}",
    "shirt": f"fill:{shirt}",
    "shirt-far": f"fill:{shirt_far}",
    "seam": f"fill:{shirt};stroke:none",
    "trousers": f"fill:{trousers}",
    "trousers-far": f"fill:{trousers_far}",
    "ink": f"fill:{line};stroke:none",
    "line": "stroke-width:0.8",
    "digit": f"fill:{skin};{open_outline}",
    "digit-far": f"fill:{skin_far};{open_outline}",
    "toenail": f"fill:{page};fill-opacity:0.55;stroke-width:0.6;paint-order:normal",
    "flesh": f"fill:{skin};stroke:none",
    "shade": f"fill:{skin_far};stroke:none",
    "ground": f"fill:{thing};fill-opacity:0.28;stroke:none",
    "shadow": f"fill:{thing_dark};fill-opacity:0.45;stroke:none",
    "floor": f"stroke:{thing_dark};stroke-width:1.2",
    "prop": f"fill:{thing};stroke:{thing_dark};stroke-width:1.2",
    "wall": f"fill:{thing};stroke:{thing_dark};stroke-width:1.2",
    "prop-pale": f"fill:{page};stroke:{thing_dark};stroke-width:1.2",
    "prop-line": f"stroke:{thing_dark};stroke-width:0.8",
    "prop-dark": f"fill:{thing_dark};stroke:{thing_dark};stroke-width:0.4",
    "mat": f"fill:{mat};stroke-width:1",
    "towel": f"fill:{page};stroke-width:1.4",
    "ball": f"fill:{page};stroke-width:1.4",
    "band": f"stroke:{band};stroke-width:1.8",
    "band-near": f"stroke:{band};stroke-width:1.8",
    "knot": f"fill:{band};stroke-width:0.8",
    "pen": f"stroke:{band};stroke-width:3",
    "pen-cap": "stroke-width:3",
    "wide-band": f"fill:{band};stroke:{page};stroke-width:1.2",
    "thick-pen": f"fill:{band};stroke:{page};stroke-width:1.2",
    "thick-pen-cap": f"fill:{line};stroke:{page};stroke-width:1.2",
    "arrow": f"fill:{arrow};stroke:{page};stroke-width:2",
    "circle-back": f"stroke:{arrow};stroke-width:2.6",
    "circle-front": f"stroke:{arrow};stroke-width:2.6",
    "other-way": f"stroke:{arrow};stroke-width:1.8;stroke-dasharray:3.6 3.4",
    "area": f"fill:{mark};fill-opacity:0.22;stroke:{mark};{dotted}",
    "hatch": f"stroke:{mark};stroke-width:0.9",
    "area-cloth": f"fill:{mark};fill-opacity:0.3;stroke:{page};{dotted}",
    "hatch-cloth": f"stroke:{page};stroke-width:1.1",
    "fault": f"stroke:{wrong};stroke-width:1.6;stroke-dasharray:3 2.6",
    "wrong-ring": f"fill:{page};stroke:{wrong};stroke-width:2",
    "wrong": f"stroke:{wrong};stroke-width:3.2",
}


def plain_style(roles: Iterable[str]) -> str:
    """Return the style sheet for a figure with these roles."""
    return base + "".join(f".{role}{{{styles[role]}}}" for role in sorted(set(roles)))
