"""The printed look of the figures, as plain CSS for an engine that gives pictures no styles.

WeasyPrint draws an SVG in a page with the style sheet inside the SVG only, and knows neither custom
properties nor paint-order there. So the rules for figures are taken out of the site's style sheets,
with every custom property replaced by what it is on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tinycss2

from generator.paper.properties import written_out

printed_media = {"", "all", "print"}
of_person = re.compile(r"\.figure\[data-person=[^]]*\]")
class_name = re.compile(r"\.([\w-]+)")


class Rule(NamedTuple):
    """One rule that holds on paper, its at-rules unwrapped."""

    selector: str
    declarations: tuple[tuple[str, str], ...]


class FigureStyles(NamedTuple):
    """*css* is for a <style> in each figure. The classes in *lines_on_top* have their line drawn
    over their filling; all others have it under it."""

    css: str
    lines_on_top: frozenset[str]


def figure_styles(style_sheet: str) -> FigureStyles:
    """Return the rules for figures from the style sheet of a page."""
    rules = [*printed_rules(tinycss2.parse_stylesheet(style_sheet, True, True))]
    tokens = {
        name: value
        for rule in rules
        if rule.selector == ":root"
        for name, value in rule.declarations
        if name.startswith("--")
    }
    figures = [rule for rule in rules if rule.selector.startswith(".figure")]
    plain = [rule for rule in figures if not of_person.fullmatch(rule.selector)]
    cast: dict[str, dict[str, str]] = {}
    for rule in figures:
        if of_person.fullmatch(rule.selector):
            cast[rule.selector] = cast.get(rule.selector, {}) | dict(rule.declarations)
    lines = [write_rule(rule, tokens) for rule in plain]
    for person, own in cast.items():
        lines += [write_rule(rule, tokens | own) for rule in rules_of(person, own, plain)]
    return FigureStyles(
        css="\n".join(lines),
        lines_on_top=frozenset(
            name
            for rule in figures
            if ("paint-order", "normal") in rule.declarations
            for name in class_name.findall(rule.selector)
        )
        - {"figure"},
    )


def rules_of(person: str, own: Iterable[str], rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield what is another way in the figures of a person, who has *own* custom properties."""
    for rule in rules:
        changed = tuple(
            (name, value)
            for name, value in rule.declarations
            if any(f"var({each})" in value for each in own)
        )
        if changed:
            yield Rule(f"{person}{rule.selector.removeprefix('.figure')}", changed)


def printed_rules(nodes: list[tinycss2.ast.Node]) -> Iterator[Rule]:
    """Yield the rules that hold on paper, in order."""
    for node in nodes:
        if node.type == "qualified-rule":
            found = tinycss2.parse_blocks_contents(node.content, True, True)
            yield Rule(
                tinycss2.serialize(node.prelude).strip(),
                tuple(
                    (each.name, tinycss2.serialize(each.value).strip())
                    for each in found
                    if each.type == "declaration"
                ),
            )
        elif node.type == "at-rule" and node.content and holds_on_paper(node):
            yield from printed_rules(tinycss2.parse_rule_list(node.content, True, True))


def holds_on_paper(node: tinycss2.ast.AtRule) -> bool:
    """Tell whether the rules in an at-rule are for paper."""
    if node.lower_at_keyword == "media":
        return tinycss2.serialize(node.prelude).strip() in printed_media
    # Which layer wins decides nothing here: the rules for figures all stand in the same one.
    return bool(node.lower_at_keyword == "layer")


def write_rule(rule: Rule, tokens: dict[str, str]) -> str:
    """Return a rule with its custom properties replaced; one may be made of others."""
    text = ";".join(f"{name}:{value}" for name, value in rule.declarations)
    return f"{rule.selector}{{{written_out(text, tokens)}}}"
