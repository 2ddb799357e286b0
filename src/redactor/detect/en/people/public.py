"""What the words around a name say of a bearer who is known to the public: an office, a profession.

"The historian X", "its director, X", "X, who heads the committee", "Y, of the Harbour Fund": people
whom a text names because of what they do in public. Whoever belongs to somebody in the text
("my lawyer, X") is not meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.en.people.names import names
from redactor.detect.en.people.runs import Run
from redactor.detect.en.silence import asks_for_silence
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence

_DESCRIBED_WITHIN = 12
"""Tokens between "the chairman of ..." and the name that it describes."""
_CORE = 7
"""Tokens behind a name's comma in which its description begins."""
_CLAUSE = 5
"""Tokens behind a name's comma in which "who heads" or "who has died" stands."""
_STOPS = frozenset(
    {".", ";", ":", "”", '"', "“", "(", ")", "who", "whom", "whose", "which", "that", "where", "when"}
)
_OWN = frozenset({"my", "our", "your", "us", "me"})


@dataclass(frozen=True, slots=True)
class _PublicWords:
    """The words that tell of a public standing."""

    nouns: frozenset[str]
    callings: frozenset[str]
    phrases: PhraseIndex
    heading: frozenset[str]
    represented: frozenset[str]


@cache
def _public_words() -> _PublicWords:
    lex = lexicon("en")
    offices, experts = "public/offices", "public/experts"
    callings = lex.single_words("public/callings")
    several = [p for p in lex.phrases("office", offices, experts) if " " in p[0]]
    return _PublicWords(
        nouns=lex.single_words(offices, experts) | callings,
        callings=callings | lex.single_words(experts),
        phrases=PhraseIndex(several),
        heading=lex.words("public/heading_verbs"),
        represented=lex.words("public/represented"),
    )


def has_calling(reading: Reading, run: Run, sentence: Sentence | None) -> bool:
    """Whether the words beside a name say that its bearer has a public office or profession.

    Args:
        reading: the parsed text.
        run: the name.
        sentence: the name's.
    """
    if sentence is None or asks_for_silence(reading, sentence):
        return False
    return (
        _is_titled(reading, run, sentence)
        or _is_described_before(reading, run, sentence)
        or _is_described_behind(reading, run.last, sentence)
        or _heads_something(reading, run.last, sentence)
        or _speaks_for_party(reading, run.last, sentence)
    )


def _is_titled(reading: Reading, run: Run, sentence: Sentence) -> bool:
    """'the historian X', 'Judge X', 'opposition leader X', but not 'my lawyer X'."""
    know, t = _public_words(), run.start
    titles = {reading.lower[i].rstrip(".") for i in range(run.start, run.first)}
    before = (
        t > sentence.first and reading.lemma[t - 1] in know.nouns and reading.pos[t - 1] in ("NOUN", "PROPN")
    )
    if not before and titles.isdisjoint(know.callings):
        return False
    return _is_nobodys_own(reading, max(sentence.first, t - 4), t)


def _is_nobodys_own(reading: Reading, first: int, last: int) -> bool:
    return _OWN.isdisjoint(reading.lower[first:last])


def _is_described_before(reading: Reading, run: Run, sentence: Sentence) -> bool:
    """'the chairman of the committee, X,': the description's own head noun is an office."""
    comma = run.start - 1
    if comma <= sentence.first or reading.raw[comma] != ",":
        return False
    first = comma
    while first > max(sentence.first, comma - _DESCRIBED_WITHIN) and reading.raw[first - 1] not in (
        ",",
        ";",
        ":",
        "“",
        '"',
    ):
        first -= 1
    if not _is_nobodys_own(reading, first, comma) or _holds_kin(reading, first, comma):
        return False
    return any(
        reading.lemma[t] in _public_words().nouns
        and reading.pos[t] in ("NOUN", "PROPN")
        and (t + 1 == comma or reading.pos[t + 1] == "ADP")
        for t in range(first, comma)
    )


def _holds_kin(reading: Reading, first: int, last: int) -> bool:
    return any(reading.lemma[t] in names().kin for t in range(first, last))


def _is_described_behind(reading: Reading, last: int, sentence: Sentence) -> bool:
    """'X, a former judge of the court', 'X (head of the fund)': the noun that the description begins with."""
    if last >= sentence.last or reading.raw[last] not in (",", "("):
        return False
    know, end = _public_words(), min(sentence.last, last + 1 + _CORE)
    core = last + 1
    while core < end and reading.lower[core] not in _STOPS and reading.raw[core] != ",":
        core += 1
    if not _is_nobodys_own(reading, last + 1, core) or _holds_kin(reading, last + 1, core):
        return False
    for t in range(last + 1, core):
        if reading.pos[t] in ("VERB", "AUX") and reading.tag[t] not in ("VBN", "VBG"):
            return False
        if reading.lemma[t] in know.callings and reading.pos[t] in ("NOUN", "PROPN"):
            return True
        if reading.pos[t] == "ADP":
            break
    return any(True for _ in know.phrases.find(reading, last + 1, core))


def _heads_something(reading: Reading, last: int, sentence: Sentence) -> bool:
    """'X, who heads the committee', 'Y, who has died at eighty'."""
    know = _public_words()
    behind = reading.lower[last : min(sentence.last, last + _CLAUSE)]
    while behind and behind[0] in (",", "("):
        behind = behind[1:]
    if behind[:1] != ["who"]:
        return False
    return behind[1:2] != [] and (behind[1] in know.heading or behind[1:3] == ["has", "died"])


def _speaks_for_party(reading: Reading, last: int, sentence: Sentence) -> bool:
    """'Ms X, for the prosecution', 'Mr Y (for the State)'."""
    behind = reading.lower[last : min(sentence.last, last + _CLAUSE)]
    while behind and behind[0] in (",", "("):
        behind = behind[1:]
    return behind[:2] == ["for", "the"] and not _public_words().represented.isdisjoint(behind[2:3])
