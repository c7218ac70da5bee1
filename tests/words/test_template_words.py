"""What Jinja says of a template comes out in words for an editor."""

from __future__ import annotations

from pathlib import PurePosixPath

import jinja2
import pytest

from generator.pages.render import make_environment
from generator.words.template_words import explain_template

brackets = "; each {{ ends with }}, each {% with %}"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{% foor a in b %}", 'there is no {% foor %}; did you mean "for"?'),
        ("{% xyz %}", "there is no {% xyz %}; allowed: block, call, extends, for, from, if, "),
        ("{% if a %}{% endfor %}", "{% endfor %} stands where {% if %} is still open; write "),
        ("{% endif %}", "{% endif %} closes nothing; take it away, or open what it closes"),
        ("{% if a %}", "{% if %} is never closed; write {% endif %} where it ends"),
        ("{# a", "a note that opens with {# is never closed; write #} where it ends"),
        ("{{ a }", "} can't stand here" + brackets),
        ("{{ a", "}} is expected here" + brackets),
        ("{{ a b }}", "}} is expected here, not b" + brackets),
        ("{% if %}", "expression is expected here, not %}" + brackets),
        ("{{ a$b }}", "$ can't stand here" + brackets),
        ("{{ a|upperr }}", "there is no filter called upperr"),
        ("{{ a.b }}", "dict has nothing called b"),
        ("{{ b }}", "nothing is called b here"),
        ('{% include "gone.html" %}', "there is no file templates/gone.html"),
        ('{% from "m" import b %}{{ b() }}', "there is no macro b in templates/m"),
        ("{{ 1 / 0 }}", "this can't be worked out (ZeroDivisionError('division by zero'))"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "block 'a' defined twice"),
    ],
)
def test_what_is_wrong_is_said_in_words(template, words):
    files = {PurePosixPath("templates/t"): template.encode(), PurePosixPath("templates/m"): b""}
    with pytest.raises((jinja2.TemplateError, ZeroDivisionError)) as raised:
        make_environment(files).get_template("t").render(a={})
    assert explain_template(raised.value).startswith(words)
