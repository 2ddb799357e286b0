"""The scene of a text: its people, and whom each sentence is about."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.detect.en.cue_words import words
from redactor.detect.en.people.cast import Cast, cast_of
from redactor.detect.en.people.mention import Mention
from redactor.detect.en.people.weighing import mentions
from redactor.detect.en.quotation import quoted
from redactor.detect.en.stance import Stance, stances
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context

_CAST = "en.cast"
_SCENE = "en.scene"


@dataclass(frozen=True, slots=True)
class Scene:
    """A reading with its people and stances.

    Attributes:
        reading: the parsed text.
        cast: the people of the whole document.
        people: mentions that are persons, in order.
        stances: one a sentence.
        quoted: one a token, whether it stands inside quotation marks.
        person_at: token to the mention that covers it.
    """

    reading: Reading
    cast: Cast
    people: tuple[Mention, ...]
    stances: tuple[Stance, ...]
    quoted: tuple[bool, ...]
    person_at: dict[int, Mention]

    def stance(self, sentence: Sentence | None) -> Stance:
        """Return whom a sentence is about."""
        return self.stances[sentence.number] if sentence is not None else Stance.OPEN

    def is_personal(self, token: int) -> bool:
        """Whether the sentence of a token is about somebody to be protected."""
        return self.stance(self.reading.sentence(token)) is Stance.PERSONAL

    def is_somebody(self, token: int) -> bool:
        """Whether a token means the source or somebody else to be protected."""
        w = words()
        mention = self.person_at.get(token)
        if mention is not None:
            return self.cast.role(mention.key).is_protected
        reading, lower, lemma = self.reading, self.reading.lower[token], self.reading.lemma[token]
        if lemma in w.person_nouns and reading.tag[token] == "NNS":
            return any(reading.lower[c] in w.few for c in reading.children[token])
        return any(lower in pronouns for pronouns in (w.first, w.second, w.third)) or (
            lemma in w.kin or lemma in w.person_nouns
        )

    def asked(self, sentence: Sentence) -> frozenset[str]:
        """Return the words and lemmas of the question that a sentence answers."""
        found: set[str] = set()
        for q in self.question_for(sentence):
            found.update(self.reading.lower[q.first : q.last])
            found.update(self.reading.lemma[q.first : q.last])
        return frozenset(found)

    def opens_answer(self, sentence: Sentence) -> bool:
        """Whether a sentence is the first of an answer."""
        block = self.reading.blocks[sentence.block]
        if block.context is Context.ANSWER:
            return self.reading.sentences_of_block(sentence.block)[0] == sentence
        return bool(self.question_for(sentence))

    def question_for(self, sentence: Sentence) -> list[Sentence]:
        """Return the question that a sentence answers: the turn's, or in a story the sentence before."""
        asked = self.reading.question_before(sentence)
        before = self.reading.sentences[sentence.number - 1] if sentence.number else None
        told = self.reading.blocks[sentence.block].context is Context.NARRATION
        if asked or not told or before is None or before.block != sentence.block:
            return asked
        return [before] if self.reading.raw[before.last - 1] == "?" else []


def set_cast(reading: Reading, cast: Cast) -> None:
    """Tell a reading who the people of its whole document are."""
    reading.memo(_CAST, lambda _: cast)


def scene_of(reading: Reading) -> Scene:
    """Return the scene of a reading, computed once."""
    return reading.memo(_SCENE, _scene)


def _scene(reading: Reading) -> Scene:
    cast = reading.memo(_CAST, lambda r: cast_of([r]))
    people = tuple(m for m in mentions(reading) if cast.is_person(m.key) and not _is_elsewhere(m))
    person_at = {t: m for m in people for t in range(m.first, m.last)}
    marks = quoted(reading)
    return Scene(reading, cast, people, tuple(stances(reading, cast, person_at, marks)), marks, person_at)


def _is_elsewhere(mention: Mention) -> bool:
    return mention.placed and mention.score < 0
