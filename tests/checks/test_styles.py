"""Style sheets with a mistake that a browser would pass over; good ones are never blamed."""

from __future__ import annotations

import pytest

from generator.checks.styles import find_broken_styles, find_faults, unclosed, without_opening


def test_the_styles_of_the_site_are_good(static):
    assert [*find_broken_styles(static)] == []


@pytest.mark.parametrize(
    "style",
    [
        "",
        "a{b:c}",
        "@layer a, b;\n@layer a {\n  a:hover > b {\n    c: d;\n  }\n}\n",
        "@media print { @page { margin: 1cm } }",
        "@font-face { src: url(data:a/b;base64,e{}f) }",
        "@keyframes a { from { b: c } 50% { b: d } }",
        "a { &:hover { b: c } > d { e: f } }",
        'a::before { content: "}\\"{" } /* { " */ b { c: \'/*\' }',
        ".sm\\{x { --a: { b: c }; --d:; color: var(--a, b) }",
        "a {\n  b: c; } d { e: f\n}",
        "a\n{\n  b: c;\n}\n",
        "a { b: c !important; d: calc((1px + 2px) * 3); grid-area: 1 / 2 }",
    ],
)
def test_a_good_style_has_no_faults(style):
    assert [*find_faults(style)] == []


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("a {\n  b: c;\n\nd {\n  e: f;\n}\n", (1, unclosed)),
        ("@layer x {\n  a {\n    b: c;\n\n  d {\n    e: f;\n  }\n}\n", (2, unclosed)),
        ("@layer x {\n  a {\n    b: c;\n  }\n\n  d {\n    e: f;\n}\n", (6, unclosed)),
        ("a {\n  b: c;\n}\n}\n", (4, without_opening)),
        ("@layer x {\n  a\n    b: c;\n  }\n}\n", (4, without_opening)),
        ("a { }\n/* b\n", (2, "a note that opens here with /* is never closed; write */ where it")),
        (
            'a {\n  b: "c;\n}\n',
            (2, 'a text that opens here with " is never closed; write " behind'),
        ),
        ("a {\n  b: c\n  d: e;\n}\n", (2, "a ; is missing between b and d")),
        ("a {\n  --b: c\n  --d: e;\n}\n", (2, "a ; is missing between --b and --d")),
        ("a {\n  b c;\n}\n", (2, "this is no style; write property: value; or a rule in braces")),
        ("a {\n  b: c);\n}\n", (2, "the value of b can't be read; look at its brackets")),
        ("a { }\nb\n", (2, "this is no style; write property: value; or a rule in braces")),
    ],
)
def test_a_fault_is_named_with_its_line(style, fault):
    ((line, message),) = find_faults(style)
    assert line == fault[0]
    assert message.startswith(fault[1])
