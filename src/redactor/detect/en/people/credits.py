"""Who made a text: bylines, credits, and a reporter's key to the notes.

A credit is an entry of its own: words of credits, the names, and then it ends. "Photo: X" credits, "Photo: X
in his cell" shows; "Reporting by X" credits, "betrayed by X" tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.people.names import names
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context

_LONGEST_BYLINE = 16
_LONGEST_CREDIT = 24
_BEFORE = 4
"""Tokens before a name among which the word of a credit is: "Photographs of mugs by X"."""
_WHERE = 5
"""Tokens that "in Kyiv" behind a credited name has at most."""
_ENDINGS = frozenset(".|;/()[]•·—–&\\*_")
_IN_PLACE = frozenset({"in", "at", "from"})


@dataclass(frozen=True, slots=True)
class _CreditWords:
    """The words of credits."""

    nouns: frozenset[str]
    lower_case: frozenset[str]
    label: re.Pattern[str]


@cache
def _credit_words() -> _CreditWords:
    lex = lexicon("en")
    labels = lex.words("layout/credit_labels", "layout/credit_labels_also_speakers")
    return _CreditWords(
        nouns=lex.words("entities/byline_words"),
        lower_case=lex.words("entities/byline_words_in_lower_case"),
        label=_label(labels),
    )


def _label(words: frozenset[str]) -> re.Pattern[str]:
    """An entry of credits up to its colon, with a capital or in capitals: "Desk:", "Photos and words by:"."""
    written = "|".join(sorted({w.capitalize() for w in words} | {w.upper() for w in words}))
    anywhere = "|".join(sorted(words))
    more = rf"(?:\s*(?:and|&|/|,|by|BY|of|(?:[A-Za-z-]+\s+)?(?i:{anywhere}|editor|desk|assistant|director)))"
    return re.compile(rf"(?:[A-Z][a-z]+\s+)?(?:{written}){more}{{0,4}}\s*:\s*\Z")


def is_credited(reading: Reading, first: int, last: int, sentence: Sentence | None) -> bool:
    """Whether a name is credited: 'By X and Y', 'Photo by X', 'Reporting by X; editing by Y'.

    Args:
        reading: the parsed text.
        first: index of the name's first token.
        last: index after the name's last token.
        sentence: the name's.
    """
    if sentence is None or tells(reading, sentence):
        return False
    if _stands_in_byline(reading, first, sentence):
        return _ends(reading, first, last)
    know = _credit_words()
    window = range(max(sentence.first, first - _BEFORE), first)
    credit = [t for t in window if reading.lower[t] in know.nouns and _is_credit(reading, t)]
    if not credit or sentence.last - sentence.first > _LONGEST_CREDIT:
        return False
    leads = reading.lower[first - 1] in ("by", ":", "and") or first - 1 in credit
    return leads and _ends(reading, first, last)


def _ends(reading: Reading, first: int, last: int) -> bool:
    """Whether a credit ends behind a name, or goes on with where or for whom, and not with an age."""
    if ends_entry(reading, last) or (last - first > 1 and _ends_in_place(reading, last)):
        return True
    behind = last + 1
    if last - first < 2 or behind >= len(reading.raw) or reading.raw[last] != ",":
        return False
    return reading.pos[behind] not in ("NUM", "PRON") and not reading.raw[behind].isdigit()


def _stands_in_byline(reading: Reading, first: int, sentence: Sentence) -> bool:
    """'By X and Y in Kyiv': a block that opens so."""
    lead = reading.lower[sentence.first : first]
    opens = sentence.first == reading.sentences_of_block(sentence.block)[0].first
    if lead[:1] != ["by"] or not opens or sentence.last - sentence.first > _LONGEST_BYLINE:
        return False
    return all(
        reading.raw[t][:1].isupper() or reading.lower[t] in ("and", ",", "&")
        for t in range(sentence.first + 1, first)
    )


def tells(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells something, as no credit does: it has a finite verb or a pronoun.

    Args:
        reading: the parsed text.
        sentence: of it.
    """
    return any(
        reading.pos[t] == "PRON"
        or (
            reading.tag[t] in ("VBD", "VBZ", "VBP", "MD")
            and reading.raw[t].islower()
            and reading.lower[t] not in _credit_words().nouns
        )
        for t in range(sentence.first, sentence.last)
    )


def _is_credit(reading: Reading, t: int) -> bool:
    return reading.raw[t][:1].isupper() or reading.lower[t] in _credit_words().lower_case


def ends_entry(reading: Reading, last: int) -> bool:
    """Whether a name ends its entry, or is followed by the next name of it.

    Args:
        reading: the parsed text.
        last: index after the name's last token.
    """
    if last >= len(reading.raw) or reading.ends[last - 1] >= reading.block_of(last - 1).span.end:
        return True
    if reading.raw[last] in _ENDINGS or "\n" in reading.text[reading.ends[last - 1] : reading.starts[last]]:
        return True
    if "\n" in reading.raw[last]:
        return True
    follows = reading.raw[last + 1 : last + 2]
    if reading.lower[last] == "and" and follows and follows[0][:1].isupper():
        return True
    return reading.raw[last] == "," and bool(follows) and follows[0].lower() in names().given


def _ends_in_place(reading: Reading, last: int) -> bool:
    """'X in Kyiv', 'Y from the front near Pokrovsk', and there the entry ends."""
    if last >= len(reading.raw) or reading.lower[last] not in _IN_PLACE:
        return False
    named = range(last + 1, min(last + 1 + _WHERE, len(reading.raw)))
    stop = next((t for t in named if ends_entry(reading, t + 1)), None)
    return stop is not None and all(
        reading.pos[t] not in ("VERB", "AUX", "PRON") for t in range(last + 1, stop + 1)
    )


def stands_in_credit_line(reading: Reading, start: int, last: int) -> bool:
    """Whether a name stands behind a credit's label and ends the entry: 'Desk: X | Photos: Y'.

    Args:
        reading: the parsed text.
        start: index of the name's first token, or of a title's before it.
        last: index after the name's last token.
    """
    block = reading.block_of(start)
    if block.context in (Context.QUESTION, Context.ANSWER) or not ends_entry(reading, last):
        return False
    colon = _colon_before(reading, start)
    if colon is None:
        return False
    line = reading.text.rfind("\n", 0, colon) + 1
    entry = re.split(r"[|;•·—–.]", reading.text[line:colon])[-1]
    return bool(_credit_words().label.match(entry.strip() + ":"))


def _colon_before(reading: Reading, start: int) -> int | None:
    """Where the colon stands that a name follows, or 'X and ' behind one; in code points.

    A label that opens a block is cut off it, so that the name is the block's first word.
    """
    if start > 1 and reading.lower[start - 1] in ("and", "&", ","):
        first_names = range(max(0, start - 4), start - 1)
        start = next((t for t in first_names if _follows_colon(reading, t)), start)
    if not _follows_colon(reading, start):
        return None
    return reading.text.rindex(":", 0, reading.starts[start])


def _follows_colon(reading: Reading, t: int) -> bool:
    block = reading.block_of(t)
    if block.label and reading.starts[t] == block.span.start:
        return ":" in reading.text[: reading.starts[t]]
    return t > 0 and reading.raw[t - 1] == ":"


def is_writer(reading: Reading, first: int) -> bool:
    """'K = myself (Karin ...)': the writer's own key to the notes."""
    if first < 3 or reading.raw[first - 1] != "(":
        return False
    return reading.lower[first - 2] == "me" and reading.raw[first - 3] in "=:"
