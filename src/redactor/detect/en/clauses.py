"""Cuts a sentence into clauses, so that a family fact is masked and its neighbour is not."""

from __future__ import annotations

import itertools

from redactor.detect.reading import Reading, Sentence
from redactor.model import Span

_HARD = frozenset({";", "—", "–", "“", "”", '"', "«", "»", "(", ")", "[", "]", "|", "..."})
_SUBORDINATING = frozenset({"before", "after", "because", "while", "although", "though", "hence", "perhaps"})
_SOFT = frozenset(
    {"and", "but", "so", "because", "while", "when", "until", "although", "though", "or", "if", "then"}
)
_RELATIVE = frozenset({"which", "where", "whereas", "whence"})
"""Behind a comma these go on about a thing or a place, not about the one spoken of."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BEFORE_SUBJECT = 5
"""Tokens of a noun phrase before its noun."""
_TRAILING = ' \t\r\n,;:—–-“"«„([*_)]>#'
_CLOSING = ' \t\r\n,;:—–-”"»)]*_(['
_MEMO = "en.clauses"


def clauses(reading: Reading) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return sentence number to its clauses as token ranges, in order, tiling the sentence."""
    return reading.memo(_MEMO, lambda r: {})


def clauses_of(reading: Reading, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Return a sentence's clauses.

    A clause ends at a semicolon, dash, colon, quotation mark or parenthesis, and before a
    conjunction behind which a new subject has its own verb.
    """
    known = clauses(reading)
    if sentence.number not in known:
        known[sentence.number] = _cut(reading, sentence)
    return known[sentence.number]


def clause_at(reading: Reading, token: int) -> tuple[int, int]:
    """Return the token range of the clause that holds a token."""
    sentence = reading.sentence(token)
    if sentence is None:
        return token, token + 1
    for first, last in clauses_of(reading, sentence):
        if first <= token < last:
            return first, last
    return sentence.first, sentence.last


def clause_span(reading: Reading, first: int, last: int) -> Span:
    """Return the characters of a token range without the punctuation around it.

    A full stop stays outside too: a replacement keeps its sentence's own end.
    """
    start, end = reading.starts[first], reading.ends[last - 1]
    text = reading.text
    while start < end and text[start] in _TRAILING:
        start += 1
    while end > start and text[end - 1] in _CLOSING + ".!?…":
        end -= 1
    return Span(start, max(start, end))


def asks(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence ends in a question mark, whatever quotation marks or markup stand behind it."""
    last = sentence.last - 1
    while last > sentence.first and not any(c.isalnum() or c in ".?!" for c in reading.raw[last]):
        last -= 1
    return reading.raw[last].rstrip('*_"”»)').endswith("?")


def opens_in_brackets(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a remark on the talk: '(She coughs.)' is not what was said."""
    start = reading.starts[sentence.first]
    return reading.text[start : start + 8].lstrip("“\"‘'")[:1] in ("(", "[")


def _cut(reading: Reading, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    cuts = [sentence.first]
    for t in range(sentence.first + 1, sentence.last):
        if _is_border(reading, sentence, t):
            cuts.append(t)
    cuts.append(sentence.last)
    return tuple((a, b) for a, b in itertools.pairwise(cuts) if b > a)


def _is_border(reading: Reading, sentence: Sentence, t: int) -> bool:
    before = reading.raw[t - 1]
    if before in _HARD or reading.raw[t] in _HARD:
        return True
    if before == ":" and reading.ends[t - 1] < reading.starts[t]:
        return True
    if reading.lower[t] in _SOFT and before == ",":
        return _has_subject_and_verb(reading, t + 1, sentence.last)
    if before == "," and _begins_another(reading, sentence, t):
        return True
    if (before == "," and reading.lower[t] in _RELATIVE) or (
        reading.lower[t] == "so" and reading.lower[t + 1 : t + 2] == ["that"]
    ):
        return t - sentence.first >= 4
    if reading.lower[t] in _SUBORDINATING and t - sentence.first >= 4:
        return before == "," or _has_subject_and_verb(reading, t + 1, min(sentence.last, t + 7))
    if reading.lower[t] in ("and", "but") and reading.dep[t] == "cc":
        return _has_subject_and_verb(reading, t + 1, min(sentence.last, t + 7))
    if before == "," and reading.dep[t] in ("nsubj", "nsubjpass"):
        return reading.lower[t] in ("i", "he", "she", "we", "they", "it") and reading.lower[t - 2] != "that"
    return False


def _begins_another(reading: Reading, sentence: Sentence, t: int) -> bool:
    """Whether a statement of its own follows a comma: 'she swept the tram, the foreman slept'.

    Only where what stands before the comma says something by itself, and the new noun phrase
    opens right behind it.
    """
    for subject in range(t, min(sentence.last, t + _BEFORE_SUBJECT)):
        if reading.dep[subject] not in _SUBJECTS or reading.tag[subject] in ("WP", "WDT"):
            continue
        verb = reading.head[subject]
        opens = phrase_left(reading, subject, t) == t
        if not opens or verb < subject or reading.dep[verb] in ("relcl", "acl"):
            return False
        return _is_finite(reading, verb) and _says_something(reading, sentence.first, t - 1)
    return False


def _is_finite(reading: Reading, verb: int) -> bool:
    return reading.tag[verb] in _FINITE or any(
        reading.dep[c] in ("aux", "auxpass") and reading.tag[c] in _FINITE for c in reading.children[verb]
    )


def _says_something(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens hold a subject and its finite verb, both of them."""
    return any(
        reading.dep[i] in _SUBJECTS
        and i < reading.head[i] < last
        and _is_finite(reading, reading.head[i])
        and reading.dep[reading.head[i]] not in ("advcl", "relcl", "acl", "csubj")
        for i in range(first, last)
    )


def _has_subject_and_verb(reading: Reading, first: int, last: int) -> bool:
    subject = False
    for t in range(first, last):
        if reading.dep[t] in ("nsubj", "nsubjpass", "expl") and reading.lower[t] not in (
            "who",
            "which",
            "that",
        ):
            subject = True
        elif subject and reading.pos[t] in ("VERB", "AUX"):
            return True
        elif reading.raw[t] in ",;":
            return subject
    return False


def phrase_left(reading: Reading, token: int, border: int) -> int:
    """Return where the noun phrase of a token begins, no further left than ``border``."""
    first = token
    while first > border and reading.head[first - 1] != first - 1 and _hangs_on(reading, first - 1, token):
        first -= 1
    return first


def _hangs_on(reading: Reading, t: int, token: int) -> bool:
    steps = 0
    while t != token and steps < 4:
        if reading.dep[t] not in (
            "det",
            "poss",
            "amod",
            "compound",
            "nummod",
            "case",
            "punct",
            "quantmod",
            "predet",
        ):
            return False
        t, steps = reading.head[t], steps + 1
    return t == token


def governing_verb(reading: Reading, token: int) -> int | None:
    """Return the verb that a token hangs on through phrases and prepositions, or ``None``."""
    t = token
    for _ in range(8):
        if reading.pos[t] in ("VERB", "AUX") and t != token:
            return t
        if reading.head[t] == t:
            return t if reading.pos[t] in ("VERB", "AUX") else None
        t = reading.head[t]
    return None


def subject_of(reading: Reading, verb: int) -> int | None:
    """Return the subject of a verb, or that of the verb it is coordinated with; ``None`` if unsaid."""
    t = verb
    for _ in range(4):
        for c in reading.children[t]:
            if reading.dep[c] in ("nsubj", "nsubjpass", "csubj", "expl"):
                return c
        if reading.dep[t] not in ("conj", "xcomp", "advcl", "aux", "auxpass") or reading.head[t] == t:
            return None
        t = reading.head[t]
    return None
