"""What may stand in a figure: names of elements, attributes, properties and roles; values.

A name in none of these lists goes without a word if it changes nothing, and is a problem else.
"""

from __future__ import annotations

import re

from fields.signs import shorten, unseen
from generator.model import id_mark


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
placed = words("circle ellipse rect svg use")
"""Those that CSS can place; to all others its placing means nothing."""
without_attribute = dict.fromkeys(
    words("backdrop-filter d offset-path rotate scale text-transform transform translate"), "none"
) | {"all": "", "clip": "auto", "font": "", "mix-blend-mode": "normal", "zoom": "1"}
without_attribute |= {"transform-box": "view-box", "transform-origin": "0 0"}
without_attribute |= {
    f"-webkit-{name}": "none" for name in ("filter", "transform", "clip-path", "mask-image")
}
without_attribute |= {"text-shadow": "none", "outline": "none", "font-variant-caps": "normal"}
"""Properties that change what is seen and that no attribute stands for, with the harmless value.
Without them the drawing would look another way, so they are problems rather than left out."""
functions = words("hsl hsla matrix rgb rgba rotate scale skewx skewy translate url")

roles = words(
    "arrow ball band brow cuff cuff-far cushion face fault felt felt-lines fine floor ground hair "
    "ink line mat nail nail-far pen prop prop-dark prop-pale shadow shirt shirt-far "
    "shoe shoe-far shoe-sole shoe-sole-far skin skin-far strap towel trousers trousers-far wall "
    "wrong wrong-ring"
)
"""What a part of a picture can be. The site's style gives each its colours, on every ground."""

shapes = words("circle ellipse line path polygon polyline rect")
texts = words("text textPath tspan")
resources = words("clipPath defs filter linearGradient marker mask pattern radialGradient symbol")
"""What is drawn only where something asks for it."""
effects = words(
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence"
)
elements = shapes | texts | resources | effects | {"g", "stop", "svg", "switch", "use"}
dropped = words("title desc metadata view font font-face")
"""A typeface in SVG itself is read by no browser of today; the text has the name of another."""
linking = words("linearGradient pattern radialGradient textPath use")
drawing_attributes = words(
    "amplitude azimuth baseFrequency bias clipPathUnits d data-frames data-turns diffuseConstant "
    "divisor dx dy edgeMode elevation exponent filterUnits fr fx fy gradientTransform "
    "gradientUnits in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lengthAdjust "
    "limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method "
    "mode numOctaves offset operator order orient pathLength patternContentUnits "
    "patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha "
    "preserveAspectRatio primitiveUnits radius refX refY result rotate scale seed side slope "
    "spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles "
    "surfaceScale systemLanguage tableValues targetX targetY textLength transform type values "
    "viewBox x1 x2 xChannelSelector y1 y2 yChannelSelector z"
)
attributes = properties | placing | drawing_attributes
instead = {
    "script": "a picture runs nothing; take the script out",
    "a": "a picture holds no links; take the link off what it stands round",
    "image": "a picture inside the drawing is not taken along; draw it with lines, or trace it "
    "(in Inkscape: Path > Trace Bitmap)",
    "foreignObject": "write the text as plain text, or turn it into lines (in Inkscape: "
    "Text > Convert to Text, in others: create outlines)",
    "flowRoot": "text that flows round a shape is shown nowhere else (in Inkscape: Text > Convert "
    "to Text)",
} | dict.fromkeys(
    words("animate animateColor animateMotion animateTransform discard mpath set"),
    "nothing in a figure moves by itself; take the animation out",
)
plainly = "allowed are shapes, text, groups, gradients, markers, masks and filters; save it from "
plainly += "the drawing program as plain SVG"

space = "http://www.w3.org/XML/1998/namespace space"
link = "http://www.w3.org/1999/xlink href"
w3c = re.compile(r"http://www\.w3\.org/(?!1999/02/22-rdf)")
"""What browsers know. The names of others mean nothing to them."""
dublin_core = {
    "http://purl.org/dc/elements/1.1/ title": "dc:title",
    "http://purl.org/dc/elements/1.1/ description": "dc:desc",
}

# A hostile value may be long: none of these patterns looks at a sign more than once or twice.
number = re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?")
reference = re.compile(r"""url\(\s*+(["']?)#([^"'()\\]++)\1\s*+\)""", re.IGNORECASE)
suspicious = ("(", ":", "\\", "@", id_mark)
"""Without one of these a value leads nowhere. To look for them costs less than any pattern."""
outside = re.compile(
    r"(?:url|src|image|image-set|attr|element|expression)\(|@|\\|//|\w:", re.IGNORECASE
)
fetching = re.compile(r"(?:url|src|image-set)\(", re.IGNORECASE)
call = re.compile(r"(?<![\w-])([\w-]*+)\(")
unwanted = re.compile(f"{unseen.pattern}|{id_mark}")


def find_value_problem(name: str, value: str) -> str:
    """Return what is wrong with the value of an attribute or a declaration, or nothing."""
    if not any(map(value.__contains__, suspicious)):
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


def find_text_problem(what: str, text: str) -> str:
    """Return what is wrong with a text: a sign that nobody sees."""
    if found := unwanted.search(text):
        return f"{what} holds a sign that nobody sees, U+{ord(found[0]):04X}; type it anew"
    return ""
