"""MILITARY_ROLE: rank, trade or position of somebody in particular."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Context, EntityType, Role


class MilitaryRoleRecognizer(RuleRecognizer):
    """Finds ranks and trades that a sentence gives to a person."""

    entity_type = EntityType.MILITARY_ROLE

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield ranks and trades in personal sentences, form fields and answers."""
        scene = scene_of(reading)
        for first, last, kind in _index().find(reading):
            if _counts(scene, first, last, kind):
                yield Match(
                    reading.span(first, last),
                    0.75,
                    f"role.{kind}",
                    "a rank or trade of somebody",
                    _role(scene, first),
                )
        yield from _answers(scene)
        for block in reading.blocks:
            if label_type(block) == "MILITARY_ROLE" and len(block.span):
                yield Match(block.span, 0.85, "role.field", "stands in a form field for it")


_ROLE_QUESTIONS = frozenset(
    {"job", "rank", "trade", "trained", "train", "speciality", "specialty", "position"}
)


_RANK_WORDS = frozenset({"rank", "grade", "ranks"})
_RANK_WITHIN = 4
"""Tokens between "rank" and what it is."""


def _answers(scene: Scene) -> Iterator[Match]:
    """'And your job there?' 'Bridging.': a bare answer is the trade."""
    reading = scene.reading
    for sentence in reading.sentences:
        if not scene.opens_answer(sentence) or not scene.asked(sentence) & _ROLE_QUESTIONS:
            continue
        named = [t for t in range(sentence.first, sentence.last) if reading.raw[t][:1].isalpha()]
        if 1 <= len(named) <= 3 and all(
            reading.pos[t] in ("NOUN", "PROPN", "ADJ", "VERB", "DET") for t in named
        ):
            yield Match(
                reading.span(named[0], named[-1] + 1),
                0.75,
                "role.answer",
                "answers a question about rank or trade",
            )


@cache
def _index() -> PhraseIndex:
    lex = lexicon("en")
    everyday = lex.words("military/ranks_also_everyday")
    ranks = lex.words("military/ranks")
    return PhraseIndex(
        [
            *[(w, "ambiguous") for w in sorted(lex.words("military/trades_ambiguous") | everyday)],
            *[(w, "rank") for w in sorted(ranks - everyday)],
            *lex.phrases("trade", "military/trades"),
        ]
    )


def _counts(scene: Scene, first: int, last: int, kind: str) -> bool:
    """Whether the word is somebody's rank or trade here, and not a crowd's or an adjective."""
    reading = scene.reading
    sentence = reading.sentence(first)
    if sentence is None:
        return False
    head = last - 1
    if (
        reading.tag[head] == "NNS"
        or reading.dep[head] in ("amod",)
        or reading.pos[head] in ("VERB", "AUX", "ADV")
    ):
        return False
    stance = scene.stance(sentence)
    if stance in (Stance.GENERAL, Stance.PUBLIC) and kind == "ambiguous":
        return False
    follows = reading.lower[last] if last < len(reading.raw) else ""
    if not _is_said_of_somebody(scene, first, last):
        return False
    if kind == "rank":
        return True
    if kind == "trade":
        return stance is not Stance.GENERAL
    return _is_given(scene, first, last) and follows not in ("'s", "’s")


def _is_said_of_somebody(scene: Scene, first: int, last: int) -> bool:
    """Predicate, apposition, rank before a name, "as a ..." or a fragment: not whoever walks by."""
    reading = scene.reading
    head = last - 1
    if any(t in scene.person_at for t in range(last, min(last + 2, len(reading.raw)))):
        return True
    if reading.dep[head] in ("attr", "appos", "oprd", "ROOT", "npadvmod", "compound", "conj", "nmod", "dep"):
        return True
    if reading.dep[head] == "pobj":
        return reading.lower[reading.head[head]] in ("as", "to", "of")
    if reading.dep[head] in ("nsubj", "dobj") and bool(reading.lower[last : last + 1] == [","]):
        return True
    return _stands_in_a_list(reading, first, last)


def _stands_in_a_list(reading: Reading, first: int, last: int) -> bool:
    """'unmarried, private, driver-mechanic of the 2nd battalion': what a file lists of somebody."""
    opens = first > 0 and reading.raw[first - 1] in (",", ";", ":", "(")
    return opens and reading.lower[last : last + 1] in ([","], [";"], ["."], [")"], ["of"], ["in"], ["with"])


@cache
def _everyday_ranks() -> frozenset[str]:
    return lexicon("en").words("military/ranks_also_everyday")


def _is_given(scene: Scene, first: int, last: int) -> bool:
    """'was a driver', 'as a cook', 'X, a loader', or the answer to what one did in the army."""
    reading = scene.reading
    sentence = reading.sentence(first)
    if sentence is None or not scene.is_personal(first):
        return False
    asked = scene.asked(sentence)
    military = asked & {"job", "role", "trade", "trained", "rank", "army", "unit"}
    if military and scene.opens_answer(sentence):
        return True
    if _is_named_as_rank(reading, sentence, first, last):
        return True
    before = reading.lower[max(sentence.first, first - 3) : first]
    words_here = set(reading.words_of(sentence))
    in_army = words_here & {
        "army",
        "unit",
        "brigade",
        "battalion",
        "regiment",
        "company",
        "front",
        "served",
        "military",
        "platoon",
    }
    predicate = reading.dep[last - 1] in ("attr", "appos", "ROOT") and reading.raw[last - 1].islower()
    if predicate and reading.lower[last - 1] in _everyday_ranks() and before[-1:] == ["a"]:
        return True
    return ("as" in before and bool(in_army)) or (
        before[-1:] == ["a"] and bool(in_army) and reading.dep[last - 1] in ("attr", "appos")
    )


def _is_named_as_rank(reading: Reading, sentence: Sentence, first: int, last: int) -> bool:
    """'Rank: major', 'with the rank of captain', or a sentence of nothing else: 'Senior lieutenant.'"""
    before = reading.lower[max(sentence.first, first - _RANK_WITHIN) : first]
    if any(w in _RANK_WORDS for w in before) and not any(
        reading.raw[t] == "." for t in range(first - len(before), first)
    ):
        return True
    told = [t for t in range(sentence.first, sentence.last) if reading.raw[t][:1].isalnum()]
    return len(told) <= last - first + 1 and reading.raw[sentence.last - 1] in (".", ",", ";")


def _role(scene: Scene, token: int) -> Role | None:
    """A rank before a name has that person's role; a general statement has nobody's."""
    reading = scene.reading
    for t in range(token + 1, min(token + 4, len(reading.raw))):
        mention = scene.person_at.get(t)
        if mention is not None:
            role = scene.cast.role(mention.key)
            return role if not role.is_protected else None
    stance = scene.stance(reading.sentence(token))
    if stance in (Stance.GENERAL, Stance.PUBLIC):
        return Role.NOBODY
    context = reading.block_of(token).context
    return Role.NOBODY if stance is Stance.OPEN and context is Context.NARRATION else None
