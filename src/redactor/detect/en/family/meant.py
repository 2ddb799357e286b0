"""Which relative a sentence goes on about: 'My mother is ill. She is fifty-two.', 'Un-mi is my sister.'"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from redactor.detect.en.cue_words import words
from redactor.detect.en.kin import kin_at, relation_of
from redactor.detect.en.people.names import NameKey
from redactor.detect.en.scene import Scene
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence

_BACK = 3
"""Sentences before one among which the relative that its pronoun means is looked for."""
_TURNS_BACK = 5
"""Blocks before a question among which the relative that its pronoun means is looked for."""
_BETWEEN = 4
"""Tokens between a kin word and the name that it goes with: "my sister is called Un-mi"."""
_SUBJECTS = ("nsubj", "nsubjpass")
_PRONOUNS = frozenset({"he", "she"})
_JOINTS = frozenset({"be", "'s", ",", "(", "-", "–", "—", "my", "our", "his", "her", "their"})
_CALLS = frozenset({"call", "name"})


@cache
def _she() -> frozenset[str]:
    return lexicon("en").words("family/women")


@cache
def _he() -> frozenset[str]:
    return lexicon("en").words("family/men")


def may_mean(pronoun: str, relation: str) -> bool:
    """Whether a pronoun may stand for a relative."""
    return relation not in (_he() if pronoun == "she" else _she())


def relation_meant(scene: Scene, first: int) -> str | None:
    """Return the relative that the subject of a fact's sentence stands for, ``None`` for none.

    Args:
        scene: of the text.
        first: the fact's first token.
    """
    sentence = scene.reading.sentence(first)
    if sentence is None:
        return None
    subject = _subject(scene, sentence, first)
    if subject is None:
        return None
    mention = scene.person_at.get(subject)
    if mention is not None:
        return _relation_of_name(scene, mention.key)
    return _before(scene, sentence, scene.reading.lower[subject])


def relation_by_pronoun(reading: Reading, questions: list[Sentence]) -> str | None:
    """Return the relative whom a question means by "he" or "she": the one spoken of last."""
    asked = [t for q in questions for t in range(q.first, q.last)]
    pronouns = {reading.lower[t] for t in asked} & _PRONOUNS
    if len(pronouns) != 1 or any(relation_of(reading, t) for t in asked):
        return None
    (pronoun,) = pronouns
    first = questions[0].block
    for block in range(first - 1, max(-1, first - 1 - _TURNS_BACK), -1):
        told = [t for s in reading.sentences_of_block(block) for t in range(s.first, s.last)]
        relations = {r for t in told if (r := relation_of(reading, t)) and may_mean(pronoun, r)}
        if relations:
            return relations.pop() if len(relations) == 1 else None
    return None


def _relation_of_name(scene: Scene, key: NameKey) -> str | None:
    """Return which relative bears a name, or a part of it that nobody else's name has."""
    return scene.reading.memo("en.relatives-by-name", lambda _: dict(_by_name(scene))).get(key)


def _by_name(scene: Scene) -> Iterator[tuple[NameKey, str]]:
    known, keys = named_relatives(scene), {m.key for m in scene.people}
    for key in keys if known else ():
        longer = {other for other in keys if set(key) < set(other)}
        name = key if key in known else longer.pop() if len(longer) == 1 else ()
        if name in known:
            yield key, known[name]


def named_relatives(scene: Scene) -> Mapping[NameKey, str]:
    """Return the relation of each person whom the text calls somebody's relative."""
    return scene.reading.memo("en.named-relatives", lambda _: dict(_named(scene)))


def _named(scene: Scene) -> Iterator[tuple[NameKey, str]]:
    reading = scene.reading
    for mention in scene.people:
        sentence = reading.sentence(mention.first)
        if sentence is None:
            continue
        before = range(mention.first - 1, max(sentence.first, mention.first - _BETWEEN) - 1, -1)
        after = range(mention.last, min(sentence.last, mention.last + _BETWEEN + 1))
        for way, joints in ((before, _JOINTS | _CALLS), (after, _JOINTS)):
            relation = _joined(scene, way, joints)
            if relation is not None:
                yield mention.key, relation
                break


def _joined(scene: Scene, way: range, joints: frozenset[str]) -> str | None:
    """Return the relation of an owned kin word that only "is", "called" and the like part from a name."""
    reading = scene.reading
    owned = words().first | words().third
    for t in way:
        relation = kin_at(scene, t)
        if relation is not None:
            near = reading.lower[max(0, t - 3) : t]
            return relation if any(w in owned or w == "'s" for w in near) else None
        is_adjective = reading.pos[t] in ("ADJ", "NUM")
        if not (reading.lemma[t] in joints or reading.lower[t] in joints or is_adjective):
            return None
    return None


def _subject(scene: Scene, sentence: Sentence, fact: int) -> int | None:
    """Return the subject before a fact if it is "he", "she" or a name, and nobody else acts there."""
    reading, found = scene.reading, None
    for t in range(sentence.first, sentence.last):
        if t not in scene.person_at and relation_of(reading, t) is not None:
            return None
        if reading.dep[t] not in _SUBJECTS or t > fact:
            continue
        if reading.lower[t] in words().first:
            return None
        if reading.lower[t] in _PRONOUNS or t in scene.person_at:
            found = t
    return found


def _actor(scene: Scene, sentence: Sentence) -> str:
    """Return "he", "she" or a name that a sentence is about, "" if it is about a relative or the speaker."""
    reading = scene.reading
    for t in range(sentence.first, sentence.last):
        mention = scene.person_at.get(t)
        if reading.dep[t] in _SUBJECTS and (mention or reading.lower[t] in _PRONOUNS):
            is_relative = mention is not None and _relation_of_name(scene, mention.key)
            return "" if is_relative else reading.lower[t]
        if reading.dep[t] in _SUBJECTS:
            return ""
    return ""


def _before(scene: Scene, sentence: Sentence, pronoun: str) -> str | None:
    """Return the relative spoken of last before a sentence, of the sex that its pronoun tells."""
    reading = scene.reading
    for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _BACK), -1):
        earlier = reading.sentences[number]
        if earlier.block != sentence.block:
            return None
        actor = _actor(scene, earlier)
        if actor in _PRONOUNS and may_mean(pronoun, "mother") == may_mean(actor, "mother"):
            continue
        if actor:
            return None
        acting = next((t for t in range(earlier.first, earlier.last) if reading.dep[t] in _SUBJECTS), None)
        relation = relation_of(reading, acting) if acting is not None else None
        if relation is not None and may_mean(pronoun, relation):
            return relation
        for t in range(earlier.last - 1, earlier.first - 1, -1):
            mention = scene.person_at.get(t)
            relation = _relation_of_name(scene, mention.key) if mention else kin_at(scene, t)
            if relation is not None and may_mean(pronoun, relation):
                return relation
            if mention is not None and relation is None:
                return None
    return None
