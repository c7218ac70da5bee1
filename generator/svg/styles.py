"""What may colour and place the parts of a drawing, and the CSS of drawing programs put into it.

The site's security policy forbids `style` attributes, and a style sheet inside a picture would
colour the whole page. So every declaration becomes the attribute of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fields.signs import shorten
from generator.model import id_mark

if TYPE_CHECKING:
    import tinycss2


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


paints = words(
    "color fill fill-opacity paint-order stroke stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-opacity stroke-width"
)
"""What a role decides on the page: a part that has a role loses its own."""
properties = paints | words(
    "alignment-baseline baseline-shift clip-path clip-rule color-interpolation "
    "color-interpolation-filters color-rendering direction display dominant-baseline fill-rule "
    "filter flood-color flood-opacity font-family font-size font-size-adjust font-stretch "
    "font-style font-variant font-weight image-rendering letter-spacing lighting-color marker-end "
    "marker-mid marker-start mask mask-type opacity overflow pointer-events shape-rendering "
    "stop-color stop-opacity text-anchor text-decoration text-rendering unicode-bidi "
    "vector-effect visibility white-space word-spacing writing-mode"
)
"""The properties of CSS that SVG also knows as attributes."""
placing = words("cx cy height r rx ry width x y")
without_attribute = {
    "all": "",
    "backdrop-filter": "none",
    "clip": "auto",
    "d": "none",
    "font": "",
    "mix-blend-mode": "normal",
    "offset-path": "none",
    "rotate": "none",
    "scale": "none",
    "text-transform": "none",
    "transform": "none",
    "translate": "none",
    "zoom": "1",
}
"""Properties that change what is seen and that no attribute stands for, with the harmless value.
Without them the drawing would look another way, so they are problems rather than left out."""
functions = words("hsl hsla matrix rgb rgba rotate scale skewx skewy translate url")

# A hostile value may be long: none of these patterns looks at a sign more than once or twice.
reference = re.compile(r"""url\(\s*+(["']?)#([^"'()\\]++)\1\s*+\)""", re.IGNORECASE)
roles = (
    *("area", "area-cloth", "arrow", "ball", "band", "band-near", "circle-back", "circle-front"),
    *("digit", "digit-far", "fault", "flesh", "floor", "ground", "hair", "hatch", "hatch-cloth"),
    *("ink", "knot", "line", "mat", "other-way", "pen", "pen-cap", "prop", "prop-dark"),
    *("prop-line", "prop-pale", "seam", "shade", "shadow", "shirt", "shirt-far", "shoe", "skin"),
    *("skin-far", "thick-pen", "thick-pen-cap", "thumb", "toenail", "towel", "trousers"),
    *("trousers-far", "wall", "wide-band", "wrong", "wrong-ring"),
)
"""What a part of a picture can be. The site's style gives each its colours, on every ground."""
role_classes = {role: f"figure__{role}" for role in roles}

shapes = words("circle ellipse line path polygon polyline rect")
texts = frozenset(("text", "textPath", "tspan"))
resources = words("clipPath defs filter linearGradient marker mask pattern radialGradient symbol")
"""What is drawn only where something asks for it."""
effects = words(
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence"
)
elements = shapes | texts | resources | effects | {"g", "stop", "svg", "switch", "use"}
dropped = frozenset(("title", "desc", "metadata", "view"))
linking = frozenset(("linearGradient", "pattern", "radialGradient", "textPath", "use"))
attributes_kept = (
    properties
    | placing
    | words(
        "amplitude azimuth baseFrequency bias clipPathUnits d data-frames data-turns "
        "diffuseConstant divisor dx dy edgeMode elevation exponent filterUnits fr fx fy "
        "gradientTransform gradientUnits in in2 intercept k1 k2 k3 k4 kernelMatrix "
        "kernelUnitLength lengthAdjust "
        "limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method "
        "mode numOctaves offset operator order orient pathLength patternContentUnits "
        "patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha "
        "preserveAspectRatio primitiveUnits radius refX refY result rotate scale seed side slope "
        "spacing specularConstant specularExponent spreadMethod startOffset stdDeviation "
        "stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength transform "
        "type values viewBox x1 x2 xChannelSelector y1 y2 yChannelSelector z"
    )
)
instead = {
    "script": "a picture runs nothing; take the script out",
    "a": "a picture holds no links; take the link off what it stands round",
    "image": "a picture inside the drawing is not taken along; draw it with lines, or trace it "
    "(in Inkscape: Path > Trace Bitmap)",
    "foreignObject": "write the text as plain text, or turn it into lines (in Inkscape: "
    "Text > Convert to Text, in others: create outlines)",
} | dict.fromkeys(
    ("animate", "animateColor", "animateMotion", "animateTransform", "discard", "mpath", "set"),
    "nothing in a figure moves by itself; take the animation out",
)
plainly = "allowed are shapes, text, groups, gradients, markers, masks and filters; save it from "
plainly += "the drawing program as plain SVG"

suspicious = ("(", ":", "\\", "@", id_mark)
"""Without one of these a value leads nowhere. To look for them costs less than any pattern."""
outside = re.compile(
    r"(?:url|src|image|image-set|attr|element|expression)\(|@|\\|//|\w:", re.IGNORECASE
)
fetching = re.compile(r"(?:url|src|image-set)\(", re.IGNORECASE)
call = re.compile(r"(?<![\w-])([\w-]*+)\(")
allowed_selectors = (
    "allowed are a class, an id or the name of an element, such as .a, #b or path, "
    "and several with commas between"
)


class Declaration(NamedTuple):
    """A value for an attribute."""

    name: str
    value: str
    important: bool


class Rule(NamedTuple):
    """One selector of a style sheet and what it gives: *specificity* is 0 for the name of an
    element, 1 for a class, 2 for an id."""

    selector: str
    specificity: int
    declarations: tuple[Declaration, ...]


class Slip(NamedTuple):
    """What is wrong in a style, and in which line."""

    line: int
    message: str


def find_value_problem(name: str, value: str) -> str:
    """Return what is wrong with the value of an attribute or a declaration, or nothing."""
    if not any(sign in value for sign in suspicious):
        return ""
    rest = reference.sub("", value)
    if outside.search(rest):
        return (
            f"{name} leads out of the file ({shorten(value)}); allowed are numbers, colours and "
            "parts of this drawing, such as url(#shadow)"
        )
    if unknown := {found.lower() for found in call.findall(rest)} - functions:
        return (
            f"{name} is calculated with {', '.join(sorted(unknown))}(), which is not allowed; "
            "write the number, or a colour such as #c04020"
        )
    if id_mark in value:
        return f"{name} holds the sign U+E000, which this site keeps for itself"
    return ""


def leads_out(value: str) -> bool:
    """Tell whether a value asks for something outside of its file."""
    return "(" in value and bool(fetching.search(reference.sub("", value)))


def parse_style(css: str, line: int) -> tuple[list[Declaration], list[Slip]]:
    """Return what a style attribute declares, and what is wrong with it."""
    import tinycss2

    if slip := find_trick(css, line):
        return [], [slip]
    slips: list[Slip] = []
    nodes = tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
    return list(read_declarations(nodes, line, slips)), slips


def parse_sheet(css: str, line: int) -> tuple[list[Rule], list[Slip]]:
    """Return the rules of a style sheet that begins in a line of its file, and what is wrong."""
    import tinycss2

    if slip := find_trick(css, line):
        return [], [slip]
    rules: list[Rule] = []
    slips: list[Slip] = []
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        here = line + node.source_line - 1
        if node.type != "qualified-rule":
            what = f"@{node.at_keyword}" if node.type == "at-rule" else "this"
            message = f"{what} in a style sheet is not allowed; allowed are rules such as "
            slips.append(Slip(here, f"{message}.a {{ fill: #c04020 }}"))
            continue
        nodes = tinycss2.parse_blocks_contents(node.content, True, True)
        declarations = tuple(read_declarations(nodes, line, slips))
        for selector in tinycss2.serialize(plain(node.prelude)).split(","):
            rank = rank_selector(selector.strip())
            if rank is None:
                message = f'the rule for "{shorten(selector.strip())}" can\'t be followed'
                slips.append(Slip(here, f"{message}; {allowed_selectors}"))
            else:
                rules.append(Rule(selector.strip(), rank, declarations))
    return rules, slips


def find_trick(css: str, line: int) -> Slip | None:
    """Return the first backslash of a style: behind it any word can hide."""
    if (place := css.find("\\")) < 0:
        return None
    message = "a backslash in a style is not allowed; write the sign itself"
    return Slip(line + css.count("\n", 0, place), message)


def plain(nodes: Iterable[tinycss2.ast.Node]) -> list[tinycss2.ast.Node]:
    """Return parts of CSS without the comments."""
    return [node for node in nodes if node.type != "comment"]


def rank_selector(selector: str) -> int | None:
    """Return how much a selector weighs, or None if it is none of those that are followed."""
    match = re.fullmatch(r"([.#]?)-?[^\W\d][\w-]*", selector)
    return {"": 0, ".": 1, "#": 2}[match[1]] if match else None


def read_declarations(
    nodes: Iterable[tinycss2.ast.Node], line: int, slips: list[Slip]
) -> Iterator[Declaration]:
    """Yield what can become an attribute; note what can't although it changes the drawing."""
    import tinycss2

    said: set[str] = set()
    for node in nodes:
        here = line + node.source_line - 1
        if node.type != "declaration":
            message = "a style holds something else than declarations such as fill: #c04020"
            slips.append(Slip(here, message))
            continue
        value = tinycss2.serialize(plain(node.value)).strip()
        if problem := find_declaration_problem(node.lower_name, value):
            # A colour for newer screens follows the plain one, which is good enough.
            if node.lower_name not in said or not value.lower().startswith("color("):
                slips.append(Slip(here, problem))
            continue
        said.add(node.lower_name)
        for name in names_of(node.lower_name):
            yield Declaration(name, value, node.important)


def find_declaration_problem(name: str, value: str) -> str:
    """Return what is wrong with one declaration, or nothing."""
    if name in without_attribute and value.lower() != without_attribute[name]:
        return (
            f"{name}: {shorten(value)} would be lost, and the drawing would look another way; "
            "take it away in the drawing program, or flatten that part"
        )
    if names_of(name):
        return find_value_problem(name, value)
    return find_value_problem(name, value) if leads_out(value) else ""


def names_of(name: str) -> tuple[str, ...]:
    """Return the attributes that a property stands for; none for what changes nothing here."""
    if name == "marker":
        return "marker-start", "marker-mid", "marker-end"
    return (name,) if name in properties or name in placing else ()


def cascade(
    attributes: Mapping[str, str],
    names: Iterable[str],
    rules: Mapping[str, Sequence[tuple[int, Rule]]],
    style: Iterable[Declaration],
) -> dict[str, str]:
    """Return attributes with what styles give on top of them, as a browser would decide.

    *names* are the selectors that fit: the element's name, its classes, its id. *rules* are by
    selector, each with its place in the file. Of two the heavier wins, then the later; a style
    attribute is heavier than every rule; `!important` is heavier than all that isn't.
    """
    given = [
        (declared.important, 0, rule.specificity, place, declared)
        for name in names
        for place, rule in rules.get(name, ())
        for declared in rule.declarations
    ]
    given += [(declared.important, 1, 0, 0, declared) for declared in style]
    given.sort(key=lambda each: each[:4])
    return {**attributes, **{declared.name: declared.value for *_, declared in given}}
