"""Reads whom each sentence is about: the source, a public person, or the world at large.

"He was captured in January" endangers a family when *he* is the prisoner and nobody when
*he* is a general. The stance of a sentence follows from its turn (a question's "you", an
answer's "I"), from the people it names, and from whom its pronouns last meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from redactor.detect.en.cue_words import is_party, words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.generality import is_any_of_a_people, is_general
from redactor.detect.en.people.cast import Cast
from redactor.detect.en.people.mention import Mention
from redactor.detect.en.silence import asks_for_silence
from redactor.detect.layout.blocks import Block
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context

_SHORT_QUESTION = 5
"""Tokens up to which a question is about whom it asks: "Any siblings?"."""
_OPENING = 6
"""Tokens in which a sentence that has a subject shows it."""


class Stance(Enum):
    """Whom a sentence is about."""

    PERSONAL = "personal"
    """The source, or somebody to be protected."""
    PUBLIC = "public"
    """A public figure, an official, a journalist."""
    GENERAL = "general"
    """A government, an army, the world."""
    OPEN = "open"
    """Nothing says whom; it goes with what stands around it."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """A reading and how it is told.

    Attributes:
        reading: the parsed text.
        cast: the people of the whole document.
        person_at: token to the mention that covers it.
        quoted: one a token, whether it stands inside quotation marks.
        by_source: whether the narrator is the source.
        as_notes: whether it is somebody's notes.
    """

    reading: Reading
    cast: Cast
    person_at: Mapping[int, Mention]
    quoted: Sequence[bool]
    by_source: bool
    as_notes: bool


def stances(
    reading: Reading, cast: Cast, person_at: Mapping[int, Mention], quoted: Sequence[bool]
) -> Iterator[Stance]:
    """Yield whom each sentence is about, one a sentence.

    Args:
        reading: the parsed text.
        cast: the people of the whole document.
        person_at: token to the mention that covers it.
        quoted: one a token, whether it stands inside quotation marks.
    """
    by_source = _narrator_is_source(reading, quoted)
    as_notes = not cast.on_record and _is_notes(reading)
    telling = _Telling(reading, cast, person_at, quoted, by_source, as_notes)
    last = Stance.OPEN
    for sentence in reading.sentences:
        if _starts_afresh(telling, sentence, last):
            last = Stance.OPEN
        named = _named(telling, sentence)
        stance = _stance(telling, sentence, named, last)
        if stance is Stance.OPEN and _leaves_out_the_source(telling, sentence):
            stance = Stance.PERSONAL
        if named is not None:
            last = named
        elif stance in (Stance.PERSONAL, Stance.PUBLIC) and last is Stance.OPEN:
            last = stance
        yield stance


def _starts_afresh(telling: _Telling, sentence: Sentence, last: Stance) -> bool:
    """Whether the pronouns of a sentence mean nobody named before it."""
    reading = telling.reading
    if reading.blocks[sentence.block].context in (Context.HEADLINE, Context.QUESTION):
        return True
    new_block = sentence.number == 0 or reading.sentences[sentence.number - 1].block != sentence.block
    return new_block and last is Stance.PUBLIC and not telling.cast.on_record


def _leaves_out_the_source(telling: _Telling, sentence: Sentence) -> bool:
    context = telling.reading.blocks[sentence.block].context
    told = context is Context.ANSWER or (telling.as_notes and context is Context.NARRATION)
    return told and _omits_subject(telling.reading, sentence)


def _named(telling: _Telling, sentence: Sentence) -> Stance | None:
    """The stance that the people named in a sentence give it: the protected ones first."""
    found: Stance | None = None
    for t in range(sentence.first, sentence.last):
        mention = telling.person_at.get(t)
        if mention is None:
            continue
        if telling.cast.role(mention.key).is_protected:
            return Stance.PERSONAL
        found = Stance.PUBLIC
    return found


def _stance(telling: _Telling, sentence: Sentence, named: Stance | None, last: Stance) -> Stance:
    reading = telling.reading
    block = reading.blocks[sentence.block]
    if named is Stance.PERSONAL or _fills_field(block) or asks_for_silence(reading, sentence):
        return Stance.PERSONAL
    if named is None and (_counts_two_people(reading, sentence) or _is_about_a_party(reading, sentence)):
        return Stance.PERSONAL
    if is_any_of_a_people(reading, sentence):
        return Stance.GENERAL
    if block.context is Context.QUESTION:
        return _in_question(reading, sentence, named)
    if block.context is Context.ANSWER:
        return _in_answer(reading, sentence, named, last)
    return _in_story(telling, sentence, named, last)


def _fills_field(block: Block) -> bool:
    return block.is_field and label_type(block) != "KEEP"


def _counts_two_people(reading: Reading, sentence: Sentence) -> bool:
    """'Both prisoners ...', 'the two men ...'."""
    w = words()
    return any(
        reading.lemma[t] in w.person_nouns and any(reading.lower[c] in w.pair for c in reading.children[t])
        for t in range(sentence.first, sentence.last)
    )


def _is_about_a_party(reading: Reading, sentence: Sentence) -> bool:
    """'The applicant was born in 1957': a file's own word for whom it is about."""
    return any(is_party(reading, t) for t in range(sentence.first, sentence.last))


def _in_question(reading: Reading, sentence: Sentence, named: Stance | None) -> Stance:
    w, tokens = words(), reading.words_of(sentence)
    if len(tokens) <= _SHORT_QUESTION or not (w.second.isdisjoint(tokens) and w.kin.isdisjoint(tokens)):
        return Stance.PERSONAL
    return Stance.GENERAL if is_general(reading, sentence) else named or Stance.OPEN


def _in_answer(reading: Reading, sentence: Sentence, named: Stance | None, last: Stance) -> Stance:
    w, tokens = words(), reading.words_of(sentence)
    if not w.first.isdisjoint(tokens):
        return Stance.PERSONAL
    third = not w.third.isdisjoint(tokens)
    if named is None and third:
        return Stance.PUBLIC if last is Stance.PUBLIC else Stance.PERSONAL
    if named is not Stance.PUBLIC and not w.kin.isdisjoint(tokens):
        return Stance.PERSONAL
    return Stance.GENERAL if is_general(reading, sentence) else named or Stance.OPEN


def _in_story(telling: _Telling, sentence: Sentence, named: Stance | None, last: Stance) -> Stance:
    w, tokens = words(), telling.reading.words_of(sentence)
    if not w.first.isdisjoint(tokens) and (telling.by_source or _speaks_in_quotes(telling, sentence)):
        return last if last is Stance.PUBLIC else Stance.PERSONAL
    if named is not None:
        return named
    if not w.third.isdisjoint(tokens):
        return last if last is not Stance.OPEN else Stance.PERSONAL
    return Stance.GENERAL if is_general(telling.reading, sentence) else Stance.OPEN


def _speaks_in_quotes(telling: _Telling, sentence: Sentence) -> bool:
    first = words().first
    span = range(sentence.first, sentence.last)
    return any(telling.reading.lower[t] in first and telling.quoted[t] for t in span)


def _narrator_is_source(reading: Reading, quoted: Sequence[bool]) -> bool:
    """A testimony tells in the first person, without quotes and without a turn structure."""
    first = words().first
    own = total = 0
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].context is not Context.NARRATION or quoted[sentence.first]:
            continue
        total += 1
        own += any(reading.lower[t] in first and not quoted[t] for t in range(sentence.first, sentence.last))
    return total > 0 and own / total > 0.25


def _omits_subject(reading: Reading, sentence: Sentence) -> bool:
    """'Crossed at dawn, slept in a barn': notes leave out whom they are about."""
    if reading.pos[sentence.first] == "VERB" and reading.tag[sentence.first] in ("VBD", "VBN"):
        return True
    opening = range(sentence.first, min(sentence.last, sentence.first + _OPENING))
    return not any(reading.dep[t] in ("nsubj", "nsubjpass", "expl") for t in opening)


def _is_notes(reading: Reading) -> bool:
    """Whether a text is somebody's notes: fragments more often than sentences."""
    told = [
        s
        for s in reading.sentences
        if reading.blocks[s.block].context is not Context.HEADLINE and s.last - s.first > 2
    ]
    bare = sum(_omits_subject(reading, s) for s in told)
    return len(told) >= 8 and bare / len(told) > 0.4
