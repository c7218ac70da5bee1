"""Words that promise a cure, or hide what is known: warnings, for English only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from fields.errors import Problem
from generator.checks.wording.reading import Block, place_sentences

what_hurts = (
    r"(?:(?!(?:that|which|before|after|when|if|so|and|for)\b)[\w'\u2019-]+ ){0,3}"
    r"(?:pains?|aches?|stiffness|soreness|symptoms)\b"
)
promise = re.compile(
    r"\b(?:fix(?:e[sd]|ing)?|cur(?:e[sd]?|ing|able)|heal(?:s|ed|ing|er|ers)?"
    r"|(?:re|mis)?align(?:s|ed|ing|ments?)?|secret(?:s|ly|ive)?|guarantee(?:s|d|ing)?"
    r"|miracles?|miraculous(?:ly)?|magic(?:al|ally)?|risk-free|once and for all"
    r"|(?:instant|permanent|complete) (?:relief|results?)"
    # Whoever bends in a pain-free range is promised nothing.
    r"|(?:be|become|get|live|go|walk|wake up|keeps? you|makes? you) (?:fully )?pain[- ]free"
    r"|pain[- ]free (?:life|living|days?|backs?|feet|knees?|hips?|for ever|forever|again)"
    rf"|(?:eliminat(?:e[sd]?|ing)|banish(?:es|ed|ing)?|erases?|get(?:s|ting)? rid of) {what_hurts})"
    r"(?!\w)",
    re.IGNORECASE,
)
denial = re.compile(
    r"\b(?:no(?! doubt| question)|not|none|never|nobody|nothing|neither|nor|cannot"
    r"|without(?! fail| doubt)|unlikely|doubtful|whether|\w+n['\u2019]t)\b",
    re.IGNORECASE,
)
cures_nothing = re.compile(r"\s(?:nothing|nobody|no)\b", re.IGNORECASE)
others_say = re.compile(
    r"\b(?:says|said|(?:some|many|people|they|adverts) say"
    r"|claim(?:s|ed)?|promise[sd]?|so-called|myths?|articles?|advert(?:s|isements?)?"
    r"|according to)\b",
    re.IGNORECASE,
)
# "Want to fix your back?" is an advertisement.
question = re.compile(
    r"(?!\W*(?:want|need|looking|ready|tired|sick|fed up)\b).*\?\W*\Z", re.IGNORECASE | re.DOTALL
)
quoted = re.compile(r"[\"\u201c\u201e][^\"\u201c\u201d\u201e]{1,200}[\"\u201c\u201d]")
a_body_does = re.compile(
    r"\b(?:wounds?|sores?|cuts?|breaks?|bones?|fractures?|skin|scars?|blisters?|ulcers?|tendons?"
    r"|operations?|surgery|strains?|sprains?|tissues?|injur(?:y|ies)|ligaments?)\b",
    re.IGNORECASE,
)
fastened = re.compile(
    r"\s(?:(?:your|the|a|an|one|both|its|this|other|end|ends|of|resistance|exercise) ){0,5}"
    r"(?:bands?|ropes?|belts?|towels?|straps?|mats?|rugs?|rails?|knots?|loops?|eyes?|gaze|look)\b",
    re.IGNORECASE,
)


def find_promises(path: PurePosixPath, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield a warning for each word that promises too much.

    A sentence may have it that denies it or asks, or that says whose claim it is. So may what is in
    quotation marks; and a wound may heal, and a band be fixed.
    """
    for line, sentence in place_sentences(blocks):
        if others_say.search(sentence) or question.match(sentence):
            continue
        denied = denial.search(sentence)
        spans = [match.span() for match in quoted.finditer(sentence)]
        for word in promise.finditer(sentence):
            if any(start < word.start() < end for start, end in spans):
                continue
            if denied and denied.start() < word.start():
                continue
            if cures_nothing.match(sentence, word.end()) or is_meant_otherwise(word, sentence):
                continue
            yield Problem(
                path,
                line + sentence.count("\n", 0, word.start()),
                f'the word "{word[0]}" promises or hides too much; say what is known, '
                "in other words",
            )


def is_meant_otherwise(word: re.Match[str], sentence: str) -> bool:
    """Tell whether a word is about a wound that heals, ears aligned with shoulders, or a band that
    is fixed."""
    begins = word[0].lower()
    if begins.startswith("heal"):
        return bool(a_body_does.search(sentence, 0, word.start()))
    if begins.startswith("align"):
        return sentence.startswith(" with ", word.end())
    return begins.startswith("fix") and bool(fastened.match(sentence, word.end()))
