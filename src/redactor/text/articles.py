"""English articles and capitals: makes a phrase fit the place in a sentence that it takes."""

from __future__ import annotations

import re
from functools import cache

from redactor.model import Span
from redactor.text.lines import block_start
from redactor.text.tables import table

_WINDOW = 200
_WORD_BACKWARDS = re.compile(r"\s+([^\W\d_]+(?:['’][^\W\d_]+)?)")
"""Read from its end, a text need not be searched for where its last word starts."""
_OWN_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_SENTENCE_OPENS = re.compile(
    r"(?:\A|[.!?…][\"”’')\]*_]*\s)[\s>#*_\-–—•\"“‘'(\[]*"
    r"(?:\**(?:[A-Z][\w .]{0,20}|\d{1,3}):\**[ \t]*[\"“‘']?)?\Z"
)
_OPENING_MARKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ">#*_-–—•\"“”‘’'()[]"
"""Blanks and marks that may stand between the end of a sentence and the first word of the next one."""
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Lt|Sgt|Col|Gen|Capt|Maj|Prof|[A-Z])\.\s*\Z")


def indefinite(phrase: str) -> str:
    """Return the indefinite article that goes before ``phrase``: ``a`` or ``an``."""
    word = phrase.lstrip("[(\"'“‘*_").lower()
    if word.startswith(_sounds("sound_like_consonant")):
        return "a"
    if word.startswith(_sounds("sound_like_vowel")):
        return "an"
    if re.match(r"(?:8|11\b|18\b)", word):
        return "an"
    return "an" if word[:1] in {"a", "e", "i", "o", "u"} else "a"


def word_before(text: str, at: int) -> tuple[str, Span] | None:
    """Return the word that only blanks part from position ``at``, in lower case, and its span.

    A line end that only wraps the paragraph is a blank.
    """
    start = block_start(text, at, _WINDOW)
    found = _WORD_BACKWARDS.match(text[start:at][::-1])
    if not found:
        return None
    return found[1][::-1].lower(), Span(at - found.end(1), at - found.start(1))


def determiner_before(text: str, at: int) -> tuple[str, Span] | None:
    """Return the article or determiner that governs a noun phrase at ``at``, and its span.

    Known adjectives may stand between the two; a possessive ("the girl's") counts.
    """
    found = word_before(text, at)
    for _ in range(3):
        if found is None:
            return None
        word, span = found
        if word in _determiners() or re.search(r"['’]s?\Z", word):
            return found
        if word not in _adjectives():
            return None
        found = word_before(text, span.start)
    return None


def opens_sentence(text: str, at: int) -> bool:
    """Whether a sentence, or a paragraph, begins at ``at`` but for quotes, marks and a speaker's label."""
    start = block_start(text, at, _WINDOW)
    is_cut = start == at - _WINDOW and text[start - 1 : start] != "\n"
    before = ("x" if is_cut else "") + text[start:at]
    said = before.rstrip(_OPENING_MARKS)
    if said and said[-1] not in ".!?…" and ":" not in before:
        return False  # The expressions below would find out the same, slowly.
    return bool(_SENTENCE_OPENS.search(before)) and not _ABBREVIATION.search(before)


def fit(text: str, edit: Span, phrase: str) -> tuple[Span, str]:
    """Fit a phrase to the text around the span whose place it takes.

    An article that the phrase brings replaces the one before it, or gives way to a
    determiner ("his"); an article before a phrase that brings none agrees with it; a phrase
    that opens a sentence where a capital stood gets one.

    Args:
        text: the whole text.
        edit: what the phrase takes the place of.
        phrase: a noun phrase with or without article, or any other words.

    Returns:
        The span, perhaps wider at its start, and the phrase.
    """
    had_capital = text[edit.start : edit.start + 1].isupper() or text[edit.start : edit.start + 1].isdigit()
    own = _OWN_ARTICLE.match(phrase)
    before = word_before(text, edit.start)
    if own and before and before[0] in table("articles")["articles"]:
        edit = Span(before[1].start, edit.end)
        had_capital = text[edit.start].isupper()
    elif own and determiner_before(text, edit.start):
        phrase = phrase[own.end() :]
        edit, phrase, had_capital = _agree(text, edit, phrase, had_capital)
    elif phrase and not own:
        edit, phrase, had_capital = _agree(text, edit, phrase, had_capital)
    if had_capital and opens_sentence(text, edit.start):
        phrase = phrase[:1].upper() + phrase[1:]
    return edit, phrase


def _agree(text: str, edit: Span, phrase: str, had_capital: bool) -> tuple[Span, str, bool]:
    """Exchange an indefinite article right before ``phrase`` that does not agree with it."""
    before = word_before(text, edit.start)
    if not before or before[0] not in {"a", "an"} or before[0] == indefinite(phrase):
        return edit, phrase, had_capital
    # A letter in a list or a name ("Soldier A") is no article.
    article = text[before[1].start : before[1].end]
    if article[0] == "A" and not opens_sentence(text, before[1].start):
        return edit, phrase, had_capital
    return Span(before[1].start, edit.end), f"{indefinite(phrase)} {phrase}", article[0] == "A"


@cache
def _determiners() -> frozenset[str]:
    return frozenset(table("articles")["determiners"]) | frozenset(table("articles")["articles"])


@cache
def _sounds(kind: str) -> tuple[str, ...]:
    return tuple(table("articles")[kind])


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(table("articles")["adjectives"])
