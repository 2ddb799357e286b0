"""Reads who each sentence is about: the source, a public person, or the world at large.

"He was captured in January" endangers a family when *he* is the prisoner and nobody when
*he* is a general. The stance of a sentence follows from its turn (a question's "you", an
answer's "I"), from the people it names, and from whom its pronouns last meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from redactor.detect.en.people import Cast, Mention, cast_of, mentions
from redactor.detect.layout import Block, resolve_label
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import PhraseIndex, Reading, Sentence
from redactor.model import Context, Role

_CAST = "en.cast"
_SCENE = "en.scene"


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
class Words:
    """Closed classes and cue words, as sets."""

    first: frozenset[str]
    second: frozenset[str]
    third: frozenset[str]
    plural: frozenset[str]
    kin: frozenset[str]
    general: PhraseIndex
    government: frozenset[str]
    person_nouns: frozenset[str]


@cache
def words() -> Words:
    """Return the English cue words, loaded once."""
    lex = lexicon("en")
    return Words(
        first=lex.words("grammar/first_person"),
        second=lex.words("grammar/second_person"),
        third=lex.words("grammar/third_person"),
        plural=lex.words("grammar/third_plural"),
        kin=lex.single_words("kin/relations"),
        general=PhraseIndex(_general_phrases()),
        government=lex.words("entities/government_verbs"),
        person_nouns=lex.words("grammar/person_nouns"),
    )


def _general_phrases() -> list[tuple[str, str]]:
    """Cues of general statements; a single word counts only where it can mean nothing else."""
    lex = lexicon("en")
    phrases = lex.phrases(
        "general", "kin/generic_subjects/phrases", "general/quantifiers/phrases", "general/reporting_bodies/phrases",
        "general/law/phrases", "general/statistics/phrases", "general/background_cues/phrases",
    )
    return [(p, kind) for p, kind in phrases if " " in p] + [(w, "general") for w in lex.words("entities/crowd_words")]


@cache
def _label_types() -> dict[str, str]:
    lex = lexicon("en")
    types = {word: kind for kind in lex.entry("labels") for word in lex.words(f"labels/{kind}")}
    return types | dict.fromkeys(lex.words("home/birthplace_labels"), "HOMETOWN")


def label_type(block: Block) -> str:
    """Return what a block's form label or column heading asks for (an entity type), or ""."""
    if not block.is_field:
        return ""
    types = _label_types()
    return types.get(resolve_label(block.label, frozenset(types)), "")


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
        lower = self.reading.lower[token]
        if self.reading.lemma[token] in w.person_nouns and self.reading.tag[token] == "NNS":
            return any(self.reading.lower[c] in ("both", "two", "these", "three") for c in self.reading.children[token])
        return lower in w.first or lower in w.third or lower in w.second or self.reading.lemma[token] in w.kin | w.person_nouns

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
    quoted = tuple(_quoted(reading))
    stances = tuple(_stances(reading, cast, person_at, quoted))
    return Scene(reading, cast, people, stances, quoted, person_at)


def _is_elsewhere(mention: Mention) -> bool:
    return mention.placed and mention.score < 0


def _quoted(reading: Reading) -> Iterator[bool]:
    inside, block = False, -2
    for i, raw in enumerate(reading.raw):
        number = reading.sentence_of[i]
        here = reading.sentences[number].block if number >= 0 else -1
        if here != block:
            inside, block = False, here
        if raw in ("“", "„", "«") or (raw == '"' and not inside):
            inside = True
            yield True
        elif raw in ("”", "»") or (raw == '"' and inside):
            inside = False
            yield True
        else:
            yield inside


def _stances(
    reading: Reading, cast: Cast, person_at: dict[int, Mention], quoted: tuple[bool, ...]
) -> Iterator[Stance]:
    narrator_is_source = _narrator_is_source(reading, quoted)
    notes = _is_notes(reading) and not cast.on_record
    last: Stance = Stance.OPEN
    for sentence in reading.sentences:
        block = reading.blocks[sentence.block]
        new_block = sentence.number == 0 or reading.sentences[sentence.number - 1].block != sentence.block
        if block.context in (Context.HEADLINE, Context.QUESTION) or (new_block and last is Stance.PUBLIC and not cast.on_record):
            last = Stance.OPEN
        named = _named(reading, cast, person_at, sentence)
        stance = _stance(reading, sentence, block, named, last, quoted, narrator_is_source)
        told = notes and block.context is Context.NARRATION or block.context is Context.ANSWER
        if told and stance is Stance.OPEN and _omits_subject(reading, sentence):
            stance = Stance.PERSONAL
        if named is not None:
            last = named
        elif stance in (Stance.PERSONAL, Stance.PUBLIC) and last is Stance.OPEN:
            last = stance
        yield stance


def _named(reading: Reading, cast: Cast, person_at: dict[int, Mention], sentence: Sentence) -> Stance | None:
    """The stance that the people named in a sentence give it: the protected ones first."""
    found: Stance | None = None
    for t in range(sentence.first, sentence.last):
        mention = person_at.get(t)
        if mention is None:
            continue
        if cast.role(mention.key).is_protected:
            return Stance.PERSONAL
        found = Stance.PUBLIC
    return found


def _stance(
    reading: Reading, sentence: Sentence, block: Block, named: Stance | None, last: Stance,
    quoted: tuple[bool, ...], narrator_is_source: bool,
) -> Stance:
    w = words()
    tokens = set(reading.words_of(sentence))
    if named is Stance.PERSONAL or (block.is_field and label_type(block) != "KEEP"):
        return Stance.PERSONAL
    if named is None and any(
        reading.lemma[t] in w.person_nouns and any(reading.lower[c] in ("both", "two") for c in reading.children[t])
        for t in range(sentence.first, sentence.last)
    ):
        return Stance.PERSONAL
    if _is_any_of_a_people(reading, sentence):
        return Stance.GENERAL
    if block.context is Context.QUESTION:
        personal = tokens & (w.second | w.kin) or sentence.last - sentence.first <= 5
        if personal:
            return Stance.PERSONAL
        return Stance.GENERAL if _is_general(reading, sentence) else named or Stance.OPEN
    first = tokens & w.first
    if block.context is Context.ANSWER:
        if not first and named is None and tokens & w.third and last is Stance.PUBLIC:
            return Stance.PUBLIC
        if first or (tokens & (w.third | w.kin) and named is not Stance.PUBLIC):
            return Stance.PERSONAL
        if _is_general(reading, sentence):
            return Stance.GENERAL
        return named or Stance.OPEN
    if first and (narrator_is_source or _first_person_quoted(reading, sentence, quoted)):
        return last if last is Stance.PUBLIC else Stance.PERSONAL
    if tokens & w.third:
        return named or (last if last is not Stance.OPEN else Stance.PERSONAL)
    if named is not None:
        return named
    if _is_general(reading, sentence):
        return Stance.GENERAL
    return Stance.OPEN


def _first_person_quoted(reading: Reading, sentence: Sentence, quoted: tuple[bool, ...]) -> bool:
    first = words().first
    return any(reading.lower[t] in first and quoted[t] for t in range(sentence.first, sentence.last))


def _narrator_is_source(reading: Reading, quoted: tuple[bool, ...]) -> bool:
    """A testimony tells in the first person, without quotes and without a turn structure."""
    first = words().first
    own = total = 0
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].context is not Context.NARRATION or quoted[sentence.first]:
            continue
        total += 1
        own += any(reading.lower[t] in first and not quoted[t] for t in range(sentence.first, sentence.last))
    return total > 0 and own / total > 0.25


def _is_any_of_a_people(reading: Reading, sentence: Sentence) -> bool:
    """'A North Korean conscript enlists at about 17': anyone of a people, in the present."""
    for t in range(sentence.first, sentence.last):
        if reading.dep[t] != "nsubj" or reading.tag[reading.head[t]] not in ("VBZ", "VBP"):
            continue
        kin = reading.children[t]
        peoples = any(reading.ent[c] == "NORP" or reading.ent[g] == "NORP" for c in kin for g in (c, *reading.children[c]))
        if peoples and any(reading.lower[c] in ("a", "an", "every", "each") for c in kin):
            return True
    return False


def _general_sentences(reading: Reading) -> frozenset[int]:
    return frozenset(reading.sentence_of[first] for first, _, _ in words().general.find(reading))


def _omits_subject(reading: Reading, sentence: Sentence) -> bool:
    """'Left on the 3rd, hid at a friend's': notes leave out whom they are about."""
    if reading.pos[sentence.first] == "VERB" and reading.tag[sentence.first] in ("VBD", "VBN"):
        return True
    return not any(reading.dep[t] in ("nsubj", "nsubjpass", "expl") for t in range(sentence.first, min(sentence.last, sentence.first + 6)))


def _is_notes(reading: Reading) -> bool:
    """Whether a text is somebody's notes: fragments more often than sentences."""
    told = [s for s in reading.sentences if reading.blocks[s.block].context is not Context.HEADLINE and s.last - s.first > 2]
    bare = sum(_omits_subject(reading, s) for s in told)
    return len(told) >= 8 and bare / len(told) > 0.4


def _is_general(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence speaks about many, or lets a government act."""
    w = words()
    if sentence.number in reading.memo("en.general", _general_sentences):
        return True
    for t in range(sentence.first, sentence.last):
        bare_plural = reading.dep[t] == "nsubj" and reading.tag[t] == "NNS" and reading.tag[reading.head[t]] == "VBP"
        if bare_plural and not any(reading.dep[c] in ("det", "poss", "nummod") for c in reading.children[t]):
            return reading.dep[reading.head[t]] == "ROOT"
        if reading.dep[t] == "nsubj" and reading.ent[t] in ("LOCATION", "ORGANIZATION", "NORP", "GPE", "ORG"):
            return reading.lemma[reading.head[t]] in w.government
    return False
