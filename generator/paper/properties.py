"""Custom properties of CSS, for an engine that doesn't know them: their values in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from fields.errors import Problem, TemplateError

variable = re.compile(r"var\((--[\w-]+)\)")
tokens_file = PurePosixPath("static", "css", "tokens.css")
most_steps = 10
"""From a style to the value of its custom property: a choice. Ours take two."""


def written_out(style: str, values: Mapping[str, str]) -> str:
    """Return a style with the values of its custom properties in their places.

    Raises TemplateError where one has no value, or comes back to itself.
    """
    for _ in range(most_steps):
        names = dict.fromkeys(variable.findall(style))
        if not names:
            return style
        if missing := [name for name in names if name not in values]:
            example = f"write it as {missing[0]}: #123456; and end each line before it with ; too"
            message = f"{', '.join(missing)} has no value that can be read; {example}"
            raise TemplateError([Problem(tokens_file, 0, message)])
        style = variable.sub(lambda match: values[match[1]], style)
    message = f"{', '.join(names)} leads back to itself; give one of them a colour"
    raise TemplateError([Problem(tokens_file, 0, message)])
