"""What the grammar of a sentence says of a place in it: left, sent to, from, a government."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.kin import relation_of
from redactor.detect.en.people.names import names
from redactor.detect.en.places.mention import PlaceName
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading

_ORIGIN_WITHIN = 6
"""Tokens behind "from" among which a "to" makes it a journey: "came from X to Y"."""


_NEARNESS_WITHIN = 6
"""Tokens before a name in which "not far from" and the like begin."""


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """Words that say what a place is to somebody."""

    institutions: frozenset[str]
    org_nouns: frozenset[str]
    persons: frozenset[str]
    trades: frozenset[str]
    callings: frozenset[str]
    residences: frozenset[str]
    moving: frozenset[str]
    leaving: frozenset[str]
    left_in_notes: frozenset[str]
    from_verbs: frozenset[str]
    before_from: frozenset[str]
    near_homes: frozenset[str]
    near_posts: frozenset[str]


@cache
def _circumstances() -> _Circumstances:
    lex = lexicon("en")
    return _Circumstances(
        institutions=lex.words("entities/institution_nouns"),
        org_nouns=lex.words("entities/org_nouns"),
        persons=lex.words("grammar/person_nouns", "entities/indefinite_persons"),
        trades=names().person_nouns,
        callings=lex.single_words("public/offices", "public/experts", "public/posts", "public/press"),
        residences=lex.single_words("home/residence_nouns", "home/stay_nouns"),
        moving=lex.words("service/moving_verbs"),
        leaving=lex.words("home/leaving_verbs"),
        left_in_notes=lex.words("home/left_in_notes"),
        from_verbs=lex.words("home/from_verbs"),
        before_from=lex.words("home/before_from"),
        near_homes=lex.words("home/near_homes"),
        near_posts=lex.words("home/near_posts"),
    )


def is_institution(name: PlaceName) -> bool:
    """'Pyongyang denied', 'the Kursk front', 'Moscow's prison service'."""
    reading, last, w = name.reading, name.last, _circumstances()
    after = reading.lower[last : last + 2]
    if after and after[0] in w.institutions:
        return True
    if len(after) == 2 and after[0] == "'s":
        return after[1] in w.institutions or after[1] in w.org_nouns
    head = reading.head[last - 1]
    acts = reading.dep[last - 1] == "nsubj" and reading.pos[head] == "VERB"
    return acts and reading.lemma[head] in words().government


def is_origin_of_person(name: PlaceName) -> bool:
    """'a girl from X', 'Teklu from X', 'who is from X': somebody's origin, whoever speaks."""
    reading, scene = name.reading, name.scene
    if name.before != "from":
        return False
    before = name.first - 2
    while before >= 0 and reading.raw[before] in ",()":
        before -= 1
    if before < 0:
        return False
    if before in scene.person_at:
        return scene.cast.role(scene.person_at[before].key).is_protected
    if reading.sentence_of[before] != reading.sentence_of[name.first]:
        return False
    return reading.lemma[before] in _circumstances().persons or _is_one_of_a_trade(reading, before)


def _is_one_of_a_trade(reading: Reading, t: int) -> bool:
    """'a diver from X', 'a Korean from Y', but not 'doctors from X' nor 'a historian from Y'."""
    if reading.tag[t] not in ("NN", "NNP"):
        return False
    trade = reading.lemma[t] in _circumstances().trades and reading.lemma[t] not in _circumstances().callings
    return trade or (reading.lower[t] in names().peoples and reading.lower[t - 1] in ("a", "an"))


def is_from(name: PlaceName) -> bool:
    """'I am from X', 'From X.', 'a girl from X', but not 'we came from X to Y'."""
    reading, first, sentence = name.reading, name.first, name.sentence
    if first == sentence.first or name.before != "from":
        return False
    if first - 1 == sentence.first or is_origin_of_person(name):
        return True
    verb = reading.lemma[reading.head[first - 1]]
    if verb in _circumstances().from_verbs:
        return verb == "be" or "to" not in reading.lower[first : min(sentence.last, first + _ORIGIN_WITHIN)]
    return reading.lemma[first - 2] in _circumstances().before_from


def is_whereabouts(name: PlaceName) -> bool:
    """'the shelter in X', 'Maja in X': where somebody to be protected stays."""
    reading, scene, first = name.reading, name.scene, name.first
    if first < 2 or name.before not in ("in", "at", "near", "outside"):
        return False
    holder = reading.head[first - 1]
    if reading.pos[holder] == "NOUN":
        return reading.lemma[holder] in _circumstances().residences
    mention = scene.person_at.get(first - 2)
    return mention is not None and scene.cast.role(mention.key).is_protected


def is_sent_to(name: PlaceName) -> bool:
    """'they moved us to X': a post that others chose."""
    reading = name.reading
    if name.before not in ("to", "into"):
        return False
    verb = reading.head[name.first - 1]
    return reading.lemma[verb] in _circumstances().moving and any(
        reading.lower[c] in ("us", "me", "him", "her")
        for c in reading.children[verb]
        if reading.dep[c] in ("dobj", "dative")
    )


def is_left(name: PlaceName) -> bool:
    """'She left X', 'he fled X': the place one leaves was home or post."""
    reading, scene, t = name.reading, name.scene, name.first
    if _is_left_in_note(name):
        return True
    while reading.dep[t] == "compound" and reading.head[t] != t:
        t = reading.head[t]
    verb = reading.head[t]
    if reading.dep[t] != "dobj" or reading.lemma[verb] not in _circumstances().leaving:
        return False
    subject = subject_of(reading, verb)
    return subject is not None and scene.is_somebody(subject)


def _is_left_in_note(name: PlaceName) -> bool:
    """'Crossed X at dawn': notes leave the subject out."""
    opens = name.first - 1 == name.sentence.first
    return opens and name.before in _circumstances().left_in_notes and name.scene.is_personal(name.first)


def near_home(name: PlaceName) -> bool:
    """'Our house is not far from X': the place beside somebody's home."""
    return _lies_near(name, _circumstances().near_homes)


def near_post(name: PlaceName) -> bool:
    """'Our base was twenty kilometres from X': the place beside somebody's post."""
    return _lies_near(name, _circumstances().near_posts)


def _lies_near(name: PlaceName, nouns: frozenset[str]) -> bool:
    """Whether an owned one of some nouns is told to lie near a place, or an "it" told just before."""
    reading, sentence = name.reading, name.sentence
    window = max(sentence.first, name.first - _NEARNESS_WITHIN)
    if not any(stop == name.first for _, stop, _ in _nearness().find(reading, window, name.first)):
        return False
    if _owned(reading, range(sentence.first, name.first), nouns):
        return True
    if not sentence.number or reading.lower[sentence.first] not in ("it", "that"):
        return False
    before = reading.sentences[sentence.number - 1]
    return before.block == sentence.block and _owned(reading, range(before.first, before.last), nouns)


def _owned(reading: Reading, tokens: range, nouns: frozenset[str]) -> bool:
    owners = words().first | words().third
    return any(
        reading.lemma[t] in nouns and any(w in owners for w in reading.lower[max(tokens.start, t - 2) : t])
        for t in tokens
    )


@cache
def _nearness() -> PhraseIndex:
    return PhraseIndex(lexicon("en").phrases("near", "home/nearness"))


def relation_before(name: PlaceName) -> str | None:
    """Return the relative whom the sentence names last before the place, ``None`` for none."""
    for t in range(name.first - 1, name.sentence.first - 1, -1):
        if t not in name.scene.person_at:
            relation = relation_of(name.reading, t)
            if relation is not None:
                return relation
    return None
