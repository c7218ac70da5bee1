"""Nothing gets through the last gate but what an author's text may become."""

from __future__ import annotations

import pytest

from generator.content.text.gate import find_forbidden


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('<pre><code onclick="alert(1)">a</code></pre>', ("code", "onclick", "alert(1)")),
        ("<p>a</p><script>b</script>", ("script", "", "")),
        ('<a href="javascript:alert(1)">b</a>', ("a", "href", "javascript:alert(1)")),
        ('<a href="jav&#x09;ascript:alert(1)">b</a>', ("a", "href", "jav\tascript:alert(1)")),
        ('<img src="data:image/svg+xml,x" alt="b">', ("img", "src", "data:image/svg+xml,x")),
        ('<p style="color:red">a</p>', ("p", "style", "color:red")),
        ("<svg><a>b</a></svg>", ("svg", "", "")),
        ("<p>a<iframe></iframe></p>", ("iframe", "", "")),
        ("<form><p>a</p></form>", ("form", "", "")),
    ],
)
def test_what_may_not_be_in_a_text_is_found(text, part):
    assert part in find_forbidden(text)


@pytest.mark.parametrize(
    "text",
    [
        '<p id="a" class="b" lang="de" dir="ltr" title="c">d<br>e &amp; &lt;b&gt; <em>f</em></p>',
        '<ol start="3"><li>a<ul><li>b</li></ul></li></ol><hr><blockquote>c</blockquote>',
        '<p><a href="../a.html#b">c</a> <a href="tel:112">d</a> <img alt="e" src="f.png"></p>',
        '<table><thead><tr><th class="align-right">a</th></tr></thead><tbody><tr><td>b</td></tr>'
        "</tbody></table><dl><dt>c</dt><dd>d</dd></dl><pre><code>\ne\n</code></pre>",
        '<p><a href="mailto:&#97;@&#98;.org">&#97;</a></p>',
    ],
)
def test_what_markdown_makes_gets_through(text):
    assert find_forbidden(text) == []
