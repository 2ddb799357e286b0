"""Whether a sentence speaks about many, a kind of people, or a government."""

from __future__ import annotations

from redactor.detect.en.cue_words import words
from redactor.detect.reading import Reading, Sentence

_ACTORS = ("LOCATION", "ORGANIZATION", "NORP", "GPE", "ORG")


def is_general(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence speaks about many, or lets a government act."""
    if sentence.number in reading.memo("en.general", _general_sentences):
        return True
    for t in range(sentence.first, sentence.last):
        if reading.dep[t] != "nsubj":
            continue
        head = reading.head[t]
        if _is_bare_plural(reading, t):
            return reading.dep[head] == "ROOT"
        if reading.ent[t] in _ACTORS:
            return reading.lemma[head] in words().government
    return False


def _general_sentences(reading: Reading) -> frozenset[int]:
    return frozenset(reading.sentence_of[first] for first, _, _ in words().general.find(reading))


def _is_bare_plural(reading: Reading, t: int) -> bool:
    """'Conscripts serve ten years': a plural subject that nothing counts or owns, in the present."""
    if reading.tag[t] != "NNS" or reading.tag[reading.head[t]] != "VBP":
        return False
    return not any(reading.dep[c] in ("det", "poss", "nummod") for c in reading.children[t])


def is_any_of_a_people(reading: Reading, sentence: Sentence) -> bool:
    """'A Finnish recruit begins at about 19': anyone of a people, in the present."""
    for t in range(sentence.first, sentence.last):
        if reading.dep[t] != "nsubj" or reading.tag[reading.head[t]] not in ("VBZ", "VBP"):
            continue
        below = reading.children[t]
        of_a_people = any(reading.ent[g] == "NORP" for c in below for g in (c, *reading.children[c]))
        if of_a_people and any(reading.lower[c] in words().any_one for c in below):
            return True
    return False
