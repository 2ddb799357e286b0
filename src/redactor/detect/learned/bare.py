"""What the network marks, without the words that only lead to it.

"we lived in Tanchon" names Tanchon, "when" names no time. A clause keeps every word that tells
something; pronouns, particles and the like at its ends go where the network is least sure of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from redactor.detect.learned.decode import Labelled
from redactor.detect.learned.extent import SHOWN
from redactor.detect.lexicon import Lexicon
from redactor.model import CLAUSES, EntityType, Span

PLACES = frozenset({EntityType.HOMETOWN, EntityType.DUTY_STATION, EntityType.LOCATION})
TIMES = frozenset({EntityType.DATE, EntityType.DATE_OF_BIRTH, EntityType.AGE, EntityType.SERVICE_RECORD})
SERVICE = frozenset({EntityType.MILITARY_ROLE, EntityType.MILITARY_UNIT})
BARE = PLACES | TIMES | SERVICE
"""Types that are named, not told."""
_LEADING = frozenset(
    {"ADP", "SCONJ", "CCONJ", "PRON", "AUX", "PART", "VERB", "ADV", "PUNCT", "SPACE", "INTJ"}
)
_TRAILING = frozenset({"ADP", "SCONJ", "CCONJ", "PRON", "AUX", "PART", "DET", "PUNCT", "SPACE"})
_NAMING = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "X"})
_TELLING = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ", "ADV", "X"})
_IDLE = frozenset({"ADP", "SCONJ", "CCONJ", "PRON", "AUX", "PART", "DET", "INTJ", "PUNCT", "SPACE"})
"""Kinds of words that tell nothing of anybody at the ends of a clause; "abroad" and "often" do."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that begin what a unit did: "the 17th Brigade had 30 men"."""
_SURE = 0.7
"""Probability from which even a place that is one common noun, and a battlefield as a post, counts."""
_LONGEST = 6
"""Tokens beyond which a place or a time is not named but described, and stays as it is described."""
_COUNTED = re.compile(r"\d|(?:teen|ty|ties|teens)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_COUNTS_PEOPLE = re.compile(
    r"\s+of\s+(?:us|them|you|the\s+\w+)\b|\s+(?:men|people|soldiers|women|others)\b", re.IGNORECASE
)
"""Behind a number these say that it is no age."""
_NEXT_CLAUSE = re.compile(r",\s+(?=[A-Za-z])|\s+(?:when|and|but|because|that)\s+(?=[a-zA-Z])")
"""Behind these a date or an age is over: "April 2019, when I ..."."""

_YEAR_TOLD_LAST = re.compile(
    r"(?:I|[A-Z]?[a-z]+)(?:\s+(?:I|[a-z]+))*\s+(?:in|since|from|until)\s+"
    r"(?P<year>(?:the\s+)?(?:(?:early|late|mid)\s+)?(?:\w+\s+(?:of\s+)?)?(?:19|20)\d\d)"
)
"""Plain words that end with a year: of "I was called up in May 2019" only the time is named."""


def bare(text: str, found: Labelled, doc: Doc | None, lexicon: Lexicon) -> Labelled | None:
    """Return a finding with what names its place, time or age, ``None`` if nothing does.

    Args:
        text: the text.
        found: of any label.
        doc: the text as the pipeline read it; without it only the plainest words are left out.
        lexicon: the language's words.
    """
    if found.label not in BARE:
        if doc is None:
            return found
        if not _tells(doc, found.span):
            return None
        return _without_idle_ends(found, doc, lexicon) if found.label in CLAUSES - SHOWN else found
    span = _without_leading_words(text, found.span, lexicon)
    if found.label == EntityType.AGE and _COUNTS_PEOPLE.match(text, span.end):
        return None
    if found.label in TIMES and (tail := _NEXT_CLAUSE.search(text, span.start, span.end)):
        span = Span(span.start, tail.start())
    if found.label == EntityType.SERVICE_RECORD:
        year = _YEAR_TOLD_LAST.fullmatch(text, span.start, span.end)
        span = Span(*year.span("year")) if year else span
    if doc is not None:
        named = _named(found, span, doc, lexicon)
        if named is None:
            return None
        span = named
    plain = " ".join(_WORD.findall(text[span.start : span.end].lower()))
    if not len(span) or plain in _saying_nothing(lexicon) or _is_battlefield(found, plain, lexicon):
        return None
    return found._replace(span=span)


def _is_battlefield(found: Labelled, plain: str, lexicon: Lexicon) -> bool:
    """Whether a doubtful post is a known theatre of war, alone: who fought there is one of thousands."""
    is_doubtful = found.label == EntityType.DUTY_STATION and found.score < _SURE
    return is_doubtful and plain in lexicon.words("entities/battlefields")


@cache
def _saying_nothing(lexicon: Lexicon) -> frozenset[str]:
    """Words that name nothing when they stand alone, a form's labels ("Date:") among them."""
    labels = lexicon.words(*(f"labels/{kind}" for kind in lexicon.entry("labels")))
    return lexicon.words("grammar/leading_words", "grammar/empty_words") | labels


def _tells(doc: Doc, span: Span) -> bool:
    """Whether a clause has a word that tells something: "and I" has none.

    A speaker's name before a turn is no part of what the pipeline read, and has no part of speech.
    """
    within = doc.char_span(span.start, span.end, alignment_mode="expand")
    return within is None or any(
        token.pos_ in _TELLING or not token.pos_ or not token.is_ascii for token in within
    )


def _without_idle_ends(found: Labelled, doc: Doc, lexicon: Lexicon) -> Labelled:
    """A clause from its first to its last word that tells something or belongs to its core."""
    within = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
    tokens: list[Token] = list(within) if within is not None else []
    common, telling = lexicon.common_words(), _telling(lexicon)

    def is_idle(token: Token) -> bool:
        is_word_that_tells = token.lower_ in telling or token.lemma_.lower() in telling
        return not is_word_that_tells and _only_leads(token, _IDLE, common)

    while tokens and tokens[0].idx + len(tokens[0]) <= found.core.start and is_idle(tokens[0]):
        tokens.pop(0)
    while tokens and tokens[-1].idx >= found.core.end and is_idle(tokens[-1]):
        tokens.pop()
    if not tokens:
        return found
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return found._replace(span=Span(max(found.span.start, start), min(found.span.end, end)))


@cache
def _telling(lexicon: Lexicon) -> frozenset[str]:
    """Words that tell something of a person whatever kind of word the pipeline takes them for."""
    return lexicon.words(
        "kin/relations", "kin/ambiguous", "grammar/numbers", "grammar/ordinals", "background/occupations"
    ) | frozenset(lexicon.entry("grammar/numbers"))


def _without_leading_words(text: str, span: Span, lexicon: Lexicon) -> Span:
    words, start = lexicon.words("grammar/leading_words"), span.start
    while (first := re.compile(r"(\w+)\s+(?=\w)").match(text, start, span.end)) and first[1].lower() in words:
        start = first.end()
    return Span(start, span.end)


def _named(found: Labelled, span: Span, doc: Doc, lexicon: Lexicon) -> Span | None:
    within = doc.char_span(span.start, span.end, alignment_mode="expand")
    tokens: list[Token] = list(within) if within is not None else []
    common = lexicon.common_words()
    if len(tokens) > _LONGEST and found.label not in SERVICE:
        return _behind_its_verb(span, tokens, common) if found.label in PLACES else span
    while tokens and _only_leads(tokens[0], _LEADING, common):
        tokens.pop(0)
    while tokens and _only_leads(tokens[-1], _TRAILING, common):
        tokens.pop()
    if found.label == EntityType.MILITARY_UNIT:
        tokens = _without_deeds(tokens, lexicon)
    if not tokens or not _names(found.label, tokens, lexicon):
        return None
    if found.label in PLACES and found.score < _SURE and _is_any(tokens, common):
        return None
    return Span(max(span.start, tokens[0].idx), min(span.end, tokens[-1].idx + len(tokens[-1])))


def _without_deeds(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """A unit without what it does: "the 17th Brigade had 30 men", but not "they were the 17th Brigade"."""
    nouns = lexicon.words("military/unit_nouns")
    is_noun = [token.lemma_.lower() in nouns for token in tokens]
    for i in range(2, len(tokens)):
        if tokens[i].tag_ in _FINITE and is_noun[i - 1] and not any(is_noun[i:]):
            return tokens[:i]
    return tokens


def _behind_its_verb(span: Span, tokens: list[Token], common: frozenset[str]) -> Span:
    """A place told at length without how somebody came there: "they moved us to Tanchon for the drill"."""
    named = next((i for i, t in enumerate(tokens) if t.pos_ == "PROPN"), 0)
    start = max((i + 1 for i, t in enumerate(tokens[:named]) if t.pos_ == "VERB"), default=0)
    while start < named and start and _only_leads(tokens[start], _LEADING, common):
        start += 1
    return Span(tokens[start].idx, span.end) if start else span


def _is_any(tokens: Sequence[Token], common: frozenset[str]) -> bool:
    """Whether these are one common noun: "the yard" is anybody's."""
    told = [t for t in tokens if t.pos_ != "DET"]
    return len(told) == 1 and told[0].is_lower and told[0].lower_ in common


def _only_leads(token: Token, kinds: frozenset[str], common: frozenset[str]) -> bool:
    """Whether a token is a common word of a kind that names nothing; no name is taken for one."""
    if not any(c.isalnum() for c in token.text):
        return True
    plain = token.is_lower or token.is_sent_start
    return token.pos_ in kinds and bool(plain) and token.lower_ in common and not _COUNTED.search(token.text)


def _names(label: str, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    if label == EntityType.MILITARY_UNIT:
        nouns = lexicon.words("military/unit_nouns", "military/unit_nouns_ambiguous", "military/arms")
        return any(t.pos_ in ("PROPN", "NUM") or not t.is_lower or t.lemma_.lower() in nouns for t in tokens)
    if label not in TIMES:
        return any(t.pos_ in _NAMING or t.lower_ not in lexicon.common_words() for t in tokens)
    times = lexicon.words("grammar/time_words")
    if lexicon.words("grammar/time_modifiers", "grammar/empty_words").issuperset(t.lower_ for t in tokens):
        return False
    return any(
        t.pos_ == "NUM" or _COUNTED.search(t.text) or t.lemma_.lower() in times or t.lower_ in times
        for t in tokens
    )
