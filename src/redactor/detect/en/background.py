"""BACKGROUND: school, civilian work, faith, party and class standing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import clause_at, clause_span, governing_verb, subject_of
from redactor.detect.en.cue_words import is_party, words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.kin import kin_at
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.layout.blocks import Block
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Context, EntityType, Span

_REASONS = {
    "education": "tells where or what somebody studied",
    "occupation": "tells a civilian occupation",
    "work": "tells of civilian work",
    "faith": "tells somebody's faith",
    "standing": "tells a party or class standing",
}
_BETWEEN = frozenset({"me", "you", "him", "her", "us", "them", "myself", "himself", "herself"})
_SUBJECT_WITHIN = 5
"""Tokens before a phrase in which its subject or verb begins it."""


class BackgroundRecognizer(RuleRecognizer):
    """Finds what somebody did and was before the war."""

    entity_type = EntityType.BACKGROUND

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield phrases on schooling, work, faith and standing in personal clauses."""
        scene = scene_of(reading)
        for block in reading.blocks:
            if label_type(block) == "BACKGROUND" and len(block.span):
                span = _first_sentence(reading, block)
                yield Match(span, 0.8, "background.field", "stands in a form field for it")
        seen: set[Span] = set()
        for match in (*_deeds(scene), *_phrases(scene)):
            if not any(match.span.overlaps(s) for s in seen):
                seen.add(match.span)
                yield match


def _first_sentence(reading: Reading, block: Block) -> Span:
    """The value of a field in running notes ends where its first sentence does."""
    text = reading.text[block.span.start : block.span.end]
    stop = re.search(r"(?<=\w{3})\.\s", text)
    return Span(block.span.start, block.span.start + stop.start()) if stop else block.span


@dataclass(frozen=True, slots=True)
class _Life:
    """Words for what somebody was and did.

    Attributes:
        phrases: what tells of schooling, work, faith or standing.
        learning: verbs of learning and teaching.
        with_subject: those of them that any object makes a deed.
        schools: where, and whom, one teaches.
        questions: words of a question about work, school or faith.
        time_borders: what another time begins with.
    """

    phrases: PhraseIndex
    learning: frozenset[str]
    with_subject: frozenset[str]
    schools: frozenset[str]
    questions: frozenset[str]
    time_borders: frozenset[str]


@cache
def _life() -> _Life:
    lex = lexicon("en")
    return _Life(
        phrases=PhraseIndex(_life_phrases()),
        learning=lex.words("background/learning_verbs"),
        with_subject=lex.words("background/subject_verbs"),
        schools=lex.words("background/schools"),
        questions=lex.words("background/questions"),
        time_borders=lex.words("background/time_borders"),
    )


def _life_phrases() -> list[tuple[str, str]]:
    lex = lexicon("en")
    occupations = lex.words("background/occupations") - lex.words("background/occupations_ambiguous")
    education = lex.words("background/education") - lex.words("background/education_everyday")
    return [
        *((w, "occupation") for w in sorted(occupations)),
        *((w, "education") for w in sorted(education) if not w.endswith((" no", " number"))),
        *lex.phrases("work", "background/work/phrases"),
        *lex.phrases("faith", "background/faith/phrases", "background/faith_words"),
        *lex.phrases("standing", "background/standing/phrases", "background/standing_words"),
    ]


def _deeds(scene: Scene) -> Iterator[Match]:
    """'who lectured on soils at an institute', 'I studied law': learning and teaching of one's own."""
    reading, life = scene.reading, _life()
    for t, lemma in enumerate(reading.lemma):
        if lemma not in life.learning or reading.pos[t] != "VERB" or not scene.is_personal(t):
            continue
        last = clause_at(reading, t)[1]
        taught = (
            lemma in life.with_subject and len(reading.children[t]) > 2 and not _is_between_two(reading, t)
        )
        schooled = taught or not life.schools.isdisjoint(reading.lemma[t:last])
        told = reading.block_of(t).context is not Context.QUESTION
        if schooled and told and _is_done_by_somebody(scene, t):
            span = clause_span(reading, t, _phrase_end(reading, t, last))
            yield Match(span, 0.65, "background.deed", "tells what somebody studied or taught")


def _is_between_two(reading: Reading, verb: int) -> bool:
    """'I taught him to thread a needle': a lesson between two people is nobody's schooling."""
    return any(
        reading.dep[c] in ("dobj", "obj", "dative") and reading.lower[c] in _BETWEEN
        for c in reading.children[verb]
    )


def _phrases(scene: Scene) -> Iterator[Match]:
    for first, last, kind in _life().phrases.find(scene.reading):
        if _counts(scene, first, last, kind):
            span = _span(scene.reading, first, last, kind)
            yield Match(span, 0.65, f"background.{kind}", _REASONS[kind])


def _is_done_by_somebody(scene: Scene, verb: int) -> bool:
    subject = subject_of(scene.reading, verb)
    return subject is not None and _is_person(scene, subject)


def _is_person(scene: Scene, token: int) -> bool:
    """Whether a token is a pronoun or a name of somebody."""
    lower, w = scene.reading.lower[token], words()
    said = lower in w.first or lower in w.third or lower == "who"
    return said or token in scene.person_at or is_party(scene.reading, token)


def _counts(scene: Scene, first: int, last: int, kind: str) -> bool:
    reading = scene.reading
    sentence = reading.sentence(first)
    if sentence is None or first in scene.person_at or reading.tag[last - 1] == "NNS":
        return False
    stance, context = scene.stance(sentence), reading.blocks[sentence.block].context
    if stance in (Stance.GENERAL, Stance.PUBLIC) or context in (Context.QUESTION, Context.HEADLINE):
        return False
    if any(kin_at(scene, t) for t in range(*clause_at(reading, first))) or _is_denied(reading, first, last):
        return False
    if scene.opens_answer(sentence) and scene.asked(sentence) & _life().questions:
        return True
    if stance is not Stance.PERSONAL:
        return False
    return _is_predicate(reading, first, last) if kind == "occupation" else _names_person(scene, first)


def _is_denied(reading: Reading, first: int, last: int) -> bool:
    """'He has not been convicted', "I'm not a pilot": it says what somebody is not."""
    verb = last - 1 if reading.pos[last - 1] == "VERB" else governing_verb(reading, last - 1)
    told = reading.lower[first:last]
    return (
        verb is not None
        and "not" not in told
        and "no" not in told
        and any(reading.dep[c] == "neg" for c in reading.children[verb])
    )


def _is_predicate(reading: Reading, first: int, last: int) -> bool:
    """'was a welder', 'worked as a nurse', 'X, a baker': said of the person, not of a passer-by."""
    head = last - 1
    governor = reading.head[head]
    if reading.dep[head] == "attr":
        return _has_own_subject(reading, governor)
    if reading.dep[head] == "pobj" and reading.lower[governor] == "as":
        return True
    return reading.dep[head] in ("appos", "oprd") and reading.lower[first - 1] in ("a", "an", "former")


def _has_own_subject(reading: Reading, verb: int) -> bool:
    w = words()
    for c in reading.children[verb]:
        if reading.dep[c] in ("nsubj", "nsubjpass"):
            lower = reading.lower[c]
            return lower in w.first or lower in w.third or reading.pos[c] == "PROPN" or is_party(reading, c)
    return False


def _names_person(scene: Scene, token: int) -> bool:
    """Whether the clause of a token has a pronoun or a name as a subject or owner."""
    reading = scene.reading
    return any(
        reading.dep[i] in ("nsubj", "nsubjpass", "poss") and _is_person(scene, i)
        for i in range(*clause_at(reading, token))
    )


def _phrase_end(reading: Reading, first: int, last: int) -> int:
    """Where the phrase ends: before another deed or another time."""
    for t in range(first, last - 1):
        joined = reading.lower[t] in ("and", "but") or reading.raw[t] == ","
        another = joined and reading.pos[t + 1] in ("VERB", "AUX", "PRON") and reading.tag[t + 1] != "VBG"
        if another or reading.lower[t] in _life().time_borders:
            return t
    return last


def _span(reading: Reading, first: int, last: int, kind: str) -> Span:
    """An occupation is its noun phrase; everything else is the verb phrase up to the clause's end."""
    if kind == "occupation":
        start = first
        while reading.dep[start - 1] in ("amod", "compound") and start - 1 in reading.children[last - 1]:
            start -= 1
        return reading.span(start, last)
    clause_first, clause_last = clause_at(reading, first)
    end = max(last, _phrase_end(reading, last, clause_last))
    before = (t for t in range(clause_first, first) if reading.pos[t] in ("VERB", "AUX", "PRON"))
    start = next(before, first)
    return clause_span(reading, start if first - start <= _SUBJECT_WITHIN else first, end)
