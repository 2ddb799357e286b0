"""What a sentence says about who the bearer of a name is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.field_labels import heading_type
from redactor.detect.en.people.credits import ends_entry, is_credited, is_writer, stands_in_credit_line
from redactor.detect.en.people.names import is_figure, names
from redactor.detect.en.people.public import has_calling
from redactor.detect.en.people.runs import Run
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.model import Role

_NAMED_WITHIN = 6
"""Tokens between "my wife's name" and the name."""
_CALLED_WITHIN = 6
"""Tokens behind a name in which "(“the applicant”)" stands."""
_NAME_WITHIN = 5
"""Tokens of an answer before the name that was asked for: "My name is X"."""


@dataclass(frozen=True, slots=True)
class _RoleWords:
    """The words that say what somebody is to a text."""

    helpers: frozenset[str]
    interpreters: frozenset[str]
    asked_offices: frozenset[str]
    own_name: frozenset[str]
    possessives: frozenset[str]
    parties: frozenset[str]


@cache
def _role_words() -> _RoleWords:
    lex = lexicon("en")
    return _RoleWords(
        helpers=lex.single_words("labels/HELPER"),
        interpreters=lex.words("entities/interpreters"),
        asked_offices=lex.words("entities/asked_offices"),
        own_name=lex.words("entities/own_name_questions"),
        possessives=lex.words("entities/possessives"),
        parties=lex.words("grammar/party_nouns"),
    )


@dataclass(frozen=True, slots=True)
class _Naming:
    """A name where it stands.

    Attributes:
        reading: the parsed text.
        run: the name.
        sentence: the name's.
        label: what its block's label asks for.
        before: the three words before it, and the titles it opens with.
        apposition: the lemmas of ', a former envoy who writes for ...' right behind it.
    """

    reading: Reading
    run: Run
    sentence: Sentence | None
    label: str
    before: frozenset[str]
    apposition: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, run: Run) -> _Naming:
        sentence = reading.sentence(run.first)
        window = reading.lower[max(0, run.start - 3) : run.first]
        return cls(
            reading,
            run,
            sentence,
            heading_type(reading.block_of(run.first)),
            frozenset(w.rstrip(".") for w in window),
            _apposition(reading, run.last, sentence),
        )

    @property
    def is_full(self) -> bool:
        """Whether it is more than a single word."""
        return len(self.run.key) > 1


def stated_role(reading: Reading, run: Run) -> Role | None:
    """Return the role that the words around a name give its bearer, ``None`` if they say nothing."""
    naming = _Naming.of(reading, run)
    return next((role for holds, role in _RULES if holds(naming)), None)


def _apposition(reading: Reading, last: int, sentence: Sentence | None) -> frozenset[str]:
    """The lemmas of what a name's bearer is called behind it, up to what he does: ', 34, father of a boy'."""
    if sentence is None or last >= sentence.last or reading.raw[last] not in (",", "("):
        return frozenset()
    words = set()
    for t in range(last + 1, min(sentence.last, last + 20)):
        is_comma_behind_age = reading.raw[t] == "," and reading.pos[t - 1] == "NUM"
        does = reading.tag[t] in ("VBD", "VBZ", "VBP") and reading.lemma[t] != "be"
        if reading.raw[t] in '.;”"' or does or (reading.raw[t] == "," and not is_comma_behind_age):
            break
        words.add(reading.lemma[t])
    return frozenset(words)


def _is_public_figure(naming: _Naming) -> bool:
    return is_figure(naming.run.key)


def _is_in_credits(naming: _Naming) -> bool:
    return stands_in_credit_line(naming.reading, naming.run.start, naming.run.last)


def _is_asked_for_as_official(naming: _Naming) -> bool:
    """'And the head of state?' 'X?': the answer names the office's holder."""
    reading, sentence = naming.reading, naming.sentence
    if len(naming.run.key) > 2 or sentence is None or sentence.last - sentence.first > 4:
        return False
    if sentence != reading.sentences_of_block(sentence.block)[0]:
        return False
    asked = (t for q in reading.question_before(sentence) for t in range(q.first, q.last))
    return any(reading.lemma[t] in _role_words().asked_offices for t in asked)


def _interprets(naming: _Naming) -> bool:
    """'interpreter X', 'X (interpreter)'."""
    reading, last = naming.reading, naming.run.last
    behind = reading.lower[last + 1 : last + 2] if reading.raw[last : last + 1] == ["("] else []
    return not _role_words().interpreters.isdisjoint((*naming.before, *behind))


def _fills_field(naming: _Naming, label: str) -> bool:
    """Whether a name is the value of a field, and not just spoken of in a remark behind a label."""
    if naming.label != label:
        return False
    reading, first = naming.reading, naming.run.first
    start = reading.token_at(reading.block_of(first).span.start)
    return first - start <= 6 and not any(
        reading.pos[t] in ("VERB", "AUX", "PRON") for t in range(start, first)
    )


def _is_source(naming: _Naming) -> bool:
    return _fills_field(naming, "PERSON")


def _tells_own_name(naming: _Naming) -> bool:
    """'What is your name?' 'X.': the one who answers is the source."""
    reading, sentence = naming.reading, naming.sentence
    if sentence is None or sentence != reading.sentences_of_block(sentence.block)[0]:
        return False
    asked = " ".join(word for q in reading.question_before(sentence) for word in reading.words_of(q))
    told = " ".join(reading.lower[max(sentence.first, naming.run.first - 3) : naming.run.first])
    owned = any(question in asked for question in _role_words().own_name)
    is_other = not naming.before.isdisjoint(names().kin)
    return owned and not is_other and naming.run.first - sentence.first <= _NAME_WITHIN and "not" not in told


def _is_party(naming: _Naming) -> bool:
    """'the applicant, X', 'a Turkish national, X (“the applicant”)': whose case a file is about."""
    reading, run = naming.reading, naming.run
    behind = [w for w in reading.lower[run.last : run.last + _CALLED_WITHIN] if w.isalpha() or w in "()"]
    if behind[:2] == ["(", "the"] and not _role_words().parties.isdisjoint(behind[2:3]):
        return True
    before = [t for t in range(max(0, run.start - 2), run.start) if reading.raw[t] not in (",", ":")]
    return any(reading.lemma[t] in _role_words().parties and reading.pos[t] == "NOUN" for t in before)


def _is_asked(naming: _Naming) -> bool:
    """'Host: X, how old are you?': whose label it is asks whom the name means."""
    return naming.sentence is not None and naming.reading.raw[naming.sentence.last - 1] == "?"


def _reports(naming: _Naming) -> bool:
    """Whether a name is that of who made the text; a field's value ends where the name does."""
    reading, run = naming.reading, naming.run
    if _fills_field(naming, "JOURNALIST") and not _is_asked(naming) and ends_entry(reading, run.last):
        return True
    return is_credited(reading, run.first, run.last, naming.sentence) or is_writer(reading, run.first)


def _is_called_relative(naming: _Naming) -> bool:
    """'X is my younger sister'."""
    reading, last = naming.reading, naming.run.last
    behind = range(last + 1, min(last + 5, len(reading.raw)))
    if not behind or reading.lemma[last] != "be" or reading.lower[last + 1] not in _role_words().possessives:
        return False
    return any(reading.lemma[t] in names().kin for t in behind)


def _has_relatives_name(naming: _Naming) -> bool:
    """'My wife's name is X'."""
    if "name" not in naming.before:
        return False
    reading, first = naming.reading, naming.run.first
    window = range(max(0, first - _NAMED_WITHIN), first)
    return any(
        reading.lemma[t] in names().kin and reading.lower[t - 1] in _role_words().possessives
        for t in window
        if t
    )


def _is_relative(naming: _Naming) -> bool:
    """'my uncle X' but not 'Uncle X', which is said to any elder; 'X, my uncle'."""
    know, before = names(), naming.before
    if _is_called_relative(naming) or _has_relatives_name(naming):
        return True
    if not before:
        return not naming.apposition.isdisjoint(know.kin)
    owned = not before.isdisjoint(_role_words().possessives)
    return not before.isdisjoint(know.kin) and (owned or before.isdisjoint(know.titles))


def _helps(naming: _Naming) -> bool:
    called = naming.before | naming.apposition
    return naming.label == "HELPER" or not called.isdisjoint(_role_words().helpers)


def _has_calling(naming: _Naming) -> bool:
    return has_calling(naming.reading, naming.run, naming.sentence)


_RULES: tuple[tuple[Callable[[_Naming], bool], Role], ...] = (
    (_is_source, Role.SOURCE),
    (_is_party, Role.SOURCE),
    (_tells_own_name, Role.SOURCE),
    (_is_public_figure, Role.PUBLIC_FIGURE),
    (_interprets, Role.HELPER),
    (_is_in_credits, Role.JOURNALIST),
    (_is_asked_for_as_official, Role.OFFICIAL),
    (_reports, Role.JOURNALIST),
    (_is_relative, Role.RELATIVE),
    (_has_calling, Role.OFFICIAL),
    (_helps, Role.HELPER),
)
"""What holds first decides: whoever tells the own name bears it, and a credit is surer than a word nearby."""
