"""Family facts that are told: a relative is, does or suffers something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import asks, clause_at, clause_span, phrase_left
from redactor.detect.en.family.feelings import feeling_verbs
from redactor.detect.en.kin import is_own, kin_at
from redactor.detect.en.scene import Scene
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match
from redactor.model import Context

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "NUM", "PROPN"})
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "obj")
_DETAILS = ("prep", "advmod", "npadvmod")
_SAYING_NOTHING = (*_SUBJECTS, "punct", "neg", "aux", "cc")
"""What hangs on a verb without adding to it."""


@dataclass(frozen=True, slots=True)
class _Verbs:
    """Verbs and nouns that tell whether a sentence states a fact about a relative."""

    taking: frozenset[str]
    future: frozenset[str]
    empty_possessions: frozenset[str]


@cache
def _verbs() -> _Verbs:
    lex = lexicon("en")
    return _Verbs(
        taking=lex.words("family/object_verbs"),
        future=lex.words("family/future_words"),
        empty_possessions=lex.words("family/empty_possessions"),
    )


def told_facts(scene: Scene) -> Iterator[Match]:
    """Yield the clauses that tell something about somebody's relative."""
    reading = scene.reading
    for sentence in reading.sentences:
        if scene.stance(sentence) in (Stance.GENERAL, Stance.PUBLIC):
            continue
        for t in range(sentence.first, sentence.last):
            relation = kin_at(scene, t)
            if relation is None or not is_own(scene, sentence, t) or not _states_fact(reading, sentence, t):
                continue
            yield Match(
                clause_span(reading, *_fact_range(reading, t)),
                0.75,
                "family.fact",
                "a clause that tells something about a relative",
                relation=relation,
            )


def _states_fact(reading: Reading, sentence: Sentence, t: int) -> bool:
    context = reading.blocks[sentence.block].context
    if asks(reading, sentence) and context in (Context.QUESTION, Context.NARRATION):
        return False
    if _is_spoken_to(reading, sentence, t):
        return False
    if reading.dep[t] in _SUBJECTS:
        return _acts(reading, t)
    states = _STATES.get(reading.dep[t])
    return _is_located(reading, t) or (states is not None and states(reading, t))


def _is_spoken_to(reading: Reading, sentence: Sentence, t: int) -> bool:
    """'Mother, the bank will take the flat': a bare kin word that calls somebody, beside a comma."""
    if reading.children[t] and any(reading.dep[c] in ("poss", "det", "amod") for c in reading.children[t]):
        return False
    opens = t == sentence.first or not reading.raw[t - 1][:1].isalnum()
    closes = t + 1 >= sentence.last or not reading.raw[t + 1][:1].isalnum()
    called = reading.dep[t] not in (*_SUBJECTS, "appos", "conj", "attr")
    spoken = reading.dep[t] in ("npadvmod", "intj", "dep", "advcl") or _speaks_to_one(reading, sentence)
    return opens and closes and called and spoken and sentence.last - sentence.first > 2


def _speaks_to_one(reading: Reading, sentence: Sentence) -> bool:
    said = reading.words_of(sentence)
    return "you" in said or "your" in said or "'ve" in said or reading.raw[sentence.last - 1] in ("?", "!")


def _acts(reading: Reading, t: int) -> bool:
    """'My mother sews'; 'My mother is.' says nothing, and 'My mother thinks ...' tells of thoughts."""
    verb = reading.head[t]
    if reading.lemma[verb] in feeling_verbs():
        return False
    told = any(reading.dep[c] not in _SAYING_NOTHING for c in reading.children[verb])
    return told or reading.lemma[verb] not in ("be", "do", "have")


def _is_located(reading: Reading, t: int) -> bool:
    """'my aunt in X': where a relative is, whatever is said of her."""
    return any(
        reading.lower[c] in ("in", "at", "near")
        and any(reading.pos[g] == "PROPN" for g in reading.children[c])
        for c in reading.children[t]
        if reading.dep[c] == "prep"
    )


def _is_affected(reading: Reading, t: int) -> bool:
    """'They arrested my brother'; 'I have a sister' only where more is said of her."""
    verb = reading.head[t]
    if reading.lemma[verb] not in _verbs().taking:
        return False
    beside = reading.children[verb]
    if any(reading.lower[c] in _verbs().future for c in beside):
        return False
    said_more = len(reading.children[t]) > 1 or any(reading.dep[c] in _DETAILS for c in beside)
    return reading.lemma[verb] != "have" or said_more


def _owns_a_subject(reading: Reading, t: int) -> bool:
    """'My aunt's lungs are weak'."""
    owned = reading.head[t]
    if reading.lemma[owned] in _verbs().empty_possessions:
        return False
    return reading.dep[owned] in _SUBJECTS and reading.lemma[reading.head[owned]] not in feeling_verbs()


def _has_content(reading: Reading, t: int) -> bool:
    """'Mother.' as an answer says who lives there; elsewhere the clause has to say more."""
    sentence = reading.sentence(t)
    answers = sentence is not None and reading.blocks[sentence.block].context is Context.ANSWER
    if answers and sentence is not None and _is_one_word(reading, sentence):
        return True
    return any(i != t and reading.pos[i] in _CONTENT for i in range(*clause_at(reading, t)))


def _has_apposition(reading: Reading, t: int) -> bool:
    """'with my mother, a teacher': what follows tells about the relative."""
    sentence = reading.sentence(t)
    if sentence is None or t + 2 >= sentence.last:
        return False
    return reading.raw[t + 1] == "," and reading.lower[t + 2] in ("a", "an", "who", "the")


_STATES: Mapping[str, Callable[[Reading, int], bool]] = {
    **dict.fromkeys(_OBJECTS, _is_affected),
    "poss": _owns_a_subject,
    **dict.fromkeys(("appos", "attr", "ROOT", "conj", "npadvmod"), _has_content),
    "pobj": _has_apposition,
}
"""What a relative has to be, by its place in the sentence, for the sentence to tell something."""


def _fact_range(reading: Reading, t: int) -> tuple[int, int]:
    """From where the relative's noun phrase begins to the end of the clause.

    What stands before it ("swears that", "which is why") tells nothing of the relative,
    unless the relative is the object of what happened.
    """
    first, last = clause_at(reading, t)
    owner = reading.head[t] if reading.dep[t] == "poss" else t
    if reading.dep[owner] in _OBJECTS:
        verb = reading.head[owner]
        own_subject = [c for c in reading.children[verb] if reading.dep[c] in _SUBJECTS]
        return max(first, min([verb, *own_subject])), last
    return phrase_left(reading, min(owner, t), first), _before_next_deed(reading, t, last)


def _before_next_deed(reading: Reading, t: int, last: int) -> int:
    """'cousin is a guard, asks us to drop that': the second verb is another's."""
    for i in range(t + 3, last):
        deed = reading.tag[i] in ("VBZ", "VBP") and reading.dep[i] not in ("relcl", "acl")
        if deed and reading.raw[i - 1] == ",":
            return i - 1
    return last


def _is_one_word(reading: Reading, sentence: Sentence) -> bool:
    return sum(reading.raw[i].isalpha() for i in range(sentence.first, sentence.last)) == 1
