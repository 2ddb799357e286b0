"""Ages in English: "(26)" is "(in his 20s)", "a 26-year-old rifleman" is "a twenty-something rifleman"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from redactor.generalize.en.numbers import number_pattern, read_number, tens_word
from redactor.generalize.slot import Slot, Wording, any_of
from redactor.generalize.tables import table, word_set
from redactor.model import Span
from redactor.text.articles import indefinite

_HYPHEN = r"[-\u2010\u2011]"
_TEENS = range(13, 20)
_OLDEST = 99
_CLAUSE = re.compile(r"[,;:(—–]|\b(?:and|but|while|because|that)\b", re.IGNORECASE)
_BE = r"(?:is|was|are|were|am|be|been|being|\w+['’](?:s|m|re))"
_BOUND = r"(?:by|until|till|since|from|before|after|over|under|turned|turning)\s+(?:the\s+age\s+of\s+)?"
"""Behind these a decade would say something else: "by 30" does not entail "by their 30s"."""
_JUST = r"(?:(?:now|only|just|already|still|about|almost|nearly|barely|then)\s+)?"


def say_age(slot: Slot, rung: str) -> Wording | None:
    """Say an age on a rung from ``band`` (mid-20s) to ``life_stage`` (adult)."""
    found = _pattern().fullmatch(slot.surface)
    age = read_number(found["n"]) if found else None
    if not found or age is None or age > _OLDEST:
        return None
    if found["attribute"]:
        return _attributive(slot, age, rung, plural=found["attribute"].endswith("s"))
    return _free(slot, age, rung)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:aged?\s+)?(?P<n>{number_pattern()})"
        rf"(?:(?P<attribute>{_HYPHEN}years?(?:{_HYPHEN}|\s)olds?)|\s+years?(?:\s+old|\s+of\s+age)?|\s*y\.?o\.?)?",
        re.IGNORECASE,
    )


def _attributive(slot: Slot, age: int, rung: str, *, plural: bool) -> Wording | None:
    """Say "26-year-old" before a noun or as one."""
    after = slot.followed_by(r"\s+([a-z]+)")
    modifies = bool(after and after[1] not in word_set("en/ages", "no_noun") and not after[1].endswith("ed"))
    if rung == "life_stage" or age < _TEENS.stop:
        if rung == "band":
            return None
        stage = _stage(age)
        noun = f"{stage['noun']}ren" if plural and age < _TEENS.start else stage["noun"] + "s" * plural
        return Wording(stage["adjective"] if modifies and not plural else noun, slot.span)
    if rung == "band" or plural:
        return None
    tens = tens_word(age // 10 * 10)
    return Wording(f"{tens}-something", slot.span, frozenset({tens}))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an age stands that is no attribute.

    Attributes:
        edit: what is replaced, with the words that lead up to the age.
        form: ``whose`` (in his 20s), ``bare`` (20s) or ``aside`` (a noun stands without article).
    """

    edit: Span
    form: str


def _free(slot: Slot, age: int, rung: str) -> Wording | None:
    """Say an age that stands by itself: after a verb, in parentheses, in a field."""
    place = _place(slot)
    if place is None:
        return None
    if rung == "life_stage":
        noun = _stage(age)["noun"]
        return (
            Wording(noun if place.form != "whose" else f"{indefinite(noun)} {noun}", place.edit)
            if _is_noun_ok(slot, place)
            else None
        )
    years = _years(age, rung)
    if not years:
        return None
    if place.form == "bare":
        return Wording(years, place.edit, frozenset({years}))
    return Wording(f"in {_whose(slot)} {years}", place.edit, frozenset({years}))


def _is_noun_ok(slot: Slot, place: _Place) -> bool:
    """Whether "an adult" may stand there: after "is", in an aside, not after "at the age of"."""
    return place.edit == slot.span


def _place(slot: Slot) -> _Place | None:
    """Return how the age stands in its sentence; ``None`` where no wording of ours would fit."""
    if slot.preceded_by(_BOUND):
        return None
    rules = (_in_field, _behind_age, _of_person, _behind_verb, _aside, _as_answer)
    return next((place for rule in rules if (place := rule(slot))), None)


def _in_field(slot: Slot) -> _Place | None:
    """``Age: 26``."""
    return _Place(slot.span, "bare") if slot.preceded_by(r"age\**\s*[:=|]\**\s*") else None


def _behind_age(slot: Slot) -> _Place | None:
    """``aged 26``, ``at the age of 26``, ``at 26``."""
    age = slot.preceded_by(rf"(?:(?:at|of)\s+)?(?:the\s+)?age(?:d|\s+of)?\s+{_JUST}|at\s+{_JUST}")
    if age:
        return _Place(slot.widened(age[0]), "whose")
    return _Place(slot.span, "whose") if re.match(r"aged?\s", slot.surface, re.IGNORECASE) else None


def _of_person(slot: Slot) -> _Place | None:
    """``a man of 44``."""
    of = slot.preceded_by(rf"(?:{any_of(_people())})\s+(of\s+)")
    return _Place(slot.widened(of[1]), "whose") if of else None


def _behind_verb(slot: Slot) -> _Place | None:
    """``she is 34``, but not ``they were 26 men``."""
    verb = slot.preceded_by(rf"{_BE}\s+(?:(?:now|only|just|already|still|then)\s+)?")
    return _Place(slot.span, "whose") if verb and not _counts(slot) else None


def _aside(slot: Slot) -> _Place | None:
    """``Ri (26)``, ``Ri, 26, said``."""
    in_brackets = re.search(r"\(\s*\Z", slot.before) and slot.followed_by(r"\s*[),;]")
    in_commas = re.search(r"\w[\"”’*]*,\s+\Z", slot.before) and slot.followed_by(r"\s*[,.;)]|\s*\Z")
    return _Place(slot.span, "whose") if in_brackets or in_commas else None


def _as_answer(slot: Slot) -> _Place | None:
    before, after = slot.sentence
    is_open = not re.sub(r"\A\W*(?:[A-Z]\w*:)?\W*", "", before)
    return _Place(slot.span, "bare") if is_open and not after.strip(' .!"”’*') else None


def _counts(slot: Slot) -> bool:
    """Whether the number counts something: a noun follows a bare number, or "there were" stands before."""
    bare = read_number(slot.surface) is not None
    noun = slot.followed_by(rf"\s+(?!(?:{any_of(word_set('en/ages', 'no_noun'))})\b)[a-z]{{3,}}")
    return bool((bare and noun) or slot.preceded_by(rf"there\s+{_BE}\s+"))


@cache
def _people() -> frozenset[str]:
    return frozenset(word for words in table("en/ages")["people"].values() for word in words) | {
        "soldier",
        "person",
    }


def _years(age: int, rung: str) -> str:
    """Return the decade of life, in words where its digits would tell the age itself."""
    if age < _TEENS.start:
        return ""
    decade = "teens" if age in _TEENS else f"{age // 10 * 10}s"
    if age >= _TEENS.stop and age % 10 == 0:
        decade = f"{tens_word(age)[:-1]}ies"
    if rung == "decade":
        return decade
    third = [word for least, word in table("en/ages")["thirds"].items() if age % 10 >= least][-1]
    return f"mid-{decade}" if third == "mid" else f"{third} {decade}"


def _stage(age: int) -> dict[str, str]:
    return [stage for stage in table("en/ages")["stages"] if age >= stage["from"]][-1]


def _whose(slot: Slot) -> str:
    """Return "his", "her", "my" and the like where the clause, or the sentence, leaves no doubt."""
    words = table("en/ages")
    before, after = slot.sentence
    clause = _CLAUSE.split(before.rstrip(" ,(—–"))[-1]
    people = _claims(clause, words["pronouns"]) | _claims(clause, words["people"])
    if not people:
        people = _claims(clause, words["possessives"])
    if not people:
        third = {whose: words["pronouns"][whose] + words["possessives"][whose] for whose in ("his", "her")}
        sentence = f"{before} {after}"
        people = _claims(sentence, third) | _claims(sentence, words["people"])
    return people.pop() if len(people) == 1 else str(words["unsure"])


def _claims(text: str, words: dict[str, list[str]]) -> set[str]:
    return {
        whose for whose, some in words.items() if re.search(rf"\b(?:{any_of(some)})\b", text, re.IGNORECASE)
    }
