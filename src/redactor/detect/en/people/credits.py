"""Who made a text: bylines, credits, and a reporter's key to the notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context

_LONGEST_BYLINE = 16
_LONGEST_CREDIT = 24


@dataclass(frozen=True, slots=True)
class _CreditWords:
    """The words of credits."""

    nouns: frozenset[str]
    lower_case: frozenset[str]
    label: re.Pattern[str]
    speaker: re.Pattern[str]


@cache
def _credit_words() -> _CreditWords:
    lex = lexicon("en")
    return _CreditWords(
        nouns=lex.words("entities/byline_words"),
        lower_case=lex.words("entities/byline_words_in_lower_case"),
        label=_label(lex.words("layout/credit_labels")),
        speaker=_label(lex.words("layout/credit_labels_also_speakers")),
    )


def _label(words: frozenset[str]) -> re.Pattern[str]:
    """One of some words with a capital, or in capitals, before a colon."""
    written = "|".join(sorted({w.capitalize() for w in words} | {w.upper() for w in words}))
    return re.compile(rf"\b(?:{written})\b[^:\n]{{0,30}}:")


def is_credited(reading: Reading, first: int, sentence: Sentence | None) -> bool:
    """Whether a name is credited: 'By X and Y', 'Photo: X', 'Reporting by X; editing by Y'.

    Args:
        reading: the parsed text.
        first: index of the name's first token.
        sentence: the name's.
    """
    if sentence is None:
        return False
    size = sentence.last - sentence.first
    lead = reading.lower[sentence.first : first]
    if lead and lead[0] == "by" and sentence.first == reading.sentences_of_block(sentence.block)[0].first:
        return size <= _LONGEST_BYLINE
    know = _credit_words()
    window = range(max(sentence.first, first - 4), first)
    credit = [t for t in window if reading.lower[t] in know.nouns and _is_credit(reading, t)]
    if not credit or size > _LONGEST_CREDIT:
        return False
    return reading.lower[first - 1] in ("by", ":", "and") or first - 1 in credit


def _is_credit(reading: Reading, t: int) -> bool:
    return reading.raw[t][:1].isupper() or reading.lower[t] in _credit_words().lower_case


def stands_in_credit_line(reading: Reading, start: int, last: int) -> bool:
    """Whether a name stands behind a colon on a line of credits: 'Desk: X | Photos: Y'.

    Args:
        reading: the parsed text.
        start: index of the name's first token, or of a title's before it.
        last: index after the name's last token.
    """
    if not _stands_behind_label(reading, start):
        return False
    line, know = _line_of(reading, start), _credit_words()
    if know.label.search(line):
        return True
    return bool(know.speaker.search(line)) and _ends_entry(reading, last)


def _stands_behind_label(reading: Reading, start: int) -> bool:
    """Whether a name follows a colon, or 'X and ' behind one.

    A label that opens a block is cut off it, so that the name is the block's first word.
    """
    block = reading.block_of(start)
    if block.context in (Context.QUESTION, Context.ANSWER):
        return False
    if block.label and reading.starts[start] == block.span.start:
        return True
    if start > 1 and reading.lower[start - 1] in ("and", "&"):
        names = range(max(0, start - 4), start - 1)
        start = next((t for t in names if reading.raw[t - 1 : t] == [":"]), start)
    return start > 0 and reading.raw[start - 1] == ":"


def _ends_entry(reading: Reading, last: int) -> bool:
    """Whether nothing follows a name in its entry, as it would where a speaker goes on."""
    if last >= len(reading.raw) or reading.ends[last - 1] >= reading.block_of(last - 1).span.end:
        return True
    return reading.raw[last] in (".", "|", ";", "/", "(", "•", "·", "—", "–")


def _line_of(reading: Reading, token: int) -> str:
    start = reading.text.rfind("\n", 0, reading.starts[token]) + 1
    end = reading.text.find("\n", reading.starts[token])
    return reading.text[start : end if end >= 0 else len(reading.text)]


def is_writer(reading: Reading, first: int) -> bool:
    """'K = myself (Karin ...)': the writer's own key to the notes."""
    if first < 3 or reading.raw[first - 1] != "(":
        return False
    return reading.lower[first - 2] == "me" and reading.raw[first - 3] in "=:"
