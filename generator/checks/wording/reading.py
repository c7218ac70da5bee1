"""How hard a text is to read: its school grade, its sentences, and what to change.

The grade is Flesch-Kincaid's: the American school year in which most pupils can read the text.
Syllables come from the CMU dictionary; for a word that it doesn't know, vowels are counted.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path, PurePosixPath

import yaml

from fields.errors import Problem
from generator.content.sources import keep_last
from generator.content.text.prose import remove_notes

hardest_grade = 6.0
"""The American Medical Association's target for what patients read."""
longest_sentence = 20
"""In words; our own choice. The grade, an average, says nothing of one long sentence."""
shortest_unstopped_sentence = 4
"""In words: a choice. What is shorter and has no stop is a label, such as a heading."""

hardest_named = 3
"""Of the sentences of a page that is too hard: a choice."""

Block = tuple[int, str]

words_in = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d+(?:[.,]\d+)*")
# Before a small letter a stop only ends an abbreviation.
sentence_end = re.compile(
    r"(?<=[.!?…])[\"'\u2019\u201d)]*\s+(?=[\"'\u2018\u201c(]*[A-Z\d])|\s*\n[ \t]*\n\s*"
)
front_matter = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
prose_fields = {
    *("title", "tagline", "summary", "purpose", "easier", "not_today"),
    *("condition", "signs", "more", "emergency_department", "verdict", "rated"),
}
exempt_section = "sources"

new_block = re.compile(r"^\s*(?:[-*+]|\d+[.)]|:|>)\s+")
heading = re.compile(r"(#{1,6})\s+(.*)")
# From the first # at the end only: from each of them it would take the square of their number.
heading_end = re.compile(r"(?<!#)#+$|\{[^{}]*\}$")
not_prose = re.compile(r"(?:\{:?[^}]*\}|\[[^\]]+\]:.*|[-*_|:\s]*)$")
markup = (
    (re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<[^>\s]+>"), ""),
    (re.compile(r"\{:?\s*[.#][^}]*\}"), ""),
    (re.compile(r"(?<!\\)[*`]+|\\(?=[^\w\s])|(?<!\w)_+|_+(?!\w)"), ""),
)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text; 0 for a text without words.

    A blank line ends a sentence. A label of three words or fewer without a final stop (most
    headings) is left out: it would make every page look easier than it reads.
    """
    counted = [words for sentence in sentences(text) if (words := sentence_words(sentence))]
    words = [word for sentence in counted for word in sentence]
    if not words:
        return 0.0
    syllables = sum(count_syllables(word) for word in words)
    # Kincaid and others, Research Branch Report 8-75, 1975.
    return 0.39 * len(words) / len(counted) + 11.8 * syllables / len(words) - 15.59


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a blank line ends one, a single line break does not."""
    return [" ".join(sentence.split()) for _, sentence in placed_sentences(text)]


def count_syllables(word: str) -> int:
    """Return how many syllables a word has when spoken; a number has one for each digit.

    An abbreviation in capitals has one for each letter.
    """
    if word[0].isdigit():
        return sum(letter.isdigit() for letter in word)
    plain = word.lower().replace("\u2019", "'")
    known = known_words().get(plain) or known_words().get(plain.removesuffix("'s"))
    if known:
        return known
    if word.isupper() and len(word) > 1:  # letters said one by one: NHS
        return len(word)
    # A silent e is none: "made" has one syllable, but "table" and "wanted" have two.
    groups = len(re.findall(r"[aeiouyäöüéèáàóí]+", plain))
    silent_e = re.search(r"[^aeiouyl]e[sd]?$", plain) and not re.search(r"[td]ed$", plain)
    return max(1, groups - bool(silent_e))


def find_reading_problems(path: PurePosixPath, blocks: Sequence[Block]) -> list[Problem]:
    """Return what makes a page's own words too hard.

    *blocks* are paragraphs, list items and headings: the line each begins on, and its plain text.
    """
    problems = list(_find_hard_page(path, blocks))
    for line, sentence in place_sentences(blocks):
        length = len(words_in.findall(sentence))
        if length > longest_sentence:
            message = f"this sentence has {length} words; make it two, of at most "
            message += f'{longest_sentence} each: "{_shorten(sentence)}"'
            problems.append(Problem(path, line, message))
    return problems


def place_sentences(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield each sentence of some blocks with the line on which it begins."""
    for line, text in blocks:
        for offset, sentence in placed_sentences(text):
            yield line + text.count("\n", 0, offset), sentence


@keep_last
def blocks_in(path: PurePosixPath, text: str) -> list[Block]:
    """Return `own_blocks` of a file, for which several checks ask."""
    return own_blocks(text)


def own_blocks(text: str) -> list[Block]:
    """Return a content file's own words: the prose of its front matter, then of its body."""
    front = front_matter.match(text)
    if not front:
        return plain_blocks(text, 1)
    first_line = 1 + text.count("\n", 0, front.end())
    return field_blocks(front[1], 2) + plain_blocks(text[front.end() :], first_line)


def field_blocks(fields: str, first_line: int) -> list[Block]:
    """Return the prose of fields; *first_line* is the line of the file on which they begin."""
    # They have been read before, so they are YAML.
    node = yaml.compose(fields, Loader=yaml.CSafeLoader)
    return list(_prose_fields(node, first_line)) if isinstance(node, yaml.MappingNode) else []


def plain_blocks(markdown_text: str, first_line: int) -> list[Block]:
    """Return the paragraphs, list items, cells and headings of a Markdown text, without markup.

    *first_line* is the line of the file on which the text begins. The section called Sources is
    left out: the titles of papers are not our words. So are code blocks and notes. Line breaks
    inside a paragraph stay, so that a sentence can be found on its own line.
    """
    markdown_text, _ = remove_notes(markdown_text)
    blocks: list[tuple[int, list[str]]] = []
    exempt = code = False
    open_block = False
    for number, line in enumerate(markdown_text.splitlines(), first_line):
        if line.lstrip().startswith(("```", "~~~")):
            code, open_block = not code, False
            continue
        title = heading.match(line)
        words = heading_words(title[2]) if title else ""
        # A deeper heading stands inside of its section.
        if title and len(title[1]) <= 2 and not code:
            exempt = words.lower() == exempt_section
        if code or exempt or not_prose.match(line.strip()):
            open_block = False
        elif title:
            blocks.append((number, [words]))
            open_block = False
        elif line.lstrip().startswith("|"):
            blocks.extend((number, [cell]) for cell in line.strip(" |").split("|"))
        elif open_block and not new_block.match(line):
            blocks[-1][1].append(line)
        else:
            blocks.append((number, [new_block.sub("", line)]))
            open_block = True
    plain = ((number, strip_markup("\n".join(lines))) for number, lines in blocks)
    return [(number, text) for number, text in plain if text]


def heading_words(text: str) -> str:
    """Return the words of a heading without the signs and the braces that may end it."""
    # Signs and braces may come in either order.
    for _ in range(2):
        text = heading_end.sub("", text.rstrip())
    return text.rstrip()


def strip_markup(text: str) -> str:
    """Return a line of Markdown as a reader sees it: no stars, no link targets, no attributes."""
    for pattern, kept in markup:
        text = pattern.sub(kept, text)
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def sentence_words(sentence: str) -> list[str]:
    """Return the words of a sentence, or none if it is only a label."""
    words = words_in.findall(sentence)
    label = len(words) < shortest_unstopped_sentence and not re.search(r"[.!?…]\W*$", sentence)
    return [] if label else words


def placed_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence with the offset at which it begins."""
    start = 0
    for end in [
        *(match.span() for match in sentence_end.finditer(text)),
        (len(text), len(text)),
    ]:
        if text[start : end[0]].strip():
            yield start, text[start : end[0]].strip()
        start = end[1]


@functools.cache
def known_words() -> Mapping[str, int]:
    """Return how many syllables each word of the CMU dictionary has."""
    # Not imported: the package reads this file in the system's encoding, which it may not be in.
    package = metadata.distribution("pysyllables")
    file = Path(str(package.locate_file("pysyllables/syllable-counts.txt")))
    lines = map(str.split, file.read_text(encoding="utf-8").splitlines())
    return {word: int(syllables) for word, syllables in lines}


def _find_hard_page(path: PurePosixPath, blocks: Sequence[Block]) -> Iterator[Problem]:
    text = "\n\n".join(text for _, text in blocks)
    level = grade(text)
    if level > hardest_grade:
        words = Counter(word.lower() for word in words_in.findall(text) if word[0].isalpha())
        # By what plain words in their place would save: two syllables are easy.
        long = sorted(words, key=lambda word: (-words[word] * (count_syllables(word) - 2), word))
        hardest = [f"line {line} (grade {hard:.0f})" for line, hard in find_hardest(blocks)]
        yield Problem(
            path,
            0,
            f"this page reads at school grade {level:.1f}; at most {hardest_grade:g} is allowed: "
            f"use shorter sentences, and shorter words than {', '.join(long[:5])}; "
            f"begin with the hardest: {', '.join(hardest)}",
        )


def find_hardest(blocks: Iterable[Block]) -> list[tuple[int, float]]:
    """Return the line and the grade of each of the hardest sentences, from the hardest on."""
    graded = [(line, grade(sentence)) for line, sentence in place_sentences(blocks)]
    return sorted(graded, key=lambda each: (-each[1], each[0]))[:hardest_named]


def _prose_fields(node: yaml.MappingNode, first_line: int) -> Iterator[Block]:
    for key, value in node.value:
        for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if isinstance(item, yaml.MappingNode):
                yield from _prose_fields(item, first_line)
            elif isinstance(item, yaml.ScalarNode) and key.value in prose_fields:
                yield first_line + item.start_mark.line, item.value


def _shorten(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
