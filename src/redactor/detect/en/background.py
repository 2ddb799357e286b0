"""BACKGROUND: school, civilian work, faith, party and class standing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.detect.en.clauses import clause_at, clause_span, subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.kin import kin_at
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.layout.blocks import Block
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Context, EntityType, Span

_WORK_QUESTIONS = frozenset(
    {
        "job",
        "profession",
        "trade",
        "living",
        "occupation",
        "study",
        "studied",
        "school",
        "religion",
        "believe",
        "work",
    }
)


class BackgroundRecognizer(RuleRecognizer):
    """Finds what somebody did and was before the war."""

    entity_type = EntityType.BACKGROUND

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield phrases on schooling, work, faith and standing in personal clauses."""
        scene = scene_of(reading)
        for block in reading.blocks:
            if label_type(block) == "BACKGROUND" and len(block.span):
                yield Match(
                    _first_sentence(reading, block), 0.8, "background.field", "stands in a form field for it"
                )
        seen: set[Span] = set()
        for span in _deeds(scene):
            if not any(span.overlaps(s) for s in seen):
                seen.add(span)
                yield Match(span, 0.65, "background.deed", "tells what somebody studied or taught")
        for first, last, kind in _index().find(reading):
            sentence = reading.sentence(first)
            if sentence is None or not _counts(scene, sentence, first, last, kind):
                continue
            span = _span(reading, first, last, kind)
            if span not in seen and not any(span.overlaps(s) for s in seen):
                seen.add(span)
                yield Match(span, 0.65, f"background.{kind}", _REASONS[kind])


def _first_sentence(reading: Reading, block: Block) -> Span:
    """The value of a field in running notes ends where its first sentence does."""
    text = reading.text[block.span.start : block.span.end]
    stop = re.search(r"(?<=\w{3})\.\s", text)
    return Span(block.span.start, block.span.start + stop.start()) if stop else block.span


_REASONS = {
    "education": "tells where or what somebody studied",
    "occupation": "tells a civilian occupation",
    "work": "tells of civilian work",
    "faith": "tells somebody's faith",
    "standing": "tells a party or class standing",
}


@cache
def _index() -> PhraseIndex:
    lex = lexicon("en")
    occupations = lex.words("background/occupations") - lex.words("background/occupations_ambiguous")
    education = lex.words("background/education") - {
        "school",
        "college",
        "university",
        "institute",
        "academy",
        "education",
        "degree",
        "graduate",
        "studies",
        "student",
        "faculty",
        "apprentice",
        "trainee",
        "pupil",
    }
    return PhraseIndex(
        [
            *[(w, "occupation") for w in sorted(occupations)],
            *[(w, "education") for w in sorted(education) if not w.endswith((" no", " number"))],
            *lex.phrases("work", "background/work/phrases"),
            *lex.phrases("faith", "background/faith/phrases"),
            *[
                (w, "faith")
                for w in (
                    "catholic",
                    "orthodox",
                    "protestant",
                    "baptist",
                    "pentecostal",
                    "evangelical",
                    "adventist",
                    "buddhist",
                    "believer",
                    "baptise",
                    "baptize",
                )
            ],
            *lex.phrases("standing", "background/standing/phrases"),
            *[(w, "standing") for w in ("songbun", "kulak", "komsomol")],
        ]
    )


_LEARNING = frozenset(
    {"teach", "study", "train", "graduate", "enrol", "enroll", "attend", "lecture", "expel"}
)


def _deeds(scene: Scene) -> Iterator[Span]:
    """'who taught Korean at a university', 'I studied law': learning and teaching of one's own."""
    reading = scene.reading
    for t, pos in enumerate(reading.pos):
        if pos != "VERB" or reading.lemma[t] not in _LEARNING or not scene.is_personal(t):
            continue
        subject = subject_of(reading, t)
        own = subject is not None and (
            reading.lower[subject] in words().first | words().third | {"who"} or subject in scene.person_at
        )
        schooled = {
            "school",
            "university",
            "college",
            "institute",
            "academy",
            "seminary",
            "class",
            "student",
            "child",
            "pupil",
        }
        _first, last = clause_at(reading, t)
        taught = reading.lemma[t] in ("teach", "study", "lecture") and len(reading.children[t]) > 2
        if (
            own
            and (taught or any(reading.lemma[i] in schooled for i in range(t, last)))
            and (
                reading.blocks[reading.sentences[reading.sentence_of[t]].block].context
                is not Context.QUESTION
            )
        ):
            yield clause_span(reading, t, _phrase_end(reading, t, last))


def _counts(scene: Scene, sentence: Sentence, first: int, last: int, kind: str) -> bool:
    reading = scene.reading
    stance = scene.stance(sentence)
    block = reading.blocks[sentence.block]
    if (
        stance in (Stance.GENERAL, Stance.PUBLIC)
        or block.context is Context.QUESTION
        or block.context is Context.HEADLINE
    ):
        return False
    if any(kin_at(scene, t) for t in range(*clause_at(reading, first))):
        return False
    if first in scene.person_at or reading.tag[last - 1] == "NNS":
        return False
    asked = scene.asked(sentence) & _WORK_QUESTIONS
    if asked and scene.opens_answer(sentence):
        return True
    if stance is not Stance.PERSONAL:
        return False
    if kind == "occupation":
        return _is_predicate(reading, first, last)
    return _has_person_subject(scene, first)


def _is_predicate(reading: Reading, first: int, last: int) -> bool:
    """'was a welder', 'worked as a nurse', 'X, a baker': said of the person, not of a passer-by."""
    head = last - 1
    governor = reading.head[head]
    if reading.dep[head] == "attr":
        return _own_subject(reading, governor)
    if reading.dep[head] == "pobj" and reading.lower[governor] == "as":
        return True
    return reading.dep[head] in ("appos", "oprd") and reading.lower[first - 1] in ("a", "an", "former")


def _own_subject(reading: Reading, verb: int) -> bool:
    w = words()
    for c in reading.children[verb]:
        if reading.dep[c] in ("nsubj", "nsubjpass"):
            return reading.lower[c] in w.first | w.third or reading.pos[c] == "PROPN"
    return False


def _has_person_subject(scene: Scene, t: int) -> bool:
    """Whether the verb that governs the phrase has a pronoun or a name as its subject."""
    reading = scene.reading
    w = words()
    first, last = clause_at(reading, t)
    for i in range(first, last):
        if reading.dep[i] in ("nsubj", "nsubjpass", "poss") and (
            reading.lower[i] in w.first | w.third | {"who"} or i in scene.person_at
        ):
            return True
    return False


def _phrase_end(reading: Reading, first: int, last: int) -> int:
    """Where the phrase ends: before another deed or another time."""
    for t in range(first + 1, last - 1):
        another = reading.lower[t] in ("and", "but") and reading.pos[t + 1] in ("VERB", "AUX", "PRON")
        if another or reading.lower[t] in ("until", "when", "before", "after", "because", "since"):
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
    clause_last = max(last, _phrase_end(reading, last, clause_last))
    span = clause_span(reading, first, clause_last)
    words_before = [t for t in range(clause_first, first) if reading.pos[t] in ("VERB", "AUX", "PRON")]
    if words_before and first - words_before[0] <= 5:
        return clause_span(reading, words_before[0], clause_last)
    return span
