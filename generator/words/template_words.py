"""What Jinja finds wrong with a template, in words for somebody who changes one now and then."""

from __future__ import annotations

import re

import jinja2

from fields.errors import did_you_mean, one_of

tags = (
    *("block", "call", "elif", "else", "endblock", "endcall", "endfor", "endif", "endmacro"),
    *("endset", "endtrans", "endwith", "extends", "for", "from", "if", "import", "include"),
    *("macro", "set", "trans", "with"),
)
"""Those that templates use; there are more, which nobody means."""
ends = {"end of print statement": "}}", "end of statement block": "%}"}

unclosed = re.compile(r"Unexpected end of template\..* tags: '(?:.*')?(end\w+)'.* is '(\w+)'\.")
wrong_end = re.compile(r"Encountered unknown tag '(end\w+)'\..* tags: .*?'(end\w+)'.* is '(\w+)'\.")
unknown_tag = re.compile(r"Encountered unknown tag '(\w+)'\.")
expected = re.compile(
    r"(?:unexpected end of template, )?[Ee]xpected (?:token |an )?'?([^',]+?)'?"
    r"(?:, got '(.+)')?\.?$"
)
unexpected = re.compile(r"unexpected (?:char )?['\"](.+?)['\"]")
no_filter = re.compile(r"No (filter|test) named '(\w+)'")
undefined = re.compile(r"'(\w+)' is undefined")
no_attribute = re.compile(r"'(?:[\w.]+\.)?(\w+?)(?: object)?' has no attribute '(\w+)'")
no_macro = re.compile(r"the template '(.+?)' .* does not export the requested name '(\w+)'")


def explain_template(error: Exception) -> str:
    """Return what is wrong with a template, and what is allowed."""
    message = str(error.message or error) if isinstance(error, jinja2.TemplateError) else ""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no file templates/{error.name}"
    if found := unclosed.match(message):
        return f"{{% {found[2]} %}} is never closed; write {{% {found[1]} %}} where it ends"
    if found := wrong_end.match(message):
        return (
            f"{{% {found[1]} %}} stands where {{% {found[3]} %}} is still open; write "
            f"{{% {found[2]} %}} before it"
        )
    if found := unknown_tag.match(message):
        if found[1].startswith("end"):
            return f"{{% {found[1]} %}} closes nothing; take it away, or open what it closes"
        near = did_you_mean(found[1], tags)
        begin = [tag for tag in tags if not tag.startswith(("end", "el"))]
        return f"there is no {{% {found[1]} %}}{near or '; allowed: ' + one_of(begin)}"
    if message.startswith("Missing end of comment"):
        return "a note that opens with {# is never closed; write #} where it ends"
    if found := unexpected.match(message):
        return f"{found[1]} can't stand here; each {{{{ ends with }}}}, each {{% with %}}"
    if found := expected.match(message):
        wanted = ends.get(found[1], found[1])
        instead = f", not {ends.get(found[2], found[2])}" if found[2] else ""
        return f"{wanted} is expected here{instead}; each {{{{ ends with }}}}, each {{% with %}}"
    if found := no_filter.match(message):
        return f"there is no {found[1]} called {found[2]}"
    if found := no_attribute.match(message):
        return f"{found[1]} has nothing called {found[2]}"
    if found := undefined.match(message):
        return f"nothing is called {found[1]} here"
    if found := no_macro.match(message):
        return f"there is no macro {found[2]} in templates/{found[1]}"
    return message or f"this can't be worked out ({error!r})"
