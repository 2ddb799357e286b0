"""AGE: how old somebody is, exact or rounded, in figures or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from redactor.detect.en.clauses import governing_verb, subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.detect.word_starts import Beginnings, first_words
from redactor.model import Context, EntityType, Role, Span

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SPELLED = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|{_UNITS})"
_NUMBER = rf"(?:\d{{1,2}}|{_SPELLED})"
_GROWN = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|[1-9]\d)"
_HEDGES = r"about|around|nearly|almost|just|barely|over|under|maybe|perhaps|only|ab\.|c\."
_HEDGE = rf"(?:(?:{_HEDGES})\s+)?"
_UNIT_AFTER = (
    r"(?!\s*(?:[%:.,]?\d|[-–]\s*\d|st\b|nd\b|rd\b|th\b|percent|per cent"
    r"|kilo|km|metre|meter|mile|hour|minute|second|day|week|month|year"
    r"|time|people|men|women|soldier|of\s+(?:us|them|my|our|the)|o'clock|a\.?m|p\.?m|north|south|east|west"
    r"|degree|dollar|euro|rouble|won\b|taka|in\s+the\s+(?:morning|afternoon|evening)|\s*and\s+\w+\s+others))"
)

_SOMEBODY = "boy|girl|man|woman|son|daughter|child|baby|kid|lad|someone|people"
_LINKS = "when|while|until|before|by the time|because|though|as"
_PLAIN = re.compile(
    # Each option would find out for itself that it cannot begin within a word.
    r"\b(?=\w)(?:"
    rf"\b{_HEDGE}{_NUMBER}[-\s]+years?[-\s]+old\b"
    rf"|\b{_HEDGE}{_NUMBER}[-\s](?:month|week|day)s?[-\s]old\b|\b{_NUMBER}\s+months?\s+old\b"
    rf"|\bage[ds]?\s+(?:of\s+)?(?P<aged>{_HEDGE}{_NUMBER})\b"
    rf"|\b{_NUMBER}\s+years\s+of\s+age\b"
    rf"|\bin\s+(?:his|her|their|my|the)\s+(?:(?:early|mid|late)[-\s]+)?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|\d0s)\b"
    rf"|(?<!half )(?<!quarter )\b(?:turn(?:ed|s|ing)?|past)\s+(?P<turned>{_GROWN}){_UNIT_AFTER}"
    rf"|\b(?:{_SOMEBODY})\s+of\s+(?P<of>{_HEDGE}{_NUMBER})\b{_UNIT_AFTER}"
    rf"|\b(?:{_LINKS})"
    rf"\s+(?:i|he|she|they|we)\s+(?:was|were|am|is)\s+(?P<when>{_HEDGE}{_NUMBER})\b{_UNIT_AFTER}"
    rf"|\b(?:at|from|since|until)\s+(?:the\s+age\s+of\s+)?(?P<at>{_GROWN})\b"
    rf"(?=\s*(?:[,.;:!?)”\"]|$|and\b|i\b|he\b|she\b|my\b|they\b|we\b|to\b|in\b|for\b|with\b|from\b|when\b|as\b)){_UNIT_AFTER})",
    re.IGNORECASE | re.MULTILINE,
)
_PLAIN_WORDS = first_words(
    *(_HEDGES, _TENS, _TEENS, _UNITS, _SOMEBODY, _LINKS),
    "age|aged|ages|in|past|turn|turned|turns|turning|at|from|since|until",
)
_SUBJECTS = "i|he|she|they|who|you"
_SUBJECT_IS = re.compile(
    rf"\b(?:{_SUBJECTS})(?:['’](?:m|s|re)|\s+(?:am|is|was|are|were|would be|will be))\s+"
    rf"(?:now\s+|only\s+|just\s+|still\s+|already\s+)?(?P<is>{_HEDGE}{_NUMBER})\b(?=\s*(?:[,.;:!?)”\"\n]|$|now\b|today\b|when\b|and\b|then\b|years\b|at\b|in\b|but\b|or\b)){_UNIT_AFTER}",
    re.IGNORECASE | re.MULTILINE,
)
_IN_A_PHRASE = (
    (Beginnings(_PLAIN, _PLAIN_WORDS, figures=True), ("aged", "turned", "of", "when", "at")),
    (Beginnings(_SUBJECT_IS, first_words(_SUBJECTS)), ("is",)),
)
"""What states an age, each with the groups that hold the number alone."""
_BEHIND_NAME = re.compile(
    rf"(?:\s*\(|,\s*(?:aged\s+)?|,?\s+(?:is|was|turned)\s+(?:now\s+)?)(?P<n>{_HEDGE}{_NUMBER})(?=\s*[),.;]|\s*$|\s*\n|\s*,|\s+(?:now|when|and)\b){_UNIT_AFTER}",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(rf"\s*{_HEDGE}(?P<n>{_NUMBER})\b\??", re.IGNORECASE)
_FOLLOW_UP = re.compile(r"(?:and|what about)\b[^?]{2,30}\?", re.IGNORECASE)
_TURNS_BACK = 3
"""Blocks before a follow-up among which the question is looked for that it goes on with."""
_ASKED = re.compile(r"\bhow\s+old\b|\b(?:your|his|her|what)\s+age\b|\bage\b", re.IGNORECASE)


@cache
def _kin() -> frozenset[str]:
    return lexicon("en").single_words("kin/relations")


class AgeRecognizer(RuleRecognizer):
    """Finds ages."""

    entity_type = EntityType.AGE

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield ages: with their unit, after a name, after "he is", in answer to "how old"."""
        scene = scene_of(reading)
        yield from _by_pattern(scene)
        yield from _behind_people(scene)
        yield from _in_fields(scene)
        yield from _answers(scene)
        yield from _opening_notes(scene)


def _by_pattern(scene: Scene) -> Iterator[Match]:
    for phrases, groups in _IN_A_PHRASE:
        for m in phrases.matches(scene.reading):
            group = next((g for g in groups if m[g]), None)
            start, end = m.span(group) if group else m.span()
            token = scene.reading.token_at(start)
            if scene.reading.sentence_of[token] < 0:
                continue
            certain = group in (None, "aged", "of")
            if group is None and _is_things(scene, scene.reading.token_at(end - 1)):
                continue
            if not certain and scene.stance(scene.reading.sentence(token)) is Stance.GENERAL:
                continue
            if group == "at" and not _somebody_acts(scene, token):
                continue
            yield _match(
                scene, Span(start, end), 0.9 if certain else 0.75, "age.phrase", "a phrase that states an age"
            )


def _somebody_acts(scene: Scene, token: int) -> bool:
    """'She married at thirty', not 'the bus leaves at nine'."""
    verb = governing_verb(scene.reading, token)
    subject = subject_of(scene.reading, verb) if verb is not None else None
    return subject is None or scene.is_somebody(subject)


def _is_things(scene: Scene, token: int) -> bool:
    """'a kettle that was eleven years old': the age of a thing."""
    reading = scene.reading
    verb = governing_verb(reading, token)
    subject = (
        subject_of(reading, verb) if verb is not None and reading.dep[token] in ("acomp", "attr") else None
    )
    if subject is not None and reading.lower[subject] in ("that", "which") and verb is not None:
        subject = reading.head[verb]
    return subject is not None and reading.pos[subject] == "NOUN" and not scene.is_somebody(subject)


def _behind_people(scene: Scene) -> Iterator[Match]:
    reading = scene.reading
    ends: list[tuple[int, Role | None]] = [(m.last, scene.cast.role(m.key)) for m in scene.people]
    ends += [
        (t + 1, None)
        for t, lemma in enumerate(reading.lemma)
        if lemma in _kin() or lemma in words().person_nouns
    ]
    for last, role in ends:
        found = _BEHIND_NAME.match(reading.text, reading.ends[last - 1])
        if found is not None and reading.sentence_of[last - 1] >= 0:
            span = Span(*found.span("n"))
            if role is not None and not role.is_protected:
                yield Match(span, 0.85, "age.behind-name", "a number right behind a name", role)
            else:
                yield _match(scene, span, 0.85, "age.behind-name", "a number right behind a name")


def _in_fields(scene: Scene) -> Iterator[Match]:
    for block in scene.reading.blocks:
        if label_type(block) == "AGE":
            m = _FRAGMENT.match(scene.reading.text, block.span.start, block.span.end)
            if m is not None:
                end = min(m.end(), block.span.end)
                yield Match(Span(block.span.start, end), 0.95, "age.field", "stands in a form field for it")


def _opening_notes(scene: Scene) -> Iterator[Match]:
    """'- 44, raised in ...': a number that opens a line of notes about somebody."""
    reading = scene.reading
    for sentence in reading.sentences:
        block = reading.blocks[sentence.block]
        if reading.starts[sentence.first] != block.span.start or not scene.is_personal(sentence.first):
            continue
        m = re.compile(r"([1-9]\d)(?=,\s+[a-z])").match(reading.text, block.span.start)
        if m is not None:
            yield Match(Span(*m.span(1)), 0.7, "age.note", "a number that opens a note about somebody")


def _answers(scene: Scene) -> Iterator[Match]:
    """'What age do you give?' 'Thirty. On paper thirty-two.'"""
    reading = scene.reading
    for sentence in reading.sentences:
        block = reading.blocks[sentence.block]
        if block.context is not Context.ANSWER:
            continue
        question = _question(reading, reading.question_before(sentence))
        if not question or not (_ASKED.search(question) or _goes_on(reading, sentence, question)):
            continue
        start, end = reading.starts[sentence.first], reading.ends[sentence.last - 1]
        for m in re.finditer(rf"\b{_NUMBER}\b{_UNIT_AFTER}", reading.text[start:end], re.IGNORECASE):
            if m.group().lower() != "one":
                yield _match(
                    scene,
                    Span(start + m.start(), start + m.end()),
                    0.8,
                    "age.answer",
                    "answers a question about age",
                )


def _question(reading: Reading, sentences: Sequence[Sentence]) -> str:
    return " ".join(reading.text[reading.starts[q.first] : reading.ends[q.last - 1]] for q in sentences)


def _goes_on(reading: Reading, sentence: Sentence, question: str) -> bool:
    """'How old is she?' 'Nineteen.' 'And you?': a short question asks what the one before it asked."""
    if not _FOLLOW_UP.fullmatch(question):
        return False
    asking = reading.question_before(sentence)[0].block
    earlier = range(asking - 1, max(-1, asking - 1 - _TURNS_BACK), -1)
    before = next((b for b in earlier if reading.blocks[b].context is Context.QUESTION), None)
    return before is not None and bool(_ASKED.search(_question(reading, reading.sentences_of_block(before))))


def _match(scene: Scene, span: Span, score: float, rule: str, reason: str) -> Match:
    sentence = scene.reading.sentence(scene.reading.token_at(span.start))
    general = scene.stance(sentence) in (Stance.GENERAL, Stance.PUBLIC)
    return Match(span, score, rule, reason, Role.NOBODY if general else None)
