"""Addresses in a text: each leads somewhere, or is named with its line."""

from __future__ import annotations

import pytest

front = "---\ntitle: A\nsummary: B.\n---\n"


@pytest.fixture
def found_in(problems_of):
    """Return what is wrong with the text of a page; its first line is 1."""

    def find(text):
        return [
            f"{int(line) - front.count(chr(10))}:{message}"
            for line, message in (
                each.removeprefix("content/about.md:").split(":", 1)
                for each in problems_of({"about.md": f"{front}{text}\n"})
            )
        ]

    return find


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\n[b](http://[x)", 3, "http://[x is not an address"),
        ("a\n\n[b](https://a\u2100b/)", 3, "is not an address"),
        ("a\n\n[b](https://example.org:99999/)", 3, "is not an address"),
        ("a\n\n[b](https://example.org:no/)", 3, "is not an address"),
        ("a\n\n[b](http://)", 3, "is not an address"),
        ("a\n\n[b](https:c)", 3, "is not an address"),
        ("a\n\n<http://[x>", 3, "is not an address"),
        ("a\n\n[b][1]\n\n[1]: http://[x", 5, "is not an address"),
        ("a\n\n[b](http://c d)", 3, "a blank stands in the address http://c d"),
        ("a\n\n[b](HTTPS://Example.org/\u00e4?q=a b)", 3, "write %20 in its place"),
        ("a\n\n[b](tel:0800 111)", 3, "a blank stands in the address"),
        ("a\n\n[b](ab\u00adout.md)", 3, "that nobody sees, U+00AD, stands in the address about.md"),
        ("a\n\n![b](http://[x)", 3, "there is no picture"),
        ("a\n\n![b](//[x)", 3, "there is no picture"),
        ("a\n\n[b]()", 3, "this link has no address"),
        ("a\n\n[b](mailto:)", 3, "leads to nobody"),
        ("a\n\n[b](\\\\\\\\example.org)", 3, "may not begin with //"),
        ("a\n\n[b](gone_(c).md)", 3, "there is no page gone_(c).md"),
        ("a\n\n[b](<gone page.md>)", 3, "there is no page gone page.md"),
        (
            "a\n\n[b](exercises/half-squat.md?c=d)",
            3,
            "finished site; write exercises/half-squat.md",
        ),
        ("a\n\n[b](half-squat.md)", 3, 'did you mean "exercises/half-squat.md"?'),
        ("a\n\n[b](../content/index.md#a)", 3, "finished site; write index.md#a"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_with_its_line(found_in, text, line, words):
    found = found_in(text)
    assert any(each.startswith(f"{line}: ") and words in each for each in found), found


@pytest.mark.parametrize(
    "text",
    [
        "<help@example.org>",
        "[a](mailto:help@example.org?subject=b%20c)",
        "[a](tel:+44-20-1234)",
        "<https://example.org/?a=b&c=d>",
        "[a](https://example.org/?a=b&amp;c=d)",
        "[a](https://f\u00fc\u00dfe.example/)",
        "[a](https://[::1]/)",
        "[a](exercises/heel-slide.md#steps)",
        "[a](exercises/heel%2Dslide.md)",
        "[a](<exercises/heel-slide.md>)",
        "[a](./exercises/heel-slide.md 'b')",
    ],
)
def test_an_address_that_leads_somewhere_is_no_mistake(found_in, text):
    assert found_in(text) == []
