"""Answers that are punished for what they answer: a deed, a wish, a film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.reprisal.suspicion import Suspicion
from redactor.detect.en.scene import Scene
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context

_EARLY = 3
"""Sentences of an answer that speak of what was asked."""
_SAYS_MORE = 4
"""Tokens from which an answer is more than a shrug."""


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a question is about: it holds a word of each set."""

    theme: str
    one_of: frozenset[str]
    and_one_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class _QuestionWords:
    """What questions ask for, and what their answers say.

    Attributes:
        topics: deeds that a question asks about.
        no_deeds: verbs that tell no deed.
        wish_frames: words that a question about wishes holds all of.
        no_wish: words that it holds none of.
        wishing: lemmas of an answer that names a wish.
        media: films, radio, books.
        media_verbs: how one takes them in.
        media_pronouns: what stands for them.
        denials: answers that deny.
    """

    topics: tuple[_Topic, ...]
    no_deeds: frozenset[str]
    wish_frames: tuple[frozenset[str], ...]
    no_wish: frozenset[str]
    wishing: frozenset[str]
    media: frozenset[str]
    media_verbs: frozenset[str]
    media_pronouns: frozenset[str]
    denials: frozenset[str]


@cache
def _question_words() -> _QuestionWords:
    lex = lexicon("en")
    topics = lex.entry("reprisal_questions/topics")
    return _QuestionWords(
        topics=tuple(_Topic(t["theme"], frozenset(t["one_of"]), frozenset(t["and_one_of"])) for t in topics),
        no_deeds=lex.words("reprisal_questions/no_deeds"),
        wish_frames=tuple(map(frozenset, lex.entry("reprisal_questions/wish_frames"))),
        no_wish=lex.words("reprisal_questions/no_wish_questions"),
        wishing=lex.words("reprisal_questions/wishing"),
        media=lex.single_words("reprisal/banned_media/objects"),
        media_verbs=lex.words("reprisal_questions/media_verbs"),
        media_pronouns=lex.words("reprisal_questions/media_pronouns"),
        denials=lex.words("reprisal_questions/denials"),
    )


def by_topic(scene: Scene) -> Iterator[Suspicion]:
    """Yield answers whose question tells what they speak of: surrender, informing, desertion."""
    reading = scene.reading
    for sentence in reading.sentences:
        answers = reading.blocks[sentence.block].context is Context.ANSWER
        if not answers or not _is_early(reading, sentence) or not _tells_own_deed(reading, sentence):
            continue
        asked = scene.asked(sentence)
        topics = (t for t in _question_words().topics if asked & t.one_of and asked & t.and_one_of)
        topic = next(topics, None)
        if topic is not None:
            yield Suspicion(sentence.first, sentence.last, topic.theme)


def by_wish(scene: Scene) -> Iterator[Suspicion]:
    """Yield answers to 'And after the camp?': they may be a wish to defect."""
    reading = scene.reading
    for sentence in reading.sentences:
        if sentence.last - sentence.first < _SAYS_MORE or not scene.opens_answer(sentence):
            continue
        if _asks_for_wish(scene.asked(sentence)) and _wishes(reading, sentence):
            yield Suspicion(sentence.first, sentence.last, "wish")


def by_media(scene: Scene) -> Iterator[Suspicion]:
    """Yield answers to 'Did you listen to it?' that do not deny it: 'Every evening.'"""
    reading = scene.reading
    for sentence in reading.sentences:
        if not scene.opens_answer(sentence) or not _asks_for_media(scene.asked(sentence)):
            continue
        if _question_words().denials.isdisjoint(reading.words_of(sentence)):
            yield Suspicion(sentence.first, sentence.last, "banned_media", 0.6)


def _is_early(reading: Reading, sentence: Sentence) -> bool:
    return sentence.number - reading.sentences_of_block(sentence.block)[0].number < _EARLY


def _tells_own_deed(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells what the speaker did, in the past."""
    return any(
        reading.lower[t] in ("i", "we")
        and reading.dep[t] == "nsubj"
        and reading.tag[reading.head[t]] in ("VBD", "VBN", "VB")
        and reading.lemma[reading.head[t]] not in _question_words().no_deeds
        for t in range(sentence.first, sentence.last)
    )


def _asks_for_wish(asked: frozenset[str]) -> bool:
    framed = any(frame <= asked for frame in _question_words().wish_frames)
    return framed and asked.isdisjoint(_question_words().no_wish)


def _wishes(reading: Reading, sentence: Sentence) -> bool:
    """Whether an answer names what is wished for: a verb or a place, not a shrug."""
    return not _question_words().wishing.isdisjoint(reading.lemma[sentence.first : sentence.last])


def _asks_for_media(asked: frozenset[str]) -> bool:
    w = _question_words()
    return "you" in asked and bool(asked & w.media_verbs) and bool(asked & (w.media | w.media_pronouns))
