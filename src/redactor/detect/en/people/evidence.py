"""Evidence for and against a run of words being a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from redactor.detect.en.field_labels import heading_type
from redactor.detect.en.people.credits import tells
from redactor.detect.en.people.mention import TAKEN_FOR_ONE
from redactor.detect.en.people.names import PATRONYMIC, is_figure, is_korean, names
from redactor.detect.en.people.runs import Run
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.text.places import is_known_place

_SLAVIC = re.compile(
    r"\w{2,}(?:enko|chuk|shvili|idze|yan|skyi|sky|skiy|ska|skaya|ov|ova|ev|eva|yev|yeva|ko|uk|yuk|vych|vich|iy)$"
)
_AGE_BEHIND = re.compile(
    r"(?:,\s*|\s*\()"
    r"(?:\d{1,2}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:-[a-z]+)?|[a-z]+teen)"
    r"\s*(?=[),.;]|$)",
    re.MULTILINE,
)
_GIVEN_BEHIND = re.compile(r",\s+(\w+)(?:\s+(\w+))?")
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 6
"""Letters: two are somebody's initials as often, more than six a word that is just written so."""
_PLACES = {"LOCATION", "GPE", "LOC", "FAC"}
_ORGANIZATIONS = {"ORGANIZATION", "ORG"}
_PEOPLES = {"NORP", "LANGUAGE"}
_THINGS = {"LAW", "EVENT", "WORK_OF_ART", "PRODUCT"}
_PERSON_FIELDS = ("PERSON", "JOURNALIST", "HELPER")
_OTHER_FIELDS = ("HOMETOWN", "DUTY_STATION", "MILITARY_UNIT", "DATE", "DATE_OF_BIRTH")


class Cue(NamedTuple):
    """One piece of evidence.

    Attributes:
        holds: whether it is there.
        weight: what it adds to the score, negative against a person.
        reason: what the report says of it, "" for nothing.
    """

    holds: bool
    weight: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """The words that count beside a name."""

    animate: frozenset[str]
    talking: frozenset[str]
    beside: frozenset[str]
    done_to_persons: frozenset[str]
    states: frozenset[str]


@cache
def _around() -> _Around:
    lex = lexicon("en")
    return _Around(
        animate=lex.words("entities/animate_verbs") | lex.single_words("public/speech_verbs"),
        talking=lex.words("entities/talking_verbs"),
        beside=lex.words("entities/words_beside_persons"),
        done_to_persons=lex.words("entities/verbs_to_persons"),
        states=lex.words("entities/states_of_persons"),
    )


def inner_cues(reading: Reading, run: Run, lower_case: frozenset[str]) -> Iterator[Cue]:
    """Yield the evidence in the words of a run themselves.

    Args:
        reading: the parsed text.
        run: within it.
        lower_case: the words that the text has in lower case somewhere.
    """
    know, key = names(), run.key
    place = is_known_place(_surface(reading, run)) or (len(key) == 1 and is_known_place(key[0]))
    given = any(k in know.given for k in key)
    unknown = [k for k in key if _is_unknown(k) and k not in lower_case]
    yield from _model_cues({reading.ent[t] for t in range(run.first, run.last)}, place)
    yield Cue(is_figure(key), 6, "a public figure's name")
    yield Cue(is_korean(key), 3, "built like a Korean name")
    yield Cue(given, 2, "holds a usual given name")
    yield Cue(key[0] in know.surnames and len(key) == 1, 1, "a usual surname")
    yield Cue(any(PATRONYMIC.match(k) for k in key), 3, "holds a patronymic")
    slavic = len(key) > 1 and not place and any(_SLAVIC.match(k) for k in unknown)
    yield Cue(slavic, 1.5, "ends like a Slavic surname")
    yield Cue(len(unknown) == len(key), 1)
    yield Cue(not unknown, -1.5)
    yield Cue(len(key) >= 2 and len(unknown) >= 2, 0.5)
    yield Cue(place and not given, -1)
    yield Cue(any(k in know.orgs for k in key), -4)
    yield Cue(any(k in know.places for k in key), -3)
    yield Cue(key[0] in know.calendar and len(key) == 1, -3)
    yield Cue(len(key) > 4, -3)
    people = key[0] in know.peoples or key[0].removesuffix("s") in know.peoples
    yield Cue(len(key) == 1 and people and key[0] not in know.surnames, -3)
    yield Cue(_is_acronym(reading, run), -4)


def _is_unknown(word: str) -> bool:
    """Whether a word is no common one, nor one with a verb drawn into it: "somebody'd"."""
    common = names().common
    contracted = word.endswith(("'d", "'ll", "'ve")) and word.partition("'")[0] in common
    return word not in common and not contracted


def _is_acronym(reading: Reading, run: Run) -> bool:
    """'NHK', 'UNIAN': capitals among words that are not written in capitals, and nobody's known name."""
    know, raw = names(), reading.raw[run.first]
    size = range(_SHORTEST_ACRONYM, _LONGEST_ACRONYM + 1)
    if (
        len(run.key) > 1
        or run.start < run.first
        or len(raw) not in size
        or not (raw.isupper() and raw.isalpha())
    ):
        return False
    if run.key[0] in know.surnames or run.key[0] in know.given:
        return False
    sentence = reading.sentence(run.first)
    return sentence is not None and any(
        reading.raw[t].islower() for t in range(sentence.first, sentence.last)
    )


def _model_cues(entities: set[str], place: bool) -> Iterator[Cue]:
    """What the language model says of a run's tokens."""
    yield Cue("PERSON" in entities, 0.5 if place else 2, TAKEN_FOR_ONE)
    yield Cue(not entities.isdisjoint(_PLACES), -1.5)
    yield Cue(not entities.isdisjoint(_ORGANIZATIONS), -0.5)
    yield Cue(not entities.isdisjoint(_PEOPLES), -4)
    yield Cue(not entities.isdisjoint(_THINGS), -1)


def outer_cues(reading: Reading, run: Run) -> Iterator[Cue]:
    """Yield the evidence in the words around a run."""
    know, around = names(), _around()
    first, last, lower = run.first, run.last, reading.lower
    after = lower[last] if last < len(lower) else ""
    before = lower[first - 1] if first else ""
    head = reading.lemma[reading.head[last - 1]]
    dep = reading.dep[last - 1]
    place = is_known_place(_surface(reading, run))
    yield Cue(_is_described(reading, last), 2, "described as a person")
    yield Cue(dep == "appos" and head in know.person_nouns, 2, "said to be a person")
    subject = dep in ("nsubj", "nsubjpass") and head in around.animate and not place
    yield Cue(subject, 1.5, "does what people do")
    yield Cue(subject and head in around.talking, 1, "speaks")
    is_unknown = not place and all(map(_is_unknown, run.key))
    yield Cue(is_unknown and _is_met(reading, last - 1), 2.5, "somebody tells of meeting them")
    yield Cue(
        is_unknown and dep == "nsubj" and _is_in_a_state(reading, last - 1), 2, "feels what people feel"
    )
    who = after == "who" or (after == "," and lower[last + 1 : last + 2] == ["who"])
    yield Cue(who, 2, "followed by 'who'")
    yield Cue(bool(_AGE_BEHIND.match(reading.text, reading.ends[last - 1])), 1.5, "followed by an age")
    yield Cue(_has_given_names_behind(reading, last), 5, "surname before given names")
    possessive = after in ("'s", "’s") and last + 1 < len(lower)
    yield Cue(possessive and lower[last + 1] in know.kin, 2.5, "has relatives")
    yield Cue(possessive and lower[last + 1] not in know.kin, 0.5)
    yield Cue(before in around.beside, 0.3)
    yield Cue(before == "the", -2.5)
    yield Cue(after in know.orgs or after in know.places, -2)
    label = heading_type(reading.block_of(first))
    is_named = label in _PERSON_FIELDS and not place and not _is_spoken(reading, first)
    yield Cue(is_named, 2.5, "stands in a field for names")
    yield Cue(label in _OTHER_FIELDS, -2.5)
    yield Cue(_is_voice(reading, run), -6)
    yield Cue(_is_interpreted(reading, run), -4)


def _is_met(reading: Reading, token: int) -> bool:
    """'I never told X', 'we buried X'."""
    verb = reading.head[token]
    if reading.dep[token] not in ("dobj", "dative") or reading.lemma[verb] not in _around().done_to_persons:
        return False
    return any(reading.dep[t] == "nsubj" and reading.lower[t] in ("i", "we") for t in reading.children[verb])


def _is_in_a_state(reading: Reading, token: int) -> bool:
    """'X was afraid'."""
    verb = reading.head[token]
    return reading.lemma[verb] == "be" and any(
        reading.dep[t] == "acomp" and reading.lemma[t] in _around().states for t in reading.children[verb]
    )


def _is_spoken(reading: Reading, first: int) -> bool:
    """'NARRATOR: Men from the coast were called up': who speaks, and no field."""
    sentence = reading.sentence(first)
    is_voice = reading.block_of(first).label in lexicon("en").words("layout/narrator_labels")
    return is_voice and sentence is not None and tells(reading, sentence)


def _is_voice(reading: Reading, run: Run) -> bool:
    """'NARR: Dandong, on the bank of the river', 'PROF = the professor': what a speaker is, and not who."""
    raw = reading.raw[run.first]
    if len(run.key) > 1 or not raw.isupper() or reading.raw[run.last : run.last + 1] not in ([":"], ["="]):
        return False
    return run.key[0] in lexicon("en").words("layout/voices_in_capitals")


def _is_interpreted(reading: Reading, run: Run) -> bool:
    """'Interpreter Russian: ...', 'interpreter from Farsi': a language."""
    lex, first = lexicon("en"), run.first
    before = reading.lower[max(0, first - 2) : first]
    is_behind = before[-1:] == ["from"] or not lex.words("entities/interpreters").isdisjoint(before[-1:])
    is_interpreter = not lex.words("entities/interpreters").isdisjoint(before)
    return (
        is_behind and is_interpreter and run.key[0] in lex.words("background/languages") and len(run.key) == 1
    )


def _surface(reading: Reading, run: Run) -> str:
    return " ".join(reading.raw[run.first : run.last])


def _has_given_names_behind(reading: Reading, last: int) -> bool:
    """'X, Ivan Ivanovych': a form of the East writes the surname first."""
    end = reading.ends[last - 1]
    m = _GIVEN_BEHIND.match(reading.text[end : end + 40])
    return m is not None and any(g and PATRONYMIC.match(g.lower()) for g in m.groups())


def _is_described(reading: Reading, last: int) -> bool:
    """'X, a girl from Y', 'X, radio operator', 'X, the chaplain'."""
    sentence = reading.sentence(last - 1)
    if sentence is None or last >= sentence.last or reading.raw[last] != ",":
        return False
    for t in range(last + 1, min(sentence.last, last + 5)):
        if reading.raw[t] in ",.;":
            return False
        if reading.lemma[t] in names().person_nouns:
            return reading.pos[t] in ("NOUN", "PROPN")
        if reading.pos[t] not in ("DET", "ADJ", "NOUN", "NUM", "PROPN", "PUNCT"):
            return False
    return False
