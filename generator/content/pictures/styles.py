"""The CSS of drawing programs, put into the parts of a drawing.

The site's security policy forbids `style` attributes, and a style sheet inside a picture would
colour the whole page. So every declaration becomes the attribute of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fields.signs import shorten
from generator.content.pictures import allowed
from generator.content.pictures.allowed import find_value_problem, leads_out
from generator.content.pictures.parts import Drawing, Note, Part, Words

# Imported where it is used: that takes 24 ms, which a site without pictures by hand can save.
if TYPE_CHECKING:
    import tinycss2

most_styles = 2_000
"""In all sheets; each may hold for every part of a drawing: 0.5 s with 5,000 parts."""
followed = re.compile(r"[.#]?-?[^\W\d][\w-]*")


class Declaration(NamedTuple):
    """A value for an attribute."""

    name: str
    value: str
    important: bool


class Rule(NamedTuple):
    """What a style sheet gives to whatever fits a selector. Of two the greater one wins: that for
    an id over that for a class over that for an element, then the later."""

    rank: int
    place: int
    declarations: Sequence[Declaration]


def apply_styles(drawing: Drawing, with_sheets: bool, note: Note) -> None:
    """Turn style attributes, and style sheets if wanted, into attributes."""
    rules = collect_rules(drawing.sheets if with_sheets else [], note)
    styles: dict[str, list[Declaration]] = {"": []}
    for part in drawing.parts:
        if part.style not in styles:
            styles[part.style] = list(parse_style(part.style, part.line, note))
        if part.style or rules:
            part.attributes |= cascade(part, rules, styles[part.style])


def collect_rules(sheets: Sequence[Words], note: Note) -> dict[str, list[Rule]]:
    """Return the rules of style sheets by their selectors."""
    rules: dict[str, list[Rule]] = {}
    found = [each for sheet in sheets for each in parse_sheet(sheet, note)]
    if sum(1 + len(declarations) for _, declarations in found) > most_styles:
        note(sheets[0].line, f"more than {most_styles} styles in sheets are not allowed; save anew")
        return {}
    for place, (selector, declarations) in enumerate(found):
        # -1 for an element, 0 for a class, 1 for an id.
        rule = Rule(".#".find(selector[0]), place, declarations)
        rules.setdefault(selector, []).append(rule)
    return rules


def cascade(
    part: Part, rules: Mapping[str, Sequence[Rule]], style: Sequence[Declaration]
) -> dict[str, str]:
    """Return what styles give to a part, as a browser would decide.

    A style attribute wins over every rule, and `!important` over all that isn't.
    """
    selectors = [part.tag, *(f".{word}" for word in {*part.words}), f"#{part.id}"]
    fitting = sorted(rule for selector in selectors for rule in rules.get(selector, ()))
    given = [*(each for rule in fitting for each in rule.declarations), *style]
    # A stable sort: among equals the order of the rules decides.
    given.sort(key=lambda each: each.important)
    return {
        each.name: each.value
        for each in given
        if part.tag in allowed.placed or each.name not in allowed.placing
    }


def parse_style(css: str, line: int, note: Note) -> Iterator[Declaration]:
    """Yield what a style attribute declares."""
    import tinycss2

    if is_plain(css, line, note):
        yield from read_declarations(tinycss2.parse_blocks_contents(css, True, True), line, note)


def parse_sheet(sheet: Words, note: Note) -> Iterator[tuple[str, list[Declaration]]]:
    """Yield each selector of a style sheet and what it gives."""
    import tinycss2

    css, line = sheet.text(), sheet.pieces[0][0] if sheet.pieces else 1
    if not is_plain(css, line, note):
        return
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        here = line + node.source_line - 1
        if node.type != "qualified-rule":
            what = f"@{node.at_keyword}" if node.type == "at-rule" else "this"
            message = f"{what} in a style sheet is not allowed; allowed are rules such as "
            note(here, f"{message}.a {{ fill: #c04020 }}")
            continue
        nodes = tinycss2.parse_blocks_contents(node.content, True, True)
        declarations = list(read_declarations(nodes, line, note))
        for selector in map(str.strip, text_of(node.prelude).split(",")):
            if followed.fullmatch(selector):
                yield selector, declarations
            else:
                message = f'the rule for "{shorten(selector)}" can\'t be followed; allowed are a '
                message += "class, an id or the name of an element, such as .a, #b or path, "
                note(here, f"{message}and several with commas between")


def is_plain(css: str, line: int, note: Note) -> bool:
    """Tell whether a style has no backslash, behind which any word can hide; note the first."""
    before, backslash, _ = css.partition("\\")
    if backslash:
        message = "a backslash in a style is not allowed; write the sign itself"
        note(line + before.count("\n"), message)
    return not backslash


def text_of(nodes: Iterable[tinycss2.ast.Node]) -> str:
    """Return parts of CSS as text, without the comments."""
    import tinycss2

    text: str = tinycss2.serialize([node for node in nodes if node.type != "comment"])
    return text.strip()


def read_declarations(
    nodes: Iterable[tinycss2.ast.Node], line: int, note: Note
) -> Iterator[Declaration]:
    """Yield what can become an attribute; note what can't although it changes the drawing."""
    said: set[str] = set()
    for node in nodes:
        here = line + node.source_line - 1
        if node.type != "declaration":
            note(here, "a style holds something else than declarations such as fill: #c04020")
            continue
        name, value = node.lower_name, text_of(node.value)
        if problem := find_declaration_problem(name, value):
            # A colour for newer screens follows the plain one, which is good enough.
            if name not in said or not value.lower().startswith("color("):
                note(here, problem)
            continue
        said.add(name)
        for attribute in attributes_for(name):
            yield Declaration(attribute, value, node.important)


def find_declaration_problem(name: str, value: str) -> str:
    """Return what is wrong with one declaration, or nothing."""
    if allowed.without_attribute.get(name, value.lower()) != value.lower():
        return (
            f"{name}: {shorten(value)} would be lost, and the drawing would look another way; "
            "take it away in the drawing program, or flatten that part"
        )
    return find_value_problem(name, value) if attributes_for(name) or leads_out(value) else ""


def attributes_for(name: str) -> tuple[str, ...]:
    """Return the attributes that a property stands for; none for what changes nothing here."""
    if name == "marker":
        return "marker-start", "marker-mid", "marker-end"
    return (name,) if name in allowed.properties or name in allowed.placing else ()
