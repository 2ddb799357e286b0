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

_HYPHEN = r"[-\u2010\u2011 ]"
_TEENS = range(13, 20)
_OLDEST = 99
_CLAUSE = re.compile(r"[,;:(—–]|\b(?:and|but|while|because|that)\b", re.IGNORECASE)
_BE = r"(?:is|was|are|were|am|be|been|being|[\w]+['’](?:s|m|re)|turned|turning)"
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
        rf"(?:(?P<attribute>{_HYPHEN}?years?{_HYPHEN}olds?|{_HYPHEN}year{_HYPHEN}olds?)"
        rf"|\s+years?\s+(?:old|of\s+age)|\s+years|\s*y\.?o\.?)?".replace(
            rf"{_HYPHEN}?years?{_HYPHEN}olds?", r"[-\u2010\u2011]years?[-\u2010\u2011 ]olds?"
        ),
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
    return place.edit == slot.span and not slot.preceded_by(r"turn(?:ed|ing)\s+")


def _place(slot: Slot) -> _Place | None:
    at = slot.preceded_by(rf"(?:(?:at|of)\s+)?(?:the\s+)?age(?:d|\s+of)?\s+{_JUST}|at\s+{_JUST}")
    if slot.preceded_by(r"\bage\s*[:=|]\s*") or slot.preceded_by(r"\baged?\**\s*[:=|]\**\s*"):
        return _Place(slot.span, "bare")
    if slot.preceded_by(r"(?:by|until|till|since|from|before|after|over|under)\s+(?:the\s+age\s+of\s+)?"):
        return None
    if at:
        return _Place(slot.widened(at[0]), "whose")
    person = slot.preceded_by(r"(?:man|woman|girl|boy|soldier|person)\s+of\s+")
    if person:
        return _Place(slot.widened("of " if person[0].endswith("of ") else ""), "whose")
    if re.match(r"aged?\s", slot.surface, re.IGNORECASE):
        return _Place(slot.span, "whose")
    verb = slot.preceded_by(rf"{_BE}\s+(?:(?:now|only|just|already|still|then)\s+)?")
    if verb:
        turned = re.match(r"turn(?:ed|ing)", verb[0], re.IGNORECASE)
        return None if turned or _counts(slot) else _Place(slot.span, "whose")
    if re.search(r"\(\s*\Z", slot.before) and slot.followed_by(r"\s*[),;]"):
        return _Place(slot.span, "whose")
    if re.search(r"\w[\"”’]?,\s+\Z", slot.before) and slot.followed_by(r"\s*[,.;)]|\s*\Z"):
        return _Place(slot.span, "whose")
    before, after = slot.sentence
    if not re.sub(r"\A\W*(?:[A-Z]\w*:)?\W*", "", before) and not after.strip(' .!"”’*'):
        return _Place(slot.span, "bare")
    return None


def _counts(slot: Slot) -> bool:
    """Whether the number counts something: "there were 26 men"."""
    return bool(
        not re.search(r"[^\W\d]{2}\Z", slot.surface.split()[0])
        and slot.followed_by(
            r"\s+(?!years|and|when|but|or|now|at|in|on|then|with|while|as|so|he|she|i|years|by|because|if|that|this|who|from|to|the|old)[a-z]{3,}"
        )
    ) or bool(slot.preceded_by(r"there\s+(?:were|are|was|is)\s+"))


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
